"""Learned looks as styles: what is written, in which order, and how styles of the same names make way."""

from dataclasses import replace

import pytest

from core.package import Node, W, parse_xml
from core.typesetting.values import Face, ParagraphShape
from core.word.learning.styles import LearnedStyleSheet, NamedStyle, named_style, paragraph_properties, run_properties
from core.word.learning.values import STYLES, LearnedRole

VAL, ID = W + "val", W + "styleId"
FANG = Face("仿宋", "Times New Roman", 16)
LINES = ParagraphShape(line=560, rule="exact", first=640)


def properties(shape: ParagraphShape, face: Face = FANG, **more: object) -> dict[str, dict[str, str]]:
    """What a paragraph style says, by element."""
    xml = paragraph_properties(NamedStyle("样式", face, shape, **more))
    root = parse_xml(f'<w:pPr xmlns:w="{W.strip("{}")}">{xml}</w:pPr>'.encode())
    return {
        child.tag.removeprefix(W): {key.removeprefix(W): value for key, value in child.attrib.items()} for child in root
    }


def ink(face: Face) -> dict[str, str]:
    root = parse_xml(f'<w:rPr xmlns:w="{W.strip("{}")}">{run_properties(face)}</w:rPr>'.encode())
    return {child.tag.removeprefix(W): child.get(VAL, "") for child in root}


def sheet(*styles: str) -> LearnedStyleSheet:
    usual = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    return LearnedStyleSheet(
        parse_xml(f'<w:styles xmlns:w="{W.strip("{}")}">{usual}{"".join(styles)}</w:styles>'.encode())
    )


def style(identifier: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{more}</w:style>'


def names(made: LearnedStyleSheet) -> dict[str, str]:
    return {node.get(ID): node.find(W + "name").get(VAL) for node in made.root.iter(W + "style")}


def node_of(made: LearnedStyleSheet, identifier: str) -> Node:
    return next(node for node in made.root.iter(W + "style") if node.get(ID) == identifier)


TITLE = NamedStyle("Title", FANG, LINES)


# What is written


@pytest.mark.parametrize(
    ("shape", "indent"),
    [
        (ParagraphShape(first=640), {"right": "0", "firstLineChars": "200", "firstLine": "640"}),
        (ParagraphShape(first=645), {"right": "0", "firstLineChars": "200", "firstLine": "645"}),
        (ParagraphShape(first=500), {"right": "0", "firstLineChars": "0", "firstLine": "500"}),
        (ParagraphShape(), {"right": "0", "firstLineChars": "0", "firstLine": "0"}),
        (ParagraphShape(left=1600, first=-960), {"left": "1600", "right": "0", "hanging": "960"}),
        (ParagraphShape(right=640), {"right": "640", "firstLineChars": "0", "firstLine": "0"}),
    ],
)
def test_whole_characters_are_said_in_characters(shape, indent):
    assert properties(shape)["ind"] == indent


def test_spaces_and_pitch_are_always_said():
    spacing = properties(ParagraphShape(before=120, after=60, line=360))["spacing"]
    assert (spacing["before"], spacing["after"], spacing["line"], spacing["lineRule"]) == ("120", "60", "360", "auto")


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        (ParagraphShape(widow_control=False), "widowControl"),
        (ParagraphShape(kinsoku=False, widow_control=True), "kinsoku"),
        (ParagraphShape(hangs=False, widow_control=True), "overflowPunct"),
        (ParagraphShape(snap=False, widow_control=True), "snapToGrid"),
    ],
)
def test_what_is_off_is_said_to_be_off(shape, name):
    assert properties(shape)[name] == {"val": "0"}


def test_what_is_on_anyway_is_left_unsaid():
    said = properties(ParagraphShape(widow_control=True))
    assert set(said) == {"spacing", "ind", "jc"}


def test_headings_say_that_they_keep_nothing():
    assert properties(LINES, outline=1)["keepNext"] == {"val": "0"}


@pytest.mark.parametrize("name", ["署名", "版记前空"])
def test_a_signature_and_the_space_above_an_imprint_keep_with_what_follows(name):
    xml = paragraph_properties(NamedStyle(name, FANG, LINES))
    assert xml.startswith('<w:keepNext w:val="1"/>')


def test_no_space_between_scripts_is_said_where_the_house_has_none():
    assert "autoSpaceDE" in properties(LINES, is_tight=True)
    assert "autoSpaceDE" not in properties(LINES)


def test_elements_stand_in_the_order_of_the_schema():
    said = list(properties(replace(LINES, keep_next=True, contextual=True, kinsoku=False), is_tight=True, outline=1))
    assert said == [
        "keepNext", "keepLines", "widowControl", "kinsoku", "autoSpaceDE", "autoSpaceDN",
        "spacing", "ind", "contextualSpacing", "jc", "outlineLvl",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("face", "name", "value"),
    [
        (replace(FANG, bold=True), "b", "1"),
        (FANG, "b", "0"),
        (FANG, "sz", "32"),
        (replace(FANG, size=10.5), "sz", "21"),
        (replace(FANG, colour="FF0000"), "color", "FF0000"),
        (FANG, "color", "auto"),
        (replace(FANG, spacing=-5), "spacing", "-5"),
        (replace(FANG, scale=90), "w", "90"),
        (replace(FANG, underline=True), "u", "single"),
    ],
)
def test_a_face_is_written(face, name, value):
    assert ink(face)[name] == value


def test_fonts_are_named_for_both_scripts():
    assert 'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"' in run_properties(FANG)


def test_a_font_with_odd_signs_breaks_nothing():
    odd = replace(FANG, family='仿"宋<&>')
    assert "rFonts" in ink(odd)


# Names


@pytest.mark.parametrize(
    ("kind", "outline", "link"),
    [
        ("标题", 0, ""),
        ("正文", 0, ""),
        ("一级标题", 1, "一级标题字符"),
        ("四级标题", 4, "四级标题字符"),
        ("二级段首标题", 0, "heading 2"),
        ("段首句", 0, ""),
        ("附件标题", 0, ""),
    ],
)
def test_headings_have_a_level_and_a_character_style(kind, outline, link):
    made = named_style(LearnedRole(kind, STYLES[kind], FANG, LINES), False)
    assert (made.outline, made.link) == (outline, link)


@pytest.mark.parametrize(
    ("name", "identifier", "is_custom"),
    [
        ("Title", "Title", False),
        ("heading 2", "Heading2", False),
        ("正文段落", "正文段落", True),
        ("署名", "署名", True),
    ],
)
def test_words_own_styles_have_words_own_ids(name, identifier, is_custom):
    made = sheet()
    assert made.put([NamedStyle(name, FANG, LINES)], frozenset()) == {name: identifier}
    assert (node_of(made, identifier).get(W + "customStyle") == "1") is is_custom


def test_a_taken_id_gets_a_number():
    made = sheet(style("Title", "别的样式"))
    assert made.put([TITLE], frozenset()) == {"Title": "Title2"}


def test_a_style_of_the_same_name_makes_way():
    made = sheet(style("a3", "Title"))
    made.put([TITLE], frozenset())
    assert names(made) == {"a": "Normal", "Title": "Title"}


def test_case_does_not_matter():
    made = sheet(style("a3", "Heading 1"))
    made.put([NamedStyle("heading 1", FANG, LINES)], frozenset())
    assert "a3" not in names(made)


def test_an_alias_is_a_name_as_well():
    made = sheet(style("a3", "biaoti", '<w:aliases w:val="X, 正文段落"/>'))
    made.put([NamedStyle("正文段落", FANG, LINES)], frozenset())
    assert "a3" not in names(made)


def test_a_style_that_the_head_uses_is_renamed():
    made = sheet(style("a3", "Title"))
    made.put([TITLE], frozenset({"a3"}))
    assert names(made)["a3"] == "Title（原）"


def test_a_style_that_a_used_one_is_based_on_is_renamed():
    made = sheet(style("a3", "Title"), style("a4", "红头", '<w:basedOn w:val="a3"/>'))
    made.put([TITLE], frozenset({"a4"}))
    assert names(made)["a3"] == "Title（原）"


def test_what_was_based_on_a_style_that_is_gone_stands_on_its_base():
    made = sheet(style("a3", "Title", '<w:basedOn w:val="a"/>'), style("a4", "别的", '<w:basedOn w:val="a3"/>'))
    made.put([TITLE], frozenset())
    assert node_of(made, "a4").find(W + "basedOn").get(VAL) == "a"


def test_references_to_a_style_that_is_gone_go_with_it():
    made = sheet(style("a3", "Title"), style("a4", "别的", '<w:next w:val="a3"/><w:link w:val="a3"/>'))
    made.put([TITLE], frozenset())
    assert node_of(made, "a4").find(W + "next") is None
    assert node_of(made, "a4").find(W + "link") is None


def test_styles_name_each_other_by_their_new_ids():
    made = sheet(style("Heading1", "别的"))
    heading = NamedStyle("heading 1", FANG, LINES, outline=1, next="正文段落", link="一级标题字符")
    lead = NamedStyle("一级标题字符", FANG, LINES, is_character=True, link="heading 1")
    ids = made.put([heading, lead, NamedStyle("正文段落", FANG, LINES)], frozenset())
    assert node_of(made, ids["一级标题字符"]).find(W + "link").get(VAL) == ids["heading 1"] == "Heading12"
    assert node_of(made, ids["heading 1"]).find(W + "next").get(VAL) == ids["正文段落"]


def test_a_character_style_says_nothing_of_paragraphs():
    made = sheet()
    ids = made.put([NamedStyle("段首句字符", FANG, LINES, is_character=True)], frozenset())
    assert node_of(made, ids["段首句字符"]).find(W + "pPr") is None
