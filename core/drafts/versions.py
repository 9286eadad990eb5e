"""Versions in a draft file: the whole draft under a name, independent of the history."""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from zlib import crc32

from core.drafts.codec import draft_from, draft_text
from core.drafts.packing import packed, unpacked
from core.drafts.schema import put, set_meta
from core.drafts.tables import read_media
from core.drafts.validation import validated
from core.model.draft import Draft
from core.model.history import Version, VersionReason

COLUMNS = ("number", "time", "name", "note", "keeping", "body", "printed")


def read_versions(connection: sqlite3.Connection) -> tuple[Version, ...]:
    """All versions, oldest first, without their content."""
    rows = connection.execute("SELECT number, time, name, note, keeping FROM version ORDER BY number")
    return tuple(
        Version(number, datetime.fromisoformat(time), name, note, VersionReason(keeping))
        for number, time, name, note, keeping in rows
    )


def read_version(connection: sqlite3.Connection, number: int) -> Draft:
    """The draft of a version with the file's media, without basis documents; KeyError when there is none."""
    row = connection.execute("SELECT body FROM version WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    return replace(validated(draft_from(unpacked(row[0]))), media=read_media(connection))


def read_kept(connection: sqlite3.Connection) -> tuple[int, int]:
    """The last version stored at a known step, and that step; zeros when its body was changed since."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'kept'").fetchone()
    number, step, total = (*(row[0].split() if row else ()), "", "", "")[:3]
    if not (number.isdecimal() and step.isdecimal()):
        return 0, 0
    body = connection.execute("SELECT body FROM version WHERE number = ?", (int(number),)).fetchone()
    return (int(number), int(step)) if body is not None and _sum(body[0]) == total else (0, 0)


def _sum(body: str | bytes) -> str:
    return str(crc32(body.encode("utf-8") if isinstance(body, str) else body))


def read_printed(connection: sqlite3.Connection, number: int) -> str:
    """What files of a version printed, as ``core.workflows.review.printed`` stored it; "" for none or a damaged one."""
    row = connection.execute("SELECT printed FROM version WHERE number = ?", (number,)).fetchone()
    with suppress(ValueError):
        return unpacked(row[0]) if row is not None else ""
    return ""


def write_version(
    connection: sqlite3.Connection, version: Version, draft: Draft, step: int | None = None, printed: str = ""
) -> None:
    """Store a version, taken at ``step`` of the history if that is known; inside the caller's transaction.

    What files of it printed stays where ``printed`` is empty.
    """
    body = packed(draft_text(draft))
    printed = printed or read_printed(connection, version.number)
    if step is not None:
        set_meta(connection, "kept", f"{version.number} {step} {_sum(body)}")
    put(
        connection,
        "version",
        COLUMNS,
        [
            (
                version.number,
                version.time.isoformat(),
                version.name,
                version.note,
                str(version.keeping),
                body,
                packed(printed),
            )
        ],
    )


def drop_versions(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Remove versions; inside the caller's transaction."""
    connection.executemany("DELETE FROM version WHERE number = ?", [(number,) for number in numbers])
