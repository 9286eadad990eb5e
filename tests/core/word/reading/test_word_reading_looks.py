"""What of a Word file only looks otherwise in the draft: letter case, effects, frames, borders, vertical text, the page."""

import pytest

from core.result import Notice
from core.word.reading.document import read_word
from tests.builders_docx import AUTHOR, docx, p, r, table

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
VERTICAL = '<w:textDirection w:val="tbRl"/>'


def told(*blocks: str, **parts: str) -> dict[str, Notice]:
    """The notices about a file, by code."""
    return {notice.code: notice for notice in read_word(docx(*blocks, **parts)).notices}


def style(name: str, kind: str, properties: str, based: str = "") -> str:
    """A style with run or paragraph properties."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{base}{properties}</w:style>'


RUNS = [
    pytest.param("<w:caps/>", "gdp", "word_capitals_left_out", id="capitals"),
    pytest.param("<w:smallCaps/>", "gdp", "word_capitals_left_out", id="small capitals"),
    pytest.param("<w:outline/>", "词", "word_effects_left_out", id="outline"),
    pytest.param("<w:shadow/>", "词", "word_effects_left_out", id="shadow"),
    pytest.param("<w:emboss/>", "词", "word_effects_left_out", id="embossed"),
    pytest.param('<w:effect w:val="shimmer"/>', "词", "word_effects_left_out", id="animated"),
    pytest.param('<w:bdr w:val="single"/>', "词", "word_effects_left_out", id="boxed"),
    pytest.param('<w:position w:val="6"/>', "3", "word_effects_left_out", id="raised by points"),
    pytest.param('<w:eastAsianLayout w:combine="1"/>', "词", "word_effects_left_out", id="two lines in one"),
    pytest.param(f'<w14:glow {W14} w14:rad="63500"/>', "词", "word_effects_left_out", id="glow"),
    pytest.param(
        f"<w14:textOutline {W14}><w14:solidFill/></w14:textOutline>", "词", "word_effects_left_out", id="line"
    ),
]


@pytest.mark.parametrize(("properties", "text", "code"), RUNS)
def test_the_look_of_a_run_is_told_with_its_place_and_words(properties: str, text: str, code: str) -> None:
    notice = told(p("甲"), p(r("前") + r(text, properties)))[code]
    assert (notice.kind, notice.count, notice.places, notice.parameters["words"]) == (
        "emphasis",
        1,
        (2,),
        f"：“{text}”",
    )


PARAGRAPHS = [
    pytest.param('<w:framePr w:w="2000" w:hSpace="180"/>', "word_frames_left_out", id="frame"),
    pytest.param('<w:framePr w:dropCap="drop" w:lines="2"/>', "word_frames_left_out", id="dropped capital"),
    pytest.param('<w:pBdr><w:bottom w:val="single"/></w:pBdr>', "word_borders_left_out", id="border"),
    pytest.param(VERTICAL, "word_vertical_flattened", id="vertical"),
]


@pytest.mark.parametrize(("properties", "code"), PARAGRAPHS)
def test_the_look_of_a_paragraph_is_told_with_its_place(properties: str, code: str) -> None:
    notice = told(p("甲"), p("乙", properties))[code]
    assert (notice.count, notice.places) == (1, (2,))


@pytest.mark.parametrize(
    "properties",
    [
        '<w:caps w:val="0"/>',
        '<w:bdr w:val="none"/>',
        '<w:position w:val="0"/>',
        f"<w14:textOutline {W14}><w14:noFill/></w14:textOutline>",
        f"<w14:textFill {W14}><w14:solidFill/></w14:textFill>",
        f"<w:rPrChange {AUTHOR}><w:rPr><w:outline/></w:rPr></w:rPrChange>",
    ],
)
def test_what_shows_nothing_is_not_told(properties: str) -> None:
    assert told(p(r("abc词", properties))) == {}


def test_capitals_without_latin_letters_are_not_told() -> None:
    assert told(p(r("全部汉字", "<w:caps/>"))) == {}


def test_hidden_text_has_no_look() -> None:
    assert set(told(p(r("词", "<w:vanish/><w:outline/>")), p("甲"))) == {"word_hidden_left_out"}


def test_neighbouring_runs_count_once() -> None:
    notice = told(p(r("防", "<w:outline/>") + r("汛", "<w:outline/>") + r("与") + r("抗旱", "<w:outline/>")))
    assert notice["word_effects_left_out"].count == 2
    assert notice["word_effects_left_out"].parameters["words"] == "：“防汛”、“抗旱”"


def test_a_look_by_an_inherited_style_is_told() -> None:
    styles = style("Base", "character", "<w:rPr><w:smallCaps/></w:rPr>") + style("Name", "character", "", "Base")
    assert told(p(r("gdp", '<w:rStyle w:val="Name"/>')), styles=styles)["word_capitals_left_out"].count == 1


def test_a_look_of_a_style_that_is_switched_off_is_not_told() -> None:
    styles = style("Name", "character", "<w:rPr><w:smallCaps/></w:rPr>")
    assert told(p(r("gdp", '<w:rStyle w:val="Name"/><w:smallCaps w:val="0"/>')), styles=styles) == {}


def test_a_vertical_cell_and_a_vertical_section_are_told() -> None:
    cell = table((p("竖"),)).replace("<w:tcPr/>", f"<w:tcPr>{VERTICAL}</w:tcPr>")
    assert told(cell, p("乙"), p("丙", f"<w:sectPr>{VERTICAL}</w:sectPr>"))["word_vertical_flattened"].count == 2


def test_a_box_with_vertical_text_is_told() -> None:
    inside = f"<w:txbxContent>{p('竖')}</w:txbxContent>"
    shape = f'<v:shape><v:textbox style="layout-flow:vertical-ideographic">{inside}</v:textbox></v:shape>'
    assert told(p(r("甲") + f"<w:r><w:pict>{shape}</w:pict></w:r>"))["word_vertical_flattened"].places == (1,)


@pytest.mark.parametrize(
    "inside", ['<w:pgBorders><w:top w:val="single"/></w:pgBorders>', '<w:lnNumType w:countBy="5"/>']
)
def test_the_look_of_pages_is_told(inside: str) -> None:
    assert told(p("甲", f"<w:sectPr>{inside}</w:sectPr>"))["word_page_look_left_out"].places == (1,)


def test_the_diagonal_of_a_cell_is_told_where_one_is() -> None:
    line = '<w:tcPr><w:tcBorders><w:{}/><w:tl2br w:val="{}"/></w:tcBorders></w:tcPr>'
    cells = "".join(f"<w:tc>{line.format('top', value)}{p('甲')}</w:tc>" for value in ("single", "nil"))
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert told(p("乙" * 9), table)["word_diagonals_left_out"].count == 1
