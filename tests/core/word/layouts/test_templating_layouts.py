"""Layouts: Word files with tags, as Word, WPS and clerks leave them."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadTemplate
from core.word.layouts.file import Fields, FileProperties, Items
from core.word.layouts.finishing import FACT_END, FACT_START
from core.word.layouts.templating import load_layout
from tests.layouts.built_in import SOURCES, layout
from tests.layouts.markup import HEAD, NAMES
from tests.layouts.package import content_types
from tests.word_files import LAYOUT, W, compiled, indent, layout_file, p, paragraphs, part, style, texts

VALUES = {
    "标题": "年度总结",
    "署名": "",
    "各段": Items(
        [Fields({"类别": "正文", "文字": "甲段", "编号": "3"}), Fields({"类别": "附注", "文字": "乙段", "编号": "5"})]
    ),
}
LOOP = (p("{% for 段 in 各段 %}"), p("{{ 段.文字 }}"), p("{% endfor %}"))
ROW = "<w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr>"
TABLE = "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>"


def run(inner: str, look: str = "") -> str:
    return f"<w:r>{look}{inner}</w:r>"


def raw(*inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="BodyParagraph"/></w:pPr>{"".join(inner)}</w:p>'


SHOWN = (
    ("one tag", (p("{{ 标题 }}"),), ["年度总结"]),
    ("text around", (p("《{{ 标题 }}》完"),), ["《年度总结》完"]),
    ("split over runs", (p("前{", "{ 标", "题 }", "}后"),), ["前年度总结后"]),
    ("two tags over the same runs", (p("{{ 标题", " }}和{{ 标", "题 }}"),), ["年度总结和年度总结"]),
    ("full width", (p("｛｛　标题　｝｝"),), ["年度总结"]),
    ("loop", LOOP, ["甲段", "乙段"]),
    ("loop with docxtpl's p", (p("{%p for 段 in 各段 %}"), p("{{r 段.文字 }}"), p("{%p endfor %}")), ["甲段", "乙段"]),
    ("loop in one paragraph", (p("{% for 段 in 各段 %}{{ 段.文字 }}；{% endfor %}"),), ["甲段；乙段；"]),
    ("loop over runs", (p("{% for 段 in 各段 %}", "{{ 段.文字 }}", "{% endfor %}"),), ["甲段乙段"]),
    (
        "two controls in one paragraph",
        (*LOOP[:2], p("{% endfor %}{% if 署名 %}"), p("无"), p("{% endif %}")),
        ["甲段", "乙段"],
    ),
    ("condition", (p("{% if 署名 %}"), p("有"), p("{% else %}"), p("无"), p("{% endif %}")), ["无"]),
    ("plain paragraph", (p("没有标记"),), ["没有标记"]),
    ("comment", (p("{# 给自己看的 #}"), p("正文")), ["正文"]),
    ("comparison unescaped", (p("{% if 各段|length &lt; 3 and 1 &gt; 0 %}"), p("少"), p("{% endif %}")), ["少"]),
    (
        "proofing marks between runs",
        (raw(run("<w:t>{{ 标</w:t>"), '<w:proofErr w:type="spellStart"/>', run("<w:t>题 }}</w:t>")),),
        ["年度总结"],
    ),
    (
        "bookmark in a tag",
        (raw(run("<w:t>{{ 标</w:t>"), '<w:bookmarkStart w:id="7" w:name="_GoBack"/>', run("<w:t>题 }}</w:t>")),),
        ["年度总结"],
    ),
    (
        "break and tab in the run",
        (raw(run("<w:t>一</w:t><w:br/><w:t>{{ 标题 }}</w:t><w:tab/><w:t>二</w:t>")),),
        ["一\n年度总结\t二"],
    ),
    (
        "table rows with docxtpl's tr",
        (
            TABLE.format(
                ROW.format(p("{%tr for 段 in 各段 %}"))
                + ROW.format(p("{{ 段.文字 }}"))
                + ROW.format(p("{%tr endfor %}"))
            ),
        ),
        ["甲段", "乙段"],
    ),
    ("loop inside a cell", (TABLE.format(ROW.format("".join((*LOOP, p("完"))))),), ["甲段", "乙段", "完"]),
)

BROKEN = (
    ("template_unclosed", (p("标题：{{ 标题"),), "标题：{{ 标题"),
    ("template_unclosed", (p("{{ 标"), p("题 }}")), "{{ 标"),
    ("template_unbalanced", (p("{% for 段 in 各段 %}"), p("{{ 段.文字 }}")), "{% for 段 in 各段 %}"),
    ("template_unbalanced", (p("多了{% endif %}"),), "多了{% endif %}"),
    ("template_misplaced", (p("甲{% if 标题 %}"), p("乙"), p("{% endif %}")), "{% endif %}"),
    ("template_misplaced", (p("{% if 标题 %}"), p("乙{% endif %}")), "乙{% endif %}"),
    ("template_misplaced", (p("{% if 标题 %}"), TABLE.format(ROW.format(p("{% endif %}") + p("")))), "{% endif %}"),
    ("template_misplaced", (p("甲{% if 标题 %}"), p("乙{% endif %}")), "乙{% endif %}"),
    ("template_misplaced", (p("{%tr if 标题 %}"), p("{%tr endif %}")), "{%tr if 标题 %}"),
    ("template_syntax", (p("请填{{ 标题 标题 }}"),), "请填{{ 标题 标题 }}"),
    ("template_forbidden", (p("{{ 标题.format(1) }}"),), "{{ 标题.format(1) }}"),
    ("template_forbidden", (p("{% macro 甲() %}"), p("{% endmacro %}")), "{% macro 甲() %}"),
    ("template_missing_style", (p("甲", style="Ghost"),), "甲"),
)


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in SHOWN], ids=[row[0] for row in SHOWN])
def test_a_layout_is_filled_in(body: tuple[str, ...], expected: list[str]) -> None:
    assert texts(compiled(*body).render(VALUES)) == expected


@pytest.mark.parametrize(("code", "body", "paragraph"), BROKEN)
def test_a_broken_layout_is_refused_before_use_with_its_paragraph(
    code: str, body: tuple[str, ...], paragraph: str
) -> None:
    with pytest.raises(BadTemplate) as caught:
        compiled(*body)
    assert (caught.value.code, caught.value.parameters["paragraph"]) == (code, paragraph)


@pytest.mark.parametrize("tag", ["{{ 标提 }}", "{% if 1 > 2 %}{{ 标提 }}{% endif %}"])
def test_an_unknown_name_is_refused_even_where_it_is_not_reached(tag: str) -> None:
    layout = compiled(p("这里" + tag))
    with pytest.raises(BadTemplate) as caught:
        layout.check({"标题", "署名"})
    assert caught.value.parameters["near"] == "标题"
    assert caught.value.parameters["paragraph"] == "这里" + tag


def test_an_unknown_field_is_refused() -> None:
    layout = compiled(LOOP[0], p("{{ 段.文子 }}"), LOOP[2])
    with pytest.raises(BadTemplate) as caught:
        layout.check({"各段"}, {"文字", "类别"})
    assert (caught.value.parameters["name"], caught.value.parameters["near"]) == ("文子", "文字")


def test_what_a_loop_knows_of_itself_is_no_unknown_field() -> None:
    layout = compiled(LOOP[0], p("{{ loop.index }}.{{ 段.文字 }}"), LOOP[2])
    layout.check({"各段"}, {"文字"})
    assert texts(layout.render(VALUES)) == ["1.甲段", "2.乙段"]


def test_values_are_escaped() -> None:
    assert texts(compiled(p("{{ 标题 }}"), p("后")).render({"标题": 'A&B <c> </w:t> "d"'})) == [
        'A&B <c> </w:t> "d"',
        "后",
    ]


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r")))
def test_any_value_gives_a_file_that_parses(value: str) -> None:
    (shown, last) = paragraphs(compiled(p("{{ 标题 }}"), p("后")).render({"标题": value}))
    allowed = [c for c in value if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff")]
    assert shown.text == "".join(allowed)
    assert last.text == "后"


def test_a_lone_surrogate_does_not_break_the_file() -> None:
    assert texts(compiled(p("{{ 标题 }}")).render({"标题": "甲\ud800乙"})) == ["甲?乙"]


def test_every_paragraph_with_text_has_a_bookmark_named_after_its_element() -> None:
    layout = compiled(p("{{ 标题 }}"), *LOOP, p("{{ 署名 }}"), p(""), p("固定文字"))
    data = layout.render({**VALUES, "编号": Fields({"标题": "1"})}, FileProperties("ab-c1"))
    marks = [paragraph.bookmark for paragraph in paragraphs(data)]
    assert marks == ["_GW_abc1_1", "_GW_abc1_3", "_GW_abc1_5", "", "", "_GW_abc1_6"]


def test_a_number_is_given_once_however_often_the_element_appears() -> None:
    data = compiled(*LOOP, *LOOP).render(VALUES, FileProperties("k"))
    assert [paragraph.bookmark for paragraph in paragraphs(data)] == ["_GW_k_3", "_GW_k_5", "_GW_k_6", "_GW_k_7"]


def test_bookmarks_open_and_close_in_pairs_with_ids_of_their_own() -> None:
    root = part(compiled(*LOOP, p("末")).render(VALUES, FileProperties("k" * 99)))
    begun = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")]
    assert (len(begun), len(set(begun))) == (3, 3)
    assert begun == [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkEnd")]
    assert max(len(mark.get(f"{W}name", "")) for mark in root.iter(f"{W}bookmarkStart")) <= 40


def test_a_marked_piece_is_yellow_and_keeps_the_look_of_its_run() -> None:
    look = '<w:rPr><w:rStyle w:val="Heading2Char"/><w:u w:val="single"/></w:rPr>'
    layout = compiled(raw(run("<w:t>（一）{{ 标题 }}。</w:t>", look)))
    (shown,) = paragraphs(layout.render({"标题": f"选派{FACT_START}**{FACT_END}名"}))
    assert [(piece.text, piece.is_yellow) for piece in shown.runs] == [
        ("（一）选派", False),
        ("**", True),
        ("名。", False),
    ]
    assert {piece.style for piece in shown.runs} == {"二级标题字符"}


def test_the_highlight_stands_where_the_schema_wants_it() -> None:
    look = '<w:rPr><w:sz w:val="30"/><w:u w:val="single"/></w:rPr>'
    root = part(compiled(raw(run("<w:t>{{ 标题 }}</w:t>", look))).render({"标题": f"{FACT_START}甲{FACT_END}"}))
    properties = next(root.iter(f"{W}rPr"))
    assert [child.tag.removeprefix(W) for child in properties] == ["rFonts", "sz", "highlight", "u"]


def test_runs_that_held_only_a_part_of_a_tag_are_gone() -> None:
    (shown,) = paragraphs(compiled(p("前{", "{ 标", "题", " }", "}后")).render(VALUES))
    assert [piece.text for piece in shown.runs] == ["前年度总结", "后"]


def test_quotes_are_drawn_in_the_east_asian_font() -> None:
    root = part(compiled(p("{{ 标题 }}"), p("固定“引号”"), p("plain")).render(VALUES))
    hints = [fonts.get(f"{W}hint") for fonts in root.iter(f"{W}rFonts")]
    assert hints == ["eastAsia", "eastAsia"]


def test_an_indent_that_depends_on_the_text_goes_into_the_style() -> None:
    layout = compiled(p("{{ 标题 }}", style="Signature"))
    data = layout.render(VALUES, FileProperties(settings={("署名", "left"): 4410}))
    assert (indent(data, "署名"), indent(data, "成文日期")) == (4410, 18 * 315)


def test_title_and_creator_are_the_drafts_and_nobody_elses() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>某人</dc:creator></cp:coreProperties>'
    )
    data = load_layout(layout_file(p("甲"), docProps__core_xml=core)).render(
        {}, FileProperties("", "甲&乙\n总结", "档案馆")
    )
    assert [element.text for element in part(data, "docProps/core.xml")] == ["甲&乙 总结", "档案馆"]


def test_the_company_of_whoever_made_the_layout_is_left_out() -> None:
    app = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>某公司</Company></Properties>'
    data = load_layout(layout_file(p("甲"), docProps__app_xml=app)).render({})
    assert [element.text for element in part(data, "docProps/app.xml")] == ["Nigao"]


@pytest.mark.parametrize(("is_there", "sections"), [("是", 2), ("", 1)])
def test_a_section_may_end_with_a_tag(is_there: str, sections: int) -> None:
    tag = p("{% if 标题 %}").replace("</w:pPr>", "<w:sectPr/></w:pPr>")
    data = compiled(p("甲"), tag, p("{% endif %}"), p("乙"), "<w:sectPr/>").render({"标题": is_there})
    assert (texts(data), len(list(part(data).iter(f"{W}sectPr")))) == (["甲", "乙"], sections)


def test_tags_in_a_footer_are_filled_in() -> None:
    footer = f"{HEAD}<w:ftr {NAMES}>{p('{{ 标题 }}')}</w:ftr>"
    data = load_layout(layout_file(p("甲"), word__footer1_xml=footer)).render(VALUES)
    assert "".join(part(data, "word/footer1.xml").itertext()) == "年度总结"


def test_a_template_file_becomes_a_document() -> None:
    kinds = content_types().replace("document.main+xml", "template.main+xml")
    data = load_layout(layout_file(p("甲"), **{"[Content_Types].xml": kinds})).render({})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"document.main+xml" in package.read("[Content_Types].xml")


def test_a_compiled_layout_renders_again_and_again() -> None:
    layout = compiled(*LOOP)
    first = layout.render(VALUES)
    assert texts(layout.render({"各段": Items()})) == []
    assert layout.render(VALUES) == first


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"no zip at all",
        LAYOUT.read_bytes()[:2000],
        layout_file(word__document_xml="<broken"),
        layout_file(word__document_xml='<!DOCTYPE x [<!ENTITY e "eee">]><x>&e;</x>'),
        layout_file(word__document_xml="<document/>"),
    ],
    ids=["empty", "head only", "text", "cut", "broken xml", "entity", "no word"],
)
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadTemplate) as caught:
        load_layout(data)
    assert caught.value.code == "template_not_word"


def test_the_committed_layout_has_the_styles_of_the_standard() -> None:
    data = LAYOUT.read_bytes()
    levels = [style(data, f"heading {n}").find(f"{W}pPr/{W}outlineLvl") for n in (1, 2, 3, 4)]
    aliases = [style(data, f"heading {n}").find(f"{W}aliases") for n in (1, 2, 3, 4)]
    assert [level.get(f"{W}val") for level in levels if level is not None] == ["0", "1", "2", "3"]
    assert [alias.get(f"{W}val") for alias in aliases if alias is not None] == [
        "一级标题",
        "二级标题",
        "三级标题",
        "四级标题",
    ]


@pytest.mark.parametrize("name", SOURCES)
def test_a_committed_layout_is_what_its_script_builds(name: str) -> None:
    committed = LAYOUT.with_name(f"{name}.docx").read_bytes()
    assert committed == layout(name), "changed in Word on purpose? then strike this test"


@pytest.mark.parametrize("name", SOURCES)
def test_the_built_in_layouts_carry_no_formatting_outside_their_styles(name: str) -> None:
    root = part(layout(name))
    direct = [child.tag for look in root.iter(f"{W}rPr") for child in look if child.tag != f"{W}rStyle"]
    forms = {child.tag for look in root.iter(f"{W}pPr") for child in look} - {f"{W}sectPr"}
    assert (direct, forms) == ([], {f"{W}pStyle"})


SETTING = "doNotExpandShiftReturn"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("", [SETTING]),
        ("<w:compat><w:ulTrailSpace/><w:compatSetting/></w:compat>", ["ulTrailSpace", SETTING, "compatSetting"]),
        (f'<w:compat><w:{SETTING} w:val="0"/></w:compat>', [SETTING]),
    ],
)
def test_a_line_that_a_break_ends_is_not_spread_in_word(settings: str, found: list[str]) -> None:
    xml = f"{HEAD}<w:settings {NAMES}><w:evenAndOddHeaders/>{settings}<w:listSeparator/></w:settings>"
    made = load_layout(layout_file(p("{{ 标题 }}"), word__settings_xml=xml)).render(VALUES)
    root = part(made, "word/settings.xml")
    assert [node.tag.removeprefix(W) for node in root] == ["evenAndOddHeaders", "compat", "listSeparator"]
    assert [node.tag.removeprefix(W) for node in root[1]] == found
