"""A collection sheet as the bytes of an .xlsx file (ECMA-376 part 1, chapter 18)."""

import io
import re
from itertools import groupby
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from core.collection.columns import (
    ADVICE_LINE,
    HEAD_LINE,
    HIDDEN,
    HIDDEN_SHEET,
    MARK,
    MARKS_LINE,
    NAMES,
    TITLE_LINE,
    TOP,
    VERSION,
    WIDTHS,
    check_of,
    code_of,
)
from core.collection.formatting import LINE, Sheet, add_looks, begin_at, height_of, protect, set_page
from core.collection.sheet_words import SheetWords
from core.collection.table_write import sheet_title, write_table
from core.collection.values import EntryKind, SheetPlan, SheetRow
from core.collection.written import merge, put

COLUMN = MappingProxyType({name: index for index, name in enumerate(NAMES, 1)})
WIDTH = MappingProxyType(dict(WIDTHS))
LARGEST = 10**12
FIRST_DAY = 36526  # 1 January 2000


def write_sheet(plan: SheetPlan, words: SheetWords) -> bytes:
    """The sheet, locked except for the input cells; every text is written as text whatever it begins with."""
    book = Workbook()
    add_looks(book)
    sheet = book.active
    sheet.title = re.sub(r"[\\/?*\[\]:]", "", words.name)[:31] or "1"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for name, width in WIDTHS:
        sheet.column_dimensions[get_column_letter(COLUMN[name])].width = width
    for name in HIDDEN:
        sheet.column_dimensions[get_column_letter(COLUMN[name])].hidden = True
    for name, column in COLUMN.items():
        put(sheet, MARKS_LINE, column, MARK + name)
    sheet.row_dimensions[MARKS_LINE].hidden = True
    _write_top(sheet, plan, words)
    rows = plan.listed
    for index, row in enumerate(rows, 1):
        _write_row(sheet, HEAD_LINE + index, plan.key, row, words)
    _add_validations(sheet, plan, words)
    sheet.freeze_panes = sheet.cell(HEAD_LINE + 1, 1)
    begin_at(sheet, sheet.cell(HEAD_LINE + 1, COLUMN["value"]).coordinate)
    set_page(sheet, HEAD_LINE, words.page)
    protect(sheet)
    for table in plan.tables:
        write_table(book.create_sheet(sheet_title(table, book.sheetnames)), plan, table, words)
    _write_list(book.create_sheet(HIDDEN_SHEET), plan)
    book.security = WorkbookProtection(lockStructure=True)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_top(sheet: Sheet, plan: SheetPlan, words: SheetWords) -> None:
    """Title, advice and the request, then the heads of the columns."""
    places = {"report": plan.report, "department": plan.department}
    title = words.title
    for name, text in places.items():
        title = title.replace(f"{{{name}}}", text)
    whole = sum(width for _, width in WIDTHS)
    advice = _advice(plan, words)
    for line, text, style in ((TITLE_LINE, title, "title"), (ADVICE_LINE, advice, "advice")):
        put(sheet, line, 1, text, style)
        merge(sheet, line, (1, len(WIDTHS)))
        sheet.row_dimensions[line].height = height_of([(text, whole)]) + (LINE if line == TITLE_LINE else 0)
    labels = words.top.split()
    for index, names in enumerate(TOP):
        line = ADVICE_LINE + 1 + index
        sheet.row_dimensions[line].height = 24
        _write_asked(sheet, line, names, (labels + [""] * 4)[2 * index : 2 * index + 2])
    for column, head in enumerate((words.heads.split() + [""] * len(WIDTHS))[: len(WIDTHS)], 1):
        put(sheet, HEAD_LINE, column, head, "head")
    put(sheet, HEAD_LINE, COLUMN["id"], MARK + "head")
    sheet.row_dimensions[HEAD_LINE].height = 30


def _advice(plan: SheetPlan, words: SheetWords) -> str:
    request = words.request.replace("{request}", plan.request) if plan.request else ""
    return "\n".join(filter(None, (words.advice, words.tables if plan.tables else "", request)))


def _write_asked(sheet: Sheet, line: int, names: tuple[str, str], labels: list[str]) -> None:
    """Two labels, each followed by an input cell; the hidden cells identify the answers."""
    spans = ((1, COLUMN["label"], COLUMN["context"]), (COLUMN["unit"], COLUMN["value"], COLUMN["source"]))
    for name, label, (start, answer, end), mark in zip(names, labels, spans, HIDDEN, strict=True):
        put(sheet, line, start, label, "head")
        merge(sheet, line, (start, answer - 1))
        sheet.cell(line, answer).style = "fill day" if name == "day" else "fill words"
        merge(sheet, line, (answer, end))
        put(sheet, line, COLUMN[mark], MARK + name)


def _write_row(sheet: Sheet, line: int, key: str, row: SheetRow, words: SheetWords) -> None:
    code = code_of(key, row.fact_id)
    shown = (row.section, row.label, row.context, row.unit, row.prior)
    put(sheet, line, COLUMN["number"], str(line - HEAD_LINE), "value")
    for name, text in zip(("section", "label", "context", "unit", "prior"), shown, strict=True):
        put(sheet, line, COLUMN[name], text, "value" if name in ("unit", "prior") else "words")
    if not row.prior:
        put(sheet, line, COLUMN["prior"], words.unknown, "value")
    sheet.cell(line, COLUMN["value"]).style = f"fill {row.entry}"
    for name in ("remark", "source"):
        sheet.cell(line, COLUMN[name]).style = "fill words"
    put(sheet, line, COLUMN["id"], code)
    put(sheet, line, COLUMN["check"], check_of(code, *shown[:4], row.prior or words.unknown))
    texts = [(text, WIDTH[name]) for name, text in zip(("section", "label", "context"), shown[:3], strict=True)]
    sheet.row_dimensions[line].height = height_of(texts)


def _add_validations(sheet: Sheet, plan: SheetPlan, words: SheetWords) -> None:
    """A hint for each input cell; a program warns about unexpected content and accepts it if the user insists."""
    rules = {
        EntryKind.NUMBER: DataValidation("decimal", operator="between", formula1=str(-LARGEST), formula2=str(LARGEST)),
        EntryKind.DATE: DataValidation("date", operator="greaterThanOrEqual", formula1=str(FIRST_DAY)),
        EntryKind.TEXT: DataValidation("textLength", operator="lessThanOrEqual", formula1="500"),
    }
    hints = {EntryKind.NUMBER: words.number, EntryKind.DATE: words.date, EntryKind.TEXT: words.text}
    letter, line = get_column_letter(COLUMN["value"]), HEAD_LINE + 1
    for entry, run in groupby(row.entry for row in plan.listed):
        end = line + len(tuple(run))
        rules[entry].add(f"{letter}{line}:{letter}{end - 1}")
        line = end
    rules[EntryKind.DATE].add(f"{letter}{ADVICE_LINE + len(TOP)}")
    for entry, rule in rules.items():
        rule.allowBlank = rule.showInputMessage = rule.showErrorMessage = True
        rule.errorStyle, rule.prompt, rule.error = "warning", hints[entry][:250], hints[entry][:220]
        if rule.sqref.ranges:
            sheet.add_data_validation(rule)


def _write_list(sheet: Sheet, plan: SheetPlan) -> None:
    """A hidden sheet lists the rows sent out, so that a deleted one is detected."""
    rows = (code_of(plan.key, row.fact_id) for row in plan.rows)
    for line, text in enumerate((MARK + VERSION, plan.department, *rows), 1):
        put(sheet, line, 1, text)
    sheet.sheet_state = "veryHidden"
    protect(sheet)
