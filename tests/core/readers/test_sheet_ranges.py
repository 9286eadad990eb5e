"""Ranges of worksheets as tables: what cells show, joined and hidden ones, what is refused."""

import io
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from core.errors import BadInput
from core.paths import resources_folder
from core.readers.sheets.number_formats import shown
from core.readers.sheets.ranges import range_of, sheet_names
from core.readers.sheets.workbooks import worksheets


@pytest.mark.parametrize(
    ("value", "number_format", "told"),
    [
        (131.23000000000002, "General", "131.23"),
        (1 / 3, "General", "0.3333333333"),
        (12, "General", "12"),
        (1234567890123, "General", "1234567890123"),
        (0.125, "0.00", "0.13"),
        (131.2, "0.00", "131.20"),
        (1234567.5, "#,##0.0", "1,234,567.5"),
        (-1234.5, "#,##0.00", "-1,234.50"),
        (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
        (0, '0.0;-0.0;"—"', "—"),
        (0.063, "0.0%", "6.3%"),
        (0.5, "0%", "50%"),
        (1234567, "0,", "1235"),
        (12.5, '0.0"亿元"', "12.5亿元"),
        (12.5, "[$¥-804]#,##0.00", "¥12.50"),
        (12.5, "_ * #,##0.00_ ;_ * -#,##0.00_ ", "12.50"),
        (0.5, "#.##", ".5"),
        (7, "000", "007"),
        (-5.2, "0.00_ ;[Red]0.00", "-5.20"),
        (-0.052, "0.0%;[Red]0.0%", "-5.2%"),
        (-1234, '#,##0"万元";[红色]#,##0"万元"', "-1,234万元"),
        (-5.2, "0.0_);[Red](0.0)", "(5.2)"),
        (-0.052, '"增长"0.0%;"下降"0.0%', "下降5.2%"),
        (12.0, "0.##", "12"),
        (3, "@", "3"),
        (datetime(2026, 3, 5), "yyyy-mm-dd", "2026-03-05"),
        (datetime(2026, 3, 5), 'yyyy"年"m"月"d"日"', "2026年3月5日"),
        (datetime(2026, 3, 5), "yyyy\\-mm", "2026-03"),
        (datetime(2026, 3, 5, 9, 7), "m/d/yy h:mm", "3/5/26 9:07"),
        (date(2026, 3, 5), "[$-804]aaaa", "星期四"),
        (True, "General", "TRUE"),
        ("文字", "0.0", "文字"),
        ("甲", '"第"@"组"', "第甲组"),
        ("甲", '0;-0;0;"第"@"组"', "第甲组"),
        (None, "General", ""),
        (0, "0;-0;;@", ""),
        (5, "0;-0;;@", "5"),
        (-5, "0;;0", ""),
        ("甲", "0;-0;;@", "甲"),
        ("甲", "0;-0;0;", ""),
        (20221231, "0000-00-00", "2022-12-31"),
        (7, "0000-00-00", "0000-00-07"),
        (13800001111, "000-0000-0000", "138-0000-1111"),
        (12345, '0!.0,"万元"', "1.2万元"),
        (123456, '[>=10000]0.0,"千";0', "123.5千"),
        (99, '[>=10000]0.0,"千";0', "99"),
        (0, '[=1]"是";[=0]"否";0', "否"),
        (timedelta(days=1, hours=12, minutes=5), "[h]:mm", "36:05"),
        (timedelta(hours=12), "[mm]:ss", "720:00"),
        (time(0), "yyyy/m/d", "1900/1/0"),
    ],
)
def test_a_cell_is_written_as_it_shows(value, number_format, told):
    assert shown(value, number_format) == (told, True)


@pytest.mark.parametrize("number_format", ["0.00E+00", "# ?/?"])
def test_a_format_that_is_not_followed_is_told(number_format):
    assert shown(12.5, number_format) == ("12.5", False)


@pytest.mark.parametrize("number_format", ["d-mmm-yy", "mmmm d", "yyyy-m-d dddd"])
def test_a_day_with_names_is_written_in_figures_and_told(number_format):
    assert shown(date(2023, 3, 15), number_format) == ("2023/3/15", False)


def book(fill):
    """The bytes of a workbook whose first sheet is filled by ``fill``."""
    made = Workbook()
    fill(made.active)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def rows_of(result):
    return [list(line) for line in result.value.lines]


def simple(sheet):
    """A title over two columns, one row hidden, one formula without a value."""
    sheet.title = "指标"
    sheet["B2"], sheet["B3"], sheet["C3"] = "完成情况", "产值", 131.2
    sheet["B4"], sheet["C4"] = "藏", 1
    sheet["B5"], sheet["C5"] = "合计", "=C3+C4"
    sheet["C3"].number_format = "0.00"
    sheet.merge_cells("B2:C2")
    sheet.row_dimensions[4].hidden = True


def test_a_sheet_is_read_from_its_first_to_its_last_cell():
    assert [(each.name, each.area) for each in sheet_names(book(simple))] == [("指标", "B2:C5")]
    result = range_of(book(simple), "指标", headers=1)
    assert rows_of(result) == [["完成情况", ""], ["产值", "131.20"], ["合计", ""]]
    assert result.value.table.is_tiled()


def test_what_does_not_come_along_is_told():
    assert [(each.code, each.count) for each in range_of(book(simple), "指标").notices] == [
        ("range_hidden_rows", 1),
        ("range_no_value", 1),
    ]


@pytest.mark.parametrize(
    ("area", "told"), [("B3:C3", [["产值", "131.20"]]), ("b3：b5", [["产值"], ["合计"]]), ("C2:C3", [[""], ["131.20"]])]
)
def test_a_range_is_read(area, told):
    assert rows_of(range_of(book(simple), "指标", area)) == told


@pytest.mark.parametrize(
    ("name", "area", "code"),
    [
        ("别的", "", "range_unknown"),
        ("指标", "第三列", "range_unknown"),
        ("指标", "C5:B2", "range_unknown"),
        ("指标", "A1:ZZ9999", "table_too_large"),
    ],
)
def test_what_is_no_range_is_refused(name, area, code):
    with pytest.raises(BadInput) as refused:
        range_of(book(simple), name, area)
    assert refused.value.code == code


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"], ids=["empty", "zip", "old"])
def test_what_is_no_xlsx_file_is_refused(data):
    with pytest.raises(BadInput):
        sheet_names(data)


def test_an_empty_sheet_has_no_table():
    with pytest.raises(BadInput) as refused:
        range_of(book(lambda sheet: None), "Sheet")
    assert refused.value.code == "table_empty"


@pytest.mark.parametrize("number_format", ["[DBNum1]General", '0.0" "00', "yyyy-mm-dd"])
def test_a_format_that_a_number_cannot_follow_is_told(number_format):
    assert shown(12345, number_format) == ("12345", False)


def test_hours_of_half_days():
    assert shown(datetime(2026, 3, 5, 15, 7), "上午/下午h:mm") == ("下午3:07", True)


@pytest.mark.parametrize(
    ("number", "told"), [(14, "2026/3/5"), (31, "2026年3月5日"), (57, "2026年3月"), (58, "3月5日"), (10, "4608600.00%")]
)
def test_formats_that_have_only_a_number_show_as_in_chinese_programs(number, told):
    def fill(sheet):
        sheet["A1"] = 46086
        sheet["A1"].number_format = "0"
        sheet["A1"]._style.numFmtId = number

    assert rows_of(range_of(book(fill), "Sheet")) == [[told]]


def test_a_joined_cell_whose_first_row_is_hidden_keeps_its_words():
    def fill(sheet):
        sheet["A1"], sheet["B1"], sheet["B2"] = "甲", 1, 2
        sheet.merge_cells("A1:A2")
        sheet.row_dimensions[1].hidden = True

    assert rows_of(range_of(book(fill), "Sheet")) == [["甲", "2"]]


def test_a_joined_cell_whose_first_column_is_hidden_keeps_its_words():
    def fill(sheet):
        sheet["A1"], sheet["B2"], sheet["C2"] = "甲", 1, 2
        sheet.merge_cells("A1:C1")
        sheet.column_dimensions["A"].hidden = True

    assert rows_of(range_of(book(fill), "Sheet")) == [["甲", ""], ["1", "2"]]


def test_no_worksheet_of_many_is_passed_over():
    made = Workbook()
    for number in range(70):
        made.create_sheet(f"镇{number}")["A1"] = number
    stream = io.BytesIO()
    made.save(stream)
    assert len(worksheets(stream.getvalue())) == 71


def test_an_old_workbook_has_ranges_as_well():
    data = (resources_folder() / "samples" / "sample.xls").read_bytes()
    assert [each.name for each in sheet_names(data)] == ["主要指标", "重点项目", "培训场次", "走访户数"]
    assert rows_of(range_of(data, "重点项目", "A3:C3")) == [["档案室改造", "2025年3月", "2025年9月"]]


def test_a_number_that_is_no_day_stays_in_a_format_of_days():
    def fill(sheet):
        sheet.append(["甲", 20221231, 45000])
        for place in ("B1", "C1"):
            sheet[place].number_format = "yyyy-mm-dd"

    found = range_of(book(fill), "Sheet")
    assert (rows_of(found), [each.code for each in found.notices]) == (
        [["甲", "20221231", "2023-03-15"]],
        ["range_format"],
    )
