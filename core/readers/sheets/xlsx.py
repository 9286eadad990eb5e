"""Worksheets of .xlsx and .xlsm files, by openpyxl from a package rebuilt within limits."""

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from core.errors import AppError, BadInput
from core.readers.sheets.number_formats import CHINESE, is_dated
from core.readers.sheets.values import MOST_SHEETS, USUAL_WIDTH, Area, CellValue, Worksheet
from core.sheet_package import DAMAGE, safe_package

Book = Any  # openpyxl ships no annotations
Sheet = Any
Cell = Any
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_LARGEST_SPAN = 16_384


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
    return list(book.worksheets[:MOST_SHEETS])


def _opened(clean: bytes, is_values: bool) -> Book:
    return load_workbook(io.BytesIO(clean), data_only=is_values, keep_links=False)


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
        value = from_excel(value, epoch)
    return CellValue(value, number_format, str(cell.alignment.horizontal or ""), is_formula and value is None)
