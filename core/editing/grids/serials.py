"""Columns 序号 of tables: counted anew when rows come, go or move, where they counted 1, 2, 3 or 一、二、三 before."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import is_
from typing import NamedTuple

from core.editing.grids.lines import Axis
from core.editing.grids.lines import delete_line as delete_plain
from core.editing.grids.lines import insert_line as insert_plain
from core.editing.grids.lines import move_line as move_plain
from core.editing.text.replace_text import with_text_replaced
from core.model.blocks import CellPlace
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element
from core.model.grid import PlacedTable, tables_of
from core.model.spans import Span
from core.numbering import han_to_int, int_to_han

_HEAD = re.compile(r"序号?|顺序号?|行次|No\.?|№", re.IGNORECASE)
_BEGINS, _LONGEST_HEAD = "序顺行Nn№", 6
_NUMBER = re.compile(r"([（(]?)(?:([1-9]\d{0,3})|([一二三四五六七八九十百千零〇]{1,7}))([）)]?[.．、]?)")
_SPACES = re.compile(r"[ 　\s]+")


def insert_line(draft: Draft, element_id: str, axis: Axis, is_behind: bool = True) -> Change:
    """``lines.insert_line``, with the numbers of a column 序号 counted anew."""
    return _counted(draft, insert_plain(draft, element_id, axis, is_behind), axis)


def delete_line(draft: Draft, element_id: str, axis: Axis) -> Change:
    """``lines.delete_line``, with the numbers of a column 序号 counted anew."""
    return _counted(draft, delete_plain(draft, element_id, axis), axis)


def move_line(draft: Draft, element_id: str, axis: Axis, step: int) -> Change:
    """``lines.move_line``, with the numbers of a column 序号 counted anew."""
    return _counted(draft, move_plain(draft, element_id, axis, step), axis)


def _counted(draft: Draft, change: Change, axis: Axis) -> Change:
    """The change with the numbers of its table counted anew and told in its reason."""
    placed = _table(draft, change.place.element_id) if axis is Axis.ROWS else None
    if placed is None or not _heads(draft, placed):
        return change
    after = apply(draft, change)
    written = _written(draft, after, change.place.element_id)
    now, left = _with_numbers(after, written), _left(after, written)
    if now is after and not left:
        return change
    return difference(draft, now, change.place, f"{change.reason}{_note(draft, after, now, len(left))}")


def _note(draft: Draft, after: Draft, now: Draft, left: int) -> str:
    """How many numbers of rows that stood there are others now, and how many should be."""
    known = {each.id for each in draft.elements if each.content}
    pairs = zip(after.elements, now.elements, strict=True)
    count = sum(old.id in known for old, new in pairs if old is not new)
    told = (count, "{}个序号重排"), (left, "{}个是要素没有改")
    words = "，".join(text.format(number) for number, text in told if number)
    return f"（{words}）" if words else ""


def recounted(before: Draft, after: Draft, table_id: str) -> Draft:
    """The draft ``after`` with the columns 序号 of a table counted anew, where they counted from 1 on ``before``.

    A new row is counted beside a counted one; rows without a number, such as 合计, stay without. The same draft where there
    is nothing to count.
    """
    return _with_numbers(after, _written(before, after, table_id))


def serials_left(before: Draft, after: Draft, element_id: str) -> int:
    """How many numbers stayed as they are because facts stand in them, after lines of the table with that paragraph ``before``
    came, went or moved."""
    position = next((number for number, each in enumerate(before.elements) if each.id == element_id), -1)
    placed = next((each for each in tables_of(before.elements) if each.start <= position < each.end), None)
    return len(_left(after, _written(before, after, placed.element_id))) if placed is not None else 0


def _with_numbers(after: Draft, written: Mapping[str, str]) -> Draft:
    """The draft with these numbers, except where facts stand."""
    facts = {fact.element_id for fact in after.facts}
    elements = [_with_number(each, "" if each.id in facts else written.get(each.id, "")) for each in after.elements]
    is_same = all(map(is_, elements, after.elements))
    return after if is_same else replace(after, elements=tuple(elements))


def _left(after: Draft, written: Mapping[str, str]) -> list[str]:
    """The paragraphs with facts that should have another number."""
    facts = {fact.element_id for fact in after.facts} & written.keys()
    return [each.id for each in after.elements if each.id in facts and each.content.strip() != written[each.id]]


def _with_number(element: Element, text: str) -> Element:
    """The paragraph with this number in its look, if there is one for it and it says another."""
    if text in ("", element.content):
        return element
    return with_text_replaced(element, Span(0, len(element.content)), text)


def _written(before: Draft, after: Draft, table_id: str) -> dict[str, str]:
    """The numbers of all rows that count, by the paragraph of each."""
    old, new = _table(before, table_id), _table(after, table_id)
    if old is None or new is None:
        return {}
    columns, found = _heads(before, old), dict[str, str]()
    had, has = _cells(before, old, columns), _cells(after, new, columns)
    known, rows = [row.id for row in old.table.rows], [row.id for row in new.table.rows]
    for column in columns:
        serial = _serial(known, column, had)
        found.update(serial.counted(rows, known, has) if serial is not None else ())
    return found


Cells = Mapping[CellPlace, Sequence[Element]]


def _cells(draft: Draft, placed: PlacedTable, columns: Collection[str]) -> Cells:
    """The paragraphs of the cells of these columns."""
    found: dict[CellPlace, list[Element]] = {}
    for each in draft.elements[placed.start + 1 : placed.end]:
        if each.cell is not None and each.cell.column in columns:
            found.setdefault(each.cell, []).append(each)
    return found


class _Form(NamedTuple):
    """How a number is written: what stands before and behind it, and whether its digits are Han."""

    before: str
    is_han: bool
    behind: str

    def write(self, number: int) -> str:
        """A number in this form."""
        return f"{self.before}{int_to_han(number) if self.is_han else number}{self.behind}"


@dataclass(frozen=True, slots=True)
class _Serial:
    """A column that counts rows, all numbers in one form."""

    column: str
    rows: frozenset[str]
    form: _Form

    def counted(self, rows: Sequence[str], known: Collection[str], cells: Cells) -> Iterator[tuple[str, str]]:
        """The paragraph and number of each row that counts, in the new order of the rows."""
        number = 0
        for row in self._counting(rows, known):
            own = cells.get(CellPlace(row, self.column), ())
            if len(own) == 1 and not own[0].objects:
                number += 1
                yield own[0].id, self.form.write(number)

    def _counting(self, rows: Sequence[str], known: Collection[str]) -> Iterator[str]:
        """The rows that count: those that did, and new ones beside them."""
        is_counting = False
        for at, row in enumerate(rows):
            following = next((each for each in rows[at + 1 :] if each in known), "")
            is_beside = row not in known and (is_counting or following in self.rows)
            is_counting = row in self.rows or is_beside
            if is_counting:
                yield row


def _serial(rows: Sequence[str], column: str, cells: Cells) -> _Serial | None:
    """The column, if its numbers are 1, 2, 3 in one form, and at least two."""
    read = ((row, _number(_text(cells.get(CellPlace(row, column), ())))) for row in rows)
    found = {row: number for row, number in read if number is not None}
    numbers, forms = [number for number, _ in found.values()], {form for _, form in found.values()}
    is_counted = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return _Serial(column, frozenset(found), forms.pop()) if is_counted and len(forms) == 1 else None


def _number(text: str) -> tuple[int, _Form] | None:
    """The number that a text is, and its form; None for any other text."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    before, digits, han, behind = found.groups(default="")
    number = int(digits) if digits else han_to_int(han) or 0
    form = _Form(before, bool(han), behind)
    return (number, form) if form.write(number) == text else None


def _text(own: Sequence[Element]) -> str:
    """The text of a cell of one paragraph."""
    return own[0].content.strip() if len(own) == 1 else ""


def _heads(draft: Draft, placed: PlacedTable) -> tuple[str, ...]:
    """The columns that have 序号 or the like in a cell."""
    own = draft.elements[placed.start + 1 : placed.end]
    found = (each.cell.column for each in own if each.cell is not None and _is_head(each.content))
    return tuple(dict.fromkeys(found))


def _is_head(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_HEAD and text[0] in _BEGINS and _HEAD.fullmatch(_SPACES.sub("", text)) is not None


def _table(draft: Draft, table_id: str) -> PlacedTable | None:
    return next((each for each in tables_of(draft.elements) if each.element_id == table_id), None)
