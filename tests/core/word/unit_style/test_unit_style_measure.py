"""PageGeometry and measure of a layout under a house style: margins, grid, rules, tables and stops, and what counts in lines."""

from typing import Any

import pytest

from core.errors import BadUse
from core.package import W
from core.word.unit_style.apply import GridMeasure, make_room, measure_of, set_characters, set_pitch, wanted
from core.word.unit_style.layout_styles import LayoutStyles
from core.word.unit_style.page_setup import (
    PageGeometry,
    even_pages_differ,
    first_number,
    has_title_page,
    leading,
    let_even_pages_differ,
    paper_of,
    set_first_number,
    set_grid,
    set_margins,
    set_title_page,
    widen,
)
from core.word.unit_style.style import HouseStyle, Value, make_style
from tests.core.word.unit_style.test_unit_style_layout_parts import sheet, style, xml

A4 = PageGeometry(11906, 16838, 2098, 1984, 1588, 1474, 579)
MARGINS = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1423"/>'
UPRIGHT = '<w:pgSz w:w="11906" w:h="16838"/>'
LYING = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
USUAL = GridMeasure(579, 32, -5)


def section(inside: str) -> str:
    """Section properties."""
    return f"<w:sectPr>{inside}</w:sectPr>"


def document(*sections: str, before: str = "") -> Any:
    """A document whose sections but the last end in paragraphs of their own."""
    ended = "".join(f"<w:p><w:pPr>{each}</w:pPr></w:p>" for each in sections[:-1])
    return xml("document", f"<w:body>{before}{ended}{sections[-1]}</w:body>")


def attributes(root: Any, name: str) -> dict[str, str]:
    """The attributes of the first such element, without their namespace."""
    element = next(root.iter(W + name))
    return {key.removeprefix(W): value for key, value in element.attrib.items()}


# Margins


def margins(house: HouseStyle, inside: str = UPRIGHT + MARGINS) -> dict[str, str]:
    """The margins of a section after the style."""
    root = document(section(inside))
    set_margins(root, house)
    return attributes(root, "pgMar")


@pytest.mark.parametrize(
    ("house", "changed"),
    [
        ({"top": 37}, {"top": "2098"}),
        ({"top": 30}, {"top": "1701"}),
        ({"top": 10}, {"top": "567", "header": "567"}),
        ({"left": 20, "right": 25}, {"left": "1134", "right": "1417"}),
        ({"bottom": 25}, {"bottom": "1417", "footer": "856"}),
        ({"bottom": 45}, {"bottom": "2551", "footer": "1990"}),
        ({"bottom": 5}, {"bottom": "283", "footer": "284"}),
        ({}, {}),
    ],
)
def test_footers_keep_their_distance_and_headers_stay_on_the_paper(
    house: dict[str, Value], changed: dict[str, str]
) -> None:
    usual = {"top": "2098", "right": "1474", "bottom": "1984", "left": "1588", "header": "851", "footer": "1423"}
    assert margins(make_style(house)) == {**usual, **changed}


def test_pages_on_their_side_keep_their_margins() -> None:
    assert margins(make_style({"top": 30}), LYING + MARGINS)["top"] == "2098"


def test_a_footer_nearer_to_the_edge_than_usual_is_not_pushed_up() -> None:
    inside = UPRIGHT + MARGINS.replace("1423", "100")
    assert margins(make_style({"bottom": 5}), inside)["footer"] == "100"


def test_margins_are_made_for_all_sections_and_none_is_made_up() -> None:
    root = document(section(UPRIGHT + MARGINS), section(UPRIGHT))
    set_margins(root, make_style({"left": 20}))
    assert [found.get(W + "left") for found in root.iter(W + "pgMar")] == ["1134"]


# Paper


@pytest.mark.parametrize(
    "inside",
    [
        *("", UPRIGHT, MARGINS, UPRIGHT + '<w:pgMar w:top="1"/>', '<w:pgSz w:w="0" w:h="16838"/>' + MARGINS),
        UPRIGHT + MARGINS.replace("2098", "weit"),
    ],
)
def test_a_section_that_says_too_little_gives_no_paper(inside: str) -> None:
    assert paper_of(document(section(inside))) is None


def test_the_first_section_that_says_enough_gives_the_paper() -> None:
    assert paper_of(document(section(""), section(UPRIGHT + MARGINS))) == PageGeometry(
        11906, 16838, 2098, 1984, 1588, 1474
    )


def test_margins_that_forbid_to_grow_count_as_they_are() -> None:
    found = paper_of(document(section(UPRIGHT + MARGINS.replace('"2098"', '"-2098"'))))
    assert found is not None
    assert (found.top, found.text_height) == (2098, 16838 - 2098 - 1984)


@pytest.mark.parametrize(
    ("grid", "pitch"),
    [
        ('<w:docGrid w:type="lines" w:linePitch="579"/>', 579),
        ('<w:docGrid w:type="linesAndChars" w:linePitch="312"/>', 312),
        ('<w:docGrid w:type="default" w:linePitch="312"/>', 0),
        ('<w:docGrid w:linePitch="312"/>', 0),
        ('<w:docGrid w:type="lines"/>', 0),
        ("", 0),
    ],
)
def test_only_a_grid_that_lines_snap_to_counts(grid: str, pitch: float) -> None:
    found = paper_of(document(section(UPRIGHT + MARGINS + grid)))
    assert found is not None
    assert found.grid == pitch


def test_a_grid_is_set_in_every_section_without_characters() -> None:
    root = document(section(UPRIGHT), section('<w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="7"/>'))
    set_grid(root, 560)
    grids = [dict(grid.attrib) for grid in root.iter(W + "docGrid")]
    assert grids == [{W + "type": "lines", W + "linePitch": "560"}] * 2


# The first page


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("{% if 版记独页 %}", "{% endif %}"), 2),
        (("甲", "{% endif %}"), 1),
        (("{% if 版记独页 %}", "乙"), 1),
        (("甲", "乙"), 1),
    ],
)
def test_a_break_between_two_tags_stands_in_some_files_only(texts: tuple[str, str], count: int) -> None:
    around = [f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts]
    broken = f"{around[0]}<w:p><w:pPr>{section(UPRIGHT)}</w:pPr></w:p>{around[1]}"
    assert len(leading(document(section(MARGINS), before=broken))) == count


@pytest.mark.parametrize(
    ("inside", "number"),
    [("", None), ("<w:pgNumType/>", None), ('<w:pgNumType w:start="3"/>', 3), ('<w:pgNumType w:start="0"/>', 0)],
)
def test_the_number_of_the_first_page_is_the_one_given(inside: str, number: int | None) -> None:
    assert first_number(document(section(inside))) == number


def test_the_number_of_the_first_page_is_that_of_the_first_section_only() -> None:
    root = document(section(""), section('<w:pgNumType w:start="7"/>'))
    set_first_number(root, 3)
    assert [found.get(W + "start") for found in root.iter(W + "pgNumType")] == ["3", "7"]


@pytest.mark.parametrize(
    ("value", "differs"), [("", True), ("1", True), ("true", True), ("on", True), ("0", False), ("false", False)]
)
def test_switches_of_the_page_are_read_with_all_their_values(value: str, differs: bool) -> None:
    said = f' w:val="{value}"' if value else ""
    assert has_title_page(xml("sectPr", f"<w:titlePg{said}/>")) is differs
    assert even_pages_differ(xml("settings", f"<w:evenAndOddHeaders{said}/>")) is differs


def test_switches_of_the_page_can_be_turned_on() -> None:
    first, settings = xml("sectPr", '<w:titlePg w:val="0"/>'), xml("settings", '<w:evenAndOddHeaders w:val="0"/>')
    set_title_page(first)
    let_even_pages_differ(settings)
    assert (has_title_page(first), even_pages_differ(settings)) == (True, True)


@pytest.mark.parametrize("root", [None, xml("settings")])
def test_a_file_that_says_nothing_has_even_pages_like_the_others(root: Any) -> None:
    assert not even_pages_differ(root)


# What depends on the measure

WIDE = PageGeometry(11906, 16838, 2098, 1984, 1134, 1134, 579)
MORE = WIDE.text_width - A4.text_width


def widened(inside: str, after: PageGeometry = WIDE) -> Any:
    """A body after the paper has become wider."""
    root = xml("document", f"<w:body>{inside}</w:body>")
    widen([root], A4, after)
    return root


def table(*widths: int, kind: str = "dxa") -> str:
    """A table of one row."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="{kind}"/></w:tcPr><w:p/></w:tc>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("widths", "expected"),
    [
        ((8844,), ["9638", "9638"]),
        ((4422, 4422), ["4819", "4819", "4819", "4819"]),
        ((8804,), ["9638", "9638"]),
        ((8803,), ["8803", "8803"]),
        ((4000,), ["4000", "4000"]),
    ],
)
def test_tables_as_wide_as_the_text_stay_so(widths: tuple[int, ...], expected: list[str]) -> None:
    assert [found.get(W + "w") for found in widened(table(*widths)).iter(W + "gridCol", W + "tcW")] == expected


def test_cells_measured_in_shares_stay_as_they_are() -> None:
    assert [found.get(W + "w") for found in widened(table(8844, kind="pct")).iter(W + "tcW")] == ["8844"]


@pytest.mark.parametrize(
    ("side", "place"),
    [("right", 8844 + MORE), ("end", 8844 + MORE), ("center", 8844 + MORE / 2), ("left", 8844), ("clear", 8844)],
)
def test_stops_counted_from_the_right_edge_go_along(side: str, place: float) -> None:
    root = widened(f'<w:p><w:pPr><w:tabs><w:tab w:val="{side}" w:pos="8844"/></w:tabs></w:pPr></w:p>')
    assert attributes(root, "tab")["pos"] == str(round(place))


def rule(left: int, right: int) -> str:
    """A ruled paragraph with these indents."""
    return f'<w:p><w:pPr><w:pBdr><w:bottom/></w:pBdr><w:ind w:left="{left}" w:right="{right}"/></w:pPr></w:p>'


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [(-300, -200, ("154", "140")), (-300, 0, ("-300", "0")), (0, 0, ("0", "0")), (0, -200, ("0", "-200"))],
)
def test_rules_that_stick_out_on_both_sides_keep_their_place_on_the_paper(
    left: int, right: int, expected: tuple[str, str]
) -> None:
    found = attributes(widened(rule(left, right)), "ind")
    assert (found["left"], found["right"]) == expected


def test_paper_of_the_same_width_changes_nothing() -> None:
    higher = PageGeometry(11906, 16838, 1000, 1000, 1588, 1474)
    assert [found.get(W + "w") for found in widened(table(8804), higher).iter(W + "gridCol")] == ["8804"]


# The measure


def lines_of(*styles: str, grid: float = 579) -> GridMeasure:
    """The measure of a style sheet on that grid."""
    return measure_of(sheet(*styles), PageGeometry(*A4.__getstate__()[:6], grid))  # type: ignore[index]


def spaced(line: int, rule: str = "exact") -> str:
    """Line spacing of a style."""
    return f'<w:pPr><w:spacing w:line="{line}" w:lineRule="{rule}"/></w:pPr>'


def sized(half: int, more: int = 0) -> str:
    """Type size and character spacing of a style."""
    spacing = f'<w:spacing w:val="{more}"/>' if more else ""
    return f'<w:rPr>{spacing}<w:sz w:val="{half}"/></w:rPr>'


@pytest.mark.parametrize(
    ("inside", "pitch"),
    [(spaced(560), 560), (spaced(560, "atLeast"), 579), (spaced(360, "auto"), 579), ("", 579)],
)
def test_the_pitch_is_that_of_exact_lines_else_of_the_grid(inside: str, pitch: float) -> None:
    assert lines_of(style("正文段落", inside)).pitch == pitch


@pytest.mark.parametrize(
    ("inside", "character"), [(sized(32), 320), (sized(32, -5), 315), (sized(28, 10), 290), ("", 200)]
)
def test_from_character_to_character(inside: str, character: float) -> None:
    assert lines_of(style("正文段落", inside)).character == character


@pytest.mark.parametrize(
    ("house", "expected"),
    [
        ({}, (579, 32, -5)),
        ({"pitch": 28}, (560, 32, -5)),
        ({"lines": 22}, (579, 32, -5)),
        ({"lines": 20}, (637, 32, -5)),
        ({"lines": 20, "pitch": 28}, (637, 32, -5)),
        ({"body_size": 15}, (579, 30, -5)),
        ({"characters": 28}, (579, 32, -5)),
        ({"characters": 26}, (579, 32, 20)),
        ({"characters": 30, "body_size": 14}, (579, 28, 14)),
    ],
)
def test_what_a_style_makes_of_the_measure(house: dict[str, Value], expected: tuple[float, float, float]) -> None:
    assert wanted(USUAL, A4, make_style(house)) == GridMeasure(*expected)


@pytest.mark.parametrize(
    ("house", "code"),
    [
        ({"characters": 30}, ""),
        ({"characters": 31}, "house_too_tight"),
        ({"pitch": 18.5}, ""),
        ({"pitch": 18}, "house_lines_tight"),
        ({"body_size": 25}, ""),
        ({"body_size": 25.5}, "house_lines_tight"),
        ({"lines": 34}, ""),
        ({"lines": 35}, "house_lines_tight"),
    ],
)
def test_characters_may_be_pressed_a_little_and_lines_need_room(house: dict[str, Value], code: str) -> None:
    assert refusal(house) == code


def refusal(house: dict[str, Value]) -> str:
    """Why a style cannot stand; empty when it can."""
    try:
        wanted(USUAL, A4, make_style(house))
    except BadUse as told:
        return told.code
    return ""


def test_the_refusal_says_what_was_asked_and_what_room_there_is() -> None:
    with pytest.raises(BadUse) as told:
        wanted(USUAL, A4, make_style({"characters": 40}))
    assert told.value.parameters == {"characters": "40", "size": "16", "room": "442"}


def test_a_layout_that_is_tight_already_is_let_be() -> None:
    assert wanted(GridMeasure(300, 32, 0), A4, make_style({"title_bold": True})) == GridMeasure(300, 32, 0)


# Lines and characters counted anew


def numbers_of(styles: LayoutStyles, name: str, path: str, *keys: str) -> tuple[float | None, ...]:
    """Numbers that a style gives."""
    return tuple(styles.amount(styles.named(name), path, key) for key in keys)


@pytest.mark.parametrize(
    ("before", "after"), [(579, 560), (1158, 1120), (290, 280), (289, 280), (100, 100), (580, 561), (583, 583), (0, 0)]
)
def test_spaces_that_are_half_lines_follow_the_pitch(before: int, after: int) -> None:
    styles = sheet(style("normal", default="1"), style("标题", f'<w:pPr><w:spacing w:before="{before}"/></w:pPr>'))
    set_pitch(styles, [styles.root], 579, 560)
    assert numbers_of(styles, "标题", "pPr/spacing", "before") == (after,)


@pytest.mark.parametrize(
    ("inside", "line"),
    [(spaced(579), 560), (spaced(500), 500), (spaced(579, "atLeast"), 579), ("", 560)],
)
def test_exact_lines_of_the_old_pitch_get_the_new_one(inside: str, line: int) -> None:
    styles = sheet(style("normal", default="1"), style("附注", inside, based="normal"))
    set_pitch(styles, [styles.root], 579, 560)
    assert numbers_of(styles, "附注", "pPr/spacing", "line") == (line,)


@pytest.mark.parametrize(
    ("twips", "expected"), [(630, 600), (315, 300), (632, 602), (633, 633), (945, 900), (100, 100), (-630, -600)]
)
def test_indents_that_are_whole_characters_follow_the_characters(twips: int, expected: int) -> None:
    styles = sheet(style("normal", default="1"), style("正文段落", f'<w:pPr><w:ind w:left="{twips}"/></w:pPr>'))
    set_characters(styles, [styles.root], USUAL, GridMeasure(579, 30, 0))
    assert numbers_of(styles, "正文段落", "pPr/ind", "left") == (expected,)


@pytest.mark.parametrize(
    ("size", "line", "expected"), [(32, 579, 579), (52, 579, 598), (50, 575, 575), (50, 574, 575), (44, 600, 600)]
)
def test_type_too_high_for_its_lines_gets_lines_of_its_own(size: int, line: int, expected: int) -> None:
    inside = spaced(line) + sized(size)
    styles = sheet(style("title", inside))
    make_room(styles, [styles.role("title"), None])
    assert numbers_of(styles, "title", "pPr/spacing", "line") == (expected,)


def test_lines_that_grow_by_themselves_need_no_room() -> None:
    styles = sheet(style("title", spaced(240, "auto") + sized(72)))
    make_room(styles, [styles.role("title")])
    assert numbers_of(styles, "title", "pPr/spacing", "line") == (240,)
