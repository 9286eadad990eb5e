"""The tree of the outline with mouse support: multiple selection, dragging, and a line that shows the drop position."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from gui.outline.model import ENTRY, FLASHING, SHARE, OutlineModel
from gui.outline.reuse import THICK, paint_share
from gui.outline.sections import FRONT, SectionEntry
from gui.shell import theme
from gui.widgets.basics import label

ROW = 34
BEGUN = "begun"
BESIDE = 96
"""Pixels beside a heading of the first level: arrow and dot, scroll bar and how far the section is."""


class OutlineDelegate(QStyledItemDelegate):
    """A dot for the state, number and heading, done / total at the right, and below the share of last year's text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        """One line."""
        entry: SectionEntry = index.data(ENTRY)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(theme.length(2), 0, -theme.length(6), 0)
        count = f"{entry.part.done}/{entry.part.total}" if entry.part.total else ""
        width = self._paint_count(painter, option, room, count)
        self._paint_dot(painter, room, entry)
        room.adjust(theme.length(15), 0, -width, 0)
        self._paint_words(painter, option, room, index)
        share = index.data(SHARE)
        if share is not None:
            side = theme.length(THICK)
            paint_share(painter, QRect(room.left(), room.bottom() - side - 1, room.width() + width, side), share)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:  # type: ignore[override]
        """Rows of one height."""
        return QSize(theme.length(60), max(theme.length(ROW), option.fontMetrics.height() + theme.length(8)))

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:  # type: ignore[override]
        """The text at the start of editing: Qt calls this again at every change of the line, which would replace typed
        text and selection."""
        if not editor.property(BEGUN):
            editor.setProperty(BEGUN, True)
            super().setEditorData(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex) -> None:  # type: ignore[override]
        """Over the text, up to the right edge."""
        editor.setGeometry(option.rect.adjusted(theme.length(16), 1, -theme.length(4), -1))

    def _paint_count(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, count: str) -> int:
        font = QFont(option.font)
        font.setPixelSize(theme.length(12))
        painter.setFont(font)
        painter.setPen(theme.colour("secondary"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        return painter.fontMetrics().horizontalAdvance(count) + theme.length(6) if count else 0

    def _paint_dot(self, painter: QPainter, room: QRect, entry: SectionEntry) -> None:
        side = theme.length(8)
        dot = QRect(room.left() + 1, room.center().y() - side // 2 + 1, side, side)
        shade = dot_colour(entry)
        painter.setPen(theme.colour("placeholder") if shade is None else shade)
        painter.setBrush(Qt.BrushStyle.NoBrush if shade is None else shade)
        painter.drawEllipse(dot)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: QModelIndex) -> None:
        entry: SectionEntry = index.data(ENTRY)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if entry.depth == 1 or chosen else QFont.Weight.Normal)
        painter.setFont(font)
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        if index.data(FLASHING):
            width, height = painter.fontMetrics().horizontalAdvance(entry.ordinal), painter.fontMetrics().height()
            mark = QRect(room.left(), room.center().y() - height // 2 + 1, min(width, room.width()), height)
            painter.fillRect(mark, theme.colour("hit"))
        painter.setPen(theme.colour("accent_strong" if chosen else "text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def dot_colour(entry: SectionEntry) -> QColor | None:
    """Amber while a field is empty, blue while one is 待核, green when done; none without facts."""
    count = entry.part
    if not count.total:
        return None
    name = "empty_line" if count.empty else "carried_line" if count.carried else "updated_line"
    return theme.colour(name)


DEEPEST = 4


class Landing(NamedTuple):
    """The heading to insert before ("": after the last part) and the depth there."""

    before: str
    depth: int


def with_those_below(lines: Sequence[SectionEntry], keys: Collection[str]) -> frozenset[str]:
    """The sections and everything under them."""
    found: set[str] = set()
    limit = 0
    for line in lines:
        if limit and line.depth > limit:
            found.add(line.key)
        else:
            limit = line.depth if line.key in keys else 0
            found |= {line.key} & set(keys)
    return frozenset(found)


def landing(lines: Sequence[SectionEntry], moved: Collection[str], gap: int, depth: int) -> Landing | None:
    """Where ``moved`` sections go when dropped into the gap before ``lines[gap]``, with a preferred depth.

    The depth is limited by the lines around: at most one below the line above, and never higher than the next one,
    which would otherwise become part of the moved sections. None where they would exceed the four levels.
    """
    gap = max(gap, int(lines[0].key == FRONT))
    gone = with_those_below(lines, moved)
    highest = max(_first_depth(lines[gap:], gone), 1)
    lowest = max(_first_depth(lines[:gap][::-1], gone) + 1, highest)
    lowest = min(lowest, DEEPEST - _height(lines, moved))
    if lowest < highest:
        return None
    here = lines[gap] if gap < len(lines) else None
    before = here.key if here is not None and here.depth else ""
    return Landing(before, min(max(depth, highest), lowest))


def _first_depth(lines: Sequence[SectionEntry], gone: Collection[str]) -> int:
    """The depth of the first line that stays; 0 if there is none."""
    return next((line.depth for line in lines if line.key not in gone), 0)


def landing_on(lines: Sequence[SectionEntry], moved: Collection[str], key: str) -> Landing | None:
    """Where they go when dropped on a section: under it, after its content. None on themselves and on no section."""
    place = next((number for number, line in enumerate(lines) if line.key == key), None)
    if place is None or not lines[place].depth or key in with_those_below(lines, moved):
        return None
    depth = lines[place].depth
    gap = next((n for n in range(place + 1, len(lines)) if lines[n].depth <= depth), len(lines))
    return landing(lines, moved, gap, depth + 1) if depth + 1 + _height(lines, moved) <= DEEPEST else None


def _height(lines: Sequence[SectionEntry], moved: Collection[str]) -> int:
    """The number of levels below the uppermost moved section."""
    deepest = top = 0
    for line in lines:
        if top and line.depth > top:
            deepest = max(deepest, line.depth - top)
        else:
            top = line.depth if line.key in moved else 0
    return deepest


MARK, RING = 2, 7


class Aim(NamedTuple):
    """The drop target: the landing, and the line or, ``on`` a row, the box that shows it."""

    landing: Landing
    mark: QRect
    on: bool


class OutlineView(QTreeView):
    """``dropped`` carries the keys of the dragged sections and their landing: before which, how deep.

    Between two rows the depth is that of the dragged sections, as far as it fits there; moving the mouse right or left
    lowers or raises it. On a row they go under it.
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

    @property
    def fitting_width(self) -> int:
        """The width in pixels in which every heading stands whole, of each level the one with most signs measured."""
        longest = dict[int, str]()
        for line in self._tree.lines():
            words = line.ordinal + line.heading
            if len(words) > len(longest.get(line.depth, "")):
                longest[line.depth] = words
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        advance = QFontMetrics(font).horizontalAdvance
        deeper = ((depth - 1) * self.indentation() + advance(words) for depth, words in longest.items())
        return max(deeper, default=0) + theme.length(BESIDE)

    def chosen(self) -> tuple[str, ...]:
        """The selected sections, in document order, without 引言, 落款 and points."""
        entries = (self._tree.entry(index) for index in self.selectedIndexes())
        keys = {entry.key for entry in entries if entry is not None and entry.depth}
        return tuple(line.key for line in self._tree.lines() if line.key in keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current section stays in view if it was."""
        super().resizeEvent(event)
        was_below = self.visualRect(self.currentIndex()).bottom() >= event.size().height()
        if was_below and self.visualRect(self.currentIndex()).top() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    # Dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the start of a drag."""
        self.pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag a small label beside the pointer, so that the drop line stays visible."""
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
        """Show the drop position; the view scrolls at its edges."""
        super().dragMoveEvent(event)
        self._aim = self._aimed(event)
        self.viewport().update()
        if self._aim is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Remove the drop position."""
        super().dragLeaveEvent(event)
        self._aim = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit ``dropped``; the tree follows when the draft has changed."""
        aim, self._aim = self._aimed(event), None
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        event.setDropAction(Qt.DropAction.IgnoreAction)  # otherwise the view would remove the rows itself
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
        """The index of the line after the gap; points and collapsed sections belong to their section."""
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
        """The rows, with the drop position on top."""
        super().paintEvent(event)
        if self._aim is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), theme.length(MARK)))
        mark = self._aim.mark
        if self._aim.on:
            painter.drawRoundedRect(mark.adjusted(1, 1, -theme.length(8), -1), theme.length(5), theme.length(5))
        else:
            ring = theme.length(RING)
            painter.drawEllipse(mark.left(), mark.top() - ring // 2, ring, ring)
            painter.drawLine(mark.left() + ring, mark.top(), mark.right(), mark.top())
        painter.end()


def is_on(rect: QRect, place: QPoint) -> bool:
    """Whether a point is well inside a row, not at its upper or lower edge."""
    edge = rect.height() // 4
    return rect.top() + edge <= place.y() < rect.bottom() - edge
