"""Alt with a letter types nothing, whatever has the keyboard; everything else goes through."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.shell.alt_keys import AltKeys

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
