"""帮助: found by words, links followed inside, keys made from the table of actions, nothing read from elsewhere."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest

from core.workflows.help import KeyGroup, key_groups
from gui.help.page import HelpPage, keys_page
from gui.shell.actions import ACTIONS

KEYS = keys_page(key_groups())
IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def page(qtbot: Any) -> HelpPage:
    made = HelpPage()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def titles(page: HelpPage) -> list[str]:
    return [page.contents.item(row).text() for row in range(page.contents.count())]


def test_it_begins_with_the_first_page(page: HelpPage) -> None:
    assert page.name == "start"
    assert "从去年的材料开始" in page.view.toPlainText()


def test_the_page_of_keys_comes_at_a_key(page: HelpPage) -> None:
    page.show_keys()
    assert "Ctrl+Shift+O" in page.view.toPlainText()


def test_pages_are_found_by_words(page: HelpPage) -> None:
    page.search.setText("红头")
    assert "导出和打印" in titles(page)
    assert "开始" not in titles(page)
    assert "红头" in [selection.cursor.selectedText() for selection in page.view.extraSelections()]


def test_the_first_hit_is_in_view(page: HelpPage) -> None:
    page.resize(700, 300)
    page.search.setText("红头")
    marks = page.view.extraSelections()
    assert 0 <= page.view.cursorRect(marks[0].cursor).top() < page.view.viewport().height()


def test_words_that_stand_nowhere_say_what_to_try(page: HelpPage) -> None:
    page.search.setText("量子力学")
    assert titles(page) == []
    assert "没有找到" in page.view.toPlainText()


def test_a_link_leads_to_its_page(page: HelpPage) -> None:
    page.view.anchorClicked.emit(QUrl("ledger.md"))
    assert page.name == "ledger"


def test_a_link_to_a_page_that_the_search_left_out_ends_the_search(page: HelpPage) -> None:
    page.search.setText("红头")
    page.view.anchorClicked.emit(QUrl("ledger.md"))
    assert (page.name, page.search.text()) == ("ledger", "")


def test_a_link_to_the_guide_asks_for_it(page: HelpPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.guide_wanted):
        page.view.anchorClicked.emit(QUrl("guide.md"))


@pytest.mark.parametrize("address", ["/etc/hostname", "https://example.org/a.png", "file:///etc/hostname", "keys.toml"])
def test_nothing_is_read_from_elsewhere(page: HelpPage, address: str) -> None:
    assert page.view.loadResource(IMAGE, QUrl(address)).isNull()


def test_pictures_of_the_folder_are_shown_no_wider_than_the_page(page: HelpPage) -> None:
    picture = page.view.loadResource(IMAGE, QUrl("start.png"))
    assert 0 < picture.width() <= page.view.viewport().width()


def test_another_look_leaves_the_page_as_far_down_as_it_was(page: HelpPage) -> None:
    page.show_keys()
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.restyle()
    assert (page.name, bar.value()) == ("keys", bar.maximum())


@pytest.mark.parametrize("name", [name for name, action in ACTIONS.items() if action.shortcut])
def test_every_action_with_a_key_is_listed_once(name: str) -> None:
    line = f"| **{ACTIONS[name].shortcut.replace('Return', 'Enter')}** | {ACTIONS[name].words.rstrip('…')} |"
    assert KEYS.count(line) == 1


def test_groups_name_only_actions_that_there_are() -> None:
    assert [name for group in key_groups() for name in group.actions if name not in ACTIONS] == []


def test_a_action_in_no_group_is_not_forgotten() -> None:
    text = keys_page([KeyGroup("一组", (), (("F6", "轮换"),))])
    assert "## 其他" in text
    assert "| **F6** | 轮换 |" in text


def test_no_key_means_two_things() -> None:
    keys = [key for action in ACTIONS.values() for key in (action.shortcut, action.other) if key]
    keys += [*(f"Ctrl+{number}" for number in range(3, 9)), "F6"]
    assert len(keys) == len(set(keys))


def test_ctrl_p_prints_and_ctrl_g_leads_somewhere() -> None:
    assert (ACTIONS["print"].shortcut, ACTIONS["go_to"].shortcut) == ("Ctrl+P", "Ctrl+G")


def test_page_keys_turn_the_text_while_the_search_has_the_cursor(page: HelpPage) -> None:
    page.show_keys()
    page.search.setFocus()
    QTest.keyClick(page.search, Qt.Key.Key_PageDown)
    below = page.view.verticalScrollBar().value()
    QTest.keyClick(page.search, Qt.Key.Key_PageUp)
    assert below > 0
    assert page.view.verticalScrollBar().value() == 0
