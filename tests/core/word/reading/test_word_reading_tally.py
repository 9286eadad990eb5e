"""The account of an import: a counter that knows nothing of the reader finds what the reader has lost."""

import pytest

from core.word.reading import runs
from core.word.reading.document import read_word
from core.word.reading.tally import Unread, unread
from core.workflows.messages import sentence
from tests.builders_docx import docx, p, r


def counted(xml: str, *paragraphs: str, told: int = 0) -> Unread | None:
    return unread(xml.encode(), paragraphs, told)


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
