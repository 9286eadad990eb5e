"""Common to sheets that take the whole window: content on the page's background, and a footer with the actions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.shell import theme
from gui.widgets.basics import frame, scrolled
from gui.widgets.frame.flow import Flow
from gui.widgets.frame.scrollable_column import ScrollableColumn

SIDE, WIDE = 32, 44
GAP = 10


def footer(left: Sequence[QWidget], right: Sequence[QWidget], side: int = SIDE) -> QFrame:
    """A bar with some widgets at the left and, at the right, the buttons back and forward; fields share the room."""
    bar = frame("footer")
    row = Flow((*left, *right), theme.length(GAP), pushed=len(right))
    row.setContentsMargins(theme.length(side), theme.length(GAP), theme.length(side), theme.length(GAP))
    bar.setLayout(row)
    return bar


def page_column(top: int = 24, side: int = SIDE, gap: int = 12) -> tuple[QWidget, QVBoxLayout]:
    """The content of a sheet, and the column for its parts."""
    content = QWidget()
    content.setObjectName("page")
    column = QVBoxLayout(content)
    column.setContentsMargins(theme.length(side), theme.length(top), theme.length(side), theme.length(16))
    column.setSpacing(theme.length(gap))
    return content, column


def lay_out_sheet(sheet: QWidget, content: QWidget, *feet: QWidget, is_scrolled: bool = True) -> None:
    """Content above, scrolling in a small window, and the feet always in view.

    A sheet that is not ``is_scrolled`` has lists or texts that shrink instead.
    """
    outer = QVBoxLayout(sheet)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(scrolled(content) if is_scrolled else ScrollableColumn(content), 1)
    for foot in feet:
        outer.addWidget(foot)


def centred(card: QWidget, *items: QWidget) -> QWidget:
    """The widgets in a column in the middle of the card, texts across half of it."""
    column = QVBoxLayout(card)
    column.setSpacing(theme.length(14))
    column.addStretch(1)
    for item in items:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(item, 2 * int(isinstance(item, QLabel)))
        row.addStretch(1)
        if isinstance(item, QLabel):
            item.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addLayout(row)
    column.addStretch(2)
    return card
