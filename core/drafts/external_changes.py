"""Whether a draft file is still the one that was read or written last, or somebody has put another copy into it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from core.drafts.sqlite_files import connect

Stamp = tuple[int, int, int]
Observation = tuple[int, list[tuple[str, str]]]


class ExternalChangeDetector:
    """Knows how the file looked when ``note`` was called last; says yes while it knows nothing.

    SQLite counts the edits of a file, and looks at nothing else before it goes on with what it has read. Two copies
    that were both edited as often have the same count, and after a write that failed it counts one more; so where count
    or disk tell of something, what the file says is read anew, beside all that is remembered of it.
    """

    def __init__(self) -> None:
        self._count: int | None = None
        self._stamp: Stamp | None = None
        self._single_values: list[tuple[str, str]] = []

    @property
    def knows_file(self) -> bool:
        """Whether it knows anything."""
        return self._count is not None

    def is_same(self, connection: sqlite3.Connection, path: Path) -> bool:
        """Whether the file says what it said, whoever touched it: a disk that failed for a moment is nobody's work."""
        if self._count is None or (self._count, self._stamp) == (_count(connection), _stamp(path)):
            return True
        return _read_anew(path) == self._single_values

    def note(self, observed: Observation) -> None:
        """What the file says: what ``observe`` has seen, once the transaction is over."""
        self._count, self._single_values = observed

    def note_written(self, path: Path) -> None:
        """When the file was written: after the transaction, or before something is read."""
        self._stamp = _stamp(path)


def observe(connection: sqlite3.Connection) -> Observation:
    """What the file says, or will say when the transaction is over, if the disk takes it."""
    return _count(connection), _single_values(connection)


def _count(connection: sqlite3.Connection) -> int:
    """A number that changes when anybody else edits the file."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _single_values(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The single values, the sum of the text and the place in the history among them."""
    return connection.execute("SELECT key, value FROM meta ORDER BY key").fetchall()


def _read_anew(path: Path) -> list[tuple[str, str]]:
    try:
        with closing(connect(path, "mode=ro")) as other:
            return _single_values(other)
    except (sqlite3.Error, OSError):
        return []


def _stamp(path: Path) -> Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
