"""问题: the rows, what can be done with a name, the places underlined on the pages, and the count in the status line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from core.errors import AppError
from core.model.card import UnitCard
from core.model.draft import Basis, Draft, Identity
from core.model.finding import Finding, Severity
from core.model.particulars import CARD, KEPT
from core.stores.cards import load_card, save_card
from core.workflows.checking.consistency import without_ignored
from core.workflows.drafting.editing import TypedParagraph, set_particulars, take_over
from gui.draft import views as beside
from gui.draft.page import LEDGER, PAGES, TEXT, DraftPage
from gui.editor.painting.underlines import TextMark, source_of
from gui.editor.panel import TextPanel
from gui.findings import panel as findings
from gui.findings.head import NO_CARD
from gui.findings.model import finding_nodes, marks
from gui.findings.panel import NONE_FOUND, FindingsPanel
from gui.preview.draft_pages import PagesPanel
from gui.session import background_work as draft_work
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from gui.widgets.lists.result_model import ResultTreeModel
from tests.builders import make_draft
from tests.gui import parts
from tests.gui.listed import finding, listed_titles, titles
from tests.gui.workspace import compose, make_page, make_session, put, type_text

SOURCE = """
title |2023年总结
h1 一、|在金川区推进
body |共举办38期，其中集中27期，专题9期。金川区完成。
body |下降12%，从48增至50。
"""
PLACES, SUMS, CHANGES = "不在名片里的地名（1）", "分项与合计（1）", "升降与数值（1）"


def found_in(draft: Draft) -> tuple[Finding, ...]:
    """A name in two places, parts that do not make a total, and a fall that is none."""
    return (
        finding(draft, "carry_over_place", ("e2", "金川区"), ("e3", "金川区")),
        finding(draft, "figures_sum", ("e3", "38期"), ("e3", "27期"), ("e3", "9期")),
        finding(draft, "figures_direction", ("e4", "下降12%")),
    )


@pytest.fixture
def draft() -> Draft:
    return make_draft(SOURCE)


@pytest.fixture
def cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's folder of its own, with one card."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    save_card("档案馆", UnitCard("青禾县档案馆"))


@pytest.fixture
def runner(qapp: Any, cards: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[TaskRunner]:
    """Works in the background with hardly a pause, on findings that go when their words do."""
    monkeypatch.setattr(draft_work, "SOON", 5)
    monkeypatch.setattr(draft_work, "LATER", 10)
    made = TaskRunner(AppError)
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: Any, runner: TaskRunner, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> FindingsPanel:
    """The panel of a draft with a card, once everything is listed."""
    known = found_in(draft)

    def still(now: Draft) -> Any:
        texts = "".join(element.content for element in now.elements)
        kept = dict(now.identity.particulars).get(KEPT, "") + str(load_card("档案馆").value)
        left = (each for each in known if each.text in texts and each.text not in kept)
        return without_ignored(now, left), bool(dict(now.identity.particulars).get(CARD))

    monkeypatch.setattr(findings, "make_look", lambda *_: still)
    return shown(qtbot, runner, draft)


def shown(qtbot: Any, runner: TaskRunner, draft: Draft) -> FindingsPanel:
    model = DraftModel(make_session(draft))
    model.do(set_particulars, {CARD: "档案馆"})
    made = FindingsPanel(runner, model)
    made.model = model
    qtbot.addWidget(made)
    made.resize(330, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: not made.work.is_stale, timeout=10000)
    return made


def turn_to(panel: FindingsPanel, title: str) -> None:
    row = next(row for row in panel.listed.rows() if row.shown.title == title)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.listed.index_of(row.key))


def rows(panel: FindingsPanel) -> list[str]:
    return listed_titles(panel.listed)


def texts(panel: FindingsPanel) -> str:
    return "".join(element.content for element in panel.model.draft.elements)


# The rows


def test_findings_stand_in_groups(draft: Draft) -> None:
    nodes = finding_nodes(found_in(draft), draft)
    assert titles(nodes) == [PLACES, SUMS, CHANGES]
    assert titles(nodes[0].children) == ["金川区"]


def test_both_places_of_a_contradiction_are_there(draft: Draft) -> None:
    row = finding_nodes(found_in(draft), draft)[1].children[0]
    assert [child.shown.around.text for child in row.children] == ["38期", "27期", "9期"]


def test_an_item_is_one_line_and_says_why_in_the_tool_tip(draft: Draft) -> None:
    rows = [row.shown for group in finding_nodes(found_in(draft), draft) for row in group.children]
    assert {(row.note, row.around) for row in rows} == {("", None)}
    assert {row.hint for row in rows} == {"为什么"}


GRAVE = (Severity.WARNING, Severity.HINT, Severity.ERROR)


@pytest.mark.parametrize("by_section", [False, True])
def test_errors_come_first_whatever_the_grouping(draft: Draft, by_section: bool) -> None:
    found = [replace(one, severity=grave) for one, grave in zip(found_in(draft), GRAVE, strict=True)]
    first, *others = finding_nodes(found, draft, by_section)
    assert (first.shown.title, [row.value for row in first.children]) == ("错误（1）", [found[-1]])
    assert found[-1] not in [row.value for group in others for row in group.children]


def test_the_place_of_the_one_turned_to_is_shown_below(panel: FindingsPanel) -> None:
    turn_to(panel, "38期")
    assert panel.foot.change.isVisible()
    assert ">38期</b>" in panel.foot.change.text()


def test_a_kind_nobody_knows_is_listed_last(draft: Draft) -> None:
    nodes = finding_nodes([finding(draft, "new_check", ("e3", "38期")), *found_in(draft)], draft)
    assert titles(nodes)[-1] == "其他（1）"


def test_equal_findings_have_keys_of_their_own(draft: Draft) -> None:
    twice = [finding(draft, "figures_sum", ("e3", "38期"))] * 2
    keys = [row.key for row in finding_nodes(twice, draft)[0].children]
    assert len(set(keys)) == 2


def test_the_model_keeps_qts_rules(draft: Draft) -> None:
    model = ResultTreeModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_nodes(finding_nodes(found_in(draft), draft))
    model.show_nodes(finding_nodes(found_in(draft)[:1], draft))
    assert tester.model() is model


def test_marks_count_from_the_ordinal_on(draft: Draft) -> None:
    finding = found_in(draft)[0]
    assert marks([(finding.place, finding)], draft, str) == ((2, 3, 6, "warning"),)


# The panel


def test_the_groups_stand_open(panel: FindingsPanel) -> None:
    assert rows(panel) == [PLACES, SUMS, CHANGES]
    assert all(panel.view.isExpanded(panel.listed.index(row, 0)) for row in range(3))


def test_a_name_that_is_kept_is_gone_from_the_list(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, "金川区")
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    assert rows(panel) == [SUMS, CHANGES, "已忽略1处"]
    assert "金川区" in str(panel.model.draft.identity.particulars)


def test_keeping_is_one_step(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, "金川区")
    before = panel.model.draft
    panel.keep()
    panel.model.undo()
    assert panel.model.draft == before


def test_a_name_is_replaced_everywhere(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, "金川区")
    QTest.keyClick(panel.view, Qt.Key.Key_F2)
    editor = panel.view.indexWidget(panel.view.currentIndex())
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, "青禾县")
    with qtbot.waitSignal(panel.message_shown) as told:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == ["“金川区”已全文改为“青禾县”。"]
    assert (texts(panel).count("青禾县"), texts(panel).count("金川区")) == (2, 0)


def test_replacing_begins_from_a_place_too(panel: FindingsPanel) -> None:
    turn_to(panel, "金川区")
    panel.view.setCurrentIndex(panel.listed.index(1, 0, panel.view.currentIndex()))
    panel.begin_replacing()
    assert panel.view.is_editing


def test_a_name_is_put_on_the_card(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, "金川区")
    with qtbot.waitSignal(panel.explained) as noted:
        panel.foot.add.click()
    assert noted.args[0].startswith("“金川区”已加入名片“档案馆”")
    assert load_card("档案馆").value.others == ("金川区",)
    assert rows(panel) == [SUMS, CHANGES]


def test_without_a_card_one_is_asked_for(panel: FindingsPanel, qtbot: Any) -> None:
    panel.model.do(set_particulars, {CARD: ""})
    qtbot.waitUntil(lambda: not panel.work.is_stale)
    turn_to(panel, "金川区")
    with qtbot.waitSignal(panel.card_wanted) as asked:
        panel.foot.add.click()
    assert (asked.args, panel.foot.add.toolTip()) == ([findings.ASK_CARD.format(name="金川区")], NO_CARD)


def test_the_name_that_waited_for_a_card_goes_onto_it(panel: FindingsPanel, qtbot: Any) -> None:
    panel.model.do(set_particulars, {CARD: ""})
    qtbot.waitUntil(lambda: not panel.work.is_stale)
    turn_to(panel, "金川区")
    panel.foot.add.click()
    panel.model.do(set_particulars, {CARD: "档案馆"})
    qtbot.waitUntil(lambda: load_card("档案馆").value.others == ("金川区",))
    assert "金川区" not in [each.text for each in panel.findings]


def test_of_a_figure_nothing_can_be_replaced(panel: FindingsPanel) -> None:
    turn_to(panel, "38期")
    assert [button.isHidden() for button in (panel.foot.replace, panel.foot.ignore, panel.foot.restore)] == [
        True,
        False,
        True,
    ]
    assert panel.foot.message.text() == "为什么"


def test_an_ignored_figure_stands_under_the_last_line(panel: FindingsPanel) -> None:
    turn_to(panel, "38期")
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    assert rows(panel) == [PLACES, CHANGES, "已忽略1处"]
    assert not panel.view.isExpanded(panel.listed.index(2, 0))


def test_ignoring_is_one_step(panel: FindingsPanel) -> None:
    turn_to(panel, "38期")
    before = panel.model.draft
    panel.foot.ignore.click()
    panel.model.undo()
    assert panel.model.draft == before


def test_what_was_ignored_is_taken_back(panel: FindingsPanel, qtbot: Any) -> None:
    before = panel.model.draft
    turn_to(panel, "38期")
    panel.ignore()
    panel.view.setCurrentIndex(panel.listed.index(0, 0, panel.listed.index(2, 0)))
    panel.foot.restore.click()
    qtbot.waitUntil(lambda: rows(panel) == [PLACES, SUMS, CHANGES])
    assert panel.model.draft.identity.particulars[:-1] == before.identity.particulars


def test_a_place_leads_there(panel: FindingsPanel, qtbot: Any) -> None:
    turn_to(panel, "38期")
    below = panel.listed.index(1, 0, panel.view.currentIndex())
    with qtbot.waitSignal(panel.place_chosen) as told:
        panel.view.setCurrentIndex(below)
    assert told.args == ["e3", 11, 14]


def test_a_group_leads_nowhere(panel: FindingsPanel, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(panel.place_chosen):
        panel.view.setCurrentIndex(panel.listed.index(0, 0))


def test_places_follow_what_was_typed_since(panel: FindingsPanel, draft: Draft) -> None:
    content = "今年" + draft.elements[3].content
    before = panel.found.now(panel.model.draft)[-1][0].span
    panel.model.take(take_over, ("e4",), (TypedParagraph("e4", content),), ())
    assert panel.found.now(panel.model.draft)[-1][0].span == before.moved(2)


def test_nothing_found_is_said(qtbot: Any, runner: TaskRunner) -> None:
    panel = shown(qtbot, runner, make_draft("body |一切都好。"))
    assert (panel.empty.text(), panel.view.isHidden()) == (NONE_FOUND, True)


# In the workspace


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> DraftPage:
    """The workspace of the draft, once the findings are counted."""
    monkeypatch.setattr(findings, "make_look", lambda *_: lambda _draft: (found_in(draft), False))
    made = make_page(qtbot, runner, draft)
    qtbot.waitUntil(lambda: parts.status(made).findings.isVisible(), timeout=10000)
    return made


def test_the_status_line_counts_the_findings(page: DraftPage) -> None:
    assert parts.status(page).findings.text() == "● 问题 3"


def test_the_count_leads_to_the_list(page: DraftPage) -> None:
    parts.side(page).hide()
    parts.status(page).findings.click()
    assert parts.side(page).isVisible()
    assert parts.side(page).currentIndex() == beside.FINDINGS
    assert parts.side(page).findings.view.hasFocus()


def test_no_findings_are_not_told(page: DraftPage) -> None:
    parts.status(page).show_findings(0)
    assert parts.status(page).findings.isHidden()


def test_the_tab_says_how_many(page: DraftPage) -> None:
    mark = parts.side(page).tabBar().tabButton(beside.FINDINGS, beside.SIDE)
    assert (mark.text(), parts.side(page).tabBar().accessibleTabName(beside.FINDINGS)) == ("3", "问题，3处要看")


def test_a_tab_with_nothing_has_no_mark(page: DraftPage) -> None:
    parts.side(page).findings.counted.emit(0)
    assert parts.side(page).tabBar().tabButton(beside.FINDINGS, beside.SIDE) is None


def test_a_finding_is_selected_in_the_text(page: DraftPage) -> None:
    page.show_tab(TEXT)
    parts.side(page).show_findings()
    turn_to(parts.side(page).findings, "38期")
    assert page.text.textCursor().selectedText() == "38期"
    assert parts.side(page).findings.view.hasFocus()


def test_a_finding_is_selected_in_the_form(page: DraftPage) -> None:
    parts.side(page).show_findings()
    turn_to(parts.side(page).findings, "下降12%")
    assert parts.outline(page).key == "e2"
    assert parts.form(page).text.textCursor().selectedText() == "下降12%"


def test_a_finding_turns_from_the_table_of_facts_to_the_text(page: DraftPage) -> None:
    page.show_tab(LEDGER)
    parts.side(page).show_findings()
    turn_to(parts.side(page).findings, "38期")
    assert (parts.views(page).currentIndex(), page.text.textCursor().selectedText()) == (TEXT, "38期")
    assert parts.side(page).findings.view.hasFocus()


def test_the_keyboard_goes_round_where_nothing_is_listed(page: DraftPage, qtbot: Any) -> None:
    parts.side(page).setCurrentIndex(beside.ROLL_OVER)
    parts.form(page).setFocus()
    parts.side(page).currentWidget().setFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_F6)
    assert parts.outline(page).isAncestorOf(page.focusWidget())


def test_findings_are_underlined_on_the_pages(page: DraftPage) -> None:
    page.show_tab(PAGES)
    assert set(page.findChild(PagesPanel).view.reel.marks) == {2, 3, 4}


# Underlined in running text


def marked(text: TextPanel) -> list[tuple[str, Severity]]:
    """What is underlined, paragraph after paragraph."""
    held = [pair for block in text.sync.blocks() for pair in text.overlay.marks.in_block(block)]
    return [(cursor.selectedText(), mark.severity) for cursor, mark in held]


def test_findings_are_marked_in_running_text(page: DraftPage) -> None:
    page.show_tab(TEXT)
    words = [words for words, _ in marked(page.text)]
    assert words == ["金川区", "38期", "27期", "9期", "金川区", "下降12%"]


def test_marks_follow_what_is_typed_before_them(page: DraftPage) -> None:
    page.show_tab(TEXT)
    put(page.text, 2, 0)
    type_text(page.text, "今年")
    assert [words for words, _ in marked(page.text)][1:4] == ["38期", "27期", "9期"]


def test_a_mark_is_painted_in_the_colour_of_its_severity(page: DraftPage) -> None:
    page.show_tab(TEXT)
    page.text.facts.show_marks(source_of([], page.model.draft))
    plain = page.text.grab().toImage()
    page.text.facts.show_marks(source_of([TextMark("e3", 1, 5, Severity.ERROR, "写错了")], page.model.draft))
    assert page.text.grab().toImage() != plain


def test_a_mark_says_why(page: DraftPage) -> None:
    page.show_tab(TEXT)
    put(page.text, 2, 4)
    assert page.text.facts.tooltip_at(page.text.cursorRect().center() + QPoint(3, 0)).startswith("为什么")


def test_marks_stand_in_the_section_that_is_filled_in(page: DraftPage) -> None:
    assert "下降12%" in [words for words, _ in marked(parts.form(page).text)] or parts.outline(page).key != "e2"


def test_marking_changes_nothing_of_the_text(page: DraftPage, qtbot: Any) -> None:
    page.show_tab(TEXT)
    compose(page.text, "nian")
    with qtbot.assertNotEmitted(page.text.document().contentsChange):
        page.text.facts.show_marks(source_of([TextMark("e3", 1, 5, Severity.HINT, "看一看")], page.model.draft))
    assert page.text.textCursor().block().layout().preeditAreaText() == "nian"


@pytest.mark.parametrize(
    ("start", "keys", "chosen"),
    [
        ((0, 0), 1, "金川区"),
        ((0, 0), 2, "38期"),
        ((3, 0), 1, "下降12%"),
        ((3, 0), -1, "38期"),
        ((0, 0), -1, "下降12%"),
    ],
)
def test_f8_goes_from_finding_to_finding(page: DraftPage, start: tuple[int, int], keys: int, chosen: str) -> None:
    page.show_tab(TEXT)
    put(page.text, *start)
    for _ in range(abs(keys)):
        page.findChild(QAction, "next_finding" if keys > 0 else "previous_finding").trigger()
    assert page.text.textCursor().selectedText() == chosen


def test_f8_explains_the_finding_below_the_list(page: DraftPage) -> None:
    page.show_tab(TEXT)
    put(page.text, 3, 0)
    page.findChild(QAction, "next_finding").trigger()
    assert parts.side(page).findings.foot.message.text() == "为什么"


def test_f8_says_why_where_the_list_is_not_seen(page: DraftPage) -> None:
    page.show_tab(TEXT)
    parts.side(page).hide()
    page.findChild(QAction, "next_finding").trigger()
    told = next(row.shown.hint for row in parts.side(page).findings.listed.rows() if row.value is not None)
    assert parts.notice(page).text.endswith(told)


def test_f8_says_nothing_more_beside_the_list(page: DraftPage) -> None:
    parts.side(page).show_findings()
    page.findChild(QAction, "next_finding").trigger()
    assert not parts.notice(page).isVisible()


def test_f8_does_not_praise_a_draft_that_is_still_looked_through(page: DraftPage) -> None:
    parts.side(page).findings.findings = ()
    parts.side(page).findings.work.touch()
    page.findChild(QAction, "next_finding").trigger()
    assert parts.notice(page).text.startswith("正在校对")


def test_f8_on_the_pages_goes_on_where_it_was(page: DraftPage) -> None:
    page.show_tab(PAGES)
    with_place = [place for place, _ in parts.side(page).findings.first_places]
    seen = []
    parts.side(page).place_chosen.connect(lambda element_id, start, _end: seen.append((element_id, start)))
    for _ in range(3):
        page.findChild(QAction, "next_finding").trigger()
    assert seen == [(at.element_id, at.span.start) for at in with_place[:3]]


@pytest.mark.parametrize("width", [200, 260, 322, 600])
def test_the_names_of_the_tabs_are_the_same_whatever_the_room(page: DraftPage, width: int) -> None:
    parts.side(page).roll_over.counted.emit(4321)
    parts.side(page).resize(width, 700)
    assert tuple(parts.side(page).tabText(number) for number in range(parts.side(page).count())) == beside.NAMES


def test_the_names_of_the_tabs_have_room_at_the_least_width(page: DraftPage) -> None:
    parts.side(page).roll_over.counted.emit(4321)
    parts.side(page).resize(parts.side(page).minimumSizeHint())
    bar = parts.side(page).tabBar()
    assert bar.tabRect(bar.count() - 1).right() < parts.side(page).width()


def test_the_pages_stand_in_one_place_only(page: DraftPage) -> None:
    assert len(page.findChildren(PagesPanel)) == 1


def test_a_task_of_the_plan_that_nobody_mentions_is_listed(qapp: Any, cards: None) -> None:
    plan = make_draft("title |2023年工作要点\nh1 一、|重点任务\nh2 （一）|建设新馆库房。‖完成库房主体工程。")
    held = Draft(Identity("年度工作总结", 2023), make_draft(SOURCE).elements, basis=(Basis("要点", plan.elements),))
    found, *_ = findings.make_look()(held)
    assert "要点里有、稿件里没有（1）" in titles(finding_nodes(found, held))


def test_a_list_nobody_looks_at_is_not_made(panel: FindingsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    panel.hide()
    monkeypatch.setattr(findings, "finding_nodes", pytest.fail)
    panel.take_answer((found_in(panel.model.draft)[:1], True))
    assert panel.head.severities[Severity.WARNING].text() == "提醒 1"


def test_the_list_is_there_when_somebody_looks(panel: FindingsPanel) -> None:
    panel.hide()
    panel.take_answer((found_in(panel.model.draft)[:1], True))
    panel.show()
    assert listed_titles(panel.view.model()) == [PLACES]


def test_a_group_of_very_many_lines_begins_shut(panel: FindingsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.widgets.lists.result_view.MOST", 0)
    panel.take_answer(((finding(panel.model.draft, "word_odd", ("e2", "推进")),), True))
    assert not panel.view.isExpanded(panel.listed.index(0, 0))
