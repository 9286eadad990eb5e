"""Last year's paragraphs and tables with what has changed since struck out; a double click or Enter takes over a value or sentence."""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from core.model.blocks import CellPlace
from core.model.elements import Element
from core.model.grid import PlacedTable, tables_of
from core.model.spans import Span
from core.workflows.drafting.editing import kept_spans
from gui.shell import theme

Pair = tuple[Element, str]
_FIRST = itemgetter(0)

MOST_REWRITTEN = 50
"""Paragraphs that are written each in its place; of more all are written anew."""


class PriorText(QTextEdit):
    """Read-only. ``taken`` carries the number of a paragraph and the offset in its text, in code points."""

    taken = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(readOnly=True, undoRedoEnabled=False)
        self._shown: tuple[Element, ...] = ()
        self._pairs: list[Pair] = []
        self._kept: list[int] = []
        self._total = 0
        self._numbers: dict[int, int] = {}
        self._look: tuple[object, ...] = ()
        self.setObjectName("prior")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("往年材料")
        self.setAccessibleDescription("双击一句话或一个数，或把光标移到那里按 Enter，就写回稿件")
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_pairs(self, pairs: Sequence[Pair]) -> int:
        """Show last year's paragraphs, each compared with its present text; returns the percentage that is unchanged.

        Only paragraphs of which the comparison is another one are written, unless those or the look of all are new.
        """
        look = _look()
        is_known = look == self._look and list(map(_FIRST, pairs)) == list(map(_FIRST, self._pairs))
        others = [at for at, (one, two) in enumerate(zip(pairs, self._pairs, strict=is_known)) if one[1] != two[1]]
        self._shown = tuple(map(_FIRST, pairs))
        if is_known and len(others) <= MOST_REWRITTEN:
            for number in others:
                self._kept[number] = self._rewrite(number, *pairs[number])
        else:
            self._show_anew(pairs)
        self._pairs, self._look = list(pairs), look
        self._total = sum(len(element.text) for element, _ in pairs)
        return self._percent

    def show_changed(self, pairs: Sequence[Pair], numbers: Sequence[int]) -> int:
        """The same where only the comparisons of these numbers are other ones."""
        if len(numbers) > MOST_REWRITTEN or len(pairs) != len(self._pairs) or _look() != self._look:
            return self.show_pairs(pairs)
        for number in numbers:
            self._pairs[number] = pairs[number]
            self._kept[number] = self._rewrite(number, *pairs[number])
        return self._percent

    @property
    def _percent(self) -> int:
        return 100 * sum(self._kept) // self._total if self._total else 100

    def _show_anew(self, pairs: Sequence[Pair]) -> None:
        bar = self.verticalScrollBar()
        at, position = bar.value(), self.textCursor().position()
        self.setUpdatesEnabled(False)
        self.clear()
        cursor = self.textCursor()
        self._kept = list(self._write_all(cursor, pairs))
        self._numbers = dict(_numbered(self.document()))
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        bar.setValue(at)
        self.setUpdatesEnabled(True)

    def _write_all(self, cursor: QTextCursor, pairs: Sequence[Pair]) -> Iterator[int]:
        """Write the paragraphs and tables; how many characters of each are unchanged."""
        tables = {placed.start: placed for placed in tables_of(self._shown) if _is_small(placed)}
        cells = _NO_CELLS
        for number, (element, now) in enumerate(pairs):
            if number in tables:
                cells = _insert_table(cursor, tables[number])
                yield 0
                continue
            cells = cells if element.cell is not None else _NO_CELLS
            spans = _with_prefix(element, kept_spans(element.content, now))
            _write(cursor, element, spans, (number, cells.get(element.cell) if element.cell is not None else None))
            yield sum(map(len, spans))

    def _rewrite(self, number: int, element: Element, now: str) -> int:
        """Write one paragraph anew in its block; how many characters are unchanged."""
        block = self._block_of(number)
        if not block.isValid():  # a table that is shown as one has no block of its own
            return 0
        cursor, spans = QTextCursor(block), _with_prefix(element, kept_spans(element.content, now))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        _write_text(cursor, element, spans)
        cursor.endEditBlock()
        return sum(map(len, spans))

    def element(self, number: int) -> Element:
        """The paragraph of a number."""
        return self._shown[number]

    def mark(self, place: tuple[Element, Span] | None) -> QTextCursor | None:
        """Highlight a single place; returns None if it is not shown here."""
        number = next((n for n, element in enumerate(self._shown) if place and element is place[0]), -1)
        if place is None or number < 0:
            self.setExtraSelections([])
            return None
        text, span = place[0].text, place[1]
        block = self._block_of(number)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + _wide(text[: span.start]))
        cursor.setPosition(block.position() + _wide(text[: span.end]), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format = theme.pointed_format()
        self.setExtraSelections([mark])
        return cursor

    def _block_of(self, number: int) -> QTextBlock:
        """The block that shows the paragraph of a number; cells and the lines beside a table have other numbers in Qt."""
        return self.document().findBlockByNumber(self._numbers.get(number, -1))

    def _take(self, cursor: QTextCursor) -> None:
        block = cursor.block()
        before = block.text().encode("utf-16-le")[: 2 * (cursor.position() - block.position())]
        if 0 <= block.userState() < len(self._shown):
            self.taken.emit(block.userState(), len(before.decode("utf-16-le", "ignore")))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take over the sentence or the value under the mouse."""
        super().mouseDoubleClickEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            cursor = self.cursorForPosition(event.position().toPoint())
            if (
                cursor.position()
                and self.cursorRect(cursor).left() > event.position().x()
                and not cursor.atBlockStart()
            ):
                cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            self._take(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes over the value or sentence at the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._take(self.textCursor())
        else:
            super().keyPressEvent(event)


LARGEST_SHOWN = 1_000
"""Places of a table that is shown as one: Qt lays all of it out anew at each change."""

Cells = Mapping[CellPlace, QTextCursor]
_NO_CELLS: Cells = MappingProxyType({})


def _look() -> tuple[object, ...]:
    return theme.length(6), theme.colour("finding_text"), theme.colour("finding_soft"), theme.colour("dashes")


def _numbered(document: QTextDocument) -> Iterator[tuple[int, int]]:
    """The numbers of the paragraphs, each with that of its block."""
    block = document.firstBlock()
    while block.isValid():
        yield block.userState(), block.blockNumber()
        block = block.next()


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


Where = tuple[int, QTextCursor | None]
"""The number of a paragraph, and the cell that it is written into."""


def _write(cursor: QTextCursor, element: Element, kept: tuple[Span, ...], where: Where) -> None:
    number, cell = where
    cursor = cell or cursor
    block = QTextBlockFormat()
    block.setLineHeight(130.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setBottomMargin(theme.length(6) if cell is None else 0)
    if cursor.block().userState() < 0:  # nothing stands in it yet: the first one, a cell, or the one below a table
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)
    cursor.block().setUserState(number)
    _write_text(cursor, element, kept)


def _write_text(cursor: QTextCursor, element: Element, kept: tuple[Span, ...]) -> None:
    """The words of a paragraph, those that are no more as such."""
    plain, gone = QTextCharFormat(), QTextCharFormat()
    gone.setFontStrikeOut(True)
    gone.setForeground(theme.colour("finding_text"))
    gone.setBackground(theme.colour("finding_soft"))
    at, text = 0, element.text.replace("\n", "\u2028")
    for span in (*kept, Span(len(text), len(text))):
        cursor.insertText(text[at : span.start], gone)
        cursor.insertText(text[span.start : span.end], plain)
        at = span.end


def _wide(text: str) -> int:
    """The length in Qt's UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _with_prefix(element: Element, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans in the whole paragraph; an ordinal counts as unchanged, because it is computed."""
    shift = len(element.prefix)
    moved = tuple(span.moved(shift) for span in spans)
    return (Span(0, shift), *moved) if shift else moved
