"""Emphasis, objects, cells and tables of an element as JSON, and back. Wrong JSON raises ValueError, TypeError or KeyError."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.model.blocks import LOOKS, Cell, CellPlace, Column, Emphasis, KeptObject, KeptPart, Row, Table
from core.model.elements import Element

Json = Any
MOST_PARTS_DEEP = 8


def blocks_text(element: Element) -> str:
    """The JSON of an element's emphasis, objects, cell and table."""
    found: dict[str, Json] = {}
    if element.emphasis:
        found["emphasis"] = [[each.start, each.end, *each.looks] for each in element.emphasis]
    if element.objects:
        found["objects"] = list(map(_object_json, element.objects))
    if element.cell is not None:
        found["cell"] = [element.cell.row, element.cell.column]
    if element.table is not None:
        found["table"] = _table_json(element.table)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def with_blocks(element: Element, text: str) -> Element:
    """The element with the content of such JSON; ValueError when it does not fit the element."""
    found = json.loads(text)
    if not isinstance(found, Mapping):
        raise ValueError(text[:40])
    cell, table = found.get("cell"), found.get("table")
    made = replace(
        element,
        emphasis=tuple(_emphasis(row) for row in found.get("emphasis", ())),
        objects=tuple(_object(row) for row in found.get("objects", ())),
        cell=None if cell is None else CellPlace(*_texts(cell, 2)),
        table=None if table is None else _table(table),
    )
    _check(made)
    return made


def _check(element: Element) -> None:
    length = len(element.content)
    edges = [edge for each in element.emphasis for edge in (each.start, each.end)]
    is_placed = _ordered(edges, length) and _ordered([each.offset for each in element.objects], length)
    if not is_placed or not (element.table is None or element.table.is_tiled()):
        raise ValueError(element.id)


def _ordered(places: Sequence[int], length: int) -> bool:
    return [0, *places, length] == sorted([0, *places, length])


def _texts(row: Sequence[Json], count: int) -> list[str]:
    if len(row) != count or not all(isinstance(each, str) for each in row):
        raise ValueError(row)
    return list(row)


def _number(value: Json) -> int:
    if type(value) is not int or abs(value) > 10**9:
        raise ValueError(value)
    return value


def _emphasis(row: Sequence[Json]) -> Emphasis:
    start, end, *looks = row
    if not looks or any(look not in LOOKS for look in looks):
        raise ValueError(row)
    return Emphasis(_number(start), _number(end), tuple(looks))


def _object_json(each: KeptObject) -> Json:
    return [each.offset, each.kind, each.media, each.width, each.height, each.label, list(map(_part_json, each.parts))]


def _part_json(part: KeptPart) -> Json:
    own = [part.relation, part.kind, part.name, part.content_type, part.media]
    return [*own, list(map(_part_json, part.parts))]


def _object(row: Sequence[Json]) -> KeptObject:
    offset, kind, media, width, height, label, parts = row
    _texts((kind, media, label), 3)
    made = tuple(_part(part, MOST_PARTS_DEEP) for part in parts)
    return KeptObject(_number(offset), kind, media, made, _number(width), _number(height), label)


def _part(row: Sequence[Json], deep: int) -> KeptPart:
    *own, parts = row
    if not deep:
        raise ValueError(row)
    relation, kind, name, content_type, media = _texts(own, 5)
    return KeptPart(relation, kind, name, content_type, media, tuple(_part(part, deep - 1) for part in parts))


def _table_json(table: Table) -> Json:
    return {
        "columns": [[column.id, column.width] for column in table.columns],
        "rows": [[row.id, row.is_header] for row in table.rows],
        "cells": [
            [cell.row, cell.column, cell.columns, cell.rows, cell.align, cell.valign, cell.shading, cell.open]
            for cell in table.cells
        ],
    }


def _table(found: Mapping[str, Json]) -> Table:
    columns = tuple(Column(_texts(row[:1], 1)[0], _number(row[1])) for row in found["columns"])
    rows = tuple(Row(_texts(row[:1], 1)[0], bool(row[1])) for row in found["rows"])
    return Table(columns, rows, tuple(map(_cell, found["cells"])))


def _cell(row: Sequence[Json]) -> Cell:
    at, column, columns, rows, *look = row
    _texts((at, column, *look), 6)
    return Cell(at, column, _number(columns), _number(rows), *look)
