"""Lines on pages: paragraphs and tables of the sections one below another, as Word fills its pages."""

from collections.abc import Sequence
from math import floor
from typing import NamedTuple

from core.page.flow import Flow, OpenPage
from core.page.frames import Box, Frame, frame_of, frame_rules
from core.page.lines import Broken
from core.page.margins import Numbers, margin_content
from core.page.memory import Memory
from core.page.piles import Pile, neighbours, pile, space_between
from core.page.values import Block, Page, Pages, Paragraph, PlacedLine, Section, Shape, Table

NO_SHAPE = Shape()
# Kept free below the imprint, half a millimetre: word processors round heights and rules up, and LibreOffice has no line
# lower than 23 twips. Without it a hair too much would send the last line to a page of its own.
MARGIN = 30.0

# With widow control at least so many lines of a paragraph stand on the page it begins and on the one it ends (17.3.1.44).
ORPHANS = WIDOWS = 2


class _Filled(NamedTuple):
    """The space that the filling paragraph took, and whether it stands alone on its page."""

    space: float | None = None
    alone: bool = False


def lay_out(sections: Sequence[Section], memory: Memory | None = None) -> Pages:
    """The pages of a document.

    ``memory`` keeps broken lines from run to run, so that only what was edited is broken anew. Equal input gives equal
    pages with and without it.
    """
    memory = memory or Memory()
    flow, filled = Flow(memory), _Filled()
    for section in sections:
        flow.begin_section(section)
        filled = _place_blocks(section.blocks, flow, filled)
    pages = tuple([_finished(page, len(flow.pages), memory) for page in flow.pages])
    memory.forget_unused()
    return Pages(pages, filled.space, filled.alone)


def _finished(page: OpenPage, count: int, memory: Memory) -> Page:
    sheet = page.section.sheet
    margin_lines, margin_rules = margin_content(page.section, page.kind, Numbers(page.number, count), memory)
    rules = (*page.rules, *margin_rules)
    return Page(page.number, sheet, tuple(page.lines), tuple(margin_lines), rules)


def _place_blocks(blocks: Sequence[Block], flow: Flow, filled: _Filled) -> _Filled:
    last: Shape | None = None
    for place, (above, block, below) in enumerate(neighbours(blocks)):
        if flow.must_turn:
            flow.turn(False)
        if isinstance(block, Table):
            flow.y += last.after if last else 0.0
            _place_table(block, flow)
            last = None
            continue
        if block.shape.fills:
            filled = _fill(blocks[place:], flow, last)
            space = filled.space or 0.0
        else:
            space = _begin_paragraph(blocks[place:], flow, last)
        _place_paragraph(block, frame_of(block, above, below), flow, space)
        last = block.shape
    return filled


def _begin_paragraph(blocks: Sequence[Block], flow: Flow, last: Shape | None) -> float:
    """Turn the page where the first of the blocks asks for it; the space above it."""
    shape = _shape(blocks[0])
    if not flow.is_top:
        if shape.page_break_before:
            flow.turn(False)
        elif shape.keep_next and not _keeps(blocks, flow, last):
            flow.turn(True)
    return _space(last, shape, flow)


def _shape(block: Block) -> Shape:
    return block.shape if isinstance(block, Paragraph) else NO_SHAPE


def _space(last: Shape | None, shape: Shape, flow: Flow) -> float:
    """Space above a paragraph: none at the top of a page that began because the one before was full."""
    if not flow.is_top:
        return space_between(last, shape)
    return 0.0 if flow.is_turned else shape.before


def _fill(blocks: Sequence[Block], flow: Flow, last: Shape | None) -> _Filled:
    """Space above the blocks so that they end at the foot of this page, or of the next if they do not fit here."""
    height = pile(blocks, flow.column).height - _shape(blocks[0]).before - _shape(blocks[-1]).after
    least = height + MARGIN + (0.0 if flow.is_top or last is None else last.after)
    alone = flow.is_top
    if not alone and not flow.fits(least):
        flow.turn(True)
        alone = True
    return _Filled(max(float(floor(flow.spare - height - MARGIN)), 0.0), alone)


def _keeps(blocks: Sequence[Block], flow: Flow, last: Shape | None) -> bool:
    """Whether the paragraphs that keep with the next, and the beginning of what follows them, fit on this page."""
    height = 0.0
    for above, block, below in neighbours(blocks):
        if isinstance(block, Table):
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
    return flow.fits(height) or height > flow.text_height


def _least_lines(shape: Shape, count: int) -> int:
    """How many of a paragraph's lines at least stand together at its beginning."""
    if shape.keep_lines or (shape.widow_control and count <= WIDOWS + ORPHANS - 1):
        return count
    return min(ORPHANS if shape.widow_control else 1, count)


def _place_table(table: Table, flow: Flow) -> None:
    left = flow.left + flow.column.table_left(table)
    for row in flow.column.rows(table):
        if not flow.fits(row.height) and not flow.is_top:
            flow.turn(True)
        if row.height > flow.text_height:
            _place_in_parts(row, left, flow)
            continue
        flow.put(*row.moved(left, flow.y), row.height)


def _place_in_parts(row: Pile, left: float, flow: Flow) -> None:
    """A row higher than a page goes on on the next one, line by line."""
    shift, rules = 0.0, row.rules
    for placed in sorted(row.lines, key=lambda placed: placed.y):
        if not flow.fits(placed.y - shift + placed.line.height) and not flow.is_top:
            flow.turn(True)
            shift = placed.y
        flow.page.lines.append(PlacedLine(left + placed.x, flow.y + placed.y - shift, placed.line, placed.paragraph))
        flow.is_top = False
    moved = Pile((), rules, row.height).moved(left, flow.y - shift)
    flow.put(*moved, min(row.height - shift, flow.spare))


def _place_paragraph(paragraph: Paragraph, frame: Frame, flow: Flow, space: float) -> None:
    """The lines of a paragraph, on as many pages as they need."""
    broken = flow.column.broken(paragraph)
    flow.y += space
    begin, count = 0, len(broken.lines)
    while begin < count:
        limit = next((cut for cut in broken.cuts if cut > begin), count)
        end = _divided(paragraph.shape, broken, (begin, limit), flow, 0.0 if begin else frame.above)
        if end > begin:
            _put_lines(paragraph, broken, (begin, end), flow, frame)
            begin = end
        if begin < count:
            flow.turn(end < limit)
    flow.must_turn = count in broken.cuts


def _divided(shape: Shape, broken: Broken, part: tuple[int, int], flow: Flow, above: float) -> int:
    """The first of the lines of a part that goes on the next page; at least one stands on an empty page."""
    begin, limit = part
    end = min(_fitting(broken, begin, flow.spare - above), limit)
    if flow.is_top:
        return max(end, begin + 1)
    if end == limit or shape.fills:
        return end
    return _kept_together(shape, begin, end, len(broken.lines))


def _fitting(broken: Broken, begin: int, room: float) -> int:
    """The first line, from ``begin`` on, that does not fit into ``room``."""
    start, end = broken.tops[begin], begin
    while end < len(broken.lines) and broken.tops[end] + broken.lines[end].height - start <= room + 0.5:
        end += 1
    return end


def _kept_together(shape: Shape, begin: int, end: int, count: int) -> int:
    """Where to divide a paragraph of which the lines from begin to end of count fit; begin: not here at all."""
    if shape.keep_lines and begin == 0:
        return begin
    if not shape.widow_control:
        return end
    if count - end == 1:
        end -= 1
    return begin if begin == 0 and end < 2 else end


def _put_lines(paragraph: Paragraph, broken: Broken, part: tuple[int, int], flow: Flow, frame: Frame) -> None:
    begin, end = part
    shape, left = paragraph.shape, flow.left
    is_last = end == len(broken.lines)
    shown = Frame(frame.top if begin == 0 else None, frame.bottom if is_last else None)
    y = flow.y + shown.above
    shift = y - broken.tops[begin]
    lines = [
        PlacedLine(left + broken.lefts[place], shift + broken.tops[place], broken.lines[place], paragraph)
        for place in range(begin, end)
    ]
    height = (broken.height if is_last else broken.tops[end]) - broken.tops[begin]
    text = Box(left + shape.left, y, left + flow.column.width - shape.right, y + height)
    flow.put(lines, frame_rules(shape, shown, text), height + shown.above + shown.below)
