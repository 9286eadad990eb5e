"""年份更新: the rows, what the keys and buttons do to the draft, and where a row leads."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from core.errors import AppError, BadWords
from core.model.draft import Basis, Draft
from core.model.proposal import Proposal, RollRole
from core.model.spans import Place, Span
from core.workflows.drafting.editing import TypedParagraph, take_over
from gui.roll_over import panel as roll_over
from gui.roll_over.panel import (
    ALL_DONE,
    KEPT,
    NO_BASIS,
    NOTHING_DONE,
    RollOverPanel,
    counts,
    followed,
    left_by,
    open_count,
    rolled_nodes,
)
from gui.session import background_work as draft_work
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from gui.widgets.lists.result_model import NODE, Follower, ResultTreeModel, around, spoken
from tests.builders import make_draft
from tests.gui.listed import listed_titles, place, proposal, proposals, rolled_draft, titles
from tests.gui.workspace import make_session, type_text

YEAR, EVENT, FESTIVE, MET = "2022年 → 2023年", "攻坚年 → 需人工修改", "喜迎党的二十大 → 需人工修改", "不变（1）"


@pytest.fixture
def draft() -> Draft:
    return rolled_draft()


@pytest.fixture
def runner(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[TaskRunner]:
    """Works in the background with hardly a pause."""
    monkeypatch.setattr(draft_work, "SOON", 5)
    monkeypatch.setattr(draft_work, "LATER", 10)
    made = TaskRunner(AppError)
    yield made
    made.close()


def shown(qtbot: Any, runner: TaskRunner, draft: Draft, read_only: bool = False) -> RollOverPanel:
    """The panel of a draft, once everything is listed."""
    model = DraftModel(make_session(draft, read_only))
    panel = RollOverPanel(runner, model)
    panel.model = model
    qtbot.addWidget(panel)
    panel.resize(330, 600)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return settled(qtbot, panel)


def settled(qtbot: Any, panel: RollOverPanel) -> RollOverPanel:
    qtbot.waitUntil(lambda: not panel.work.is_stale, timeout=10000)
    return panel


@pytest.fixture
def panel(qtbot: Any, runner: TaskRunner, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> RollOverPanel:
    """What is proposed is what still stands where it stood."""
    known = proposals(draft)

    def still(now: Draft) -> Any:
        settled_ids = {(fact.element_id, fact.start) for fact in now.facts if not fact.state.is_open}
        moved = followed(known, draft, now)
        return tuple(p for p in moved if (p.place.element_id, p.place.span.start) not in settled_ids)

    monkeypatch.setattr(roll_over, "proposals_of", still)
    return shown(qtbot, runner, draft)


def turn_to(panel: RollOverPanel, title: str) -> None:
    """Choose the row of a title."""
    row = next(row for row in panel.listed.rows() if row.shown.title == title)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.listed.index_of(row.key))


def rows(panel: RollOverPanel) -> list[str]:
    return listed_titles(panel.listed)


def texts(panel: RollOverPanel) -> str:
    return "".join(element.content for element in panel.model.draft.elements)


def press(panel: RollOverPanel, key: Qt.Key) -> None:
    QTest.keyClick(panel.view, key)


def editor(panel: RollOverPanel) -> QLineEdit:
    found = panel.view.indexWidget(panel.view.currentIndex())
    assert isinstance(found, QLineEdit)
    return found


# The rows


def test_what_becomes_the_same_is_one_row(draft: Draft) -> None:
    assert titles(rolled_nodes(proposals(draft), draft)) == [YEAR, FESTIVE, EVENT, MET]


def test_a_row_of_several_places_can_be_opened(draft: Draft) -> None:
    row = rolled_nodes(proposals(draft), draft)[2]
    assert (row.shown.mark, len(row.children), len(row.places)) == ("3处", 3, 3)
    assert [child.shown.around.before for child in row.children] == ["…二十大为契机，开展", "", ""]


def test_a_row_of_one_place_has_nothing_below(draft: Draft) -> None:
    assert rolled_nodes(proposals(draft), draft)[1].children == ()


def test_what_stays_is_put_together_and_faded(draft: Draft) -> None:
    kept = rolled_nodes(proposals(draft), draft)[-1]
    assert (kept.key, titles(kept.children)) == (KEPT, ["2021年"])
    assert kept.children[0].shown.is_faded


def test_the_rows_of_one_role(draft: Draft) -> None:
    assert titles(rolled_nodes(proposals(draft), draft, RollRole.REPORT_YEAR)) == [YEAR]


def test_a_deletion_is_said(draft: Draft) -> None:
    gone = replace(proposals(draft)[0], replacement="")
    assert titles(rolled_nodes([gone], draft)) == ["2022年 → （删去）"]


def test_what_stays_is_not_counted(draft: Draft) -> None:
    found = proposals(draft)
    assert (open_count(found), counts(found)[RollRole.HISTORY], counts(found)[RollRole.EVENT]) == (6, 0, 4)


def test_a_place_is_shown_among_its_words() -> None:
    found = around("各项工作都已经按照要求在2022年完成。", Span(12, 17))
    assert (found.before, found.text, found.after) == ("…作都已经按照要求在", "2022年", "完成。")


def test_a_row_in_words(draft: Draft) -> None:
    assert spoken(rolled_nodes(proposals(draft), draft)[0].shown).startswith("2022年 → 2023年，2处，报告年度 · ")


def test_the_model_keeps_qts_rules(draft: Draft) -> None:
    model = ResultTreeModel(with_ticks=True)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_nodes(rolled_nodes(proposals(draft), draft))
    model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    model.show_nodes([])
    assert tester.model() is model


def test_ticks_stay_when_the_rows_are_made_anew(draft: Draft) -> None:
    model = ResultTreeModel(with_ticks=True)
    model.show_nodes(rolled_nodes(proposals(draft), draft))
    model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    model.show_nodes(rolled_nodes(proposals(draft), draft))
    assert titles(model.ticked_rows()) == [YEAR]


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ("2022年以来，好。", Span(5, 7)),
        ("在2022年以来，好。", Span(6, 8)),
        ("2022年以来，好。又好。", Span(5, 7)),
        ("2022年至今，好。", None),
        ("", None),
    ],
)
def test_places_follow_the_text(new: str, found: Span | None) -> None:
    before, after = make_draft("body |2022年以来，好。"), make_draft(f"body |{new}")
    assert Follower(before, after).place(Place("e1", Span(5, 7))) == (Place("e1", found) if found else None)


# The panel


def test_nothing_applies_by_itself(panel: RollOverPanel, draft: Draft) -> None:
    assert rows(panel) == [YEAR, FESTIVE, EVENT, MET]
    assert panel.model.draft == draft


def test_what_stays_is_folded(panel: RollOverPanel) -> None:
    assert not panel.view.isExpanded(panel.listed.index_of(KEPT))


def test_enter_accepts_the_row(panel: RollOverPanel) -> None:
    turn_to(panel, YEAR)
    press(panel, Qt.Key.Key_Return)
    assert texts(panel).count("2023年") == 2
    assert rows(panel) == [FESTIVE, EVENT, MET]


def test_the_next_row_is_turned_to(panel: RollOverPanel) -> None:
    turn_to(panel, YEAR)
    press(panel, Qt.Key.Key_Return)
    assert panel.view.current.shown.title == FESTIVE


def test_behind_the_last_open_row_another_open_one_is_turned_to(panel: RollOverPanel) -> None:
    turn_to(panel, EVENT)
    panel.listed.setData(panel.view.currentIndex(), "提升年")
    panel.flush()
    assert panel.view.current.shown.title == FESTIVE


def test_a_row_of_many_places_is_one_step(panel: RollOverPanel, draft: Draft) -> None:
    turn_to(panel, YEAR)
    press(panel, Qt.Key.Key_Return)
    panel.model.undo()
    assert (panel.model.draft.elements, panel.model.can_undo) == (draft.elements, False)


def test_what_was_taken_back_is_listed_again(panel: RollOverPanel, qtbot: Any) -> None:
    turn_to(panel, YEAR)
    press(panel, Qt.Key.Key_Return)
    panel.model.undo()
    qtbot.waitUntil(lambda: YEAR in rows(panel))


def test_delete_keeps_the_text(panel: RollOverPanel, draft: Draft, qtbot: Any) -> None:
    turn_to(panel, FESTIVE)
    press(panel, Qt.Key.Key_Delete)
    assert texts(settled(qtbot, panel)) == "".join(element.content for element in draft.elements)
    assert rows(panel) == [YEAR, EVENT, MET]


def test_enter_on_what_asks_begins_typing(panel: RollOverPanel) -> None:
    turn_to(panel, FESTIVE)
    press(panel, Qt.Key.Key_Return)
    assert editor(panel).text() == "喜迎党的二十大"


def test_what_was_typed_is_written(panel: RollOverPanel, qtbot: Any) -> None:
    turn_to(panel, FESTIVE)
    press(panel, Qt.Key.Key_F2)
    editor(panel).selectAll()
    type_text(editor(panel), "学习宣传党的二十大精神")
    QTest.keyClick(editor(panel), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "以学习宣传党的二十大精神为契机" in texts(panel))
    assert FESTIVE not in rows(panel)


def test_what_was_typed_is_written_in_all_places(panel: RollOverPanel) -> None:
    turn_to(panel, EVENT)
    panel.listed.setData(panel.view.currentIndex(), "提升年")
    panel.flush()
    assert texts(panel).count("提升年") == 3


def test_one_place_of_a_row_can_be_decided_alone(panel: RollOverPanel) -> None:
    turn_to(panel, EVENT)
    panel.listed.setData(panel.listed.index(1, 0, panel.view.currentIndex()), "提升年")
    panel.flush()
    assert (texts(panel).count("提升年"), texts(panel).count("攻坚年")) == (1, 2)


def test_words_left_as_they_are_change_nothing(panel: RollOverPanel, draft: Draft, qtbot: Any) -> None:
    turn_to(panel, FESTIVE)
    press(panel, Qt.Key.Key_F2)
    QTest.keyClick(editor(panel), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.view.is_editing)
    assert panel.model.draft is draft


def test_typing_is_handed_in_before_anything_else(panel: RollOverPanel) -> None:
    turn_to(panel, FESTIVE)
    press(panel, Qt.Key.Key_F2)
    editor(panel).setText("学习二十大")
    panel.model.flush()
    assert "以学习二十大为契机" in texts(panel)


def test_an_answer_waits_while_somebody_types(panel: RollOverPanel, qtbot: Any) -> None:
    turn_to(panel, FESTIVE)
    press(panel, Qt.Key.Key_F2)
    panel.model.take(take_over, ("e4",), (TypedParagraph("e4", "完。"),), ())
    settled(qtbot, panel)
    assert editor(panel).isVisible()
    QTest.keyClick(editor(panel), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.listed.find(KEPT) is None)


def test_space_ticks_and_enter_accepts_all_ticked(panel: RollOverPanel) -> None:
    turn_to(panel, EVENT)
    press(panel, Qt.Key.Key_Space)
    turn_to(panel, YEAR)
    press(panel, Qt.Key.Key_Space)
    assert panel.accept_button.text() == "采纳（2）"
    press(panel, Qt.Key.Key_Return)
    assert rows(panel) == [FESTIVE, EVENT, MET]


def test_the_first_tick_leaves_the_list_its_size(panel: RollOverPanel) -> None:
    turn_to(panel, YEAR)
    before = panel.view.geometry()
    press(panel, Qt.Key.Key_Space)
    assert panel.listed.ticked_rows()
    panel.layout().activate()
    assert panel.view.geometry() == before
    assert "打了勾的1项" in panel.reason.text()


def test_a_pressed_button_hands_the_keys_back_to_the_list(panel: RollOverPanel) -> None:
    turn_to(panel, YEAR)
    panel.accept_button.setFocus()
    panel.accept_button.click()
    assert panel.view.hasFocus()


def test_all_that_is_listed_can_be_accepted(panel: RollOverPanel) -> None:
    assert panel.all_button.text() == "全部采纳（2）"
    panel.all_button.click()
    assert rows(panel) == [FESTIVE, EVENT, MET]


def test_each_suggestion_that_something_speaks_against_is_a_row_of_its_own(draft: Draft) -> None:
    suggested = [
        replace(each, replacement=None, suggestion="2023年") for each in proposals(draft) if each.text == "2022年"
    ]
    assert titles(rolled_nodes(suggested, draft)) == [f"{YEAR}（请核对）"] * len(suggested)


def likely(draft: Draft, count: int) -> tuple[Proposal, ...]:
    """So many questions with the same suggestion, at the years of the draft's last paragraph."""
    content = draft.elements[-1].content
    starts = [match.start() for match in re.finditer("2022年", content)][:count]
    return tuple(
        replace(
            proposal(draft, draft.elements[-1].id, "2022年", None, RollRole.REPORT_YEAR),
            id=f"y{number}",
            place=Place(draft.elements[-1].id, Span(start, start + 5)),
            suggestion="2023年",
            is_likely=True,
        )
        for number, start in enumerate(starts)
    )


@pytest.fixture
def many(qtbot: Any, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> RollOverPanel:
    """The panel of a draft with eight likely questions."""
    draft = make_draft("title |2022年总结\nbody |" + "2022年油莎豆丰收。" * 8)
    known = likely(draft, 8)

    def still(now: Draft) -> Any:
        settled_starts = {fact.start for fact in now.facts if not fact.state.is_open}
        return tuple(p for p in followed(known, draft, now) if p.place.span.start not in settled_starts)

    monkeypatch.setattr(roll_over, "proposals_of", still)
    draft = replace(draft, basis=(Basis("2022年总结", draft.elements),))
    return shown(qtbot, runner, draft)


def test_likely_questions_are_one_of_a_few_places_that_are_all_in_view(many: RollOverPanel) -> None:
    assert [(row.shown.mark, len(row.children)) for row in many.listed.rows()] == [("5处", 5), ("3处", 3)]
    indexes = [many.listed.index_of(row.key) for row in many.listed.rows()]
    assert all(many.view.isExpanded(index) for index in indexes)
    many.view.setCurrentIndex(indexes[0])
    assert "这5处都列在下面" in many.reason.text()


def test_a_place_of_a_likely_question_shows_what_follows_on_two_lines(many: RollOverPanel) -> None:
    place = many.listed.rows()[0].children[0].shown
    assert f"{place.around.text}{place.around.after}{place.note}".startswith("2022年油莎豆丰收。2022年油莎豆丰收。")


def test_one_of_likely_questions_can_be_kept_before_the_others_are_accepted(many: RollOverPanel) -> None:
    many.view.setFocus()
    first = many.listed.rows()[0]
    many.view.setCurrentIndex(many.listed.index_of(first.children[0].key))
    press(many, Qt.Key.Key_Delete)
    assert texts(many).count("2022年油莎豆") == 8
    assert many.view.current is many.listed.rows()[0]
    press(many, Qt.Key.Key_Return)
    assert texts(many).count("2023年油莎豆") == 5


def test_all_that_is_listed_leaves_likely_questions(many: RollOverPanel) -> None:
    assert not many.all_button.isEnabled()


def test_a_suggestion_is_written_only_where_it_was_turned_to(qtbot: Any, runner: TaskRunner, draft: Draft) -> None:
    panel = shown(qtbot, runner, draft)
    panel.all_button.click()
    assert "2022年以来" in texts(panel)
    turn_to(panel, f"{YEAR}（请核对）")
    press(panel, Qt.Key.Key_Return)
    assert "2023年以来" in texts(panel)
    assert "2022年底" in texts(panel)


def test_a_suggestion_is_what_rewriting_begins_with(qtbot: Any, runner: TaskRunner, draft: Draft) -> None:
    panel = shown(qtbot, runner, draft)
    turn_to(panel, f"{YEAR}（请核对）")
    panel.begin_rewriting()
    assert editor(panel).text() == "2023年"


def test_a_role_can_be_chosen(panel: RollOverPanel) -> None:
    panel.roles.setCurrentIndex(panel.roles.findData(RollRole.EVENT.value))
    panel.roles.activated.emit(panel.roles.currentIndex())
    assert rows(panel) == [FESTIVE, EVENT]
    assert not panel.all_button.isEnabled()


def test_a_row_follows_an_edit_before_it(panel: RollOverPanel) -> None:
    element = panel.model.draft.elements[1]
    panel.model.take(take_over, ("e2",), (TypedParagraph("e2", "过去的" + element.content),), ())
    turn_to(panel, YEAR)
    press(panel, Qt.Key.Key_Return)
    assert texts(panel).count("2023年") == 2


def test_a_row_leads_to_its_place(panel: RollOverPanel, draft: Draft, qtbot: Any) -> None:
    at = place(draft, "e2", "喜迎党的二十大")
    with qtbot.waitSignal(panel.place_chosen) as told:
        turn_to(panel, FESTIVE)
    assert told.args == ["e2", at.span.start, at.span.end]


def test_a_place_of_a_row_leads_there(panel: RollOverPanel, qtbot: Any) -> None:
    turn_to(panel, EVENT)
    below = panel.listed.index(1, 0, panel.view.currentIndex())
    with qtbot.waitSignal(panel.place_chosen) as told:
        panel.view.setCurrentIndex(below)
    assert told.args == ["e3", 0, 3]


def test_new_rows_lead_nowhere_by_themselves(panel: RollOverPanel, qtbot: Any) -> None:
    turn_to(panel, FESTIVE)
    with qtbot.assertNotEmitted(panel.place_chosen):
        panel.model.take(take_over, ("e4",), (TypedParagraph("e4", "完。"),), ())
        settled(qtbot, panel)


def test_the_count_is_told(panel: RollOverPanel, qtbot: Any) -> None:
    with qtbot.waitSignal(panel.counted) as told:
        panel.accept_all()
    assert told.args == [4]


def test_what_was_done_is_told(panel: RollOverPanel, qtbot: Any) -> None:
    with qtbot.waitSignal(panel.message_shown) as told:
        panel.accept_all()
    assert told.args == ["已把2处“2022年”改为“2023年”。"]


def test_the_reason_is_told_in_full(panel: RollOverPanel) -> None:
    turn_to(panel, FESTIVE)
    assert panel.reason.text().startswith("喜迎党的二十大的理由。")


def test_a_click_on_the_tick_ticks(panel: RollOverPanel) -> None:
    turn_to(panel, YEAR)
    middle = panel.view.visualRect(panel.view.currentIndex())
    QTest.mouseClick(
        panel.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle.left() + 10, middle.center().y())
    )
    assert titles(panel.listed.ticked_rows()) == [YEAR]


def test_the_rows_are_painted(panel: RollOverPanel) -> None:
    panel.view.expandAll()
    picture = panel.view.grab().toImage()
    shades = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    assert len(shades) > 20


def test_a_read_only_draft_is_only_looked_at(qtbot: Any, runner: TaskRunner, draft: Draft) -> None:
    panel = shown(qtbot, runner, draft, read_only=True)
    panel.view.setCurrentIndex(panel.listed.index(0, 0))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Space):
        press(panel, key)
    assert (panel.model.draft is draft, panel.accept_button.isEnabled(), panel.all_button.isEnabled()) == (
        True,
        False,
        False,
    )


def test_the_proposals_of_the_workflow_are_listed(qtbot: Any, runner: TaskRunner, draft: Draft) -> None:
    panel = shown(qtbot, runner, draft)
    assert {f"{YEAR}（请核对）", FESTIVE, EVENT} <= set(rows(panel))


def test_a_draft_without_basis_says_so(qtbot: Any, runner: TaskRunner) -> None:
    panel = shown(qtbot, runner, make_draft("body |2022年以来。"))
    assert (panel.empty.text(), panel.view.isHidden()) == (NO_BASIS, True)


def test_when_everything_is_decided_it_is_said(qtbot: Any, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roll_over, "proposals_of", lambda _draft: ())
    assert shown(qtbot, runner, rolled_draft()).empty.text() == ALL_DONE


def test_a_damaged_list_is_told(qtbot: Any, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_draft: Draft) -> None:
        raise BadWords("words_damaged", name="dated_references.toml")

    monkeypatch.setattr(roll_over, "proposals_of", fails)
    assert "dated_references.toml" in shown(qtbot, runner, rolled_draft()).notice.text


def test_nobody_looks_and_the_work_waits(qtbot: Any, runner: TaskRunner, draft: Draft) -> None:
    panel = shown(qtbot, runner, draft)
    assert panel.work.patience == draft_work.SOON
    panel.hide()
    assert panel.work.patience == draft_work.LATER


def test_a_hand_at_work_puts_the_work_off(qtbot: Any, runner: TaskRunner, draft: Draft) -> None:
    panel = shown(qtbot, runner, draft)
    panel.work.touch()
    panel.work.pause.stop()
    panel.work.postpone()
    panel.work.pause.timeout.emit()
    assert panel.work.pause.isActive()


def test_two_thousand_rows_are_shown_at_once(qtbot: Any, draft: Draft) -> None:
    model = ResultTreeModel(with_ticks=True)
    first = proposals(draft)[0]
    many = [replace(first, id=str(n), reason=f"第{n}条") for n in range(2000)]
    model.show_nodes(rolled_nodes(many, draft))
    assert (model.rowCount(), model.index(1999, 0).data(NODE).row) == (2000, 1999)


def test_rows_between_two_places_that_were_written_stay_listed(draft: Draft) -> None:
    first, festive, campaign, *_ = proposals(draft)
    written = [replace(first, replacement="今年"), replace(campaign, replacement="提升年")]
    after = make_draft("title |总结\npreamble |今年以来，以喜迎党的二十大为契机，开展提升年行动。")
    assert [each.place.span for each in left_by(written, [festive], after)] == [festive.place.span.moved(-3)]


def test_a_mask_cannot_be_kept(qtbot: Any, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = replace(rolled_draft(), facts=make_draft("title |总结\npreamble |{X}年").facts)
    draft = replace(draft, elements=make_draft("title |总结\npreamble |X年以来。").elements)
    known = (proposal(draft, "e2", "X年", "2023年", RollRole.REPORT_YEAR),)
    monkeypatch.setattr(roll_over, "proposals_of", lambda _draft: known)
    panel = shown(qtbot, runner, draft)
    turn_to(panel, "X年 → 2023年")
    press(panel, Qt.Key.Key_Delete)
    assert (panel.notice.text, panel.model.draft is draft) == (NOTHING_DONE, True)


def test_the_keyboard_stays_when_there_is_nothing_left(panel: RollOverPanel) -> None:
    panel.view.setFocus()
    panel.show_emptiness(ALL_DONE)
    before = panel.hasFocus()
    panel.show_emptiness("")
    assert (before, panel.view.hasFocus()) == (True, True)


# A number in its place

NINTH = "title |2022年总结\npreamble |传达学习县委第九次全会部署。"


@pytest.fixture
def counting(qtbot: Any, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> RollOverPanel:
    """The panel of a draft with the number of a meeting, which is chosen."""
    draft = make_draft(NINTH)
    draft = replace(draft, basis=rolled_draft().basis)
    asked = (proposal(draft, "e2", "九", None, RollRole.MEETING_NUMBER),)
    monkeypatch.setattr(roll_over, "proposals_of", lambda now: asked if now is draft else ())
    panel = shown(qtbot, runner, draft)
    panel.view.setCurrentIndex(panel.listed.index(0, 0))
    return panel


def test_the_box_of_a_number_shows_the_words_that_stay(counting: RollOverPanel) -> None:
    press(counting, Qt.Key.Key_F2)
    assert (editor(counting).text(), editor(counting).toolTip()) == (
        "九",
        "只换格子里的字，“第”和“次全会部署”留着不动",
    )


def test_a_number_typed_with_the_words_around_it_doubles_none(counting: RollOverPanel) -> None:
    counting.listed.setData(counting.view.currentIndex(), "第十次全会部署")
    counting.flush()
    assert texts(counting).endswith("县委第十次全会部署。")


def test_a_phrase_for_a_number_is_refused_with_a_sentence(counting: RollOverPanel, qtbot: Any) -> None:
    with qtbot.waitSignal(counting.notice_raised) as told:
        counting.listed.setData(counting.view.currentIndex(), "十届四中全会")
        counting.flush()
    assert told.args is not None
    assert told.args[0].startswith("“十届四中全会”没有写进去，稿件没有改动：这里只换“第九次全会部署”里的“九”")
    assert texts(counting).endswith("县委第九次全会部署。")


def test_the_words_of_a_title_in_two_lines_stay_on_the_line_of_their_row(panel: RollOverPanel) -> None:
    looks, line = panel.view.itemDelegate().looks, 20  # type: ignore[attr-defined]
    sheet = QImage(300, 3 * line, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    looks.write(painter, QRect(0, line, 300, line), "青禾县档案馆\n二〇二二年\n工作总结", looks.small, "text")
    painter.end()
    inked = {y for y in range(3 * line) if any(sheet.pixelColor(x, y) != Qt.GlobalColor.white for x in range(300))}
    assert inked <= set(range(line, 2 * line))


def test_the_first_open_row_is_current_from_the_beginning(panel: RollOverPanel) -> None:
    assert panel.view.current.shown.title == YEAR
    panel.setFocus()
    press(panel, Qt.Key.Key_Return)
    assert texts(panel).count("2023年") == 2


def test_a_row_stays_current_when_its_proposal_has_another_number_in_the_next_answer(
    panel: RollOverPanel, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    known = roll_over.proposals_of

    def renumbered(now: Draft) -> Any:
        return tuple(
            replace(each, id=f"{len(texts(panel))}-{number}", suggestion="提升年" if each.asks else None)
            for number, each in enumerate(known(now))
        )

    monkeypatch.setattr(roll_over, "proposals_of", renumbered)
    turn_to(panel, FESTIVE)
    press(panel, Qt.Key.Key_F2)
    editor(panel).selectAll()
    type_text(editor(panel), "学习宣传党的二十大精神")
    QTest.keyClick(editor(panel), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "以学习宣传党的二十大精神为契机" in texts(panel))
    place = panel.view.current.places[0]
    settled(qtbot, panel)
    qtbot.waitUntil(lambda: panel.view.current is not None)
    assert panel.view.current.places[0] == place
