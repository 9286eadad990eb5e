"""A selection over cells: what is selected goes, the grid stays, nothing else changes, and undoing is exact."""

from itertools import combinations

import pytest

from core.editing.text.cells import delete_between
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.blocks import Cell, CellPlace, Column, KeptObject, Row, Table
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.grid import tables_of
from core.model.spans import Place, Span

GRID = Table(
    (Column("c1"), Column("c2")),
    (Row("r1"), Row("r2")),
    (Cell("r1", "c1", columns=2), Cell("r2", "c1"), Cell("r2", "c2")),
)
HEAD, LEFT, RIGHT = (CellPlace(cell.row, cell.column) for cell in GRID.cells)


def _table(number: int) -> tuple[Element, ...]:
    return (
        Element(f"e{number}", Role.TABLE, "", table=GRID),
        Element(f"e{number + 1}", Role.CELL, "表头甲", cell=HEAD),
        Element(f"e{number + 2}", Role.CELL, "左格上", cell=LEFT),
        Element(f"e{number + 3}", Role.CELL, "左格下", cell=LEFT),
        Element(f"e{number + 4}", Role.CELL, "右格12", cell=RIGHT),
    )


def _fact(identifier: str, element_id: str) -> Fact:
    return Fact(identifier, FactKind.FIGURE, "count", element_id, 2, 4, "12")


DRAFT = Draft(
    Identity(),
    (
        Element("e1", Role.BODY, "前面一段"),
        *_table(2),
        Element("e7", Role.BODY, "中间一段"),
        Element("e8", Role.FIGURE, "", objects=(KeptObject(0, "picture", "00"),)),
        *_table(9),
        Element("e14", Role.BODY, "后面一段"),
    ),
    (_fact("f1", "e6"), _fact("f2", "e13")),
    serial=20,
)
SPOTS = [(number, offset) for number, each in enumerate(DRAFT.elements) for offset in {0, len(each.content) // 2}]
PAIRS = list(combinations(sorted(SPOTS), 2))


def _deleted(first: tuple[int, int], last: tuple[int, int]) -> tuple[Draft, Draft]:
    ids = [each.id for each in DRAFT.elements]
    change = delete_between(
        DRAFT, Place(ids[first[0]], Span(first[1], first[1])), Place(ids[last[0]], Span(last[1], last[1]))
    )
    after = apply(DRAFT, change)
    return after, apply(after, change.inverse())


def _text_of(draft: Draft) -> str:
    return "".join(each.content for each in draft.elements)


def _outside(first: tuple[int, int], last: tuple[int, int]) -> str:
    contents = [each.content for each in DRAFT.elements]
    before = "".join(contents[: first[0]]) + contents[first[0]][: first[1]]
    return before + contents[last[0]][last[1] :] + "".join(contents[last[0] + 1 :])


@pytest.mark.parametrize(("first", "last"), PAIRS)
def test_exactly_the_selected_characters_go(first: tuple[int, int], last: tuple[int, int]) -> None:
    after, _ = _deleted(first, last)
    assert _text_of(after) == _outside(first, last)


@pytest.mark.parametrize(("first", "last"), PAIRS)
def test_a_table_stays_whole_unless_all_of_it_is_selected(first: tuple[int, int], last: tuple[int, int]) -> None:
    after, _ = _deleted(first, last)
    whole = sum(first[0] < table.start and table.end <= last[0] for table in tables_of(DRAFT.elements))
    tables = list(tables_of(after.elements))
    cells = [own for table in tables for own in table.cells(after.elements).values()]
    assert (len(tables), len(cells), all(cells)) == (2 - whole, 3 * (2 - whole), True)


@pytest.mark.parametrize(("first", "last"), PAIRS)
def test_undoing_is_exact_and_facts_stand_where_they_say(first: tuple[int, int], last: tuple[int, int]) -> None:
    after, back = _deleted(first, last)
    contents = {each.id: each.content for each in after.elements}
    assert back == DRAFT
    assert all(contents[fact.element_id][fact.start : fact.end] == fact.text for fact in after.facts)


def test_a_selected_picture_goes() -> None:
    after, _ = _deleted((6, 2), (13, 2))
    assert "e8" not in {each.id for each in after.elements}


def test_a_paragraph_made_before_the_first_of_a_cell_belongs_to_that_cell() -> None:
    typed = (TypedParagraph("", "", cell=RIGHT), TypedParagraph("e6", "右格12"))
    after = apply(DRAFT, take_over(DRAFT, ("e6",), typed))
    table = next(tables_of(after.elements))
    assert [each.content for each in table.cells(after.elements)[RIGHT]] == ["", "右格12"]
