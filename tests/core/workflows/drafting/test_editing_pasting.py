"""A structured text from elsewhere: recognised, put in as sections numbered for the place, or as plain paragraphs."""

from dataclasses import replace

import pytest

from core.model.change import apply
from core.model.document import Numbering, NumberingMode
from core.model.elements import Role
from core.workflows.drafting.restructuring import (
    opening_heading,
    paste_paragraphs,
    paste_sections,
    recognise_pasted,
    seems_structured,
)
from tests.builders import fact_texts, lines_of, make_draft

REPORT = """
h1 一、|开展情况
h2 （一）|抓学习{1}
body |文
h2 （二）|抓管理
h1 二、|问题
signature |青禾县
"""
SECTIONS = "（一）抓好防汛。排查隐患12处。\n　　具体如下。\n1.巡堤。每天3次。\n（二）抓好消防。培训30人。"
POINTS = "一是抓好防汛。排查隐患12处。\n二是抓好消防。培训30人。"


@pytest.mark.parametrize(
    ("text", "heads"), [(SECTIONS, 3), (POINTS, 2), ("今天下雨。\n明天天晴。", 0), ("一、甲\n二、乙", 2)]
)
def test_what_could_be_sections_is_counted(text: str, heads: int) -> None:
    assert recognise_pasted(text).heads == heads


@pytest.mark.parametrize(
    ("beside", "index", "lines"),
    [
        (
            "e2",
            3,
            [
                "（二）抓好防汛。排查隐患12处。",
                "具体如下。",
                "1.巡堤。每天3次。",
                "（三）抓好消防。培训30人。",
                "（四）抓管理",
            ],
        ),
        (
            "e5",
            5,
            [
                "（一）抓好防汛。排查隐患12处。",
                "具体如下。",
                "1.巡堤。每天3次。",
                "（二）抓好消防。培训30人。",
                "青禾县",
            ],
        ),
        (
            "",
            5,
            [
                "三、抓好防汛。排查隐患12处。",
                "具体如下。",
                "（一）巡堤。每天3次。",
                "四、抓好消防。培训30人。",
                "青禾县",
            ],
        ),
    ],
)
def test_sections_take_the_numbers_of_the_place(beside: str, index: int, lines: list[str]) -> None:
    draft = make_draft(REPORT)
    after = apply(draft, paste_sections(draft, recognise_pasted(SECTIONS), beside))
    assert lines_of(after)[index:][:5] == lines


@pytest.mark.parametrize("beside", ["e2", "e4"])
def test_a_number_that_goes_on_a_higher_row_stands_behind_the_section_around(beside: str) -> None:
    draft = make_draft(REPORT)
    after = apply(draft, paste_sections(draft, recognise_pasted("二、防汛\n（一）巡堤\n每天3次。"), beside))
    expected = [
        "一、开展情况",
        "（一）抓学习1",
        "文",
        "（二）抓管理",
        "二、防汛",
        "（一）巡堤",
        "每天3次。",
        "三、问题",
    ]
    assert lines_of(after)[:8] == expected


@pytest.mark.parametrize("mode", NumberingMode)
def test_what_is_below_the_lowest_headings_does_not_share_their_numbers(mode: NumberingMode) -> None:
    given = make_draft(
        "h1 一、|学习\nh2 1.|读书\nh1 二、|调研\nh2 2.|下乡", Numbering(mode, 3 if mode == "run_on" else None)
    )
    draft = replace(given, elements=tuple(replace(e, level=2 * e.depth - 1) for e in given.elements))
    after = apply(draft, paste_sections(draft, recognise_pasted("一、宣讲\n（一）备课\n（二）上课"), "e4"))
    assert [line[: line.index("课")] for line in lines_of(after)[-2:]] == ["（1）备", "（2）上"]


def test_points_become_sections_when_there_is_no_heading() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, paste_sections(draft, recognise_pasted(POINTS), "e4"))
    assert lines_of(after)[4:6] == ["（三）抓好防汛。排查隐患12处。", "（四）抓好消防。培训30人。"]
    assert (after.elements[4].heading, after.elements[4].run_in) == ("抓好防汛", True)


def test_points_under_headings_stay_points() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, paste_sections(draft, recognise_pasted("一、防汛\n" + POINTS + "\n二、消防"), ""))
    assert [element.role for element in after.elements[6:8]] == [Role.POINT, Role.POINT]


def test_facts_in_it_are_noticed() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, paste_sections(draft, recognise_pasted(SECTIONS), "e2"))
    assert fact_texts(after) == ["1", "12", "3", "30"]
    assert len({fact.group for fact in after.facts}) == 4


def test_plain_paragraphs_keep_their_numbers_as_words() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, paste_paragraphs(draft, recognise_pasted(SECTIONS), "e1"))
    assert lines_of(after)[1:4] == ["（一）抓好防汛。排查隐患12处。", "具体如下。", "1.巡堤。每天3次。"]
    assert {element.role for element in after.elements[1:5]} == {Role.BODY}
    assert fact_texts(after) == ["12", "3", "30", "1"]


def test_plain_paragraphs_without_a_place_stand_at_the_end_of_the_text() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, paste_paragraphs(draft, recognise_pasted("下雨。"), ""))
    assert lines_of(after)[5:] == ["下雨。", "青禾县"]


def test_a_level_too_deep_stands_on_the_deepest() -> None:
    draft = make_draft("h4 （1）|甲")
    after = apply(draft, paste_sections(draft, recognise_pasted("一、乙\n（一）丙\n二、丁"), "e1"))
    assert [element.depth for element in after.elements] == [4, 4, 4, 4]


def test_what_is_numbered_and_no_heading_keeps_its_number() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, paste_sections(draft, recognise_pasted("一、防汛\n（一）巡。48次。\n（二）转。"), "e2"))
    assert lines_of(after)[3:7] == ["（二）防汛", "（一）巡。48次。", "（二）转。", "（三）抓管理"]
    assert fact_texts(after) == ["1", "48"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (SECTIONS, True),
        (POINTS, True),
        ("一、甲", False),
        ("下雨。\n天晴。", False),
        ("", False),
        ("一、甲\n" * 40_000, False),
    ],
)
def test_a_text_with_two_numbers_is_worth_asking(text: str, asked: bool) -> None:
    assert seems_structured(text) is asked


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("（六）强督查。\n督查9次。", "（六）"),
        ("　　二、抓防汛", "二、"),
        ("今年多雨。\n（一）抓防汛。", ""),
        ("1.巡堤。", ""),
        ("（六）", ""),
        ("", ""),
    ],
)
def test_a_text_may_open_with_a_heading(text: str, ordinal: str) -> None:
    assert opening_heading(text) == ordinal
