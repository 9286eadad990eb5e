"""Pending journals of drafts: where they are written, and replaying them when the draft is opened."""

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.drafts.backups import keep_unstored
from core.drafts.pending_journal import PendingEdit as PendingEdit
from core.drafts.pending_journal import PendingJournal as PendingJournal
from core.drafts.pending_journal import PendingVersion as PendingVersion
from core.drafts.pending_journal import path_hash
from core.drafts.pending_read import UNUSABLE, JournalHead, PendingEdits, claimed, read_head, read_pending
from core.drafts.store import DraftStore
from core.errors import AppError
from core.files import safe_name
from core.paths import user_folder
from core.result import Notice
from core.workflows.names import DRAFT_ENDING
from core.workflows.recovery.backups import Backup, backups_folder, list_backups

FOLDER, ENDING = "unstored", ".spill"
LONGEST_NAME = 60
OLDEST = 60 * 24 * 3600
"""Seconds that a journal is kept for a draft that is not opened again, if a backup holds its content."""


class SignedFile(Protocol):
    """A draft file that knows whose edit it holds last."""

    path: Path

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""

    def state(self) -> tuple[str, int]:
        """Which edit of which window it holds last."""


def journal_for(store: SignedFile) -> PendingJournal | None:
    """The pending journal of an open draft; None when it is read-only."""
    return None if store.read_only else PendingJournal(_folder(), store.path, store.state())


def replay_pending(store: DraftStore) -> tuple[Notice, ...]:
    """Replay pending edits into the draft file as ordinary history steps; the notices report it.

    When the file has diverged, nothing is merged: the pending state becomes one of the backups.
    """
    if store.read_only:
        return ()
    notices: list[Notice] = []
    with suppress(AppError):  # an unreadable draft is reported when it is opened
        for path in _journals():
            notices += _replayed(path, store)
    return tuple(notices)


def waits_for(draft: Path) -> bool:
    """Whether a pending journal exists for a draft, by the heads of the journals alone."""
    place = path_hash(draft)
    return any(head is not None and head.place == place for head in map(_head, _journals()))


def list_recoverable() -> tuple[Backup, ...]:
    """All backups, latest first, including those of pending journals."""
    for path in _journals():
        with claimed(path) as is_mine:
            pass  # released at once: its draft may be opened just now
        pending = _read(path) if is_mine else None
        is_kept = pending is None or _put_aside(pending, path)
        if is_mine and is_kept and time.time() - _written(path).timestamp() > OLDEST:
            _remove(path)
    return list_backups()


def _replayed(path: Path, store: DraftStore) -> Iterator[Notice]:
    """Replay one journal, store it as a backup, or leave it for the draft it belongs to."""
    if not _belongs_to(_read(path), store):
        return
    with claimed(path) as is_mine:
        pending = _read(path) if is_mine else None
        code, is_done = _replay(pending, path, store) if pending is not None else ("", False)
    if is_done:
        _remove(path)
    if code:
        yield Notice(code, 0, {"name": store.path.name})


def _belongs_to(pending: PendingEdits | None, store: DraftStore) -> bool:
    """Whether the journal is of this draft. Others are not even locked, or their own window would miss them."""
    return pending is not None and (_is_here(pending, store) or pending.since(store.state()) is not None)


def _is_here(pending: PendingEdits, store: DraftStore) -> bool:
    return pending.head.place == path_hash(store.path)


def _replay(pending: PendingEdits, path: Path, store: DraftStore) -> tuple[str, bool]:
    """The notice code, and whether the journal can be removed; that of a moved or copied draft stays."""
    is_here = _is_here(pending, store)
    entries = _entries(pending, store)
    if entries is None:
        is_kept = is_here and _put_aside(pending, path)
        return ("draft_noted_beside" if is_kept else ""), is_kept
    if not entries:
        return "", is_here
    try:
        with store.together():
            for entry in entries:
                entry.store(store)
            store.sign(pending.head.window, max(pending.edits))
    except AppError:
        return "draft_not_caught_up", False
    return "draft_caught_up", is_here


def _entries(pending: PendingEdits, store: DraftStore) -> list[PendingEdit | PendingVersion] | None:
    """The edits that the file lacks; None when it has diverged."""
    missing = pending.since(store.state())
    if not missing:
        return None if missing is None else []
    try:
        return list(pending.entries(store.draft(), missing))
    except UNUSABLE:
        return None


def _put_aside(pending: PendingEdits, path: Path) -> bool:
    """Store the whole draft with its last edits as a backup, once however often this is called."""
    when = _written(path)
    stem = safe_name(Path(pending.head.name).stem)[:LONGEST_NAME]
    origin = path.with_name(f"{stem or '稿件'}（没存上的改动{when:%m%d-%H%M%S}）{DRAFT_ENDING}")
    try:
        whole = pending.whole()
        if whole is not None:
            keep_unstored(backups_folder(), origin, whole, when)
    except (*UNUSABLE, AppError, OSError):
        return False
    return whole is not None


def _journals() -> list[Path]:
    """All journals in the order they were last written."""
    return sorted(_folder().glob(f"*{ENDING}"), key=_written)


def _read(path: Path) -> PendingEdits | None:
    try:
        return read_pending(path)
    except OSError:
        return None


def _head(path: Path) -> JournalHead | None:
    try:
        return read_head(path)
    except OSError:
        return None


def _written(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(0)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _folder() -> Path:
    return user_folder() / FOLDER
