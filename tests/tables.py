"""Tables for tests in a tiny language: a line a row, cells between bars, ``<`` joins with the left, ``^`` with above.

A cell ``/`` is empty. Lines before the first with a bar are paragraphs above the table, lines behind it paragraphs below.
"""

from dataclasses import replace

from core.model.blocks import Cell, CellPlace, Column, Row, Table
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.workflows.facts import find_facts

LEFT, ABOVE, EMPTY = "<", "^", "/"


def table_elements(source: str) -> tuple[Element, ...]:
    """The paragraphs and the table that the lines describe, with ids e1, e2, …"""
    lines = [line.strip() for line in source.strip().splitlines()]
    rows = [number for number, line in enumerate(lines) if "|" in line]
    made = [Element("", Role.BODY, line) for line in lines[: rows[0]]] if rows else []
    made += _table([[cell.strip(" ") for cell in lines[number].split("|")] for number in rows])
    made += [Element("", Role.BODY, line) for line in lines[rows[-1] + 1 :]]
    return tuple(Element(f"e{n}", e.role, e.content, line=n, cell=e.cell, table=e.table) for n, e in enumerate(made, 1))


def _table(grid: list[list[str]]) -> list[Element]:
    cells = [
        Cell(f"r{y}", f"c{x}", _across(grid, y, x), _down(grid, y, x))
        for y, row in enumerate(grid)
        for x, text in enumerate(row)
        if text not in (LEFT, ABOVE)
    ]
    table = Table(
        tuple(Column(f"c{x}") for x in range(len(grid[0]))), tuple(Row(f"r{y}") for y in range(len(grid))), tuple(cells)
    )
    texts = {(f"r{y}", f"c{x}"): text for y, row in enumerate(grid) for x, text in enumerate(row)}
    own = [
        Element(
            "",
            Role.CELL,
            texts[cell.row, cell.column].replace(EMPTY, "")
            if texts[cell.row, cell.column] == EMPTY
            else texts[cell.row, cell.column],
            cell=CellPlace(cell.row, cell.column),
        )
        for cell in cells
    ]
    return [Element("", Role.TABLE, "", table=table), *own]


def _across(grid: list[list[str]], y: int, x: int) -> int:
    return next((n for n in range(1, len(grid[y]) - x) if grid[y][x + n] != LEFT), len(grid[y]) - x)


def _down(grid: list[list[str]], y: int, x: int) -> int:
    return next((n for n in range(1, len(grid) - y) if grid[y + n][x] != ABOVE), len(grid) - y)


def cell_facts(source: str) -> dict[str, Fact]:
    """The facts of the cells of a table, by their labels."""
    elements = table_elements(source)
    cells = {element.id for element in elements if element.cell is not None}
    return {fact.label: fact for fact in find_facts(elements) if fact.element_id in cells}


def grid_of(draft: Draft) -> list[str]:
    """The cells of a draft, a line a row."""
    rows: dict[str, list[str]] = {}
    for element in draft.elements:
        if element.cell is not None:
            rows.setdefault(element.cell.row, []).append(element.content)
    return [" | ".join(row) for row in rows.values()]


def table_draft(source: str, year: int = 2025, basis_year: int = 2024, kind: str = "年度工作总结") -> Draft:
    """A draft of ``year`` taken over whole from last year's document with this table, or with several between empty lines."""
    title = Element("e900", Role.TITLE, f"青禾县粮食局{basis_year}年工作总结")
    parts = [table_elements(part) for part in source.split("\n\n")]
    elements = (
        title,
        *(replace(each, id=f"{each.id}{'t' * number}") for number, part in enumerate(parts) for each in part),
    )
    facts = find_facts(elements)
    origins = tuple((element.id, 0, element.id) for element in elements)
    identity = Identity(kind, year, "青禾县粮食局", "全年", "abcd1234")
    return Draft(identity, elements, facts, basis=(Basis("上年总结", elements),), origins=origins, serial=999)
