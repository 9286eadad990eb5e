"""Detects whether another program has replaced or changed a draft file since it was last read or written."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from core.drafts.sqlite_files import connect

Stamp = tuple[int, int, int]
Observation = tuple[int, list[tuple[str, str]]]


class ExternalChangeDetector:
    """Compares the file with the observation noted last; reports no change before the first one.

    SQLite only compares a counter of writes before it trusts its cache. Two copies with equally many writes have the same
    counter, and a failed write raises it by one. Where counter or file stamp differ, the values of table meta are therefore
    read through a new connection, bypassing all caches.
    """

    def __init__(self) -> None:
        self._count: int | None = None
        self._stamp: Stamp | None = None
        self._single_values: list[tuple[str, str]] = []

    @property
    def knows_file(self) -> bool:
        """Whether anything has been noted."""
        return self._count is not None

    def is_same(self, connection: sqlite3.Connection, path: Path) -> bool:
        """Whether the content is unchanged; a disk that failed for a moment does not count as a change."""
        if self._count is None or (self._count, self._stamp) == (_count(connection), _stamp(path)):
            return True
        return _read_anew(path) == self._single_values

    def note(self, observed: Observation) -> None:
        """Remember an observation of ``observe``, once its transaction is over."""
        self._count, self._single_values = observed

    def note_written(self, path: Path) -> None:
        """Remember the file's time, size and inode: after a transaction, or before reading."""
        self._stamp = _stamp(path)


def observe(connection: sqlite3.Connection) -> Observation:
    """The content of the file, or its content after the transaction if the commit succeeds."""
    return _count(connection), _single_values(connection)


def _count(connection: sqlite3.Connection) -> int:
    """SQLite's counter, which changes when another connection writes."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _single_values(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The rows of table meta; the checksum of the text and the position in the history are among them."""
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
