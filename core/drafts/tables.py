"""Writes a draft into the tables of a file, updates it there, and reads it back."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from core.drafts.codec import (
    COPY_COLUMNS,
    DECISION_COLUMNS,
    ELEMENT_COLUMNS,
    FACT_COLUMNS,
    StoredRow,
    copy_from,
    copy_row,
    decision_from,
    decision_row,
    element_row,
    elements_from,
    fact_row,
    facts_from,
    identity_from,
    identity_text,
    notices_from,
    notices_text,
    numbering_from,
    numbering_text,
)
from core.drafts.damaged_rows import MALFORMED
from core.drafts.digest import StoredRows, has_sum, is_as_stored, write_sum
from core.drafts.schema import APPLICATION_ID, FORMAT, TABLES, put, set_meta
from core.drafts.validation import are_sound, validated
from core.errors import BadDraft
from core.model.blocks import LARGEST_MEDIA, media_key
from core.model.change import Change, with_settled_tables
from core.model.draft import Basis, Draft, LateElements
from core.model.elements import Element

LIMITS = (
    ("SELECT count(*) FROM element", 200_000),
    ("SELECT count(*) FROM basis_element", 1_000_000),
    ("SELECT count(*) FROM fact", 200_000),
    ("SELECT count(*) FROM origin", 400_000),
    ("SELECT count(*) FROM change", 1_000_000),
    ("SELECT count(*) FROM basis", 1_000),
    ("SELECT count(*) FROM meta", 1_000),
    ("SELECT sum(length(content) + length(prefix)) FROM element", 2_000_000),
    ("SELECT sum(length(content) + length(prefix)) FROM basis_element", 20_000_000),
    (
        "SELECT sum(length(text) + length(prior) + length(label) + length(source) + length(note)"
        " + coalesce(length(value), 0)) FROM fact",
        20_000_000,
    ),
    ("SELECT sum(length(name)) FROM basis", 100_000),
    ("SELECT sum(length(value)) FROM meta", 20_000_000),
    ("SELECT sum(length(blocks)) FROM element", 20_000_000),
    ("SELECT sum(length(blocks)) FROM basis_element", 60_000_000),
    ("SELECT count(*) FROM media", 10_000),
    ("SELECT count(*) FROM returned", 10_000),
    ("SELECT sum(length(name) + length(arrived) + length(who) + length(replaced_by)) FROM returned", 10_000_000),
    ("SELECT count(*) FROM decision", 200_000),
    ("SELECT sum(length(reason) + length(wording) + length(time)) FROM decision", 20_000_000),
    ("SELECT sum(length(data)) FROM media", LARGEST_MEDIA),
)
"""Limits of rows and characters. An imported report has up to a million characters (``core.limits``), and a draft may hold
several besides its own text.
"""


class TooLong(ValueError):
    """The file exceeds the limits of a draft."""


def write_draft(connection: sqlite3.Connection, draft: Draft, now: datetime) -> None:
    """Write a draft into an empty file in one transaction."""
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={FORMAT}")
    connection.executescript(f"BEGIN;{TABLES}")
    set_meta(connection, "created", now.isoformat())
    set_meta(connection, "numbering", numbering_text(draft.numbering))
    set_meta(connection, "identity", identity_text(draft.identity))
    set_meta(connection, "serial", str(draft.serial))
    if draft.import_notices:
        set_meta(connection, "told", notices_text(draft.import_notices))
    _put_elements(connection, draft.elements)
    _put_order(connection, [element.id for element in draft.elements])
    put(connection, "fact", FACT_COLUMNS, map(fact_row, draft.facts))
    _put_basis(connection, draft.basis, 0)
    put(connection, "origin", ("element_id", "basis", "basis_element_id"), draft.origins)
    put_media(connection, draft.media)
    put(connection, "returned", COPY_COLUMNS, map(copy_row, draft.copies))
    put(connection, "decision", DECISION_COLUMNS, map(decision_row, draft.decisions))
    write_sum(connection, draft)
    connection.execute("COMMIT")


def store_change(connection: sqlite3.Connection, change: Change, serial: int) -> None:
    """Write the rows that a change affects; inside the caller's transaction."""
    _change_facts(connection, change)
    _change_review(connection, change)
    put_media(connection, change.media)
    _put_elements(connection, change.after.elements)
    if change.after.order is not None:
        left = {element.id for element in change.before.elements} - set(change.after.order)
        connection.executemany("DELETE FROM element WHERE id = ?", [(identifier,) for identifier in left])
        _put_order(connection, change.after.order)
    _change_basis(connection, change)
    if change.after.identity is not None:
        set_meta(connection, "identity", identity_text(change.after.identity))
    if change.after.numbering is not None:
        set_meta(connection, "numbering", numbering_text(change.after.numbering))
    set_meta(connection, "serial", str(serial))


def _change_facts(connection: sqlite3.Connection, change: Change) -> None:
    gone = {fact.id for fact in change.before.facts} - {fact.id for fact in change.after.facts}
    connection.executemany("DELETE FROM fact WHERE id = ?", [(identifier,) for identifier in gone])
    put(connection, "fact", FACT_COLUMNS, map(fact_row, change.after.facts))


def _change_review(connection: sqlite3.Connection, change: Change) -> None:
    """Update the returned copies and the decisions."""
    before, after = change.before, change.after
    for table, old in (("returned", before.copies), ("decision", before.decisions)):
        connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(item.id,) for item in old])
    put(connection, "returned", COPY_COLUMNS, map(copy_row, after.copies))
    put(connection, "decision", DECISION_COLUMNS, map(decision_row, after.decisions))


def _change_basis(connection: sqlite3.Connection, change: Change) -> None:
    if not change.before.basis and not change.after.basis:
        return
    count: int = connection.execute("SELECT count(*) FROM basis").fetchone()[0]
    first = count - len(change.before.basis)
    connection.execute("DELETE FROM basis WHERE number >= ?", (first,))
    connection.execute("DELETE FROM basis_element WHERE basis >= ?", (first,))
    _put_basis(connection, change.after.basis, first)


def _put_basis(connection: sqlite3.Connection, documents: Iterable[Basis], first: int) -> None:
    for number, basis in enumerate(documents, first):
        put(connection, "basis", ("number", "name"), [(number, basis.name)])
        rows = [(number, position, *element_row(element)) for position, element in enumerate(basis.elements)]
        put(connection, "basis_element", ("basis", "position", *ELEMENT_COLUMNS), rows)


def _put_elements(connection: sqlite3.Connection, elements: Iterable[Element]) -> None:
    """Insert new elements, at position -1 until ``_put_order``; update known ones in place."""
    names = ", ".join(ELEMENT_COLUMNS)
    updates = ", ".join(f"{column} = excluded.{column}" for column in ELEMENT_COLUMNS[1:])
    connection.executemany(
        f"INSERT INTO element ({names}, position) VALUES ({', '.join('?' * len(ELEMENT_COLUMNS))}, -1) "
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
        map(element_row, elements),
    )


def _put_order(connection: sqlite3.Connection, order: Iterable[str]) -> None:
    rows = [(position, identifier, position) for position, identifier in enumerate(order)]
    connection.executemany("UPDATE element SET position = ? WHERE id = ? AND position <> ?", rows)


def _check_size(connection: sqlite3.Connection) -> None:
    """TooLong when the file exceeds the limits; reads no row."""
    for query, most in LIMITS:
        found = connection.execute(query).fetchone()[0] or 0
        if found > most:
            raise TooLong(query, found)


class ReadDraft(NamedTuple):
    """A draft, and whether it is as this program stored it."""

    draft: Draft
    is_as_stored: bool


def read_draft(connection: sqlite3.Connection, name: str) -> ReadDraft:
    """The draft as last stored in a file of this name; inside the caller's transaction, so that all rows are of one state.

    The elements of the basis documents are made when they are first asked for, if the sum says that this program wrote them and
    their rows are sound.
    """
    _check_size(connection)
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    stored, names = _stored_rows(connection), connection.execute("SELECT name FROM basis ORDER BY number").fetchall()
    query = "SELECT element_id, basis, basis_element_id FROM origin ORDER BY number"
    make = partial(_elements_of, name)
    found = Draft(
        identity_from(meta["identity"]),
        elements_from(stored.elements),
        facts_from(stored.facts),
        numbering_from(meta["numbering"]),
        tuple(Basis(title, LateElements(rows, make)) for (title,), rows in zip(names, stored.basis, strict=True)),
        tuple(connection.execute(query)),
        int(meta["serial"]),
        notices_from(meta.get("told", "")),
        read_media(connection),
        tuple(map(copy_from, _rows(connection, "returned", COPY_COLUMNS))),
        tuple(map(decision_from, _rows(connection, "decision", DECISION_COLUMNS))),
    )
    is_sound = is_as_stored(connection, found, stored)
    if not (is_sound and has_sum(connection) and all(map(are_sound, stored.basis))):
        own = zip(found.basis, stored.basis, strict=True)
        found = replace(found, basis=tuple(Basis(each.name, elements_from(rows)) for each, rows in own))
    draft = validated(found)
    settled = with_settled_tables(draft)
    return ReadDraft(settled, is_sound and settled is draft)


def _elements_of(name: str, rows: Sequence[StoredRow]) -> tuple[Element, ...]:
    """Elements of a basis document; BadDraft where somebody gave a damaged row the right sum."""
    try:
        return elements_from(rows)
    except MALFORMED as error:
        raise BadDraft("draft_damaged", name=name) from error


def _stored_rows(connection: sqlite3.Connection) -> StoredRows:
    columns = ", ".join(ELEMENT_COLUMNS)
    elements = connection.execute(f"SELECT {columns} FROM element ORDER BY position").fetchall()
    names = ", ".join(f'fact."{column}"' for column in FACT_COLUMNS)
    facts = connection.execute(
        f"SELECT {names} FROM fact LEFT JOIN element ON element.id = fact.element_id "
        "ORDER BY element.position, fact.start"
    ).fetchall()
    query = f"SELECT {columns} FROM basis_element WHERE basis = ? ORDER BY position"
    numbers = connection.execute("SELECT number FROM basis ORDER BY number").fetchall()
    return StoredRows(elements, facts, [connection.execute(query, number).fetchall() for number in numbers])


def _rows(connection: sqlite3.Connection, table: str, columns: Iterable[str]) -> list[tuple[Any, ...]]:
    """All rows of a table in the order of their ids."""
    return connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id").fetchall()


def put_media(connection: sqlite3.Connection, media: Mapping[str, bytes]) -> None:
    """Add the bytes of pictures and objects; none is ever removed, because undoing may need it. TooLong when full."""
    if not media:
        return
    connection.executemany("INSERT OR IGNORE INTO media (key, data) VALUES (?, ?)", media.items())
    if connection.execute("SELECT sum(length(data)) FROM media").fetchone()[0] > LARGEST_MEDIA:
        raise TooLong


def read_media(connection: sqlite3.Connection) -> Mapping[str, bytes]:
    """The bytes of pictures and objects by their SHA-256; what was altered since it was stored is left out."""
    rows = connection.execute("SELECT key, data FROM media").fetchall()
    return MappingProxyType({key: bytes(data) for key, data in rows if key == media_key(bytes(data))})


def missing_media(draft: Draft) -> int:
    """How many pictures and objects of the draft lack bytes."""
    objects = (each for element in draft.elements for each in element.objects)
    return sum(not draft.media.keys() >= each.all_media for each in objects)
