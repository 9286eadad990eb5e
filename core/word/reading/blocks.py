"""What of a Word file stays in the draft as a block: tables as grids, and drawings, embedded objects and formulas as
they are.

A grid has rows, columns, joined cells and a reduced look (ECMA-376 part 1, 17.4). An object is its XML with the
package parts it needs: nothing is opened or followed, parts are copied as bytes, external targets are never kept
(ECMA-376 part 2, 9.3; part 1, 17.3.3.9 drawing, 17.3.3.19 object, 22.1 formulas).
"""

import copy
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias

from core.limits import MOST_COLUMNS, MOST_PLACES, MOST_ROWS
from core.model.blocks import Cell, Column, KeptObject, KeptPart, MediaPool, Row, Table
from core.package import M, Node, Package, R, V, W, drop, serialise
from core.word.attributes import is_on
from core.word.reading.plain import CellContent
from core.word.reading.styles import whole_number

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
        self._column = grid_columns(_by_tag(properties).get(_BEFORE), 0)

    def place(self, content: CellContent) -> Cell | None:
        """The new cell that a ``w:tc`` begins; None when it goes on one above or to the left of it (17.4.17, 17.4.84)."""
        if self.too_large:
            return Cell(self.rows[-1].id, "c1")
        properties = _by_tag(content.properties)
        span = grid_columns(properties.get(_SPAN), 1)
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


def grid_columns(node: Node | None, default: int) -> int:
    """How many columns of the grid a property says, at least ``default``; what no table may have is one too many."""
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


MOST_DEEP, MOST_OBJECTS, MOST_PARTS, MOST_NODES = 6, 5_000, 200, 50_000
"""Limits: parts of parts, objects of a file, parts and elements of one object."""

_DRAWN_KINDS = MappingProxyType(
    {"chart": "chart", "relIds": "diagram", "OLEObject": "object", "blip": "picture", "imagedata": "picture"}
)
_NOT_WHOLE = frozenset(("control", "txbxContent", "textpath", "txbx", "textbox"))
"""Controls run programs; the words of boxes are read as text, without which the box would be empty."""

_OF_PARTS = frozenset(_DRAWN_KINDS.values())
"""Kinds that are nothing without another part of the package."""

_LINKS = ("hlinkClick", "hlinkHover")
_NEWER = "http://schemas.microsoft.com/office/word/20"
"""Namespaces of properties that only newer programs of one maker read; a file may use them only where it says so."""

_FORMULA = (M + "oMath", M + "oMathPara")
_GIVEN_NAME = re.compile("(?:[A-Za-z ]{1,40}|图[片像表形示]|对象|文本框|组合|形状) ?[0-9]{1,6}")
"""What programs call a drawing that nobody named: Picture 1, 图片 3."""

_ALTERNATIVES = ("descr", "title", "alt", "{urn:schemas-microsoft-com:office:office}title", "name")
"""Attributes with the alternative text or name of a drawing (20.4.2.5 docPr; VML: part 4, 19.1.2.19), the best first."""

_EMU_PER_TWIP = 635
_EMU_OF = MappingProxyType({"pt": 12_700, "px": 9_525, "in": 914_400, "cm": 360_000, "mm": 36_000, "pc": 152_400})
_SIDE = re.compile(
    r"(?:^|;)\s*(?P<side>width|height)\s*:\s*(?P<number>\d{1,5}(?:\.\d{1,6})?)(?P<unit>pt|px|in|cm|mm|pc)"
)


class ObjectKeeper:
    """Takes objects out of one file; ``media`` are the bytes they need."""

    def __init__(self, package: Package, source: str) -> None:
        self._package, self._source = package, source
        self._known: dict[tuple[str, str], tuple[str, str, str] | None] = {}
        self._count = self._parts_left = 0
        self._pool = MediaPool()
        self.media = self._pool.media

    def kept(self, node: Node) -> KeptObject | None:
        """The object that a drawing, embedded object or formula is; None for one that cannot be kept whole.

        Those are objects with linked or missing parts, controls, and what exceeds the limits.
        """
        if self._count >= MOST_OBJECTS or not _can_be_whole(node):
            return None
        clean = _portable(node)
        self._parts_left = MOST_PARTS
        parts = self._parts(clean, self._source, 0)
        if parts is None or (not parts and kind_of(node) in _OF_PARTS):
            return None
        data = serialise(clean).encode("utf-8")
        self._count += 1
        return (
            None
            if not self._pool.has_room(data)
            else KeptObject(0, kind_of(node), self._pool.store(data), parts, *_extent(node), _label(node))
        )

    def kept_note(self, kind: str, body: Node, label: str = "") -> KeptObject | None:
        """The mark of a ``footnote`` or ``endnote`` with this body; None beyond the limits. ``label`` as in the model."""
        self._count += 1
        data = serialise(body).encode("utf-8") if self._count <= MOST_OBJECTS else b""
        return KeptObject(0, kind, self._pool.store(data), label=label) if data and self._pool.has_room(data) else None

    def _parts(self, node: Node, source: str, deep: int) -> tuple[KeptPart, ...] | None:
        """The parts that the relationship ids in an XML tree name, with theirs; None when one is missing or outside."""
        names = dict.fromkeys(value for each in node.iter() for key, value in each.attrib.items() if key.startswith(R))
        found = [self._part(name, source, deep) for name in names if name]
        return None if any(part is None for part in found) else tuple(part for part in found if part is not None)

    def _part(self, relation: str, source: str, deep: int) -> KeptPart | None:
        target = self._target(source, relation)
        self._parts_left -= 1
        if target is None or deep >= MOST_DEEP or self._parts_left < 0:
            return None
        kind, name, content_type = target
        data = self._package.read(name)
        if not data or not self._pool.has_room(data):
            return None
        inner = self._inner(name, deep)
        if inner is None:
            return None
        return KeptPart(relation, kind, posixpath.basename(name), content_type, self._pool.store(data), inner)

    def _inner(self, name: str, deep: int) -> tuple[KeptPart, ...] | None:
        """The parts that a part refers to; None when it links to the outside, too."""
        relations = self._package.relation_ids(name)
        if any(is_external for _, is_external in relations):
            return None
        found: list[KeptPart] = []
        for relation, _ in relations:
            part = self._part(relation, name, deep + 1)
            if part is None:
                return None
            found.append(part)
        return tuple(found)

    def _target(self, source: str, relation: str) -> tuple[str, str, str] | None:
        key = source, relation
        if key not in self._known:
            found = self._package.relation(source, relation)
            self._known[key] = None if found is None else (*found, self._package.content_type(found[1]))
        return self._known[key]


def _can_be_whole(node: Node) -> bool:
    is_large = next(islice(node.iter(), MOST_NODES, None), None) is not None
    return len(node) > 0 and not is_large and _NOT_WHOLE.isdisjoint(_names(node))


def _names(node: Node) -> set[str]:
    return {each.tag.rpartition("}")[2] for each in node.iter() if isinstance(each.tag, str)}


def kind_of(node: Node) -> str:
    """What sort of object a drawing, embedded object or formula is."""
    if node.tag in _FORMULA:
        return "formula"
    names = _names(node)
    if "OLEObject" in names:
        return "object"
    return next((kind for name, kind in _DRAWN_KINDS.items() if name in names), "shape")


def _portable(node: Node) -> Node:
    """A copy without links and without properties that a file may only use where its root element allows it."""
    clean = copy.deepcopy(node)
    clean.tail = None
    drop(clean, ("{*}" + name for name in _LINKS))
    for each in clean.iter():
        for key in [key for key in each.attrib if key.startswith("{" + _NEWER)]:
            del each.attrib[key]
    for each in [each for each in clean.iterdescendants("*") if each.tag.startswith("{" + _NEWER)]:
        if not _is_shape(each):
            each.getparent().remove(each)
    return clean


def _is_shape(node: Node) -> bool:
    """Whether an element of a newer namespace is the content of a drawing (wps, wpg, wpc) and no mere property."""
    return node.tag.rpartition("}")[0].rpartition("/")[2] in (
        "wordprocessingShape",
        "wordprocessingGroup",
        "wordprocessingCanvas",
        "wordprocessingInk",
    )


def _extent(node: Node) -> tuple[int, int]:
    """Width and height in English Metric Units; 0 where the drawing does not give them."""
    extent = next(node.iter("{*}extent"), None)
    if extent is not None:
        return _whole(extent.get("cx")), _whole(extent.get("cy"))
    if node.get(W + "dxaOrig"):
        return _whole(node.get(W + "dxaOrig")) * _EMU_PER_TWIP, _whole(node.get(W + "dyaOrig")) * _EMU_PER_TWIP
    styles = (each.get("style") or "" for each in node.iter(V + "shape", V + "rect", V + "group"))
    return next(filter(any, map(_drawn_size, styles)), (0, 0))


def _drawn_size(style: str) -> tuple[int, int]:
    """The size in the style of a VML shape, such as ``width:120pt;height:2cm`` (ECMA-376 part 4, 19.1.2.19)."""
    found = {each["side"]: float(each["number"]) * _EMU_OF[each["unit"]] for each in _SIDE.finditer(style)}
    return round(found.get("width", 0)), round(found.get("height", 0))


def _whole(text: str | None) -> int:
    return min(int(text), 10**9) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0


def _label(node: Node) -> str:
    """The alternative text of a drawing, else its name."""
    if node.tag in _FORMULA:
        return "".join(each.text or "" for each in node.iter(M + "t"))[:200]
    named = (_named(each) for each in node.iter("{*}docPr", V + "shape", V + "imagedata"))
    return next(filter(None, named), "")


def _named(node: Node) -> str:
    """What a node says of its drawing; ``name`` only where nothing else stands, and nothing that a program made up."""
    words = " ".join(next(filter(None, map(node.get, _ALTERNATIVES)), "").split())
    return "" if _GIVEN_NAME.fullmatch(words) else words[:200]
