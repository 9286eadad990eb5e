"""Whatever an import leaves out of a Word file is told: kind, count, place; every character is text or told."""

import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.package import MC, M, W, parse_xml
from core.result import Notice
from core.word.reading import blocks as word_blocks
from core.word.reading.account import KINDS
from core.word.reading.document import read_word
from core.workflows.messages import sentence, sentences
from tests.builders_docx import AUTHOR, RELATION, docx, field, level, lists, numbered, p, r, table, texts

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
DGM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
OFFICE = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
PICTURE = f"<w:r><w:drawing><a:graphic {A}><a:blip/></a:graphic></w:drawing></w:r>"
CHART = f"<w:r><w:drawing><a:graphic {A}><c:chart {C}/></a:graphic></w:drawing></w:r>"
DIAGRAM = f"<w:r><w:drawing><a:graphic {A}><dgm:relIds {DGM}/></a:graphic></w:drawing></w:r>"
SHAPE = f"<w:r><w:drawing><a:graphic {A}><wps:wsp {WPS}/></a:graphic></w:drawing></w:r>"
OLD_PICTURE = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
OBJECT = (
    f'<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject {OFFICE} ProgID="Excel.Sheet.12"/></w:object></w:r>'
)
EQUATION = f'<w:r><w:object><v:shape/><o:OLEObject {OFFICE} ProgID="Equation.3"/></w:object></w:r>'
STRUCK, TWICE = "<w:strike/>", '<w:strike w:val="0"/><w:dstrike/>'
RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
LANDSCAPE = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
UNKNOWN = 'xmlns:x="urn:somebody"'


def told(*blocks: str, relations: str = "", **parts: str) -> dict[str, Notice]:
    """The notices about a file, by code."""
    return {notice.code: notice for notice in read_word(docx(*blocks, relations=relations, **parts)).notices}


THINGS = [
    pytest.param(PICTURE, "word_pictures_left_out", "picture", id="picture"),
    pytest.param(OLD_PICTURE, "word_pictures_left_out", "picture", id="picture of old programs"),
    pytest.param(CHART, "word_charts_left_out", "chart", id="chart"),
    pytest.param(DIAGRAM, "word_diagrams_left_out", "object", id="SmartArt"),
    pytest.param(SHAPE, "word_shape_kept", "object", id="shape"),
    pytest.param(OBJECT, "word_objects_left_out", "object", id="object"),
    pytest.param(OBJECT, "word_previews_left_out", "picture", id="picture of an object"),
    pytest.param(EQUATION, "word_equations_left_out", "formula", id="formula of old editors"),
    pytest.param(field("eq \\o\\ac(○,1)", ""), "word_equations_left_out", "formula", id="sign in a circle"),
    pytest.param(field('SYMBOL 252 \\f "Wingdings"', ""), "word_equations_left_out", "formula", id="sign of a field"),
    pytest.param(
        '<w:fldSimple w:instr="EQ \\f(1,2)"/>', "word_equations_left_out", "formula", id="fraction of a field"
    ),
    pytest.param("<w:r><w:pgNum/></w:r>", "word_unknown_left_out", "", id="number of the page in the text"),
    pytest.param("<m:oMath><m:r><m:t>a</m:t></m:r></m:oMath>", "word_formula_kept", "formula", id="formula"),
    pytest.param(r("旧", STRUCK), "word_struck_kept", "emphasis", id="struck out"),
    pytest.param(r("旧", TWICE), "word_struck_kept", "emphasis", id="struck out twice"),
    pytest.param(r("待核", '<w:color w:val="FF0000"/>'), "word_colours_left_out", "colour", id="red"),
    pytest.param(r("待核", '<w:highlight w:val="yellow"/>'), "word_colours_left_out", "colour", id="highlighted"),
    pytest.param(
        '<w:r><w:sym w:font="Wingdings" w:char="F0FF"/></w:r>', "word_signs_unknown", "symbol", id="unknown sign"
    ),
    pytest.param(r("\ue5e5"), "word_signs_unknown", "symbol", id="private use"),
    pytest.param(
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData></w:fldChar></w:r>',
        "word_forms_left_out",
        "field",
        id="check box",
    ),
    pytest.param(f"<x:new {UNKNOWN}>{r('甲')}</x:new>", "word_unknown_left_out", "", id="unknown wrapper"),
    pytest.param("<w:r><w:control/></w:r>", "word_controls_left_out", "object", id="control"),
]


@pytest.mark.parametrize(("content", "code", "kind"), THINGS)
def test_what_is_left_out_is_told_with_kind_and_place(content: str, code: str, kind: str) -> None:
    notice = told(p("正文"), p(), p(r("甲") + content), p("尾"))[code]
    assert (notice.kind, notice.count, notice.places) == (kind, 1, (3,))


BLOCKS = [
    pytest.param(table((p("甲"), p("乙"), table((p("丙"),)))), "word_tables_flattened", "table", id="table in a table"),
    pytest.param(table((p("甲"),)), "word_frames_unwrapped", "table", id="frame"),
    pytest.param("<w:altChunk/>", "word_chunks_left_out", "object", id="another file"),
    pytest.param(p("横", LANDSCAPE), "word_landscape_left_out", "", id="landscape"),
    pytest.param(p("栏", '<w:sectPr><w:cols w:num="2"/></w:sectPr>'), "word_columns_left_out", "", id="columns"),
    pytest.param(f"<x:new {UNKNOWN}>{p('甲')}</x:new>", "word_unknown_left_out", "", id="unknown wrapper"),
    pytest.param(f"<x:new {UNKNOWN}>重要</x:new>", "word_unknown_left_out", "", id="unknown text"),
]


@pytest.mark.parametrize(("block", "code", "kind"), BLOCKS)
def test_blocks_that_are_left_out_are_told(block: str, code: str, kind: str) -> None:
    notice = told(block)[code]
    assert (notice.kind, notice.count) == (kind, 1)


def test_a_landscape_section_is_kept() -> None:
    upright = "<w:sectPr/>"
    blocks = (p("甲", upright), p("乙"), p("丙", LANDSCAPE), p("丁"))
    assert "word_landscape_left_out" not in told(*blocks)


def test_a_file_that_begins_sideways_is_read_upright_and_told() -> None:
    assert told(p("甲"), p("乙", LANDSCAPE), p("丙"))["word_landscape_left_out"].places == (1,)


def test_paragraphs_of_landscape_pages_are_marked() -> None:
    blocks = (p("甲", "<w:sectPr/>"), p("乙"), p("丙", LANDSCAPE), p("丁"))
    read = read_word(docx(*blocks)).value
    assert [each.landscape for each in read.paragraphs] == [False, True, True, False]


def test_paragraphs_in_unknown_wrappers_are_read() -> None:
    row = f"<x:rows {UNKNOWN}><w:tr><x:one><w:tc>{p('格')}</w:tc></x:one></w:tr></x:rows>"
    assert texts(f"<x:new {UNKNOWN}>{p('甲')}</x:new>", f"<w:tbl>{row}</w:tbl>") == ["甲", "格"]


def test_a_bullet_that_looks_different_or_is_lost_is_told() -> None:
    bullets = lists(
        level(0, "bullet", "●"), level(1, "decimal", "%2."), level(2, "bullet", "❖"), level(3, "bullet", "")
    )
    notices = told(*(numbered("甲", 1, depth) for depth in (0, 1, 2, 3)), numbering=bullets)
    assert notices["word_bullets_changed"].places == (3,)
    assert notices["word_bullets_left_out"].places == (4,)
    assert len(notices) == 2


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(r("500") + r("500", STRUCK) + r("600"), "500500600", id="between figures"),
        pytest.param(r("完成投资") + r("500", STRUCK) + r("600万元"), "完成投资500600万元", id="before a figure"),
        pytest.param(r("二") + r("十", TWICE) + r("五项"), "二十五项", id="between numerals"),
        pytest.param(r("开展") + r("全面", STRUCK) + r("检查"), "开展全面检查", id="between words"),
        pytest.param(r("10") + r("3", RAISED) + r("吨"), "10³吨", id="power"),
        pytest.param(r("平方") + r("m") + r("2", RAISED), "平方m²", id="unit"),
        pytest.param(r("CO") + r("2", LOWERED), "CO₂", id="lowered"),
        pytest.param(r("结论") + r("[12]", RAISED), "结论[¹²]", id="mark of a note"),
        pytest.param(r("10", STRUCK + '<w:strike w:val="0"/>'), "10", id="not struck out after all"),
    ],
)
def test_struck_and_raised_signs_stay(content: str, text: str) -> None:
    assert texts(p(content)) == [text]


MATH = "<m:oMath>{}</m:oMath>"


def m(text: str) -> str:
    """A run of a formula."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (f"<m:sSup><m:e>{m('10')}</m:e><m:sup>{m('3')}</m:sup></m:sSup>", "10³"),
        (f"<m:sSup><m:e>{m('x')}</m:e><m:sup>{m('ab')}</m:sup></m:sSup>", "x^ab"),
        (f"<m:sSub><m:e>{m('x')}</m:e><m:sub>{m('1')}</m:sub></m:sSub>", "x₁"),
        (f"<m:f><m:num>{m('1')}</m:num><m:den>{m('2')}</m:den></m:f>", "1/2"),
    ],
)
def test_a_formula_in_one_line_keeps_its_figures_apart(
    formula: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_blocks, "MOST_OBJECTS", 0)
    assert texts(p(MATH.format(formula))) == [text]


def test_a_fraction_behind_a_figure_does_not_join_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_blocks, "MOST_OBJECTS", 0)
    fraction = f"<m:f><m:num>{m('1')}</m:num><m:den>{m('2')}</m:den></m:f>"
    assert texts(p(r("增加3") + MATH.format(fraction))) == ["增加3  1/2"]


def test_text_struck_out_by_its_style_is_told() -> None:
    styles = '<w:style w:type="character" w:styleId="d"><w:name w:val="删"/><w:rPr><w:strike/></w:rPr></w:style>'
    notices = told(p(r("甲") + r("旧", '<w:rStyle w:val="d"/>')), styles=styles)
    assert notices["word_struck_kept"].parameters["words"] == "：“旧”"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(r("一、总体情况", "<w:b/>"), id="a heading"),
        pytest.param(r("一是抓学习。", "<w:b/>") + r("全年开展培训十二次，覆盖全体干部。"), id="a lead"),
        pytest.param(r("黑字", '<w:color w:val="000000"/>'), id="black"),
        pytest.param(
            "<w:hyperlink>" + r("链", '<w:u w:val="single"/><w:color w:val="0000FF"/>') + "</w:hyperlink>", id="link"
        ),
    ],
)
def test_what_is_a_role_or_no_look_is_no_emphasis(content: str) -> None:
    assert "word_colours_left_out" not in told(p(content))


@pytest.mark.parametrize(
    ("font", "sign", "text"),
    [
        ("Wingdings", "\uf0fc", "✓"),
        ("Wingdings", "\uf081", "①"),
        ("Symbol", "\uf0b3", "≥"),
        ("Wingdings 2", "\uf052", "☑"),
        ("Wingdings 3", "\uf075", "▶"),
        ("Webdings", "\uf061", "✔"),
        ("Webdings", "\uf063", "⬜"),
    ],
)
def test_signs_of_picture_fonts_are_read(font: str, sign: str, text: str) -> None:
    run = r(sign, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')
    assert texts(p(run)) == [text]
    assert not told(p(run))


def margins(**lines: str) -> tuple[str, dict[str, str]]:
    """Relationships and parts of headers and footers."""
    links = "".join(
        f'<Relationship Id="m{name}" Type="{RELATION}/{name.rstrip("12")}" Target="{name}.xml"/>' for name in lines
    )
    return links, {name: p(text) for name, text in lines.items()}


@pytest.mark.parametrize(
    ("lines", "code", "count"),
    [
        pytest.param({"header1": "机密★1年"}, "word_headers_kept", 1, id="secrecy"),
        pytest.param({"header1": "机密", "header2": "机密"}, "word_headers_kept", 1, id="the same in two sections"),
        pytest.param({"footer1": "青禾县档案馆编印"}, "word_footers_kept", 1, id="footer"),
    ],
)
def test_headers_and_footers_with_words_are_kept_and_told(lines: dict[str, str], code: str, count: int) -> None:
    links, parts = margins(**lines)
    notice = told(p("正文"), relations=links, **parts)[code]
    assert (notice.count, notice.places) == (count, ())
    assert next(iter(lines.values()))[:8] in sentence(notice)


@pytest.mark.parametrize("number", ["- 3 -", "— 12 —", "第3页 共9页", "iv"])
def test_page_numbers_are_no_words(number: str) -> None:
    links, parts = margins(footer1=number)
    assert not told(p("正文"), relations=links, **parts)


def test_comments_are_told_with_their_words_and_place() -> None:
    link = f'<Relationship Id="k" Type="{RELATION}/comments" Target="comments.xml"/>'
    mark = '<w:r><w:commentReference w:id="7"/></w:r>'
    notice = told(
        p("甲"), p(r("乙") + mark), relations=link, comments=f'<w:comment w:id="7">{p("数字待核")}</w:comment>'
    )["word_comments_left_out"]
    assert (notice.places, notice.parameters["words"]) == ((2,), "：“数字待核”")


def test_a_second_body_is_told() -> None:
    data = docx(p("甲"), f"</w:body><w:body>{p('藏着的正文')}")
    (notice,) = read_word(data).notices
    assert (notice.code, notice.parameters["characters"]) == ("word_second_body_left_out", "5")


def test_macros_are_told() -> None:
    link = '<Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
    assert told(p("甲"), relations=link)["word_macros_left_out"].kind == "macro"


def test_every_notice_of_the_reader_has_its_sentence() -> None:
    assert not KINDS.keys() - sentences().keys()


def test_a_sentence_says_where_without_listing_every_place() -> None:
    notice = told(*[p(r("甲") + PICTURE)] * 5)["word_pictures_left_out"]
    assert "5张图片（第1、2、3段等）" in sentence(notice)


# The account closes: a second, dumb counter over the XML knows nothing of the reader.

CHARACTERS = (W + "t", W + "delText", M + "t")


def source_of(*roots: etree._Element) -> Iterator[str]:
    """Every character of these trees, what old programs see instead of a drawing not counted twice."""
    for root in roots:
        for node in root.iter(*CHARACTERS):
            if not any(each.tag == MC + "Fallback" for each in node.iterancestors()):
                yield from node.text or ""


WORDS = st.text(st.sampled_from("全区工作。，（）甲乙 "), min_size=1, max_size=9)
LOOKS = st.sampled_from(["", "<w:b/>", "<w:vanish/>", STRUCK, '<w:color w:val="FF0000"/>', "<w:i/>", TWICE])
AROUND = st.sampled_from(["", "w:ins", "w:del", "w:hyperlink", "w:smartTag", "x:new", "w:moveFrom", "w:bdo"])
RUNS = st.lists(st.tuples(WORDS, LOOKS, AROUND), max_size=4)
KIND = st.sampled_from(["p", "table", "row", "wrapper", "control", "hidden", "ruby", "formula", "field"])


def run_of(text: str, look: str, around: str) -> str:
    """A run in whatever may stand around it."""
    run = r(text, look)
    if around in ("w:del", "w:moveFrom"):
        run = run.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ") if around == "w:del" else run
    more = {"w:ins": AUTHOR, "w:del": AUTHOR, "w:moveFrom": AUTHOR, "x:new": UNKNOWN}.get(around, "")
    return f"<{around} {more}>{run}</{around}>" if around else run


def block_of(kind: str, runs: list[tuple[str, str, str]]) -> str:
    """A block of such runs."""
    inside = "".join(run_of(*run) for run in runs)
    if kind == "row":
        gone = f"<w:tr><w:trPr><w:del {AUTHOR}/></w:trPr><w:tc>{p(inside)}</w:tc></w:tr>"
        return f"<w:tbl>{gone}<w:tr><w:tc>{p('留')}</w:tc></w:tr></w:tbl>"
    return {
        "p": p(inside),
        "table": table((p(inside), table((p(inside),)) + p())),
        "wrapper": f"<x:new {UNKNOWN}>{p(inside)}</x:new>",
        "control": f"<w:sdt><w:sdtContent>{p(inside)}</w:sdtContent></w:sdt>",
        "hidden": p(inside, '<w:pStyle w:val="h"/>'),
        "ruby": p(f"<w:r><w:ruby><w:rt>{inside}</w:rt><w:rubyBase>{r('纪')}</w:rubyBase></w:ruby></w:r>"),
        "formula": p(f"<m:oMath>{m('甲乙')}</m:oMath>" + inside),
        "field": p(field("IF", inside).replace("<w:instrText>", "<w:t>代码</w:t><w:instrText>", 1)),
    }[kind]


HIDING = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>'


BESIDE = ("word_headers_left_out", "word_footers_left_out", "word_comments_left_out", "word_diagrams_left_out")
"""Their characters stand in other parts."""


def lost_and_told(body: etree._Element, data: bytes) -> tuple[int, int]:
    """How many characters of the main part are in no paragraph, and of how many the notices say so."""
    read = read_word(data)
    found = unicodedata.normalize("NFKC", "".join(paragraph.text for paragraph in read.value.paragraphs))
    lost = Counter(unicodedata.normalize("NFKC", "".join(source_of(body)))) - Counter(found)
    left_out = (notice.parameters["characters"] for notice in read.notices if notice.code not in BESIDE)
    return sum(lost.values()), sum(map(int, left_out))


@given(st.lists(st.tuples(KIND, RUNS), max_size=6))
def test_every_character_is_text_or_told(blocks: list[tuple[str, list[tuple[str, str, str]]]]) -> None:
    data = docx(*(block_of(kind, runs) for kind, runs in blocks), styles=HIDING)
    with ZipFile(io.BytesIO(data)) as archive:
        body = parse_xml(archive.read("word/document.xml"))
    lost, told_of = lost_and_told(body, data)
    assert lost == told_of
    assert "word_unread_left_out" not in {notice.code for notice in read_word(data).notices}


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["block_cases", "review_cases"])
def test_no_character_of_a_real_file_is_lost_untold(shared: Path, folder: str) -> None:
    for path in sorted((shared / folder).glob("*.docx")):
        with ZipFile(path) as archive:
            body = parse_xml(archive.read("word/document.xml"))
        lost, told_of = lost_and_told(body, path.read_bytes())
        assert lost <= told_of, path.name
        assert "word_unread_left_out" not in {notice.code for notice in read_word(path.read_bytes()).notices}, path.name
