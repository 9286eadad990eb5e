"""Tables, figures and kept objects put into the rendered main part, where marks stand for them.

A layout prints them as text: a mark of a block is the whole text of a paragraph that the block replaces, a mark of an
object stands in a run. Layouts therefore need no tags of their own for them.
"""

import html
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from core.package import parse_xml, xml_part
from core.word.layouts.landscape import FOOTER_KIND, FOOTER_TYPE
from core.word.package_writer import CONTENT_TYPES, NO_RELATIONSHIPS, add_content_type, add_relationship_with_id

RELATIONSHIPS_PART = "word/_rels/document.xml.rels"
ABOVE = "^"
"""Begins the name of a mark whose block stands above the paragraph that the mark is in, and does not replace it."""

BLOCK_MARK = re.compile(rb'<gwb n="([^"]*)"/>')
OBJECT_MARK = re.compile(rb'<gwo n="([^"]*)"/>')
_PARAGRAPH, _PARAGRAPH_END, _PROPERTIES, _PROPERTIES_END = b"<w:p>", b"</w:p>", b"<w:pPr>", b"</w:pPr>"
_SPACING = re.compile(rb"<w:spacing [^>]*/>")
_FREE_LINE = b'<w:spacing w:line="240" w:lineRule="auto"/>'
_BEFORE_SPACING = re.compile(
    rb"<w:(?:ind|contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection|textAlignment|textboxTightWrap|outlineLvl|divId|"
    rb"cnfStyle|rPr|sectPr|pPrChange)[ />]"
)


@dataclass(frozen=True, slots=True)
class PlacedBlocks:
    """What stands for the marks of one file: XML by mark, and the package parts that the objects need.

    ``tall`` are objects higher than a line: their paragraph grows with them. ``relations`` are id, type and target of
    relationships of the main part; ``types`` the content types of ``parts``. ``landscape`` are the numbers of the elements
    that stand on landscape pages, ``counted`` the numbers that Word counts in the finished file, by element number,
    ``note_forms`` the number formats of footnotes and endnotes.
    """

    blocks: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    objects: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    tall: frozenset[str] = frozenset()
    parts: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    relations: tuple[tuple[str, str, str], ...] = ()
    types: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    landscape: frozenset[int] = frozenset()
    counted: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    note_forms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def package_parts(self, fixed: Mapping[str, bytes], footers: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts that the objects need and turned ``footers``, with the lists of relationships and content types."""
        if not self.parts and not footers:
            return {}
        relations = parse_xml(fixed.get(RELATIONSHIPS_PART) or NO_RELATIONSHIPS)
        types = parse_xml(fixed[CONTENT_TYPES])
        for identifier, kind, target in self.relations:
            add_relationship_with_id(relations, identifier, kind, target)
        for name, content_type in self.types.items():
            add_content_type(types, name, content_type)
        for name in footers:
            identifier = posixpath.basename(name).removesuffix(".xml")
            add_relationship_with_id(relations, identifier, FOOTER_KIND, posixpath.relpath(name, "word"))
            add_content_type(types, name, FOOTER_TYPE)
        return {**self.parts, **footers, RELATIONSHIPS_PART: xml_part(relations), CONTENT_TYPES: xml_part(types)}


NO_BLOCKS = PlacedBlocks()
_SECTION_HEAD = re.compile(
    rb"<w:sectPr(?: [^>]*[^/>])?>(?:\s*<w:(?:header|footer)Reference [^>]*/>)*(?!\s*<w:(?:foot|end)notePr)"
)


def place_blocks(xml: bytes, found: PlacedBlocks) -> list[bytes]:
    """The main part with blocks and objects in the place of their marks; marks of unknown ones are removed.

    It comes in pieces, every second of them a block.
    """
    if b"<gw" not in xml:
        return [xml]
    pieces: list[bytes] = []
    position = 0
    for start, end, block in _places(xml, found.blocks):
        pieces += (xml[position:start], block)
        position = end
    pieces.append(xml[position:])
    if found.note_forms:
        pieces = [_with_note_forms(piece, found.note_forms) for piece in pieces]
    return _with_objects(pieces, found)


def _with_note_forms(xml: bytes, forms: Mapping[str, str]) -> bytes:
    """The number formats of notes in every section, behind its headers and footers (17.6.17)."""
    written = "".join(
        f'<w:{kind}Pr><w:numFmt w:val="{html.escape(forms[kind])}"/></w:{kind}Pr>'
        for kind in ("footnote", "endnote")
        if kind in forms
    )
    return _SECTION_HEAD.sub(lambda found: found[0] + written.encode(), xml)


def _places(xml: bytes, blocks: Mapping[str, bytes]) -> Iterator[tuple[int, int, bytes]]:
    """What stands from where to where instead of the text there; nothing is replaced above a paragraph."""
    position = 0
    placed: set[str] = set()
    for mark in BLOCK_MARK.finditer(xml):
        name = mark[1].decode()
        is_above, name = name.startswith(ABOVE), name.removeprefix(ABOVE)
        start, end = xml.rfind(_PARAGRAPH, position, mark.start()), xml.find(_PARAGRAPH_END, mark.end())
        block = b"" if is_above and name in placed else blocks.get(name, b"")
        if start < 0 or end < 0 or not block:
            continue
        placed.add(name)
        position = start if is_above else end + len(_PARAGRAPH_END)
        yield start, position, block


def _with_objects(pieces: Sequence[bytes], found: PlacedBlocks) -> list[bytes]:
    """The pieces, every second of them a block, or one piece: without objects the bulk of a file has no marks."""
    if not found.objects:
        return [_without_marks(piece) if index % 2 == 0 else piece for index, piece in enumerate(pieces)]
    whole = b"".join(pieces)
    if found.tall:
        whole = _with_free_lines(whole, found.tall)
    return [BLOCK_MARK.sub(b"", OBJECT_MARK.sub(lambda mark: found.objects.get(mark[1].decode(), b""), whole))]


def _without_marks(xml: bytes) -> bytes:
    return BLOCK_MARK.sub(b"", OBJECT_MARK.sub(b"", xml)) if b"<gw" in xml else xml


def _with_free_lines(xml: bytes, tall: frozenset[str]) -> bytes:
    """Lines of an exact height would cut off an object that is higher (ECMA-376 part 1, 17.3.1.33)."""
    pieces: list[bytes] = []
    position = 0
    for mark in OBJECT_MARK.finditer(xml):
        start = xml.rfind(_PARAGRAPH, position, mark.start())
        if mark[1].decode() not in tall or start < 0:
            continue
        start += len(_PARAGRAPH)
        pieces.append(xml[position:start])
        position = start
        if xml.startswith(_PROPERTIES, start):
            end = xml.find(_PROPERTIES_END, start)
            pieces.append(_free_line(xml[start:end]))
            position = end
        else:
            pieces.append(_PROPERTIES + _FREE_LINE + _PROPERTIES_END)
    return b"".join((*pieces, xml[position:]))


def _free_line(properties: bytes) -> bytes:
    if _SPACING.search(properties):
        return _SPACING.sub(_FREE_LINE, properties, 1)
    place = _BEFORE_SPACING.search(properties)
    at = place.start() if place else len(properties)
    return properties[:at] + _FREE_LINE + properties[at:]
