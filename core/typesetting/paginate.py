"""Pagination: paragraphs and tables of all sections on pages, filled as Word fills them."""

from collections.abc import Sequence
from math import floor, inf

from core.cooperative import YieldToUi, cooperatively, never_yield
from core.typesetting.borders import BorderFrame, Rect, frame_of, frame_rules
from core.typesetting.boxes import (
    Anchored,
    Box,
    CellSpan,
    anchored_between,
    moved_anchored,
    neighbours,
    space_between,
    stack,
)
from core.typesetting.flow import Flow, OpenPage
from core.typesetting.lines import BrokenParagraph
from core.typesetting.margins import PageNumbers, margin_content
from core.typesetting.page_cache import BlockCursor, PageCache
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.split_rows import can_split, foot_of, split_cells, whole_cells
from core.typesetting.values import Block, Page, Pages, PageSection, Paragraph, ParagraphShape, PlacedLine, TableBlock

NO_SHAPE = ParagraphShape()
# Kept free below the imprint, half a millimetre: word processors round heights and rules up, and LibreOffice has no line
# lower than 23 twips. Without it a hair too much would send the last line to a page of its own.
MARGIN = 30.0

# With widow control at least so many lines of a paragraph stand on the page it begins and on the one it ends (17.3.1.44).
ORPHANS = WIDOWS = 2


def lay_out(
    sections: Sequence[PageSection], cache: TypesettingCache | None = None, yield_to_ui: YieldToUi = never_yield
) -> Pages:
    """The pages of a document.

    ``cache`` keeps broken lines and filled pages between runs, so that only edited paragraphs and the pages they change
    are computed again. The result is the same with and without it.
    """
    cache = cache or TypesettingCache()
    flow = Flow(cache)
    for section in sections:
        flow.begin_section(section)
        _place_blocks(section.blocks, flow, yield_to_ui)
    if flow.pages:
        flow.close()
    pages = tuple([_finished(page, len(flow.pages), cache) for page in cooperatively(flow.pages, yield_to_ui)])
    cache.drop_unused()
    return Pages(pages, flow.filled, flow.fill_alone)


def _finished(page: OpenPage, count: int, cache: TypesettingCache) -> Page:
    margin_lines, margin_rules = margin_content(page.section, page.kind, PageNumbers(page.number, count), cache)
    return Page(page.number, page.section.sheet, page.lines, margin_lines, page.rules + margin_rules)


def _place_blocks(blocks: Sequence[Block], flow: Flow, yield_to_ui: YieldToUi) -> None:
    """Place the blocks page by page; each page end returns here, so that known pages can be reused."""
    at, page_cache = BlockCursor(0), PageCache(blocks, flow, yield_to_ui)
    while at.place < len(blocks):
        yield_to_ui()
        if flow.must_turn:
            flow.turn(False)
            page_cache.store_page(at)
        if flow.is_top:
            at = page_cache.reuse_pages(at)
            if at.place >= len(blocks):
                break
        block = blocks[at.place]
        at = _place_table(block, at, blocks, flow) if isinstance(block, TableBlock) else _place(block, at, blocks, flow)
        page_cache.store_page(at)


def _place(paragraph: Paragraph, at: BlockCursor, blocks: Sequence[Block], flow: Flow) -> BlockCursor:
    """Place the paragraph from the cursor to its end or the end of the page; returns where to continue."""
    above, below = _around(blocks, at.place)
    if at.begin == 0:
        last = above.shape if isinstance(above, Paragraph) else None
        if not flow.is_top and _turns_before(blocks, at.place, flow, last):
            return at
        space = _space(blocks, at.place, flow, last)
        flow.y += space
        if paragraph.drawings or flow.bands:
            _skip_drawings(paragraph, max(space - (last.after if last else 0.0), 0.0), flow)
    return _place_lines(paragraph, at, frame_of(paragraph, above, below), flow)


def _skip_drawings(paragraph: Paragraph, above: float, flow: Flow) -> None:
    """Move down past drawings that allow no text beside them; ``above`` is the paragraph's own share of the space above."""
    broken = flow.column.broken(paragraph)
    flow.above = above
    bands = list(flow.bands)
    if any(drawing.pushes for drawing in paragraph.drawings):
        bands += flow.draw_anchored(Anchored(paragraph, flow.left, flow.column.width, flow.y, broken, above)).bands
    free = flow.clear(broken.lines[0].height, bands)
    flow.above += free - flow.y
    flow.y = free


def _around(blocks: Sequence[Block], place: int) -> tuple[Block | None, Block | None]:
    """The blocks before and after the one at ``place``."""
    return blocks[place - 1] if place else None, blocks[place + 1] if place + 1 < len(blocks) else None


def _place_lines(paragraph: Paragraph, at: BlockCursor, frame: BorderFrame, flow: Flow) -> BlockCursor:
    broken = flow.column.broken(paragraph)
    count = len(broken.lines)
    limit = next((cut for cut in broken.cuts if cut > at.begin), count)
    end = _divided(paragraph.shape, broken, (at.begin, limit), flow, 0.0 if at.begin else frame.above)
    if end > at.begin:
        _put_lines(paragraph, broken, (at.begin, end), flow, frame)
    if end < count:
        flow.turn(end < limit)
        return BlockCursor(at.place, end)
    flow.must_turn = count in broken.cuts
    return BlockCursor(at.place + 1)


def _turns_before(blocks: Sequence[Block], place: int, flow: Flow, last: ParagraphShape | None) -> bool:
    """Start a new page if the block at ``place`` requires one or does not fit as it must; whether the flow is at a page top."""
    shape = _shape(blocks[place])
    if shape.page_break_before:
        flow.turn(False)
    elif (shape.fills and not flow.fits(_filled_height(blocks[place:], flow) + (last.after if last else 0.0))) or (
        shape.keep_next and not _keeps(blocks[place:], flow, last)
    ):
        flow.turn(True)
    return flow.is_top


def _shape(block: Block) -> ParagraphShape:
    return block.shape if isinstance(block, Paragraph) else NO_SHAPE


def _space(blocks: Sequence[Block], place: int, flow: Flow, last: ParagraphShape | None) -> float:
    """Space above the block at ``place``: none at the top of a page that began because the previous one was full.

    Above the filling paragraph it is what remains on the page.
    """
    shape = _shape(blocks[place])
    if shape.fills:
        flow.filled = max(float(floor(flow.spare - _filled_height(blocks[place:], flow))), 0.0)
        flow.fill_alone = flow.is_top
        return flow.filled
    if not flow.is_top:
        return space_between(last, shape)
    return 0.0 if flow.is_turned else shape.before


def _filled_height(blocks: Sequence[Block], flow: Flow) -> float:
    """Height of the blocks that must end at the page foot, without the space before and after them, twips."""
    return stack(blocks, flow.column).height - _shape(blocks[0]).before - _shape(blocks[-1]).after + MARGIN


def _keeps(blocks: Sequence[Block], flow: Flow, last: ParagraphShape | None) -> bool:
    """Whether the paragraphs that keep with the next, and the beginning of what follows them, fit on this page."""
    height = 0.0
    for above, block, below in neighbours(blocks):
        if isinstance(block, TableBlock):
            height += flow.column.rows(block)[0].height if block.rows else 0.0
            break
        broken, frame = flow.column.broken(block), frame_of(block, above, below)
        height += space_between(last, block.shape) + frame.above
        last = block.shape
        if not last.keep_next:
            least = _least_lines(last, len(broken.lines))
            height += broken.tops[least] if least < len(broken.lines) else broken.height
            break
        height += broken.height + frame.below
        if height > flow.text_height:
            break
    return flow.fits(height) or height > flow.text_height


def _least_lines(shape: ParagraphShape, count: int) -> int:
    """How many of a paragraph's lines at least stand together at its beginning."""
    if shape.keep_lines or (shape.widow_control and count <= WIDOWS + ORPHANS - 1):
        return count
    return min(ORPHANS if shape.widow_control else 1, count)


def _place_table(table: TableBlock, at: BlockCursor, blocks: Sequence[Block], flow: Flow) -> BlockCursor:
    """Place the rows of the table that fit on the page; where to go on."""
    _go_to_table(table, at, blocks, flow)
    left = flow.left + flow.column.table_left(table)
    for number, row in enumerate(flow.column.rows(table)[at.begin :], at.begin):
        if flow.fits(row.height):
            _hang(row, left, flow)
            flow.put(*row.moved(left, flow.y), row.height)
            continue
        spans = flow.column.spans(table)[number]
        if not flow.is_top and not can_split(table.rows[number], spans, flow.spare):
            flow.turn(True)
            return BlockCursor(at.place, number)
        is_last = number == len(table.rows) - 1
        _place_in_parts(spans, foot_of(spans, row.height) if is_last else 0.0, left, flow)
    return BlockCursor(at.place + 1)


def _place_in_parts(spans: Sequence[CellSpan], foot: float, left: float, flow: Flow) -> None:
    """A row that does not end on this page goes on on the next one, each cell at its next line."""
    left_over = whole_cells(spans)
    while True:
        part, left_over = split_cells(left_over, flow.spare, foot)
        _hang(part, left, flow)
        flow.put(*part.moved(left, flow.y), min(part.height, flow.spare))
        if not any(rest.lines for rest in left_over):
            return
        flow.turn(True)


def _go_to_table(table: TableBlock, at: BlockCursor, blocks: Sequence[Block], flow: Flow) -> None:
    """Go down past the space after what stands above, and past drawings beside which nothing may stand."""
    if not (at.begin or flow.is_top):
        flow.y += _shape(blocks[at.place - 1]).after
    if flow.bands and table.rows:
        flow.y = flow.clear(flow.column.rows(table)[at.begin].height, flow.bands)


def _hang(row: Box, left: float, flow: Flow) -> None:
    for anchored in moved_anchored(row.anchored, left, flow.y):
        flow.place_anchored(anchored)


def _divided(shape: ParagraphShape, broken: BrokenParagraph, part: tuple[int, int], flow: Flow, above: float) -> int:
    """Index of the first line of a part that goes to the next page; an empty page always takes at least one line."""
    begin, limit = part
    end = min(_fitting(broken, begin, flow.spare - above), limit)
    if flow.is_top:
        return max(end, begin + 1)
    if end == limit or shape.fills:
        return end
    return _kept_together(shape, begin, end, len(broken.lines))


def _fitting(broken: BrokenParagraph, begin: int, room: float) -> int:
    """The first line, from ``begin`` on, that does not fit into ``room``."""
    start, end = broken.tops[begin], begin
    while end < len(broken.lines) and broken.tops[end] + broken.lines[end].height - start <= room + 0.5:
        end += 1
    return end


def _kept_together(shape: ParagraphShape, begin: int, end: int, count: int) -> int:
    """Where to split a paragraph whose lines begin to end (of count) fit; ``begin`` means nothing stays on this page."""
    if shape.keep_lines and begin == 0:
        return begin
    if not shape.widow_control:
        return end
    if count - end == 1:
        end -= 1
    return begin if begin == 0 and end < 2 else end


def _put_lines(
    paragraph: Paragraph, broken: BrokenParagraph, part: tuple[int, int], flow: Flow, frame: BorderFrame
) -> None:
    begin, end = part
    shape, left = paragraph.shape, flow.left
    is_last = end == len(broken.lines)
    shown = BorderFrame(frame.top if begin == 0 else None, frame.bottom if is_last else None)
    y = flow.y + shown.above
    shift = y - broken.tops[begin]
    lines = [
        PlacedLine(left + broken.lefts[place], shift + broken.tops[place], broken.lines[place], paragraph)
        for place in range(begin, end)
    ]
    if paragraph.drawings:
        whole = Anchored(paragraph, left, flow.column.width, shift, broken, flow.above)
        next_top = inf if is_last else shift + broken.tops[end]
        for anchored in anchored_between((whole,), y, next_top):
            flow.place_anchored(anchored)
    height = (broken.height if is_last else broken.tops[end]) - broken.tops[begin]
    text = Rect(left + shape.left, y, left + flow.column.width - shape.right, y + height)
    flow.put(lines, frame_rules(shape, shown, text), height + shown.above + shown.below)
