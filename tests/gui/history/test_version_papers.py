"""花脸稿, 三栏对照表 and 核稿单 from the window: the file, the message, nothing when cancelled."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from core.package import Package
from core.workflows.drafting.editing import set_value
from core.workflows.drafting.session import create_session
from gui.history.papers import PDF, WORD, VersionPapers
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.gui.workspace import REPORT
from tests.journals import Seconds

Written = Callable[[str, str], str]


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DraftModel:
    """A draft with one version, edited since."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    session = create_session(tmp_path / "稿.nigao", make_draft(REPORT), Seconds(61))
    session.keep_version("送审一稿")
    session.do(set_value(session.draft, session.draft.facts[0].id, "777"))
    return DraftModel(session)


@pytest.fixture
def written(
    qtbot: Any, runner: TaskRunner, model: DraftModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Written:
    """Do something that writes a file under a name chosen in the dialog; what is told at the end."""
    parent, told = QWidget(), list[str]()
    qtbot.addWidget(parent)
    papers = VersionPapers(runner, lambda words, _tone, _choices: told.append(words), parent)

    def do(what: str, name: str) -> str:
        chosen = (str(tmp_path / name) if name else "", PDF if name.endswith(".pdf") else WORD)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
        if what == "write_sheet":
            papers.write_sheet(model.session.path, model.draft)
        else:
            getattr(papers, what)(model, 1, 0)
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
        return told[-1] if told else ""

    return do


def test_a_redline_tells_how_much_differs(written: Written, tmp_path: Path) -> None:
    assert "花脸稿已写到“甲.docx”。\n“现在的稿件”和“送审一稿”比，共" in written("write_redline", "甲.docx")
    assert b"<w:ins " in Package((tmp_path / "甲.docx").read_bytes()).read("word/document.xml")


def test_a_redline_to_read_on_paper(written: Written, tmp_path: Path) -> None:
    assert "已写到“甲.pdf”" in written("write_redline", "甲.pdf")
    assert (tmp_path / "甲.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("what", "words"), [("write_columns", "三栏对照表"), ("write_sheet", "核稿单")])
def test_the_other_papers(written: Written, tmp_path: Path, what: str, words: str) -> None:
    assert f"{words}已写到“乙.docx”" in written(what, "乙")
    assert (tmp_path / "乙.docx").exists()


def test_a_full_stop_in_a_name_is_no_ending(written: Written, tmp_path: Path) -> None:
    written("write_columns", "第1.2稿")
    assert (tmp_path / "第1.2稿.docx").exists()


def test_nothing_is_written_when_the_dialog_is_cancelled(written: Written) -> None:
    assert written("write_redline", "") == ""


def test_a_folder_that_is_gone_is_told_in_a_sentence(written: Written) -> None:
    assert "没有写出文件" in written("write_redline", "没有的文件夹/甲.docx")
