"""历史: versions and steps as lines, gone to by Enter; two versions side by side, brought back wholly or by section."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from core.errors import BadDraft
from core.model.history import Step, VersionReason
from core.workflows.drafting.editing import delete_section, set_element, set_value
from core.workflows.drafting.history_lines import (
    BRANCH,
    DONE,
    EARLIER,
    NOW,
    UNDONE,
    HistoryLine,
    history_lines,
    shortened,
)
from core.workflows.drafting.session import Session
from gui.history import compare_sheet
from gui.history.compare_sheet import CompareSheet
from gui.history.panel import NUMBER, HistoryModel, HistoryPanel
from gui.session.draft_model import SHORT, DraftModel
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.gui.workspace import REPORT
from tests.journals import MemoryJournal, Seconds

NINE = datetime(2023, 7, 3, 9, 0)


def make_model(read_only: bool = False) -> DraftModel:
    return DraftModel(Session(make_draft(REPORT), Path("稿.nigao"), MemoryJournal(read_only), Seconds(61)))


def give_title(model: DraftModel, *titles: str) -> None:
    for title in titles:
        assert model.do(set_element, model.draft.elements[0].role, title)


class Later:
    """A runner whose work is done when the test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, Any]] = []

    def run(self, function: Any, on_done: Any, on_failed: Any, key: str) -> None:
        self.asked.append((function, on_done))

    def cancel(self, _key: str) -> None:
        self.asked.clear()

    def go_on(self) -> None:
        function, on_done = self.asked.pop(0)
        on_done(function())


def long_past() -> tuple[DraftModel, Later]:
    model = make_model()
    give_title(model, *(f"第{number}稿" for number in range(SHORT + 3)))
    return model, Later()


def test_a_long_way_back_is_walked_beside_the_work() -> None:
    model, later = long_past()
    assert not model.go_to(1, later)
    later.go_on()
    assert (model.draft.title, model.history()[1]) == ("第0稿", (1, SHORT + 3))


def test_what_is_typed_on_the_way_stays_a_step_and_the_way_goes_on() -> None:
    model, later = long_past()
    model.go_to(1, later)
    give_title(model, "新稿")
    later.go_on()
    assert model.draft.title == "新稿"
    later.go_on()
    assert (model.draft.title, model.history()[0][-1].number) == ("第0稿", SHORT + 4)


def test_another_wish_takes_the_place_of_the_one_before() -> None:
    model, later = long_past()
    model.go_to(1, later)
    model.go_to(SHORT + 2, later)
    assert (model.draft.title, later.asked) == (f"第{SHORT + 1}稿", [])


def test_a_draft_that_is_closed_on_the_way_stays_as_it_was_left() -> None:
    model, later = long_past()
    title = model.draft.title
    model.go_to(1, later)
    model.session.close()
    later.go_on()
    assert (model.draft.title, later.asked) == (title, [])


def step(number: int, parent: int, minute: int, reason: str = "输入", element_id: str = "e1") -> Step:
    return Step(number, parent, NINE + timedelta(minutes=minute), reason, element_id)


def told(steps: list[Step], head: int, tip: int = 0) -> list[tuple[int, str, str]]:
    lines = history_lines(steps, (head, tip or head), {"e1": "引言", "e2": "一、情况"}.get, NINE)
    return [(line.number, line.what, line.tone) for line in lines]


@pytest.fixture
def panel(qtbot: Any) -> HistoryPanel:
    return shown(qtbot, make_model())


def shown(qtbot: Any, model: DraftModel) -> HistoryPanel:
    panel = HistoryPanel(model, lambda: NINE)
    model.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    return panel


@pytest.mark.parametrize("parents", [(1, 2), (2, 1), (2, 3)])
def test_steps_of_a_damaged_file_that_run_in_a_ring_are_all_listed(parents: tuple[int, int]) -> None:
    steps = [step(number, parent, number) for number, parent in enumerate((*parents, 2), 1)]
    lines = history_lines(steps, (3, 3), {}.get, NINE)
    numbers = {line.number for top in lines for line in (top, *top.inner)}
    assert {0, 1, 2, 3} <= numbers


def rows(panel: HistoryPanel, which: int) -> list[str]:
    if panel.pause.isActive():
        panel.refresh()
    model = panel.lists[which].model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


# Lines


def test_a_draft_without_steps_stands_at_the_beginning() -> None:
    assert told([], 0) == [(0, "初稿", NOW)]


def test_steps_of_one_minute_in_one_section_are_one_line() -> None:
    found = told([step(1, 0, 1), step(2, 1, 1, "填写要素"), step(3, 2, 1, "输入", "e2")], 3)
    assert found == [(3, "输入 · 一、情况", NOW), (2, "输入、填写要素，2步 · 引言", DONE), (0, "初稿", DONE)]


def test_what_was_taken_back_is_shown_as_such() -> None:
    found = told([step(1, 0, 1), step(2, 1, 1)], 1, 2)
    assert [(number, tone) for number, _, tone in found] == [(2, UNDONE), (1, NOW), (0, DONE)]


def test_a_branch_is_folded_where_it_was_left() -> None:
    found = told([step(1, 0, 1), step(2, 1, 2), step(3, 2, 3), step(4, 1, 4)], 4)
    assert [(number, tone) for number, _, tone in found] == [(4, NOW), (3, BRANCH), (1, DONE), (0, DONE)]


def test_a_branch_at_the_beginning_is_shown_too() -> None:
    found = told([step(1, 0, 1), step(2, 0, 2)], 2)
    assert [(number, tone) for number, _, tone in found] == [(2, NOW), (1, BRANCH), (0, DONE)]


def test_a_branch_holds_its_own_steps_and_branches() -> None:
    steps = [step(1, 0, 1), step(2, 1, 2), step(3, 1, 3), step(4, 0, 4)]
    branch = next(line for line in history_lines(steps, (4, 4), {}.get, NINE) if line.tone == BRANCH)
    assert [line.number for line in branch.inner] == [3, 2, 1]


def test_earlier_days_are_told() -> None:
    lines = history_lines([step(1, 0, 1)], (1, 1), {}.get, NINE + timedelta(days=3))
    assert lines[0].when == "7月3日 09:01"


def test_the_model_is_a_sound_one() -> None:
    model = HistoryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_lines(
        [
            HistoryLine(
                2,
                "09:01",
                "输入，2步",
                NOW,
                (HistoryLine(2, "09:01", "输入", NOW), HistoryLine(1, "09:00", "输入", DONE)),
            )
        ]
    )
    assert (tester.model().rowCount(), model.item_of(2).rowCount(), model.index(0, 1).data()) == (
        1,
        2,
        "【现在】输入，2步",
    )


def test_of_a_long_history_the_newest_lines_are_shown() -> None:
    steps = [step(number, number - 1, number * 2) for number in range(1, 30)]
    lines = shortened(history_lines(steps, (29, 29), {}.get, NINE), 29, 5)
    assert [line.number for line in lines] == [29, 28, 27, 26, 25, EARLIER]


def test_where_one_stands_is_always_shown() -> None:
    steps = [step(number, number - 1, number * 2) for number in range(1, 30)]
    lines = shortened(history_lines(steps, (10, 29), {}.get, NINE), 10, 5)
    assert [line.number for line in lines][-2:] == [10, EARLIER]


# Going back


def test_an_edit_beside_the_open_list_shows_up_when_the_hand_rests(qtbot: Any, panel: HistoryPanel) -> None:
    panel.pause.setInterval(0)
    give_title(panel.model, "甲")
    model = panel.lists[1].model()
    qtbot.waitUntil(lambda: model.rowCount() == 2)


def test_earlier_steps_are_listed_when_asked_for(panel: HistoryPanel) -> None:
    give_title(panel.model, *(f"第{number}稿" for number in range(1, 110)))
    before = len(rows(panel, 1))
    panel.go_to(EARLIER)
    assert (before, len(rows(panel, 1))) == (101, 110)


def test_nothing_is_built_before_somebody_looks(qtbot: Any) -> None:
    panel = HistoryPanel(make_model())
    qtbot.addWidget(panel)
    give_title(panel.model, "甲")
    assert panel.lists is None


def test_every_edit_is_listed(panel: HistoryPanel) -> None:
    give_title(panel.model, "甲", "乙")
    assert rows(panel, 1) == ["【现在】填写标题 · 引言", "填写标题 · 引言", "初稿"]


def test_enter_goes_to_a_step_and_stays_there(panel: HistoryPanel) -> None:
    give_title(panel.model, "甲", "乙")
    assert len(rows(panel, 1)) == 3
    panel.lists[1].turn_to(1)
    QTest.keyClick(panel.lists[1], Qt.Key.Key_Return)
    assert (panel.model.draft.title, panel.lists[1].currentIndex().data(NUMBER)) == ("甲", 1)
    assert rows(panel, 1)[0] == "【已撤销】填写标题 · 引言"


def test_a_branch_can_be_gone_back_to(panel: HistoryPanel) -> None:
    give_title(panel.model, "甲")
    panel.model.undo()
    give_title(panel.model, "乙")
    panel.go_to(1)
    assert (panel.model.draft.title, rows(panel, 1)[1]) == ("甲", "另一分支，1步：填写标题 · 引言")


def test_a_step_that_is_lost_is_told(qtbot: Any, panel: HistoryPanel) -> None:
    give_title(panel.model, "甲")
    panel.model.session._history._bodies.clear()
    panel.model.session._history._whole.clear()
    with qtbot.waitSignal(panel.notice_raised) as heard:
        panel.go_to(0)
    assert "缺了这一步" in heard.args[0]
    assert panel.model.draft.title == "甲"


# Versions


def test_a_version_is_kept_under_the_proposed_name(qtbot: Any, panel: HistoryPanel) -> None:
    panel.ask_to_keep()
    QTest.keyClick(panel.form.name_field, Qt.Key.Key_Return)
    assert [version.name for version in panel.model.versions()] == ["送审一稿"]
    assert (rows(panel, 0), panel.form.isVisible()) == (["送审一稿"], False)


def test_a_version_has_a_note(panel: HistoryPanel) -> None:
    panel.ask_to_keep()
    panel.form.note_field.setText("给科长看")
    QTest.keyClick(panel.form.note_field, Qt.Key.Key_Return)
    assert rows(panel, 0) == ["送审一稿：给科长看"]


def test_the_version_kept_last_is_the_chosen_one(panel: HistoryPanel) -> None:
    for _ in range(2):
        panel.ask_to_keep()
        QTest.keyClick(panel.form.name_field, Qt.Key.Key_Return)
    assert panel.chosen_versions() == [2]


def test_escape_keeps_nothing(panel: HistoryPanel) -> None:
    panel.ask_to_keep()
    QTest.keyClick(panel.form.name_field, Qt.Key.Key_Escape)
    assert (panel.model.versions(), panel.form.isVisible()) == ((), False)


def test_a_version_without_a_name_is_not_kept(panel: HistoryPanel) -> None:
    panel.ask_to_keep()
    panel.form.name_field.setText("  ")
    QTest.keyClick(panel.form.name_field, Qt.Key.Key_Return)
    assert panel.model.versions() == ()


def test_a_read_only_draft_keeps_no_version(qtbot: Any) -> None:
    panel = shown(qtbot, make_model(read_only=True))
    panel.ask_to_keep()
    assert (panel.form.isVisible(), panel.keep_button.isEnabled()) == (False, False)


def test_a_version_is_brought_back(qtbot: Any, panel: HistoryPanel) -> None:
    panel.model.keep_version("送审一稿")
    give_title(panel.model, "乙")
    with qtbot.waitSignal(panel.message_shown) as heard:
        panel.restore()
    assert "送审一稿" in heard.args[0]
    assert (panel.model.draft.title, len(panel.model.versions())) == ("2023年上半年工作总结", 2)


def test_a_version_that_is_as_now_changes_nothing_and_offers_no_way_back(qtbot: Any, panel: HistoryPanel) -> None:
    give_title(panel.model, "乙")
    panel.model.keep_version("送审一稿")
    with qtbot.assertNotEmitted(panel.message_shown), qtbot.waitSignal(panel.notice_raised) as heard:
        panel.restore()
    assert heard.args == ["现在的稿件和“送审一稿”一样，没有改动。"]
    assert len(panel.model.versions()) == 1


def test_that_nothing_was_changed_is_taken_back_when_the_next_thing_is_done(qtbot: Any, panel: HistoryPanel) -> None:
    panel.model.keep_version("送审一稿")
    panel.restore()
    with qtbot.waitSignal(panel.notice_raised) as heard:
        panel.compare()
    assert heard.args == [""]
    with qtbot.assertNotEmitted(panel.notice_raised):
        panel.compare()


def test_a_version_that_cannot_be_read_is_not_said_to_be_as_now(qtbot: Any) -> None:
    journal = MemoryJournal()
    session = Session(make_draft(REPORT), Path("稿.nigao"), journal, Seconds(61))
    panel = shown(qtbot, DraftModel(session))
    panel.model.keep_version("送审一稿")
    give_title(panel.model, "乙")
    journal.kept.clear()
    session._kept.clear()
    with qtbot.assertNotEmitted(panel.message_shown), qtbot.waitSignal(panel.notice_raised):
        panel.restore()
    assert panel.model.draft.title == "乙"


def test_enter_on_a_version_compares_it_with_now(qtbot: Any, panel: HistoryPanel) -> None:
    panel.model.keep_version("送审一稿")
    with qtbot.waitSignal(panel.compare_wanted) as heard:
        QTest.keyClick(panel.lists[0], Qt.Key.Key_Return)
    assert heard.args == [1, 0]


def test_two_chosen_versions_are_compared_with_each_other(qtbot: Any, panel: HistoryPanel) -> None:
    panel.model.keep_version("送审一稿")
    give_title(panel.model, "乙")
    panel.model.keep_version("送审二稿")
    panel.lists[0].selectAll()
    with qtbot.waitSignal(panel.compare_wanted) as heard:
        panel.compare()
    assert (heard.args, panel.restore_button.isEnabled()) == ([1, 2], False)


# Side by side


@pytest.fixture
def sheet(qtbot: Any, runner: TaskRunner) -> CompareSheet:
    model = make_model()
    model.keep_version("送审一稿")
    model.do(set_value, model.draft.facts[2].id, "9")
    give_title(model, "2023年工作总结")
    model.keep_version("送审二稿")
    sheet = CompareSheet(runner)
    model.setParent(sheet)
    qtbot.addWidget(sheet)
    sheet.show()
    compare(qtbot, sheet, model, 1, 0)
    return sheet


def compare(qtbot: Any, sheet: CompareSheet, model: DraftModel, old: int, new: int) -> None:
    sheet.begin(model, old, new)
    qtbot.waitUntil(lambda: "正在" not in sheet.summary.text())


def test_what_differs_is_counted_and_shown(sheet: CompareSheet) -> None:
    assert sheet.summary.text() == "改动2段，要素变化1项。"
    assert "2023年工作总结" in sheet.text.toPlainText()


def test_what_is_the_same_can_be_shown_too(sheet: CompareSheet) -> None:
    before = "问题不少。" in sheet.text.toPlainText()
    sheet.only_changes.setChecked(False)
    assert (before, "问题不少。" in sheet.text.toPlainText()) == (False, True)


def test_differences_are_turned_to_one_after_the_other(sheet: CompareSheet) -> None:
    places = []
    for _ in range(4):
        sheet.step(1)
        places.append(sheet.text.textCursor().position())
    assert places[0] < places[1] < places[2]
    assert places[3] == places[0]


def test_one_section_is_brought_back(qtbot: Any, sheet: CompareSheet) -> None:
    sheet.section_choice.setCurrentIndex(sheet.section_choice.findData("e4"))
    with qtbot.waitSignals([sheet.message_shown, sheet.closed]):
        sheet.restore()
    draft = sheet.model.draft
    assert (draft.title, draft.facts[2].text) == ("2023年工作总结", "7")


def test_what_was_brought_back_is_told_on_the_page_it_leads_to(sheet: CompareSheet) -> None:
    heard = list[str]()
    sheet.message_shown.connect(lambda *_words: heard.append("told"))
    sheet.closed.connect(lambda: heard.append("closed"))
    sheet.restore()
    assert heard == ["closed", "told"]


def test_two_versions_cannot_be_brought_into_each_other(qtbot: Any, sheet: CompareSheet) -> None:
    compare(qtbot, sheet, sheet.model, 1, 2)
    assert (sheet.restore_button.isEnabled(), sheet.title.text()) == (False, "送审一稿　→　送审二稿")


def test_equal_states_are_told_as_such(qtbot: Any, sheet: CompareSheet) -> None:
    compare(qtbot, sheet, sheet.model, 2, 0)
    assert (sheet.summary.text(), sheet.restore_button.isEnabled()) == ("两边完全一样。", False)
    assert not any(each.isEnabled() for each in sheet.steps)


def test_escape_leads_back(qtbot: Any, sheet: CompareSheet) -> None:
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_own_versions_are_told_apart(panel: HistoryPanel) -> None:
    panel.model.keep_version("导出前", "", VersionReason.EXPORT)
    panel.model.keep_version("送审一稿")
    model = panel.lists[0].model()
    assert model.item(0).foreground() != model.item(1).foreground()


# Comparing that fails


def test_a_version_that_cannot_be_read_is_told_instead_of_being_waited_for(
    sheet: CompareSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = sheet.model
    assert model is not None
    monkeypatch.setattr(model, "version", lambda number: None if number else model.draft)
    sheet.begin(model, 1, 0)
    assert sheet.summary.text().startswith("没有对比成：“送审一稿”")
    assert not sheet.restore_button.isEnabled()


def test_a_comparison_that_fails_says_what_happened(
    qtbot: Any, sheet: CompareSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _fail(*_drafts: Any) -> Any:
        raise BadDraft("draft_damaged", name="稿件")

    monkeypatch.setattr(compare_sheet, "compare_both", _fail)
    compare(qtbot, sheet, sheet.model, 1, 0)
    assert sheet.summary.text().startswith("没有对比成，稿件没有改动。")
    assert "draft_damaged" not in sheet.summary.text()


def test_a_section_that_cannot_be_brought_back_is_not_called_the_same(
    qtbot: Any, sheet: CompareSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _fail(_number: int) -> Any:
        raise BadDraft("draft_damaged", name="稿件")

    monkeypatch.setattr(Session, "version", lambda _session, number: _fail(number))
    with qtbot.assertNotEmitted(sheet.message_shown):
        sheet.restore()
    assert sheet.summary.text().startswith("没有恢复，稿件没有改动。")


def test_a_section_that_was_deleted_keeps_its_name(qtbot: Any) -> None:
    model = make_model()
    panel = shown(qtbot, model)
    model.do(delete_section, "e4")
    assert rows(panel, 1)[0] == "【现在】删除章节（后面1个序号前移） · （一）加强学习"
