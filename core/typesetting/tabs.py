"""Text between tab stops (ECMA-376 part 1, 17.3.1.37)."""

from bisect import bisect_left
from typing import NamedTuple

from core.typesetting.measure import Measured
from core.typesetting.values import ParagraphShape

# Where stops stand when none is set: every two characters of 五号, as Word does in Chinese files.
DEFAULT_STEP = 420.0
SLACK = 0.5


class TabSpan(NamedTuple):
    """Characters ``start`` to ``end``, set from ``x``."""

    x: float
    start: int
    end: int


class Stop(NamedTuple):
    """A tab stop against the line's left edge; ``is_set``: not one of the default ones."""

    place: float
    align: str
    is_set: bool


def next_stop(shape: ParagraphShape, left: float, x: float) -> Stop:
    """The first stop to the right of ``x`` on a line whose left edge is ``left``.

    A hanging indent is a stop for its first line.
    """
    stops = sorted((stop.place - left, stop.align) for stop in shape.tabs)
    if shape.first < 0:
        stops = sorted([*stops, (shape.left - left, "left")])
    for place, align in stops:
        if place > x + SLACK:
            return Stop(place, align, True)
    return Stop((x + left + SLACK) // DEFAULT_STEP * DEFAULT_STEP + DEFAULT_STEP - left, "left", False)


def after_tab(measured: Measured, tab: int, stop: Stop, x: float, edge: float) -> float:
    """Where the text after the tab at ``tab`` begins: aligned to a right or centred stop, never left of ``x``.

    ``edge`` is the right edge that the text should not pass.
    """
    if stop.align == "left":
        return min(stop.place, edge)
    width = measured.width(tab + 1, _part_end(measured, tab + 1))
    begin = stop.place - width / (1 if stop.align == "right" else 2)
    return max(x, min(begin, edge - width))


def _part_end(measured: Measured, start: int) -> int:
    ends = [len(measured.text)]
    for places, step in ((measured.tabs, 0), (measured.ends, 1)):
        index = bisect_left(places, start + step)
        ends += [place - step for place in places[index : index + 1]]
    return min(ends)
