"""Lines on pages: breaks, spaces, what keeps together, sections, headers and footers, the filling space."""

from dataclasses import replace

import pytest

from core.typesetting.paginate import MARGIN, lay_out
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.values import Border, Cell, PageSection, Paragraph, TableBlock, TableRow, TextPiece
from tests.core.page_values import BODY, EM, LINE, PLAIN, SHEET, laid, paragraph, paragraphs, shown, text_of, tops

RULE = Border(8, 20)


def test_ten_lines_fill_a_page() -> None:
    pages = laid(*paragraphs(25))
    assert [len(page.lines) for page in pages] == [10, 10, 5]
    assert [(placed.x, placed.y) for placed in pages[1].lines[:2]] == [(EM, EM), (EM, EM + LINE)]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    assert shown(laid(*paragraphs(9), paragraph("国" * 25)))[1] == ["国" * 10, "国" * 5]


def test_empty_document_has_one_page() -> None:
    assert [page.lines for page in laid()] == [()]


def test_the_larger_of_two_spaces_counts() -> None:
    pages = laid(paragraph(after=LINE), paragraph(before=LINE / 2), paragraph(before=LINE / 4))
    assert tops(pages[0]) == [0, 2, 3.25]


def test_space_before_stands_at_the_top_of_the_first_page_only() -> None:
    pages = laid(*paragraphs(15, before=LINE))
    assert (tops(pages[0])[0], tops(pages[1])[0]) == (1, 0)


def test_space_before_stands_below_a_set_page_break() -> None:
    pages = laid(paragraph(), paragraph(before=LINE, page_break_before=True))
    assert tops(pages[1]) == [1]


def test_no_space_between_paragraphs_of_one_style_that_ask_for_none() -> None:
    pages = laid(*paragraphs(2, after=LINE, before=LINE, contextual=True), paragraph(before=LINE, style="其他"))
    assert tops(pages[0]) == [1, 2, 4]


def test_only_the_side_that_asks_for_it_loses_its_space() -> None:
    pages = laid(paragraph(after=LINE, contextual=True), paragraph(before=1.5 * LINE))
    assert tops(pages[0]) == [0, 1.5]


def test_page_break_in_a_paragraph() -> None:
    assert shown(laid(paragraph("甲\f乙"))) == [["甲\f"], ["乙"]]


def test_page_break_at_the_end_turns_once() -> None:
    pages = laid(paragraph("甲\f"), paragraph("乙", page_break_before=True))
    assert shown(pages) == [["甲\f"], ["乙"]]


def test_page_break_at_the_end_of_the_document_makes_no_page() -> None:
    assert len(laid(paragraph("甲\f"))) == 1


def test_a_heading_keeps_with_the_next_paragraph() -> None:
    pages = laid(*paragraphs(9), paragraph("标题", keep_next=True), paragraph("正文"))
    assert shown(pages)[1] == ["标题", "正文"]


@pytest.mark.parametrize(("before", "lines", "first"), [(7, 2, 10), (8, 2, 8), (7, 3, 7), (7, 4, 10), (8, 4, 8)])
def test_a_heading_keeps_with_all_lines_that_must_follow_it(before: int, lines: int, first: int) -> None:
    following = paragraph("国" * 10 * lines, widow_control=True)
    pages = laid(*paragraphs(before), paragraph("标题", keep_next=True), following)
    assert len(pages[0].lines) == first


def test_headings_in_a_row_keep_with_the_text() -> None:
    pages = laid(*paragraphs(8), *paragraphs(2, keep_next=True), paragraph("正文"))
    assert len(pages[0].lines) == 8


def test_headings_higher_than_a_page_do_not_turn_it() -> None:
    assert len(laid(paragraph(), *paragraphs(12, keep_next=True))[0].lines) > 1


def test_lines_kept_together_move_as_a_whole() -> None:
    pages = laid(*paragraphs(8), paragraph("国" * 30, keep_lines=True))
    assert [len(page.lines) for page in pages] == [8, 3]


@pytest.mark.parametrize(("before", "lines", "first"), [(9, 3, 9), (8, 3, 8), (7, 4, 9), (8, 4, 10)])
def test_no_single_line_is_left_behind(before: int, lines: int, first: int) -> None:
    pages = laid(*paragraphs(before), paragraph("国" * 10 * lines, widow_control=True))
    assert len(pages[0].lines) == first


def test_a_line_higher_than_the_page_is_placed_all_the_same() -> None:
    assert [len(page.lines) for page in laid(*paragraphs(3, line=20 * LINE))] == [1, 1, 1]


# Borders


def test_a_border_takes_room_below() -> None:
    pages = laid(paragraph(borders={"bottom": RULE}), paragraph())
    assert pages[0].lines[1].y - pages[0].lines[0].y == LINE + 28
    assert [(rule.x, rule.y, rule.x2) for rule in pages[0].rules] == [(EM, EM + LINE + 24, 11 * EM)]


def test_neighbours_with_equal_borders_stand_in_one_frame() -> None:
    borders = {"top": RULE, "bottom": RULE, "between": Border(4, 10)}
    pages = laid(*paragraphs(2, borders=borders))
    assert [rule.thickness for rule in pages[0].rules] == [8, 4, 8]


def test_side_borders_stand_outside_the_text() -> None:
    pages = laid(paragraph(left=EM, borders={"left": RULE, "right": RULE}))
    assert [rule.x for rule in pages[0].rules] == [2 * EM - 24, 11 * EM + 24]


# Tables


def cell(text: str = "国", width: float = 5 * EM, **changes: object) -> Cell:
    """A cell of one paragraph without margins."""
    return replace(Cell((paragraph(text),), width, (0, 0, 0, 0)), **changes)  # type: ignore[arg-type]


def test_the_highest_cell_makes_the_row() -> None:
    table = TableBlock((TableRow((cell("国" * 12), cell())), TableRow((cell(), cell()))))
    assert tops(laid(table)[0]) == [0, 1, 2, 0, 3, 3]


def test_a_row_goes_on_on_the_next_page() -> None:
    pages = laid(*paragraphs(8), TableBlock((TableRow((cell("国" * 12), cell("国" * 20))), TableRow((cell(),)))))
    assert [len(page.lines) for page in pages] == [12, 4]
    assert tops(pages[1]) == [0, 0, 1, 2]


@pytest.mark.parametrize("row", [{"keeps": True}, {"height": 3.0 * LINE, "rule": "exact"}, {"height": 3.0 * LINE}])
def test_rows_that_are_kept_move_as_a_whole(row: dict[str, object]) -> None:
    kept = replace(TableRow((cell("国" * 15),), rule="atLeast"), **row)  # type: ignore[arg-type]
    pages = laid(*paragraphs(8), TableBlock((kept, TableRow((cell(),)))))
    assert len(pages[0].lines) == 8


def test_a_kept_row_higher_than_a_page_is_divided_on_its_own_page() -> None:
    pages = laid(*paragraphs(8), TableBlock((TableRow((cell("国" * 60),), keeps=True),)))
    assert [len(page.lines) for page in pages] == [8, 10, 2]


def test_a_row_of_which_a_cell_would_stay_empty_moves_as_a_whole() -> None:
    high = replace(cell(), blocks=(paragraph(line=3 * LINE),))
    assert len(laid(*paragraphs(8), TableBlock((TableRow((cell("国" * 15), high)),)))[0].lines) == 8


def test_widow_control_does_not_hold_in_cells() -> None:
    text = replace(cell(), blocks=(paragraph("国" * 15, widow_control=True),))
    assert [len(page.lines) for page in laid(*paragraphs(8), TableBlock((TableRow((text,)),)))] == [10, 1]


def test_paragraphs_of_cells_that_are_kept_together_are() -> None:
    text = replace(cell(), blocks=(paragraph(), paragraph("国" * 10, keep_lines=True)))
    assert [len(page.lines) for page in laid(*paragraphs(8), TableBlock((TableRow((text,)),)))] == [9, 2]


def test_both_parts_of_a_divided_row_are_ruled() -> None:
    sides = dict.fromkeys(("top", "bottom", "left"), RULE)
    pages = laid(*paragraphs(8), TableBlock((TableRow((cell("国" * 12, borders=sides),)),)))
    assert [len(page.rules) for page in pages] == [3, 3]


def test_rules_within_a_cell_stand_on_the_part_they_belong_to() -> None:
    ruled = replace(cell(), blocks=(paragraph("国" * 10), paragraph(borders={"bottom": RULE})))
    pages = laid(*paragraphs(8), TableBlock((TableRow((ruled,)),)))
    assert [len(page.rules) for page in pages] == [0, 1]


def test_a_cell_that_is_full_earlier_stays_empty_on_the_next_page() -> None:
    pages = laid(*paragraphs(8), TableBlock((TableRow((cell(), cell("国" * 15))),)))
    assert [placed.x for placed in pages[1].lines] == [6 * EM]


def test_a_row_higher_than_the_page_goes_on_on_the_next() -> None:
    pages = laid(TableBlock((TableRow((cell("国" * 60),)),)), paragraph("后"))
    assert [len(page.lines) for page in pages] == [10, 3]
    assert text_of(pages[1].lines[-1]) == "后"


@pytest.mark.parametrize(("valign", "top"), [("top", 0), ("center", 1), ("bottom", 2)])
def test_cells_are_placed_in_their_row(valign: str, top: float) -> None:
    table = TableBlock((TableRow((cell(valign=valign),), 3 * LINE, "atLeast"),))
    assert tops(laid(table)[0]) == [top]


def test_an_exact_row_is_as_high_as_it_says() -> None:
    table = TableBlock((TableRow((cell("国" * 20),), LINE, "exact"),))
    assert tops(laid(table, paragraph())[0])[-1] == 1


def test_a_cell_joined_over_rows_makes_the_last_row_higher() -> None:
    rows = (TableRow((cell("国" * 15), cell("甲"))), TableRow((cell("", joins_above=True), cell("乙"))))
    assert tops(laid(TableBlock(rows), paragraph())[0]) == [0, 1, 2, 0, 1, 3]


def test_margins_stand_around_the_cell() -> None:
    table = TableBlock((TableRow((cell(margins=(100, 50, 100, 50)),)),))
    placed = laid(table, paragraph())[0].lines
    assert [(line.x - EM, line.y - EM) for line in placed] == [(100, 50), (0, LINE + 100)]


def test_a_filled_cell_is_painted_before_the_lines_of_its_row() -> None:
    cells = (cell(borders={"right": RULE}), replace(cell(borders={"left": RULE}), fill="D9D9D9"))
    rules = laid(TableBlock((TableRow(cells),)))[0].rules
    assert [rule.colour for rule in rules][:1] == ["D9D9D9"]
    assert [rule.colour for rule in rules].count("D9D9D9") == 1


def test_cell_borders_are_drawn_once() -> None:
    table = TableBlock((TableRow((cell(borders={"bottom": RULE, "right": RULE}), cell(borders={"left": RULE}))),))
    assert [(rule.x - EM, rule.y - EM) for rule in laid(table)[0].rules] == [(0, LINE + 4), (5 * EM, 0)]


def test_rules_of_a_table_take_room_and_lie_in_it() -> None:
    ruled = {"top": RULE, "bottom": RULE}
    page = laid(TableBlock((TableRow((cell(borders=ruled),)), TableRow((cell(borders=ruled),)))), paragraph())[0]
    assert [rule.y - EM for rule in page.rules] == [4, LINE + 12, LINE + 12, 2 * LINE + 20]
    assert [placed.y - EM for placed in page.lines] == [8, LINE + 16, 2 * LINE + 24]


@pytest.mark.parametrize(("align", "left"), [("left", 0), ("center", 2.5), ("right", 5)])
def test_tables_are_aligned(align: str, left: float) -> None:
    (placed,) = laid(TableBlock((TableRow((cell(),)),), align=align))[0].lines
    assert placed.x == EM + left * EM


# Sections, headers and footers


def section(count: int = 1, **changes: object) -> PageSection:
    """A section of so many paragraphs."""
    return replace(PageSection(SHEET, tuple(paragraphs(count))), **changes)  # type: ignore[arg-type]


def field_line(name: str) -> tuple[Paragraph, ...]:
    """A footer with a field."""
    return (Paragraph((TextPiece("— ", BODY), TextPiece("?", BODY, field=name), TextPiece(" —", BODY)), PLAIN, BODY),)


def margin_texts(pages: object) -> list[list[str]]:
    """Header and footer lines of every page."""
    return [[text_of(placed) for placed in page.margin_lines] for page in pages]  # type: ignore[attr-defined]


def test_sections_begin_new_pages_and_numbers_go_on() -> None:
    pages = lay_out([section(), section(), section(first_number=1)]).pages
    assert [page.number for page in pages] == [1, 2, 1]


def test_numbers_can_begin_with_nought() -> None:
    pages = lay_out([section(9, first_number=0)]).pages
    assert [page.number for page in pages] == list(range(len(pages)))


def test_continuous_sections_share_a_page() -> None:
    pages = lay_out([section(2), section(2, starts="continuous")]).pages
    assert [len(page.lines) for page in pages] == [4]


def test_odd_sections_leave_a_page_empty() -> None:
    pages = lay_out([section(), section(starts="odd_page")]).pages
    assert [(page.number, len(page.lines)) for page in pages] == [(1, 1), (2, 0), (3, 1)]


def test_page_numbers_are_filled_in() -> None:
    assert margin_texts(laid(*paragraphs(15), footers={"default": field_line("PAGE")})) == [["— 1 —"], ["— 2 —"]]


def test_the_number_of_pages_is_filled_in() -> None:
    assert margin_texts(laid(*paragraphs(15), headers={"default": field_line("NUMPAGES")})) == [["— 2 —"], ["— 2 —"]]


def test_first_and_even_pages_have_their_own() -> None:
    footers = {"default": (paragraph("单"),), "even": (paragraph("双"),), "first": ()}
    pages = laid(*paragraphs(25), footers=footers, has_even=True, has_first=True, sheet=replace(SHEET, bottom=2 * LINE))
    assert margin_texts(pages)[:4] == [[], ["双"], ["单"], ["双"]]


def test_a_footer_stands_on_its_distance_from_the_edge() -> None:
    sheet = replace(SHEET, bottom=3 * LINE, footer=LINE)
    (placed,) = laid(paragraph(), sheet=sheet, footers={"default": (paragraph("脚"),)})[0].margin_lines
    assert placed.y == sheet.height - 2 * LINE


def test_a_high_header_pushes_the_text_down() -> None:
    pages = laid(*paragraphs(10), headers={"default": tuple(paragraphs(2))})
    assert [len(page.lines) for page in pages] == [8, 2]


# The filling space


def imprint(lines: int) -> list[Paragraph]:
    """The paragraph that fills and the imprint below it."""
    return [paragraph("", fills=True, line=20), *paragraphs(lines)]


def filled(*blocks: Paragraph) -> tuple[float | None, bool, int]:
    """The space, whether the imprint stands alone, and the number of pages."""
    pages = lay_out([PageSection(SHEET, blocks)])
    return pages.filled, pages.fill_alone, len(pages.pages)


def test_the_imprint_ends_at_the_foot() -> None:
    blocks = (*paragraphs(5), *imprint(2))
    assert filled(*blocks) == (3 * LINE - 20 - MARGIN, False, 1)
    assert tops(laid(*blocks)[0])[-1] == 9 - MARGIN / LINE


def test_an_imprint_that_just_fits_takes_no_space() -> None:
    assert filled(*paragraphs(7), *imprint(2), paragraph("", line=480 - MARGIN)) == (0, False, 1)


def test_space_after_the_text_is_kept() -> None:
    assert filled(*paragraphs(8, after=LINE / 4), *imprint(1))[1]


def test_an_imprint_that_does_not_fit_stands_at_the_foot_of_a_page_of_its_own() -> None:
    blocks = (*paragraphs(9), *imprint(2))
    assert filled(*blocks) == (8 * LINE - 20 - MARGIN, True, 2)
    assert tops(laid(*blocks)[1])[-1] == 9 - MARGIN / LINE


def test_without_an_imprint_nothing_is_filled() -> None:
    assert filled(*paragraphs(3)) == (None, False, 1)


def test_the_space_is_told_again_by_a_memory() -> None:
    cache, blocks = TypesettingCache(), (*paragraphs(3), *imprint(15), *imprint(1)[1:])
    first, second = (lay_out([PageSection(SHEET, blocks)], cache) for _ in range(2))
    assert (second.filled, second.fill_alone) == (first.filled, first.fill_alone) == (0, True)


def headed(*rows: TableRow, heads: int = 1) -> TableBlock:
    """A table whose first rows are its heading."""
    return TableBlock((*(TableRow((cell(f"头{number}"),), repeats=True) for number in range(heads)), *rows))


def numbered_rows(count: int) -> list[TableRow]:
    return [TableRow((cell(str(number)),)) for number in range(count)]


def test_the_heading_rows_of_a_table_stand_on_every_page() -> None:
    pages = shown(laid(headed(*numbered_rows(20), heads=2)))
    assert [page[:3] for page in pages] == [["头0", "头1", str(first)] for first in (0, 8, 16)]


def kept_heads(*rows: TableRow, heads: int = 1) -> TableBlock:
    """A table whose heading rows keep with the row below them."""
    kept = (
        TableRow((Cell((paragraph(f"头{number}", keep_next=True),), 10 * EM),), repeats=True) for number in range(heads)
    )
    return TableBlock((*kept, *rows))


@pytest.mark.parametrize("lines", [8, 9])
def test_heading_rows_stand_on_one_page_with_the_first_row(lines: int) -> None:
    pages = shown(laid(*paragraphs(lines), kept_heads(*numbered_rows(2), heads=2)))
    assert [page[:3] for page in pages][1] == ["头0", "头1", "0"]
    assert len(pages[0]) == lines


def test_a_caption_goes_with_the_heading_rows_and_the_first_row() -> None:
    pages = shown(laid(*paragraphs(8), paragraph("表", keep_next=True), kept_heads(*numbered_rows(2))))
    assert pages[1] == ["表", "头0", "0", "1"]


def test_heading_rows_higher_than_a_page_begin_where_they_are() -> None:
    assert len(shown(laid(*paragraphs(3), kept_heads(*numbered_rows(1), heads=12)))[0]) == 10


def test_a_row_that_is_divided_goes_on_below_the_heading_rows() -> None:
    pages = shown(laid(headed(TableRow((cell("国" * 130),)))))
    assert [page[0] for page in pages] == ["头0"] * 3
    assert sum(len(line) for page in pages for line in page[1:]) == 130


def test_a_row_too_high_for_a_page_below_its_heading_rows_ends() -> None:
    high = TableRow((cell("国" * 100),), keeps=True)
    pages = shown(laid(paragraph(), headed(high, *numbered_rows(1))))
    assert sum(len(line) for page in pages for line in page if line.startswith("国")) == 101


def test_heading_rows_that_fill_half_a_page_are_not_repeated() -> None:
    pages = shown(laid(headed(*numbered_rows(12), heads=6)))
    assert pages[1][0] == "4"


def test_known_pages_of_a_table_with_a_heading_are_the_same() -> None:
    cache, table = TypesettingCache(), headed(*numbered_rows(30))
    first = shown(laid(table, paragraph(), cache=cache))
    assert shown(laid(table, paragraph("家"), cache=cache))[:-1] == first[:-1]
