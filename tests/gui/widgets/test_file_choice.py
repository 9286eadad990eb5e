"""Where the file choosers begin."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from core.errors import AppError
from core.stores.settings import Settings
from gui.settings.preferences import PROPERTY, Preferences
from gui.shell.tasks import TaskRunner
from gui.widgets import file_choice
from gui.widgets.file_choice import FOLDER, choose_draft, choose_model, choose_new_draft, existing, usual_folder


def documents() -> str:
    """Where documents are now, or would be: other programs may make that folder at any time."""
    return str(existing(Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))))


@pytest.fixture
def known(qapp, tmp_path, monkeypatch):
    """Preferences of a program that runs."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    runner = TaskRunner(AppError)
    made = Preferences(Settings(), runner)
    qapp.setProperty(PROPERTY, made)
    yield made
    qapp.setProperty(PROPERTY, None)
    made.flush()
    runner.close()


def test_a_chooser_begins_where_the_last_file_was(known, monkeypatch, tmp_path):
    asked = []

    def answer(_parent, _title, folder, _kinds):
        asked.append(folder)
        return str(tmp_path / "范文.docx"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    choose_model(None, "选文件", "")
    choose_model(None, "选文件", "")
    assert asked == [documents(), str(tmp_path)]


def test_a_folder_that_is_gone_is_not_asked_for(known, tmp_path):
    known.change(FOLDER, str(tmp_path / "没有"))
    assert usual_folder() == documents()


def test_without_a_program_a_chooser_begins_among_the_documents(qapp):
    assert usual_folder() == documents()


def test_a_drafts_folder_that_is_not_there_yet_is_looked_for_above(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: asked.append(given[2]) or ("", ""))
    choose_draft(None, tmp_path / "文档" / "拟稿", ".nigao")
    assert asked == [str(tmp_path)]


def test_where_nothing_can_be_written_another_place_is_proposed(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: asked.append(given[2]) or ("", ""))
    monkeypatch.setattr(file_choice, "folder_with_room", lambda folders: list(folders)[1])
    choose_new_draft(None, tmp_path / "总结（另存）.nigao", ".nigao")
    assert asked == [str(Path(file_choice.documents_folder()) / "总结（另存）.nigao")]


def test_a_draft_whose_folder_is_gone_is_offered_a_place_that_is_there(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: asked.append(given[2]) or ("", ""))
    choose_new_draft(None, tmp_path / "断开的盘" / "总结（另存）.nigao", ".nigao")
    assert asked == [str(tmp_path / "总结（另存）.nigao")]
