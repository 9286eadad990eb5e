"""Rows and JSON of the draft file give back exactly the values they were made from."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drafts.codec import (
    draft_from,
    draft_text,
    element_from,
    element_row,
    elements_from,
    fact_from,
    fact_row,
    facts_from,
    identity_from,
    identity_text,
    numbering_from,
    numbering_text,
)
from core.model.blocks import CellPlace, Emphasis
from core.model.document import Numbering, NumberingMode
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState

TEXT = st.text(max_size=12)
SMALL = st.integers(0, 9)
ELEMENTS = st.builds(
    Element,
    id=TEXT,
    role=st.sampled_from(Role),
    content=TEXT,
    prefix=TEXT,
    level=SMALL,
    depth=SMALL,
    heading_length=SMALL,
    run_in=st.booleans(),
    line=SMALL,
)
FACTS = st.builds(
    Fact,
    id=TEXT,
    kind=st.sampled_from(FactKind),
    subkind=TEXT,
    element_id=TEXT,
    start=SMALL,
    end=SMALL,
    text=TEXT,
    state=st.sampled_from(FactState),
    value=st.none() | TEXT,
    source=TEXT,
    note=TEXT,
)
DRAFTS = st.builds(
    Draft,
    identity=st.builds(Identity, kind=TEXT, year=SMALL, unit=TEXT, period=TEXT),
    elements=st.lists(ELEMENTS, max_size=3).map(tuple),
    facts=st.lists(FACTS, max_size=3).map(tuple),
    numbering=st.sampled_from((Numbering(), Numbering(NumberingMode.RUN_ON, 3))),
    serial=SMALL,
)


@given(ELEMENTS)
def test_element_survives_its_row(element: Element) -> None:
    assert element_from(element_row(element)) == element


@given(FACTS)
def test_fact_survives_its_row(fact: Fact) -> None:
    assert fact_from(fact_row(fact)) == fact


CELLS = st.builds(CellPlace, TEXT, TEXT)
BOLD = (Emphasis(0, 1, ("bold",)),)


@given(st.lists(ELEMENTS | st.builds(Element, TEXT, st.just(Role.CELL), st.just("12"), cell=CELLS), max_size=4))
def test_elements_made_by_columns_are_those_made_one_by_one(elements: list[Element]) -> None:
    whole = (*elements, Element("e1", Role.BODY, "12", emphasis=BOLD), *elements)
    assert elements_from(list(map(element_row, whole))) == whole


@given(st.lists(FACTS, max_size=4))
def test_facts_made_by_columns_are_those_made_one_by_one(facts: list[Fact]) -> None:
    assert facts_from(list(map(fact_row, facts))) == tuple(facts)


@pytest.mark.parametrize("numbering", [Numbering(), Numbering(NumberingMode.RUN_ON, 3)])
def test_numbering_survives_its_json(numbering: Numbering) -> None:
    assert numbering_from(numbering_text(numbering)) == numbering


def test_identity_survives_its_json() -> None:
    identity = Identity("上半年工作总结", 2023, "青禾县档案馆", "上半年")
    assert identity_from(identity_text(identity)) == identity


def test_chinese_stays_readable_in_a_version() -> None:
    assert "填写要素" in draft_text(Draft(Identity(unit="填写要素")))


@given(DRAFTS)
def test_a_draft_survives_its_version(draft: Draft) -> None:
    assert draft_from(draft_text(draft)) == draft


def test_a_version_with_other_columns_is_read_by_their_names() -> None:
    draft = Draft(Identity(), (Element("e1", Role.BODY, "一段"),))
    shape = json.loads(draft_text(draft))
    shape["element"] = [[*reversed(row), "later"] for row in shape["element"]]
    assert draft_from(json.dumps(shape)) == draft


@pytest.mark.parametrize("row", [("e1",), ("e1", "no_such_role", "", "", 0, 0, 0, 0, 0)], ids=["short", "role"])
def test_wrong_row_is_refused(row: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match=r"unpack|no_such_role"):
        element_from(row)


def test_particulars_come_back() -> None:
    identity = Identity("年度工作总结", 2023, particulars=(("发文机关", "青禾县档案馆"), ("抄送", "")))
    assert identity_from(identity_text(identity)) == identity


def test_an_earlier_draft_has_no_particulars() -> None:
    assert identity_from('{"kind":"年度工作总结","year":2023,"unit":"","period":"","key":""}').particulars == ()
