"""Facts as chips: rounded grounds painted beneath the letters, and dotted outlines around values that may become facts."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextCharFormat, QTextFormat, QTextLayout

from core.model.fact import FactState
from gui import theme
from gui.panels.text_looks import FACT, STATE
from gui.panels.text_screen import id_of

ABOVE, BELOW, BESIDE = 0.97, 0.27, 0.05
"""How far a chip reaches over its letters, as shares of the height of a character; from the foot of the letters."""

ROUND, RING = 0.25, 0.12
"""The corners of a chip and the ring of the one with the cursor, as shares of the height of a character."""


class Chip(NamedTuple):
    """One line's part of a fact; ``area`` counts from the top left of its paragraph."""

    fact_id: str
    state: str
    area: QRectF


Span = tuple[int, int, QTextCharFormat]
"""Start and end in the paragraph in Qt's units, and the format of the fact there."""


class Chips:
    """The chips of every paragraph as they were painted last; a paragraph that is touched is looked through anew."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, tuple[Chip, ...]]] = {}

    def disturbed(self, block: QTextBlock, is_alone: bool) -> None:
        """Something was typed into a paragraph, or into several from that one on."""
        if is_alone:
            self._known.pop(id_of(block), None)
        else:
            self._known.clear()

    def in_block(self, block: QTextBlock, em: float) -> Sequence[Chip]:
        """The chips of a paragraph that is laid out."""
        layout, name = block.layout(), id_of(block)
        if not layout.lineCount():
            return ()
        width = layout.lineAt(0).width()
        known = self._known.get(name)
        if known is not None and known[0] == width and not layout.preeditAreaText():
            return known[1]
        found = tuple(_chips(block, em))
        if name and not layout.preeditAreaText():
            self._known[name] = width, found
        return found


def paint_chips(painter: QPainter, block: QTextBlock, chips: Sequence[Chip], em: float, focused: str) -> None:
    """Paint the chips of a paragraph; the one in which the cursor stands has a ring."""
    shift = block.layout().position()
    for chip in chips:
        area = chip.area.translated(shift)
        is_kept = chip.state == FactState.CONFIRMED
        if chip.fact_id == focused:
            painter.setPen(QPen(theme.colour("accent"), em * RING))
        else:
            painter.setPen(QPen(theme.colour("edge" if is_kept else f"{chip.state}_line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if is_kept else theme.colour(chip.state))
        painter.drawRoundedRect(area, em * ROUND, em * ROUND)


def paint_outlines(painter: QPainter, block: QTextBlock, spans: Sequence[tuple[int, int]], em: float) -> None:
    """Paint dotted outlines around characters of a paragraph."""
    shift = block.layout().position()
    painter.setPen(QPen(theme.colour("accent"), 1.4, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start, end in spans:
        for area in _areas(block.layout(), start, end, em):
            painter.drawRoundedRect(area.translated(shift), em * ROUND, em * ROUND)


def _chips(block: QTextBlock, em: float) -> Iterator[Chip]:
    for start, end, form in _spans(block):
        size = form.property(QTextFormat.Property.FontPixelSize) or em
        for area in _areas(block.layout(), start, end, size):
            yield Chip(form.property(FACT), form.property(STATE) or "", area)


def _spans(block: QTextBlock) -> Iterator[Span]:
    """The facts of a paragraph; one that lies in two formats, as in heading and text, is one."""
    for name, pieces in groupby(block.textFormats(), lambda piece: piece.format.property(FACT) or ""):
        if name:
            own = list(pieces)
            yield own[0].start, own[-1].start + own[-1].length, own[0].format


def _areas(layout: QTextLayout, start: int, end: int, em: float) -> Iterator[QRectF]:
    """The rectangle of every line that holds something of the characters ``start`` to ``end``."""
    composed, at = len(layout.preeditAreaText()), layout.preeditAreaPosition()
    if composed:  # what is being composed in a value is part of it
        start, end = start + composed * (at <= start), end + composed * (at < end)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = sorted((line.cursorToX(first)[0], line.cursorToX(last)[0]))
            foot = QPointF(left - em * BESIDE, line.y() + line.ascent() - em * ABOVE)
            yield QRectF(foot.x(), foot.y(), right - left + 2 * em * BESIDE, em * (ABOVE + BELOW))
