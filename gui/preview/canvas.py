"""Pages on the program's background, white in every theme, painted only where they are visible.

Nothing painted is cached: a page takes three milliseconds, and scrolling paints only the lines that come into view, so
400 pages need no more memory than one.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from core.workflows.exporting.pages import Page
from gui.preview.page_fonts import STANDARD_DPI, FontShelf, TypeCase
from gui.preview.page_painter import NO_MARKS, Mark, paint_page
from gui.preview.strip import Box, PageGrid, Strip
from gui.shell import theme

PAPER = "#ffffff"
SHADOW = 5
"""Pixels to which the shadow of a page reaches."""


class PageSpot(NamedTuple):
    """A page by its index, -1 for none, and a place on it in twips from its corner."""

    page: int
    x: float
    y: float


class PageCanvas(QAbstractScrollArea):
    """Scrolls over pages. ``page_pressed`` reports a click: the page's index and the place on it in twips."""

    page_pressed = Signal(int, float, float)
    view_changed = Signal()

    def __init__(self, shelf: FontShelf, gap: int, caption: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._gap, self._caption = theme.length(gap), theme.length(caption)
        self.marks: Mapping[int, Sequence[Mark]] = NO_MARKS
        self._case: TypeCase | None = None
        self._press: QPoint | None = None
        self.pages: tuple[Page, ...] = ()
        self.scale = 96 / STANDARD_DPI
        self.strip = Strip((), self.scale, self.grid())
        self.words = ""
        self.opacity = 1.0
        self.painted = 0
        self.setObjectName("pages")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)

    # Display

    def set_pages(self, pages: tuple[Page, ...], words: str = "") -> None:
        """Show these pages at the present scroll position; ``words`` are shown where there are none."""
        self.pages, self.words = pages, words
        self.lay_out()

    def set_marks(self, marks: Mapping[int, Sequence[Mark]]) -> None:
        """Underline these spans."""
        self.marks = marks
        self.viewport().update()

    def grid(self) -> PageGrid:
        """The available size."""
        return PageGrid(self.viewport().width(), self._gap, self._caption)

    def columns(self) -> int:
        """The number of pages side by side."""
        return 1

    def lay_out(self) -> None:
        """Place the pages again and adjust the scroll bars."""
        self.strip = Strip([page.sheet for page in self.pages], self.scale, self.grid(), self.columns())
        self._case = None
        size = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(self.strip.width - size.width(), 0))
        across.setPageStep(size.width())
        across.setSingleStep(theme.length(40))
        down.setRange(0, max(self.strip.height - size.height(), 0))
        down.setPageStep(size.height())
        down.setSingleStep(theme.length(40))
        self.viewport().update()
        self.view_changed.emit()

    # Places

    def offset(self) -> QPoint:
        """The scroll position."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def seen(self) -> range:
        """The indices of the visible pages."""
        top = self.offset().y()
        return self.strip.between(top, top + self.viewport().height())

    def place_at(self, point: QPoint) -> PageSpot | None:
        """The page's index and the place on it, in twips, of a point of the viewport; None outside all pages."""
        index, x, y = self.spot_at(point)
        if index < 0 or not self._rect(self.strip.box(index)).contains(point):
            return None
        return PageSpot(index, x, y)

    def spot_at(self, point: QPoint) -> PageSpot:
        """The nearest page's index and the place relative to its corner, in twips, possibly outside the page."""
        on_canvas = point + self.offset()
        index = self.strip.nearest(on_canvas.x(), on_canvas.y())
        if index < 0:
            return PageSpot(-1, 0.0, 0.0)
        box = self.strip.box(index)
        return PageSpot(index, (on_canvas.x() - box.x) / self.scale, (on_canvas.y() - box.y) / self.scale)

    def _rect(self, box: Box) -> QRect:
        return QRect(*box).translated(-self.offset())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the background and the exposed part of the visible pages."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("ground"))
        if not self.pages:
            painter.setPen(theme.colour("secondary"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        for index in self.seen():
            rect = self._rect(self.strip.box(index))
            if rect.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW + self._caption).intersects(event.rect()):
                self._paint(painter, index, rect, event.rect())
        painter.end()

    def _paint(self, painter: QPainter, index: int, rect: QRect, exposed: QRect) -> None:
        paint_sheet(painter, rect)
        painter.save()
        painter.setClipRect(rect.intersected(exposed))
        painter.translate(rect.topLeft())
        self.paint_ground(painter, index)
        painter.setOpacity(self.opacity)
        paint_page(painter, self.pages[index], self._letters(), self.marks)
        painter.restore()
        self.paint_over(painter, index, rect)
        self.painted += 1

    def _letters(self) -> TypeCase:
        if self._case is None:
            self._case = TypeCase(self._shelf, self.viewport(), self.scale)
        return self._case

    def paint_ground(self, painter: QPainter, index: int) -> None:
        """Paint under the text of a page."""

    def paint_over(self, painter: QPainter, index: int, rect: QRect) -> None:
        """Paint around a page."""

    # Qt events

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll the painted content; only what comes into view is painted again."""
        self.viewport().scroll(dx, dy)
        self.view_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The available size changed."""
        super().resizeEvent(event)
        self.lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click counts when the button is released where it was pressed."""
        self._press = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a click or of a drag."""
        point = event.position().toPoint()
        press, self._press = self._press, None
        if press is None or (point - press).manhattanLength() > theme.length(6):
            return
        place = self.place_at(point)
        if place is not None:
            self.page_pressed.emit(*place)


def paint_sheet(painter: QPainter, rect: QRect) -> None:
    """White paper with a soft shadow and a thin edge."""
    painter.setPen(Qt.PenStyle.NoPen)
    for reach in range(SHADOW, 0, -1):
        painter.setBrush(QColor(0, 0, 0, 7))
        painter.drawRoundedRect(QRectF(rect).adjusted(-reach, -reach + 2, reach, reach + 1), reach, reach)
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.setBrush(QColor(PAPER))
    painter.drawRect(rect.adjusted(-1, -1, 0, 0))
