"""Copies of drafts as the clerk sees them: listed, looked into, taken back without writing over anything."""

import errno
import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.errors import AppError, BadDraft
from core.model.change import apply
from core.workflows.drafting.editing import set_value
from core.workflows.drafting.session import create_session, open_session, read_stored
from core.workflows.messages import sentence
from core.workflows.recovery import backups
from core.workflows.recovery.backups import (
    backups_folder,
    keep_abandoned,
    keep_backup,
    last_backup,
    list_backups,
    restore_backup,
)
from tests.builders import make_draft

REPORT = "title |2023年青禾县档案馆工作总结\nbody |选派{**}名干部。"
NOON = datetime(2023, 7, 3, 12, 0)


def clock() -> datetime:
    return NOON


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    create_session(tmp_path / "稿.nigao", make_draft(REPORT), clock).close()
    keep_backup(tmp_path / "稿.nigao", NOON)
    return tmp_path / "稿.nigao"


def fill(path: Path, value: str) -> None:
    session = open_session(path, clock).value
    session.do(set_value(session.draft, "f1", value))
    session.close()


def test_the_list_says_what_when_and_how_large(path: Path) -> None:
    found = list_backups()[0]
    assert (found.title, found.unit, found.kind) == ("2023年青禾县档案馆工作总结", "青禾县档案馆", "hour")
    assert (found.time, found.size, found.origin) == (NOON, found.path.stat().st_size, path)


def test_what_was_given_up_is_kept_whatever_is_copied_later(path: Path) -> None:
    given_up = apply(read_stored(path), set_value(read_stored(path), "f1", "12"))
    assert keep_abandoned(given_up, path, NOON)
    fill(path, "5")
    keep_backup(path, NOON + timedelta(minutes=1))
    found = {backup.origin.name: read_stored(backup.path) for backup in list_backups()}
    assert found["稿（放弃的改动0703-120000）.nigao"] == given_up


def test_where_copies_cannot_be_made_nothing_is_said(path: Path, tmp_path: Path) -> None:
    draft = read_stored(path)
    shutil.rmtree(tmp_path / "home" / "backups")
    (tmp_path / "home" / "backups").write_bytes(b"")
    assert not keep_abandoned(draft, path, NOON)


def test_the_latest_comes_first(path: Path) -> None:
    fill(path, "12")
    keep_backup(path, NOON + timedelta(days=1))
    assert [backup.time.day for backup in list_backups()] == [4, 3]


def test_a_copy_comes_back_with_its_history(path: Path, tmp_path: Path) -> None:
    fill(path, "12")
    keep_backup(path, NOON + timedelta(days=1))
    restored = restore_backup(list_backups()[0].path, tmp_path / "取回.nigao")
    assert read_stored(restored) == read_stored(path)
    assert restored.read_bytes()[100:] == list_backups()[0].path.read_bytes()[100:]


def test_a_draft_without_a_title_goes_by_its_file(path: Path, tmp_path: Path) -> None:
    create_session(tmp_path / "无题.nigao", make_draft("body |正文。"), clock).close()
    keep_backup(tmp_path / "无题.nigao", NOON + timedelta(days=2))
    assert list_backups()[0].title == "无题"


def test_nothing_is_written_over(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(BadDraft, match="draft_exists"):
        restore_backup(list_backups()[0].path, path)
    assert path.read_bytes() == before


def test_a_missing_folder_and_a_vanished_copy_are_told(path: Path, tmp_path: Path) -> None:
    with pytest.raises(BadDraft, match="save_no_folder"):
        restore_backup(list_backups()[0].path, tmp_path / "没有" / "稿.nigao")
    with pytest.raises(BadDraft, match="backup_gone") as told:
        restore_backup(tmp_path / "没有.nigao", tmp_path / "新.nigao")
    assert "备份" in sentence(told.value)


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "save_disk_full"), (errno.EIO, "draft_not_created")])
def test_a_disk_that_refuses_leaves_nothing_behind(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(backups.shutil, "copyfileobj", refuse)
    with pytest.raises(AppError, match=code):
        restore_backup(list_backups()[0].path, tmp_path / "新.nigao")
    assert not (tmp_path / "新.nigao").exists()


def test_the_last_copy_is_found_when_the_draft_itself_is_gone(path: Path) -> None:
    path.unlink()
    found = last_backup(path)
    assert found is not None
    assert found.time == NOON


def test_a_draft_without_copies_has_no_last_one(path: Path) -> None:
    assert last_backup(path.with_name("别的.nigao")) is None


def test_a_copy_that_cannot_be_made_disturbs_nobody(path: Path) -> None:
    path.write_bytes(b"x" * 5000)
    assert keep_backup(path, NOON) is False
    assert keep_backup(path.with_name("没有.nigao"), NOON) is False


def test_a_folder_that_cannot_be_made_disturbs_nobody(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups_folder().parent.joinpath("file").write_bytes(b"")
    monkeypatch.setattr(backups, "backups_folder", lambda: backups_folder().parent / "file" / "backups")
    assert keep_backup(path, NOON) is False
