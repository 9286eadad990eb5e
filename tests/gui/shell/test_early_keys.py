"""Keys pressed while a draft is being opened reach no field that nobody has seen yet."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from gui.widgets.input_methods import EarlyKeys

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: Any) -> QWidget:
    """A window with a field that has the focus."""
    made = QWidget()
    field = QLineEdit()
    QVBoxLayout(made).addWidget(field)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    return made


def field_of(window: QWidget) -> QLineEdit:
    return window.findChild(QLineEdit)


def press(window: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(window.windowHandle(), key, *modifiers)


def test_a_number_key_pressed_too_early_turns_the_page_once_it_is_there(window: QWidget, qtbot: Any) -> None:
    keys, numbers = EarlyKeys(window), list[int]()
    keys.begin()
    press(window, Qt.Key.Key_4, CTRL)
    keys.block()
    press(window, Qt.Key.Key_8, CTRL)
    keys.pass_on(numbers.append)
    qtbot.waitUntil(lambda: numbers == [4, 8])


def test_what_is_typed_before_the_page_is_there_reaches_no_field(window: QWidget) -> None:
    keys = EarlyKeys(window)
    keys.block()
    press(window, Qt.Key.Key_1)
    keys.pass_on(lambda _number: None)
    press(window, Qt.Key.Key_2)
    assert field_of(window).text() == ""


def test_what_is_typed_afterwards_does(window: QWidget, qtbot: Any) -> None:
    keys, numbers = EarlyKeys(window), list[int]()
    keys.block()
    press(window, Qt.Key.Key_4, CTRL)
    keys.pass_on(numbers.append)
    qtbot.waitUntil(lambda: bool(numbers))
    press(window, Qt.Key.Key_2)
    assert field_of(window).text() == "2"


def test_while_the_draft_is_read_the_page_in_front_takes_what_is_typed(window: QWidget) -> None:
    keys = EarlyKeys(window)
    keys.begin()
    press(window, Qt.Key.Key_7)
    assert field_of(window).text() == "7"


def test_a_draft_that_cannot_be_opened_turns_no_page(window: QWidget) -> None:
    keys = EarlyKeys(window)
    keys.begin()
    press(window, Qt.Key.Key_4, CTRL)
    keys.end()
    press(window, Qt.Key.Key_5)
    assert field_of(window).text() == "5"
