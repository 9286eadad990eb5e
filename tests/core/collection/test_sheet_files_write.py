"""What a collection sheet asks for and how its file is made."""

import io
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.collection.columns import ADVICE_LINE, HEAD_LINE, check_of
from core.collection.rows import CollectionOrder, plan_sheets
from core.collection.values import EntryKind, SheetPlan, SheetRow
from core.collection.write import write_sheet
from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactKind, FactState
from core.workflows.drafting.editing import set_value
from core.workflows.yearly.collecting import load_sheet_words
from tests.builders import make_draft
from tests.filled import COLUMN, FIRST, back, sheets_of, with_fact, with_units

REPORT = """
title |青禾县档案馆2022年上半年工作总结
preamble |今年接待{3}批。
h1 一、|开展情况
h2 （一）|加强学习。‖上半年扎实推进。选派{**}名干部，举办{g1:48}期；参加89{**}人。
h2 （二）|服务群众。‖接待{120}人次，再办{g1:48}期。
h1 二、|存在问题
body |完成率{63}%。
"""
UNITS = {"f1": "批", "f2": "名", "f3": "期", "f4": "人", "f5": "人次", "f6": "期", "f7": "%"}


@pytest.fixture
def draft() -> Draft:
    return with_fact(with_units(make_draft(REPORT), UNITS), "f4", subkind="partial_figure")


def plans(draft: Draft, **order: Any) -> dict[str, list[str]]:
    """Department → facts asked for."""
    found = plan_sheets(draft, CollectionOrder(**order), load_sheet_words())
    return {plan.department: [row.fact_id for row in plan.rows] for plan in found}


def rows(draft: Draft) -> dict[str, SheetRow]:
    found = plan_sheets(draft, CollectionOrder(), load_sheet_words())
    return {row.fact_id: row for plan in found for row in plan.rows}


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def one(text: str) -> bytes:
    """A sheet with one row whose texts are all this one."""
    row = SheetRow("f1", text, text, text, text, text, EntryKind.NUMBER)
    return write_sheet(SheetPlan("abcd1234", text, text, (row,)), load_sheet_words())


# ---- which facts, and whom


def test_each_part_is_a_sheet_of_its_own_by_default(draft: Draft) -> None:
    assert plans(draft) == {"引言": ["f1"], "开展情况": ["f2", "f3", "f4", "f5"], "存在问题": ["f7"]}


def test_a_field_is_asked_for_once(draft: Draft) -> None:
    assert sum("f6" in facts or "f3" in facts for facts in plans(draft).values()) == 1


@pytest.mark.parametrize("key", ["（二）", "服务群众", "（二）服务群众", "e5"])
def test_a_heading_has_somebody_responsible(draft: Draft, key: str) -> None:
    assert plans(draft, departments={key: "接待科"})["接待科"] == ["f5"]


def test_the_nearest_responsibility_decides(draft: Draft) -> None:
    found = plans(draft, departments={"一、": "办公室", "（二）": "接待科", "f4": "人事科"})
    assert found == {"引言": ["f1"], "办公室": ["f2", "f3"], "人事科": ["f4"], "接待科": ["f5"], "存在问题": ["f7"]}


def test_one_department_gets_one_sheet_for_all_it_is_asked(draft: Draft) -> None:
    assert plans(draft, departments={"（一）": "办公室", "二、": "办公室"})["办公室"] == ["f2", "f3", "f4", "f7"]


def test_more_rows_than_are_read_back_go_into_further_sheets(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [plan.rows for plan in plan_sheets(draft, CollectionOrder(), load_sheet_words())]
    monkeypatch.setattr("core.collection.rows.MOST_ROWS", 1)
    assert [plan.rows for plan in plan_sheets(draft, CollectionOrder(), load_sheet_words())] == [
        (row,) for rows in whole for row in rows
    ]


def test_sections_can_be_chosen(draft: Draft) -> None:
    assert plans(draft, sections=frozenset({"e6"})) == {"存在问题": ["f7"]}


def test_what_is_done_is_asked_for_when_all_is_wanted(draft: Draft) -> None:
    done = with_fact(draft, "f1", state=FactState.UPDATED)
    assert plans(done, is_whole=True)["引言"] == ["f1"]


@pytest.mark.parametrize("request_", ["7月5日前\n发回。", " 7月5日前 发回。 "])
def test_what_the_clerk_asks_stands_below_the_advice(draft: Draft, request_: str) -> None:
    sheet = opened(sheets_of(draft, CollectionOrder(request=request_))[0]).worksheets[0]
    assert sheet.cell(ADVICE_LINE, 1).value.endswith("\n4．7月5日前 发回。")


def test_nothing_asked_leaves_no_number_behind(draft: Draft) -> None:
    assert "4．" not in opened(sheets_of(draft)[0]).worksheets[0].cell(ADVICE_LINE, 1).value


def test_the_cursor_stands_in_the_first_cell_to_fill(draft: Draft) -> None:
    sheet = opened(sheets_of(draft)[0]).worksheets[0]
    assert {selection.activeCell for selection in sheet.sheet_view.selection} == {f"G{HEAD_LINE + 1}"}


def test_what_is_done_is_not_asked_for(draft: Draft) -> None:
    assert "f7" not in str(plans(with_fact(draft, "f7", state=FactState.CONFIRMED)))


def test_years_and_names_are_not_asked_for(draft: Draft) -> None:
    assert "f7" not in str(plans(with_fact(draft, "f7", kind=FactKind.DATE, subkind="year")))


def test_facts_picked_by_hand_are_asked_for_whatever_they_are(draft: Draft) -> None:
    draft = with_fact(draft, "f7", kind=FactKind.DATE, subkind="year", state=FactState.CONFIRMED)
    assert plans(draft, facts=frozenset({"f7", "f6"})) == {"开展情况": ["f3"], "存在问题": ["f7"]}


# ---- what a row says


def test_a_row_shows_its_sentence_with_the_value_marked(draft: Draft) -> None:
    assert rows(draft)["f3"].context == "选派**名干部，举办【48】期；"


def test_the_sentence_is_last_years_whatever_was_filled_in_since() -> None:
    draft = with_units(make_draft("body |{2022}年选派{120}名干部，举办{48}期。"), {})
    now = apply(draft, set_value(draft, "f2", "7"))
    now = apply(now, set_value(now, "f1", "2023"))
    assert rows(now)["f3"].context == "2022年选派120名干部，举办【48】期。"


def test_a_row_has_section_unit_and_last_years_value(draft: Draft) -> None:
    row = rows(draft)["f5"]
    assert (row.section, row.unit, row.prior) == ("（二）服务群众", "人次", "120")


@pytest.mark.parametrize(
    ("value", "unit", "prior"),
    [
        ("2.4万", "万平方米", "2.4"),
        ("1.2万余", "平方米", "1.2万余"),
        ("48", "平方米", "48"),
    ],
)
def test_ten_thousands_stand_with_the_unit(value: str, unit: str, prior: str) -> None:
    row = rows(with_units(make_draft(f"body |建成厂房{{{value}}}平方米。"), {"f1": "平方米"}))["f1"]
    assert (row.unit, row.prior) == (unit, prior)


def test_a_masked_value_has_no_value_of_last_year(draft: Draft) -> None:
    assert rows(draft)["f2"].prior == ""


def test_of_a_half_masked_number_the_whole_is_asked_for(draft: Draft) -> None:
    row = rows(draft)["f4"]
    assert (row.context, row.prior, row.label) == ("参加【89**】人。", "89**", "f4的数（请填完整的数）")


def test_a_long_sentence_is_cut_on_either_side() -> None:
    context = rows(with_units(make_draft(f"body |{'甲' * 200}{{48}}{'乙' * 200}"), {}))["f1"].context
    assert context == f"…{'甲' * 70}【48】{'乙' * 70}…"


@pytest.mark.parametrize(
    ("kind", "subkind", "text", "entry"),
    [
        (FactKind.FIGURE, "count", "48", EntryKind.NUMBER),
        (FactKind.FIGURE, "range", "3—5", EntryKind.TEXT),
        (FactKind.MASK, "percent", "**", EntryKind.NUMBER),
        (FactKind.MASK, "person", "XX", EntryKind.TEXT),
        (FactKind.DATE, "date", "7月26日", EntryKind.DATE),
        (FactKind.DATE, "date", "3月5日至7日", EntryKind.TEXT),
        (FactKind.DATE, "period", "上半年", EntryKind.TEXT),
    ],
)
def test_the_cell_fits_what_is_asked(kind: FactKind, subkind: str, text: str, entry: EntryKind) -> None:
    draft = with_fact(make_draft(f"body |共{{{text}}}项。"), "f1", kind=kind, subkind=subkind)
    found = plan_sheets(draft, CollectionOrder(facts=frozenset({"f1"})), load_sheet_words())
    assert found[0].rows[0].entry is entry


# ---- the file


@pytest.mark.parametrize("text", ["=1+2", "+1", "-1", "@甲", '=HYPERLINK("http://x")', "#N/A", "'=1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = opened(one(text)).worksheets[0].cell(FIRST, COLUMN["label"])
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", text[0] in "=+-@")


def test_no_file_holds_a_formula() -> None:
    assert b"<f>" not in ZipFile(io.BytesIO(one("=1+2"))).read("xl/worksheets/sheet1.xml")


def test_control_characters_are_left_out() -> None:
    assert opened(one("甲\x00乙\x0b")).worksheets[0].cell(FIRST, COLUMN["label"]).value == "甲乙"


def test_only_the_cells_to_fill_are_open(draft: Draft) -> None:
    sheet = opened(sheets_of(draft)[1]).worksheets[0]
    free = {cell.column for cell in sheet[FIRST] if not cell.protection.locked}
    assert free == {COLUMN["value"], COLUMN["remark"], COLUMN["source"]}


def test_the_lock_has_no_password(draft: Draft) -> None:
    protection = opened(sheets_of(draft)[0]).worksheets[0].protection
    assert (protection.sheet, protection.password) == (True, None)


def test_codes_are_hidden(draft: Draft) -> None:
    book = opened(sheets_of(draft)[0])
    assert book.worksheets[1].sheet_state == "veryHidden"
    assert all(book.worksheets[0].column_dimensions[name].hidden for name in "JK")
    assert book.worksheets[0].row_dimensions[1].hidden


def test_the_head_stays_and_is_printed_on_every_page(draft: Draft) -> None:
    sheet = opened(sheets_of(draft)[0]).worksheets[0]
    assert (sheet.freeze_panes, sheet.print_title_rows) == (f"A{FIRST}", f"${HEAD_LINE}:${HEAD_LINE}")


def test_the_page_is_across_and_as_wide_as_the_paper(draft: Draft) -> None:
    setup = opened(sheets_of(draft)[0]).worksheets[0].page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)


def test_numbers_are_asked_for_and_anything_else_is_warned_of(draft: Draft) -> None:
    rules = opened(sheets_of(draft)[1]).worksheets[0].data_validations.dataValidation
    rule = next(rule for rule in rules if rule.type == "decimal")
    assert (str(rule.sqref), rule.errorStyle, rule.showErrorMessage) == ("G7:G10", "warning", True)


def test_the_sheet_is_named_after_the_draft_as_it_will_be_called(draft: Draft) -> None:
    title = opened(sheets_of(draft)[1]).worksheets[0]["A2"].value
    assert title == "青禾县档案馆2023年上半年工作总结数据填报表（开展情况）"


def test_long_texts_make_a_row_higher(draft: Draft) -> None:
    sheet = opened(one("长" * 200)).worksheets[0]
    assert sheet.row_dimensions[FIRST].height > opened(one("短")).worksheets[0].row_dimensions[FIRST].height


def test_a_sheet_lists_what_it_was_sent_out_with(draft: Draft) -> None:
    assert back(sheets_of(draft)[1]).codes == tuple(f"abcd1234.f{number}" for number in (2, 3, 4, 5))


@settings(max_examples=20)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_comes_back_with_its_row_sound(label: str, context: str) -> None:
    row = SheetRow("f1", "", f"甲{label}乙", f"甲{context}乙", "项", "", EntryKind.TEXT)
    found = back(write_sheet(SheetPlan("abcd1234", "", label, (row,)), load_sheet_words())).rows[0]
    assert found.check == check_of(found.code, found.section, found.label, found.context, found.unit, found.prior)
