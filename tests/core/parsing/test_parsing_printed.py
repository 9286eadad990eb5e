"""Headings without a number that are told by their print alone, and lines in another print that are none."""

import pytest

from core.model.elements import Role
from core.model.raw import LookHints, RawDocument, RawParagraph
from core.parsing.recognise import recognise
from tests.words import PHRASES

TEXT = LookHints(size=16.0, font="仿宋_GB2312")
BOLD = LookHints(size=16.0, font="仿宋_GB2312", bold=True)
HEAVY = LookHints(size=16.0, font="黑体")
SCRIPT = LookHints(size=16.0, font="楷体_GB2312")
LARGE = LookHints(size=18.0, font="仿宋_GB2312", alignment="center")
TITLE = ("柳溪县图书馆工作总结", LookHints(alignment="center", size=22.0, font="方正小标宋简体"))
SENTENCES = (
    "一年来，全馆接待读者12.6万人次，借阅图书9.8万册。",
    "延长周末开放时间，增设少儿阅览座席60个。",
    "购书经费偏紧，部分书架老化，需要逐步更新。",
    "与12所学校结对，送书上门36次，读者反映良好。",
)
LONG = "坚持以读者为中心，在延时开放、精准荐书、智慧导览上持续用力"


def headings(*lines: tuple[str, LookHints]) -> list[tuple[str, int]]:
    """The headings with their depth, of a report with this body below its title and opening."""
    whole = (TITLE, (SENTENCES[0], TEXT), *lines)
    raw = RawDocument(tuple(RawParagraph(text, number, look=look) for number, (text, look) in enumerate(whole, 1)))
    elements = recognise(raw, PHRASES).value.elements
    return [(each.heading, each.depth) for each in elements if each.role is Role.HEADING]


def body(number: int) -> tuple[str, LookHints]:
    return SENTENCES[number], TEXT


@pytest.mark.parametrize("look", [BOLD, HEAVY, SCRIPT, LARGE])
def test_short_names_in_a_look_of_their_own_are_headings(look: LookHints) -> None:
    found = headings(("亮点", look), body(1), ("不足", look), body(2), ("宣教", look), body(3))
    assert found == [("亮点", 1), ("不足", 1), ("宣教", 1)]


def test_long_names_are_headings_too() -> None:
    assert headings((LONG, HEAVY), body(1), (LONG, HEAVY), body(2)) == [(LONG, 1), (LONG, 1)]


def test_a_second_look_lies_deeper() -> None:
    found = headings(("开放", HEAVY), ("白天", SCRIPT), body(1), ("夜间", SCRIPT), body(3), ("不足", HEAVY), body(2))
    assert found == [("开放", 1), ("白天", 2), ("夜间", 2), ("不足", 1)]


def test_single_names_below_numbers_lie_below_them() -> None:
    found = headings(
        ("一、主要工作", HEAVY), ("开放有新招", SCRIPT), body(1), ("二、存在问题", HEAVY), ("经费偏紧", SCRIPT), body(2)
    )
    assert [depth for _, depth in found] == [1, 2, 1, 2]


@pytest.mark.parametrize(
    "lines",
    [
        (("读者满意度连续提升。", BOLD), body(1), ("全年无事故。", BOLD), body(2)),
        (("亮点", HEAVY), body(1), body(2)),
        (("亮点", TEXT), body(1), ("不足", TEXT), body(2)),
        (("亮点", LookHints()), body(1), ("不足", LookHints()), body(2)),
        (("表1　读者", BOLD), body(1), ("表2　图书", BOLD), body(2)),
        (("李明", BOLD), body(1), ("王建国", BOLD), body(2)),
        (("同志们：", BOLD), body(1), ("朋友们：", BOLD), body(2)),
        (("合计1200万元", BOLD), body(1), ("其中专项300万元", BOLD), body(2)),
        (("小字", LookHints(size=9.0, font="黑体")), body(1), ("小注", LookHints(size=9.0, font="黑体")), body(2)),
    ],
)
def test_lines_that_name_nothing_or_look_like_text_are_none(lines: tuple[tuple[str, LookHints], ...]) -> None:
    assert headings(*lines) == []


def test_a_look_that_most_lines_have_that_are_no_names_tells_nothing() -> None:
    shouted = tuple((f"{text[:-1]}！", BOLD) for text in SENTENCES)
    assert headings(("亮点", BOLD), body(1), *shouted, ("不足", BOLD), body(2)) == []
