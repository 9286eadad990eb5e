"""跳到: names typed in part or by their first letters lead to sections and facts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.draft.draft_actions import GoTo, destinations, initials, matching
from gui.session.draft_model import DraftModel
from tests.gui.workspace import make_session, type_text


@pytest.fixture
def palette(qtbot, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = GoTo(DraftModel(make_session(), window), window)
    made.begin()
    yield made
    made.close()
    window.close()


def names(typed):
    model = DraftModel(make_session())
    return [found.name for found in matching(destinations(model.draft, model.sections), typed)]


@pytest.mark.parametrize(
    ("text", "letters"),
    [("工作总结", "gzzj"), ("啊座", "az"), ("2023年A", "2023na"), ("鑫·一", "鑫·y"), ("\U00020000", "\U00020000")],
)
def test_common_characters_have_a_first_letter(text, letters):
    assert initials(text) == letters


def test_with_nothing_typed_all_sections_are_there():
    assert names("") == ["引言", "一、开展情况", "（一）加强学习", "（二）夯实基层", "二、存在问题", "落款"]


@pytest.mark.parametrize("typed", ["基层", "夯实 层", "hsjc", "HSJC"])
def test_part_of_a_heading_finds_its_section(typed):
    assert names(typed)[0] == "（二）夯实基层"


def test_a_fact_is_found_behind_the_sections():
    assert names("350") == ["350"]


def test_enter_goes_to_the_section(palette, qtbot):
    type_text(palette.typed, "问题")
    with qtbot.waitSignal(palette.place_chosen) as told:
        QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    assert told.args == ["e7", 0, 0]
    assert palette.isHidden()


def test_arrows_choose_while_one_types(palette, qtbot):
    QTest.keyClick(palette.typed, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.place_chosen) as told:
        QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    assert told.args[0] == "e3"


def test_a_fact_is_gone_to(palette, qtbot):
    type_text(palette.typed, "350")
    with qtbot.waitSignal(palette.fact_chosen) as told:
        QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    assert told.args == ["f4"]


def test_what_is_not_there_is_said_and_enter_stays(palette):
    type_text(palette.typed, "没有的话")
    QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert not palette.none.isHidden()
