"""A folder, or many files, given to the window: listed first, then a draft is made of the ticked ones."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from core.workflows.importing.isolated import ReportReader
from core.workflows.yearly.bases import listed_bases
from gui.new_draft.page import NewDraftPage
from gui.new_draft.several import SeveralPage
from gui.shell.main_window import MainWindow
from tests.gui.whole_window import draft_file, settle, whole_window

TEXT = "青禾县{year}年工作总结\n一、加强学习\n全年开展学习48次。\n青禾县\n{year}年12月30日\n"


class LastingReader(ReportReader):
    """Its process takes longer to start than to read all files of these tests: no window ends it."""

    def close(self) -> None:
        """The fixture does."""


@pytest.fixture(scope="module")
def reader() -> Iterator[ReportReader]:
    made = LastingReader()
    yield made
    ReportReader.close(made)


@pytest.fixture
def window(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: ReportReader) -> Iterator[MainWindow]:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / ".home"))
    with whole_window(qapp, tmp_path / ".drafts") as made:
        settle(made)
        made.controllers.reader = reader
        yield made


def put(folder: Path, *years: int) -> list[Path]:
    paths = [folder / f"{year}.txt" for year in years]
    for path in paths:
        path.write_text(TEXT.format(year=path.stem), "utf-8")
    return paths


def front(window: MainWindow) -> Any:
    settle(window)
    return window.pages.currentWidget()


def test_a_folder_dropped_is_listed_and_its_files_start_a_draft(window: MainWindow, tmp_path: Path) -> None:
    put(tmp_path, 2023, 2024)
    window.take_files([tmp_path])
    page = front(window)
    assert isinstance(page, SeveralPage)
    page.chosen.emit([tmp_path / "2024.txt", tmp_path / "2023.txt"], ["起草用", "备查"])
    form = front(window)
    assert isinstance(form, NewDraftPage)
    assert (form.basis.chosen_roles, form.request.roles) == (("起草用", "备查"), {0: "起草用", 1: "备查"})


def test_few_files_go_to_the_form_and_many_are_listed_first(window: MainWindow, tmp_path: Path) -> None:
    paths = put(tmp_path, 2021, 2022, 2023, 2024)
    window.take_files(paths[:3])
    assert isinstance(front(window), NewDraftPage)
    window.controllers.go("go_start")
    window.take_files(paths)
    assert isinstance(front(window), SeveralPage)


def test_a_list_called_from_the_form_adds_to_it_and_back_leads_there(window: MainWindow, tmp_path: Path) -> None:
    (path,) = put(tmp_path, 2024)
    window.begin_draft("上半年工作总结")
    form = front(window)
    window.controllers.new_draft.list_files([tmp_path])
    front(window).cancelled.emit()
    assert front(window) is form
    window.controllers.new_draft.list_files([tmp_path])
    front(window).chosen.emit([path], ["备查"])
    assert (front(window), form.basis.paths, form.request.kind) == (form, (path,), "上半年工作总结")


def test_a_file_dropped_on_an_open_draft_is_asked_about_and_becomes_a_basis(window: MainWindow, tmp_path: Path) -> None:
    (path,) = put(tmp_path, 2024)
    window.open_draft(draft_file(tmp_path / ".own"))
    page = front(window)
    window.take_files([path])
    settle(window)
    assert front(window) is page
    choices = window.notices.notice.findChildren(QPushButton)
    next(each for each in choices if each.text().startswith("放进往年材料")).click()
    settle(window)
    assert [each.name for each in listed_bases(page.model.draft)][1:] == ["2024"]
