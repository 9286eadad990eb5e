"""Worksheets of .xlsx and .xlsm files, by openpyxl from a package rebuilt within limits, and of .xls and .et files,
by xlrd.

The older format is that of Excel 97-2003 and 5.0 ([MS-XLS]).
"""

import io
import re
import struct
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from types import MappingProxyType
from typing import Any

import olefile
import xlrd
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel
from xlrd.biffh import (
    XL_CELL_BLANK,
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_EMPTY,
    XL_CELL_ERROR,
    XL_CELL_NUMBER,
    error_text_from_code,
)
from xlrd.formula import FormulaError

from core.errors import AppError, BadInput
from core.package import Package
from core.readers.sheets.number_formats import CHINESE, is_dated, is_elapsed
from core.readers.sheets.open_sheets import is_open_sheet, read_ods
from core.readers.sheets.values import MOST_SHEETS, USUAL_WIDTH, Area, CellValue, Worksheet
from core.sheet_package import DAMAGE, LARGEST_WHOLE, safe_package

Book = Any  # openpyxl ships no annotations
Sheet = Any
Cell = Any
OLE = b"\xd0\xcf\x11\xe0"
_LARGEST_SPAN = 16_384


def worksheets(data: bytes) -> tuple[Worksheet, ...]:
    """All worksheets of an .xlsx, .xls, .et or .ods file. BadInput ``sheet_…`` or ``package_…`` for other files."""
    if data.startswith(OLE):
        return read_xls(data)
    if not data.startswith(b"PK"):
        raise BadInput("sheet_unknown")
    package = Package(data)
    return read_ods(package) if is_open_sheet(package) else read_xlsx(data)


def read_xlsx(data: bytes) -> tuple[Worksheet, ...]:
    """The worksheets of a file. BadInput ``sheet_damaged``, ``sheet_too_large``, ``package_…``."""
    clean = safe_package(data)
    try:
        with warnings.catch_warnings():  # warnings about parts that are not read
            warnings.simplefilter("ignore")
            return tuple(_sheets(clean))
    except AppError:
        raise
    except DAMAGE as problem:
        raise BadInput("sheet_damaged") from problem


def _sheets(clean: bytes) -> Iterator[Worksheet]:
    with closing(_opened(clean, True)) as book:
        # Formulas are read only to tell those without a value.
        lost = (
            _lost(clean) if any(cell.value is None for sheet in _meant(book) for cell in sheet._cells.values()) else {}
        )
        for sheet in _meant(book):
            yield _worksheet(sheet, book.epoch, lost.get(sheet.title, frozenset()))


def _meant(book: Book) -> list[Sheet]:
    return list(book.worksheets[: _checked(len(book.worksheets))])


def _checked(sheets: int) -> int:
    """The number of worksheets. BadInput ``sheet_too_large`` for more than a file of an office has."""
    if sheets > MOST_SHEETS:
        raise BadInput("sheet_too_large")
    return sheets


def _opened(clean: bytes, is_values: bool) -> Book:
    reader = _NumberReader(io.BytesIO(clean), data_only=is_values, keep_links=False)
    reader.read()
    return reader.wb


class _NumberReader(ExcelReader):  # type: ignore[misc]  # openpyxl ships no annotations
    """Leaves numbers what they are: openpyxl would make ``#VALUE!`` of one that is no day in a format of days."""

    def read_worksheets(self) -> None:
        """Read the cells after the styles, of which those of days are forgotten."""
        self.wb._date_formats, self.wb._timedelta_formats = set(), set()
        super().read_worksheets()


def _moment(value: float, number_format: str, epoch: datetime) -> object:
    """The day or time that a number means; the number where it means none."""
    if value < 0:
        return value
    try:
        return from_excel(value, epoch, timedelta=is_elapsed(number_format))
    except (ValueError, OverflowError):
        return value


def _lost(clean: bytes) -> Mapping[str, frozenset[tuple[int, int]]]:
    """The places of formulas by worksheet."""
    with closing(_opened(clean, False)) as book:
        return {
            sheet.title: frozenset(place for place, cell in sheet._cells.items() if cell.data_type == "f")
            for sheet in _meant(book)
        }


def _worksheet(sheet: Sheet, epoch: datetime, formulas: frozenset[tuple[int, int]]) -> Worksheet:
    cells = {place: _cell(cell, epoch, place in formulas) for place, cell in sheet._cells.items()}
    merged = tuple(Area(each.min_col, each.min_row, each.max_col, each.max_row) for each in sheet.merged_cells.ranges)
    hidden = frozenset(row for row, each in sheet.row_dimensions.items() if each.hidden)
    frozen = re.search(r"\d+$", sheet.freeze_panes or "")
    titles = re.search(r":\$?(\d+)$", sheet.print_title_rows or "")
    head = int(titles[1]) if titles else int(frozen[0]) - 1 if frozen else 0
    return Worksheet(sheet.title, sheet.sheet_state == "visible", cells, merged, hidden, _widths(sheet), head)


def _widths(sheet: Sheet) -> Mapping[int, float]:
    found: dict[int, float] = {}
    for one in sheet.column_dimensions.values():
        last = min(one.max or 0, (one.min or 0) + _LARGEST_SPAN)
        found.update(dict.fromkeys(range(one.min or 0, last + 1), 0.0 if one.hidden else one.width or USUAL_WIDTH))
    return found


def _cell(cell: Cell, epoch: datetime, is_formula: bool) -> CellValue:
    value = cell.value
    if not cell.has_style:
        return CellValue(value, is_lost=is_formula and value is None)
    number_format = CHINESE.get(cell._style.numFmtId, cell.number_format)
    if isinstance(value, int | float) and not isinstance(value, bool) and is_dated(number_format):
        value = _moment(value, number_format, epoch)
    return CellValue(value, number_format, str(cell.alignment.horizontal or ""), is_formula and value is None)


FAULTS = (*DAMAGE, AssertionError, LookupError, struct.error, xlrd.XLRDError, FormulaError)
"""What wrong offsets and lengths lead to; neither library has a class of its own for all of them."""

_STREAMS = ("workbook", "book")
_ALIGNS = MappingProxyType({1: "left", 2: "center", 3: "right"})
_DIGIT = 256
"""Widths of columns are said in parts of a digit."""


def read_xls(data: bytes) -> tuple[Worksheet, ...]:
    """The worksheets of a file. BadInput ``sheet_damaged``, ``sheet_encrypted``, ``sheet_too_large``."""
    try:
        book = xlrd.open_workbook(
            file_contents=_stream(data), formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        return tuple(_xls_worksheet(book, number) for number in range(_checked(book.nsheets)))
    except FAULTS as problem:
        raise BadInput("sheet_encrypted" if "encrypted" in str(problem) else "sheet_damaged") from problem


def _stream(data: bytes) -> bytes:
    """The stream with the records of the workbook."""
    with olefile.OleFileIO(io.BytesIO(data)) as package:
        known = {tuple(map(str.lower, each)): each for each in package.listdir()}
        name = next((known[each,] for each in _STREAMS if (each,) in known), None)
        if name is None:
            raise BadInput("sheet_damaged")
        if package.get_size(name) > LARGEST_WHOLE:
            raise BadInput("sheet_too_large")
        return bytes(package.openstream(name).read())


def _xls_worksheet(book: Book, number: int) -> Worksheet:
    sheet = book.sheet_by_index(number)
    cells = {
        (row + 1, column + 1): _xls_cell(book, sheet.cell(row, column))
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
        if sheet.cell_type(row, column) not in (XL_CELL_EMPTY, XL_CELL_BLANK)
    }
    merged = tuple(Area(left + 1, top + 1, right, bottom) for top, bottom, left, right in sheet.merged_cells)
    hidden = frozenset(row + 1 for row, each in sheet.rowinfo_map.items() if each.hidden)
    head = sheet.horz_split_pos if sheet.panes_are_frozen else 0
    return Worksheet(sheet.name, not sheet.visibility, cells, merged, hidden, _xls_widths(sheet), head)


def _xls_widths(sheet: Sheet) -> Mapping[int, float]:
    return {
        column + 1: 0.0 if each.hidden else max(each.width / _DIGIT, 1.0) for column, each in sheet.colinfo_map.items()
    }


def _xls_cell(book: Book, cell: Cell) -> CellValue:
    look = book.xf_list[cell.xf_index]
    found = CHINESE.get(look.format_key) or book.format_map[look.format_key].format_str
    align = _ALIGNS.get(look.alignment.hor_align, "")
    value = cell.value
    if cell.ctype == XL_CELL_BOOLEAN:
        value = bool(value)
    elif cell.ctype == XL_CELL_ERROR:
        value = error_text_from_code.get(value, "#N/A")
    elif cell.ctype == XL_CELL_DATE or (cell.ctype == XL_CELL_NUMBER and is_dated(found)):
        value = _moment(value, found, MAC_EPOCH if book.datemode else WINDOWS_EPOCH)
    return CellValue(value, found, align)
