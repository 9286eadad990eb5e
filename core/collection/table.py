"""A table as the bytes of an .xlsx file (ECMA-376 part 1, chapter 18), for other people."""

import io
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from core.collection.columns import writable
from core.collection.formatting import EDGE, FANG, LINE, PALE, SIZE, SONG, Sheet, height_of, set_page
from core.model.tables.paper_table import PaperTable

Cell: TypeAlias = Any  # openpyxl ships no annotations

WIDE = 125
"""Widths of all columns together, in digits: what A4 across has room for."""

PAGE = "第 &P 页，共 &N 页"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def sheet_table(table: PaperTable) -> bytes:
    """The table on A4 landscape, its head on every page; every text is written as text whatever it begins with."""
    book = Workbook()
    sheet = book.active
    sheet.title = "对照表"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    whole = sum(column.share for column in table.columns)
    widths = [round(WIDE * column.share / whole) for column in table.columns]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    head = _write_top(sheet, table)
    for line, row in enumerate(table.rows, head + 1):
        _write_row(sheet, line, row, [column.is_centred for column in table.columns], widths)
    if table.foot:
        _write_across(sheet, head + len(table.rows) + 1, table.foot, Font(name=FANG, size=SIZE), "left")
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(widths))}{head + len(table.rows)}"
    set_page(sheet, head, PAGE)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_top(sheet: Sheet, table: PaperTable) -> int:
    """Title, lines and heads; returns the line of the heads."""
    _write_across(sheet, 1, table.title, Font(name=SONG, size=18, bold=True), "center")
    for line, text in enumerate(table.lines, 2):
        _write_across(sheet, line, text, Font(name=FANG, size=SIZE), "center")
    head = len(table.lines) + 2
    for number, column in enumerate(table.columns, 1):
        cell = sheet.cell(head, number)
        _fill(cell, column.head, Font(name=SONG, size=SIZE, bold=True), is_centred=True)
        cell.fill = PatternFill("solid", fgColor=PALE)
    sheet.row_dimensions[head].height = 30
    return head


def _write_across(sheet: Sheet, line: int, text: str, font: Font, side: str) -> None:
    last = sheet.max_column if line > 1 else len(sheet.column_dimensions)
    cell = sheet.cell(line, 1)
    _set_text(cell, text)
    cell.font = font
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=last)
    sheet.row_dimensions[line].height = height_of([(text, WIDE * SIZE // round(font.size))]) + LINE * (line == 1)


def _write_row(sheet: Sheet, line: int, row: tuple[str, ...], centred: list[bool], widths: list[int]) -> None:
    for number, (text, is_centred) in enumerate(zip(row, centred, strict=True), 1):
        _fill(sheet.cell(line, number), text, Font(name=FANG, size=SIZE), is_centred)
    sheet.row_dimensions[line].height = height_of((text, width - 2) for text, width in zip(row, widths, strict=True))


def _fill(cell: Cell, text: str, font: Font, is_centred: bool) -> None:
    thin = Side(style="thin", color=EDGE)
    _set_text(cell, text)
    cell.font, cell.border = font, Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.alignment = Alignment("center" if is_centred else "left", "center", wrap_text=True, indent=int(not is_centred))


def _set_text(cell: Cell, text: str) -> None:
    """Write as text, quoted if it begins like a formula; a plain number is written as a number."""
    text = writable(text)
    if text.isascii() and text.isdecimal() and len(text) < 10:
        cell.value = int(text)
        return
    cell.value, cell.data_type = text, "s"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
