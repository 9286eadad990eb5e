"""Ordinals computed from the outline: numbers are never typed."""

from collections.abc import Sequence
from dataclasses import replace

from core.model.document import Numbering, NumberingMode
from core.model.elements import Element, Role
from core.numbering import Ordinal, find_ordinal, write_ordinal

Chain = tuple[int, int]
"""The depth and the level (shape) of a row of siblings; depth 0 for the level that runs on through the document."""

ARTICLE = "条"


class _Counters:
    """The last number given in each row of siblings that is still open."""

    def __init__(self, numbering: Numbering) -> None:
        self._run_on = numbering.level if numbering.mode is NumberingMode.RUN_ON else None
        self._last: dict[Chain, int] = {}
        self._depth = 0

    def enter(self, depth: int) -> None:
        """Go on under a heading of this depth; deeper rows begin again, except one that runs on."""
        self._last = {chain: number for chain, number in self._last.items() if chain[0] <= depth}
        self._depth = depth

    def next(self, level: int, *, plain: bool, article: bool) -> int:
        """The next number of the heading last entered, or of a ``plain`` numbered paragraph under it.

        The latter counts in the row of its level, or in one of its own. Articles run on through all chapters.
        """
        if article or level == self._run_on:
            return self._count((0, level))
        rows = [chain for chain in self._last if chain[1] == level and chain[0]] if plain else []
        return self._count(rows[-1] if rows else (self._depth + plain, level))

    def _count(self, chain: Chain) -> int:
        self._last[chain] = self._last.get(chain, 0) + 1
        return self._last[chain]


class _Points:
    """The rows of points (一是…) of one section, a row inside another behind it."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, int]] = []

    def next(self, ordinal: Ordinal) -> int:
        """The next number in the row of this shape; a point written as the first begins a new row."""
        place = next((i for i, (shape, _) in enumerate(self._rows) if shape == ordinal.shape), len(self._rows))
        last = self._rows[place][1] if place < len(self._rows) and ordinal.number != 1 else 0
        self._rows[place:] = [(ordinal.shape, last + 1)]
        return last + 1


def renumbered(elements: Sequence[Element], numbering: Numbering) -> tuple[Element, ...]:
    """The elements with every heading's, numbered paragraph's and point's ordinal put in order, each in its own shape.

    Headings without an ordinal stay without; an attachment begins its numbers anew; points (一是…) count within
    their section, whatever stands between them.
    """
    counters, points, result = _Counters(numbering), _Points(), []
    for element in elements:
        if element.role in (Role.HEADING, Role.ATTACHMENT):
            points = _Points()
        if element.role is Role.ATTACHMENT:
            counters = _Counters(numbering)
        result.append(_in_order(element, counters, points))
    return tuple(result)


def _in_order(element: Element, counters: _Counters, points: _Points) -> Element:
    if element.role is Role.HEADING:
        counters.enter(element.depth)
    ordinal = find_ordinal(element.prefix)
    if ordinal is None:
        return element
    number = _number(element, ordinal, counters, points)
    prefix = element.prefix
    written = write_ordinal(number, ordinal.shape)
    return replace(element, prefix=prefix[: ordinal.start] + written + prefix[ordinal.end :])


def _number(element: Element, ordinal: Ordinal, counters: _Counters, points: _Points) -> int:
    if element.role is Role.POINT:
        return points.next(ordinal)
    is_heading = element.role is Role.HEADING
    if not is_heading and not element.level:
        return ordinal.number
    return counters.next(element.level, plain=not is_heading, article=ARTICLE in ordinal.shape)
