"""Names in a file that goes out for review: which version of the draft it is, and which row of a table is which.

A hidden bookmark on the first printed paragraph and a property of the file name the version, a bookmark each row and each
paragraph that is printed as a block: captions, lines of contents, words where a table stands. Every
``w:id`` of the main part is given once, whatever kind of mark it is on (ECMA-376 part 1, 17.13.6; part 2 for properties).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count

from core.package import XML_DECLARATION, parse_xml, xml_part
from core.word.package_writer import CONTENT_TYPES, add_content_type, add_relationship
from core.word.unit_style.tree import child

VERSION_PROPERTY = "Nigao.Version"
CUSTOM_PART = "docProps/custom.xml"
ROW_EDGE = b"<gwr/>"
"""Marks both ends of the first paragraph of a table row, where its bookmark will be inserted."""

_ELEMENT = re.compile(rb'<gwn n="(\d+)"/>(.*?)<gwn/>', re.DOTALL)
_BOOKMARK = re.compile(rb'<w:bookmarkStart w:id="(\d+)" w:name="_GW_[^"]*"/>')
_ROOT_RELATIONS = "_rels/.rels"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{text}</vt:lpwstr>'
    "</property></Properties>"
)


def version_name(key: str, version: int) -> str:
    """The name of a version of the draft with this key."""
    return f"_GW_{key}_v{version}"


def with_names(pieces: Sequence[bytes], key: bytes, version: int) -> bytes:
    """The main part with bookmarks on its rows, numbered through the file, and with the version's (0: none).

    ``pieces`` are the part's, every second of them a block, which has no bookmark yet: blocks are the bulk of a file of
    many tables and are copied once only.
    """
    if not version and all(b"<gw" not in piece for piece in pieces):
        return b"".join(pieces)
    found = chain.from_iterable(map(_BOOKMARK.findall, pieces[::2]))
    numbers = count(max(map(int, found), default=0) + 1)
    named = _with_version(list(pieces), version_name(key.decode(), version), numbers) if version else pieces
    return b"".join(_with_rows(_with_elements(named, key, numbers), key, numbers))


def _with_version(pieces: list[bytes], name: str, numbers: "count[int]") -> list[bytes]:
    """The pieces with the version's bookmark on the first printed paragraph."""
    for index in range(0, len(pieces), 2):
        if first := _BOOKMARK.search(pieces[index]):
            mark = b"".join(_bookmark(next(numbers), name.encode()))
            pieces[index] = pieces[index][: first.start()] + mark + pieces[index][first.start() :]
            break
    return pieces


def named_element(number: int, xml: str) -> str:
    """The content of a paragraph of a block that gets the bookmark of the element with this number."""
    return f'<gwn n="{number}"/>{xml}<gwn/>'


def _with_elements(pieces: Sequence[bytes], key: bytes, numbers: "count[int]") -> Iterator[bytes]:
    """The pieces with the bookmarks of elements that are printed as blocks."""
    for piece in pieces:
        yield _ELEMENT.sub(lambda found: _named(found, key, next(numbers)), piece) if b"<gwn" in piece else piece


def _named(found: "re.Match[bytes]", key: bytes, number: int) -> bytes:
    start, end = _bookmark(number, b"_GW_%b_%b" % (key, found[1]))
    return start + found[2] + end


def _with_rows(pieces: Iterable[bytes], key: bytes, numbers: "count[int]") -> Iterator[bytes]:
    rows = count(1)
    for piece in pieces:
        before, *edged = piece.split(ROW_EDGE)
        yield before
        for inside, after in zip(edged[::2], edged[1::2], strict=True):
            start, end = _bookmark(next(numbers), b"_GW_%b_r%d" % (key, next(rows)))
            yield from (start, inside, end, after)


def _bookmark(number: int, name: bytes) -> tuple[bytes, bytes]:
    start = b'<w:bookmarkStart w:id="%d" w:name="%b"/>' % (number, name)
    return start, b'<w:bookmarkEnd w:id="%d"/>' % number


def version_property(key: str, version: int, checksum: str = "") -> bytes:
    """The part with the property that names a version, and the checksum of what the file printed of it if that is known."""
    name = version_name(key, version) + (f"_{checksum}" if checksum else "")
    return (XML_DECLARATION + _CUSTOM.format(name=VERSION_PROPERTY, text=name)).encode()


def recorded_settings(settings: bytes) -> bytes:
    """The settings of a file in which what is edited from now on is recorded (17.15.1.90)."""
    root = parse_xml(settings)
    child(root, "trackRevisions")
    return xml_part(root)


def version_parts(parts: Mapping[str, bytes], key: str, version: int) -> dict[str, bytes]:
    """The parts of a file that name the version, by name: its property, and the lists that name that part."""
    relations, types = parse_xml(parts[_ROOT_RELATIONS]), parse_xml(parts[CONTENT_TYPES])
    if all(each.get("Type") != _KIND for each in relations):
        add_relationship(relations, "rId", _KIND, CUSTOM_PART)
    add_content_type(types, CUSTOM_PART, _TYPE)
    return {
        CUSTOM_PART: version_property(key, version),
        _ROOT_RELATIONS: xml_part(relations),
        CONTENT_TYPES: xml_part(types),
    }
