"""调整行距或字距 in the window: offered with what is wrong, told, undone, and shown where the draft is exported."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from core.editing.particulars import particulars_of, set_particulars
from core.errors import AppError
from core.model.change import apply
from core.model.draft import Draft
from core.model.particulars import FIT
from core.workflows.exporting.closing_page import CODE, alone_on
from core.workflows.exporting.draft_pages import DraftSetter
from gui.draft.page import PAGES, DraftPage
from gui.export import fit_action as fit_action
from gui.export.sheet import ExportSheet
from gui.preview.draft_pages import PagesPanel
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.gui import parts
from tests.gui.workspace import make_session

LONG = "body |" + "我县统筹推进各项重点工作，全年目标任务顺利完成。" * 5
CLOSING = ("signature |青禾县档案馆", "issue_date |2025年12月5日")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def runner(qapp: Any) -> Iterator[TaskRunner]:
    made = TaskRunner(AppError)
    yield made
    made.close()


def lonely() -> Draft:
    """A draft of which 署名 stands alone on the last page."""
    setter = DraftSetter()
    for paragraphs in range(3, 40):
        made = make_draft("\n".join(("title |青禾县2025年工作总结", *[LONG] * paragraphs, *CLOSING)))
        made = apply(made, set_particulars(made, {"版式": "内部材料"}))
        if alone_on(made, setter.set(made)) is not None:
            return made
    raise AssertionError("no such draft")


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner) -> DraftPage:
    """A draft page that has looked at its pages."""
    made = DraftPage(make_session(lonely()), runner)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    qtbot.waitUntil(lambda: bool(made.pages.findings), timeout=30000)
    return made


def test_it_stands_among_the_findings(qtbot: Any, page: DraftPage) -> None:
    page.show_findings()
    qtbot.waitUntil(lambda: parts.side(page).findings.work.answer is not None, timeout=30000)
    assert CODE in [finding.code for finding in parts.side(page).findings.findings]


def test_the_way_out_is_one_step_that_is_told_and_undone(qtbot: Any, page: DraftPage) -> None:
    with qtbot.waitSignal(page.pages.fit.message_shown, timeout=30000) as told:
        page.pages.fit.begin()
    assert "改为" in told.args[0]
    qtbot.waitUntil(lambda: page.pages.findings == (), timeout=30000)
    page.model.undo()
    assert not particulars_of(page.model.draft).get(FIT)


def test_a_draft_changed_meanwhile_is_left_alone(qtbot: Any, page: DraftPage, monkeypatch: Any) -> None:
    action, noted = page.pages.fit, []
    action.notice_raised.connect(noted.append)
    action.apply_adjustment(make_draft("body |x"), object())
    assert noted == [fit_action.CHANGED]
    assert not particulars_of(page.model.draft).get(FIT)


def test_where_nothing_helps_it_says_so(page: DraftPage) -> None:
    noted: list[str] = []
    page.pages.fit.notice_raised.connect(noted.append)
    page.pages.fit.apply_adjustment(page.model.draft, None)
    assert noted == [fit_action.NO_ADJUSTMENT]


def test_a_draft_that_may_not_be_changed_says_so(qtbot: Any, runner: TaskRunner, page: DraftPage) -> None:
    noted: list[str] = []
    action = fit_action.FitAction(runner, lambda: page.model.draft, lambda _edit: False, page)
    action.notice_raised.connect(noted.append)
    action.take_back()
    assert noted == [fit_action.READ_ONLY]


def test_what_was_closed_does_not_come_back(qtbot: Any, page: DraftPage) -> None:
    page.show_tab(PAGES)
    panel = next(one for one in page.findChildren(PagesPanel) if one.isVisible())
    qtbot.waitUntil(lambda: not panel.notice.isHidden(), timeout=30000)
    panel.notice.cross.click()
    page.pages.model.changed.emit()
    assert panel.notice.isHidden()


def offered(sheet: ExportSheet) -> list[QPushButton]:
    return [button for button in sheet.look.notice.buttons if not button.isHidden()]


def test_the_export_offers_it_and_the_way_back(qtbot: Any, runner: TaskRunner) -> None:
    session = make_session(lonely())
    sheet = ExportSheet(runner, lambda: datetime(2025, 12, 5))
    qtbot.addWidget(sheet)
    sheet.resize(1200, 760)
    sheet.show()
    sheet.begin(session)
    qtbot.waitUntil(lambda: [b.text() for b in offered(sheet)] == [fit_action.FIT], timeout=30000)
    offered(sheet)[0].click()
    qtbot.waitUntil(lambda: [b.text() for b in offered(sheet)] == [fit_action.BACK], timeout=30000)
    offered(sheet)[0].click()
    assert particulars_of(session.draft)[FIT] == ""
    qtbot.waitUntil(lambda: not sheet.look.model.is_stale and not runner.is_busy, timeout=30000)
