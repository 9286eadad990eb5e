"""Headers and footers: selection by page, height, and page number fields (ECMA-376 part 1, 17.10 and 17.16.5.44)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from core.typesetting.boxes import Box, TextColumn, moved_anchored, moved_lines, moved_rules, stack
from core.typesetting.drawings import DrawingSurface, draw_anchored
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.values import (
    PAGE_FIELD,
    PAGES_FIELD,
    Block,
    PageSection,
    PageSheet,
    Paragraph,
    PlacedLine,
    Rule,
    TableBlock,
    TableRow,
    TextPiece,
)


class PageNumbers(NamedTuple):
    """Values of the page fields: the page's number and the number of pages."""

    page: int
    pages: int

    def of(self, field: str) -> str | None:
        """The text of a field; None for a field that pagination does not fill."""
        return {PAGE_FIELD: str(self.page), PAGES_FIELD: str(self.pages)}.get(field)


Blocks: TypeAlias = tuple[Block, ...]
Margins: TypeAlias = tuple[tuple[PlacedLine, ...], tuple[Rule, ...]]


class TextArea(NamedTuple):
    """Top and bottom of the area for text, twips from the top of the paper."""

    top: float
    foot: float


def kind_of(section: PageSection, number: int, is_first: bool) -> str:
    """Which header and footer a page has: first, even or default."""
    if is_first and section.has_first:
        return "first"
    return "even" if section.has_even and number % 2 == 0 else "default"


def text_area(section: PageSection, kind: str, cache: TypesettingCache) -> TextArea:
    """The type area, reduced where a header or footer reaches into it."""
    sheet, samples = section.sheet, PageNumbers(1, 1)
    top, foot = sheet.top, sheet.height - sheet.bottom
    head, tail = section.headers.get(kind, ()), section.footers.get(kind, ())
    if head:
        top = max(top, sheet.header + _pile(head, sheet, samples, cache).height)
    if tail:
        foot = min(foot, sheet.height - sheet.footer - _pile(tail, sheet, samples, cache).height)
    return TextArea(top, max(foot, top))


def margin_content(section: PageSection, kind: str, numbers: PageNumbers, cache: TypesettingCache) -> Margins:
    """Lines and rules of a page's header and footer, at their positions on the paper."""
    sheet, head, foot = section.sheet, section.headers.get(kind, ()), section.footers.get(kind, ())
    texts = _texts((*head, *foot), numbers, cache)
    key = (sheet, head, foot, texts, numbers.page % 2)
    return cache.get_or_compute(key, lambda: _placed(sheet, (head, foot), numbers, cache))


def _placed(sheet: PageSheet, margins: tuple[Blocks, Blocks], numbers: PageNumbers, cache: TypesettingCache) -> Margins:
    lines: list[PlacedLine] = []
    rules: list[Rule] = []
    for blocks, is_head in zip(margins, (True, False), strict=True):
        if not blocks:
            continue
        content = _pile(blocks, sheet, numbers, cache)
        top = sheet.header if is_head else sheet.height - sheet.footer - content.height
        lines += moved_lines(content.lines, sheet.left, top)
        rules += moved_rules(content.rules, sheet.left, top)
        drawn_here = draw_anchored(
            moved_anchored(content.anchored, sheet.left, top),
            DrawingSurface(sheet, TypesettingCache(), numbers.page % 2 == 0),
        )
        lines += drawn_here.lines
        rules += drawn_here.rules
    return tuple(lines), tuple(rules)


def _pile(blocks: Blocks, sheet: PageSheet, numbers: PageNumbers, cache: TypesettingCache) -> Box:
    texts = dict(_texts(blocks, numbers, cache))
    return stack(_filled(blocks, texts), TextColumn(sheet.text_width, sheet.pitch, TypesettingCache()))


def _texts(blocks: Blocks, numbers: PageNumbers, cache: TypesettingCache) -> tuple[tuple[str, str], ...]:
    """Field name and text for each field in the blocks on this page."""
    fields = cache.get_or_compute((blocks, "fields"), lambda: tuple(sorted(_fields(blocks))))
    return tuple([(field, text) for field in fields if (text := numbers.of(field)) is not None])


def _fields(blocks: Sequence[Block]) -> set[str]:
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Paragraph):
            found |= {piece.field for piece in block.pieces}
        for inner in _inside(block):
            found |= _fields(inner)
    return found


def _inside(block: Block) -> list[Blocks]:
    """The blocks in the cells of a table, or in what is drawn at a paragraph."""
    if isinstance(block, Paragraph):
        return [drawing.blocks for drawing in block.drawings]
    return [cell.blocks for row in block.rows for cell in row.cells]


def _filled(blocks: Sequence[Block], texts: dict[str, str]) -> tuple[Block, ...]:
    return tuple([_filled_block(block, texts) for block in blocks])


def _filled_block(block: Block, texts: dict[str, str]) -> Block:
    if isinstance(block, TableBlock):
        rows = [
            TableRow(
                tuple([replace(cell, blocks=_filled(cell.blocks, texts)) for cell in row.cells]), row.height, row.rule
            )
            for row in block.rows
        ]
        return replace(block, rows=tuple(rows))
    pieces = [_filled_piece(piece, texts) for piece in block.pieces]
    drawings = [replace(drawing, blocks=_filled(drawing.blocks, texts)) for drawing in block.drawings]
    return replace(block, pieces=tuple(pieces), drawings=tuple(drawings))


def _filled_piece(piece: TextPiece, texts: dict[str, str]) -> TextPiece:
    return replace(piece, text=texts.get(piece.field, piece.text)) if piece.field else piece
