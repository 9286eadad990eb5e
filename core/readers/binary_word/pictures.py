"""Pictures of a document: in the line of the text, in the data stream, and floating ones, in the store of drawings
([MS-DOC] 2.9.172, 2.9.190, 2.9.253; [MS-ODRAW] 2.2.12 to 2.2.14, 2.2.20, 2.2.23, 2.2.32).
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.readers.binary_word.container import DocFile

LARGEST = 20 * 1024 * 1024
SHAPE_FILE = 0x66
BLIPS = MappingProxyType({0xF01A: "emf", 0xF01B: "wmf", 0xF01D: "jpeg", 0xF01E: "png", 0xF029: "tiff", 0xF02A: "jpeg"})
TWO_IDS = (0x3D5, 0x217, 0x46B, 0x6E3, 0x6E1, 0x6E5)
"""Instances of blips that carry a second identifier."""

ENTRY = 0xF007
DEFLATED = 0


@dataclass(frozen=True, slots=True)
class DocPicture:
    """A picture's bytes as they stood in their own file; ``width`` and ``height`` in twips as shown."""

    data: bytes
    ending: str
    width: int
    height: int


def picture_at(data: bytes, place: int) -> DocPicture | None:
    """The picture at an offset of the data stream; None where there is none that is known."""
    if place + 68 > len(data):
        return None
    length, header = struct.unpack_from("<iH", data, place)
    kind = struct.unpack_from("<h", data, place + 6)[0]
    width, height, across, down = struct.unpack_from("<4H", data, place + 0x1C)
    end = min(place + length, len(data))
    start = place + header
    if kind == SHAPE_FILE and start < end:
        start += 1 + data[start]
    for code, instance, body in _records(data, start, end):
        if code in BLIPS:
            found = _blip(code, instance, body)
            if found:
                return DocPicture(found, BLIPS[code], width * across // 1000, height * down // 1000)
    return None


def _records(data: bytes, place: int, end: int, is_inner: bool = False) -> Iterator[tuple[int, int, bytes]]:
    """(type, instance, content) of the records of a range; the picture inside an entry is given in its place."""
    while place + 8 <= end:
        head, code, length = struct.unpack_from("<HHI", data, place)
        body = place + 8
        if code == ENTRY and not is_inner and body + 36 <= end:
            name = data[body + 33]
            yield from _records(data, body + 36 + name, min(body + length, end), True)
        else:
            yield code, head >> 4, data[body : min(body + length, end)]
        place = body + length


def _blip(code: int, instance: int, body: bytes) -> bytes:
    ids = 32 if instance in TWO_IDS else 16
    if BLIPS[code] not in ("emf", "wmf"):
        return body[ids + 1 :]
    head, packed = body[ids : ids + 34], body[ids + 34 :]
    if len(head) < 34:
        return b""
    if head[32] != DEFLATED:
        return packed
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(packed, LARGEST)
    except zlib.error:
        return b""
    return found if unpacking.eof else b""  # cut off, or too large


DRAWINGS, SHAPES = 50, 40
"""Pairs of the file information block: the drawings of the file, and where those of its text are anchored."""

GROUP_DATA, STORE, PAGE_DRAWING, GROUP, SHAPE, SHAPE_HEAD, OPTIONS = (
    0xF000,
    0xF001,
    0xF002,
    0xF003,
    0xF004,
    0xF00A,
    0xF00B,
)
PICTURE_OPTION, FILL_OPTION, FILL_KIND, OPTION = 0x0104, 0x0186, 0x0180, 6
PICTURE_FILLS = (2, 3)
SPA = 26
MOST_SHAPES = 10_000
DEEPEST_GROUP = 20


@dataclass(frozen=True, slots=True)
class DocShape:
    """A drawing anchored in the text: its number, edges in twips, and flags of what they count from (Spa, 2.9.253)."""

    number: int
    edges: tuple[int, int, int, int]
    flags: int

    @property
    def extent(self) -> tuple[int, int]:
        """Width and height."""
        left, top, right, bottom = self.edges
        return max(right - left, 0), max(bottom - top, 0)


def anchored(doc: DocFile) -> Mapping[int, Sequence[DocShape]]:
    """The drawings of the text by the position of their anchor."""
    data = doc.pair(SHAPES)
    count = min((len(data) - 4) // (SPA + 4), MOST_SHAPES)
    found: dict[int, list[DocShape]] = {}
    for number in range(count):
        position = struct.unpack_from("<I", data, 4 * number)[0]
        shape, *edges, flags = struct.unpack_from("<I4iH", data, 4 * ((len(data) - 4) // (SPA + 4) + 1) + SPA * number)
        found.setdefault(position, []).append(DocShape(shape, (edges[0], edges[1], edges[2], edges[3]), flags))
    return found


class FloatingPictures:
    """The pictures that drawings show; a group shows all that are in it."""

    def __init__(self, doc: DocFile) -> None:
        self._main, self._data = doc.main, doc.pair(DRAWINGS)
        self._store: tuple[tuple[int, int], ...] = ()
        self._shown: dict[int, list[int]] = {}
        self._owners: dict[int, int] = {}
        place = self._take(GROUP_DATA, 0)
        while 0 < place < len(self._data):
            place = self._take(PAGE_DRAWING, place + 1)  # behind the byte that says whether it is one of headers

    def of(self, shape: int) -> Sequence[int]:
        """The numbers of the pictures in a drawing."""
        return self._shown.get(shape, ())

    def owner(self, shape: int) -> int:
        """The drawing that is anchored in the text: the group that a drawing is in, or it itself."""
        return self._owners.get(shape, shape)

    def picture(self, number: int) -> DocPicture | None:
        """A picture by its number, counted from 1; None where there is none that is known."""
        if not 0 < number <= len(self._store):
            return None
        start, end = self._store[number - 1]
        name = self._data[start + 33] if start + 36 <= end else 0
        inside = start + 36 + name
        records = _records(self._data, inside, end, True)
        if inside >= end and start + 36 <= end:
            delayed = struct.unpack_from("<I", self._data, start + 28)[0]
            records = _records(self._main, delayed, len(self._main), True)
        found = next(records, None)
        if found is None or found[0] not in BLIPS:
            return None
        data = _blip(*found)
        return DocPicture(data, BLIPS[found[0]], 0, 0) if data else None

    def _take(self, kind: int, place: int) -> int:
        """Take what a container at a place holds; the place behind it, 0 where there is no such container."""
        for code, start, end in _children(self._data, place, len(self._data)):
            if code == GROUP_DATA == kind:
                stores = (each for each in _children(self._data, start, end) if each[0] == STORE)
                self._store = tuple(
                    (a, b) for _, first, last in stores for code, a, b in _children(self._data, first, last)
                )
            elif code == PAGE_DRAWING == kind:
                self._take_shapes(start, end)
            return end if code == kind else 0
        return 0

    def _take_shapes(self, start: int, end: int) -> None:
        for code, first, last in _children(self._data, start, end):
            if code == GROUP:  # the one that holds all drawings
                for _, a, b in _children(self._data, first, last):
                    shapes = list(self._shapes(a, b, 0))
                    if shapes:
                        self._owners.update({number: shapes[0][0] for number, _ in shapes})
                        self._shown[shapes[0][0]] = [picture for _, picture in shapes if picture]

    def _shapes(self, start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
        """(number, picture or 0) of a drawing, or of the group itself and of all in it."""
        own: dict[int, list[bytes]] = {SHAPE_HEAD: [], OPTIONS: []}
        for code, first, last in _children(self._data, start, end):
            if code in (GROUP, SHAPE) and depth < DEEPEST_GROUP:
                yield from self._shapes(first, last, depth + 1)
            elif code in own:
                own[code].append(self._data[first:last])
        for head in own[SHAPE_HEAD][:1]:
            yield int.from_bytes(head[:4], "little"), max(map(_option, own[OPTIONS]), default=0)


def _option(data: bytes) -> int:
    """The number of the picture among the options of a drawing; 0 for none."""
    pairs = (struct.unpack_from("<HI", data, place) for place in range(0, len(data) - OPTION + 1, OPTION))
    said = {code & 0x3FFF: value for code, value in pairs}
    filled = said.get(FILL_OPTION, 0) if said.get(FILL_KIND) in PICTURE_FILLS else 0
    return said.get(PICTURE_OPTION) or filled


def _children(data: bytes, place: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(type, start, end) of the records of a range."""
    while place + 8 <= end:
        _, code, length = struct.unpack_from("<HHI", data, place)
        yield code, place + 8, min(place + 8 + length, end)
        place += 8 + length
