"""Writing paragraphs into blocks of a document with as few changes as possible, and tables as grids.

Qt lays a grid out whole at each key, so a long table is made of several grids, one below the other, with a line of no
height between them. Block by block the document stays what the draft is: one block for each paragraph.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
    QTextTableFormat,
)

from core.model.blocks import Cell, CellPlace, Table
from core.model.elements import Role
from core.model.tables.fit import USUAL_AREA, part_of_area
from gui.editor.blocks import CLEAN, KEEP, LINE_BREAK, formats_of, selection, units_of
from gui.editor.column_widths import needed_widths, room_in, set_columns, shares_of
from gui.editor.formats import AGAIN, FACT, Formats
from gui.editor.paragraphs import (
    Paragraph,
    PieceLook,
    ShownFact,
    is_beside,
    look_at,
    pieces_of,
    splice_of,
    spliced,
)
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
    """Whether a block is a separator without an element: between two grids, or after a table at the end of the text."""
    return AGAIN in element_id


def with_partings(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs with a line between two grids of one table, and one behind a table that ends the text.

    One, too, before a paragraph without characters, such as a figure: Qt gives the first one behind a table no height.
    """
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
        found += _parting_behind(cells, paragraphs[end] if end < count else None)
        number = end
    return tuple(found)


def _parting_behind(cells: Sequence[Paragraph], following: Paragraph | None) -> Iterator[Paragraph]:
    """The separator between the last cell and the next paragraph, if one is needed."""
    if not cells:
        return
    name = f"{cells[-1].element_id}{AGAIN}{END}"
    if following is None:
        yield Paragraph(name, Role.BODY, "", "", 0, 0, ())
    elif not following.content and following.table is None:
        yield Paragraph(name, Role.TABLE, "", "", 0, 0, ())


def is_grid(table: Table, cells: Sequence[Paragraph]) -> bool:
    """Whether a table can be shown as one: it is whole, and every cell has its paragraphs where it stands."""
    if is_too_large(table) or not table.is_tiled():
        return False
    return [place for place, _ in groupby(cells, _place)] == [CellPlace(each.row, each.column) for each in table.cells]


def is_too_large(table: Table) -> bool:
    """Whether a table is shown paragraph by paragraph for its size."""
    return len(table.cells) > LARGEST


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
    """Writes the grids of one table behind its head; ``cells`` are all of its paragraphs, ``room`` the pixels of the text,
    of which the table takes a ``part``."""

    def __init__(self, table: Table, cells: Sequence[Paragraph], em: float, room: float, part: float) -> None:
        self._table, self._em, self._room, self._part = table, em, room, part
        self._needs = [em * (each + 2 * PADDING) + 2 for each in needed_widths(table, cells)]
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
        set_columns(form, shares_of(self._table), self._needs, self._room, self._part)
        form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return form

    def align(self, form: QTextBlockFormat, place: CellPlace | None) -> QTextBlockFormat:
        """The format with the alignment of that cell."""
        cell = self._cells.get(place) if place is not None else None
        if cell is not None and cell.align in ALIGNMENTS:
            form.setAlignment(ALIGNMENTS[cell.align])
        return form


class BlockWriter:
    """Writes in the formats of one font size and colour scheme; ``reload_formats`` takes the current ones. Grids are as wide
    as their tables are in the type ``area``."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.area = USUAL_AREA
        self.reload_formats()

    def reload_formats(self) -> None:
        """Write in the current font size and colour scheme from now on."""
        self.formats = Formats()
        self._forms: dict[tuple[object, ...], QTextCharFormat] = {}

    def write_all(self, paragraphs: Sequence[Paragraph]) -> None:
        """These paragraphs into a document that is empty."""
        cursor = QTextCursor(self._document)
        cursor.setBlockFormat(self.formats.body_block())
        is_empty, number, grids = True, 0, None
        while number < len(paragraphs):
            paragraph = paragraphs[number]
            if paragraph.table is not None:
                part = part_of_area(paragraph.table, paragraph.is_landscape, self.area)
                grids = self._grids(paragraph.table, paragraphs, number, part)
            if grids is not None and paragraph.role is Role.CELL:
                number = self._write_grid(cursor, grids, paragraphs, number)
                is_empty = True
                continue
            self._write_next(cursor, paragraph, is_empty)
            is_empty, number = False, number + 1

    def _grids(self, table: Table, paragraphs: Sequence[Paragraph], head: int, part: float) -> GridWriter | None:
        """The writer of the table whose head has this number; None where it is not shown as a table."""
        behind = takewhile(
            lambda each: each.role in (Role.CELL, Role.TABLE) and each.table is None, paragraphs[head + 1 :]
        )
        cells = [each for each in behind if each.role is Role.CELL]
        if not is_grid(table, cells):
            return None
        return GridWriter(table, cells, self.formats.em, room_in(self._document), part)

    def _write_grid(self, cursor: QTextCursor, grids: GridWriter, paragraphs: Sequence[Paragraph], number: int) -> int:
        """Write the grid that begins with this paragraph; the number of the first one behind it."""
        end = next((n for n in range(number, len(paragraphs)) if paragraphs[n].role is not Role.CELL), len(paragraphs))
        for place, paragraph in grids.make(cursor, paragraphs[number:end]):
            place.setBlockFormat(grids.align(self.formats.block(paragraph), paragraph.cell))
            self.write(place, paragraph)
        return end

    def _write_next(self, cursor: QTextCursor, paragraph: Paragraph, is_empty: bool) -> None:
        """A paragraph in the empty block at the cursor, or in a new one behind it."""
        if is_empty:
            cursor.setBlockFormat(self.formats.block(paragraph))
            cursor.setBlockCharFormat(self.formats.text(paragraph))
        else:
            cursor.insertBlock(self.formats.block(paragraph), self.formats.text(paragraph))
        self.write(cursor, paragraph)

    def update(self, block: QTextBlock, paragraph: Paragraph) -> None:
        """Make a block show this, whatever it shows now."""
        self._retype(block, paragraph.content.replace("\n", LINE_BREAK))
        form = self.formats.block(paragraph)
        if paragraph.role is Role.CELL:
            form.setAlignment(block.blockFormat().alignment())
        if block.blockFormat() != form:
            QTextCursor(block).setBlockFormat(form)
        units = units_of(paragraph.content)
        wanted = [(units(start), units(end), form) for start, end, form in self._stretches(paragraph)]
        if wanted != formats_of(block):  # otherwise all of it would be laid out again
            _set_formats(block, wanted)
        block.setUserState(CLEAN)

    def alter(self, block: QTextBlock, known: Paragraph, paragraph: Paragraph) -> None:
        """The same for a block known to show ``known``, so that Qt's formats need not be queried."""
        if _shape(known) != _shape(paragraph):
            self.update(block, paragraph)
            return
        splice, at = splice_of(known.content, paragraph.content), paragraph.heading_length
        is_apart = is_beside(known, paragraph, splice)
        wanted = [] if is_apart else pieces_of(paragraph)
        look = PieceLook(splice[0] < at) if is_apart else look_at(wanted, splice[0])
        if known.content != paragraph.content:
            new = paragraph.content[splice[0] : splice[0] + splice[2]]
            selection(block, *splice[:2]).insertText(new.replace("\n", LINE_BREAK), self._form(paragraph, look))
        if not is_apart:
            left, units = spliced(pieces_of(known), splice, look), units_of(paragraph.content)
            others = (piece for piece in wanted if piece not in left)
            _set_formats(block, [(units(a), units(b), self._form(paragraph, look)) for a, b, look in others])

    def _retype(self, block: QTextBlock, new: str) -> None:
        """Change as few characters as possible, so that the cursor stays where it is."""
        old = block.text()
        if old != new:
            start, end, length = splice_of(old, new)
            selection(block, start, end).insertText(new[start : start + length])

    def remove(self, first: int, last: int) -> None:
        """Remove the blocks from one number up to another, exclusive; one always remains."""
        start, end = self._document.findBlockByNumber(first), self._document.findBlockByNumber(last - 1)
        following, preceding = end.next(), start.previous()
        kept = following if following.isValid() else preceding
        form, state = (kept.blockFormat(), kept.userState()) if kept.isValid() else (self.formats.body_block(), CLEAN)
        cursor = QTextCursor(self._document)
        cursor.setPosition(start.position() - (preceding.isValid() and not following.isValid()))
        cursor.setPosition(end.position() + end.length() - 1 + following.isValid(), KEEP)
        cursor.removeSelectedText()
        cursor.setBlockFormat(form)
        cursor.block().setUserState(state)

    def insert(self, number: int, paragraph: Paragraph) -> None:
        """A new block at this number; the following ones move down."""
        cursor = QTextCursor(self._document)
        there = self._document.findBlockByNumber(number)
        if there.isValid():
            form, state = there.blockFormat(), there.userState()
            cursor.setPosition(there.position())
            cursor.insertBlock(form)
            cursor.block().setUserState(state)
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.setBlockFormat(self.formats.block(paragraph))
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock(self.formats.block(paragraph), self.formats.text(paragraph))
        self.write(cursor, paragraph)
        cursor.block().setUserState(CLEAN)

    def write(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        """Write the paragraph at the cursor, whose block is empty."""
        content = paragraph.content.replace("\n", LINE_BREAK)
        for start, end, form in self._stretches(paragraph):
            cursor.insertText(content[start:end], form)
        if not content and paragraph.role is not Role.CELL:  # there Qt keeps what it knows of the cell
            cursor.setBlockCharFormat(self.formats.text(paragraph, bool(paragraph.depth)))

    def _stretches(self, paragraph: Paragraph) -> Iterator[tuple[int, int, QTextCharFormat]]:
        """The paragraph split where the format changes: heading and body, facts and the text between them."""
        return ((start, end, self._form(paragraph, look)) for start, end, look in pieces_of(paragraph))

    def _form(self, paragraph: Paragraph, look: PieceLook) -> QTextCharFormat:
        """The format of a piece; a fact's has its id."""
        kind = paragraph.role, paragraph.depth == 1, look.in_heading, look.state if look.fact_id else None, look.looks
        if kind not in self._forms:
            plain = self.formats.text(paragraph, look.in_heading)
            plain = self.formats.emphasised(plain, look.looks) if look.looks else plain
            fact = ShownFact(look.fact_id, 0, 0, look.state)
            self._forms[kind] = self.formats.fact(plain, fact) if look.fact_id else plain
        if not look.fact_id:
            return self._forms[kind]
        form = QTextCharFormat(self._forms[kind])
        form.setProperty(FACT, look.fact_id)
        return form


def _shape(paragraph: Paragraph) -> tuple[object, ...]:
    """What a block's format is made of."""
    return paragraph.role, paragraph.ordinal, paragraph.depth, paragraph.objects, paragraph.align


def _set_formats(block: QTextBlock, stretches: Iterable[tuple[int, int, QTextCharFormat]]) -> None:
    cursor, base = QTextCursor(block), block.position()
    for start, end, form in stretches:
        cursor.setPosition(base + start)
        cursor.setPosition(base + end, KEEP)
        cursor.setCharFormat(form)
