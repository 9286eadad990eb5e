"""Cells joined over rows whose rows stand on two pages: what they hold goes on there, as the rows do."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.typesetting.values import Border, Cell, Page, TableBlock, TableRow
from tests.core.page_values import EM, SHEET, laid, paragraph, paragraphs, shown, text_of, tops

RULE = Border(8, 0)
NO_MARGINS = (0.0, 0.0, 0.0, 0.0)


def cell(text: str, **changes: object) -> Cell:
    """A cell of one paragraph, five characters wide, without margins."""
    return replace(Cell((paragraph(text),), 5 * EM, NO_MARGINS), **changes)  # type: ignore[arg-type]


def joined(text: str, count: int, *, heads: int = 0, **changes: object) -> TableBlock:
    """A cell with this text beside so many rows, numbered from 1."""
    beside = [cell(f"第{number}行") for number in range(1, count + 1)]
    below = cell("", blocks=(), joins_above=True, **changes)
    rows = [TableRow((cell(text, **changes) if number == 0 else below, each)) for number, each in enumerate(beside)]
    return TableBlock((*[TableRow((cell("头"), cell("头")), repeats=True)] * heads, *rows))


def left(page: Page) -> list[tuple[str, float]]:
    """The lines at the left edge with how many lines below the top margin they stand."""
    places = zip(page.lines, tops(page), strict=True)
    return [(text_of(placed), top) for placed, top in places if placed.x == EM]


def test_the_lines_of_a_joined_cell_go_on_on_the_next_page() -> None:
    first, second = laid(*paragraphs(8), joined("国" * 25, 3), paragraph("后"))
    assert left(first)[8:] == [("国" * 5, 8), ("国" * 5, 9)]
    assert left(second) == [("国" * 5, 0), ("国" * 5, 1), ("国" * 5, 2), ("后", 3)]


def test_they_go_on_below_the_heading_rows() -> None:
    second = laid(*paragraphs(7), joined("国" * 25, 3, heads=1))[1]
    assert left(second) == [("头", 0), ("国" * 5, 1), ("国" * 5, 2), ("国" * 5, 3)]


def test_a_cell_that_ends_before_the_page_does_is_empty_on_the_next() -> None:
    first, second = laid(*paragraphs(8), joined("国" * 10, 4))
    assert (left(first)[8:], left(second)) == ([("国" * 5, 8), ("国" * 5, 9)], [])


@pytest.mark.parametrize(("valign", "top"), [("top", 7), ("center", 8), ("bottom", 9)])
def test_one_that_ends_there_stands_in_the_part_on_its_page(valign: str, top: float) -> None:
    first = laid(*paragraphs(7), joined("国", 5, valign=valign))[0]
    assert left(first)[-1] == ("国", top)


def test_margins_that_a_second_part_needs_make_the_last_row_higher() -> None:
    margins = {"margins": (0.0, 50.0, 0.0, 50.0)}
    second = laid(*paragraphs(8), joined("国" * 25, 3, **margins), paragraph("后"))[1]
    assert left(second)[-1] == ("后", 4.2)


def test_one_longer_than_a_page_goes_on_on_pages_of_its_own() -> None:
    pages = laid(*paragraphs(8), joined("国" * 110, 2), paragraph("后"))
    assert [len([text for text, _ in left(page) if "国" in text]) for page in pages] == [1, 10, 10, 1]


def test_a_row_of_nothing_but_joined_cells_may_be_higher_than_a_page() -> None:
    below = replace(cell(""), blocks=(), joins_above=True)
    rows = TableRow((cell("国" * 20),)), TableRow((below,), rule="atLeast", height=9000.0), TableRow((cell("末"),))
    assert [line for page in shown(laid(TableBlock(rows))) for line in page] == [*["国" * 5] * 4, "末"]


def test_a_heading_that_is_joined_with_rows_below_repeats_what_has_room_in_it() -> None:
    table = joined("国" * 20, 12)
    head = replace(table.rows[0], repeats=True)
    second = laid(replace(table, rows=(head, *table.rows[1:])))[1]
    assert [text for text, _ in left(second)] == ["国" * 5]


def test_both_parts_are_ruled() -> None:
    sides = dict.fromkeys(("top", "bottom", "left"), RULE)
    first, second = laid(*paragraphs(8), joined("国" * 25, 3, borders=sides))
    for page in (first, second):
        assert {(rule.x == rule.x2, rule.x) for rule in page.rules} >= {(True, EM), (False, EM)}
        assert max(rule.y2 for rule in page.rules) <= SHEET.height - SHEET.bottom + RULE.thickness


words = st.integers(1, 60).map("国".__mul__)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9), st.lists(st.tuples(words, st.integers(1, 12)), min_size=1, max_size=4))
def test_nothing_is_lost_and_nothing_stands_below_the_page(before: int, groups: list[tuple[str, int]]) -> None:
    tables = TableBlock(tuple(row for text, count in groups for row in joined(text, count).rows))
    pages = laid(*paragraphs(before), tables)
    foot = SHEET.height - SHEET.bottom + 1
    assert all(placed.y + placed.line.height <= foot for page in pages for placed in page.lines)
    assert sum(line.count("国") for page in shown(pages) for line in page) == sum(len(text) for text, _ in groups)
