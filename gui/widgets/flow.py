"""A row of controls that goes on in a second row where the first is full."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """As narrow as its widest part; Qt's own rows are as wide as all parts together and force the window to be so."""

    def __init__(self, parts: Sequence[QWidget], gap: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        """Put one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one of them out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def sizeHint(self) -> QSize:
        """All of them in one row."""
        hints = [item.sizeHint() for item in self._shown]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The widest of them."""
        size = QSize(0, 0)
        for item in self._shown:
            size = size.expandedTo(item.sizeHint())
        return size

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the rows at that width."""
        return max((place.bottom() + 1 for _item, place in self._places(width)), default=0)

    def setGeometry(self, rect: QRect) -> None:
        """Put them into rows."""
        super().setGeometry(rect)
        for item, place in list(self._places(rect.width())):
            item.setGeometry(place.translated(rect.topLeft()))

    @property
    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> Iterator[tuple[QLayoutItem, QRect]]:
        left = top = height = 0
        for item in self._shown:
            hint = item.sizeHint()
            if left and left + hint.width() > width:
                left, top, height = 0, top + height + self.spacing(), 0
            yield item, QRect(left, top, hint.width(), hint.height())
            left, height = left + hint.width() + self.spacing(), max(height, hint.height())
