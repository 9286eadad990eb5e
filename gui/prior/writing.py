"""Writing last year's paragraphs and tables, each compared with its present text, a long text in several steps."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import NamedTuple

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from core.model.blocks import Cell, CellPlace, Table
from core.model.elements import Element
from core.model.grid import PlacedTable, tables_of
from core.model.spans import Span
from core.workflows.drafting.editing import kept_spans
from gui.editor.writing import BORDERS
from gui.shell import theme

Pair = tuple[Element, str]

LARGEST_WHOLE, LARGEST = 1_000, 20_000
"""Places of a table that is written at once, and of one that is shown as a table: Qt lays all of it out anew at each change, so
that one between them is divided into several, one below the other.
"""

MOST_PLACES = 48
"""Places of one of these, in whole rows."""

SHORTEST_WORDS, LONGEST_WORDS, FEW = 3, 12, 5
"""Characters for which a column of a divided table has room, at least and at most, and how many columns fit in beside a draft."""

SHORT = 300
"""Paragraphs of a text that is always written at once."""

LOOKED_AT = 1_000
"""Paragraphs of a long table that say how wide its columns are."""

SIGN, GAP = 14, 8
"""Pixels of a character, and of what stands beside the words of a cell, at the usual size."""

LINE = 40
"""Characters that a line holds at most."""

Cells = Mapping[CellPlace, QTextCursor]


def kept_in(element: Element, now: str) -> int:
    """How many characters of a paragraph stand in its present text."""
    return len(element.text) if element.content == now else sum(map(len, _kept_spans(element, now)))


def _kept_spans(element: Element, now: str) -> tuple[Span, ...]:
    """The spans in the whole paragraph; an ordinal counts as unchanged, because it is computed."""
    shift, spans = len(element.prefix), kept_spans(element.content, now)
    return (Span(0, shift), *(span.moved(shift) for span in spans)) if shift else spans


class _Formats:
    """The formats of one colour scheme and font size."""

    def __init__(self) -> None:
        self.plain, self.gone = QTextCharFormat(), QTextCharFormat()
        self.gone.setFontStrikeOut(True)
        self.gone.setForeground(theme.colour("finding_text"))
        self.gone.setBackground(theme.colour("finding_soft"))
        self.body, self.cell = QTextBlockFormat(), QTextBlockFormat()
        for form, below in ((self.body, theme.length(6)), (self.cell, 0)):
            form.setLineHeight(130.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            form.setBottomMargin(below)
        self.none = QTextBlockFormat()
        self.none.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)


class PairWriter:
    """Writes a list of pairs into a document, one block for each but the heads of tables; false when all of it is written.

    A pair that is replaced in the list before it is written is written as it is then. ``unseen`` is entered while the rest is.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._pairs: Sequence[Pair] = ()
        self._steps: Iterator[int] = iter(())
        self._written = 0
        self._numbers: dict[int, int] = {}
        self.unseen: Callable[[], AbstractContextManager[object]] = nullcontext

    def __bool__(self) -> bool:
        return self._written < len(self._pairs)

    def begin(self, pairs: Sequence[Pair], lines: int) -> None:
        """Write these pairs into a document that is empty: about so many lines of a long text, 0 for all of it."""
        self._formats = _Formats()
        self._pairs, self._written, self._numbers = pairs, 0, {}
        self._steps = self._in_steps(QTextCursor(self._document))
        self._write(lines if len(pairs) > SHORT else 0)

    def write_on(self, lines: int) -> None:
        """Write the next pairs, about so many lines of them."""
        if self:
            with self.unseen():
                self._write(lines)

    def complete(self) -> None:
        """Write all that is left."""
        self.write_on(0)

    def rewrite(self, number: int) -> None:
        """Write a pair anew in its block, if it has one."""
        block = self._document.findBlockByNumber(self._numbers.get(number, -1))
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            self._write_text(cursor, *self._pairs[number])
            cursor.endEditBlock()

    def block_of(self, number: int) -> QTextBlock:
        """The block of a pair; cells and the lines beside a table have other numbers in Qt."""
        if number >= self._written:
            self.complete()
        return self._document.findBlockByNumber(self._numbers.get(number, -1))

    def _write(self, lines: int) -> None:
        left, seen = lines or float("inf"), max(self._document.blockCount() - 1, 0)
        edit = QTextCursor(self._document)
        edit.beginEditBlock()
        while left > 0 and self:
            start, self._written = self._written, next(self._steps)
            left -= sum(1 + len(element.text) // LINE for element, _ in self._pairs[start : self._written])
        edit.endEditBlock()
        block = self._document.findBlockByNumber(seen)
        while block.isValid():
            self._numbers[block.userState()] = block.blockNumber()
            block = block.next()

    def _in_steps(self, cursor: QTextCursor) -> Iterator[int]:
        """Write all pairs; gives the number of those written after each paragraph, or after the whole of a grid."""
        elements = [element for element, _ in self._pairs]
        at = 0
        for part in chain.from_iterable(_parts_of(placed, elements) for placed in tables_of(elements)):
            yield from self._write_lines(cursor, range(at, part.start))
            cells = self._insert_part(cursor, part)
            for number in range(part.start, part.end):
                self._write_cell(cursor, number, cells)
            at = part.end
            yield at
        yield from self._write_lines(cursor, range(at, len(elements)))

    def _write_lines(self, cursor: QTextCursor, numbers: range) -> Iterator[int]:
        for number in numbers:
            self._write_pair(cursor, number, None)
            yield number + 1

    def _write_cell(self, cursor: QTextCursor, number: int, cells: Cells) -> None:
        """Write a paragraph of a table in its cell; the head of the table has none."""
        element, _ = self._pairs[number]
        if element.table is None:
            self._write_pair(cursor, number, cells.get(element.cell) if element.cell is not None else None)

    def _insert_part(self, cursor: QTextCursor, part: "_Part") -> Cells:
        """Insert an empty grid behind the text; a line of no height stands between it and the one before."""
        if part.is_later:
            cursor.setBlockFormat(self._formats.none)
        return _insert_table(cursor, part)

    def _write_pair(self, cursor: QTextCursor, number: int, cell: QTextCursor | None) -> None:
        """Write one in its cell, or else behind all others."""
        form, cursor = self._formats.body if cell is None else self._formats.cell, cell or cursor
        if cursor.block().userState() < 0:  # nothing stands in it yet: the first one, a cell, or the one below a table
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)
        cursor.block().setUserState(number)
        self._write_text(cursor, *self._pairs[number])

    def _write_text(self, cursor: QTextCursor, element: Element, now: str) -> None:
        """The words of a paragraph, those that are no more as such."""
        at, text = 0, element.text.replace("\n", "\u2028")
        for span in (*_kept_spans(element, now), Span(len(text), len(text))):
            for start, end, form in ((at, span.start, self._formats.gone), (span.start, span.end, self._formats.plain)):
                if start < end:
                    cursor.insertText(text[start:end], form)
            at = span.end


class _Part(NamedTuple):
    """Rows of a table that are one grid, with their cells: its paragraphs from ``start`` to ``end``, the head of the table
    among the first.

    ``widths`` are characters for each column; Qt fits them to the words where there are none.
    """

    table: Table
    rows: range
    cells: Sequence[Cell]
    start: int
    end: int
    widths: Sequence[int] = ()

    @property
    def is_later(self) -> bool:
        """Whether another part stands above."""
        return self.rows.start > 0


def _parts_of(placed: PlacedTable, elements: Sequence[Element]) -> Iterator[_Part]:
    """The grids of a table; none where it is shown paragraph by paragraph."""
    table, (rows, columns) = placed.table, placed.table.size
    if rows * columns > LARGEST or not table.is_tiled():
        return
    if rows * columns > LARGEST_WHOLE:
        yield from _divided(placed, elements[placed.start + 1 : placed.end])
    else:
        yield _Part(table, range(rows), table.cells, placed.start, placed.end)


def _divided(placed: PlacedTable, own: Sequence[Element]) -> Iterator[_Part]:
    """The grids of a long table with these paragraphs in its cells."""
    table, widths = placed.table, _widths(placed.table, own)
    down = {row.id: number for number, row in enumerate(table.rows)}
    first = _firsts([each.cell.row if each.cell is not None else "" for each in own])
    within = _firsts([cell.row for cell in table.cells])
    row = start = number = 0
    for name in (*(table.rows[at].id for at in _first_rows(table)[1:]), ""):
        below, end, behind = down.get(name, len(down)), first.get(name, len(own)), within.get(name, len(table.cells))
        places = placed.start + 1 + start if row else placed.start, placed.start + 1 + end
        yield _Part(table, range(row, below), table.cells[number:behind], *places, widths)
        row, start, number = below, end, behind


def _firsts(names: Sequence[str]) -> dict[str, int]:
    """Where each of them stands first."""
    return dict(zip(reversed(names), range(len(names) - 1, -1, -1), strict=True))


def _first_rows(table: Table) -> list[int]:
    """The rows with which a part begins; no joined cell is divided."""
    down = {row.id: number for number, row in enumerate(table.rows)}
    ends = list(range(1, len(table.rows) + 1))
    for cell in table.cells:
        if cell.rows > 1:
            ends[down[cell.row]] = max(ends[down[cell.row]], down[cell.row] + cell.rows)
    found, reach = [0], 0
    for number, end in enumerate(ends):
        if reach <= number and (number - found[-1]) * len(table.columns) >= MOST_PLACES:
            found.append(number)
        reach = max(reach, end)
    return found


def _widths(table: Table, own: Sequence[Element]) -> tuple[int, ...]:
    """The characters that the columns have room for, by the longest words in their first rows."""
    found = dict.fromkeys((column.id for column in table.columns), SHORTEST_WORDS)
    joined = {(cell.row, cell.column) for cell in table.cells if cell.columns > 1}
    for element in own[:LOOKED_AT]:
        place = element.cell
        if place is not None and place.column in found and (place.row, place.column) not in joined:
            found[place.column] = max(found[place.column], min(len(element.content), LONGEST_WORDS))
    return tuple(found.values())


def _insert_table(cursor: QTextCursor, part: _Part) -> Cells:
    """Insert an empty grid with its joins behind the text; a cursor in each cell."""
    rows, columns = part.table.rows[part.rows.start : part.rows.stop], part.table.columns
    made = cursor.insertTable(len(rows), len(columns), _table_format(part))
    down = {row.id: number for number, row in enumerate(rows)}
    across = {column.id: number for number, column in enumerate(columns)}
    for cell in part.cells:
        if cell.rows * cell.columns > 1:
            made.mergeCells(down[cell.row], across[cell.column], cell.rows, cell.columns)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    places = ((CellPlace(cell.row, cell.column), (down[cell.row], across[cell.column])) for cell in part.cells)
    return {place: made.cellAt(*at).firstCursorPosition() for place, at in places}


def _table_format(part: _Part) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(theme.colour("dashes"))
    form.setCellSpacing(0)
    form.setCellPadding(theme.length(3))
    form.setTopMargin(-BORDERS if part.is_later else 0)
    form.setHeaderRowCount(0 if part.is_later else sum(row.is_header for row in part.table.rows))
    _set_widths(form, part.widths)
    return form


def _set_widths(form: QTextTableFormat, widths: Sequence[int]) -> None:
    """All parts of a table have the same columns; more than fit in beside a draft are scrolled to."""
    if len(widths) > FEW:
        sign = QTextLength.Type.FixedLength
        form.setColumnWidthConstraints([QTextLength(sign, theme.length(SIGN * width + GAP)) for width in widths])
        return
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shares = (100 * width / sum(widths) for width in widths)
    form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
