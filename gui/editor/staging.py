"""A long text is written in steps: its beginning at once, the rest while nobody works.

What is written so far is a text of its own: the blocks of the first paragraphs, up to one outside of grids.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import compress
from operator import attrgetter, is_not

from PySide6.QtGui import QTextDocument

from core.model.elements import Role
from core.model.tables.fit import TypeArea, part_of_area
from gui.editor.blocks import CLEAN, one_edit
from gui.editor.grids import is_too_large, place_of
from gui.editor.paragraphs import Paragraph
from gui.editor.writing import BlockWriter

SHORT = 500
"""Paragraphs of a text that is always written at once."""

HAIR = 0.002
"""Share of the text below which nobody sees a difference in width: type areas are rounded to twips."""

LINE = 50
"""Characters that a line holds at most."""

ROW = 1.2
"""Lines that a row of a table takes at least, with the room around the text of its cells."""

_ID = attrgetter("element_id")


def stop_behind(paragraphs: Sequence[Paragraph], start: int, lines: int) -> int:
    """The number of the paragraph before which writing may stop, so many lines behind ``start`` or a few more."""
    is_loose, row, left = start < len(paragraphs) and _is_loose_at(paragraphs, start), "", float(lines)
    for number in range(start, len(paragraphs)):
        each = paragraphs[number]
        is_loose = is_too_large(each.table) if each.table is not None else is_loose
        left -= _height_of(each, row)
        row = place_of(each)[0]
        if left <= 0 and (each.role is not Role.CELL or is_loose):
            return number + 1
    return len(paragraphs)


def _height_of(paragraph: Paragraph, row: str) -> float:
    """Lines that a paragraph takes at least, below one in this row of a table."""
    if paragraph.role is Role.CELL:
        return ROW if place_of(paragraph)[0] != row else 0
    return 0 if paragraph.role is Role.TABLE else 1 + len(paragraph.content) // LINE


def _is_loose_at(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether the cell with this number belongs to a table that is too large to be shown as grids."""
    while number and paragraphs[number].role is Role.CELL:
        number -= 1
    table = paragraphs[number].table
    return table is not None and is_too_large(table)


def is_same_text(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> bool:
    """Whether two texts have the same paragraphs in the same tables, whatever stands in them."""
    if list(map(_ID, old)) != list(map(_ID, new)):
        return False
    others = compress(zip(old, new, strict=True), map(is_not, old, new))
    return all((a.table, a.is_landscape, a.cell) == (b.table, b.is_landscape, b.cell) for a, b in others)


def bare(paragraph: Paragraph) -> Paragraph:
    """The same without its facts."""
    return replace(paragraph, facts=()) if paragraph.facts else paragraph


Add = Callable[[Sequence[Paragraph], Sequence[Paragraph]], None]


class Rest:
    """What of a text is not written yet; false when nothing is left.

    ``add`` is told each time which paragraphs were written behind the last block, and as what: with their facts, or without.
    ``unseen`` is entered while they are. ``has_own_blocks``: each block still belongs to the paragraph of its number.
    """

    def __init__(
        self, document: QTextDocument, writer: BlockWriter, add: Add, has_own_blocks: Callable[[], bool]
    ) -> None:
        self._document, self._writer, self._add, self._has_own_blocks = document, writer, add, has_own_blocks
        self.all: Sequence[Paragraph] = ()
        """The whole text while a part of it is missing."""
        self._written = 0
        self.is_writing = False
        self.unseen: Callable[[], AbstractContextManager[object]] = nullcontext

    def __bool__(self) -> bool:
        return bool(self.all)

    @staticmethod
    def is_long(paragraphs: Sequence[Paragraph], lines: int) -> bool:
        """Whether only the beginning of a new text is written at once."""
        return bool(lines) and len(paragraphs) > SHORT

    def begin(self, paragraphs: Sequence[Paragraph], lines: int) -> int:
        """How many paragraphs of a new text are to be written at once: about so many lines, 0 for all."""
        self._written = stop_behind(paragraphs, 0, lines) if self.is_long(paragraphs, lines) else len(paragraphs)
        self.all = paragraphs if self._written < len(paragraphs) else ()
        return self._written

    def write_on(self, lines: int) -> None:
        """Write the next paragraphs, about so many lines of them."""
        if self.all:
            stop = stop_behind(self.all, self._written, lines)
            self._write(stop, self.all[self._written : stop])

    def complete(self) -> None:
        """Write all that is left, without its facts, of which there may be many."""
        if self.all:
            self._write(len(self.all), list(map(bare, self.all[self._written :])))

    def without(self, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
        """Of the paragraphs to show now those of which the beginning is written; everything is, if they are others."""
        if self.all and self._has_own_blocks() and is_same_text(self.all, paragraphs):
            self.all = paragraphs
            return paragraphs[: self._written]
        self.complete()
        return paragraphs

    def _write(self, stop: int, first: Sequence[Paragraph]) -> None:
        run, last = range(self._written, stop), self._document.blockCount() - 1
        own, known = self.all[run.start : stop], (self.all[: run.start], self.all[stop:])
        self.is_writing = True
        try:
            with self.unseen(), one_edit(self._document):
                self._writer.write_on([*known[0], *first, *known[1]], run)
        finally:
            self.is_writing = False
        block = self._document.findBlockByNumber(last).next()
        while block.isValid():
            block.setUserState(CLEAN)
            block = block.next()
        self._written, self.all = stop, self.all if known[1] else ()
        self._add(own, first)

    def is_other_area(self, area: TypeArea, written: Sequence[Paragraph]) -> bool:
        """Whether a table is wider or narrower in this type area than where it was written, by more than a hair."""
        heads = [(each.table, each.is_landscape) for each in self.all or written if each.table is not None]
        parts = [[part_of_area(*head, area) for head in heads] for area in (self._writer.area, area)]
        return any(abs(old - new) > HAIR for old, new in zip(*parts, strict=True))
