"""Tables too wide for an upright page are turned and told; each can be turned and turned back by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.editing.grids.cells import set_widths
from core.editing.grids.given import Gap, insert_blocks
from core.editing.grids.turning import turn_page, wide_tables
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.tables.fit import TypeArea
from core.model.tables.given import plain_table
from core.package import Package
from core.word.unit_style.style import HouseStyle
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.exporting.export import ExportOptions, word_bytes
from core.workflows.importing.reports import recognise_report
from core.workflows.layouts.unit_styles import save_styles
from tests.builders_docx import docx, p
from tests.core.word.reading.test_word_reading_tables import tbl, tc, tr

HEAD = (Element("e1", Role.TITLE, "青禾县工作总结"), Element("e2", Role.BODY, "前面一段。"))
WIDE = [["指标", *(f"{month}月" for month in range(1, 13))], ["投资额", *["123456.78"] * 12]]
NARROW = [["指标", "数值"], ["投资额", "123456.78"]]


def draft_with(lines):
    bare = Draft(Identity(), HEAD, serial=2)
    return apply(bare, insert_blocks(bare, "e2", [plain_table(lines)], "插入表格"))


def landscape(draft):
    return [each.landscape for each in draft.elements if each.table is not None]


HEADS = [
    ["来源", "2024年金额（万元）", "2024年占比", "2025年金额（万元）", "2025年占比"],
    ["省级", "5600", "56%", "6200", "58%"],
]
"""Heads that begin with a year are words, and may be broken."""


@pytest.mark.parametrize(("lines", "is_turned"), [(WIDE, True), (NARROW, False), (HEADS, False)])
def test_only_a_table_that_does_not_fit_is_turned_when_it_comes(lines, is_turned):
    draft = draft_with(lines)
    assert landscape(draft) == [is_turned]
    assert not any(each.landscape for each in draft.elements[:2])


def test_it_is_turned_back_by_hand_and_stays_so():
    draft = draft_with(WIDE)
    cell = next(each.id for each in draft.elements if each.role is Role.CELL)
    back = apply(draft, turn_page(draft, cell))
    assert landscape(back) == [False]
    assert not any(each.landscape for each in back.elements)
    assert apply(back, turn_page(back, cell)).elements == draft.elements


def test_undo_is_exact():
    draft = draft_with(NARROW)
    change = turn_page(draft, draft.elements[3].id)
    assert apply(apply(draft, change), change.inverse()) == draft


def test_a_caption_turns_with_its_table():
    elements = (
        *HEAD,
        Element("e3", Role.BODY, "表1　投资"),
        Element("e4", Role.BODY, "单位：元"),
        Element("e5", Role.BODY, ""),
    )
    bare = Draft(Identity(), elements, serial=5)
    draft = apply(bare, insert_blocks(bare, "e5", [plain_table(NARROW)], "插入表格"))
    table = next(each.id for each in draft.elements if each.table)
    after = apply(draft, turn_page(draft, table))
    assert [each.landscape for each in after.elements[:5]] == [False, False, True, True, True]


def test_a_document_does_not_begin_sideways():
    bare = Draft(Identity(), HEAD, serial=2)
    draft = apply(bare, insert_blocks(bare, "e1", [plain_table(WIDE)], "插入表格", Gap(True)))
    assert landscape(draft) == [False]
    assert wide_tables(draft) == ()


def test_a_wide_table_of_last_year_is_turned_told_and_exported_on_a_page_of_its_own():
    rows = [tr(*(tc(text) for text in line)) for line in WIDE]
    parts = [p("青禾县2022年工作总结"), p("一、工作情况"), p("全年投资。"), tbl(*rows), p("以上。")]
    report = recognise_report("材料.docx", docx(*parts)).value
    started = start_draft(DraftRequest("年度工作总结", 2023, "青禾县", (report,)))
    told = [(each.code, each.count) for each in started.notices if each.code == "tables_turned"]
    assert (told, landscape(started.value)) == ([("tables_turned", 1)], [True])
    xml = Package(word_bytes(started.value, Path("稿.docx"), ExportOptions()).value).read("word/document.xml")
    assert xml.count(b'w:orient="landscape"') == 1


@pytest.mark.parametrize(("side", "is_turned"), [(10, False), (26, True)])
def test_what_fits_is_told_by_the_type_area_of_the_layout(side, is_turned, tmp_path, monkeypatch):
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    save_styles("青禾县", {"内部材料": HouseStyle(left=side, right=side)})
    rows = [tr(*(tc(text) for text in line[:8])) for line in WIDE]
    report = recognise_report("材料.docx", docx(p("青禾县2022年工作总结"), p("全年投资。"), tbl(*rows))).value
    started = start_draft(DraftRequest("年度工作总结", 2023, "青禾县", (report,)))
    assert landscape(started.value) == [is_turned]


def test_a_title_without_number_turns_with_its_table_which_grows_with_the_page():
    elements = (*HEAD, Element("e3", Role.BODY, "重点任务分解表"), Element("e4", Role.BODY, ""))
    bare = Draft(Identity(), elements, serial=4)
    draft = apply(bare, insert_blocks(bare, "e4", [plain_table(NARROW)], "插入表格"))
    head = next(each for each in draft.elements if each.table)
    cell = next(each.id for each in draft.elements if each.cell)
    draft = apply(draft, set_widths(draft, cell, [1000] * len(head.table.columns)))
    after = apply(draft, turn_page(draft, head.id))
    turned = next(each for each in after.elements if each.table)
    assert [each.landscape for each in after.elements[:4]] == [False, False, True, True]
    assert {column.width for column in turned.table.columns} == {1442}
    assert apply(after, turn_page(after, head.id)).elements == draft.elements


def test_a_table_is_too_wide_for_the_type_area_of_the_layout() -> None:
    lines = [[f"栏目{number}" for number in range(4)], ["1234567"] * 4]
    bare = Draft(Identity(), HEAD, serial=2)
    usual, narrow = (
        apply(bare, insert_blocks(bare, "e2", [plain_table(lines)], "插入表格", Gap(False, area)))
        for area in (TypeArea(), TypeArea(4000, 9000))
    )
    assert [any(each.landscape for each in draft.elements) for draft in (usual, narrow)] == [False, True]


def test_a_turned_table_is_as_much_wider_as_the_type_area() -> None:
    bare = Draft(Identity(), HEAD, serial=2)
    draft = apply(bare, insert_blocks(bare, "e2", [plain_table(NARROW)], "插入表格"))
    head = next(each for each in draft.elements if each.table)
    cell = next(each.id for each in draft.elements if each.cell)
    wide = replace(head, table=replace(head.table, columns=tuple(replace(c, width=1000) for c in head.table.columns)))
    draft = replace(draft, elements=tuple(wide if each.id == head.id else each for each in draft.elements))
    after = apply(draft, turn_page(draft, cell, TypeArea(8000, 12000)))
    found = next(each.table for each in after.elements if each.table)
    assert {column.width for column in found.columns} == {1500}
