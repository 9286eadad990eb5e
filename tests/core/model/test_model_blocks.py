"""What a paragraph carries besides its text moves with its characters; a grid is tiled or none."""

from dataclasses import replace

import pytest

from core.model.blocks import Cell, Column, Emphasis, KeptObject, Row, Table
from core.model.elements import Element, Role

BOLD = ("bold",)


def element(content: str, *spans: tuple[int, int], objects: tuple[int, ...] = ()) -> Element:
    emphasis = tuple(Emphasis(start, end, BOLD) for start, end in spans)
    return Element(
        "e1", Role.BODY, content, emphasis=emphasis, objects=tuple(KeptObject(o, "picture", "x") for o in objects)
    )


def bold(found: Element) -> list[str]:
    return [found.content[each.start : each.end] for each in found.emphasis]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ("全年重点工作", ["重点"]),
        ("今年全年重点工作", ["重点"]),
        ("全年重要点工作", ["重要点"]),
        ("全年点工作", ["点"]),
        ("全年工作", []),
        ("全年重点工作完成", ["重点"]),
    ],
)
def test_emphasis_keeps_to_its_characters(after: str, words: list[str]) -> None:
    assert bold(element("全年重点工作", (2, 4)).with_content(after)) == words


@pytest.mark.parametrize(("after", "offset"), [("甲丙", 1), ("新甲乙丙", 3), ("乙丙", 1), ("", 0), ("甲乙新丙", 2)])
def test_an_object_is_never_lost_by_an_edit(after: str, offset: int) -> None:
    (found,) = element("甲乙丙", objects=(2,)).with_content(after).objects
    assert found.offset == min(offset, len(after))


def test_pieces_of_a_paragraph_hold_what_the_whole_held() -> None:
    whole = element("甲乙丙丁", (1, 3), objects=(0, 2, 4))
    first, rest = whole.piece(0, 2), whole.piece(2, 4)
    assert bold(first) + bold(rest) == ["乙", "丙"]
    assert [one.offset for one in (*first.objects, *rest.objects)] == [0, 0, 2]


def grid(*cells: Cell, rows: int = 2, columns: int = 2) -> Table:
    return Table(
        tuple(Column(f"c{n}") for n in range(1, columns + 1)), tuple(Row(f"r{n}") for n in range(1, rows + 1)), cells
    )


WHOLE = (Cell("r1", "c1"), Cell("r1", "c2"), Cell("r2", "c1", columns=2))


@pytest.mark.parametrize(
    ("cells", "is_tiled"),
    [
        (WHOLE, True),
        ((Cell("r1", "c1", 2, 2),), True),
        (WHOLE[:2], False),
        ((*WHOLE, Cell("r1", "c1")), False),
        ((Cell("r1", "c1", 2, 3),), False),
        ((Cell("r1", "c1", 10**9, 10**9),), False),
        ((Cell("r1", "c1", 2, 2), Cell("r9", "c1")), False),
        ((Cell("r1", "c1", 0, 2), *WHOLE), False),
        ((), False),
    ],
)
def test_cells_and_spans_tile_the_grid(cells: tuple[Cell, ...], is_tiled: bool) -> None:
    assert grid(*cells).is_tiled() is is_tiled


def test_joined_cells_of_every_row_tile_a_long_grid() -> None:
    rows = tuple(Row(f"r{number}") for number in range(300))
    cells = tuple(Cell(row.id, "c1", 2) for row in rows)
    long = replace(grid(*cells), rows=rows)
    assert (long.is_tiled(), replace(long, cells=cells[1:]).is_tiled()) == (True, False)


def test_a_grid_with_an_id_twice_is_none() -> None:
    assert not replace(grid(Cell("r1", "c1", 2, 2)), rows=(Row("r1"), Row("r1"))).is_tiled()
