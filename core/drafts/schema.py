"""The tables of a draft file in all formats, and checks that a file has these and nothing else."""

import re
import sqlite3
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

APPLICATION_ID = 0x4E69_6761
"""``Niga`` in ASCII; SQLite keeps it at byte 68 of the file."""

FORMAT = 6
"""``user_version``. Raise it with every change that older programs would misread.

1: as first published. 2: facts have source and note. 3: the history is a tree of compact steps; versions.
4: elements have blocks (emphasis, objects, tables); media. 5: versions have what their files printed; returned copies, decisions.
6: the same tables; paragraphs of notes and strips of scans, which a program for format 5 prints as text and pictures.
"""

VERSION_TABLE = (
    "CREATE TABLE version (number INTEGER PRIMARY KEY, time TEXT NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL, "
    "keeping TEXT NOT NULL, body BLOB NOT NULL)"
)
CHANGE_TABLE = (
    "CREATE TABLE change (number INTEGER PRIMARY KEY, parent INTEGER NOT NULL, time TEXT NOT NULL, "
    "reason TEXT NOT NULL, element_id TEXT NOT NULL, body BLOB NOT NULL)"
)
MEDIA_TABLE = "CREATE TABLE media (key TEXT PRIMARY KEY, data BLOB NOT NULL)"
PRINTED_COLUMN = "printed BLOB NOT NULL DEFAULT ''"
COPY_TABLE = (
    "CREATE TABLE returned (id TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL, arrived TEXT NOT NULL, "
    "who TEXT NOT NULL, replaced_by TEXT NOT NULL, base INTEGER NOT NULL, found TEXT NOT NULL)"
)
DECISION_TABLE = (
    "CREATE TABLE decision (id TEXT PRIMARY KEY, verdict TEXT NOT NULL, reason TEXT NOT NULL, wording TEXT NOT NULL, "
    "time TEXT NOT NULL)"
)
BLOCKS_COLUMN = "blocks TEXT NOT NULL DEFAULT ''"
TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE element (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, role TEXT NOT NULL, content TEXT NOT NULL, prefix TEXT NOT NULL,
    level INTEGER NOT NULL, depth INTEGER NOT NULL, heading_length INTEGER NOT NULL, run_in INTEGER NOT NULL,
    line INTEGER NOT NULL, blocks TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE fact (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, subkind TEXT NOT NULL, element_id TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, unit TEXT NOT NULL, label TEXT NOT NULL,
    "group" TEXT NOT NULL, state TEXT NOT NULL, prior TEXT NOT NULL, value TEXT,
    source TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE basis (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE basis_element (
    basis INTEGER NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, role TEXT NOT NULL, content TEXT NOT NULL,
    prefix TEXT NOT NULL, level INTEGER NOT NULL, depth INTEGER NOT NULL, heading_length INTEGER NOT NULL,
    run_in INTEGER NOT NULL, line INTEGER NOT NULL, blocks TEXT NOT NULL DEFAULT '', PRIMARY KEY (basis, position)
) WITHOUT ROWID;
CREATE TABLE origin (
    number INTEGER PRIMARY KEY, element_id TEXT NOT NULL, basis INTEGER NOT NULL, basis_element_id TEXT NOT NULL
);
{MEDIA_TABLE};
{CHANGE_TABLE};
{VERSION_TABLE[:-1]}, {PRINTED_COLUMN});
{COPY_TABLE};
{DECISION_TABLE};
"""

NAMES = frozenset(re.findall(r"CREATE TABLE (\w+)", TABLES))
_OF_REVIEW = frozenset({"returned", "decision"})
LACKING = MappingProxyType(
    {
        1: _OF_REVIEW | {"version", "media"},
        2: _OF_REVIEW | {"version", "media"},
        3: _OF_REVIEW | {"media"},
        4: _OF_REVIEW,
    }
)
"""Tables that files of earlier formats do not have."""


def version_of(connection: sqlite3.Connection) -> int:
    """The format of a file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


_NAME = r"(?:\w+|\"\w+\")"
_COLUMN = rf"{_NAME} (?:TEXT|INTEGER|BLOB)(?: NOT NULL| PRIMARY KEY| DEFAULT '')*"
PLAIN = re.compile(
    rf"CREATE TABLE {_NAME} ?\( ?{_COLUMN}(?: ?, ?{_COLUMN})*(?: ?, ?PRIMARY KEY \({_NAME}(?: ?, ?{_NAME})*\))? ?\)"
    r"(?: WITHOUT ROWID)?"
)
"""A plain table: no CHECK, no generated column, no default but the empty text.

No possessive groups: Python before 3.11.5 matches them wrongly (CPython issue 106052) and would refuse every draft.
"""

MOST_ENTRIES, LONGEST_ENTRY = 64, 4_000
"""Limits of the schema: entries, and characters of each. A draft has about ten entries of 600 characters at most."""


def check_plain(connection: sqlite3.Connection) -> frozenset[str]:
    """The names of the tables; ValueError when the schema holds anything but plain tables.

    Must be called before any row is read. Views, triggers, generated columns and CHECK constraints execute what their
    author wrote as soon as a row is touched: 64 bytes of file can request gigabytes of memory.
    """
    usual = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_ENTRIES * LONGEST_ENTRY)
    try:
        found = connection.execute(f"SELECT type, name, sql FROM sqlite_schema LIMIT {MOST_ENTRIES + 1}").fetchall()
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, usual)
    tables = [(name, sql) for kind, name, sql in found if (kind, sql) != ("index", None)]
    if len(found) > MOST_ENTRIES or not all(_is_plain(sql) for _, sql in tables):
        raise ValueError(len(found))
    return frozenset(name for name, _ in tables)


def _is_plain(sql: object) -> bool:
    return isinstance(sql, str) and len(sql) <= LONGEST_ENTRY and PLAIN.fullmatch(" ".join(sql.split())) is not None


def check_tables(connection: sqlite3.Connection) -> None:
    """ValueError for a file with other tables than ours; reads no row."""
    found = check_plain(connection)
    if found != NAMES - LACKING.get(version_of(connection), frozenset()):
        raise ValueError(sorted(found))


def put(connection: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows, replacing those with the same key."""
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({places})", rows)


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Write one row of table meta."""
    put(connection, "meta", ("key", "value"), [(key, value)])
