"""Writing paragraphs into blocks of a document with as few changes as possible, and tables as grids."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, takewhile
from types import MappingProxyType
from typing import NamedTuple

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

from core.model.blocks import Cell, Column, Table
from core.model.elements import Role
from core.model.tables.fit import USUAL_AREA, part_of_area
from gui.editor.blocks import CLEAN, KEEP, LINE_BREAK, formats_of, selection, units_of
from gui.editor.column_widths import OWNER, SPARE, LateColumns, needed_widths, room_in, set_columns, shares_of
from gui.editor.formats import FACT, Formats
from gui.editor.grids import GridShape, GridShapes, cells_behind, is_between, place_of
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

PADDING = 0.25
"""Room around the text of a cell, as a share of the height of a character."""

BORDERS = 4
"""Pixels that Qt adds to the height of a grid for its borders, at any font size: grids that overlap by them share one line."""

ALIGNMENTS = MappingProxyType(
    {"left": Qt.AlignmentFlag.AlignLeft, "center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}
)


class GridWriter:
    """Writes the grids of one table behind its head, in the ``form`` of a grid that is set last."""

    def __init__(self, shape: GridShape) -> None:
        table = shape.table
        self._table, self.form = table, QTextTableFormat()
        self._rows = {row.id: number for number, row in enumerate(table.rows)}
        self._columns = {column.id: number for number, column in enumerate(table.columns)}
        self._cells = shape.cells

    def make(self, cursor: QTextCursor, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[QTextCursor, Paragraph]]:
        """Make the grid of these paragraphs at the cursor, which stands in the block before it.

        Gives for each paragraph a cursor in its empty block.
        """
        groups = [(self._cells[place], list(own)) for place, own in groupby(paragraphs, place_of)]
        first = self._rows[groups[0][0].row]
        rows = max(self._rows[cell.row] + cell.rows for cell, _ in groups) - first
        form = QTextTableFormat(self.form)
        form.setTopMargin(-BORDERS if first else 0)
        grid = cursor.insertTable(rows, len(self._table.columns), form)
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

    def align(self, form: QTextBlockFormat, paragraph: Paragraph) -> QTextBlockFormat:
        """The format with the alignment of the cell of a paragraph."""
        align = self._cells[place_of(paragraph)].align
        if align in ALIGNMENTS:
            form.setAlignment(ALIGNMENTS[align])
        return form


class Widths(NamedTuple):
    """The columns of a table, and the width that each of them needs, in heights of a character."""

    columns: tuple[Column, ...]
    needs: list[float]


TOLERANCE = 0.01
"""Of widths in heights of a character."""

NO_WIDTHS = Widths((), [])


def pixels_of(needs: Iterable[float], em: float) -> list[float]:
    """Widths in heights of a character as pixels, with the room around the text of a cell."""
    return [em * (each + 2 * PADDING) + 2 for each in needs]


def _head_of(paragraphs: Sequence[Paragraph], number: int) -> int:
    """The number of the head of the table in which a cell's paragraph stands; -1 for none."""
    while number >= 0 and (paragraphs[number].role is Role.CELL or is_between(paragraphs[number].element_id)):
        number -= 1
    return number


def _head_before(paragraphs: Sequence[Paragraph], number: int) -> int:
    """The number of the head of the table in which a paragraph outside of cells stands, or which it is; -1 for none."""
    while is_between(paragraphs[number].element_id):
        number -= 1
        while paragraphs[number].role is Role.CELL:
            number -= 1
    return number if paragraphs[number].table is not None else -1


class BlockWriter:
    """Writes in the formats of one font size and colour scheme; ``reload_formats`` takes the current ones. Grids are as wide
    as their tables are in the type ``area``."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.columns, self.shapes = LateColumns(document), GridShapes()
        self.area = USUAL_AREA
        self._widths: dict[str, Widths] = {}
        self._edited: set[str] = set()
        self._begun: tuple[Paragraph, GridWriter | None] | None = None
        self.reload_formats()

    def reload_formats(self) -> None:
        """Write in the current font size and colour scheme from now on."""
        self.formats = Formats()
        self._forms: dict[tuple[object, ...], QTextCharFormat] = {}

    def write_all(self, paragraphs: Sequence[Paragraph], stop: int) -> None:
        """The first ``stop`` of these paragraphs into a document that is empty, the others by ``write_on``."""
        self._widths.clear()
        self._begun = None
        cursor = QTextCursor(self._document)
        cursor.setBlockFormat(self.formats.body_block())
        self._write_run(cursor, paragraphs, range(stop))

    def write_on(self, paragraphs: Sequence[Paragraph], run: range) -> None:
        """The next run of the paragraphs behind those that the document holds."""
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._write_run(cursor, paragraphs, run, False)

    def rewrite(self, blocks: range, paragraphs: Sequence[Paragraph], run: range) -> None:
        """Write a run of the paragraphs in place of these blocks; both begin and end outside of grids.

        Where it needs wider columns than the table in which it begins has, all grids of that table get them.
        """
        self._begun = None
        cursor, find = QTextCursor(self._document), self._document.findBlockByNumber
        last = find(blocks[-1])
        cursor.setPosition(find(blocks[0]).position())
        cursor.setPosition(last.position() + last.length() - 1, KEEP)
        cursor.removeSelectedText()
        for number in run[1:]:
            self._widths.pop(paragraphs[number].element_id, None)
        head = paragraphs[max(_head_before(paragraphs, run.start), 0)]
        own = takewhile(lambda each: each.table in (None, head.table), map(paragraphs.__getitem__, run))
        widened = dict(self._widened(head, own))
        self._write_run(cursor, paragraphs, run)
        self.columns.widen(widened)
        self.columns.crooked |= widened.keys()

    def widen(self, paragraphs: Sequence[Paragraph], numbers: Iterable[int]) -> None:
        """Have the columns widened that do not hold the figures of the cells among these paragraphs."""
        cells = sorted(number for number in numbers if paragraphs[number].role is Role.CELL)
        heads = [number for number, each in enumerate(paragraphs) if each.table is not None] if cells else []
        widened: dict[str, Sequence[float]] = {}
        for head, own in groupby(cells, partial(bisect, heads)):
            if head:
                self._edited.add(paragraphs[heads[head - 1]].element_id)
                widened |= dict(self._widened(paragraphs[heads[head - 1]], map(paragraphs.__getitem__, own), SPARE))
        self.columns.widen(widened)

    def narrow(self, paragraphs: Sequence[Paragraph], here: str) -> None:
        """Have the columns of edited tables narrowed that hold long figures no more, except in the table with the paragraph
        ``here``: a column that follows each sign typed in it is hard to type in."""
        tables = [number for number, each in enumerate(paragraphs) if each.element_id in self._edited]
        at = next((number for number, each in enumerate(paragraphs) if each.element_id == here), -1) if tables else -1
        left = [number for number in tables if number != _head_of(paragraphs, at)]
        for number in left:
            self.columns.widen(dict(self._narrowed(paragraphs[number], cells_behind(paragraphs, number))))
        self._edited.difference_update(paragraphs[number].element_id for number in left)

    def _narrowed(self, head: Paragraph, cells: Sequence[Paragraph]) -> Iterator[tuple[str, Sequence[float]]]:
        """The pixels that the columns need, if one of them needs less by more than what it got to spare."""
        known = self._widths.get(head.element_id, NO_WIDTHS)
        if head.table is None or known.columns != head.table.columns:
            return
        pairs = zip(needed_widths(self.shapes.of(head.table), cells), known.needs, strict=True)
        needs = [need if need + SPARE + TOLERANCE < had else had for need, had in pairs]
        if needs != known.needs:
            self._widths[head.element_id] = Widths(known.columns, needs)
            yield head.element_id, pixels_of(needs, self.formats.em)

    def _widened(
        self, head: Paragraph, own: Iterable[Paragraph], spare: float = 0
    ) -> Iterator[tuple[str, Sequence[float]]]:
        """The pixels that the columns of the table with this head need, if its ``own`` paragraphs need more than they have.

        A column that needs more gets so much to ``spare``, in heights of a character.
        """
        known = self._widths.get(head.element_id, NO_WIDTHS)
        if head.table is None or known.columns != head.table.columns:
            return
        pairs = zip(needed_widths(self.shapes.of(head.table), own), known.needs, strict=True)
        needs = [need + spare if need > had else had for need, had in pairs]
        if needs != known.needs:
            self._widths[head.element_id] = Widths(known.columns, needs)
            yield head.element_id, pixels_of(needs, self.formats.em)

    def _write_run(
        self, cursor: QTextCursor, paragraphs: Sequence[Paragraph], run: range, is_empty: bool = True
    ) -> None:
        """Write into the empty block at the cursor and behind it, or behind a block that is not empty."""
        number, head = run.start, _head_before(paragraphs, run.start - (not is_empty)) if run else -1
        grids = self._grids(paragraphs, head) if head >= 0 else None
        while number < run.stop:
            paragraph = paragraphs[number]
            if paragraph.table is not None and number != head:
                grids = self._grids(paragraphs, number)
            if grids is not None and paragraph.role is Role.CELL:
                number = self._write_grid(cursor, grids, paragraphs, number)
                is_empty = True
                continue
            self._write_next(cursor, paragraph, is_empty)
            is_empty, number = False, number + 1

    def _grids(self, paragraphs: Sequence[Paragraph], number: int) -> GridWriter | None:
        """The writer of the table whose head has this number, the last one again; None where it is not shown as a table."""
        head = paragraphs[number]
        if self._begun is None or self._begun[0] is not head:
            self._begun = head, self._new_grids(head, cells_behind(paragraphs, number))
        grids = self._begun[1]
        if grids is not None and head.table is not None:
            grids.form = self._format_of(head, head.table, self._widths[head.element_id].needs)
        return grids

    def _new_grids(self, head: Paragraph, cells: Sequence[Paragraph]) -> GridWriter | None:
        shape = self.shapes.of(head.table) if head.table is not None else None
        if head.table is None or shape is None or not shape.is_grid(cells):
            return None
        if self._widths.get(head.element_id, NO_WIDTHS).columns != head.table.columns:
            self._widths[head.element_id] = Widths(head.table.columns, needed_widths(shape, cells))
            self.columns.forget(head.element_id)
        return GridWriter(shape)

    def _format_of(self, head: Paragraph, table: Table, needs: Sequence[float]) -> QTextTableFormat:
        """The format of each grid of a table whose columns need these widths."""
        em, form = self.formats.em, QTextTableFormat()
        form.setBorder(1)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setBorderBrush(theme.colour("dashes"))
        form.setCellSpacing(0)
        form.setCellPadding(em * PADDING)
        form.setProperty(OWNER, head.element_id)
        part = part_of_area(table, head.is_landscape, self.area)
        set_columns(form, shares_of(table), pixels_of(needs, em), room_in(self._document), part)
        form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return form

    def _write_grid(self, cursor: QTextCursor, grids: GridWriter, paragraphs: Sequence[Paragraph], number: int) -> int:
        """Write the grid that begins with this paragraph; the number of the first one behind it."""
        end = next((n for n in range(number, len(paragraphs)) if paragraphs[n].role is not Role.CELL), len(paragraphs))
        for place, paragraph in grids.make(cursor, paragraphs[number:end]):
            place.setBlockFormat(grids.align(self.formats.block(paragraph), paragraph))
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
