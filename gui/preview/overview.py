"""All pages small, in as many columns as there is room for; the current one is framed, a click goes to a page."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.preview.canvas import PageCanvas
from gui.preview.page_fonts import FontShelf
from gui.preview.strip import columns_for
from gui.shell import theme

SMALL_WIDTH = 116
GAP, CAPTION = 16, 20
FRAME = 2
INK = 0.6
"""Opacity: letters two pixels high run together and look bold."""


class PageOverview(PageCanvas):
    """``page_chosen`` tells the index of the page that was clicked or gone to with the arrow keys."""

    page_chosen = Signal(int)

    def __init__(self, shelf: FontShelf, parent: QWidget | None = None) -> None:
        super().__init__(shelf, GAP, CAPTION, parent)
        self.current = -1
        self.opacity = INK
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("页面总览")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page_pressed.connect(lambda index, _x, _y: self.page_chosen.emit(index))

    def columns(self) -> int:
        """As many as there is room for."""
        return columns_for(self.viewport().width(), theme.length(SMALL_WIDTH), self._gap)

    def lay_out(self) -> None:
        """All pages as wide as the thumbnails are."""
        widest = max((page.sheet.width for page in self.pages), default=0.0)
        self.scale = theme.length(SMALL_WIDTH) / (widest or 1.0)
        super().lay_out()

    def set_current(self, index: int) -> None:
        """Frame this page and bring it into view."""
        if index == self.current:
            return
        self.current = index
        self.setAccessibleDescription(f"第{index + 1}页，共{len(self.pages)}页" if index >= 0 else "没有页面")
        self.viewport().update()
        if 0 <= index < len(self.pages):
            self._bring(index)

    def _bring(self, index: int) -> None:
        box, bar = self.strip.box(index), self.verticalScrollBar()
        lowest = box.y + box.height + self._caption + self._gap - self.viewport().height()
        bar.setValue(max(min(bar.value(), box.y - self._gap), lowest))

    def paint_over(self, painter: QPainter, index: int, rect: QRect) -> None:
        """The page's number, and a frame around the current one."""
        is_current = index == self.current
        painter.setPen(theme.colour("accent_strong" if is_current else "secondary"))
        below = QRect(rect.left(), rect.bottom() + theme.length(4), rect.width(), self._caption)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(index + 1))
        if is_current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), FRAME))
            painter.drawRect(rect.adjusted(-FRAME, -FRAME, FRAME, FRAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from page to page."""
        columns = self.columns()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Home: -len(self.pages),
            Qt.Key.Key_End: len(self.pages),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif self.pages:
            self.page_chosen.emit(min(max(self.current + step, 0), len(self.pages) - 1))
