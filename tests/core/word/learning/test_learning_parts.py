"""A finished file taken apart: text exchanged in torn runs, traces taken out, lists, sections, parts of the new file."""

import io
from zipfile import ZipFile

import pytest

from core.errors import BadInput, BadTemplate
from core.package import Node, W, parse_xml, serialise
from core.word.learning.layout import section_of
from core.word.learning.letterhead import block_of
from core.word.learning.lists import ListIndents
from core.word.learning.package_file import LearnedPackage, TextLines, read_margins, relations
from core.word.learning.source import make_plain, open_source, prefixed, replace_spans, text_of
from core.word.learning.values import KnownParagraph
from tests.builders_docx import AUTHOR, docx, p, r, table
from tests.finished.report import FOOTER, OFFICE, PLAIN_STYLES, SPACES, House, changed, finished, usual_looks
from tests.word_files import LAYOUT, layout_file

PLAIN = House(usual_looks(), footer=FOOTER)


def tree(inside: str, name: str = "body") -> Node:
    return parse_xml(f"<w:{name} {SPACES}>{inside}</w:{name}>".encode())


def torn(*runs: str) -> Node:
    return tree("".join(r(run) for run in runs), "p")


# Text in torn runs


@pytest.mark.parametrize(
    ("runs", "spans", "expected"),
    [
        (("云档发〔2022〕15号",), [(0, 12, "{{ 发文字号 }}")], ["{{ 发文字号 }}"]),
        (("云档发", "〔2022〕", "15号"), [(0, 12, "#")], ["#", "", ""]),
        (("签发人：", "林立"), [(4, 6, "#")], ["签发人：", "#"]),
        (("签发人：林", "立"), [(4, 6, "#")], ["签发人：#", ""]),
        (("前甲乙后",), [(1, 2, "#"), (2, 3, "+")], ["前#+后"]),
        (("前", "甲", "后"), [(1, 1, "<"), (1, 2, "#"), (2, 2, ">")], ["前", "<#", ">后"]),
        (("前", "甲"), [(1, 1, "<"), (1, 2, "#"), (2, 2, ">")], ["前", "<#>"]),
        (("全文",), [], ["全文"]),
        (("", "甲"), [(0, 1, "#")], ["", "#"]),
    ],
)
def test_spans_are_exchanged_in_the_run_they_begin_in(runs, spans, expected):
    paragraph = torn(*runs)
    replace_spans(paragraph, spans)
    assert [text.text or "" for text in paragraph.iter(W + "t")] == expected


def test_a_tab_counts_as_a_character_and_stays():
    paragraph = tree(r("局办公室") + "<w:r><w:tab/></w:r>" + r("2022年7月9日印发"), "p")
    replace_spans(paragraph, [(0, 4, "{{ 印发机关 }}"), (5, 14, "{{ 印发日期 }}")])
    assert text_of(paragraph) == "{{ 印发机关 }}\t{{ 印发日期 }}印发"


def test_text_of_a_box_is_not_the_paragraphs_own():
    inside = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('盒中')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert text_of(tree(r("段") + inside, "p")) == "段"


# Traces


@pytest.mark.parametrize(
    ("inside", "gone"),
    [
        (p(f"<w:ins {AUTHOR}>{r('新')}</w:ins>"), "w:ins"),
        (p(f"<w:del {AUTHOR}><w:r><w:delText>旧</w:delText></w:r></w:del>"), "旧"),
        (p(f"<w:moveFrom {AUTHOR}>{r('搬走')}</w:moveFrom>"), "搬走"),
        (p("字", f"<w:rPr><w:ins {AUTHOR}/></w:rPr>"), "甲"),
        (p(r("字", f"<w:b/><w:rPrChange {AUTHOR}><w:rPr/></w:rPrChange>")), "rPrChange"),
        (p('<w:commentRangeStart w:id="1"/>' + r("字") + '<w:r><w:commentReference w:id="1"/></w:r>'), "comment"),
        (p('<w:bookmarkStart w:id="1" w:name="_GW_k_1"/>' + r("字") + '<w:bookmarkEnd w:id="1"/>'), "_GW_"),
        (p(f'<w:hyperlink r:id="r9">{r("链接")}</w:hyperlink>'), "hyperlink"),
        (f'<w:sdt><w:sdtPr><w:alias w:val="作者"/></w:sdtPr><w:sdtContent>{p("字")}</w:sdtContent></w:sdt>', "sdt"),
        (p('<w:r><w:footnoteReference w:id="2"/></w:r>'), "footnoteReference"),
        (p('<w:r><w:object><o:OLEObject r:id="r7"/></w:object></w:r>'), "OLEObject"),
        ('<w:p w:rsidR="00A1" w14:paraId="0A"><w:r w:rsidRPr="00B2"><w:t>字</w:t></w:r></w:p>', "00A1"),
        ('<w:tbl><w:tr><w:trPr><w:del w:id="1" w:author="甲"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>', "w:tr"),
        ('<w:p><w:r><w:drawing><wp:docPr id="1" name="图" descr="D:/林立/章.png"/></w:drawing></w:r></w:p>', "林立"),
    ],
)
def test_traces_are_taken_out(inside, gone):
    root = tree(inside)
    make_plain(root)
    assert gone not in serialise(root).partition(">")[2]


@pytest.mark.parametrize("wrapper", ["w:ins", "w:moveTo", "w:smartTag", "w:hyperlink", "w:customXml"])
def test_text_in_a_wrapper_stays(wrapper):
    root = tree(p(f"<{wrapper}>{r('留下')}</{wrapper}>"))
    make_plain(root)
    assert text_of(next(root.iter(W + "p"))) == "留下"


def test_another_prefix_becomes_the_usual_one():
    root = parse_xml(f'<x:document xmlns:x="{W.strip("{}")}"><x:body><x:p/></x:body></x:document>'.encode())
    assert serialise(prefixed(root)).startswith("<w:document")


def test_a_file_without_body_is_refused():
    with pytest.raises(BadInput) as refused:
        open_source(changed(docx(p("字")), {"w:body": "w:other"}))
    assert refused.value.code == "word_no_document"


def test_a_file_without_styles_has_the_plainest():
    source = open_source(docx(p("字")))
    assert source.plain_styles().find(W + "style").get(W + "styleId") == "Normal"


def test_paragraphs_are_counted_as_the_file_has_them():
    source = open_source(docx(p("甲"), table((p("乙"),)), p("丙")))
    assert [text_of(node) for node in source.paragraphs] == ["甲", "乙", "丙"]


def test_a_paragraph_of_a_table_stands_in_its_block():
    source = open_source(docx(p("甲"), table((p("乙"),))))
    assert block_of(source.body, source.paragraphs[1]).tag == W + "tbl"


# Lists

LISTED = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:pPr><w:ind w:firstLine="640"/></w:pPr></w:lvl>'
    '<w:lvl w:ilvl="1"><w:pPr><w:ind w:left="480"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
)
NUMBER = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
OWN = '<w:ind w:firstLine="1"/>'


def indent_of(properties: str, style: str = "") -> dict[str, str]:
    styles = tree(f'<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr>{style}</w:pPr></w:style>', "styles")
    found = ListIndents(styles, tree(LISTED, "numbering")).properties(tree(f"<w:pPr>{properties}</w:pPr>", "p"))
    indent = found.find(W + "ind")
    return {} if indent is None else {name.removeprefix(W): value for name, value in indent.attrib.items()}


@pytest.mark.parametrize(
    ("own", "style", "expected"),
    [
        (NUMBER.format(0, 1), "", {"firstLine": "640"}),
        (NUMBER.format(1, 1), "", {"left": "480"}),
        (NUMBER.format(0, 1) + OWN, "", {"firstLine": "1"}),
        (NUMBER.format(0, 2), "", {}),
        (NUMBER.format(0, 9), "", {}),
        ("", NUMBER.format(0, 1), {"firstLine": "640"}),
        ("", NUMBER.format(0, 1) + OWN, {}),
        ('<w:jc w:val="left"/>', "", {}),
    ],
)
def test_the_indent_of_a_list_counts_where_none_is_nearer(own, style, expected):
    assert indent_of(own, style) == expected


def test_a_property_is_looked_for_along_the_styles():
    styles = tree(
        '<w:style w:styleId="a"><w:pPr><w:autoSpaceDE w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>',
        "styles",
    )
    lists = ListIndents(styles, None)
    assert lists.said(tree('<w:pPr><w:pStyle w:val="b"/></w:pPr>', "p"), "autoSpaceDE") == "0"
    assert lists.said(tree("", "p"), "autoSpaceDE") == ""


def test_styles_that_stand_on_each_other_end():
    styles = tree(
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>',
        "styles",
    )
    assert ListIndents(styles, None).said(tree('<w:pPr><w:pStyle w:val="a"/></w:pPr>', "p"), "jc") == ""


# Sections


def section(margin: int, more: str = "") -> str:
    return f'<w:sectPr>{more}<w:pgMar w:left="{margin}"/></w:sectPr>'


def broken(margin: int, more: str = "") -> str:
    return f"<w:p><w:pPr>{section(margin, more)}</w:pPr></w:p>"


def chosen(inside: str, *places: int) -> Node:
    body = tree(inside)
    paragraphs = tuple(body.iter(W + "p"))
    return section_of(body, paragraphs, [KnownParagraph(place, "正文") for place in places])


@pytest.mark.parametrize(
    ("inside", "places", "left"),
    [
        (p("正文") + section(1), (0,), "1"),
        (p("正文正文") + broken(1) + p("附") + section(2), (0, 2), "1"),
        (p("封") + broken(1) + p("正文正文") + section(2), (0, 2), "2"),
        (p("正文") + broken(3), (0,), "3"),
        (p("正文"), (0,), "1588"),
    ],
)
def test_the_section_with_most_text_counts(inside, places, left):
    assert chosen(inside, *places).find(W + "pgMar").get(W + "left") == left


def test_headers_are_inherited_from_sections_before():
    first = '<w:headerReference w:type="default" r:id="r1"/><w:footerReference w:type="even" r:id="r2"/>'
    own = '<w:headerReference w:type="default" r:id="r3"/>'
    found = chosen(p("封") + broken(1, first) + p("正文正文") + section(2, own), 2)
    assert [node.get(f"{{{OFFICE}}}id") for node in found if node.tag.endswith("Reference")] == ["r2", "r3"]


# The lines of a built-in layout


def skeleton() -> TextLines:
    source = open_source(LAYOUT.read_bytes())
    return TextLines(source.root, source.styles)


def ids() -> dict[str, str]:
    return {name: f"s{number}" for number, name in enumerate(skeleton().styles(True))}


def test_the_lines_begin_with_the_title_and_end_with_the_loop():
    lines = [text_of(line) for line in skeleton().lines(ids(), (), False)]
    assert lines[:2] == ["{% if 标题 %}", "{{ 标题 }}"]
    assert lines[-2:] == ["{% endif %}", "{% endfor %}"]


def test_blank_lines_of_the_built_in_layout_are_left_out_with_their_condition():
    lines = [text_of(line) for line in skeleton().lines(ids(), (), False)]
    assert "" not in lines
    assert "{% if 标题 or 各副标题 %}" not in lines


def test_the_blank_lines_of_the_file_stand_above_the_text():
    lines = skeleton().lines(ids(), (tree("", "p"), tree("", "p")), False)
    loop = next(number for number, line in enumerate(lines) if text_of(line) == "{% for 段 in 各段 %}")
    assert [text_of(line) for line in lines[loop - 2 : loop]] == ["", ""]


def test_a_number_in_the_head_is_left_out_of_the_text():
    with_number, without = (len(skeleton().lines(ids(), (), numbered)) for numbered in (False, True))
    assert with_number - without == 2


def test_every_line_has_a_style_of_the_new_file():
    uses = [use.get(W + "val") for line in skeleton().lines(ids(), (), False) for use in line.iter(W + "pStyle")]
    assert set(uses) <= set(ids().values())


def test_what_was_drawn_at_the_title_is_drawn_there_again():
    made = skeleton()
    lines = made.lines(ids(), (), False)
    drawn = tree("<w:pict><v:line/></w:pict><w:t>标题的字</w:t>", "r")
    assert made.attach_drawings(lines, [drawn]) == 1
    assert text_of(lines[1]) == "{{ 标题 }}"


def test_the_filler_is_there_only_with_an_imprint():
    assert "版记前空" not in skeleton().styles(False)
    assert len(skeleton().filler(ids())) == 1


def test_a_layout_without_the_loop_is_no_basis():
    source = open_source(layout_file(p("{{ 标题 }}")))
    with pytest.raises(BadTemplate):
        TextLines(source.root, source.styles)


# Parts of the new file


def written(data: bytes) -> ZipFile:
    source = open_source(data)
    make_plain(source.root)
    margins = read_margins(source)
    return ZipFile(io.BytesIO(LearnedPackage(source).write(source.plain_styles(), margins)))


def test_only_what_is_shown_comes_along():
    names = written(
        finished(House(PLAIN.looks, footer=FOOTER, more={"word/comments.xml": "<x/>", "customXml/item1.xml": "<x/>"}))
    ).namelist()
    assert "word/footer1.xml" in names
    assert not any("comments" in name or "customXml" in name for name in names)


def test_settings_keep_what_belongs_to_the_look():
    settings = f'<w:settings {SPACES}><w:evenAndOddHeaders/><w:documentProtection w:edit="forms"/><w:rsids><w:rsid w:val="00A1"/></w:rsids></w:settings>'
    kept = (
        written(finished(House(PLAIN.looks, more={"word/settings.xml": settings}))).read("word/settings.xml").decode()
    )
    assert "evenAndOddHeaders" in kept
    assert "documentProtection" not in kept
    assert "00A1" not in kept


def test_a_footer_nobody_refers_to_stays_behind():
    data = changed(finished(PLAIN), {'<w:footerReference w:type="default" r:id="rfooter"/>': ""})
    assert "word/footer1.xml" not in written(data).namelist()


def test_relationships_that_lead_nowhere_are_none():
    links = f'<Relationship Id="rx" Type="{OFFICE}/image" Target="../NULL"/>'
    source = open_source(finished(House(PLAIN.looks, relations=links)))
    assert "rx" not in relations(source, source.main)


@pytest.mark.parametrize("ending", ["svg", "bin", "exe"])
def test_pictures_of_odd_kinds_stay_behind(ending):
    drawn = '<w:p><w:r><w:pict><v:shape style="width:9pt"><v:imagedata r:id="ri"/></v:shape></w:pict></w:r></w:p>'
    links = f'<Relationship Id="ri" Type="{OFFICE}/image" Target="media/a.{ending}"/>'
    house = House(PLAIN.looks, head=drawn, relations=links, more={f"word/media/a.{ending}": "x"})
    assert not any("media" in name for name in written(finished(house)).namelist())


def test_the_main_part_has_its_usual_name():
    data = finished(PLAIN)
    moved = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(moved, "w") as target:
        for name in source.namelist():
            text = source.read(name).replace(b"word/document.xml", b"word/document2.xml")
            target.writestr(name.replace("document.xml", "document2.xml"), text)
    assert "word/document.xml" in written(moved.getvalue()).namelist()


def test_plain_styles_are_those_of_the_file():
    assert "Calibri" in PLAIN_STYLES
    assert "Calibri" in written(finished(PLAIN)).read("word/styles.xml").decode()
