"""A section split at a place, joined with the next; headings in a line of their own and back."""

import pytest

from core.editing.outline.split_join import (
    NEW,
    heading_lines,
    join_following,
    join_next,
    run_in,
    set_apart,
    split_section,
)
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.elements import Role
from tests.builders import fact_texts, lines_of, make_draft

REPORT = """
title |总结
preamble |今年以来。
h1 一、|开展情况
h2 （一）|抓学习。‖办班{48}期。走访{9}户。
h2 （二）|抓管理
body |管理制度。修订{7}项。
point 一是|抓{5}区。
h3 1.|小项。‖说明。
h1 二、|问题
body |这一句话很长很长很长，长得不能当标题用，只能另外写一个标题放在上面才行。
closing |特此报告。
"""


def told(edit: Change, draft: Draft) -> str:
    after = apply(draft, edit)
    assert fact_texts(after) == [fact.text for fact in after.facts]
    return " ".join(lines_of(after)[2:-1])


LONG = "这一句话很长很长很长，长得不能当标题用，只能另外写一个标题放在上面才行。"
TAIL = f"二、问题 {LONG}"


@pytest.mark.parametrize(
    ("element_id", "offset", "lines"),
    [
        (
            "e4",
            10,
            "（一）抓学习。办班48期。 （二）走访9户。 （三）抓管理 管理制度。修订7项。 一是抓5区。 1.小项。说明。",
        ),
        (
            "e6",
            0,
            "（一）抓学习。办班48期。走访9户。 （二）抓管理 （三）管理制度。修订7项。 一是抓5区。 1.小项。说明。",
        ),
        (
            "e6",
            5,
            "（一）抓学习。办班48期。走访9户。 （二）抓管理 管理制度。 （三）修订7项。 一是抓5区。 1.小项。说明。",
        ),
        ("e7", 0, "（一）抓学习。办班48期。走访9户。 （二）抓管理 管理制度。修订7项。 （三）抓5区。 1.小项。说明。"),
    ],
)
def test_a_section_begins_at_the_cursor(element_id: str, offset: int, lines: str) -> None:
    draft = make_draft(REPORT)
    assert told(split_section(draft, element_id, offset), draft) == f"一、开展情况 {lines} {TAIL}"


def test_a_long_sentence_gets_a_heading_to_be_typed_over() -> None:
    draft = make_draft(REPORT)
    assert told(split_section(draft, "e10", 0), draft).endswith(f"二、问题 三、{NEW} {LONG}")


def test_a_short_first_sentence_is_run_in() -> None:
    draft = make_draft(REPORT)
    new = apply(draft, split_section(draft, "e6", 0)).elements[5]
    assert (new.heading, new.run_in, new.depth) == ("管理制度", True, 2)


def test_a_fact_under_the_cursor_goes_whole() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, split_section(draft, "e4", 7))
    assert lines_of(after)[3:5] == ["（一）抓学习。办班", "（二）48期。走访9户。"]


@pytest.mark.parametrize(("element_id", "offset"), [("e1", 1), ("e4", 0), ("e4", 2), ("e5", 1), ("e11", 0), ("e6", 99)])
def test_no_section_begins_in_a_heading_or_outside_the_text(element_id: str, offset: int) -> None:
    assert split_section(make_draft(REPORT), element_id, offset).is_empty


def test_the_preamble_can_become_the_first_part() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, split_section(draft, "e2", 0))
    assert lines_of(after)[1:4] == ["一、今年以来。", "二、开展情况", "（一）抓学习。办班48期。走访9户。"]


@pytest.mark.parametrize(
    ("heading_id", "lines"),
    [
        ("e4", "一、开展情况 （一）抓学习。办班48期。走访9户。 抓管理 管理制度。修订7项。 一是抓5区。 1.小项。说明。"),
        ("e3", "一、开展情况 抓学习。办班48期。走访9户。 （一）抓管理 管理制度。修订7项。 一是抓5区。 1.小项。说明。"),
        (
            "e5",
            "一、开展情况 （一）抓学习。办班48期。走访9户。 （二）抓管理 管理制度。修订7项。 一是抓5区。 小项。说明。",
        ),
    ],
)
def test_the_next_heading_becomes_text(heading_id: str, lines: str) -> None:
    draft = make_draft(REPORT)
    assert told(join_next(draft, heading_id), draft) == f"{lines} {TAIL}"


def test_what_stood_under_the_next_comes_up_with_it() -> None:
    draft = make_draft("h1 一、|甲\nh2 （一）|乙\nh3 1.|丙\nh4 （1）|丁")
    after = apply(draft, join_next(draft, "e1"))
    assert lines_of(after) == ["一、甲", "乙", "（一）丙", "1.丁"]


@pytest.mark.parametrize("heading_id", ["e8", "e9"])
def test_a_section_is_not_joined_with_a_higher_one_or_none(heading_id: str) -> None:
    assert join_next(make_draft(REPORT), heading_id).is_empty


def test_a_heading_gets_its_own_line_without_its_stop() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, set_apart(draft, "e4"))
    assert lines_of(after)[3:5] == ["（一）抓学习", "办班48期。走访9户。"]
    assert (after.elements[3].heading, after.elements[3].run_in, after.elements[4].role) == ("抓学习", False, Role.BODY)


def test_a_heading_goes_into_the_text_below_it() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, run_in(draft, "e5"))
    assert lines_of(after)[4:6] == ["（二）抓管理。管理制度。修订7项。", "一是抓5区。"]
    assert (after.elements[4].heading, after.elements[4].run_in) == ("抓管理", True)


def test_apart_and_back_is_the_same() -> None:
    draft = make_draft(REPORT)
    apart = apply(draft, set_apart(draft, "e4"))
    back = apply(apart, run_in(apart, "e4"))
    assert (back.elements, back.facts) == (draft.elements, draft.facts)


@pytest.mark.parametrize("heading_id", ["e3", "e4"])
def test_a_heading_without_text_below_stays(heading_id: str) -> None:
    assert run_in(make_draft(REPORT), heading_id).is_empty


def test_a_heading_in_its_own_line_stays() -> None:
    assert set_apart(make_draft(REPORT), "e5").is_empty


def test_several_headings_change_their_lines_by_one_edit() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, heading_lines(draft, ("e4", "e5", "e8"), apart=True))
    assert told(heading_lines(draft, ("e4", "e5", "e8"), apart=True), draft).startswith(
        "一、开展情况 （一）抓学习 办班"
    )
    assert [element.run_in for element in after.elements if element.role is Role.HEADING] == [False] * 5


def test_no_heading_chosen_changes_no_line() -> None:
    assert heading_lines(make_draft(REPORT), (), apart=True).is_empty


@pytest.mark.parametrize(
    ("ids", "headings"),
    [
        (("e4",), ["e3", "e4", "e8", "e9"]),
        (("e4", "e5"), ["e3", "e4", "e8", "e9"]),
        (("e3", "e4", "e5"), ["e3", "e8", "e9"]),
    ],
)
def test_as_many_sections_are_joined_as_are_chosen(ids: tuple[str, ...], headings: list[str]) -> None:
    draft = make_draft(REPORT)
    after = apply(draft, join_following(draft, ids))
    assert [element.id for element in after.elements if element.role is Role.HEADING] == headings


def test_joining_stops_before_a_higher_section() -> None:
    draft = make_draft("h1 一、|甲\nh2 （一）|乙\nh1 二、|丙")
    assert lines_of(apply(draft, join_following(draft, ("e2", "e3")))) == ["一、甲", "（一）乙", "二、丙"]
