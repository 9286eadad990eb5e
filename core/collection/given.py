"""The content of one cell of a worksheet with the type it was stored in."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from core.collection.columns import LONGEST_TEXT
from core.collection.values import Given, GivenKind
from core.model.quantities import plain

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
