"""What a draft keeps of the year's plan, and what becomes of numbers when a level runs on; sections brought back."""

from dataclasses import replace

import pytest

from core.editing.outline.sections import delete_section, move_section, number_level, rename
from core.editing.plan_notes import CHOSEN, VERDICTS, add_plan, noted, set_noted
from core.editing.restoring import restore_all, restore_section
from core.editing.text.one_line import LONGEST
from core.editing.text.values import set_value
from core.errors import BadUse
from core.model.change import apply
from core.model.document import Numbering, NumberingMode
from core.model.draft import Basis, Draft
from core.model.elements import Element, Role
from tests.builders import fact_texts, lines_of, make_draft

REPORT = """
title |总结
h1 一、|甲
h2 （一）|子。‖接收{48}卷。
h2 （二）|丑
h1 二、|乙
h2 （一）|寅
body |共{**}人。
"""
DRAFT = make_draft(REPORT)
PLAN = Basis("要点", (Element("b1", Role.BODY, "接收档案。"),))
OTHER = Basis("方案", (Element("b1", Role.BODY, "修复档案。"),))

# Notes


def test_what_is_not_noted_is_empty() -> None:
    assert noted(DRAFT, VERDICTS) == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [("甲", "甲"), (" 甲 ", "甲"), ("甲\n乙\t丙", "甲 乙 丙"), ("", ""), ("长" * LONGEST, "长" * LONGEST)],
)
def test_a_note_is_kept_in_one_line(text: str, kept: str) -> None:
    assert noted(apply(DRAFT, set_noted(DRAFT, VERDICTS, text, "判断")), VERDICTS) == kept


def test_other_particulars_stay() -> None:
    draft = replace(DRAFT, identity=replace(DRAFT.identity, particulars=(("签发人", "王一"),)))
    after = apply(draft, set_noted(draft, VERDICTS, "甲", "判断"))
    assert after.identity.particulars == (("签发人", "王一"), (VERDICTS, "甲"))


@pytest.mark.parametrize(("text", "code"), [("长" * (LONGEST + 1), "plan_reason_long"), ("甲\x00", "value_unusable")])
def test_a_note_that_cannot_be_kept_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadUse, match=code):
        set_noted(DRAFT, VERDICTS, text, "判断")


@pytest.mark.parametrize("text", ["甲", "甲\n", " 甲"])
def test_the_same_note_again_is_no_change(text: str) -> None:
    draft = apply(DRAFT, set_noted(DRAFT, VERDICTS, "甲", "判断"))
    assert set_noted(draft, VERDICTS, text, "判断").is_empty


def test_a_note_in_a_draft_without_text_has_no_place() -> None:
    change = set_noted(Draft(DRAFT.identity), VERDICTS, "甲", "判断")
    assert (change.place.element_id, change.reason) == ("", "判断")


@pytest.mark.parametrize(
    ("basis", "plan", "number", "count"),
    [
        ((), PLAN, "0", 1),
        ((OTHER,), PLAN, "1", 2),
        ((PLAN, OTHER), PLAN, "0", 2),
        ((OTHER, PLAN), replace(PLAN, name="别的名称"), "1", 2),
    ],
    ids=["none yet", "another", "the same", "the same by another name"],
)
def test_a_plan_is_kept_once(basis: tuple[Basis, ...], plan: Basis, number: str, count: int) -> None:
    draft = replace(DRAFT, basis=basis)
    after = apply(draft, add_plan(draft, plan, "选择"))
    assert (noted(after, CHOSEN), len(after.basis)) == (number, count)


def test_a_plan_is_taken_out_again() -> None:
    change = add_plan(DRAFT, PLAN, "选择")
    assert apply(apply(DRAFT, change), change.inverse()) == DRAFT


# Numbers


def headings(draft: Draft) -> str:
    return " ".join(element.prefix for element in draft.elements if element.prefix)


@pytest.mark.parametrize(
    ("heading", "run_on", "told", "mode"),
    [
        ("e3", True, "一、 （一） （二） 二、 （三）", Numbering(NumberingMode.RUN_ON, 2)),
        ("e6", True, "一、 （一） （二） 二、 （三）", Numbering(NumberingMode.RUN_ON, 2)),
        ("e2", True, "一、 （一） （二） 二、 （一）", Numbering(NumberingMode.RUN_ON, 1)),
        ("e3", False, "一、 （一） （二） 二、 （一）", Numbering()),
        ("e1", True, "一、 （一） （二） 二、 （一）", Numbering()),
        ("e99", True, "一、 （一） （二） 二、 （一）", Numbering()),
    ],
)
def test_a_level_runs_on(heading: str, run_on: bool, told: str, mode: Numbering) -> None:
    after = apply(DRAFT, number_level(DRAFT, heading, run_on))
    assert (headings(after), after.numbering) == (told, mode)


def test_a_level_that_ran_on_begins_again() -> None:
    on = apply(DRAFT, number_level(DRAFT, "e3", True))
    assert apply(on, number_level(on, "e6", False)) == DRAFT


@pytest.mark.parametrize(("run_on", "reason"), [(True, "全文连续编号"), (False, "每章节重新编号")])
def test_the_edit_of_numbers_says_which(run_on: bool, reason: str) -> None:
    assert number_level(DRAFT, "e3", run_on).reason == reason


# Sections brought back


@pytest.mark.parametrize("key", ["e2", "e3", "e4", "e5", "e6"])
def test_a_section_that_was_deleted_comes_back_to_its_place(key: str) -> None:
    after = apply(DRAFT, delete_section(DRAFT, key))
    restored = apply(after, restore_section(after, DRAFT, key, "一稿"))
    assert (lines_of(restored), fact_texts(restored)) == (lines_of(DRAFT), fact_texts(DRAFT))


@pytest.mark.parametrize("key", ["e2", "e5"])
def test_a_section_that_is_as_it_was_changes_nothing(key: str) -> None:
    assert restore_section(DRAFT, DRAFT, key, "一稿").is_empty


def test_a_section_comes_back_where_it_stands_now() -> None:
    moved = apply(DRAFT, move_section(DRAFT, "e5", -1))
    named = apply(moved, rename(moved, "e5", "别的"))
    restored = apply(named, restore_section(named, DRAFT, "e5", "一稿"))
    assert lines_of(restored) == lines_of(moved)


def test_the_part_before_the_first_heading_comes_back() -> None:
    draft = replace(DRAFT, elements=DRAFT.elements[1:])
    restored = apply(draft, restore_section(draft, DRAFT, "e1", "一稿"))
    assert lines_of(restored) == lines_of(DRAFT)


def test_all_comes_back_but_the_documents_beside_it() -> None:
    changed = apply(DRAFT, set_value(DRAFT, "f1", "50"))
    changed = apply(changed, delete_section(changed, "e5"))
    changed = replace(changed, basis=(PLAN,))
    restored = apply(changed, restore_all(changed, DRAFT, "一稿"))
    assert replace(restored, basis=()) == DRAFT
    assert restored.basis == (PLAN,)


@pytest.mark.parametrize(
    ("then", "now", "place"), [(DRAFT, Draft(DRAFT.identity), "e1"), (Draft(DRAFT.identity), DRAFT, "e1")]
)
def test_all_of_nothing_comes_back(then: Draft, now: Draft, place: str) -> None:
    change = restore_all(now, then, "一稿")
    assert change.place.element_id == place
    assert lines_of(apply(now, change)) == lines_of(then)
