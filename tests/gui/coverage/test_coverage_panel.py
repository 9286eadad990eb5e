"""对照: the rows of the plan's tasks, what keys and buttons do to the draft, and where a row leads."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from core.errors import AppError
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.fact import FactState
from core.workflows.drafting.report_draft import draft_of
from core.workflows.yearly.coverage import left_out
from core.workflows.yearly.plan_table import Outcome, Promise, Standing, plan_view, promise_text
from core.workflows.yearly.plans import plan_in, take_plan
from gui.coverage import sheet as coverage_sheet
from gui.coverage import sheet as coverage_table
from gui.coverage.bars import HERE, LEAVE, NEXT, NO, REASON, TAKE_BACK, WRITE, YES
from gui.coverage.model import PlanSieve, counted, plan_nodes
from gui.coverage.sheet import IS_PLAN, NO_CURSOR, NO_PLAN, NO_TASKS, CoverageSheet
from gui.draft.page import COVERAGE, TEXT, DraftPage
from gui.session import background_work as draft_work
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from gui.widgets.lists.result_model import Context, ResultTreeModel
from tests.covered import report
from tests.gui import parts
from tests.gui.listed import titles
from tests.gui.workspace import make_session, type_text

PLAN = """青禾县农机站2023年工作要点
一、服务生产
（一）检修机具。检修插秧机300台。
（二）报废老旧农机。报废老旧拖拉机25台。
二、队伍建设
（三）培训机手。培训机手40名，力争持证率达到90%。
"""
SUMMARY = """青禾县农机站2023年工作总结
一、主要工作
（一）服务春耕。抓紧检修机具，检修插秧机320台。
（二）建强队伍。全年培训机手38名。
"""
REPAIR, SCRAP, TRAIN = "检修机具", "报废老旧农机", "培训机手"


@cache
def summary(kind: str = "年度工作总结") -> Draft:
    """A draft somebody has filled in, without a plan."""
    made = draft_of(report(SUMMARY).document)
    facts = tuple(replace(fact, state=FactState.UPDATED) for fact in made.facts)
    return replace(made, identity=Identity(kind, 2023, key="k"), facts=facts)


@cache
def planned(plan: str = PLAN) -> Draft:
    """The same with a plan."""
    return apply(summary(), take_plan(summary(), report(plan)))


@pytest.fixture
def runner(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[TaskRunner]:
    """Works in the background with hardly a pause."""
    monkeypatch.setattr(draft_work, "SOON", 5)
    monkeypatch.setattr(draft_work, "LATER", 10)
    made = TaskRunner(AppError)
    yield made
    made.close()


@pytest.fixture
def opened(qtbot: Any, runner: TaskRunner) -> Any:
    """Makes the sheet of a draft, once everything is listed."""

    def make(draft: Draft, read_only: bool = False) -> CoverageSheet:
        model = DraftModel(make_session(draft, read_only))
        sheet = CoverageSheet(runner, model, lambda: (model.draft.elements[-1].id, 12))
        sheet.model = model
        qtbot.addWidget(sheet)
        sheet.resize(570, 640)
        sheet.show()
        return settled(qtbot, sheet)

    return make


def settled(qtbot: Any, sheet: CoverageSheet) -> CoverageSheet:
    qtbot.waitUntil(lambda: not sheet.work.is_stale, timeout=10000)
    return sheet


@pytest.fixture
def sheet(opened: Any) -> CoverageSheet:
    return opened(planned())


def turn_to(sheet: CoverageSheet, key: str) -> None:
    """Choose the row of a task."""
    sheet.view.setCurrentIndex(sheet.listed.index_of(key))


def press(sheet: CoverageSheet, words: str) -> None:
    """Press a button of the foot."""
    sheet.foot.buttons[words].click()


def offered(sheet: CoverageSheet) -> list[str]:
    """The buttons that can be seen."""
    return [words for words, widget in sheet.foot.buttons.items() if not widget.isHidden()]


def marks(sheet: CoverageSheet) -> dict[str, str]:
    """The standing of each task."""
    return {row.key: row.shown.mark for row in sheet.listed.rows()}


# The rows


def test_what_is_not_written_comes_first_and_every_task_has_one_row() -> None:
    nodes = plan_nodes(plan_view(planned()), PlanSieve(), "")
    assert titles(nodes) == ["未写（1）", "疑似已写（1）", "已写（1）"]
    assert [titles(node.children) for node in nodes] == [["（二）报废老旧农机"], ["（三）培训机手"], ["（一）检修机具"]]


def test_a_row_says_what_became_of_its_task() -> None:
    shown = plan_nodes(plan_view(planned()), PlanSieve(), "")[2].children[0].shown
    assert (shown.mark, shown.note) == ("已写", "检修插秧机 计划300台 → 完成320台，达到")
    assert shown.around == Context("文字一致　", "", "抓紧检修机具，检修插秧机320台。")


def test_a_task_not_written_says_so_beside_it() -> None:
    shown = plan_nodes(plan_view(planned()), PlanSieve(), "")[0].children[0].shown
    assert shown.around == Context("", "", "稿件中没有找到对应表述")


def test_counts_are_told() -> None:
    assert counted(plan_view(planned())) == "3项：未写 1 · 疑似已写 1 · 已写 1"


@pytest.mark.parametrize(
    ("sieve", "keys"),
    [
        (PlanSieve((Standing.MISSING,)), [SCRAP]),
        (PlanSieve((), "机手 38"), [TRAIN]),
        (PlanSieve((Standing.MISSING,), "机手"), []),
        (PlanSieve((), "服务生产"), [REPAIR, SCRAP]),
    ],
)
def test_rows_are_sifted(sieve: PlanSieve, keys: list[str]) -> None:
    found = [row.key for group in plan_nodes(plan_view(planned()), sieve, "") for row in group.children]
    assert sorted(found) == sorted(keys)


PROMISES = [
    (Promise("培训", "40名", "38名", Outcome.SHORT, 95), "", "培训 计划40名 → 完成38名，未达到（95%）"),
    (Promise("培训", "40名", "18名", Outcome.SHORT, 45), "上半年", "培训 计划40名 → 完成18名，到全年目标的45%"),
    (Promise("费用", "5万元", "6万元", Outcome.SHORT, 120), "", "费用 计划5万元 → 完成6万元，超过"),
    (Promise("", "40名", "", Outcome.UNANSWERED), "", "计划40名，没有找到完成数"),
    (Promise("培训", "XX名", "38名", Outcome.UNKNOWN), "", "培训 计划XX名 → 完成38名，请核对"),
]


@pytest.mark.parametrize(("promise", "period", "words"), PROMISES)
def test_a_promise_in_words(promise: Promise, period: str, words: str) -> None:
    assert promise_text(promise, period) == words


def test_the_rows_are_a_sound_model(qapp: Any) -> None:
    model = ResultTreeModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_nodes(plan_nodes(plan_view(planned()), PlanSieve(), ""))
    assert model.rowCount() == 3


# The sheet


def test_the_first_task_is_turned_to(sheet: CoverageSheet) -> None:
    assert sheet.view.current.key == SCRAP
    assert "报废老旧拖拉机25台" in sheet.foot.text.toPlainText()


def test_only_one_standing_is_shown(sheet: CoverageSheet) -> None:
    sheet.bar.standings.setCurrentIndex(sheet.bar.standings.findText("未写"))
    assert list(marks(sheet)) == [SCRAP]
    assert sheet.bar.count.text().endswith("正在看1项")
    assert sheet.view.current.key == SCRAP


def test_ctrl_f_leads_to_the_search_and_esc_back(sheet: CoverageSheet) -> None:
    sheet.bar.begin_search()
    type_text(sheet.bar.search, "拖拉机")
    assert list(marks(sheet)) == [SCRAP]
    QTest.keyClick(sheet.bar.search, Qt.Key.Key_Escape)
    assert len(marks(sheet)) == 3


def test_enter_leads_to_the_sentence(qtbot: Any, sheet: CoverageSheet) -> None:
    turn_to(sheet, TRAIN)
    with qtbot.waitSignal(sheet.place_entered) as told:
        QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    element_id, start, end = told.args
    content = next(e.content for e in sheet.model.draft.elements if e.id == element_id)
    assert content[start:end] == "全年培训机手38名。"


def test_a_missing_task_is_written(qtbot: Any, sheet: CoverageSheet) -> None:
    turn_to(sheet, SCRAP)
    with qtbot.waitSignal(sheet.passage_written) as told:
        press(sheet, WRITE)
    written = [element.content for element in sheet.model.draft.elements if element.id in told.args[0]]
    assert written == ["报废老旧农机。报废老旧拖拉机＿＿台。"]
    settled(qtbot, sheet)
    assert marks(sheet)[SCRAP] == "待填"
    row = next(row for row in sheet.listed.rows() if row.key == SCRAP)
    assert (row.shown.around.before, row.shown.note[-3:]) == ("待填　", "，待填")


def test_writing_a_task_is_one_step(sheet: CoverageSheet) -> None:
    before = sheet.model.draft
    turn_to(sheet, SCRAP)
    press(sheet, WRITE)
    sheet.model.undo()
    assert sheet.model.draft.elements == before.elements


def test_a_written_task_is_not_written_again(sheet: CoverageSheet) -> None:
    turn_to(sheet, REPAIR)
    assert WRITE not in offered(sheet)


def test_delete_asks_why_a_task_is_not_written(qtbot: Any, sheet: CoverageSheet) -> None:
    turn_to(sheet, SCRAP)
    QTest.keyClick(sheet.view, Qt.Key.Key_Delete)
    type_text(sheet.foot.reason.field, "政策未出台")
    QTest.keyClick(sheet.foot.reason.field, Qt.Key.Key_Return)
    settled(qtbot, sheet)
    assert left_out(sheet.model.draft) == {SCRAP: "政策未出台"}
    assert (marks(sheet)[SCRAP], sheet.foot.reason.isHidden()) == ("不写", True)


def test_a_reason_can_be_changed_and_taken_back(qtbot: Any, sheet: CoverageSheet) -> None:
    turn_to(sheet, SCRAP)
    sheet.leave_out("政策未出台")
    settled(qtbot, sheet)
    assert offered(sheet) == [HERE, REASON, TAKE_BACK]
    press(sheet, TAKE_BACK)
    settled(qtbot, sheet)
    assert (left_out(sheet.model.draft), marks(sheet)[SCRAP]) == ({}, "未写")


def test_esc_gives_a_reason_up(sheet: CoverageSheet) -> None:
    turn_to(sheet, SCRAP)
    press(sheet, LEAVE)
    QTest.keyClick(sheet.foot.reason.field, Qt.Key.Key_Escape)
    assert sheet.foot.reason.isHidden()
    assert left_out(sheet.model.draft) == {}


def test_no_reason_is_no_answer(sheet: CoverageSheet) -> None:
    turn_to(sheet, SCRAP)
    press(sheet, LEAVE)
    QTest.keyClick(sheet.foot.reason.field, Qt.Key.Key_Return)
    assert not sheet.foot.reason.isHidden()


def test_a_wrong_sentence_is_denied(qtbot: Any, sheet: CoverageSheet) -> None:
    turn_to(sheet, TRAIN)
    press(sheet, NO)
    settled(qtbot, sheet)
    assert marks(sheet)[TRAIN] == "未写"


def test_the_sentence_at_the_cursor_is_affirmed(qtbot: Any, sheet: CoverageSheet) -> None:
    turn_to(sheet, SCRAP)
    press(sheet, HERE)
    settled(qtbot, sheet)
    assert (marks(sheet)[SCRAP], offered(sheet)) == ("已写", [NO])


def test_a_sentence_is_confirmed(qtbot: Any, sheet: CoverageSheet) -> None:
    turn_to(sheet, TRAIN)
    assert (marks(sheet)[TRAIN], offered(sheet)) == ("疑似已写", [YES, NO, HERE])
    press(sheet, YES)
    settled(qtbot, sheet)
    assert marks(sheet)[TRAIN] == "已写"


def test_another_sentence_can_be_looked_at(qtbot: Any, opened: Any) -> None:
    two = SUMMARY.replace("全年培训机手38名。", "全年培训机手38名。机手持证率达到91%，机手培训满意。")
    made = replace(draft_of(report(two).document), identity=Identity("年度工作总结", 2023, key="k"))
    sheet = opened(apply(made, take_plan(made, report(PLAN))))
    turn_to(sheet, TRAIN)
    first = sheet.mention
    press(sheet, NEXT)
    assert sheet.mention is not first
    assert sheet.mention.sentence.text in sheet.foot.text.toPlainText()


def test_a_cursor_in_no_sentence_is_told(sheet: CoverageSheet) -> None:
    sheet.text_place = lambda: ("", 0)
    turn_to(sheet, SCRAP)
    press(sheet, HERE)
    assert sheet.notice.text == NO_CURSOR


def test_nothing_is_offered_where_nothing_may_be_changed(opened: Any) -> None:
    sheet = opened(planned(), read_only=True)
    turn_to(sheet, SCRAP)
    assert offered(sheet) == []
    assert not sheet.take_file(Path("要点.txt"))


# Which plan


def test_without_a_plan_the_sheet_says_what_to_do(opened: Any) -> None:
    sheet = opened(summary())
    assert sheet.empty.text() == NO_PLAN
    assert sheet.entry is sheet.choice.entry


def test_a_plan_is_held_against_nothing(opened: Any) -> None:
    sheet = opened(summary("年度工作要点"))
    assert (sheet.empty.text(), sheet.choice.isHidden()) == (IS_PLAN, True)


def test_a_plan_without_tasks_is_told(opened: Any) -> None:
    assert opened(planned("青禾县农机站2023年工作要点\n认真落实各项要求。")).empty.text() == NO_TASKS


def test_a_file_becomes_the_plan(qtbot: Any, opened: Any, tmp_path: Path) -> None:
    sheet, path = opened(summary()), tmp_path / "要点.txt"
    path.write_text(PLAN, "utf-8")
    assert sheet.take_file(path)
    qtbot.waitUntil(lambda: sheet.model.draft.basis != (), timeout=10000)
    settled(qtbot, sheet)
    assert len(marks(sheet)) == 3
    sheet.model.undo()
    assert plan_in(sheet.model.draft) is None


def test_a_file_that_cannot_be_read_is_told(qtbot: Any, opened: Any, tmp_path: Path) -> None:
    sheet = opened(summary())
    sheet.take_file(tmp_path / "没有.txt")
    qtbot.waitUntil(lambda: "没有.txt" in sheet.notice.text and "正在" not in sheet.notice.text, timeout=10000)
    assert sheet.model.draft.basis == ()


def test_a_plan_of_another_year_is_doubted(opened: Any) -> None:
    sheet = opened(planned(PLAN.replace("2023", "2021")))
    assert "看上去不是2023年的要点" in sheet.notice.text


def test_none_of_the_documents_can_be_chosen(qtbot: Any, sheet: CoverageSheet) -> None:
    sheet.choice.chosen.emit(-1)
    settled(qtbot, sheet)
    assert sheet.empty.text() == NO_PLAN


# In the page


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner) -> DraftPage:
    made = DraftPage(make_session(planned()), runner)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.show_tab(COVERAGE)
    settled(qtbot, made.coverage.sheet)
    return made


def test_enter_turns_to_the_running_text(page: DraftPage) -> None:
    turn_to(page.coverage.sheet, TRAIN)
    page.coverage.sheet.enter_place()
    assert parts.views(page).currentIndex() == TEXT
    assert page.text.textCursor().block().text().startswith("建强队伍")


def test_a_task_written_is_shown_in_the_running_text(page: DraftPage) -> None:
    turn_to(page.coverage.sheet, SCRAP)
    page.coverage.sheet.write_task()
    assert parts.views(page).currentIndex() == TEXT
    assert page.text.textCursor().selectedText() == "＿＿"


def test_a_task_written_says_who_was_left_out(qtbot: Any, opened: Any) -> None:
    plan = "青禾县农机站2023年工作要点\n一、服务生产\n1.检修机具。\n2.改造机库3座。（责任科室：后勤科）\n"
    sheet = opened(planned(plan))
    turn_to(sheet, "改造机库3座")
    with qtbot.waitSignal(sheet.message_shown) as told:
        sheet.write_task()
    assert "“责任科室：后勤科”是要点里的分工，没有写进来" in told.args[0]
    assert any("改造机库＿＿座。" in element.content for element in sheet.model.draft.elements)


def test_a_file_is_taken_only_where_one_looks_at_the_plan(page: DraftPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage_sheet.CoverageSheet, "take_file", lambda _self, _path: True)
    assert page.coverage.take_file(Path("要点.txt"))
    page.show_tab(TEXT)
    assert not page.coverage.take_file(Path("要点.txt"))


# On paper


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_the_table_is_written(
    qtbot: Any, sheet: CoverageSheet, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / f"表{ending}"
    monkeypatch.setattr(coverage_table, "choose_new_file", lambda *_: [target])
    with qtbot.waitSignal(sheet.notice_raised, timeout=20000) as told:
        sheet.bar.saved.emit(ending)
    assert target.name in told.args[0]
    assert target.read_bytes().startswith(b"PK")


def test_the_table_is_shown_before_it_is_printed(
    qtbot: Any, sheet: CoverageSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("gui.printing.dialogs.preview_pages", lambda order, *_: shown.append(order.pages))
    sheet.bar.printed.emit()
    qtbot.waitUntil(lambda: bool(shown), timeout=20000)
    text = "".join(stretch.text for line in shown[0].pages[0].lines for stretch in line.line.stretches)
    assert "落实情况对照表" in text
