"""The candidates of an input method stand at the cursor; Alt with a letter types nothing, whatever has the keyboard.

The pre-edit texts are as fcitx5 sends them: the letters, with the cursor before them. Qt has nothing to tell then, for the
cursor does not move.
"""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.widgets.input_methods import AltKeys, CandidatePlace


@pytest.fixture
def field(qtbot: Any, qapp: QApplication) -> Any:
    """A field that has the keyboard, in an area that can be scrolled."""
    area, page, field = QScrollArea(), QWidget(), QLineEdit()
    CandidatePlace(qapp, area)
    qtbot.addWidget(area)
    column = QVBoxLayout(page)
    column.addSpacing(200)
    column.addWidget(field)
    column.addSpacing(900)
    area.setWidget(page)
    area.resize(300, 300)
    area.show()
    area.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    yield field
    area.close()


def told_after_a_key(field: QLineEdit) -> QRectF:
    cursor = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, 0, 1, None)
    QApplication.sendEvent(field, QInputMethodEvent("ni", [cursor]))
    return QGuiApplication.inputMethod().cursorRectangle()


def cursor_in_window(field: QLineEdit) -> QRectF:
    inside = field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    return QRectF(inside.translated(field.mapTo(field.window(), QPoint())))


def test_after_scrolling_the_candidates_stand_at_what_is_composed(field: Any) -> None:
    field.window().verticalScrollBar().setValue(120)
    assert told_after_a_key(field) == cursor_in_window(field)


def test_so_they_do_after_something_made_room_above(field: Any) -> None:
    field.window().setViewportMargins(0, 60, 0, 0)
    assert told_after_a_key(field) == cursor_in_window(field)


def test_and_in_the_field_that_gets_the_keyboard_next(field: Any, qtbot: Any) -> None:
    following = QLineEdit()
    field.parentWidget().layout().addWidget(following)
    following.setFocus()
    qtbot.waitUntil(following.hasFocus)
    field.window().verticalScrollBar().setValue(90)
    assert told_after_a_key(following) == cursor_in_window(following)


# Alt with a letter

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: Any) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for widget in (QLineEdit(), QPushButton("保存(&S)")):
        column.addWidget(widget)
    qtbot.addWidget(made)
    AltKeys(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.findChild(QLineEdit).setFocus()
    return made


def test_alt_with_a_letter_types_nothing(window: QWidget) -> None:
    field = window.findChild(QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_Q, ALT)
    QTest.keyClick(field, Qt.Key.Key_W)
    QTest.keyClick(field, Qt.Key.Key_At, ALT | Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "w@"


def test_a_button_hears_its_letter(window: QWidget, qtbot: Any) -> None:
    with qtbot.waitSignal(window.findChild(QPushButton).clicked):
        QTest.keyClick(window.findChild(QLineEdit), Qt.Key.Key_S, ALT)
    assert window.findChild(QLineEdit).text() == ""
