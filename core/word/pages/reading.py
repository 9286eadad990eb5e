"""Word files read for page layout: the output of one layout repeatedly, or a finished file once.

Of a rendered document only new blocks are parsed; the others are the same objects as before, by which
core.typesetting recognises that their lines are already broken.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType

from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.errors import BadInput
from core.package import Node, Package, W, parse_xml
from core.typesetting.values import Block, PageSection
from core.word.attributes import MAIN_PART, STYLES_PART
from core.word.pages.blocks import BlockReader, block_nodes
from core.word.pages.sections import Grid, SectionProperties, grid_of, section_properties
from core.word.pages.sources import NO_TEXTS, PartSource, RenderedParts, WordFile

# Rendered parts compared and split without parsing them: blocks of a document body, changes between style sheets.
#
# Only for XML as the layout engine writes it: one serialiser, ``<`` and ``>`` always escaped, no comments. Other XML gives
# None or blocks that do not parse, never a different text.

BODY, BODY_END = b"<w:body>", b"</w:body>"
_PARAGRAPH, _PARAGRAPH_END, _BOX = b"<w:p>", b"</w:p>", b"<w:txbxContent"
_NOTE_MARK = b"noteReference "
_TAG = re.compile(rb"<([\w.-]+:[\w.-]+)(?: [^>]*?)?(/?)>")


@dataclass(frozen=True, slots=True)
class SplitBody:
    """``head`` is everything before the first of the ``blocks`` of the body, ``tail`` everything after the last one."""

    head: bytes
    blocks: tuple[bytes, ...]
    tail: bytes


def split_body(xml: bytes, yield_to_ui: YieldToUi = never_yield) -> SplitBody | None:
    """The blocks of the body in order; None if the XML is not written as expected."""
    start, end = xml.find(BODY), xml.rfind(BODY_END)
    if start < 0 or end < 0:
        return None
    start = _after_blanks(xml, start + len(BODY))
    blocks = tuple(cooperatively(_blocks(xml, start, end), yield_to_ui, BATCH_SIZE))
    is_whole = start + sum(map(len, blocks)) == end
    return SplitBody(xml[:start], blocks, xml[end:]) if is_whole else None


def _blocks(xml: bytes, position: int, end: int) -> Iterator[bytes]:
    """The blocks from a position to the first one that is not written as expected."""
    plain = _BOX not in xml  # then no paragraph holds another one
    while position < end:
        is_paragraph = plain and xml.startswith(_PARAGRAPH, position)
        after = xml.find(_PARAGRAPH_END, position) + len(_PARAGRAPH_END) if is_paragraph else _block_end(xml, position)
        after = after if xml.startswith(b"<", after) else _after_blanks(xml, after)
        if not position < after <= end:
            return
        yield xml[position:after]
        position = after


def _block_end(xml: bytes, position: int) -> int:
    """The end of the element that begins here; 0 if none begins or it does not end."""
    opening = _TAG.match(xml, position)
    if not opening:
        return 0
    return opening.end() if opening[2] else _closed(xml, opening.end(), opening[1])


def _after_blanks(xml: bytes, position: int) -> int:
    while xml[position : position + 1].isspace():
        position += 1
    return position


def _closed(xml: bytes, position: int, name: bytes) -> int:
    """The end of the element of that name whose content begins here, counting nested elements of the same name."""
    depth = 1
    for tag in re.compile(rb"<(/?)%b(?: [^>]*?)?(/?)>" % re.escape(name)).finditer(xml, position):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            return tag.end()
    return 0


_START = "<w:style "
_ID = re.compile(r'w:styleId="([^"]*)"')
_BASE = re.compile(r'<w:basedOn w:val="([^"]*)"')
_DEFAULT = re.compile(r'[^>]*w:default="(?:1|true|on)"')


def changed_styles(before: str, after: str) -> frozenset[str] | None:
    """The ids of the styles that differ, including those based on them; None if other text may be affected.

    Both sheets are XML as the layout engine writes it. Content outside the styles and default styles affect all text.
    """
    old, new = before.split(_START), after.split(_START)
    if len(old) != len(new) or old[0] != new[0]:
        return None
    pairs = [pair for pair in zip(old[1:], new[1:], strict=True) if pair[0] != pair[1]]
    if not all(_is_alone(was, style) for was, style in pairs):
        return None
    return frozenset(_with_heirs({_identifier(style) for _, style in pairs}, new[1:]))


def _is_alone(was: str, style: str) -> bool:
    """Whether both are the same style, and one that affects only paragraphs that name it."""
    return _identifier(was) == _identifier(style) != "" and not _DEFAULT.match(style)


def _identifier(style: str) -> str:
    found = _ID.search(style)
    return found[1] if found else ""


def _with_heirs(changed: set[str], styles: Iterable[str]) -> set[str]:
    bases = [(_identifier(style), based[1]) for style in styles if (based := _BASE.search(style))]
    size = 0
    while size < len(changed):
        size = len(changed)
        changed |= {identifier for identifier, base in bases if base in changed}
    return changed


_SECTION, _P, _TABLE, _BODY = W + "sectPr", W + "p", W + "tbl", W + "body"
_SECTION_START = b"<w:sectPr"
AT_A_TIME = 16
"""Blocks parsed together."""


@dataclass(frozen=True, slots=True)
class _BodyItem:
    """The result of one element of the body: a block, the end of a section, or both."""

    block: Block | None
    paper: SectionProperties | None


@dataclass(frozen=True, slots=True)
class _CachedBlock:
    """The result of a block of the body; ``texts`` are the draft's elements that it was read with."""

    items: tuple[_BodyItem, ...]
    texts: tuple[tuple[int, str | None], ...]

    def fits(self, texts: Mapping[int, str]) -> bool:
        """Whether those elements still have the same texts."""
        return all(texts.get(number) == text for number, text in self.texts)


@dataclass(frozen=True, slots=True)
class _SharedState:
    """What all blocks depend on: style sheet, grid, width of the type area."""

    styles: bytes = b""
    grid: Grid = Grid()
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class _LastSection:
    """The last ``w:sectPr`` of a body and what all blocks take from it."""

    xml: bytes
    node: Node | None
    grid: Grid
    width: float


class RenderedReader:
    """Reads the files that one layout renders, repeatedly; not thread-safe.

    ``fixed`` are the parts that are the same in all its files, by name.
    """

    def __init__(self, fixed: Mapping[str, bytes], yield_to_ui: YieldToUi = never_yield) -> None:
        self._fixed = fixed
        self._yield_to_ui = yield_to_ui
        self._file: WordFile | None = None
        self._ground = _SharedState()
        self._last: _LastSection | None = None
        self._margins: dict[str, bytes] = {}
        self._kept: dict[bytes, _CachedBlock] = {}

    def read(self, parts: Mapping[str, bytes], texts: Mapping[int, str] = NO_TEXTS) -> tuple[PageSection, ...]:
        """The sections of a rendered file; ``parts`` are those that depend on its text, in addition to the fixed ones.

        ``texts`` are the draft's elements by number, as core.word.layouts.file writes them into bookmarks; other numbers are
        not reported in ``Paragraph.number``. Raises BadInput for what no Word file can contain.
        """
        cut = split_body(parts[MAIN_PART], self._yield_to_ui)
        if cut is None:
            return _read_whole(RenderedParts({**self._fixed, **parts}), MAIN_PART, texts)
        file = self._ready(parts, cut)
        fresh = self._fresh(cut, file, texts)
        if fresh is None:
            return _read_whole(RenderedParts({**self._fixed, **parts}), MAIN_PART, texts)
        self._kept = fresh
        blocks = cooperatively(cut.blocks, self._yield_to_ui, BATCH_SIZE)
        return _sections((item for block in blocks for item in fresh[block].items), file)

    def _ready(self, parts: Mapping[str, bytes], cut: SplitBody) -> WordFile:
        """The file with these styles; blocks read with other styles are discarded."""
        last = self._last_section(cut)
        ground = _SharedState(parts.get(STYLES_PART, b""), last.grid, last.width)
        margins = {name: data for name, data in parts.items() if name not in (MAIN_PART, STYLES_PART)}
        source = RenderedParts({**self._fixed, **parts})
        if self._file is None or ground != self._ground:
            self._kept = self._spared(ground)
            self._file = WordFile(source, last.node)
        elif margins != self._margins:
            self._file.renew(source)
        if margins != self._margins:
            self._kept = {block: known for block, known in self._kept.items() if _NOTE_MARK not in block}
        self._ground, self._margins = ground, margins
        return self._file

    def _last_section(self, cut: SplitBody) -> _LastSection:
        xml = next((block for block in cut.blocks[-1:] if block.startswith(_SECTION_START)), b"")
        if self._last is None or xml != self._last.xml:
            node = next(parsed_blocks(cut, (xml,)), None) if xml else None
            self._last = _LastSection(xml, node, grid_of(node), section_properties(node).sheet.text_width)
        return self._last

    def _spared(self, ground: _SharedState) -> dict[bytes, _CachedBlock]:
        """The cached blocks that the change of shared state does not affect."""
        if replace(self._ground, styles=ground.styles) != ground:
            return {}
        changed = changed_styles(
            self._ground.styles.decode("utf-8", "replace"), ground.styles.decode("utf-8", "replace")
        )
        if changed is None:
            return {}
        uses = [f'w:val="{identifier}"'.encode() for identifier in changed]
        kept = cooperatively(self._kept.items(), self._yield_to_ui, BATCH_SIZE)
        return {block: known for block, known in kept if not any(use in block for use in uses)}

    def _fresh(self, cut: SplitBody, file: WordFile, texts: Mapping[int, str]) -> dict[bytes, _CachedBlock] | None:
        """The result of each block, from the cache or read now; None if blocks cannot be parsed separately."""
        fresh: dict[bytes, _CachedBlock] = {}
        unknown: dict[bytes, None] = {}
        for block in cooperatively(cut.blocks, self._yield_to_ui, BATCH_SIZE):
            known = self._kept.get(block)
            if known is not None and known.fits(texts):
                fresh[block] = known
            else:
                unknown[block] = None
        nodes = cooperatively(parsed_blocks(cut, unknown), self._yield_to_ui)
        read = {block: _cached_block(node, file, texts) for block, node in zip(unknown, nodes, strict=False)}
        return {**fresh, **read} if len(read) == len(unknown) else None


def _cached_block(node: Node, file: WordFile, texts: Mapping[int, str]) -> _CachedBlock:
    reader = file.reader(texts)
    items = tuple(_items((node,), reader))
    return _CachedBlock(items, tuple((number, texts.get(number)) for number in reader.numbers))


def read_file(data: bytes) -> tuple[PageSection, ...]:
    """The sections of any finished Word file. Raises BadInput if it is none, damaged, encrypted or too large."""
    package = Package(data)
    return _read_whole(package, package.related("", "officeDocument") or MAIN_PART, NO_TEXTS)


def _read_whole(source: PartSource, main: str, texts: Mapping[int, str]) -> tuple[PageSection, ...]:
    root = source.xml(main)
    body = None if root is None else root.find(_BODY)
    if body is None:
        raise BadInput("package_damaged")
    file = WordFile(source, body.find(_SECTION), main)
    return _sections(_items(body, file.reader(texts)), file)


def parsed_blocks(cut: SplitBody, blocks: Iterable[bytes]) -> Iterator[Node]:
    """The elements of these blocks, one for each; stops at a block that is not exactly one element."""
    left = iter(blocks)
    while portion := tuple(islice(left, AT_A_TIME)):
        try:
            root = parse_xml(b"".join((cut.head, *portion, cut.tail)))
        except BadInput:
            return
        nodes = list(root.find(_BODY))
        if len(nodes) != len(portion):
            return
        yield from nodes


def _items(nodes: Iterable[Node], reader: BlockReader) -> Iterator[_BodyItem]:
    """The blocks and section ends of a body in order."""
    for node in block_nodes(nodes):
        if node.tag == _SECTION:
            yield _BodyItem(None, section_properties(node))
        elif node.tag in (_P, _TABLE):
            inner = node.find(f"{W}pPr/{_SECTION}") if node.tag == _P else None
            yield _BodyItem(reader.block(node), None if inner is None else section_properties(inner))


def _sections(items: Iterable[_BodyItem], file: WordFile) -> tuple[PageSection, ...]:
    """Blocks grouped into sections, each with its own or inherited headers and footers."""
    sections: list[PageSection] = []
    blocks: list[Block] = []
    headers: dict[str, str] = {}
    footers: dict[str, str] = {}
    is_open = True
    for item in items:
        is_open = item.paper is None
        if item.block is not None:
            blocks.append(item.block)
        if item.paper is not None:
            headers |= item.paper.headers
            footers |= item.paper.footers
            sections.append(_section(item.paper, tuple(blocks), file, (headers, footers)))
            blocks = []
    if is_open:
        sections.append(_section(section_properties(None), tuple(blocks), file, (headers, footers)))
    endnotes = file.endnotes()
    if endnotes:
        sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, *endnotes))
    return tuple(sections)


def _section(
    paper: SectionProperties, blocks: tuple[Block, ...], file: WordFile, margins: tuple[dict[str, str], dict[str, str]]
) -> PageSection:
    headers, footers = (
        MappingProxyType({kind: file.margin(identifier) for kind, identifier in ids.items()}) for ids in margins
    )
    return PageSection(
        paper.sheet,
        blocks,
        headers,
        footers,
        has_first=paper.has_first,
        has_even=file.settings.has_even,
        starts=paper.starts,
        first_number=paper.first_number,
        separator=file.separator(),
    )
