"""Writing paragraphs into blocks of a document, touching as little of what stands there as can be."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from gui.editor.blocks import CLEAN, KEEP, LINE_BREAK, formats_of, selection, units_of
from gui.editor.formats import FACT, Formats
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
        cursor.setBlockFormat(self.formats.block(paragraphs[0]) if paragraphs else self.formats.body_block())
        for index, paragraph in enumerate(paragraphs):
            if index:
                cursor.insertBlock(self.formats.block(paragraph), self.formats.text(paragraph))
            self.write(cursor, paragraph)

    def update(self, block: QTextBlock, paragraph: Paragraph) -> None:
        """Have a block show this, whatever it shows now."""
        self._retype(block, paragraph.content.replace("\n", LINE_BREAK))
        form = self.formats.block(paragraph)
        if block.blockFormat() != form:
            QTextCursor(block).setBlockFormat(form)
        units = units_of(paragraph.content)
        wanted = [(units(start), units(end), form) for start, end, form in self._stretches(paragraph)]
        if wanted != formats_of(block):  # or all of it would be laid out anew
            _set_formats(block, wanted)
        block.setUserState(CLEAN)

    def alter(self, block: QTextBlock, known: Paragraph, paragraph: Paragraph) -> None:
        """The same for a block that shows ``known``: what has to change is clear without asking Qt for its formats."""
        if (known.role, known.ordinal, known.depth) != (paragraph.role, paragraph.ordinal, paragraph.depth):
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
        """Take out the blocks from one number up to another, the last not among them; one is always left."""
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
        """A new block at this number; what stood there moves down."""
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
        """The paragraph at the cursor, whose block is empty."""
        content = paragraph.content.replace("\n", LINE_BREAK)
        for start, end, form in self._stretches(paragraph):
            cursor.insertText(content[start:end], form)
        if not content:
            cursor.setBlockCharFormat(self.formats.text(paragraph, bool(paragraph.depth)))

    def _stretches(self, paragraph: Paragraph) -> Iterator[tuple[int, int, QTextCharFormat]]:
        """The paragraph cut where the format changes: heading and body, facts and the text between them."""
        return ((start, end, self._form(paragraph, look)) for start, end, look in pieces_of(paragraph))

    def _form(self, paragraph: Paragraph, look: PieceLook) -> QTextCharFormat:
        """The format of a piece; that of a fact is another one's with its own name."""
        kind = paragraph.role, paragraph.depth == 1, look.in_heading, look.state if look.fact_id else None
        if kind not in self._forms:
            plain = self.formats.text(paragraph, look.in_heading)
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
