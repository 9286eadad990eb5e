"""Collection sheets in the window: where they are asked for, files dropped on it, back to the draft, another type size."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton

from gui.collection.controller import NO_DRAFT, CollectionController
from gui.collection.read_sheet import ReadSheet
from gui.collection.send_sheet import SendSheet
from gui.draft.page import DraftPage
from gui.draft.views import LEDGER
from gui.shell.main_window import MainWindow
from gui.shell.router import Router
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.page_stack import PageStack
from tests.gui import parts
from tests.gui.collecting import blank_sheets_fixture, fill, home_fixture, session_of
from tests.gui.shell.test_main_window import draft_page, folder, window

__all__ = ("blank_sheets_fixture", "draft_page", "folder", "home_fixture", "window")


class DraftStandIn(QLabel):
    """A page that keeps its looks."""

    def restyle(self) -> None:
        """Nothing is measured here."""


class Place:
    """Pages with the controller, and what it said."""

    def __init__(self, qtbot: Any, runner: TaskRunner, has_draft: bool = True) -> None:
        self._qtbot, self.runner = qtbot, runner
        self.session = session_of() if has_draft else None
        self.pages = PageStack()
        qtbot.addWidget(self.pages)
        self.router = Router(self.pages)
        self.router.supply(runner=lambda: runner)
        self.router.adopt("draft", DraftStandIn())
        self.controller = CollectionController(self.router, lambda: self.session)
        self.told: list[str] = []
        self.controller.message_shown.connect(lambda words, _tone: self.told.append(words))
        self.pages.show()

    @property
    def front(self) -> Any:
        """The sheet in front, once nothing is under way."""
        self._qtbot.waitUntil(lambda: not self.runner.is_busy)
        return self.pages.currentWidget()


@pytest.fixture
def place(qtbot: Any, runner: TaskRunner) -> Place:
    return Place(qtbot, runner)


def test_sheets_are_sent_from_a_sheet_of_the_window(place: Place) -> None:
    place.controller.send()
    assert isinstance(place.front, SendSheet)


def test_without_a_draft_it_is_told_what_to_do(qtbot: Any, runner: TaskRunner) -> None:
    place = Place(qtbot, runner, has_draft=False)
    place.controller.send()
    assert (place.told, place.front) == ([NO_DRAFT], place.router.find("draft"))


def test_what_is_typed_is_handed_in_first(place: Place, qtbot: Any) -> None:
    with qtbot.waitSignal(place.controller.flush_wanted):
        place.controller.send()


def test_dropped_spreadsheets_are_filled_sheets(place: Place, blank_sheets: list[Path]) -> None:
    assert place.controller.take_files([fill(blank_sheets[1], {0: 9}), fill(blank_sheets[2], {0: 1300})])
    assert [row.cells[4] for row in place.front.table.chosen] == ["9", "1300"]


@pytest.mark.parametrize("names", [[], ["去年.docx"], ["一.xlsx", "去年.docx"]])
def test_anything_else_is_left_to_others(place: Place, names: list[str]) -> None:
    assert not place.controller.take_files([Path(name) for name in names])


@pytest.mark.parametrize("name", ["旧.xls", "一.et", "一.csv"])
def test_other_spreadsheets_are_refused_in_a_sentence(place: Place, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    place.controller.take_files([tmp_path / name])
    assert "另存为 .xlsx" in place.front.table.groups[0].rows[0].cells[-1]


def test_another_type_size_keeps_what_was_read(place: Place, blank_sheets: list[Path]) -> None:
    place.controller.take_files([fill(blank_sheets[1], {0: 9})])
    before = place.front
    place.router.restyle()
    assert place.front is not before
    assert [row.cells[4] for row in place.front.table.chosen] == ["9"]


def test_a_closed_draft_leaves_no_sheet_behind(place: Place) -> None:
    place.controller.send()
    place.router.close("send")
    assert place.router.find("send") is None


@pytest.mark.parametrize(("words", "signal"), [("下发填报表", "sheets_to_send"), ("回收填报表", "sheets_to_read")])
def test_the_ledger_has_a_button_for_it(qtbot: Any, runner: TaskRunner, words: str, signal: str) -> None:
    page = DraftPage(session_of(), runner)
    qtbot.addWidget(page)
    bar = parts.ledger(page).sheet.bar
    found = next(b for b in bar.findChildren(QPushButton) if words in b.text())
    with qtbot.waitSignal(getattr(page, signal)):
        found.click()


def test_a_spreadsheet_dropped_on_the_window_is_read(
    window: MainWindow, draft_page: Any, tmp_path: Path, qtbot: Any
) -> None:
    (tmp_path / "回.xlsx").write_bytes(b"PK")
    window.take_files([tmp_path / "回.xlsx"])
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), ReadSheet))
    qtbot.waitUntil(lambda: not window.runner.is_busy)
    assert window.pages.currentWidget().table.groups[0].title == "读不了、或者不是这份稿件的表（1）"


def test_what_was_taken_is_looked_at_in_the_ledger(window: MainWindow, draft_page: Any) -> None:
    turned: list[int] = []
    draft_page.show_ledger = lambda: turned.append(LEDGER)
    window.controllers.draft.collecting.ledger_wanted.emit()
    assert turned == [LEDGER]


def test_the_sheet_leads_back_to_the_draft(window: MainWindow, draft_page: Any, qtbot: Any) -> None:
    next(action for action in window.findChildren(QAction) if action.objectName() == "send_sheets").trigger()
    sheet = window.pages.currentWidget()
    sheet.closed.emit()
    assert isinstance(sheet, SendSheet)
    assert window.pages.currentWidget() is draft_page
