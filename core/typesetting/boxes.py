"""Blocks stacked without page breaks (table cells, headers, footers, drawings), and tables row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from core.typesetting.borders import BorderFrame, Rect, cell_rules, filled, frame_of, frame_rules
from core.typesetting.lines import BrokenParagraph, break_lines
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.values import (
    Block,
    Cell,
    Drawing,
    Paragraph,
    ParagraphShape,
    PlacedLine,
    Rule,
    TableBlock,
    TableRow,
)

SLACK = 0.5
"""Half a twip: sums of heights are not exact to the last bit."""


class Anchored(NamedTuple):
    """A paragraph to which drawings are anchored: left edge and width of its column, top of its text, its lines.

    ``above`` is the paragraph's own share of the space before it: vertical offsets are measured from there.
    """

    paragraph: Paragraph
    left: float
    width: float
    top: float
    broken: BrokenParagraph
    above: float = 0.0


class Box(NamedTuple):
    """Lines and rules relative to an upper left corner, their total height, and the paragraphs with anchored drawings."""

    lines: tuple[PlacedLine, ...]
    rules: tuple[Rule, ...]
    height: float
    anchored: tuple[Anchored, ...] = ()

    def moved(self, x: float, y: float) -> tuple[list[PlacedLine], list[Rule]]:
        """Its lines and rules with the corner at (x, y)."""
        return moved_lines(self.lines, x, y), moved_rules(self.rules, x, y)


def divided(box: Box, room: float) -> tuple[Box, Box]:
    """What of a box fits into this height, at least its first line, and what remains of it."""
    lines = sorted(box.lines, key=lambda placed: placed.y)
    count = sum(placed.y + placed.line.height <= room + SLACK for placed in lines)
    shown, left = lines[: max(count, 1)], lines[max(count, 1) :]
    cut = left[0].y if left else box.height
    above = tuple(rule for rule in box.rules if rule.y < cut)
    below = [rule for rule in box.rules if rule.y >= cut]
    rest = Box(tuple(moved_lines(left, 0.0, -cut)), tuple(moved_rules(below, 0.0, -cut)), box.height - cut)
    return Box(tuple(shown), above, cut, box.anchored), rest


def moved_lines(lines: Sequence[PlacedLine], x: float, y: float) -> list[PlacedLine]:
    """The lines shifted by (x, y)."""
    return [PlacedLine(placed.x + x, placed.y + y, placed.line, placed.paragraph, placed.sideways) for placed in lines]


def moved_rules(rules: Sequence[Rule], x: float, y: float) -> list[Rule]:
    """The rules shifted by (x, y)."""
    return [
        Rule(rule.x + x, rule.y + y, rule.x2 + x, rule.y2 + y, rule.thickness, rule.colour, rule.style, rule.picture)
        for rule in rules
    ]


def moved_anchored(anchored: Sequence[Anchored], x: float, y: float) -> list[Anchored]:
    """The paragraphs with drawings, shifted by (x, y)."""
    return [each._replace(left=each.left + x, top=each.top + y) for each in anchored]


def anchored_between(anchored: Sequence[Anchored], top: float, bottom: float) -> list[Anchored]:
    """The paragraphs reduced to the drawings whose line begins at or below ``top`` and above ``bottom``."""
    found = []
    for each in anchored:
        tops = [each.top + each.broken.tops[line_of(drawing, each.broken)] for drawing in each.paragraph.drawings]
        inside = tuple(d for d, y in zip(each.paragraph.drawings, tops, strict=True) if top <= y + SLACK < bottom)
        if inside:
            found.append(each._replace(paragraph=replace(each.paragraph, drawings=inside)))
    return found


def line_of(drawing: Drawing, broken: BrokenParagraph) -> int:
    """Index of the line in which a drawing stands; 0 for one anchored to its paragraph."""
    places = ((number, stretch) for number, line in enumerate(broken.lines) for stretch in line.stretches)
    inside = (number for number, each in places if each.start <= drawing.place < each.start + len(each.text))
    return 0 if drawing.anchor is not None else next(inside, 0)


Found: TypeAlias = tuple[list[PlacedLine], list[Rule], list[Anchored]]


class TextColumn(NamedTuple):
    """A column: width and line pitch in twips, and the cache of broken paragraphs."""

    width: float
    pitch: float
    cache: TypesettingCache

    def broken(self, paragraph: Paragraph) -> BrokenParagraph:
        """The paragraph's lines in this column."""
        key = (paragraph, self.width, self.pitch)
        return self.cache.get_or_compute(key, lambda: break_lines(paragraph, self.width, self.pitch))

    def rows(self, table: TableBlock) -> list[Box]:
        """The table's rows, each relative to its own upper left corner."""
        return self.cache.get_or_compute((table, self.pitch), lambda: _rows(table, self))

    def spans(self, table: TableBlock) -> "list[list[CellSpan]]":
        """The cells that begin in each row."""
        return self.cache.get_or_compute((table, self.pitch, "cells"), lambda: _by_row(table, self))

    def table_left(self, table: TableBlock) -> float:
        """Left edge of the table within the column."""
        spare = self.width - max((sum(cell.width for cell in row.cells) for row in table.rows), default=0.0)
        return {"center": spare / 2, "right": spare}.get(table.align, table.left)


def space_between(above: ParagraphShape | None, below: ParagraphShape) -> float:
    """Space between two paragraphs: the larger of that after the first and that before the second (17.3.1.33).

    One that asks for none between paragraphs of its own style adds nothing on its side (17.3.1.9).
    """
    if above is None:
        return below.before
    alike = above.style == below.style
    after = 0.0 if alike and above.contextual else above.after
    return after + (0.0 if alike and below.contextual else max(below.before - above.after, 0.0))


def neighbours(blocks: Sequence[Block]) -> Iterator[tuple[Block | None, Block, Block | None]]:
    """Every block with the one above and the one below it."""
    return zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)


def stack(blocks: Sequence[Block], column: TextColumn) -> Box:
    """Stack the blocks from the top of a column."""
    found: Found = ([], [], [])
    y, last = 0.0, None
    for above, block, below in neighbours(blocks):
        if isinstance(block, TableBlock):
            y += last.after if last else 0.0
            y, last = _add_table(block, column, y, found), None
            continue
        y += space_between(last, block.shape)
        y, last = _add(block, frame_of(block, above, below), column, y, found), block.shape
    lines, rules, anchored = found
    return Box(tuple(lines), tuple(rules), y + (last.after if last else 0.0), tuple(anchored))


def _add(paragraph: Paragraph, frame: BorderFrame, column: TextColumn, y: float, found: Found) -> float:
    shape, broken = paragraph.shape, column.broken(paragraph)
    y += frame.above
    if paragraph.drawings:
        found[2].append(Anchored(paragraph, 0.0, column.width, y, broken))
    found[0].extend(
        [
            PlacedLine(left, y + top, line, paragraph)
            for line, left, top in zip(broken.lines, broken.lefts, broken.tops, strict=True)
        ]
    )
    found[1].extend(frame_rules(shape, frame, Rect(shape.left, y, column.width - shape.right, y + broken.height)))
    return y + broken.height + frame.below


def _add_table(table: TableBlock, column: TextColumn, y: float, found: Found) -> float:
    left = column.table_left(table)
    for row in column.rows(table):
        lines, rules = row.moved(left, y)
        found[0].extend(lines)
        found[1].extend(rules)
        found[2].extend(moved_anchored(row.anchored, left, y))
        y += row.height
    return y


class CellSpan(NamedTuple):
    """A cell with its left edge, first and last row, and its content."""

    cell: Cell
    left: float
    first: int
    last: int
    content: Box


def _rows(table: TableBlock, column: TextColumn) -> list[Box]:
    by_row = column.spans(table)
    spans = [span for row in by_row for span in row]
    heights: list[float] = []
    for number, row in enumerate(table.rows):
        ending = [span for span in spans if span.last == number]
        foot = _foot(ending) if number == len(table.rows) - 1 else 0.0
        heights.append(_row_height(row, [needed(span) - sum(heights[span.first :]) for span in ending]) + foot)
    return [row_box(by_row[number], heights, number) for number in range(len(heights))]


def _by_row(table: TableBlock, column: TextColumn) -> list[list[CellSpan]]:
    found: list[list[CellSpan]] = [[] for _ in table.rows]
    for span in _spans(table, column):
        found[span.first].append(span)
    return found


def _foot(spans: list[CellSpan]) -> float:
    """Height of the rule below a table."""
    return max([rule_room(span.cell, "bottom") for span in spans], default=0.0)


def _row_height(row: TableRow, needed: list[float]) -> float:
    if row.rule == "exact":
        return row.height
    return max([0.0 if row.rule == "auto" else row.height, *needed])


def needed(span: CellSpan) -> float:
    """Height required by a cell, margins and upper rule included."""
    return span.content.height + span.cell.margins[1] + span.cell.margins[3] + rule_room(span.cell, "top")


def rule_room(cell: Cell, side: str) -> float:
    """Height taken by a cell's rule: the upper one counts in its own row, the lower one in the table's last row."""
    border = cell.borders.get(side)
    return border.thickness if border else 0.0


def _spans(table: TableBlock, column: TextColumn) -> Iterator[CellSpan]:
    lefts = [list(accumulate([cell.width for cell in row.cells], initial=0.0)) for row in table.rows]
    joined = [_joined(row, places) for row, places in zip(table.rows, lefts, strict=True)]
    for number, row in enumerate(table.rows):
        for cell, left in zip(row.cells, lefts[number], strict=False):
            if number and cell.joins_above:
                continue
            last = number + _reach(left, joined[number + 1 :])
            inner = max(cell.width - cell.margins[0] - cell.margins[2], 1.0)
            yield CellSpan(cell, left, number, last, stack(cell.blocks, column._replace(width=inner)))


def _joined(row: TableRow, lefts: list[float]) -> set[float]:
    """Left edges of the cells that continue the cell above (vertical merge)."""
    return {left for cell, left in zip(row.cells, lefts, strict=False) if cell.joins_above}


def _reach(left: float, joined: list[set[float]]) -> int:
    """Number of rows, from the first on, that continue the cell at ``left``."""
    return next((count for count, places in enumerate(joined) if left not in places), len(joined))


def row_box(spans: list[CellSpan], heights: list[float], number: int) -> Box:
    """One row of those with these heights; a cell that spans further rows is drawn whole."""
    lines: list[PlacedLine] = []
    anchored: list[Anchored] = []
    fills: list[Rule] = []
    rules: dict[Rule, None] = {}
    for span in spans:
        cell, box_height = span.cell, sum(heights[number : span.last + 1])
        down = placed_down(cell, box_height - needed(span)) + cell.margins[1] + rule_room(cell, "top")
        inner, ruled = span.content.moved(span.left + cell.margins[0], down)
        lines += inner
        anchored += moved_anchored(span.content.anchored, span.left + cell.margins[0], down)
        top, bottom = edges(spans, box_height, span.last == len(heights) - 1)
        box = Rect(span.left, top, span.left + cell.width, bottom)
        fills += filled(cell.fill, box)
        rules |= dict.fromkeys([*ruled, *cell_rules(cell.borders, box)])
    return Box(tuple(lines), (*fills, *rules), heights[number], tuple(anchored))


def placed_down(cell: Cell, spare: float) -> float:
    """How far down the content of a cell stands that has so much more room than it needs."""
    return {"center": 0.5, "bottom": 1.0}.get(cell.valign, 0.0) * max(spare, 0.0)


def edges(spans: list[CellSpan], height: float, is_last: bool) -> tuple[float, float]:
    """Vertical centres of the rules above and below a row: the last row holds both, any other only the upper one."""
    above, below = (max([rule_room(span.cell, side) for span in spans], default=0.0) / 2 for side in ("top", "bottom"))
    return above, height - below if is_last else height + below
