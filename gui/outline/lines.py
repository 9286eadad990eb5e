"""How a line of the outline looks."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.outline.model import ENTRY, FLASHING, SHARE
from gui.outline.reuse import THICK, paint_share
from gui.outline.sections import SectionEntry
from gui.shell import theme

ROW = 34
BEGUN = "begun"


class OutlineDelegate(QStyledItemDelegate):
    """A dot for the state, number and heading, done / total at the right, and below how much is last year's text."""

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
        """The words as they are when typing begins: Qt asks again at every news of the line, and would take the hand's
        words and its selection away.
        """
        if not editor.property(BEGUN):
            editor.setProperty(BEGUN, True)
            super().setEditorData(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex) -> None:  # type: ignore[override]
        """Over the words, up to the right edge."""
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
    """Amber while something is empty, blue while something waits to be looked at, green when done; none without facts."""
    count = entry.part
    if not count.total:
        return None
    name = "empty_line" if count.empty else "carried_line" if count.carried else "updated_line"
    return theme.colour(name)
