"""The menu of a recent draft's card: folder, copy, off the list, to the trash and back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from core.workflows.drafting.recent import list_recent
from gui.shell.main_window import MainWindow
from gui.widgets.cards import CardButton
from tests.gui.whole_window import draft_file, settle, whole_window

ACTIONS = ["打开(&O)", "在文件夹中显示(&F)", "复制一份(&C)", "", "从列表中移除(&R)", "删除到回收站(&D)"]


@pytest.fixture
def window(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Iterator[MainWindow]:
    """On 开始, with one recent draft, which is still at work; the trash is a folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    with whole_window(qapp, tmp_path) as made:
        qtbot.waitUntil(lambda: made.controllers.auxiliary.make_guide is not None)
        made.open_draft(draft_file(tmp_path / "drafts"))
        qtbot.waitUntil(lambda: made.controllers.draft.page is not None)
        made.controllers.go("go_start")
        settle(made)
        yield made


def cards(window: MainWindow) -> list[CardButton]:
    settle(window)
    return [card for card in window.start.recent.findChildren(CardButton) if card.isVisible()]


def choose(window: MainWindow, words: str) -> None:
    """As from the menu of the first card."""
    action = next(each for each in cards(window)[0].menu().actions() if each.text().startswith(words))
    action.trigger()
    settle(window)


def answer(window: MainWindow, words: str) -> None:
    """Press a button of the notice."""
    bar = window.notices.notice
    assert bar is not None
    next(each for each in bar.buttons if each.text() == words).click()
    settle(window)


def listed() -> list[str]:
    return [Path(draft.path).name for draft in list_recent().value]


def told(window: MainWindow) -> str:
    bar = window.notices.notice
    return bar.text if bar is not None and not bar.isHidden() else ""


def test_a_card_offers_its_menu(window: MainWindow) -> None:
    assert [action.text() for action in cards(window)[0].menu().actions()] == ACTIONS


def test_the_menu_is_behind_a_button_the_right_button_and_the_key(window: MainWindow) -> None:
    card = cards(window)[0]
    opened = []
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        QApplication.sendEvent(card, QContextMenuEvent(reason, QPoint(5, 5), card.mapToGlobal(QPoint(5, 5))))
        opened.append(closed_menu())
    card.findChild(QToolButton).click()
    assert [*opened, closed_menu()] == [True] * 3


def closed_menu() -> bool:
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()
    return isinstance(menu, QMenu)


def test_the_button_says_whose_menu_it_opens(window: MainWindow) -> None:
    button = cards(window)[0].findChild(QToolButton)
    assert button.accessibleName().startswith("更多：")


def test_a_copy_stands_beside_the_draft_and_in_the_list(window: MainWindow) -> None:
    before = listed()
    choose(window, "复制一份")
    assert len(listed()) == len(before) + 1
    assert (Path(list_recent().value[0].path).is_file(), "（2）" in told(window)) == (True, True)


def test_off_the_list_the_file_stays_and_undoing_lists_it_again(window: MainWindow) -> None:
    path, before = window.controllers.draft.path, listed()
    choose(window, "从列表中移除")
    left = listed()
    answer(window, "撤销")
    assert (left, path is not None and path.exists(), listed()) == ([], True, before)


def test_a_draft_at_work_is_closed_and_goes_to_the_trash(window: MainWindow, tmp_path: Path) -> None:
    path = window.controllers.draft.path
    assert path is not None
    choose(window, "删除到回收站")
    assert (path.exists(), window.controllers.draft.path, cards(window)) == (False, None, [])
    assert (tmp_path / "data/Trash/files" / path.name).is_file()


def test_undoing_brings_a_draft_back_from_the_trash(window: MainWindow, tmp_path: Path) -> None:
    path = window.controllers.draft.path
    assert path is not None
    content = path.read_bytes()
    choose(window, "删除到回收站")
    answer(window, "撤销")
    assert (path.read_bytes() == content, listed()) == (True, [path.name])
    assert list((tmp_path / "data/Trash").rglob("*.trashinfo")) == []


def test_another_file_in_its_place_is_not_replaced(window: MainWindow) -> None:
    path = window.controllers.draft.path
    assert path is not None
    choose(window, "删除到回收站")
    path.write_text("别的文件", "utf-8")
    answer(window, "撤销")
    assert path.read_text("utf-8") == "别的文件"
    assert "没有还原" in told(window)


def test_what_cannot_be_trashed_stays_and_that_is_told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/no/such/folder")
    path = window.controllers.draft.path
    choose(window, "删除到回收站")
    assert path is not None
    assert (path.exists(), "没有移到回收站" in told(window)) == (True, True)
