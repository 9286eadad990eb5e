"""Opening OOXML packages safely: limits are checked before anything is unpacked or parsed; no entities, no network.

Sizes are measured while inflating, never taken from the file's own headers. Source: ECMA-376 parts 1 and 2 (package,
relationships, namespaces; Strict names in part 1), PKWARE .ZIP application note 6.3.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from lxml import etree

from core.errors import BadInput

Node: TypeAlias = Any  # an lxml element: the library ships no annotations
MOST_PARTS = 1000
LARGEST_PART = 64 * 1024 * 1024
LARGEST_PACKAGE = 200 * 1024 * 1024
LARGEST_XML = 32 * 1024 * 1024
MOST_XML_MARKS = 1_500_000  # tags and attributes: libxml2 takes some 100 bytes for each
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_WORDS}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"{{{OFFICE}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LOCAL_HEADER = 30
_VERSION, _UTF8_NAMES, _LOCAL_SIGNATURE = 20, 0x800, b"PK\x03\x04"
_LOCAL = struct.Struct("<6xH18xHH")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_USUAL_FLAGS = _UTF8_NAMES | 0xE  # how well it was compressed; sizes behind the data, which the directory has as well
# Midnight of 1 January 1980, the oldest moment a zip file can name: the same draft gives the same bytes.
_TIME, _DATE = 0, 0x21
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError)


class Package:
    """The parts of a zip package, unpacked on demand, in total at most ``LARGEST_PACKAGE`` bytes.

    Raises BadInput ``package_damaged``, ``package_encrypted``, ``package_too_large`` or ``package_too_many_parts``.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > 2 * MOST_PARTS:  # counted before the list of entries is built in memory
            raise BadInput("package_too_many_parts")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._data = data
        except _DAMAGE as problem:
            raise BadInput("package_damaged") from problem
        entries = [entry for entry in self._zip.infolist() if not entry.filename.endswith("/")]
        if len(entries) > MOST_PARTS:
            raise BadInput("package_too_many_parts")
        self._entries = {_plain(entry.filename): entry for entry in entries}
        self._relations: dict[str, tuple[Node, ...]] = {}
        self._types: dict[str, str] | None = None
        self._room = LARGEST_PACKAGE

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts as written in the package."""
        return tuple(entry.filename for entry in self._entries.values())

    @property
    def markup_size(self) -> int:
        """Bytes of all parts in XML, as the package says; nothing is unpacked."""
        return sum(entry.file_size for name, entry in self._entries.items() if name.endswith(".xml"))

    def has(self, name: str) -> bool:
        """Whether the part exists; case is ignored."""
        return _plain(name) in self._entries

    def read(self, name: str, largest: int = LARGEST_PART) -> bytes:
        """The bytes of a part of at most ``largest`` bytes, empty if it is missing."""
        entry = self._entries.get(_plain(name))
        if entry is None:
            return b""
        if entry.flag_bits & 1:
            raise BadInput("package_encrypted")
        most = min(largest, self._room)
        data = _usual_part(self._data, entry, most)
        if data is None:
            try:
                with self._zip.open(entry) as part:
                    data = part.read(most + 1)
            except _DAMAGE as problem:
                raise BadInput("package_damaged") from problem
        if len(data) > most:
            raise BadInput("package_too_large")
        self._room -= len(data)
        return data

    def xml(self, name: str, unread: re.Pattern[bytes] | None = None) -> Node | None:
        """The root of an XML part with Strict namespaces replaced by transitional ones; None if the part is missing.

        Matches of ``unread`` are not parsed: whole elements only, so the pattern must begin with "<".
        """
        data = self.read(name, LARGEST_XML)
        return transitional_xml(unread.sub(b"", data) if unread else data) if data else None

    def related(self, source: str, kind: str) -> str:
        """The first of ``all_related``; "" if there is none."""
        return next(self.all_related(source, kind), "")

    def all_related(self, source: str, kind: str) -> Iterator[str]:
        """The parts that ``source`` ("" for the package) refers to by relationship types ending in ``kind``."""
        for relation in self._relations_of(source):
            if (relation.get("Type") or "").endswith("/" + kind) and relation.get("TargetMode") != "External":
                yield _target(source, relation)

    def relation(self, source: str, identifier: str) -> tuple[str, str] | None:
        """The type of a relationship of ``source`` and the part it names; None when missing or outside the package."""
        for relation in self._relations_of(source):
            if relation.get("Id") == identifier and relation.get("TargetMode") != "External":
                return relation.get("Type") or "", _target(source, relation)
        return None

    def relation_ids(self, source: str) -> tuple[tuple[str, bool], ...]:
        """The ids of all relationships of ``source``, and whether each leads outside the package."""
        return tuple(
            (relation.get("Id") or "", relation.get("TargetMode") == "External")
            for relation in self._relations_of(source)
        )

    def content_type(self, name: str) -> str:
        """The content type that the package declares for a part; "" for none."""
        if self._types is None:
            self._types = _content_types(self.xml("[Content_Types].xml"))
        ending = "." + name.rpartition(".")[2].lower()
        return self._types.get(_plain(name)) or self._types.get(ending, "")

    def _relations_of(self, source: str) -> tuple[Node, ...]:
        if source not in self._relations:
            folder, name = posixpath.split(source)
            found = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relations[source] = () if found is None else tuple(found)
        return self._relations[source]


def _usual_part(package: bytes, entry: zipfile.ZipInfo, most: int) -> bytes | None:
    """A part as nearly every program writes it, of at most ``most`` bytes; None for one that zipfile has to read or refuse.

    What is returned has the size and checksum of the directory and is what zipfile would return, at a fifth of its cost.
    """
    if entry.compress_type not in _METHODS or entry.flag_bits & ~_USUAL_FLAGS or not entry.file_size:
        return None
    data = _stored(package, entry)
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        data = _inflated(data, most)
    return data if len(data) == entry.file_size <= most and zlib.crc32(data) == entry.CRC else None


def _stored(package: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The bytes behind a usual local header of the same name; none behind any other."""
    first = entry.header_offset + LOCAL_HEADER
    local = package[entry.header_offset : first]
    if len(local) < LOCAL_HEADER or not local.startswith(_LOCAL_SIGNATURE):
        return b""
    flags, names, extra = _LOCAL.unpack(local)
    name = package[first : first + names].decode("utf-8" if flags & _UTF8_NAMES else "cp437", "replace")
    start = first + names + extra
    return b"" if name != entry.orig_filename else package[start : start + entry.compress_size]


def _inflated(data: bytes, most: int) -> bytes:
    """A whole deflate stream, unpacked up to one byte more than ``most``; nothing for any other."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        plain = stream.decompress(data, most + 1)
    except zlib.error:
        return b""
    return plain if stream.eof else b""


def _target(source: str, relation: Node) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), relation.get("Target") or "")).lstrip("/")


def _content_types(root: Node | None) -> dict[str, str]:
    """Content types by part name, or by ending after a full stop."""
    entries = () if root is None else tuple(root)
    names = (_plain(each.get("PartName", "")) or "." + each.get("Extension", "").lower() for each in entries)
    return {name: each.get("ContentType", "") for name, each in zip(names, entries, strict=True)}


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def open_package(data: bytes) -> dict[str, bytes]:
    """All parts of a zip package by name. Raises BadInput for a file that is no zip, damaged, encrypted or too large."""
    package = Package(data)
    return {name: package.read(name) for name in package.names}


def zip_file(entries: Iterable[tuple[str, int, bytes, int, int]]) -> bytes:
    """A zip file of (name, method, data as it is stored, CRC-32 and size of the plain data) in the given order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part, method, data, checksum, size in entries:
        name = part.encode("utf-8")
        common = struct.pack(
            "<HHHHHIIIHH", *(_VERSION, _UTF8_NAMES, method, _TIME, _DATE, checksum), *(len(data), size, len(name), 0)
        )
        files += (_LOCAL_SIGNATURE, common, name, data)
        directory.append(b"PK\x01\x02" + struct.pack("<H", _VERSION) + common)
        directory.append(struct.pack("<HHHII", 0, 0, 0, 0, offset) + name)
        offset += LOCAL_HEADER + len(name) + len(data)
    listing = b"".join(directory)
    count = len(directory) // 2
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*files, listing, end))


def transitional_xml(data: bytes) -> Node:
    """``parse_xml`` with Strict namespaces replaced by transitional ones."""
    for strict, transitional in _STRICT if b"purl.oclc.org/ooxml" in data else ():
        data = data.replace(strict, transitional)
    return parse_xml(data)


def parse_xml(data: bytes) -> Node:
    """The root element. Raises BadInput for malformed or too large XML and for a document type declaration."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = _as_utf8(data)
    if b"<!DOCTYPE" in data:
        raise BadInput("package_unsafe")
    if len(data) > MOST_XML_MARKS and data.count(b"<") + data.count(b"=") > MOST_XML_MARKS:
        raise BadInput("package_too_large")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,  # nothing is looked up by xml:id
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise BadInput("package_too_deep" if "depth" in str(problem) else "package_damaged") from problem
    if root.getroottree().docinfo.doctype:
        raise BadInput("package_unsafe")
    return root


def _as_utf8(data: bytes) -> bytes:
    """UTF-16 XML as UTF-8 without its declaration, so that later checks of the bytes see the same names."""
    text = data.decode("utf-16", errors="replace")
    return (text.partition("?>")[2] if text.startswith("<?xml") else text).encode("utf-8", errors="replace")


def xml_part(root: Node) -> bytes:
    """The element as the bytes of a package part: UTF-8 with an XML declaration."""
    return (XML_DECLARATION + serialise(root)).encode("utf-8")


def serialise(root: Node) -> str:
    """The element as XML text without a declaration."""
    return str(etree.tostring(root, encoding="unicode"))


def drop(root: Node, tags: Iterable[str]) -> None:
    """Remove all elements with these tags including their content."""
    etree.strip_elements(root, *tags, with_tail=False)


def unwrap(root: Node, tags: Iterable[str]) -> None:
    """Replace all elements with these tags by their content."""
    etree.strip_tags(root, *tags)
