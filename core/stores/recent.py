"""The drafts opened last, as the cards of the start page show them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from core.errors import BadInput
from core.json_text import parse_json
from core.model.draft import Draft
from core.model.outline import Readiness, readiness
from core.paths import user_folder
from core.result import Notice, Result
from core.stores.json_file import DamagedFile, JsonFile
from core.stores.windows import OpenWindow, is_open

FILE_NAME = "recent.json"
ASIDE_NAME = "recent.broken.json"
LARGEST_FILE = 4 * 1024 * 1024
LONGEST = 24
"""Entries: nobody looks through more than two rows of cards."""


@dataclass(frozen=True, slots=True)
class RecentDraft:
    """One card; ``empty`` and ``carried`` count what is still open, ``edited`` is ISO local time.

    ``window`` names the window that has it open; in ``listed`` only a window that ended without closing it. ``unstored``
    tells whether a pending journal waits for the draft to be opened.
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
    def of(
        cls, path: Path, draft: Draft, now: datetime, window: str = "", ready: Readiness | None = None
    ) -> "RecentDraft":
        """The card of a draft in its present state; ``ready`` is what is open in it, without it that of the facts alone."""
        ready, identity = ready or readiness(draft.facts), draft.identity
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
    """The card of the draft open in one window. ``note`` and ``end`` are for the window's thread, ``store`` for any.

    ``count`` tells what is open in a draft, pictures of last year's with it.
    """

    def __init__(self, count: Callable[[Draft], Readiness]) -> None:
        self._count = count
        self._lock = Lock()
        self._window = OpenWindow()
        self._last: tuple[Path, Draft, datetime, str] | None = None

    def note(self, path: Path, draft: Draft, now: datetime) -> None:
        """Remember the open draft in its present state for the next ``store``."""
        self._window.open()
        self._last = path, draft, now, self._window.name

    def end(self, path: Path, draft: Draft, now: datetime) -> None:
        """Store the card of a draft that was closed properly."""
        self._last = path, draft, now, ""
        self.store()
        self._window.close()

    def store(self) -> None:
        """Write what was noted last, so that a late call never replaces a newer card with an older one."""
        with self._lock:
            if self._last is not None:
                remember(RecentDraft.of(*self._last, self._count(self._last[1])))


def listed() -> Result[tuple[RecentDraft, ...]]:
    """The newest first, without files that are gone; an unreadable list is set aside, with a notice."""
    found = _stored()
    return Result(tuple(map(_without_open_window, found.value)), found.notices)


def remember(draft: RecentDraft) -> None:
    """Put a card in front. A list that cannot be written is no error: it holds a convenience and no work.

    A window has one draft open, so other cards of the same window, such as the file saved from, no longer name it.
    """
    others = [_released(entry, draft.window) for entry in _stored().value if entry.path != draft.path]
    _store([draft, *others][:LONGEST])


def forget(path: Path) -> None:
    """Remove a draft from the list; the file itself stays."""
    _store([entry for entry in _stored().value if entry.path != str(path.absolute())])


def _stored() -> Result[tuple[RecentDraft, ...]]:
    file = _file()
    try:
        entries = file.load() or ()
    except DamagedFile as damage:
        return Result((), _set_aside(damage.is_set_aside))
    except BadInput:  # a list that cannot be read would keep new cards from being written
        return Result((), _set_aside(file.set_aside()))
    return Result(tuple(entry for entry in entries if Path(entry.path).is_file()))


def _released(entry: RecentDraft, window: str) -> RecentDraft:
    return replace(entry, window="") if entry.window == window else entry


def _without_open_window(entry: RecentDraft) -> RecentDraft:
    return replace(entry, window="") if entry.window and is_open(entry.window) else entry


def _store(entries: Sequence[RecentDraft]) -> None:
    text = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1)
    _file().save_if_possible(text.encode("utf-8", "backslashreplace"))  # lone surrogates become JSON escapes


def _file() -> JsonFile[tuple[RecentDraft, ...]]:
    return JsonFile(user_folder() / FILE_NAME, _parsed, ASIDE_NAME, LARGEST_FILE)


def _parsed(data: bytes) -> tuple[RecentDraft, ...]:
    return tuple(map(_entry, parse_json(data)))


def _entry(item: dict[str, Any]) -> RecentDraft:
    entry = RecentDraft(**item)
    for name, kind in RecentDraft.__annotations__.items():
        if not isinstance(getattr(entry, name), kind):
            raise ValueError(name)
    datetime.fromisoformat(entry.edited)
    return entry


def _set_aside(is_done: bool) -> tuple[Notice, ...]:
    return (Notice("recent_set_aside", 0, {"name": ASIDE_NAME}),) if is_done else ()
