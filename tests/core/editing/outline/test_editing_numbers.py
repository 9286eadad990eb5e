"""The numbers that editing makes: mixed shapes, deep trees, long rows, articles, points with text between them."""

from dataclasses import replace

import pytest

from core.editing.outline.sections import add_section, delete_section, demote, move_section, promote
from core.editing.text.paragraphs import take_over
from core.model.change import apply
from core.model.document import Numbering, NumberingMode
from core.model.draft import Draft
from core.model.elements import Role
from core.numbering import find_ordinal, write_ordinal
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import recognise_report
from tests.builders import lines_of, make_draft

PARTS = """
h1 第一部分　|回顾
h2 一、|甲
h2 二、|乙
h1 第二部分　|安排
h2 一、|丙
h2 二、|丁
"""
DEEP = """
h1 一、|甲
h2 （一）|乙
h3 1．|丙
h4 ⑴|丁
h4 ⑵|戊
h3 2．|己
h2 （二）|庚
h1 二、|辛
"""
POINTS = """
h1 一、|甲
point 一是|子。
body |说明。
point 二是|丑。
body |说明。
point 三是|寅。
h1 二、|乙
point 第一，|卯。
point 一是|辰。
point 二是|巳。
point 第二，|午。
point 一是|未。
"""
NUMBERED = """
h1 一、|甲
h2 （一）|有标题。‖正文
body （二）|为适应需要，没有标题
h2 （三）|有标题。‖正文
h1 二、|乙
body 1、|条目；
body 2、|条目；
body 3、|条目。
"""
ARTICLES = """
h1 第一章　|总则
body 第一条　|甲
body 第二条　|乙
h1 第二章　|附则
body 第三条　|丙
"""
ITEMS = """
h1 第一章　|总则
body 第一条　|职责：
body （一）|巡查；
body （二）|报告。
body 第二条　|禁令：
body （一）|取土；
body （二）|倾倒。
"""


def numbered(draft: Draft) -> Draft:
    """Levels of numbered plain paragraphs as the parser gives them."""
    elements = []
    for element in draft.elements:
        ordinal = find_ordinal(element.prefix)
        plain = element.role is Role.BODY and ordinal
        elements.append(replace(element, level=ordinal.level) if plain else element)
    return replace(draft, elements=tuple(elements))


def report(source: str) -> Draft:
    return numbered(make_draft(source))


def ordinals(draft: Draft) -> list[str]:
    return [element.ordinal for element in draft.elements if element.ordinal]


def touched(draft: Draft) -> Draft:
    """The draft after a section came and went: every number has been written anew."""
    after = apply(draft, add_section(draft, draft.elements[0].id, "新"))
    return apply(after, delete_section(after, f"e{after.serial}"))


@pytest.mark.parametrize("source", [PARTS, DEEP, POINTS, NUMBERED, ARTICLES])
def test_numbers_that_are_in_order_stay_as_they_are(source: str) -> None:
    assert lines_of(touched(report(source))) == lines_of(report(source))


def test_parts_and_sections_of_one_level_are_counted_apart() -> None:
    draft = report(PARTS)
    assert ordinals(apply(draft, delete_section(draft, "e2"))) == ["第一部分", "一、", "第二部分", "一、", "二、"]


def test_a_numbered_paragraph_that_is_no_heading_moves_up_too() -> None:
    draft = report(NUMBERED)
    assert ordinals(apply(draft, delete_section(draft, "e2")))[1:2] == ["（一）"]


def test_a_deleted_numbered_paragraph_closes_the_row() -> None:
    draft = report(NUMBERED)
    assert ordinals(apply(draft, take_over(draft, ["e6"], ())))[-2:] == ["1、", "2、"]


def test_articles_run_on_through_chapters() -> None:
    draft = report(ARTICLES)
    assert ordinals(apply(draft, take_over(draft, ["e2"], ()))) == ["第一章", "第一条", "第二章", "第二条"]


def test_an_article_has_items_of_its_own() -> None:
    draft = report(ITEMS)
    assert ordinals(apply(draft, take_over(draft, ["e4"], ())))[2:] == ["（一）", "第二条", "（一）", "（二）"]


def test_articles_of_an_attachment_keep_their_numbers_when_the_report_changes() -> None:
    draft = report(
        ITEMS.replace("h1 第一章　|总则", "h1 一、|工作\nbody 第九条　|引文\nattachment_mark |附件\nh1 第一章　|总则")
    )
    after = apply(draft, take_over(draft, ["e2"], ()))
    assert ordinals(after) == ["一、", *ordinals(report(ITEMS))]


def test_points_are_counted_across_the_text_between_them() -> None:
    draft = report(POINTS)
    after = apply(draft, take_over(draft, ["e2"], ()))
    assert ordinals(after)[:4] == ["一、", "一是", "二是", "二、"]


def test_points_inside_points_have_rows_of_their_own() -> None:
    draft = report(POINTS)
    after = apply(draft, take_over(draft, ["e9"], ()))
    assert ordinals(after)[-4:] == ["第一，", "一是", "第二，", "一是"]


def test_promoting_the_third_level_gives_the_shape_of_the_second() -> None:
    draft = report(DEEP)
    after = apply(draft, promote(draft, "e3"))
    assert ordinals(after) == ["一、", "（一）", "（二）", "1．", "2．", "3．", "（三）", "二、"]


def test_a_part_that_would_leave_the_four_levels_is_not_lowered() -> None:
    draft = report(DEEP)
    assert demote(draft, "e5").is_empty


def test_demoting_a_whole_part_lowers_all_of_it() -> None:
    draft = report("h1 一、|甲\nh1 二、|乙\nh2 （一）|丙\nh3 1.|丁")
    assert ordinals(apply(draft, demote(draft, "e2"))) == ["一、", "（一）", "1.", "（1）"]


def test_headings_without_numbers_take_none_and_open_new_rows() -> None:
    draft = report("h1 |甲\nh2 （一）|乙\nh1 |丙\nh2 （一）|丁\nh2 （二）|戊")
    assert ordinals(apply(draft, delete_section(draft, "e4"))) == ["（一）", "（一）"]


def test_a_heading_without_a_number_does_not_use_one_up() -> None:
    draft = report("h1 一、|甲\nh1 |乙\nh1 二、|丙\nh1 三、|丁")
    assert ordinals(apply(draft, delete_section(draft, "e4"))) == ["一、", "二、"]


def test_the_last_part_of_all_can_be_deleted() -> None:
    draft = report("h1 一、|甲\nbody |乙")
    assert apply(draft, delete_section(draft, "e1")).elements == ()


def test_a_first_part_stands_before_the_signature() -> None:
    draft = report("title |总结\nbody |甲\nclosing |特此报告。\nsignature |档案馆")
    after = apply(draft, add_section(draft, "", "附言"))
    assert lines_of(after) == ["总结", "甲", "一、附言", "特此报告。", "档案馆"]


def test_attachments_begin_their_numbers_anew() -> None:
    draft = report("h1 一、|甲\nh1 二、|乙\nattachment |附件\nbody 一、|子\nbody 二、|丑")
    assert ordinals(apply(draft, delete_section(draft, "e1"))) == ["一、", "一、", "二、"]


@pytest.mark.parametrize("shape", ["一、", "（一）", "1．", "1.", "（1）", "⑴", "①", "⒈", "㈠", "第一部分"])
@pytest.mark.parametrize("count", [11, 21, 101])
def test_long_rows_are_numbered_to_their_end(shape: str, count: int) -> None:
    draft = report("\n".join(f"h1 {shape}|题{number}" for number in range(count)))
    after = apply(draft, add_section(draft, "e1", "新"))
    assert ordinals(after) == [write_ordinal(number, shape) for number in range(1, count + 2)]


@pytest.mark.parametrize("shape", ["⑴", "①", "㈠"])
def test_a_row_beyond_its_single_characters_is_still_a_row(shape: str) -> None:
    draft = report("\n".join(f"h1 {shape}|题{number}" for number in range(25)))
    after = apply(draft, add_section(draft, "e1", "新"))
    again = apply(after, delete_section(after, "e2"))
    assert [find_ordinal(text).number for text in ordinals(again)] == list(range(1, 26))


def test_a_level_that_runs_on_goes_through_every_depth() -> None:
    source = "h1 一、|甲\nh3 1.|子\nh1 二、|乙\nh2 （一）|丙\nh3 2.|丑\nh2 （二）|丁\nh3 3.|寅"
    draft = make_draft(source, Numbering(NumberingMode.RUN_ON, 3))
    after = apply(draft, delete_section(draft, "e2"))
    assert [e.ordinal for e in after.elements if e.level == 3] == ["1.", "2."]


@pytest.mark.parametrize("mark", ["、", ".", ""])
def test_numbers_with_a_leading_zero_go_on_in_two_digits(mark: str) -> None:
    lines = [line for n in range(8, 13) for line in (f"{n:02}{mark}主题", f"完成报表{n}张，调查{n}次。")]
    text = "\n".join(["云山县统计局2022年工作总结", "情况如下。", *lines])
    draft = draft_of(recognise_report("总结.txt", text.encode()).value.document)
    first, _, third, *_ = (element.id for element in draft.elements if element.role is Role.HEADING)
    assert ordinals(apply(draft, add_section(draft, first, "新"))) == [f"{n:02}{mark}" for n in range(8, 14)]
    assert ordinals(apply(draft, move_section(draft, third, -1))) == [f"{n:02}{mark}" for n in range(8, 13)]
