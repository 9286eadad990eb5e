"""The room above the pages for bars that concern the whole window."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme

SHOWN_OR_HIDDEN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
CHANGED = (QEvent.Type.ShowToParent, QEvent.Type.LayoutRequest)


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
        if event.type() in CHANGED and isinstance(watched, QWidget):
            self._put_before_pages(watched)
        return False

    def _put_before_pages(self, bar: QWidget) -> None:
        """Tab comes to a bar where it stands, although it was made after what stands below it."""
        around = _chain(self, QWidget.previousInFocusChain)
        before = next((each for each in around if _takes_tab(each) and not bar.isAncestorOf(each)), None)
        inside = [each for each in _chain(bar, QWidget.nextInFocusChain) if _takes_tab(each) and bar.isAncestorOf(each)]
        for first, second in pairwise([before, *inside] if before is not None else ()):
            self.setTabOrder(first, second)


def _chain(start: QWidget, step: Callable[[QWidget], QWidget | None]) -> Iterator[QWidget]:
    """Round from a widget, without it."""
    near = step(start)
    while near is not None and near is not start:
        yield near
        near = step(near)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
