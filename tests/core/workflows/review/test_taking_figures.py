"""A figure taken from a copy is its number and its unit, as the recogniser parts them: 万 and 亿 stay in the text."""

from types import SimpleNamespace

import pytest

from core.editing.text.values import set_typed
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.review.differences import hunks
from core.workflows.facts import find_facts
from core.workflows.review.copies import CopyIndex
from core.workflows.review.edits import Taker
from tests.builders import body

IDENTITY = Identity("总结", 2026, "青禾县", "", "abcd1234")
REWRITES = [
    ("茶园产值2.4亿元。", "茶园产值2.7亿元。", "2.7", "亿元"),
    ("茶园产值2.4亿元。", "茶园产值约12.7亿元。", "12.7", "亿元"),
    ("茶园产值2.4亿元。", "茶园产值3亿元。", "3", "亿元"),
    ("茶园产值240万元。", "茶园产值27.5万元。", "27.5", "万元"),
    ("鲜叶产量16.2万吨。", "鲜叶产量16.5万吨。", "16.5万", "吨"),
    ("鲜叶产量16.2万吨。", "鲜叶产量17万吨。", "17万", "吨"),
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
