"""Sections and readiness over any sequence of elements, sensible or not."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.outline import BACK, FRONT, SIGNED, readiness, sections, subtree

ROWS = st.lists(st.tuples(st.sampled_from(Role), st.integers(1, 4)), max_size=14)
GROUPS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(FactState)), max_size=10)


def elements_of(rows: list[tuple[Role, int]]) -> tuple[Element, ...]:
    return tuple(
        Element(f"e{number}", role, "文", depth=depth if role is Role.HEADING else 0)
        for number, (role, depth) in enumerate(rows, 1)
    )


def draft_with_facts(rows: list[tuple[Role, int]]) -> Draft:
    elements = elements_of(rows)
    facts = tuple(Fact(f"f{e.id[1:]}", FactKind.FIGURE, "count", e.id, 0, 1, "文") for e in elements)
    return Draft(Identity(), elements, facts)


@given(ROWS)
def test_every_element_is_in_exactly_one_section_in_order(rows):
    ids = [identifier for section in sections(elements_of(rows)) for identifier in section.element_ids]
    assert ids == [f"e{number}" for number in range(1, len(rows) + 1)]


@given(ROWS)
def test_every_heading_and_every_attachment_opens_a_section_of_its_own(rows):
    elements = elements_of(rows)
    headings = [element.id for element in elements if element.role in (Role.HEADING, Role.ATTACHMENT_MARK)]
    assert [section.heading_id for section in sections(elements) if section.heading_id] == headings


@given(ROWS)
def test_section_keys_are_given_once(rows):
    keys = [section.key for section in sections(elements_of(rows))]
    assert len(keys) == len(set(keys))


@given(ROWS)
def test_only_stretches_without_a_heading_have_no_depth(rows):
    assert all(bool(section.depth) is bool(section.heading_id) for section in sections(elements_of(rows)))


@given(ROWS)
def test_back_matter_stands_in_a_section_of_its_own(rows):
    elements = elements_of(rows)
    found = [section for section in sections(elements) if section.heading == "落款"]
    roles = {element.role for section in found for element in elements if element.id in section.element_ids}
    assert len(found) <= 1
    assert roles.isdisjoint(FRONT | {Role.HEADING})
    assert roles <= BACK or roles & SIGNED


@given(ROWS)
def test_every_fact_is_counted_in_one_section(rows):
    draft = draft_with_facts(rows)
    held = [{*section.element_ids} for section in sections(draft.elements)]
    assert [fact for ids in held for fact in draft.facts if fact.element_id in ids] == [*draft.facts]


@given(ROWS)
def test_subtrees_of_two_headings_lie_apart_or_inside_each_other(rows):
    elements = elements_of(rows)
    spans = [subtree(elements, element.id) for element in elements if element.role is Role.HEADING]
    for (_, end), (second, last) in itertools.pairwise(spans):
        assert second >= end or last <= end


@given(GROUPS)
def test_readiness_counts_every_field_once(rows):
    facts = [
        Fact(f"f{i}", FactKind.FIGURE, "count", "e1", i, i + 1, "1", group=group, state=state)
        for i, (group, state) in enumerate(rows)
    ]
    ready = readiness(facts)
    assert ready.total == len({group for group, _ in rows})
    assert ready.empty + ready.carried + ready.done == ready.total
