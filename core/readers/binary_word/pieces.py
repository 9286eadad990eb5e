"""The text of a document: pieces in character positions ([MS-DOC] 2.4.1, 2.8.35, 2.9.38)."""

import itertools
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from core.errors import BadInput
from core.limits import MOST_CHARACTERS
from core.readers.binary_word.container import DAMAGED, DocFile

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
        data = main[self.place(start) : self.place(end)]
        if self.width == 2:
            return data.decode("utf-16-le", "replace")
        return data.decode("cp1252", "replace")


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
