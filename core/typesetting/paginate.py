"""Pagination: paragraphs and tables of all sections on pages, filled as Word fills them."""

from collections.abc import Hashable, Mapping, Sequence
from math import floor, inf
from typing import Any, NamedTuple

from core.cooperative import YieldToUi, cooperatively, never_yield
from core.typesetting.borders import BorderFrame, Rect, frame_of, frame_rules
from core.typesetting.boxes import (
    Anchored,
    anchored_between,
    neighbours,
    space_between,
    stack,
)
from core.typesetting.flow import Flow, OpenPage, notes_in
from core.typesetting.lines import BrokenParagraph
from core.typesetting.margins import PageNumbers, margin_content
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.table_flow import height_together, place_table
from core.typesetting.values import (
    Block,
    Page,
    PageNote,
    Pages,
    PageSection,
    Paragraph,
    ParagraphShape,
    PlacedLine,
    Rule,
    TableBlock,
)

# Reuse of pages filled from the same blocks in an earlier run.


class BlockCursor(NamedTuple):
    """The next thing to place: block index ``place``, from its line or row ``begin`` on."""

    place: int
    begin: int = 0


class PageRecord(NamedTuple):
    """A filled page: the blocks it was made from, including neighbours that influenced it, its content, and where it ended.

    ``kept`` are the cache entries computed for it.
    """

    blocks: tuple[Block | None, ...]
    lines: tuple[PlacedLine, ...]
    rules: tuple[Rule, ...]
    steps: int
    begin: int
    is_full: bool
    kept: Mapping[Hashable, Any]


class PageCache:
    """Looks up and stores the page records of one section."""

    def __init__(self, blocks: Sequence[Block], flow: Flow, yield_to_ui: YieldToUi) -> None:
        # One more in front and two behind: the neighbours of the first and last block, and of the one after it.
        self._blocks: tuple[Block | None, ...] = (None, *blocks, None, None)
        self._flow = flow
        self._yield_to_ui = yield_to_ui
        self._start = BlockCursor(0)
        self._page = 0
        self._key: Hashable = None

    def reuse_pages(self, at: BlockCursor) -> BlockCursor:
        """Reuse pages from here on while they are known, then record the first unknown one. Call at the top of a page."""
        flow = self._flow
        while at.place + 3 < len(self._blocks) and not flow.has_rest:
            self._yield_to_ui()
            key = (
                self._blocks[at.place + 1],
                at.begin,
                flow.is_turned,
                flow.left,
                flow.top,
                flow.foot,
                flow.column[:2],
            )
            record: PageRecord | None = flow.cache.find(key)
            if record is None or self._blocks[at.place : at.place + len(record.blocks)] != record.blocks:
                self._start, self._page, self._key = at, len(flow.pages), key
                break
            flow.cache.keep({key: record, **record.kept})
            flow.take_over(record.lines, record.rules, record.is_full)
            at = BlockCursor(at.place + record.steps, record.begin)
        flow.cache.end_page()
        return at

    def store_page(self, at: BlockCursor) -> None:
        """Store the page being recorded if it has just ended."""
        flow = self._flow
        if flow.has_rest:
            self._key = None
        is_watched = self._key is not None and len(flow.pages) == self._page + 1 and flow.is_top
        if not is_watched or self._fills(at.place):
            return
        page, start = flow.pages[-2], self._start
        used = self._blocks[start.place : self._reach(at.place)]
        steps = at.place - start.place
        kept = flow.cache.end_page()
        record = PageRecord(used, page.lines, page.rules, steps, at.begin, flow.is_turned, kept)
        flow.cache.keep({self._key: record})
        self._key = None

    def _fills(self, place: int) -> bool:
        """Whether a filling space stands on the page or ended it: its height depends on all that follows, so do not store it."""
        block = self._blocks[place + 1]
        return self._flow.filled is not None or (isinstance(block, Paragraph) and block.shape.fills)

    def _reach(self, place: int) -> int:
        """One past the last block that influenced where the page before ``place`` ends."""
        place += 1
        while isinstance(block := self._blocks[place], Paragraph) and block.shape.keep_next:
            place += 1
        return place + 2


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
        flow.close_notes()
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
        flow.above = max(space - (last.after if last else 0.0), 0.0)
    if paragraph.drawings or flow.bands:
        flow.skip_bands(paragraph, at.begin)
    return _place_lines(paragraph, at, frame_of(paragraph, above, below), flow)


def _around(blocks: Sequence[Block], place: int) -> tuple[Block | None, Block | None]:
    """The blocks before and after the one at ``place``."""
    return blocks[place - 1] if place else None, blocks[place + 1] if place + 1 < len(blocks) else None


def _place_lines(paragraph: Paragraph, at: BlockCursor, frame: BorderFrame, flow: Flow) -> BlockCursor:
    broken = flow.column.broken(paragraph)
    count = len(broken.lines)
    limit = next((cut for cut in broken.cuts if cut > at.begin), count)
    above = 0.0 if at.begin else frame.above
    full = _divided(paragraph, broken, (at.begin, limit), flow, above)
    end = flow.before_bands(paragraph, (at.begin, full), above)
    if end > at.begin:
        _put_lines(paragraph, broken, (at.begin, end), flow, frame)
        if paragraph.notes:
            flow.add_notes(notes_in(paragraph, broken.lines[at.begin : end]))
    if end < full:
        return BlockCursor(at.place, end)
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
    rest = tuple(blocks)  # asked for twice a run, and mostly the same in the next one
    whole = flow.cache.get_or_compute(("filled", flow.column[:2], rest), lambda: stack(rest, flow.column).height)
    return whole - _shape(blocks[0]).before - _shape(blocks[-1]).after + MARGIN


def _keeps(blocks: Sequence[Block], flow: Flow, last: ParagraphShape | None) -> bool:
    """Whether the paragraphs that keep with the next, and the beginning of what follows them, fit on this page."""
    height, notes = 0.0, list[PageNote]()
    for above, block, below in neighbours(blocks):
        if isinstance(block, TableBlock):
            height += height_together(block, flow)
            break
        broken, frame = flow.column.broken(block), frame_of(block, above, below)
        height += space_between(last, block.shape) + frame.above
        last = block.shape
        if not last.keep_next:
            least = _least_lines(last, len(broken.lines))
            notes += notes_in(block, broken.lines[:least])
            height += broken.tops[least] if least < len(broken.lines) else broken.height
            break
        height += broken.height + frame.below
        notes += block.notes
        if height > flow.text_height:
            break
    return flow.fits_with(height, notes) or height > flow.text_height


def _least_lines(shape: ParagraphShape, count: int) -> int:
    """How many of a paragraph's lines at least stand together at its beginning."""
    if shape.keep_lines or (shape.widow_control and count <= WIDOWS + ORPHANS - 1):
        return count
    return min(ORPHANS if shape.widow_control else 1, count)


def _place_table(table: TableBlock, at: BlockCursor, blocks: Sequence[Block], flow: Flow) -> BlockCursor:
    """Place the rows of the table that fit on the page, below the space after what stands above; where to go on."""
    if not (at.begin or flow.is_top):
        flow.y += _shape(blocks[at.place - 1]).after
    following = place_table(table, at.begin, flow)
    return BlockCursor(at.place + 1) if following is None else BlockCursor(at.place, following)


def _divided(paragraph: Paragraph, broken: BrokenParagraph, part: tuple[int, int], flow: Flow, above: float) -> int:
    """Index of the first line of a part that goes to the next page; an empty page always takes at least one line."""
    begin, limit = part
    shape = paragraph.shape
    end = min(_fitting(broken, begin, flow.spare - above), limit)
    while paragraph.notes and end > begin:
        height = broken.tops[end - 1] + broken.lines[end - 1].height - broken.tops[begin] + above
        if flow.fits_with(height, notes_in(paragraph, broken.lines[begin:end])):
            break
        end -= 1
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
