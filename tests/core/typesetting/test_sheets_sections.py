"""Sections: paper, margins, grid, headers and footers, and how each section begins."""

from typing import Any

import pytest

from core.errors import BadInput
from core.typesetting.values import PageSection
from tests.core.sheets_made import SECTION, part, run, sections, style, text

FOOT = {
    "footer1.xml": part("ftr", f"<w:p>{run('单页')}</w:p>"),
    "footer2.xml": part("ftr", f"<w:p>{run('双页')}</w:p><w:tbl/>"),
    "header1.xml": part("hdr", f"<w:sdt><w:sdtContent><w:p>{run('眉')}</w:p></w:sdtContent></w:sdt>"),
}
ODD = '<w:footerReference w:type="default" r:id="f1"/>'
EVEN = '<w:footerReference w:type="even" r:id="f2"/>'


def section(content: str) -> PageSection:
    return sections(f"<w:p/><w:sectPr>{content}</w:sectPr>")[0]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>', "width", 16838),
        ("", "width", 11906),
        ("", "height", 16838),
        ('<w:pgSz w:w="1" w:h="-9"/>', "height", 1440),
        ('<w:pgMar w:top="2098" w:left="1588"/>', "top", 2098),
        ('<w:pgMar w:top="-2098"/>', "top", 2098),
        ('<w:pgMar w:left="1588" w:gutter="100"/>', "left", 1688),
        ('<w:pgMar w:right="1474"/>', "right", 1474),
        ('<w:pgMar w:left="30000" w:right="30000"/>', "text_width", 1440),
        ('<w:pgMar w:header="100" w:footer="200"/>', "footer", 200),
        ("", "header", 851),
        ('<w:docGrid w:type="lines" w:linePitch="312"/>', "pitch", 312),
        ('<w:docGrid w:type="linesAndChars" w:linePitch="579"/>', "pitch", 579),
        ('<w:docGrid w:linePitch="312"/>', "pitch", 0),
        ('<w:docGrid w:type="lines" w:linePitch="-3"/>', "pitch", 0),
    ],
)
def test_the_paper_of_a_section(content: str, name: str, expected: float) -> None:
    assert getattr(section(content).sheet, name) == expected


@pytest.mark.parametrize(
    ("grid", "form", "look", "spacing"),
    [
        ('w:type="linesAndChars" w:charSpace="-1024"', "", "", -5),
        ('w:type="snapToChars" w:charSpace="2048"', "", "", 10),
        ('w:type="lines" w:charSpace="-1024"', "", "", 0),
        ('w:type="linesAndChars" w:charSpace="-1024"', "", '<w:spacing w:val="2"/>', -3),
        ('w:type="linesAndChars" w:charSpace="-1024"', "", '<w:snapToGrid w:val="0"/>', 0),
        ('w:type="linesAndChars" w:charSpace="-1024"', '<w:pStyle w:val="S"/>', "", 0),
        ('w:type="linesAndChars" w:charSpace="x"', "", "", 0),
    ],
)
def test_a_grid_of_characters_spaces_them(grid: str, form: str, look: str, spacing: float) -> None:
    styles = style("S", '<w:pPr><w:snapToGrid w:val="0"/></w:pPr>')
    body = f"<w:p><w:pPr>{form}</w:pPr>{run('文', look)}</w:p><w:sectPr><w:docGrid {grid}/></w:sectPr>"
    assert sections(body, styles)[0].blocks[0].pieces[0].face.spacing == spacing  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ("", "starts", "next_page"),
        ('<w:type w:val="continuous"/>', "starts", "continuous"),
        ('<w:type w:val="oddPage"/>', "starts", "odd_page"),
        ('<w:type w:val="evenPage"/>', "starts", "even_page"),
        ('<w:type w:val="nextColumn"/>', "starts", "next_page"),
        ("", "first_number", None),
        ('<w:pgNumType w:start="3"/>', "first_number", 3),
        ('<w:pgNumType w:start="0"/>', "first_number", 0),
        ('<w:pgNumType w:start="-3"/>', "first_number", None),
        ("<w:titlePg/>", "has_first", True),
        ('<w:titlePg w:val="0"/>', "has_first", False),
        ("", "has_even", False),
    ],
)
def test_a_property_of_a_section(content: str, name: str, expected: Any) -> None:
    assert getattr(section(content), name) == expected


def test_a_paragraph_can_end_a_section() -> None:
    ending = f"<w:p><w:pPr>{SECTION}</w:pPr>{run('甲')}</w:p>"
    first, second = sections(f'<w:p/>{ending}<w:tbl/><w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr>')
    assert (len(first.blocks), len(second.blocks)) == (2, 1)
    assert (first.sheet.width, second.sheet.width) == (11906, 9000)


def test_without_a_section_the_paper_is_a4() -> None:
    (only,) = sections(f"<w:p>{run('甲')}</w:p>")
    assert (only.sheet.width, only.sheet.height, len(only.blocks)) == (11906, 16838, 1)


def test_an_empty_body_is_one_empty_section() -> None:
    assert [found.blocks for found in sections("")] == [()]


def test_headers_and_footers_by_kind() -> None:
    references = f'{ODD}{EVEN}<w:headerReference w:type="first" r:id="h1"/>'
    (found,) = sections(f"<w:p/><w:sectPr>{references}</w:sectPr>", parts=FOOT)
    assert {kind: text(blocks[0]) for kind, blocks in found.footers.items()} == {"default": "单页", "even": "双页"}  # type: ignore[arg-type]
    assert text(found.headers["first"][0]) == "眉"  # type: ignore[arg-type]


def test_a_section_takes_over_the_footers_of_the_one_before() -> None:
    first = f"<w:p><w:pPr><w:sectPr>{ODD}</w:sectPr></w:pPr></w:p>"
    found = sections(f"{first}<w:p/><w:sectPr>{EVEN}</w:sectPr>", parts=FOOT)
    assert [sorted(section.footers) for section in found] == [["default"], ["default", "even"]]
    assert found[0].footers["default"] is found[1].footers["default"]


def test_a_footer_that_is_missing_is_empty() -> None:
    (found,) = sections(f'<w:p/><w:sectPr>{ODD}<w:footerReference w:type="even" r:id="no"/></w:sectPr>')
    assert dict(found.footers) == {"default": (), "even": ()}


def test_the_settings_say_whether_even_pages_have_their_own() -> None:
    (found,) = sections("<w:p/>", parts={"settings.xml": part("settings", "<w:evenAndOddHeaders/>")})
    assert found.has_even


def test_paragraphs_in_content_controls_stand_in_their_place() -> None:
    held = f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('乙')}</w:p></w:sdtContent></w:sdt>"
    (found,) = sections(f"<w:p>{run('甲')}</w:p>{held}<w:bookmarkStart/><w:p>{run('丙')}</w:p>")
    assert [text(block) for block in found.blocks] == ["甲", "乙", "丙"]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["styles.xml", "settings.xml", "theme/theme1.xml"])
def test_a_broken_part_is_bad_input(name: str) -> None:
    with pytest.raises(BadInput):
        sections("<w:p/>", parts={name: "<w:broken"})
