"""Numbers such as 1.1.2 that Word counted in the source: Word counts them again in the file that is written."""

import io
import zipfile
from dataclasses import replace

import pytest

from core.model.blocks import COUNTED
from core.model.draft import Draft
from core.word.writing.document import write_word
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.account import left_out, texts_in
from core.workflows.importing.reports import recognise_report
from tests.builders_docx import docx, level, lists, numbered, p, table
from tests.rereading import reread
from tests.word_files import usual_layout

TITLE = p("接口说明", '<w:jc w:val="center"/>')
OUTLINE = lists(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
HEADINGS = (("总则", 0), ("查询", 0), ("参数", 1), ("请求", 2), ("返回", 2), ("日志", 1), ("附则", 0))
NUMBERS = ["1", "2", "2.1", "2.1.1", "2.1.2", "2.2", "3"]


def drafted(numbering: str = OUTLINE) -> Draft:
    blocks = [each for text, depth in HEADINGS for each in (numbered(text, 1, depth), p("各项要求见文件。"))]
    data = docx(TITLE, *blocks, table(("名称", "说明"), ("甲", "乙")), p("以上。"), numbering=numbering)
    return draft_of(recognise_report("去年.docx", data).value.document)


def written(draft: Draft) -> dict[str, str]:
    data = write_word(draft, usual_layout(), False, "k1").value
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def counted_in(parts: dict[str, str]) -> list[tuple[str, str]]:
    """The level and the text of every paragraph that Word counts."""
    shown = [each.partition("</w:p>")[0] for each in parts["word/document.xml"].split("<w:p>") if "<w:numPr>" in each]
    return [
        (
            each.partition('<w:ilvl w:val="')[2][0],
            "".join(run.partition(">")[2].partition("<")[0] for run in each.split("<w:t")[1:]),
        )
        for each in shown
    ]


def texts_of(draft: Draft) -> list[str]:
    return [each.text.strip() for each in draft.elements]


def test_the_number_is_marked_as_counted() -> None:
    found = [each for each in drafted().elements if each.emphasis]
    assert [each.content[: each.emphasis[0].end] for each in found] == NUMBERS
    assert {each.emphasis[0].looks for each in found} == {(COUNTED,)}


def test_word_counts_them_again() -> None:
    parts = written(drafted())
    assert counted_in(parts) == [(str(depth), text) for text, depth in HEADINGS]
    assert 'w:val="%1.%2.%3"' in parts["word/numbering.xml"]


def test_the_package_lists_the_numbering() -> None:
    parts = written(drafted())
    assert "/word/numbering.xml" in parts["[Content_Types].xml"]
    assert "numbering.xml" in parts["word/_rels/document.xml.rels"]


def test_the_file_reads_back_the_same() -> None:
    draft = drafted()
    again = draft_of(reread(write_word(draft, usual_layout(), False, "k1").value).document)
    assert texts_of(again) == texts_of(draft)


def test_what_word_would_count_otherwise_stays_text() -> None:
    draft = drafted()
    gone = next(each for each in draft.elements if each.text.startswith("2.1.1"))
    shorter = replace(draft, elements=tuple(each for each in draft.elements if each is not gone))
    parts = written(shorter)
    assert ("2", "2.1.2返回") not in counted_in(parts)
    assert ">2.1.2<" in parts["word/document.xml"]
    assert texts_of(draft_of(reread(write_word(shorter, usual_layout(), False, "k1").value).document)) == texts_of(
        shorter
    )


@pytest.mark.parametrize(
    "numbering",
    [
        lists(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2."), level(2, "decimal", "(%3)")),
        lists(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3.")),
    ],
)
def test_other_numbers_are_written_out(numbering: str) -> None:
    parts = written(drafted(numbering))
    assert counted_in(parts) == []
    assert "word/numbering.xml" not in parts


def test_a_counted_number_lost_no_mark() -> None:
    blocks = [numbered("总则"), p("各项要求见文件。"), numbered("查询"), p("1)编码要求"), p("2)签名要求")]
    data = docx(TITLE, *blocks, numbered("附则"), p("1)保存"), p("以上。"), numbering=OUTLINE)
    draft = draft_of(recognise_report("去年.docx", data).value.document)
    assert [text for _, text in counted_in(written(draft))] == ["总则", "查询", "附则"]


def test_a_counted_paragraph_stands_where_its_style_says() -> None:
    xml = written(drafted())["word/document.xml"]
    shown = [each.partition("</w:pPr>")[0] for each in xml.split("<w:p>") if "<w:numPr>" in each]
    assert all('w:firstLineChars="200"' in each for each in shown)


def test_counted_numbers_are_printed_and_not_told_as_lost() -> None:
    draft = drafted()
    texts = texts_in(write_word(draft, usual_layout(), False, "k1").value)
    assert left_out(draft.elements, texts) == ()
    assert [text for text in texts if text.endswith("请求")] == ["2.1.1请求"]
