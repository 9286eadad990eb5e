"""What the outline decides of a line: that it is a heading, and of which level."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

SISTERS = 2
"""Lines that look alike make a habit from so many on."""

DEEPEST = 4
"""The deepest level of a heading."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A heading: its line's index and the length of heading text in ``rest``; ``run_in`` if the text goes on.

    ``rank`` is its place in the nesting where that is not to be seen in the shape of its ordinal (1. above 1.1), else 0.
    """

    index: int
    level: int
    cut: int
    run_in: bool
    rank: int = 0


def heading_above(order: Sequence[int], index: int) -> int:
    """The last of the sorted indexes before a line, -1 without one."""
    place = bisect_left(order, index)
    return order[place - 1] if place else -1
