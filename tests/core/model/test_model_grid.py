"""A table stays whole whatever an edit does to its paragraphs."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.blocks import Cell, CellPlace, Column, Row, Table
from core.model.change import apply, difference
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.grid import tables_of, with_tables_settled
from core.model.spans import Place

GRID = Table(
    (Column("c1"), Column("c2")),
    (Row("r1"), Row("r2")),
    (Cell("r1", "c1", columns=2), Cell("r2", "c1"), Cell("r2", "c2")),
)
PLACES = tuple(CellPlace(cell.row, cell.column) for cell in GRID.cells)


def table(first: int) -> list[Element]:
    """A table of three cells, its ids from ``first`` on."""
    head = Element(f"e{first}", Role.TABLE, "", table=GRID)
    return [head, *(Element(f"e{first + n}", Role.CELL, f"格{first}{n}", cell=p) for n, p in enumerate(PLACES, 1))]


ELEMENTS = (
    Element("e1", Role.TITLE, "标题"),
    *table(2),
    Element("e6", Role.BODY, "段落"),
    *table(7),
    *table(11),
    Element("e15", Role.SIGNATURE, "署名"),
)


def shape(elements: tuple[Element, ...]) -> list[tuple[str, str]]:
    return [(element.role.value, element.content) for element in elements]


def test_what_is_whole_stays_the_same() -> None:
    assert with_tables_settled(ELEMENTS, 20) == ELEMENTS


def test_a_paragraph_typed_in_a_cell_belongs_to_it() -> None:
    new = Element("e30", Role.CELL, "新")
    settled = with_tables_settled((*ELEMENTS[:4], new, *ELEMENTS[4:]), 30)
    assert settled[4].cell == ELEMENTS[3].cell


def test_text_put_between_cells_moves_below_the_table() -> None:
    new = Element("e30", Role.HEADING, "新")
    settled = with_tables_settled((*ELEMENTS[:4], new, *ELEMENTS[4:]), 30)
    assert settled.index(new) == 5


def test_a_cell_that_lost_its_paragraph_gets_an_empty_one() -> None:
    settled = with_tables_settled((*ELEMENTS[:3], *ELEMENTS[4:]), 30)
    assert settled[3] == Element("e31", Role.CELL, "", cell=ELEMENTS[3].cell)


def test_cells_without_their_table_become_text() -> None:
    settled = with_tables_settled((*ELEMENTS[:1], *ELEMENTS[2:]), 30)
    assert shape(settled[1:4]) == [("body", "格21"), ("body", "格22"), ("body", "格23")]


def test_an_edit_that_tears_a_table_leaves_it_whole_and_can_be_taken_back() -> None:
    before = Draft(Identity(), ELEMENTS, serial=20)
    after = Draft(Identity(), (*ELEMENTS[:3], *ELEMENTS[4:]), serial=20)
    change = difference(before, after, Place("e4"), "删除")
    done = apply(before, change)
    assert [placed.end - placed.start for placed in tables_of(done.elements)] == [4, 4, 4]
    assert apply(done, change.inverse()).elements == ELEMENTS


@given(st.lists(st.sampled_from(ELEMENTS), unique_by=lambda element: element.id))
def test_every_cell_has_a_paragraph_of_its_own_and_no_word_is_lost(elements: list[Element]) -> None:
    settled = with_tables_settled(elements, 20)
    assert +Counter(e.content for e in settled if e.content) == +Counter(e.content for e in elements if e.content)
    for placed in tables_of(settled):
        assert all(placed.cells(settled).values())
    assert with_tables_settled(settled, 99) == settled


@pytest.mark.parametrize("number", [1, 2, 3])
def test_cells_of_a_table_stand_in_order(number: int) -> None:
    rest = list(ELEMENTS[1:5])
    rest[1:] = rest[1:][number:] + rest[1:][:number]
    assert shape(with_tables_settled(rest, 20)) == shape(ELEMENTS[1:5])
