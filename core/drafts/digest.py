"""A sum over what a draft file says, kept up to date with every change: whether the words are those that were stored.

SQLite sees damage to its pages, not to the words in them. The sum is no seal, for anybody may write another; it sees a
disk that gives back other bytes than it was given, and a program that wrote into the file.
"""

import re
import sqlite3
from collections.abc import Iterable
from zlib import crc32

from core.drafts.codec import element_row, fact_row
from core.drafts.schema import set_meta
from core.model.change import Change
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact

KEY = "sum"
WRAP = 1 << 64
SHAPE = re.compile(r"([0-9a-f]+):([0-9a-f]+):[0-9a-f]+")


def note_sum(connection: sqlite3.Connection, draft: Draft) -> None:
    """Write the sum of a whole draft; after all its rows."""
    set_meta(connection, KEY, _text(connection, _rows(draft.elements, draft.facts), _frame(draft)))


def carry_on(connection: sqlite3.Connection, change: Change, draft: Draft) -> None:
    """Bring the sum up to date after a change that led to ``draft``; a file that has none gets one."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    known = SHAPE.fullmatch(str(found[0])) if found is not None else None
    if known is None or change.before.basis or change.after.basis:
        note_sum(connection, draft)
        return
    rows = int(known[1], 16) + _rows(change.after.elements, change.after.facts)
    rows -= _rows(change.before.elements, change.before.facts)
    frame = int(known[2], 16) if change.after.order is None else _frame(draft)
    set_meta(connection, KEY, _text(connection, rows % WRAP, frame))


def is_as_stored(connection: sqlite3.Connection, draft: Draft) -> bool:
    """Whether a draft read from the file is the one that was stored; True for files without a sum."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    return found is None or found[0] == _text(connection, _rows(draft.elements, draft.facts), _frame(draft))


def _rows(elements: Iterable[Element], facts: Iterable[Fact]) -> int:
    """The same in whatever order the rows come."""
    total = sum(crc32(repr(element_row(element)).encode("utf-8", "surrogatepass")) for element in elements)
    return (total + sum(crc32(repr(fact_row(fact)).encode("utf-8", "surrogatepass")) for fact in facts)) % WRAP


def _frame(draft: Draft) -> int:
    """The order of the paragraphs, and what stays as it is while one types: prior reports and what came from where."""
    order = crc32("\0".join(element.id for element in draft.elements).encode())
    basis = sum((number + 1) * _rows(basis.elements, ()) for number, basis in enumerate(draft.basis))
    return (order + basis + crc32(repr(draft.origins).encode())) % WRAP


def _text(connection: sqlite3.Connection, rows: int, frame: int) -> str:
    query = "SELECT value FROM meta WHERE key IN ('identity', 'numbering', 'serial') ORDER BY key"
    head = crc32("\0".join(str(row[0]) for row in connection.execute(query)).encode())
    return f"{rows:x}:{frame:x}:{head:x}"
