"""The running text in a QTextDocument: one block per element, read back and repaired without disturbing the typist."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import compress, count
from operator import is_not
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from core.workflows.editing import TypedFact, TypedParagraph
from gui.panels.text_looks import AGAIN, ELEMENT, FACT, Looks, Paragraph, ShownFact, fact_of
from gui.panels.text_pieces import Look, is_beside, look_at, pieces_of, splice_of, spliced

CLEAN, DIRTY = 0, 1
"""User states of blocks; one that Qt made while somebody typed has -1 and counts as dirty."""

LINE_BREAK = "\u2028"
WIDE = "\uffff"
"""The last character that Qt counts as one; any above it are two."""

KEEP = QTextCursor.MoveMode.KeepAnchor


class Typed(NamedTuple):
    """What differs from the model: an unbroken run of element ids, and the paragraphs that now stand there."""

    old_ids: tuple[str, ...]
    paragraphs: tuple[TypedParagraph, ...]


class TextScreen:
    """Shows paragraphs in a document.

    The document's text is the elements' content, character for character; ordinals stand in the block formats and are
    painted beside it, so nobody can type into them. A line break inside a paragraph is U+2028 on the screen.
    """

    def __init__(self, document: QTextDocument) -> None:
        self.looks = Looks()
        self._document = document
        self._shown: tuple[Paragraph, ...] = ()
        self._by_id: dict[str, Paragraph] = {}
        self._numbers: dict[str, int] = {}
        self._touched: set[int] = set()
        self._torn = False

    def fill(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show these paragraphs in place of everything, in the looks of now.

        Cleared within the same edit, the text is new to Qt from end to end, and what is out of sight laid out bit by bit.
        """
        self.looks = Looks()
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        self._document.clear()
        cursor.setBlockFormat(self.looks.block(paragraphs[0]) if paragraphs else self.looks.body_block())
        for index, paragraph in enumerate(paragraphs):
            if index:
                cursor.insertBlock(self.looks.block(paragraph), self.looks.text(paragraph))
            self._write(cursor, paragraph)
        cursor.endEditBlock()
        for block in self.blocks():
            block.setUserState(CLEAN)
        self._remember(paragraphs)

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Make the screen equal to these paragraphs, touching only blocks that differ from what they should be."""
        others = self._others(paragraphs)
        if others is not None:
            self._show_in_place(paragraphs, others)
            return
        old = [id_of(block) for block in self.blocks()]
        new = [paragraph.element_id for paragraph in paragraphs]
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
        moved = [(a + head, b + head, c + head, d + head) for _, a, b, c, d in middle.get_opcodes()]
        steps = [(0, head, 0, head), *moved, (len(old) - tail, len(old), len(new) - tail, len(new))]
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for a, b, c, d in reversed(steps):  # from the end, so that the numbers of earlier blocks hold
            shared = min(b - a, d - c)
            for number in reversed(range(a + shared, b)):
                self._remove(number)
            for index, paragraph in enumerate(paragraphs[c + shared : d]):
                self._insert(a + shared + index, paragraph)
            self._update_run(a, paragraphs[c : c + shared])
        cursor.endEditBlock()
        self._remember(paragraphs)

    def typed(self, wiped: Iterable[str] = ()) -> Typed | None:
        """The difference between the screen and what was shown last; None when nothing was touched.

        ``wiped`` are ids of facts that are not shown any more and may come back.
        """
        if not self._shown and self._document.isEmpty():
            return None
        old, middle = self._touched_run() if self._is_whole else self._torn_run()
        return _typed(old, middle, set(wiped)) if old or middle else None

    def mark(self, position: int, added: int) -> None:
        """Somebody changed characters there."""
        block = self._document.findBlock(position)
        last = self._document.findBlock(position + added)
        stop = last.next() if last.isValid() else last
        while block.isValid() and block != stop:
            block.setUserState(DIRTY)
            self._touched.add(block.blockNumber())
            block = block.next()
        self._torn = self._torn or self._document.blockCount() != len(self._shown)

    @property
    def _is_whole(self) -> bool:
        """Whether each block still stands for the paragraph of its number: none was split, joined or taken away."""
        return not self._torn and self._document.blockCount() == len(self._shown)

    def _others(self, paragraphs: Sequence[Paragraph]) -> list[int] | None:
        """The numbers of those that are not what was shown last; None where they stand for other elements."""
        if not self._is_whole or len(paragraphs) != len(self._shown):
            return None
        found = list(compress(count(), map(is_not, paragraphs, self._shown)))
        return found if all(paragraphs[n].element_id == self._shown[n].element_id for n in found) else None

    def _show_in_place(self, paragraphs: Sequence[Paragraph], others: Sequence[int]) -> None:
        """Only what somebody typed in, and what is another paragraph now, can differ."""
        numbers = self._touched.union(others)
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for number in sorted(numbers):
            self._update_run(number, paragraphs[number : number + 1])
        cursor.endEditBlock()
        self._shown, self._touched = tuple(paragraphs), set()
        self._by_id.update({paragraphs[number].element_id: paragraphs[number] for number in others})

    def _touched_run(self) -> tuple[Sequence[Paragraph], list[QTextBlock]]:
        """From the first paragraph that somebody typed in to the last: as shown, and their blocks."""
        if not self._touched:
            return (), []
        first, last = min(self._touched), max(self._touched)
        blocks = [self._document.findBlockByNumber(number) for number in range(first, last + 1)]
        return self._shown[first : last + 1], blocks

    def _torn_run(self) -> tuple[Sequence[Paragraph], list[QTextBlock]]:
        """The same where blocks were split, joined or taken away."""
        blocks = list(self.blocks())
        head = _untouched(blocks, self._shown)
        tail = _untouched(blocks[head:][::-1], self._shown[head:][::-1])
        return self._shown[head : len(self._shown) - tail], blocks[head : len(blocks) - tail]

    def find(self, element_id: str) -> QTextBlock | None:
        """The block of an element."""
        if self._is_whole and element_id in self._numbers:
            return self._document.findBlockByNumber(self._numbers[element_id])
        return next((block for block in self.blocks() if id_of(block) == element_id), None)

    def cursor_at(self, element_id: str, offset: int) -> QTextCursor | None:
        """A cursor in the block of an element, that many code points on."""
        block = self.find(element_id)
        if block is None:
            return None
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(_units(block.text())(offset), block.length() - 1))
        return cursor

    @staticmethod
    def selection(block: QTextBlock, start: int, end: int) -> QTextCursor:
        """A cursor that selects these code points of a block."""
        units, last = _units(block.text()), block.length() - 1
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(units(start), last))
        cursor.setPosition(block.position() + min(units(end), last), KEEP)
        return cursor

    def place_of(self, fact_id: str) -> tuple[int, int] | None:
        """Where a fact stands in the document, in Qt's units, as far as it is known from what was shown."""
        for paragraph in self._shown:
            for fact in paragraph.facts:
                if fact.id == fact_id and (block := self.find(paragraph.element_id)):
                    units = _units(paragraph.content)
                    return block.position() + units(fact.start), block.position() + units(fact.end)
        return None

    def blocks(self) -> Iterator[QTextBlock]:
        """All blocks in order."""
        block = self._document.begin()
        while block.isValid():
            yield block
            block = block.next()

    def _remember(self, paragraphs: Sequence[Paragraph]) -> None:
        self._shown = tuple(paragraphs)
        self._by_id = {paragraph.element_id: paragraph for paragraph in paragraphs}
        self._numbers = {paragraph.element_id: number for number, paragraph in enumerate(paragraphs)}
        self._touched, self._torn = set(), False

    def _update_run(self, number: int, paragraphs: Sequence[Paragraph]) -> None:
        block = self._document.findBlockByNumber(number)
        for paragraph in paragraphs:
            known = self._by_id.get(paragraph.element_id)
            if known is None or block.userState() != CLEAN or id_of(block) != paragraph.element_id:
                self._update(block, paragraph)
            elif known != paragraph:
                self._alter(block, known, paragraph)
            block = block.next()

    def _update(self, block: QTextBlock, paragraph: Paragraph) -> None:
        """Whatever the block shows."""
        self._retype(block, paragraph.content.replace("\n", LINE_BREAK))
        form = self.looks.block(paragraph)
        if block.blockFormat() != form:
            QTextCursor(block).setBlockFormat(form)
        units = _units(paragraph.content)
        wanted = [(units(start), units(end), form) for start, end, form in self._stretches(paragraph)]
        if wanted != looks_of(block):  # or all of it would be laid out anew
            _put_in_looks(block, wanted)
        block.setUserState(CLEAN)

    def _alter(self, block: QTextBlock, known: Paragraph, paragraph: Paragraph) -> None:
        """The block shows ``known``: what has to change is clear without asking Qt for each of its formats."""
        if (known.role, known.ordinal, known.depth) != (paragraph.role, paragraph.ordinal, paragraph.depth):
            self._update(block, paragraph)
            return
        splice, at = splice_of(known.content, paragraph.content), paragraph.heading_length
        is_apart = is_beside(known, paragraph, splice)
        wanted = [] if is_apart else pieces_of(paragraph)
        look = Look(splice[0] < at) if is_apart else look_at(wanted, splice[0])
        if known.content != paragraph.content:
            new = paragraph.content[splice[0] : splice[0] + splice[2]]
            self.selection(block, *splice[:2]).insertText(
                new.replace("\n", LINE_BREAK), _form(self.looks, paragraph, look)
            )
        if not is_apart:
            left, units = spliced(pieces_of(known), splice, look), _units(paragraph.content)
            others = (piece for piece in wanted if piece not in left)
            _put_in_looks(block, [(units(a), units(b), _form(self.looks, paragraph, look)) for a, b, look in others])

    def _retype(self, block: QTextBlock, new: str) -> None:
        """Change as few characters as possible, so that the typist's cursor stays where it is."""
        old = block.text()
        start, end, length = splice_of(old, new)
        if old != new:
            self.selection(block, start, end).insertText(new[start : start + length])

    def _remove(self, number: int) -> None:
        block = self._document.findBlockByNumber(number)
        following, preceding = block.next(), block.previous()
        kept = following if following.isValid() else preceding
        form, state = (kept.blockFormat(), kept.userState()) if kept.isValid() else (self.looks.body_block(), CLEAN)
        start, end = block.position(), block.position() + block.length() - 1
        if following.isValid():
            end += 1
        elif preceding.isValid():
            start -= 1
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, KEEP)
        cursor.removeSelectedText()
        cursor.setBlockFormat(form)
        cursor.block().setUserState(state)

    def _insert(self, number: int, paragraph: Paragraph) -> None:
        """A new block at this number; what stood there moves down."""
        cursor = QTextCursor(self._document)
        there = self._document.findBlockByNumber(number)
        if there.isValid():
            form, state = there.blockFormat(), there.userState()
            cursor.setPosition(there.position())
            cursor.insertBlock(form)
            cursor.block().setUserState(state)
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.setBlockFormat(self.looks.block(paragraph))
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock(self.looks.block(paragraph), self.looks.text(paragraph))
        self._write(cursor, paragraph)
        cursor.block().setUserState(CLEAN)

    def _write(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        content = paragraph.content.replace("\n", LINE_BREAK)
        for start, end, form in self._stretches(paragraph):
            cursor.insertText(content[start:end], form)
        if not content:
            cursor.setBlockCharFormat(self.looks.text(paragraph, bool(paragraph.depth)))

    def _stretches(self, paragraph: Paragraph) -> Iterator[tuple[int, int, QTextCharFormat]]:
        """The paragraph cut where the format changes: heading and body, facts and the text between them."""
        return ((start, end, _form(self.looks, paragraph, look)) for start, end, look in pieces_of(paragraph))


def _form(looks: Looks, paragraph: Paragraph, look: Look) -> QTextCharFormat:
    plain = looks.text(paragraph, look.in_heading)
    return looks.fact(plain, ShownFact(look.fact_id, 0, 0, look.state)) if look.fact_id else plain


def _put_in_looks(block: QTextBlock, stretches: Iterable[tuple[int, int, QTextCharFormat]]) -> None:
    cursor, base = QTextCursor(block), block.position()
    for start, end, form in stretches:
        cursor.setPosition(base + start)
        cursor.setPosition(base + end, KEEP)
        cursor.setCharFormat(form)


def _typed(old: Sequence[Paragraph], blocks: Iterable[QTextBlock], wiped: set[str]) -> Typed:
    facts = {fact.id for paragraph in old for fact in paragraph.facts} | wiped
    ids = tuple(paragraph.element_id for paragraph in old)
    return Typed(ids, tuple(_read(blocks, set(ids), facts)))


def id_of(block: QTextBlock) -> str:
    """The id of the element a block stands for; empty for a new paragraph."""
    return block.blockFormat().property(ELEMENT) or ""


def _read(blocks: Iterable[QTextBlock], ids: set[str], facts: set[str]) -> Iterator[TypedParagraph]:
    """The paragraphs on the screen; of blocks or facts that stand there twice only the first keeps the id."""
    for block in blocks:
        element_id = id_of(block)
        content = block.text().replace(LINE_BREAK, "\n")
        known = element_id if element_id in ids else ""
        ids.discard(element_id)
        yield TypedParagraph(known, content, tuple(_facts(block, content, facts)))


def _facts(block: QTextBlock, content: str, open_ids: set[str]) -> Iterator[TypedFact]:
    points = code_points(content)
    for start, end, name in facts_in(block):
        fact_id = fact_of(name)
        if fact_id in open_ids or AGAIN in name:
            yield TypedFact(fact_id, points(start), points(end))
        open_ids.discard(name)


def facts_in(block: QTextBlock) -> Iterator[tuple[int, int, str]]:
    """The facts of a block by the names that their formats say: start and end, in Qt's units, and the name."""
    held: tuple[int, int, str] | None = None
    for start, end, name in _fragments(block):
        if held is not None and held[2] == name:
            held = held[0], end, name
            continue
        if held is not None:
            yield held
        held = (start, end, name) if name else None
    if held is not None:
        yield held


def _fragments(block: QTextBlock) -> Iterator[tuple[int, int, str]]:
    """Stretches of one format: start and end in the block, in Qt's units, and the fact's id."""
    step = block.begin()
    while not step.atEnd():
        fragment = step.fragment()
        start = fragment.position() - block.position()
        yield start, start + fragment.length(), fragment.charFormat().property(FACT) or ""
        step += 1


def looks_of(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """The stretches of one format as they stand: start and end in the block, in Qt's units, and the format.

    Of fragments, each of which gives a format of its own: those of ``textFormats`` belong to a list that may be gone.
    """
    found = []
    step, base = block.begin(), block.position()
    while not step.atEnd():
        fragment = step.fragment()
        start = fragment.position() - base
        found.append((start, start + fragment.length(), fragment.charFormat()))
        step += 1
    return found


def _untouched(blocks: Sequence[QTextBlock], shown: Sequence[Paragraph]) -> int:
    """How many blocks at the start are as they were shown."""
    for number, (block, paragraph) in enumerate(zip(blocks, shown, strict=False)):
        if block.userState() != CLEAN or id_of(block) != paragraph.element_id:
            return number
    return min(len(blocks), len(shown))


def _common(first: Sequence[object], second: Sequence[object]) -> int:
    """How many items the two have in common at their start."""
    limit = min(len(first), len(second))
    return next((index for index in range(limit) if first[index] != second[index]), limit)


def _units(text: str) -> Callable[[int], int]:
    """From code points to Qt's UTF-16 units."""
    if not text or max(text) <= WIDE:
        return int
    return lambda count: len(text[:count].encode("utf-16-le")) // 2


def code_points(text: str) -> Callable[[int], int]:
    """From Qt's UTF-16 units to code points."""
    if not text or max(text) <= WIDE:
        return int
    wide = text.encode("utf-16-le")
    return lambda count: len(wide[: 2 * count].decode("utf-16-le", "ignore"))
