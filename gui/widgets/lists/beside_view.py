"""List rows as table rows: the item at the left, the text compared with it at the right."""

from bisect import bisect_right

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from gui.shell import theme
from gui.widgets.lists.result_model import Node, RowLook, RowText
from gui.widgets.lists.result_view import Index, ListedDelegate, shade_of

MARK, GAP = 64, 14
"""Widths of the column of marks and of the gap between title and words."""

SHARE = 0.44
"""How much of the rest the title has."""

NARROW = 420
"""Width below which the words stand under the title."""

NO_START = frozenset("，。；：、！？）”’》〉】")
"""Marks with which no line begins."""

LINES = 2
"""Lines of a title and of the words beside it."""


class BesideDelegate(ListedDelegate):
    """The mark, the title in two lines, and beside it the text in two lines with the note below."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines, and one for a note; any width."""
        node: Node = index.internalPointer()
        looks, shown = self.looks, node.shown
        if shown.look is RowLook.GROUP:
            return QSize(60, looks.height(shown))
        return QSize(60, (LINES + bool(shown.note)) * looks.line + 2 * looks.padding)

    def _paint_lines(self, painter: QPainter, room: QRect, shown: RowText) -> None:
        mark = theme.length(MARK) if shown.look is RowLook.ROW else 0
        left = QRect(room.left() + mark, room.top(), round((room.width() - theme.length(MARK)) * SHARE), room.height())
        if shown.look is RowLook.GROUP:
            left.setWidth(left.width() + theme.length(MARK))
        gap = theme.length(GAP)
        right = QRect(left.right() + gap, room.top(), room.right() - left.right() - gap, room.height())
        if room.width() < theme.length(NARROW):
            super()._paint_lines(painter, room, shown)
        elif shown.look is RowLook.GROUP:
            self._paint_heads(painter, left, right, shown)
        else:
            self._paint_beside(painter, left, right, shown)

    def _paint_heads(self, painter: QPainter, left: QRect, right: QRect, shown: RowText) -> None:
        looks = self.looks
        looks.write(painter, left, shown.title, looks.title, "secondary")
        looks.write(painter, right, shown.around.after if shown.around else "", looks.small, "secondary")

    def _paint_beside(self, painter: QPainter, left: QRect, right: QRect, shown: RowText) -> None:
        looks = self.looks
        first = QRect(left.left() - theme.length(MARK), left.top() + looks.padding, theme.length(MARK), looks.line)
        looks.write(painter, first, shown.mark, looks.small, shown.mark_tone)
        self._write(painter, left, shown.title, looks.title, shade_of(shown.tone, shown.is_faded))
        said = f"{shown.around.before}{shown.around.text}{shown.around.after}" if shown.around else ""
        below = self._write(painter, right, said, looks.small, shade_of("text", shown.is_faded))
        line = QRect(right.left(), below, right.width(), looks.line)
        looks.write(painter, line, shown.note, looks.small, shade_of("secondary", shown.is_faded))

    def _write(self, painter: QPainter, column: QRect, words: str, font: QFont, shade: str) -> int:
        """Write as many lines as fit; returns the top of the next line."""
        looks = self.looks
        lines = lines_in(looks.metrics[id(font)], words, column.width(), LINES)
        line = QRect(column.left(), column.top() + looks.padding, column.width(), looks.line)
        for text in lines:
            looks.write(painter, line, text, font, shade)
            line.translate(0, looks.line)
        return line.top()


def lines_in(metrics: QFontMetrics, words: str, width: int, most: int) -> list[str]:
    """The text in lines of this width; the last one is shortened with an ellipsis."""
    lines: list[str] = []
    while words and len(lines) < most - 1 and metrics.horizontalAdvance(words) > width:
        fits = bisect_right(range(1, len(words) + 1), width, key=lambda n: metrics.horizontalAdvance(words[:n]))
        fits -= words[fits] in NO_START
        lines.append(words[: max(fits, 1)])
        words = words[max(fits, 1) :]
    return [*lines, metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)] if words else lines
