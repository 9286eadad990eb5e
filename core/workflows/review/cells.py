"""Lines and cells of a table that changes of a returned copy concern, as the draft has them now."""

from collections.abc import Iterator, Sequence
from itertools import compress
from types import MappingProxyType

from core.editing.grids.lines import Axis
from core.editing.grids.placing import table_at
from core.model.blocks import CellPlace
from core.model.draft import Draft
from core.model.elements import Element
from core.model.grid import tables_of
from core.model.review.changes import ChangeKind, ReviewChange, TableEdit
from core.model.review.decisions import ReviewVerdict, decision_id
from core.review.differences import MARK
from core.workflows.review.copies import CopyReview

AXES = MappingProxyType(
    {
        TableEdit.ROW_NEW: Axis.ROWS,
        TableEdit.ROW_GONE: Axis.ROWS,
        TableEdit.COLUMN_NEW: Axis.COLUMNS,
        TableEdit.COLUMN_GONE: Axis.COLUMNS,
        TableEdit.ROW_MOVED: Axis.ROWS,
        TableEdit.COLUMN_MOVED: Axis.COLUMNS,
    }
)


def cells_of(draft: Draft, table_id: str) -> Sequence[Element]:
    """The paragraphs of the cells of a table."""
    found = (each for each in tables_of(draft.elements) if each.element_id == table_id)
    return next((draft.elements[each.start + 1 : each.end] for each in found), ())


def is_line_edited(draft: Draft, copy: CopyReview, change: ReviewChange) -> bool:
    """Whether the line or table that a change takes out holds words now that it did not hold when the file went out."""
    base = {each.id: each.text for each in copy.base.draft.elements}
    axis = AXES.get(TableEdit(change.detail))
    return any(each.text != base.get(each.id, "") for each in _going(draft, change, axis))


def _going(draft: Draft, change: ReviewChange, axis: Axis | None) -> list[Element]:
    """The paragraphs that go with the line in which those of a change stand now; without an axis those of the table."""
    found = next((here for name in change.elements if (here := table_at(draft, name)) is not None), None)
    if found is None:
        return []
    placed, own = found
    cells = placed.cells(draft.elements).items()
    return [each for at, inside in cells if _is_in(at, own, axis) for each in inside]


def _is_in(cell: CellPlace, own: CellPlace, axis: Axis | None) -> bool:
    """Whether a cell begins in the same row, or column, as another of its table; without an axis it does."""
    return axis is None or (cell.row == own.row if axis is Axis.ROWS else cell.column == own.column)


def words_of_line(
    draft: Draft, after: Draft, copy: CopyReview, change: ReviewChange, axis: Axis
) -> dict[str, str] | None:
    """The words of each paragraph of a line that ``after`` has more, by the lines across it; None where the grids differ.

    What stands where a new row and a new column cross comes with that of them which is taken last.
    """
    lines = _lines_across(copy, cells_of(draft, change.element_id), axis)
    own = _new_cells(draft, after, axis)
    added = [line for line in own if line not in lines.values()]
    words = [(lines.get(number, ""), text) for number, text in change.cells if number >= 0]
    words += zip(added, _of_taken(draft, copy, change, axis), strict=False)
    wanted = dict(words)
    is_known = len(wanted) == len(words) and own.keys() <= wanted.keys()
    if not is_known or not all(_fits(text, line in own) for line, text in wanted.items()):
        return None
    return {name: wanted[line] for line, name in own.items()}


def _of_taken(draft: Draft, copy: CopyReview, change: ReviewChange, axis: Axis) -> Iterator[str]:
    """The words of a new line in those new lines of the copy across it that were taken; none where some cover several."""
    kind = TableEdit.COLUMN_NEW if axis is Axis.ROWS else TableEdit.ROW_NEW
    across = [each for each in copy.changes if each.detail == kind and each.element_id == change.element_id]
    words = [text for number, text in change.cells if number < 0]
    taken = {each.id for each in draft.decisions if each.verdict is ReviewVerdict.TAKEN}
    is_taken = [decision_id(copy.kept.id, each.mark) in taken for each in across]
    return compress(words, is_taken) if len(across) == len(words) else iter(())


def pictures_of_line(
    draft: Draft, after: Draft, copy: CopyReview, change: ReviewChange, axis: Axis
) -> dict[str, list[str]]:
    """The pictures of each paragraph of a line that ``after`` has more, by the lines across it."""
    lines = _lines_across(copy, cells_of(draft, change.element_id), axis)
    names = _new_cells(draft, after, axis)
    found: dict[str, list[str]] = {}
    for number, key in change.pictures:
        found.setdefault(names.get(lines.get(number, ""), ""), []).append(key)
    return found


def _new_cells(draft: Draft, after: Draft, axis: Axis) -> dict[str, str]:
    """The paragraph of each cell of a line just put in, by the line across it."""
    known = {each.id for each in draft.elements}
    return {
        _across(each.cell, axis): each.id for each in after.elements if each.cell is not None and each.id not in known
    }


def _lines_across(copy: CopyReview, inside: Sequence[Element], axis: Axis) -> dict[int, str]:
    """The columns (rows) of the draft's table by the printed ones that cross a new row (column)."""
    printed = {each.element_id: each.cell for each in copy.base.printed if each.cell is not None}
    return {
        printed[each.id].column if axis is Axis.ROWS else printed[each.id].row: _across(each.cell, axis)
        for each in inside
        if each.id in printed and each.cell is not None
    }


def _fits(words: str, is_there: bool) -> bool:
    """Whether a cell of a new line can be written: one paragraph where the draft has a cell, nothing where it has none."""
    return MARK not in words and (is_there or not words)


def _across(cell: CellPlace, axis: Axis) -> str:
    """The line that crosses a row, or a column, in a cell."""
    return cell.column if axis is Axis.ROWS else cell.row


def is_torn(copy: CopyReview, change: ReviewChange) -> bool:
    """Whether a paragraph of a cell comes or goes while others of its table do the opposite: cells were joined or divided."""
    tables = {each.element_id: each.cell.table for each in copy.base.printed if each.cell is not None}
    table = _table_of(change, tables)
    opposite = ChangeKind.GONE if change.kind is ChangeKind.NEW else ChangeKind.NEW
    return table >= 0 and any(_table_of(each, tables) == table for each in copy.changes if each.kind is opposite)


def _table_of(change: ReviewChange, tables: dict[str, int]) -> int:
    """The printed table in a cell of which a change lies; -1 outside."""
    names = (*change.elements[:1], change.after, change.element_id)
    return next((tables[name] for name in names if name in tables), -1)
