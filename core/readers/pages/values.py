"""What a page holds: characters and ruled lines at places. Lengths are in points, from the top left corner of the page."""

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

_LEVEL, _SLANT = 0.5, 0.05


class Ink(NamedTuple):
    """How a character is printed; ``font`` is its name without the mark of a subset."""

    font: str = ""
    size: float = 0.0
    bold: bool = False


class Glyph(NamedTuple):
    """A character with the edges of its advance and its baseline."""

    text: str
    left: float
    right: float
    baseline: float
    ink: Ink


class Stroke(NamedTuple):
    """A ruled line, upright or level; two of its edges are the same but for its width."""

    left: float
    top: float
    right: float
    bottom: float


class PrintedPicture(NamedTuple):
    """A picture, or the pieces of one, and what is seen of it; ``data`` is a file whose name would end in ``ending``.

    One without data is left out: ``lost`` says why, with the name of a code in ``core.readers.pages.pictures``.
    ``crop`` are the shares cut off at the left, top, right and bottom, in thousandths of a per cent; ``is_plain``: of one
    colour.
    """

    box: Stroke
    data: bytes = b""
    ending: str = ""
    lost: str = ""
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    is_plain: bool = False


BESIDE, BEHIND = "beside", "behind"


class PlacedPicture(NamedTuple):
    """A picture before the character ``offset`` of a text, or BESIDE it, or BEHIND it and so far below its top."""

    offset: int
    picture: PrintedPicture
    way: str = ""
    drop: float = 0.0


def is_slanted(across: float, down: float) -> bool:
    """Whether a line of this extent in points is neither level nor upright."""
    short, long = sorted((abs(across), abs(down)))
    return short > max(_LEVEL, _SLANT * long)


WHOLE = (-inf, inf)
"""The room of a line with nothing beside it."""


class Bookmark(NamedTuple):
    """An entry of the outline that a file has beside its pages; ``level`` is 1-9, ``page`` its index, -1 where unknown."""

    title: str
    level: int
    page: int = -1


class NoteMark(NamedTuple):
    """The mark of a note, which stood before the character ``offset`` of a text and was left out of it."""

    offset: int
    label: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it is seen: without what is turned, outside or hidden.

    ``drawn`` are the boxes of curved or slanted lines, twice where there are several in one; ``fills`` those of level areas.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...] = ()
    pictures: tuple[PrintedPicture, ...] = ()
    drawn: tuple[Stroke, ...] = ()
    fills: tuple[Stroke, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether anything is printed on it."""
        return any(glyph.text.strip() for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Characters on one baseline; ``lefts``, ``rights`` and ``inks`` go with those of ``text``.

    ``column`` is 0 across the page, 1 and 2 for the columns of a page set in two. ``room`` is what a picture or table beside
    the line leaves free, from the left to the right, ``drop`` the height of what stands right above it. ``marks`` are those of
    notes, ``pictures`` those in it or at it.
    """

    text: str
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    inks: tuple[Ink, ...]
    baseline: float
    size: float
    page: int = 0
    column: int = 0
    room: tuple[float, float] = WHOLE
    marks: tuple[NoteMark, ...] = ()
    drop: float = 0.0
    pictures: tuple[PlacedPicture, ...] = ()

    @property
    def top(self) -> float:
        """The height of its signs."""
        return self.baseline - self.size

    @property
    def left(self) -> float:
        """Where the first character begins."""
        return self.lefts[0]

    @property
    def right(self) -> float:
        """Where the last character ends."""
        return self.rights[-1]
