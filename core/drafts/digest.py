"""Checksums in a draft file: over its text, to detect altered words, and with each edit, to identify the last one.

SQLite detects damage to its pages, not to the text in them. The sum is updated with every change. It detects a disk that
returns other bytes than were written, and another program writing into the file; it is no protection against forgery.
"""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from core.drafts.codec import StoredRow, copy_row, decision_row, element_row, fact_row
from core.drafts.schema import set_meta
from core.model.change import Change, Patch
from core.model.draft import Draft
from core.model.elements import Role
from core.model.fact import FactKind, FactState

KEY, SIGNED_KEY = "sum", "signed"
WRAP = 1 << 64
_ROLES = MappingProxyType({each.value: repr(each) for each in Role})
_KINDS = MappingProxyType({each.value: repr(each) for each in FactKind})
_STATES = MappingProxyType({each.value: repr(each) for each in FactState})
"""As they stand in the sums; members count as their values here."""

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
    old, new = change.before.order, change.after.order
    frame = int(known[2], 16) + (_order_sum(new) - _order_sum(old) if old is not None and new is not None else 0)
    frame = _frame(draft) if (old is None) != (new is None) else frame
    set_meta(connection, KEY, _text(connection, rows % WRAP, frame % WRAP))


class StoredRows(NamedTuple):
    """What a draft was read from: the rows of its paragraphs, its facts, and of the paragraphs of each basis document."""

    elements: Sequence[StoredRow]
    facts: Sequence[StoredRow]
    basis: Sequence[Sequence[StoredRow]]


def has_sum(connection: sqlite3.Connection) -> bool:
    """Whether a sum is stored."""
    return connection.execute("SELECT 1 FROM meta WHERE key = ?", (KEY,)).fetchone() is not None


def is_as_stored(connection: sqlite3.Connection, draft: Draft, stored: StoredRows) -> bool:
    """Whether the rows read from the file, of which the draft was made, are those stored; True for files without a sum."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    if found is None:
        return True
    rows = _element_sum(stored.elements) + _fact_sum(stored.facts) + _review_sum(draft)
    return bool(found[0] == _text(connection, rows % WRAP, _frame_of(draft, map(_element_sum, stored.basis))))


def _all_rows(whole: Draft | Patch) -> int:
    """A sum over paragraphs, facts, returned copies and decisions; without the last two as before format 5.

    It does not depend on the order of the rows.
    """
    elements, facts = _element_sum(map(element_row, whole.elements)), _fact_sum(map(fact_row, whole.facts))
    return (elements + facts + _review_sum(whole)) % WRAP


def _review_sum(whole: Draft | Patch) -> int:
    return sum(map(_crc, map(repr, (*map(copy_row, whole.copies), *map(decision_row, whole.decisions)))))


def _element_sum(rows: Iterable[StoredRow]) -> int:
    """Of each row what ``repr`` makes of a tuple with its role and truth value, written out: thousands are read at once.

    The empty ``blocks`` of plain text are left out: the sums of drafts before format 4 stay valid.
    """
    return sum(
        _crc(
            f"({name!r}, {_ROLES[role]}, {content!r}, {prefix!r}, {level!r}, {depth!r}, {heading!r}, {bool(run_in)!r}, "
            + (f"{line!r}, {blocks!r})" if blocks else f"{line!r})")
        )
        for name, role, content, prefix, level, depth, heading, run_in, line, blocks in rows
    )


def _fact_sum(rows: Iterable[StoredRow]) -> int:
    """The same for facts."""
    return sum(
        _crc(
            f"({name!r}, {_KINDS[kind]}, {subkind!r}, {home!r}, {start!r}, {end!r}, {text!r}, {unit!r}, {label!r}, "
            f"{group!r}, {_STATES[state]}, {prior!r}, {value!r}, {source!r}, {note!r})"
        )
        for name, kind, subkind, home, start, end, text, unit, label, group, state, prior, value, source, note in rows
    )


def _crc(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _frame(draft: Draft) -> int:
    """The order of the paragraphs, and what typing never changes: basis documents and origins."""
    return _frame_of(draft, (_element_sum(map(element_row, basis.elements)) for basis in draft.basis))


def _order_sum(ids: Iterable[str]) -> int:
    return crc32("\0".join(ids).encode())


def _frame_of(draft: Draft, sums: Iterable[int]) -> int:
    order = _order_sum(element.id for element in draft.elements)
    basis = sum(number * (each % WRAP) for number, each in enumerate(sums, 1))
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
