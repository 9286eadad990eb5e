"""The drafts opened last, for the cards of the start page."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from core.drafts.backups import copy_draft
from core.errors import AppError
from core.model.draft import Draft
from core.model.outline import readiness
from core.paths import user_folder
from core.reading import read_text
from core.result import Notice, Result
from core.workflows.drafting.pending_recovery import waits_for
from core.workflows.files import write_atomically
from core.workflows.user.windows import OpenWindow, is_at_work

FILE_NAME = "recent.json"
ASIDE_NAME = "recent.broken.json"
LONGEST = 24
"""Entries. More than two rows of cards nobody looks through."""


@dataclass(frozen=True, slots=True)
class RecentDraft:
    """One card; ``empty`` and ``carried`` are the fields still open, ``edited`` is ISO local time.

    ``window`` names the window it is open in; in ``list_recent`` one that is gone and did not close it, and ``unstored``
    says whether edits that never reached the file wait for it to be opened.
    """

    path: str
    title: str
    kind: str
    year: int
    unit: str
    period: str
    empty: int
    carried: int
    total: int
    edited: str
    window: str = ""
    unstored: bool = False

    @classmethod
    def of(cls, path: Path, draft: Draft, now: datetime, window: str = "") -> "RecentDraft":
        """The card of a draft as it stands."""
        ready, identity = readiness(draft.facts), draft.identity
        return cls(
            path=str(path.absolute()),
            title=draft.title,
            kind=identity.kind,
            year=identity.year,
            unit=identity.unit,
            period=identity.period,
            empty=ready.empty,
            carried=ready.carried,
            total=ready.total,
            edited=now.isoformat(timespec="seconds"),
            window=window,
        )


class RecentBook:
    """The card of the draft at work in one window. ``note`` and ``end`` are for its thread, ``store`` for any."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._window = OpenWindow()
        self._last: tuple[Path, Draft, datetime, str] | None = None

    def note(self, path: Path, draft: Draft, now: datetime) -> None:
        """This is the draft at work, as it stands, until it is noted again or ended."""
        self._window.open()
        self._last = path, draft, now, self._window.name

    def end(self, path: Path, draft: Draft, now: datetime) -> None:
        """The draft is closed as it should be."""
        self._last = path, draft, now, ""
        self.store()
        self._window.close()

    def store(self) -> None:
        """Write what was noted last: whoever comes late writes no older card over a newer one."""
        with self._lock:
            if self._last is not None:
                remember(RecentDraft.of(*self._last))


def list_recent() -> Result[tuple[RecentDraft, ...]]:
    """The newest first, without files that are gone; an unreadable list is set aside and told, never lost."""
    listed = _listed()
    return Result(tuple(map(_with_gone_window, listed.value)), listed.notices)


def remember(draft: RecentDraft) -> None:
    """Put a card in front; a list that cannot be written is let be, because the draft matters and the list does not.

    A window has one draft open: whatever else it had, such as the file this one was saved from, it has let go.
    """
    others = [_let_go(entry, draft.window) for entry in _listed().value if entry.path != draft.path]
    _store([draft, *others][:LONGEST])


def forget(path: Path) -> None:
    """Take a draft off the list; the file itself stays."""
    _store([entry for entry in _listed().value if entry.path != str(path.absolute())])


def copy_recent(entry: RecentDraft, now: datetime) -> RecentDraft:
    """A copy of a draft, as last stored, beside it, with a card of its own in front of the others.

    BadDraft when there is no sound copy to be had; nothing is left behind then.
    """
    path = Path(entry.path)
    target = _free(path)
    copy_draft(path, target)
    copy = replace(entry, path=str(target), edited=now.isoformat(timespec="seconds"), window="", unstored=False)
    remember(copy)
    return copy


def _free(path: Path) -> Path:
    """Beside a file, a name that is not taken."""
    found, number = path, 2
    while found.exists():
        found, number = path.with_name(f"{path.stem}（{number}）{path.suffix}"), number + 1
    return found


def _listed() -> Result[tuple[RecentDraft, ...]]:
    path = _file()
    try:
        entries = tuple(_entry(item) for item in json.loads(read_text(path)))
    except FileNotFoundError:
        return Result(())
    except (OSError, ValueError, TypeError, RecursionError):
        return Result((), _set_aside(path))
    return Result(tuple(entry for entry in entries if Path(entry.path).is_file()))


def _let_go(entry: RecentDraft, window: str) -> RecentDraft:
    return replace(entry, window="") if entry.window == window else entry


def _with_gone_window(entry: RecentDraft) -> RecentDraft:
    if not entry.window:
        return entry
    if is_at_work(entry.window):
        return replace(entry, window="")
    return replace(entry, unstored=waits_for(Path(entry.path)))


def _store(entries: Sequence[RecentDraft]) -> None:
    text = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1)
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_atomically(_file(), text.encode("utf-8", "backslashreplace"))  # halves of signs as JSON writes them
    except (OSError, AppError):
        return


def _file() -> Path:
    return user_folder() / FILE_NAME


def _entry(item: dict[str, Any]) -> RecentDraft:
    entry = RecentDraft(**item)
    for name, kind in RecentDraft.__annotations__.items():
        if not isinstance(getattr(entry, name), kind):
            raise ValueError(name)
    datetime.fromisoformat(entry.edited)
    return entry


def _set_aside(path: Path) -> tuple[Notice, ...]:
    try:
        path.replace(path.with_name(ASIDE_NAME))
    except OSError:
        return ()
    return (Notice("recent_set_aside", 0, {"name": ASIDE_NAME}),)
