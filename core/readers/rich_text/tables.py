"""Rows of an RTF table: cells come as text, their edges and joins as control words beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.readers.word_markup import MarkupCell, MarkupRow, edges_of, table, value, widths_of

USUAL_WIDTH = 1_000
MOST_CELLS = 400
JOINED_ACROSS, JOINED_DOWN, BEGINS_DOWN, CENTRED, BOTTOM = "clmrg", "clvmrg", "clvmgf", "clvertalc", "clvertalb"
CELL_WORDS = frozenset((JOINED_ACROSS, JOINED_DOWN, BEGINS_DOWN, CENTRED, BOTTOM))


@dataclass(slots=True)
class RowPlan:
    """What control words say about a row: the right edge of each cell in twips and what is said of it."""

    left: int = 0
    edges: list[int] = field(default_factory=list)
    said: list[frozenset[str]] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)
    is_header: bool = False

    def take(self, word: str, number: int | None) -> None:
        """Take one control word of a row; those of other things change nothing."""
        if word in CELL_WORDS:
            self.waiting.add(word)
        elif word == "cellx" and len(self.edges) < MOST_CELLS:
            self._add(number or 0)
        elif word == "trleft":
            self.left = max(min(number or 0, 10**6), -(10**6))
        elif word == "trhdr":
            self.is_header = True

    def _add(self, edge: int) -> None:
        last = self.edges[-1] if self.edges else self.left
        self.edges.append(max(min(edge, 10**6), last))
        self.said.append(frozenset(self.waiting))
        self.waiting = set()


@dataclass(slots=True)
class RtfTable:
    """A table being read."""

    rows: list[tuple[list[str], RowPlan]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)

    def add(self, content: str) -> None:
        """Add a paragraph or an inner table to the open cell."""
        self.cell.append(content)

    def close_cell(self) -> None:
        """The open cell is complete."""
        self.cells.append("".join(self.cell))
        self.cell = []

    def close_row(self, plan: RowPlan) -> None:
        """The row is complete; words behind its last cell make one more."""
        if self.cell:
            self.close_cell()
        if self.cells:
            self.rows.append((self.cells, plan))
        self.cells = []

    def xml(self, plan: RowPlan) -> str:
        """The whole table, empty where there is none; ``plan`` is for a row that was not closed."""
        self.close_row(plan)
        edges = [_edges(cells, plan) for cells, plan in self.rows]
        grid = edges_of(edges)
        rows = (_row(cells, plan, places, grid) for (cells, plan), places in zip(self.rows, edges, strict=True))
        return table(rows, tuple(widths_of(grid)))


def _edges(cells: Sequence[str], plan: RowPlan) -> list[int]:
    """The left edge of the row and the right ones of its cells."""
    known = [plan.left, *plan.edges[: len(cells)]]
    missing = len(cells) + 1 - len(known)
    return known + [known[-1] + USUAL_WIDTH * number for number in range(1, missing + 1)]


def _row(cells: Sequence[str], plan: RowPlan, edges: Sequence[int], grid: Sequence[int]) -> MarkupRow:
    places = [min(range(len(grid)), key=lambda number: abs(grid[number] - edge)) for edge in edges]
    said = plan.said + [frozenset()] * (len(cells) - len(plan.said))
    found: list[MarkupCell] = []
    for number, content in enumerate(cells):
        span = max(places[number + 1] - places[number], 1)
        if JOINED_ACROSS in said[number] and found:
            before = found[-1]
            more = content if "<w:t" in content or "<w:drawing" in content else ""
            found[-1] = MarkupCell(before.content + more, before.columns + span, 1, before.look)
        else:
            found.append(MarkupCell(content, span, 1, _look(said[number])))
    return MarkupRow(found, plan.is_header, places[0])


def _look(said: frozenset[str]) -> str:
    merge = value("vMerge", "restart") if BEGINS_DOWN in said else "<w:vMerge/>" if JOINED_DOWN in said else ""
    place = "center" if CENTRED in said else "bottom" if BOTTOM in said else ""
    return merge + (value("vAlign", place) if place else "")
