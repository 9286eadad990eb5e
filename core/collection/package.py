"""Looking at an .xlsx file before openpyxl does: within limits, no entities, nothing but the parts that hold cells.

openpyxl unpacks without limits, expands entities in worksheets and follows links. It gets a package made anew from the
few parts that are needed: macros, drawings, embedded files and links to other books are never looked at.
"""

import io
import re
import zipfile

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
OLD = b"\xd0\xcf\x11\xe0"
"""How files of Excel 97 begin, and those with a password."""


def safe_package(data: bytes) -> bytes:
    """The parts of a spreadsheet that hold cells, as a package that does no harm.

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
