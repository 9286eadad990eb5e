"""The parts of a Word file, and what all its blocks share: styles, theme, settings, headers and footers."""

import posixpath
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Protocol

from core.errors import BadInput
from core.model.structure.notes import TEXT_OF
from core.numbering import write_number
from core.package import Node, W, parse_xml
from core.typesetting.values import Block
from core.word.attributes import MAIN_PART, STYLES_PART
from core.word.pages.blocks import BlockReader
from core.word.pages.drawing_context import DrawingResources
from core.word.pages.drawings import LARGEST_PAGE_PICTURE, usable_picture
from core.word.pages.geometry import theme_colours
from core.word.pages.sections import PageSettings, grid_of, page_settings, section_properties
from core.word.pages.styles import PageStyles
from core.word.pages.tables import TableContext
from core.word.reading.note_numbers import has_own_sign, number_form
from core.word.styles import theme_fonts

NO_TEXTS: Mapping[int, str] = MappingProxyType({})


class PartSource(Protocol):
    """Provides the parts of a Word file; core.package.Package is one."""

    def xml(self, name: str) -> Node | None:
        """The root of a part, None if it is missing. Raises BadInput."""

    def read(self, name: str, largest: int) -> bytes:
        """The bytes of a part, empty if it is missing. Raises BadInput if it has more than ``largest``."""


class RenderedParts:
    """The parts of a rendered file in memory."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts

    def xml(self, name: str) -> Node | None:
        """The root of a part, None if it is missing. Raises BadInput."""
        data = self._parts.get(name)
        return parse_xml(data) if data else None

    def read(self, name: str, largest: int) -> bytes:
        """The bytes of a part, empty if it is missing or has more than ``largest``."""
        data = self._parts.get(name, b"")
        return data if len(data) <= largest else b""


def _note_form(kind: str, *holders: Node | None) -> str:
    """The format of the numbers of notes: as Word counts them unless told otherwise, endnotes in small Roman figures."""
    usual = "decimal" if kind == "footnote" else "lowerRoman"
    return next(filter(None, (number_form(holder, kind) for holder in holders)), usual)


class WordFile:
    """Shared state of the blocks of a file; ``last`` is its last ``w:sectPr``, ``main`` the name of its main part."""

    def __init__(self, source: PartSource, last: Node | None, main: str = MAIN_PART) -> None:
        self._source = source
        self._main = main
        self._targets, kinds = self._relations(main)
        self._kinds = kinds
        theme = source.xml(kinds.get("theme", ""))
        fonts = theme_fonts(theme)
        self._colours = theme_colours(theme)
        self.styles = PageStyles(source.xml(kinds.get("styles", STYLES_PART)), fonts, grid_of(last))
        self.settings: PageSettings = page_settings(source.xml(kinds.get("settings", "word/settings.xml")))
        self._room = TableContext(section_properties(last).sheet.text_width, self.settings.edge_at_indent)
        self._forms = {kind: _note_form(kind, last, source.xml(kinds.get("settings", ""))) for kind in TEXT_OF}
        self._margins: dict[str, tuple[Block, ...]] = {}
        self._notes: dict[str, dict[str, tuple[str, tuple[Block, ...]]]] = {}

    def reader(self, texts: Mapping[int, str] = NO_TEXTS) -> BlockReader:
        """A reader of the file's blocks."""
        return self.part_reader(self._main, texts)

    def part_reader(self, part: str, texts: Mapping[int, str] = NO_TEXTS) -> BlockReader:
        """A reader of the blocks of one part, with the relationships of that part."""
        return BlockReader(
            self.styles, self._room, texts, DrawingResources(self._colours, partial(self._picture, part), self._note)
        )

    def _note(self, mark: Node) -> tuple[str, tuple[Block, ...]]:
        """The sign of a mark and, for a footnote, the blocks at the foot of its page."""
        kind = mark.tag.removeprefix(W).removesuffix("Reference")
        sign, blocks = self._notes_of(kind).get(mark.get(W + "id") or "", ("", ()))
        return "" if has_own_sign(mark) else sign, blocks if kind == "footnote" else ()

    def endnotes(self) -> tuple[Block, ...]:
        """The blocks of all endnotes, which follow the last block of the text."""
        return tuple(block for _, blocks in self._notes_of("endnote").values() for block in blocks)

    def separator(self) -> tuple[Block, ...]:
        """The paragraphs that stand between the text and the footnotes of a page (17.11.23); none in a file without footnotes."""
        name = self._kinds.get("footnotes", "")
        root = self._source.xml(name) if name else None
        node = None if root is None else root.find(f"{W}footnote[@{W}type='separator']")
        return () if node is None else self.part_reader(name).blocks(node)

    def _notes_of(self, kind: str) -> dict[str, tuple[str, tuple[Block, ...]]]:
        """The signs and blocks of the notes of a kind by their ids.

        A note's number is its rank in the part among those that show one.
        """
        known = self._notes.get(kind)
        if known is not None:
            return known
        found = self._notes[kind] = {}
        name = self._kinds.get(f"{kind}s", "")
        root = self._source.xml(name) if name else None
        reader = self.part_reader(name)
        number = 0
        for node in () if root is None else root.xpath("*[not(@*[local-name()='type'])]"):
            shown = list(node.iter(f"{W}{kind}Ref"))
            number += bool(shown)
            sign = write_number(number, self._forms[kind])
            for mark in shown:
                mark.tag, mark.text = W + "t", sign
            found[node.get(W + "id") or ""] = sign, reader.blocks(node)
        return found

    def _picture(self, part: str, identifier: str) -> bytes:
        """Image bytes for a relationship id; empty if unsupported."""
        name = self._relations(part)[0].get(identifier, "")
        try:
            return usable_picture(self._source.read(name, LARGEST_PAGE_PICTURE))
        except BadInput:
            return b""

    def margin(self, identifier: str) -> tuple[Block, ...]:
        """The blocks of the header or footer with that relationship id; none for an unknown id."""
        known = self._margins.get(identifier)
        if known is None:
            name = self._targets.get(identifier, "")
            root = self._source.xml(name)
            known = self._margins[identifier] = () if root is None else self.part_reader(name).blocks(root)
        return known

    def renew(self, source: PartSource) -> None:
        """Discard the cached headers and footers and use new parts."""
        self._source = source
        self._targets, self._kinds = self._relations(self._main)
        self._margins.clear()
        self._notes.clear()

    def _relations(self, part: str) -> tuple[dict[str, str], dict[str, str]]:
        """The targets of a part's relationships by id and by kind; external targets are left out."""
        folder, name = posixpath.split(part)
        root = self._source.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for relation in () if root is None else root:
            if relation.get("TargetMode") == "External":
                continue
            place = posixpath.join("/", folder, relation.get("Target") or "")
            targets[relation.get("Id") or ""] = name = posixpath.normpath(place).lstrip("/")
            kinds.setdefault((relation.get("Type") or "").rpartition("/")[2], name)
        return targets, kinds
