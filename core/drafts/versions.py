"""Versions in a draft file: the whole draft under a name, whatever becomes of the history."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from core.drafts.codec import draft_from, draft_text
from core.drafts.packing import packed, unpacked
from core.drafts.schema import put
from core.drafts.sound import checked
from core.model.draft import Draft
from core.model.history import Keeping, Version

COLUMNS = ("number", "time", "name", "note", "keeping", "body")


def read_versions(connection: sqlite3.Connection) -> tuple[Version, ...]:
    """All versions, the oldest first, without their texts."""
    rows = connection.execute("SELECT number, time, name, note, keeping FROM version ORDER BY number")
    return tuple(
        Version(number, datetime.fromisoformat(time), name, note, Keeping(keeping))
        for number, time, name, note, keeping in rows
    )


def read_version(connection: sqlite3.Connection, number: int) -> Draft:
    """The draft of a version, without basis documents; KeyError when there is none."""
    row = connection.execute("SELECT body FROM version WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    return checked(draft_from(unpacked(row[0])))


def write_version(connection: sqlite3.Connection, version: Version, draft: Draft) -> None:
    """Keep a version; inside the caller's transaction."""
    body = packed(draft_text(draft))
    put(
        connection,
        "version",
        COLUMNS,
        [(version.number, version.time.isoformat(), version.name, version.note, str(version.keeping), body)],
    )


def drop_versions(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forget versions; inside the caller's transaction."""
    connection.executemany("DELETE FROM version WHERE number = ?", [(number,) for number in numbers])
