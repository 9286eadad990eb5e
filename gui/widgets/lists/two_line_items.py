"""List items with a second, smaller line; items that cannot be chosen are headings."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui.shell import theme

LOOK = Qt.ItemDataRole.UserRole + 1
HEIGHT, TALL, SIDE = 34, 52, 10
Index = QModelIndex | QPersistentModelIndex


class TwoLineDelegate(QStyledItemDelegate):
    """The second line is the item's ``LOOK`` data."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for one line or two."""
        return QSize(0, theme.length(TALL if index.data(LOOK) else HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground as the style has it, the name, and under it what it is."""
        self.initStyleOption(option, index)
        about, option.text = str(index.data(LOOK) or ""), ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        is_heading = not index.flags() & Qt.ItemFlag.ItemIsEnabled
        side = theme.length(SIDE)
        area = option.rect.adjusted(side, 0, -side, 0)
        upper = QRect(area.left(), area.top(), area.width(), area.height() * 3 // 5) if about else area
        painter.save()
        _write(painter, upper, str(index.data() or ""), option, 12 if is_heading else 14)
        if about:
            lower = QRect(area.left(), upper.bottom() - theme.length(3), area.width(), area.height() * 2 // 5)
            _write(painter, lower, about, option, 12)
        painter.restore()


def _write(painter: QPainter, area: QRect, text: str, option: QStyleOptionViewItem, size: int) -> None:
    font = option.font
    font.setPixelSize(theme.length(size))
    painter.setFont(font)
    painter.setPen(theme.colour("text" if size > 12 else "secondary"))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
