"""Model values as rows and as JSON, and back. Wrong rows raise ValueError, TypeError or KeyError.

Emphasis, objects, cells and tables of an element are one JSON text.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import chain, repeat
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from core.model.blocks import LOOKS, Cell, CellPlace, Column, Emphasis, KeptObject, KeptPart, Row, Table
from core.model.bulk import from_columns
from core.model.change import Change, Patch
from core.model.document import Numbering, NumberingMode
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.review.decisions import KeptCopy, ReviewDecision, ReviewVerdict
from core.model.spans import Place, Span
from core.result import Notice

MOST_PARTS_DEEP = 8


def blocks_text(element: Element) -> str:
    """The JSON of an element's emphasis, objects, cell and table."""
    if _is_bare(element):
        return _cell_text(element.cell)
    found: dict[str, Any] = {}
    if element.emphasis:
        found["emphasis"] = [[each.start, each.end, *each.looks] for each in element.emphasis]
    if element.objects:
        found["objects"] = list(map(_object_json, element.objects))
    if element.cell is not None:
        found["cell"] = [element.cell.row, element.cell.column]
    if element.table is not None:
        found["table"] = table_json(element.table)
    if element.landscape:
        found["landscape"] = True
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _is_bare(element: Element) -> bool:
    """Whether an element has nothing but its cell, as nearly all of a large table."""
    return not (element.emphasis or element.objects or element.table is not None or element.landscape)


def _cell_text(cell: CellPlace | None) -> str:
    names = () if cell is None else (cell.row, cell.column)
    if all(map(str.isalnum, names)):
        return f'{{"cell":["{names[0]}","{names[1]}"]}}' if names else "{}"
    return json.dumps({"cell": names}, ensure_ascii=False, separators=(",", ":"))


def _blocks_in(text: str) -> dict[str, Any]:
    """The fields of an element in such JSON; those that it leaves out are empty."""
    found = json.loads(text)
    if not isinstance(found, Mapping):
        raise ValueError(text[:40])
    cell, table = found.get("cell"), found.get("table")
    place = None if cell is None else CellPlace(*_texts(cell, 2))
    if table is None and found.keys() <= CELL_ONLY:  # nearly all of a large table
        return {"cell": place}
    return {
        "emphasis": tuple(_emphasis(row) for row in found.get("emphasis", ())),
        "objects": tuple(_object(row) for row in found.get("objects", ())),
        "cell": place,
        "table": None if table is None else table_from(table),
        "landscape": bool(found.get("landscape")),
    }


def _check(element: Element) -> None:
    length = len(element.content)
    edges = [edge for each in element.emphasis for edge in (each.start, each.end)]
    is_placed = _ordered(edges, length) and _ordered([each.offset for each in element.objects], length)
    if not is_placed or not (element.table is None or element.table.is_tiled()):
        raise ValueError(element.id)


def _ordered(places: Sequence[int], length: int) -> bool:
    return [0, *places, length] == sorted([0, *places, length])


def _texts(row: Sequence[Any], count: int) -> list[str]:
    if len(row) != count or not all(isinstance(each, str) for each in row):
        raise ValueError(row)
    return list(row)


def _number(value: Any) -> int:
    if type(value) is not int or abs(value) > 10**9:
        raise ValueError(value)
    return value


def _emphasis(row: Sequence[Any]) -> Emphasis:
    start, end, *looks = row
    if not looks or any(look not in LOOKS for look in looks):
        raise ValueError(row)
    return Emphasis(_number(start), _number(end), tuple(looks))


def _object_json(each: KeptObject) -> Any:
    return [each.offset, each.kind, each.media, each.width, each.height, each.label, list(map(_part_json, each.parts))]


def _part_json(part: KeptPart) -> Any:
    own = [part.relation, part.kind, part.name, part.content_type, part.media]
    return [*own, list(map(_part_json, part.parts))]


def _object(row: Sequence[Any]) -> KeptObject:
    offset, kind, media, width, height, label, parts = row
    _texts((kind, media, label), 3)
    made = tuple(_part(part, MOST_PARTS_DEEP) for part in parts)
    return KeptObject(_number(offset), kind, media, made, _number(width), _number(height), label)


def _part(row: Sequence[Any], deep: int) -> KeptPart:
    *own, parts = row
    if not deep:
        raise ValueError(row)
    relation, kind, name, content_type, media = _texts(own, 5)
    return KeptPart(relation, kind, name, content_type, media, tuple(_part(part, deep - 1) for part in parts))


def table_json(table: Table) -> Any:
    """A grid as values of JSON."""
    return {
        "columns": [[column.id, column.width] for column in table.columns],
        "rows": [[row.id, row.is_header] for row in table.rows],
        "cells": [
            [cell.row, cell.column, cell.columns, cell.rows, cell.align, cell.valign, cell.shading, cell.open]
            for cell in table.cells
        ],
    }


def table_from(found: Mapping[str, Any]) -> Table:
    """The grid of ``table_json``; ValueError, TypeError, KeyError for other values."""
    columns = tuple(Column(_texts(row[:1], 1)[0], _number(row[1])) for row in found["columns"])
    rows = tuple(Row(_texts(row[:1], 1)[0], bool(row[1])) for row in found["rows"])
    return Table(columns, rows, _cells_from(found["cells"]))


def _cells_from(rows: Sequence[Sequence[Any]]) -> tuple[Cell, ...]:
    """The cells of such rows, looked through column by column: a table may have thousands."""
    if not rows:
        return ()
    columns = list(zip(*rows, strict=True))
    numbers = (*columns[2], *columns[3])
    words = chain.from_iterable((*columns[:2], *columns[4:]))
    if len(columns) != len(fields(Cell)) or set(map(type, words)) != {str} or set(map(type, numbers)) != {int}:
        raise ValueError(rows[0])
    if max(numbers) > 10**9 or min(numbers) < -(10**9):
        raise ValueError(rows[0])
    return tuple(from_columns(Cell, len(rows), columns))


ELEMENT_COLUMNS = ("id", "role", "content", "prefix", "level", "depth", "heading_length", "run_in", "line", "blocks")
"""The fields of an element; ``blocks`` is JSON of emphasis, objects, cell and table, empty for nothing but text."""
FACT_COLUMNS = (
    "id",
    "kind",
    "subkind",
    "element_id",
    "start",
    "end",
    "text",
    "unit",
    "label",
    "group",
    "state",
    "prior",
    "value",
    "source",
    "note",
)
KIND, STATE = FACT_COLUMNS.index("kind"), FACT_COLUMNS.index("state")
COPY_COLUMNS = ("id", "number", "name", "arrived", "who", "replaced_by", "base", "found")
DECISION_COLUMNS = ("id", "verdict", "reason", "wording", "time")
ADDED_FACT_COLUMNS = frozenset(("source", "note"))
"""Text columns that drafts of format 1 lack; empty there."""

CELL_ONLY = frozenset(("cell",))
_CELL = re.compile(r'\{"cell":\["(\w+)","(\w+)"\]\}')
"""What ``blocks`` says of nothing but a cell."""

_ROLES = MappingProxyType({role.value: role for role in Role})
_KINDS = MappingProxyType({kind.value: kind for kind in FactKind})
_STATES = MappingProxyType({state.value: state for state in FactState})
"""Looked up for thousands of rows: a call of the class costs five times as much."""

StoredRow = tuple[Any, ...]
Json = dict[str, Any]
PLAIN_COLUMNS = ELEMENT_COLUMNS[:-1]
"""The columns of elements in drafts before format 4."""
_element_row = attrgetter(*PLAIN_COLUMNS)
_fact_row = attrgetter(*FACT_COLUMNS)
_copy_row = attrgetter(*COPY_COLUMNS)
_decision_row = attrgetter(*DECISION_COLUMNS)


def element_row(element: Element) -> StoredRow:
    """Values in the order of ``ELEMENT_COLUMNS``."""
    return (*_element_row(element), "" if element.is_plain else blocks_text(element))


def element_from(row: Sequence[Any]) -> Element:
    """The element of such a row, or of one that ends before ``blocks``."""
    identifier, role, content, prefix, level, depth, heading_length, run_in, line, *blocks = row
    text = blocks[0] if blocks else ""
    plain = (
        identifier,
        _ROLES.get(role) or Role(role),
        content,
        prefix,
        level,
        depth,
        heading_length,
        bool(run_in),
        line,
    )
    if not text:
        return Element(*plain)
    cell = _CELL.fullmatch(text)
    if cell is not None:  # nearly all of a large table
        return Element(*plain, (), (), CellPlace(*cell.groups()))
    element = Element(*plain, **_blocks_in(text))
    if not _is_bare(element):
        _check(element)
    return element


def elements_from(rows: Sequence[StoredRow]) -> tuple[Element, ...]:
    """``element_from`` of each of thousands of whole rows: those with nothing but text or a cell are made column by column."""
    if not rows:
        return ()
    identifier, role, *plain, run_in, line, blocks = zip(*rows, strict=True)
    found = [_CELL.fullmatch(text) if text else None for text in blocks]
    own = (identifier, map(_ROLES.__getitem__, role), *plain, map(bool, run_in), line)
    rest = (repeat(()), repeat(()), _places_from(found), repeat(None), repeat(False))
    elements = from_columns(Element, len(rows), (*own, *rest))
    for number, text in enumerate(blocks):
        if text and found[number] is None:
            elements[number] = element_from(rows[number])
    return tuple(elements)


def _places_from(found: Sequence[re.Match[str] | None]) -> list[CellPlace | None]:
    """The cells that were found, None where none was."""
    names = [each.groups() for each in found if each is not None]
    made = iter(from_columns(CellPlace, len(names), list(zip(*names, strict=True)) or ((), ())))
    return [None if each is None else next(made) for each in found]


def fact_row(fact: Fact) -> StoredRow:
    """Values in the order of ``FACT_COLUMNS``."""
    return tuple(_fact_row(fact))


def fact_from(row: Sequence[Any]) -> Fact:
    """The fact of such a row."""
    values = list(row)  # columns are the fields of Fact in order, which saves building a dict for each of 20,000 rows
    kind, state = values[KIND], values[STATE]
    values[KIND], values[STATE] = _KINDS.get(kind) or FactKind(kind), _STATES.get(state) or FactState(state)
    return Fact(*values)


def facts_from(rows: Sequence[StoredRow]) -> tuple[Fact, ...]:
    """``fact_from`` of each of thousands of rows, made column by column."""
    if not rows:
        return ()
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    columns[KIND], columns[STATE] = map(_KINDS.__getitem__, columns[KIND]), map(_STATES.__getitem__, columns[STATE])
    return tuple(from_columns(Fact, len(rows), columns))


def copy_row(copy: KeptCopy) -> StoredRow:
    """Values in the order of ``COPY_COLUMNS``."""
    return tuple(_copy_row(copy))


def copy_from(row: StoredRow) -> KeptCopy:
    """The returned copy of such a row."""
    identifier, number, *words, base, found = row
    name, arrived, who, replaced_by, found = _texts([*words, found], len(COPY_COLUMNS) - 3)
    (identifier,) = _texts([identifier], 1)
    return KeptCopy(identifier, _number(number), name, arrived, who, replaced_by, _number(base), found)


def decision_row(decision: ReviewDecision) -> StoredRow:
    """Values in the order of ``DECISION_COLUMNS``."""
    return tuple(_decision_row(decision))


def decision_from(row: StoredRow) -> ReviewDecision:
    """The decision of such a row."""
    identifier, verdict, *words = _texts(row, len(DECISION_COLUMNS))
    return ReviewDecision(identifier, ReviewVerdict(verdict), *words)


def identity_text(identity: Identity) -> str:
    """The identity as JSON."""
    return _text(asdict(identity))


def identity_from(text: str) -> Identity:
    """The identity of such JSON."""
    return identity_of(json.loads(text))


def numbering_text(numbering: Numbering) -> str:
    """The numbering as JSON."""
    return _text(asdict(numbering))


def notices_text(notices: Sequence[Notice]) -> str:
    """The notices of an import as JSON."""
    rows = [[each.code, each.line, each.kind, each.count, each.places, dict(each.parameters)] for each in notices]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def notices_from(text: str) -> tuple[Notice, ...]:
    """The notices of such JSON; drafts of earlier versions have none."""
    return tuple(map(_notice_of, json.loads(text))) if text else ()


def _notice_of(row: Sequence[Any]) -> Notice:
    code, line, kind, count, places, parameters = row
    is_sound = all(isinstance(each, str) for each in (code, kind, *parameters, *parameters.values()))
    if not is_sound or not all(isinstance(each, int) for each in (line, count, *places)):
        raise ValueError(code)
    return Notice(code, line, MappingProxyType(parameters), kind, count, tuple(places))


def numbering_from(text: str) -> Numbering:
    """The numbering of such JSON."""
    return numbering_of(json.loads(text))


def numbering_of(found: Mapping[str, Any]) -> Numbering:
    """A numbering from JSON."""
    return Numbering(NumberingMode(found["mode"]), found["level"])


def change_from(text: str) -> Change:
    """A change as formats 1 and 2 store it: one JSON object with place, reason and the complete state before and after."""
    found = json.loads(text)
    place = Place(found["place"]["element"], Span(found["place"]["start"], found["place"]["end"]))
    return Change(place, _patch_from(found["before"]), _patch_from(found["after"]), found["reason"])


def _patch_from(found: Mapping[str, Any]) -> Patch:
    return Patch(
        tuple(element_from([item[name] for name in PLAIN_COLUMNS]) for item in found["elements"]),
        tuple(map(_fact_of, found["facts"])),
        None if found["order"] is None else tuple(found["order"]),
        None if found["identity"] is None else identity_of(found["identity"]),
    )


def _fact_of(found: Mapping[str, Any]) -> Fact:
    """A fact from JSON; histories of earlier versions know neither source nor note."""
    return fact_from([found.get(name, "") if name in ADDED_FACT_COLUMNS else found[name] for name in FACT_COLUMNS])


def identity_of(found: Mapping[str, Any]) -> Identity:
    """An identity from JSON; drafts of earlier versions have no particulars."""
    pairs = tuple((name, value) for name, value in found.get("particulars", ()))
    return Identity(**{**found, "particulars": pairs})


def basis_json(basis: Basis) -> list[Any]:
    """A basis document as a name and rows."""
    return [basis.name, list(map(element_row, basis.elements))]


def basis_of(found: Sequence[Any]) -> Basis:
    """The basis document of such JSON."""
    name, rows = found
    return Basis(name, tuple(map(element_from, rows)))


def draft_text(draft: Draft) -> str:
    """A whole draft, without its basis documents, as the JSON of a version."""
    found = {
        "identity": asdict(draft.identity),
        "numbering": asdict(draft.numbering),
        "serial": draft.serial,
        "element": [ELEMENT_COLUMNS, *map(element_row, draft.elements)],
        "fact": [FACT_COLUMNS, *map(fact_row, draft.facts)],
    }
    if draft.copies or draft.decisions:
        found["returned"] = list(map(copy_row, draft.copies))
        found["decision"] = list(map(decision_row, draft.decisions))
    return _text(found)


def draft_from(text: str) -> Draft:
    """The draft of such JSON, without basis documents."""
    found = json.loads(text)
    return Draft(
        identity_of(found["identity"]),
        tuple(map(element_from, _in_order(found["element"], ELEMENT_COLUMNS))),
        tuple(map(fact_from, _in_order(found["fact"], FACT_COLUMNS))),
        numbering_of(found["numbering"]),
        serial=found["serial"],
        copies=tuple(map(copy_from, found.get("returned", ()))),
        decisions=tuple(map(decision_from, found.get("decision", ()))),
    )


def _in_order(table: Sequence[Sequence[Any]], columns: Sequence[str]) -> list[list[Any]]:
    """The rows under their own header, in the order of our columns."""
    header, *rows = table
    if list(header) == list(columns):
        return list(map(list, rows))
    places = [header.index(name) for name in columns if name in header or name != "blocks"]
    return [[row[place] for place in places] for row in rows]


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
