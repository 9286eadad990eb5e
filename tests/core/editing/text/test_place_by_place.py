"""Laws: an edit of a value changes no character outside its places, and decides no place of a date, year or session but its own."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.editing.text.marking import mark_facts
from core.editing.text.notes import confirm_all
from core.editing.text.reuse_sentence import take_value
from core.editing.text.values import (
    GivenValue,
    confirm,
    empty_value,
    field_of,
    reset,
    set_doubtful,
    set_given_values,
    set_typed,
)
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.fact import Fact, FactKind, FactState, MaskKind
from core.model.outline import fields, readiness
from tests.builders import lines_of, make_draft

APART = [
    (FactKind.DATE, "year"),
    (FactKind.DATE, "period"),
    (FactKind.REFERENCE, "congress"),
    (FactKind.MASK, MaskKind.YEAR),
    (FactKind.MASK, MaskKind.ORDINAL),
]
TOGETHER = [(FactKind.FIGURE, "count"), (FactKind.MASK, MaskKind.NAME)]
EDITS: dict[str, Callable[[Draft, str], Change]] = {
    "confirm": confirm,
    "confirm_all": lambda draft, name: confirm_all(draft, [name]),
    "reset": reset,
    "typed": lambda draft, name: set_typed(draft, name, "2031"),
    "cleared": lambda draft, name: set_typed(draft, name, ""),
    "doubtful": lambda draft, name: set_doubtful(draft, name, "abc"),
    "given": lambda draft, name: set_given_values(draft, [GivenValue(name, "2031", "电话")]),
    "taken": take_value,
    "emptied": empty_value,
}
KINDS = st.sampled_from([*APART, *TOGETHER])
VALUES = st.sampled_from(["2025", "2026", "48"])
STATES = st.sampled_from([FactState.CARRIED, FactState.UPDATED, FactState.CONFIRMED])


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Paragraphs with several places of the same words."""
    names = draw(st.lists(st.sampled_from(["a", "b"]), min_size=2, max_size=7))
    value = {name: draw(VALUES) for name in "ab"}
    kind = {name: draw(KINDS) for name in "ab"}
    state = {name: draw(STATES) for name in "ab"}
    made = make_draft("\n".join(f"body |甲{{{name}:{value[name]}}}乙" for name in names))
    facts = (
        replace(one, kind=kind[one.group][0], subkind=str(kind[one.group][1]), state=state[one.group])
        for one in made.facts
    )
    return replace(made, facts=tuple(facts))


def other_places(draft: Draft, decided: tuple[Fact, ...]) -> list[tuple[str, str, FactState, str | None, str]]:
    """What stands at the places that were not decided."""
    ids = {fact.id for fact in decided}
    return [(fact.id, fact.text, fact.state, fact.value, fact.source) for fact in draft.facts if fact.id not in ids]


def around(draft: Draft) -> list[str]:
    """The paragraphs without their facts."""
    held = {fact.element_id: fact for fact in draft.facts}
    return [e.content[: held[e.id].start] + "|" + e.content[held[e.id].end :] for e in draft.elements]


@pytest.mark.parametrize("name", EDITS)
@given(drafts(), st.data())
def test_an_edit_of_a_value_touches_its_own_places_alone(name: str, draft: Draft, data: st.DataObject) -> None:
    fact = data.draw(st.sampled_from(draft.facts))
    decided = field_of(draft, fact.id)
    after = apply(draft, EDITS[name](draft, fact.id))
    assert other_places(after, decided) == other_places(draft, decided)
    assert around(after) == around(draft)


@given(drafts(), st.data())
def test_an_edit_of_a_value_is_undone_as_a_whole(draft: Draft, data: st.DataObject) -> None:
    edit = EDITS[data.draw(st.sampled_from(sorted(EDITS)))](draft, data.draw(st.sampled_from(draft.facts)).id)
    assert apply(apply(draft, edit), edit.inverse()) == draft


def same(kind: FactKind, subkind: str) -> Draft:
    """Three places of the same words."""
    made = make_draft("body |至{g:2025}年。\nbody |印发{g:2025}年会议的通知，{g:2025}年竣工。")
    return replace(made, facts=tuple(replace(one, kind=kind, subkind=str(subkind)) for one in made.facts))


@pytest.mark.parametrize(("kind", "subkind"), APART)
def test_what_is_confirmed_at_one_place_stays_open_at_the_others(kind: FactKind, subkind: str) -> None:
    draft = replace(same(kind, subkind))
    draft = replace(draft, facts=tuple(replace(one, state=FactState.CARRIED) for one in draft.facts))
    after = apply(draft, confirm(draft, "f2"))
    assert [one.state for one in after.facts] == [FactState.CARRIED, FactState.CONFIRMED, FactState.CARRIED]
    assert (len(fields(after.facts)), readiness(after.facts).carried) == (3, 2)


@pytest.mark.parametrize(("kind", "subkind"), APART)
def test_an_answer_from_another_unit_is_written_at_the_place_it_was_asked_for(kind: FactKind, subkind: str) -> None:
    draft = same(kind, subkind)
    after = apply(draft, set_given_values(draft, [GivenValue("f1", "2026", "电话")]))
    assert lines_of(after) == ["至2026年。", "印发2025年会议的通知，2025年竣工。"]
    assert [one.source for one in after.facts] == ["电话", "", ""]


def test_a_date_typed_at_its_place_is_taken_back_there_alone() -> None:
    draft = same(FactKind.DATE, "year")
    changed = apply(apply(draft, set_typed(draft, "f1", "2026")), set_typed(draft, "f3", "2027"))
    back = apply(changed, reset(changed, "f1"))
    assert lines_of(back) == ["至2025年。", "印发2025年会议的通知，2027年竣工。"]


def test_a_year_marked_beside_a_confirmed_one_is_open() -> None:
    draft = make_draft("body |至{g:2025}年。\nbody |又到2025年。")
    held = replace(draft.facts[0], kind=FactKind.DATE, subkind="year", state=FactState.CONFIRMED)
    draft = replace(draft, facts=(held,))
    new = replace(held, id="", element_id="e2", start=2, end=6, state=FactState.CARRIED)
    after = apply(draft, mark_facts(draft, [new]))
    assert [one.state for one in after.facts] == [FactState.CONFIRMED, FactState.CARRIED]


def test_a_figure_is_still_filled_in_once_for_all_its_places() -> None:
    draft = make_draft("body |举办{g:48}期。\nbody |共{g:48}期。")
    assert lines_of(apply(draft, set_typed(draft, "f2", "52"))) == ["举办52期。", "共52期。"]


def test_a_figure_emptied_in_one_place_stands_in_the_others() -> None:
    draft = make_draft("body |举办{g:48}期。\nbody |共{g:48}期。")
    after = apply(draft, empty_value(draft, "f1"))
    assert lines_of(after) == ["举办期。", "共48期。"]
    filled = apply(after, set_typed(after, "f1", "52"))
    assert (lines_of(filled), filled.facts[0].state) == (["举办52期。", "共48期。"], FactState.UPDATED)
