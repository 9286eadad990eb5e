"""Properties and tables of a document as WordprocessingML (ECMA-376 part 1, 17.3.1, 17.3.2, 17.4).

Rows of tables: [MS-DOC] 2.4.4, 2.9.336.
"""

import itertools
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.sax.saxutils import escape

from core.readers.binary_word.properties import TABLE_DEFINITION

DELETED, INSERTED, SPECIAL, HIDDEN = 0x0800, 0x0801, 0x0855, 0x083C
PICTURE, SYMBOL = 0x6A03, 0x6A09
IN_TABLE, ROW_END, DEPTH, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244C
LEVEL, LIST, OUTLINE = 0x260A, 0x460B, 0x2640
NO_OUTLINE = 9
SAME_AS_STYLE, UNLIKE_STYLE = 0x80, 0x81

_TOGGLES = ((0x0835, "b"), (0x0836, "i"), (0x0837, "strike"), (0x2A53, "dstrike"), (HIDDEN, "vanish"))
_RAISED = MappingProxyType({1: "superscript", 2: "subscript"})
_ALIGNMENTS = MappingProxyType({0: "left", 1: "center", 2: "right", 3: "both", 4: "distribute"})
_COLOURS = (
    "auto",
    "000000",
    "0000FF",
    "00FFFF",
    "00FF00",
    "FF00FF",
    "FF0000",
    "FFFF00",
    "FFFFFF",
    "00008B",
    "008B8B",
    "006400",
    "8B008B",
    "8B0000",
    "808000",
    "A9A9A9",
    "C0C0C0",
)
_HIGHLIGHTS = (
    "none",
    "black",
    "blue",
    "cyan",
    "green",
    "magenta",
    "red",
    "yellow",
    "white",
    "darkBlue",
    "darkCyan",
    "darkGreen",
    "darkMagenta",
    "darkRed",
    "darkYellow",
    "darkGray",
    "lightGray",
)

Modifiers = Mapping[int, bytes]
Toggled = Callable[[int], bool]


def text_format(found: Modifiers, fonts: tuple[str, ...], toggled: Toggled) -> str:
    """The content of ``w:rPr``; ``toggled`` says whether the style has a toggle property, for values relative to it."""
    if not found:
        return ""
    return "".join((_font(found, fonts), *_toggles(found, toggled), _colour(found), *_values(found)))


def _font(found: Modifiers, fonts: tuple[str, ...]) -> str:
    number = found.get(0x4A50, found.get(0x4A4F))
    if number is None or int.from_bytes(number, "little") >= len(fonts):
        return ""
    name = escape(fonts[int.from_bytes(number, "little")], {'"': "&quot;"})
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}"/>'


def _toggles(found: Modifiers, toggled: Toggled) -> Iterator[str]:
    for code, tag in _TOGGLES:
        value = found.get(code, b"\x80")[0]
        if value != SAME_AS_STYLE:
            is_on = not toggled(code) if value == UNLIKE_STYLE else bool(value)
            yield f"<w:{tag}/>" if is_on else f'<w:{tag} w:val="0"/>'


def _values(found: Modifiers) -> Iterator[str]:
    """Size, highlight, underlining, raised signs, dots, in the order of the schema."""
    if 0x4A43 in found:
        yield f'<w:sz w:val="{int.from_bytes(found[0x4A43], "little")}"/>'
    if 0 < _byte(found, 0x2A0C) < len(_HIGHLIGHTS):
        yield f'<w:highlight w:val="{_HIGHLIGHTS[_byte(found, 0x2A0C)]}"/>'
    if 0x2A3E in found:
        yield f'<w:u w:val="{"single" if _byte(found, 0x2A3E) else "none"}"/>'
    if _byte(found, 0x2A48) in _RAISED:
        yield f'<w:vertAlign w:val="{_RAISED[_byte(found, 0x2A48)]}"/>'
    if _byte(found, 0x2A34):
        yield '<w:em w:val="dot"/>'


def _byte(found: Modifiers, code: int) -> int:
    return found.get(code, b"\0")[0]


def _colour(found: Modifiers) -> str:
    if 0x6870 in found:
        red, green, blue, automatic = found[0x6870]
        return "" if automatic else f'<w:color w:val="{red:02X}{green:02X}{blue:02X}"/>'
    if 0x2A42 in found and 0 < found[0x2A42][0] < len(_COLOURS):
        return f'<w:color w:val="{_COLOURS[found[0x2A42][0]]}"/>'
    return ""


def paragraph_format(found: Modifiers) -> str:
    """The content of ``w:pPr`` but for the style, the mark's properties and the section."""
    parts = []
    if LIST in found:
        number = struct.unpack("<h", found[LIST])[0]
        level = found.get(LEVEL, b"\0")[0]
        parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{abs(number)}"/></w:numPr>')
    alignment = found.get(0x2461, found.get(0x2403))
    if alignment is not None and alignment[0] in _ALIGNMENTS:
        parts.append(f'<w:jc w:val="{_ALIGNMENTS[alignment[0]]}"/>')
    if OUTLINE in found and found[OUTLINE][0] <= NO_OUTLINE:
        parts.append(f'<w:outlineLvl w:val="{found[OUTLINE][0]}"/>')
    return "".join(parts)


HEADER = 0x3404
CELL_LENGTH = 20
CLOSE = 30
"""Twips by which edges of cells of different rows may differ and still be one edge."""

OLD_BORDERS, BORDERS, NO_LINE = 0xD605, 0xD613, (0, 255)
LINES = (
    "<w:tblBorders>"
    + "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + "</w:tblBorders>"
)

USUAL_WIDTH = 1_000


@dataclass(slots=True)
class DocRow:
    """A row being read: each cell as XML, and the row's definition once its end is reached."""

    cells: list[str] = field(default_factory=list)
    found: Modifiers = field(default_factory=dict)


@dataclass(slots=True)
class DocTable:
    """A table being read, from the paragraphs that stand in it."""

    rows: list[DocRow] = field(default_factory=list)
    row: DocRow = field(default_factory=DocRow)
    cell: list[str] = field(default_factory=list)

    def add(self, paragraph: str, ends_cell: bool) -> None:
        """Add a paragraph of the open cell, which it may end."""
        self.cell.append(paragraph)
        if ends_cell:
            self._close_cell()

    def close_row(self, found: Modifiers) -> None:
        """The row is complete; ``found`` is its definition."""
        self.row.found = found
        self.rows.append(self.row)
        self.row = DocRow()

    def close(self) -> str:
        """The whole table, empty where there is none; a row and a cell without their ends count as well."""
        if self.cell:
            self._close_cell()
        if self.row.cells:
            self.close_row({})
        rows, self.rows = [row for row in self.rows if row.cells], []
        return table_xml(rows) if rows else ""

    def _close_cell(self) -> None:
        self.row.cells.append("".join(self.cell))
        self.cell = []


def table_xml(rows: Sequence[DocRow]) -> str:
    """A whole table; its grid has a column for every edge of any row."""
    edges = _all_edges(rows)
    grid = _grid(edges)
    columns = "".join(f'<w:gridCol w:w="{after - before}"/>' for before, after in itertools.pairwise(grid))
    body = "".join(_row(row, places, grid) for row, places in zip(rows, edges, strict=True))
    lines = LINES if any(map(_has_lines, rows)) else ""
    return f"<w:tbl><w:tblPr>{lines}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def _has_lines(row: DocRow) -> bool:
    """Whether the row draws any line, by its own borders or by those of a cell (Brc80 and Brc, 2.9.17, 2.9.16)."""
    data = _definition(row)
    start = 1 + 2 * (data[0] + 1) if data else 0
    old = [
        data[place + 1]
        for cell in range(start, len(data) - CELL_LENGTH + 1, CELL_LENGTH)
        for place in range(cell + 4, cell + 20, 4)
    ]
    old += row.found.get(OLD_BORDERS, b"")[1::4]
    new = row.found.get(BORDERS, b"")[5::8]
    return any(kind not in NO_LINE for kind in (*old, *new))


def _definition(row: DocRow) -> bytes:
    return row.found.get(TABLE_DEFINITION, b"")


def _all_edges(rows: Sequence[DocRow]) -> list[list[int]]:
    """The edges of each row; one that says nothing has those of the row above with as many cells, else of one below."""
    found = [_edges(row) for row in rows]
    known: dict[int, list[int]] = {}
    for row, edges in reversed(list(zip(rows, found, strict=True))):
        if edges:
            known[len(row.cells)] = edges
    for number, row in enumerate(rows):
        count = len(row.cells)
        found[number] = found[number] or known.get(count) or [USUAL_WIDTH * place for place in range(count + 1)]
        known[count] = found[number]
    return found


def _edges(row: DocRow) -> list[int]:
    """Left edges of the cells and the right edge of the last one, never falling; empty where nothing is said."""
    data, count = _definition(row), len(row.cells)
    known = data[0] if data else 0
    if not data or len(data) < 1 + 2 * (known + 1) or known < count:
        return []
    found = list(struct.unpack_from(f"<{known + 1}h", data, 1))[: count + 1]
    for number in range(1, len(found)):
        found[number] = max(found[number], found[number - 1])
    return found


def _grid(rows: Sequence[Sequence[int]]) -> list[int]:
    found: list[int] = []
    for edge in sorted({edge for row in rows for edge in row}):
        if not found or edge - found[-1] > CLOSE:
            found.append(edge)
    return found


def _column(grid: Sequence[int], edge: int) -> int:
    return min(range(len(grid)), key=lambda number: abs(grid[number] - edge))


def _row(row: DocRow, edges: Sequence[int], grid: Sequence[int]) -> str:
    looks = _looks(row)
    before = _column(grid, edges[0])
    height = f'<w:gridBefore w:val="{before}"/>' if before else ""
    head = "<w:tblHeader/>" if row.found.get(HEADER, b"\0")[0] else ""
    cells, number = [], 0
    while number < len(row.cells):
        last = number
        while last + 1 < len(row.cells) and looks[last + 1] & 3 == 1:
            last += 1  # merged with the one before
        span = _column(grid, edges[last + 1]) - _column(grid, edges[number])
        content = "".join(row.cells[number : last + 1]) if last == number else _joined(row.cells[number : last + 1])
        cells.append(_cell(content, max(span, 1), looks[number]))
        number = last + 1
    return f"<w:tr><w:trPr>{height}{head}</w:trPr>{''.join(cells)}</w:tr>"


def _joined(cells: Sequence[str]) -> str:
    """The paragraphs of joined cells; those of a cell that has none but its empty one are left out."""
    return "".join(cell for number, cell in enumerate(cells) if number == 0 or "<w:t" in cell or "<w:pict" in cell)


def _looks(row: DocRow) -> list[int]:
    """The flags of each cell (TCGRF); 0 where the definition says nothing."""
    data, count = _definition(row), len(row.cells)
    start = 1 + 2 * (data[0] + 1) if data else 0
    places = [start + CELL_LENGTH * number for number in range(count)]
    return [struct.unpack_from("<H", data, place)[0] if data and place + 2 <= len(data) else 0 for place in places]


def _cell(content: str, span: int, look: int) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merge = {1: "<w:vMerge/>", 3: '<w:vMerge w:val="restart"/>', 2: '<w:vMerge w:val="restart"/>'}.get(
        look >> 5 & 3, ""
    )
    place = {1: "center", 2: "bottom"}.get(look >> 7 & 3, "")
    align = f'<w:vAlign w:val="{place}"/>' if place else ""
    return f"<w:tc><w:tcPr>{wide}{merge}{align}</w:tcPr>{content}</w:tc>"
