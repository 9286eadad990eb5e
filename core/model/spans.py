"""Places in a document: half-open character ranges counted in Unicode code points."""

from collections.abc import Sequence
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


def altered(before: Sequence[str], after: Sequence[str]) -> tuple[int, int, int]:
    """Where two texts or lists differ: the common start, the end of it in ``before`` and the end of it in ``after``."""
    most = min(len(before), len(after))
    start = next((index for index in range(most) if before[index] != after[index]), most)
    rest = next((index for index in range(most - start) if before[-1 - index] != after[-1 - index]), most - start)
    return start, len(before) - rest, len(after) - rest
