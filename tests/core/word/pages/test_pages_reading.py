"""Reading again and again gives what reading from scratch gives, and keeps what has not changed; bad files are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.typesetting.values import Block, Paragraph
from core.word.pages.reading import RenderedReader, read_file
from tests.core.sheets_made import SECTION, file, main_part, part, relations, run, style, text

PITCH_312 = SECTION.replace("579", "312")
STYLES = style("N", '<w:rPr><w:sz w:val="32"/></w:rPr>', default=True)
FIXED = {"word/_rels/document.xml.rels": relations().encode()}


def signed(left: int) -> str:
    """The usual styles and one with an indent that the text decides."""
    return STYLES + style("S", f'<w:pPr><w:ind w:left="{left}"/></w:pPr>') + style("T", based="S")


def parts(*blocks: str, styles: str = STYLES, **others: str) -> dict[str, bytes]:
    """What the layout engine renders: the main part and the style sheet, and a footer if there is one."""
    main = main_part("".join(blocks))
    texts = {"word/document.xml": main, "word/styles.xml": part("styles", styles)}
    texts |= {f"word/{name}.xml": part("ftr", content) for name, content in others.items()}
    return {name: text.encode() for name, text in texts.items()}


def p(words: str, number: int = 0, form: str = "") -> str:
    mark = f'<w:bookmarkStart w:id="{number}" w:name="_GW_abc_{number}"/>' if number else ""
    return f"<w:p><w:pPr>{form}</w:pPr>{mark}{run(words)}</w:p>"


def read(reader: RenderedReader, *blocks: str, **named: str) -> tuple[Block, ...]:
    return reader.read(parts(*blocks, SECTION, **named))[0].blocks


def test_only_the_edited_paragraph_is_another_object() -> None:
    reader = RenderedReader(FIXED)
    first = read(reader, p("甲"), p("乙"), p("丙"))
    second = read(reader, p("甲"), p("乙改"), p("丙"))
    assert [one is other for one, other in zip(first, second, strict=True)] == [True, False, True]
    assert text(second[1]) == "乙改"  # type: ignore[arg-type]


def test_paragraphs_that_move_stay_the_same_objects() -> None:
    reader = RenderedReader(FIXED)
    first, second = read(reader, p("甲"), p("乙"))
    assert read(reader, p("乙"), "<w:tbl/>", p("甲"))[::2] == (second, first)


def test_tables_stay_the_same_objects() -> None:
    reader = RenderedReader(FIXED)
    cell = f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc></w:tr></w:tbl>"
    assert read(reader, cell)[0] is read(reader, p("前"), cell)[1]


def test_another_style_sheet_makes_all_anew() -> None:
    reader = RenderedReader(FIXED)
    first, second = read(reader, p("甲")), read(reader, p("甲"), styles=STYLES.replace("32", "28"))
    assert (first[0].mark.size, second[0].mark.size) == (16, 14)  # type: ignore[union-attr]


def test_a_style_that_has_changed_makes_only_its_paragraphs_anew() -> None:
    reader = RenderedReader(FIXED)
    blocks = (p("甲"), p("署名", form='<w:pStyle w:val="S"/>'), p("日期", form='<w:pStyle w:val="T"/>'))
    first, second = read(reader, *blocks, styles=signed(10)), read(reader, *blocks, styles=signed(20))
    assert [one is other for one, other in zip(first, second, strict=True)] == [True, False, False]
    assert [block.shape.left for block in second] == [0, 20, 20]  # type: ignore[union-attr]


def test_another_grid_makes_all_anew() -> None:
    reader = RenderedReader(FIXED)
    spaced = p("甲", form='<w:spacing w:beforeLines="100"/>')
    (first,), (second,) = (reader.read(parts(spaced, section))[0].blocks for section in (SECTION, PITCH_312))
    assert (first.shape.before, second.shape.before) == (579, 312)  # type: ignore[union-attr]


def test_a_footer_is_read_anew_when_its_text_changes() -> None:
    reader = RenderedReader(FIXED)
    section = '<w:sectPr><w:footerReference w:type="default" r:id="f1"/></w:sectPr>'
    first, second, third = (reader.read(parts(p("甲"), section, footer1=p(words)))[0] for words in ("旧", "新", "新"))
    assert [text(found.footers["default"][0]) for found in (first, second)] == ["旧", "新"]  # type: ignore[arg-type]
    assert second.footers["default"][0] is third.footers["default"][0]
    assert first.blocks == second.blocks


def test_a_fixed_footer_is_read_once() -> None:
    fixed = {**FIXED, "word/footer1.xml": part("ftr", p("页")).encode()}
    reader = RenderedReader(fixed)
    section = '<w:sectPr><w:footerReference w:type="default" r:id="f1"/></w:sectPr>'
    first, second = (reader.read(parts(p(words), section))[0].footers["default"] for words in ("甲", "乙"))
    assert first[0] is second[0]


def numbered(block: Block) -> tuple[int, int]:
    assert isinstance(block, Paragraph)
    return block.number, block.skipped


def test_a_bookmark_tells_the_element_that_a_paragraph_shows() -> None:
    found = RenderedReader(FIXED).read(
        parts(p("一、开展情况", 7), p("无", 9), p("别", 8), SECTION), {7: "　　一、开展情况", 8: "字"}
    )
    assert [numbered(block) for block in found[0].blocks] == [(7, 2), (0, 0), (0, 0)]


def test_an_element_with_other_white_space_before_it_is_read_anew() -> None:
    reader, given_parts = RenderedReader(FIXED), parts(p("甲", 7), p("乙", 8), SECTION)
    first = reader.read(given_parts, {7: "甲", 8: "乙"})[0].blocks
    second = reader.read(given_parts, {7: " 甲", 8: "乙"})[0].blocks
    assert [numbered(block) for block in second] == [(7, 1), (8, 0)]
    assert first[1] is second[1]


@pytest.mark.parametrize("name", ["_GW_k_x", "_GW_k_", "GW_k_7", "_GW_k_٣", "_GW_k_9999999999"])
def test_other_bookmarks_tell_nothing(name: str) -> None:
    block = f'<w:p><w:bookmarkStart w:id="1" w:name="{name}"/>{run("甲")}</w:p>'
    found = RenderedReader(FIXED).read(parts(block, SECTION), {7: "甲", 3: "甲"})
    assert numbered(found[0].blocks[0]) == (0, 0)


BLOCKS = (
    p("甲", 1),
    p("乙", 2),
    p("乙改", 2),
    p("丙", form='<w:pStyle w:val="S"/>'),
    "<w:p/>",
    f"<w:tbl><w:tr><w:tc>{p('格', 3)}</w:tc></w:tr></w:tbl>",
    f"<w:p><w:pPr>{SECTION}</w:pPr>{run('节')}</w:p>",
    f"<w:sdt><w:sdtContent>{p('控')}{p('件')}</w:sdtContent></w:sdt>",
)
EDITS = st.lists(st.tuples(st.lists(st.sampled_from(BLOCKS)), st.sampled_from((10, 20)), st.booleans()), max_size=4)


@given(EDITS)
def test_reading_again_gives_what_reading_from_scratch_gives(edits: list[tuple[list[str], int, bool]]) -> None:
    reader = RenderedReader(FIXED)
    for blocks, left, is_blank in edits:
        given_parts = parts(*blocks, SECTION, styles=signed(left))
        texts = {1: "甲", 2: " 乙" if is_blank else "乙", 3: "格"}
        assert repr(reader.read(given_parts, texts)) == repr(RenderedReader(FIXED).read(given_parts, texts))


def test_reading_parts_gives_what_reading_the_file_gives() -> None:
    body = "".join((*BLOCKS, SECTION))
    assert repr(RenderedReader(FIXED).read(parts(body))) == repr(read_file(file(body, STYLES)))


def test_what_cannot_be_cut_is_read_whole() -> None:
    found = RenderedReader(FIXED).read(parts("<!-- -->", p("甲", 1), SECTION), {1: "甲"})
    assert [numbered(block) for block in found[0].blocks] == [(1, 0)]


@pytest.mark.parametrize(
    "main",
    [
        "<w:document",
        part("document", ""),
        main_part("<w:p><w:r></w:p>"),
        main_part("<w:p>&unknown;</w:p>"),
        f"<!DOCTYPE x [<!ENTITY a 'b'>]>{main_part('<w:p/>')}",
        main_part("<w:sdt>" * 300 + "</w:sdt>" * 300),
    ],
)
def test_broken_or_hostile_xml_is_bad_input(main: str) -> None:
    with pytest.raises(BadInput):
        RenderedReader(FIXED).read({"word/document.xml": main.encode(), "word/styles.xml": b""})


def test_tables_nested_as_deep_as_xml_may_be_are_read() -> None:
    depth = 60
    deep = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    assert len(read(RenderedReader(FIXED), deep)) == 1


def test_a_file_without_styles_and_other_parts_is_read() -> None:
    found = RenderedReader({}).read({"word/document.xml": main_part(p("甲")).encode()})
    assert text(found[0].blocks[0]) == "甲"  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip file", file("")[:60]], ids=["empty", "begun", "other", "torn"])
def test_what_is_no_word_file_is_bad_input(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_file(data)


def test_a_package_without_a_main_part_is_bad_input() -> None:
    with pytest.raises(BadInput):
        read_file(file("").replace(b"word/document.xml", b"word/elsewhat.xml"))
