"""Zip files written from parts that are already compressed: what does not change is deflated once only.

Source: PKWARE .ZIP application note 6.3 (local header, central directory, end record); raw deflate streams may be
joined where each begins with an empty window and all but the last end with a full flush (RFC 1951, zlib manual).
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

DEFLATED = 8
UTF8_NAMES = 0x800
VERSION = 20
LARGEST_BLOCK = 0xFFFF
# Midnight of 1 January 1980, the oldest moment a zip file can name: the same draft gives the same bytes.
TIME, DATE = 0, 0x21


@dataclass(frozen=True, slots=True)
class PackedPart:
    """A part as it stands in the zip file: raw deflate ``data``, with checksum and size of the plain bytes."""

    name: str
    data: bytes
    checksum: int
    size: int


def pack(name: str, data: bytes, level: int = 6) -> PackedPart:
    """Compress one part; ``level`` is zlib's, 1 quick to 9 small."""
    return PackedPart(name, _deflated(data, level, zlib.Z_FINISH), zlib.crc32(data), len(data))


def unpack(part: PackedPart) -> bytes:
    """The plain bytes of a part."""
    return zlib.decompress(part.data, -zlib.MAX_WBITS)


@dataclass(frozen=True, slots=True)
class PartTemplate:
    """A part with places to fill in later: ``plain`` pieces around the places, and the same pieces compressed."""

    name: str
    plain: tuple[bytes, ...]
    packed: tuple[bytes, ...]

    def fill(self, values: Iterable[bytes]) -> PackedPart:
        """The part with its places filled in order, without compressing the pieces again."""
        values = tuple(values)
        whole, data = self.joined(values), [self.packed[0]]
        for value, packed in zip(values, self.packed[1:], strict=True):
            data += (_stored(value), packed)
        return PackedPart(self.name, b"".join(data), zlib.crc32(whole), len(whole))

    def joined(self, values: Iterable[bytes]) -> bytes:
        """The plain bytes of the part with its places filled in order."""
        pieces = [self.plain[0]]
        for value, piece in zip(values, self.plain[1:], strict=True):
            pieces += (value, piece)
        return b"".join(pieces)


def part_template(name: str, pieces: Iterable[bytes]) -> PartTemplate:
    """A part that consists of ``pieces`` with one value between each two."""
    plain = tuple(pieces)
    last = len(plain) - 1
    flushes = [zlib.Z_FINISH if index == last else zlib.Z_FULL_FLUSH for index in range(len(plain))]
    return PartTemplate(
        name, plain, tuple(_deflated(piece, 9, flush) for piece, flush in zip(plain, flushes, strict=True))
    )


def _stored(value: bytes) -> bytes:
    """Stored blocks of deflate (RFC 1951, 3.2.4); they begin on a byte border, as they do after a full flush."""
    blocks = (value[start : start + LARGEST_BLOCK] for start in range(0, len(value), LARGEST_BLOCK))
    return b"".join(struct.pack("<BHH", 0, len(block), len(block) ^ 0xFFFF) + block for block in blocks)


def _deflated(data: bytes, level: int, flush: int) -> bytes:
    stream = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush(flush)


def build(parts: Iterable[PackedPart]) -> bytes:
    """A zip file of the parts in the order given."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        name = part.name.encode("utf-8")
        common = struct.pack(
            "<HHHHHIIIHH",
            *(VERSION, UTF8_NAMES, DEFLATED, TIME, DATE, part.checksum),
            *(len(part.data), part.size, len(name), 0),
        )
        files += (b"PK\x03\x04", common, name, part.data)
        directory.append(b"PK\x01\x02" + struct.pack("<H", VERSION) + common)
        directory.append(struct.pack("<HHHII", 0, 0, 0, 0, offset) + name)
        offset += 30 + len(name) + len(part.data)
    listing = b"".join(directory)
    count = len(directory) // 2
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*files, listing, end))
