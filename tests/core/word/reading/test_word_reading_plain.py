"""Tables gone through once: what is plain is kept for the reader, and nothing unknown hides in a cell."""

import pytest

from core.package import W, parse_xml
from core.word.reading.document import read_word
from core.word.reading.plain import PlainTables
from tests.builders_docx import docx, p

SPACE = W[1:-1]
RUN = "<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r>"


def table(cell: str, before_cell: str = "", before_row: str = "") -> str:
    return f"<w:tbl><w:tblPr/>{before_row}<w:tr><w:trPr/>{before_cell}<w:tc><w:tcPr/>{cell}</w:tc></w:tr></w:tbl>"


def texts(xml: str) -> list[str]:
    root = parse_xml(xml.replace("<w:tbl>", f'<w:tbl xmlns:w="{SPACE}">', 1).encode())
    plain = PlainTables()
    plain.take(root)
    return ["".join(text for text, _ in each.pieces) for each in plain.paragraphs.values()]


def test_runs_inserted_runs_and_marks_are_plain() -> None:
    marks = '<w:proofErr/><w:bookmarkStart w:id="1"/>'
    assert texts(table(f"<w:p><w:pPr/>{RUN}{marks}<w:ins>{RUN}</w:ins></w:p><w:p/>")) == ["甲甲", ""]


ODD = "<w:odd/>"


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(table(f"<w:p>{RUN}</w:p>", before_row=ODD), id="table"),
        pytest.param(table(f"<w:p>{RUN}</w:p>", before_cell=ODD), id="row"),
        pytest.param(table(f"<w:p>{RUN}</w:p>{ODD}"), id="cell"),
        pytest.param(table(f"<w:p>{RUN}{ODD}</w:p>"), id="paragraph"),
        pytest.param(table(f"<w:p>{RUN}<w:proofErr>{ODD}</w:proofErr></w:p>"), id="mark"),
        pytest.param(table(f"<w:p>{RUN}<w:ins>{ODD}</w:ins></w:p>"), id="insertion"),
        pytest.param(table(f"<w:p><w:r>{ODD}<w:t>甲</w:t></w:r></w:p>"), id="run"),
        pytest.param(table(f"<w:p>{RUN}<w:r><w:t>{ODD}</w:t></w:r></w:p>"), id="text"),
    ],
)
def test_an_unknown_element_anywhere_in_a_table_is_told_and_the_text_is_read(xml: str) -> None:
    read = read_word(docx(p("表"), xml))
    unknown = [each.count for each in read.notices if each.code == "word_unknown_left_out"]
    assert (texts(xml), unknown) == ([], [1])
    assert [each.text for each in read.value.paragraphs] == ["表", "甲"]
