"""Room for bars: above the pages those that concern the whole window, at the foot of a sheet its own."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6 import QtCore  # whose class Qt the first frame does without: it is built when it is asked for
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from gui.shell import theme
from gui.shell.doors import load

if TYPE_CHECKING:  # made when first needed, which the first frame must not wait for
    from collections.abc import Sequence

    from gui.widgets.frame.notice_bar import Choice, NoticeBar

SHOWN_OR_HIDDEN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
CHANGED = (QEvent.Type.ShowToParent, QEvent.Type.LayoutRequest)


class NoticePlace(QWidget):
    """Takes no room while none of its bars is shown; ``notice`` is its own, for sentences, once there was one."""

    def __init__(self, sides: int = 12, below: int = 0) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        side = theme.length(sides)
        self._column.setContentsMargins(side, theme.length(12), side, theme.length(below))
        self._anchor = QWidget(self, visible=False)
        self.notice: NoticeBar | None = None
        self.hide()

    def add(self, bar: QWidget, index: int = -1) -> None:
        """Put a bar in, at the bottom or at an index."""
        self._anchor.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        self._column.insertWidget(index, bar)
        bar.installEventFilter(self)

    def tell(self, text: str, tone: str = "info", choices: "Sequence[Choice]" = ()) -> None:
        """Show a sentence; ``tone`` is info, warning, error or success, ``choices`` are (words, action) pairs."""
        if self.notice is None:
            self.notice = load("gui.widgets.frame.notice_bar:NoticeBar")()
            self.add(self.notice)
        self.notice.show_notice(text, tone, choices)

    def hush(self) -> None:
        """Take the sentence away."""
        if self.notice is not None:
            self.notice.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A bar appears or goes."""
        if event.type() in SHOWN_OR_HIDDEN:
            self.setVisible(any(not bar.isHidden() for bar in self._bars()))
        if event.type() in CHANGED:
            self._put_before_pages()
        return False

    def _bars(self) -> Iterator[QWidget]:
        return _widgets(self._column)

    def _put_before_pages(self) -> None:
        """Tab comes to the bars where they stand, although they were made after what stands below them.

        They follow what nobody sees and what keeps its place, in the order of their layouts. Where Tab leads now must
        not be asked: ``nextInFocusChain`` makes the next widget a child of the one that is asked, for Python, and when
        that one goes, a running text loses its document.
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
