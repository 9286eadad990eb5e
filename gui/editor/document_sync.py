"""The running text in a QTextDocument: one block per element, read back and repaired without moving the cursor."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, nullcontext
from difflib import SequenceMatcher
from itertools import compress, count, filterfalse, islice, takewhile, zip_longest
from operator import attrgetter, is_not, or_
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from core.model.blocks import KeptObject, Table
from core.model.elements import Role
from core.model.tables.fit import USUAL_AREA, TypeArea
from core.workflows.drafting.editing import TypedFact, TypedParagraph
from gui.editor.blocks import (
    CLEAN,
    DIRTY,
    LINE_BREAK,
    blocks_of,
    cell_place,
    code_points,
    emphasis_of,
    facts_in,
    id_of,
    one_edit,
    role_of,
    units_of,
)
from gui.editor.formats import AGAIN, BLOCK_ROLES, Formats, fact_of
from gui.editor.grids import GridChange, GridPart, changed_grids, is_between, is_too_large, parts_of
from gui.editor.painting.width import finish_layout
from gui.editor.paragraphs import Paragraph, Shown
from gui.editor.staging import Rest, bare
from gui.editor.writing import BlockWriter

AT_ONCE = 60
"""Blocks rewritten at once; further ones are deferred while out of view, so that the window does not freeze."""

STEP = 30
"""Blocks that are written in one step while nobody types: a key that comes meanwhile waits for the end of the step."""

REACH = 120
"""Largest distance between the first and the last block written at once: Qt lays out everything between them, too."""

APART = 10
"""Number of changed runs of blocks up to which each run is edited, and laid out, by itself."""

GRID_ROLES = frozenset((Role.TABLE.value, Role.CELL.value))

_ID = attrgetter("element_id")


class Typed(NamedTuple):
    """The difference from the model: a run of element ids, and the paragraphs that replace them."""

    old_ids: tuple[str, ...]
    paragraphs: tuple[TypedParagraph, ...]


class DocumentSync:
    """Shows paragraphs in a document.

    The document's text is the elements' content, character for character; ordinals are in the block formats and are
    painted beside it, so they cannot be edited. A line break inside a paragraph is U+2028 on the screen.

    Where very many paragraphs change at once, their blocks are deferred: they keep what they showed, or their text
    without facts, until ``flush_deferred`` writes them. Call it before a block is shown, read or edited.

    Of a long text only the beginning may be written: while there is a ``rest``, ``shown`` and the document are those first
    paragraphs. Whatever asks for a paragraph that is not among them, or for all blocks, writes all of it.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._writer = BlockWriter(document)
        self.shapes, self.columns = self._writer.shapes, self._writer.columns
        """The columns that became wider, and are not shown so everywhere yet."""
        self.narrow = self._writer.narrow
        self.shown: tuple[Paragraph, ...] = ()
        """The paragraphs that the document shows."""
        self._by_id: dict[str, Paragraph] = {}
        self._deferred: dict[str, Paragraph] = {}
        self._numbers: dict[str, int] = {}
        self._touched: set[int] = set()
        self._restructured = False
        self._parts: Sequence[GridPart] = ()
        self.rest = Rest(document, self._writer, self._add, lambda: self._is_whole)
        self.is_writing = False
        self.writing: Callable[[Sequence[QTextBlock]], AbstractContextManager[None]] = lambda _blocks: nullcontext()
        """Around writing some blocks; says what has to be painted again."""
        self.writing_from: Callable[[QTextBlock], AbstractContextManager[None]] = lambda _block: nullcontext()
        """The same where all may move from a block on."""
        self.has_blocks = False
        """Whether tables or figures are shown."""

    def objects_of(self, element_id: str) -> Sequence[KeptObject]:
        """The pictures and other objects that the block of an element shows."""
        paragraph = self._by_id.get(element_id)
        return paragraph.objects if paragraph is not None else ()

    def open_fact(self, element_id: str) -> Shown | None:
        """The open fact without characters that a cell holds, alone or before its unit; None where there is none."""
        paragraph = self._by_id.get(element_id)
        held = paragraph.facts if paragraph is not None else ()
        return next((fact for fact in held if fact.start == fact.end and fact.state.is_open), None)

    @property
    def formats(self) -> Formats:
        """The formats in use."""
        return self._writer.formats

    @property
    def has_deferred(self) -> bool:
        """Whether some blocks do not show their present paragraph yet."""
        return bool(self._deferred)

    def fill(self, paragraphs: Sequence[Paragraph], area: TypeArea = USUAL_AREA, lines: int = 0) -> None:
        """Replace everything by these paragraphs, in the current formats; tables as wide as they are in the type area.

        With a number of ``lines`` only the first ones of a text that is not short are written, about so many.
        The text is cleared within the same edit, so that Qt treats it as new and lays out the invisible part later.
        """
        self._writer.reload_formats()
        self._writer.area = area
        written = paragraphs[: self.rest.begin(paragraphs, lines)]
        first = list(map(bare, written)) if len(written) > AT_ONCE and not self.rest else written
        with one_edit(self._document):
            self._document.clear()
            self._writer.write_all([*first, *paragraphs[len(first) :]], len(first))
        for block in blocks_of(self._document):
            block.setUserState(CLEAN)
        self._remember(())
        self._by_id, self._deferred = {}, {}
        self._add(written, first)

    def _add(self, paragraphs: Sequence[Paragraph], first: Sequence[Paragraph]) -> None:
        """Record paragraphs written behind all others, as ``first`` for now."""
        at = len(self.shown)
        self.shown, self._parts = (*self.shown, *paragraphs), ()
        self._numbers |= {each.element_id: number for number, each in enumerate(paragraphs, at)}
        self._by_id |= {each.element_id: each for each in first}
        self._deferred |= _late(paragraphs, first)
        self.has_blocks = self.has_blocks or not BLOCK_ROLES.isdisjoint(each.role for each in paragraphs)

    def grid_change(self, paragraphs: Sequence[Paragraph]) -> GridChange | None:
        """What has to be written anew because grids are added, removed or changed; None where ``show`` is enough.

        All of it while paragraphs were split, joined or removed at a grid.
        """
        others = self._others(paragraphs)
        if others is not None and not any(_is_other_grid(self.shown[n], paragraphs[n]) for n in others):
            return None
        if self._is_whole and not self._touched:
            self._parts = self._parts or parts_of(self.shown, self.shapes)
            return changed_grids(self._parts, parts_of(paragraphs, self.shapes))
        return GridChange(range(len(self.shown)), range(len(paragraphs))) if self._is_any_torn(paragraphs) else None

    def rewrite(self, change: GridChange, paragraphs: Sequence[Paragraph]) -> bool:
        """Make the screen equal to these paragraphs, writing anew what has to be; False where ``fill`` costs no more."""
        if change.is_large(len(self.shown)):
            return False
        own = paragraphs[change.new.start : change.new.stop]
        first = list(map(bare, own)) if len(own) > AT_ONCE else own
        finish_layout(self._document)
        with self.writing_from(self._document.findBlockByNumber(change.old.start)), one_edit(self._document):
            written = [*paragraphs[: change.new.start], *first, *paragraphs[change.new.stop :]]
            self._writer.rewrite(change.old, written, change.new)
        block = self._document.findBlockByNumber(change.new.start)
        for _ in change.new:
            block.setUserState(CLEAN)
            block = block.next()
        for each in self.shown[change.old.start : change.old.stop]:
            self._by_id.pop(each.element_id, None)
            self._deferred.pop(each.element_id, None)
        self._by_id |= {each.element_id: each for each in first}
        self._deferred |= _late(own, first)
        self._remember((*self.shown[: change.old.start], *own, *self.shown[change.old.stop :]))
        self._parts = change.parts
        self.show(paragraphs)
        return True

    def _is_any_torn(self, paragraphs: Sequence[Paragraph]) -> bool:
        """Whether a grid is added, removed or changed while paragraphs were split, joined or taken away."""
        loose = _loose(self.shown), _loose(paragraphs)
        blocks = list(blocks_of(self._document))
        steps = _stretches([id_of(block) for block in blocks], list(map(_ID, paragraphs)))
        return any(_is_torn(blocks[a:b], paragraphs[c:d], loose, self._by_id) for a, b, c, d in steps)

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Make the screen equal to these paragraphs, changing only blocks that differ."""
        others = self._others(paragraphs)
        if others is None:
            self._reshape(paragraphs)
        else:
            touched = [(self._document.findBlockByNumber(number), number) for number in sorted(self._touched)]
            with self.writing([block for block, _ in touched]), one_edit(self._document):
                for block, number in touched:
                    self._write(block, paragraphs[number])
            for number in set(others).difference(self._touched):
                self._defer(paragraphs[number])
            self._writer.widen(paragraphs, others)
        self._remember(paragraphs, others is not None)
        self._flush_few()

    def _flush_few(self) -> None:
        """Write the deferred blocks if they are few and near one another."""
        numbers = [self._numbers[name] for name in self._deferred]
        if numbers and len(numbers) <= AT_ONCE and max(numbers) - min(numbers) <= REACH:
            self.flush_deferred([self._document.findBlockByNumber(number) for number in numbers])

    def flush_deferred(self, blocks: Iterable[QTextBlock]) -> None:
        """Write these blocks if they are deferred; other deferred blocks stay as they are."""
        found = {id_of(block): block for block in blocks} if self._deferred else {}
        due = [
            (block, self._by_id[name], self._deferred[name]) for name, block in found.items() if name in self._deferred
        ]
        if due:
            was_writing, self.is_writing = self.is_writing, True
            try:
                with self.writing([block for block, _, _ in due]), one_edit(self._document):
                    self._write_deferred(due)
            finally:
                self.is_writing = was_writing

    def deferred_blocks(self) -> Iterator[QTextBlock]:
        """The first deferred blocks, as many as are written in one step; none while paragraphs were split, joined or
        removed."""
        if not self._deferred or not self._is_whole:
            return
        names = list(islice(self._deferred, STEP))
        first = self._numbers[names[0]]
        for name in takewhile(lambda name: abs(self._numbers[name] - first) < REACH, names):
            yield self._document.findBlockByNumber(self._numbers[name])

    def typed(self, wiped: Iterable[str] = ()) -> Typed | None:
        """The difference between the screen and the last state shown; None when nothing was edited.

        ``wiped`` are ids of facts that are not shown any more and may return.
        """
        if not self.shown and self._document.isEmpty():
            return None
        old, middle = (
            _touched_run(self._document, self.shown, self._touched) if self._is_whole else self._restructured_run()
        )
        self.flush_deferred(middle)
        if not old and not middle:
            return None
        facts = {fact.id for paragraph in old for fact in paragraph.facts}.union(wiped)
        ids = tuple(filterfalse(is_between, map(_ID, old)))
        return Typed(ids, tuple(_read(middle, set(ids), facts)))

    def mark(self, block: QTextBlock, last: QTextBlock) -> None:
        """Characters were typed or deleted in these paragraphs, from the first to the last."""
        while block.isValid():
            block.setUserState(DIRTY)
            self._touched.add(block.blockNumber())
            if block is last or block == last:
                break
            block = block.next()
        self._restructured = self._restructured or self._document.blockCount() != len(self.shown)

    @property
    def _is_whole(self) -> bool:
        """Whether each block still belongs to the paragraph of its number: none was split, joined or removed."""
        return not self._restructured and self._document.blockCount() == len(self.shown)

    def _others(self, paragraphs: Sequence[Paragraph]) -> list[int] | None:
        """The numbers of those that differ from the last state shown; None if they belong to other elements."""
        if not self._is_whole or len(paragraphs) != len(self.shown):
            return None
        found = list(compress(count(), map(is_not, paragraphs, self.shown)))
        return found if all(paragraphs[n].element_id == self.shown[n].element_id for n in found) else None

    def _restructured_run(self) -> tuple[Sequence[Paragraph], list[QTextBlock]]:
        """The same where blocks were split, joined or taken away."""
        blocks = list(blocks_of(self._document))
        head = _untouched(blocks, self.shown)
        tail = _untouched(blocks[head:][::-1], self.shown[head:][::-1])
        return self.shown[head : len(self.shown) - tail], blocks[head : len(blocks) - tail]

    def find(self, element_id: str) -> QTextBlock | None:
        """The block of an element."""
        if element_id not in self._numbers and element_id:
            self.rest.complete()
        if self._is_whole and element_id:
            number = self._numbers.get(element_id, -1)
            return self._document.findBlockByNumber(number) if number >= 0 else None
        return next((block for block in blocks_of(self._document) if id_of(block) == element_id), None)

    def cursor_at(self, element_id: str, offset: int) -> QTextCursor | None:
        """A cursor in the block of an element at an offset in code points."""
        block = self.find(element_id)
        if block is None:
            return None
        self.flush_deferred((block,))
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(units_of(block.text())(offset), block.length() - 1))
        return cursor

    def place_of(self, fact_id: str) -> tuple[int, int] | None:
        """The position of a fact in the document, in Qt's units, as known from the last state shown."""
        for paragraph in self.rest.all or self.shown:
            for fact in paragraph.facts:
                if fact.id == fact_id and (block := self.find(paragraph.element_id)):
                    self.flush_deferred((block,))
                    units = units_of(paragraph.content)
                    return block.position() + units(fact.start), block.position() + units(fact.end)
        return None

    def blocks(self) -> Iterator[QTextBlock]:
        """All blocks in order."""
        self.rest.complete()
        return blocks_of(self._document)

    # Writing

    def _reshape(self, paragraphs: Sequence[Paragraph]) -> None:
        """Create or remove blocks so that there is one for every paragraph, in order."""
        shown = self.shown if self._is_whole else ()
        old = list(map(_ID, shown)) or [id_of(block) for block in blocks_of(self._document)]
        steps = _stretches(old, list(map(_ID, paragraphs)))
        with one_edit(self._document) if len(steps) > APART else nullcontext():
            for a, b, c, d in reversed(steps):  # from the end, so that the numbers of earlier blocks stay valid
                with one_edit(self._document):
                    self._change_run(a, b, paragraphs[c:d], shown[a:b])
        left = frozenset(map(_ID, paragraphs))
        self._by_id = {name: each for name, each in self._by_id.items() if name in left}
        self._deferred = {name: each for name, each in self._deferred.items() if name in left}

    def _change_run(
        self, start: int, end: int, paragraphs: Sequence[Paragraph], shown: Sequence[Paragraph] = ()
    ) -> None:
        """Show these paragraphs in place of the blocks from one number up to another, of which ``shown`` are known."""
        shared = min(end - start, len(paragraphs))
        if start + shared < end:
            self._writer.remove(start + shared, end)
        for index, paragraph in enumerate(paragraphs[shared:]):
            self._insert(start + shared + index, paragraph, len(paragraphs))
        for number, (paragraph, was) in enumerate(zip_longest(paragraphs[:shared], shown[:shared]), start):
            if paragraph is not was or number in self._touched:
                self._write(self._document.findBlockByNumber(number), paragraph)

    def _insert(self, number: int, paragraph: Paragraph, among: int) -> None:
        """A new block; the facts of one among very many are deferred."""
        first = bare(paragraph) if among > AT_ONCE else paragraph
        self._writer.insert(number, first)
        self._deferred.pop(paragraph.element_id, None)
        self._by_id[paragraph.element_id] = first
        if first is not paragraph:
            self._deferred[paragraph.element_id] = paragraph

    def _write(self, block: QTextBlock, paragraph: Paragraph) -> None:
        """Make a block show a paragraph. One that is new, or was typed in, is never deferred."""
        name = paragraph.element_id
        if name not in self._by_id or block.userState() != CLEAN or id_of(block) != name:
            self._writer.update(block, paragraph)
            self._by_id[name] = paragraph
            self._deferred.pop(name, None)
        else:
            self._defer(paragraph)

    def _defer(self, paragraph: Paragraph) -> None:
        """The block of this element, which was not edited, shows this paragraph later, unless it does already."""
        name = paragraph.element_id
        known = self._by_id[name]
        if known is paragraph or known == paragraph:
            self._deferred.pop(name, None)
        else:
            self._deferred[name] = paragraph

    def _write_deferred(self, due: Sequence[tuple[QTextBlock, Paragraph, Paragraph]]) -> None:
        """Blocks with their shown and their present paragraph; one that was typed in is written when that is committed."""
        if any(known.content != paragraph.content for _, known, paragraph in due):
            finish_layout(self._document)
        for block, known, paragraph in due:
            if block.userState() == CLEAN:
                self._writer.alter(block, known, paragraph)
                self._by_id[paragraph.element_id] = paragraph
            self._deferred.pop(paragraph.element_id, None)

    def _remember(self, paragraphs: Sequence[Paragraph], is_order: bool = False) -> None:
        """Record the paragraphs shown; ``is_order``: their positions are unchanged."""
        self.shown = tuple(paragraphs)
        if not is_order:
            self._parts = ()
            self._numbers = {paragraph.element_id: number for number, paragraph in enumerate(paragraphs)}
            self.has_blocks = not BLOCK_ROLES.isdisjoint(paragraph.role for paragraph in paragraphs)
        self._touched, self._restructured = set(), False


def _touched_run(
    document: QTextDocument, shown: Sequence[Paragraph], touched: Set[int]
) -> tuple[Sequence[Paragraph], list[QTextBlock]]:
    """From the first edited paragraph to the last: as shown, and their blocks."""
    if not touched:
        return (), []
    first, last = min(touched), max(touched)
    return shown[first : last + 1], [document.findBlockByNumber(number) for number in range(first, last + 1)]


def _loose(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The heads and cells of tables that are too large to be shown as grids."""
    found, is_loose = set[str](), False
    for each in paragraphs:
        is_loose = is_too_large(each.table) if each.table is not None else is_loose and each.role is Role.CELL
        if is_loose:
            found.add(each.element_id)
    return frozenset(found)


def _grid_of(paragraph: Paragraph) -> tuple[Table | None, bool]:
    """What a grid is made of."""
    return paragraph.table, paragraph.table is not None and paragraph.is_landscape


def _is_torn(
    blocks: Sequence[QTextBlock],
    paragraphs: Sequence[Paragraph],
    loose: tuple[Set[str], Set[str]],
    known: Mapping[str, Paragraph],
) -> bool:
    """Whether these blocks cannot be made to show these paragraphs without tearing a grid. What is ``loose``, before or
    after, is in none; ``known`` is what the blocks show.
    """
    tied = [role_of(each) in GRID_ROLES and id_of(each) not in loose[0] for each in blocks]
    ties = [each.role.value in GRID_ROLES and each.element_id not in loose[1] for each in paragraphs]
    if len(tied) != len(ties):
        return any(tied) or any(ties)
    pairs = compress(zip(blocks, paragraphs, strict=True), map(or_, tied, ties))
    return any(_is_other(block, paragraph, known.get(id_of(block))) for block, paragraph in pairs)


def _is_other(block: QTextBlock, paragraph: Paragraph, known: Paragraph | None) -> bool:
    is_same = id_of(block) in ("", paragraph.element_id) and cell_place(block) == paragraph.cell
    return not is_same or (known is not None and _grid_of(known) != _grid_of(paragraph))


def _is_other_grid(old: Paragraph, new: Paragraph) -> bool:
    """Whether two heads of one table make different grids; none where both are too large for any."""
    is_loose = all(each.table is not None and is_too_large(each.table) for each in (old, new))
    return not is_loose and _grid_of(old) != _grid_of(new)


def _late(paragraphs: Sequence[Paragraph], first: Sequence[Paragraph]) -> dict[str, Paragraph]:
    """Those that are shown as others first."""
    return {each.element_id: each for each, now in zip(paragraphs, first, strict=True) if now is not each}


def _read(blocks: Iterable[QTextBlock], ids: set[str], facts: set[str]) -> Iterator[TypedParagraph]:
    """The paragraphs on the screen; of blocks or facts that occur twice only the first keeps the id."""
    for block in blocks:
        element_id = id_of(block)
        if is_between(element_id) and not block.text():
            continue
        content = block.text().replace(LINE_BREAK, "\n")
        known = element_id if element_id in ids else ""
        ids.discard(element_id)
        found = tuple(_facts(block, content, facts))
        yield TypedParagraph(known, content, found, cell_place(block), tuple(emphasis_of(block)))


def _facts(block: QTextBlock, content: str, open_ids: set[str]) -> Iterator[TypedFact]:
    points = code_points(content)
    for start, end, name in facts_in(block):
        fact_id = fact_of(name)
        if fact_id in open_ids or AGAIN in name:
            yield TypedFact(fact_id, points(start), points(end))
        open_ids.discard(name)


def _untouched(blocks: Sequence[QTextBlock], shown: Sequence[Paragraph]) -> int:
    """The number of unchanged blocks at the start."""
    for number, (block, paragraph) in enumerate(zip(blocks, shown, strict=False)):
        if block.userState() != CLEAN or id_of(block) != paragraph.element_id:
            return number
    return min(len(blocks), len(shown))


def _stretches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Runs of blocks by their ids, each with the run of paragraphs that replaces it, in order."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    found = _in_order(*middle) or [codes[1:] for codes in SequenceMatcher(None, *middle, autojunk=False).get_opcodes()]
    moved = [(a + head, b + head, c + head, d + head) for a, b, c, d in found]
    return [(0, head, 0, head), *moved, (len(old) - tail, len(old), len(new) - tail, len(new))]


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The runs where all that stays keeps its order, such as a column more in a large table: found by going through once.

    None where something moved or stands twice.
    """
    places, others = _places_of(set(new), old), _places_of(set(old), new)
    is_single = len(set(old)) == len(old) and len(set(new)) == len(new)
    if not is_single or [old[place] for place in places] != [new[place] for place in others]:
        return []
    found, at, to, start = [], 0, 0, (0, 0)
    for place, other in zip((*places, len(old)), (*others, len(new)), strict=True):
        if (place, other) != (at, to):
            found += [(start[0], at, start[1], to), (at, place, to, other)]
            start = place, other
        at, to = place + 1, other + 1
    return [*found, (start[0], len(old), start[1], len(new))]


def _places_of(known: Set[str], names: Sequence[str]) -> list[int]:
    return [number for number, name in enumerate(names) if name in known]


def _common(first: Sequence[object], second: Sequence[object]) -> int:
    """The length of the common beginning."""
    limit = min(len(first), len(second))
    return next((index for index in range(limit) if first[index] != second[index]), limit)
