"""Which edit of which window a draft file holds last, written with the edit; what was noted elsewhere goes on from there."""

import sqlite3
from hashlib import blake2b

from core.drafts.schema import set_meta

KEY = "signed"


def sign(connection: sqlite3.Connection, window: str, number: int) -> None:
    """Say whose edit was the last one; after everything else of the transaction."""
    set_meta(connection, KEY, f"{window}:{number}:{_sum(connection)}")


def state(connection: sqlite3.Connection) -> tuple[str, int]:
    """The window and the number of its edit; where nobody signed, or somebody wrote later, a sum of what is there and 0."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    window, _, rest = (str(found[0]) if found is not None else "").partition(":")
    number, _, known = rest.partition(":")
    if known == _sum(connection) and number.isascii() and number.isdigit() and len(number) < 10:
        return window, int(number)
    return _sum(connection), 0


def _sum(connection: sqlite3.Connection) -> str:
    """Of the single values, among which are a sum of the text and the place in the history."""
    rows = connection.execute("SELECT key, value FROM meta WHERE key <> ? ORDER BY key", (KEY,)).fetchall()
    return blake2b(repr(rows).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
