"""What a disk, a share, a clock or another hand can do to a draft at work: each has its sentence, and a way out.

Every case goes the whole way: the edit is refused in words, nothing of the file is spoilt, the text stays in the
window, and saving elsewhere keeps every word.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.drafts import store as store_module
from core.drafts.store import DraftStore
from core.errors import AppError
from core.workflows.drafting.editing import set_value
from core.workflows.drafting.session import create_session, open_session, read_stored
from core.workflows.messages import sentence
from gui.session.sessions import SessionController
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft

REPORT = "title |2023年总结\nbody |选派{**}名干部，学习{48}次。"
NOON = datetime(2023, 7, 1, 12)
Patch = pytest.MonkeyPatch


class Clock:
    """Shows what it is told to."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keeper(qtbot: Any, tmp_path: Path, monkeypatch: Patch, clock: Clock) -> Iterator[SessionController]:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    runner = TaskRunner(AppError)
    made = SessionController(runner, tmp_path, clock)
    yield made
    qtbot.waitUntil(lambda: not runner.is_busy)
    made.abandon()
    made.close()
    runner.close()


@pytest.fixture
def path(keeper: SessionController, qtbot: Any, tmp_path: Path) -> Path:
    """A draft at work."""
    (tmp_path / "盘").mkdir()
    path = tmp_path / "盘" / "稿.nigao"
    create_session(path, make_draft(REPORT), lambda: NOON).close()
    with qtbot.waitSignal(keeper.opened):
        keeper.open(path, [])
    return path


def edit(keeper: SessionController, value: str = "12") -> None:
    assert keeper.session is not None
    keeper.session.do(set_value(keeper.session.draft, "f1", value))


def fill_disk(path: Path, monkeypatch: Patch) -> None:
    def full(*_: Any) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(store_module, "store_change", full)


def close_folder(path: Path, monkeypatch: Patch) -> None:
    """What SQLite says where no journal can be made beside the draft."""

    def closed(*_: Any) -> None:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(store_module, "store_change", closed)


def block_journal(path: Path, monkeypatch: Patch) -> None:
    """Something lies where the journal should be."""
    path.with_name(path.name + "-journal").mkdir()
    (path.with_name(path.name + "-journal") / "x").touch()


def delete(path: Path, monkeypatch: Patch) -> None:
    path.unlink()


def rename(path: Path, monkeypatch: Patch) -> None:
    path.rename(path.with_name("改了名.nigao"))


def put_another_in_place(path: Path, monkeypatch: Patch) -> None:
    create_session(path.with_name("另一份.nigao"), make_draft("title |别人的"), lambda: NOON).close()
    os.replace(path.with_name("另一份.nigao"), path)


def write_another_over(path: Path, monkeypatch: Patch) -> None:
    """A syncing program writes the copy of another machine into the very file."""
    other = path.with_name("另一台.nigao")
    shutil.copyfile(path, other)
    session = open_session(other, lambda: NOON).value
    session.do(set_value(session.draft, "f2", "99"))
    session.close()
    with path.open("r+b") as file:
        file.write(other.read_bytes())
        file.truncate()


def unmount(path: Path, monkeypatch: Patch) -> None:
    path.parent.rename(path.parent.with_name("断开的盘"))


def break_share(path: Path, monkeypatch: Patch) -> None:
    def broken(*_: Any) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    monkeypatch.setattr(store_module, "store_change", broken)


def hold(path: Path, monkeypatch: Patch) -> None:
    """Another program keeps the file to itself for longer than one waits."""
    monkeypatch.setattr(store_module, "upgrade", _busy)


def _busy(*_: Any) -> None:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    raise error


FAULTS: dict[str, tuple[Callable[[Path, Patch], None], str, str]] = {
    "the disk is full": (fill_disk, "draft_disk_full", "另存到别处"),
    "the folder is closed": (close_folder, "draft_no_permission", "另存到别处"),
    "no journal can be written": (block_journal, "draft_not_saved", "另存到别处"),
    "the file is deleted": (delete, "draft_moved", "另存到别处"),
    "the file is renamed": (rename, "draft_moved", "另存到别处"),
    "another file is put in its place": (put_another_in_place, "draft_replaced", "另存到别处"),
    "another machine's copy is written over it": (write_another_over, "draft_replaced", "另存到别处"),
    "the share is gone": (unmount, "draft_moved", "另存到别处"),
    "the share answers with errors": (break_share, "draft_not_saved", "另存到别处"),
    "another program holds it": (hold, "draft_locked", "另存到别处"),
}


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_in_words_and_saving_elsewhere_keeps_every_word(
    keeper: SessionController, path: Path, qtbot: Any, tmp_path: Path, case: str
) -> None:
    befall, code, advice = FAULTS[case]
    with pytest.MonkeyPatch.context() as patch:
        befall(path, patch)
        with qtbot.waitSignal(keeper.not_saved) as told:
            edit(keeper)
    with qtbot.waitSignal(keeper.saved):
        keeper.save_elsewhere(tmp_path / "别处.nigao")
    assert told.args[0].code == code
    assert advice in sentence(told.args[0])
    assert "选派12名" in read_stored(tmp_path / "别处.nigao").elements[1].text


SOUND_AFTERWARDS = ["the disk is full", "the share answers with errors", "another program holds it"]


@pytest.mark.parametrize("case", SOUND_AFTERWARDS)
def test_when_the_fault_is_gone_the_edit_is_stored(
    keeper: SessionController, path: Path, qtbot: Any, case: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        FAULTS[case][0](path, patch)
        with qtbot.waitSignal(keeper.not_saved):
            edit(keeper)
    with qtbot.waitSignal(keeper.saved):
        keeper.retry()
    assert "选派12名" in read_stored(path).elements[1].text


def test_two_copies_are_never_mixed(keeper: SessionController, path: Path, qtbot: Any, monkeypatch: Patch) -> None:
    write_another_over(path, monkeypatch)
    with qtbot.waitSignal(keeper.not_saved):
        edit(keeper)
    text = read_stored(path).elements[1].text
    assert (text.startswith("选派**名"), "学习99次" in text) == (True, True)


def test_a_clock_turned_back_loses_nothing(keeper: SessionController, path: Path, qtbot: Any, clock: Clock) -> None:
    for value, days in (("12", 0), ("13", -400)):
        clock.time = NOON + timedelta(days=days)
        with qtbot.waitSignal(keeper.saved):
            edit(keeper, value)
    keeper.close()
    session = open_session(path, clock).value
    undone = session.undo(), session.draft.elements[1].text
    session.close()
    assert undone == (True, "选派12名干部，学习48次。")


def test_a_second_window_may_look_and_is_told(keeper: SessionController, path: Path) -> None:
    result = open_session(path, lambda: NOON)
    told, read_only = [sentence(notice) for notice in result.notices], result.value.read_only
    result.value.close()
    assert read_only
    assert "正由另一个窗口或另一个人打开" in told[0]


def test_what_a_second_window_shows_can_be_saved_elsewhere(
    keeper: SessionController, path: Path, qtbot: Any, tmp_path: Path
) -> None:
    other = SessionController(keeper.runner, tmp_path, lambda: NOON)
    with qtbot.waitSignal(other.opened):
        other.open(path, [])
    with qtbot.waitSignal(other.saved):
        other.save_elsewhere(tmp_path / "别处.nigao")
    edit(other, "7")
    other.close()
    assert "选派7名" in read_stored(tmp_path / "别处.nigao").elements[1].text


def test_a_draft_stays_sound_whatever_befell(keeper: SessionController, path: Path, qtbot: Any) -> None:
    for case in SOUND_AFTERWARDS:
        with pytest.MonkeyPatch.context() as patch, qtbot.waitSignal(keeper.not_saved):
            FAULTS[case][0](path, patch)
            edit(keeper, case)
    keeper.abandon()
    keeper.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    DraftStore.open(path, lambda: NOON).close()
