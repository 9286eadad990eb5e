"""Edits that never reached the draft file: noted beside it while the disk stood still, taken up when the draft is opened."""

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.drafts.backups import keep_unstored
from core.drafts.pending_journal import Edit as Edit
from core.drafts.pending_journal import Kept as Kept
from core.drafts.pending_journal import Spill as Spill
from core.drafts.pending_journal import place_of
from core.drafts.pending_read import UNFIT, Head, Spilled, claimed, read, read_head
from core.drafts.store import DraftStore
from core.errors import AppError
from core.files import safe_name
from core.paths import user_folder
from core.result import Notice
from core.workflows.drafting.backups import Backup, backups_folder, list_backups
from core.workflows.names import DRAFT_ENDING

FOLDER, ENDING = "unstored", ".spill"
LONGEST_NAME = 60
OLDEST = 60 * 24 * 3600
"""Seconds for which edits wait for a draft that does not come back, if a copy lies among the others."""


class Signed(Protocol):
    """A draft file that says whose edit it holds last."""

    path: Path

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""

    def state(self) -> tuple[str, int]:
        """Which edit of which window it holds last."""


def spill_for(store: Signed) -> Spill | None:
    """Where the edits of a draft at work are caught; None when there can be none."""
    return None if store.read_only else Spill(_folder(), store.path, store.state())


def take_up(store: DraftStore) -> tuple[Notice, ...]:
    """Bring a draft file up to what was noted beside it, as steps like any others; notices tell of it.

    Where the file has gone on otherwise nothing is mixed: what was noted becomes a copy among the others.
    """
    if store.read_only:
        return ()
    told: list[Notice] = []
    with suppress(AppError):  # a draft that cannot be read is told of by whoever opens it
        for path in _left():
            told += _taken(path, store)
    return tuple(told)


def waits_for(draft: Path) -> bool:
    """Whether something was noted for a draft file, by the heads of the notes alone: a file of notes goes when all is stored."""
    place = place_of(draft)
    return any(head is not None and head.place == place for head in map(_head, _left()))


def list_found() -> tuple[Backup, ...]:
    """Every copy, the latest first, with those of drafts whose last edits were not stored."""
    for path in _left():
        with claimed(path) as is_mine:
            pass  # no longer than that: its draft may be opened just now
        spilled = _read(path) if is_mine else None
        is_kept = spilled is None or _put_aside(spilled, path)
        if is_mine and is_kept and time.time() - _written(path).timestamp() > OLDEST:
            _drop(path)
    return list_backups()


def _taken(path: Path, store: DraftStore) -> Iterator[Notice]:
    """One file of notes: taken up, put aside, or left for the draft that it belongs to."""
    if not _concerns(_read(path), store):
        return
    with claimed(path) as is_mine:
        spilled = _read(path) if is_mine else None
        code, is_done = _brought(spilled, path, store) if spilled is not None else ("", False)
    if is_done:
        _drop(path)
    if code:
        yield Notice(code, 0, {"name": store.path.name})


def _concerns(spilled: Spilled | None, store: DraftStore) -> bool:
    """Whether they are notes of this draft. Those of another are not even claimed, or its own window would miss them."""
    return spilled is not None and (_is_here(spilled, store) or spilled.since(store.state()) is not None)


def _is_here(spilled: Spilled, store: DraftStore) -> bool:
    return spilled.head.place == place_of(store.path)


def _brought(spilled: Spilled, path: Path, store: DraftStore) -> tuple[str, bool]:
    """What to say, and whether the notes are no longer needed; those of a draft that was moved or copied stay."""
    is_here = _is_here(spilled, store)
    entries = _entries(spilled, store)
    if entries is None:
        is_kept = is_here and _put_aside(spilled, path)
        return ("draft_noted_beside" if is_kept else ""), is_kept
    if not entries:
        return "", is_here
    try:
        with store.together():
            for entry in entries:
                entry.store(store)
            store.sign(spilled.head.window, max(spilled.edits))
    except AppError:
        return "draft_not_caught_up", False
    return "draft_caught_up", is_here


def _entries(spilled: Spilled, store: DraftStore) -> list[Edit | Kept] | None:
    """What the file lacks; None when it has gone on otherwise."""
    missing = spilled.since(store.state())
    if not missing:
        return None if missing is None else []
    try:
        return list(spilled.entries(store.draft(), missing))
    except UNFIT:
        return None


def _put_aside(spilled: Spilled, path: Path) -> bool:
    """Put the whole draft with its last edits among the copies, once however often that is tried."""
    when = _written(path)
    stem = safe_name(Path(spilled.head.name).stem)[:LONGEST_NAME]
    origin = path.with_name(f"{stem or '稿件'}（没存上的改动{when:%m%d-%H%M%S}）{DRAFT_ENDING}")
    try:
        whole = spilled.whole()
        if whole is not None:
            keep_unstored(backups_folder(), origin, whole, when)
    except (*UNFIT, AppError, OSError):
        return False
    return whole is not None


def _left() -> list[Path]:
    """The files of notes, in the order they were written last."""
    return sorted(_folder().glob(f"*{ENDING}"), key=_written)


def _read(path: Path) -> Spilled | None:
    try:
        return read(path)
    except OSError:
        return None


def _head(path: Path) -> Head | None:
    try:
        return read_head(path)
    except OSError:
        return None


def _written(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(0)


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _folder() -> Path:
    return user_folder() / FOLDER
