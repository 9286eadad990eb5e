"""Copies and salvage work with any file name, beside any other program, and for drafts of earlier formats."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from core.drafts import sqlite_files as raw
from core.drafts.backups import copies, keep, look
from core.drafts.salvage import salvage
from core.drafts.sqlite_files import connect
from core.drafts.store import DraftStore
from core.errors import BadDraft
from tests.builders import make_draft
from tests.spoiled import noon

REPORT = "title |2023年青禾县档案馆工作总结\nbody |选派{**}名干部。"
NAMES = ["总结 #1%.nigao", "a&b'c.nigao", "有 空格（终稿）.nigao", "100%25.nigao"] + ["稿?.nigao"] * (os.name != "nt")
NOON = datetime(2023, 7, 3, 12)


@pytest.fixture(params=NAMES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    DraftStore.create(tmp_path / request.param, make_draft(REPORT), noon).close()
    return tmp_path / request.param


def test_any_name_can_be_copied(path: Path, tmp_path: Path) -> None:
    keep(tmp_path / "backups", path, NOON)
    found = copies(tmp_path / "backups")
    assert [copy.origin for copy in found] == [path]
    assert look(found[0].path)[0] == "2023年青禾县档案馆工作总结"


def test_any_name_can_be_salvaged(path: Path) -> None:
    assert salvage(path).draft == make_draft(REPORT)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    DraftStore.create(tmp_path / "稿.nigao", make_draft(REPORT), noon).close()
    return tmp_path / "稿.nigao"


def test_who_looks_may_not_write(plain: Path) -> None:
    with closing(connect(plain, "mode=ro")) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM element")


def test_a_missing_file_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        connect(tmp_path / "没有.nigao", "mode=ro")
    assert not (tmp_path / "没有.nigao").exists()


def test_a_draft_that_another_program_keeps_to_itself_is_copied_another_time(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "WAIT", 0.01)
    with closing(sqlite3.connect(plain, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BadDraft):
            keep(tmp_path / "backups", plain, NOON)
    assert keep(tmp_path / "backups", plain, NOON)


def test_a_copy_made_while_somebody_writes_is_the_state_before(plain: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(plain, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE element SET content = 'half'")
        keep(tmp_path / "backups", plain, NOON)
        writer.execute("ROLLBACK")
    assert salvage(copies(tmp_path / "backups")[0].path).draft == make_draft(REPORT)


def test_what_a_copy_was_made_of_may_be_unknown(plain: Path, tmp_path: Path) -> None:
    keep(tmp_path / "backups", plain, NOON)
    (copies(tmp_path / "backups")[0].path.parent / "origin.txt").unlink()
    assert copies(tmp_path / "backups")[0].origin == Path()


def test_a_draft_with_a_name_that_is_not_utf_8_is_known_by_it(plain: Path, tmp_path: Path) -> None:
    keep(tmp_path / "backups", plain, NOON)
    (copies(tmp_path / "backups")[0].path.parent / "origin.txt").write_bytes(b"/a/\xc7\xe0.nigao")
    assert os.fsencode(copies(tmp_path / "backups")[0].origin) == b"/a/\xc7\xe0.nigao"
