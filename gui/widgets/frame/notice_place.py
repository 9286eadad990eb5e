"""Containers for bars: window-wide ones above the pages, a sheet's own at its foot."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6 import QtCore  # a class that the first frame does not need is built on access
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from gui.shell import theme
from gui.shell.doors import load

if TYPE_CHECKING:  # created at first use: the first frame must not wait for it
    from collections.abc import Sequence

    from gui.widgets.frame.notice_bar import Choice, NoticeBar

SHOWN_OR_HIDDEN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
CHANGED = (QEvent.Type.ShowToParent, QEvent.Type.LayoutRequest)


class NoticePlace(QWidget):
    """Takes no room while none of its bars is shown; ``notice`` is its bar for messages, created at first use."""

    def __init__(self, sides: int = 12, below: int = 0) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        side = theme.length(sides)
        self._column.setContentsMargins(side, theme.length(12), side, theme.length(below))
        self._anchor = QWidget(self, visible=False)
        self.notice: NoticeBar | None = None
        self.hide()

    def add(self, bar: QWidget, index: int = -1) -> None:
        """Add a bar, at the bottom or at an index."""
        self._anchor.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        self._column.insertWidget(index, bar)
        bar.installEventFilter(self)

    def tell(self, text: str, tone: str = "info", choices: "Sequence[Choice]" = ()) -> None:
        """Show a message; ``tone`` is info, warning, error or success, ``choices`` are (words, action) pairs."""
        if self.notice is None:
            self.notice = load("gui.widgets.frame.notice_bar:NoticeBar")()
            self.add(self.notice)
        self.notice.show_notice(text, tone, choices)

    @property
    def told(self) -> str:
        """The message shown; empty for none."""
        return self.notice.text if self.notice is not None and not self.notice.isHidden() else ""

    def hush(self) -> None:
        """Hide the message."""
        if self.notice is not None:
            self.notice.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A bar is shown or hidden."""
        if event.type() in SHOWN_OR_HIDDEN:
            self.setVisible(any(not bar.isHidden() for bar in self._bars()))
        if event.type() in CHANGED:
            self._put_before_pages()
        return False

    def _bars(self) -> Iterator[QWidget]:
        return _widgets(self._column)

    def _put_before_pages(self) -> None:
        """Put the bars into the tab order at their position, although they were created after the widgets below them.

        They follow hidden widgets and those with a fixed place, in the order of their layouts. The present order must
        not be queried: ``nextInFocusChain`` makes the next widget a Python child of the one queried, and when that one
        is deleted, a running text loses its document.
        """
        inside = [each for bar in self._bars() for each in _widgets(bar.layout()) if _takes_tab(each)]
        for first, second in pairwise((self._anchor, *inside)):
            self.setTabOrder(first, second)


def _widgets(layout: QLayout | None) -> Iterator[QWidget]:
    items = (layout.itemAt(index) for index in range(layout.count())) if layout is not None else ()
    for item in items:
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & QtCore.Qt.FocusPolicy.TabFocus.value)
