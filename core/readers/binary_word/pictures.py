"""Pictures in the line of the text ([MS-DOC] 2.9.190; [MS-ODRAW] 2.2.23, 2.2.32)."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

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
