"""A range of a worksheet as a table, with its cells as they show: the value in its number format.

Number formats (ECMA-376 part 1, 18.8.31): numbers with fixed places, thousands, per cent, scales and currency signs, days
and times. Fractions and exponents are not written as they show, but in full.
"""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import get_column_letter, range_boundaries

from core.collection.read import DAMAGE, MOST_SHEETS, safe_package
from core.errors import AppError, BadInput
from core.model.tables.given import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, GivenCell, GivenTable, given_table
from core.result import Notice, Result

_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_TOKENS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[0#?,.]+|[Ee][+-]|%|General|.', re.IGNORECASE | re.DOTALL)
_DATES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|上午/下午|(?P<unit>[ymdhsaYMDHSA])(?P=unit)*|.', re.DOTALL)
_WEEKDAYS = "一二三四五六日"
_DIGITS = 15
_GENERAL = 10
"""Significant digits of a number without a format, as a column of usual width shows it."""


def shown(value: Any, number_format: str) -> tuple[str, bool]:
    """The text of a cell, and whether its format was followed."""
    if value is None:
        return "", True
    if isinstance(value, bool):
        return str(value).upper(), True
    if isinstance(value, datetime | date | time | timedelta):
        return _dated(value, number_format), True
    if isinstance(value, int | float):
        if value != value or abs(value) == float("inf"):
            return str(value), False
        return _numbered(Decimal(format(value, f".{_DIGITS}g")), number_format or "General")
    return str(getattr(value, "text", value)), True


def _numbered(number: Decimal, number_format: str) -> tuple[str, bool]:
    section, sign = _section_for(number, _sections(number_format))
    tokens = _TOKENS.findall(_CURRENCY.sub(lambda match: f'"{match[1]}"', section))
    kinds = set(map(_kind, tokens))
    if "exponent" in kinds or "/" in tokens or is_date_format(number_format):
        return _general(number), False
    if "general" in kinds or kinds.isdisjoint(("digits", "literal")):
        return _general(number), True
    return sign + _filled(tokens, abs(number) * 100 ** tokens.count("%")), True


def _section_for(number: Decimal, sections: list[str]) -> tuple[str, str]:
    """The part of a format for a number, and the sign before it."""
    index = 1 if number < 0 else 2 if number == 0 else 0
    if index < len(sections) and index:
        return sections[index], ""
    return sections[0], "-" if number < 0 else ""


def _sections(number_format: str) -> list[str]:
    """The parts of a format for positive, negative, zero and text."""
    found, quoted = [""], False
    for sign in number_format:
        quoted ^= sign == '"'
        if sign == ";" and not quoted:
            found.append("")
        else:
            found[-1] += sign
    return found


def _kind(token: str) -> str:
    if token.lower() in ("general", "@"):
        return "general"
    if token[0] in "Ee" and len(token) == 2:
        return "exponent"
    if token[0] in "[_*":
        return "nothing"
    return "digits" if token[0] in "0#?,." and set(token) & set("0#?") else "literal"


def _filled(tokens: list[str], number: Decimal) -> str:
    text, is_written = "", False
    for token in tokens:
        kind = _kind(token)
        if kind == "digits" and not is_written:
            text += _digits(token, number)
            is_written = True
        elif kind == "literal":
            text += _literal(token)
    return text


def _digits(mask: str, number: Decimal) -> str:
    """The digits in a mask such as ``#,##0.0`` or, in thousands, ``0,``."""
    scale = len(mask) - len(mask.rstrip(","))
    mask, number = mask.rstrip(","), number / 1000**scale
    whole, _, part = mask.partition(".")
    places = sum(sign in "0#?" for sign in part)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits, _, rest = f"{rounded:f}".partition(".")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    least = part.count("0")
    rest = rest[:least] + rest[least:].rstrip("0")
    if "," in whole:
        digits = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits)
    return f"{digits}.{rest}" if rest else digits


def _general(number: Decimal) -> str:
    """A number without a format, never with an exponent."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    rounded = Decimal(format(number, f".{_GENERAL}g"))
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _dated(value: datetime | date | time | timedelta, number_format: str) -> str:
    tokens = [match[0] for match in _DATES.finditer(_sections(number_format)[0])]
    if isinstance(value, timedelta) or not any(token[0].lower() in "ymdhsa" for token in tokens):
        return str(value)
    return "".join(_part(tokens, number, _moment(value)) for number in range(len(tokens))).strip()


def _moment(value: datetime | date | time) -> datetime:
    if isinstance(value, time):
        return datetime.combine(date(1899, 12, 31), value)
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def _part(tokens: list[str], number: int, moment: datetime) -> str:
    token = tokens[number]
    kind, size = token[0].lower(), len(token)
    month = moment.minute if _is_minute(tokens, number) else moment.month
    known = {"m": month, "d": moment.day, "h": moment.hour, "s": moment.second}
    if kind in known:
        return f"{known[kind]:0{min(size, 2)}d}"
    if kind == "y":
        return f"{moment.year:04d}"[-4 if size > 2 else -2 :]
    if kind == "a" and size > 2:
        return "星期"[: 2 * (size > 3)] + _WEEKDAYS[moment.weekday()]
    return _literal(token)


def _literal(token: str) -> str:
    if token[0] == '"':
        return token.strip('"')
    if token[0] == "\\":
        return token[1:]
    return "" if token[0] in "[_*@;" else token


def _is_minute(tokens: list[str], number: int) -> bool:
    """Whether an m means minutes: it stands behind hours or before seconds."""
    letters = [token[0].lower() if token[0].isalpha() else "" for token in tokens]
    before = next((one for one in reversed(letters[:number]) if one), "")
    after = next((one for one in letters[number + 1 :] if one), "")
    return before == "h" or after == "s"


_USUAL_WIDTH = 8.43
_ALIGNS = frozenset({"left", "center", "right"})
Sheet = Any  # openpyxl ships no annotations


@dataclass(frozen=True, slots=True)
class SheetName:
    """A worksheet with the range in which anything stands, such as ``A1:F20``; empty for a blank one."""

    name: str
    area: str


@dataclass(frozen=True, slots=True)
class _Area:
    """Rows and columns from one number up to another, both counted from 1 and included."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def is_small(self) -> bool:
        """Whether a table may be so large."""
        rows, columns = self.bottom - self.top + 1, self.right - self.left + 1
        return rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS

    @property
    def name(self) -> str:
        """As spreadsheets write it."""
        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"


def sheet_names(data: bytes) -> tuple[SheetName, ...]:
    """The visible worksheets of an .xlsx file. BadInput for other files."""
    with _opened(data) as book:
        return tuple(SheetName(sheet.title, area.name if (area := _used(sheet)) else "") for sheet in _sheets(book))


def range_of(data: bytes, name: str, area: str = "", headers: int = 0) -> Result[GivenTable]:
    """The cells of a range, or all of the sheet, as they show; hidden rows and columns are left out and told.

    BadInput for a file that cannot be read, an unknown sheet or range, an empty one, and ``table_too_large``.
    """
    with _opened(data) as book, _opened(data, values=False) as formulas:
        sheet = next((each for each in _sheets(book) if each.title == name), None)
        if sheet is None:
            raise BadInput("range_unknown", area=name)
        found = _area(area) if area.strip() else _used(sheet)
        if found is None:
            raise BadInput("table_empty")
        if not found.is_small:
            raise BadInput("table_too_large", rows=str(MOST_ROWS), columns=str(MOST_COLUMNS), cells=str(MOST_CELLS))
        return _Range(sheet, formulas[name], found).read(headers)


def _opened(data: bytes, values: bool = True) -> Any:
    try:
        with warnings.catch_warnings():  # warnings about parts that are not read
            warnings.simplefilter("ignore")
            return closing(load_workbook(io.BytesIO(safe_package(data)), data_only=values, keep_links=False))
    except AppError:
        raise
    except DAMAGE as problem:
        raise BadInput("collect_damaged") from problem


def _sheets(book: Any) -> list[Sheet]:
    return [sheet for sheet in book.worksheets[:MOST_SHEETS] if sheet.sheet_state == "visible"]


def _area(text: str) -> _Area:
    try:
        found = _Area(*range_boundaries(text.strip().replace("：", ":").upper()))
        sizes = found.bottom - found.top, found.right - found.left
    except (*DAMAGE, TypeError) as problem:
        raise BadInput("range_unknown", area=text.strip()) from problem
    if min(sizes) < 0:
        raise BadInput("range_unknown", area=text.strip())
    return found


def _used(sheet: Sheet) -> _Area | None:
    """The smallest range with everything that stands in a sheet, joined cells included."""
    filled = [(cell.row, cell.column) for cell in sheet._cells.values() if cell.value not in (None, "")]
    if not filled:
        return None
    for merged in sheet.merged_cells.ranges:
        if (merged.min_row, merged.min_col) in filled:
            filled.append((merged.max_row, merged.max_col))
    rows, columns = zip(*filled, strict=True)
    return _Area(min(columns), min(rows), max(columns), max(rows))


def _twips(characters: float) -> int:
    """The width of a column of so many digits, each seven pixels wide, and its margins."""
    return round((characters * 7 + 5) * 15)


def _covered(merged: Any, rows: list[int], columns: list[int]) -> tuple[int, int]:
    """How many of these columns and rows a joined cell covers."""
    wide = len(set(columns).intersection(range(merged.min_col, merged.max_col + 1)))
    return wide, len(set(rows).intersection(range(merged.min_row, merged.max_row + 1)))


class _Range:
    """Reads a range; counts what does not come along."""

    def __init__(self, sheet: Sheet, formulas: Sheet, area: _Area) -> None:
        self._sheet, self._formulas, self._area = sheet, formulas, area
        self._merged = {
            (merged.min_row, merged.min_col): merged
            for merged in sheet.merged_cells.ranges
            if area.holds(merged.min_row, merged.min_col)
        }
        self._unshown = self._unknown = 0

    def read(self, headers: int) -> Result[GivenTable]:
        """The table, and what is told about it."""
        area = self._area
        rows = [row for row in range(area.top, area.bottom + 1) if not self._sheet.row_dimensions[row].hidden]
        widths = self._widths()
        columns = [column for column in range(area.left, area.right + 1) if widths[column]]
        if not rows or not columns:
            raise BadInput("table_empty")
        lines = [list(self._cells(row, rows, columns)) for row in rows]
        table = given_table(lines, headers, [widths[column] for column in columns])
        hidden = area.bottom - area.top + 1 - len(rows), area.right - area.left + 1 - len(columns)
        counted = (
            ("range_hidden_rows", hidden[0]),
            ("range_hidden_columns", hidden[1]),
            ("range_no_value", self._unshown),
            ("range_format", self._unknown),
        )
        return Result(table, tuple(Notice(code, count=count, kind="table") for code, count in counted if count))

    def _widths(self) -> dict[int, int]:
        """The width of every column in twips; 0 for a hidden one."""
        found = dict.fromkeys(range(self._area.left, self._area.right + 1), _twips(_USUAL_WIDTH))
        for one in self._sheet.column_dimensions.values():
            width = 0 if one.hidden else _twips(one.width or _USUAL_WIDTH)
            for column in found.keys() & set(range(one.min or 0, (one.max or 0) + 1)):
                found[column] = width
        return found

    def _cells(self, row: int, rows: list[int], columns: list[int]) -> Iterator[GivenCell]:
        for column in columns:
            merged = self._merged.get((row, column))
            cell = self._sheet.cell(row, column)
            if merged is None and self._is_covered(row, column):
                continue
            wide, high = (_covered(merged, rows, columns)) if merged is not None else (1, 1)
            yield GivenCell(self._text(cell), wide, high, self._align(cell))

    def _is_covered(self, row: int, column: int) -> bool:
        """Whether a joined cell that is read covers the place; its first place may be hidden or outside."""
        return any(
            merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col
            for (top, left), merged in self._merged.items()
            if not self._sheet.row_dimensions[top].hidden
        )

    def _text(self, cell: Any) -> str:
        if cell.value is None:
            formula = self._formulas.cell(cell.row, cell.column).value
            self._unshown += isinstance(formula, str) and formula.startswith("=")
            return ""
        text, is_followed = shown(cell.value, cell.number_format)
        self._unknown += not is_followed
        return "\n".join(line.strip() for line in text.splitlines())

    @staticmethod
    def _align(cell: Any) -> str:
        told = cell.alignment.horizontal if cell.has_style else None
        if told in _ALIGNS:
            return str(told)
        return "right" if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) else ""
