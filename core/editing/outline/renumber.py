"""Ordinals computed from the outline: never typed, and changed only in rows whose members an edit changed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.model.change import Change, renumbered_pairs
from core.model.document import Numbering, NumberingMode
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.numbering import Ordinal, find_ordinal, is_article, ordinal_of, write_ordinal

Chain = tuple[int, int]
"""The depth and the level (shape) of a row of siblings; depth 0 for the level that runs on through the document."""

Row = tuple[str | int, ...]
"""What tells a row of siblings from all others, before an edit and after it: what it stands under, and its level or shape."""

_RENUMBER_NOTE = re.compile(r"（(?:后面)?\d+个序号(?:顺延|前移|重排)）$")


@dataclass(frozen=True, slots=True)
class _NumberedPlace:
    """A numbered paragraph: its row, the id of its predecessor there ("" for the first), its ordinal."""

    row: Row
    before: str
    ordinal: Ordinal


class _Rows:
    """The open rows of headings and items, each with its last member."""

    def __init__(self, numbering: Numbering, scope: str) -> None:
        self._run_on = numbering.level if numbering.mode is NumberingMode.RUN_ON else None
        self._scope = scope
        self._open: dict[Chain, tuple[Row, str]] = {}
        self._above: list[tuple[int, str]] = []
        self._depth = 0

    def enter(self, heading: Element) -> None:
        """Continue under a heading; closes deeper rows, except one that runs on."""
        self._depth = heading.depth
        self._go_below(heading.depth, heading.id)

    def _go_below(self, depth: int, name: str) -> None:
        self._open = {chain: row for chain, row in self._open.items() if chain[0] <= depth}
        self._above = [*(above for above in self._above if above[0] < depth), (depth, name)]

    def place(self, element: Element, ordinal: Ordinal) -> _NumberedPlace:
        """The row of the heading last entered, or of an item under it.

        An item joins the open row of its level or starts one. Articles run on through all chapters; each has items of its own.
        """
        chain = self._chain(element, ordinal)
        above = (name for depth, name in reversed(self._above) if depth < chain[0])
        row, before = self._open.get(chain, ((self._scope, next(above, ""), element.level), ""))
        self._open[chain] = row, element.id
        if is_article(ordinal.shape) and element.role is not Role.HEADING:
            self._go_below(self._depth + 1, element.id)
        return _NumberedPlace(row, before, ordinal)

    def _chain(self, element: Element, ordinal: Ordinal) -> Chain:
        if is_article(ordinal.shape) or element.level == self._run_on:
            return 0, element.level
        depth = self._above[-1][0] if self._above else 0
        if element.role is Role.HEADING:
            return depth, element.level
        rows = [chain for chain in self._open if chain[1] == element.level and chain[0]]
        return rows[-1] if rows else (depth + 1, element.level)


class _PointRows:
    """The rows of points (一是…) of one section; rows may be nested."""

    def __init__(self, section: str, known: Mapping[str, _NumberedPlace]) -> None:
        self._section, self._known = section, known
        self._rows: list[tuple[str, Row, str]] = []
        self._count = 0

    def place(self, element: Element, ordinal: Ordinal) -> _NumberedPlace:
        """Its place in the row of its shape; a first number, or a member of another row before, starts a new row."""
        number = next((i for i, row in enumerate(self._rows) if row[0] == ordinal.shape), len(self._rows))
        known = self._known.get(element.id)
        row, before = self._rows[number][1:] if number < len(self._rows) else ((), "")
        if not row or ordinal.number == 1 or (known is not None and known.row != row):
            self._count += 1
            row, before = known.row if known is not None else (self._section, ordinal.shape, self._count), ""
        self._rows[number:] = [(ordinal.shape, row, element.id)]
        return _NumberedPlace(row, before, ordinal)


def renumbered(elements: Sequence[Element], numbering: Numbering, before: Draft | None = None) -> tuple[Element, ...]:
    """The elements with the ordinals that follow from an edit, each in its own shape.

    A row with the same members as in ``before`` keeps its numbers, in order or not. Otherwise the first member gets the
    first number the row had, or 1; a member with the same predecessor as before keeps its distance, a restart stays a
    restart, anything else gets the next number. An item without words, such as a value in a table, has no number. An
    attachment restarts; points count within their section.
    """
    was = dict(_spots(before.elements, before.numbering, {})) if before is not None else {}
    spots = dict(_spots(elements, numbering, was))
    old, numbers = _members(was), dict[str, int]()
    for row, names in _members(spots).items():
        known = old.get(row, ())
        if names == known:
            numbers.update((name, was[name].ordinal.number) for name in names)
        else:
            first = was[known[0]].ordinal.number if known else 1
            numbers.update(zip(names, _counted(names, first, was), strict=True))
    return tuple(
        _written(element, spots[element.id].ordinal, numbers[element.id]) if element.id in spots else element
        for element in elements
    )


def _members(spots: Mapping[str, _NumberedPlace]) -> dict[Row, list[str]]:
    found: dict[Row, list[str]] = {}
    for name, spot in spots.items():
        found.setdefault(spot.row, []).append(name)
    return found


def _counted(names: Sequence[str], first: int, was: Mapping[str, _NumberedPlace]) -> Iterator[int]:
    """Numbers of a row that starts with ``first``."""
    number = first
    yield number
    for last, name in pairwise(names):
        follows = name in was and was[name].before == last
        before, own = (was[last].ordinal.number, was[name].ordinal.number) if follows else (0, 1)
        number = own if own < before else number + max(own - before, 1)
        yield number


def _spots(
    elements: Sequence[Element], numbering: Numbering, known: Mapping[str, _NumberedPlace]
) -> Iterator[tuple[str, _NumberedPlace]]:
    """Every numbered paragraph by its id, in order."""
    rows, points = _Rows(numbering, ""), _PointRows("", known)
    for element in elements:
        if element.role in (Role.HEADING, Role.ATTACHMENT, Role.ATTACHMENT_MARK):
            points = _PointRows(element.id, known)
        if element.role in (Role.ATTACHMENT, Role.ATTACHMENT_MARK):
            rows = _Rows(numbering, element.id)
        if element.role is Role.HEADING:
            rows.enter(element)
        ordinal = _ordinal(element)
        if ordinal is not None:
            yield element.id, (points if element.role is Role.POINT else rows).place(element, ordinal)


def _ordinal(element: Element) -> Ordinal | None:
    """The number of a heading, or of an item or a point with words of its own."""
    ordinal = ordinal_of(element.prefix, element.level)
    if ordinal is None or not ordinal.number:
        return None
    return ordinal if element.role is Role.HEADING or _is_item(element, ordinal) else None


def _is_item(element: Element, ordinal: Ordinal) -> bool:
    """Whether it is an item; a figure without any mark is none, nor is the first of several numbers (5、6月份)."""
    if element.role is not Role.POINT and (not element.level or ordinal.shape.isdigit()):
        return False
    return any(map(str.isalpha, element.content)) and find_ordinal(element.text) is not None


def _written(element: Element, ordinal: Ordinal, number: int) -> Element:
    if number == ordinal.number:
        return element
    prefix = element.prefix
    return replace(
        element, prefix=prefix[: ordinal.start] + write_ordinal(number, ordinal.shape) + prefix[ordinal.end :]
    )


def with_renumber_note(change: Change) -> Change:
    """The change with the number of renumbered paragraphs added to its reason: 添加章节（后面3个序号顺延）."""
    pairs = (pair for pair in renumbered_pairs(change) if pair[0].id != change.place.element_id)
    steps = [_value(after) - _value(before) for before, after in pairs]
    if not steps:
        return change
    how = "顺延" if min(steps) > 0 else "前移" if max(steps) < 0 else "重排"
    where = "" if how == "重排" else "后面"
    return replace(change, reason=f"{without_renumber_note(change.reason)}（{where}{len(steps)}个序号{how}）")


def without_renumber_note(reason: str) -> str:
    """The reason without the note added by ``with_renumber_note``."""
    return _RENUMBER_NOTE.sub("", reason)


def _value(element: Element) -> int:
    ordinal = ordinal_of(element.prefix, element.level)
    return ordinal.number if ordinal is not None else 0
