"""Steps of the history: what is kept of a change, and what is refused when the draft is not the one it was made on."""

import json
from dataclasses import replace
from typing import Any

import pytest

from core.drafts.patches import DraftPatcher, body_of
from core.editing.outline.sections import add_section, delete_section, move_section, rename
from core.editing.text.values import set_value
from core.model.change import Change, apply, difference
from core.model.document import Numbering, NumberingMode
from core.model.draft import Basis, Draft
from core.model.elements import Element, Role
from core.model.spans import Place, Span
from tests.builders import lines_of, make_draft

REPORT = make_draft("""
title |总结
h1 一、|开展情况
body |接收档案{48}卷，修复{**}卷。
h1 二、|存在问题
body |力量不够。
""")
HERE = Place("e3", Span(4, 6))


def bodied(change: Change) -> dict[str, Any]:
    return json.loads(body_of(change))


def made(draft: Draft, *bodies: dict[str, Any]) -> Draft:
    bench = DraftPatcher(draft)
    for body in bodies:
        bench.forward(json.dumps({"p": ["", 0, 0], **body}))
    return bench.draft()


def both_ways(after: Draft) -> tuple[Draft, Draft]:
    """A difference read from its text on either side."""
    text = body_of(difference(REPORT, after, HERE, ""))
    there, back = DraftPatcher(REPORT), DraftPatcher(after)
    there.forward(text)
    back.backward(text)
    return there.draft(), back.draft()


# What is kept


def test_of_a_word_typed_into_a_paragraph_only_the_word_is_kept() -> None:
    element = replace(REPORT.elements[4], content="人手和力量不够。")
    after = replace(REPORT, elements=(*REPORT.elements[:4], element))
    assert bodied(difference(REPORT, after, HERE, "打字")) == {
        "p": ["e3", 4, 6],
        "e": [["e5", {"content": [0, "", "人手和"]}]],
    }


def test_of_a_value_its_places_are_kept() -> None:
    body = bodied(set_value(REPORT, "f1", "50"))
    assert body["e"] == [["e3", {"content": [4, "48", "50"]}]]
    assert body["f"] == [["f1", {"text": [0, "48", "50"], "state": [0, "carri", "updat"], "value": [None, "50"]}]]


def test_of_an_order_only_where_it_differs_is_kept() -> None:
    after = apply(REPORT, move_section(REPORT, "e4", -1))
    assert bodied(difference(REPORT, after, HERE, ""))["o"] == [1, ["e2", "e3", "e4", "e5"], ["e4", "e5", "e2", "e3"]]


def test_the_reason_is_not_part_of_the_body() -> None:
    assert "改名" not in body_of(replace(rename(REPORT, "e2", "工作进展"), reason="改名"))


def test_nothing_but_its_place_is_kept_of_an_empty_change() -> None:
    assert bodied(difference(REPORT, REPORT, HERE, "")) == {"p": ["e3", 4, 6]}


# Read again, forwards and backwards


PLAN = Basis("2023年要点", (Element("e1", Role.BODY, "接收档案。"),))
SIDES = {
    "a word": replace(REPORT, elements=(*REPORT.elements[:4], replace(REPORT.elements[4], content="力量不足。"))),
    "a new section": apply(REPORT, add_section(REPORT, "e4", "打算")),
    "a section gone": apply(REPORT, delete_section(REPORT, "e2")),
    "another order": apply(REPORT, move_section(REPORT, "e4", -1)),
    "a value": apply(REPORT, set_value(REPORT, "f2", "9")),
    "another unit": replace(REPORT, identity=replace(REPORT.identity, unit="柳溪镇")),
    "a particular": replace(REPORT, identity=replace(REPORT.identity, particulars=(("签发人", "王一"),))),
    "numbers that run on": replace(REPORT, numbering=Numbering(NumberingMode.RUN_ON, 2)),
    "a plan beside it": replace(REPORT, basis=(PLAN,)),
    "nothing left": replace(REPORT, elements=(), facts=()),
}


@pytest.mark.parametrize("side", SIDES)
def test_a_step_leads_to_what_it_was_made_from(side: str) -> None:
    there, _ = both_ways(SIDES[side])
    assert replace(there, serial=0) == replace(SIDES[side], serial=0)


@pytest.mark.parametrize("side", SIDES)
def test_a_step_taken_back_leads_to_what_was_before(side: str) -> None:
    _, back = both_ways(SIDES[side])
    assert replace(back, serial=0) == replace(REPORT, serial=0)


def test_an_id_that_came_and_went_on_the_way_is_used_up() -> None:
    added = apply(REPORT, add_section(REPORT, "e4", "打算"))
    bench = DraftPatcher(REPORT)
    bench.forward(body_of(difference(REPORT, added, HERE, "")))
    bench.backward(body_of(difference(REPORT, added, HERE, "")))
    assert bench.draft() == replace(REPORT, serial=added.serial)


def test_all_steps_together_are_one_change() -> None:
    named = apply(REPORT, rename(REPORT, "e2", "工作进展"))
    moved = apply(named, move_section(named, "e4", -1))
    bench = DraftPatcher(REPORT)
    for before, after in ((REPORT, named), (named, moved)):
        bench.forward(body_of(difference(before, after, HERE, "")))
    change = bench.change(bench.draft(), HERE, "两步")
    assert (apply(REPORT, change), change.reason, change.place) == (moved, "两步", HERE)


def test_steps_that_leave_the_order_say_nothing_of_it() -> None:
    bench = DraftPatcher(REPORT)
    bench.forward(body_of(rename(REPORT, "e2", "工作进展")))
    change = bench.change(bench.draft(), HERE, "")
    assert (change.before.order, change.after.order) == (None, None)


# Steps that were made on another draft, or forged


ROW = ["e9", "body", "新的一段。", "", 0, 0, 0, 0, 0]
REFUSED: dict[str, dict[str, Any]] = {
    "another word stands there": {"e": [["e5", {"content": [0, "人手", "力气"]}]]},
    "the place is behind the end": {"e": [["e5", {"content": [90, "力", "气"]}]]},
    "another role stands there": {"e": [["e5", {"level": [3, 0]}]]},
    "no such paragraph to alter": {"e": [["e77", {"content": [0, "", "新"]}]]},
    "no such paragraph to take out": {"e-": [ROW]},
    "no such column": {"e": [["e5", {"colour": [0, 1]}]]},
    "a paragraph in no order": {"e+": [ROW]},
    "a paragraph in the order that is none": {"o": [5, [], ["e9"]]},
    "a paragraph twice in the order": {"o": [5, [], ["e1"]]},
    "another order stood there": {"o": [0, ["e2"], []]},
    "a role that is none": {"e+": [["e9", "poem", *ROW[2:]]], "o": [5, [], ["e9"]]},
    "a heading longer than its paragraph": {"e": [["e5", {"heading_length": [0, 99]}]]},
    "a level that cannot be": {"e": [["e5", {"level": [0, 65]}]]},
    "an id beyond all numbers": {"e+": [["e9999999999", *ROW[1:]]], "o": [5, [], ["e9999999999"]]},
    "a fact behind the end": {"f": [["f1", {"end": [6, 99]}]]},
    "a fact over another": {"f": [["f1", {"end": [6, 11]}]]},
    "a fact that lost its paragraph": {"e-": [["e3"]], "o": [2, ["e3"], []]},
    "a paragraph shorter than its facts": {"e": [["e3", {"content": [1, "收档案48卷，修复**卷。", ""]}]]},
    "a year that is a word": {"i": [{}, {"year": "二〇二三"}]},
    "a numbering mode that is none": {"n": [{}, {"mode": "backwards", "level": None}]},
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_step_that_does_not_fit_is_refused(case: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        made(REPORT, REFUSED[case])


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '"p"', "{}x"])
def test_what_is_no_step_is_refused(text: str) -> None:
    bench = DraftPatcher(REPORT)
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        bench.backward(text)


def test_an_id_taken_out_that_is_beyond_all_numbers_is_refused() -> None:
    far = ["e9999999999", *ROW[1:]]
    with pytest.raises(ValueError, match=r"^$"):
        made(REPORT, {"e+": [far], "o": [5, [], [far[0]]]}, {"e-": [far], "o": [5, [far[0]], []]})


def test_a_step_of_an_earlier_program_that_has_no_place_for_words_keeps_them() -> None:
    after = made(REPORT, {"e+": [ROW], "o": [5, [], ["e9"]]})
    assert lines_of(after) == [*lines_of(REPORT), "新的一段。"]
    assert after.serial == 9
