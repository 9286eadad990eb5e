"""Reading other files than .docx: an old Word file beside antiword, pages of PDF and OFD, a spreadsheet beside openpyxl.

antiword gives bare text, for some files none; what we time is the whole document with styles, numbers and tables. Its row is
left out, and that is said, where it is not installed.
"""

import io
import shutil
import subprocess
import sys
from functools import partial

from openpyxl import Workbook, load_workbook

from core.paths import resources_folder
from core.readers.sheets.workbooks import worksheets
from core.workflows.importing.formats import read
from tests.bench.frame import Row, medians, sized
from tests.ofd_made import ofd, text

MARK_DOC, MARK_PDF, MARK_OFD, MARK_XLSX = 0.5, 10.0, 28.0, 1.5
LINE = "全年办结事项{}件，群众满意。"
LINES = sized(1500, 3)


def rows() -> list[Row]:
    """Four rows, or three without antiword."""
    folder = resources_folder() / "samples"
    pdf, sheet = (folder / "sample.pdf").read_bytes(), workbook()
    page = ofd([[text(20, 20 + 8 * number, 4.5, LINE.format(number)) for number in range(sized(30, 2))]])
    found = [
        Row("reading a page of PDF", medians(partial(read, "a.pdf", pdf), bool)[0], None, MARK_PDF, "below"),
        Row("reading a page of OFD", medians(partial(read, "a.ofd", page), bool)[0], None, MARK_OFD, "below"),
        Row("cells of an .xlsx file", *medians(partial(worksheets, sheet), partial(peer, sheet)), MARK_XLSX, "within"),
    ]
    antiword = shutil.which("antiword")
    if antiword is None:
        print("antiword is not installed: no row about .doc", file=sys.stderr)
        return found
    old = folder / "sample.doc"
    command = partial(subprocess.run, [antiword, "-m", "UTF-8.txt", old], capture_output=True, check=False)
    return [
        *found,
        Row("reading an old .doc", *medians(partial(read, "a.doc", old.read_bytes()), command), MARK_DOC, "faster"),
    ]


def workbook() -> bytes:
    """A sheet of numbers in formats."""
    book = Workbook()
    for number in range(LINES):
        book.active.append([f"指标{number}", number * 1.5, number / 7, number])
        book.active.cell(number + 1, 3).number_format = "0.0%"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def peer(data: bytes) -> list[tuple[object, str]]:
    """The values and formats of all cells as openpyxl gives them."""
    book = load_workbook(io.BytesIO(data), data_only=True)
    return [(cell.value, cell.number_format) for row in book.active.iter_rows() for cell in row]
