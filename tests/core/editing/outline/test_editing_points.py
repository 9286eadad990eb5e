"""一是、二是 that become sections and back, the numbering mode, and headings one under another."""

from datetime import datetime

import pytest

from core.editing.outline.parallel import clauses_of, heading_rows
from core.editing.outline.point_sections import PointLayout, PointManner, manner_before
from core.editing.outline.sections import number_level
from core.model.change import apply
from core.model.document import Numbering, NumberingMode
from core.model.elements import Role
from core.model.history import Step
from core.workflows.drafting.restructuring import points_to_sections, sections_to_points
from tests.builders import fact_texts, lines_of, make_draft

REPORT = """
h1 一、|开展情况
h2 （一）|抓学习。‖抓{3}件事。一是办班{48}期。深入学。二是走访{9}户：第一，上门。第二，回访。
h2 （二）|抓管理
body |主要如下。
point 一是|抓{5}区。说明。
body |补充{6}。
point 二是|抓{7}次
point 一是|另起的一行。
h1 二、|问题
body |一是缺人{2}名。二是缺钱。
"""


def test_points_in_a_paragraph_become_sections_below_it() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, points_to_sections(draft, "e2"))
    told = ["（一）抓学习。抓3件事。", "1.办班48期。深入学。", "2.走访9户：第一，上门。第二，回访。"]
    assert lines_of(after)[1:4] == told
    assert fact_texts(after)[:3] == ["3", "48", "9"]


def test_the_sentence_that_opens_a_point_is_the_heading() -> None:
    draft = make_draft(REPORT)
    new = apply(draft, points_to_sections(draft, "e2")).elements[2]
    assert (new.heading, new.run_in, new.depth) == ("办班48期", True, 3)


@pytest.mark.parametrize("element_id", ["e5", "e7"])
def test_points_of_their_own_become_sections_with_what_follows_them(element_id: str) -> None:
    draft = make_draft(REPORT)
    after = apply(draft, points_to_sections(draft, element_id))
    assert lines_of(after)[4:8] == ["1.抓5区。说明。", "补充6。", "2.抓7次", "一是另起的一行。"]


def test_a_paragraph_that_begins_with_a_point_is_its_section() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, points_to_sections(draft, "e10"))
    assert lines_of(after)[-3:] == ["二、问题", "（一）缺人2名。", "（二）缺钱。"]
    assert after.elements[9].id == "e10"


@pytest.mark.parametrize("element_id", ["e1", "e4", "e6"])
def test_a_paragraph_without_points_stays(element_id: str) -> None:
    assert points_to_sections(make_draft(REPORT), element_id).is_empty


def test_there_is_no_fifth_level() -> None:
    draft = make_draft("h4 （1）|甲。‖一是乙。二是丙。")
    assert points_to_sections(draft, "e1").is_empty


def test_sections_become_points_of_their_own() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, sections_to_points(draft, "e1"))
    told = lines_of(after)
    assert told[1].startswith("一是抓学习。抓3件事。")
    assert told[2] == "二是抓管理。主要如下。"


def test_sections_become_points_in_one_paragraph() -> None:
    draft = make_draft("h1 一、|甲\nbody |如下：\nh2 （一）|乙\nbody |{5}件\nh2 （二）|丙。‖丁{6}\nh1 二、|戊")
    after = apply(draft, sections_to_points(draft, "e1", together=True))
    assert lines_of(after) == ["一、甲", "如下：一是乙。5件。二是丙。丁6", "二、戊"]
    assert fact_texts(after) == ["5", "6"]


def test_a_heading_of_its_own_is_followed_by_a_new_paragraph() -> None:
    draft = make_draft("h1 一、|甲\nh2 （一）|乙{5}\nh2 （二）|丙")
    after = apply(draft, sections_to_points(draft, "e1", together=True))
    assert lines_of(after) == ["一、甲", "一是乙5。二是丙"]
    assert fact_texts(after) == ["5"]


def test_sections_with_sections_of_their_own_stay() -> None:
    draft = make_draft("h1 一、|甲\nh2 （一）|乙\nh3 1.|丙")
    assert sections_to_points(draft, "e1").is_empty
    assert sections_to_points(draft, "e3").is_empty


@pytest.mark.parametrize(
    "source",
    [
        "h1 一、|甲\npoint 一要|修路{5}里。说明。\npoint 二要|办学。",
        "h1 一、|甲。‖主要如下：第一，修路{5}里。第二，办学。",
        "h1 一、|甲\nbody |主要如下。其中：一要修路{5}里；深入做；二要办学。",
        "h1 一、|甲\nbody |先说一句。\nbody |一是修路{5}里。二是办学。",
        "h1 一、|甲\npoint ①|修路{5}里。\npoint ②|办学。",
        "h1 一、|甲\npoint ——|修路{5}里。\npoint ——|办学。",
    ],
)
def test_points_come_back_as_they_were_written(source: str) -> None:
    draft = make_draft(source)
    first = next(e.id for e in draft.elements if "修路" in e.content)
    change = points_to_sections(draft, first)
    there = apply(draft, change)
    assert len(there.elements) > len(draft.elements) or there.elements[1].role is Role.HEADING
    steps = (Step(1, 0, datetime(2023, 7, 1), change.reason, change.place.element_id),)
    back = apply(there, sections_to_points(there, "e1", steps=steps))
    assert (lines_of(back), fact_texts(back)) == (lines_of(draft), ["5"])


def test_points_inside_a_section_that_was_one_do_not_say_how_it_was_written() -> None:
    steps = [Step(n, n - 1, datetime(2023, 7, n), *told) for n, told in enumerate(
        ((PointManner("一要").reason, "e2"), (PointManner("第一，", PointLayout.BEHIND).reason, "e2")), 1
    )]  # fmt: skip
    assert manner_before(steps, {"e1"}, {"e2", "e3"}) == PointManner("一要")
    assert manner_before(steps, {"e2"}, {"e4", "e5"}) == PointManner("第一，", PointLayout.BEHIND)


NUMBERED = "h1 一、|甲\nh3 1.|子\nh3 2.|丑\nh1 二、|乙\nh3 1.|寅\nbody |文"


def test_a_level_runs_on_through_the_report_and_begins_again() -> None:
    draft = make_draft(NUMBERED)
    on = apply(draft, number_level(draft, "e5", run_on=True))
    assert (lines_of(on)[4], on.numbering) == ("3.寅", Numbering(NumberingMode.RUN_ON, 3))
    assert apply(on, number_level(on, "e2", run_on=False)) == draft


@pytest.mark.parametrize(("heading_id", "run_on"), [("e5", False), ("e6", True), ("e99", True)])
def test_a_mode_that_is_already_so_or_has_no_level_changes_nothing(heading_id: str, run_on: bool) -> None:
    assert number_level(make_draft(NUMBERED), heading_id, run_on).is_empty


ROWS = """
h1 一、|坚持服务大局，做好保障
h1 二、|坚持防范为先，守住底线
h2 （一）|不算
h1 三、|坚持强基，夯实基层基础
h1 四、|坚持改革创新，激发活力
"""


def test_headings_of_a_level_are_cut_at_their_commas() -> None:
    rows = heading_rows(make_draft(ROWS).elements, "e2")
    assert [row.lengths for row in rows] == [(6, 4), (6, 4), (4, 6), (6, 4)]
    assert rows[0].clauses == ("坚持服务大局，", "做好保障")


def test_the_one_built_otherwise_is_marked() -> None:
    assert [row.is_odd for row in heading_rows(make_draft(ROWS).elements, "e1")] == [False, False, True, False]


@pytest.mark.parametrize(
    ("headings", "odd"),
    [
        (("甲乙，丙丁", "甲，乙"), [False, False]),
        (("甲乙，丙", "甲，乙", "丙丁戊，己", "无"), [False, False, False, True]),
        (("甲", "甲，乙", "甲，乙，丙"), [False, False, False]),
        (("甲乙", "丙丁", "戊己庚。"), [False, False, True]),
    ],
)
def test_most_must_agree_before_one_is_odd(headings: tuple[str, ...], odd: list[bool]) -> None:
    draft = make_draft("\n".join(f"h1 一、|{heading}" for heading in headings))
    assert [row.is_odd for row in heading_rows(draft.elements, "e1")] == odd


def test_headings_of_another_part_are_not_beside() -> None:
    draft = make_draft("h1 一、|甲\nh2 （一）|乙\nh2 （二）|丙\nh1 二、|丁\nh2 （一）|戊")
    assert [row.heading_id for row in heading_rows(draft.elements, "e3")] == ["e2", "e3"]
    assert heading_rows(draft.elements, "front") == ()


def test_a_heading_with_nothing_in_it_has_no_clauses() -> None:
    assert clauses_of("  ") == ()
