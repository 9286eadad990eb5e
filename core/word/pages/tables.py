"""Tables of a Word file (ECMA-376 part 1, 17.4): widths, margins, borders and merged cells, resolved for each cell.

Floating tables are treated as tables in the text flow.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from types import MappingProxyType

from core.package import Node, W
from core.typesetting.values import Block, Border, Cell, TableBlock, TableRow
from core.word.attributes import colour, is_on, measure, value
from core.word.pages.paragraph_properties import borders_of
from core.word.pages.styles import PageStyles

MOST_COLUMNS = 63
LEAST_WIDTH = 20.0
USUAL_WIDTH = 2000.0
WHOLE = 5000.0
"""The width of the type area in fiftieths of a percent (17.18.90)."""
_SIDES = ("left", "top", "right", "bottom")
_USUAL_MARGINS: Mapping[str, float] = MappingProxyType({"left": 108.0, "top": 0.0, "right": 108.0, "bottom": 0.0})
_ALIGNMENTS = MappingProxyType({"center": "center", "right": "right", "end": "right"})
_VALIGNMENTS = MappingProxyType({"center": "center", "bottom": "bottom"})
_RULES = frozenset(("exact", "auto"))

Blocks = Callable[[Node], tuple[Block, ...]]
Borders = Mapping[str, Border | None]


@dataclass(frozen=True, slots=True)
class _TableFormat:
    """Common properties of the cells of a table; ``widths`` are those of its grid, ``width`` the available width."""

    widths: tuple[float, ...]
    width: float
    borders: Borders
    margins: Mapping[str, float]
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class TableContext:
    """The available ``width``, and whether a table's edge or its text stands at the indent."""

    width: float
    edge_at_indent: bool


def table_of(node: Node, sheet: PageStyles, room: TableContext, blocks: Blocks) -> TableBlock:
    """The table of a ``w:tbl``; ``blocks`` reads the content of a cell."""
    own = node.find(W + "tblPr")
    said = sheet.table_properties(value(None if own is None else own.find(W + "tblStyle")))
    said += [] if own is None else [own]
    frame = _frame(node, said, room, blocks)
    nodes = list(_rows(node))
    rows = _ruled_above([_row(row, frame, index == 0, index == len(nodes) - 1) for index, row in enumerate(nodes)])
    align = _ALIGNMENTS.get(value(_last(said, "jc")), "left")
    if align != "left":
        return TableBlock(rows, 0.0, align)
    indent = _last(said, "tblInd")
    left = measure(None if indent is None else indent.get(W + "w"))
    return TableBlock(rows, left if room.edge_at_indent else left - frame.margins["left"], align)


def _frame(node: Node, said: Iterable[Node], room: TableContext, blocks: Blocks) -> _TableFormat:
    borders: dict[str, Border | None] = {}
    margins = dict(_USUAL_MARGINS)
    for properties in said:
        borders |= borders_of(properties.find(W + "tblBorders"))
        margins |= _margins(properties.find(W + "tblCellMar"))
    grid = tuple(max(measure(column.get(W + "w")), 0.0) for column in node.iterfind(f"{W}tblGrid/{W}gridCol"))
    return _TableFormat(grid, room.width, borders, margins, blocks)


def _last(said: Iterable[Node], name: str) -> Node | None:
    """The last element with that name in these properties, which takes precedence."""
    found = None
    for properties in said:
        node = properties.find(W + name)
        found = found if node is None else node
    return found


def _rows(node: Node) -> Iterable[Node]:
    """The rows of a table, including those inside content controls and revisions."""
    for child in node:
        if child.tag == W + "tr":
            yield child
        elif child.tag in _HOLDERS:
            yield from _rows(child)


def _cells(node: Node) -> Iterable[Node]:
    for child in node:
        if child.tag == W + "tc":
            yield child
        elif child.tag in _HOLDERS:
            yield from _cells(child)


def _row(node: Node, frame: _TableFormat, is_first: bool, is_last: bool) -> TableRow:
    properties = node.find(W + "trPr")
    height = None if properties is None else properties.find(W + "trHeight")
    skipped = _columns(None if properties is None else properties.find(W + "gridBefore"), 0)
    cells = [_blank(frame, skipped)] if skipped else []
    nodes = list(_cells(node))
    column = skipped
    for index, cell in enumerate(nodes):
        inner = cell.find(W + "tcPr")
        span = _columns(None if inner is None else inner.find(W + "gridSpan"), 1)
        edges = (index == 0, is_first, index == len(nodes) - 1, is_last)
        cells.append(_cell(cell, frame, _width(inner, frame, column, span), _lines(inner, frame, edges)))
        column += span
    keeps, repeats = _is_set(properties, "cantSplit"), _is_set(properties, "tblHeader")
    return TableRow(tuple(cells), *_height(height), keeps, repeats)


def _ruled_above(rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
    """The rows with every line between two of them given by the cell below it, where it takes room, whichever cell says it.

    Of two cells that meet only one needs to give their line (17.4.66).
    """
    found = list(rows[:1])
    for above, row in pairwise(rows):
        upper = list(zip(_edges(above), above.cells, strict=True))
        lower = zip(_edges(row), row.cells, strict=True)
        found.append(replace(row, cells=tuple(_with_rule_above(cell, edges, upper) for edges, cell in lower)))
    return tuple(found)


def _edges(row: TableRow) -> list[tuple[float, float]]:
    """Left and right edges of the cells of a row."""
    return list(pairwise(accumulate([cell.width for cell in row.cells], initial=0.0)))


def _with_rule_above(cell: Cell, edges: tuple[float, float], upper: Sequence[tuple[tuple[float, float], Cell]]) -> Cell:
    """A cell with the line below all the cells that it stands under, if it has none of its own."""
    if "top" in cell.borders or cell.joins_above:
        return cell
    over = [each for (left, right), each in upper if left < edges[1] - LEAST_WIDTH and right > edges[0] + LEAST_WIDTH]
    lines = [each.borders["bottom"] for each in over if "bottom" in each.borders]
    if not lines or len(lines) < len(over):
        return cell
    widest = max(lines, key=lambda line: line.thickness)
    return replace(cell, borders=MappingProxyType({**cell.borders, "top": widest}))


def _height(node: Node | None) -> tuple[float, str]:
    """The height of a row and its rule."""
    if node is None:
        return 0.0, "auto"
    rule = node.get(W + "hRule")
    return max(measure(node.get(W + "val")), 0.0), rule if rule in _RULES else "atLeast"


def _is_set(properties: Node | None, name: str) -> bool:
    node = None if properties is None else properties.find(W + name)
    return node is not None and is_on(node)


def _columns(node: Node | None, default: int) -> int:
    return max(default, min(int(measure(value(node), default)), MOST_COLUMNS))


def _blank(frame: _TableFormat, columns: int) -> Cell:
    """The empty space at the start of a row (17.4.15)."""
    return Cell((), max(sum(frame.widths[:columns]), LEAST_WIDTH))


def _cell(node: Node, frame: _TableFormat, width: float, lines: Mapping[str, Border]) -> Cell:
    properties = node.find(W + "tcPr")
    margins = {**frame.margins, **_margins(None if properties is None else properties.find(W + "tcMar"))}
    merge = None if properties is None else properties.find(W + "vMerge")
    valign = None if properties is None else properties.find(W + "vAlign")
    joins = merge is not None and value(merge, "continue") == "continue"
    return Cell(
        () if joins else frame.blocks(node),
        width,
        (margins["left"], margins["top"], margins["right"], margins["bottom"]),
        lines,
        _VALIGNMENTS.get(value(valign), "top"),
        joins,
        _fill(None if properties is None else properties.find(W + "shd")),
    )


def _fill(shading: Node | None) -> str:
    """The background of a cell (17.4.32), patterns left aside."""
    fill = "" if shading is None or value(shading) == "nil" else shading.get(W + "fill") or ""
    return colour(fill) if fill not in ("", "auto") else ""


def _width(properties: Node | None, frame: _TableFormat, column: int, span: int) -> float:
    """The width of a cell; that of the columns it spans if it has none (17.4.71)."""
    asked = None if properties is None else properties.find(W + "tcW")
    width = 0.0 if asked is None else _asked(asked, frame)
    width = width or (sum(frame.widths[column : column + span]) if frame.widths else USUAL_WIDTH)
    return max(width, LEAST_WIDTH)


def _asked(node: Node, frame: _TableFormat) -> float:
    """A ``w:tcW`` in twips; 0 if it gives none. Percentages are left to the grid, which holds the computed widths."""
    kind, amount = node.get(W + "type") or "dxa", node.get(W + "w") or ""
    if kind == "dxa":
        return max(measure(amount), 0.0)
    if kind != "pct" or frame.widths:
        return 0.0
    share = measure(amount[:-1]) / 100 if amount.endswith("%") else measure(amount) / WHOLE
    return frame.width * min(abs(share), 1.0)


def _lines(properties: Node | None, frame: _TableFormat, edges: tuple[bool, ...]) -> Mapping[str, Border]:
    """The border lines of a cell: its own, else the table's outer or inner ones (17.4.66)."""
    inner = {"left": "insideV", "right": "insideV", "top": "insideH", "bottom": "insideH"}
    at_edge = dict(zip(_SIDES, edges, strict=True))
    found = {side: frame.borders.get(side if at_edge[side] else inner[side]) for side in _SIDES}
    own = borders_of(None if properties is None else properties.find(W + "tcBorders"))
    found |= {side: own[side] for side in _SIDES if side in own}
    return MappingProxyType({side: line for side, line in found.items() if line})


def _margins(node: Node | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for child in () if node is None else node:
        side = child.tag.rpartition("}")[2]
        side = {"start": "left", "end": "right"}.get(side, side)
        if side in _USUAL_MARGINS:
            found[side] = abs(measure(child.get(W + "w")))
    return found


_HOLDERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins"))
