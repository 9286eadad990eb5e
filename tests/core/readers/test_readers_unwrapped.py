"""Word files into which hard-wrapped text was pasted: each line is a paragraph, and the breaks are taken back."""

from dataclasses import replace

import pytest

from core.model.blocks import Emphasis, KeptObject
from core.model.raw import LookHints, Origin, RawParagraph
from core.readers.lines import unwrapped
from core.workflows.importing.formats import read
from tests.builders_docx import docx, p, table

WRAPPED = (
    "　　全乡共有林地三万六千亩，分布在十二个行政村，入冬以来",
    "降水明显偏少，森林火险等级居高不下，防火形势十分严峻。",
    "　　一、主要做法",
    "　　乡政府与各村签订责任书十二份，出动宣传车四十台次，张",
    "贴标语一千二百条，在进山路口设置检查站八处，对进山人员逐",
    "一登记，坚决把火种堵在山下林外。",
    "　　二、下步打算",
    "　　继续加大巡查力度，对发现的野外用火行为从严处理，确保",
    "不发生重大森林火灾。",
)
JOINED = [1, 3, 4, 7, 8]


def raw(*texts: str, look: LookHints | None = None) -> list[RawParagraph]:
    return [RawParagraph(text, number, look=look) for number, text in enumerate(texts, 1)]


def test_lines_of_one_paragraph_are_joined_and_the_joins_are_told() -> None:
    found = read("防火.docx", docx(*map(p, WRAPPED)))
    assert [paragraph.line for paragraph in found.value.paragraphs] == JOINED
    assert [(notice.code, notice.count) for notice in found.notices] == [("text_lines_joined", 4)]


def test_no_sign_is_lost_or_moved() -> None:
    joined = unwrapped(raw(*WRAPPED)).paragraphs
    assert "".join(paragraph.text for paragraph in joined) == "".join(WRAPPED)


def test_blank_paragraphs_after_every_line_end_none() -> None:
    spaced = [text for line in WRAPPED for text in (line, "")]
    assert len(unwrapped(raw(*spaced)).paragraphs) == len(JOINED)


def test_paragraphs_of_their_own_stay_apart() -> None:
    texts = (
        "乡政府召开会议三次。",
        "出动宣传车四十台次，张贴标语一千二百条。",
        "设置检查站八处。",
        "签订责任书十二份。",
        "落实经费六万元。",
    )
    assert unwrapped(raw(*texts)).joins == 0


@pytest.mark.parametrize(
    "look", [LookHints(outline_level=1), LookHints(alignment="center"), LookHints(alignment="right")]
)
def test_headings_by_style_and_centred_lines_stay_apart(look: LookHints) -> None:
    assert unwrapped(raw(*WRAPPED, look=look)).joins == 0


def test_lines_that_look_different_stay_apart() -> None:
    looks = (LookHints(size=16.0), LookHints(size=22.0))
    paragraphs = [RawParagraph(text, number, look=looks[number % 2]) for number, text in enumerate(WRAPPED, 1)]
    assert unwrapped(paragraphs).joins == 0


def test_cells_of_tables_stay_apart() -> None:
    found = read("防火.docx", docx(*map(p, WRAPPED), table(tuple(map(p, WRAPPED[:3])))))
    assert [paragraph.text for paragraph in found.value.paragraphs if paragraph.origin is Origin.TABLE] == [
        *WRAPPED[:3]
    ]


def test_joined_lines_keep_emphasis_and_objects() -> None:
    texts = list(raw(*WRAPPED))
    bold, picture = Emphasis(0, 2, ("bold",)), KeptObject(3, "picture", "0" * 64)
    texts[1] = replace(texts[1], emphasis=(bold,), objects=(picture,))
    found = unwrapped(texts).paragraphs[0]
    assert found.text[found.emphasis[0].start : found.emphasis[0].end] == "降水"
    assert found.objects[0].offset == len(WRAPPED[0]) + 3


def test_a_table_among_wrapped_lines_stays_a_table() -> None:
    cells = "".join(f"<w:tc><w:tcPr/>{p(text)}</w:tc>" for text in ("村", "户数"))
    grid = f'<w:tbl><w:tblPr><w:tblStyle w:val="a"/></w:tblPr><w:tr>{cells}</w:tr></w:tbl>'
    found = read("防火.docx", docx(*map(p, WRAPPED[:3]), grid, *map(p, WRAPPED[3:]))).value
    (table_read,) = found.tables
    assert [each.text for each in found.paragraphs[table_read.start : table_read.end]] == ["村", "户数"]
