"""Tables of the draft in collection sheets: of each department the rows that name it, with the cells it fills in."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from core.collection.values import EntryKind, SheetCell, SheetLine, SheetTable
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.grid import tables_of
from core.model.tables.cells import TableWords, squeezed
from core.model.tables.view import TableView, view_of

_BETWEEN = re.compile(r"[、，,；;／/\n 　]+")
_LEAD = re.compile(r"^(?:牵头|配合|责任|主办|协办|承办|落实|参与)(?:单位|部门|科室|处室)?[:：]")
_LONGEST_CAPTION = 60


class AskedTables:
    """The tables of a draft whose cells can be asked for; none without ``words`` for their heads."""

    def __init__(self, draft: Draft, words: TableWords | None) -> None:
        self._facts = _by_cell(draft.facts)
        placed = tables_of(draft.elements) if words is not None else ()
        views = (view_of(each, draft.elements, words) for each in placed if words is not None)
        self._views = tuple(view for view in views if view is not None)
        self._rows: dict[str, tuple[TableView, int]] = {}
        for view in self._views:
            self._rows |= {element.id: (view, row) for row, element in _single(view) if self._is_one(element)}

    def _is_one(self, element: Element) -> bool:
        return len(self._facts.get(element.id, ())) == 1

    def charged(self, fact: Fact) -> tuple[str, ...]:
        """Who answers for the row of a fact; nobody outside of such tables, and where the row does not say."""
        found = self._rows.get(fact.element_id)
        if found is None:
            return ()
        view, row = found
        texts = (view.text(row, column) for column in _charge_columns(view))
        return tuple(dict.fromkeys(name for text in texts for name in units_in(text, view.words)))

    def holds(self, fact: Fact) -> bool:
        """Whether the fact is alone in its cell and below the heads of a table, so that the cell asks for it."""
        return fact.element_id in self._rows

    def tables(self, asked: Mapping[str, EntryKind], facts: Collection[Fact]) -> Iterator[SheetTable]:
        """The tables with cells for these facts, ``asked`` by id; of each the heads and the rows with such a cell."""
        chosen = {fact.element_id: fact for fact in facts if fact.id in asked and self.holds(fact)}
        for view in self._views:
            rows = {row for own, row in (self._rows[element_id] for element_id in chosen) if own is view}
            if rows:
                yield _table(view, rows, {element_id: _asked(fact, asked) for element_id, fact in chosen.items()})


def _charge_columns(view: TableView) -> list[int]:
    heads = ("".join(map(squeezed, view.column_heads(column))) for column in range(view.size[1]))
    return [column for column, head in enumerate(heads) if view.words.charges.search(head)]


def units_in(text: str, words: TableWords) -> tuple[str, ...]:
    """The departments that a cell names: 牵头：发改局，配合：财政局、统计局."""
    names = (_LEAD.sub("", name).strip("等。") for name in _BETWEEN.split(text.strip()))
    return tuple(name for name in names if name and name not in words.nothing)


def _asked(fact: Fact, asked: Mapping[str, EntryKind]) -> SheetCell:
    hint = f"{fact.label}；上年：{fact.prior}{fact.unit}" if fact.prior else fact.label
    return SheetCell("", fact_id=fact.id, entry=asked[fact.id], hint=hint)


def _by_cell(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.element_id, []).append(fact)
    return found


def _single(view: TableView) -> Iterator[tuple[int, Element]]:
    """The cells of one paragraph that begin below the heads, each with its row."""
    below = frozenset(view.data_rows)
    for (row, _), elements in zip(view.origins, view.cells, strict=True):
        if row in below and len(elements) == 1:
            yield row, elements[0]


def _table(view: TableView, rows: Collection[int], asked: Mapping[str, SheetCell]) -> SheetTable:
    shown = sorted({*rows, *_titles_of(view, rows)})
    table = view.placed.table
    return SheetTable(
        view.placed.element_id,
        _caption(view),
        tuple(column.id for column in table.columns),
        tuple(_head(view, row) for row in range(view.head_rows)),
        tuple(_line(view, row, asked if row in rows else {}) for row in shown),
    )


def _titles_of(view: TableView, rows: Collection[int]) -> Iterator[int]:
    """The titles that fill a row above some of these rows, nearest to each."""
    whole = [row for row in range(view.head_rows, view.size[0]) if view.is_whole(row)]
    for row in rows:
        yield from [each for each in whole if each < row][-1:]


def _caption(view: TableView) -> str:
    texts = [squeezed(text) for text in view.above]
    named = [text for text in texts if text.startswith("表") and len(text) <= _LONGEST_CAPTION]
    return named[-1] if named else next((text for text in texts if len(text) <= _LONGEST_CAPTION), "")


def _head(view: TableView, row: int) -> SheetLine:
    """A row of heads with its joins."""
    return SheetLine("", tuple(_head_cell(view, row, column) for column in range(view.size[1])))


def _head_cell(view: TableView, row: int, column: int) -> SheetCell | None:
    number = view.owners[row][column]
    if view.origins[number] != (row, column):
        return None
    cell = view.placed.table.cells[number]
    return SheetCell(view.text(row, column), cell.columns, min(cell.rows, view.head_rows - row))


def _line(view: TableView, row: int, asked: Mapping[str, SheetCell]) -> SheetLine:
    """A row below the heads; what is joined with rows above is said again."""
    cells: list[SheetCell | None] = []
    for column in range(view.size[1]):
        number = view.owners[row][column]
        if column and view.owners[row][column - 1] == number:
            cells.append(None)
            continue
        wide = view.owners[row].count(number)
        found = next((asked[each.id] for each in view.cells[number] if each.id in asked), None)
        is_begun = view.origins[number][0] == row
        cells.append(found if found is not None and is_begun else SheetCell(view.text(row, column), wide))
    return SheetLine(view.placed.table.rows[row].id, tuple(cells))
