"""Upgrades of draft files from earlier formats, one step per format."""

import itertools
import sqlite3
from types import MappingProxyType

from core.drafts.codec import ADDED_FACT_COLUMNS, change_from
from core.drafts.packing import packed
from core.drafts.patches import body_of
from core.drafts.schema import (
    BLOCKS_COLUMN,
    CHANGE_TABLE,
    COPY_TABLE,
    DECISION_TABLE,
    FORMAT,
    MEDIA_TABLE,
    PRINTED_COLUMN,
    VERSION_TABLE,
    put,
    version_of,
)
from core.drafts.steps import COLUMNS
from core.drafts.tables import TooLong

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


UPGRADES = MappingProxyType({1: _give_sources, 2: _grow_tree, 3: _give_blocks, 4: _give_review})
"""The function that upgrades each earlier format to the next."""
