"""Giving, confirming and taking back values."""

from dataclasses import replace

import pytest

from core.editing.text.values import GivenValue, confirm, reset, set_given_values, set_typed, set_value
from core.errors import BadUse
from core.model.change import apply
from core.model.fact import FactState
from tests.builders import fact_texts, lines_of, make_draft

REPORT = """
h1 一、|开展情况
h2 （一）|加强{place:**}区学习。‖选派{**}名干部，举办{48}期，{place:**}区满意。
body |{place:**}区{38}项。
"""


def states(draft):
    return [fact.state for fact in draft.facts]


def test_a_value_is_written_at_every_place_of_its_field():
    draft = make_draft(REPORT)
    after = apply(draft, set_value(draft, "f1", "青禾"))
    assert lines_of(after) == [
        "一、开展情况",
        "（一）加强青禾区学习。选派**名干部，举办48期，青禾区满意。",
        "青禾区38项。",
    ]


def test_facts_behind_a_longer_value_keep_their_places():
    draft = make_draft(REPORT)
    after = apply(draft, set_value(draft, "f2", "一百二十"))
    assert fact_texts(after) == ["**", "一百二十", "48", "**", "**", "38"]


def test_a_value_in_a_heading_moves_the_cut():
    draft = make_draft(REPORT)
    after = apply(draft, set_value(draft, "f1", "青禾新"))
    assert after.elements[1].heading == "加强青禾新区学习"
    assert after.elements[1].body.startswith("选派")


def test_a_given_value_is_updated_and_kept_beside_last_years():
    draft = make_draft(REPORT)
    fact = apply(draft, set_value(draft, "f3", "52")).facts[2]
    assert (fact.state, fact.value, fact.prior) == (FactState.UPDATED, "52", "48")


def test_an_emptied_value_brings_last_years_back():
    draft = make_draft(REPORT)
    filled = apply(draft, set_value(draft, "f3", "52"))
    assert apply(filled, set_value(filled, "f3", "")) == draft


def test_reset_brings_a_mask_back_open():
    draft = make_draft(REPORT)
    filled = apply(draft, set_value(draft, "f1", "青禾"))
    assert apply(filled, reset(filled, "f4")) == draft


def test_confirming_a_carried_figure_settles_it():
    draft = make_draft(REPORT)
    assert apply(draft, confirm(draft, "f3")).facts[2].state is FactState.CONFIRMED


def test_confirming_leaves_a_new_value_new():
    draft = make_draft(REPORT)
    filled = apply(draft, set_value(draft, "f3", "60"))
    assert confirm(filled, "f3").is_empty


def test_an_empty_mask_cannot_be_confirmed_away():
    draft = make_draft(REPORT)
    assert confirm(draft, "f2").is_empty


def test_an_unknown_fact_is_a_bad_request():
    with pytest.raises(BadUse):
        set_value(make_draft(REPORT), "f99", "1")


def test_the_inverse_takes_a_value_back():
    draft = make_draft(REPORT)
    change = set_value(draft, "f1", "青禾")
    assert apply(apply(draft, change), change.inverse()) == draft


@pytest.mark.parametrize(
    ("value", "code"),
    [("一\x00", "value_unusable"), ("\ud83d", "value_unusable"), ("长" * 5001, "value_too_long")],
    ids=["control", "half", "long"],
)
def test_a_value_that_cannot_be_stored_is_refused(value, code):
    with pytest.raises(BadUse, match=code):
        set_value(make_draft(REPORT), "f2", value)


def test_tabs_and_line_breaks_of_a_value_become_blanks():
    draft = make_draft(REPORT)
    after = apply(draft, set_value(draft, "f2", "甲\t乙\n丙\u2028丁"))
    assert fact_texts(after)[1] == "甲 乙 丙 丁"


def test_a_value_typed_by_hand_loses_the_source_of_the_one_before() -> None:
    draft = make_draft("body |举办{48}期。")
    draft = replace(draft, facts=(replace(draft.facts[0], source="人事科", note="含线上"),))
    fact = apply(draft, set_value(draft, "f1", "52")).facts[0]
    assert (fact.source, fact.note) == ("", "含线上")


def test_told_values_are_written_at_once_with_their_sources() -> None:
    draft = make_draft(REPORT)
    told = [
        GivenValue("f1", "青禾", "办公室"),
        GivenValue("f2", "12", "人事科", "含借调"),
        GivenValue("f5", "", "没有人"),
    ]
    after = apply(draft, set_given_values(draft, told))
    assert lines_of(after)[1:] == ["（一）加强青禾区学习。选派12名干部，举办48期，青禾区满意。", "青禾区38项。"]
    assert [(fact.source, fact.note) for fact in after.facts if fact.source] == [
        ("办公室", ""),
        ("人事科", "含借调"),
        ("办公室", ""),
        ("办公室", ""),
    ]


def test_a_note_is_added_to_the_clerks_own() -> None:
    draft = make_draft("body |举办{48}期。")
    draft = replace(draft, facts=(replace(draft.facts[0], note="待复核"),))
    once = apply(draft, set_given_values(draft, [GivenValue("f1", "52", "人事科", "含线上")]))
    assert once.facts[0].note == "待复核；含线上"
    assert set_given_values(once, [GivenValue("f1", "52", "人事科", "含线上")]).is_empty


def test_a_told_value_for_an_unknown_fact_is_refused() -> None:
    with pytest.raises(BadUse, match="unknown_fact"):
        set_given_values(make_draft(REPORT), [GivenValue("f99", "1", "人事科")])


@pytest.mark.parametrize(("value", "state"), [("**12", "empty"), ("**", "empty"), ("12", "updated")])
def test_a_blank_with_its_mask_still_in_it_is_not_filled(value: str, state: str) -> None:
    draft = make_draft("body |培训{**}人次。")
    after = apply(draft, set_value(draft, "f1", value))
    assert (after.facts[0].state, after.facts[0].text) == (state, value)


@pytest.mark.parametrize(("typed", "text"), [("2.2", "2.2万"), ("22000", "22000"), ("", "2.6万")])
def test_a_number_typed_keeps_the_scale_of_the_value_there(typed, text):
    draft = make_draft("body |保护人口{2.6万}人。")
    assert fact_texts(apply(draft, set_typed(draft, "f1", typed))) == [text]
