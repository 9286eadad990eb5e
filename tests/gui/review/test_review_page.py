"""收回改稿: changes listed beside the draft, taken one step each, undone one by one."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from core.workflows.drafting.session import Session, create_session
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions
from core.workflows.review.returned import is_copy_of
from gui.review.page import ReviewPage
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft

DRAFT = """h1 一、|工作情况
h2 （一）|接收档案。‖接收档案{490}卷，方便群众查阅。
body |全馆同志齐心协力，完成了各项任务。"""


@pytest.fixture(name="session")
def session_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A draft that has gone out as 发出.docx."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    session = create_session(tmp_path / "今年.nigao", make_draft(DRAFT), datetime.now)
    export_draft(session.draft, tmp_path / "发出.docx", ExportOptions(marks=False))
    return session


def _copy(folder: Path, name: str, old: str, new: str) -> Path:
    written = io.BytesIO()
    with zipfile.ZipFile(folder / "发出.docx") as source, zipfile.ZipFile(written, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            target.writestr(part, data.decode().replace(old, new).encode() if part == "word/document.xml" else data)
    (folder / name).write_bytes(written.getvalue())
    return folder / name


@pytest.fixture(name="page_with")
def page_fixture(qtbot: Any, runner: TaskRunner, session: Session) -> Callable[..., ReviewPage]:
    """The page once it has read these copies."""
    page = ReviewPage(runner)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.begin(session)

    def read(*paths: Path) -> ReviewPage:
        page.take_files(paths)
        qtbot.waitUntil(lambda: not runner.is_busy)
        return page

    return read


def _titles(page: ReviewPage) -> list[str]:
    return [group.title for group in page.table.groups]


def _tick_all(page: ReviewPage) -> None:
    page.table.tick([row for group in page.table.groups for row in group.rows], True)


def test_no_word_is_changed_by_reading(page_with: Callable[..., ReviewPage], session: Session, tmp_path: Path) -> None:
    before = session.draft
    page = page_with(_copy(tmp_path, "王.docx", "490", "512"))
    assert _titles(page) == ["可以采纳（1）"]
    assert session.draft.elements is before.elements
    assert [copy.name for copy in session.draft.copies] == ["王.docx"]


def test_a_change_is_shown_with_the_words_around_it(page_with: Callable[..., ReviewPage], tmp_path: Path) -> None:
    page = page_with(_copy(tmp_path, "王.docx", "方便群众查阅", "方便群众随时查阅"))
    cells = page.table.groups[0].rows[0].cells
    assert (cells[1], cells[2]) == ("…卷，方便群众查阅。", "…卷，方便群众随时查阅。")


def test_ticked_changes_are_taken_and_undone(
    page_with: Callable[..., ReviewPage], session: Session, tmp_path: Path
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", "490", "512"))
    _tick_all(page)
    page.take_button.click()
    assert "512卷" in session.draft.elements[1].content
    assert _titles(page) == ["稿件里已经这样写了（1）"]
    session.undo()
    assert "490卷" in session.draft.elements[1].content


def test_what_two_copies_say_differently_stands_first(page_with: Callable[..., ReviewPage], tmp_path: Path) -> None:
    page = page_with(_copy(tmp_path, "王.docx", "490", "512"), _copy(tmp_path, "李.docx", "490", "530"))
    assert _titles(page) == ["几份改稿说法不一，要哪个就勾哪个（2）"]


def test_a_file_of_another_draft_is_told(page_with: Callable[..., ReviewPage], tmp_path: Path) -> None:
    page = page_with(_copy(tmp_path, "别的.docx", "_GW_abcd1234_", "_GW_ffff0000_"))
    assert "不是这份稿件导出的文件" in page.notice.text
    assert page.table.groups == ()


def test_a_copy_is_known_by_its_bookmarks(session: Session, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK")
    assert is_copy_of(tmp_path / "发出.docx", session.draft.identity.key)
    assert not is_copy_of(tmp_path / "发出.docx", "ffff0000")
    assert not is_copy_of(tmp_path / "坏.docx", session.draft.identity.key)


def test_the_model_keeps_the_rules_of_qt(page_with: Callable[..., ReviewPage], tmp_path: Path) -> None:
    page = page_with(_copy(tmp_path, "王.docx", "490", "512"))
    tester = QAbstractItemModelTester(page.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    _tick_all(page)
    assert tester.model() is page.table


@pytest.mark.parametrize(
    ("deed", "name", "told"),
    [
        ("write_opinions", "采纳.xlsx", "采纳情况表已写到“采纳.xlsx”"),
        ("write_redline", "花脸.docx", "花脸稿已写到“花脸.docx”"),
    ],
)
def test_papers_are_written_of_what_came_back(
    page_with: Callable[..., ReviewPage],
    qtbot: Any,
    runner: TaskRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    deed: str,
    name: str,
    told: str,
) -> None:
    page = page_with(_copy(tmp_path, "王.docx", "方便群众", "方便群众随时"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
    getattr(page, deed)()
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
    assert (told in page.notice.text, (tmp_path / name).exists()) == (True, True)
