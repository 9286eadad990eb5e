"""Tables on pages: rows that pages divide, heading rows again, joined cells that go on over the end of a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import inf
from typing import NamedTuple

from core.typesetting.borders import Rect, cell_rules, filled
from core.typesetting.boxes import (
    SLACK,
    Anchored,
    Box,
    CellSpan,
    anchored_between,
    edges,
    moved_anchored,
    moved_lines,
    moved_rules,
    needed,
    placed_down,
    row_box,
    rule_room,
)
from core.typesetting.flow import Flow, notes_in
from core.typesetting.values import PageNote, Paragraph, PlacedLine, Rule, TableBlock, TableRow

# Table rows split across pages: each cell is split between its own lines (ECMA-376 part 1, 17.4.6 cantSplit).


class CellRest(NamedTuple):
    """The part of a cell still to be placed: its lines from the top down, and the offset in its content where they begin."""

    span: CellSpan
    lines: tuple[PlacedLine, ...]
    top: float = 0.0

    @property
    def above(self) -> float:
        """Distance from the row's edge to the text, twips."""
        return self.span.cell.margins[1] + rule_room(self.span.cell, "top")

    def fitting(self, room: float) -> int:
        """Number of its lines that fit into this height."""
        foot = self.top + room - self.above - self.span.cell.margins[3] + SLACK
        count = 0
        while count < len(self.lines) and self.lines[count].y + self.lines[count].line.height <= foot:
            count += 1
        return self._kept_together(count)

    def _kept_together(self, count: int) -> int:
        """Never split a paragraph with keep_lines; widow control does not apply in cells."""
        paragraph = self.lines[count].paragraph if count < len(self.lines) else None
        if paragraph is None or not paragraph.shape.keep_lines:
            return count
        return next((place for place, line in enumerate(self.lines) if line.paragraph is paragraph), count)


def whole_cells(spans: Sequence[CellSpan]) -> list[CellRest]:
    """The whole content of a row's cells."""
    return [CellRest(span, tuple(sorted(span.content.lines, key=lambda placed: placed.y))) for span in spans]


def can_split(row: TableRow, spans: Sequence[CellSpan], room: float) -> bool:
    """Whether a first part of the row, with at least a line of every cell, may stand in this height."""
    is_fixed = row.keeps or row.rule == "exact" or row.height > room
    return not is_fixed and not any(cell.joins_above for cell in row.cells) and all(_begins(spans, room))


def _begins(spans: Sequence[CellSpan], room: float) -> Iterator[bool]:
    """For each cell, whether it ends with the row and at least one line fits."""
    return (rest.span.first == rest.span.last and rest.fitting(room) > 0 for rest in whole_cells(spans))


class CellPart(NamedTuple):
    """The first ``most`` lines of a cell on this page, and the offset in its content where the part ends."""

    rest: CellRest
    most: int
    bottom: float

    @property
    def height(self) -> float:
        """The height that the part asks for."""
        return self.rest.above + self.bottom - self.rest.top + self.rest.span.cell.margins[3]

    def lines(self) -> list[PlacedLine]:
        """Its lines relative to the corner of the row."""
        return moved_lines(self.rest.lines[: self.most], *self._corner)

    def rules(self, top: float, end: float) -> list[Rule]:
        """The rules inside it and on its edges."""
        inner = [_clipped(rule, self.rest.top, self.bottom) for rule in self.rest.span.content.rules]
        edges = cell_rules(self.rest.span.cell.borders, self._box(top, end))
        return [*moved_rules([rule for rule in inner if rule], *self._corner), *edges]

    def fill(self, top: float, end: float) -> list[Rule]:
        """The area that is filled."""
        return filled(self.rest.span.cell.fill, self._box(top, end))

    def _box(self, top: float, end: float) -> Rect:
        span = self.rest.span
        return Rect(span.left, top, span.left + span.cell.width, end)

    def anchored(self) -> list[Anchored]:
        """The paragraphs with drawings, each with those of its drawings that stand at the lines shown."""
        lines = self.rest.lines
        if not lines:
            return []
        end = lines[self.most].y if self.most < len(lines) else inf
        return moved_anchored(anchored_between(self.rest.span.content.anchored, lines[0].y, end), *self._corner)

    @property
    def _corner(self) -> tuple[float, float]:
        return self.rest.span.left + self.rest.span.cell.margins[0], self.rest.above - self.rest.top


def split_cells(parts: Sequence[CellRest], room: float, foot: float) -> tuple[Box, list[CellRest]]:
    """What of the cells fits into this height, at least one line each, and what remains of them.

    ``foot`` is the height of the rule below the table, 0 where more rows follow.
    """
    counts = [max(rest.fitting(room), min(1, len(rest.lines))) for rest in parts]
    left = [_after(rest, count) for rest, count in zip(parts, counts, strict=True)]
    is_last = not any(rest.lines for rest in left)
    shown = [CellPart(rest, count, _bottom(rest, count, is_last)) for rest, count in zip(parts, counts, strict=True)]
    return _drawn(shown, foot if is_last else 0.0), left


def _drawn(shown: Sequence[CellPart], foot: float) -> Box:
    height = max([each.height for each in shown], default=0.0) + foot
    top, end = edges([each.rest.span for each in shown], height, foot > 0)
    lines = chain.from_iterable(each.lines() for each in shown)
    fills = chain.from_iterable(each.fill(top, end) for each in shown)
    rules = dict.fromkeys(chain(fills, *(each.rules(top, end) for each in shown)))
    return Box(tuple(lines), tuple(rules), height, tuple(chain.from_iterable(each.anchored() for each in shown)))


def foot_of(spans: Sequence[CellSpan], height: float) -> float:
    """Height below the cells of a row this high: the rule below the table."""
    return max(height - max(map(needed, spans), default=0.0), 0.0)


def _after(rest: CellRest, count: int) -> CellRest:
    lines = rest.lines[count:]
    return rest._replace(lines=lines, top=lines[0].y if lines else rest.span.content.height)


def _bottom(rest: CellRest, count: int, is_last: bool) -> float:
    """Offset in the content at which the part ends."""
    if is_last or not rest.lines:
        return max(rest.span.content.height, rest.top)
    return max((placed.y + placed.line.height for placed in rest.lines[:count]), default=rest.top)


def _clipped(rule: Rule, top: float, bottom: float) -> Rule | None:
    """The part of a rule between ``top`` and ``bottom``; None if it lies outside."""
    begin, end = max(rule.y, top), min(rule.y2, bottom)
    return replace(rule, y=begin, y2=end) if begin <= end else None


def height_together(table: TableBlock, flow: Flow) -> float:
    """The height of the rows that stand together at the beginning of a table: heads that keep with the row below them."""
    count = next((number for number, row in enumerate(table.rows, 1) if not _row_keeps_next(row)), len(table.rows))
    return sum(row.height for row in flow.column.rows(table)[:count])


def _can_begin(table: TableBlock, flow: Flow) -> bool:
    """Whether a table begins here: on a page of its own what stands together may be divided."""
    height = height_together(table, flow)
    return flow.is_top or flow.fits(height) or height > flow.text_height


def _keeps_next(table: TableBlock) -> bool:
    return any(map(_row_keeps_next, table.rows[:1]))


def _row_keeps_next(row: TableRow) -> bool:
    """Whether a row stands on one page with the one below, as Word says by the first paragraph of the row."""
    first = (block for cell in row.cells[:1] for block in cell.blocks[:1])
    return any(isinstance(block, Paragraph) and block.shape.keep_next for block in first)


def place_table(table: TableBlock, begin: int, flow: Flow) -> int | None:
    """Place the rows from ``begin`` on; the row with which the next page goes on, None after the last one."""
    if flow.bands and table.rows:
        flow.skip_bands_for(flow.column.rows(table)[begin].height)
    if begin == 0 and _keeps_next(table) and not _can_begin(table, flow):
        flow.turn(True)
        return begin
    return _TableRun(table, flow).place(begin)


@dataclass(slots=True)
class _JoinedCell:
    """A cell joined over rows that goes on over the end of a page: what is left of it, and where it begins on this page."""

    rest: CellRest
    top: float

    @property
    def need(self) -> float:
        """The height that all that is left asks for."""
        return CellPart(self.rest, len(self.rest.lines), _bottom(self.rest, 0, True)).height


class _TableRun:
    """The rows of a table on their way over pages. Joined cells that do not end on a page are divided like its rows."""

    def __init__(self, table: TableBlock, flow: Flow) -> None:
        self._table = table
        self._flow = flow
        self._left = flow.left + flow.column.table_left(table)
        self._rows = flow.column.rows(table)
        self._spans = flow.column.spans(table)
        self._open: list[_JoinedCell] = []
        self._first = -1
        """The row at the top of the page, which stands there however high it is."""

    def place(self, begin: int) -> int | None:
        """As ``place_table``."""
        if self._flow.is_top:
            self._repeat_heads(begin)
            self._first = begin
        number = begin
        while number < len(self._rows):
            if self._put_row(number):
                number += 1
            elif not self._open:
                self._flow.turn(True)
                return number
            else:
                self._turn(number)
                self._first = number
        return None

    def _put_row(self, number: int) -> bool:
        """Place a row; False if it must stand on the next page."""
        flow = self._flow
        flow.skip_bands_for(self._rows[number].height)
        leaving = self._leaving(number)
        row = self._row(number, leaving)
        if flow.fits_with(row.height, notes := _notes_of(row.lines)):
            self._open += [_JoinedCell(rest, flow.y) for rest in whole_cells(leaving)]
            self._put(row, row.height)
            flow.add_notes(notes)
        elif number != self._first and not can_split(self._table.rows[number], self._spans[number], flow.spare):
            return False
        else:
            self._put_in_parts(number)
        self._close(number)
        return True

    def _leaving(self, number: int) -> list[CellSpan]:
        """The joined cells that begin in a row and do not end on this page."""
        spare = self._flow.spare + SLACK
        spans = (span for span in self._spans[number] if span.last > span.first)
        return [span for span in spans if sum(row.height for row in self._rows[number : span.last + 1]) > spare]

    def _row(self, number: int, leaving: Sequence[CellSpan]) -> Box:
        """A row without cells that leave the page, high enough for what is left of those that end in it."""
        row, height = self._rows[number], self._height(number)
        if not leaving and height == row.height:
            return row
        heights = [height if place == number else each.height for place, each in enumerate(self._rows)]
        inside = [span for span in self._spans[number] if not any(span is each for each in leaving)]
        return row_box(inside, heights, number)

    def _height(self, number: int) -> float:
        """The height of a row with what is left of the cells that end in it; at the top of a page no more than fits there."""
        usual, flow = self._rows[number].height, self._flow
        height = max([usual, *(cell.need - (flow.y - cell.top) for cell in self._ending(number))])
        return max(min(height, flow.spare), usual) if number == self._first else height

    def _ending(self, number: int) -> list[_JoinedCell]:
        return [cell for cell in self._open if cell.rest.span.last == number]

    def _put(self, row: Box, height: float) -> None:
        for anchored in moved_anchored(row.anchored, self._left, self._flow.y):
            self._flow.place_anchored(anchored)
        self._flow.put(*row.moved(self._left, self._flow.y), height)

    def _put_in_parts(self, number: int) -> None:
        """A row that does not end on this page goes on on the next one, each cell at its next line."""
        flow, spans = self._flow, self._spans[number]
        is_last = number == len(self._rows) - 1
        foot = foot_of(spans, self._rows[number].height) if is_last else 0.0
        left_over = whole_cells(spans)
        while True:
            part, left_over = split_cells(left_over, flow.spare, foot)
            self._put(part, min(part.height, flow.spare))
            flow.add_notes(_notes_of(part.lines))
            if not any(rest.lines for rest in left_over):
                return
            self._turn(number)

    def _turn(self, number: int) -> None:
        """Go on on the next page, below the heading rows."""
        self._draw(self._open)
        self._flow.turn(True)
        self._repeat_heads(number)
        for cell in self._open:
            cell.top = self._flow.y

    def _close(self, number: int) -> None:
        """Draw the joined cells that end in a row; what it has no room for goes on on further pages."""
        ending = self._ending(number)
        self._draw(ending)
        while any(cell.rest.lines for cell in ending):
            self._turn(number)
            self._flow.put((), (), min(max(cell.need for cell in ending), self._flow.spare))
            self._draw(ending, 1)
        self._open = [cell for cell in self._open if cell.rest.span.last != number]

    def _draw(self, cells: Sequence[_JoinedCell], least: int = 0) -> None:
        """Draw of joined cells what stands between their tops and the place, ``least`` lines at least."""
        flow = self._flow
        for cell in cells:
            room = flow.y - cell.top
            if room <= SLACK:
                continue
            rest = cell.rest
            count = max(rest.fitting(room), min(least, len(rest.lines)))
            part = CellPart(rest, count, _bottom(rest, count, count == len(rest.lines)))
            is_whole = not rest.top and count == len(rest.lines)
            down = placed_down(rest.span.cell, room - part.height) if is_whole else 0.0
            sides = edges([rest.span], room, rest.span.last == len(self._rows) - 1)
            lines = moved_lines(part.lines(), self._left, cell.top + down)
            flow.put(lines, moved_rules([*part.fill(*sides), *part.rules(*sides)], self._left, cell.top), 0.0)
            for anchored in moved_anchored(part.anchored(), self._left, cell.top + down):
                flow.place_anchored(anchored)
            flow.add_notes(_notes_of(lines))
            cell.rest, cell.top = _after(rest, count), flow.y

    def _repeat_heads(self, begin: int) -> None:
        """The heading rows again, unless the page begins among them or they would take half of it."""
        rows = self._table.rows
        count = next((number for number, row in enumerate(rows) if not row.repeats), len(rows))
        heads = self._rows[:count]
        if begin < max(count, 1) or sum(head.height for head in heads) * 2 > self._flow.spare:
            return
        for number, head in enumerate(heads):
            self._put(self._repeated(number, count), head.height)

    def _repeated(self, number: int, count: int) -> Box:
        """A heading row; of a cell joined with rows below the headings no more than has room in it."""
        row, spans = self._rows[number], self._spans[number]
        if all(span.last < count for span in spans):
            return row
        return split_cells(whole_cells(spans), row.height, 0.0)[0]


def _notes_of(placed: Sequence[PlacedLine]) -> list[PageNote]:
    """The footnotes of lines that stand in a table's row."""
    return [note for each in placed if each.paragraph.notes for note in notes_in(each.paragraph, (each.line,))]
