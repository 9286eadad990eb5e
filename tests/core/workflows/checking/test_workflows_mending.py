"""Accepting a proposal: at all places, without touching what the proposal is not about."""

from dataclasses import replace

import pytest

from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactState
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span
from core.workflows.checking.mending import can_mend, mended
from tests.builders import fact_texts, lines_of, make_draft

SOURCE = """
h1 三、|开展情况
body |接收档案,整理{**}件,利用{48}卷。
body |查阅,利用。
"""


def at(draft: Draft, element_id: str, text: str, number: int = 0) -> Place:
    content = next(element.content for element in draft.elements if element.id == element_id)
    start = -1
    for _ in range(number + 1):
        start = content.index(text, start + 1)
    return Place(element_id, Span(start, start + len(text)))


def finding(text: str, new: str | None, place: Place, *others: Place, code: str = "mark_half") -> Finding:
    return Finding(code, Severity.WARNING, place, text, "为什么", new, others)


def after(draft: Draft, one: Finding) -> list[str]:
    return lines_of(apply(draft, mended(draft, one)))


def test_all_places_are_mended_at_once() -> None:
    draft = make_draft(SOURCE)
    places = (at(draft, "e2", ","), at(draft, "e2", ",", 1), at(draft, "e3", ","))
    assert after(draft, finding(",", "，", *places))[1:] == ["接收档案，整理**件，利用48卷。", "查阅，利用。"]


def test_facts_behind_it_move_along() -> None:
    draft = make_draft(SOURCE)
    made = apply(draft, mended(draft, finding(",", "，然后", at(draft, "e2", ","))))
    assert [made.elements[1].content[fact.start : fact.end] for fact in made.facts] == ["**", "48"]


def test_a_fact_in_it_keeps_its_state() -> None:
    draft = make_draft("body |利用{４８}卷。")
    made = apply(draft, mended(draft, finding("４８", "48", at(draft, "e1", "４８"))))
    assert [(fact.text, fact.state, fact.value) for fact in made.facts] == [("48", FactState.CARRIED, None)]


def test_a_filled_fact_keeps_its_value_in_step() -> None:
    draft = make_draft("body |利用{４８}卷。")
    filled = tuple(replace(fact, state=FactState.UPDATED, value="４８", source="某科") for fact in draft.facts)
    made = apply(draft, mended(replace(draft, facts=filled), finding("４８", "48", at(draft, "e1", "４８"))))
    assert [(fact.state, fact.value, fact.source) for fact in made.facts] == [(FactState.UPDATED, "48", "某科")]


def test_an_empty_proposal_takes_the_words_out() -> None:
    draft = make_draft("body |开展开展培训。")
    assert after(draft, finding("开展", "", at(draft, "e1", "开展", 1), code="repeat_word")) == ["开展培训。"]


def test_an_ordinal_is_written_anew() -> None:
    draft = make_draft(SOURCE)
    assert after(draft, finding("三、", "二、", Place("e1"), code="numbering_gap"))[0] == "二、开展情况"


def test_what_the_finding_is_held_against_stays() -> None:
    draft = make_draft("body |“早干快干”和“早干、快干”。")
    one = finding(
        "早干快干", "早干、快干", at(draft, "e1", "早干快干"), at(draft, "e1", "早干、快干"), code="term_two_forms"
    )
    assert after(draft, one) == ["“早干、快干”和“早干、快干”。"]


@pytest.mark.parametrize("new", [None, "，"])
def test_nothing_happens_without_a_proposal_or_where_the_words_are_gone(new: str | None) -> None:
    draft = make_draft("body |查阅利用。")
    assert mended(draft, finding(",", new, Place("e1", Span(2, 3)))).is_empty


def test_it_is_one_step_back() -> None:
    draft = make_draft(SOURCE)
    change = mended(draft, finding(",", "，", at(draft, "e2", ","), at(draft, "e3", ",")))
    assert apply(apply(draft, change), change.inverse()) == draft


def test_whether_there_is_a_proposal() -> None:
    place = Place("e1")
    assert [can_mend(finding(",", new, place)) for new in ("，", "", None)] == [True, True, False]


TORN = [
    ("body |投入12 .{5}万元。", " .", ["12.5"]),
    ("body |投入{12}、{5}万元。", "、", ["12.5"]),
    ("body |投入12。{g1:5}万元，比上年多{g1:5}万元。", "12。5", ["12.5", "5"]),
]


@pytest.mark.parametrize(("source", "text", "facts"), TORN)
def test_a_figure_that_was_torn_is_one_fact(source: str, text: str, facts: list[str]) -> None:
    draft = make_draft(source)
    new = "12.5" if "12" in text else "."
    made = apply(draft, mended(draft, finding(text, new, at(draft, "e1", text))))
    assert fact_texts(made) == [fact.text for fact in made.facts] == [fact.prior for fact in made.facts] == facts
    assert {fact.state for fact in made.facts} == {FactState.CARRIED}
    assert len({fact.group for fact in made.facts}) == len(facts)


def test_a_figure_beside_what_is_mended_stays_as_it_is() -> None:
    draft = make_draft("body |投入12元,{5}万元。")
    made = apply(draft, mended(draft, finding(",", "，", at(draft, "e1", ","))))
    assert [fact.text for fact in made.facts] == ["5"]
