"""The window with the candidates stands at the cursor: where the program tells the input method that the cursor is."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from gui import candidates


@pytest.fixture
def field(qtbot: Any) -> Any:
    """A field that has the keyboard, in an area that can be scrolled."""
    candidates.keep_candidates_at_cursor()
    area, page, field = QScrollArea(), QWidget(), QLineEdit()
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
    QGuiApplication.inputMethod().cursorRectangleChanged.disconnect(candidates._tell_field)


def cursor_in_window(field: QLineEdit) -> QRectF:
    inside = field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    return QRectF(inside.translated(field.mapTo(field.window(), QPoint())))


def test_after_scrolling_the_candidates_stand_at_what_is_composed(field: Any) -> None:
    area = field.window()
    area.verticalScrollBar().setValue(120)
    QApplication.sendEvent(field, QInputMethodEvent("你", []))
    assert QGuiApplication.inputMethod().cursorRectangle() == cursor_in_window(field)


def test_after_the_field_was_moved_with_its_surroundings(field: Any) -> None:
    field.parentWidget().move(0, -60)
    QApplication.sendEvent(field, QInputMethodEvent("你", []))
    assert QGuiApplication.inputMethod().cursorRectangle() == cursor_in_window(field)
