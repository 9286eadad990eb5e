"""Two cards side by side, or one below the other where the window is narrow or the type large."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui import theme

NARROW = 820
"""Width at usual type size, in pixels, below which two columns would cut headings short."""


class Columns(QWidget):
    """``shares`` are the parts of the width that the two get."""

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
