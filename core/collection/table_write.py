"""A table of the draft as a worksheet of a collection sheet, and what such a worksheet holds when it comes back.

The hidden first line names the table and its columns, hidden cells beside each row name the row and check what it shows.
Below the table are empty lines for rows that are to be added.
"""

import re
from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from core.collection.columns import MARK, MARKS_LINE, TITLE_LINE, check_of
from core.collection.formatting import LINE, Sheet, begin_at, height_of, protect, set_page
from core.collection.sheet_words import SheetWords
from core.collection.values import SheetCell, SheetLine, SheetPlan, SheetTable
from core.collection.written import merge, put

ADVICE, FIRST = TITLE_LINE + 1, TITLE_LINE + 2
TABLE, COLUMN, ROW, CHECK, NEW, HEAD = "table.", "column.", "row", "check", "new", "head"
SENT = ":"
"""Between the number of a cell to be filled in and the check of the value that it is sent with."""

ADDED = 8
"""Lines for rows that a department adds."""

_NARROWEST, _WIDEST, _WHOLE = 9, 46, 120


def write_table(sheet: Sheet, plan: SheetPlan, table: SheetTable, words: SheetWords) -> None:
    """Write the table into an empty worksheet, locked except for the cells to be filled in."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _write_marks(sheet, table)
    widths = _widths(table)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line, text, style in ((TITLE_LINE, table.name or plan.report, "title"), (ADVICE, words.table_advice, "advice")):
        put(sheet, line, 1, text, style)
        merge(sheet, line, (1, len(widths)))
        sheet.row_dimensions[line].height = height_of([(text, sum(widths))]) + (LINE if style == "title" else 0)
    _write_lines(sheet, plan.key, table)
    _write_empty(sheet, table)
    top = sheet.cell(FIRST + len(table.heads), 1)
    sheet.freeze_panes = top
    begin_at(sheet, top.coordinate)
    set_page(sheet, max(FIRST + len(table.heads) - 1, FIRST), words.page)
    protect(sheet)


def _write_marks(sheet: Sheet, table: SheetTable) -> None:
    """The hidden line, and the hidden columns behind the table."""
    count = len(table.columns)
    marks = (*(COLUMN + each for each in table.columns), ROW, CHECK, TABLE + table.id)
    for number, mark in enumerate(marks, 1):
        put(sheet, MARKS_LINE, number, MARK + mark)
    for number in range(count + 1, count + 4):
        sheet.column_dimensions[get_column_letter(number)].hidden = True
    sheet.row_dimensions[MARKS_LINE].hidden = True


def _write_empty(sheet: Sheet, table: SheetTable) -> None:
    """The lines for rows that are added."""
    count, last = len(table.columns), FIRST + len(table.heads) + len(table.lines)
    for line in range(last, last + ADDED):
        for number in range(1, count + 1):
            sheet.cell(line, number).style = "fill words"
        put(sheet, line, count + 1, MARK + NEW)


def _widths(table: SheetTable) -> list[int]:
    """The width of each column by its longest text."""
    found = [_NARROWEST] * len(table.columns)
    for line in (*table.heads, *table.lines):
        for number, cell in enumerate(line.cells):
            if cell is not None and cell.columns == 1:
                found[number] = max(found[number], min(2 * len(cell.text) + 3, _WIDEST))
    room = max(sum(found) / _WHOLE, 1.0)
    return [max(round(width / room), _NARROWEST) for width in found]


def _write_lines(sheet: Sheet, key: str, table: SheetTable) -> None:
    count, widths = len(table.columns), _widths(table)
    for line, row in enumerate((*table.heads, *table.lines), FIRST):
        for number, cell in enumerate(row.cells, 1):
            if cell is not None:
                _write_cell(sheet, (line, number), cell, "" if row.row_id else "head")
        texts = [(cell.text, widths[number]) for number, cell in enumerate(row.cells) if cell is not None]
        sheet.row_dimensions[line].height = height_of(texts)
        code = f"{key}.{table.id}.{row.row_id}" if row.row_id else MARK + HEAD
        put(sheet, line, count + 1, code)
        put(sheet, line, count + 2, _check(code, row))


def _check(code: str, row: SheetLine) -> str:
    """The numbers of the cells to be filled in, with a check of what one is sent with, and a check of what the others show."""
    asked = ((str(number), cell.text) for number, cell in enumerate(row.cells) if cell is not None and cell.fact_id)
    marked = (f"{number}{SENT}{check_of(code, number, text)}" if text else number for number, text in asked)
    return ",".join((check_of(code, *_shown(row)), *marked))


def _shown(row: SheetLine) -> Iterator[str]:
    for cell in row.cells:
        if cell is None or not cell.fact_id:
            yield "" if cell is None else cell.text


def _write_cell(sheet: Sheet, place: tuple[int, int], cell: SheetCell, style: str) -> None:
    line, number = place
    if cell.fact_id:
        put(sheet, line, number, cell.text, f"fill {cell.entry}")
        rule = DataValidation(
            None, showInputMessage=True, prompt=cell.hint[:250], sqref=sheet.cell(line, number).coordinate
        )
        sheet.add_data_validation(rule)
        return
    put(sheet, line, number, cell.text, style or ("value" if len(cell.text) <= _NARROWEST else "words"))
    merge(sheet, line, (number, number + cell.columns - 1), cell.rows)


def sheet_title(table: SheetTable, taken: Sequence[str]) -> str:
    """A name for the worksheet that no other one has; 31 characters at most."""
    name = re.sub(r"[\\/?*\[\]:']", "", table.name)[:26].strip() or "表格"
    number = sum(each == name or each.startswith(f"{name}-") for each in taken)
    return f"{name}-{number + 1}" if number else name
