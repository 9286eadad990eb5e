"""Where the user was in each draft, kept for this user on this machine: looking at a draft changes no draft file."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from threading import Lock
from typing import Any

from core.json_text import parse_json
from core.paths import user_folder
from core.stores.json_file import JsonFile

FILE_NAME = "places.json"
MOST = 200
"""Drafts whose position is kept; older ones open at their beginning."""

LONGEST, FARTHEST = 200, 10_000_000
"""Characters of a key, and the largest number: more is damage, and Qt would not accept it."""

KeyedOffset = tuple[str, int]
"""The key of a paragraph, row or page, and the offset into it."""

NOWHERE: KeyedOffset = ("", 0)


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """What was shown: the ``view``, the ``section`` and the side ``tab``, by their names and keys.

    The text cursor was at ``cursor``, the selection began at ``anchor``, or the focus was in the ``field`` of a fact.
    ``seen`` was ``below`` the upper edge, in units of the view.
    """

    view: str = ""
    section: str = ""
    tab: str = ""
    field: str = ""
    cursor: KeyedOffset = NOWHERE
    anchor: KeyedOffset = NOWHERE
    seen: KeyedOffset = NOWHERE
    below: int = 0


class PositionBook:
    """The positions in the drafts opened last. ``note`` is for the window's thread, ``store`` for any.

    A damaged file, or one that cannot be written, is no error: scrolling is all it saves.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: tuple[str, DraftPlace] | None = None
        self._stored: tuple[str, DraftPlace] | None = None

    def find(self, path: Path) -> DraftPlace | None:
        """The last position in that draft; None for a draft never opened here."""
        key = str(path.absolute())
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        return dict(_entries()).get(key)

    def note(self, path: Path, place: DraftPlace) -> bool:
        """Remember a position for the next ``store``; whether it differs from the last one."""
        noted = str(path.absolute()), place
        is_news, self._last = noted != self._last, noted
        return is_news

    def store(self) -> None:
        """Write what was noted last, so that a late call never replaces a newer position with an older one."""
        with self._lock:
            last = self._last
            if last is None or last == self._stored:
                return
            others = [entry for entry in _entries() if entry[0] != last[0]]
            text = json.dumps([_shape(*entry) for entry in (last, *others)[:MOST]], ensure_ascii=False, indent=0)
            if _file().save_if_possible(text.encode("utf-8", "replace")):
                self._stored = last


def _file() -> JsonFile[Any]:
    return JsonFile(user_folder() / FILE_NAME, parse_json)


def _entries() -> Iterator[tuple[str, DraftPlace]]:
    """The stored positions, newest first, without damaged entries."""
    lines = _file().load_or([])
    for line in lines if isinstance(lines, list) else ():
        try:
            values = {each.name: _value(line[each.name], each.default) for each in fields(DraftPlace)}
            path = line["path"]
            if not isinstance(path, str):
                raise ValueError(path)
            yield path, DraftPlace(**values)
        except (KeyError, TypeError, ValueError):
            continue


def _shape(path: str, place: DraftPlace) -> dict[str, Any]:
    return {"path": path, **asdict(place)}


def _value(value: Any, default: Any) -> Any:
    """The value if it has the type of its default; ValueError or TypeError otherwise."""
    if isinstance(default, tuple):
        key, number = value
        return _value(key, ""), abs(_value(number, 0))
    if type(value) is not type(default) or (len(value) > LONGEST if isinstance(value, str) else abs(value) > FARTHEST):
        raise ValueError(value)
    return value
