"""Opens draft files: checks of header and schema, connections, upgrades of earlier formats, one step a format.

Everything that can go wrong has an error code.
"""

import itertools
import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from core.drafts.codec import ADDED_FACT_COLUMNS, change_from
from core.drafts.damaged_rows import MALFORMED
from core.drafts.packing import packed
from core.drafts.patches import body_of
from core.drafts.schema import (
    APPLICATION_ID,
    BLOCKS_COLUMN,
    CHANGE_TABLE,
    COPY_TABLE,
    DECISION_TABLE,
    FORMAT,
    MEDIA_TABLE,
    MOST_ENTRIES,
    PRINTED_COLUMN,
    VERSION_TABLE,
    check_tables,
    put,
    version_of,
)
from core.drafts.sqlite_files import connect
from core.drafts.steps import COLUMNS
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


LONGEST_HISTORY = 100_000_000
"""Limit in characters of the changes of an earlier format; a month of work had ten million."""


def upgrade(connection: sqlite3.Connection) -> None:
    """Upgrade the file to this program's format; inside the caller's transaction, so completely or not at all."""
    for version in range(version_of(connection), FORMAT):
        UPGRADES[version](connection)
        connection.execute(f"PRAGMA user_version={version + 1}")


def _give_sources(connection: sqlite3.Connection) -> None:
    """1 to 2: facts get source and note."""
    known = {row[0] for row in connection.execute("SELECT name FROM pragma_table_info('fact')")}
    for column in sorted(ADDED_FACT_COLUMNS - known):
        connection.execute(f"ALTER TABLE fact ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


def _grow_tree(connection: sqlite3.Connection) -> None:
    """2 to 3: a list of complete changes becomes a tree of compact steps; versions are added.

    In format 2 undoing was recorded as a change, so every change follows the one before. The history ends at a damaged entry:
    nothing before it can be reached.
    """
    if (connection.execute("SELECT sum(length(body)) FROM change").fetchone()[0] or 0) > LONGEST_HISTORY:
        raise TooLong
    rows = []
    numbers = connection.execute("SELECT number, time, reason, body FROM change ORDER BY number DESC")
    for number, time, reason, text in numbers.fetchall():
        try:
            change = change_from(text)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            break
        rows.append([number, 0, time, reason, change.place.element_id, packed(body_of(change))])
    for newer, older in itertools.pairwise(rows):
        newer[1] = older[0]
    connection.execute("DROP TABLE change")
    connection.execute(CHANGE_TABLE)
    put(connection, "change", COLUMNS, map(tuple, rows))
    connection.execute(VERSION_TABLE)


def _give_blocks(connection: sqlite3.Connection) -> None:
    """3 to 4: elements get ``blocks``, the file a table of media."""
    for table in ("element", "basis_element"):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {BLOCKS_COLUMN}")
    connection.execute(MEDIA_TABLE)


def _give_review(connection: sqlite3.Connection) -> None:
    """4 to 5: versions get what their files printed, the file tables of returned copies and decisions."""
    connection.execute(f"ALTER TABLE version ADD COLUMN {PRINTED_COLUMN}")
    connection.execute(COPY_TABLE)
    connection.execute(DECISION_TABLE)


def _keep_tables(connection: sqlite3.Connection) -> None:
    """5 to 6: notes and scans are further kinds of objects in ``blocks``."""


UPGRADES = MappingProxyType({1: _give_sources, 2: _grow_tree, 3: _give_blocks, 4: _give_review, 5: _keep_tables})
"""The function that upgrades each earlier format to the next."""
