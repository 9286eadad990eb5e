"""Two states of a draft side by side, and an earlier one brought back, wholly or by section."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from core.editing.compare import both_sides
from core.editing.outline.sections import add_section, delete_section, move_section, place_section, rename
from core.editing.restoring import restore_all, restore_section
from core.editing.text.paragraphs import TypedParagraph, retyped, take_over
from core.editing.text.values import set_value
from core.editing.versions import PairKind, compared, compared_facts
from core.errors import BadUse
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.spans import Span
from tests.builders import fact_texts, lines_of, make_draft
from tests.core.editing.text.test_editing_laws import DRAFTS, EDITS, last, without_serial

REPORT = """
title |青禾县档案馆上半年工作总结
h1 一、|开展情况
h2 （一）|抓接收。‖接收档案{**}卷，整理{g:48}卷。
h2 （二）|抓利用。‖接待查档{63}人次。
h1 二、|存在问题
body |库房面积不足，整理{g:48}卷后更紧张。
"""


def retype(draft: Draft, element_id: str, content: str) -> Change:
    element = next(one for one in draft.elements if one.id == element_id)
    return take_over(draft, (element_id,), (retyped(draft, element, content),))


def fates(old: Draft, new: Draft) -> list[tuple[PairKind, str, str]]:
    """Everything that is not the same: fate, id before, id after."""
    found = compared(old, new)
    return [
        (p.fate, p.old.id if p.old else "", p.new.id if p.new else "") for p in found if p.fate is not PairKind.SAME
    ]


OLD = make_draft(REPORT)
CASES = {
    "nothing": (lambda draft: set_value(draft, "f1", "**"), []),
    "typed": (lambda draft: retype(draft, "e6", "库房面积不足，急需扩建。"), [(PairKind.CHANGED, "e6", "e6")]),
    "added": (
        lambda draft: add_section(draft, "e5", "打算"),
        [(PairKind.ADDED, "", "e7")],
    ),
    "moved": (
        lambda draft: move_section(draft, "e4", -1),
        [(PairKind.MOVED, "e4", "e4"), (PairKind.CHANGED, "e3", "e3")],
    ),
    "written anew": (
        lambda draft: take_over(draft, ("e6",), (TypedParagraph("", "库房面积不足，整理50卷后更加紧张。"),)),
        [(PairKind.CHANGED, "e6", "e7")],
    ),
    "replaced": (
        lambda draft: take_over(draft, ("e6",), (TypedParagraph("", "人手太少。"),)),
        [(PairKind.ADDED, "", "e7"), (PairKind.REMOVED, "e6", "")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_became_of_every_paragraph(case: str) -> None:
    edit, expected = CASES[case]
    assert fates(OLD, apply(OLD, edit(OLD))) == expected


def test_a_removed_section_stands_where_it_stood() -> None:
    found = compared(OLD, apply(OLD, delete_section(OLD, "e3")))
    assert [(p.fate, (p.old or p.new).id) for p in found][2] == (PairKind.REMOVED, "e3")


def test_the_words_that_differ_are_marked_with_the_ordinal_counted() -> None:
    pair = compared(OLD, apply(OLD, rename(OLD, "e5", "主要问题")))[4]
    assert (pair.old.text, pair.old_marks, pair.new_marks) == ("二、存在问题", (Span(2, 4),), (Span(2, 4),))


def test_a_pair_knows_its_section() -> None:
    assert [pair.key for pair in compared(OLD, OLD)] == ["e1", "e2", "e3", "e4", "e5", "e5"]


MARKS = [
    ("一样", "一样", (), ()),
    ("接收48卷", "接收52卷", (Span(2, 4),), (Span(2, 4),)),
    ("抓学习", "抓好学习", (), (Span(1, 2),)),
    ("抓好学习", "抓学习", (Span(1, 2),), ()),
    ("", "新", (), (Span(0, 1),)),
    ("甲乙的丙丁", "子丑的寅卯", (Span(0, 5),), (Span(0, 5),)),
]


@pytest.mark.parametrize(("old", "new", "gone", "come"), MARKS)
def test_both_sides_are_marked(old: str, new: str, gone: tuple[Span, ...], come: tuple[Span, ...]) -> None:
    assert both_sides(old, new) == (gone, come)


def test_fields_that_differ_are_listed_once() -> None:
    found = compared_facts(OLD, apply(OLD, set_value(OLD, "f2", "50")))
    assert [(pair.old.text, pair.new.text) for pair in found] == [("48", "50")]


def test_fields_that_came_or_went_are_listed() -> None:
    after = apply(OLD, delete_section(OLD, "e4"))
    assert [(p.old, p.new) for p in compared_facts(OLD, after)] == [(OLD.facts[2], None)]
    assert [(p.old, p.new) for p in compared_facts(after, OLD)] == [(None, OLD.facts[2])]


@settings(max_examples=40)
@given(DRAFTS, EDITS)
def test_every_paragraph_of_both_is_shown_once(draft, edits):
    after = last(draft, edits)
    found = compared(draft, after)
    assert [pair.new.id for pair in found if pair.new] == [element.id for element in after.elements]
    assert sorted(pair.old.id for pair in found if pair.old) == sorted(element.id for element in draft.elements)


@settings(max_examples=40)
@given(DRAFTS, EDITS)
def test_all_of_a_version_comes_back_exactly(draft, edits):
    after = last(draft, edits)
    assert without_serial(apply(after, restore_all(after, draft, "一稿"))) == without_serial(draft)


def test_a_section_comes_back_with_all_under_it() -> None:
    after = apply(OLD, delete_section(OLD, "e4"))
    after = apply(after, retype(after, "e6", "库房够用了。"))
    restored = apply(after, restore_section(after, OLD, "e2", "一稿"))
    assert lines_of(restored) == [*lines_of(OLD)[:5], "库房够用了。"]


def test_what_comes_back_is_told_of_the_first_paragraph_that_was_otherwise() -> None:
    after = apply(OLD, retype(OLD, "e6", "库房够用了。"))
    assert restore_section(after, OLD, "e5", "一稿").place.element_id == "e6"
    assert restore_all(after, OLD, "一稿").place.element_id == "e6"


def test_a_section_that_is_gone_comes_back_where_it_stood() -> None:
    after = apply(OLD, delete_section(OLD, "e3"))
    restored = apply(after, restore_section(after, OLD, "e3", "一稿"))
    assert without_serial(restored) == without_serial(OLD)


def test_a_paragraph_that_moved_comes_back_to_its_section() -> None:
    after = apply(OLD, take_over(OLD, ("e5", "e6"), (TypedParagraph("e6", "库房"), TypedParagraph("e5", "存在问题"))))
    restored = apply(after, restore_section(after, OLD, "e5", "一稿"))
    assert [element.id for element in restored.elements].count("e6") == 1


def test_a_section_moved_into_another_stays_when_that_is_brought_back() -> None:
    after = apply(OLD, place_section(OLD, "e4", "", 2))
    after = apply(after, add_section(after, "e4", "又一点"))
    restored = apply(after, restore_section(after, OLD, "e5", "一稿"))
    assert [element.id for element in restored.elements] == ["e1", "e2", "e3", "e5", "e6", "e4"]


def test_what_was_written_under_a_section_moved_here_stays_with_it() -> None:
    after = apply(OLD, place_section(OLD, "e4", "", 2))
    after = apply(after, take_over(after, ("e4",), (*typed(after, "e4"), TypedParagraph("", "新写的一段。"))))
    restored = apply(after, restore_section(after, OLD, "e5", "一稿"))
    assert lines_of(restored)[-1] == "新写的一段。"


@settings(max_examples=60)
@given(DRAFTS, EDITS)
def test_no_paragraph_of_a_version_goes_when_a_section_comes_back(draft, edits):
    after = last(draft, edits)
    known = {element.id for element in draft.elements} & {element.id for element in after.elements}
    for key in dict.fromkeys(pair.key for pair in compared(draft, after) if pair.old):
        restored = apply(after, restore_section(after, draft, key, "一稿"))
        assert known <= {element.id for element in restored.elements}


def typed(draft: Draft, element_id: str) -> tuple[TypedParagraph, ...]:
    """A paragraph as it stands, as if it had been typed."""
    element = next(one for one in draft.elements if one.id == element_id)
    return (retyped(draft, element, element.content),)


def test_a_field_that_says_something_else_elsewhere_is_no_longer_the_same() -> None:
    after = apply(OLD, set_value(OLD, "f2", "50"))
    restored = apply(after, restore_section(after, OLD, "e3", "一稿"))
    facts = {fact.id: fact for fact in restored.facts}
    assert (facts["f2"].text, facts["f4"].text, facts["f2"].group == facts["f4"].group) == ("48", "50", False)


def test_a_section_that_the_version_does_not_have_is_refused() -> None:
    with pytest.raises(BadUse, match="unknown_heading"):
        restore_section(OLD, OLD, "e99", "一稿")


def test_the_edit_says_what_it_brought_back() -> None:
    after = apply(OLD, set_value(OLD, "f2", "50"))
    assert restore_all(after, OLD, "送审一稿").reason == "恢复“送审一稿”"
    assert restore_section(after, OLD, "e3", "送审一稿").reason == "恢复“送审一稿”的一个章节"


@settings(max_examples=60)
@given(DRAFTS, EDITS)
def test_any_section_brought_back_leaves_a_sound_draft(draft, edits):
    after = last(draft, edits)
    for key in dict.fromkeys(pair.key for pair in compared(draft, after) if pair.old):
        restored = apply(after, restore_section(after, draft, key, "一稿"))
        ids = [item.id for item in (*restored.elements, *restored.facts)]
        assert len(ids) == len(set(ids))
        assert fact_texts(restored) == [fact.text for fact in restored.facts]


@settings(max_examples=30)
@given(DRAFTS, EDITS)
def test_one_field_has_one_state_after_a_section_came_back(draft, edits):
    after = last(draft, edits)
    for element in (one for one in draft.elements if one.depth):
        states: dict[str, set[str]] = {}
        for fact in apply(after, restore_section(after, draft, element.id, "一稿")).facts:
            states.setdefault(fact.group, set()).add(fact.state)
        assert all(len(found) == 1 for found in states.values())


def test_a_draft_without_text_can_be_compared() -> None:
    empty = replace(OLD, elements=(), facts=())
    assert {pair.fate for pair in compared(empty, OLD)} == {PairKind.ADDED}
    assert {pair.fate for pair in compared(OLD, empty)} == {PairKind.REMOVED}
