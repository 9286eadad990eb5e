"""A row of controls that wraps into further rows."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

HORIZONTAL = Qt.Orientation.Horizontal.value


class Flow(QLayout):
    """As narrow as its widest part; Qt's own rows are as wide as all parts together and would widen the window."""

    def __init__(self, parts: Sequence[QWidget], gap: int, pushed: int = 0) -> None:
        """The last ``pushed`` parts are at the right."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._pushed = pushed
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def sizeHint(self) -> QSize:
        """All items in one row."""
        hints = [item.sizeHint() for item in self._shown]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """The size of the widest item."""
        size = QSize(0, 0)
        for item in self._shown:
            size = size.expandedTo(item.sizeHint())
        return size.grownBy(self.contentsMargins())

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the rows at that width."""
        margins = self.contentsMargins()
        rows = self._rows(width - margins.left() - margins.right())
        gaps = self.spacing() * max(len(rows) - 1, 0)
        return sum(map(_height, rows)) + gaps + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Arrange the items in rows."""
        super().setGeometry(rect)
        room = rect.marginsRemoved(self.contentsMargins())
        top = room.top()
        for row in self._rows(room.width()):
            self._place(row, QRect(room.left(), top, room.width(), _height(row)))
            top += _height(row) + self.spacing()

    def _place(self, row: list[QLayoutItem], room: QRect) -> None:
        """Fields take the rest of a row; without fields, the rest is before the items pushed to the right."""
        widths = [min(item.sizeHint().width(), room.width()) for item in row]
        left_over = room.width() - sum(widths) - self.spacing() * (len(row) - 1)
        fields = [number for number, item in enumerate(row) if bool(item.expandingDirections().value & HORIZONTAL)]
        for number in fields:
            widths[number] += left_over // len(fields)
        pushed = self._items[len(self._items) - self._pushed :]
        first = next((number for number, item in enumerate(row) if item in pushed), -1)
        place = room.left()
        for number, (item, width) in enumerate(zip(row, widths, strict=True)):
            place += left_over if number == first and not fields else 0
            item.setGeometry(QRect(place, room.top(), width, room.height()))
            place += width + self.spacing()

    @property
    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown:
            wide = item.sizeHint().width()
            if not rows or left + wide > width:
                rows.append([])
                left = 0
            rows[-1].append(item)
            left += wide + self.spacing()
        return rows


def _height(row: list[QLayoutItem]) -> int:
    return max(item.sizeHint().height() for item in row)
