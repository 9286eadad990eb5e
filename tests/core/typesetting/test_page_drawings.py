"""Where drawings stand on the page, what they keep free, and that they come and go with their paragraphs."""

from dataclasses import replace

import pytest

from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.values import (
    IN_LINE,
    PAGE_FIELD,
    Anchor,
    Border,
    Cell,
    Drawing,
    Page,
    Paragraph,
    Rule,
    TableBlock,
    TableRow,
    TextPiece,
)
from tests.core.page_values import BODY, EM, LINE, PLAIN, SHEET, laid, paragraph, paragraphs, shown, text_of, tops

RED = Border(40.0, 0.0, "FF0000")
WIDTH = SHEET.text_width


def line(anchor: Anchor, width: float = 1000.0, **changes: object) -> Drawing:
    return replace(Drawing(width, 0.0, anchor, form="line", line=RED), **changes)  # type: ignore[arg-type]


def with_drawing(drawing: Drawing, text: str = "国", **changes: object) -> Paragraph:
    return replace(paragraph(text, **changes), drawings=(drawing,))


def box(text: str, width: float = 4 * EM, **changes: object) -> Drawing:
    drawing = Drawing(width, 3 * LINE, Anchor(), line=RED, blocks=(paragraph(text),))
    return replace(drawing, **changes)  # type: ignore[arg-type]


def ends(page: Page) -> list[tuple[float, float, float, float]]:
    return [(rule.x, rule.y, rule.x2, rule.y2) for rule in page.rules]


@pytest.mark.parametrize(
    ("anchor", "corner"),
    [
        (Anchor(100, 200, "page", "page"), (100, 200)),
        (Anchor(100, 200, "margin", "margin"), (EM + 100, EM + 200)),
        (Anchor(100, 200), (EM + 100, EM + LINE + 200)),
        (Anchor(0, 0, "page", "page", "center", "bottom"), ((SHEET.width - 1000) / 2, SHEET.height)),
        (Anchor(0, 0, "margin", "margin", "right", "top"), (EM + WIDTH - 1000, EM)),
        (Anchor(10, 20, "right_margin", "bottom_margin"), (SHEET.width - EM + 10, SHEET.height - EM + 20)),
        (Anchor(10, 20, "left_margin", "top_margin"), (10, 20)),
    ],
)
def test_a_line_stands_where_it_is_anchored(anchor: Anchor, corner: tuple[float, float]) -> None:
    (page,) = laid(paragraph(), with_drawing(line(anchor)))
    assert ends(page) == [(*corner, corner[0] + 1000, corner[1])]


def test_a_paragraph_is_measured_from_above_its_own_space() -> None:
    (page,) = laid(paragraph(after=100), with_drawing(line(Anchor(0, 50)), before=300))
    assert page.rules[0].y == EM + LINE + 100 + 50


def test_a_line_that_rises() -> None:
    (page,) = laid(with_drawing(line(Anchor(), 100, height=50, form="rising")))
    assert ends(page) == [(EM, EM + 50, EM + 100, EM)]


def test_a_filled_box_is_painted_before_its_edges() -> None:
    (page,) = laid(with_drawing(Drawing(1000, 400, Anchor(), line=RED, fill="FFFF00")))
    assert page.rules[0] == Rule(EM, EM + 200, EM + 1000, EM + 200, 400, "FFFF00")
    assert len(page.rules) == 5


def test_a_picture_fills_its_place() -> None:
    (page,) = laid(with_drawing(Drawing(1000, 400, Anchor(), picture=b"png")))
    assert page.rules == (Rule(EM, EM, EM + 1000, EM + 400, 0.0, picture=b"png"),)


def test_text_in_a_box_stands_inside_it_and_breaks_there() -> None:
    drawing = box("国国国国国", insets=(EM, 100.0, EM, 0.0))
    (page,) = laid(with_drawing(drawing, "外"))
    assert shown([page]) == [["国国", "国国", "国", "外"]]
    assert (page.lines[0].x, page.lines[0].y) == (2 * EM, EM + 100)


def test_a_box_that_fits_is_as_large_as_its_text() -> None:
    (page,) = laid(with_drawing(box("国国国", width=0.0, fits=True)))
    assert max(rule.x2 for rule in page.rules) == EM + 3 * EM
    assert max(rule.y2 for rule in page.rules) == EM + LINE


def test_boxes_in_boxes_end_somewhere() -> None:
    drawing = box("里")
    for _ in range(9):
        drawing = replace(drawing, blocks=(with_drawing(drawing, "框"),))
    (page,) = laid(with_drawing(drawing, "外"))
    assert len(page.lines) < 9


def test_the_parts_of_a_group_stand_against_its_corner() -> None:
    group = Drawing(2000, 1000, Anchor(100, 0), parts=(line(Anchor(50, 60), 10),))
    (page,) = laid(with_drawing(group))
    assert ends(page) == [(EM + 150, EM + 60, EM + 160, EM + 60)]


def test_text_goes_below_what_keeps_it_away() -> None:
    band = Drawing(1000, LINE, Anchor(0, LINE), pushes=True, line=RED)
    (page,) = laid(with_drawing(band), *paragraphs(2))
    assert tops(page) == [0, 2, 3]


def test_the_paragraph_itself_goes_below_and_the_drawing_stays() -> None:
    band = Drawing(1000, LINE, Anchor(0, 0), pushes=True, line=RED, gaps=(0.0, LINE))
    (page,) = laid(paragraph(), with_drawing(band))
    assert tops(page) == [0, 3]
    assert page.rules[0].y == EM + LINE


def test_lines_of_a_paragraph_go_below_what_stands_between_them() -> None:
    band = Drawing(1000, 2 * LINE, Anchor(0, LINE), pushes=True, line=RED)
    (page,) = laid(with_drawing(band, "国" * 8 * 3), *paragraphs(1))
    assert tops(page) == [0, 3, 4, 5]
    assert page.rules[0].y == EM + LINE


def test_lines_that_a_drawing_moves_off_the_page_stand_on_the_next() -> None:
    band = Drawing(1000, 8 * LINE, Anchor(0, LINE), pushes=True, line=RED)
    pages = laid(with_drawing(band, "国" * 8 * 4))
    assert [tops(page) for page in pages] == [[0, 9], [0, 1]]


def test_text_runs_beside_what_floats() -> None:
    (page,) = laid(with_drawing(Drawing(1000, 3 * LINE, Anchor(), line=RED)), *paragraphs(2))
    assert tops(page) == [0, 1, 2]


def test_a_drawing_stands_on_the_page_its_paragraph_begins_on() -> None:
    pages = laid(*paragraphs(10), with_drawing(line(Anchor(0, 0, "page", "page")), "国" * 100))
    assert [len(page.rules) for page in pages] == [0, 1]


def inline(height: float, **changes: object) -> Paragraph:
    drawing = Drawing(2 * EM, height, place=1, picture=b"png")
    pieces = (TextPiece("甲", BODY), TextPiece(IN_LINE, BODY, room=2 * EM), TextPiece("乙", BODY))
    return Paragraph(pieces, replace(PLAIN, **changes), BODY, drawings=(drawing,))  # type: ignore[arg-type]


def test_a_drawing_in_the_line_takes_its_width() -> None:
    (page,) = laid(inline(100))
    (rule,) = page.rules
    assert (rule.x, rule.x2) == (2 * EM, 4 * EM)
    assert page.lines[0].line.stretches[-1].x == 3 * EM


def test_a_line_is_as_high_as_what_is_drawn_in_it() -> None:
    (page,) = laid(inline(2000, rule="auto", line=240), paragraph())
    first = page.lines[0].line
    assert first.baseline == 2000
    assert page.lines[1].y == EM + first.height > EM + 2000


def test_an_exact_line_keeps_its_height() -> None:
    (page,) = laid(inline(2000), paragraph())
    assert tops(page) == [0, 1]


def test_drawings_in_table_cells_stand_in_them() -> None:
    cell = Cell((with_drawing(line(Anchor(10, 20), 100)),), 5 * EM)
    (page,) = laid(paragraph(), TableBlock((TableRow((cell,)),)))
    assert ends(page) == [(EM + 108 + 10, EM + LINE + 20, EM + 108 + 110, EM + LINE + 20)]


def divided(*blocks: Paragraph) -> TableBlock:
    """A table of one row whose cell holds these."""
    return TableBlock((TableRow((Cell(blocks, 5 * EM, (0, 0, 0, 0)),)),))


def test_a_drawing_in_a_divided_row_stands_with_its_paragraph() -> None:
    pages = laid(*paragraphs(8), divided(with_drawing(line(Anchor(10, 20), 100)), *paragraphs(4)))
    assert [ends(page) for page in pages] == [[(EM + 10, EM + 8 * LINE + 20, EM + 110, EM + 8 * LINE + 20)], []]


def test_a_drawing_in_the_second_part_of_a_divided_row_stands_on_the_next_page() -> None:
    pages = laid(*paragraphs(8), divided(*paragraphs(4), with_drawing(line(Anchor(10, 20), 100))))
    assert [ends(page) for page in pages] == [[], [(EM + 10, EM + 2 * LINE + 20, EM + 110, EM + 2 * LINE + 20)]]


def test_a_drawing_in_a_row_higher_than_a_page_is_drawn_once() -> None:
    pages = laid(divided(*paragraphs(12), with_drawing(line(Anchor(0, 0), 100)), *paragraphs(12)))
    assert [len(page.rules) for page in pages] == [0, 1, 0]


def test_a_picture_in_a_later_line_of_a_divided_paragraph_stands_in_that_line() -> None:
    text = TextPiece("国" * 12, BODY), TextPiece(IN_LINE, BODY, room=2 * EM), TextPiece("乙", BODY)
    last = Paragraph(text, PLAIN, BODY, drawings=(Drawing(2 * EM, 100, place=12, picture=b"png"),))
    pages = laid(*paragraphs(9), last)
    assert [len(page.rules) for page in pages] == [0, 1]
    assert pages[1].rules[0].y >= EM


def test_what_is_drawn_in_a_header_is_on_every_page() -> None:
    pages = laid(*paragraphs(11), headers={"default": (with_drawing(line(Anchor(0, 77, "page", "page"))),)})
    assert [ends(page) for page in pages] == [[(0, 77, 1000, 77)]] * 2


def test_a_page_number_in_a_box_is_filled_in() -> None:
    number = Paragraph((TextPiece("1", BODY, field=PAGE_FIELD),), PLAIN, BODY)
    pages = laid(*paragraphs(11), footers={"default": (with_drawing(box("", blocks=(number,)), ""),)})
    assert [text_of(page.margin_lines[-1]) for page in pages] == ["1", "2"]


def test_the_outer_side_changes_from_page_to_page() -> None:
    outside = with_drawing(line(Anchor(0, 0, "margin", "page", "outside")))
    pages = laid(*paragraphs(11), footers={"default": (outside,)})
    assert [page.rules[0].x for page in pages] == [EM + WIDTH - 1000, EM]


def test_pages_kept_from_the_last_run_keep_their_drawings() -> None:
    cache = TypesettingCache()
    blocks = [with_drawing(box("框")), *paragraphs(30)]
    before = laid(*blocks, cache=cache)
    after = laid(*blocks[:-1], paragraph("末"), cache=cache)
    assert ends(after[0]) == ends(before[0]) == ends(laid(*blocks)[0])
    assert shown(after)[0] == shown(before)[0]


def test_a_drawing_that_is_gone_is_not_drawn() -> None:
    cache = TypesettingCache()
    rest = paragraphs(12)
    laid(with_drawing(line(Anchor())), *rest, cache=cache)
    assert laid(paragraph(), *rest, cache=cache)[0].rules == ()


@pytest.mark.parametrize(("at_foot", "left"), [(False, 3000.0), (True, 1000.0 + LINE)])
def test_a_turned_box_has_its_lines_from_the_right_edge_or_up_to_the_left(at_foot: bool, left: float) -> None:
    drawing = Drawing(2000.0, 4000.0, Anchor(1000, 500, "page", "page"), blocks=(paragraph("国"),), sideways=True)
    (page,) = laid(with_drawing(replace(drawing, at_foot=at_foot)))
    (turned,) = [placed for placed in page.lines if placed.sideways]
    assert (turned.x, turned.y) == (left, 500.0)
