"""Spreadsheets written anew as WordprocessingML: each worksheet a table, the lines above and below it paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import TypeAlias

from core.errors import BadInput
from core.limits import MOST_CELLS, check_length
from core.model.tables.given import GivenCell
from core.package import Package
from core.readers.sheets.ranges import told
from core.readers.sheets.values import USUAL_WIDTH, Area, CellValue, SheetLines, Worksheet, twips
from core.readers.sheets.workbooks import OLE, worksheets
from core.readers.tabs import split_columns
from core.readers.word_markup import (
    GRID_STYLE,
    MarkupCell,
    MarkupRow,
    WordParts,
    paragraph,
    part,
    run,
    table,
    value,
)
from core.result import Notice, Result

WIDEST = 63
"""Columns that a table of a Word file may have."""

_MOST_LINES_ABOVE, _MOST_HEADS, _LONG = 5, 4, 15
_LABEL = re.compile("[^：:0-9]{1,12}[：:]")
_USUAL_NAME = re.compile(r"(?:(?:sheet|工作表|表)\s*\d*)?", re.IGNORECASE)
_SIGNS = (",", ";", "\t")
_ORDINAL = re.compile(
    r"[（(]?[一二三四五六七八九十0-9]{1,4}[）)、.．]|[•●◆■①-⑳]|第[一二三四五六七八九十0-9]{1,3}[章节条]"
)
_LONGEST_OF_TWO = 60
"""Characters of a cell where there are two columns: what is longer is a paragraph behind a word that is set apart."""

_DRAWN = re.compile(
    r"xl/(?:charts/chart|media/|embeddings/|diagrams/data)[^/]+|Pictures/[^/]+|[^/]+/content\.xml", re.IGNORECASE
)
_NOTES = re.compile(r"xl/(?:comments[^/]*|comments/[^/]+)\.xml", re.IGNORECASE)
_SHEET, _REMARK = b"<table:table ", b"<office:annotation"
_DRAWN_97 = (b"\t\x08\x10\x00\x00\x06\x20\x00", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1")
"""How charts begin ([MS-XLS] 2.4.21 BOF, dt), and pictures."""


def transcribe(data: bytes) -> Result[bytes]:
    """The bytes of a .docx file with the visible worksheets of an .xlsx, .xls, .et or .ods file.

    BadInput ``sheet_…`` or ``package_…`` for a file that cannot be read, ``sheet_empty`` where nothing is left.
    """
    found = _written(worksheets(data))
    drawn, notes = _beside(data)
    counts = (("sheet_drawings_left_out", "picture", drawn), ("sheet_comments_left_out", "comment", notes))
    return Result(found.value, (*found.notices, *_counted(counts)))


def transcribe_columns(text: str, sign: str = "\t") -> bytes | None:
    """The same for text whose lines are parted by tabs, or another sign, as rows of a sheet are; None for other text."""
    lines = [[cell.strip(" \u3000\t") for cell in row] for row in split_columns(text, sign)]
    while lines and not any(lines[-1]):
        lines.pop()
    if not _is_table(lines):
        return None
    cells = {(row, column): CellValue(text) for row, line in enumerate(lines, 1) for column, text in enumerate(line, 1)}
    return _written((Worksheet("", True, cells, (), frozenset(), MappingProxyType({})),)).value


def transcribe_values(text: str) -> bytes | None:
    """The same for text whose values are parted by commas, semicolons or tabs, as its name says; None for other text."""
    found = (transcribe_columns(text, sign) for sign in _SIGNS if sign in text)
    return next((each for each in found if each is not None), None)


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are even and their columns those of a table: no indents of paragraphs, no numbers set apart from what they count."""
    if not _is_even(rows):
        return False
    columns = [list(filter(None, column)) for column in zip_longest(*rows, fillvalue="")]
    filled = [column for column in columns if column]
    if len(filled) != 2:
        return len(filled) > 2
    first, second = filled
    return not all(map(_ORDINAL.fullmatch, first)) and max(map(len, second)) <= _LONGEST_OF_TWO


def _is_even(rows: Sequence[Sequence[str]]) -> bool:
    """Whether all rows but a few at the ends have as many cells as the others, at least two."""
    counts = [len(row) for row in rows]
    wide = [number for number, count in enumerate(counts) if count > 1]
    if len(wide) < 2 or len(rows) - len(wide) > min(_MOST_LINES_ABOVE, len(wide)):
        return False
    return len(set(counts[wide[0] : wide[-1] + 1])) == 1


def _beside(data: bytes) -> tuple[int, int]:
    """How many charts and pictures a file has, and how many parts with comments."""
    if data.startswith(OLE):
        return sum(map(data.count, _DRAWN_97)), 0
    package = Package(data)
    drawn, notes = (sum(1 for name in package.names if kind.fullmatch(name)) for kind in (_DRAWN, _NOTES))
    return drawn, notes + sum(_REMARK in sheet for sheet in package.read("content.xml").split(_SHEET)[1:])


def _counted(counts: Iterable[tuple[str, str, int]]) -> Iterator[Notice]:
    return (Notice(code, kind=kind, count=count) for code, kind, count in counts if count)


def _written(sheets: Sequence[Worksheet]) -> Result[bytes]:
    """The file with all that can be read of these sheets; what is left out is told."""
    writers = [_SheetWriter(sheet) for sheet in sheets if sheet.is_visible and sheet.used()]
    small = list(_fitting(writers))
    if not small:
        raise _unreadable(bool(writers))
    body = "".join(writer.body(len(writers) > 1, writer is small[0]) for writer in small)
    parts = WordParts()
    parts.add("styles", "styles.xml", part("styles", GRID_STYLE))
    large = [writer.name for writer in writers if writer not in small]
    said = (*_left_out(sheets), _named("sheet_large_left_out", large), *_summed(small))
    return Result(parts.whole(body), tuple(each for each in said if each.count))


def _left_out(sheets: Sequence[Worksheet]) -> Iterator[Notice]:
    """What is told of hidden and of empty sheets."""
    yield _named("sheet_hidden_left_out", [sheet.name for sheet in sheets if not sheet.is_visible and sheet.used()])
    empty = sum(sheet.is_visible and sheet.used() is None for sheet in sheets)
    yield Notice("sheet_empty_left_out", count=empty, kind="table")


def _unreadable(is_large: bool) -> BadInput:
    code = "sheet_table_large" if is_large else "sheet_empty"
    return BadInput(code, rows=str(MOST_CELLS // 10_000), columns=str(WIDEST))


def _fitting(writers: Iterable["_SheetWriter"]) -> Iterator["_SheetWriter"]:
    """The sheets that have room in a report, in their order."""
    room = MOST_CELLS
    for writer in writers:
        if not writer.is_large and writer.size <= room:
            room -= writer.size
            yield writer


def _summed(writers: Iterable["_SheetWriter"]) -> Iterator[Notice]:
    """One notice for all of a code."""
    counts = Counter[str]()
    for notice in chain.from_iterable(writer.notices for writer in writers):
        counts[notice.code] += notice.count
    return (Notice(code, count=count, kind="table") for code, count in sorted(counts.items()))


def _named(code: str, names: Sequence[str]) -> Notice:
    return Notice(code, 0, {"names": "、".join(f"“{name}”" for name in names[:3])}, "table", len(names))


_Row: TypeAlias = tuple[int, list[GivenCell]]
"""The number of a row, and the cells that begin in it."""


class _SheetWriter:
    """Writes one worksheet."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet, self._area = sheet, sheet.used() or Area(1, 1, 1, 1)
        area = self._area
        # Hidden rows of a huge area are not looked for.
        self._rows, self._columns = (sheet.rows_of(area), sheet.columns_of(area)) if area.is_small else ([], [])
        self._lines = SheetLines(sheet, self._rows, self._columns)

    @property
    def name(self) -> str:
        """Of the sheet."""
        return self._sheet.name

    @property
    def size(self) -> int:
        """Cells."""
        return len(self._rows) * len(self._columns)

    @property
    def is_large(self) -> bool:
        """Whether no report has such a table."""
        return not self._area.is_small or len(self._columns) > WIDEST

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was left out of the sheet, once it is written."""
        return told(self._area, self._rows, self._columns, (self._lines,))

    def body(self, is_one_of_many: bool, is_first: bool) -> str:
        """The heading, lines above, table, and lines below."""
        rows = list(zip(self._rows, self._lines, strict=True))
        _check(rows)
        if len(self._columns) < 2:
            return self._heading(is_one_of_many) + "".join(
                _line(replace(cell, align="")) for _, row in rows for cell in row
            )
        above = self._taken(rows)
        below = self._taken(rows[len(above) :][::-1], True)[::-1]
        titles = list(map(_line, chain.from_iterable(above)))
        heading = self._heading(is_one_of_many) if is_one_of_many or not titles else ""
        # The first line of the first sheet is the title of all.
        titles.insert(int(is_first and bool(titles)), heading)
        grid = self._table(rows[len(above) : len(rows) - len(below)])
        return "".join((*titles, grid, *map(_line, chain.from_iterable(below))))

    def _table(self, rows: Sequence[_Row]) -> str:
        heads = self._heads(rows)
        widths = [twips(self._sheet.widths.get(column, USUAL_WIDTH)) for column in self._columns]
        written = (MarkupRow([_cell(each) for each in row], number < heads) for number, (_, row) in enumerate(rows))
        return table(written, widths)

    def _heading(self, is_one_of_many: bool) -> str:
        """The sheet's name where it says something."""
        name = self._sheet.name.strip()
        if is_one_of_many:
            return paragraph(run(name), value("outlineLvl", 0))
        return "" if _USUAL_NAME.fullmatch(name) else paragraph(run(name), value("jc", "center"))

    def _taken(self, rows: Sequence[_Row], is_below: bool = False) -> list[list[GivenCell]]:
        """The filled cells of the lines at one end of the sheet that are no rows of the table."""
        found: list[list[GivenCell]] = []
        for _, row in rows[:_MOST_LINES_ABOVE]:
            filled = [cell for cell in row if cell.text]
            if not (self._is_line(filled, is_below) if filled else not is_below and self._is_whole(row)):
                break
            found.append(filled)
        return found

    def _is_whole(self, row: Sequence[GivenCell]) -> bool:
        """Whether no cell above reaches into a row, or a single one over all of it."""
        return len(row) in (0, len(self._columns))

    def _is_line(self, filled: Sequence[GivenCell], is_below: bool) -> bool:
        """Whether the filled cells of a row are a line: one alone, below one that is joined or long; or each a label."""
        if any(cell.rows > 1 and cell.columns < len(self._columns) for cell in filled):
            return False
        if len(filled) > 1:
            return all(_LABEL.match(cell.text) for cell in filled)
        return not is_below or 2 * filled[0].columns >= len(self._columns) or len(filled[0].text) >= _LONG

    def _heads(self, rows: Sequence[_Row]) -> int:
        """How many rows are the head: those the file says, else as far as the first row's joined cells reach."""
        if len(rows) < 2:
            return 0
        said = sum(number <= self._sheet.head for number, _ in rows)
        first = rows[0][1]
        guessed = max(
            max(cell.rows for cell in first), 1 + any(1 < cell.columns < len(self._columns) for cell in first)
        )
        return min(said if 0 < said <= _MOST_HEADS else guessed, _MOST_HEADS, len(rows) - 1)


def _check(rows: Sequence[_Row]) -> None:
    check_length(sum(len(cell.text) for _, row in rows for cell in row), len(rows))


def _cell(cell: GivenCell) -> MarkupCell:
    return MarkupCell(_line(cell), cell.columns, cell.rows)


def _line(cell: GivenCell) -> str:
    """The paragraphs of a cell."""
    look = value("jc", cell.align) if cell.align else ""
    return "".join(paragraph(run(text), look) for text in cell.text.split("\n"))
