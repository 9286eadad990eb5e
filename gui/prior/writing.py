"""Writing last year's paragraphs and tables, each compared with its present text, a long text in several steps."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from types import MappingProxyType

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

from core.model.blocks import CellPlace
from core.model.elements import Element
from core.model.grid import PlacedTable, tables_of
from core.model.spans import Span
from core.workflows.drafting.editing import kept_spans
from gui.shell import theme

Pair = tuple[Element, str]

LARGEST_SHOWN = 1_000
"""Places of a table that is shown as one: Qt lays all of it out anew at each change."""

SHORT = 300
"""Paragraphs of a text that is always written at once."""

LINE = 40
"""Characters that a line holds at most."""

Cells = Mapping[CellPlace, QTextCursor]
_NO_CELLS: Cells = MappingProxyType({})


def kept_in(element: Element, now: str) -> int:
    """How many characters of a paragraph stand in its present text."""
    return sum(map(len, _kept_spans(element, now)))


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
        """Write all pairs; gives the number of those written after each paragraph, or after the whole of a table."""
        tables = {
            placed.start: placed for placed in tables_of([element for element, _ in self._pairs]) if _is_small(placed)
        }
        cells, end = _NO_CELLS, 0
        for number, (element, _) in enumerate(self._pairs):
            if number in tables:
                cells, end = _insert_table(cursor, tables[number]), tables[number].end
            else:
                cells = cells if element.cell is not None else _NO_CELLS
                self._write_pair(cursor, number, cells.get(element.cell) if element.cell is not None else None)
            if number + 1 >= end:
                yield number + 1

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


def _is_small(placed: PlacedTable) -> bool:
    rows, columns = placed.table.size
    return rows * columns <= LARGEST_SHOWN and placed.table.is_tiled()


def _insert_table(cursor: QTextCursor, placed: PlacedTable) -> Cells:
    """Insert an empty table with its joins behind the text; a cursor in each cell."""
    form = QTextTableFormat()
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(theme.colour("dashes"))
    form.setCellSpacing(0)
    form.setCellPadding(theme.length(3))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table, (rows, columns) = placed.table, placed.table.size
    form.setHeaderRowCount(sum(row.is_header for row in table.rows))
    made = cursor.insertTable(rows, columns, form)
    down = {row.id: number for number, row in enumerate(table.rows)}
    across = {column.id: number for number, column in enumerate(table.columns)}
    for cell in table.cells:
        if cell.rows * cell.columns > 1:
            made.mergeCells(down[cell.row], across[cell.column], cell.rows, cell.columns)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    places = ((CellPlace(cell.row, cell.column), (down[cell.row], across[cell.column])) for cell in table.cells)
    return {place: made.cellAt(*at).firstCursorPosition() for place, at in places}
