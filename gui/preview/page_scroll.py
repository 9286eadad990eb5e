"""The continuous scroll of pages: zoom at the pointer, keys, and a mark at the cursor's line."""

from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from core.workflows.exporting.pages import PlacedLine
from gui.preview.canvas import PageCanvas
from gui.preview.page_fonts import STANDARD_DPI, FontShelf
from gui.preview.page_painter import place_in

SMALLEST, LARGEST = 0.25, 4.0
STEP = 1.1
"""How much larger a notch of the wheel makes the pages."""

KEY_STEP = 1.25
GAP = 20
SPOT, SPOT_EDGE = "#e6eefb", "#2b5da8"
"""The line of the text's cursor, and the cursor: colours on white paper, the same in every theme."""

AT_A_THIRD = 3
LARGER_KEYS = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Equal})
SMALLER_KEYS = frozenset({Qt.Key.Key_Minus, Qt.Key.Key_Underscore})


class Fit(Enum):
    """The fit that the zoom keeps when the window changes."""

    NOTHING = "nothing"
    WIDTH = "width"
    PAGE = "page"


class PageReel(PageCanvas):
    """Pages in a column; ``view_changed`` follows every scroll and zoom."""

    def __init__(self, shelf: FontShelf, parent: QWidget | None = None) -> None:
        super().__init__(shelf, GAP, parent=parent)
        self.fit = Fit.WIDTH
        self._spot: tuple[int, PlacedLine, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("版面")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    # Zoom

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 is paper size."""
        return self.scale * STANDARD_DPI / self.viewport().logicalDpiY()

    def set_zoom(self, zoom: float, anchor: QPoint | None = None) -> None:
        """Set the zoom; the point under ``anchor`` (default: the middle) stays in place."""
        self.fit = Fit.NOTHING
        self._rescale(zoom, anchor or self.viewport().rect().center())

    def set_fit(self, fit: Fit) -> None:
        """Fit the width of the window, or whole pages, the current one first."""
        self.fit = fit
        self._follow()

    def _rescale(self, zoom: float, anchor: QPoint) -> None:
        index, x, y = self.spot_at(anchor)
        self.scale = min(max(zoom, SMALLEST), LARGEST) * self.viewport().logicalDpiY() / STANDARD_DPI
        self.lay_out()
        if index >= 0:
            box = self.strip.box(index)
            self.horizontalScrollBar().setValue(round(box.x + x * self.scale) - anchor.x())
            self.verticalScrollBar().setValue(round(box.y + y * self.scale) - anchor.y())
            self._keep_words()

    def _keep_words(self) -> None:
        """If a zoom leaves only margins in view, scroll to the text nearest to the middle."""
        view = self.viewport().rect().translated(self.offset())
        boxes = [
            self._ink(index, line) for index in self.seen() for line in self.pages[index].lines if line.line.stretches
        ]
        if not boxes or any(view.intersects(box) for box in boxes):
            return
        middle = view.center()
        near = min(boxes, key=lambda box: abs(box.center().y() - middle.y()))
        self.verticalScrollBar().setValue(near.center().y() - view.height() // 2)
        if near.right() < view.left() or near.left() > view.right():
            self.horizontalScrollBar().setValue(near.center().x() - view.width() // 2)

    def _ink(self, index: int, line: PlacedLine) -> QRect:
        """The rectangle of a line's text in canvas coordinates."""
        box, first, last = self.strip.box(index), line.line.stretches[0], line.line.stretches[-1]
        left, width = line.x + first.x, last.x + last.width - first.x
        ink = QRectF(left, line.y, width, line.line.height)
        return QRectF(ink.topLeft() * self.scale, ink.size() * self.scale).toRect().translated(box.x, box.y)

    def _follow(self) -> None:
        current = self.current()
        self._rescale(self._fitting(), QPoint(self.viewport().width() // 2, 0))
        if self.fit is Fit.PAGE:
            self.go_to(current)

    def _fitting(self) -> float:
        """The zoom at which the widest page fits the width, or the highest the window; at most 200 %."""
        if not self.pages or self.fit is Fit.NOTHING:
            return self.zoom
        sheets = [page.sheet for page in self.pages]
        room = self.viewport().size()
        share = (room.width() - 2 * self._gap) / max(sheet.width for sheet in sheets)
        if self.fit is Fit.PAGE:
            share = min(share, (room.height() - 2 * self._gap) / max(sheet.height for sheet in sheets))
        return min(share * STANDARD_DPI / self.viewport().logicalDpiY(), 2.0)

    # Places

    def current(self) -> int:
        """The index of the page at the upper third of the window; -1 when there is none."""
        view = self.viewport()
        return self.spot_at(QPoint(view.width() // 2, view.height() // AT_A_THIRD))[0]

    def go_to(self, index: int) -> None:
        """Scroll to the top of a page."""
        if 0 <= index < len(self.pages):
            self.verticalScrollBar().setValue(self.strip.box(index).y - self._gap // 2)

    @property
    def seen_spot(self) -> tuple[int, int]:
        """The page at the upper edge of the window, and the offset of that edge on it, in twips."""
        index, _x, y = self.spot_at(QPoint(self.viewport().width() // 2, 0))
        return index, round(y)

    def show_spot(self, index: int, down: int) -> None:
        """Scroll to such a position; to the last page if its page is gone."""
        if self.pages:
            box = self.strip.box(min(max(index, 0), len(self.pages) - 1))
            self.verticalScrollBar().setValue(box.y + round(down * self.scale))

    def set_spot(self, spot: tuple[int, PlacedLine, int] | None, follow: bool = True) -> None:
        """Mark a line (page index, line, offset in its paragraph) and scroll to it; None: no mark."""
        self._spot = spot
        self.viewport().update()
        if spot is not None and follow:
            self._bring(*spot)

    def _bring(self, index: int, line: PlacedLine, offset: int) -> None:
        box = self.strip.box(index)
        top = box.y + line.y * self.scale
        bottom = top + line.line.height * self.scale
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or bottom > bar.value() + height:
            bar.setValue(round(top) - height // AT_A_THIRD)
        x, across = box.x + (line.x + place_in(line, offset)) * self.scale, self.horizontalScrollBar()
        if not self._gap <= x - across.value() <= self.viewport().width() - self._gap:
            across.setValue(round(x) - self.viewport().width() // 2)

    def paint_ground(self, painter: QPainter, index: int) -> None:
        """Highlight the line of the text cursor."""
        if self._spot is None or self._spot[0] != index:
            return
        _index, placed, offset = self._spot
        sheet = self.pages[index].sheet
        top, height = placed.y * self.scale, placed.line.height * self.scale
        band = QRectF(sheet.left * self.scale, top, sheet.text_width * self.scale, height)
        painter.fillRect(band, QColor(SPOT))
        x = (placed.x + place_in(placed, offset)) * self.scale
        painter.setPen(QPen(QColor(SPOT_EDGE), 2))
        painter.drawLine(QPointF(x, top + height * 0.1), QPointF(x, top + height * 0.9))

    # Qt events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adjust a fitted zoom."""
        if self.fit is Fit.NOTHING:
            super().resizeEvent(event)
        else:
            self._follow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.set_zoom(self.zoom * STEP ** (event.angleDelta().y() / 120), event.position().toPoint())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """The zoom keys apply to the pages while they have the focus; elsewhere they change the font size."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._size_of(event):
            event.accept()
            return True
        return super().event(event)

    def _size_of(self, event: QKeyEvent) -> float:
        """The zoom that a key requests; 0 for other keys."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return 0.0
        if event.key() in LARGER_KEYS:
            return self.zoom * KEY_STEP
        if event.key() in SMALLER_KEYS:
            return self.zoom / KEY_STEP
        return 1.0 if event.key() == Qt.Key.Key_0 else 0.0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with + - 0 zooms; Home and End: first and last page; page keys and arrows scroll."""
        size = self._size_of(event)
        bar = self.verticalScrollBar()
        if size:
            self.set_zoom(size)
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)
