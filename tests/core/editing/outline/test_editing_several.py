"""Several sections at once: where they land, what stays in order, what goes along."""

import pytest

from core.editing.outline.bulk import delete_sections, move_sections, place_sections, roots_of, shift_sections
from core.model.change import apply
from core.model.draft import Draft
from tests.builders import lines_of, make_draft

REPORT = """
title |总结
h1 一、|甲
h2 （一）|子{1}
h2 （二）|丑
body |丑文
h2 （三）|寅
h1 二、|乙
h2 （一）|卯
h1 三、|丙
signature |青禾县
"""


def headings(draft: Draft) -> str:
    """The numbered lines in one."""
    return " ".join(line for line in lines_of(draft) if line[0] in "一二三四五（")


@pytest.mark.parametrize(
    ("ids", "before", "depth", "told"),
    [
        (("e3", "e6"), "e8", 0, "一、甲 （一）丑 二、乙 （一）子1 （二）寅 （三）卯 三、丙"),
        (("e3", "e4"), "", 1, "一、甲 （一）寅 二、乙 （一）卯 三、丙 四、子1 五、丑"),
        (("e2", "e4"), "", 0, "一、乙 （一）卯 二、丙 三、甲 （一）子1 （二）丑 （三）寅"),
        (("e7", "e9"), "e2", 0, "一、乙 （一）卯 二、丙 三、甲 （一）子1 （二）丑 （三）寅"),
        (("e9", "e3"), "e8", 2, "一、甲 （一）丑 （二）寅 二、乙 （一）子1 （二）丙 （三）卯"),
        (("e3", "e4"), "e4", 0, "一、甲 （一）子1 （二）丑 （三）寅 二、乙 （一）卯 三、丙"),
        (("e2",), "e4", 0, "一、甲 （一）子1 （二）丑 （三）寅 二、乙 （一）卯 三、丙"),
        (("e2",), "", 4, "一、甲 （一）子1 （二）丑 （三）寅 二、乙 （一）卯 三、丙"),
    ],
)
def test_sections_land_together_in_order(ids: tuple[str, ...], before: str, depth: int, told: str) -> None:
    draft = make_draft(REPORT)
    assert headings(apply(draft, place_sections(draft, ids, before, depth))) == told


def test_what_stands_under_a_section_goes_along() -> None:
    draft = make_draft(REPORT)
    after = lines_of(apply(draft, place_sections(draft, ("e4", "e9"), "e8", 2)))
    assert after[4:] == ["二、乙", "（一）丑", "丑文", "（二）丙", "（三）卯", "青禾县"]


@pytest.mark.parametrize(
    ("ids", "steps", "told"),
    [
        (("e4", "e6"), -1, "一、甲 （一）丑 （二）寅 （三）子1 二、乙 （一）卯 三、丙"),
        (("e3", "e4"), -1, "一、甲 （一）子1 （二）丑 （三）寅 二、乙 （一）卯 三、丙"),
        (("e3", "e4"), 1, "一、甲 （一）寅 （二）子1 （三）丑 二、乙 （一）卯 三、丙"),
        (("e7", "e9"), -1, "一、乙 （一）卯 二、丙 三、甲 （一）子1 （二）丑 （三）寅"),
        (("e4", "e6"), 1, "一、甲 （一）子1 （二）丑 （三）寅 二、乙 （一）卯 三、丙"),
    ],
)
def test_neighbours_move_together(ids: tuple[str, ...], steps: int, told: str) -> None:
    draft = make_draft(REPORT)
    assert headings(apply(draft, move_sections(draft, ids, steps))) == told


@pytest.mark.parametrize(
    ("ids", "steps", "told"),
    [
        (("e7", "e9"), 1, "一、甲 （一）子1 （二）丑 （三）寅 （四）乙 1.卯 （五）丙"),
        (("e3", "e6"), -1, "一、甲 二、子1 （一）丑 三、寅 四、乙 （一）卯 五、丙"),
        (("e2", "e9"), -1, "一、甲 （一）子1 （二）丑 （三）寅 二、乙 （一）卯 三、丙"),
    ],
)
def test_levels_change_together(ids: tuple[str, ...], steps: int, told: str) -> None:
    draft = make_draft(REPORT)
    after = apply(draft, shift_sections(draft, ids, steps))
    assert " ".join(line for line in lines_of(after) if line[0] in "一二三四五（1") == told


def test_sections_go_together_with_their_facts() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, delete_sections(draft, ("e3", "e7")))
    assert headings(after) == "一、甲 （一）丑 （二）寅 二、丙"
    assert after.facts == ()


def test_one_under_another_counts_once() -> None:
    assert roots_of(make_draft(REPORT).elements, {"e2", "e4", "e8", "e1"}) == ("e2", "e8")


def test_nothing_chosen_is_no_change() -> None:
    draft = make_draft(REPORT)
    assert place_sections(draft, (), "e3").is_empty
    assert move_sections(draft, (), 1).is_empty


@pytest.mark.parametrize(
    ("edit", "reason", "place"),
    [
        (lambda draft: place_sections(draft, ("e9", "e3"), "e8", 2), "移动章节", "e3"),
        (lambda draft: move_sections(draft, ("e6", "e4"), -1), "移动章节", "e4"),
        (lambda draft: shift_sections(draft, ("e6", "e3"), -1), "升级", "e3"),
        (lambda draft: shift_sections(draft, ("e9", "e7"), 1), "降级", "e7"),
        (lambda draft: delete_sections(draft, ("e7", "e3")), "删除章节", "e3"),
    ],
    ids=["placed", "moved", "raised", "lowered", "deleted"],
)
def test_the_edit_says_what_was_done_and_where_it_begins(edit, reason: str, place: str) -> None:
    change = edit(make_draft(REPORT))
    assert (change.reason, change.place.element_id) == (reason, place)


@pytest.mark.parametrize("ids", [("e2",), ("e2", "e7"), ("e2", "e7", "e9")])
def test_what_stands_at_the_top_goes_no_further_up_and_passes_nobody(ids: tuple[str, ...]) -> None:
    assert move_sections(make_draft(REPORT), ids, -1).is_empty


@pytest.mark.parametrize("ids", [("e9",), ("e7", "e9"), ("e2", "e7", "e9"), ("e6",), ("e4", "e6"), ("e8",)])
def test_what_stands_at_the_end_goes_no_further_down(ids: tuple[str, ...]) -> None:
    assert move_sections(make_draft(REPORT), ids, 1).is_empty


def test_one_that_is_free_moves_though_another_is_stuck() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, move_sections(draft, ("e3", "e9"), -1))
    assert headings(after) == "一、甲 （一）子1 （二）丑 （三）寅 二、丙 三、乙 （一）卯"


@pytest.mark.parametrize("edit", [place_sections, move_sections, shift_sections])
@pytest.mark.parametrize("ids", [("e1",), ("e5", "e10"), ("nobody",)])
def test_what_is_no_section_stays_where_it_is(edit, ids: tuple[str, ...]) -> None:
    assert edit(make_draft(REPORT), ids, "e8" if edit is place_sections else 1).is_empty


def test_sections_that_go_before_the_signature_stand_before_it() -> None:
    draft = make_draft(REPORT)
    assert lines_of(apply(draft, place_sections(draft, ("e2",), "")))[-1] == "青禾县"


def test_a_place_before_a_line_of_text_is_before_the_next_heading() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, place_sections(draft, ("e9",), "e5", 2))
    assert headings(after) == "一、甲 （一）子1 （二）丑 （三）丙 （四）寅 二、乙 （一）卯"
