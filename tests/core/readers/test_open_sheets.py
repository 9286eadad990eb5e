"""OpenDocument spreadsheets (.ods) as prior material: each cell with the words it shows, what repeats, what is hidden."""

import io
from zipfile import ZipFile

import pytest

from core.errors import BadInput
from core.model.raw import Origin
from core.readers.sheets.ranges import range_of, sheet_names
from core.workflows.importing.formats import read
from tests.core.readers.test_open_document import SPACES


def ods(sheets: str, styles: str = "") -> bytes:
    """A file with these worksheets."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    with ZipFile(target := io.BytesIO(), "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return target.getvalue()


def sheet(*rows: str, name: str = "表一", look: str = "") -> str:
    return f'<table:table table:name="{name}" {look}>{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(words: str = "", more: str = "") -> str:
    shown = f"<text:p>{words}</text:p>" if words else ""
    return f"<table:table-cell {more}>{shown}</table:table-cell>"


HEAD = row(cell("指标"), cell("本年"))
BLANKS = '<text:s text:c="9999"/>'
FLOAT = 'office:value-type="float" office:value="0.075"'


def cells(data: bytes) -> list[str]:
    return [each.text for each in read("a.ods", data).value.paragraphs if each.origin is Origin.TABLE]


def test_a_cell_is_read_as_it_shows() -> None:
    share = cell("7.5%", 'office:value-type="percentage" office:value="0.075"')
    day = cell("2023年3月5日", 'office:value-type="date" office:date-value="2023-03-05"')
    assert cells(ods(sheet(HEAD, row(cell("占比"), share), row(cell("日期"), day)))) == [
        *("指标", "本年", "占比", "7.5%", "日期", "2023年3月5日")
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('office:value-type="percentage" office:value="0.075"', "7.5%"),
        ('office:value-type="float" office:value="12"', "12"),
        ('office:value-type="date" office:date-value="2023-03-05"', "2023/3/5"),
        ('office:value-type="string" office:string-value="甲"', "甲"),
    ],
)
def test_a_value_without_words(value: str, text: str) -> None:
    assert cells(ods(sheet(HEAD, row(cell("甲"), cell("", value)))))[-1] == text


def test_repeated_rows_and_cells_count_and_empty_ones_at_the_end_do_not() -> None:
    twice = row(cell("甲", 'table:number-columns-repeated="2"'), more='table:number-rows-repeated="2"')
    rest = row(cell("", 'table:number-columns-repeated="16000"'), more='table:number-rows-repeated="1048000"')
    assert cells(ods(sheet(HEAD, twice, rest))) == ["指标", "本年", *["甲"] * 4]


def test_joined_cells_and_the_head() -> None:
    wide = row(cell("合计", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>")
    data = ods(sheet(f"<table:table-header-rows>{HEAD}</table:table-header-rows>", wide, row(cell("甲"), cell("1"))))
    found = read("a.ods", data).value.tables[0].table
    assert ([each.is_header for each in found.rows], found.cells[2].columns) == ([True, False, False], 2)


def test_what_is_hidden_is_told() -> None:
    styles = '<style:style style:name="no"><style:table-properties table:display="false"/></style:style>'
    gone = row(cell("乙"), cell("2"), more='table:visibility="collapse"')
    other = sheet(HEAD, name="表二", look='table:style-name="no"')
    found = read("a.ods", ods(sheet(HEAD, row(cell("甲"), cell("1")), gone) + other, styles))
    assert [(each.code, each.count) for each in found.notices] == [
        ("sheet_hidden_left_out", 1),
        ("range_hidden_rows", 1),
    ]


def test_remarks_are_no_words_and_told() -> None:
    remark = "<office:annotation><text:p>要核实</text:p></office:annotation>"
    data = ods(sheet(HEAD, row(cell("甲"), f"<table:table-cell>{remark}<text:p>1</text:p></table:table-cell>")))
    found = read("a.ods", data)
    assert (cells(data)[-1], [each.code for each in found.notices]) == ("1", ["sheet_comments_left_out"])


def test_a_range_can_be_inserted() -> None:
    data = ods(sheet(HEAD, row(cell("甲"), cell("1"))))
    assert [(each.name, each.area) for each in sheet_names(data)] == [("表一", "A1:B2")]
    assert range_of(data, "表一", "A2:B2").value.lines == (("甲", "1"),)


def test_a_range_of_more_words_than_any_report_is_refused() -> None:
    data = ods(sheet(row(cell("字" * 30_000, 'table:number-columns-repeated="40"'))))
    with pytest.raises(BadInput) as caught:
        range_of(data, "表一")
    assert caught.value.code == "text_too_long"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(ods(""), "sheet_empty", id="no sheet"),
        pytest.param(
            ods(
                sheet(
                    row(cell("甲", 'table:number-columns-repeated="16000"'), more='table:number-rows-repeated="9999"')
                )
            ),
            "sheet_too_large",
            id="repeated",
        ),
        pytest.param(ods(sheet(HEAD, row(cell("甲"), cell(BLANKS * 30_000)))), "sheet_too_large", id="blanks"),
        pytest.param(
            ods(sheet(HEAD, *(row(cell("甲"), cell(BLANKS * 3)) for _ in range(700)))), "sheet_too_large", id="cells"
        ),
    ],
)
def test_what_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read("a.ods", data)
    assert caught.value.code == code
