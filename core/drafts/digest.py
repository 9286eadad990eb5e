"""Checksums in a draft file: over its text, to detect altered words, and with each edit, to identify the last one.

SQLite detects damage to its pages, not to the text in them. The sum is updated with every change. It detects a disk that
returns other bytes than were written, and another program writing into the file; it is no protection against forgery.
"""

import re
import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from zlib import crc32

from core.drafts.codec import copy_row, decision_row, element_row, fact_row
from core.drafts.schema import set_meta
from core.model.change import Change, Patch
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact

KEY, SIGNED_KEY = "sum", "signed"
WRAP = 1 << 64
SHAPE = re.compile(r"([0-9a-f]+):([0-9a-f]+):[0-9a-f]+")


def write_sum(connection: sqlite3.Connection, draft: Draft) -> None:
    """Write the sum of a whole draft, after all its rows are written."""
    set_meta(connection, KEY, _text(connection, _all_rows(draft), _frame(draft)))


def update_sum(connection: sqlite3.Connection, change: Change, draft: Draft) -> None:
    """Update the sum after a change that led to ``draft``; a file without one gets one."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    known = SHAPE.fullmatch(str(found[0])) if found is not None else None
    if known is None or change.before.basis or change.after.basis:
        write_sum(connection, draft)
        return
    rows = int(known[1], 16) + _all_rows(change.after) - _all_rows(change.before)
    frame = int(known[2], 16) if change.after.order is None else _frame(draft)
    set_meta(connection, KEY, _text(connection, rows % WRAP, frame))


def is_as_stored(connection: sqlite3.Connection, draft: Draft) -> bool:
    """Whether a draft read from the file is the one stored; True for files without a sum."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    return found is None or found[0] == _text(connection, _all_rows(draft), _frame(draft))


def _all_rows(whole: Draft | Patch) -> int:
    """A sum over paragraphs, facts, returned copies and decisions; without the last two as before format 5."""
    rows = (*map(copy_row, whole.copies), *map(decision_row, whole.decisions))
    review = sum(crc32(repr(row).encode("utf-8", "surrogatepass")) for row in rows)
    return (_rows(whole.elements, whole.facts) + review) % WRAP


def _rows(elements: Iterable[Element], facts: Iterable[Fact]) -> int:
    """A sum that does not depend on the order of the rows."""
    total = sum(crc32(repr(_row(element)).encode("utf-8", "surrogatepass")) for element in elements)
    return (total + sum(crc32(repr(fact_row(fact)).encode("utf-8", "surrogatepass")) for fact in facts)) % WRAP


def _row(element: Element) -> tuple[object, ...]:
    """The row of an element, without the empty ``blocks`` of plain text: the sums of drafts before format 4 stay valid."""
    row = element_row(element)
    return row if row[-1] else row[:-1]


def _frame(draft: Draft) -> int:
    """The order of the paragraphs, and what typing never changes: basis documents and origins."""
    order = crc32("\0".join(element.id for element in draft.elements).encode())
    basis = sum((number + 1) * _rows(basis.elements, ()) for number, basis in enumerate(draft.basis))
    return (order + basis + crc32(repr(draft.origins).encode())) % WRAP


def _text(connection: sqlite3.Connection, rows: int, frame: int) -> str:
    query = "SELECT value FROM meta WHERE key IN ('identity', 'numbering', 'serial') ORDER BY key"
    head = crc32("\0".join(str(row[0]) for row in connection.execute(query)).encode())
    return f"{rows:x}:{frame:x}:{head:x}"


def sign(connection: sqlite3.Connection, window: str, number: int) -> None:
    """Record whose edit is stored last; must be the last write of the transaction."""
    set_meta(connection, SIGNED_KEY, f"{window}:{number}:{_state_sum(connection)}")


def state(connection: sqlite3.Connection) -> tuple[str, int]:
    """The window and number of the last edit; where nobody signed, or another program wrote later, a checksum and 0."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (SIGNED_KEY,)).fetchone()
    window, _, rest = (str(found[0]) if found is not None else "").partition(":")
    number, _, known = rest.partition(":")
    if known == _state_sum(connection) and number.isascii() and number.isdigit() and len(number) < 10:
        return window, int(number)
    return _state_sum(connection), 0


def _state_sum(connection: sqlite3.Connection) -> str:
    """A checksum of the table meta, which holds the sum of the text and the position in the history."""
    rows = connection.execute("SELECT key, value FROM meta WHERE key <> ? ORDER BY key", (SIGNED_KEY,)).fetchall()
    return blake2b(repr(rows).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
