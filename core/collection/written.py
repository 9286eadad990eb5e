"""Cells of a collection sheet written so that no program takes a text for anything else."""

import re

from core.collection.columns import writable
from core.collection.formatting import Sheet

PLAIN = re.compile(r"(?:0|[1-9][0-9]{0,13})(?:\.[0-9]{1,4})?")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def put(sheet: Sheet, line: int, column: int, text: str, style: str = "Normal") -> None:
    """Write a text as text, quoted if it begins like a formula, so that no program evaluates it."""
    cell = sheet.cell(line, column)
    text = writable(text)
    cell.style = style
    if PLAIN.fullmatch(text) and not ("." in text and text.endswith("0")):  # 12.50 would come back as 12.5
        cell.value = float(text) if "." in text else int(text)
        return
    cell.value = text
    cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def merge(sheet: Sheet, line: int, columns: tuple[int, int], lines: int = 1) -> None:
    """Join the cells from the first to the last of the columns, over so many lines; all get the look of the first."""
    first, last = columns
    if (first, lines) == (last, 1):
        return
    style = sheet.cell(line, first).style
    for row in range(line, line + lines):
        for column in range(first, last + 1):
            sheet.cell(row, column).style = style
    sheet.merge_cells(start_row=line, end_row=line + lines - 1, start_column=first, end_column=last)
