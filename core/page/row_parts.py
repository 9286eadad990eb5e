"""Table rows that go on on the next page: each cell is cut at its own lines (ECMA-376 part 1, 17.4.6 cantSplit)."""

from collections.abc import Sequence
from typing import NamedTuple

from core.page.frames import Box, cell_rules
from core.page.piles import Pile, Span, edges, moved_lines, needed, rule_room
from core.page.values import PlacedLine, Row, Rule

SLACK = 0.5
"""Half a twip: sums of heights are not exact to the last bit."""


class Rest(NamedTuple):
    """What is still to be placed of a cell: its lines from the top down, and where in its content they begin."""

    span: Span
    lines: tuple[PlacedLine, ...]
    top: float = 0.0

    @property
    def above(self) -> float:
        """From the edge of the row to the text."""
        return self.span.cell.margins[1] + rule_room(self.span.cell, "top")

    def fitting(self, room: float) -> int:
        """How many of its lines fit into a part of this height."""
        foot = self.top + room - self.above - self.span.cell.margins[3] + SLACK
        count = 0
        while count < len(self.lines) and self.lines[count].y + self.lines[count].line.height <= foot:
            count += 1
        return self._kept_together(count)

    def _kept_together(self, count: int) -> int:
        """No first or last line of a paragraph stands alone where widow control is on."""
        if not 0 < count < len(self.lines):
            return count
        paragraph = self.lines[count].paragraph
        before, after = (
            sum(placed.paragraph is paragraph for placed in part) for part in (self.lines[:count], self.lines[count:])
        )
        if not before or not (paragraph.shape.widow_control or paragraph.shape.keep_lines):
            return count
        if paragraph.shape.keep_lines:
            return count - before
        moved = 1 if after == 1 else 0
        return count - (before if before - moved < 2 else moved)


def rests(spans: Sequence[Span]) -> list[Rest]:
    """The whole content of a row's cells."""
    return [Rest(span, tuple(sorted(span.content.lines, key=lambda placed: placed.y))) for span in spans]


def divides(row: Row, spans: Sequence[Span], room: float) -> bool:
    """Whether a first part of the row, with something of every cell, may stand in this room."""
    if row.keeps or row.rule == "exact" or row.height > room or any(cell.joins_above for cell in row.cells):
        return False
    return all(span.first == span.last for span in spans) and all(rest.fitting(room) for rest in rests(spans))


def cut(parts: Sequence[Rest], room: float, foot: float) -> tuple[Pile, list[Rest]]:
    """What of the cells stands in this room, a line of each at least, and what is left of them.

    ``foot`` is the room of the rule below the table, 0 where more rows follow.
    """
    counts = [max(rest.fitting(room), min(1, len(rest.lines))) for rest in parts]
    left = [_after(rest, count) for rest, count in zip(parts, counts, strict=True)]
    is_last = not any(rest.lines for rest in left)
    bottoms = [_bottom(rest, count, is_last) for rest, count in zip(parts, counts, strict=True)]
    heights = [
        rest.above + bottom - rest.top + rest.span.cell.margins[3] for rest, bottom in zip(parts, bottoms, strict=True)
    ]
    height = max(heights, default=0.0) + (foot if is_last else 0.0)
    lines: list[PlacedLine] = []
    rules: dict[Rule, None] = {}
    top, end = edges([rest.span for rest in parts], height, is_last and foot > 0)
    for rest, count, bottom in zip(parts, counts, bottoms, strict=True):
        x, y = rest.span.left + rest.span.cell.margins[0], rest.above - rest.top
        lines += moved_lines(rest.lines[:count], x, y)
        box = Box(rest.span.left, top, rest.span.left + rest.span.cell.width, end)
        inner = [_moved(rule, x, y, (rest.top, bottom)) for rule in rest.span.content.rules]
        rules |= dict.fromkeys([*(rule for rule in inner if rule), *cell_rules(rest.span.cell.borders, box)])
    return Pile(tuple(lines), tuple(rules), height), left


def foot_of(spans: Sequence[Span], height: float) -> float:
    """What the row of this height has below its cells: the rule below the table."""
    return max(height - max(map(needed, spans), default=0.0), 0.0)


def _after(rest: Rest, count: int) -> Rest:
    lines = rest.lines[count:]
    return rest._replace(lines=lines, top=lines[0].y if lines else rest.span.content.height)


def _bottom(rest: Rest, count: int, is_last: bool) -> float:
    """Where in the content the part ends."""
    if is_last or not rest.lines:
        return max(rest.span.content.height, rest.top)
    return max(rest.lines[place].y + rest.lines[place].line.height for place in range(count))


def _moved(rule: Rule, x: float, y: float, shown: tuple[float, float]) -> Rule | None:
    """The piece of a rule within the part; none if it lies in another."""
    begin, end = max(rule.y, shown[0]), min(rule.y2, shown[1])
    if end < begin:
        return None
    return Rule(rule.x + x, begin + y, rule.x2 + x, end + y, rule.thickness, rule.colour, rule.style)
