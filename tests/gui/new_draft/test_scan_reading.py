"""A scan among the files: asked about where it stands, recognised with progress and an end, for a form and a draft."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from core.errors import AppError
from core.result import Notice, Result
from core.workflows.importing.isolated import ReportReader
from core.workflows.importing.reports import Report, recognise_report
from core.workflows.yearly.bases import listed_bases
from gui.new_draft import scan_reading
from gui.new_draft.basis import BasisPanel
from gui.new_draft.several import SeveralPage
from gui.shell.main_window import MainWindow
from gui.shell.tasks import TaskRunner
from tests.gui.whole_window import draft_file, settle, whole_window

TEXT = "青禾县2024年工作总结\n一、加强学习\n全年开展学习48次。\n".encode()
Watch = Callable[[int, int], bool]


def recognise(path: Path, watch: Watch) -> Result[Report]:
    """Stands for reading a scan of two pages; the second is never done while ``slow`` lies beside the file."""
    while watch(1, 2):
        if not (path.parent / "slow").exists():
            found = recognise_report(path.name, TEXT)
            return Result(found.value, (Notice("scan_recognised", count=2), *found.notices))
        Event().wait(0.01)
    raise AppError("scan_stopped")


@pytest.fixture
def picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(scan_reading, "read_scan_apart", recognise)
    monkeypatch.setattr(scan_reading, "scan_question", lambda _problem: "认成文字吗？")
    (path := tmp_path / "照片.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return path


@pytest.fixture
def panel(qtbot: Any, runner: TaskRunner, picture: Path) -> Iterator[BasisPanel]:
    reader = ReportReader()
    made = BasisPanel(runner, reader)
    qtbot.addWidget(made)
    made.add([picture])
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20000)
    yield made
    reader.close()


def press(parent: Any, words: str) -> None:
    next(each for each in parent.findChildren(QPushButton) if each.text() == words and not each.isHidden()).click()


def test_an_unanswered_question_is_in_the_way_of_nothing(panel: BasisPanel) -> None:
    assert (panel.reading, panel.reports) == ((1, 1), ())


def test_a_scan_is_read_when_the_user_wants_it(panel: BasisPanel, runner: TaskRunner, qtbot: Any) -> None:
    press(panel, scan_reading.READ)
    assert panel.reading == (0, 1)
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20000)
    assert [report.document.title for report in panel.reports] == ["青禾县2024年工作总结"]


def test_reading_is_stopped_and_asked_about_again(
    panel: BasisPanel, runner: TaskRunner, qtbot: Any, picture: Path
) -> None:
    (picture.parent / "slow").touch()
    press(panel, scan_reading.READ)
    qtbot.waitUntil(lambda: any("第2页" in each.text() for each in panel.findChildren(QLabel)), timeout=20000)
    press(panel, scan_reading.STOP)
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20000)
    press(panel, scan_reading.READ)
    assert panel.reports == ()
    panel.clear()


def test_without_the_program_it_is_said_what_to_do(
    qtbot: Any, runner: TaskRunner, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _refuse(_problem: AppError) -> str:
        raise AppError("scan_no_program")

    monkeypatch.setattr(scan_reading, "scan_question", _refuse)
    made = BasisPanel(runner, ReportReader())
    qtbot.addWidget(made)
    made.add([picture])
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20000)
    assert any("Tesseract" in each.text() for each in made.findChildren(QLabel))


@pytest.fixture
def window(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / ".home"))
    with whole_window(qapp, tmp_path / ".drafts") as made:
        settle(made)
        yield made


def test_a_list_names_scans_and_lets_them_be_ticked(window: MainWindow, picture: Path) -> None:
    window.controllers.new_draft.list_files([picture])
    settle(window)
    page = window.pages.currentWidget()
    assert isinstance(page, SeveralPage)
    assert [page.items[0].text(column) for column in (0, 1)] == ["照片.png", "扫描件"]
    assert page.items[0].checkState(0).value == 0


def test_a_scan_added_to_a_draft_is_asked_about_and_becomes_a_basis(
    window: MainWindow, picture: Path, tmp_path: Path
) -> None:
    window.open_draft(draft_file(tmp_path / ".own"))
    settle(window)
    page = window.pages.currentWidget()
    page.prior.bases.add([picture], window.controllers.reader)
    settle(window)
    press(window.notices.notice, scan_reading.READ)
    settle(window)
    assert [each.name for each in listed_bases(page.model.draft)][1:] == ["照片"]
