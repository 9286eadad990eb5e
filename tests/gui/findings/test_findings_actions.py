"""问题: accepting, ignoring here and everywhere, never again, filtering, grouping, and the proof."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from core.errors import AppError, BadWords
from core.model.draft import Draft
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span
from core.result import Notice
from core.stores.suppressed import suppressed_codes, unsuppress, without_suppressed
from core.workflows.checking.consistency import ignored_in, without_ignored
from core.workflows.checking.finding_kinds import group_of
from core.workflows.importing.reports import recognise_report
from core.workflows.yearly.plans import take_plan
from gui.draft.page import TEXT, DraftPage
from gui.draft.views import STILL_AT_IT
from gui.export import preview as export_findings
from gui.export.preview import FindingsLine
from gui.findings import panel as findings
from gui.findings.head import FindingsFoot
from gui.findings.model import (
    before_and_after,
    finding_nodes,
    marked_span,
    marks,
    suppressed_nodes,
    titled,
)
from gui.findings.panel import FindingsPanel
from gui.session import background_work as draft_work
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from tests.builders import lines_of, make_draft
from tests.gui import parts
from tests.gui.listed import finding, listed_titles, titles
from tests.gui.workspace import make_page, make_session, put

SOURCE = """
title |2023年总结
h1 三、|推进情况
body |接收档案,整理档案,利用档案。开展开展培训。
h1 四、|下一步
body |再加把劲,再创佳绩。
"""


def found_in(draft: Draft) -> tuple[Finding, ...]:
    """A gap in the numbers, a mark in three places, a word written twice, and a hint without a proposal."""
    gap = finding(draft, "numbering_gap", ("e2", "推进"))
    comma = finding(draft, "mark_half", ("e3", ","), ("e5", ","))
    twice = finding(draft, "repeat_word", ("e3", "开展"))
    long = finding(draft, "sentence_long", ("e3", "接收档案,整理档案,利用档案。开展开展培训。"))
    return (
        replace(gap, place=Place("e2"), text="三、", replacement="一、", severity=Severity.ERROR),
        replace(comma, replacement="，"),
        replace(twice, replacement=""),
        replace(long, severity=Severity.HINT),
    )


@pytest.fixture
def runner(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TaskRunner]:
    """Works with hardly a pause, in a user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(draft_work, "SOON", 5)
    monkeypatch.setattr(draft_work, "LATER", 10)
    made = TaskRunner(AppError)
    yield made
    made.close()


def look(draft: Draft) -> Any:
    """The findings whose words are there still."""
    known = found_in(make_draft(SOURCE))
    texts = "\n".join(lines_of(draft))
    left = [one for one in known if (one.text in texts if one.code != "repeat_word" else "开展开展" in texts)]
    return without_suppressed(without_ignored(draft, left), suppressed_codes()), False, suppressed_codes()


@pytest.fixture
def panel(qtbot: Any, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> FindingsPanel:
    monkeypatch.setattr(findings, "make_look", lambda *_: look)
    made = FindingsPanel(runner, DraftModel(make_session(make_draft(SOURCE))))
    qtbot.addWidget(made)
    made.resize(340, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: not made.work.is_stale, timeout=10000)
    return made


def turn_to(panel: FindingsPanel, title: str) -> None:
    row = next(row for row in panel.listed.rows() if row.shown.title == title)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.listed.index_of(row.key))


def open_hints(panel: FindingsPanel) -> None:
    """Open the line of hints by the keyboard."""
    turn_to(panel, "1条提示")
    QTest.keyClick(panel.view, Qt.Key.Key_Right)


def groups(panel: FindingsPanel) -> list[str]:
    return listed_titles(panel.listed)


def text(panel: FindingsPanel) -> list[str]:
    return lines_of(panel.model.draft)


# Rows


def test_a_row_shows_what_could_stand_there_instead() -> None:
    told = [titled(one) for one in found_in(make_draft(SOURCE))]
    assert told[:3] == ["三、 → 一、", ", → ，", "开展 → 删去"]


@pytest.mark.parametrize(
    ("text", "span", "new", "title"),
    [
        ("选拔好干部“。下", (5, 6), "”", "好干部“。 → 好干部”。"),
        ("“讲座“三次", (3, 4), "”", "“讲座“三 → “讲座”三"),
        ("，，同时", (0, 2), "，", "，，同 → ，同"),
        ("同时，，", (2, 4), "", "同时，， → 同时"),
        ("获评“好干部，选树", (2, 3), None, "获评“好"),
        ("这是“一对一", (0, 2), None, "这是"),
        ("完成签定", (2, 4), "签订", "签定 → 签订"),
        ("一年来，整改问题6个，销号5个。", (8, 9), None, "整改问题6个"),
        ("6", (0, 1), None, "表格里的6"),
        ("共6项", (1, 2), "8", "6 → 8"),
        ("共 3项", (1, 2), "", "空格 → 删去"),
    ],
)
def test_signs_are_shown_with_their_neighbours(text: str, span: tuple[int, int], new: str, title: str) -> None:
    place = Place("e1", Span(*span))
    finding = replace(Finding("mark", Severity.ERROR, place, text[slice(*span)], "为什么"), replacement=new)
    assert titled(finding, text) == title


@pytest.mark.parametrize(
    ("code", "title"),
    [("complete_part", "缺少：下一步工作"), ("complete_vocative", "缺少：称谓或主送机关"), ("word", "下一步工作")],
)
def test_of_what_is_missing_the_row_says_what(code: str, title: str) -> None:
    assert titled(Finding(code, Severity.HINT, Place("e1"), "下一步工作", "")) == title


def test_signs_of_several_places_stand_alone() -> None:
    place = Place("e1", Span(2, 3))
    finding = Finding("mark_half", Severity.WARNING, place, ",", "为什么", "，", (Place("e1", Span(5, 6)),))
    assert titled(finding, "接收,整理,归档") == ", → ，"


def test_a_row_says_how_grave_it_is_in_its_colour() -> None:
    draft = make_draft(SOURCE)
    rows = [row.shown for group in finding_nodes(found_in(draft), draft) for row in group.children]
    assert {(row.mark, row.mark_tone) for row in rows} == {
        ("序号和层次", "finding_text"),
        ("2处 · 提醒", "empty_text"),
        ("提醒", "empty_text"),
        ("结构和篇幅", "carried_text"),
    }


def test_under_the_parts_of_the_draft() -> None:
    draft = make_draft(SOURCE)
    assert titles(finding_nodes(found_in(draft), draft, by_section=True)) == [
        "错误（1）",
        "三、推进情况（2）",
        "1条提示",
    ]


@pytest.mark.parametrize(
    ("code", "name"),
    [("figures_sum", "分项与合计"), ("mark_half", "标点"), ("complete_part", "是否齐全"), ("new_check", "其他")],
)
def test_the_group_of_a_code(code: str, name: str) -> None:
    assert group_of(code) == name


def test_the_words_before_and_after_the_proposal() -> None:
    draft = make_draft(SOURCE)
    ordinal, comma, _, long = found_in(draft)
    assert before_and_after(comma, draft) == ("接收档案,整理档案,利", "接收档案，整理档案,利")
    assert before_and_after(ordinal, draft) == ("三、推进情况", "一、推进情况")
    assert before_and_after(long, draft) == ("", "")


def test_an_ordinal_is_underlined_on_the_pages_and_its_heading_in_the_text() -> None:
    draft = make_draft(SOURCE)
    ordinal = found_in(draft)[0]
    assert marks([(ordinal.place, ordinal)], draft, str) == ((2, 0, 2, "error"),)
    assert marked_span(draft.elements[1], ordinal.place).end == 4


def test_nothing_never_told_makes_no_line() -> None:
    assert suppressed_nodes(()) == []


# Deeds


def test_accepting_mends_all_places_in_one_step(panel: FindingsPanel) -> None:
    before = panel.model.draft
    turn_to(panel, ", → ，")
    panel.foot.mend.click()
    assert (text(panel)[2][4], text(panel)[4]) == ("，", "再加把劲，再创佳绩。")
    panel.model.undo()
    assert panel.model.draft == before


def test_the_list_turns_to_what_an_undone_step_brings_back(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, "开展 → 删去")
    panel.mend()
    qtbot.waitUntil(lambda: not panel.work.is_stale)
    turn_to(panel, ", → ，")
    panel.model.undo()
    qtbot.waitUntil(lambda: panel.view.current.shown.title == "开展 → 删去")
    assert panel.view.current.value in panel.findings


def test_the_line_clicked_is_the_line_marked_though_the_lines_move(panel: FindingsPanel, qtbot: Any) -> None:
    panel.resize(340, 460)
    turn_to(panel, "开展 → 删去")
    panel.suppress()
    turn_to(panel, ", → ，")
    view, line = panel.view, panel.listed.groups()[-1]
    view.expand(panel.listed.index_of(line.key))
    row = panel.listed.index_of(line.children[0].key)
    view.scrollToBottom()
    place = view.visualRect(row).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: view.visualRect(row).center() != place)
    QTest.mouseMove(view.viewport(), place + QPoint(1, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.selectedIndexes() == [view.currentIndex()] == [row]


def test_of_several_undone_steps_the_list_turns_to_the_last(panel: FindingsPanel, qtbot: Any) -> None:
    for title in ("开展 → 删去", ", → ，"):
        turn_to(panel, title)
        panel.mend()
    qtbot.waitUntil(lambda: not panel.work.is_stale)
    panel.model.undo()
    panel.model.undo()
    qtbot.waitUntil(lambda: panel.view.current.shown.title == "开展 → 删去")
    assert len(panel.findings) == 4


def test_what_was_accepted_is_told_and_gone(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, "开展 → 删去")
    with qtbot.waitSignal(panel.message_shown) as told:
        panel.mend()
    assert told.args == ["已改：开展 → 删去"]
    assert "重复（1）" not in groups(panel)


def test_an_ordinal_is_accepted_too(panel: FindingsPanel) -> None:
    turn_to(panel, "三、 → 一、")
    panel.mend()
    assert text(panel)[1] == "一、推进情况"


def test_without_a_proposal_nothing_can_be_accepted(panel: FindingsPanel) -> None:
    panel.view.setCurrentIndex(panel.listed.index_of(panel.listed.rows()[-1].key))
    before = panel.model.draft
    panel.mend()
    assert (panel.foot.mend.isHidden(), panel.model.draft) == (True, before)


def test_the_proposal_is_shown_below(panel: FindingsPanel) -> None:
    turn_to(panel, ", → ，")
    assert panel.foot.change.accessibleName() == "原文：接收档案,整理档案,利。改后：接收档案，整理档案,利"


def test_what_the_proposal_changes_is_marked(panel: FindingsPanel) -> None:
    turn_to(panel, "开展 → 删去")
    assert panel.foot.change.text().count("<b ") == 1
    assert ">开展</b>培训" in panel.foot.change.text()


def test_enter_goes_to_the_next(panel: FindingsPanel) -> None:
    panel.view.setFocus()
    seen = []
    for _ in range(6):
        QTest.keyClick(panel.view, Qt.Key.Key_Return)
        seen.append(panel.view.current.shown.title[:2])
    assert seen[0] == seen[5]
    assert len(set(seen)) == 5


def test_ignored_everywhere_it_is_not_told_in_this_draft(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, ", → ，")
    QTest.keyClick(panel.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not panel.work.is_stale)
    assert (groups(panel)[-1], suppressed_codes()) == ("已忽略1处", ())
    assert "标点（1）" not in groups(panel)


def test_never_again_and_taken_back(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, ", → ，")
    panel.foot.suppress.click()
    qtbot.waitUntil(lambda: not panel.work.is_stale)
    assert (groups(panel)[-1], len(suppressed_codes())) == ("永不提示1条", 1)
    panel.view.setCurrentIndex(panel.listed.index(0, 0, panel.listed.index(len(groups(panel)) - 1, 0)))
    panel.foot.restore.click()
    qtbot.waitUntil(lambda: "标点（1）" in groups(panel))
    assert suppressed_codes() == ()


def test_never_again_can_be_undone_at_once(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, ", → ，")
    with qtbot.waitSignal(panel.notice_raised) as raised:
        panel.foot.suppress.click()
    ((_, undo),) = raised.args[1]
    undo()
    qtbot.waitUntil(lambda: "标点（1）" in groups(panel))
    assert suppressed_codes() == ()


def test_what_was_told_again_elsewhere_is_looked_for_when_the_list_is_shown(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, ", → ，")
    panel.foot.suppress.click()
    qtbot.waitUntil(lambda: not panel.work.is_stale)
    panel.hide()
    unsuppress(suppressed_codes()[0])
    panel.show()
    qtbot.waitUntil(lambda: "标点（1）" in groups(panel))


def test_the_marks_are_no_signs_to_be_read(qtbot: Any) -> None:
    foot = FindingsFoot()
    qtbot.addWidget(foot)
    foot.setStyleSheet(theme.load_theme().sheet)
    foot.ensurePolished()
    foot.change.ensurePolished()
    assert foot.change.textFormat() is Qt.TextFormat.RichText


def test_one_place_is_ignored_there_alone(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, "开展 → 删去")
    with qtbot.waitSignal(panel.message_shown) as told:
        QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    assert told.args == ["“开展”已忽略，此处不再提示。"]


def test_two_places_are_ignored_in_the_whole_draft(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, ", → ，")
    with qtbot.waitSignal(panel.message_shown) as told:
        panel.ignore()
    with qtbot.waitSignal(panel.message_shown) as told_everywhere:
        panel.foot.everywhere.click()
    assert "，这2处不再提示。" in told.args[0]
    assert "，这份稿件里不再提示。" in told_everywhere.args[0]


def test_what_is_about_this_draft_alone_is_told_in_others(panel: FindingsPanel) -> None:
    turn_to(panel, "三、 → 一、")
    panel.suppress()
    assert (panel.foot.suppress.isHidden(), panel.foot.everywhere.isHidden(), suppressed_codes()) == (True, False, ())


# Above the list


def test_hints_are_one_closed_line(panel: FindingsPanel) -> None:
    line = panel.listed.index_of("hints")
    assert (groups(panel)[-1], panel.view.isExpanded(line)) == ("1条提示", False)
    assert Severity.HINT not in {one.severity for _, one in panel.first_places}


def test_hints_that_were_opened_stay_open(panel: FindingsPanel, qtbot: Any) -> None:
    open_hints(panel)
    turn_to(panel, "三、 → 一、")
    panel.mend()
    qtbot.waitUntil(lambda: not panel.work.is_stale)
    assert panel.view.isExpanded(panel.listed.index_of("hints"))
    assert Severity.HINT in {one.severity for _, one in panel.first_places}


def test_the_severities_are_counted(panel: FindingsPanel) -> None:
    assert [toggle.text() for toggle in panel.head.severities.values()] == ["错误 1", "提醒 2", "提示 1"]


def test_a_severity_can_be_left_out(panel: FindingsPanel) -> None:
    panel.head.severities[Severity.HINT].click()
    panel.head.severities[Severity.WARNING].click()
    assert groups(panel) == ["错误（1）"]
    assert len(panel.first_places) == 1


def test_grouping_by_parts(panel: FindingsPanel) -> None:
    panel.head.grouping.setCurrentIndex(1)
    assert groups(panel) == ["错误（1）", "三、推进情况（2）", "1条提示"]


def test_the_proof_is_written_with_its_comments(
    panel: FindingsPanel, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "校对稿"), ""))
    with qtbot.waitSignal(panel.notice_raised, timeout=20000) as noted:
        panel.head.export.click()
    assert (tmp_path / "校对稿.docx").exists()
    assert noted.args[0] == "校对稿已写到“校对稿.docx”，问题都在批注里。"
    assert [words for words, _ in noted.args[1]] == ["打开(&P)", "打开所在文件夹(&W)"]


def test_the_proof_is_proposed_beside_the_draft(
    panel: FindingsPanel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (asked.append(given[2]), ("", ""))[1])
    panel.model.session.path = tmp_path / "draft.nigao"
    panel.head.export.click()
    assert Path(asked[0]).parent == tmp_path


def test_a_proof_that_cannot_be_written_is_told(
    panel: FindingsPanel, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "没有" / "校对稿.docx"), ""))
    with qtbot.waitSignal(panel.notice_raised, timeout=20000) as noted:
        panel.head.export.click()
    assert "没有写出文件" in noted.args[0]


# In the text


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> DraftPage:
    monkeypatch.setattr(findings, "make_look", lambda *_: look)
    made = make_page(qtbot, runner, make_draft(SOURCE))
    qtbot.waitUntil(lambda: parts.status(made).findings.isVisible(), timeout=10000)
    return made


@pytest.mark.parametrize("name", ["mend", "ignore", "suppress"])
def test_after_a_action_the_keyboard_is_in_the_list(page: DraftPage, name: str) -> None:
    parts.side(page).setCurrentWidget(parts.side(page).findings)
    turn_to(parts.side(page).findings, "开展 → 删去")
    pressed = getattr(parts.side(page).findings.foot, name)
    pressed.setFocus()
    pressed.click()
    assert QApplication.focusWidget() is parts.side(page).findings.view


def test_the_key_accepts_the_finding_at_the_cursor(page: DraftPage) -> None:
    page.show_tab(TEXT)
    put(page.text, 2, 4)
    page.findChild(QAction, "mend_finding").trigger()
    assert lines_of(page.model.draft)[4] == "再加把劲，再创佳绩。"


def test_the_key_accepts_the_finding_turned_to_in_the_list(page: DraftPage) -> None:
    page.show_tab(TEXT)
    parts.side(page).show_findings()
    turn_to(parts.side(page).findings, "三、 → 一、")
    page.findChild(QAction, "mend_finding").trigger()
    assert lines_of(page.model.draft)[1] == "一、推进情况"


def test_the_key_refuses_the_finding_at_the_cursor(page: DraftPage) -> None:
    page.show_tab(TEXT)
    before = lines_of(page.model.draft)
    put(page.text, 2, 15)
    page.findChild(QAction, "ignore_finding").trigger()
    assert [note.text for note in ignored_in(page.model.draft)] == ["开展"]
    assert lines_of(page.model.draft) == before


def test_the_key_refuses_what_is_turned_to_in_the_list(page: DraftPage) -> None:
    parts.side(page).show_findings()
    turn_to(parts.side(page).findings, "三、 → 一、")
    page.findChild(QAction, "ignore_finding").trigger()
    assert [note.text for note in ignored_in(page.model.draft)] == ["三、"]


def test_of_several_at_the_cursor_the_key_refuses_the_one_that_is_explained(page: DraftPage) -> None:
    page.show_tab(TEXT)
    turn_to(parts.side(page).findings, "接收档案,整理档案,利用档案。开展开展培训。")
    put(page.text, 2, 15)
    page.text.setFocus()
    page.findChild(QAction, "ignore_finding").trigger()
    assert [note.text for note in ignored_in(page.model.draft)] == ["接收档案,整理档案,利用档案。开展开展培训。"]


@pytest.mark.parametrize("key", ["mend_finding", "ignore_finding"])
def test_what_is_done_in_the_text_leaves_the_text_where_it_is(page: DraftPage, key: str) -> None:
    page.show_tab(TEXT)
    put(page.text, 4, 4)
    page.text.setFocus()
    page.findChild(QAction, key).trigger()
    assert page.text.place_in_draft[0] == "e5"
    assert parts.side(page).findings.view.current is None


@pytest.mark.parametrize("action", ["mend", "ignore", "suppress"])
def test_the_text_follows_to_the_finding_turned_to(page: DraftPage, action: str) -> None:
    page.show_tab(TEXT)
    parts.side(page).show_findings()
    panel = parts.side(page).findings
    turn_to(panel, ", → ，")
    getattr(panel, action)()
    assert panel.view.current.shown.title == "开展 → 删去"
    assert page.text.textCursor().selectedText() == "开展"


def test_what_is_no_edit_takes_no_edit_back(page: DraftPage) -> None:
    turn_to(parts.side(page).findings, "三、 → 一、")
    parts.side(page).findings.mend()
    mended = page.model.draft
    turn_to(parts.side(page).findings, ", → ，")
    parts.side(page).findings.suppress()
    assert "以后都不再提示" in parts.notice(page).text
    (undo,) = parts.notice(page).buttons
    undo.click()
    assert (page.model.draft == mended, suppressed_codes()) == (True, ())


def test_where_nothing_is_proposed_the_key_does_nothing(page: DraftPage) -> None:
    page.show_tab(TEXT)
    before = page.model.draft
    put(page.text, 4, 1)
    page.findChild(QAction, "mend_finding").trigger()
    assert page.model.draft == before
    assert "没有可以采用的改法" in parts.notice(page).text


def test_f8_passes_over_none_of_those_that_begin_at_one_character(page: DraftPage) -> None:
    page.show_tab(TEXT)
    put(page.text, 2, 0)
    open_hints(parts.side(page).findings)
    seen = []
    parts.side(page).place_chosen.connect(lambda element_id, start, end: seen.append((element_id, start, end)))
    for _ in range(3):
        page.findChild(QAction, "next_finding").trigger()
    assert len(set(seen)) == 3
    assert {place[0] for place in seen} == {"e3"}


def test_f8_waits_for_the_findings_of_another_plan(page: DraftPage, qtbot: Any) -> None:
    seen = []
    parts.side(page).place_chosen.connect(lambda element_id, start, end: seen.append((element_id, start, end)))
    page.model.do(take_plan, recognise_report("要点.txt", "青禾县2023年工作要点\n一、接收档案\n".encode()).value)
    page.findChild(QAction, "next_finding").trigger()
    assert (seen, parts.notice(page).text) == ([], STILL_AT_IT)
    qtbot.waitUntil(lambda: not parts.side(page).findings.work.is_stale)
    page.findChild(QAction, "next_finding").trigger()
    assert len(seen) == 1


# Before the export


@pytest.fixture
def line(qtbot: Any, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> FindingsLine:
    monkeypatch.setattr(export_findings, "make_look", lambda *_: look)
    made = FindingsLine(runner)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_export_sheet_counts_the_findings(line: FindingsLine, qtbot: Any) -> None:
    line.show_draft(make_draft(SOURCE))
    assert line.words.text() == export_findings.WORKING
    qtbot.waitUntil(lambda: line.words.text() == "问题 4：错误1、提醒2、提示1")


def test_they_can_be_looked_at_one_by_one(line: FindingsLine, qtbot: Any) -> None:
    line.show_draft(make_draft(SOURCE))
    qtbot.waitUntil(line.go.isVisible)
    with qtbot.waitSignal(line.wanted):
        line.go.click()


def test_a_draft_without_findings_is_said_to_be_one(line: FindingsLine, qtbot: Any) -> None:
    line.show_draft(make_draft("body |好。"))
    qtbot.waitUntil(lambda: line.words.text() == export_findings.NONE_FOUND)
    assert line.go.isHidden()


def test_what_cannot_be_checked_is_told_and_not_in_the_way(
    line: FindingsLine, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_draft: Draft) -> Any:
        raise BadWords("words_damaged", name="joins.toml")

    monkeypatch.setattr(line, "_look", fail)
    line.show_draft(make_draft(SOURCE))
    qtbot.waitUntil(lambda: "joins.toml" in line.words.text())


def test_the_way_back_leads_to_the_list(page: DraftPage) -> None:
    page.show_findings()
    assert parts.side(page).findings.view.hasFocus()


# The clerk's own tables


def test_what_is_wrong_with_ones_own_tables_is_told_below_the_page(page: DraftPage) -> None:
    fault = Notice("own_words_left_out", 3, {"name": "confusions.tsv", "lines": "3", "count": "1"})
    parts.side(page).findings.take_answer((*look(page.model.draft), (fault,)))
    assert parts.notice(page).isVisible()
    assert parts.notice(page).text.startswith("您自己的词表“confusions.tsv”有1行没有看懂")


@pytest.mark.parametrize(("height", "is_hidden"), [(700, False), (360, True)])
def test_the_words_before_and_after_give_way_to_the_actions(panel: FindingsPanel, height: int, is_hidden: bool) -> None:
    panel.resize(340, height)
    turn_to(panel, "开展 → 删去")
    assert panel.foot.change.isHidden() is is_hidden


def test_what_is_wrong_with_them_is_told_once(panel: FindingsPanel) -> None:
    told: list[str] = []
    panel.notice_raised.connect(lambda words, _choices: told.append(words))
    fault = Notice("own_words_left_out", 3, {"name": "confusions.tsv", "lines": "3", "count": "1"})
    for _ in range(2):
        panel.take_answer((*look(panel.model.draft), (fault,)))
    assert len(told) == 1


def test_ones_own_tables_are_within_reach_where_nothing_was_found(panel: FindingsPanel) -> None:
    panel.take_answer(((), False, (), ()))
    assert (panel.head.own.isVisible(), panel.head.own.accessibleName()) == (True, "打开自己的词表")


def test_ones_own_tables_are_made_and_shown_from_the_keyboard(
    qtbot: Any, panel: FindingsPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    panel.head.own.setFocus()
    QTest.keyClick(panel.head.own, Qt.Key.Key_Space)
    panel.own_sheet.folder.click()
    panel.own_sheet.accept()
    folder = tmp_path / "home" / "words"
    assert shown == [str(folder)]
    assert sorted(path.name for path in folder.iterdir()) == ["confusions.tsv", "fixed_phrases.tsv"]


def test_where_the_desktop_cannot_show_them_it_is_told_where_they_are(
    panel: FindingsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    panel.notice_raised.connect(lambda words, _choices: told.append(words))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    panel.own_sheet.folder.click()
    assert ["words" in words for words in told] == [True]


def test_coming_back_from_them_everything_is_looked_through_again(
    qtbot: Any, panel: FindingsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    panel.own_sheet.folder.click()
    with qtbot.waitSignal(panel.own_words.perhaps_changed):
        QApplication.sendEvent(panel, QEvent(QEvent.Type.ActivationChange))


def test_the_actions_that_find_no_room_are_under_one_button(
    panel: FindingsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    head, seen = panel.head, []
    panel.resize(700, 600)
    one, margin = head.width_with(1), panel.width() - head.contentsRect().width()
    for room in (600, one, one - 1):
        panel.resize(room + margin, 600)
        seen.append([part.isVisible() for part in (head.export, head.own, head.more)])
    assert seen == [[True, True, False], [True, False, True], [False, False, True]]
    head.more.menu().actions()[1].trigger()
    panel.own_sheet.folder.click()
    panel.own_sheet.accept()
    assert len(shown) == 1


def test_in_a_low_window_the_list_may_have_all_of_the_height(panel: FindingsPanel) -> None:
    heights = []
    for room in (600, 300, 80):
        panel.view.fit(room)
        heights.append(panel.view.minimumHeight())
    assert heights == [102, 300, 102]


def test_an_object_of_last_year_is_confirmed_and_not_ignored(qtbot):
    foot = FindingsFoot()
    qtbot.addWidget(foot)
    words = []
    for code in ("mark_half", "complete_object"):
        foot.show_actions(False, True, (False, False), False)
        foot.show_words(Finding(code, Severity.HINT, Place("e1"), "图片", ""))
        words.append((foot.ignore.text(), foot.everywhere.isHidden()))
    assert words == [("忽略此处", False), ("仍然成立", True)]


# Why


def test_a_finding_can_be_asked_why(panel: FindingsPanel) -> None:
    turn_to(panel, ", → ，")
    assert (panel.foot.why.isHidden(), panel.foot.reasons.isHidden()) == (False, True)
    panel.foot.why.click()
    turn_to(panel, "开展 → 删去")
    assert "公开文本" in panel.foot.reasons.text()
    assert not panel.foot.reasons.isHidden()
