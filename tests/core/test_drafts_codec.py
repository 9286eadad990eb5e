"""Rows and JSON of the draft file give back exactly the values they were made from."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drafts.codec import (
    change_from,
    change_text,
    element_from,
    element_row,
    fact_from,
    fact_row,
    identity_from,
    identity_text,
    numbering_from,
    numbering_text,
)
from core.model.change import Change, Patch
from core.model.document import Numbering, NumberingMode
from core.model.draft import Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.spans import Place, Span

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
PATCHES = st.builds(
    Patch,
    elements=st.lists(ELEMENTS, max_size=2).map(tuple),
    facts=st.lists(FACTS, max_size=2).map(tuple),
    order=st.none() | st.lists(TEXT, max_size=3).map(tuple),
    identity=st.none() | st.builds(Identity, kind=TEXT, year=SMALL, unit=TEXT, period=TEXT),
)
CHANGES = st.builds(
    Change, place=st.builds(Place, TEXT, st.builds(Span, SMALL, SMALL)), before=PATCHES, after=PATCHES, reason=TEXT
)


@given(ELEMENTS)
def test_element_survives_its_row(element: Element) -> None:
    assert element_from(element_row(element)) == element


@given(FACTS)
def test_fact_survives_its_row(fact: Fact) -> None:
    assert fact_from(fact_row(fact)) == fact


@given(CHANGES)
def test_change_survives_its_json(change: Change) -> None:
    assert change_from(change_text(change)) == change


@pytest.mark.parametrize("numbering", [Numbering(), Numbering(NumberingMode.RUN_ON, 3)])
def test_numbering_survives_its_json(numbering: Numbering) -> None:
    assert numbering_from(numbering_text(numbering)) == numbering


def test_identity_survives_its_json() -> None:
    identity = Identity("上半年工作总结", 2023, "青禾县档案馆", "上半年")
    assert identity_from(identity_text(identity)) == identity


def test_chinese_stays_readable_in_the_journal() -> None:
    change = Change(Place("e1"), Patch(), Patch(), "填写要素")
    assert "填写要素" in change_text(change)


@pytest.mark.parametrize("row", [("e1",), ("e1", "no_such_role", "", "", 0, 0, 0, 0, 0)], ids=["short", "role"])
def test_wrong_row_is_refused(row: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match=r"zip|no_such_role"):
        element_from(row)


def test_particulars_come_back() -> None:
    identity = Identity("年度工作总结", 2023, particulars=(("发文机关", "青禾县档案馆"), ("抄送", "")))
    assert identity_from(identity_text(identity)) == identity


def test_an_earlier_draft_has_no_particulars() -> None:
    assert identity_from('{"kind":"年度工作总结","year":2023,"unit":"","period":"","key":""}').particulars == ()


def test_a_fact_of_an_earlier_history_has_no_source() -> None:
    fact = Fact("f1", FactKind.FIGURE, "count", "e1", 0, 2, "48", source="人事科", note="待复核")
    change = Change(Place("e1"), Patch(facts=(fact,)), Patch(), "填写要素")
    shape = json.loads(change_text(change))
    for name in ("source", "note"):
        del shape["before"]["facts"][0][name]
    assert change_from(json.dumps(shape)).before.facts == (replace(fact, source="", note=""),)
