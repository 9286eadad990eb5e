"""The change between two states of a draft says just what is unlike, however it is found."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.change import ChangeApplier, apply, difference
from core.model.draft import Draft, Identity
from core.model.fact import Fact
from core.model.spans import Place
from tests.builders import make_draft

DRAFT = make_draft("\n".join(f"body |接收{{{number + 10}}}卷，修复{{{number + 20}}}卷。" for number in range(4)))
FATES = st.lists(
    st.sampled_from(("same", "twin", "other", "gone")), min_size=len(DRAFT.facts), max_size=len(DRAFT.facts)
)


def fated(fact: Fact, fate: str) -> list[Fact]:
    """The very fact, one that is equal, one that is not, or none."""
    return {"same": [fact], "twin": [replace(fact)], "other": [replace(fact, note="改")], "gone": []}[fate]


def plainly(own: Draft, other: Draft) -> tuple[Fact, ...]:
    """The facts that another draft lacks or holds otherwise, found by comparing each with each."""
    return tuple(fact for fact in own.facts if fact not in other.facts)


@given(FATES, st.lists(st.integers(31, 34), unique=True, max_size=2))
def test_the_facts_of_a_change_are_those_that_are_unlike(fates: list[str], new: list[int]) -> None:
    facts = [left for fact, fate in zip(DRAFT.facts, fates, strict=True) for left in fated(fact, fate)]
    facts += [replace(DRAFT.facts[-1], id=f"f{number}", start=9, end=9) for number in new]
    after = replace(DRAFT, facts=tuple(facts))
    change = difference(DRAFT, after, Place("e1"), "改")
    assert (change.before.facts, change.after.facts) == (plainly(DRAFT, after), plainly(after, DRAFT))


@given(FATES)
def test_facts_of_many_paragraphs_come_back_in_order(fates: list[str]) -> None:
    facts = [left for fact, fate in zip(DRAFT.facts, fates, strict=True) for left in fated(fact, fate)]
    after = replace(DRAFT, facts=tuple(facts))
    assert apply(after, difference(after, DRAFT, Place("e1"), "改")) == DRAFT


def test_no_fact_is_lost_where_paragraphs_move_and_those_of_one_do_not_follow_each_other() -> None:
    mixed = replace(DRAFT, facts=(*DRAFT.facts[1:], DRAFT.facts[0]))
    moved = replace(mixed, elements=DRAFT.elements[::-1])
    after = apply(mixed, difference(mixed, moved, Place("e1"), "改"))
    assert sorted(fact.id for fact in after.facts) == sorted(fact.id for fact in DRAFT.facts)


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=6))
def test_a_hand_that_goes_on_makes_of_a_draft_what_each_change_makes_of_it(steps: list[tuple[int, bool]]) -> None:
    applier, draft, other = ChangeApplier(), DRAFT, DRAFT
    for number, is_move in steps:
        elements = list(draft.elements)
        if is_move:
            elements.append(elements.pop(number))
        moved = replace(draft, elements=tuple(elements))
        facts = tuple(replace(f, note=f.note + "改") if f.element_id == elements[number].id else f for f in draft.facts)
        change = difference(draft, replace(moved, facts=facts), Place("e1"), "改")
        draft, other = applier.applied(draft, change), apply(other, change)
    assert draft == other


def test_a_fact_whose_paragraph_is_gone_is_no_draft() -> None:
    draft = make_draft("body |选派{12}名干部。\nbody |库房整洁。")
    rest = replace(draft, elements=draft.elements[1:], facts=())
    change = difference(draft, rest, Place("e1"), "删除")
    torn = replace(change, before=replace(change.before, facts=()))
    with pytest.raises(KeyError):
        apply(draft, torn)


@pytest.mark.parametrize(
    ("identity", "named"),
    [
        (Identity("年度工作要点", 2026), "2026年度工作要点"),
        (Identity("上半年工作总结", 2026), "2026年上半年工作总结"),
        (Identity("年度工作总结"), "年度工作总结"),
    ],
)
def test_a_kind_says_year_once(identity, named):
    assert identity.dated_kind == named
