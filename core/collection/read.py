"""Reading a filled collection sheet from its bytes. Formulas are not evaluated, answers are not judged here.

Of worksheets that ``table_write`` made, the cells that were filled in and the rows that were added.
"""

import io
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from core.collection.columns import HIDDEN, LONGEST_TEXT, MARK, MOST_COLUMNS, MOST_LINES, VERSION, check_of
from core.collection.table_write import CHECK, COLUMN, NEW, ROW, SENT, TABLE
from core.collection.values import AddedRow, FilledCell, FilledRow, FilledSheet, Given, GivenKind
from core.errors import BadInput
from core.model.quantities import plain
from core.sheet_package import DAMAGE, safe_package

Cell = Any  # openpyxl ships no annotations
LARGEST_NUMBER = 10**15
"""Beyond this a spreadsheet does not know the digits itself."""

SMALLEST_NUMBER = 1e-12
"""Below this a number is what a sum of fractions leaves over, none that was typed."""


def given_in(cell: Cell) -> Given:
    """The content of a cell with the type it was stored in."""
    value, text = cell.value, text_of(cell)
    if not text:
        return Given()
    if cell.data_type == "f":
        return Given(GivenKind.FORMULA, text)
    if isinstance(value, datetime):
        return Given(GivenKind.DATE, text, day=value.date())
    if cell.data_type in ("s", "inlineStr"):
        return Given(GivenKind.TEXT, text)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Given(GivenKind.OTHER, text)
    return _number(value, text, "%" in (cell.number_format or ""))


def _number(value: float, text: str, is_percent: bool) -> Given:
    number = _decimal(value)
    if number is None:
        return Given(GivenKind.OTHER, text)
    if is_percent:
        return Given(GivenKind.PERCENT, plain(number * 100) + "%", number)
    return Given(GivenKind.NUMBER, text, number)


def text_of(cell: Cell) -> str:
    """A cell's content as text: numbers without exponent, days as yyyy-mm-dd, formulas as they are written."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = _decimal(value)
        return str(value) if number is None else plain(number)
    return str(getattr(value, "text", value))[:LONGEST_TEXT].strip()


def _decimal(value: float) -> Decimal | None:
    """The number with the fifteen digits that a spreadsheet shows; None if it has more, or is too small to be shown."""
    is_shown = value == 0 or SMALLEST_NUMBER <= abs(value) < LARGEST_NUMBER
    return Decimal(format(value, ".15g")) if is_shown else None


Marks = Mapping[str, int]
"""The number of each column by what the hidden first line says of it."""

RowLine = tuple[int, tuple[Cell, ...]]


def is_table(marks: Marks) -> bool:
    """Whether these are the marks of a table."""
    return {ROW, CHECK} <= marks.keys() and any(name.startswith(TABLE) for name in marks)


def cells_in(marks: Marks, lines: Iterable[RowLine]) -> Iterator[FilledCell]:
    """The cells to be filled in, also those left empty; one that holds what it was sent with counts as such."""
    for line in lines:
        code = _at(line[1], marks[ROW])
        if not code.startswith(MARK) and code.count(".") > 1:
            yield from _cells_of(code, line, marks)


def _cells_of(code: str, line: RowLine, marks: Marks) -> Iterator[FilledCell]:
    number, cells = line
    columns = _columns(marks)
    check, *asked = _at(cells, marks[CHECK]).split(",")
    sent = {number: own for number, _, own in (each.partition(SENT) for each in asked)}
    wanted = {index for index in range(len(columns)) if str(index) in sent}
    shown = (_at(cells, at) for index, (_, at) in enumerate(columns) if index not in wanted)
    key, _, place = code.partition(".")
    table, _, row = place.rpartition(".")
    is_same = check_of(code, *shown) == check
    for index in sorted(wanted):
        name, at = columns[index]
        text = _at(cells, at)
        is_typed = text and check_of(code, str(index), text) != sent[str(index)]
        given = given_in(cells[at]) if is_typed else Given()
        yield FilledCell(number, key, (table, row, name), is_same, given)


def added_in(marks: Marks, lines: Iterable[RowLine], key: str) -> Iterator[AddedRow]:
    """The rows in the empty lines below the table; ``key`` is that of the draft."""
    columns, after = _columns(marks), ""
    table = next(name for name in marks if name.startswith(TABLE)).removeprefix(TABLE)
    for number, cells in lines:
        code = _at(cells, marks[ROW])
        if code != MARK + NEW:
            after = code.rpartition(".")[2] if code and not code.startswith(MARK) else after
            continue
        texts = tuple((name, text) for name, at in columns if (text := _at(cells, at)))
        if texts:
            yield AddedRow(number, key, table, after, texts)


def _columns(marks: Marks) -> Sequence[tuple[str, int]]:
    return [(name.removeprefix(COLUMN), at) for name, at in marks.items() if name.startswith(COLUMN)]


def _at(cells: tuple[Cell, ...], at: int) -> str:
    return text_of(cells[at]) if at < len(cells) else ""


OLD = b"\xd0\xcf\x11\xe0"
"""How files of Excel 97 begin, and those with a password."""

MOST_SHEETS = 30
SHOWN = ("section", "label", "context", "unit", "prior")
Line = dict[str, Cell]
Lines = Iterator[tuple[Cell, ...]]


@dataclass(slots=True)
class _FileContent:
    """What the worksheets of a file hold."""

    top: dict[str, str] = field(default_factory=dict)
    rows: list[FilledRow] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    cells: list[FilledCell] = field(default_factory=list)
    added: list[AddedRow] = field(default_factory=list)

    def sheet(self, name: str, saved_on: str) -> FilledSheet:
        """The file as a whole."""
        unit, person, phone, day = (self.top.get(key, "") for key in ("unit", "person", "phone", "day"))
        said = (unit, person, phone, day or saved_on)
        codes, department = tuple(self.listed[1:]), "".join(self.listed[:1])
        return FilledSheet(name, codes, department, *said, tuple(self.rows), tuple(self.cells), tuple(self.added))


def read_sheet(name: str, data: bytes) -> FilledSheet:
    """The sheet in the bytes of a file called ``name``.

    BadInput for a file that is no .xlsx file, unsafe, damaged, or no collection sheet.
    """
    if data.startswith(OLD):
        raise BadInput("collect_old_format")
    if not data.startswith(b"PK"):
        raise BadInput("collect_not_sheet")
    clean = safe_package(data)
    try:
        with warnings.catch_warnings():  # warnings about parts that are not read
            warnings.simplefilter("ignore")
            with closing(load_workbook(io.BytesIO(clean), read_only=True, keep_links=False)) as book:
                # The day the file was last saved; openpyxl returns today for a file without that date.
                saved_on = (
                    book.properties.modified.date().isoformat()
                    if book.properties.modified and b"dcterms:modified" in clean
                    else ""
                )
                found = _FileContent()
                if not sum(_take(_lines(sheet), found) for sheet in book.worksheets[:MOST_SHEETS]):
                    raise BadInput("collect_foreign")
                return found.sheet(name, saved_on)
    except DAMAGE as problem:
        raise BadInput("collect_damaged") from problem


def _take(lines: Lines, found: _FileContent) -> bool:
    """Read one worksheet, identified by its first line: the list, a table, the hidden list of codes, or nothing of ours.

    True for the list and for a table.
    """
    first = [text_of(cell) for cell in next(lines, ())]
    marks = {text[len(MARK) :]: at for at, text in enumerate(first) if text.startswith(MARK)}
    if {"id", "value"} <= marks.keys():
        found.rows += _rows(lines, marks, found.top)
        return True
    if is_table(marks):
        numbered = list(enumerate(lines, 2))
        cells = list(cells_in(marks, numbered))
        found.cells += cells
        found.added += added_in(marks, numbered, cells[0].key if cells else "")
        return True
    if first[:1] == [MARK + VERSION]:
        found.listed += [text_of(line[0]) for line in lines if line]
    return False


def _lines(sheet: Any) -> Lines:
    """The lines of a worksheet, independent of the size that it declares."""
    sheet.reset_dimensions()
    return iter(sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS))


def _rows(lines: Lines, columns: dict[str, int], top: dict[str, str]) -> Iterator[FilledRow]:
    """The rows of the table; the answers at its top go into ``top``."""
    for number, line in enumerate(lines, 2):
        cells = {name: line[at] for name, at in columns.items() if at < len(line)}
        marks = [text_of(cells.get(name)) for name in HIDDEN]
        if marks[0].startswith(MARK):
            answers = (cells.get("label"), cells.get("value"))
            top.update((mark[len(MARK) :], text_of(cell)) for mark, cell in zip(marks, answers, strict=True))
        elif marks[0] or not _is_empty(cells.get("value")):
            yield _row(number, marks, cells)


def _row(number: int, marks: list[str], cells: Line) -> FilledRow:
    section, label, context, unit, prior = (text_of(cells.get(name)) for name in SHOWN)
    remark, source = (text_of(cells.get(name)) for name in ("remark", "source"))
    given = given_in(cells["value"]) if "value" in cells else Given()
    return FilledRow(number, marks[0], marks[1], section, label, context, unit, prior, given, remark, source)


def _is_empty(cell: Cell) -> bool:
    return cell is None or cell.value is None or not text_of(cell)
