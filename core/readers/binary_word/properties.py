"""Properties of characters and paragraphs: pages of runs and property modifiers ([MS-DOC] 2.9.32, 2.9.174, 2.6)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from core.readers.binary_word.container import DocFile

CHARACTER_PAGES, PARAGRAPH_PAGES = 12, 13
PAGE = 512
BX_LENGTH = 13
SIZES = MappingProxyType({0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3})
"""Bytes of the operand by the three highest bits of the code; 6 stands for a length in front of it."""

TABLE_DEFINITION, TABS = 0xD608, 0xC615
HUGE = (0x6646, 0x6645)
"""The properties of the paragraph lie in the data stream."""

Modifiers = Mapping[int, bytes]
Run = tuple[int, int, bytes]
"""Offsets in the main stream, and the bytes of the properties."""


def modifiers(data: bytes) -> dict[int, bytes]:
    """Operands by the code of the property modifier, the last one of each; what is broken ends the list."""
    found: dict[int, bytes] = {}
    place = 0
    while place + 2 <= len(data):
        code = data[place] | data[place + 1] << 8
        place += 2
        size = SIZES.get(code >> 13)
        if size is None:
            size, place = _length(code, data, place)
        if place + size > len(data) or size < 0:
            break
        found[code] = data[place : place + size]
        place += size
    return found


def _length(code: int, data: bytes, place: int) -> tuple[int, int]:
    """(bytes of the operand, where it begins) for an operand with its length in front."""
    if code == TABLE_DEFINITION:
        return struct.unpack_from("<H", data, place)[0] - 1 if place + 2 <= len(data) else -1, place + 2
    if place >= len(data) or (code == TABS and data[place] == 255):
        return -1, place
    return data[place], place + 1


class PropertyPages:
    """The runs of one kind: whose properties apply at an offset of the main stream."""

    def __init__(self, doc: DocFile, number: int) -> None:
        is_paragraph = number == PARAGRAPH_PAGES
        found = sorted(_runs(doc, doc.pair(number), is_paragraph), key=lambda run: run[0])
        self._runs = found
        self._starts = [run[0] for run in found]

    def at(self, offset: int) -> Run:
        """The run that holds an offset; an empty one where none is known."""
        number = bisect_right(self._starts, offset) - 1
        run = self._runs[number] if number >= 0 else (0, 0, b"")
        if run[0] <= offset < run[1]:
            return run
        after = self._starts[number + 1] if number + 1 < len(self._starts) else 1 << 62
        return (offset, after, b"")


def _runs(doc: DocFile, plc: bytes, is_paragraph: bool) -> Iterator[Run]:
    count = (len(plc) - 4) // 8
    if count < 1:
        return
    pages = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1))
    for number in dict.fromkeys(page & 0x3FFFFF for page in pages):
        page = doc.main[number * PAGE : (number + 1) * PAGE]
        if len(page) == PAGE:
            yield from _paragraph_runs(page) if is_paragraph else _character_runs(page)


def _character_runs(page: bytes) -> Iterator[Run]:
    count = page[-1]
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        place = 2 * page[4 * (count + 1) + number]
        data = page[place + 1 : place + 1 + page[place]] if place else b""
        yield offsets[number], offsets[number + 1], data


def _paragraph_runs(page: bytes) -> Iterator[Run]:
    count = page[-1]
    offsets = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        place = 2 * page[4 * (count + 1) + BX_LENGTH * number]
        data = b""
        if place:
            words = page[place]
            first, length = (place + 1, 2 * words - 1) if words else (place + 2, 2 * page[place + 1])
            data = page[first : first + length]
        yield offsets[number], offsets[number + 1], data


class ParagraphProperties(NamedTuple):
    """The number of a paragraph's style, and what is set beside it."""

    style: int
    found: dict[int, bytes]


def paragraph_properties(data: bytes, doc: DocFile) -> ParagraphProperties:
    """The properties of a paragraph from their bytes; huge ones are fetched from the data stream."""
    if len(data) < 2:
        return ParagraphProperties(0, {})
    style, found = data[0] | data[1] << 8, modifiers(data[2:])
    for code in HUGE:
        if code in found:
            place = struct.unpack("<I", found[code])[0]
            length = struct.unpack_from("<H", doc.data, place)[0] if place + 2 <= len(doc.data) else 0
            found = {**modifiers(doc.data[place + 2 : place + 2 + length]), **found}
    return ParagraphProperties(style, found)
