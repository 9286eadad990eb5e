"""Table rows split across pages: each cell is split between its own lines (ECMA-376 part 1, 17.4.6 cantSplit)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from math import inf
from typing import NamedTuple

from core.typesetting.borders import Rect, cell_rules
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
    rule_room,
)
from core.typesetting.values import PlacedLine, Rule, TableRow


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
        span = self.rest.span
        inner = [_clipped(rule, self.rest.top, self.bottom) for rule in span.content.rules]
        box = Rect(span.left, top, span.left + span.cell.width, end)
        return [*moved_rules([rule for rule in inner if rule], *self._corner), *cell_rules(span.cell.borders, box)]

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
    rules = dict.fromkeys(rule for each in shown for rule in each.rules(top, end))
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
    return max(rest.lines[place].y + rest.lines[place].line.height for place in range(count))


def _clipped(rule: Rule, top: float, bottom: float) -> Rule | None:
    """The part of a rule between ``top`` and ``bottom``; None if it lies outside."""
    begin, end = max(rule.y, top), min(rule.y2, bottom)
    return replace(rule, y=begin, y2=end) if begin <= end else None
