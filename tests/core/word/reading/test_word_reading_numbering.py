"""Automatic numbers of Word files: formats, counters, overrides, numbers from styles."""

import pytest

from core.numbering import find_ordinal, write_number
from tests.builders_docx import level, lists, numbered, p, paragraphs, r, texts

GONGWEN = lists(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."))


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedCircle", 36, "㊱"),
        ("decimalEnclosedCircle", 99, "99"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 26, "z"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 33, "三十三"),
        ("chineseCounting", 105, "一○五"),
        ("taiwaneseCounting", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("taiwaneseCountingThousand", 110, "一百一十"),
        ("japaneseCounting", 111, "百十一"),
        ("japaneseCounting", 205, "二百五"),
        ("ideographDigital", 20, "二○"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographLegalTraditional", 23, "貳拾參"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 3, "丙寅"),
        ("ideographEnclosedCircle", 4, "㊃"),
        ("numberInDash", 5, "- 5 -"),
        ("none", 5, ""),
        ("hebrew1", 5, "5"),
        ("chineseCounting", 0, "○"),
        ("chineseCountingThousand", 123456, "123456"),
    ],
)
def test_numbers_are_written_as_word_shows_them(form: str, number: int, text: str) -> None:
    assert write_number(number, form) == text


@pytest.mark.parametrize("form", ["chineseCounting", "chineseCountingThousand", "decimal", "decimalFullWidth"])
@pytest.mark.parametrize("number", [1, 9, 10, 11, 20, 33, 99])
def test_written_numbers_are_read_as_ordinals(form: str, number: int) -> None:
    found = find_ordinal(f"（{write_number(number, form)}）加强学习")
    assert found is not None
    assert found.number == number


def test_levels_count_as_in_a_report() -> None:
    blocks = [
        numbered("概况"),
        numbered("学习", level=1),
        numbered("培训", level=1),
        numbered("问题"),
        numbered("作风", level=1),
    ]
    assert texts(*blocks, numbering=GONGWEN) == ["一、概况", "（一）学习", "（二）培训", "二、问题", "（一）作风"]


def test_a_number_stands_before_all_runs_and_counts_in_the_lead() -> None:
    properties = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    found = paragraphs(p(r("加强学习。", "<w:b/>") + r("开展培训。"), properties), numbering=GONGWEN)[0]
    assert found.text == "（一）加强学习。开展培训。"
    assert found.look is not None
    assert found.look.lead == 8


def test_a_level_never_restarted_runs_on() -> None:
    running = lists(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
    blocks = [numbered("甲"), numbered("子", level=1), numbered("乙"), numbered("丑", level=1)]
    assert texts(*blocks, numbering=running) == ["一、甲", "1.子", "二、乙", "2.丑"]


def test_a_level_restarts_after_the_level_it_names() -> None:
    part = lists(
        level(0, "decimal", "%1、"),
        level(1, "decimal", "（%2）"),
        level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>'),
    )
    depths = [0, 1, 2, 1, 2, 0, 2]
    found = texts(*(numbered("", level=depth) for depth in depths), numbering=part)
    assert found == ["1、", "（1）", "1.", "（2）", "2.", "2、", "1."]


def test_level_text_names_higher_levels() -> None:
    part = lists(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2"))
    assert texts(numbered("甲"), numbered("乙", level=1), numbering=part) == ["一、甲", "一.1乙"]


def test_legal_numbering_is_decimal() -> None:
    part = lists(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2 ", "<w:isLgl/>"))
    assert texts(numbered("甲"), numbered("乙"), numbered("丙", level=1), numbering=part)[2] == "2.1 丙"


def test_a_level_without_its_parent_shows_the_parent_s_start() -> None:
    part = lists(level(0, "decimal", "%1、", start=3), level(1, "decimal", "%1.%2"))
    assert texts(numbered("乙", level=1), numbering=part) == ["3.1乙"]


def test_a_list_starts_where_it_says() -> None:
    assert texts(numbered("甲"), numbered("乙"), numbering=lists(level(0, "decimal", "%1.", start=5))) == [
        "5.甲",
        "6.乙",
    ]


def test_numbers_of_one_list_share_their_counters() -> None:
    assert texts(numbered("甲", 1), numbered("乙", 2), numbering=GONGWEN) == ["一、甲", "二、乙"]


def test_a_start_override_begins_anew_once() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    part = lists(level(0, "decimal", "%1."), overrides={2: anew})
    blocks = [numbered("甲"), numbered("乙"), numbered("丙", 2), numbered("丁", 2), numbered("戊")]
    assert texts(*blocks, numbering=part) == ["1.甲", "2.乙", "1.丙", "2.丁", "3.戊"]


def test_a_level_override_changes_the_way_of_writing() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    part = lists(level(0, "decimal", "%1."), overrides={2: other})
    assert texts(numbered("甲", 2), numbering=part) == ["A)甲"]


@pytest.mark.parametrize("number", [0, 99])
def test_a_removed_or_unknown_number_is_none(number: int) -> None:
    assert texts(numbered("甲", number), numbering=GONGWEN) == ["甲"]


@pytest.mark.parametrize(
    ("sign", "font", "depth", "shown"),
    [
        pytest.param("\uf06c", "Wingdings", 0, "●", id="font of symbols"),
        pytest.param("\uf0b7", "Symbol", 1, "•", id="the usual one at any level"),
        pytest.param("\uf0d8", "Wingdings", 0, "•", id="not in the fonts of documents"),
        pytest.param("\uf0fc", "Wingdings", 1, "◦", id="the same at the second level"),
        pytest.param("\uf8f0", "某字体", 2, "▪", id="unknown font"),
        pytest.param("o", "Courier New", 1, "◦", id="the letter o"),
        pytest.param("◆", "", 0, "◆", id="ordinary sign"),
        pytest.param("－", "", 0, "－", id="dash"),
        pytest.param("·", "", 0, "·", id="point in the middle"),
        pytest.param("—", "", 0, "—", id="half of a dash"),
        pytest.param("", "", 0, "", id="nothing"),
    ],
)
def test_a_bullet_is_text_as_it_looks(sign: str, font: str, depth: int, shown: str) -> None:
    look = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    bullet = level(depth, "bullet", sign).replace("</w:lvl>", f"{look}</w:lvl>")
    assert texts(numbered("甲", 1, depth), numbering=lists(bullet)) == [f"{shown}甲"]


def test_a_bullet_without_text_is_none() -> None:
    assert texts(p("甲"), numbered(""), p("乙"), numbering=lists(level(0, "bullet", "●"))) == ["甲", "", "乙"]


def test_a_custom_format_falls_back() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert texts(numbered("综合"), numbering=lists(custom)) == ["01综合"]


def style(identifier: str, properties: str, base: str = "", kind: str = "paragraph") -> str:
    """A style."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{identifier}"/>{based}<w:pPr>{properties}</w:pPr></w:style>'


NUMBERED_STYLE = style("h", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')


def test_a_style_gives_the_number() -> None:
    assert texts(p("甲", '<w:pStyle w:val="h"/>'), styles=NUMBERED_STYLE, numbering=GONGWEN) == ["（一）甲"]


def test_a_style_inherits_the_number() -> None:
    inherited = NUMBERED_STYLE + style("k", "", base="h")
    assert texts(p("甲", '<w:pStyle w:val="k"/>'), styles=inherited, numbering=GONGWEN) == ["（一）甲"]


def test_a_paragraph_drops_its_style_s_number() -> None:
    plain = p("甲", '<w:pStyle w:val="h"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(plain, styles=NUMBERED_STYLE, numbering=GONGWEN) == ["甲"]


def test_a_paragraph_changes_its_style_s_level() -> None:
    deeper = p("甲", '<w:pStyle w:val="h"/><w:numPr><w:ilvl w:val="2"/></w:numPr>')
    assert texts(deeper, styles=NUMBERED_STYLE, numbering=GONGWEN) == ["1.甲"]


def test_a_level_linked_to_a_style_is_that_style_s_level() -> None:
    linked = lists(level(0, "decimal", "%1."), level(1, "decimal", "（%2）", '<w:pStyle w:val="h"/>'))
    assert texts(
        p("甲", '<w:pStyle w:val="h"/>'), styles=style("h", '<w:numPr><w:numId w:val="1"/></w:numPr>'), numbering=linked
    ) == ["（1）甲"]


def test_a_numbering_style_lends_its_list() -> None:
    part = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="n"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = style("n", '<w:numPr><w:numId w:val="2"/></w:numPr>', kind="numbering")
    assert texts(numbered("甲"), styles=styles, numbering=part) == ["一、甲"]


def test_a_numbering_style_that_names_itself_does_no_harm() -> None:
    part = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="n"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = style("n", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    assert texts(numbered("甲"), styles=styles, numbering=part) == ["甲"]


def test_deleted_paragraphs_do_not_count() -> None:
    mark = '<w:del w:id="1" w:author="甲"/>'
    gone = p(
        f"{mark[:-2]}><w:r><w:delText>旧</w:delText></w:r></w:del>",
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr>{mark}</w:rPr>',
    )
    assert texts(numbered("甲"), gone, numbered("乙"), numbering=GONGWEN) == ["一、甲", "二、乙"]


def test_a_level_that_was_passed_over_counts_as_begun() -> None:
    blocks = [numbered("子", level=1), numbered("甲"), numbered("丑", level=1), numbered("乙")]
    assert texts(*blocks, numbering=GONGWEN) == ["（一）子", "二、甲", "（一）丑", "三、乙"]
