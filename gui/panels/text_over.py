"""What is painted under and over running text: chips, ordinals before first lines, marks; never typed."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from gui import theme
from gui.panels.text_chips import Chip, Chips, paint_chips, paint_outlines
from gui.panels.text_looks import INDENT, ORDINAL, Looks
from gui.panels.text_underlines import Held, TextMarks, paint_marks

FIRST_LINES = 4
"""Characters' heights that the first line reaches down at most, its margin included."""


class OverPaint:
    """Paints the chips, ordinals and marks of one text; knows the paragraph found last, as the next one is near it.

    ``offers`` are values that may become facts; ``focused`` is the fact in which the cursor stands.
    """

    def __init__(self, panel: QTextEdit, marks: TextMarks, offers: TextMarks) -> None:
        self._panel = panel
        self._marks = marks
        self._offers = offers
        self._chips = Chips()
        self._number = 0
        self.focused = ""
        panel.document().contentsChange.connect(self._on_contents_change)

    def paint_under(self, looks: Looks, area: QRect) -> None:
        """Paint what lies beneath the letters in ``area`` of the viewport."""
        shift = self._panel.verticalScrollBar().value()
        seen = QRectF(area).translated(0, shift)
        found = [each for each in self._grounds(looks, seen) if each[1] or each[2]]
        if not found:
            return
        painter = QPainter(self._panel.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -shift)
        for block, chips, spans in found:
            paint_chips(painter, block.layout().position(), chips, looks, self.focused)
            if spans:
                paint_outlines(painter, block, spans, looks)
        painter.end()

    def _grounds(self, looks: Looks, seen: QRectF) -> Iterator[tuple[QTextBlock, list[Chip], list[tuple[int, int]]]]:
        """The paragraphs in sight with their chips, as far as those are, and the places of their offers."""
        for block, _ in self._blocks(seen.top(), seen.bottom()):
            here = seen.translated(-block.layout().position())
            chips = [chip for chip in self._chips.in_block(block, looks.em) if chip.area.intersects(here)]
            yield block, chips, _spans(self._offers.in_block(block))

    def paint(self, looks: Looks, area: QRect) -> None:
        """Paint what belongs to the paragraphs in ``area`` of the viewport."""
        shift = self._panel.verticalScrollBar().value()
        found = list(self._dressed(looks, area.top() + shift, area.bottom() + shift))
        if not found:
            return
        painter = QPainter(self._panel.viewport())
        for block, held, has_ordinal in found:
            if has_ordinal:
                _paint_ordinal(painter, block, looks, shift)
            if held:
                paint_marks(painter, block, held, looks.em, shift)
        painter.end()

    def _dressed(self, looks: Looks, top: float, bottom: float) -> Iterator[tuple[QTextBlock, Sequence[Held], bool]]:
        """The paragraphs over which there is something to paint: with their marks, and whether their ordinal is seen."""
        for block, own_top in self._blocks(top, bottom):
            held = self._marks.in_block(block)
            has_ordinal = own_top + FIRST_LINES * looks.em > top and block.blockFormat().hasProperty(ORDINAL)
            if held or has_ordinal:
                yield block, held, has_ordinal

    def _blocks(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, float]]:
        """The paragraphs between two heights of the document, each with its own top.

        Asking Qt for the one at a point takes as long as painting a line; from the one found last it is a few steps.
        """
        document = self._panel.document()
        rect_of = document.documentLayout().blockBoundingRect
        block = document.findBlockByNumber(min(self._number, document.blockCount() - 1))
        while rect_of(block).top() > top and block.previous().isValid():
            block = block.previous()
        while rect_of(block).bottom() < top and block.next().isValid():
            block = block.next()
        self._number = block.blockNumber()
        while block.isValid() and (own_top := rect_of(block).top()) <= bottom:
            yield block, own_top
            block = block.next()

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        block = self._panel.document().findBlock(position)
        self._chips.disturbed(block, added < block.length() - (position - block.position()))


def _spans(held: Sequence[Held]) -> list[tuple[int, int]]:
    """Where marks stand in their paragraph, in Qt's units."""
    return [(at.selectionStart() - (base := at.block().position()), at.selectionEnd() - base) for at, _ in held]


def _paint_ordinal(painter: QPainter, block: QTextBlock, looks: Looks, shift: int) -> None:
    form, layout = block.blockFormat(), block.layout()
    if not layout.lineCount():
        return
    line = layout.lineAt(0)
    left = line.x() - form.textIndent() + float(form.property(INDENT) or 0)
    place = layout.position() + QPointF(left, line.y() + line.ascent() - shift)
    painter.setFont(looks.ordinal_font(form.headingLevel()))
    painter.setPen(theme.colour("text"))
    painter.drawText(place, form.property(ORDINAL))
