"""Places in a document: half-open character ranges counted in Unicode code points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` up to but not including ``end``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def moved(self, distance: int) -> "Span":
        """The same length, ``distance`` characters further on."""
        return Span(self.start + distance, self.end + distance)


@dataclass(frozen=True, slots=True)
class Place:
    """A span inside the content of one element, named by the element's stable id."""

    element_id: str
    span: Span = Span(0, 0)


def common_edges(before: Sequence[str], after: Sequence[str]) -> tuple[int, int, int]:
    """Bounds of the difference of two sequences: common prefix length, end of the difference in ``before`` and in ``after``."""
    most = min(len(before), len(after))
    start = _longest(most, lambda low, high: before[low:high] == after[low:high])
    size, other = len(before), len(after)
    rest = _longest(
        most - start, lambda low, high: before[size - high : size - low] == after[other - high : other - low]
    )
    return start, size - rest, other - rest


def _longest(most: int, is_same: Callable[[int, int], bool]) -> int:
    """Longest prefix length for which ``is_same`` holds, at most ``most``; binary search, as slices compare faster than items."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if is_same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
