"""The tree of the outline under the mouse: several lines chosen, dragged together, and a line where they would land."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView

from gui.outline.drop import Landing, landing, landing_on
from gui.outline.lines import OutlineDelegate
from gui.outline.model import ENTRY, OutlineModel
from gui.outline.sections import SectionEntry
from gui.shell import theme
from gui.widgets.basics import label

THICK, RING = 2, 7


class Aim(NamedTuple):
    """Where the mouse would drop: the landing, and the line or, dropped ``on`` a row, the box that shows it."""

    landing: Landing
    mark: QRect
    on: bool


class OutlineView(QTreeView):
    """``dropped`` carries the keys of the sections that were dragged, and where they land: before which, how deep.

    Between two rows the depth is that of what is dragged, as far as it fits there; moving the mouse to the right or to
    the left lowers or raises it. On a row they go under it.
    """

    dropped = Signal(list, str, int)

    def __init__(self, tree: OutlineModel) -> None:
        super().__init__()
        self._tree = tree
        self.pressed_at = QPoint()
        self._aim: Aim | None = None
        self.setModel(tree)
        self.setItemDelegate(OutlineDelegate(self))
        self.setObjectName("outline")
        self.setAccessibleName("提纲")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(theme.length(16))
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def chosen(self) -> tuple[str, ...]:
        """The sections that are selected, in the order of the outline; 引言, 落款 and points are none."""
        entries = (self._tree.entry(index) for index in self.selectedIndexes())
        keys = {entry.key for entry in entries if entry is not None and entry.depth}
        return tuple(line.key for line in self._tree.lines() if line.key in keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The section turned to stays in view where that was in view."""
        super().resizeEvent(event)
        was_below = self.visualRect(self.currentIndex()).bottom() >= event.size().height()
        if was_below and self.visualRect(self.currentIndex()).top() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    # Dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag begins."""
        self.pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Take along a small tag beside the mouse, so that the line where it would land is seen."""
        keys = self.chosen()
        if keys and not self._tree.read_only:
            words = str(self._tree.index_of(keys[0]).data()) if len(keys) == 1 else f"{len(keys)}个章节"
            drag = QDrag(self)
            drag.setMimeData(self._tree.mimeData([self._tree.index_of(key) for key in keys]))
            drag.setPixmap(self._tag(words))
            drag.setHotSpot(QPoint(-theme.length(14), -theme.length(14)))
            drag.exec(Qt.DropAction.MoveAction)

    def _tag(self, words: str) -> QPixmap:
        tag = label(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, theme.length(180)))
        tag.setProperty("pill", "carried")
        tag.ensurePolished()
        tag.adjustSize()
        return tag.grab()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would land; the view scrolls at its edges."""
        super().dragMoveEvent(event)
        self._aim = self._aimed(event)
        self.viewport().update()
        if self._aim is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing is aimed at any more."""
        super().dragLeaveEvent(event)
        self._aim = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of it; the tree itself follows when the draft has changed."""
        aim, self._aim = self._aimed(event), None
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        event.setDropAction(Qt.DropAction.IgnoreAction)  # or the view would remove the rows itself
        event.accept()
        if aim is not None:
            self.dropped.emit(list(self._tree.keys_in(event.mimeData())), *aim.landing)

    def _aimed(self, event: QDropEvent) -> Aim | None:
        keys, place = self._tree.keys_in(event.mimeData()), event.position().toPoint()
        lines = self._tree.lines()
        depths = [line.depth for line in lines if line.key in keys]
        if not depths or self._tree.read_only:
            return None
        index = self.indexAt(place)
        rect = self.visualRect(index)
        if is_on(rect, place) and self._depth(index):
            on = landing_on(lines, keys, index.data(ENTRY).key)
            return Aim(on, rect, on=True) if on else None
        is_below = place.y() >= rect.center().y()
        wish = depths[0] + round((place.x() - self.pressed_at.x()) / self.indentation() / 2)
        found = landing(lines, keys, self._gap(lines, index, is_below), wish)
        return Aim(found, self._line(index, is_below, found.depth), on=False) if found else None

    @staticmethod
    def _depth(index: QModelIndex) -> int:
        entry: SectionEntry | None = index.data(ENTRY)
        return entry.depth if entry is not None else 0

    def _gap(self, lines: Sequence[SectionEntry], index: QModelIndex, is_below: bool) -> int:
        """Which line the gap stands before: points and closed sections belong to the section they stand in."""
        entry: SectionEntry | None = index.data(ENTRY)
        if entry is None:
            return len(lines) - 1
        place = next(number for number, line in enumerate(lines) if line.key == entry.section_key)
        if entry.place or (is_below and self.isExpanded(index)):
            return place + 1
        if is_below:
            return next((n for n in range(place + 1, len(lines)) if lines[n].depth <= entry.depth), len(lines))
        return place

    def _line(self, index: QModelIndex, is_below: bool, depth: int) -> QRect:
        rect = self.visualRect(index)
        last = self._tree.index(self._tree.rowCount() - 1, 0)
        y = self.visualRect(last).top() if not index.isValid() else rect.bottom() if is_below else rect.top()
        left = depth * self.indentation()
        return QRect(left, y, self.viewport().width() - left - theme.length(8), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and on them where a drop would go."""
        super().paintEvent(event)
        if self._aim is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), theme.length(THICK)))
        mark = self._aim.mark
        if self._aim.on:
            painter.drawRoundedRect(mark.adjusted(1, 1, -theme.length(8), -1), theme.length(5), theme.length(5))
        else:
            ring = theme.length(RING)
            painter.drawEllipse(mark.left(), mark.top() - ring // 2, ring, ring)
            painter.drawLine(mark.left() + ring, mark.top(), mark.right(), mark.top())
        painter.end()


def is_on(rect: QRect, place: QPoint) -> bool:
    """Whether a place is well inside a row, not at its upper or lower edge."""
    edge = rect.height() // 4
    return rect.top() + edge <= place.y() < rect.bottom() - edge
