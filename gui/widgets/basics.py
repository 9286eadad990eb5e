"""Labels, buttons, cards, lines and pills with the properties that style.qss selects by."""

from collections.abc import Callable

from PySide6 import QtCore, QtGui  # classes that the first frame does not need are built on access
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from gui.shell import theme
from gui.shell.doors import load

TIP_LINE = 30
"""Signs of a tool tip that surely have room in one line."""


def label(text: str, look: str = "", wrap: bool = False) -> QLabel:
    """A text; ``look`` is one of headline, heading, name, secondary, small, count, hint."""
    widget = QLabel(text)
    widget.setProperty("look", look)
    widget.setWordWrap(wrap)
    return widget


def wrapped_tip(text: str) -> str:
    """A tool tip that breaks its lines: Qt breaks those of rich text only, and a plain one may be wider than the screen."""
    return f"<p>{load('html:escape')(text).replace(chr(10), '<br>')}</p>" if len(text) > TIP_LINE else text


def pill(text: str, tone: str) -> QLabel:
    """A small rounded mark; ``tone`` is one of empty, carried, updated, finding."""
    widget = QLabel(text)
    widget.setProperty("pill", tone)
    return widget


def frame(look: str) -> QFrame:
    """A box; ``look`` is one of card, bar, footer, drop, line, segments."""
    widget = QFrame()
    widget.setProperty("look", look)
    return widget


def button(text: str, on_clicked: Callable[[], None], look: str = "", hint: str = "") -> QPushButton:
    """A push button; ``look`` is primary, quiet or empty, ``hint`` its tool tip."""
    widget = QPushButton(text)
    widget.setProperty("look", look)
    widget.setAutoDefault(True)  # Enter presses it, not only Space
    if hint:
        widget.setToolTip(hint)
    widget.clicked.connect(lambda _checked: on_clicked())
    return widget


def back_button(words: str, on_clicked: Callable[[], None], page: QWidget) -> QPushButton:
    """Returns from a page, as Esc does anywhere on it."""
    leave_by_escape(page, on_clicked)
    return button(words, on_clicked, hint="返回（Esc）")


def leave_by_escape(page: QWidget, on_pressed: Callable[[], None]) -> None:
    """Esc returns from a page wherever the focus is."""
    context = QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut
    QtGui.QShortcut(QtGui.QKeySequence("Escape"), page, on_pressed, context=context)


def icon_button(name: str, words: str, on_clicked: Callable[[], None]) -> QToolButton:
    """A button that shows only an icon; ``words`` is its tool tip and accessible name."""
    widget = QToolButton()
    side = theme.length(18)
    widget.setIcon(theme.icon(name, size=18))
    widget.setIconSize(QSize(side, side))
    widget.setToolTip(words)
    widget.setAccessibleName(words)
    widget.clicked.connect(lambda _checked: on_clicked())
    return widget


def readiness_bar(done: int, total: int) -> QProgressBar:
    """The share of facts that are confirmed or updated; full when there are none."""
    widget = QProgressBar()
    widget.setRange(0, max(total, 1))
    widget.setValue(done if total else 1)
    widget.setTextVisible(False)
    widget.setProperty("tone", "updated")
    widget.setAccessibleName(f"已核{done}处，共{total}处")
    return widget


def scrolled(content: QWidget) -> QScrollArea:
    """The widget in a vertical scroll area, for small windows and large type."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    return area


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that style.qss selects by, and restyle the widget."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def buttons(sheet: QDialog, words: str) -> QHBoxLayout:
    """The row with 取消 and the button that accepts, which Enter presses."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button("取消", sheet.reject, "quiet"))
    done = button(words, sheet.accept, "primary")
    done.setDefault(True)
    row.addWidget(done)
    return row
