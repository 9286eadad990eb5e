"""How characters look: one case for each property of a run, styles of paragraphs and characters, fonts of a theme."""

from typing import Any

import pytest

from core.typesetting.values import Face
from tests.core.sheets_made import NAMES, defaults, face, paragraph, run, style

PLAIN = Face("宋体", "Times New Roman", 10.0)
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
CASES: tuple[tuple[str, str, Any], ...] = (
    ("", "size", 10),
    ('<w:sz w:val="32"/>', "size", 16),
    ('<w:sz w:val="21"/>', "size", 10.5),
    ('<w:sz w:val="0"/>', "size", 10),
    ('<w:sz w:val="99999"/>', "size", 1638),
    ('<w:rFonts w:eastAsia="仿宋"/>', "family", "仿宋"),
    ('<w:rFonts w:ascii="Arial"/>', "latin", "Arial"),
    ('<w:rFonts w:hAnsi="Arial"/>', "latin", "Arial"),
    ('<w:rFonts w:ascii="Arial" w:hAnsi="Georgia"/>', "latin", "Arial"),
    ("<w:b/>", "bold", True),
    ('<w:b w:val="0"/>', "bold", False),
    ("<w:i/>", "italic", True),
    ('<w:u w:val="single"/>', "underline", True),
    ('<w:u w:val="none"/>', "underline", False),
    ('<w:color w:val="ff0000"/>', "colour", "FF0000"),
    ('<w:color w:val="auto"/>', "colour", "000000"),
    ('<w:color w:val="red;x"/>', "colour", "000000"),
    ('<w:spacing w:val="-5"/>', "spacing", -5),
    ('<w:w w:val="80"/>', "scale", 80),
    ('<w:w w:val="66%"/>', "scale", 66),
    ('<w:w w:val="0"/>', "scale", 100),
)


@pytest.mark.parametrize(("look", "name", "expected"), CASES)
def test_a_property_of_a_run(look: str, name: str, expected: object) -> None:
    assert getattr(face(look), name) == expected


def test_without_any_word_about_it_characters_look_as_word_has_them() -> None:
    assert face("") == PLAIN


def test_direct_formatting_wins_over_styles_and_styles_over_defaults() -> None:
    styles = defaults('<w:sz w:val="20"/><w:color w:val="111111"/><w:b/>') + style(
        "S", '<w:rPr><w:sz w:val="24"/><w:color w:val="222222"/></w:rPr>'
    )
    found = face('<w:color w:val="333333"/>', styles, form='<w:pStyle w:val="S"/>')
    assert (found.size, found.colour, found.bold) == (12, "333333", True)


def test_a_character_style_stands_on_the_paragraph_style() -> None:
    styles = style("P", '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr>') + style(
        "C", '<w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr>', "character"
    )
    found = face('<w:rStyle w:val="C"/>', styles, form='<w:pStyle w:val="P"/>')
    assert (found.family, found.size) == ("楷体", 16)


def test_a_character_style_takes_over_what_it_is_based_on() -> None:
    styles = style("A", '<w:rPr><w:sz w:val="40"/></w:rPr>', "character") + style("B", "", "character", based="A")
    assert face('<w:rStyle w:val="B"/>', styles).size == 20


def test_bold_upon_bold_is_not_bold_unless_said_outright() -> None:
    styles = style("P", "<w:rPr><w:b/></w:rPr>") + style("C", "<w:rPr><w:b/></w:rPr>", "character")
    form = '<w:pStyle w:val="P"/>'
    assert not face('<w:rStyle w:val="C"/>', styles, form=form).bold
    assert face('<w:rStyle w:val="C"/><w:b/>', styles, form=form).bold


def test_the_paragraph_mark_takes_its_own_properties() -> None:
    found = paragraph(f'<w:p><w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:pPr>{run("文")}</w:p>')
    assert (found.mark.size, found.pieces[0].face.size) == (22, 10)


def theme(east: str) -> dict[str, str]:
    fonts = f'<a:latin typeface="Calibri"/><a:ea typeface="{east}"/><a:font script="Hans" typeface="等线"/>'
    scheme = f"<a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont>"
    return {"theme/theme1.xml": f'<a:theme xmlns:a="{A}" {NAMES}><a:fontScheme>{scheme}</a:fontScheme></a:theme>'}


THEMED = '<w:rFonts w:eastAsiaTheme="minorEastAsia" w:eastAsia="黑体" w:asciiTheme="majorHAnsi" w:ascii="Arial"/>'


def test_a_font_of_the_theme_comes_before_a_named_one() -> None:
    found = face(THEMED, parts=theme("微软雅黑"))
    assert (found.family, found.latin) == ("微软雅黑", "Calibri")


def test_a_theme_without_an_east_asian_font_has_one_for_simplified_chinese() -> None:
    assert face(THEMED, parts=theme("")).family == "等线"


def test_without_a_theme_the_named_font_stands() -> None:
    found = face(THEMED)
    assert (found.family, found.latin) == ("黑体", "Arial")


def test_a_named_font_given_later_wins_over_the_theme() -> None:
    styles = style("P", f"<w:rPr>{THEMED}</w:rPr>")
    found = face('<w:rFonts w:eastAsia="仿宋"/>', styles, theme("微软雅黑"), '<w:pStyle w:val="P"/>')
    assert (found.family, found.latin) == ("仿宋", "Calibri")


@pytest.mark.parametrize(
    ("fonts", "wide"),
    [
        ('<w:rFonts w:eastAsia="仿宋" w:ascii="Arial"/>', False),
        ('<w:rFonts w:eastAsia="仿宋" w:ascii="Arial" w:hint="eastAsia"/>', True),
        ('<w:rFonts w:eastAsia="仿宋" w:ascii="Arial" w:hint="default"/>', False),
        ('<w:rFonts w:eastAsia="仿宋" w:ascii="仿宋"/>', True),
    ],
)
def test_quotes_are_wide_where_the_run_says_so_or_both_fonts_are_one(fonts: str, wide: bool) -> None:
    assert paragraph(f"<w:p>{run('“文”', fonts)}</w:p>").pieces[0].wide == wide


@pytest.mark.parametrize(("colour", "is_open"), [("yellow", True), ("green", False), ("none", False)])
def test_yellow_marks_an_open_fact(colour: str, is_open: bool) -> None:
    marked = run("文", f'<w:highlight w:val="{colour}"/>')
    assert paragraph(f"<w:p>{marked}</w:p>").pieces[0].is_open == is_open


def test_hidden_text_is_not_shown() -> None:
    assert paragraph(f"<w:p>{run('看不见', '<w:vanish/>')}</w:p>").pieces == ()


def test_an_unknown_character_style_says_nothing() -> None:
    assert face('<w:rStyle w:val="X"/>') == PLAIN
