"""Every character of a text file is read or told: counted apart from the reader."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readers import text as reader
from core.workflows.importing.formats import read

REPORT = "工作总结\n\n一、接收\u200b档案\n全年接收三千卷，\n比上年多一成。\n"


def sides(data: bytes, sort: str) -> list[int]:
    account = read("材料.txt", data).value.account
    return [account[side][sort] for side in ("source", "understood", "kept", "told")]


def test_what_was_left_out_is_counted_and_told() -> None:
    assert sides(REPORT.encode(), "characters") == [26, 25, 0, 1]
    assert [each.code for each in read("材料.txt", REPORT.encode()).notices if "unread" in each.code] == []


def test_lines_that_were_joined_are_told() -> None:
    source, understood, kept, told = sides(REPORT.encode(), "paragraphs")
    assert (source, kept, understood + told) == (4, 0, 4)


@given(st.text(st.sampled_from("甲乙丙，。一、1 \t\n\r\u3000\u200b\u00ad\x0c"), min_size=1).filter(str.strip))
def test_an_account_closes(text: str) -> None:
    try:
        source, *parts = sides(f"总结{text}".encode(), "characters")
    except reader.BadInput:
        return
    assert source == sum(parts)


def test_what_nobody_told_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.readers.lines._BREAK", re.compile("\n比上年多一成。"))
    (notice,) = (each for each in read("材料.txt", REPORT.encode()).notices if each.code == "word_unread_left_out")
    assert notice.count == 7


def test_a_web_page_and_a_sheet_have_the_account_of_what_they_were_read_as() -> None:
    assert sides("<html><body><p>工作总结</p></body></html>".encode(), "characters")[0] == 4
