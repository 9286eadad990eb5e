"""Ordinals computed from the outline: numbers are never typed."""

from collections.abc import Sequence
from dataclasses import replace

from core.model.document import Numbering, NumberingMode
from core.model.elements import Element, Role
from core.numbering import find_ordinal, write_ordinal


class _Counters:
    """The last number given at each level, and the depth at which that level stands."""

    def __init__(self, numbering: Numbering) -> None:
        self._run_on = numbering.level if numbering.mode is NumberingMode.RUN_ON else None
        self._last: dict[int, tuple[int, int]] = {}

    def next(self, level: int, depth: int) -> int:
        """The next number of a heading; deeper levels begin again, except one that runs on."""
        self._last = {key: held for key, held in self._last.items() if held[0] <= depth or key == self._run_on}
        number = self._last.get(level, (depth, 0))[1] + 1
        self._last[level] = (depth, number)
        return number


def renumbered(elements: Sequence[Element], numbering: Numbering) -> tuple[Element, ...]:
    """The elements with every heading's and point's ordinal put in order, each in its own shape.

    Headings without an ordinal stay without; an attachment begins its numbers anew; points (一是…) count within
    their unbroken run.
    """
    counters, point, result = _Counters(numbering), 0, []
    for element in elements:
        point = point + 1 if element.role is Role.POINT else 0
        if element.role is Role.ATTACHMENT:
            counters = _Counters(numbering)
        if element.role is Role.HEADING:
            element = with_number(element, counters.next(element.level, element.depth))
        elif element.role is Role.POINT:
            element = with_number(element, point)
        result.append(element)
    return tuple(result)


def with_number(element: Element, number: int) -> Element:
    """The element with its ordinal's number replaced; unchanged if its prefix holds no ordinal."""
    ordinal = find_ordinal(element.prefix)
    if ordinal is None:
        return element
    written = write_ordinal(number, ordinal.shape)
    return replace(element, prefix=element.prefix[: ordinal.start] + written + element.prefix[ordinal.end :])
