"""The paragraphs of a part of a document, each with its runs and properties ([MS-DOC] 2.4.2, 2.4.3).

Their text stands in pieces, by character positions (2.4.1, 2.8.35, 2.9.38).
"""

import itertools
import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from core.errors import BadInput
from core.limits import MOST_CHARACTERS
from core.readers.binary_word.container import DAMAGED, DocFile
from core.readers.binary_word.markup import DEPTH, IN_TABLE, INNER_ROW_END, ROW_END, Modifiers
from core.readers.binary_word.properties import (
    CHARACTER_PAGES,
    PARAGRAPH_PAGES,
    ParagraphProperties,
    PropertyPages,
    modifiers,
    paragraph_properties,
)

CLX = 33
PIECE_TABLE, PROPERTIES = 2, 1
ONE_BYTE = 0x40000000
MOST_PIECES = 500_000

SHORT_MODIFIERS = MappingProxyType(
    {
        0x05: 0x2403,
        0x18: 0x2416,
        0x19: 0x2417,
        0x41: 0x0800,
        0x55: 0x0835,
        0x56: 0x0836,
        0x57: 0x0837,
        0x5C: 0x083C,
        0x5E: 0x2A3E,
        0x68: 0x2A48,
        0x73: 0x2A53,
    }
)
"""Property modifiers that fit into a piece (Prm0, 2.9.214), by their index, as ordinary ones; of those that are read."""


_CODES = ("", "cp1252", "utf-16-le")
"""By the bytes of a character."""


@dataclass(frozen=True, slots=True)
class DocPiece:
    """Characters ``start`` to ``end``, which lie at ``offset`` in the main stream with ``width`` bytes each.

    ``modifiers`` are properties that apply to all of them, after those of their paragraph and run.
    """

    start: int
    end: int
    offset: int
    width: int
    modifiers: bytes

    def place(self, position: int) -> int:
        """Offset in the main stream of the character at a position."""
        return self.offset + (position - self.start) * self.width

    def text(self, main: bytes, start: int, end: int) -> str:
        """The characters from ``start`` to ``end``, all within the piece."""
        width, origin = self.width, self.offset - self.start * self.width
        return main[origin + start * width : origin + end * width].decode(_CODES[width], "replace")


class PieceTable:
    """All pieces of a document in the order of their positions."""

    def __init__(self, doc: DocFile) -> None:
        self.pieces = tuple(_pieces(doc.pair(CLX)))
        self._starts = [piece.start for piece in self.pieces]
        if not self.pieces or self.pieces[-1].end > MOST_CHARACTERS * 4:
            raise BadInput(DAMAGED)

    def within(self, start: int, end: int) -> Iterator[tuple[DocPiece, int, int]]:
        """The pieces that hold positions of a range, each with the part of the range in it."""
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self.pieces)):
            piece = self.pieces[number]
            if piece.start >= end:
                return
            first, last = max(start, piece.start), min(end, piece.end)
            if first < last:
                yield piece, first, last


def _pieces(clx: bytes) -> Iterator[DocPiece]:
    shared: list[bytes] = []
    place = 0
    while clx[place] == PROPERTIES:
        length = struct.unpack_from("<H", clx, place + 1)[0]
        shared.append(clx[place + 3 : place + 3 + length])
        place += 3 + length
    if clx[place] != PIECE_TABLE:
        raise BadInput(DAMAGED)
    length = struct.unpack_from("<I", clx, place + 1)[0]
    count = (length - 4) // 12
    if not 0 < count <= MOST_PIECES:
        raise BadInput(DAMAGED)
    positions = struct.unpack_from(f"<{count + 1}I", clx, place + 5)
    entries = place + 5 + 4 * (count + 1)
    for number, (start, end) in enumerate(itertools.pairwise(positions)):
        _, coded, modifier = struct.unpack_from("<HIH", clx, entries + 8 * number)
        if end < start:
            raise BadInput(DAMAGED)
        narrow = coded & ONE_BYTE
        offset = (coded & ~ONE_BYTE & 0x7FFFFFFF) // (2 if narrow else 1)
        yield DocPiece(start, end, offset, 1 if narrow else 2, _modifiers(modifier, shared))


def _modifiers(modifier: int, shared: list[bytes]) -> bytes:
    if modifier & 1:
        return shared[modifier >> 1] if modifier >> 1 < len(shared) else b""
    code = SHORT_MODIFIERS.get(modifier >> 1 & 0x7F)
    return b"" if code is None else struct.pack("<HB", code, modifier >> 8)


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
        self._known: dict[tuple[bytes, bytes], ParagraphProperties] = {}

    def is_blank(self, start: int, end: int) -> bool:
        """Whether a range of positions holds nothing but white space and marks of paragraphs."""
        return not any(piece.text(self._doc.main, *part).strip() for piece, *part in self._pieces.within(start, end))

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
        last, extra = context
        style, found = self._properties(self._paragraphs.at(offset)[2], extra)
        return DocParagraph(tuple(runs), mark, position, style, found, last.found)

    def _properties(self, data: bytes, extra: bytes) -> ParagraphProperties:
        """The properties of a paragraph, from their bytes and those of its piece; paragraphs with the same ones share them."""
        known = self._known.get((data, extra))
        if known is None:
            style, found = paragraph_properties(data, self._doc)
            known = self._known[data, extra] = ParagraphProperties(style, {**found, **modifiers(extra)})
        return known

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
    return run.start + len(run.text[:index].encode("utf-16-le", "surrogatepass")) // 2


@lru_cache(maxsize=4_096)
def _parsed(data: bytes) -> Modifiers:
    return MappingProxyType(modifiers(data))
