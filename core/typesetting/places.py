"""Mapping between positions in the draft and positions on pages, and the outline for a PDF."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from core.typesetting.glyph_widths import glyph_widths
from core.typesetting.values import Pages, PlacedLine, Stretch


class PagePlace(NamedTuple):
    """A line on the page with this index."""

    page: int
    line: PlacedLine


class PageHeading(NamedTuple):
    """A paragraph with an outline level: its text and the position of its first line."""

    level: int
    text: str
    page: int
    y: float


def find_place(pages: Pages, number: int, offset: int) -> PagePlace | None:
    """The line that shows the character at ``offset`` of element ``number``; None if the element is not shown.

    Of a heading row that is repeated, the first time.
    """
    found: PagePlace | None = None
    for index, page in enumerate(pages.pages):
        for placed in page.lines:
            paragraph = placed.paragraph
            if paragraph.number != number:
                continue
            begin = paragraph.skipped + placed.line.start
            if found is not None and (begin > offset or placed.line.start <= found.line.line.start):
                return found
            found = PagePlace(index, placed)
    return found


def character_at(pages: Pages, page: int, x: float, y: float) -> tuple[int, int] | None:
    """Element number and offset of the character nearest to a point on the page of index ``page``.

    None on a page without text of the draft.
    """
    shown = [placed for placed in pages.pages[page].lines if placed.paragraph.number]
    if not shown:
        return None
    nearest = min(shown, key=lambda placed: _distance(placed, x, y))
    return nearest.paragraph.number, nearest.paragraph.skipped + _offset(nearest, x - nearest.x)


def headings(pages: Pages) -> Iterator[PageHeading]:
    """All paragraphs with an outline level, in order."""
    for index, page in enumerate(pages.pages):
        for placed in page.lines:
            paragraph = placed.paragraph
            if paragraph.shape.outline and placed.line.start == 0:
                text = "".join([piece.text for piece in paragraph.pieces])
                yield PageHeading(paragraph.shape.outline, " ".join(text.split()), index, placed.y)


def _distance(placed: PlacedLine, x: float, y: float) -> tuple[float, float]:
    line = placed.line
    down = max(placed.y - y, 0.0, y - placed.y - line.height)
    right = max((stretch.x + stretch.width for stretch in line.stretches), default=0.0)
    return down, max(placed.x - x, 0.0, x - placed.x - right)


def _offset(placed: PlacedLine, x: float) -> int:
    line = placed.line
    if not line.stretches:
        return line.start
    stretch = min(line.stretches, key=lambda stretch: max(stretch.x - x, x - stretch.x - stretch.width))
    return stretch.start + _character(stretch, x - stretch.x)


def _character(stretch: Stretch, x: float) -> int:
    """How many characters of the stretch end before ``x``, counted from their middles."""
    if not stretch.is_latin:
        each = stretch.width / len(stretch.text)
        return min(max(round(x / each), 0), len(stretch.text))
    known = glyph_widths(stretch.face)
    middles, end = [], 0.0
    for character in stretch.text:
        middles.append(end + known[character] / 2)
        end += known[character]
    return bisect_right(middles, x)
