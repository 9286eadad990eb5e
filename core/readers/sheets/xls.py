"""Worksheets of .xls and .et files (Excel 97-2003 and 5.0, [MS-XLS]), by xlrd."""

import io
import struct
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import olefile
import xlrd
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

from core.errors import BadInput
from core.readers.sheets.number_formats import CHINESE, is_dated
from core.readers.sheets.values import MOST_SHEETS, Area, CellValue, Worksheet
from core.sheet_package import DAMAGE, LARGEST_WHOLE

FAULTS = (*DAMAGE, AssertionError, LookupError, struct.error, xlrd.XLRDError, FormulaError)
"""What wrong offsets and lengths lead to; neither library has a class of its own for all of them."""

Book = Any  # xlrd ships no annotations
Sheet = Any
Cell = Any
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
        return tuple(_worksheet(book, number) for number in range(min(book.nsheets, MOST_SHEETS)))
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


def _worksheet(book: Book, number: int) -> Worksheet:
    sheet = book.sheet_by_index(number)
    cells = {
        (row + 1, column + 1): _cell(book, sheet.cell(row, column))
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
        if sheet.cell_type(row, column) not in (XL_CELL_EMPTY, XL_CELL_BLANK)
    }
    merged = tuple(Area(left + 1, top + 1, right, bottom) for top, bottom, left, right in sheet.merged_cells)
    hidden = frozenset(row + 1 for row, each in sheet.rowinfo_map.items() if each.hidden)
    head = sheet.horz_split_pos if sheet.panes_are_frozen else 0
    return Worksheet(sheet.name, not sheet.visibility, cells, merged, hidden, _widths(sheet), head)


def _widths(sheet: Sheet) -> Mapping[int, float]:
    return {
        column + 1: 0.0 if each.hidden else max(each.width / _DIGIT, 1.0) for column, each in sheet.colinfo_map.items()
    }


def _cell(book: Book, cell: Cell) -> CellValue:
    look = book.xf_list[cell.xf_index]
    found = CHINESE.get(look.format_key) or book.format_map[look.format_key].format_str
    align = _ALIGNS.get(look.alignment.hor_align, "")
    value = cell.value
    if cell.ctype == XL_CELL_BOOLEAN:
        value = bool(value)
    elif cell.ctype == XL_CELL_ERROR:
        value = error_text_from_code.get(value, "#N/A")
    elif cell.ctype == XL_CELL_DATE or (cell.ctype == XL_CELL_NUMBER and is_dated(found)):
        value = xlrd.xldate_as_datetime(value, book.datemode)
    return CellValue(value, found, align)
