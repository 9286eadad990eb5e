"""What is painted under and over running text: chips, ordinals before first lines, marks; never typed."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from gui.editor.formats import ELEMENT, INDENT, ORDINAL, Formats
from gui.editor.painting.chips import Chip, Chips, Grown, paint_chips, paint_outlines
from gui.editor.painting.lines import LaidOutLines
from gui.editor.painting.underlines import TextMarks, WavyUnderline, spans_of
from gui.shell import theme
from gui.widgets.flash import Flash

REACH = 0.5
"""How far something may be painted above or below its line, as a share of the height of a character."""


class VisibleBlock:
    """A paragraph of which something is painted; ``area`` counts from its top left."""

    def __init__(self, block: QTextBlock, seen: QRectF, reach: float) -> None:
        self.block, self.layout, self.form = block, block.layout(), block.blockFormat()
        self.name = self.form.property(ELEMENT) or ""
        self.area = seen.translated(-self.layout.position())
        self._reach = reach

    @cached_property
    def lines(self) -> LaidOutLines:
        """Those of its lines that are painted."""
        return LaidOutLines(self.layout, self.area.top() - self._reach, self.area.bottom() + self._reach)

    def look(self) -> LaidOutLines:
        """``lines``, looked at now."""
        return self.lines

    @property
    def has_ordinal(self) -> bool:
        """Whether its ordinal is painted."""
        if not self.form.hasProperty(ORDINAL) or not self.layout.lineCount():
            return False
        line = self.layout.lineAt(0)
        return line.y() <= self.area.bottom() and line.y() + line.height() >= self.area.top()


class Overlay:
    """Paints the chips, ordinals and marks of one text; knows the paragraph found last, as the next one is near it.

    ``offers`` are values that may become facts; ``focused`` is the fact in which the cursor stands; ``flash`` marks
    numbers that just changed.
    """

    def __init__(self, panel: QTextEdit, marks: TextMarks, offers: TextMarks) -> None:
        self._panel = panel
        self._marks = marks
        self._offers = offers
        self._chips, self._waves = Chips(), WavyUnderline()
        self._number = 0
        self.flash = Flash(panel)
        self.focused = ""

    def in_sight(self, looks: Formats, area: QRect) -> list[VisibleBlock]:
        """The paragraphs of which something is painted in ``area`` of the viewport."""
        seen = QRectF(area).translated(0, self._panel.verticalScrollBar().value())
        return [VisibleBlock(block, seen, looks.em * REACH) for block in self._blocks(seen.top(), seen.bottom())]

    def paint_under(self, looks: Formats, sights: Sequence[VisibleBlock]) -> None:
        """Paint what lies beneath the letters."""
        found = [each for each in self._grounds(looks, sights) if each[1] or each[2]]
        if not found:
            return
        painter = self._painter()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for sight, chips, spans in found:
            paint_chips(painter, sight.layout.position(), chips, looks, self.focused)
            if spans:
                paint_outlines(painter, sight.lines, spans, looks)
        painter.end()

    def _grounds(
        self, looks: Formats, sights: Sequence[VisibleBlock]
    ) -> Iterator[tuple[VisibleBlock, list[Chip], list[tuple[int, int]]]]:
        """The paragraphs with their chips, as far as those are in sight, and the places of their offers."""
        for sight in sights:
            chips = self._chips.in_block(sight.block, looks.em, sight.look, sight.name)
            seen = [chip for chip in chips if chip.area.intersects(sight.area)]
            yield sight, seen, list(spans_of(sight.block, self._offers.in_block(sight.block, sight.name)))

    def paint(self, looks: Formats, sights: Sequence[VisibleBlock]) -> None:
        """Paint what lies beside and over the letters."""
        found = [(each, self._marks.in_block(each.block, each.name), each.has_ordinal) for each in sights]
        if not any(held or has_ordinal for _, held, has_ordinal in found):
            return
        painter = self._painter()
        for sight, held, has_ordinal in found:
            if has_ordinal:
                _paint_ordinal(painter, sight.block, looks, sight.name in self.flash.ids)
            if held:
                self._waves.paint(painter, sight.block, sight.lines, held, looks.em)
        painter.end()

    def _painter(self) -> QPainter:
        """One to whom heights count from the top of the text."""
        painter = QPainter(self._panel.viewport())
        painter.translate(0, -self._panel.verticalScrollBar().value())
        return painter

    def _blocks(self, top: float, bottom: float) -> Iterator[QTextBlock]:
        """The paragraphs between two heights of the document.

        Asking Qt for the one at a point takes as long as painting a line; from the one found last it is a few steps.
        """
        document = self._panel.document()
        rect_of = document.documentLayout().blockBoundingRect
        block = document.findBlockByNumber(min(self._number, document.blockCount() - 1))
        rect = rect_of(block)
        while rect.top() > top and (other := block.previous()).isValid():
            block, rect = other, rect_of(other)
        while rect.bottom() < top and (other := block.next()).isValid():
            block, rect = other, rect_of(other)
        self._number = block.blockNumber()
        while rect.top() <= bottom:
            yield block
            block = block.next()
            if rect.bottom() > bottom or not block.isValid():
                return
            rect = rect_of(block)

    def disturbed(self, block: QTextBlock, is_alone: bool, grown: Grown | None) -> None:
        """Characters came to this paragraph, or also to others behind it, or some went."""
        self._chips.disturbed(block, is_alone, grown)


def _paint_ordinal(painter: QPainter, block: QTextBlock, looks: Formats, is_new: bool) -> None:
    form, layout = block.blockFormat(), block.layout()
    line = layout.lineAt(0)
    left = line.x() - form.textIndent() + float(form.property(INDENT) or 0)
    place, words = layout.position() + QPointF(left, line.y() + line.ascent()), form.property(ORDINAL)
    painter.setFont(looks.ordinal_font(form.headingLevel()))
    if is_new:
        size = painter.fontMetrics()
        area = QRectF(place.x(), place.y() - size.ascent(), size.horizontalAdvance(words), size.height())
        painter.fillRect(area, theme.colour("hit"))
    painter.setPen(theme.colour("text"))
    painter.drawText(place, words)
