"""The room above the pages for bars that concern the whole window."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme

SHOWN_OR_HIDDEN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class NoticePlace(QWidget):
    """Takes no room while none of its bars is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        side = theme.length(12)
        self._column.setContentsMargins(side, side, side, 0)
        self.hide()

    def add(self, bar: QWidget, index: int = -1) -> None:
        """Put a bar in, at the bottom or at an index."""
        self._column.insertWidget(index, bar)
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A bar appears or goes."""
        if event.type() in SHOWN_OR_HIDDEN:
            bars = (item.widget() for item in map(self._column.itemAt, range(self._column.count())) if item)
            self.setVisible(any(bar is not None and not bar.isHidden() for bar in bars))
        return False
