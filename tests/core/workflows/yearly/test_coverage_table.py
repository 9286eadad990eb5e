"""The table of 要点对照 that is handed over: what it says, and its files as programs read them."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from core.errors import BadUse
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.fact import FactState
from core.model.tables.paper_table import PaperTable, TableColumn
from core.workflows.drafting.report_draft import draft_of
from core.workflows.yearly.coverage import leave_out
from core.workflows.yearly.coverage_table import plan_table, table_bytes, table_name, table_pages, write_table
from core.workflows.yearly.plan_table import plan_view
from core.workflows.yearly.plans import take_plan
from tests.covered import report, tables

PLAN = """云溪县农机站2024年工作要点
一、服务生产
（一）检修机具。检修插秧机300台。
（二）报废老旧农机。报废老旧拖拉机25台。
（三）培训机手。培训机手40名。
"""
SUMMARY = """云溪县农机站2024年工作总结
一、主要工作
检修插秧机320台。组织机手培训班。
"""
TODAY = date(2024, 12, 5)
NASTY = PaperTable(
    "=1+1", ("+2", "a\x0bb"), (TableColumn("序号", 1, True), TableColumn("话", 4)), (("1", "=HYPERLINK(1)<b>&"),)
)


def draft() -> Draft:
    """A summary with its plan and figures of this year; one task is left out."""
    made = replace(draft_of(report(SUMMARY).document), identity=Identity("年度工作总结", 2024, "云溪县农机站", key="k"))
    made = replace(made, facts=tuple(replace(fact, state=FactState.UPDATED) for fact in made.facts))
    made = apply(made, take_plan(made, report(PLAN)))
    return apply(made, leave_out(made, report(PLAN), "报废老旧农机", "政策未出台", tables()))


def table() -> PaperTable:
    return plan_table(plan_view(draft()), draft(), TODAY)


def test_the_table_says_what_it_is_about() -> None:
    assert table().title == "云溪县农机站2024年工作要点落实情况对照表"
    assert "2024年12月5日" in table().lines[0]


def test_a_plan_without_a_title_is_named_by_its_own_year() -> None:
    view = replace(plan_view(draft()), title="")
    term = replace(view.documents[view.number].term, year=2023)
    documents = (*view.documents[:-1], replace(view.documents[-1], term=term))
    titled = plan_table(replace(view, documents=documents), draft(), TODAY)
    assert titled.title == "云溪县农机站2023年工作要点落实情况对照表"


def test_every_task_has_one_row_with_its_sentence() -> None:
    assert [row[1:4] for row in table().rows] == [
        ("（三）培训机手。培训机手40名。", "组织机手培训班。", "疑似已写"),
        ("（一）检修机具。检修插秧机300台。", "检修插秧机320台。", "已写"),
        ("（二）报废老旧农机。报废老旧拖拉机25台。", "", "不写"),
    ]
    assert table().rows[2][4] == "不写的原因：政策未出台"


def test_the_word_file_opens_with_a_head_on_every_page() -> None:
    found = docx.Document(io.BytesIO(table_bytes(table(), ".docx")))
    cells = [[cell.text for cell in row.cells] for row in found.tables[0].rows]
    assert cells[0] == ["序号", "要点任务", "对应表述", "状态", "完成情况／说明"]
    assert [tuple(row) for row in cells[1:]] == list(table().rows)
    assert "tblHeader" in found.tables[0].rows[0]._tr.xml


def test_equal_tables_give_equal_files() -> None:
    assert table_bytes(table(), ".docx") == table_bytes(table(), ".docx")


def test_the_sheet_holds_the_same_rows() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(table_bytes(table(), ".xlsx"))).active
    lines = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = lines.index(["序号", "要点任务", "对应表述", "状态", "完成情况／说明"])
    assert [(str(row[0]), *row[1:]) for row in lines[head + 1 : -1]] == list(table().rows)
    assert sheet.print_title_rows == f"${head + 1}:${head + 1}"


def test_no_text_becomes_a_formula() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(table_bytes(NASTY, ".xlsx"))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} <= {"s", "n"}


def test_signs_of_markup_and_of_control_do_no_harm_in_word() -> None:
    found = docx.Document(io.BytesIO(table_bytes(NASTY, ".docx")))
    assert found.tables[0].rows[1].cells[1].text == "=HYPERLINK(1)<b>&"
    assert [paragraph.text for paragraph in found.paragraphs[:3]] == ["=1+1", "+2", "ab"]


def test_the_table_is_printed_across() -> None:
    sheet = table_pages(table()).pages[0].sheet
    assert sheet.width > sheet.height


def test_another_ending_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="coverage_table_ending"):
        write_table(table(), tmp_path / "表.txt")
    assert list(tmp_path.iterdir()) == []


def test_the_name_says_what_it_is() -> None:
    assert table_name(draft(), ".xlsx") == "云溪县农机站2024年度工作总结（要点对照表）.xlsx"


def test_the_package_is_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(table_bytes(table(), ".docx"))) as package:
        assert package.testzip() is None
