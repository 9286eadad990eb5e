"""Unit cards in the window: where they are asked for, which one is proposed, and where they lead back to."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.model.card import Meeting, UnitCard
from core.model.document import Document
from core.model.draft import Basis, Identity
from core.model.elements import Element, Role
from core.stores.cards import card_names, load_card, remove_card, rename_card, save_card
from core.workflows.drafting.editing import set_particulars
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.session import Session
from core.workflows.drafting.unit_card import used_name
from gui.cards.page import CardsPage
from gui.draft.header_and_status import NONE as NO_CARD
from gui.draft.header_and_status import DraftCard
from gui.new_draft.page import NEW, NONE, CardChoice, NewDraftPage
from gui.roll_over.panel import RollOverPanel, proposals_of
from gui.session.draft_model import DraftModel
from gui.shell.main_window import MainWindow
from gui.shell.tasks import TaskRunner
from gui.start.page import StartPage
from tests.gui.shell.test_main_window import DraftStandIn, action, draft_page, folder, press, shown, window
from tests.gui.workspace import make_session

__all__ = ("draft_page", "folder", "window")

UNIT = "青禾县档案馆"
CARD = UnitCard(UNIT, "县", city="云州市", county="青禾县")


@pytest.fixture(autouse=True)
def cards(folder: Path) -> None:
    """A user's folder of its own, with two cards."""
    save_card("档案馆", CARD)
    save_card("财政局", UnitCard("青禾县财政局"))


# The window


def test_cards_can_be_made_without_a_draft(window: MainWindow, qtbot: Any) -> None:
    action(window, "cards").trigger()
    page = shown(window, qtbot, CardsPage)
    assert not page.pick.isVisible()
    press(page, "返回")
    assert shown(window, qtbot, StartPage)


def test_escape_leads_back(window: MainWindow, qtbot: Any) -> None:
    action(window, "cards").trigger()
    page = shown(window, qtbot, CardsPage)
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Escape)
    assert shown(window, qtbot, StartPage)


def test_the_first_page_leads_to_the_cards(window: MainWindow, qtbot: Any) -> None:
    press(window.start, "单位名片")
    assert shown(window, qtbot, CardsPage)


def test_the_card_that_is_picked_becomes_the_draft_s_and_can_be_undone(
    window: MainWindow, draft_page: DraftStandIn, qtbot: Any
) -> None:
    draft_page.cards_requested.emit("请选一张。")
    page = shown(window, qtbot, CardsPage)
    qtbot.waitUntil(page.pick.isEnabled)
    assert page.notice.text == "请选一张。"
    page.pick.click()
    assert (window.pages.currentWidget(), used_name(draft_page.session.draft)) == (draft_page, "档案馆")
    draft_page.session.undo()
    assert used_name(draft_page.session.draft) == ""


def test_going_back_changes_nothing(window: MainWindow, draft_page: DraftStandIn, qtbot: Any) -> None:
    before = draft_page.session.draft
    action(window, "cards").trigger()
    press(shown(window, qtbot, CardsPage), "返回")
    assert (window.pages.currentWidget(), draft_page.session.draft) == (draft_page, before)


def test_a_new_draft_gets_the_card_that_is_made_for_it(window: MainWindow, qtbot: Any) -> None:
    window.begin_draft("年度工作总结")
    new = shown(window, qtbot, NewDraftPage)
    new.unit.setText("青禾县图书馆")
    new.card.activated.emit(new.card.count() - 1)
    page = shown(window, qtbot, CardsPage)
    qtbot.waitUntil(lambda: page.name == "青禾县图书馆")
    page.pick.click()
    assert shown(window, qtbot, NewDraftPage).request.card == "青禾县图书馆"


def test_another_type_size_keeps_the_cards_in_front(window: MainWindow, qtbot: Any) -> None:
    action(window, "cards").trigger()
    old = shown(window, qtbot, CardsPage)
    for _ in range(2):
        window.router.restyle()
    page = shown(window, qtbot, CardsPage)
    qtbot.waitUntil(lambda: page.form.card == CARD)
    assert page is not old


# The choice for a new draft


@pytest.fixture
def choice(runner: TaskRunner, qtbot: Any) -> CardChoice:
    made = CardChoice(runner)
    qtbot.addWidget(made)
    return made


def test_the_cards_are_offered_between_none_and_a_new_one(choice: CardChoice) -> None:
    texts = [choice.itemText(row) for row in range(choice.count()) if choice.itemText(row)]
    assert texts == [NONE, *card_names(), NEW]


@pytest.mark.parametrize(("unit", "name"), [(UNIT, "档案馆"), ("青禾县图书馆", ""), ("", "")])
def test_the_card_of_the_unit_is_chosen(choice: CardChoice, unit: str, name: str) -> None:
    choice.fit(unit)
    assert choice.name == name


def test_what_was_chosen_by_hand_stays(choice: CardChoice) -> None:
    choice.take("财政局")
    choice.fit(UNIT)
    assert choice.name == "财政局"


def test_a_card_chosen_by_hand_tells_its_unit(choice: CardChoice, qtbot: Any) -> None:
    with qtbot.waitSignal(choice.unit_known) as known:
        choice.activated.emit(choice.findData("档案馆"))
    assert known.args == [UNIT]


def test_asking_for_a_new_card_chooses_nothing(choice: CardChoice, qtbot: Any) -> None:
    choice.fit(UNIT)
    with qtbot.waitSignal(choice.new_wanted):
        choice.activated.emit(choice.count() - 1)
    assert (choice.name, choice.currentText()) == ("档案馆", "档案馆")


# The draft


def carded(name: str) -> Session:
    """A draft with masks, and with a card of this name."""
    session = make_session(draft_of(Document((Element("e1", Role.BODY, "我县开展工作，**县各镇参加。", line=1),))))
    session.do(set_particulars(session.draft, {"单位名片": name}))
    return session


@pytest.mark.parametrize(("name", "words"), [("", NO_CARD), ("档案馆", "名片：档案馆"), ("没有的", NO_CARD)])
def test_the_head_of_a_draft_names_its_card(qtbot: Any, name: str, words: str) -> None:
    shown_card = DraftCard()
    qtbot.addWidget(shown_card)
    shown_card.show_card(carded(name).draft)
    assert shown_card.text() == words


def test_a_renamed_card_is_named_anew(qtbot: Any) -> None:
    shown_card = DraftCard()
    qtbot.addWidget(shown_card)
    draft = carded("档案馆").draft
    shown_card.show_card(draft)
    rename_card("档案馆", "馆里")
    shown_card.show_card(draft, reload=True)
    assert shown_card.text() == "名片：馆里"


def test_masks_of_the_card_are_among_the_proposals() -> None:
    assert [each.replacement for each in proposals_of(carded("档案馆").draft)] == ["青禾"]


def test_a_number_that_was_accepted_can_be_kept_on_the_card(runner: TaskRunner, qtbot: Any) -> None:
    save_card("档案馆", replace(CARD, meetings=(Meeting("县委全会", 5, 3),)))
    made = draft_of(Document((Element("e1", Role.BODY, "召开县委五届三次全会。", line=1),)))
    made = replace(made, identity=Identity("年度工作总结", 2023, particulars=(("单位名片", "档案馆"),)))
    made = replace(made, basis=(Basis("2022年总结", made.elements),), origins=(("e1", 0, "e1"),))
    panel = RollOverPanel(runner, DraftModel(make_session(made)))
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: not panel.work.is_stale, timeout=10000)
    panel.accept_all()
    assert "“县委全会”第四次" in panel._card.text
    panel._card.buttons[0].click()
    assert (load_card("档案馆").value.meetings, panel._card.isHidden()) == ((Meeting("县委全会", 5, 4),), True)


def test_without_its_card_a_draft_has_none() -> None:
    remove_card("档案馆")
    assert (proposals_of(carded("档案馆").draft), load_card("档案馆").value) == ((), None)


def test_a_draft_without_basis_lists_what_its_card_fills(runner: TaskRunner, qtbot: Any) -> None:
    session = carded("档案馆")
    model = DraftModel(session)
    panel = RollOverPanel(runner, model)
    qtbot.addWidget(panel)
    panel.show()  # looked at, it is worked out at once
    qtbot.waitUntil(lambda: not panel.work.is_stale, timeout=10000)
    panel.accept_all()
    assert session.draft.elements[0].content == "我县开展工作，青禾县各镇参加。"
