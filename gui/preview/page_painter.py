"""Paints one page: the same code draws on the screen, on the printer, into a PDF and into a picture.

Page coordinates are twips; painting uses the device's own pixel size, since glyphs painted as large scaled outlines
lose synthetic bold.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import category

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.workflows.exporting.pages import Face, Page, PlacedLine, Rule, Stretch
from gui.preview.page_fonts import TWIPS_PER_POINT, TypeCase
from gui.preview.pictures import picture

OPEN_FACT = "#fff27a"
"""Yellow as the exported file has it, but light enough to read on paper in grey."""

ABOVE, BELOW = 0.94, 0.20
"""How far the yellow reaches over and under the baseline, in parts of the font size."""

DOT_BELOW, DOT = 0.24, 0.055
"""How far the middle of a dot stands under the baseline, and half its width, in parts of the font size."""

OVERHANG = 200.0
"""Twips by which letters may stand out of their line."""

DASHES = MappingProxyType({"dashed": (4.0, 3.0), "dotted": (1.0, 2.0), "dashSmallGap": (4.0, 1.5)})

# Of the lines of a ruled line, first the upper or left one: place and thickness in parts of the line's own thickness.
PARTS = MappingProxyType(
    {
        "double": ((-1.0, 1.0), (1.0, 1.0)),
        "thickThinSmallGap": ((-0.4, 1.0), (0.65, 0.3)),
        "thinThickSmallGap": ((-0.65, 0.3), (0.4, 1.0)),
        "thickThinMediumGap": ((-0.5, 1.0), (0.85, 0.4)),
        "thinThickMediumGap": ((-0.85, 0.4), (0.5, 1.0)),
        "thickThinLargeGap": ((-0.6, 1.0), (1.1, 0.4)),
        "thinThickLargeGap": ((-1.1, 0.4), (0.6, 1.0)),
        "triple": ((-2.0, 1.0), (0.0, 1.0), (2.0, 1.0)),
    }
)
PLAIN = ((0.0, 1.0),)
UNSEEN = "Cf"
"""Unicode's category of format characters."""
INVISIBLE = frozenset({"nil", "none"})


class Mark(NamedTuple):
    """A span to underline: of the element with this number, characters ``start`` to ``end``, in a colour."""

    number: int
    start: int
    end: int
    tone: str


def marks_by_number(marks: Iterable[Mark]) -> Mapping[int, Sequence[Mark]]:
    """The marks grouped by element number, as ``paint_page`` needs them."""
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.number, []).append(mark)
    return found


NO_MARKS: Mapping[int, Sequence[Mark]] = MappingProxyType({})


def paint_page(painter: QPainter, page: Page, case: TypeCase, marks: Mapping[int, Sequence[Mark]] = NO_MARKS) -> None:
    """Paint the page with its upper left corner at the painter's origin; the paper itself is not painted.

    Of a clipped page only the visible lines are painted.
    """
    in_sight = _sight(painter, case.scale)
    lines = [placed for placed in (*page.margin_lines, *page.lines) if in_sight(placed)]
    for rule in page.rules:  # areas of a colour among them
        paint_rule(painter, rule, case.scale)
    for placed in lines:
        _paint_open(painter, placed, case.scale)
    for placed in lines:
        if placed.sideways:
            _paint_sideways(painter, placed, case)
        else:
            _paint_text(painter, placed, case)
    if marks:
        for placed in lines:
            _paint_marks(painter, placed, marks.get(placed.paragraph.number, ()), case.scale)


def _sight(painter: QPainter, scale: float) -> Callable[[PlacedLine], bool]:
    if not painter.hasClipping():
        return lambda _placed: True
    seen = painter.clipBoundingRect()
    top, bottom = seen.top() / scale, seen.bottom() / scale
    return lambda placed: (
        placed.sideways or (placed.y - OVERHANG < bottom and placed.y + placed.line.height + OVERHANG > top)
    )


def _paint_open(painter: QPainter, placed: PlacedLine, scale: float) -> None:
    for stretch in placed.line.stretches:
        if stretch.is_open:
            em = stretch.face.size * TWIPS_PER_POINT
            top = placed.y + placed.line.baseline - stretch.face.rise * TWIPS_PER_POINT - ABOVE * em
            left = placed.x + stretch.x
            area = QRectF(left * scale, top * scale, stretch.width * scale, (ABOVE + BELOW) * em * scale)
            painter.fillRect(area, QColor(OPEN_FACT))


def _paint_text(painter: QPainter, placed: PlacedLine, case: TypeCase) -> None:
    for stretch in placed.line.stretches:
        if _is_seen(stretch):
            letters = case.letters(stretch.face, stretch.is_latin)
            text = letters.drawn(_inked(stretch.drawn))
            painter.setFont(letters.fitted(text, stretch.width * case.scale))
            painter.setPen(ink(stretch.face))
            baseline = placed.y + placed.line.baseline - stretch.face.rise * TWIPS_PER_POINT
            painter.drawText(QPointF((placed.x + stretch.x) * case.scale, baseline * case.scale), text)
            if stretch.face.dotted:
                _paint_dots(painter, stretch, QPointF(placed.x + stretch.x, baseline), case.scale)


def _paint_dots(painter: QPainter, stretch: Stretch, start: QPointF, scale: float) -> None:
    """A dot below every character, 着重号."""
    em, step = stretch.face.size * TWIPS_PER_POINT, stretch.width / len(stretch.text)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink(stretch.face))
    for number in (number for number, sign in enumerate(stretch.text) if not sign.isspace()):
        place = QPointF(start.x() + (number + 0.5) * step, start.y() + DOT_BELOW * em)
        painter.drawEllipse(place * scale, DOT * em * scale, DOT * em * scale)
    painter.restore()


def _paint_sideways(painter: QPainter, placed: PlacedLine, case: TypeCase) -> None:
    """The text of a line that is turned clockwise around its corner."""
    painter.save()
    painter.translate(placed.x * case.scale, placed.y * case.scale)
    painter.rotate(90)
    _paint_text(painter, replace(placed, x=0.0, y=0.0), case)
    painter.restore()


def _is_seen(stretch: Stretch) -> bool:
    return stretch.face.underline or stretch.face.struck or not stretch.drawn.isspace()


def _inked(text: str) -> str:
    """The text without characters that have no glyph, such as zero-width spaces."""
    if text.isascii():
        return text
    return "".join([character for character in text if category(character) != UNSEEN])


def painted_text(page: Page) -> str:
    """All characters of a page in the order they are painted in."""
    lines = (*page.margin_lines, *page.lines)
    return "".join(_inked(stretch.drawn) for placed in lines for stretch in placed.line.stretches if _is_seen(stretch))


def ink(face: Face) -> QColor:
    """The colour of a face."""
    return QColor(f"#{face.colour}")


def paint_rule(painter: QPainter, rule: Rule, scale: float) -> None:
    """A ruled line, at least one device pixel thick so that it never vanishes."""
    if rule.picture:
        _paint_picture(painter, rule, scale)
        return
    if rule.style in INVISIBLE:
        return
    if rule.x != rule.x2 and rule.y != rule.y2:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(f"#{rule.colour}"), max(rule.thickness * scale, 1.0)))
        painter.drawLine(QPointF(rule.x * scale, rule.y * scale), QPointF(rule.x2 * scale, rule.y2 * scale))
        painter.restore()
        return
    if rule.style in DASHES:
        pen = QPen(QColor(f"#{rule.colour}"), max(rule.thickness * scale, 1.0))
        pen.setDashPattern(list(DASHES[rule.style]))
        painter.setPen(pen)
        painter.drawLine(QPointF(rule.x * scale, rule.y * scale), QPointF(rule.x2 * scale, rule.y2 * scale))
        return
    pixel = 1 / painter.device().devicePixelRatioF()
    for place, share in PARTS.get(rule.style, PLAIN):
        area = _bar(rule, place * rule.thickness, share * rule.thickness, scale, pixel)
        painter.fillRect(area, QColor(f"#{rule.colour}"))


def _paint_picture(painter: QPainter, rule: Rule, scale: float) -> None:
    """A picture between the corners; an unreadable one leaves the area empty."""
    image = picture(rule.picture)
    if not image.isNull():
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(rule.x * scale, rule.y * scale, (rule.x2 - rule.x) * scale, (rule.y2 - rule.y) * scale)
        painter.drawImage(box, image)
        painter.restore()


def _bar(rule: Rule, place: float, thickness: float, scale: float, pixel: float) -> QRectF:
    """One line of a ruled line as an area; ``place`` is its middle relative to the rule's own, in twips.

    Its edges are on pixels: of several lines of one thickness none looks thicker than another.
    """
    deep = max(round(thickness * scale / pixel), 1) * pixel
    if rule.y == rule.y2:
        top = round(((rule.y + place) * scale - deep / 2) / pixel) * pixel
        return QRectF(rule.x * scale, top, (rule.x2 - rule.x) * scale, deep)
    left = round(((rule.x + place) * scale - deep / 2) / pixel) * pixel
    return QRectF(left, rule.y * scale, deep, (rule.y2 - rule.y) * scale)


def _paint_marks(painter: QPainter, placed: PlacedLine, marks: Sequence[Mark], scale: float) -> None:
    for mark in marks:
        span = reach(placed, mark.start, mark.end)
        if span is not None:
            baseline = placed.y + placed.line.baseline + 2 * placed.line.stretches[0].face.size
            paint_wave(painter, QPointF(span[0] * scale, baseline * scale), span[1] * scale, QColor(mark.tone))


def paint_wave(painter: QPainter, start: QPointF, right: float, colour: QColor) -> None:
    """A wavy line from ``start`` to ``right``; its waves are the same size at every zoom."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2))
    count = max(int((right - start.x()) / 2), 1)
    points = [QPointF(start.x() + 2 * step, start.y() + (1.0 if step % 2 else -1.0)) for step in range(count + 1)]
    for first, second in pairwise(points):
        painter.drawLine(first, second)
    painter.restore()


def reach(placed: PlacedLine, start: int, end: int) -> tuple[float, float] | None:
    """The horizontal range on the paper, in twips, in which the line shows these characters of its element; None: not
    at all."""
    skipped = placed.paragraph.skipped
    first, last = max(start - skipped, placed.line.start), min(end - skipped, placed.line.end)
    if first >= last or not placed.line.stretches:
        return None
    return placed.x + place_in(placed, first), placed.x + place_in(placed, last)


def place_in(placed: PlacedLine, offset: int) -> float:
    """The position on the line, in twips from its left end, of the character at this offset in the shown text."""
    for stretch in placed.line.stretches:
        if offset < stretch.start + len(stretch.text):
            share = max(offset - stretch.start, 0) / len(stretch.text)
            return stretch.x + stretch.width * share
    last = placed.line.stretches[-1:]
    return last[0].x + last[0].width if last else 0.0
