"""A range of a worksheet as a table, with its cells as they show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import range_boundaries

from core.errors import BadInput
from core.limits import check_length
from core.model.tables.given import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, GivenCell, GivenTable, given_table
from core.readers.sheets.values import USUAL_WIDTH, Area, SheetLines, Worksheet, twips
from core.readers.sheets.workbooks import worksheets
from core.result import Notice, Result
from core.sheet_package import DAMAGE


@dataclass(frozen=True, slots=True)
class SheetName:
    """A worksheet with the range in which anything stands, such as ``A1:F20``; empty for a blank one."""

    name: str
    area: str


def sheet_names(data: bytes) -> tuple[SheetName, ...]:
    """The visible worksheets of a file. BadInput for other files."""
    visible = (sheet for sheet in worksheets(data) if sheet.is_visible)
    return tuple(SheetName(sheet.name, area.name if (area := sheet.used()) else "") for sheet in visible)


def range_of(data: bytes, name: str, area: str = "", headers: int = 0) -> Result[GivenTable]:
    """The cells of a range, or all of the sheet, as they show; hidden rows and columns are left out, with a notice.

    BadInput for a file that cannot be read, an unknown sheet or range, an empty one, and ``table_too_large``.
    """
    sheet = next((each for each in worksheets(data) if each.is_visible and each.name == name), None)
    if sheet is None:
        raise BadInput("range_unknown", area=name)
    return _range_in(sheet, _area(area) if area.strip() else sheet.used(), headers)


def _range_in(sheet: Worksheet, area: Area | None, headers: int) -> Result[GivenTable]:
    if area is not None and not area.is_small:
        raise BadInput("table_too_large", rows=str(MOST_ROWS), columns=str(MOST_COLUMNS), cells=str(MOST_CELLS))
    rows, columns = (sheet.rows_of(area), sheet.columns_of(area)) if area else ([], [])
    if area is None or not rows or not columns:
        raise BadInput("table_empty")
    lines = SheetLines(sheet, rows, columns)
    table = given_table(
        list(_counted(lines)), headers, [twips(sheet.widths.get(each, USUAL_WIDTH)) for each in columns]
    )
    return Result(table, told(area, rows, columns, (lines,)))


def _counted(lines: Iterable[Sequence[GivenCell]]) -> Iterator[Sequence[GivenCell]]:
    """The lines, while they hold no more than the longest report."""
    characters = 0
    for line in lines:
        characters += sum(len(cell.text) for cell in line)
        check_length(characters, 0)
        yield line


def _area(text: str) -> Area:
    try:
        found = Area(*range_boundaries(text.strip().replace("：", ":").upper()))
        sizes = found.bottom - found.top, found.right - found.left
    except (*DAMAGE, TypeError) as problem:
        raise BadInput("range_unknown", area=text.strip()) from problem
    if min(sizes) < 0:
        raise BadInput("range_unknown", area=text.strip())
    return found


def told(area: Area, rows: Sequence[int], columns: Sequence[int], lines: Sequence[SheetLines]) -> tuple[Notice, ...]:
    """The notices about content of an area that is lost where these rows and columns are read."""
    counted = (
        ("range_hidden_rows", area.bottom - area.top + 1 - len(rows)),
        ("range_hidden_columns", area.right - area.left + 1 - len(columns)),
        ("range_no_value", sum(each.lost for each in lines)),
        ("range_format", sum(each.unknown for each in lines)),
    )
    return tuple(Notice(code, count=count, kind="table") for code, count in counted if count)
