"""Connections of SQLite to draft files, under limits."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

LONGEST_SQL, LARGEST_VALUE = 20_000, 32 * 1024**2
"""Limits in characters of an SQL statement, including table definitions, and in bytes of a row. A draft with the longest text
that is read (``core.drafts.tables``) stays below.
"""

SQLITE_VERSION = sqlite3.sqlite_version
WAIT = 5.0
"""Seconds to wait for another program's short lock, such as a backup or a virus scanner."""


def connect(path: Path, *options: str) -> sqlite3.Connection:
    """A connection with SQLite's URI options, such as ``mode=ro``, for one thread at a time; the content is not checked yet.

    Only SQLite opens the file: closing any other descriptor would release the locks that this process may hold as writer.
    """
    full = path.resolve().as_posix()
    uri = f"file://{'' if full.startswith('/') else '/'}{quote(os.fsencode(full))}?{'&'.join(options)}"
    connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection
