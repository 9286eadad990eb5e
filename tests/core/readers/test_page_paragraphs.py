"""Paragraphs from lines on pages: short documents, lists, letters, contents, whose edges few lines show."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import pytest

from core.readers.pages.lines import beside, line_of
from core.readers.pages.paragraphs import blocks_of
from core.readers.pages.values import Glyph, Ink, PrintedLine, Stroke

WIDTH, LEFT, SIZE, CHARS = 596.0, 74.0, 16.0, 28
"""A page with room for 28 signs of 16 points between margins of 74."""

LONG = "今年以来全局上下齐心协力抓好各项重点工作取得了明显成效并将继续努力完成全年任务"
Row = tuple[float, str]
"""How many signs a line is set in, and its words."""


def printed(rows: Sequence[Row], size: float = SIZE) -> tuple[PrintedLine, ...]:
    """Lines of these rows below each other; Latin signs are half as wide."""
    return tuple(_line(row, 100.0 + 28 * number, size) for number, row in enumerate(rows))


def _line(row: Row, baseline: float, size: float) -> PrintedLine:
    step, text = row
    widths = [size / 2 if sign.isascii() else size for sign in text]
    places = list(accumulate(widths, initial=LEFT + step * size))
    inks = (Ink("Song", size),) * len(text)
    return PrintedLine(text, tuple(places[:-1]), tuple(places[1:]), inks, baseline, size)


def read(*rows: Row) -> list[str]:
    return [block.text for block in blocks_of(printed(rows), [WIDTH])]


def test_one_line_paragraphs_stay_apart_whatever_their_length() -> None:
    rows = [
        (2.0, text)
        for text in ("一、重点工作", "项目进展顺利，全年任务全部完成。", "二、存在问题", LONG[:17], LONG[:16])
    ]
    assert read(*rows) == [text for _, text in rows]


def test_an_indented_line_that_goes_on_shows_the_edge() -> None:
    rows: list[Row] = [(2, "一、重点工作"), (2, LONG[:26]), (0, "完成全年任务。"), (2, "二、存在问题"), (2, LONG[:9])]
    assert read(*rows) == ["一、重点工作", LONG[:26] + "完成全年任务。", "二、存在问题", LONG[:9]]


def test_a_part_at_the_edge_begins_behind_a_full_last_line() -> None:
    full = LONG[:27] + "。"
    assert read((2, LONG[:26]), (0, full), (0, "二、存在问题"), (2, "短句。")) == [
        LONG[:26] + full,
        "二、存在问题",
        "短句。",
    ]


def test_a_list_with_hanging_lines() -> None:
    rows: list[Row] = []
    for number in "123":
        rows += [(0, f"{number}. {LONG[:26]}"), (1.5, LONG[:26]), (1.5, "完成任务。")]
    assert read(*rows) == [f"{number}. {LONG[:26]}{LONG[:26]}完成任务。" for number in "123"]


def test_signature_and_date_at_the_right_are_two() -> None:
    rows: list[Row] = [(2, LONG[:26]), (0, "完成全年任务。"), (23, "某某县局"), (19, "2023年12月31日")]
    assert read(*rows)[1:] == ["某某县局", "2023年12月31日"]


def test_lines_of_contents_stay_apart() -> None:
    rows: list[Row] = [(0, f"{number}工作情况\t{number}") for number in range(1, 5)]
    assert read(*rows) == [text for _, text in rows]


def test_latin_lines_of_uneven_length_go_on() -> None:
    words = ["the report of the year was read and", "approved by the board of the county which", "met in its hall"]
    rows = [(0.0, text) for text in (*(f"{line} {'x' * 17}" for line in words[:2] * 3), words[2])]
    assert len(read(*rows)) == 1


@pytest.mark.parametrize(
    ("lefts", "text"),
    [
        pytest.param([0, 8, 8, 16], "effe", id="letters that the font joins"),
        pytest.param([0, 0.3, 8, 8.3], "ef", id="print that looks bold"),
        pytest.param([0, 0, 8, 8], "ef", id="printed twice on the same place"),
    ],
)
def test_signs_on_one_place(lefts: list[float], text: str) -> None:
    signs = {"effe": "effe", "ef": "eeff"}[text]
    row = [Glyph(sign, left, left + 8, 100, Ink("Song", 16)) for sign, left in zip(signs, lefts, strict=True)]
    line = line_of(row)
    assert line
    assert line.text == text


def test_dots_before_a_page_number_are_a_tab() -> None:
    row = [Glyph(sign, 8.0 * at, 8.0 * at + 8, 100, Ink("Song", 8)) for at, sign in enumerate("总则........12")]
    line = line_of(row)
    assert line
    assert line.text == "总则\t12"


def test_members_with_letters_hang() -> None:
    rows: list[Row] = [(0, LONG[:28]), (0, "完成任务。")]
    for letter in "abc":
        rows += [(0.5, f"({letter}) {LONG[:25]}"), (2.5, LONG[:25]), (2.5, "完成任务。")]
    assert read(*rows)[1:] == [f"({letter}) {LONG[:25]}{LONG[:25]}完成任务。" for letter in "abc"]


def test_room_between_paragraphs_parts_them_though_the_last_line_is_full() -> None:
    texts = [LONG[:28], LONG[:27] + "。"] * 4
    heights = [100.0 + 24 * number + 10 * (number // 2) for number in range(len(texts))]
    lines = [_line((0, text), height, SIZE) for text, height in zip(texts, heights, strict=True)]
    assert [block.text for block in blocks_of(lines, [WIDTH])] == [LONG[:28] + LONG[:27] + "。"] * 4


def test_a_number_in_other_print_at_the_edge_begins_a_paragraph_behind_a_full_line() -> None:
    rows: list[Row] = [(2, LONG[:25] + "。"), (0, "2、提升服务"), (2, LONG[:26]), (0, "完成任务。")]
    lines = list(printed(rows))
    bold = tuple(ink._replace(bold=True) for ink in lines[1].inks)
    lines[1] = replace(lines[1], inks=bold)
    assert [block.text for block in blocks_of(lines, [WIDTH])][:2] == [LONG[:25] + "。", "2、提升服务"]


def test_the_lines_of_a_cover_with_a_date_are_apart() -> None:
    cover = printed([(9, "青禾县统计局"), (8, "二〇二四年十月")], 20.0)
    body = printed([(2, LONG[:26]), (0, LONG[:20]), (2, LONG[:26]), (0, LONG[:20])])
    lines = [*cover, *(replace(line, baseline=line.baseline + 200) for line in body)]
    assert [block.text for block in blocks_of(lines, [WIDTH])][:2] == ["青禾县统计局", "二〇二四年十月"]


def test_a_page_with_margins_of_its_own_moves_no_edge_of_the_others() -> None:
    rows: list[Row] = [(2, LONG[:26]), (0, "完成全年任务。")] * 3
    notes = [replace(line, page=1) for line in printed([(-2, LONG[:31]), (-2, "数据来源于台账。")] * 2)]
    found = [block.text for block in blocks_of((*printed(rows), *notes), [WIDTH, WIDTH])]
    assert found[:3] == [LONG[:26] + "完成全年任务。"] * 3


def test_lines_of_contents_beyond_the_margin_show_no_edge() -> None:
    contents = _line((0, LONG[:30] + "\t1"), 60.0, SIZE)
    rows = printed([(2, LONG[:26]), (0, "完成全年任务。")] * 3)
    assert [block.text for block in blocks_of((contents, contents, *rows), [WIDTH])][2:] == [
        LONG[:26] + "完成全年任务。"
    ] * 3


def test_a_lead_in_larger_print_goes_on_in_the_print_of_the_text() -> None:
    (large,) = printed([(2, LONG[:22])], 18.0)
    first, *rest = printed([(2, "甲"), (0, LONG[:28]), (0, "完成全年任务。"), *((2, LONG[:26]), (0, "完成。")) * 3])
    mixed = replace(
        large, text=large.text + "各项", lefts=(*large.lefts, 506.0, 512.0), rights=(*large.rights, 512.0, 522.0)
    )
    mixed = replace(mixed, inks=(*large.inks, *first.inks, *first.inks), size=18.0)
    assert blocks_of((mixed, *rest), [WIDTH])[0].text == LONG[:22] + "各项" + LONG[:28] + "完成全年任务。"


def test_a_date_at_the_right_is_apart_from_a_signature_that_fills_the_line() -> None:
    rows: list[Row] = [(2, LONG[:26]), (0, "完成全年任务。"), (16, "云溪县市场监督管理局"), (16, "2023年12月31日")]
    assert read(*rows)[1:] == ["云溪县市场监督管理局", "2023年12月31日"]


def test_a_picture_in_a_line_leaves_no_room_and_one_between_lines_parts_nothing() -> None:
    ink = Ink("Song", 16)
    row = [
        Glyph(sign, 80.0 + 16 * at + 100 * (at > 1), 96.0 + 16 * at + 100 * (at > 1), 100, ink)
        for at, sign in enumerate("如图所示")
    ]
    line = line_of(row, [Stroke(115, 60, 208, 101)])
    assert line
    assert line.text == "如图所示"
    first, second = printed([(2, LONG[:26]), (0, "完成全年任务。")])
    second = replace(second, baseline=second.baseline + 150)
    (moved,) = beside([first, second], [Stroke(150, first.baseline + 5, 400, second.top - 5)])[1:]
    assert [block.text for block in blocks_of((first, moved), [WIDTH])] == [LONG[:26] + "完成全年任务。"]


def test_short_lines_far_at_the_right_show_no_edge() -> None:
    rows: list[Row] = [(2, LONG[:26]), (0, "完成全年任务。")] * 5
    lines = printed([*rows, (29, "甲"), (29, "乙")])
    assert [block.text for block in blocks_of(lines, [WIDTH])][:5] == [LONG[:26] + "完成全年任务。"] * 5


def test_two_lines_that_reach_further_move_no_edge_that_others_show() -> None:
    rows: list[Row] = [(2, LONG[:26]), (0, "完成全年任务。")] * 12
    lines = printed([*rows, (0, LONG[:31]), (0, LONG[:31])])
    assert [block.text for block in blocks_of(lines, [WIDTH])][:12] == [LONG[:26] + "完成全年任务。"] * 12


def test_a_row_of_names_behind_a_full_last_line_is_apart() -> None:
    rows: list[Row] = [(2, LONG[:26]), (0, LONG[:27] + "。"), (0, "牵头领导：李某某\u3000电话：0000"), (2, "短句。")]
    assert read(*rows)[1] == "牵头领导：李某某\u3000电话：0000"
