"""What of the words in a window does not find room: measured on what is shown, whatever it is shown in."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QWidget,
)

from gui.form.field_row import ElidedLabel
from gui.shell import theme
from gui.widgets.lists.names_box import NamesBox

SLACK = 1
"""Pixels by which a measure may be off without a sign being cut."""

FEWEST_ROWS, ROW = 3, 34
QWIDGETSIZE_MAX = (1 << 24) - 1
SHOWN = (QLabel, QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QTabBar, QAbstractItemView)


def cut_in(window: QWidget) -> list[str]:
    """Everything that is cut short in what is shown, with what it lacks."""
    found = []
    for widget in window.findChildren(QWidget):
        if (
            isinstance(widget, SHOWN)
            and not isinstance(widget, ElidedLabel)
            and widget.isVisible()
            and widget.window() is window
        ):
            found += [f"{type(widget).__name__} “{told}”: {lack}" for told, lack in _lacks(widget, window)]
    return found


def _lacks(widget: QWidget, window: QWidget) -> Iterator[tuple[str, str]]:
    words = _words(widget)
    if isinstance(widget, QAbstractItemView):
        rows = min(FEWEST_ROWS, widget.model().rowCount() if widget.model() else 0)
        height = min(widget.sizeHintForRow(0), theme.length(ROW)) * rows
        is_short = widget.maximumHeight() < QWIDGETSIZE_MAX
        if rows and not is_short and widget.viewport().height() < height - SLACK:
            yield widget.accessibleName() or widget.objectName(), f"{widget.viewport().height()} of {height} high"
        return
    if not words.strip():
        return
    room, need = _room(widget), _need(widget, words)
    if room < need - SLACK:
        yield words, f"{room} of {need} wide"
    high = (
        widget.heightForWidth(widget.width()) if isinstance(widget, QLabel) and widget.wordWrap() else _height(widget)
    )
    if widget.height() < high - SLACK:
        yield words, f"{widget.height()} of {high} high"
    hidden = _hidden(widget, window)
    if hidden:
        yield words, hidden


def _words(widget: QWidget) -> str:
    if isinstance(widget, NamesBox) or isinstance(widget.parentWidget(), QLineEdit | QAbstractSpinBox):
        return ""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit):
        is_told = widget.placeholderText() in widget.toolTip()  # Qt shows that it goes on
        return "" if widget.text() or is_told else widget.placeholderText()
    if isinstance(widget, QTabBar):
        if widget.elideMode() is not Qt.TextElideMode.ElideNone and all(map(widget.tabToolTip, range(widget.count()))):
            return ""
        return " ".join(widget.tabText(number) for number in range(widget.count()))
    return widget.text() if isinstance(widget, QLabel | QAbstractButton | QAbstractSpinBox) else ""


def _room(widget: QWidget) -> int:
    style = widget.style()
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        return style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
        ).width()
    if isinstance(widget, QAbstractSpinBox):
        edit = widget.lineEdit()
        return edit.width() - edit.textMargins().left() - edit.textMargins().right()
    if isinstance(widget, QLineEdit):
        frame = QStyleOptionFrame()
        widget.initStyleOption(frame)
        margins = widget.textMargins()
        inside = style.subElementRect(QStyle.SubElement.SE_LineEditContents, frame, widget).width()
        return inside - margins.left() - margins.right()
    return widget.width()


def _need(widget: QWidget, words: str) -> int:
    if isinstance(widget, QComboBox | QLineEdit | QAbstractSpinBox):
        return widget.fontMetrics().horizontalAdvance(words)
    if isinstance(widget, QLabel) and widget.wordWrap():
        return 0
    return widget.sizeHint().width()


def _height(widget: QWidget) -> int:
    return widget.fontMetrics().height()


def _hidden(widget: QWidget, window: QWidget) -> str:
    """What a parent cuts off; up and down one can scroll."""
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        inside = QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
        above = parent.parentWidget()
        scrolls = isinstance(above, QAbstractScrollArea) and above.viewport() is parent
        beside = min(place.left() - inside.left(), inside.right() - place.right())
        if beside < -SLACK and not (scrolls and above.horizontalScrollBar().isVisible()):
            return f"{-beside} cut off at the side by {type(parent).__name__} {parent.objectName()}"
        if scrolls:
            return ""
        below = min(place.top() - inside.top(), inside.bottom() - place.bottom())
        if below < -SLACK:
            return f"{-below} cut off above or below by {type(parent).__name__} {parent.objectName()}"
        parent = above
    return ""
