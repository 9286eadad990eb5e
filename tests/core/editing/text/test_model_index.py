"""The index of a draft is kept up with its changes, and typing costs what it touches."""

from hypothesis import given
from hypothesis import strategies as st

from core.editing.outline.sections import delete_section, move_section
from core.editing.text.paragraphs import TypedFact, TypedParagraph, retyped, take_over, take_over_in
from core.editing.text.values import confirm, set_value
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.index import DraftIndex, index_of, updated
from core.model.outline import FieldCount, readiness
from tests.builders import make_draft

TEXT = """
h1 一、|开展情况
h2 （一）|加强学习。‖举办讲座{g1:48}期，培训{**}人次。
body |全年讲座{g1:48}期，经费{g2:12}万元，馆藏{**}卷。
h1 二、|存在问题
h2 （一）|馆藏不足。‖还差{g2:12}万元。
body |没有数字的一段。
"""
DRAFT = make_draft(TEXT)
VALUES = st.sampled_from(("5", "49", "**", "一百"))
STEPS = st.lists(
    st.tuples(st.sampled_from(("set", "confirm", "type", "move", "delete")), st.integers(0, 20), VALUES), max_size=8
)


def edited(draft: Draft, step: tuple[str, int, str]) -> Change | None:
    """One of the edits a clerk can make, at a place chosen by a number."""
    name, number, value = step
    if name in ("set", "confirm"):
        if not draft.facts:
            return None
        fact = draft.facts[number % len(draft.facts)]
        return set_value(draft, fact.id, value) if name == "set" else confirm(draft, fact.id)
    element = draft.elements[number % len(draft.elements)]
    if name == "type":
        return take_over(draft, (element.id,), (retyped(draft, element, value + element.content),))
    heads = [one for one in draft.elements if one.depth == 2]
    if len(heads) < 2:
        return None
    head = heads[number % len(heads)]
    return move_section(draft, head.id, 1) if name == "move" else delete_section(draft, head.id)


def plain(index: DraftIndex) -> tuple[object, ...]:
    """An index without empty entries, which mean nothing."""
    return (
        index.draft,
        dict(index.elements),
        dict(index.numbers),
        {k: v for k, v in index.facts.items() if v},
        dict(index.fields),
        index.ready,
    )


@given(STEPS)
def test_an_index_kept_up_is_the_index_made_anew(steps: list[tuple[str, int, str]]) -> None:
    draft, index = DRAFT, index_of(DRAFT)
    for step in steps:
        change = edited(draft, step)
        if change is not None:
            draft = apply(draft, change)
            index = updated(index, draft, change)
    assert plain(index) == plain(index_of(draft))


@given(STEPS)
def test_facts_stay_in_the_order_of_the_text(steps: list[tuple[str, int, str]]) -> None:
    draft = DRAFT
    for step in steps:
        change = edited(draft, step)
        draft = apply(draft, change) if change is not None else draft
    order = [element.id for element in draft.elements]
    assert list(draft.facts) == sorted(draft.facts, key=lambda fact: (order.index(fact.element_id), fact.start))


@given(st.integers(0, 5), st.text("增加了5期。", max_size=6), st.integers(0, 30))
def test_typing_costs_what_it_touches_and_does_the_same(number: int, words: str, place: int) -> None:
    element = DRAFT.elements[number]
    content = element.content[:place] + words + element.content[place:]
    typed = (retyped(DRAFT, element, content),)
    assert apply(DRAFT, take_over_in(index_of(DRAFT), (element.id,), typed)) == apply(
        DRAFT, take_over(DRAFT, (element.id,), typed)
    )


def test_a_value_typed_at_one_place_stands_at_the_others() -> None:
    element = DRAFT.elements[1]
    typed = (
        TypedParagraph(
            element.id, element.content.replace("48", "52"), (TypedFact("f1", 9, 11), TypedFact("f2", 15, 17))
        ),
    )
    after = apply(DRAFT, take_over_in(index_of(DRAFT), (element.id,), typed))
    assert "讲座52期" in after.elements[2].content


def test_a_split_paragraph_looks_through_the_whole_draft() -> None:
    element = DRAFT.elements[5]
    typed = (TypedParagraph(element.id, "没有数字"), TypedParagraph("", "的一段。"))
    after = apply(DRAFT, take_over_in(index_of(DRAFT), (element.id,), typed))
    assert [one.content for one in after.elements[5:]] == ["没有数字", "的一段。"]


def test_the_index_counts_as_the_outline_does() -> None:
    assert index_of(DRAFT).ready == readiness(DRAFT.facts)


def test_an_untouched_paragraph_keeps_its_very_facts() -> None:
    index = index_of(DRAFT)
    change = set_value(DRAFT, DRAFT.facts[1].id, "30")
    after = updated(index, apply(DRAFT, change), change)
    assert after.facts[DRAFT.elements[4].id] is index.facts[DRAFT.elements[4].id]


def test_a_part_holds_the_other_places_of_its_fields() -> None:
    part = index_of(DRAFT).part((DRAFT.elements[1].id,))
    assert [element.id for element in part.elements] == [DRAFT.elements[1].id, DRAFT.elements[2].id]


def test_a_paragraph_that_only_moved_keeps_its_very_facts() -> None:
    index = index_of(DRAFT)
    change = move_section(DRAFT, DRAFT.elements[3].id, -1)
    held = index.facts[DRAFT.elements[2].id]
    assert updated(index, apply(DRAFT, change), change).facts[DRAFT.elements[2].id] is held


@given(STEPS)
def test_fields_counted_as_facts_come_and_go_are_the_fields_counted_anew(steps: list[tuple[str, int, str]]) -> None:
    draft, count = DRAFT, FieldCount(DRAFT.facts)
    for step in steps:
        change = edited(draft, step)
        if change is not None:
            draft = apply(draft, change)
            count.change(change.before.facts, change.after.facts)
    assert count.ready == readiness(draft.facts)
