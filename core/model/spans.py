"""Places in a document: half-open character ranges counted in Unicode code points."""

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
