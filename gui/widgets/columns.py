"""Columns that give way where the window is narrow or the type large: two cards, or the three panels of a draft."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSplitter, QWidget

from gui import theme

NARROW = 820
"""Width at usual type size, in pixels, below which two columns would cut headings short."""

WIDTHS, SMALL_WIDTHS = (262, 620, 322), (210, 400, 200)
SMALL = 900
"""Width below which there is no room for three columns."""


class Columns(QWidget):
    """``shares`` are the parts of the width that the two get; ``stacked`` tells that they stand below one another now."""

    stacked = Signal(bool)

    def __init__(self, left: QWidget, right: QWidget, shares: tuple[int, int]) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.length(16))
        self._row.addWidget(left, shares[0])
        self._row.addWidget(right, shares[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or below one another."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.length(NARROW)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        self.stacked.emit(is_narrow)


class ThreeColumns(QSplitter):
    """Two sides and what stands between them, which gets all the room there is to gain."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._right = right
        self._is_small = False
        for side in (left, right):
            side.setProperty("look", "side")
            side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for number, widget in enumerate((left, middle, right)):
            self.addWidget(widget)
            self.setStretchFactor(number, int(number == 1))
            self.setCollapsible(number, number != 1)
        self.setSizes([theme.length(width) for width in WIDTHS])

    def take_place_of(self, columns: "ThreeColumns") -> None:
        """The widths of others at the same place, and the right side put away as there."""
        self._is_small = columns._is_small
        self._right.setHidden(columns._right.isHidden())
        self.setSizes(columns.sizes())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the middle comes first: the right side is put away until it is asked for."""
        super().resizeEvent(event)
        small = event.size().width() < theme.length(SMALL)
        if small != self._is_small:
            self._is_small = small
            self._right.setHidden(small)
            self.setSizes([theme.length(width) for width in (SMALL_WIDTHS if small else WIDTHS)])
