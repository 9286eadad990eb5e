"""Of which year a basis document is: asked in one card, answered by a click or a key, kept and undone in the draft."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSpinBox

from core.errors import AppError
from core.model.draft import Draft
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.importing.kinds import list_kinds
from core.workflows.importing.reports import recognise_report
from gui.new_draft.page import NewDraftPage
from gui.new_draft.year_question import YearQuestion
from gui.roll_over.panel import RollOverPanel
from gui.session import background_work as draft_work
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from tests.gui.workspace import make_session

REPORT = """青禾县档案馆工作总结
2021年，全年接待群众1200人次，比2020年增长8%。
一、2021年工作情况
今年以来，接待查档群众3000人次。
青禾县档案馆
2022年1月6日
"""


@pytest.fixture
def runner(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[TaskRunner]:
    """Works in the background with hardly a pause."""
    monkeypatch.setattr(draft_work, "SOON", 5)
    monkeypatch.setattr(draft_work, "LATER", 10)
    made = TaskRunner(AppError)
    yield made
    made.close()


def draft(year: int) -> Draft:
    report = recognise_report("去年.txt", REPORT.encode()).value
    return start_draft(DraftRequest("年度工作总结", year, "青禾县档案馆", (report,))).value


def shown(qtbot: Any, runner: TaskRunner, year: int) -> RollOverPanel:
    """The panel of a draft of that year, once everything was looked through."""
    panel = RollOverPanel(runner, DraftModel(make_session(draft(year))))
    qtbot.addWidget(panel)
    panel.resize(330, 700)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    settled(qtbot, panel)
    return panel


def settled(qtbot: Any, panel: RollOverPanel) -> None:
    qtbot.waitUntil(lambda: not panel.work.is_stale, timeout=30000)


def question(widget: Any) -> YearQuestion:
    found: YearQuestion = widget.findChild(YearQuestion)
    return found


def buttons(widget: Any) -> dict[str, QPushButton]:
    found = question(widget).findChildren(QPushButton)
    return {each.text().replace("&", ""): each for each in found if each.isVisibleTo(widget)}


def test_a_year_that_fits_is_told_with_its_place(qtbot: Any, runner: TaskRunner) -> None:
    panel = shown(qtbot, runner, 2022)
    assert (question(panel).asks, list(buttons(panel))) == (False, ["更改年份"])


def test_a_year_that_does_not_fit_is_asked_for(qtbot: Any, runner: TaskRunner) -> None:
    panel = shown(qtbot, runner, 2023)
    assert question(panel).asks
    assert list(buttons(panel))[:2] == ["2021年(1)", "2022年(2)"]


def test_nothing_can_be_accepted_before_the_answer(qtbot: Any, runner: TaskRunner) -> None:
    panel = shown(qtbot, runner, 2023)
    panel.accept_all()
    assert panel._answered() == []
    assert panel.model.draft.elements == draft(2023).elements


def test_one_key_answers(qtbot: Any, runner: TaskRunner) -> None:
    panel = shown(qtbot, runner, 2023)
    QTest.keyClick(panel, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not question(panel).asks, timeout=30000)
    assert {proposal.replacement for proposal in panel._answered()} == {"2022年", "2023年"}


def test_an_answer_is_undone_and_asked_for_again(qtbot: Any, runner: TaskRunner) -> None:
    panel = shown(qtbot, runner, 2023)
    buttons(panel)["2021年(1)"].click()
    qtbot.waitUntil(lambda: not question(panel).asks, timeout=30000)
    panel.model.undo()
    qtbot.waitUntil(lambda: question(panel).asks, timeout=30000)


def test_any_year_can_be_typed(qtbot: Any, runner: TaskRunner) -> None:
    panel = shown(qtbot, runner, 2023)
    question(panel).findChild(QSpinBox).setValue(2022)
    buttons(panel)["确定"].click()
    qtbot.waitUntil(lambda: "2022年（您定的）" in question(panel).evidence, timeout=30000)


def test_an_answer_can_be_changed(qtbot: Any, runner: TaskRunner) -> None:
    panel = shown(qtbot, runner, 2022)
    buttons(panel)["更改年份"].click()
    qtbot.waitUntil(lambda: "2021年(1)" in buttons(panel), timeout=30000)


def test_the_same_year_again_closes_the_card(qtbot: Any, runner: TaskRunner) -> None:
    panel = shown(qtbot, runner, 2022)
    buttons(panel)["更改年份"].click()
    qtbot.waitUntil(lambda: "2021年(1)" in buttons(panel), timeout=30000)
    buttons(panel)["2021年(1)"].click()
    qtbot.waitUntil(lambda: list(buttons(panel)) == ["更改年份"], timeout=30000)


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner, tmp_path: Path) -> NewDraftPage:
    """新建稿件 of 2023 with the report of 2021."""
    path = tmp_path / "去年.txt"
    path.write_text(REPORT, "utf-8")
    made = NewDraftPage(runner, list_kinds(), date(2023, 7, 1))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.begin("", [path])
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=30000)
    return made


def test_a_new_draft_asks_before_it_is_begun(page: NewDraftPage) -> None:
    assert question(page).asks


def test_the_answer_goes_into_the_new_draft(page: NewDraftPage) -> None:
    buttons(page)["2021年(1)"].click()
    assert (question(page).asks, page.request.base_year, page.form.base_year) == (False, 2021, 2021)


def test_an_answer_comes_back_with_a_sheet_that_was_left(qtbot: Any, runner: TaskRunner, page: NewDraftPage) -> None:
    page.take_up(replace(page.form, base_year=2021))
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=30000)
    assert (page.request.base_year, question(page).asks) == (2021, False)
