"""Text with facts on the clipboard and back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.editing.text.paragraphs import TypedFact, TypedParagraph
from core.editing.text.values import set_value
from core.model.blocks import BOLD, Emphasis
from core.model.change import apply
from core.model.fact import FactState
from core.model.tables.given import GivenText, plain_table
from core.workflows.drafting.clips import clip_from, lines_of_clip
from core.workflows.drafting.clips import clip_of as clip_of_blocks
from tests.builders import make_draft

REPORT = """
body |共{total:48}期，{**}区。
body |全年{total:48}期。
"""
LINE = TypedParagraph("", "共48期", (TypedFact("f1", 1, 3),))


def clip_of(draft, lines):
    return clip_of_blocks(draft, lines_of_clip(draft, lines))


def told(lines):
    return [(line.text, [(fact.id, fact.text, fact.start, fact.end) for fact in line.facts]) for line in lines]


def test_a_fact_comes_back_with_its_text():
    draft = make_draft(REPORT)
    assert told(clip_from(draft, clip_of(draft, [LINE]))) == [("共48期", [("f1", "48", 1, 3)])]


def test_it_comes_back_with_the_value_its_field_has_by_now():
    draft = make_draft(REPORT)
    data = clip_of(draft, [LINE])
    later = apply(draft, set_value(draft, "f3", "1200"))
    assert told(clip_from(later, data)) == [("共1200期", [("f1", "1200", 1, 5)])]


def test_a_fact_that_is_gone_comes_back_as_it_was():
    draft = make_draft(REPORT)
    data = clip_of(draft, [TypedParagraph("", "**", (TypedFact("f2", 0, 2),))])
    gone = replace(draft, facts=draft.facts[:1])
    assert clip_from(gone, data)[0].facts == (replace(draft.facts[1], start=0, end=2),)


@pytest.mark.parametrize("key", ["other", ""])
def test_in_another_draft_it_is_text_with_its_emphasis(key):
    draft = apply(make_draft(REPORT), set_value(make_draft(REPORT), "f1", "48"))
    bold = (Emphasis(0, 1, (BOLD,)),)
    data = clip_of(draft, [replace(LINE, emphasis=bold)])
    other = replace(draft, identity=replace(draft.identity, key=key))
    assert clip_from(other, data) == (GivenText("共48期", emphasis=bold),)


def test_in_another_draft_what_nobody_has_looked_at_is_open_and_a_field_of_its_own():
    draft = make_draft(REPORT)
    other = replace(draft, identity=replace(draft.identity, key="other"))
    both = replace(LINE, content="共48期，全年48期", facts=(TypedFact("f1", 1, 3), TypedFact("f3", 7, 9)))
    one, two = clip_from(other, clip_of(draft, [both]))[0].facts
    assert (one.text, one.state, one.field) == ("48", FactState.CARRIED, two.field)
    assert {one.field, one.id, two.id}.isdisjoint({name for fact in other.facts for name in (fact.field, fact.id)})


def test_a_table_comes_back_with_the_facts_of_its_cells():
    draft = make_draft(REPORT)
    table = plain_table([["指标", "今年"], ["期数", "48"]])
    words = GivenText("48", (replace(draft.facts[0], start=0, end=2),))
    table = replace(table, words=(*table.words[:3], words))
    assert clip_from(draft, clip_of_blocks(draft, [table, GivenText("后面")])) == (table, GivenText("后面"))
    later = apply(draft, set_value(draft, "f3", "1200"))
    assert clip_from(later, clip_of_blocks(draft, [table]))[0].texts[3] == "1200"


def test_a_table_that_does_not_tile_is_no_clip():
    draft = make_draft(REPORT)
    found = json.loads(clip_of_blocks(draft, [plain_table([["甲", "乙"]])]))
    found["lines"][0]["table"]["cells"].pop()
    assert clip_from(draft, json.dumps(found).encode()) == ()


def test_facts_that_the_draft_does_not_know_are_left_out():
    draft = make_draft(REPORT)
    line = TypedParagraph("", "48", (TypedFact("f9", 0, 2),))
    assert clip_from(draft, clip_of(draft, [line])) == (GivenText("48"),)


@pytest.mark.parametrize(("column", "value"), [(0, 7), (1, "nothing"), (4, 3), (5, 99), (6, "47"), (12, 5)])
def test_a_clip_that_was_tampered_with_is_not_understood(column, value):
    draft = make_draft(REPORT)
    found = json.loads(clip_of(draft, [LINE]))
    found["lines"][0][1][0][column] = value
    assert clip_from(draft, json.dumps(found).encode()) == ()


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_anything_else_is_not_understood(data):
    assert clip_from(make_draft(REPORT), data) == ()


def test_emphasis_keeps_to_its_words_when_a_value_has_grown():
    draft = make_draft(REPORT)
    line = replace(LINE, emphasis=(Emphasis(3, 4, (BOLD,)),))
    later = apply(draft, set_value(draft, "f3", "1200"))
    assert clip_from(later, clip_of(draft, [line]))[0].emphasis == (Emphasis(5, 6, (BOLD,)),)


def test_emphasis_outside_the_text_is_no_clip():
    draft = make_draft(REPORT)
    found = json.loads(clip_of(draft, [LINE]))
    found["lines"][0][2] = [[0, 99, "bold"]]
    assert clip_from(draft, json.dumps(found).encode()) == ()
