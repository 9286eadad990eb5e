"""Tables: widths, heights, margins, ruled lines and joined cells, each from the nearest word about it."""

from typing import Any

import pytest

from core.typesetting.values import Border, Cell
from tests.core.sheets_made import part, run, style, table, text

GRID = '<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>'
LINE = Border(10, 0, "000000", "single")
ALL = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def tc(properties: str = "", content: str = "<w:p/>") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, properties: str = "", grid: str = GRID) -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{grid}{''.join(rows)}</w:tbl>"


def cell(properties: str = "", table_properties: str = "", styles: str = "") -> Cell:
    return table(tbl(tr(tc(properties)), properties=table_properties), styles).rows[0].cells[0]


@pytest.mark.parametrize(
    ("properties", "name", "expected"),
    [
        ("", "width", 1000),
        ('<w:gridSpan w:val="2"/>', "width", 3000),
        ('<w:gridSpan w:val="999999"/>', "width", 6000),
        ('<w:tcW w:w="1234" w:type="dxa"/>', "width", 1234),
        ('<w:tcW w:w="0" w:type="auto"/>', "width", 1000),
        ('<w:tcW w:w="2500" w:type="pct"/>', "width", 1000),
        ('<w:tcW w:w="-5" w:type="dxa"/>', "width", 1000),
        ("", "margins", (108, 0, 108, 0)),
        ('<w:tcMar><w:left w:w="1"/><w:top w:w="2"/><w:end w:w="3"/></w:tcMar>', "margins", (1, 2, 3, 0)),
        ("", "valign", "top"),
        ('<w:vAlign w:val="center"/>', "valign", "center"),
        ('<w:vAlign w:val="bottom"/>', "valign", "bottom"),
        ("<w:vMerge/>", "joins_above", True),
        ('<w:vMerge w:val="continue"/>', "joins_above", True),
        ('<w:vMerge w:val="restart"/>', "joins_above", False),
    ],
)
def test_a_property_of_a_cell(properties: str, name: str, expected: Any) -> None:
    assert getattr(cell(properties), name) == expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("", (0, "auto")),
        ('<w:trHeight w:val="500"/>', (500, "atLeast")),
        ('<w:trHeight w:val="500" w:hRule="exact"/>', (500, "exact")),
        ('<w:trHeight w:val="500" w:hRule="auto"/>', (500, "auto")),
        ('<w:trHeight w:val="-500" w:hRule="exact"/>', (0, "exact")),
    ],
)
def test_the_height_of_a_row(properties: str, expected: tuple[float, str]) -> None:
    row = table(tbl(tr(tc(), properties=properties))).rows[0]
    assert (row.height, row.rule) == expected


@pytest.mark.parametrize(
    ("properties", "keeps"), [("", False), ("<w:cantSplit/>", True), ('<w:cantSplit w:val="0"/>', False)]
)
def test_whether_pages_divide_a_row(properties: str, keeps: bool) -> None:
    height = '<w:trHeight w:val="500"/>'
    found = table(tbl(tr(tc(), properties=properties), tr(tc(), properties=properties + height)))
    assert [row.keeps for row in found.rows] == [keeps, keeps]


def test_a_heading_row_is_repeated() -> None:
    found = table(tbl(tr(tc(), properties="<w:tblHeader/>"), tr(tc())))
    assert [row.repeats for row in found.rows] == [True, False]


@pytest.mark.parametrize(
    ("properties", "mode", "expected"),
    [
        ("", 15, (0, "left")),
        ("", 14, (-108, "left")),
        ('<w:tblInd w:w="200" w:type="dxa"/>', 15, (200, "left")),
        ('<w:tblInd w:w="200" w:type="dxa"/>', 12, (92, "left")),
        ('<w:jc w:val="center"/><w:tblInd w:w="200"/>', 12, (0, "center")),
        ('<w:jc w:val="right"/>', 15, (0, "right")),
    ],
)
def test_where_a_table_stands(properties: str, mode: int, expected: tuple[float, str]) -> None:
    found = table(tbl(tr(tc()), properties=properties), parts={"settings.xml": settings(mode)})
    assert (found.left, found.align) == expected


def settings(mode: int) -> str:
    return part("settings", f'<w:compat><w:compatSetting w:name="compatibilityMode" w:val="{mode}"/></w:compat>')


def test_cells_at_the_edge_have_the_outer_lines_and_others_the_inner_ones() -> None:
    borders = '<w:tblBorders><w:top w:val="double" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders>'
    rows = table(tbl(tr(tc(), tc()), tr(tc(), tc()), properties=borders)).rows
    sides = [[sorted(found.borders) for found in row.cells] for row in rows]
    assert sides == [[["right", "top"], ["left", "top"]], [["right"], ["left"]]]
    assert rows[0].cells[0].borders["top"].style == "double"


def test_the_lines_of_a_cell_win_over_those_of_the_table() -> None:
    own = '<w:tcBorders><w:top w:val="nil"/><w:bottom w:val="thick" w:sz="24" w:color="FF0000"/></w:tcBorders>'
    found = cell(own, f"<w:tblBorders>{ALL}</w:tblBorders>").borders
    assert found == {"left": LINE, "right": LINE, "bottom": Border(60, 0, "FF0000", "thick")}


BELOW = '<w:tcBorders><w:bottom w:val="single" w:sz="{}"/></w:tcBorders>'
NO_TOP = '<w:tcBorders><w:top w:val="nil"/></w:tcBorders>'
WIDE = '<w:gridSpan w:val="2"/>'


@pytest.mark.parametrize(
    ("upper", "lower", "tops"),
    [
        ((BELOW.format(4), BELOW.format(4)), (NO_TOP, NO_TOP), [10, 10]),
        ((BELOW.format(4), ""), (NO_TOP, NO_TOP), [10, None]),
        ((BELOW.format(4), ""), (WIDE + NO_TOP,), [None]),
        ((BELOW.format(4), BELOW.format(8)), (WIDE + NO_TOP,), [20]),
        ((WIDE + BELOW.format(4),), ("", ""), [10, 10]),
        ((BELOW.format(4), BELOW.format(4)), ("<w:vMerge/>", NO_TOP), [None, 10]),
        ((BELOW.format(4),), ('<w:tcBorders><w:top w:val="single" w:sz="8"/></w:tcBorders>',), [20]),
    ],
)
def test_a_line_between_rows_takes_room_whichever_cell_gives_it(
    upper: tuple[str, ...], lower: tuple[str, ...], tops: list[float | None]
) -> None:
    rows = table(tbl(tr(*map(tc, upper)), tr(*map(tc, lower)))).rows
    found = [each.borders.get("top") for each in rows[1].cells]
    assert [line and line.thickness for line in found] == tops


def test_a_table_style_gives_lines_and_margins() -> None:
    grid = f'<w:tblPr><w:tblBorders>{ALL}</w:tblBorders><w:tblCellMar><w:left w:w="50"/></w:tblCellMar></w:tblPr>'
    found = cell("", '<w:tblStyle w:val="G"/>', style("N", grid, "table") + style("G", "", "table", based="N"))
    assert found.margins == (50, 0, 108, 0)
    assert len(found.borders) == 4


def test_the_usual_table_style_gives_margins_without_being_named() -> None:
    usual = "<w:tblPr><w:tblCellMar><w:top w:w='7'/></w:tblCellMar></w:tblPr>"
    assert cell("", "", style("N", usual, "table", default=True)).margins == (108, 7, 108, 0)


def test_columns_left_free_at_the_beginning_are_a_blank_cell() -> None:
    row = table(tbl(tr(tc(), properties='<w:gridBefore w:val="1"/>'))).rows[0]
    assert [found.width for found in row.cells] == [1000, 2000]
    assert row.cells[0].blocks == ()


def test_a_table_without_a_grid_takes_shares_of_the_type_area() -> None:
    half = table(tbl(tr(tc('<w:tcW w:w="2500" w:type="pct"/>'), tc('<w:tcW w:w="25%" w:type="pct"/>')), grid=""))
    assert [found.width for found in half.rows[0].cells] == [4422, 2211]


def test_cells_hold_paragraphs_and_tables() -> None:
    inner = tbl(tr(tc(content=f"<w:p>{run('里')}</w:p>")))
    outer = table(tbl(tr(tc(content=f"<w:p>{run('外')}</w:p>{inner}<w:p/>"))))
    first, second, _ = outer.rows[0].cells[0].blocks
    assert text(first) == "外"  # type: ignore[arg-type]
    assert text(second.rows[0].cells[0].blocks[0]) == "里"  # type: ignore[union-attr,arg-type]


def test_what_stands_in_a_joined_cell_is_not_shown() -> None:
    found = cell("<w:vMerge/>")
    assert (found.blocks, found.joins_above) == ((), True)


def test_rows_and_cells_in_content_controls_are_found() -> None:
    held = (
        f"<w:sdt><w:sdtContent>{tr(f'<w:sdt><w:sdtContent>{tc()}</w:sdtContent></w:sdt>', tc())}</w:sdtContent></w:sdt>"
    )
    assert [len(row.cells) for row in table(tbl(held, tr(tc()))).rows] == [2, 1]


def test_an_empty_table_has_no_rows() -> None:
    assert table("<w:tbl/>").rows == ()


@pytest.mark.parametrize(
    ("shading", "fill"),
    [
        ('<w:shd w:val="clear" w:color="auto" w:fill="d9d9d9"/>', "D9D9D9"),
        ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', ""),
        ('<w:shd w:val="nil" w:fill="FF0000"/>', ""),
        ("", ""),
    ],
)
def test_a_cell_has_its_own_background(shading: str, fill: str) -> None:
    assert table(tbl(tr(tc(shading)))).rows[0].cells[0].fill == fill
