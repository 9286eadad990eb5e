"""Writing of OOXML packages: zip files from parts compressed in advance, relationships and content types.

Parts that do not change between files are compressed once only. Raw deflate streams may be concatenated if each begins
with an empty window and all but the last end with a full flush (RFC 1951, zlib manual). Source: ECMA-376 part 2
(relationships, content types).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.package import LOCAL_HEADER, Node, zip_file

LARGEST_BLOCK = 0xFFFF
CONTENT_TYPES = "[Content_Types].xml"
NO_RELATIONSHIPS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


@dataclass(frozen=True, slots=True)
class PackedPart:
    """A compressed part: ``data`` is a raw deflate stream, ``checksum`` (CRC-32) and ``size`` are of the plain bytes."""

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
    """A part with values filled in later: the ``plain`` pieces around the values, and the same pieces compressed."""

    name: str
    plain: tuple[bytes, ...]
    packed: tuple[bytes, ...]

    def fill(self, values: Iterable[bytes]) -> PackedPart:
        """The part with these values between its pieces; the pieces are not compressed again."""
        values = tuple(values)
        whole, data = self.joined(values), [self.packed[0]]
        for value, packed in zip(values, self.packed[1:], strict=True):
            data += (_stored(value), packed)
        return PackedPart(self.name, b"".join(data), zlib.crc32(whole), len(whole))

    def joined(self, values: Iterable[bytes]) -> bytes:
        """The uncompressed part with these values between its pieces."""
        pieces = [self.plain[0]]
        for value, piece in zip(values, self.plain[1:], strict=True):
            pieces += (value, piece)
        return b"".join(pieces)


def part_template(name: str, pieces: Iterable[bytes]) -> PartTemplate:
    """A template of consecutive ``pieces``, with one value to be filled in between each two."""
    plain = tuple(pieces)
    last = len(plain) - 1
    flushes = [zlib.Z_FINISH if index == last else zlib.Z_FULL_FLUSH for index in range(len(plain))]
    return PartTemplate(
        name, plain, tuple(_deflated(piece, 9, flush) for piece, flush in zip(plain, flushes, strict=True))
    )


def _stored(value: bytes) -> bytes:
    """Stored deflate blocks (RFC 1951, 3.2.4); they start on a byte boundary, as a stream is after a full flush."""
    blocks = (value[start : start + LARGEST_BLOCK] for start in range(0, len(value), LARGEST_BLOCK))
    return b"".join(struct.pack("<BHH", 0, len(block), len(block) ^ 0xFFFF) + block for block in blocks)


def _deflated(data: bytes, level: int, flush: int) -> bytes:
    stream = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush(flush)


def build(parts: Iterable[PackedPart]) -> bytes:
    """A zip file of the parts in the given order."""
    return zip_file((part.name, zipfile.ZIP_DEFLATED, part.data, part.checksum, part.size) for part in parts)


def packed_parts(parts: Mapping[str, bytes], level: int = 6) -> tuple[PackedPart, ...]:
    """The parts compressed, in the order in which Word writes them: content types first, then package relationships."""
    order = sorted(parts, key=lambda name: (name != CONTENT_TYPES, not name.startswith("_rels")))
    return tuple(pack(name, parts[name], level) for name in order)


def write_package(parts: Mapping[str, bytes], level: int = 6) -> bytes:
    """A package of these parts by name; equal parts give equal bytes."""
    return build(packed_parts(parts, level))


def with_parts(package: bytes, changed: Mapping[str, bytes]) -> bytes:
    """A package that ``build`` made, with other content in some of its parts; the others are not compressed again."""
    parts: list[PackedPart] = []
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        for entry in opened.infolist():
            start = entry.header_offset + LOCAL_HEADER + len(entry.filename.encode("utf-8"))
            packed = package[start : start + entry.compress_size]
            kept = PackedPart(entry.filename, packed, entry.CRC, entry.file_size)
            data = changed.get(entry.filename)
            parts.append(kept if data is None else pack(entry.filename, data))
    return build(parts)


def add_relationship(relations: Node, prefix: str, kind: str, target: str) -> str:
    """Append a relationship to a ``Relationships`` element; its new id is ``prefix`` and the first free number."""
    used = {relation.get("Id") for relation in relations}
    free = next(name for number in range(1, len(used) + 2) if (name := f"{prefix}{number}") not in used)
    add_relationship_with_id(relations, free, kind, target)
    return free


def add_relationship_with_id(relations: Node, identifier: str, kind: str, target: str) -> None:
    """Append a relationship with a given id to a ``Relationships`` element unless it has one of that kind and target."""
    if any((entry.get("Type"), entry.get("Target")) == (kind, target) for entry in relations):
        return
    tag = relations.tag.removesuffix("Relationships") + "Relationship"
    relations.append(relations.makeelement(tag, {"Id": identifier, "Type": kind, "Target": target}))


def add_content_type(types: Node, part: str, content_type: str) -> None:
    """Declare the content type of a part in a ``Types`` element unless the part has one; case does not matter."""
    name = f"/{part}"
    if any((entry.get("PartName") or "").lower() == name.lower() for entry in types):
        return
    tag = types.tag.removesuffix("Types") + "Override"
    types.append(types.makeelement(tag, {"PartName": name, "ContentType": content_type}))
