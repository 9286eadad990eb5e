"""Columns made of tabs, as spreadsheets put them on the clipboard beside HTML, and columns made of wide spaces or box lines."""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from itertools import chain

from core.model.tables.given import MOST_ROWS, GivenTable, plain_table

LARGEST = 4 * 1024 * 1024
_GAP = re.compile(r"[ 　]*\t[ 　\t]*|[ ]{2,}|　{2,}|(?<=\S)　(?=\S)")
_BOX = re.compile(r"[│┃|｜║]")
_RULE = re.compile(r"[─━═┄┈\-+＋┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝\s|│]+")
_LONGEST_CELL = 60


def tabbed_table(text: str) -> GivenTable | None:
    """The table of lines with equally many tabs; None for other text. A cell in quotes may hold line breaks."""
    if "\t" not in text or len(text) > LARGEST or text.count("\n") > MOST_ROWS:
        return None
    return _even(split_columns(text))


def split_columns(text: str, sign: str = "\t") -> list[list[str]]:
    """The cells of lines with tabs, or another sign, quoted as spreadsheets do where they hold line breaks."""
    text = "\n".join(text.splitlines())
    return (_quoted(text, sign) if '"' in text else None) or [line.split(sign) for line in text.split("\n")]


def _even(rows: Sequence[Sequence[str]]) -> GivenTable | None:
    """The table of rows with equally many cells, at least two."""
    counts = set(map(len, rows))
    return (
        plain_table([[cell.strip(" 　\t") for cell in row] for row in rows])
        if len(counts) == 1 and max(counts) > 1
        else None
    )


def _quoted(text: str, sign: str) -> list[list[str]] | None:
    """The cells where quotes are used as spreadsheets use them; None where they are signs of the text."""
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        return None


def columns_of(lines: Sequence[str]) -> GivenTable | None:
    """The table that lines of text draw with tabs, wide spaces or box lines; None where they do not agree.

    Every line has to fall into as many cells as the others, at least two, none of them a sentence.
    """
    rows = [_cells(line.strip(" 　")) for line in lines if not is_rule(line)]
    longest = max(map(len, chain.from_iterable(rows)), default=0)
    return _even(rows) if len(rows) > 1 and longest <= _LONGEST_CELL else None


def drawn_columns(line: str) -> int:
    """How many columns the tabs or box lines of a line part; 0 for one with none."""
    line = line.strip(" 　")
    return 0 if is_rule(line) or not ("\t" in line or _BOX.search(line)) else len(_cells(line))


def is_rule(line: str) -> bool:
    """Whether a line consists of the signs that rule a table, and is no row of it."""
    return _RULE.fullmatch(line.strip()) is not None


def _cells(line: str) -> list[str]:
    if _BOX.search(line):
        return _BOX.split(line.strip("│┃|｜║"))
    return line.split("\t") if "\t" in line else _GAP.split(line)
