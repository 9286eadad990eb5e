"""Line breaking: what fits, where a line may end, indents, tabs and alignment."""

from dataclasses import replace

import pytest

from core.typesetting.lines import BrokenParagraph, break_lines, may_break
from core.typesetting.values import Face, Paragraph, ParagraphShape, Tab, TextPiece

BODY = Face("仿宋_GB2312", "仿宋_GB2312", 16)
EM = 320.0
PLAIN = ParagraphShape(line=579, rule="exact", align="left")


def broken(text: str, characters: float = 10, shape: ParagraphShape = PLAIN, face: Face = BODY) -> BrokenParagraph:
    """The text in a column of so many characters."""
    return break_lines(Paragraph((TextPiece(text, face),), shape, face), characters * EM)


def texts(text: str, characters: float = 10, shape: ParagraphShape = PLAIN, face: Face = BODY) -> list[str]:
    """The lines as text."""
    return [text[line.start : line.end] for line in broken(text, characters, shape, face).lines]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六七八九十甲乙", ["一二三四五六七八九十", "甲乙"]),
        ("一二三四五六七八九十，甲", ["一二三四五六七八九十，", "甲"]),
        ("一二三四五六七八九十。”甲", ["一二三四五六七八九", "十。”甲"]),
        ("一二三四五六七八九十”甲", ["一二三四五六七八九", "十”甲"]),
        ("一二三四五六七八九十）甲", ["一二三四五六七八九", "十）甲"]),
        ("一二三四五六七八九十》甲", ["一二三四五六七八九", "十》甲"]),
        ("一二三四五六七八九十…甲", ["一二三四五六七八九", "十…甲"]),
        ("一二三四五六七八九）。甲", ["一二三四五六七八九）。", "甲"]),
        ("一二三四五六七八九《甲》", ["一二三四五六七八九", "《甲》"]),
        ("一二三四五六七八九“（甲", ["一二三四五六七八九", "“（甲"]),
        ("一二三四五六七八九2024年", ["一二三四五六七八九", "2024年"]),
        ("一二三四五六七八99.5%甲", ["一二三四五六七八", "99.5%甲"]),
        ("一二三四五六七八九——甲", ["一二三四五六七八九", "——甲"]),
        ("一二三四五六七八——甲", ["一二三四五六七八——", "甲"]),
        ("一二三四五六七八九……甲", ["一二三四五六七八", "九……甲"]),
        ("一二三四五六七八九十 甲", ["一二三四五六七八九十 ", "甲"]),
        ("abcdefghijklmnopqrstuvwxyz", ["abcdefghijklmnopqrst", "uvwxyz"]),
        ("甲abcdefghijklmnopqrstuvwxyz", ["甲", "abcdefghijklmnopqrst", "uvwxyz"]),
        ("one two three four five six", ["one two three four ", "five six"]),
        ("甲\n乙", ["甲\n", "乙"]),
        ("甲\n", ["甲\n", ""]),
        ("甲\f", ["甲\f"]),
        ("一二三四五六七八九十\n甲", ["一二三四五六七八九十\n", "甲"]),
        ("", [""]),
        ("《《《《《《《《《《《《", ["《《《《《《《《《《", "《《"]),
        ("阿·约·阿·约·阿·约·", ["阿·约·阿·约·阿·", "约·"]),
        ("一二三四五六七八九十\u00a0甲", ["一二三四五六七八九", "十\u00a0甲"]),
    ],
)
def test_lines_end_where_the_rules_allow(text: str, lines: list[str]) -> None:
    assert texts(text) == lines


SPACED = replace(PLAIN, spaced=True)


@pytest.mark.parametrize(
    ("text", "lefts", "width"),
    [
        ("国2国", (0, 1.25, 2), 3),
        ("国a2国", (0, 1.25, 2.5), 3.5),
        ("国 2国", (0, 1, 2.25), 3.25),
        ("，2，国", (0, 1, 1.5), 3.5),
        ("国（2）国", (0, 2, 2.5), 4.5),
    ],
)
def test_han_characters_keep_away_from_letters_and_digits(text: str, lefts: tuple[float, ...], width: float) -> None:
    stretches = broken(text, shape=SPACED).lines[0].stretches
    assert tuple(stretch.x / EM for stretch in stretches) == lefts
    assert (stretches[-1].x + stretches[-1].width) / EM == width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六七八九22", ["一二三四五六七八九", "22"]),
        ("22一二三四五六七八九", ["22一二三四五六七八", "九"]),
        ("一二三四五六七八九十22国", ["一二三四五六七八九十", "22国"]),
    ],
)
def test_the_room_between_han_and_latin_counts_but_at_the_ends_of_a_line(text: str, lines: list[str]) -> None:
    assert texts(text, shape=SPACED) == lines


@pytest.mark.parametrize("align", ["both", "right", "left", "center"])
def test_a_line_that_begins_with_digits_begins_at_its_edge(align: str) -> None:
    second = broken("一二三四五六七八九十22国国国国国国国国国国", shape=replace(SPACED, align=align)).lines[1]
    assert second.stretches[0].x == 0
    assert [stretch.width / EM for stretch in second.stretches[:1]] == [1]


def test_a_spread_line_keeps_the_room_and_ends_at_the_edge() -> None:
    first = broken("一二三四五六七22九十甲乙", shape=replace(SPACED, align="both")).lines[0].stretches
    assert first[-1].x + first[-1].width == pytest.approx(10 * EM)
    assert first[1].x > first[0].x + first[0].width + EM / 4 - 1


def test_no_mark_hangs_where_the_paragraph_forbids_it() -> None:
    assert texts("一二三四五六七八九十，甲", shape=replace(PLAIN, hangs=False)) == ["一二三四五六七八九", "十，甲"]


def test_without_kinsoku_marks_start_lines() -> None:
    shape = replace(PLAIN, kinsoku=False, hangs=False)
    assert texts("一二三四五六七八九十，甲", shape=shape) == ["一二三四五六七八九十", "，甲"]


def test_twenty_eight_characters_at_the_standard_pitch() -> None:
    face = replace(BODY, spacing=-5)
    assert texts("国" * 57, 8844 / EM, face=face) == ["国" * 28, "国" * 28, "国"]


def test_first_line_is_indented() -> None:
    shape = replace(PLAIN, first=2 * EM)
    assert texts("国" * 19, shape=shape) == ["国" * 8, "国" * 10, "国"]
    assert broken("国" * 19, shape=shape).lefts == (640.0, 0.0, 0.0)


def test_hanging_indent() -> None:
    shape = replace(PLAIN, left=3 * EM, first=-EM)
    assert texts("国" * 16, shape=shape) == ["国" * 8, "国" * 7, "国"]
    assert broken("国" * 16, shape=shape).lefts == (640.0, 960.0, 960.0)


def test_right_indent_narrows_every_line() -> None:
    assert texts("国" * 9, shape=replace(PLAIN, right=2 * EM)) == ["国" * 8, "国"]


def test_empty_paragraph_has_one_line() -> None:
    (line,) = broken("").lines
    assert (line.stretches, line.height) == ((), 579)


def test_latin_of_another_font_has_its_own_widths() -> None:
    face = replace(BODY, latin="Times New Roman")
    (line,) = broken("年in2024", face=face).lines
    assert [(s.text, round(s.width, 1), s.is_latin) for s in line.stretches] == [
        ("年", 320.0, False),
        ("in2024", 889.0, True),
    ]


def test_quotation_marks_are_wide_unless_the_run_says_otherwise() -> None:
    face = replace(BODY, latin="Times New Roman")
    piece = TextPiece("“甲”", face, wide=False)
    (line,) = break_lines(Paragraph((piece,), PLAIN, face), 3200).lines
    assert [round(s.width) for s in line.stretches] == [142, 320, 142]
    assert [s.width for s in broken("“甲”", face=face).lines[0].stretches] == [960.0]


def test_stretches_are_cut_at_looks_and_open_facts() -> None:
    bold = replace(BODY, bold=True)
    pieces = (TextPiece("一、", bold), TextPiece("约", BODY), TextPiece("五", BODY, is_open=True))
    (line,) = break_lines(Paragraph(pieces, PLAIN, BODY), 3200).lines
    assert [(s.text, s.x, s.start, s.is_open) for s in line.stretches] == [
        ("一、", 0.0, 0, False),
        ("约", 640.0, 2, False),
        ("五", 960.0, 3, True),
    ]


def test_spare_room_of_a_justified_line_goes_between_characters() -> None:
    lines = broken("一二三四五六七八九2024年", shape=replace(PLAIN, align="both")).lines
    (first,), last = lines[0].stretches, lines[1].stretches
    assert (first.x, first.width) == (0.0, 3200.0)
    assert last[-1].x == 640.0


def test_words_of_a_justified_line_keep_their_letters_together() -> None:
    (line, _) = broken("ab cd国国国国国国国2024", shape=replace(PLAIN, align="both")).lines
    assert [(s.text, round(s.width, 1)) for s in line.stretches[:2]] == [("ab ", 480.0), ("cd", 320.0)]
    assert round(line.stretches[-1].x + line.stretches[-1].width, 3) == 3200.0


def test_hanging_mark_begins_at_the_edge() -> None:
    shape = replace(PLAIN, align="both")
    (line, _) = broken("一二三四五六七八九十，甲", shape=shape).lines
    assert line.stretches[0].width == 11 * EM


def test_distributed_text_fills_the_last_line_too() -> None:
    (line,) = broken("主题词", shape=replace(PLAIN, align="distribute")).lines
    assert [stretch.x for stretch in line.stretches] == [0.0, 1440.0, 2880.0]
    assert line.stretches[-1].width == 320.0


@pytest.mark.parametrize(("align", "left"), [("left", 0.0), ("center", 1120.0), ("right", 2240.0), ("both", 0.0)])
def test_alignment(align: str, left: float) -> None:
    assert broken("标题标", shape=replace(PLAIN, align=align)).lefts == (left,)


def test_spaces_at_the_end_do_not_move_a_centred_line() -> None:
    assert broken("标题 \n标题", shape=replace(PLAIN, align="center")).lefts == (1280.0, 1280.0)


@pytest.mark.parametrize(
    ("stop", "x"), [(Tab(1600), 1600.0), (Tab(3200, "right"), 2560.0), (Tab(2000, "center"), 1680.0)]
)
def test_tab_stops(stop: Tab, x: float) -> None:
    (line,) = broken("甲\t乙丙", shape=replace(PLAIN, tabs=(stop,))).lines
    assert [(s.text, s.x) for s in line.stretches] == [("甲", 0.0), ("乙丙", x)]


def test_tab_stops_count_from_the_column_not_from_the_indent() -> None:
    (line,) = broken("甲\t乙", shape=replace(PLAIN, left=640, tabs=(Tab(1600),))).lines
    assert line.stretches[1].x == 960.0


def test_without_stops_tabs_go_by_two_small_characters() -> None:
    (line,) = broken("甲\t乙", shape=PLAIN).lines
    assert line.stretches[1].x == 420.0


def test_an_underlined_tab_is_a_line_up_to_its_stop() -> None:
    (line,) = broken("甲\t\t乙", shape=PLAIN, face=replace(BODY, underline=True)).lines
    assert [(s.text, s.x, s.x + s.width) for s in line.stretches[1:3]] == [(" ", 320.0, 420.0), (" ", 420.0, 840.0)]


@pytest.mark.parametrize(("leader", "count"), [(".", 15), ("_", 15), ("·", 7)])
def test_a_leader_fills_the_room_before_its_stop(leader: str, count: int) -> None:
    shape = replace(PLAIN, tabs=(Tab(3200, "right", leader),))
    (line,) = broken("目录\t3", shape=shape).lines
    assert [stretch.drawn for stretch in line.stretches] == ["目录", leader * count, "3"]
    assert line.stretches[1].x + line.stretches[1].width == line.stretches[2].x == 3040.0


def test_there_is_no_leader_where_there_is_no_room_for_one() -> None:
    shape = replace(PLAIN, tabs=(Tab(730, "left", "."),))
    (line,) = broken("目录\t3", shape=shape).lines
    assert [stretch.drawn for stretch in line.stretches] == ["目录", "3"]


def test_a_word_that_does_not_fit_behind_a_tab_goes_on_the_next_line() -> None:
    shape = replace(PLAIN, tabs=(Tab(2900),))
    assert texts("甲\tabcdef", shape=shape) == ["甲\t", "abcdef"]


def test_a_tab_past_the_edge_ends_the_line() -> None:
    assert texts("一二三四五六七八九十\t甲", 10.2) == ["一二三四五六七八九十\t", "甲"]


def test_a_right_stop_holds_what_ends_there() -> None:
    shape = replace(PLAIN, tabs=(Tab(3200, "right"),))
    assert texts("县\t2023年", shape=shape) == ["县\t2023年"]


def test_hanging_indent_is_a_stop() -> None:
    (line,) = broken("1.\t乙", shape=replace(PLAIN, left=500, first=-500)).lines
    assert line.stretches[1].x == 500.0


def test_page_break_is_remembered() -> None:
    assert broken("甲\f乙").cuts == (1,)
    assert broken("甲\f").cuts == (1,)


@pytest.mark.parametrize(
    ("text", "place", "is_free"),
    [("well-known", 5, True), ("999-99-9999", 7, True), ("为-5", 2, False), (" -5", 2, False), ("a--b", 3, False)],
)
def test_words_and_numbers_may_be_broken_after_a_hyphen(text: str, place: int, is_free: bool) -> None:
    assert may_break(text, place, True) is is_free
