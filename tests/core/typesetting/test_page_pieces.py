"""The small pieces a page is put together from: breaks, frames, spaces, tables, margins, spread lines."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.typesetting.borders import BorderFrame, Rect, cell_rules, frame_of, frame_rules
from core.typesetting.boxes import Box, TextColumn, space_between, stack
from core.typesetting.glyph_widths import measure
from core.typesetting.lines import (
    HANGING,
    NO_END,
    NO_START,
    Stop,
    after_tab,
    break_lines,
    line_height,
    may_break,
    next_stop,
)
from core.typesetting.margins import PageNumbers, kind_of, margin_content, text_area
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.values import (
    Block,
    Border,
    Cell,
    Face,
    PageSection,
    Paragraph,
    ParagraphShape,
    Rule,
    Tab,
    TableBlock,
    TableRow,
    TextPiece,
)
from tests.core.page_values import BODY, EM, LINE, PLAIN, SHEET, paragraph, paragraphs, text_of

THIN, THICK = Border(10.0, 20.0), Border(30.0, 0.0, "FF0000", "double")
COLUMN = TextColumn(10 * EM, 0.0, TypesettingCache())


# Where a line may end


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("国家好", [1, 2]),
        ("好。国", [2]),
        ("“好”国", [3]),
        ("（好）", []),
        ("好——国", [1, 3]),
        ("好……国", [3]),
        ("好—国", [1, 2]),
        ("2023年", [4]),
        ("约5.5万", [1, 4]),
        ("12％好", [3]),
        ("ab cd", [3]),
        ("ab  cd", [4]),
        ("国 家", [2]),
        ("well-known", [5]),
        ("5-7", [2]),
        ("COVID-19", [6]),
        ("国A家", [1, 2]),
        ("a\tb", [1, 2]),
        ("￥5", []),
        ("《国》《家》", [3]),
    ],
)
def test_where_a_line_may_end(text: str, places: list[int]) -> None:
    assert [place for place in range(1, len(text)) if may_break(text, place, True)] == places


@pytest.mark.parametrize(
    ("text", "kinsoku", "free"), [("好。", True, False), ("好。", False, True), ("“好", False, True)]
)
def test_only_kinsoku_keeps_marks_from_the_ends_of_a_line(text: str, kinsoku: bool, free: bool) -> None:
    assert may_break(text, 1, kinsoku) is free


@pytest.mark.parametrize("text", ["——", "……", "ab", "12", "a1"])
def test_words_and_doubled_marks_hold_together_without_kinsoku(text: str) -> None:
    assert not may_break(text, 1, False)


def test_what_hangs_may_not_begin_a_line_and_only_two_marks_may_stand_at_neither_end() -> None:
    assert HANGING <= NO_START
    assert {"·", "．"} == NO_START & NO_END


# Stops


def stop_after(x: float, *tabs: Tab, left: float = 0.0, **shape: float) -> tuple[float, str, bool]:
    """The first stop to the right of ``x``."""
    return tuple(next_stop(ParagraphShape(tabs=tabs, **shape), left, x))  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (0.0, (1000.0, "left", True)),
        (999.4, (1000.0, "left", True)),
        (1000.0, (3000.0, "right", True)),
        (3000.0, (3360.0, "left", False)),
        (3360.0, (3780.0, "left", False)),
    ],
)
def test_set_stops_come_first_and_then_those_of_every_two_characters(
    x: float, expected: tuple[float, str, bool]
) -> None:
    assert stop_after(x, Tab(3000, "right"), Tab(1000))[:3] == expected


@pytest.mark.parametrize(("x", "place"), [(0.0, 640.0), (600.0, 640.0), (640.0, 840.0), (700.0, 840.0)])
def test_the_edge_of_a_hanging_paragraph_is_a_stop(x: float, place: float) -> None:
    assert next_stop(ParagraphShape(left=640.0, first=-640.0), 0.0, x).place == place


def test_stops_are_told_against_the_edge_of_the_line() -> None:
    assert stop_after(0.0, Tab(1000), left=400.0) == (600.0, "left", True, "")
    assert stop_after(700.0, left=400.0)[0] == 860.0


@pytest.mark.parametrize(("align", "x"), [("left", 2000.0), ("right", 2000.0 - 3 * EM), ("center", 2000.0 - 1.5 * EM)])
def test_text_after_a_tab_begins_ends_or_is_centred_at_its_stop(align: str, x: float) -> None:
    measured = measure([TextPiece("\t国国国", BODY)])
    assert after_tab(measured, 0, Stop(2000.0, align, True), 0.0, 9999.0) == pytest.approx(x)


@pytest.mark.parametrize(
    ("align", "edge", "x"), [("right", 1500.0, 540.0), ("left", 1500.0, 1500.0), ("right", 600.0, 100.0)]
)
def test_text_after_a_tab_stays_between_what_is_there_and_the_edge(align: str, edge: float, x: float) -> None:
    measured = measure([TextPiece("\t国国国", BODY)])
    assert after_tab(measured, 0, Stop(2000.0, align, True), 100.0, edge) == pytest.approx(x)


@pytest.mark.parametrize("text", ["\t国\t家家家", "\t国\n家家家", "\t国\f家家家"])
def test_only_what_comes_before_the_next_tab_or_break_is_put_at_the_stop(text: str) -> None:
    assert after_tab(measure([TextPiece(text, BODY)]), 0, Stop(2000.0, "right", True), 0.0, 9999.0) == 2000.0 - EM


# Space between paragraphs


@pytest.mark.parametrize(
    ("above", "below", "space"),
    [
        (None, {"before": 30}, 30),
        ({"after": 20}, {"before": 30}, 30),
        ({"after": 40}, {"before": 30}, 40),
        ({"after": 20, "contextual": True}, {"before": 30}, 10),
        ({"after": 20}, {"before": 30, "contextual": True}, 20),
        ({"after": 20, "contextual": True}, {"before": 30, "contextual": True}, 0),
        ({"after": 20, "contextual": True, "style": "甲"}, {"before": 30, "contextual": True, "style": "乙"}, 30),
        ({}, {}, 0),
    ],
)
def test_the_larger_space_counts_unless_one_style_asks_for_none(
    above: Mapping[str, float] | None, below: Mapping[str, float], space: float
) -> None:
    first = None if above is None else ParagraphShape(**above)  # type: ignore[arg-type]
    assert space_between(first, ParagraphShape(**below)) == space  # type: ignore[arg-type]


# Frames


def framed(**borders: Border) -> Paragraph:
    """A paragraph with these borders."""
    return paragraph("国", borders=borders)


@pytest.mark.parametrize(
    ("above", "below", "frame"),
    [
        (None, None, BorderFrame(THIN, THICK)),
        (framed(top=THIN, bottom=THICK), None, BorderFrame(None, THICK)),
        (None, framed(top=THIN, bottom=THICK), BorderFrame(THIN, None)),
        (framed(top=THIN), framed(bottom=THICK), BorderFrame(THIN, THICK)),
        (paragraph("国"), paragraph("国"), BorderFrame(THIN, THICK)),
        (TableBlock(()), TableBlock(()), BorderFrame(THIN, THICK)),
    ],
    ids=("alone", "last", "first", "others", "bare", "tables"),
)
def test_only_neighbours_with_the_same_borders_share_a_frame(
    above: Block | None, below: Block | None, frame: BorderFrame
) -> None:
    assert frame_of(framed(top=THIN, bottom=THICK), above, below) == frame


def test_neighbours_at_other_indents_stand_in_frames_of_their_own() -> None:
    moved = paragraph("国", borders={"top": THIN}, left=EM)
    assert frame_of(moved, framed(top=THIN), None).top == THIN


def test_between_neighbours_stands_the_line_between() -> None:
    borders = {"top": THIN, "between": THICK}
    assert frame_of(framed(**borders), framed(**borders), None) == BorderFrame(THICK, None)


def test_a_paragraph_without_borders_has_no_frame() -> None:
    assert (frame_of(paragraph("国"), None, None), frame_rules(PLAIN, BorderFrame(THIN), Rect(0, 0, 9, 9))) == (
        BorderFrame(),
        [],
    )


def test_lines_above_and_below_take_their_thickness_and_their_distance() -> None:
    assert (BorderFrame(THIN, THICK).above, BorderFrame(THIN, THICK).below, BorderFrame().above) == (30.0, 30.0, 0.0)


def test_rules_of_a_frame_run_along_the_middle_of_their_lines() -> None:
    shape = framed(top=THIN, bottom=THICK, left=THIN).shape
    assert frame_rules(shape, BorderFrame(THIN, THICK), Rect(100, 100, 300, 200)) == [
        Rule(70, 75, 300, 75, 10),
        Rule(70, 215, 300, 215, 30, "FF0000", "double"),
        Rule(75, 70, 75, 230, 10),
    ]


def test_a_cell_has_rules_on_the_sides_that_have_borders() -> None:
    assert cell_rules({"left": THIN, "bottom": THICK}, Rect(0, 0, 100, 50)) == [
        Rule(0, 50, 100, 50, 30, "FF0000", "double"),
        Rule(0, 0, 0, 50, 10),
    ]


# Piles and tables


def piled(*blocks: Block) -> Box:
    """The blocks one below another."""
    return stack(blocks, COLUMN)


def tops(found: Box) -> list[float]:
    """Where the lines of a pile begin."""
    return [placed.y for placed in found.lines]


def test_a_pile_is_as_high_as_its_blocks_and_the_spaces_between_them() -> None:
    found = piled(*paragraphs(2, before=100, after=40))
    assert (tops(found), found.height) == ([100.0, 200.0 + LINE], 240.0 + 2 * LINE)


def test_space_after_a_paragraph_stands_before_a_table_and_none_below_it() -> None:
    table = TableBlock((TableRow((Cell((paragraph("格"),), 5 * EM),)),))
    found = piled(paragraph("国", after=60), table, paragraph("家", before=30))
    assert tops(found) == [0.0, LINE + 60, 2 * LINE + 90]


def test_an_empty_pile_has_no_height() -> None:
    assert piled() == Box((), (), 0.0)


def cell(text: str = "格", width: float = 5 * EM, **more: object) -> Cell:
    """A cell of one paragraph without margins."""
    return Cell((paragraph(text),), width, **{"margins": (0.0, 0.0, 0.0, 0.0), **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "height"),
    [
        (TableRow((cell(),)), LINE),
        (TableRow((cell(),), 200.0, "auto"), LINE),
        (TableRow((cell(),), 200.0, "atLeast"), LINE),
        (TableRow((cell(),), 900.0, "atLeast"), 900.0),
        (TableRow((cell(),), 200.0, "exact"), 200.0),
        (TableRow((cell(), cell("国" * 12))), 3 * LINE),
        (TableRow((cell(margins=(0.0, 70.0, 0.0, 30.0)),)), LINE + 100),
        (TableRow(()), 0.0),
    ],
)
def test_the_height_of_a_row(row: TableRow, height: float) -> None:
    assert [each.height for each in COLUMN.rows(TableBlock((row,)))] == [height]


def test_a_cell_that_goes_on_below_asks_for_its_height_in_its_last_row() -> None:
    high, joined = cell("国" * 15), cell("", joins_above=True)
    rows = (TableRow((high, cell("甲"))), TableRow((joined, cell("乙"))), TableRow((cell("丙"), cell("丁"))))
    assert [each.height for each in COLUMN.rows(TableBlock(rows))] == [LINE, 2 * LINE, LINE]


@pytest.mark.parametrize(("valign", "y"), [("top", 0.0), ("center", 250.0), ("bottom", 500.0)])
def test_text_stands_in_its_cell_as_it_says(valign: str, y: float) -> None:
    (row,) = COLUMN.rows(TableBlock((TableRow((cell(valign=valign),), LINE + 500, "atLeast"),)))
    assert [placed.y for placed in row.lines] == [y]


@pytest.mark.parametrize(("align", "left"), [("left", 70.0), ("center", 2.5 * EM), ("right", 5 * EM)])
def test_where_a_table_begins(align: str, left: float) -> None:
    assert COLUMN.table_left(TableBlock((TableRow((cell(),)),), 70.0, align)) == left


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_table_without_rows_stands_somewhere(align: str) -> None:
    assert COLUMN.table_left(TableBlock((), 0.0, align)) in (0.0, 5 * EM, 10 * EM)


# Headers and footers


@pytest.mark.parametrize(
    ("number", "is_first", "has_first", "has_even", "kind"),
    [
        (1, True, True, True, "first"),
        (1, True, False, True, "default"),
        (2, True, False, True, "even"),
        (2, False, True, True, "even"),
        (2, False, True, False, "default"),
        (3, False, True, True, "default"),
    ],
)
def test_which_footer_a_page_has(number: int, is_first: bool, has_first: bool, has_even: bool, kind: str) -> None:
    assert kind_of(PageSection(SHEET, (), has_first=has_first, has_even=has_even), number, is_first) == kind


@pytest.mark.parametrize(
    ("headers", "footers", "area"),
    [
        ({}, {}, (EM, SHEET.height - EM)),
        ({"default": (paragraph("头"),)}, {}, (LINE, SHEET.height - EM)),
        ({}, {"default": (paragraph("脚"), paragraph("脚"))}, (EM, SHEET.height - 2 * LINE)),
        ({"even": (paragraph("头"),)}, {}, (EM, SHEET.height - EM)),
        ({"default": tuple(paragraphs(30))}, {}, (30 * LINE, 30 * LINE)),
    ],
    ids=("none", "header", "footer", "other", "all"),
)
def test_headers_and_footers_push_the_text_only_where_they_reach_it(
    headers: Mapping[str, tuple[Block, ...]], footers: Mapping[str, tuple[Block, ...]], area: tuple[float, float]
) -> None:
    assert tuple(text_area(PageSection(SHEET, (), headers, footers), "default", TypesettingCache())) == area


def footer_of(*pieces: TextPiece, numbers: PageNumbers) -> str:
    """What a footer with these pieces prints, in a table and outside one."""
    line = Paragraph(pieces, PLAIN, BODY)
    blocks = (line, TableBlock((TableRow((Cell((line,), 9 * EM),)),)))
    section = PageSection(SHEET, (), footers={"default": blocks})
    lines, _ = margin_content(section, "default", numbers, TypesettingCache())
    return "｜".join("".join(stretch.text for stretch in placed.line.stretches) for placed in lines)


@pytest.mark.parametrize(
    ("field", "shown"), [("PAGE", "第7页"), ("NUMPAGES", "第12页"), ("DATE", "第旧页"), ("", "第旧页")]
)
def test_fields_that_a_page_fills_in_are_filled_in_everywhere(field: str, shown: str) -> None:
    pieces = (TextPiece("第", BODY), TextPiece("旧", BODY, field=field), TextPiece("页", BODY))
    assert footer_of(*pieces, numbers=PageNumbers(7, 12)) == f"{shown}｜{shown}"


# Spread lines

ROOM = 10 * EM
FACES = (BODY, Face("黑体", "Times New Roman", 16), Face("宋体", "Calibri", 12, bold=True))


@given(
    st.lists(
        st.builds(TextPiece, st.text("国家，2a %", min_size=1, max_size=9), st.sampled_from(FACES)),
        min_size=2,
        max_size=5,
    )
)
def test_a_spread_line_ends_at_the_edge_or_cannot_be_spread(pieces: list[TextPiece]) -> None:
    broken = break_lines(Paragraph(tuple(pieces), ParagraphShape(align="both", hangs=False), BODY), ROOM)
    for line in broken.lines[:-1]:
        last = line.stretches[-1]
        shown = last.x + last.width - (last.width / len(last.text) if last.text.endswith(" ") else 0.0)
        assert shown <= ROOM + EM
        assert all(
            one.x + one.width <= other.x + 0.01 for one, other in zip(line.stretches, line.stretches[1:], strict=False)
        )


@given(st.text("国家好", min_size=2, max_size=9), st.sampled_from(("left", "center", "right", "distribute")))
def test_a_line_alone_stands_where_its_alignment_wants_it(text: str, align: str) -> None:
    broken = break_lines(paragraph(text, align=align), ROOM)
    (line,), (left,) = broken.lines, broken.lefts
    begin, end = left + line.stretches[0].x, left + line.stretches[-1].x + line.stretches[-1].width
    spare = ROOM - len(text) * EM
    expected = {"left": (0.0, ROOM - spare), "center": (spare / 2, ROOM - spare / 2), "right": (spare, ROOM)}
    assert (begin, end) == pytest.approx(expected.get(align, (0.0, ROOM)))


@given(
    st.floats(6, 72),
    st.floats(100, 2000),
    st.sampled_from(("exact", "atLeast", "auto")),
    st.sampled_from((0.0, 312.0, 579.0)),
)
def test_the_baseline_stands_in_the_line_and_lines_on_a_grid_are_whole(
    size: float, line: float, rule: str, pitch: float
) -> None:
    face = Face("仿宋", "仿宋", size)
    found = line_height(ParagraphShape(line=line, rule=rule), {(face, False)}, pitch)
    assert 0 < found.baseline <= found.height or rule == "auto"
    single = line_height(ParagraphShape(line=240.0, rule="auto"), {(face, False)}, pitch).height
    assert not pitch or single % pitch == pytest.approx(0, abs=0.01)


def test_lines_of_a_pile_know_their_text() -> None:
    assert [text_of(placed) for placed in piled(paragraph("国" * 12)).lines] == ["国" * 10, "国国"]
