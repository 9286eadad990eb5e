"""Editing the outline: the numbers follow."""

import pytest

from core.editing.outline.sections import (
    add_section,
    delete_section,
    demote,
    move_section,
    place_section,
    promote,
    rename,
)
from core.errors import BadUse
from core.model.change import apply
from core.model.document import Numbering, NumberingMode
from tests.builders import fact_texts, lines_of, make_draft

REPORT = """
title |2022年上半年工作总结
preamble |今年以来，工作有序。
h1 一、|开展情况
h2 （一）|加强学习。‖选派{**}名干部。
h2 （二）|夯实基层。‖举办{48}期。
h1 二、|存在问题
body |一些问题。
h1 三、|下半年计划
h2 （一）|抓学习。‖学。
closing |特此报告。
"""
RESTART = Numbering()
RUN_ON = """
h1 一、|甲
h3 1.|子。‖丑
h3 2.|寅。‖卯
h1 二、|乙
h3 3.|辰。‖巳
"""


def after(edit, *arguments, source=REPORT, numbering=RESTART):
    draft = make_draft(source, numbering)
    return apply(draft, edit(draft, *arguments))


def test_renaming_keeps_mark_body_and_facts():
    draft = after(rename, "e4", "强化理论学习")
    assert draft.elements[3].text == "（一）强化理论学习。选派**名干部。"
    assert fact_texts(draft) == ["**", "48"]


def test_renaming_a_heading_that_stands_alone():
    assert after(rename, "e3", "工作开展情况").elements[2].heading == "工作开展情况"


def test_renaming_to_nothing_and_back():
    draft = after(rename, "e3", "")
    assert apply(draft, rename(draft, "e3", "开展情况")) == make_draft(REPORT)


def test_deleting_a_part_takes_its_subtree_and_renumbers():
    draft = after(delete_section, "e3")
    assert lines_of(draft)[2:4] == ["一、存在问题", "一些问题。"]
    assert draft.facts == ()


def test_moving_down_changes_places_with_the_next_part():
    draft = after(move_section, "e3", 1)
    assert [e.text for e in draft.elements if e.depth == 1] == ["一、存在问题", "二、开展情况", "三、下半年计划"]


def test_moving_up_and_down_again_changes_nothing():
    draft = after(move_section, "e8", -1)
    assert apply(draft, move_section(draft, "e8", 1)) == make_draft(REPORT)


def test_the_last_part_does_not_move_behind_the_closing():
    draft = make_draft(REPORT)
    assert move_section(draft, "e8", 1).is_empty


def test_a_subsection_stays_under_its_parent():
    draft = make_draft(REPORT)
    assert move_section(draft, "e5", 1).is_empty


def test_placing_a_part_before_another():
    draft = after(place_section, "e8", "e3")
    assert lines_of(draft)[2:5] == ["一、下半年计划", "（一）抓学习。学。", "二、开展情况"]


def test_placing_a_part_behind_the_last():
    draft = after(place_section, "e3", "")
    assert [e.text for e in draft.elements if e.depth == 1][-1] == "三、开展情况"


def test_a_part_cannot_be_placed_inside_itself():
    draft = make_draft(REPORT)
    assert place_section(draft, "e3", "e5").is_empty


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(("e6", "e5", 2), "（二）存在问题"), (("e5", "e6", 1), "二、夯实基层"), (("e3", "", 2), "（二）开展情况")],
)
def test_placing_a_part_at_another_level(arguments, expected):
    assert expected in {element.ordinal + element.heading for element in after(place_section, *arguments).elements}


def test_demoting_puts_a_part_under_the_one_before_it():
    draft = after(demote, "e6")
    assert [e.text for e in draft.elements if e.depth == 2][:3][-1] == "（三）存在问题"


def test_demoting_the_first_part_changes_nothing():
    draft = make_draft(REPORT)
    assert demote(draft, "e3").is_empty


def test_promoting_gives_the_form_of_the_upper_level():
    draft = after(promote, "e5")
    assert [e.ordinal for e in draft.elements if e.depth == 1] == ["一、", "二、", "三、", "四、"]


def test_demoting_and_promoting_again_changes_nothing():
    draft = after(demote, "e6")
    assert apply(draft, promote(draft, "e6")) == make_draft(REPORT)


def test_a_new_section_stands_behind_the_whole_part_and_is_numbered():
    draft = after(add_section, "e3", "重点工作")
    assert [e.text for e in draft.elements if e.depth == 1] == [
        "一、开展情况",
        "二、重点工作",
        "三、存在问题",
        "四、下半年计划",
    ]


def test_a_new_last_part_stands_before_the_closing():
    draft = after(add_section, "", "附言")
    assert lines_of(draft)[-2:] == ["四、附言", "特此报告。"]


def test_numbers_that_run_on_go_on_across_parts():
    numbering = Numbering(NumberingMode.RUN_ON, 3)
    draft = after(delete_section, "e2", source=RUN_ON.replace("h3", "h3"), numbering=numbering)
    assert [e.ordinal for e in draft.elements if e.level == 3] == ["1.", "2."]


def test_an_unknown_heading_is_a_bad_request():
    with pytest.raises(BadUse):
        rename(make_draft(REPORT), "e1", "标题")


@pytest.mark.parametrize("edit", [rename, delete_section, promote, demote])
def test_every_outline_edit_can_be_taken_back(edit):
    draft = make_draft(REPORT)
    arguments = ("e5", "新名") if edit is rename else ("e5",)
    change = edit(draft, *arguments)
    assert apply(apply(draft, change), change.inverse()) == draft


def test_line_breaks_of_a_heading_become_blanks():
    assert after(rename, "e3", "工作\n开展\r\n情况\n").elements[2].heading == "工作 开展 情况"
