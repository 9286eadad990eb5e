"""A figure taken from a copy is its number and its unit, as the recogniser parts them: 万 and 亿 stay in the text."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.editing.text.units import ScaledValue, mend_units, with_scale
from core.editing.text.values import set_typed
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.review.differences import hunks
from core.workflows.drafting.session import create_session, open_session
from core.workflows.facts import find_facts
from core.workflows.messages import sentence
from core.workflows.review.copies import CopyIndex
from core.workflows.review.edits import Taker
from tests.builders import body

IDENTITY = Identity("总结", 2026, "青禾县", "", "abcd1234")


def now() -> datetime:
    return datetime(2026, 7, 6, 9)


REWRITES = [
    ("茶园产值2.4亿元。", "茶园产值2.7亿元。", "2.7", "亿元"),
    ("茶园产值2.4亿元。", "茶园产值约12.7亿元。", "12.7", "亿元"),
    ("茶园产值2.4亿元。", "茶园产值3亿元。", "3", "亿元"),
    ("茶园产值240万元。", "茶园产值27.5万元。", "27.5", "万元"),
    ("鲜叶产量16.2万吨。", "鲜叶产量16.5万吨。", "16.5万", "吨"),
    ("鲜叶产量16.2万吨。", "鲜叶产量17万吨。", "17万", "吨"),
]
SCALED = [
    ("茶园产值3.3亿元。", "茶园产值3500万元。", "3500", "万元", "33000"),
    ("茶园产值3.3亿元。", "茶园产值3.3万元。", "3.3", "万元", "33000"),
    ("茶园产值3500元。", "茶园产值3500万元。", "3500", "万元", "0.35"),
    ("茶园产值3500万元。", "茶园产值0.4亿元。", "0.4", "亿元", "0.35"),
    ("茶园产值3.3亿元。", "茶园产值3亿4千万元。", "3亿4千万", "元", "3.3亿"),
    ("鲜叶产量1.65万吨。", "鲜叶产量16800吨。", "16800", "吨", "1.65万"),
    ("鲜叶产量16500吨。", "鲜叶产量1.68万吨。", "1.68万", "吨", "16500"),
]


def taken(old: str, new: str) -> Draft:
    """The draft of one paragraph after a copy's rewrite of it, which nobody recorded, was taken."""
    draft = Draft(IDENTITY, (body(old),), tuple(find_facts([body(old)])), serial=9)
    (hunk,) = hunks(old, new)
    taker = Taker(draft, SimpleNamespace(index=CopyIndex({}, frozenset(), {})))
    return apply(draft, taker.rewritten(draft.elements[0], hunk.start, hunk.end, hunk.new_text(new)))


@pytest.mark.parametrize(("old", "new", "value", "unit"), REWRITES)
def test_a_taken_figure_is_parted_as_it_was_recognised(old: str, new: str, value: str, unit: str) -> None:
    draft = taken(old, new)
    assert [(fact.text, fact.value, fact.unit) for fact in draft.facts] == [(value, value, unit)]
    assert draft.elements[0].content == new


@pytest.mark.parametrize(("old", "new", "value", "unit"), REWRITES)
def test_filling_it_in_changes_its_number_only(old: str, new: str, value: str, unit: str) -> None:
    draft = taken(old, new)
    filled = apply(draft, set_typed(draft, draft.facts[0].id, "3.6"))
    assert filled.elements[0].content == new.replace(value.rstrip("万"), "3.6")
    assert filled.facts[0].unit == unit


def test_all_places_of_the_field_read_alike() -> None:
    old = "茶园产值2.4亿元。全县茶园产值2.4亿元。"
    draft = taken(old, old.replace("2.4", "2.7", 1))
    assert all(draft.elements[0].content.startswith(fact.text + fact.unit, fact.start) for fact in draft.facts)


@pytest.mark.parametrize(("old", "new", "value", "unit", "prior"), SCALED)
def test_a_value_at_another_scale_is_the_same_fact(old: str, new: str, value: str, unit: str, prior: str) -> None:
    (was,), draft = find_facts([body(old)]), taken(old, new)
    (fact,) = draft.facts
    assert (fact.id, fact.text, fact.value, fact.unit, fact.prior) == (was.id, value, value, unit, prior)
    assert draft.elements[0].content == new
    assert new.startswith(value + unit, fact.start)


@pytest.mark.parametrize(("old", "new", "value", "unit", "prior"), SCALED)
def test_a_value_at_another_scale_is_written_at_all_places(
    old: str, new: str, value: str, unit: str, prior: str
) -> None:
    draft = taken(f"{old}全县{old}", f"{new}全县{old}")
    assert draft.elements[0].content == f"{new}全县{new}"
    assert {(fact.text, fact.unit, fact.prior) for fact in draft.facts} == {(value, unit, prior)}
    assert len({fact.field for fact in draft.facts}) == 1


def test_the_label_names_the_new_unit() -> None:
    (fact,) = taken("茶园产值3.3亿元。", "茶园产值3500万元。").facts
    assert fact.label == "茶园产值（万元）"


def test_a_cell_of_the_field_gets_the_value_in_its_own_unit() -> None:
    before = Fact("f1", FactKind.FIGURE, "", "e1", 4, 7, "3.3", "亿元", group="one", prior="3.3")
    cell = Fact("f2", FactKind.FIGURE, "", "e2", 0, 3, "3.3", "亿元", group="one", prior="3.3")
    elements = (Element("e1", Role.BODY, "茶园产值3500万元。"), Element("e2", Role.CELL, "3.3"))
    after = with_scale(Draft(IDENTITY, elements, (before, cell)), before, ScaledValue("3500", "万元"))
    assert [each.content for each in after.elements] == ["茶园产值3500万元。", "0.35"]
    assert [(fact.text, fact.unit) for fact in after.facts] == [("3500", "万元"), ("0.35", "亿元")]
    assert len({fact.field for fact in after.facts}) == len(after.facts)


@pytest.mark.parametrize(
    ("content", "text", "mended"),
    [
        ("茶园产值3.5亿元。", "3.5亿", ("3.5", "亿元", "3.3")),
        ("茶园产值3500万元。", "3500万", ("3500", "万元", "33000")),
        ("茶园产值3500万元。", "3500", ("3500", "万元", "33000")),
        ("茶园产值3.5亿元。", "3.5", ("3.5", "亿元", "3.3")),
        ("茶园产值3.5（亿元）。", "3.5", ("3.5", "亿元", "3.3")),
    ],
)
def test_a_unit_that_does_not_fit_the_words_is_mended(content: str, text: str, mended: tuple[str, ...]) -> None:
    held = Fact("f1", FactKind.FIGURE, "", "e1", 4, 4 + len(text), text, "亿元", prior="3.3", value=text)
    draft = Draft(IDENTITY, (Element("e1", Role.BODY, content),), (held,))
    after = apply(draft, mend_units(draft))
    (fact,) = after.facts
    assert (fact.text, fact.unit, fact.prior) == mended
    assert after.elements == draft.elements


def test_opening_a_draft_tells_which_units_it_mended(tmp_path: Path) -> None:
    held = Fact("f1", FactKind.FIGURE, "", "e1", 4, 8, "3.5亿", "亿元", label="茶园产值（亿元）", value="3.5亿")
    draft = Draft(IDENTITY, (Element("e1", Role.BODY, "茶园产值3.5亿元。"),), (held,))
    path = tmp_path / "旧稿.nigao"
    create_session(path, draft, now).close()
    for is_told in (True, False):
        opened = open_session(path, now)
        opened.value.close()
        assert any("茶园产值" in sentence(notice) for notice in opened.notices) == is_told
