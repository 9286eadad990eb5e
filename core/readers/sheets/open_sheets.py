"""Worksheets of OpenDocument files (.ods, .ots), each cell with the words that it shows (ISO/IEC 26300-1, 9.1 to 9.3)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from core.errors import BadInput
from core.package import Node, Package
from core.readers.open_document import FO, OFFICE, STYLE, TABLE, TEXT, number_of, twips
from core.readers.sheets.values import MOST_SHEETS, USUAL_WIDTH, Area, CellValue, Worksheet

KIND = b"opendocument.spreadsheet"
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_MOST_NOTED = 600_000
"""Cells, rows and columns of a file that are remembered: a file may say in one line that a million of them are alike."""
_LONGEST_CELL, _MOST_CHARACTERS = 32_767, 20_000_000
"""Characters of a cell, as in .xlsx and .xls, and of all cells: a file may say in a few letters that there are thousands."""

_GROUPS = frozenset(
    TABLE + name
    for name in (
        *("table-rows", "table-row-group", "table-header-rows"),
        *("table-columns", "table-column-group", "table-header-columns"),
    )
)
_CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
_FORMATS = MappingProxyType({"percentage": "0.##%", "currency": "0.00", "float": "General"})
"""Of a value without words; programs that show cells write both."""

_ALIGNS = MappingProxyType({"start": "left", "left": "left", "center": "center", "end": "right", "right": "right"})
_BLANKS = MappingProxyType({TEXT + "s": " ", TEXT + "tab": " ", TEXT + "line-break": "\n"})
_UNREAD = frozenset((OFFICE + "annotation", TEXT + "note", TEXT + "ruby-text"))


def is_open_sheet(package: Package) -> bool:
    """Whether a package is a spreadsheet of this kind, by what it says of itself or by its content."""
    if not package.has("content.xml"):
        return False
    return KIND in package.read("mimetype") or b":spreadsheet>" in package.read("content.xml")


def read_ods(package: Package) -> tuple[Worksheet, ...]:
    """The worksheets of a file. BadInput ``sheet_damaged``, ``sheet_too_large``, ``package_…``."""
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise BadInput("package_encrypted")
    content = package.xml("content.xml")
    if content is None:
        raise BadInput("sheet_damaged")
    styles = {each.get(STYLE + "name"): each for each in content.iter(STYLE + "style")}
    tables = list(content.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"))
    if len(tables) > MOST_SHEETS:
        raise BadInput("sheet_too_large")
    room = _Room()
    return tuple(_SheetReader(styles, room).read(each) for each in tables)


@dataclass(slots=True)
class _Room:
    """What may still be remembered of a file."""

    left: int = _MOST_NOTED
    characters: int = _MOST_CHARACTERS

    def words(self, pieces: Iterable[str]) -> str:
        """The words of a cell that these pieces make."""
        found: list[str] = []
        room = min(_LONGEST_CELL, self.characters)
        for piece in pieces:
            room -= len(piece)
            if room < 0:
                raise BadInput("sheet_too_large")
            found.append(piece)
        self.characters -= sum(map(len, found))
        return "".join(found)

    def take(self, count: int) -> None:
        """Remember so many more."""
        self.left -= count
        if self.left < 0:
            raise BadInput("sheet_too_large")


@dataclass(slots=True)
class _SheetReader:
    """Reads one worksheet."""

    styles: Mapping[str, Node]
    room: _Room
    cells: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    head: int = 0

    def read(self, table: Node) -> Worksheet:
        """The worksheet in a table."""
        self._read_rows(table)
        bottom, right = (max((place[at] for place in self.cells), default=0) for at in (0, 1))
        hidden = frozenset(self._numbers(((first, min(last, bottom + 1)) for first, last in self.hidden)))
        look = self._look(table, "table-properties")
        is_visible = look is None or look.get(TABLE + "display") != "false"
        name = table.get(TABLE + "name") or ""
        return Worksheet(name, is_visible, self.cells, self.merged, hidden, self._widths(table, right), self.head)

    def _read_rows(self, table: Node) -> None:
        row = 1
        for node, is_head in _within(table, TABLE + "table-row", False):
            times = number_of(node, TABLE + "number-rows-repeated", most=_MOST_ROWS)
            self._row(node, row, times)
            if _is_hidden(node):
                self.hidden.append((row, row + times))
            row += times
            if is_head:
                self.head = row - 1

    def _numbers(self, ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
        for first, behind in ranges:
            self.room.take(max(behind - first, 0))
            yield from range(first, behind)

    def _row(self, node: Node, row: int, times: int) -> None:
        column = 1
        for cell in node.iterchildren(*_CELLS):
            repeated = number_of(cell, TABLE + "number-columns-repeated", most=_MOST_COLUMNS)
            value = BLANK_CELL if cell.tag == _CELLS[1] else self._value(cell)
            if value.is_filled:
                self.room.take(repeated * times)
                across = range(column, column + repeated)
                self.cells.update({(row + down, place): value for down in range(times) for place in across})
            self._join(cell, row, column)
            column += repeated

    def _join(self, cell: Node, row: int, column: int) -> None:
        columns = number_of(cell, TABLE + "number-columns-spanned", most=_MOST_COLUMNS)
        rows = number_of(cell, TABLE + "number-rows-spanned", most=_MOST_ROWS)
        if columns > 1 or rows > 1:
            self.merged.append(Area(column, row, column + columns - 1, row + rows - 1))

    def _value(self, cell: Node) -> CellValue:
        """What a cell shows: its words, or the value that it has without any."""
        kind = cell.get(OFFICE + "value-type") or ""
        paragraphs = list(cell.iterchildren(TEXT + "p"))
        align = self._align(cell) or ("right" if kind in (*_FORMATS, "date", "time") else "")
        if paragraphs:
            return CellValue(self.room.words(_lines(paragraphs)), align=align)
        if not kind:
            return CellValue(is_lost=bool(cell.get(TABLE + "formula")))
        return _bare(cell, kind, align)

    def _align(self, cell: Node) -> str:
        look = self._look(cell, "paragraph-properties")
        return "" if look is None else _ALIGNS.get(look.get(FO + "text-align") or "", "")

    def _look(self, node: Node, kind: str) -> Node | None:
        """The properties of a kind that the style of an element has by itself."""
        style = self.styles.get(node.get(TABLE + "style-name") or "")
        return None if style is None else style.find(STYLE + kind)

    def _widths(self, table: Node, last: int) -> Mapping[int, float]:
        """The widths of the columns up to the last filled one, in digits; 0 for a hidden one."""
        found: dict[int, float] = {}
        column = 1
        for node, _ in _within(table, TABLE + "table-column", False):
            times = number_of(node, TABLE + "number-columns-repeated", most=_MOST_COLUMNS)
            look = self._look(node, "table-column-properties")
            said = 0 if look is None else twips(look.get(STYLE + "column-width"))
            width = 0.0 if _is_hidden(node) else max((said / 15 - 5) / 7, 1.0) if said else USUAL_WIDTH
            found.update(dict.fromkeys(self._numbers([(column, min(column + times, last + 1))]), width))
            column += times
        return found


BLANK_CELL = CellValue()


def _within(node: Node, tag: str, is_head: bool) -> Iterator[tuple[Node, bool]]:
    """The rows or columns of a table, those in groups as well, and whether each is part of the head."""
    for child in node.iterchildren():
        if child.tag == tag:
            yield child, is_head
        elif child.tag in _GROUPS:
            yield from _within(child, tag, is_head or child.tag == TABLE + "table-header-rows")


def _is_hidden(node: Node) -> bool:
    return node.get(TABLE + "visibility") in ("collapse", "filter")


def _bare(cell: Node, kind: str, align: str) -> CellValue:
    """A value without words."""
    said = cell.get(f"{OFFICE}{kind}-value") or cell.get(OFFICE + "value") or ""
    try:
        if kind in _FORMATS:
            return CellValue(float(said), _FORMATS[kind], align)
        if kind == "date":
            moment = datetime.fromisoformat(said)
            return CellValue(moment, "yyyy/m/d h:mm" if "T" in said else "yyyy/m/d", align)
    except ValueError:
        pass
    return CellValue(said, align=align)


def _lines(paragraphs: Iterable[Node]) -> Iterator[str]:
    """The words of the paragraphs of a cell, each on a line."""
    for number, each in enumerate(paragraphs):
        yield "\n" * (number > 0)
        yield from _words(each)


def _words(node: Node) -> Iterator[str]:
    """The words of a paragraph, without remarks."""
    yield node.text or ""
    for child in node.iterchildren():
        if child.tag in _BLANKS:
            yield _BLANKS[child.tag] * number_of(child, TEXT + "c")
        elif isinstance(child.tag, str) and child.tag not in _UNREAD:
            yield from _words(child)
        yield child.tail or ""
