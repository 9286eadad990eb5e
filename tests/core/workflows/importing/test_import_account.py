"""What is told as left out is what is missing, in whole words and of its own kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.model.elements import Element, Role
from core.model.text import raised
from core.package import Package, W
from core.workflows.importing.account import PRINTED, left_out, left_out_notices, texts_in
from tests.core.sheets_made import MAIN, SECTION, file, main_part, part

UNIT, YEAR = "青禾县水利局", "2019年工作总结"
TEXT = f"{YEAR[:5]}，{UNIT}完成工作总结12篇。"


def title(*lines: str) -> tuple[Element, ...]:
    return tuple(Element(f"e{number}", Role.TITLE, line, line=number) for number, line in enumerate(lines, 1))


BODY, SIGNED = Element("e8", Role.BODY, TEXT, line=8), Element("e9", Role.SIGNATURE, UNIT, line=9)


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        ((UNIT, YEAR, UNIT + YEAR), (UNIT, YEAR)),
        ((UNIT + YEAR, UNIT + YEAR), (UNIT + YEAR,)),
        ((f"【标题】{UNIT}{YEAR}", UNIT + YEAR), (f"【标题】{UNIT}{YEAR}",)),
        ((f"【标题】{UNIT}{YEAR}",), ("【标题】",)),
    ],
)
def test_a_title_said_twice_is_told_in_whole_lines(titles: tuple[str, ...], told: tuple[str, ...]) -> None:
    found = left_out((*title(*titles), BODY, SIGNED), (UNIT + YEAR, TEXT, UNIT))
    assert tuple(each.text for each in found) == told


def test_a_text_cut_in_two_paragraphs_is_found() -> None:
    assert left_out((BODY,), (TEXT[:9], TEXT[9:])) == ()


def test_the_label_of_a_title_is_no_second_title() -> None:
    elements = title(f"【题名】{UNIT}{YEAR}")
    notices = left_out_notices(elements, left_out(elements, (UNIT + YEAR,)), PRINTED)
    assert [notice.code for notice in notices] == ["noise_left_out"]


def test_the_mark_of_an_annex_that_is_the_document_is_told_as_such() -> None:
    elements = (Element("e7", Role.NOISE, "附件3", line=7), *title(UNIT + YEAR))
    notices = left_out_notices(elements, left_out(elements, (UNIT + YEAR,)), PRINTED)
    assert [notice.code for notice in notices] == ["annex_mark_left_out"]


def paragraph(text: str, look: str = "") -> str:
    return f"<w:p><w:r>{look}<w:t>{text}</w:t></w:r></w:p>"


RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
BOX = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:pict><w:t>框外</w:t></w:r></w:p>"
BLOCKS = (
    *map(paragraph, ("甲", "乙", "丙&lt;/w:p&gt;")),
    paragraph("3", RAISED),
    f"<w:tbl><w:tr><w:tc>{paragraph('格')}</w:tc></w:tr></w:tbl>",
    BOX,
    f"{paragraph('丁')}<!-- {paragraph('注')} -->",
    "<w:p/>",
    SECTION,
)
BODIES = st.lists(st.sampled_from(BLOCKS), max_size=8).map("".join)
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def read_anew(data: bytes) -> list[str]:
    """The texts of the main part and then of the footer as a whole tree has them."""
    trees = (Package(data).xml(f"word/{name}.xml") for name in ("document", "footer1"))
    return [
        "".join(
            raised(t.text, False) if t.find(f"../{W}rPr/{W}vertAlign") is not None else t.text
            for t in node.iter(f"{W}t")
        )
        for tree in trees
        for node in tree.iter(f"{W}p")
    ]


@given(st.lists(st.tuples(BODIES, st.sampled_from(("脚", "另")), st.booleans()), min_size=2, max_size=4))
def test_texts_of_a_file_read_after_others_are_those_of_a_whole_tree(versions: list[tuple[str, str, bool]]) -> None:
    for body, foot, is_strict in versions:
        main = main_part(body).replace(MAIN, STRICT) if is_strict else main_part(body)
        data = file("", parts={"document.xml": main, "footer1.xml": part("ftr", paragraph(foot))})
        assert list(texts_in(data)) == read_anew(data)


def test_a_paragraph_that_is_gone_from_a_file_read_before_is_missed() -> None:
    whole, short = file(paragraph(TEXT) + paragraph(UNIT)), file(paragraph(UNIT))
    assert left_out((BODY, SIGNED), texts_in(whole)) == ()
    assert [each.element for each in left_out((BODY, SIGNED), texts_in(short))] == [BODY]


def test_a_damaged_part_is_refused_although_its_paragraphs_are_known() -> None:
    texts_in(file(paragraph(TEXT)))
    with pytest.raises(BadInput):
        texts_in(file("", parts={"document.xml": main_part(paragraph(TEXT))[:-1]}))


def test_an_empty_part_has_no_texts() -> None:
    assert texts_in(file(paragraph(UNIT), parts={"footer1.xml": ""})) == (UNIT,)
