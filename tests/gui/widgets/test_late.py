"""Widgets that are made late: once, when somebody asks or looks, or in turn while idle."""

from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from gui.widgets.frame.scrollable_column import ScrollableColumn
from gui.widgets.late import Late, make_in_turn


@pytest.fixture
def late(qapp: object) -> Late[QLabel]:
    return Late(lambda: QLabel("表"))


def test_it_is_made_once(late: Late[QLabel]) -> None:
    assert late.made is None
    assert late() is late() is late.made


def test_what_follows_is_done_once_it_is_made_and_may_ask_for_it(late: Late[QLabel]) -> None:
    done: list[QLabel] = []
    late.then(lambda label: done.append(label if late() is label else QLabel()))
    assert not done
    late()
    late.then(done.append)
    assert done == [late.made, late.made]


def test_a_column_makes_it_when_it_is_shown(late: Late[QLabel], qtbot: Any) -> None:
    column = ScrollableColumn()
    qtbot.addWidget(column)
    column.hold_late(late)
    assert late.made is None
    column.show()
    assert late().isVisible()


def test_one_asked_for_before_is_shown_with_its_column(late: Late[QLabel], qtbot: Any) -> None:
    column = ScrollableColumn()
    qtbot.addWidget(column)
    column.hold_late(late)
    label = late()
    assert not label.isVisible()
    column.show()
    assert label.isVisible()


def test_those_nobody_asks_for_are_made_in_turn(late: Late[QLabel], qtbot: Any) -> None:
    owner = QObject()
    make_in_turn(owner, [late], 1, lambda: True)
    qtbot.waitUntil(lambda: late.made is not None)


def test_none_is_made_while_others_work(late: Late[QLabel], qtbot: Any) -> None:
    owner, asked = QObject(), list[int]()
    make_in_turn(owner, [late], 1, lambda: bool(asked.append(1)))
    qtbot.waitUntil(lambda: len(asked) > 1)
    assert late.made is None
