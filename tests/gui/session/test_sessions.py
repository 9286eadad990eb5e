"""The one draft at work: no edit is lost when the disk refuses, no file is locked out by hasty clicks."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from core.drafts.store import DraftStore
from core.errors import AppError, BadDraft
from core.stores.recent import forget
from core.workflows.drafting.editing import set_value
from core.workflows.drafting.recent import list_recent
from core.workflows.drafting.session import create_session, read_stored
from core.workflows.recovery.backups import list_backups
from gui.draft.header_and_status import DraftStatus
from gui.session.sessions import RecentCard, SessionController
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft

REPORT = "title |2023年总结\nbody |选派{**}名干部。"


def noon() -> datetime:
    return datetime(2023, 7, 1, 12)


class Disk:
    """Refuses to store the draft 甲 while ``is_full``; another draft lies on another disk."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        self._record = DraftStore.record
        patch.setattr(DraftStore, "record", lambda store, *edit: self.record(store, *edit))

    def record(self, store: DraftStore, *edit: Any) -> None:
        """Store, or refuse."""
        if self.is_full and store.path.stem == "甲":
            raise BadDraft("draft_disk_full", name=store.path.name)
        self._record(store, *edit)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def keeper(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionController]:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    runner = TaskRunner(AppError)
    made = SessionController(runner, tmp_path, noon)
    yield made
    qtbot.waitUntil(lambda: not runner.is_busy)
    made.abandon()
    made.close()
    runner.close()


def file_of(folder: Path, name: str) -> Path:
    create_session(folder / f"{name}.nigao", make_draft(REPORT), noon).close()
    return folder / f"{name}.nigao"


def at_work(keeper: SessionController, qtbot: Any, path: Path) -> None:
    keeper.open(path, [])
    qtbot.waitUntil(lambda: keeper.session is not None and keeper.session.path == path)


def edit(keeper: SessionController, value: str = "12") -> None:
    assert keeper.session is not None
    keeper.session.do(set_value(keeper.session.draft, "f1", value))


@pytest.fixture
def stuck(keeper: SessionController, disk: Disk, qtbot: Any, tmp_path: Path) -> Path:
    """A draft with an edit that the disk has refused."""
    path = file_of(tmp_path, "甲")
    at_work(keeper, qtbot, path)
    disk.is_full = True
    with qtbot.waitSignal(keeper.not_saved):
        edit(keeper)
    return path


def test_a_refused_edit_is_tried_again_without_a_next_one(
    keeper: SessionController, disk: Disk, stuck: Path, qtbot: Any
) -> None:
    disk.is_full = False
    assert keeper.retry_timer.isActive()
    with qtbot.waitSignal(keeper.saved):
        keeper.retry_timer.timeout.emit()
    assert "选派12名" in read_stored(stuck).elements[1].text


def test_a_refused_edit_goes_on_being_tried(keeper: SessionController, stuck: Path, qtbot: Any) -> None:
    keeper.retry_timer.stop()
    with qtbot.waitSignal(keeper.not_saved):
        keeper.retry_timer.timeout.emit()
    assert keeper.retry_timer.isActive()


def test_a_refused_edit_is_noted_until_it_is_saved_elsewhere(
    keeper: SessionController, stuck: Path, qtbot: Any, tmp_path: Path
) -> None:
    notes = tmp_path / "home" / "unstored"
    qtbot.waitUntil(lambda: any(notes.glob("*")))
    with qtbot.waitSignal(keeper.saved):
        keeper.save_elsewhere(tmp_path / "乙.nigao")
    qtbot.waitUntil(lambda: not any(notes.glob("*")))


def test_an_edit_that_is_nowhere_but_in_memory_is_said_to_be(
    keeper: SessionController, disk: Disk, qtbot: Any, tmp_path: Path
) -> None:
    at_work(keeper, qtbot, file_of(tmp_path, "甲"))
    shutil.rmtree(tmp_path / "home" / "unstored", ignore_errors=True)
    (tmp_path / "home" / "unstored").write_text("no folder, nothing can be noted")
    disk.is_full = True
    with qtbot.waitSignal(keeper.not_saved, check_params_cb=lambda error: error.code == "draft_only_in_memory"):
        edit(keeper)
    disk.is_full = False
    with qtbot.waitSignal(keeper.saved):
        keeper.retry()


def test_nobody_leaves_while_an_edit_is_not_on_the_disk(keeper: SessionController, stuck: Path, qtbot: Any) -> None:
    left: list[str] = []
    with qtbot.waitSignal(keeper.not_saved):
        keeper.leave(lambda: left.append("left"))
    assert (left, keeper.session is None) == ([], False)


def leave_and_be_refused(keeper: SessionController, qtbot: Any, left: list[str]) -> None:
    with qtbot.waitSignal(keeper.not_saved):
        keeper.leave(lambda: left.append("left"))


def test_trying_again_leaves_once_the_disk_takes_it(
    keeper: SessionController, disk: Disk, stuck: Path, qtbot: Any
) -> None:
    left: list[str] = []
    leave_and_be_refused(keeper, qtbot, left)
    disk.is_full = False
    with qtbot.waitSignal(keeper.saved):
        keeper.retry()
    assert left == ["left"]


def test_nothing_is_left_unasked_when_the_disk_recovers(
    keeper: SessionController, disk: Disk, stuck: Path, qtbot: Any
) -> None:
    left: list[str] = []
    leave_and_be_refused(keeper, qtbot, left)
    disk.is_full = False
    with qtbot.waitSignal(keeper.saved):
        keeper.retry_timer.timeout.emit()
    assert left == []


def test_leaving_anyway_gives_the_edit_up(keeper: SessionController, stuck: Path, qtbot: Any) -> None:
    left: list[str] = []
    leave_and_be_refused(keeper, qtbot, left)
    keeper.abandon()
    assert left == ["left"]


def test_what_was_given_up_can_be_found_again(keeper: SessionController, stuck: Path, qtbot: Any) -> None:
    leave_and_be_refused(keeper, qtbot, [])
    keeper.abandon()
    qtbot.waitUntil(lambda: bool(list_backups()))
    assert "选派12名" in read_stored(list_backups()[0].path).elements[1].text


def test_another_draft_waits_for_the_edits_of_this_one(
    keeper: SessionController, stuck: Path, qtbot: Any, tmp_path: Path
) -> None:
    with qtbot.waitSignals([keeper.leaving, keeper.not_saved]):
        keeper.open(file_of(tmp_path, "乙"), [])
    assert keeper.session is not None
    assert keeper.session.path == stuck


def test_saving_elsewhere_takes_every_edit_along(
    keeper: SessionController, stuck: Path, qtbot: Any, tmp_path: Path
) -> None:
    with qtbot.waitSignal(keeper.saved):
        keeper.save_elsewhere(tmp_path / "别处.nigao")
    with qtbot.waitSignal(keeper.saved):
        edit(keeper, "13")
    assert "选派13名" in read_stored(tmp_path / "别处.nigao").elements[1].text


def test_a_version_that_stays_behind_is_told(keeper: SessionController, qtbot: Any, tmp_path: Path) -> None:
    path = file_of(tmp_path, "甲")
    at_work(keeper, qtbot, path)
    keeper.session.keep_version("一稿")
    keeper.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("UPDATE version SET body = '{'")
    at_work(keeper, qtbot, path)
    with qtbot.waitSignal(keeper.notice_raised) as told:
        keeper.save_elsewhere(tmp_path / "别处.nigao")
    assert "“一稿”" in told.args[0][0]


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted there")
def test_a_draft_deleted_underneath_is_told_and_saved_elsewhere(
    keeper: SessionController, qtbot: Any, tmp_path: Path
) -> None:
    path = file_of(tmp_path, "甲")
    at_work(keeper, qtbot, path)
    path.unlink()
    with qtbot.waitSignal(keeper.not_saved) as told:
        edit(keeper)
    with qtbot.waitSignal(keeper.saved):
        keeper.save_elsewhere(tmp_path / "别处.nigao")
    assert told.args[0].code == "draft_moved"
    assert "选派12名" in read_stored(tmp_path / "别处.nigao").elements[1].text


def test_a_second_click_on_the_same_card_is_the_same_wish(
    keeper: SessionController, qtbot: Any, tmp_path: Path
) -> None:
    path = file_of(tmp_path, "甲")
    keeper.open(path, [])
    at_work(keeper, qtbot, path)
    assert keeper.session is not None
    assert not keeper.session.read_only


def test_of_hasty_clicks_the_last_counts_and_nothing_is_locked(
    keeper: SessionController, qtbot: Any, tmp_path: Path
) -> None:
    first, second = file_of(tmp_path, "甲"), file_of(tmp_path, "乙")
    keeper.open(second, [])
    at_work(keeper, qtbot, first)
    free = DraftStore.open(second, noon)
    free.close()
    assert keeper.session is not None
    assert (keeper.session.read_only, free.read_only) == (False, False)


def test_two_clicks_make_one_new_draft(keeper: SessionController, qtbot: Any, tmp_path: Path) -> None:
    keeper.create(make_draft(REPORT), [])
    keeper.create(make_draft(REPORT), [])
    qtbot.waitUntil(lambda: keeper.session is not None)
    assert len(list(tmp_path.glob("*.nigao"))) == 1


def test_another_spelling_of_the_path_is_the_same_draft(keeper: SessionController, qtbot: Any, tmp_path: Path) -> None:
    path = file_of(tmp_path, "甲")
    at_work(keeper, qtbot, path)
    (tmp_path / "里").mkdir()
    shown: list[Any] = []
    keeper.opened.connect(lambda session, _told: shown.append(session))
    keeper.open(tmp_path / "里" / ".." / "甲.nigao", [])
    assert shown == [keeper.session]


def test_the_status_line_says_so_until_the_edit_is_stored(qtbot: Any) -> None:
    status = DraftStatus()
    qtbot.addWidget(status)
    status.show_saved(None)
    told = status.saved.text(), status.saved.property("pill")
    status.show_saved(noon())
    assert told == ("有改动没有存上", "finding")
    assert (status.saved.text(), status.saved.property("pill")) == ("已自动保存 12:00", "")


def test_the_status_line_goes_on_telling_what_was_asked_for(qtbot: Any) -> None:
    status = DraftStatus()
    qtbot.addWidget(status)
    status.show_saved(noon(), is_asked=True)
    status.show_saved(noon())
    assert status.saved.text() == "已存好 12:00"


def test_a_fault_at_the_end_leaves_the_file_free(
    keeper: SessionController, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "稿.nigao"
    create_session(path, make_draft(REPORT), noon).close()
    with qtbot.waitSignal(keeper.opened):
        keeper.open(path, [])
    monkeypatch.setattr("core.stores.recent.remember", lambda _draft: {}["nothing"])
    with pytest.raises(KeyError):
        keeper.close()
    store = DraftStore.open(path, noon)
    store.close()
    assert not store.read_only


def test_the_card_is_written_while_one_drafts(
    keeper: SessionController, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work(keeper, qtbot, file_of(tmp_path, "甲"))
    forget(tmp_path / "甲.nigao")
    keeper.findChild(RecentCard).findChild(QTimer).setInterval(0)
    edit(keeper)
    qtbot.waitUntil(lambda: len(list_recent().value) == 1)
