"""Writing paragraphs into blocks of a document with as few changes as possible."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from core.model.blocks import Table
from core.model.elements import Role
from gui.editor.blocks import CLEAN, KEEP, LINE_BREAK, formats_of, selection, units_of
from gui.editor.formats import FACT, Formats
from gui.editor.grids import GridWriter, is_grid
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


class BlockWriter:
    """Writes in the formats of one font size and colour scheme; ``reload_formats`` takes the current ones."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
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
                grids = self._grids(paragraph.table, paragraphs, number)
            if grids is not None and paragraph.role is Role.CELL:
                number = self._write_grid(cursor, grids, paragraphs, number)
                is_empty = True
                continue
            self._write_next(cursor, paragraph, is_empty)
            is_empty, number = False, number + 1

    def _grids(self, table: Table, paragraphs: Sequence[Paragraph], head: int) -> GridWriter | None:
        """The writer of the table whose head has this number; None where it is not shown as a table."""
        behind = takewhile(
            lambda each: each.role in (Role.CELL, Role.TABLE) and each.table is None, paragraphs[head + 1 :]
        )
        cells = [each for each in behind if each.role is Role.CELL]
        return GridWriter(table, self.formats.em) if is_grid(table, cells) else None

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
        shape = known.role, known.ordinal, known.depth, known.objects
        if shape != (paragraph.role, paragraph.ordinal, paragraph.depth, paragraph.objects):
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


def _set_formats(block: QTextBlock, stretches: Iterable[tuple[int, int, QTextCharFormat]]) -> None:
    cursor, base = QTextCursor(block), block.position()
    for start, end, form in stretches:
        cursor.setPosition(base + start)
        cursor.setPosition(base + end, KEEP)
        cursor.setCharFormat(form)
