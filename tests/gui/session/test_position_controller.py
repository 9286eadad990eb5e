"""A draft opened again shows what one was at: after a restart, from the start page, in each of its views."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from core.stores.positions import FILE_NAME, DraftPlace, PositionBook
from core.workflows.drafting.session import create_session
from gui.draft.page import COVERAGE, FORM, LEDGER, PAGES, TEXT, DraftPage
from gui.session.draft_controller import PositionController
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.gui.coverage.test_coverage_panel import planned
from tests.gui.whole_window import now, settle, whole_window
from tests.gui.workspace import REPORT, make_page

LONG = REPORT + "".join(
    f"body |第{number}段：学习、调研、督办都要到位，本段有{{{number + 20}}}项。\n" for number in range(90)
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def draft(home: Path, tmp_path: Path) -> Path:
    return stored(tmp_path / "稿件.nigao", make_draft(LONG))


def stored(path: Path, draft: Any) -> Path:
    create_session(path, draft, now).close()
    return path


def opened(window: Any, path: Path, qtbot: Any) -> Any:
    """The page of a draft, in front."""
    window.open_draft(path)
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), DraftPage), timeout=20000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle(window)
    return window.controllers.draft.page


def put_cursor(page: Any, element_id: str, offset: int) -> None:
    page.text.setTextCursor(page.text.sync.cursor_at(element_id, offset))
    page.text.ensureCursorVisible()


def reopened(qapp: Any, tmp_path: Path, path: Path, qtbot: Any) -> DraftPlace:
    """What another start of the program shows."""
    with whole_window(qapp, tmp_path) as window:
        place: DraftPlace = opened(window, path, qtbot).place
        return place


def left_in_text(qapp: Any, tmp_path: Path, path: Path, qtbot: Any) -> DraftPlace:
    """A draft read in 正文 with 问题 beside it, and closed."""
    with whole_window(qapp, tmp_path) as window:
        page = opened(window, path, qtbot)
        page.show_tab(TEXT)
        page.side.show_findings()
        page.text.setFocus()
        put_cursor(page, "e60", 5)
        place: DraftPlace = page.place
        return place


def test_a_restart_shows_the_same_place(qapp: Any, tmp_path: Path, draft: Path, qtbot: Any) -> None:
    left = left_in_text(qapp, tmp_path, draft, qtbot)
    again = reopened(qapp, tmp_path, draft, qtbot)
    assert (left.view, left.tab, left.cursor) == ("text", "findings", ("e60", 5))
    assert again == left


def test_a_draft_never_opened_begins_at_the_beginning(qapp: Any, tmp_path: Path, draft: Path, qtbot: Any) -> None:
    with whole_window(qapp, tmp_path) as window:
        page = opened(window, draft, qtbot)
        assert (page.views.currentIndex(), page.section, page.side.tab) == (FORM, "front", "prior")


def test_looking_changes_no_draft(qapp: Any, tmp_path: Path, draft: Path, qtbot: Any) -> None:
    left_in_text(qapp, tmp_path, draft, qtbot)
    before = draft.read_bytes()
    assert (reopened(qapp, tmp_path, draft, qtbot).cursor, draft.read_bytes()) == (("e60", 5), before)


@pytest.mark.parametrize(
    ("gone", "view", "section", "cursor"),
    [
        ({"cursor": ("e999", 3), "anchor": ("e999", 3), "seen": ("e998", 0)}, "text", "e7", ("e7", 0)),
        ({"cursor": ("e999", 3), "seen": ("e998", 0), "section": "e997"}, "text", "front", ("e1", 0)),
        ({"view": "gone", "tab": "gone", "section": "e7", "field": "f999"}, "form", "e7", None),
    ],
)
def test_of_what_is_gone_the_section_is_shown_or_the_beginning(
    qapp: Any,
    tmp_path: Path,
    draft: Path,
    qtbot: Any,
    gone: dict[str, Any],
    view: str,
    section: str,
    cursor: tuple[str, int] | None,
) -> None:
    book = PositionBook()
    book.note(draft, replace(DraftPlace("text", "e7", "findings"), **gone))
    book.store()
    again = reopened(qapp, tmp_path, draft, qtbot)
    assert (again.view, again.section) == (view, section)
    assert cursor in (None, again.cursor)


def test_from_the_start_page_one_types_on(qapp: Any, tmp_path: Path, draft: Path, qtbot: Any) -> None:
    with whole_window(qapp, tmp_path) as window:
        page = opened(window, draft, qtbot)
        page.show_tab(TEXT)
        put_cursor(page, "e60", 5)
        left = page.place
        window.controllers.go("go_start")
        settle(window)
        window.open_draft(draft)
        settle(window)
        assert (window.controllers.draft.page.place, page.text.hasFocus()) == (left, True)


def test_the_rail_leads_back_into_the_same_field(qapp: Any, tmp_path: Path, draft: Path, qtbot: Any) -> None:
    with whole_window(qapp, tmp_path) as window:
        page = opened(window, draft, qtbot)
        page.show_fact("f4")
        window.controllers.go("go_start")
        window.controllers.go("go_draft")
        field = page.place.field
        assert (field, page.form.isAncestorOf(QApplication.focusWidget())) == ("f4", True)


# Each view


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner, home: Path, tmp_path: Path) -> Any:
    return make_page(qtbot, runner, make_draft(LONG))


def test_the_form_shows_the_same_field(page: Any, runner: TaskRunner, qtbot: Any) -> None:
    page.show_fact("f5")
    left = page.place
    other = make_page(qtbot, runner, page.model.draft)
    other.take_place(left)
    assert (left.field, other.place) == ("f5", left)


def test_the_form_shows_the_same_place_of_the_text(page: Any, runner: TaskRunner, qtbot: Any) -> None:
    page.show_section("e7")
    page.form.text.setFocus()
    page.form.text.moveCursor(QTextCursor.MoveOperation.End)
    left = page.place
    other = make_page(qtbot, runner, page.model.draft)
    other.take_place(left)
    assert (left.field, other.place.cursor, other.form.text.hasFocus()) == ("", left.cursor, True)


def test_the_ledger_shows_the_same_row(page: Any, runner: TaskRunner, qtbot: Any) -> None:
    page.show_tab(LEDGER)
    table = page.ledger.sheet.table
    table.turn_to(60)
    table.turn_to(55)
    left = page.place
    other = make_page(qtbot, runner, page.model.draft)
    other.take_place(left)
    assert left.seen[0] not in ("", left.cursor[0])
    assert other.place == left


def test_a_row_that_is_gone_leaves_the_ledger_at_its_beginning(page: Any) -> None:
    page.take_place(DraftPlace("ledger", cursor=("f999", 3), seen=("f998", 0)))
    assert page.ledger.sheet.table.currentIndex().row() == 0


def test_the_pages_show_the_same_spot_once_they_are_there(page: Any, runner: TaskRunner, qtbot: Any) -> None:
    page.show_tab(PAGES)
    reel = page.views.pages_panel.view.reel
    qtbot.waitUntil(lambda: len(reel.pages) > 1, timeout=20000)
    page.pages.arrive()
    bar = reel.verticalScrollBar()
    bar.setValue(bar.maximum() * 2 // 3)
    left = page.place
    other = make_page(qtbot, runner, page.model.draft)
    other.take_place(left)
    again = other.views.pages_panel.view.reel
    qtbot.waitUntil(lambda: len(again.pages) > 1, timeout=20000)
    QApplication.processEvents()  # the pages become narrower by the scroll bar they need
    assert again.verticalScrollBar().value() == pytest.approx(bar.value(), abs=2)
    assert bar.value() > 0


def test_a_page_that_is_gone_is_the_last_one(page: Any, qtbot: Any) -> None:
    page.take_place(DraftPlace("pages", seen=("99", 0)))
    reel = page.views.pages_panel.view.reel
    qtbot.waitUntil(lambda: len(reel.pages) > 1, timeout=20000)
    assert reel.current() == len(reel.pages) - 1


def test_the_plan_shows_the_same_task_once_it_was_looked_through(qtbot: Any, runner: TaskRunner, home: Path) -> None:
    page = make_page(qtbot, runner, planned())
    page.show_tab(COVERAGE)
    sheet = page.coverage.sheet
    qtbot.waitUntil(lambda: sheet.view.current is not None, timeout=20000)
    sheet.view.step(1)
    left = page.place
    other = make_page(qtbot, runner, page.model.draft)
    other.take_place(left)
    assert other.place.cursor == left.cursor
    qtbot.waitUntil(lambda: other.coverage.sheet.view.current is not None, timeout=20000)
    assert other.coverage.sheet.view.current.key == left.cursor[0] == sheet.view.current.key


# When it is written


class Page(QWidget):
    """Something with a place."""

    place = DraftPlace("text", "e1")


@pytest.fixture
def workspace(runner: TaskRunner, home: Path, tmp_path: Path, qtbot: Any) -> Any:
    """Follows a page that is shown."""
    from tests.gui.workspace import make_session

    owner, page = QObject(), Page()
    qtbot.addWidget(page)
    made = PositionController(runner, owner)
    made.owner, made.page, made.runner = owner, page, runner  # type: ignore[attr-defined]
    page.show()
    made.begin(make_session(), page)
    return made


def written(workspace: Any, home: Path, qtbot: Any) -> bool:
    qtbot.waitUntil(lambda: not workspace.runner.is_busy)
    return (home / FILE_NAME).is_file()


def test_nothing_is_written_while_the_place_changes(workspace: Any, home: Path, qtbot: Any) -> None:
    for number in range(4):
        workspace.page.place = DraftPlace("text", "e1", cursor=("e1", number))
        workspace.look()
    assert not written(workspace, home, qtbot)


def test_a_place_where_the_hand_rests_is_written(workspace: Any, home: Path, qtbot: Any) -> None:
    workspace.look()
    workspace.look()
    assert written(workspace, home, qtbot)


def test_leaving_the_page_writes_it(workspace: Any, home: Path, qtbot: Any) -> None:
    workspace.page.hide()
    assert written(workspace, home, qtbot)


def test_closing_the_draft_writes_it_at_once(workspace: Any, home: Path) -> None:
    workspace.end()
    assert (home / FILE_NAME).is_file()


def test_a_draft_that_is_closed_is_followed_no_more(workspace: Any, home: Path, qtbot: Any) -> None:
    workspace.end()
    (home / FILE_NAME).unlink()
    workspace.page.place = DraftPlace("form")
    workspace.page.hide()
    assert not written(workspace, home, qtbot)
