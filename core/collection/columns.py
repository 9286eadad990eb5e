"""Columns of a collection sheet, and the hidden codes by which a filled sheet is recognised.

A hidden first row names the columns, so that moved columns and edited headings are tolerated. Each row has a hidden
code (draft and fact) and a checksum of what it asks for, so that a row moved over another is detected.
"""

import re
from zlib import crc32

MARK = "nigao:"
HIDDEN_SHEET = "nigao"
VERSION = "1"

WIDTHS = (
    ("number", 6),
    ("section", 18),
    ("label", 20),
    ("context", 46),
    ("unit", 9),
    ("prior", 11),
    ("value", 15),
    ("remark", 14),
    ("source", 14),
)
"""The columns a person sees, with their widths in digits."""

HIDDEN = ("id", "check")
NAMES = (*(name for name, _ in WIDTHS), *HIDDEN)
MARKS_LINE, TITLE_LINE, ADVICE_LINE, HEAD_LINE = 1, 2, 3, 6
TOP = (("unit", "person"), ("phone", "day"))
"""What is asked at the top, two to a line from line 4 on: the left answer in ``label``, the right one in ``value``."""

UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
MOST_LINES, MOST_COLUMNS = 5000, 40
LONGEST_TEXT = 32000
"""Characters in a cell; the format allows 32767."""


def writable(text: str) -> str:
    """The text without characters that a spreadsheet cannot store."""
    return UNWRITABLE.sub("", text)[:LONGEST_TEXT]


def code_of(key: str, fact_id: str) -> str:
    """The hidden code of a row."""
    return f"{key}.{fact_id}"


def fact_of(code: str, key: str) -> str:
    """The fact that a row's code names in the draft ``key``; empty for any other code."""
    own, _, fact_id = code.rpartition(".")
    return fact_id if own == key else ""


def check_of(code: str, *shown: str) -> str:
    """Checksum of what a row shows; white space is ignored, as programs change it."""
    text = "\t".join("".join(writable(part).split()) for part in (code, *shown))
    return f"c{crc32(text.encode('utf-8', 'replace')):08x}"
