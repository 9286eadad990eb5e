"""Where there is too little room: panels scroll, fields grow, what is pushed goes to the right, long names say so."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.widgets.frame import scrollable_column as room_module
from gui.widgets.frame.columns import HALVED, Halves
from gui.widgets.frame.flow import Flow
from gui.widgets.frame.scrollable_column import ScrollableColumn
from gui.widgets.lists.names_box import NamesBox

LONG = "青石镇2026年工作要点和任务分工方案（征求意见稿）"


@pytest.fixture
def room(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> ScrollableColumn:
    monkeypatch.setattr(room_module, "is_mouse_down", lambda: False)  # whatever an earlier test has held down
    panel = QWidget()
    column = QVBoxLayout(panel)
    for number in range(3):
        button = QPushButton(f"{number}")
        button.setMinimumHeight(100)
        column.addWidget(button)
    made = ScrollableColumn(panel)
    qtbot.addWidget(made)
    made.resize(200, 150)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_panel_that_needs_more_height_can_be_moved(room: ScrollableColumn) -> None:
    assert room.verticalScrollBar().maximum() >= 300 - 150
    assert room.minimumSizeHint().height() < 150


def test_where_there_is_room_nothing_moves(room: ScrollableColumn, qtbot: Any) -> None:
    room.resize(200, 500)
    qtbot.waitUntil(lambda: room.verticalScrollBar().maximum() == 0)


def test_what_the_keyboard_goes_to_comes_into_view(room: ScrollableColumn, qtbot: Any) -> None:
    last = room.findChildren(QPushButton)[2]
    last.setFocus()
    qtbot.waitUntil(lambda: room.verticalScrollBar().value() > 100)


def test_the_keyboard_goes_on_into_the_panel_whose_way_to_be_focused_stays(room: ScrollableColumn, qtbot: Any) -> None:
    panel, first = room.findChild(QPushButton).parentWidget(), room.findChild(QPushButton)
    panel.setFocusProxy(first)
    before = first.focusPolicy()
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # as the style sheet says of areas
    room.setFocus()
    qtbot.waitUntil(first.hasFocus)
    assert first.focusPolicy() == before


def test_a_panel_that_grows_can_be_moved_further(room: ScrollableColumn, qtbot: Any) -> None:
    before = room.verticalScrollBar().maximum()
    room.findChildren(QPushButton)[0].setMinimumHeight(300)
    qtbot.waitUntil(lambda: room.verticalScrollBar().maximum() == before + 200)


def test_fields_take_what_is_left_of_a_row(qtbot: Any) -> None:
    holder, field, button = QWidget(), QLineEdit(), QPushButton("找")
    qtbot.addWidget(holder)
    holder.setLayout(Flow((field, button), 8))
    holder.resize(900, 60)
    holder.show()
    assert (button.geometry().right(), field.x()) == (899, 0)


def test_what_is_pushed_stands_at_the_right(qtbot: Any) -> None:
    holder, left, right = QWidget(), QLabel("左"), QLabel("右")
    qtbot.addWidget(holder)
    holder.setLayout(Flow((left, right), 8, pushed=1))
    holder.resize(300, 60)
    holder.show()
    assert (left.x(), right.geometry().right()) == (0, 299)


@pytest.mark.parametrize(("width", "told"), [(120, LONG), (900, "")])
def test_a_name_that_is_cut_short_is_told_whole(qtbot: Any, width: int, told: str) -> None:
    box = NamesBox()
    qtbot.addWidget(box)
    box.addItem(LONG)
    box.resize(width, 32)
    box.grab()
    assert box.toolTip() == told


def test_halves_stand_below_one_another_where_it_is_narrow(qtbot: Any) -> None:
    halves = Halves(first := QLabel("上"), second := QLabel("下"))
    qtbot.addWidget(halves)
    halves.resize(HALVED - 1, 300)
    halves.show()
    assert second.y() > first.y()
