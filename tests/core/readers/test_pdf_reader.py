"""PDF files: which paragraphs and tables come out of text at places, and what is told."""

import zlib

import pytest

from core.errors import BadInput
from core.model.raw import Origin
from core.readers.pdf import LARGEST_STREAM, read_pdf
from tests.pdf_made import pdf

LEFT, SIZE, PITCH, TOP = 80.0, 16.0, 28.0, 700.0
FULL = "青禾县今年以来按照市委部署抓好各项工作取得了新的成绩群众满意"[:27]


def column(*lines: tuple[float, str], top: float = TOP) -> list[tuple[float, float, float, str]]:
    """Lines below each other, each indented by so many signs."""
    return [(LEFT + indent * SIZE, top - PITCH * row, SIZE, text) for row, (indent, text) in enumerate(lines)]


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_pdf(data).value.paragraphs]


def codes(data: bytes) -> dict[str, int]:
    return {notice.code: notice.count for notice in read_pdf(data).notices}


def page(*lines: tuple[float, str]) -> bytes:
    return pdf([column(*lines)])


BODY = ((2, FULL[:25]), (0, FULL), (0, "基本完成。"), (2, "全县教育稳步发展。"), (2, FULL[:25]), (0, "干部作风好转。"))


def test_indented_lines_begin_paragraphs() -> None:
    assert texts(page(*BODY)) == [
        f"{FULL[:25]}{FULL}基本完成。",
        "全县教育稳步发展。",
        f"{FULL[:25]}干部作风好转。",
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = column(*BODY[:2])
    second = column((0, "基本完成。"), (2, "全县教育稳步发展。"))
    assert texts(pdf([first, second]))[0] == f"{FULL[:25]}{FULL}基本完成。"


def test_page_numbers_are_left_out_and_told() -> None:
    numbered = [[*column(*BODY), (280, 60, 14, f"— {number} —")] for number in (1, 2, 3)]
    made = pdf(numbered)
    assert not [text for text in texts(made) if "—" in text]
    assert codes(made)["pages_numbers_left_out"] == 3


def test_running_heads_are_left_out_and_quoted() -> None:
    made = pdf([[(80, 800, 9, "青禾县政府工作材料"), *column(*BODY)] for _ in range(3)])
    notice = next(each for each in read_pdf(made).notices if each.code == "pages_heads_left_out")
    assert notice.parameters["texts"] == "“青禾县政府工作材料”"
    assert "青禾县政府工作材料" not in texts(made)


def test_a_head_of_two_pages_above_where_text_begins_is_left_out() -> None:
    head = (80, 790, 16, "内部资料")
    pages = [column(*BODY) for _ in range(8)]
    made = pdf([*pages, [head, *column(*BODY)], [head, *column(*BODY)]])
    assert ("内部资料" in texts(made), codes(made)["pages_heads_left_out"]) == (False, 1)
    assert "内部资料" in texts(pdf([*pages, [head, *column(*BODY)]]))


def test_lines_alike_at_the_foot_of_two_pages_are_text() -> None:
    foot = (80, 60, 16, "全县教育稳步发展。")
    assert texts(pdf([column(*BODY)] * 3 + [[*column(*BODY), foot]] * 2)).count("全县教育稳步发展。") == 7


def test_lines_of_a_title_are_one() -> None:
    title = [(153, 780, 22, "青禾县人民政府二〇二三年工作"), (252, 745, 22, "情况报告")]
    found = read_pdf(pdf([[*title, *column(*BODY)]])).value.paragraphs[0]
    assert found.text == "青禾县人民政府二〇二三年工作情况报告"
    assert found.look is not None
    assert (found.look.alignment, found.look.size) == ("center", 22.0)


GRID = [(80, y, 380, y) for y in (600, 570, 540)] + [(x, 600, x, 540) for x in (80, 180, 380)]
CELLS = [(90, 580, 12, "单位"), (190, 580, 12, "完成数"), (90, 550, 12, "教育局"), (190, 550, 12, "35")]


def test_a_ruled_table_keeps_its_cells() -> None:
    made = pdf([[*column((2, "完成情况如下。")), *CELLS]], GRID)
    found = read_pdf(made).value
    inside = [(each.cell.row, each.cell.column, each.text) for each in found.paragraphs if each.cell]
    assert inside == [("r1", "c1", "单位"), ("r1", "c2", "完成数"), ("r2", "c1", "教育局"), ("r2", "c2", "35")]
    assert found.tables[0].table.is_tiled()
    assert [each.origin for each in found.paragraphs] == [Origin.BODY, *[Origin.TABLE] * 4]


def test_a_cell_without_a_line_between_is_joined() -> None:
    rules = [(80, 600, 380, 600), (80, 540, 380, 540), (180, 570, 380, 570)] + [
        (x, 600, x, 540) for x in (80, 180, 380)
    ]
    cells = read_pdf(pdf([[*column((2, "如下。")), *CELLS[:2], CELLS[3]]], rules)).value.tables[0].table.cells
    assert [(cell.row, cell.column, cell.rows) for cell in cells] == [("r1", "c1", 2), ("r1", "c2", 1), ("r2", "c2", 1)]


THREE_LINES = [(80, y, 380, y) for y in (600, 570, 500)]
"""Above and below the head of a table, and at its end."""

ROWS = [
    (90, 580, 12, "单位"), (190, 580, 12, "计划数"), (300, 580, 12, "完成数"),
    (90, 550, 12, "教育局"), (200, 550, 12, "35"), (310, 550, 12, "30"),
    (90, 520, 12, "水务局"), (200, 520, 12, "40"), (310, 520, 12, "38"),
]  # fmt: skip


def cells(data: bytes) -> list[list[str]]:
    """The words of the first table, row by row."""
    found = read_pdf(data).value
    inside = [each for each in found.paragraphs[found.tables[0].start : found.tables[0].end] if each.cell]
    rows = dict.fromkeys(each.cell.row for each in inside if each.cell)
    return [[each.text for each in inside if each.cell and each.cell.row == row] for row in rows]


def test_a_table_of_three_lines_keeps_its_columns() -> None:
    made = pdf([[*column((2, "完成情况如下。")), *ROWS]], THREE_LINES)
    assert cells(made) == [["单位", "计划数", "完成数"], ["教育局", "35", "30"], ["水务局", "40", "38"]]


def test_words_of_the_head_over_two_columns_are_one_cell() -> None:
    head = [(90, 580, 12, "单位"), (225, 588, 12, "任务及完成数"), (190, 573, 12, "计划"), (300, 573, 12, "完成")]
    table = read_pdf(pdf([[*head, *ROWS[3:]]], THREE_LINES)).value.tables[0].table
    assert max(cell.columns for cell in table.cells) == 2
    assert table.is_tiled()


def test_a_rule_below_a_part_of_the_head_leaves_the_first_cell_whole() -> None:
    head = [(90, 588, 12, "单位"), (225, 605, 12, "任务及完成数"), (190, 580, 12, "计划"), (300, 580, 12, "完成")]
    rules = [*((80, y, 380, y) for y in (622, 570, 500)), (170, 598, 380, 598)]
    assert cells(pdf([[*head, *ROWS[3:]]], rules))[:3] == [
        ["单位", "任务及完成数"],
        ["计划", "完成"],
        ["教育局", "35", "30"],
    ]


def test_a_cell_of_two_lines_is_one_row() -> None:
    wide = [(200, 535, 12, "九月开工"), *((x, y - 15 * (y < 530), size, text) for x, y, size, text in ROWS[3:])]
    long = [(90, 550, 12, "教育局"), (200, 550, 12, "已立项并且"), (310, 550, 12, "30")]
    found = cells(pdf([[*ROWS[:3], *long, wide[0], *wide[4:]]], THREE_LINES))
    assert (len(found), "".join(found[1])) == (3, "教育局已立项并且九月开工30")


def test_text_between_three_rules_is_no_table() -> None:
    rules = [(80, y, 520, y) for y in (740, 715, 560)]
    assert not read_pdf(pdf([column(*BODY)], rules)).value.tables


def test_a_table_without_outer_sides_keeps_its_outer_columns() -> None:
    rules = [(80, y, 380, y) for y in (600, 570, 540)] + [(x, 600, x, 540) for x in (180, 290)]
    made = pdf([[*ROWS[:6]]], rules)
    assert cells(made) == [["单位", "计划数", "完成数"], ["教育局", "35", "30"]]


def over_pages(*rows: float) -> bytes:
    """A table whose first lines stand at the foot of a page, its rows at these heights of it and of the next."""
    head = [(x, 105.0, size, text) for x, _, size, text in ROWS[:3]]
    parts: list[list[tuple[float, float, float, str]]] = [[*column(*BODY[:3]), *head], column(*BODY)]
    for number, height in enumerate(rows):
        row = ROWS[3:6] if number == 0 else ROWS[6:]
        parts[height > 750] += [(x, height, size, text) for x, _, size, text in row]
    return pdf(parts, [(80, y, 380, y) for y in (122, 98)], extra="80 750 m 380 750 l S")


@pytest.mark.parametrize("rows", [(80.0, 765.0), (790.0, 765.0)], ids=["a row on each page", "the head alone above"])
def test_a_table_without_upright_rules_goes_on_over_the_page(rows: tuple[float, float]) -> None:
    made = over_pages(*rows)
    assert cells(made) == [["单位", "计划数", "完成数"], ["教育局", "35", "30"], ["水务局", "40", "38"]]
    assert len(read_pdf(made).value.tables) == 1


def test_rows_without_any_line_are_told() -> None:
    assert codes(pdf([ROWS]))["pages_tables_unclear"] == 1


PICTURE = "q 150 0 0 120 370 610 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x01 EI Q"
"""A picture at the right of the page."""


def test_text_goes_on_beside_a_picture() -> None:
    lines = [(112, 700, 16, FULL[:16]), (80, 672, 16, FULL[:18]), (80, 644, 16, FULL[:18]), (80, 616, 16, FULL[:18])]
    below = [(80, 588, 16, FULL), (80, 560, 16, "基本完成。"), *column(*BODY, top=532)]
    assert texts(pdf([[*lines, *below]], extra=PICTURE))[0] == FULL[:16] + FULL[:18] * 3 + FULL + "基本完成。"


def test_a_line_is_full_where_the_next_begins_with_a_closing_quotation_mark() -> None:
    short = FULL[:22] + "“一件"
    assert texts(page((2, short), (0, "事”办理时限缩短。"), *BODY))[0] == short + "事”办理时限缩短。"


def test_bookmarks_are_the_levels_of_headings() -> None:
    made = pdf([column((0, "教育"), *BODY[:3], (0, "学校"), *BODY)], bookmarks=("教育", "学校"))
    levels = {each.text: each.look.outline_level for each in read_pdf(made).value.paragraphs if each.look}
    assert (levels["教育"], levels["学校"], levels["全县教育稳步发展。"]) == (1, 2, 0)


def test_radicals_become_the_signs_that_were_meant() -> None:
    assert texts(page((2, "⼯作⻚面⻓期。"))) == ["工作页面长期。"]


def test_a_page_set_sideways_is_read_in_its_direction() -> None:
    lines = (
        f"BT /F1 {SIZE} Tf 0 1 -1 0 {x} 80 Tm <{words.encode('utf-16-be').hex()}> Tj ET"
        for x, words in ((100, "甲乙丙丁"), (140, "子丑寅卯"))
    )
    made = pdf([[(300, 30, 9, "3")]], extra=chr(10).join(lines))
    found = read_pdf(made).value.paragraphs
    assert ([each.text for each in found], found[0].landscape) == (["甲乙丙丁", "子丑寅卯"], True)
    assert codes(made)["pages_turned_left_out"] == 1


def test_turned_text_is_left_out_and_told() -> None:
    mark = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <51855BB9> Tj ET"
    made = pdf([column(*BODY)], extra=mark)
    assert codes(made)["pages_turned_left_out"] == 2
    assert not [text for text in texts(made) if "内容" in text]


LONG_STREAM = (
    b"%PDF-1.4\n1 0 obj <</Filter/FlateDecode>>\nstream\n" + zlib.compress(b"q " * 3_000_000) + b"\nendstream\n"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"%PDF-1.7\n" + bytes(99), "pdf_damaged", id="damaged"),
        pytest.param(pdf([[]]), "pages_no_text", id="blank"),
        pytest.param(LONG_STREAM, "pdf_damaged", id="a stream of more than a mebibyte"),
        pytest.param(pdf([[]] * 1501), "pages_too_many", id="pages"),
        pytest.param(page((0, "\ue123\ue124\ue125甲")), "pages_garbled", id="private codes"),
        pytest.param(
            b"%PDF-1.4\n1 0 obj <</Filter/FlateDecode>>\nstream\n" + zlib.compress(bytes(LARGEST_STREAM + 9)),
            "package_too_large",
            id="bomb",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_pdf(data)
    assert caught.value.code == code


def with_small(before: str, small: str, after: str, rise: float = 5) -> bytes:
    """A line in which a small sign stands off the baseline."""
    left = LEFT + SIZE * sum(0.5 if each.isascii() else 1 for each in before)
    line = [(LEFT, TOP, SIZE, before), (left, TOP + rise, 9.0, small), (left + 4.5 * len(small), TOP, SIZE, after)]
    return pdf([[*line, *column(*BODY, top=TOP - 2 * PITCH)]])


@pytest.mark.parametrize(
    ("before", "small", "after"),
    [
        ("整改", "1", "销号率百分之九十。"),
        ("", "1", "销号率指已整改的占比。"),
        ("完成36", "2", "处。"),
        ("全年GDP", "12", "增长。"),
        ("整改", "[3]", "完成。"),
        ("整改", "*", "完成。"),
    ],
)
def test_marks_of_notes_are_left_out_and_told(before: str, small: str, after: str) -> None:
    made = with_small(before, small, after)
    assert texts(made)[0] == before + after
    assert codes(made)["pages_note_marks_left_out"] == 1


@pytest.mark.parametrize(
    ("before", "small", "rise", "shown"),
    [("产值10", "4", 5, "产值10⁴元。"), ("面积9km", "2", 5, "面积9km²元。"), ("排放CO", "2", -3, "排放CO₂元。")],
)
def test_powers_and_lowered_digits_stay_as_such(before: str, small: str, rise: float, shown: str) -> None:
    made = with_small(before, small, "元。", rise)
    assert texts(made)[0] == shown
    assert "pages_note_marks_left_out" not in codes(made)


def test_characters_one_by_one_in_a_font_that_the_file_does_not_hold_are_read() -> None:
    """Whatever fonts the computer has."""
    words, line = "完成4项，Ａ等7个。", []
    left = float(LEFT)
    for each in words:
        line.append((left, TOP, SIZE, each))
        left += SIZE * (0.5 if each.isascii() else 1)
    assert texts(pdf([[*line, *column(*BODY, top=TOP - 2 * PITCH)]]))[0] == words


NOTE_RULE = (LEFT, 150, LEFT + 120, 150)


def with_mark(
    notes: list[tuple[float, float, float, str]], rules: tuple[tuple[float, float, float, float], ...] = ()
) -> bytes:
    """A page with the raised mark 1 behind 整改, with these notes at its foot."""
    line = [(LEFT, TOP, SIZE, "整改"), (LEFT + 32, TOP + 5, 9.0, "1"), (LEFT + 36.5, TOP, SIZE, "销号率上升。")]
    return pdf([[*line, *column(*BODY, top=TOP - 2 * PITCH), *notes]], rules)


@pytest.mark.parametrize(
    ("notes", "rules"),
    [
        pytest.param([(LEFT, 120, 10, "1 来源于台账。")], (), id="in smaller print"),
        pytest.param([(LEFT, 120, SIZE, "1 来源于台账。")], (NOTE_RULE,), id="below a short rule"),
        pytest.param([(LEFT, 124, 6, "1"), (LEFT + 4, 120, 10, "来源于台账。")], (), id="with a raised mark"),
        pytest.param(
            [(LEFT, 120, 10, "［1］来源于".replace("［", "[").replace("］", "]")), (LEFT, 106, 10, "台账。")],
            (),
            id="in two lines",
        ),
    ],
)
def test_a_note_at_the_foot_of_a_page_is_one(
    notes: list[tuple[float, float, float, str]], rules: tuple[tuple[float, float, float, float], ...]
) -> None:
    found = read_pdf(with_mark(notes, rules))
    first, *_, last = found.value.paragraphs
    assert [(each.text, each.objects[0].offset, each.objects[0].kind) for each in (first, last)] == [
        ("整改销号率上升。", 2, "footnote"),
        ("来源于台账。", 0, "footnote_text"),
    ]
    assert [each.code for each in found.notices if "note" in each.code] == ["pages_notes_kept"]


def test_small_print_at_the_foot_without_a_mark_in_the_text_is_text() -> None:
    assert texts(pdf([[*column(*BODY), (LEFT, 120, 10, "1 来源于台账。")]]))[-1] == "1 来源于台账。"


FRAME = [(300, 600, 420, 600), (300, 540, 420, 540), (300, 600, 300, 540), (420, 600, 420, 540)]


def test_words_in_a_frame_beside_text_follow_its_paragraph() -> None:
    lines = [(LEFT, 582, SIZE, FULL[:13]), (425, 582, SIZE, "新的进步显著"), (LEFT, 554, SIZE, "进展明显。")]
    made = pdf([[*column(*BODY[:4]), *lines, (305, 575, 12, "亮点突出成效显著全"), (305, 555, 12, "县第一。")]], FRAME)
    found = read_pdf(made).value.paragraphs
    assert [(each.text, each.origin) for each in found][-2:] == [
        (f"{FULL[:13]}新的进步显著进展明显。", Origin.BODY),
        ("亮点突出成效显著全县第一。", Origin.TEXT_BOX),
    ]
    assert codes(made)["pages_boxes"] == 1


@pytest.mark.parametrize(
    ("left", "is_inside"), [(413, True), (301, False)], ids=["over its right edge", "over its left edge"]
)
def test_a_mark_that_hangs_over_the_edge_of_a_frame_follows_its_sign(left: float, is_inside: bool) -> None:
    lines = [(LEFT, 582, SIZE, FULL[:13]), (425, 582, SIZE, "新的进步显著"), (LEFT, 554, SIZE, "进展明显。")]
    inner = [(305, 575, 12, "亮点突出成效显著全"), (305, 555, 12, "县第一。")]
    mark = [(left, 575, 12, "，")] if is_inside else [(left - 301 + LEFT + 13 * SIZE, 582, SIZE, "，")]
    found = texts(pdf([[*column(*BODY[:4]), *lines, *inner, *mark]], FRAME))
    assert [("，" in text) for text in found[-2:]] == [not is_inside, is_inside]


def test_a_frame_around_text_as_wide_as_the_page_is_text() -> None:
    rules = [(70, 640, 530, 640), (70, 540, 530, 540), (70, 640, 70, 540), (530, 640, 530, 540)]
    made = pdf([[*column(*BODY[:3]), (90, 600, SIZE, "框里的话。")]], rules)
    assert (texts(made)[-1], "pages_boxes" in codes(made)) == ("框里的话。", False)


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ((LEFT + 64, TOP - 3, LEFT + 112, TOP - 3), "接待来访＿＿＿批次。"),
        ((LEFT + 60, TOP - 3, LEFT + 160, TOP - 3), "接待来访　　　批次。"),
        ((LEFT + 64, TOP - 20, LEFT + 112, TOP - 20), "接待来访　　　批次。"),
    ],
    ids=["below room", "below words too", "far below"],
)
def test_a_stroke_below_room_in_a_line_is_a_blank(rule: tuple[float, float, float, float], shown: str) -> None:
    line = [(LEFT, TOP, SIZE, "接待来访"), (LEFT + 112, TOP, SIZE, "批次。")]
    assert texts(pdf([[*line, *column(*BODY, top=TOP - 2 * PITCH)]], [rule]))[0] == shown


def test_a_line_stretched_before_a_typed_break_has_no_room_in_it() -> None:
    line = [(LEFT + 200 * at, TOP, SIZE, sign) for at, sign in enumerate("完成。")]
    assert texts(pdf([[*line, *column(*BODY, top=TOP - 2 * PITCH)]]))[0] == "完成。"


def test_columns_go_on_where_the_second_one_is_empty() -> None:
    half = FULL[:12]
    both = [(x, TOP - PITCH * row, SIZE, half) for row in range(10) for x in (LEFT, 310)]
    last = [(LEFT, TOP - PITCH * row, SIZE, half) for row in range(8)]
    assert texts(pdf([both, [*last, (LEFT, TOP - PITCH * 8, SIZE, "完成。")]]))[-1].endswith(half * 2 + "完成。")


@pytest.mark.parametrize(
    "sides", [(), ((80, 130, 80, 80), (520, 130, 520, 80))], ids=["three rules", "a frame of rows"]
)
def test_the_imprint_below_the_text_is_no_table(sides: tuple[tuple[float, float, float, float], ...]) -> None:
    foot = [(96, 112, 14, "抄送：县委办公室。"), (96, 87, 14, "县水务局办公室"), (400, 87, 14, "2023年12月5日印发")]
    made = read_pdf(pdf([[*column(*BODY), *foot]], [*((80, y, 520, y) for y in (130, 105, 80)), *sides])).value
    assert (len(made.tables), made.paragraphs[-2].text) == (0, "抄送：县委办公室。")


RULED = "\n".join(
    f"{a} {b} m {c} {d} l S"
    for a, b, c, d in [(80, y, 380, y) for y in (700, 670, 640)] + [(x, 700, x, 640) for x in (80, 180, 380)]
)
"""A table of two rows on each page."""


def test_figures_below_each_other_on_two_pages_are_two() -> None:
    upper = [(90, 680, 12, "单位"), (190, 680, 12, "完成数"), (90, 650, 12, "教育局"), (190, 650, 12, "35")]
    lower = [(190, 680, 12, "30"), (90, 650, 12, "水务局"), (190, 650, 12, "40")]
    assert cells(pdf([upper, lower], extra=RULED)) == [
        ["单位", "完成数"],
        ["教育局", "35"],
        ["", "30"],
        ["水务局", "40"],
    ]


def test_the_words_of_a_cell_that_a_page_break_cut_are_one_cell() -> None:
    upper = [(90, 680, 12, "单位"), (190, 680, 12, "说明"), (90, 650, 12, "教育局"), (190, 650, 12, FULL[:15])]
    lower = [(190, 680, 12, "绩。"), (90, 650, 12, "水务局"), (190, 650, 12, "好。")]
    assert cells(pdf([upper, lower], extra=RULED))[1] == ["教育局", FULL[:15] + "绩。"]
