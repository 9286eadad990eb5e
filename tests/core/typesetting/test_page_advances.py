"""Widths of characters and heights of lines, by the names of the fonts alone."""

from dataclasses import replace

import pytest

from core.typesetting.glyph_widths import (
    ARIAL,
    ARIAL_BOLD,
    CALIBRI,
    TIMES,
    TIMES_BOLD,
    em_width,
    is_half_em,
    latin_glyph_widths,
    measure,
    parts,
)
from core.typesetting.lines import line_height
from core.typesetting.values import Face, ParagraphShape, TextPiece

FACE = Face("仿宋_GB2312", "仿宋_GB2312", 16)
EM = 320.0


@pytest.mark.parametrize(
    "font",
    [
        "仿宋_GB2312",
        "楷体",
        "黑体",
        "宋体",
        "方正小标宋简体",
        "SimSun",
        "FangSong",
        "KaiTi",
        "STFangsong",
        "Noto Sans Mono CJK SC",
    ],
)
def test_fonts_of_official_documents_have_digits_of_half_an_em(font: str) -> None:
    assert is_half_em(font)
    assert latin_glyph_widths(font, False, EM, 0)["2"] == 160


@pytest.mark.parametrize(
    "font", ["Times New Roman", "Arial", "Calibri", "微软雅黑", "等线", "Noto Sans CJK SC", "Cambria"]
)
def test_other_fonts_have_widths_of_their_own(font: str) -> None:
    assert not is_half_em(font)
    assert latin_glyph_widths(font, False, EM, 0)["i"] < 100


@pytest.mark.parametrize(
    ("font", "bold", "width"),
    [("Times New Roman", False, 444), ("Times New Roman", True, 444), ("Arial", False, 556), ("Calibri", False, 479)],
)
def test_letters_are_as_wide_as_the_font_says(font: str, bold: bool, width: int) -> None:
    assert latin_glyph_widths(font, bold, 1000, 0)["a"] == width + (56 if bold else 0)


@pytest.mark.parametrize("widths", [TIMES, TIMES_BOLD, ARIAL, ARIAL_BOLD, CALIBRI])
def test_every_printable_character_has_a_width(widths: str) -> None:
    assert len(widths.split()) == 0x7F - 0x20


def test_accented_letters_are_as_wide_as_plain_ones() -> None:
    known = latin_glyph_widths("Times New Roman", False, 1000, 0)
    assert (known["é"], known["ß"]) == (known["e"], 500)


def test_spacing_is_added_to_every_character() -> None:
    assert em_width(replace(FACE, spacing=-5)) == 315
    assert latin_glyph_widths("仿宋", False, EM, -5)["2"] == 155


def test_scale_stretches_the_width() -> None:
    measured = measure([TextPiece("国2", replace(FACE, scale=50))])
    assert measured.sums == (0, 160, 240)


def test_a_no_break_space_is_as_wide_as_a_space() -> None:
    for font in ("宋体", "Times New Roman"):
        known = latin_glyph_widths(font, False, EM, 0)
        assert known["\u00a0"] == known[" "]


def test_marks_of_a_chinese_font_take_a_whole_em_even_as_latin() -> None:
    assert latin_glyph_widths("宋体", False, EM, 0)["“"] == EM


@pytest.mark.parametrize(
    ("text", "wide", "found"),
    [
        ("约2万", True, ["约", "2", "万"]),
        ("“a”", True, ["“", "a", "”"]),
        ("“a”", False, ["“a”"]),
        ("一\t二\n", True, ["一", "\t", "二", "\n"]),
        ("★①℃", False, ["★①℃"]),
        ("３％", True, ["３％"]),
        ("", True, []),
    ],
)
def test_text_is_cut_where_its_alphabet_changes(text: str, wide: bool, found: list[str]) -> None:
    assert [text[start:end] for start, end, *_ in parts(text, wide)] == found


def test_pieces_are_measured_one_after_another() -> None:
    measured = measure([TextPiece("国\t", FACE), TextPiece("a\f", FACE)])
    assert (measured.text, measured.tabs, measured.ends) == ("国\ta\f", (1,), (4,))
    assert measured.sums == (0, 320, 320, 480, 480)


@pytest.mark.parametrize(
    ("rule", "line", "pitch", "height"),
    [
        ("exact", 579, 0, 579),
        ("exact", 500, 579, 500),
        ("atLeast", 500, 0, 500),
        ("atLeast", 300, 0, 416),
        ("auto", 240, 0, 416),
        ("auto", 360, 0, 624),
        ("auto", 240, 312, 624),
        ("auto", 240, 579, 579),
        ("auto", 360, 579, 868.5),
        ("atLeast", 560, 312, 624),
        ("atLeast", 640, 312, 640),
    ],
)
def test_height_of_a_line_of_han_characters(rule: str, line: float, pitch: float, height: float) -> None:
    found = line_height(ParagraphShape(rule=rule, line=line), {(FACE, False)}, pitch)
    assert found.height == pytest.approx(height)


@pytest.mark.parametrize(
    ("rule", "line", "pitch", "baseline"),
    [
        ("auto", 240, 0, 323.2),
        ("auto", 480, 0, 323.2),
        ("auto", 120, 0, 115.2),
        ("auto", 360, 579, 323.2),
        ("atLeast", 500, 0, 407.2),
    ],
)
def test_where_the_text_stands_in_its_line(rule: str, line: float, pitch: float, baseline: float) -> None:
    found = line_height(ParagraphShape(rule=rule, line=line), {(FACE, False)}, pitch)
    assert found.baseline == pytest.approx(baseline)


def test_lines_that_do_not_snap_ignore_the_grid() -> None:
    assert line_height(ParagraphShape(snap=False), {(FACE, False)}, 579).height == pytest.approx(416)


def test_the_largest_character_makes_the_line() -> None:
    large = replace(FACE, size=32)
    assert line_height(ParagraphShape(), {(FACE, False), (large, False)}, 0).height == pytest.approx(832)


def test_latin_lines_are_lower() -> None:
    face = replace(FACE, latin="Times New Roman")
    assert line_height(ParagraphShape(), {(face, True)}, 0).height == pytest.approx(368)


def test_four_fifths_of_an_exact_line_stand_above_the_baseline() -> None:
    assert line_height(ParagraphShape(rule="exact", line=500), {(FACE, False)}, 0).baseline == 400
