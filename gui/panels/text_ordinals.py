"""Ordinals painted before the first line of their paragraphs: shown, never typed."""

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from gui import theme
from gui.panels.text_looks import INDENT, ORDINAL, Looks

FIRST_LINES = 4
"""Characters' heights that the first line reaches down at most, its margin included."""


def paint_ordinals(panel: QTextEdit, looks: Looks, area: QRect) -> None:
    """Paint the ordinals of the paragraphs whose first line lies in ``area`` of the viewport."""
    layout = panel.document().documentLayout()
    shift = panel.verticalScrollBar().value()
    block = panel.cursorForPosition(area.topLeft()).block()
    painter: QPainter | None = None
    while block.isValid():
        top = layout.blockBoundingRect(block).top() - shift
        if top > area.bottom():
            break
        form = block.blockFormat()
        if form.hasProperty(ORDINAL) and top + FIRST_LINES * looks.em > area.top():
            painter = painter or QPainter(panel.viewport())
            _paint(painter, block, looks, shift)
        block = block.next()
    if painter:
        painter.end()


def _paint(painter: QPainter, block: QTextBlock, looks: Looks, shift: int) -> None:
    form, layout = block.blockFormat(), block.layout()
    if not layout.lineCount():
        return
    line = layout.lineAt(0)
    left = line.x() - form.textIndent() + float(form.property(INDENT) or 0)
    place = layout.position() + QPointF(left, line.y() + line.ascent() - shift)
    painter.setFont(looks.ordinal_font(form.headingLevel()))
    painter.setPen(theme.colour("text"))
    painter.drawText(place, form.property(ORDINAL))
