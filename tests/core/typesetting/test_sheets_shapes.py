"""What paragraph properties make of a paragraph: one case for each property, and how they override one another."""

from typing import Any

import pytest

from core.typesetting.values import Border, Tab
from tests.core.sheets_made import SECTION, defaults, paragraph, run, sections, shape, style

CASES: tuple[tuple[str, str, Any], ...] = (
    ('<w:ind w:left="640"/>', "left", 640),
    ('<w:ind w:start="640"/>', "left", 640),
    ('<w:ind w:right="-20"/>', "right", -20),
    ('<w:ind w:end="20"/>', "right", 20),
    ('<w:ind w:firstLine="632"/>', "first", 632),
    ('<w:ind w:hanging="300"/>', "first", -300),
    ('<w:ind w:firstLine="632" w:hanging="300"/>', "first", -300),
    ('<w:ind w:firstLineChars="200" w:firstLine="632"/>', "first", 640),
    ('<w:ind w:firstLineChars="0" w:firstLine="632"/>', "first", 632),
    ('<w:ind w:hangingChars="150" w:left="480"/>', "first", -480),
    ('<w:ind w:leftChars="100"/>', "left", 320),
    ('<w:ind w:rightChars="50" w:right="1"/>', "right", 160),
    ('<w:ind w:left="1in"/>', "left", 1440),
    ('<w:spacing w:before="120"/>', "before", 120),
    ('<w:spacing w:after="120"/>', "after", 120),
    ('<w:spacing w:before="-120"/>', "before", 0),
    ('<w:spacing w:beforeLines="50" w:before="156"/>', "before", 289.5),
    ('<w:spacing w:afterLines="100"/>', "after", 579),
    ('<w:spacing w:before="10" w:beforeAutospacing="1"/>', "before", 280),
    ('<w:spacing w:before="10" w:beforeAutospacing="0"/>', "before", 10),
    ('<w:spacing w:line="560" w:lineRule="exact"/>', "rule", "exact"),
    ('<w:spacing w:line="560" w:lineRule="atLeast"/>', "line", 560),
    ('<w:spacing w:line="360"/>', "rule", "auto"),
    ("", "line", 240),
    ("", "align", "left"),
    ('<w:jc w:val="both"/>', "align", "both"),
    ('<w:jc w:val="end"/>', "align", "right"),
    ('<w:jc w:val="start"/>', "align", "left"),
    ('<w:jc w:val="center"/>', "align", "center"),
    ('<w:jc w:val="distribute"/>', "align", "distribute"),
    ("", "snap", True),
    ('<w:snapToGrid w:val="0"/>', "snap", False),
    ("", "kinsoku", True),
    ('<w:kinsoku w:val="off"/>', "kinsoku", False),
    ("", "hangs", True),
    ('<w:overflowPunct w:val="false"/>', "hangs", False),
    ("", "spaced", True),
    ('<w:autoSpaceDE w:val="0"/>', "spaced", False),
    ('<w:autoSpaceDN w:val="0"/>', "spaced", False),
    ("", "widow_control", True),
    ('<w:widowControl w:val="0"/>', "widow_control", False),
    ("<w:keepNext/>", "keep_next", True),
    ("<w:keepLines/>", "keep_lines", True),
    ("<w:pageBreakBefore/>", "page_break_before", True),
    ("<w:contextualSpacing/>", "contextual", True),
    ("", "outline", 0),
    ('<w:outlineLvl w:val="1"/>', "outline", 2),
    ('<w:outlineLvl w:val="9"/>', "outline", 0),
    (
        '<w:tabs><w:tab w:val="right" w:pos="8000"/><w:tab w:pos="420"/></w:tabs>',
        "tabs",
        (Tab(420), Tab(8000, "right")),
    ),
    (
        '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="8" w:color="ff0000"/><w:top w:val="nil"/></w:pBdr>',
        "borders",
        {"bottom": Border(20, 160, "FF0000", "single")},
    ),
)


@pytest.mark.parametrize(("properties", "name", "expected"), CASES)
def test_a_property_of_a_paragraph(properties: str, name: str, expected: object) -> None:
    assert getattr(shape(properties), name) == expected


def test_direct_formatting_wins_over_the_style_and_the_style_over_the_defaults() -> None:
    styles = defaults(form='<w:spacing w:before="1" w:after="2" w:line="3" w:lineRule="exact"/>') + style(
        "S", '<w:pPr><w:spacing w:after="20" w:line="30" w:lineRule="exact"/></w:pPr>'
    )
    found = shape('<w:pStyle w:val="S"/><w:spacing w:line="300" w:lineRule="exact"/>', styles)
    assert (found.before, found.after, found.line) == (1, 20, 300)


def test_a_style_takes_over_what_it_is_based_on() -> None:
    styles = style("A", '<w:pPr><w:jc w:val="center"/><w:keepNext/></w:pPr>') + style(
        "B", '<w:pPr><w:keepNext w:val="0"/></w:pPr>', based="A"
    )
    found = shape('<w:pStyle w:val="B"/>', styles)
    assert (found.style, found.align, found.keep_next) == ("B", "center", False)


def test_a_paragraph_without_a_style_has_the_usual_one() -> None:
    assert shape("", style("N", '<w:pPr><w:jc w:val="right"/></w:pPr>', default=True)).align == "right"


def test_an_unknown_style_is_the_usual_one() -> None:
    assert shape('<w:pStyle w:val="X"/>', style("N", '<w:pPr><w:jc w:val="right"/></w:pPr>', default=True)).style == "N"


def test_styles_based_on_one_another_do_not_go_round_for_ever() -> None:
    styles = style("A", based="B") + style("B", '<w:pPr><w:jc w:val="center"/></w:pPr>', based="A")
    assert shape('<w:pStyle w:val="A"/>', styles).align == "center"


def test_characters_of_an_indent_go_on_to_win_over_twips_given_later() -> None:
    styles = style("S", '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>')
    assert shape('<w:pStyle w:val="S"/><w:ind w:firstLine="0"/>', styles).first == 640
    assert shape('<w:pStyle w:val="S"/><w:ind w:firstLineChars="0" w:firstLine="0"/>', styles).first == 0


def test_a_character_of_an_indent_is_as_wide_as_the_first_one_shown() -> None:
    wide = run("文", '<w:spacing w:val="-5"/><w:sz w:val="32"/>')
    found = paragraph(f'<w:p><w:pPr><w:ind w:firstLineChars="200"/></w:pPr>{wide}</w:p>')
    assert found.shape.first == 630


def test_the_mark_measures_the_indent_of_an_empty_paragraph() -> None:
    found = paragraph('<w:p><w:pPr><w:ind w:firstLineChars="200"/><w:rPr><w:sz w:val="28"/></w:rPr></w:pPr></w:p>')
    assert (found.shape.first, found.mark.size, found.pieces) == (560, 14, ())


@pytest.mark.parametrize(
    ("leader", "sign"),
    [("dot", "."), ("hyphen", "-"), ("underscore", "_"), ("heavy", "_"), ("middleDot", "·"), ("none", ""), ("?", "")],
)
def test_the_leader_of_a_tab_stop(leader: str, sign: str) -> None:
    found = shape(f'<w:tabs><w:tab w:val="right" w:leader="{leader}" w:pos="10"/></w:tabs>')
    assert found.tabs == (Tab(10, "right", sign),)


def test_tab_stops_add_up_and_can_be_taken_away() -> None:
    styles = style(
        "S", '<w:pPr><w:tabs><w:tab w:val="left" w:pos="10"/><w:tab w:val="left" w:pos="20"/></w:tabs></w:pPr>'
    )
    own = '<w:tabs><w:tab w:val="clear" w:pos="10"/><w:tab w:val="center" w:pos="30"/></w:tabs>'
    assert shape(f'<w:pStyle w:val="S"/>{own}', styles).tabs == (Tab(20), Tab(30, "center"))


def test_the_style_before_the_imprint_fills_the_page() -> None:
    assert shape('<w:pStyle w:val="版记前空"/>', style("版记前空")).fills
    assert not shape('<w:pStyle w:val="S"/>', style("S")).fills


def test_lines_of_space_without_a_grid_are_twelve_points() -> None:
    body = '<w:p><w:pPr><w:spacing w:beforeLines="100"/></w:pPr></w:p>'
    assert sections(body)[0].blocks[0].shape.before == 240  # type: ignore[union-attr]


@pytest.mark.parametrize("nonsense", ["", "x", "1e9", "--3", "９", "99999999999999", "nan"])
def test_nonsense_is_no_length(nonsense: str) -> None:
    assert shape(f'<w:ind w:left="{nonsense}"/>').left == 0


def test_no_length_is_longer_than_word_allows() -> None:
    found = shape('<w:ind w:left="999999999" w:firstLineChars="99999999"/><w:spacing w:line="999999999"/>')
    assert (found.left, found.line) == (31680, 31680)
    assert found.first == 32000


def test_the_same_properties_give_the_same_shape() -> None:
    first, second = sections(f"<w:p>{run('甲')}</w:p><w:p>{run('乙')}</w:p>{SECTION}")[0].blocks
    assert first.shape is second.shape  # type: ignore[union-attr]
