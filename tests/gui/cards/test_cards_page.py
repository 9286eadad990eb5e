"""单位名片: what is filled in is kept by itself; cards are made, copied, renamed, put away and taken back."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QWidget

from core.model.card import Leader, Meeting, UnitCard
from core.stores.cards import FOLDER, card_names, load_card, save_card
from gui.cards import page as cards
from gui.cards.page import GO_ON, NONE, PICK, UNREADABLE, CardsPage
from gui.shell.tasks import TaskRunner
from gui.widgets.lists.rows import FieldColumn, Rows
from tests.gui.workspace import type_text

CARD = UnitCard(
    "青禾县档案馆",
    "县",
    "湖东省",
    "云州市",
    "青禾县",
    "",
    ("县档案馆", "青禾馆"),
    (Leader("林知远", "县委书记"),),
    (Meeting("县委全会", 5, 3),),
    ("红湾县",),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own, with two cards."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    monkeypatch.setattr(cards, "PAUSE", 5)
    save_card("档案馆", CARD)
    save_card("财政局", UnitCard("青禾县财政局"))
    return tmp_path


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner) -> CardsPage:
    """The page for a draft of the archive, once its card is shown."""
    made = CardsPage(runner)
    qtbot.addWidget(made)
    made.resize(1208, 800)
    made.show()
    made.begin("青禾县档案馆", "档案馆", picks=True)
    return settled(made, qtbot)


def settled(page: CardsPage, qtbot: Any) -> CardsPage:
    qtbot.waitUntil(lambda: not page.runner.is_busy, timeout=10000)
    return page


def listed(page: CardsPage) -> list[str]:
    found = page.cards.findChild(QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def press(page: CardsPage, words: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.text().startswith(words)).click()


def field(page: CardsPage, name: str) -> Any:
    return next(each for each in page.form.findChildren(QLineEdit) if each.accessibleName() == name)


def turn_to(page: CardsPage, name: str, qtbot: Any) -> None:
    page.cards.show_names(name)
    settled(page, qtbot)


def test_the_form_shows_and_gives_back_the_whole_card(page: CardsPage) -> None:
    assert (page.form.card, page.title.text()) == (CARD, "档案馆")


def test_what_is_typed_is_kept_by_itself(page: CardsPage, qtbot: Any) -> None:
    field(page, "乡镇").setFocus()
    type_text(field(page, "乡镇"), "柳溪镇")
    qtbot.waitUntil(lambda: load_card("档案馆").value.town == "柳溪镇")
    assert page.kept.text() == cards.KEPT


def test_what_was_typed_last_is_kept_when_another_card_is_chosen(page: CardsPage, qtbot: Any) -> None:
    type_text(field(page, "省"), "份")
    turn_to(page, "财政局", qtbot)
    assert (load_card("档案馆").value.province, page.form.card) == ("湖东省份", UnitCard("青禾县财政局"))


def test_names_of_a_list_are_told_apart(page: CardsPage) -> None:
    page.form.others.setPlainText("红湾县、 省档案局，\n红湾县；")
    assert page.form.card.others == ("红湾县", "省档案局")


def test_places_are_offered_while_one_types(page: CardsPage) -> None:
    completer = field(page, "市").completer()
    completer.setCompletionPrefix("凉山")
    assert completer.currentCompletion() == "凉山彝族自治州"


def test_a_new_card_is_for_the_unit_of_the_draft(page: CardsPage, qtbot: Any) -> None:
    page.cards.make()
    settled(page, qtbot)
    assert (page.title.text(), page.form.card) == ("青禾县档案馆", UnitCard("青禾县档案馆"))
    assert QApplication.focusWidget() is page.form.unit


def test_a_copy_asks_for_its_name(page: CardsPage, qtbot: Any) -> None:
    press(page, "复制")
    settled(page, qtbot)
    assert (page.title.text(), load_card("档案馆（副本）").value) == ("档案馆（副本）", CARD)
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_a_card_is_renamed_in_the_list(page: CardsPage, qtbot: Any) -> None:
    page.cards.findChild(QListWidget).currentItem().setText("馆里")
    settled(page, qtbot)
    assert (card_names(), page.title.text()) == (("财政局", "馆里"), "馆里")


def test_a_name_that_is_taken_is_told_and_the_old_one_stays(page: CardsPage, qtbot: Any) -> None:
    page.cards.findChild(QListWidget).currentItem().setText("财政局")
    settled(page, qtbot)
    assert "已经有一张" in page.notice.text
    assert listed(page) == ["档案馆", "财政局"]


def test_a_card_that_was_put_away_can_be_taken_back(page: CardsPage, qtbot: Any) -> None:
    press(page, "删除")
    settled(page, qtbot)
    assert (listed(page), "已移走" in page.notice.text) == (["财政局"], True)
    page.notice.buttons[0].click()
    settled(page, qtbot)
    assert (listed(page), load_card("档案馆").value) == (["档案馆", "财政局"], CARD)


def test_without_cards_the_page_says_what_they_are_for(page: CardsPage, qtbot: Any) -> None:
    for _ in range(2):
        press(page, "删除")
        settled(page, qtbot)
    assert (page.emptiness.text(), page.empty.isVisible(), page.pick.isEnabled()) == (NONE, True, False)


def test_a_damaged_card_is_told_and_gone_from_the_list(page: CardsPage, home: Path, qtbot: Any) -> None:
    (home / FOLDER / "财政局.json").write_bytes(b"{broken")
    turn_to(page, "财政局", qtbot)
    settled(page, qtbot)
    assert "损坏" in page.notice.text
    assert listed(page) == ["档案馆"]


def test_a_card_of_a_newer_program_cannot_be_changed(page: CardsPage, home: Path, qtbot: Any) -> None:
    path = home / FOLDER / "财政局.json"
    path.write_text('{"格式": "拟稿单位名片", "版本": 2}', "utf-8")
    turn_to(page, "财政局", qtbot)
    page.flush()
    assert (page.emptiness.text(), "更新版本" in page.notice.text) == (UNREADABLE, True)
    assert '"版本": 2' in path.read_text("utf-8")


def test_the_draft_s_own_card_is_marked(page: CardsPage, qtbot: Any) -> None:
    own = page.pick.text()
    turn_to(page, "财政局", qtbot)
    assert (own, page.pick.text()) == (GO_ON, PICK)


def test_the_chosen_card_is_handed_over(page: CardsPage, qtbot: Any) -> None:
    turn_to(page, "财政局", qtbot)
    with qtbot.waitSignal(page.picked) as picked:
        page.pick.click()
    assert picked.args == ["财政局"]


def test_without_a_draft_nothing_is_picked(page: CardsPage, qtbot: Any) -> None:
    page.begin(sentence="先做一张名片。")
    settled(page, qtbot)
    assert (page.pick.isVisible(), page.notice.text) == (False, "先做一张名片。")


# Rows


def named(widget: QWidget, name: str) -> Any:
    """The control that a screen reader calls so."""
    return next(one for one in widget.findChildren(QWidget) if one.accessibleName() == name and one.isVisible())


@pytest.fixture
def rows(qtbot: Any) -> Rows:
    made = Rows("会议", (FieldColumn("名称"), FieldColumn("届", most=9999)))
    qtbot.addWidget(made)
    made.show()
    made.show_values([("全会", 5), ("例会", 0)])
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_an_empty_row_waits_at_the_end(rows: Rows) -> None:
    type_text(named(rows, "会议3名称"), "年会")
    QApplication.processEvents()  # the layout shows the new row
    assert rows.values == (("全会", 5), ("例会", 0), ("年会", 0))
    assert named(rows, "会议4名称").text() == ""


def test_a_row_is_taken_out_and_the_keyboard_stays_near(rows: Rows) -> None:
    named(rows, "去掉会议1").click()
    assert rows.values == (("例会", 0),)
    assert QApplication.focusWidget() is named(rows, "会议1名称")


def test_the_tab_key_goes_through_the_rows_in_order(rows: Rows) -> None:
    named(rows, "会议1名称").setFocus()
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is named(rows, "会议2名称")


def test_a_number_is_typed_over_what_says_that_there_is_none(rows: Rows) -> None:
    box = named(rows, "会议2届")
    box.selectAll()
    QTest.keyClicks(box, "7")
    assert (rows.values[1], box.text()) == (("例会", 7), "第 7 届")
