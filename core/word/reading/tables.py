"""The grid of a Word table: rows, columns, joined cells and a reduced look (ECMA-376 part 1, 17.4)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias

from core.model.blocks import Cell, Column, Row, Table
from core.package import Node, W
from core.word.attributes import is_on
from core.word.reading.plain import CellContent
from core.word.reading.styles import whole_number

MOST_ROWS, MOST_COLUMNS, MOST_PLACES = 5_000, 200, 200_000
"""Limits of a table that becomes one; a longer row or list is read as text."""

_SIDES = ("top", "right", "bottom", "left")
_ALL_OPEN = " ".join(_SIDES)
_ALIGNMENTS = MappingProxyType(
    {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "both": "both"}
)
_VALIGNMENTS = ("top", "center", "bottom")
_NO_LINE = ("nil", "none")
_PARAGRAPH = W + "p"
_ALIGNMENT, _CELL_WIDTH = W + "jc", W + "tcW"
_SPAN, _BEFORE, _ACROSS, _DOWN = W + "gridSpan", W + "gridBefore", W + "hMerge", W + "vMerge"
_VALIGN, _SHADE, _BORDERS, _VAL = W + "vAlign", W + "shd", W + "tcBorders", W + "val"
Properties: TypeAlias = Mapping[str, Node]
"""The properties of a cell or row by tag, without the width of a cell, which the grid says."""


@dataclass(slots=True)
class GridReader:
    """Collects the cells of one table as its rows are read; cells are given their place as the file lists them.

    ``properties_of`` finds the ``w:pPr`` of a paragraph.
    """

    node: Node
    properties_of: Callable[[Node], Node | None]
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    _covered: dict[tuple[int, int], int] = field(default_factory=dict)
    _column: int = 0
    _width: int = 0
    _is_open: bool | None = None

    def begin_row(self, node: Node) -> None:
        """Start a row; what stands before its first cell stays free."""
        properties = node.find(W + "trPr")
        header = None if properties is None else properties.find(W + "tblHeader")
        self.rows.append(Row(f"r{len(self.rows) + 1}", header is not None and is_on(header)))
        self._column = _count(_by_tag(properties), _BEFORE, 0)

    def place(self, content: CellContent) -> Cell | None:
        """The new cell that a ``w:tc`` begins; None when it goes on one above or to the left of it (17.4.17, 17.4.84)."""
        if self.too_large:
            return Cell(self.rows[-1].id, "c1")
        properties = _by_tag(content.properties)
        span = _count(properties, _SPAN, 1)
        number, column = len(self.rows) - 1, self._column
        self._column += span
        self._width = max(self._width, self._column)
        if properties and self._goes_on(properties, number, column, span):
            return None
        self._cover(len(self.cells), number, column, span)
        cell = Cell(
            self.rows[-1].id, f"c{column + 1}", span, 1, self._alignment(content.content), *self._look(properties)
        )
        self.cells.append(cell)
        return cell

    def _goes_on(self, properties: Properties, number: int, column: int, span: int) -> bool:
        """Whether a cell goes on one beside or above it, which then is larger."""
        if _is_continued(properties, _ACROSS) and (number, column - 1) in self._covered:
            self._widened(self._covered[number, column - 1], number, column, span)
            return True
        above = self._covered.get((number - 1, column)) if _is_continued(properties, _DOWN) else None
        if above is None or not self._fits(self.cells[above], column, span):
            return False
        self.cells[above] = replace(self.cells[above], rows=self.cells[above].rows + 1)
        self._cover(above, number, column, span)
        return True

    @property
    def too_large(self) -> bool:
        """Whether the table exceeds the limits."""
        is_wide = len(self.rows) > MOST_ROWS or self._width > MOST_COLUMNS
        return is_wide or len(self._covered) > MOST_PLACES or len(self.rows) * self._width > MOST_PLACES

    def table(self) -> Table:
        """The grid; places that no cell covers become empty cells without lines."""
        widths = [whole_number_of(each.get(W + "w")) for each in self.node.iterfind(f"{W}tblGrid/{W}gridCol")]
        widths += [0] * (self._width - len(widths))
        columns = tuple(Column(f"c{number + 1}", width) for number, width in enumerate(widths[: self._width]))
        is_full = len(self._covered) == len(self.rows) * self._width
        return Table(columns, tuple(self.rows), tuple(self.cells if is_full else self._with_free()))

    def _with_free(self) -> list[Cell]:
        """The cells and those of free places, in the order of the cells, row by row."""
        free = [
            Cell(row.id, f"c{column + 1}", open=_ALL_OPEN)
            for number, row in enumerate(self.rows)
            for column in range(self._width)
            if (number, column) not in self._covered
        ]
        order = {row.id: number for number, row in enumerate(self.rows)}
        return sorted((*self.cells, *free), key=lambda cell: (order[cell.row], int(cell.column[1:])))

    def _fits(self, cell: Cell, column: int, span: int) -> bool:
        return cell.column == f"c{column + 1}" and cell.columns == span

    def _widened(self, index: int, number: int, column: int, span: int) -> None:
        cell = self.cells[index]
        self.cells[index] = replace(cell, columns=cell.columns + span)
        self._cover(index, number, column, span)

    def _cover(self, index: int, number: int, column: int, span: int) -> None:
        if span == 1:  # nearly every cell
            self._covered[number, column] = index
            return
        for step in range(span):
            self._covered[number, column + step] = index

    def _look(self, properties: Properties) -> tuple[str, str, str]:
        """Vertical alignment, shading and open sides of a cell."""
        if self._is_open is None:
            self._is_open = not has_lines(self.node)
        if not properties:  # nearly every cell
            return "", "", _ALL_OPEN if self._is_open else ""
        valign = properties.get(_VALIGN)
        said = "" if valign is None else valign.get(_VAL) or ""
        sides = self._open_sides(properties.get(_BORDERS), self._is_open)
        return said if said in _VALIGNMENTS else "", _colour(properties.get(_SHADE)), sides

    def _alignment(self, content: Iterable[Node]) -> str:
        """How the first paragraph of a cell is aligned."""
        for each in content:
            if each.tag == _PARAGRAPH:
                look = self.properties_of(each)
                own = None if look is None else next(look.iterchildren(_ALIGNMENT), None)
                return "" if own is None else _ALIGNMENTS.get(own.get(_VAL) or "", "")
        return ""

    @staticmethod
    def _open_sides(own: Node | None, is_open: bool) -> str:
        """The sides without a line; ``is_open`` are those of which the cell says nothing."""
        if own is None:
            return _ALL_OPEN if is_open else ""
        sides = []
        for side in _SIDES:
            line = own.find(W + side)
            if line is None:
                line = own.find(W + {"left": "start", "right": "end"}.get(side, side))
            if is_open if line is None else (line.get(W + "val") in _NO_LINE):
                sides.append(side)
        return " ".join(sides)


def has_lines(table: Node) -> bool:
    """Whether a table has lines by its own properties or, if these say nothing, by its style."""
    properties = table.find(W + "tblPr")
    if properties is None:
        return False
    borders = properties.find(W + "tblBorders")
    if borders is None or not len(borders):
        return properties.find(W + "tblStyle") is not None
    return any(line.get(W + "val") not in _NO_LINE for line in borders)


def has_own_lines(table: Node) -> bool:
    """Whether the table or any of its cells has lines."""
    sides = (line for borders in table.iter(W + "tcBorders") for line in borders)
    return has_lines(table) or any(line.get(W + "val") not in _NO_LINE for line in sides)


def whole_number_of(text: str | None) -> int:
    """A length in twips; 0 for anything but a plain number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0


def _by_tag(properties: Node | None) -> Properties:
    return {} if properties is None else {tag: each for each in properties if (tag := each.tag) != _CELL_WIDTH}


def _count(properties: Properties, name: str, default: int) -> int:
    node = properties.get(name)
    if node is None:
        return default
    return min(max(whole_number(node, default), default), MOST_COLUMNS + 1)


def _is_continued(properties: Properties, name: str) -> bool:
    node = properties.get(name)
    return node is not None and node.get(W + "val") != "restart"


def _colour(shade: Node | None) -> str:
    fill = "" if shade is None else (shade.get(W + "fill") or "").upper()
    is_colour = len(fill) == 6 and all(sign in "0123456789ABCDEF" for sign in fill)
    return fill if is_colour and fill != "FFFFFF" else ""
