"""Opens draft files: checks of the header and schema, connections, and error codes for everything that can go wrong."""

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.drafts.rows import MALFORMED
from core.drafts.schema import APPLICATION_ID, FORMAT, MOST_ENTRIES, check_tables
from core.drafts.sqlite_files import connect
from core.drafts.tables import TooLong
from core.errors import BadDraft
from core.files import FULL
from core.reading import open_regular

LARGEST = 400 * 1024**2
"""Bytes of a draft file; the history adds a few hundred bytes per edit."""

SETTINGS = ("synchronous=FULL", "cell_size_check=ON")

HEADER = struct.Struct(">16s44xI4xI28xBxxH")
MAGIC = b"SQLite format 3\0"
LEAF = 13
"""Page type of a table without further pages below it."""


def connection_to(path: Path, mode: str) -> sqlite3.Connection:
    """A connection with synchronous writes; the content of the file is not checked yet.

    Journal mode DELETE (SQLite's default) leaves a single file whenever nothing is being written; WAL keeps two more files
    and fails on network shares. ``synchronous=FULL`` syncs the journal before the draft is written and the draft before the
    journal is removed: neither a killed process nor a power cut can tear the file.
    """
    connection = connect(path, f"mode={mode}")
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


def check_file(path: Path) -> None:
    """BadDraft for a file that is missing, no regular file, too large, or not a draft of a known format."""
    if not os.path.isfile(path):
        raise BadDraft("draft_not_regular" if os.path.lexists(path) else "draft_missing", name=path.name)
    with translate_errors(path, "draft_damaged"):
        if path.stat().st_size > LARGEST:
            raise BadDraft("draft_too_large", name=path.name, limit=str(LARGEST // 1024**2))
        check_header(path)


def sound_connection(path: Path, mode: str) -> sqlite3.Connection:
    """A connection to a file whose pages and tables passed the checks."""
    with translate_errors(path, "draft_damaged"):
        connection = connection_to(path, mode)
        try:
            check_tables(connection)
            _check_pages(connection, path)
        except (BadDraft, sqlite3.Error, ValueError):
            connection.close()
            raise
        return connection


def check_header(path: Path) -> None:
    """Reject files that are not our drafts by their first bytes, before SQLite opens them.

    Layout: https://www.sqlite.org/fileformat2.html sections 1.3 (user version at 60, application id at 68) and 1.6 (the
    schema page, from 100: its type, and at 103 its number of entries). The schema of a draft is one short page; SQLite would
    read one of a million entries completely before it can be queried.
    """
    with open_regular(path) as file:
        header = file.read(HEADER.size)
    if len(header) < HEADER.size:
        raise BadDraft("draft_foreign", name=path.name)
    magic, version, application, kind, entries = HEADER.unpack(header)
    if magic != MAGIC or application != APPLICATION_ID:
        raise BadDraft("draft_foreign", name=path.name)
    if version > FORMAT:
        raise BadDraft("draft_newer", name=path.name)
    if version < 1 or kind != LEAF or entries > MOST_ENTRIES:
        raise BadDraft("draft_damaged", name=path.name)


def _check_pages(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise BadDraft("draft_damaged", name=path.name)


@contextmanager
def translate_errors(path: Path, usual: str) -> Iterator[None]:
    """Translate errors of SQLite and the disk into BadDraft with the matching code, else ``usual``."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = _sentence_code(error, usual)
        raise BadDraft(code, name=path.name) from error
    except PermissionError as error:
        raise BadDraft("draft_no_permission", name=path.name) from error
    except OSError as error:
        raise BadDraft("draft_disk_full" if error.errno in FULL else usual, name=path.name) from error
    except TooLong as error:
        raise BadDraft("draft_too_long", name=path.name) from error
    except MALFORMED as error:
        raise BadDraft(usual, name=path.name) from error


def _sentence_code(error: sqlite3.Error, usual: str) -> str:
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        return "draft_moved"
    known = {
        sqlite3.SQLITE_NOTADB: "draft_foreign",
        sqlite3.SQLITE_FULL: "draft_disk_full",
        sqlite3.SQLITE_BUSY: "draft_locked",
        sqlite3.SQLITE_READONLY: "draft_write_protected",
        sqlite3.SQLITE_PERM: "draft_no_permission",
        sqlite3.SQLITE_CANTOPEN: "draft_no_permission",
        sqlite3.SQLITE_TOOBIG: "draft_too_long",
    }
    return known.get((getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF, usual)
