"""Word files read for page layout: the output of one layout repeatedly, or a finished file once.

Of a rendered document only new blocks are parsed; the others are the same objects as before, by which
core.typesetting recognises that their lines are already broken.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType

from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.errors import BadInput
from core.package import Node, Package, W, parse_xml
from core.typesetting.values import Block, PageSection
from core.word.pages.blocks import BlockReader, block_nodes
from core.word.pages.rendered_xml import SplitBody, changed_styles, split_body
from core.word.pages.sections import Grid, SectionProperties, grid_of, section_properties
from core.word.pages.sources import MAIN_PART, NO_TEXTS, STYLES_PART, PartSource, RenderedParts, WordFile

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


class RenderedReader:
    """Reads the files that one layout renders, repeatedly; not thread-safe.

    ``fixed`` are the parts that are the same in all its files, by name.
    """

    def __init__(self, fixed: Mapping[str, bytes], yield_to_ui: YieldToUi = never_yield) -> None:
        self._fixed = fixed
        self._yield_to_ui = yield_to_ui
        self._file: WordFile | None = None
        self._ground = _SharedState()
        self._last: tuple[bytes, Node | None] = (b"", None)
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
        section = self._last_section(cut)
        ground = _SharedState(
            parts.get(STYLES_PART, b""), grid_of(section), section_properties(section).sheet.text_width
        )
        margins = {name: data for name, data in parts.items() if name not in (MAIN_PART, STYLES_PART)}
        source = RenderedParts({**self._fixed, **parts})
        if self._file is None or ground != self._ground:
            self._kept = self._spared(ground)
            self._file = WordFile(source, section)
        elif margins != self._margins:
            self._file.renew(source)
        self._ground, self._margins = ground, margins
        return self._file

    def _last_section(self, cut: SplitBody) -> Node | None:
        """The last ``w:sectPr`` of the body."""
        last = next((block for block in cut.blocks[-1:] if block.startswith(_SECTION_START)), b"")
        if last != self._last[0]:
            self._last = (last, next(_parsed(cut, (last,)), None) if last else None)
        return self._last[1]

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
        nodes = cooperatively(_parsed(cut, unknown), self._yield_to_ui)
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


def _parsed(cut: SplitBody, blocks: Iterable[bytes]) -> Iterator[Node]:
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
    )
