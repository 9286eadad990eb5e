"""The paragraphs of a part of a document, each with its runs and properties ([MS-DOC] 2.4.2, 2.4.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from core.readers.binary_word.container import DocFile
from core.readers.binary_word.look import DEPTH, IN_TABLE, INNER_ROW_END, ROW_END, Modifiers
from core.readers.binary_word.pieces import PieceTable
from core.readers.binary_word.properties import (
    CHARACTER_PAGES,
    PARAGRAPH_PAGES,
    PropertyPages,
    modifiers,
    paragraph_properties,
)

CELL_END, SECTION_END = "\x07", "\x0c"
_MARK = re.compile("[\r\x07\x0c]")


@dataclass(frozen=True, slots=True)
class DocRun:
    """Characters with the same properties; ``start`` is the position of the first one."""

    text: str
    start: int
    found: Modifiers


@dataclass(frozen=True, slots=True)
class DocParagraph:
    """A paragraph: its runs, the character that ends it, where that stands, and the properties of the mark."""

    runs: tuple[DocRun, ...]
    mark: str
    end: int
    style: int
    found: Modifiers
    mark_format: Modifiers

    @property
    def depth(self) -> int:
        """0 outside tables, 1 in a table, 2 in a table inside a cell."""
        if DEPTH in self.found:
            return min(int.from_bytes(self.found[DEPTH], "little"), 99)
        return int(self._is(IN_TABLE))

    @property
    def ends_row(self) -> bool:
        """Whether it is no text but the end of a row."""
        return self._is(ROW_END)

    @property
    def ends_inner_row(self) -> bool:
        """Whether it is the end of a row of a table inside a cell."""
        return self._is(INNER_ROW_END)

    def _is(self, code: int) -> bool:
        return code in self.found and self.found[code][0] == 1


class DocText:
    """All characters of a document with their properties."""

    def __init__(self, doc: DocFile, section_ends: frozenset[int]) -> None:
        self._doc, self._section_ends = doc, section_ends
        self._pieces = PieceTable(doc)
        self._characters = PropertyPages(doc, CHARACTER_PAGES)
        self._paragraphs = PropertyPages(doc, PARAGRAPH_PAGES)

    def paragraphs(self, start: int, end: int) -> Iterator[DocParagraph]:
        """The paragraphs of a range of positions; a last one without a mark counts as well."""
        runs: list[DocRun] = []
        for run, place, extra in self._runs(start, end):
            first = 0
            for match in _MARK.finditer(run.text):
                position = _position(run, match.start())
                if match[0] == SECTION_END and position + 1 not in self._section_ends:
                    continue  # a page break inside a paragraph
                if match.start() > first:
                    runs.append(DocRun(run.text[first : match.start()], _position(run, first), run.found))
                yield self._closed(runs, match[0], position, place + (position - run.start) * extra[0], (run, extra[1]))
                runs, first = [], match.end()
            if first < len(run.text):
                runs.append(DocRun(run.text[first:], _position(run, first), run.found))
        if runs:
            yield DocParagraph(tuple(runs), "", end, 0, MappingProxyType({}), MappingProxyType({}))

    def _closed(
        self, runs: list[DocRun], mark: str, position: int, offset: int, context: tuple[DocRun, bytes]
    ) -> DocParagraph:
        style, found = paragraph_properties(self._paragraphs.at(offset)[2], self._doc)
        last, extra = context
        return DocParagraph(tuple(runs), mark, position, style, {**found, **modifiers(extra)}, last.found)

    def _runs(self, start: int, end: int) -> Iterator[tuple[DocRun, int, tuple[int, bytes]]]:
        """(run, its offset in the main stream, (bytes a character, modifiers of its piece))."""
        for piece, first, last in self._pieces.within(start, end):
            position = first
            while position < last:
                offset = piece.place(position)
                run = self._characters.at(offset)
                length = max(-(-(run[1] - offset) // piece.width), 1)
                stop = min(last, position + length)
                text = piece.text(self._doc.main, position, stop)
                yield DocRun(text, position, _parsed(run[2] + piece.modifiers)), offset, (piece.width, piece.modifiers)
                position = stop


def _position(run: DocRun, index: int) -> int:
    """The position of a character of a run; signs outside the first plane take two."""
    before = run.text[:index]
    return run.start + index + (0 if before.isascii() else sum(sign > "\uffff" for sign in before))


@lru_cache(maxsize=4_096)
def _parsed(data: bytes) -> Modifiers:
    return MappingProxyType(modifiers(data))
