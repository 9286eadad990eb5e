"""Spreadsheet packages for openpyxl, which unpacks without limits, expands entities in worksheets and follows links.

It therefore gets a package rebuilt within limits from the few parts that hold cells: macros, drawings, embedded files and
links are never read.
"""

import io
import re
import zipfile
from xml.etree.ElementTree import ParseError

from core.errors import BadInput
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
"""The errors that openpyxl raises for malformed files; they have no common base class."""


def safe_package(data: bytes) -> bytes:
    """The cell parts of a spreadsheet as a package that is safe to parse.

    BadInput ``sheet_too_large`` or ``package_…``.
    """
    if len(data) > LARGEST_FILE:
        raise BadInput("sheet_too_large")
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
        raise BadInput("sheet_too_large")
    declared = DECLARED.match(part)
    known = declared is None or declared[1].lower() in (b"utf-8", b"us-ascii")
    # A null byte means UTF-16, in which no declaration would be found.
    if not known or b"\0" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise BadInput("package_unsafe")
