"""The account of an import: a counter that knows nothing of the reader finds what the reader has lost."""

import pytest

from core.word.reading import document, runs
from core.word.reading.balance import Unread, tally_of, things_in, unread
from core.word.reading.document import read_word
from core.workflows.messages import sentence
from tests.builders_docx import docx, p, r
from tests.core.word.reading.test_word_reading_tables import tbl, tc, tr


def counted(xml: str, *paragraphs: str, told: int = 0) -> Unread | None:
    return unread(tally_of(xml.encode(), paragraphs), told)


@pytest.mark.parametrize(
    ("xml", "read"),
    [
        pytest.param("<w:t>全县</w:t><w:t xml:space='preserve'> 投资</w:t>", "全县 投资", id="runs"),
        pytest.param("<w:t>甲&amp;乙&#x4e19;</w:t>", "甲&乙丙", id="entities"),
        pytest.param("<w:t>一、</w:t>", "1. 一、", id="numbers written out add"),
        pytest.param("<w:tab/><w:tbl><w:tr><w:tc/></w:tr></w:tbl><w:t/>", "", id="names that begin alike"),
        pytest.param("<mc:Fallback><w:t>旧</w:t></mc:Fallback><w:t>新</w:t>", "新", id="for old programs"),
        pytest.param("<!-- <w:t>注</w:t> --><w:t>文</w:t>", "文", id="comment"),
        pytest.param("<w:t>10</w:t><w:t>3</w:t>", "10³", id="raised"),
        pytest.param("<w:instrText>PAGE</w:instrText>", "", id="field code"),
    ],
)
def test_what_was_read_closes_the_account(xml: str, read: str) -> None:
    assert counted(xml, read) is None


def test_what_is_missing_is_counted_and_quoted_with_the_paragraph_before_it() -> None:
    xml = "<w:t>总体情况</w:t><w:t>完成投资</w:t><w:t>三项要求</w:t><w:t>下步打算</w:t>"
    assert counted(xml, "总体情况", "完成投资", "下步打算") == Unread(4, "三项要求", 1)


def test_what_was_told_is_not_missing() -> None:
    xml = "<w:t>正文</w:t><w:delText>旧的</w:delText>"
    assert counted(xml, "正文", told=2) is None
    assert counted(xml, "正文", told=1) == Unread(1, "旧的", 0)


def test_a_reader_that_loses_words_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = runs.RunReader.read

    def losing(reader: runs.RunReader, paragraph: object) -> list[runs.Piece]:
        return [piece for piece in whole(reader, paragraph) if piece[0] != "三项要求"]

    monkeypatch.setattr(runs.RunReader, "read", losing)
    notices = read_word(docx(p("总体情况"), p(r("会议提出") + r("三项要求")), p("下步打算"))).notices
    (notice,) = [each for each in notices if each.code == "word_unread_left_out"]
    assert (notice.count, notice.places) == (4, (2,))
    assert "有内容没有读懂" in sentence(notice)
    assert "三项要求" in sentence(notice)


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        pytest.param("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc/></w:tr></w:tbl>", (2, 0, 0, 0), id="cells"),
        pytest.param('<w:footnoteReference w:id="2"/><w:endnoteReference w:id="3"/>', (0, 2, 0, 0), id="notes"),
        pytest.param("<m:oMathPara><m:oMath><m:r/></m:oMath></m:oMathPara>", (0, 0, 1, 0), id="formula"),
        pytest.param(
            "<mc:Choice><w:drawing /></mc:Choice><mc:Fallback><w:object /></mc:Fallback>", (0, 0, 0, 1), id="drawing"
        ),
        pytest.param("<!-- <w:tc><w:drawing> --><w:tcPr/><w:trPr/>", (0, 0, 0, 0), id="comment and names alike"),
    ],
)
def test_things_are_counted_by_their_bytes(xml: str, expected: tuple[int, ...]) -> None:
    assert tuple(things_in(xml.encode()).values()) == expected


@pytest.mark.parametrize("xml", ["<w:del w:id='1'><w:tc></w:tc></w:del>", "<w:vanish/><w:tc></w:tc>"])
def test_what_is_deleted_or_hidden_is_left_to_the_reader(xml: str) -> None:
    assert things_in(xml.encode()) == {}


NESTED = tbl(tr(tc("甲"), f"<w:tc>{tbl(tr(tc('丙'), tc('丁')))}<w:p/></w:tc>"))
NOTED = p(r("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>附记</w:t></w:r></w:p></w:footnote>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("_flat_table", docx(p("一段正文，比表格里的字多得多，所以表格不是版面。"), NESTED), "word_unread_cells"),
        ("notes", docx(p("正文"), NOTED, footnotes=NOTE), "word_unread_notes"),
    ],
)
def test_a_reader_that_loses_things_is_caught(
    monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, code: str
) -> None:
    whole = {each.code for each in read_word(data).notices}
    monkeypatch.setattr(document._DocumentReader, name, lambda *_: None)
    found = {each.code for each in read_word(data).notices}
    assert (code in whole, code in found) == (False, True)


def test_a_lost_object_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(p("正文"), p("<m:oMath><m:r><m:t>a</m:t></m:r></m:oMath>"))
    monkeypatch.setattr(document._DocumentReader, "_objects", lambda *_: ())
    monkeypatch.setattr(document._DocumentReader, "_note_not_shown", lambda *_: None)
    (notice,) = [each for each in read_word(data).notices if each.code == "word_unread_formulas"]
    assert (notice.count, notice.kind) == (1, "formula")
    assert "有内容没有读懂" in sentence(notice)


def test_a_note_with_a_hidden_mark_is_told_at_its_mark_with_the_words_before_it() -> None:
    mark = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    data = docx(p("正文"), p(r("全县完成投资600万元") + mark + r("，增长8%。")), footnotes=NOTE)
    (notice,) = [each for each in read_word(data).notices if each.code == "word_notes_kept"]
    assert (notice.count, notice.places) == (1, (2,))
    assert "“全县完成投资600万元”" in sentence(notice)


def test_prefixes_are_those_that_the_part_declares() -> None:
    head = '<a:document xmlns:a="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    assert things_in(f"{head}<a:tc><a:p/></a:tc><w:tc></w:tc></a:document>".encode())["cells"] == 1
