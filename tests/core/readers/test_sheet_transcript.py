"""Spreadsheets as prior material: tables as they show, lines around them, what is left out, other files under their names."""

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from core.errors import BadInput
from core.model.raw import Origin, RawDocument
from core.paths import resources_folder
from core.readers.sheets import values
from core.workflows.importing.formats import read
from tests.core.readers.test_sheet_ranges import book

Fill = Callable[[Any], None]


def rows(*lines: list[object]) -> Fill:
    """A sheet with these rows."""

    def fill(sheet: Any) -> None:
        for line in lines:
            sheet.append(line)

    return fill


def document(fill: Fill) -> RawDocument:
    return read("a.xlsx", book(fill)).value


def around(found: RawDocument) -> list[str]:
    """The paragraphs outside tables."""
    return [each.text for each in found.paragraphs if each.origin is Origin.BODY and each.text]


def cells(found: RawDocument) -> list[str]:
    return [each.text for each in found.paragraphs if each.origin is Origin.TABLE]


TABLE: tuple[list[object], ...] = (["指标", "本年"], ["产值", 12])


def test_lines_above_and_below_a_table_are_no_rows() -> None:
    lines = (
        ["某县指标", None],
        ["填报单位：甲局", "单位：万元"],
        *TABLE,
        [None, None],
        ["注：数据为快报数，以年报上的数为准。"],
    )
    found = document(rows(*lines))
    assert around(found) == ["某县指标", "填报单位：甲局", "单位：万元", "注：数据为快报数，以年报上的数为准。"]
    assert cells(found)[:4] == ["指标", "本年", "产值", "12"]


def test_a_title_over_all_columns_and_several_rows() -> None:
    def fill(sheet: Any) -> None:
        rows(["标题", None], [None, None], *TABLE)(sheet)
        sheet.merge_cells("A1:B2")

    found = document(fill)
    assert (around(found), cells(found)) == (["标题"], ["指标", "本年", "产值", "12"])


def test_the_sheets_name_stands_where_there_is_no_other_title() -> None:
    def named(sheet: Any) -> None:
        rows(*TABLE)(sheet)
        sheet.title = "收支情况"

    assert (around(document(named)), around(document(rows(*TABLE)))) == (["收支情况"], [])


def test_each_of_several_sheets_is_a_heading_with_its_table() -> None:
    def fill(sheet: Any) -> None:
        rows(["总标题", None], *TABLE)(sheet)
        rows(*TABLE)(sheet.parent.create_sheet("第二张"))
        sheet.title = "第一张"

    found = document(fill)
    assert (around(found), len(found.tables)) == (["总标题", "第一张", "第二张"], 2)


def test_a_single_column_is_text() -> None:
    assert around(document(rows(["总结"], ["一、工作"], ["办了12件事。"]))) == ["总结", "一、工作", "办了12件事。"]


@pytest.mark.parametrize(("frozen", "count"), [(None, 2), ("A2", 1)])
def test_rows_of_the_head(frozen: str | None, count: int) -> None:
    def fill(sheet: Any) -> None:
        rows(["指标", "产值", None], [None, "去年", "今年"], ["甲", 1, 2])(sheet)
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")
        sheet.freeze_panes = frozen

    table = document(fill).tables[0].table
    assert sum(row.is_header for row in table.rows) == count
    assert table.is_tiled()


def test_what_is_left_out_is_told() -> None:
    def fill(sheet: Any) -> None:
        rows(*TABLE, ["合计", "=B2"])(sheet)
        sheet["A1"].comment = Comment("批", "乙")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
        sheet.add_chart(chart, "D1")
        rows(*TABLE)(hidden := sheet.parent.create_sheet("底稿"))
        hidden.sheet_state = "hidden"
        sheet.parent.create_sheet("空")
        rows(["x"] * (values.MOST_COLUMNS + 1))(sheet.parent.create_sheet("宽"))

    found = {each.code: each.count for each in read("a.xlsx", book(fill)).notices}
    assert found == {
        "sheet_hidden_left_out": 1,
        "sheet_empty_left_out": 1,
        "sheet_large_left_out": 1,
        "range_no_value": 1,
        "sheet_drawings_left_out": 1,
        "sheet_comments_left_out": 1,
    }


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        (lambda sheet: None, "sheet_empty"),
        (lambda sheet: (sheet.cell(1_000_000, 9, "甲"), sheet.cell(1, 1, "乙")), "sheet_table_large"),
        (rows(["x"] * 64, ["x"] * 64), "sheet_table_large"),
    ],
    ids=["empty", "huge", "wide"],
)
def test_no_table_of_a_report(fill: Fill, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read("a.xlsx", book(fill))
    assert caught.value.code == code


def test_a_lone_cell_far_away_is_read() -> None:
    assert around(document(lambda sheet: sheet.cell(1_000_000, 9, "甲"))) == ["甲"]


def test_the_samples_read_alike() -> None:
    found = [
        read(f"a.{end}", (resources_folder() / "samples" / f"sample.{end}").read_bytes()) for end in ("xls", "xlsx")
    ]
    old, new = ([(each.text, each.origin) for each in one.value.paragraphs] for one in found)
    assert old == new
    assert [[(each.code, each.count) for each in one.notices] for one in found] == [[("sheet_hidden_left_out", 1)]] * 2


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_tabs_under_the_name_of_a_workbook(encoding: str) -> None:
    text = '某县各项指标的完成情况\n指标\t本年\t\n产值\t1,234.5\t\n"税\n收"\t8%\t\n'
    found = read("a.xls", text.encode(encoding)).value
    assert around(found) == ["某县各项指标的完成情况"]
    assert cells(found) == ["指标", "本年", "产值", "1,234.5", "税", "收", "8%"]


def test_a_text_with_some_tabs_stays_text() -> None:
    found = read("a.txt", "一、工作\t第1页\n办了12件事。\n二、打算\t第3页\n三、其他\t第4页\n".encode()).value
    assert not found.tables


def test_a_web_page_under_the_name_of_a_workbook() -> None:
    found = read("a.xls", "<table><tr><td>甲</td><td>12.3%</td></tr></table>".encode()).value
    assert cells(found) == ["甲", "12.3%"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\t2025年，全馆共接收档案12卷。\n\t各项工作有序推进。\n", id="indents"),
        pytest.param("1.\t接收档案12卷。\n2.\t征集家谱3部。\n", id="ordinals"),
        pytest.param(f"工作\t{'全年接收档案。' * 12}\n打算\t明年再接收。\n", id="words set apart"),
    ],
)
def test_paragraphs_with_tabs_are_no_rows(text: str) -> None:
    assert not read("a.txt", text.encode()).value.tables


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_values_parted_by_a_sign_are_a_table(encoding: str, sign: str) -> None:
    lines = ("指标", "本年"), ("产值", '"1,234.5;2"')
    text = "\r\n".join(map(sign.join, lines))
    assert cells(read("a.CSV", text.encode(encoding)).value) == ["指标", "本年", "产值", "1,234.5;2"]


def test_a_text_under_the_name_of_values_stays_text() -> None:
    assert not read("a.csv", "一、工作\n办了12件事，接了3次访。\n".encode()).value.tables


def test_a_workbook_of_the_xml_format_is_told_as_such() -> None:
    data = b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    with pytest.raises(BadInput, match="format_sheet_xml"):
        read("a.xls", data)
