"""Where somebody was in each draft, kept for this user on this machine: looking at a draft changes no file of it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from threading import Lock
from typing import Any

from core.errors import AppError
from core.paths import user_folder
from core.workflows.files import read_limited, write_atomically

FILE_NAME = "places.json"
MOST = 200
"""Drafts; whoever has more than these at work finds the others at their beginning."""

LARGEST_FILE = 1024 * 1024
LONGEST, FARTHEST = 200, 10_000_000
"""Characters of a key and the largest number: more is damage, and Qt would not take it."""

Spot = tuple[str, int]
"""A paragraph, row or page by its key, and how far into it."""

NOWHERE: Spot = ("", 0)


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """What was shown: a ``view``, a ``section``, a ``tab`` beside them, by their names and keys.

    The hand was at ``cursor``, what was selected began at ``anchor``, or the keyboard was in the ``field`` of a fact.
    ``seen`` stood ``below`` the upper edge, as the view counts.
    """

    view: str = ""
    section: str = ""
    tab: str = ""
    field: str = ""
    cursor: Spot = NOWHERE
    anchor: Spot = NOWHERE
    seen: Spot = NOWHERE
    below: int = 0


class PlaceBook:
    """The places in the drafts looked at last. ``note`` is for the window's thread, ``store`` for any.

    A book that is damaged or cannot be written is let be: it costs a clerk no more than a turn of the wheel.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: tuple[str, DraftPlace] | None = None
        self._stored: tuple[str, DraftPlace] | None = None

    def find(self, path: Path) -> DraftPlace | None:
        """Where one was in that draft; None for one that was never looked at here."""
        key = str(path.absolute())
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        return dict(_entries()).get(key)

    def note(self, path: Path, place: DraftPlace) -> bool:
        """Remember a place until it is stored; whether that is news."""
        noted = str(path.absolute()), place
        is_news, self._last = noted != self._last, noted
        return is_news

    def store(self) -> None:
        """Put on the disk what was noted last: whoever comes late writes no older place over a newer one."""
        with self._lock:
            last = self._last
            if last is None or last == self._stored:
                return
            others = [entry for entry in _entries() if entry[0] != last[0]]
            text = json.dumps([_shape(*entry) for entry in (last, *others)[:MOST]], ensure_ascii=False, indent=0)
            try:
                _file().parent.mkdir(parents=True, exist_ok=True)
                write_atomically(_file(), text.encode("utf-8", "replace"))
            except (OSError, AppError):
                return
            self._stored = last


def _file() -> Path:
    return user_folder() / FILE_NAME


def _entries() -> Iterator[tuple[str, DraftPlace]]:
    """What the book says, the newest first; nothing of one that is no book, and no line that is none."""
    try:
        lines = json.loads(read_limited(_file(), LARGEST_FILE))
    except (AppError, ValueError, RecursionError):
        return
    for line in lines if isinstance(lines, list) else ():
        try:
            yield _entry(line)
        except (KeyError, TypeError, ValueError):
            continue


def _shape(path: str, place: DraftPlace) -> dict[str, Any]:
    return {"path": path, **asdict(place)}


def _entry(line: Any) -> tuple[str, DraftPlace]:
    values = {each.name: _value(line[each.name], each.default) for each in fields(DraftPlace)}
    path = line["path"]
    if not isinstance(path, str):
        raise ValueError(path)
    return path, DraftPlace(**values)


def _value(value: Any, default: Any) -> Any:
    """The value, if it is of the kind of its default."""
    if isinstance(default, tuple):
        key, number = value
        return _value(key, ""), abs(_value(number, 0))
    if type(value) is not type(default) or (len(value) > LONGEST if isinstance(value, str) else abs(value) > FARTHEST):
        raise ValueError(value)
    return value
