"""The ledger: one row a field, both years' figures, how far each section is, remarks, many confirmations at once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import BadUse
from core.model.change import apply
from core.model.draft import Basis
from core.model.fact import FactKind, FactState
from core.workflows.drafting.editing import confirm, set_value
from core.workflows.yearly.ledger import (
    confirm_all,
    han_amount,
    ledger_rows,
    ledger_sections,
    reuse_rates,
    set_note,
    set_source,
)
from tests.builders import make_draft

REPORT = """
title |2023年上半年工作总结
preamble |今年以来，选派{**}名干部，组织{g1:48}次学习。
h1 一、|开展情况
h2 （一）|加强学习。‖举办{7}期培训，覆盖{350}人。
h2 （二）|夯实基层。‖建成{12}个站点。
body |全县再学习{g1:48}次。
h1 二、|存在问题
body |问题不少。
signature |青禾县档案馆
"""


@pytest.fixture
def draft():
    made = make_draft(REPORT)
    facts = tuple(replace(fact, prior=fact.text) for fact in made.facts)
    basis = Basis("2022年上半年工作总结", made.elements)
    return replace(made, facts=facts, basis=(basis,), origins=tuple((e.id, 0, e.id) for e in made.elements))


def done(draft, *steps):
    for edit, *arguments in steps:
        draft = apply(draft, edit(draft, *arguments))
    return draft


def figures_of(draft, prior, now, unit="次", **fields):
    """The figures of a fact with last year's text and this year's."""
    changed = {"prior": prior, "text": now, "unit": unit, "state": FactState.UPDATED} | fields
    facts = tuple(replace(fact, **changed) if fact.id == "f3" else fact for fact in draft.facts)
    return next(row for row in ledger_rows(replace(draft, facts=facts)) if row.fact.id == "f3").figures


def test_a_value_in_several_places_is_one_row(draft):
    rows = ledger_rows(draft)
    assert [row.key for row in rows] == ["own1", "g1", "own3", "own4", "own5"]
    assert [fact.id for fact in rows[1].places] == ["f2", "f6"]


def test_a_row_stands_in_the_section_of_its_first_place(draft):
    assert [row.section for row in ledger_rows(draft)] == ["e1", "e1", "e4", "e4", "e5"]


def test_last_year_is_told_only_where_there_was_one(draft):
    assert [row.prior for row in ledger_rows(draft)] == ["**", "48", "7", "350", "12"]
    assert {row.prior for row in ledger_rows(replace(draft, basis=()))} == {""}


@pytest.mark.parametrize(
    ("prior", "now", "unit", "change", "growth"),
    [
        ("48", "60", "次", "12", "25"),
        ("48", "36", "次", "-12", "-25"),
        ("48", "48", "次", "0", "0"),
        ("8000", "1.2万", "元", "4000", "50"),
        ("0.8", "1.2", "万元", "0.4", "50"),
        ("1,200", "1,500", "名", "300", "25"),
        ("十二", "18", "个", "6", "50"),
        ("０", "3", "个", "3", None),
    ],
)
def test_how_a_figure_has_grown(draft, prior, now, unit, change, growth):
    figures = figures_of(draft, prior, now, unit)
    assert figures.change == Decimal(change)
    assert figures.growth == (None if growth is None else Decimal(growth))


def test_percentages_differ_by_points(draft):
    figures = figures_of(draft, "95", "97.5", "％", subkind="percent")
    assert (figures.change, figures.growth, figures.in_points) == (Decimal("2.5"), None, True)


@pytest.mark.parametrize(("prior", "now", "rough"), [("10余", "20", True), ("10", "20", False), ("1万多", "2万", True)])
def test_rough_figures_are_known(draft, prior, now, rough):
    assert figures_of(draft, prior, now).is_rough is rough


@pytest.mark.parametrize(
    ("prior", "now"),
    [("**", "7"), ("7", "若干"), ("7", "12万元"), ("3-5", "6"), ("7", "8－9"), ("", "7"), ("7次", "8")],
)
def test_what_cannot_be_held_against_each_other_is_not(draft, prior, now):
    assert figures_of(draft, prior, now) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": FactKind.DATE, "subkind": "year"},
        {"subkind": "ordinal"},
        {"kind": FactKind.REFERENCE},
        {"state": FactState.CARRIED},
        {"state": FactState.EMPTY},
    ],
)
def test_years_ordinals_and_what_nobody_has_looked_at_have_not_grown(draft, fields):
    assert figures_of(draft, "2022", "2023", **fields) is None


def test_without_a_basis_nothing_has_grown(draft):
    assert ledger_rows(replace(done(draft, (set_value, "f3", "9")), basis=()))[2].figures is None


def test_a_draft_without_facts_has_no_rows():
    assert ledger_rows(make_draft("body |没有要素。")) == ()


# Sections


def test_a_part_counts_what_stands_under_it(draft):
    found = {section.key: section for section in ledger_sections(draft)}
    assert {key: (section.total, section.own) for key, section in found.items()} == {
        "e1": (2, 2),
        "e3": (4, 0),
        "e4": (2, 2),
        "e5": (2, 2),
        "e7": (0, 0),
        "e9": (0, 0),
    }


def test_sections_count_by_state(draft):
    after = done(draft, (set_value, "f2", "50"), (confirm, "f3"))
    counts = next(section.counts for section in ledger_sections(after) if section.key == "e3")
    assert counts == {
        FactState.EMPTY: 0,
        FactState.CARRIED: 2,
        FactState.UPDATED: 1,
        FactState.CONFIRMED: 1,
    }


def test_what_is_done_of_a_section(draft):
    front = ledger_sections(done(draft, (set_value, "f2", "50")))[0]
    assert (front.done, front.total, front.heading) == (1, 2, "引言")


def test_sections_know_what_they_stand_under(draft):
    assert [section.parents for section in ledger_sections(draft)] == [(), (), ("e3",), ("e3",), (), ()]


def test_a_deeper_section_names_all_above_it():
    found = ledger_sections(make_draft("h1 一、|甲\nh2 （一）|乙\nh3 1.|丙\nh2 （二）|丁\nh1 二、|戊"))
    assert [section.parents for section in found] == [(), ("e1",), ("e1", "e2"), ("e1",), ()]


def test_kept_rates_by_section(draft):
    rates = reuse_rates(done(draft, (set_value, "f3", "9")))
    assert rates["e5"] == 1.0
    assert rates["e4"] < 1.0


def test_without_a_basis_there_is_nothing_kept(draft):
    assert reuse_rates(replace(draft, basis=())) == {}


# Remarks and confirmations


def test_a_remark_belongs_to_all_places_of_a_field(draft):
    after = done(draft, (set_note, "f2", " 问过组织科\n王科长 "))
    assert {fact.id: fact.note for fact in after.facts if fact.note} == {
        "f2": "问过组织科 王科长",
        "f6": "问过组织科 王科长",
    }


def test_a_remark_changes_neither_text_nor_state(draft):
    after = done(draft, (set_note, "f3", "待核实"))
    assert after.elements == draft.elements
    assert [fact.state for fact in after.facts] == [fact.state for fact in draft.facts]


def test_a_remark_can_be_taken_back(draft):
    change = set_note(draft, "f3", "待核实")
    assert apply(apply(draft, change), change.inverse()) == draft


def test_a_remark_can_be_taken_away(draft):
    after = done(draft, (set_note, "f3", "待核实"), (set_note, "f3", ""))
    assert after == draft


def test_a_remark_for_nobody_is_refused(draft):
    with pytest.raises(BadUse, match="unknown_fact"):
        set_note(draft, "f99", "字")


def test_many_are_confirmed_in_one_step(draft):
    change = confirm_all(draft, ["f2", "f3"])
    states = {fact.id: fact.state for fact in apply(draft, change).facts}
    assert [states[each] for each in ("f2", "f3", "f6")] == [FactState.CONFIRMED] * 3
    assert states["f4"] is FactState.CARRIED


def test_confirming_leaves_open_what_was_never_filled(draft):
    assert confirm_all(draft, ["f1"]).is_empty


def test_confirming_leaves_new_values_new(draft):
    filled = apply(draft, set_value(draft, "f3", "60"))
    assert confirm_all(filled, ["f3"]).is_empty


def test_confirming_nothing_changes_nothing(draft):
    assert confirm_all(draft, []).is_empty


def test_confirming_nobody_is_refused(draft):
    with pytest.raises(BadUse, match="unknown_fact"):
        confirm_all(draft, ["f3", "f99"])


@pytest.mark.parametrize(
    ("text", "number"), [("四", 4), ("四个", 4), ("十二名", 12), ("两批", 2), ("若干", None), ("", None)]
)
def test_han_numbers_have_a_worth(text: str, number: int | None) -> None:
    assert han_amount(text) == number


def test_where_a_value_comes_from_can_be_told_by_hand() -> None:
    draft = make_draft("body |培训{g1:7}次，再培训{g1:7}次。")
    told = apply(draft, set_source(draft, "f1", " 电话：\n王科 "))
    assert {fact.source for fact in told.facts} == {"电话： 王科"}
    assert apply(told, set_source(told, "f1", "")).facts == draft.facts
