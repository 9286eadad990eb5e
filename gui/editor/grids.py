"""Tables of the running text as grids: which rows stand in one grid of Qt's, and how a grid is written.

Qt lays a grid out whole at each key, so a long table is made of several grids, one below the other, with a line of no
height between them. Block by block the document stays what the draft is: one block for each paragraph.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextFrameFormat, QTextLength, QTextTable, QTextTableFormat

from core.model.blocks import Cell, CellPlace, Table
from core.model.elements import Role
from gui.editor.formats import AGAIN
from gui.editor.paragraphs import Paragraph
from gui.shell import theme

MOST_CELLS = 32
"""Cells of one grid, in whole rows: laying out a cell takes up to 0.1 ms, and a key press may take 16."""

LARGEST = 6000
"""Cells of a table that is shown as one; what is larger is shown paragraph by paragraph."""

PADDING = 0.25
"""Room around the text of a cell, as a share of the height of a character."""

END = "end"
ALIGNMENTS = MappingProxyType(
    {"left": Qt.AlignmentFlag.AlignLeft, "center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}
)


def is_between(element_id: str) -> bool:
    """Whether a block stands for no element: it parts two grids, or ends the text behind a table."""
    return AGAIN in element_id


def with_partings(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs with a line between two grids of one table, and one behind a table that ends the text."""
    found: list[Paragraph] = []
    number, count = 0, len(paragraphs)
    while number < count:
        head = paragraphs[number]
        found.append(head)
        number += 1
        if head.table is None:
            continue
        end = number
        while end < count and paragraphs[end].role is Role.CELL:
            end += 1
        cells = paragraphs[number:end]
        found += _parted(head, head.table, cells) if is_grid(head.table, cells) else cells
        number = end
    if found and found[-1].role is Role.CELL:
        found.append(Paragraph(f"{found[-1].element_id}{AGAIN}{END}", Role.BODY, "", "", 0, 0, ()))
    return tuple(found)


def is_grid(table: Table, cells: Sequence[Paragraph]) -> bool:
    """Whether a table can be shown as one: it is whole, and every cell has its paragraphs where it stands."""
    if len(table.cells) > LARGEST or not table.is_tiled():
        return False
    return [place for place, _ in groupby(cells, _place)] == [CellPlace(each.row, each.column) for each in table.cells]


def _place(paragraph: Paragraph) -> CellPlace | None:
    return paragraph.cell


def _parted(head: Paragraph, table: Table, cells: Sequence[Paragraph]) -> Iterator[Paragraph]:
    firsts = frozenset(table.rows[start].id for start, _ in _rows_of_grids(table)[1:])
    seen: set[str] = set()
    for each in cells:
        row = each.cell.row if each.cell is not None else ""
        if row in firsts and row not in seen:
            seen.add(row)
            yield Paragraph(f"{head.element_id}{AGAIN}{row}", Role.TABLE, "", "", 0, 0, ())
        yield each


def _rows_of_grids(table: Table) -> list[tuple[int, int]]:
    """The rows of each grid, from one up to another; no joined cell is divided."""
    numbers = {row.id: number for number, row in enumerate(table.rows)}
    ends = list(range(1, len(table.rows) + 1))
    for cell in table.cells:
        ends[numbers[cell.row]] = max(ends[numbers[cell.row]], numbers[cell.row] + cell.rows)
    found, start, reach = [], 0, 0
    for number, end in enumerate(ends):
        is_free = reach <= number  # no cell reaches from above into this row
        if is_free and number > start and (number - start) * len(table.columns) >= MOST_CELLS:
            found.append((start, number))
            start = number
        reach = max(reach, end)
    return [*found, (start, len(table.rows))]


class GridWriter:
    """Writes the grids of one table behind its head."""

    def __init__(self, table: Table, em: float) -> None:
        self._table, self._em = table, em
        self._rows = {row.id: number for number, row in enumerate(table.rows)}
        self._columns = {column.id: number for number, column in enumerate(table.columns)}
        self._cells = {CellPlace(cell.row, cell.column): cell for cell in table.cells}

    def make(self, cursor: QTextCursor, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[QTextCursor, Paragraph]]:
        """Make the grid of these paragraphs at the cursor, which stands in the block before it.

        Gives for each paragraph a cursor in its empty block.
        """
        groups = [(self._cells[place], list(own)) for place, own in groupby(paragraphs, _place) if place is not None]
        first = self._rows[groups[0][0].row]
        rows = max(self._rows[cell.row] + cell.rows for cell, _ in groups) - first
        grid = cursor.insertTable(rows, len(self._table.columns), self._format())
        for cell, _ in groups:
            if cell.rows * cell.columns > 1:
                row, column = self._rows[cell.row] - first, self._columns[cell.column]
                grid.mergeCells(row, column, cell.rows, cell.columns)
        for cell, own in groups:
            yield from self._written(grid, cell, first, own)
        cursor.setPosition(grid.lastPosition() + 1)

    def _written(
        self, grid: QTextTable, cell: Cell, first: int, own: Sequence[Paragraph]
    ) -> Iterator[tuple[QTextCursor, Paragraph]]:
        place = grid.cellAt(self._rows[cell.row] - first, self._columns[cell.column])
        if cell.shading:
            form = place.format().toTableCellFormat()
            form.setBackground(theme.colour("hover"))
            place.setFormat(form)
        cursor = place.firstCursorPosition()
        for number, paragraph in enumerate(own):
            if number:
                cursor.insertBlock()
            yield cursor, paragraph

    def _format(self) -> QTextTableFormat:
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setBorderBrush(theme.colour("dashes"))
        form.setCellSpacing(0)
        form.setCellPadding(self._em * PADDING)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        widths = [column.width for column in self._table.columns]
        total = sum(widths) if all(widths) else 0
        shares = [100 * width / total if total else 100 / len(widths) for width in widths]
        form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
        return form

    def align(self, form: QTextBlockFormat, place: CellPlace | None) -> QTextBlockFormat:
        """The format with the alignment of that cell."""
        cell = self._cells.get(place) if place is not None else None
        if cell is not None and cell.align in ALIGNMENTS:
            form.setAlignment(ALIGNMENTS[cell.align])
        return form
