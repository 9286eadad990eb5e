"""Filled sheets against their draft: what is taken, what is shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from core.collection.collect import collect
from core.editing.text.values import set_value
from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactState
from tests.builders import make_draft
from tests.filled import (
    COLUMN,
    FIRST,
    altered,
    back,
    codes,
    collected,
    filled,
    sheets_of,
    values,
    with_fact,
    with_units,
)

REPORT = """
h1 一、|开展情况
h2 （一）|加强学习。‖选派{**}名干部，举办{g1:48}期；完成率{63}%。
h1 二、|存在问题
body |投入{1200}万元，再办{g1:48}期。
"""
UNITS = {"f1": "名", "f2": "期", "f3": "%", "f4": "万元", "f5": "期"}


@pytest.fixture
def draft() -> Draft:
    return with_units(make_draft(REPORT), UNITS)


@pytest.fixture
def sheet(draft: Draft) -> bytes:
    """The sheet of the first part: f1, f2 and f3."""
    return sheets_of(draft)[0]


def moved(first: int, second: int, *names: str) -> Callable[[Any], None]:
    """A change that swaps cells between two rows."""

    def swap(sheet: Any) -> None:
        for name in names:
            one, other = (sheet.cell(FIRST + row, COLUMN[name]) for row in (first, second))
            one.value, other.value = other.value, one.value

    return swap


def put(row: int, name: str, value: object) -> Callable[[Any], None]:
    def write(sheet: Any) -> None:
        sheet.cell(FIRST + row, COLUMN[name]).value = value

    return write


# ---- what is taken


def test_answers_come_back_by_fact(draft: Draft, sheet: bytes) -> None:
    found = collected(draft, filled(sheet, {0: 12, 1: 50, 2: "65%"}))
    assert (values(found), codes(found)) == ({"f1": "12", "f2": "50", "f3": "65"}, [])


def test_several_sheets_are_one_answer(draft: Draft) -> None:
    first, second = sheets_of(draft)
    assert values(collected(draft, filled(first, {0: 12}), filled(second, {0: 1300}))) == {"f1": "12", "f4": "1300"}


def test_cells_left_empty_are_told(draft: Draft, sheet: bytes) -> None:
    assert collected(draft, filled(sheet, {0: 12})).unanswered == ("f2", "f3")


def test_a_source_says_who_when_and_in_which_file(draft: Draft, sheet: bytes) -> None:
    data = filled(sheet, {0: 12}, unit="人事科", person="张三", phone="82345678", day=datetime(2023, 7, 5))
    answer = collected(draft, altered(data, put(0, "source", "干部台账"))).answers[0]
    assert answer.source == "人事科 张三 82345678，2023-07-05（1.xlsx）；依据：干部台账"


def test_without_a_name_the_source_is_the_department(draft: Draft, sheet: bytes) -> None:
    assert collected(draft, filled(sheet, {0: 12})).answers[0].source.startswith("开展情况，20")


def test_a_remark_becomes_a_note(draft: Draft, sheet: bytes) -> None:
    assert collected(draft, altered(filled(sheet, {0: 12}), put(0, "remark", "含借调"))).answers[0].note == "含借调"


def test_rows_in_another_order_are_the_same(draft: Draft, sheet: bytes) -> None:
    whole = altered(filled(sheet, {0: 12, 1: 50}), moved(0, 1, *COLUMN))
    found = collected(draft, whole)
    assert (values(found), codes(found)) == ({"f1": "12", "f2": "50"}, [])


def test_a_column_put_between_does_no_harm(draft: Draft, sheet: bytes) -> None:
    data = altered(filled(sheet, {0: 12}), lambda page: page.insert_cols(COLUMN["context"]))
    assert values(collected(draft, data)) == {"f1": "12"}


def test_two_who_say_the_same_are_both_named(draft: Draft, sheet: bytes) -> None:
    found = collected(draft, filled(sheet, {0: 12}, unit="人事科"), filled(sheet, {0: 12}, unit="组织科"))
    assert [answer.value for answer in found.answers] == ["12"]
    assert "人事科" in found.answers[0].source
    assert "组织科" in found.answers[0].source


def test_the_same_sheet_twice_is_named_once(draft: Draft, sheet: bytes) -> None:
    twice = [back(filled(sheet, {0: 12}, day="7月5日"))] * 2
    assert collect(draft, twice).answers == collect(draft, twice[:1]).answers


# ---- what is shown


def test_two_who_differ_are_both_shown(draft: Draft, sheet: bytes) -> None:
    found = collected(draft, filled(sheet, {0: 12}), filled(sheet, {0: 13}))
    assert (values(found), codes(found)) == ({}, ["conflict", "conflict"])
    assert [problem.answer.value for problem in found.problems if problem.answer] == ["12", "13"]
    assert found.problems[0].notice.parameters["others"] == "2.xlsx第7行：13"


def test_a_doubtful_answer_contests_a_plain_one(draft: Draft, sheet: bytes) -> None:
    found = collected(draft, filled(sheet, {0: 12000}), filled(sheet, {0: "1.2万"}))
    assert (values(found), codes(found)) == ({}, ["conflict", "worded"])


def test_places_of_one_field_asked_in_two_sheets_are_one_field(draft: Draft, sheet: bytes) -> None:
    other = back(filled(sheet, {1: 51}), "2.xlsx")
    other = replace(other, codes=(), rows=tuple(replace(row, code=row.code.replace("f2", "f5")) for row in other.rows))
    found = collect(draft, [back(filled(sheet, {1: 50}), "1.xlsx"), other])
    assert values(found) == {}


@pytest.mark.parametrize(
    ("value", "code", "taken"),
    [
        ("无", "no_number", "无"),
        ("1.2万", "worded", "1.2万"),
        ("12人次", "unit_differs", None),
        ("=6+6", "formula", None),
        (True, "no_value", None),
        (datetime(2023, 3, 5), "date_for_number", None),
    ],
)
def test_what_is_no_plain_number_is_shown(
    draft: Draft, sheet: bytes, value: object, code: str, taken: str | None
) -> None:
    found = collected(draft, filled(sheet, {0: value}))
    assert (values(found), codes(found)) == ({}, [code])
    assert (found.problems[0].answer.value if found.problems[0].answer else None) == taken


def test_a_percent_cell_is_shown_with_what_it_shows(draft: Draft, sheet: bytes) -> None:
    def type_percent(page: Any) -> None:
        page.cell(FIRST + 2, COLUMN["value"]).number_format = "0%"

    found = collected(draft, altered(filled(sheet, {2: 0.48}), type_percent))
    assert codes(found) == ["percent_cell"]
    assert (found.problems[0].given, found.problems[0].answer and found.problems[0].answer.value) == ("48%", "48")


def test_a_changed_unit_is_shown(draft: Draft) -> None:
    data = altered(filled(sheets_of(draft)[1], {0: 13000000}), put(0, "unit", "元"))
    found = collected(draft, data)
    assert codes(found) == ["unit_changed"]
    assert found.problems[0].answer is not None
    assert found.problems[0].answer.value == "1300"


@pytest.mark.parametrize("names", [("id",), ("label", "context"), ("check",)])
def test_a_row_moved_over_another_is_shown(draft: Draft, sheet: bytes, names: tuple[str, ...]) -> None:
    sheet = sheets_of(with_units(draft, {}))[0]
    data = altered(filled(sheet, {0: 12, 1: 50}), moved(0, 1, *names))
    assert codes(collected(with_units(draft, {}), data)) == ["row_changed", "row_changed"]


def test_a_changed_row_is_shown(draft: Draft, sheet: bytes) -> None:
    data = altered(filled(sheet, {0: 12}), put(0, "context", "选派【**】名专家。"))
    assert codes(collected(draft, data)) == ["row_changed"]


def test_a_deleted_row_is_missed(draft: Draft, sheet: bytes) -> None:
    found = collected(draft, altered(filled(sheet, {2: 65}), lambda page: page.delete_rows(FIRST)))
    assert (codes(found), found.problems[0].fact_id) == (["row_missing"], "f1")
    assert values(found) == {"f3": "65"}


def test_an_added_row_is_shown(draft: Draft, sheet: bytes) -> None:
    data = altered(sheet, put(3, "value", 99))
    found = collected(draft, data)
    assert (codes(found), found.problems[0].line) == (["row_added"], FIRST + 3)


def test_a_row_copied_and_filled_otherwise_is_shown(draft: Draft, sheet: bytes) -> None:
    def copy(page: Any) -> None:
        for name, column in COLUMN.items():
            page.cell(FIRST + 3, column).value = 13 if name == "value" else page.cell(FIRST, column).value

    assert codes(collected(draft, altered(filled(sheet, {0: 12}), copy))) == ["conflict", "conflict"]


def test_a_sheet_of_another_draft_is_shown_whole(draft: Draft, sheet: bytes) -> None:
    other = replace(draft, identity=replace(draft.identity, key="ffff0000"))
    found = collected(other, filled(sheet, {0: 12, 1: 50}))
    assert (codes(found), found.answers) == (["other_draft"], ())


def test_a_fact_that_is_gone_is_shown(draft: Draft, sheet: bytes) -> None:
    without = replace(draft, facts=draft.facts[1:])
    assert codes(collected(without, filled(sheet, {0: 12}))) == ["fact_gone"]


def test_a_value_given_meanwhile_is_not_replaced(draft: Draft, sheet: bytes) -> None:
    later = apply(draft, set_value(draft, "f1", "11"))
    found = collected(later, filled(sheet, {0: 12}))
    assert (codes(found), found.problems[0].notice.parameters["text"]) == (["already_filled"], "11")


def test_the_same_value_given_meanwhile_gets_its_source(draft: Draft, sheet: bytes) -> None:
    later = apply(draft, set_value(draft, "f1", "12"))
    assert values(collected(later, filled(sheet, {0: 12}))) == {"f1": "12"}


def test_a_value_kept_on_purpose_is_not_replaced(draft: Draft, sheet: bytes) -> None:
    kept = with_fact(draft, "f2", state=FactState.CONFIRMED)
    assert codes(collected(kept, filled(sheet, {1: 50}))) == ["already_filled"]


def test_without_its_hidden_list_a_sheet_is_still_read(draft: Draft, sheet: bytes) -> None:
    data = altered(filled(sheet, {0: 12}), lambda page: page.parent.remove(page.parent.worksheets[1]))
    found = collected(draft, data)
    assert (values(found), codes(found)) == ({"f1": "12"}, [])


def test_a_remark_beside_an_empty_cell_is_kept(draft: Draft, sheet: bytes) -> None:
    assert list(collected(draft, altered(sheet, put(0, "remark", "暂无"))).remarks.values()) == ["暂无"]
