"""Reading a filled collection sheet from its bytes. Formulas are not evaluated, answers are not judged here.

openpyxl unpacks without limits, expands entities in worksheets and follows links. It therefore gets a package rebuilt
within limits from the few parts that hold cells: macros, drawings, embedded files and links are never read.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

from core.collection.columns import HIDDEN, LONGEST_TEXT, MARK, MOST_COLUMNS, MOST_LINES, VERSION
from core.collection.values import FilledRow, FilledSheet, Given, GivenKind
from core.errors import BadInput
from core.model.quantities import plain
from core.package import Package

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_PART = 8 * 1024 * 1024
LARGEST_WHOLE = 24 * 1024 * 1024
MOST_MARKS = 600_000
"""Tags, attributes not counted. A sheet of 2000 rows has some 90 000."""

NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|[^/]+/(?:workbook\d*|styles\d*|sharedStrings\d*)\.xml|[^/]+/_rels/workbook\d*\.xml\.rels|[^/]+/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
OLD = b"\xd0\xcf\x11\xe0"
"""How files of Excel 97 begin, and those with a password."""


def safe_package(data: bytes) -> bytes:
    """The cell parts of a spreadsheet as a package that is safe to parse.

    BadInput ``collect_old_format``, ``collect_not_sheet``, ``collect_too_large`` or ``package_…``.
    """
    if data.startswith(OLD):
        raise BadInput("collect_old_format")
    if not data.startswith(b"PK"):
        raise BadInput("collect_not_sheet")
    if len(data) > LARGEST_FILE:
        raise BadInput("collect_too_large")
    package = Package(data)
    target, room = io.BytesIO(), LARGEST_WHOLE
    with zipfile.ZipFile(target, "w") as clean:
        for name in sorted({name.lower(): name for name in package.names if NEEDED.fullmatch(name)}.values()):
            part = package.read(name, LARGEST_PART)
            room -= len(part)
            _check(part, room)
            clean.writestr(name, part)
    return target.getvalue()


def _check(part: bytes, room: int) -> None:
    if room < 0 or part.count(b"<") > MOST_MARKS:
        raise BadInput("collect_too_large")
    declared = DECLARED.match(part)
    known = declared is None or declared[1].lower() in (b"utf-8", b"us-ascii")
    # A null byte means UTF-16, in which no declaration would be found.
    if not known or b"\0" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise BadInput("package_unsafe")


MOST_SHEETS = 30
SHOWN = ("section", "label", "context", "unit", "prior")
LARGEST_NUMBER = 10**15
"""Beyond this a spreadsheet does not know the digits itself."""

# The errors that openpyxl raises for malformed files; they have no common base class.
DAMAGE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    KeyError,
    IndexError,
    OSError,
    ParseError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)

Cell = Any  # openpyxl ships no annotations
Line = dict[str, Cell]
Lines = Iterator[tuple[Cell, ...]]


def read_sheet(name: str, data: bytes) -> FilledSheet:
    """The sheet in the bytes of a file called ``name``.

    BadInput for a file that is no .xlsx file, unsafe, damaged, or no collection sheet.
    """
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
                sheets = book.worksheets[:MOST_SHEETS]
                top: dict[str, str] = {}
                rows: list[FilledRow] = []
                listed: list[str] = []
                found = [_take(_lines(sheet), rows, listed, top) for sheet in sheets]
                if not any(found):
                    raise BadInput("collect_foreign")
                unit, person, phone, day = (top.get(key, "") for key in ("unit", "person", "phone", "day"))
                return FilledSheet(
                    name, tuple(listed[1:]), "".join(listed[:1]), unit, person, phone, day or saved_on, tuple(rows)
                )
    except DAMAGE as problem:
        raise BadInput("collect_damaged") from problem


def _take(lines: Lines, rows: list[FilledRow], listed: list[str], top: dict[str, str]) -> bool:
    """Read one worksheet, identified by its first line: the table, the hidden list of codes, or nothing of ours.

    True for a table.
    """
    first = [_text(cell) for cell in next(lines, ())]
    columns = {text[len(MARK) :]: at for at, text in enumerate(first) if text.startswith(MARK)}
    if {"id", "value"} <= columns.keys():
        rows += _rows(lines, columns, top)
        return True
    if first[:1] == [MARK + VERSION]:
        listed += [_text(line[0]) for line in lines if line]
    return False


def _lines(sheet: Any) -> Lines:
    """The lines of a worksheet, independent of the size that it declares."""
    sheet.reset_dimensions()
    return iter(sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS))


def _rows(lines: Lines, columns: dict[str, int], top: dict[str, str]) -> Iterator[FilledRow]:
    """The rows of the table; the answers at its top go into ``top``."""
    for number, line in enumerate(lines, 2):
        cells = {name: line[at] for name, at in columns.items() if at < len(line)}
        marks = [_text(cells.get(name)) for name in HIDDEN]
        if marks[0].startswith(MARK):
            answers = (cells.get("label"), cells.get("value"))
            top.update((mark[len(MARK) :], _text(cell)) for mark, cell in zip(marks, answers, strict=True))
        elif marks[0] or not _is_empty(cells.get("value")):
            yield _row(number, marks, cells)


def _row(number: int, marks: list[str], cells: Line) -> FilledRow:
    section, label, context, unit, prior = (_text(cells.get(name)) for name in SHOWN)
    remark, source = (_text(cells.get(name)) for name in ("remark", "source"))
    given = given_in(cells["value"]) if "value" in cells else Given()
    return FilledRow(number, marks[0], marks[1], section, label, context, unit, prior, given, remark, source)


def _is_empty(cell: Cell) -> bool:
    return cell is None or cell.value is None or not _text(cell)


def given_in(cell: Cell) -> Given:
    """The content of a cell with the type it was stored in."""
    value, text = cell.value, _text(cell)
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


def _text(cell: Cell) -> str:
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
    """The number with the fifteen digits that a spreadsheet shows; None if it has more."""
    return Decimal(format(value, ".15g")) if abs(value) < LARGEST_NUMBER else None
