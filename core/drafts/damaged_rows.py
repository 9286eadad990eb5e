"""Reads the rows of a damaged draft file one by one: as many as are readable and consistent."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from core.drafts.codec import (
    COPY_COLUMNS,
    DECISION_COLUMNS,
    ELEMENT_COLUMNS,
    FACT_COLUMNS,
    PLAIN_COLUMNS,
    copy_from,
    decision_from,
    element_from,
    fact_from,
    identity_from,
    notices_from,
    numbering_from,
)
from core.drafts.validation import HIGHEST, validated
from core.model.blocks import media_key
from core.model.change import number_of, with_settled_tables
from core.model.document import Numbering
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Element
from core.model.fact import Fact

Row = tuple[Any, ...]
Places = dict[str, tuple[int, Element]]
Kind = TypeVar("Kind")
UNREADABLE = "\ufffd"
MOST_ASKED, MOST_ROWS = 50_000, 400_000
"""Limits: rows queried by their key, and rows read of a table."""

USUAL_SERIAL = 2_000
"""The highest id number to try when the file does not tell; a report of thirty pages has some hundreds."""

MALFORMED = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
"""What converting a nonsensical value raises."""


@dataclass(frozen=True, slots=True)
class Found:
    """The readable part of a draft; ``lost`` counts missing paragraphs, ``blurred`` those partly unreadable."""

    draft: Draft
    lost: int
    blurred: int
    is_whole: bool


class Rows:
    """Reads tables; ``is_whole`` becomes False with the first row that cannot be read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.is_whole = True

    def meta(self, key: str) -> str:
        """The value of a key in table meta; empty when there is none."""
        rows = self._read("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else ""

    def has(self, table: str) -> bool:
        """Whether the file has the table."""
        return bool(self._read("SELECT name FROM pragma_table_info(?)", (table,)))

    def table(self, table: str, keys: Sequence[str], columns: Sequence[str], asked: Iterable[Row] = ()) -> list[Row]:
        """Rows of key and columns: from both ends up to the damage, then those in ``asked`` by key."""
        known = {row[0] for row in self._read("SELECT name FROM pragma_table_info(?)", (table,))}
        if not known:
            self.is_whole = False
            return []
        names = ", ".join(f'"{name}"' if name in known else "''" for name in (*keys, *columns))
        select = f"SELECT {names} FROM {table}"
        before, self.is_whole = self.is_whole, True
        found = self._from_the_ends(select, keys)
        if not self.is_whole:
            found |= self._by_key(select, keys, set(asked) - set(found))
        self.is_whole = self.is_whole and before
        return list(found.values())

    def _by_key(self, select: str, keys: Sequence[str], asked: Iterable[Row]) -> dict[Row, Row]:
        query = f"{select} WHERE " + " AND ".join(f'"{key}" = ?' for key in keys)
        return {key: row for key in asked for row in self._read(query, key)}

    def _from_the_ends(self, select: str, keys: Sequence[str]) -> dict[Row, Row]:
        found: dict[Row, Row] = {}
        for direction in ("", " DESC"):
            order = ", ".join(f'"{key}"{direction}' for key in keys)
            rows = self._read(f"{select} ORDER BY {order} LIMIT {MOST_ROWS}")
            found = {row[: len(keys)]: row for row in rows} | found
            if self.is_whole:
                break
        return found

    def _read(self, query: str, values: Row = ()) -> list[Row]:
        rows: list[Row] = []
        try:
            for row in self._connection.execute(query, values):
                rows.append(row)  # noqa: PERF402 - one by one: what came before the damage counts
        except (sqlite3.Error, ValueError, OverflowError):  # SQLite quotes damaged names in its messages
            self.is_whole = False
        return rows


def gather(connection: sqlite3.Connection) -> Found:
    """Everything readable, paragraphs before facts; sqlite3.Error when the schema cannot be read."""
    connection.execute("SELECT name FROM sqlite_schema").fetchall()
    rows = Rows(connection)
    serial = _number(rows.meta("serial"))
    elements, lost = _elements(rows, serial)
    basis, places = _basis(rows)
    draft = Draft(
        _identity(rows),
        elements,
        _facts(rows, serial, elements),
        _made(numbering_from, rows.meta("numbering")) or Numbering(),
        basis,
        _origins(rows, {element.id for element in elements}, places),
        serial,
        _made(notices_from, rows.meta("told")) or (),
        MappingProxyType({row[0]: bytes(row[1]) for row in rows.table("media", ("key",), ("data",)) if _is_media(row)}),
        _items(rows, "returned", COPY_COLUMNS, copy_from),
        _items(rows, "decision", DECISION_COLUMNS, decision_from),
    )
    blurred = sum(UNREADABLE in element.content for element in elements)
    return Found(with_settled_tables(validated(draft)), lost, blurred, rows.is_whole and not lost and not blurred)


def _items(rows: Rows, table: str, columns: Sequence[str], make: Callable[[Row], Kind]) -> tuple[Kind, ...]:
    """The readable items of a table that files of earlier formats do not have."""
    if not rows.has(table):
        return ()
    found = sorted(rows.table(table, columns[:1], columns[1:]), key=repr)
    made = [_made(make, row) for row in found]
    rows.is_whole = rows.is_whole and None not in made
    return tuple(item for item in made if item is not None)


def _is_media(row: Row) -> bool:
    key, data = row
    return isinstance(data, bytes) and key == media_key(data)


def _identity(rows: Rows) -> Identity:
    identity = _made(identity_from, rows.meta("identity")) or Identity()
    return identity if _holds(Draft(identity)) else Identity()


def _elements(rows: Rows, serial: int) -> tuple[tuple[Element, ...], int]:
    """The paragraphs in order, and the number certainly missing among them."""
    found = rows.table("element", ("id",), ("position", *ELEMENT_COLUMNS), _ids("e", serial))
    made = [(row[1], element) for row in found if (element := _readable(row[2:], rows))]
    if not _holds(Draft(Identity(), tuple(element for _, element in made))):
        made = [item for item in made if _holds(Draft(Identity(), (item[1],)))]
    made = [item for item in made if isinstance(item[0], int)]
    made.sort(key=lambda item: (item[0], number_of(item[1].id)))
    gaps = _gaps({position for position, _ in made})
    return tuple(element for _, element in made), max(gaps, len(found) - len(made))


def _ids(letter: str, serial: int) -> list[Row]:
    return [(f"{letter}{number}",) for number in range(1, serial + 1)]


def _gaps(places: set[int]) -> int:
    known = {place for place in places if 0 <= place <= HIGHEST}
    return min(max(known, default=-1) + 1 - len(known), MOST_ROWS)


def _readable(row: Row, rows: Rows) -> Element | None:
    """The element of a row; where emphasis, objects or cell cannot be read its text alone."""
    whole = _made(element_from, row)
    if whole is None:
        whole = _made(element_from, row[: len(PLAIN_COLUMNS)])
        rows.is_whole = False
    return whole


def _element(row: Row, rows: Rows) -> Element | None:
    element = _readable(row, rows)
    return element if element is not None and _holds(Draft(Identity(), (element,))) else None


def _facts(rows: Rows, serial: int, elements: tuple[Element, ...]) -> tuple[Fact, ...]:
    """The facts that fit into the paragraphs; of two overlapping ones the first."""
    place = {element.id: (index, element) for index, element in enumerate(elements)}
    found = rows.table("fact", ("id",), FACT_COLUMNS, _ids("f", serial))
    placed = [fact for row in found if (fact := _made(fact_from, row[1:])) and fact.element_id in place]
    if not _holds(Draft(Identity(), elements, in_order := _ordered(placed, place))):
        in_order = _apart(_ordered([fact for fact in placed if _fits(fact, place)], place))
    rows.is_whole = rows.is_whole and len(in_order) == len(found)
    return in_order


def _ordered(facts: Iterable[Fact], place: Places) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: (place[fact.element_id][0], str(fact.start).zfill(10))))


def _apart(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    kept: list[Fact] = []
    for fact in facts:
        if not kept or kept[-1].element_id != fact.element_id or kept[-1].end <= fact.start:
            kept.append(fact)
    return tuple(kept)


def _fits(fact: Fact, place: Places) -> bool:
    return _holds(Draft(Identity(), (place[fact.element_id][1],), (fact,)))


def _basis(rows: Rows) -> tuple[tuple[Basis, ...], dict[int, tuple[int, frozenset[str]]]]:
    """The basis documents; and by their number in the file, their index here and the ids of their paragraphs."""
    names = {row[0]: row[1] for row in rows.table("basis", ("number",), ("name",))}
    found = rows.table("basis_element", ("basis", "position"), ELEMENT_COLUMNS)
    texts: dict[int, dict[str, Element]] = {number: {} for number in names if isinstance(number, int)}
    for row in sorted((row for row in found if row[0] in texts), key=lambda row: str(row[1]).zfill(12)):
        element = _element(row[2:], rows)
        if element is not None:
            texts[row[0]].setdefault(element.id, element)
    numbers = sorted(texts)
    basis = tuple(Basis(str(names[number]), tuple(texts[number].values())) for number in numbers)
    return basis, {number: (index, frozenset(texts[number])) for index, number in enumerate(numbers)}


def _origins(
    rows: Rows, ids: set[str], places: dict[int, tuple[int, frozenset[str]]]
) -> tuple[tuple[str, int, str], ...]:
    found = rows.table("origin", ("number",), ("element_id", "basis", "basis_element_id"))
    return tuple(
        (element_id, places[number][0], other)
        for _, element_id, number, other in found
        if element_id in ids and number in places and other in places[number][1]
    )


def _holds(draft: Draft) -> bool:
    try:
        validated(draft)
    except MALFORMED:
        return False
    return True


def _made(make: Callable[[Any], Kind], source: Any) -> Kind | None:
    with suppress(*MALFORMED):
        return make(source)
    return None


def _number(text: str) -> int:
    return min(int(text), MOST_ASKED) if text.isascii() and text.isdigit() and len(text) < 10 else USUAL_SERIAL
