"""Word files: the text as the clerk sees it, in order, with every left-out or accepted thing told."""

import io
import itertools
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.model.raw import Origin
from core.word.reading.document import find_places, read_word
from tests.builders_docx import (
    AUTHOR,
    REMOVED_MARK,
    STRICT,
    docx,
    field,
    notices,
    numbered,
    p,
    paragraphs,
    r,
    table,
    texts,
)

HIDDEN = "<w:vanish/>"


def box(text: str) -> str:
    """A text box as Word writes it: the drawing, and the same once more for old programs."""
    inside = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


CONTENTS = [
    pytest.param(r("甲") + r("乙"), "甲乙", id="runs"),
    pytest.param(r("甲") + "<w:r><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙", id="tab"),
    pytest.param(r("甲") + "<w:r><w:br/></w:r>" + r("乙"), "甲\n乙", id="line break"),
    pytest.param(r("甲") + '<w:r><w:br w:type="page"/></w:r>' + r("乙"), "甲乙", id="page break"),
    pytest.param(r("1") + "<w:r><w:noBreakHyphen/></w:r>" + r("7月"), "1-7月", id="hyphen"),
    pytest.param('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>' + r("是"), "☑是", id="picture font"),
    pytest.param('<w:r><w:sym w:font="宋体" w:char="2605"/></w:r>', "★", id="symbol"),
    pytest.param(f'<w:hyperlink w:anchor="a">{r("链接")}</w:hyperlink>', "链接", id="hyperlink"),
    pytest.param(field("PAGE \\* MERGEFORMAT", r("3")), "3", id="field"),
    pytest.param(field("IF " + field("A", r("内")), r("外")), "外", id="field in a field's code"),
    pytest.param(field("REF", r("前") + field("B", r("中"))), "前中", id="field in a field's result"),
    pytest.param(f'<w:fldSimple w:instr="DATE">{r("5月")}</w:fldSimple>', "5月", id="simple field"),
    pytest.param('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("甲"), "甲", id="end of an earlier field"),
    pytest.param(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>", "控件", id="content control"),
    pytest.param(f'<w:smartTag w:element="date">{r("今年")}</w:smartTag>', "今年", id="smart tag"),
    pytest.param(f"<w:ins {AUTHOR}>{r('新')}</w:ins>", "新", id="inserted"),
    pytest.param(f"{r('留')}<w:del {AUTHOR}><w:r><w:delText>旧</w:delText></w:r></w:del>", "留", id="deleted"),
    pytest.param(f"{r('留')}<w:moveFrom {AUTHOR}>{r('移')}</w:moveFrom>", "留", id="moved away"),
    pytest.param(f"<w:moveTo {AUTHOR}>{r('移')}</w:moveTo>", "移", id="moved here"),
    pytest.param(r("见") + r("隐", HIDDEN), "见", id="hidden"),
    pytest.param(r("见", '<w:vanish w:val="0"/>'), "见", id="not hidden after all"),
    pytest.param(r("甲") + '<w:r><w:commentReference w:id="0"/></w:r>', "甲", id="comment mark"),
    pytest.param('<w:proofErr w:type="gramStart"/>' + r("甲"), "甲", id="proofing mark"),
    pytest.param(
        f"<w:r><w:ruby><w:rt>{r('jì')}</w:rt><w:rubyBase>{r('纪')}</w:rubyBase></w:ruby></w:r>", "纪", id="ruby"
    ),
]


@pytest.mark.parametrize(("content", "text"), CONTENTS)
def test_a_paragraph_holds_what_is_seen(content: str, text: str) -> None:
    assert texts(p(content)) == [text]


def test_tab_stops_are_no_text() -> None:
    assert texts(p(r("甲"), '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>')) == ["甲"]


def test_white_space_between_tags_is_no_text() -> None:
    assert texts("\n  <w:p>\n <w:r>\n <w:t>甲 乙</w:t>\n </w:r>\n</w:p>\n") == ["甲 乙"]


def test_a_field_without_end_swallows_nothing_that_follows() -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(p(r("甲") + broken), p("乙")) == ["甲", "乙"]


def test_a_field_over_several_paragraphs_shows_its_result() -> None:
    head, tail = field("TOC", r("一、概况") + "|").split("|")
    assert texts(p(head), p("二、问题"), p(tail)) == ["一、概况", "二、问题", ""]


def test_many_line_breaks_in_one_paragraph_part_it() -> None:
    found = paragraphs(p("<w:r><w:br/></w:r>".join(r(text) for text in "甲乙丙丁")), p("戊"))
    assert [(paragraph.text, paragraph.line) for paragraph in found] == [
        *(("甲", 1), ("乙", 1), ("丙", 1), ("丁", 1), ("戊", 2)),
    ]


def test_tables_stand_in_order() -> None:
    found = paragraphs(p("前" * 9), table((p("甲"), p("乙")), (p("丙"), p() + p("丁"))), p("后"))
    assert [paragraph.text for paragraph in found] == ["前" * 9, "甲", "乙", "丙", "", "丁", "后"]
    assert [paragraph.origin for paragraph in found[:2]] == [Origin.BODY, Origin.TABLE]


def test_lines_count_blank_paragraphs() -> None:
    assert [paragraph.line for paragraph in paragraphs(p("甲"), p(), p("乙"))] == [1, 2, 3]


def test_a_control_around_paragraphs_is_opened() -> None:
    assert texts(f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}{p('乙')}</w:sdtContent></w:sdt>", p("丙")) == list("甲乙丙")


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    found = paragraphs(p(r("正文") + box("框")), p("后文"))
    assert [(paragraph.text, paragraph.origin) for paragraph in found] == [
        ("正文", Origin.BODY),
        ("框", Origin.TEXT_BOX),
        ("后文", Origin.BODY),
    ]


def test_a_box_in_a_box_is_read_once() -> None:
    inner = box("内")
    outer = box("占位").replace(p("占位"), p(r("外") + inner))
    assert texts(p(r("正文") + outer)) == ["正文", "外", "内"]


def test_a_box_in_hidden_text_is_hidden() -> None:
    assert texts(p(r("正文") + box("框").replace("<w:r><mc", f"<w:r><w:rPr>{HIDDEN}</w:rPr><mc", 1))) == ["正文"]


def test_word_art_is_text() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="柳溪区委文件"/></v:shape></w:pict></w:r>'
    assert texts(p(art), p("正文")) == ["", "柳溪区委文件", "正文"]


def note(identifier: int, text: str, kind: str = "footnote", more: str = "") -> str:
    """A footnote or endnote."""
    return f'<w:{kind} w:id="{identifier}" {more}>{p(text)}</w:{kind}>'


def test_notes_follow_the_body_in_the_order_they_are_referred_to() -> None:
    body = p(
        r("甲") + '<w:r><w:footnoteReference w:id="3"/></w:r>' + r("乙") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    notes = note(0, "线", more='w:type="separator"') + note(2, "注二") + note(3, "注三") + note(4, "没有引用")
    found = paragraphs(body, footnotes=notes)
    assert [paragraph.text for paragraph in found] == ["甲乙", "注三", "注二"]
    assert found[1].origin is Origin.FOOTNOTE


def test_the_note_of_a_deleted_reference_is_gone() -> None:
    body = p(r("甲") + f'<w:del {AUTHOR}><w:r><w:footnoteReference w:id="2"/></w:r></w:del>')
    assert texts(body, footnotes=note(2, "注")) == ["甲"]


def test_endnotes_follow() -> None:
    assert texts(p('<w:r><w:endnoteReference w:id="1"/></w:r>'), endnotes=note(1, "尾", "endnote")) == ["", "尾"]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="9"><w:name w:val="标题一"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="k"><w:name w:val="楷"/><w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="圈"/><w:basedOn w:val="y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="环"/><w:basedOn w:val="x"/></w:style>'
)


def test_text_hidden_by_its_style_is_left_out() -> None:
    assert texts(p("见", '<w:pStyle w:val="1"/>'), p("隐", '<w:pStyle w:val="h"/>'), styles=STYLES) == ["见"]


def test_text_hidden_by_a_character_style_is_left_out() -> None:
    assert texts(p(r("见") + r("隐", '<w:rStyle w:val="c"/>')), styles=STYLES) == ["见"]


def test_look_comes_from_the_style() -> None:
    look = paragraphs(p("一、概况", '<w:pStyle w:val="9"/>'), styles=STYLES)[0].look
    assert look is not None
    assert (look.style, look.outline_level, look.alignment, look.size, look.bold) == ("标题一", 1, "both", 16.0, True)


def test_direct_formatting_wins() -> None:
    body = p(
        r("标题", '<w:b w:val="0"/><w:sz w:val="44"/>'),
        '<w:pStyle w:val="1"/><w:jc w:val="center"/><w:outlineLvl w:val="9"/>',
    )
    look = paragraphs(body, styles=STYLES)[0].look
    assert look is not None
    assert (look.outline_level, look.alignment, look.size, look.bold) == (0, "center", 22.0, False)


def test_formatting_before_a_revision_does_not_count() -> None:
    body = p(r("甲", "<w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"))
    assert [(paragraph.text, paragraph.look and paragraph.look.bold) for paragraph in paragraphs(body)] == [
        ("甲", True)
    ]


@pytest.mark.parametrize("style", ["x", "unknown"])
def test_broken_styles_do_no_harm(style: str) -> None:
    assert texts(p("甲", f'<w:pStyle w:val="{style}"/>'), styles=STYLES) == ["甲"]


@pytest.mark.parametrize(
    ("content", "lead"),
    [
        pytest.param(r("加强学习。", "<w:b/>") + r("开展培训。"), 5, id="bold"),
        pytest.param(r("加强学习。", '<w:rStyle w:val="k"/>') + r("开展培训。"), 5, id="character style"),
        pytest.param(r("加强", "<w:b/>") + r(" ") + r("学习。", "<w:b/>") + r("开展"), 6, id="blank between"),
        pytest.param(r("加强学习。") + r("开展培训。"), 0, id="alike"),
        pytest.param(r("加强") + r("学习", "<w:b/>") + r("。"), 0, id="only the middle"),
        pytest.param(r("2022", '<w:rFonts w:ascii="Arial"/>') + r("年"), 0, id="Latin font only"),
    ],
)
def test_lead_counts_what_looks_different(content: str, lead: int) -> None:
    look = paragraphs(p(content), styles=STYLES)[0].look
    assert look is not None
    assert look.lead == lead


def test_a_deleted_mark_joins_with_the_next_paragraph() -> None:
    found = paragraphs(p("甲", REMOVED_MARK), p("乙", '<w:jc w:val="right"/>'), p("丙"))
    assert [paragraph.text for paragraph in found] == ["甲乙", "丙"]
    assert found[0].look is not None
    assert found[0].look.alignment == "right"


def test_a_deleted_paragraph_is_gone() -> None:
    gone = p(f"<w:del {AUTHOR}><w:r><w:delText>旧</w:delText></w:r></w:del>", REMOVED_MARK)
    assert [(paragraph.text, paragraph.line) for paragraph in paragraphs(p("甲"), gone, p("乙"))] == [
        ("甲", 1),
        ("乙", 2),
    ]


def test_a_deleted_mark_before_a_table_joins_nothing() -> None:
    assert texts(p("甲", REMOVED_MARK), table((p("格", REMOVED_MARK),)), p("乙")) == ["甲", "格", "乙"]


def test_deleted_rows_and_cells_are_gone() -> None:
    rows = table((p("甲"), p("乙")), (p("丙"),)).replace("<w:tr>", f"<w:tr><w:trPr><w:del {AUTHOR}/></w:trPr>", 1)
    cells = table((p("丁"), p("戊"))).replace("<w:tcPr/>", f"<w:tcPr><w:cellDel {AUTHOR}/></w:tcPr>", 1)
    assert texts(rows, cells) == ["丙", "戊"]


def test_a_hidden_mark_lets_the_next_paragraph_run_in() -> None:
    found = paragraphs(p("（一）标题。", '<w:pStyle w:val="1"/><w:rPr><w:vanish/></w:rPr>'), p("正文。"), styles=STYLES)
    assert [(paragraph.text, paragraph.look and paragraph.look.style) for paragraph in found] == [
        ("（一）标题。正文。", "heading 1")
    ]


@pytest.mark.parametrize(
    ("content", "code", "count"),
    [
        (f"<w:ins {AUTHOR}>{r('新')}</w:ins><w:del {AUTHOR}>{r('旧')}</w:del>", "word_revisions_accepted", "2"),
        (r("隐", HIDDEN), "word_hidden_left_out", "1"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "word_comments_left_out", "1"),
        (field("PAGE", r("1")) + field("DATE", r("2")), "word_fields_kept", "2"),
        (f"<w:hyperlink>{r('甲')}</w:hyperlink>", "word_links_kept", "1"),
        (box("框"), "word_text_boxes_kept", "1"),
    ],
)
def test_each_thing_is_told_once_with_its_count(content: str, code: str, count: str) -> None:
    assert notices(p("正文"), p(content)) == {code: count}


def test_a_plain_file_needs_no_notice() -> None:
    assert notices(p("正文")) == {}


def test_a_file_of_pictures_is_told() -> None:
    assert notices(p()) == {"word_without_text": "1"}


def test_strict_files_open() -> None:
    assert [paragraph.text for paragraph in read_word(docx(p("甲"), namespace=STRICT)).value.paragraphs] == ["甲"]


@pytest.mark.parametrize("target", ["../NULL", "NULL", "media/missing.png"])
def test_a_dangling_relationship_does_no_harm(target: str) -> None:
    link = f'<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="{target}"/>'
    assert [paragraph.text for paragraph in read_word(docx(p("甲"), relations=link)).value.paragraphs] == ["甲"]


def test_a_dangling_relationship_to_styles_does_no_harm() -> None:
    link = '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="../NULL"/>'
    assert [paragraph.text for paragraph in read_word(docx(p("甲"), relations=link)).value.paragraphs] == ["甲"]


def test_utf_16_parts_open() -> None:
    data = docx(p("甲"))
    assert read_word(_recoded(data, "utf-16")).value.paragraphs[0].text == "甲"


def _recoded(data: bytes, encoding: str) -> bytes:
    with ZipFile(io.BytesIO(data)) as old, ZipFile(target := io.BytesIO(), "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.decode().replace("UTF-8", "UTF-16").encode(encoding)
            new.writestr(name, part)
    return target.getvalue()


def test_a_document_without_body_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        read_word(docx().replace(b"word/document.xml", b"word/nothing.xml_"))
    assert caught.value.code == "word_no_document"


WORDS = st.text(st.sampled_from("全区工作12。，（）XX* "), min_size=1, max_size=12)
RUNS = st.lists(
    st.tuples(WORDS, st.sampled_from(["", "<w:b/>", "<w:vanish/>"]), st.sampled_from(["", "ins", "del", "hyperlink"]))
)
BLOCKS = st.lists(st.tuples(st.sampled_from(["p", "table", "box", "removed", "control"]), RUNS), max_size=8)


def _visible(runs: list[tuple[str, str, str]]) -> str:
    return "".join(text for text, look, around in runs if look != "<w:vanish/>" and around != "del")


def _written(kind: str, runs: list[tuple[str, str, str]]) -> str:
    inside = "".join(
        f"<w:{around} {AUTHOR}>{r(text, look)}</w:{around}>" if around else r(text, look) for text, look, around in runs
    )
    if kind == "table":
        return table((p(inside), p()))
    if kind == "box":
        return p(box("占位").replace(p("占位"), p(inside)))
    if kind == "control":
        return f"<w:sdt><w:sdtContent>{p(inside)}</w:sdtContent></w:sdt>"
    return p(inside, REMOVED_MARK if kind == "removed" else "")


@given(BLOCKS)
def test_nothing_of_the_text_is_lost(blocks: list[tuple[str, list[tuple[str, str, str]]]]) -> None:
    found = texts(*(_written(kind, runs) for kind, runs in blocks))
    expected = "".join(_visible(runs) for _, runs in blocks)
    kinds = [kind for kind, _ in blocks]
    reordered = any(first == "removed" and second == "box" for first, second in itertools.pairwise(kinds))
    assert sorted("".join(found)) == sorted(expected)
    assert reordered or "".join(found) == expected


@given(st.lists(st.sampled_from([numbered("甲"), p("乙"), p(), table((p("丙"),))]), max_size=8))
def test_lines_run_on_without_gap(blocks: list[str]) -> None:
    assert [paragraph.line for paragraph in paragraphs(*blocks)] == list(range(1, len(blocks) + 1))


def test_what_old_programs_see_instead_of_a_drawing_is_not_counted_twice() -> None:
    twice = box("框").replace(p("框"), p(f"<w:ins {AUTHOR}>{field('PAGE', r('框'))}</w:ins>"))
    assert notices(p(twice)) == {"word_revisions_accepted": "1", "word_fields_kept": "1", "word_text_boxes_kept": "1"}


def test_what_is_deleted_is_not_told_as_kept() -> None:
    gone = f"<w:del {AUTHOR}><w:hyperlink>{r('旧', HIDDEN)}</w:hyperlink></w:del>"
    assert notices(p(r("留") + gone)) == {"word_revisions_accepted": "1"}


def test_every_line_knows_its_paragraph_in_the_file():
    boxed = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('盒')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    data = docx(p("头"), p(r("甲") + boxed), table((p("格"),)), p("尾"))
    assert find_places(data) == {1: 0, 2: 1, 3: 2, 4: 3, 5: 4}


def test_a_paragraph_that_goes_on_in_the_next_is_where_it_begins():
    data = docx(p("前半", REMOVED_MARK), p("后半"), p("下一段"))
    assert find_places(data) == {1: 0, 2: 2}
