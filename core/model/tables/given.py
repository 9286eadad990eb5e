"""Tables from elsewhere before they stand in a draft: from the clipboard, a sheet, lines with tabs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from core.errors import BadInput
from core.model.blocks import Cell, CellPlace, Column, Emphasis, KeptObject, Row, Table, cut_emphasis
from core.model.fact import Fact

SOFT_BREAK = "\u2028"
"""A line break inside a paragraph of a cell's words; their paragraphs are parted by line ends."""

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 5000, 200, 20_000


@dataclass(frozen=True, slots=True)
class GivenText:
    """Words from elsewhere with their emphasis; ``facts`` are those of words copied within a draft. Spans are in ``text``."""

    text: str = ""
    facts: tuple[Fact, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether a value of them is still to be filled or looked at where it comes from."""
        return any(fact.state.is_open for fact in self.facts)

    def cut(self, start: int, end: int) -> "GivenText":
        """The words between two offsets; a fact that reaches out is left out."""
        facts = tuple(each.at(each.start - start, each.end - start) for each in self.facts if _lies(each, start, end))
        return GivenText(self.text[start:end], facts, cut_emphasis(self.emphasis, start, end, -start))

    @property
    def paragraphs(self) -> tuple["GivenText", ...]:
        """The words of a cell as paragraphs, line breaks inside them as elements have them."""
        found, start = [], 0
        for line in self.text.split("\n"):
            own = self.cut(start, start + len(line)) if len(line) < len(self.text) else self
            found.append(replace(own, text=line.replace(SOFT_BREAK, "\n")))
            start += len(line) + 1
        return tuple(found)


def _lies(fact: Fact, start: int, end: int) -> bool:
    return start <= fact.start and fact.end <= end


NOTHING = GivenText()


def joined_texts(parts: Sequence[GivenText]) -> GivenText:
    """Paragraphs as the words of a cell: parted by line ends, line breaks inside them as SOFT_BREAK."""
    facts: list[Fact] = []
    emphasis: list[Emphasis] = []
    at = 0
    for part in parts:
        facts += (each.at(each.start + at, each.end + at) for each in part.facts)
        emphasis += cut_emphasis(part.emphasis, 0, len(part.text), at)
        at += len(part.text) + 1
    return GivenText("\n".join(part.text.replace("\n", SOFT_BREAK) for part in parts), tuple(facts), tuple(emphasis))


@dataclass(frozen=True, slots=True)
class GivenCell:
    """A cell as its source has it: words, their paragraphs parted by line ends, and the rows and columns that it asks for."""

    words: GivenText = NOTHING
    columns: int = 1
    rows: int = 1
    align: str = ""

    @property
    def text(self) -> str:
        """Its words without emphasis."""
        return self.words.text


@dataclass(frozen=True, slots=True)
class GivenTable:
    """A grid and the words of each of its cells, in their order."""

    table: Table
    words: tuple[GivenText, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell."""
        return tuple(each.text for each in self.words)

    @property
    def places(self) -> Iterator[tuple[tuple[int, int], GivenText]]:
        """The words of each cell by the numbers of the row and column in which it begins."""
        rows = {row.id: number for number, row in enumerate(self.table.rows)}
        columns = {column.id: number for number, column in enumerate(self.table.columns)}
        for cell, words in zip(self.table.cells, self.words, strict=True):
            yield (rows[cell.row], columns[cell.column]), words

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The text at each place of the grid; a joined cell has it at its first place, the others are empty."""
        signs = [[""] * len(self.table.columns) for _ in self.table.rows]
        for (row, column), words in self.places:
            signs[row][column] = words.text
        return tuple(map(tuple, signs))


def rows_of_table(table: Table, words: Mapping[CellPlace, GivenText]) -> GivenTable:
    """The rows of a table from the first to the last one in which a cell of these words begins; a cell that reaches out is
    cut, one without words is empty."""
    rows = {row.id: number for number, row in enumerate(table.rows)}
    columns = {column.id: number for number, column in enumerate(table.columns)}
    first = min(rows[place.row] for place in words)
    end = max(rows[place.row] for place in words) + 1
    kept: dict[tuple[int, int], tuple[Cell, GivenText]] = {}
    for cell in table.cells:
        top, bottom = max(rows[cell.row], first), min(rows[cell.row] + cell.rows, end)
        if top < bottom:
            cut = replace(cell, row=table.rows[top].id, rows=bottom - top)
            kept[top, columns[cell.column]] = cut, words.get(CellPlace(cell.row, cell.column), NOTHING)
    cells, own = zip(*(kept[place] for place in sorted(kept)), strict=True)
    return GivenTable(Table(table.columns, table.rows[first:end], cells), own)


@dataclass(frozen=True, slots=True)
class GivenPicture:
    """A picture as its file has it, and the bytes that it needs by their SHA-256."""

    shown: KeptObject
    media: Mapping[str, bytes]


Grown = dict[tuple[int, int], GivenCell]
"""Cells by row and column, each as large as there is room."""


def given_table(lines: Sequence[Sequence[GivenCell]], headers: int = 0, widths: Sequence[int] = ()) -> GivenTable:
    """The grid of these rows of cells, formed as HTML says (13, 4.9.12.1): each cell at the first free place of its row.

    A cell does not cover what another one has taken, nor reach below the last row; places that none takes get empty cells.
    The first ``headers`` rows repeat; ``widths`` in twips hold for as many columns as there are. BadInput ``table_empty``
    and ``table_too_large``.
    """
    if len(lines) > MOST_ROWS or sum(map(len, lines)) > MOST_CELLS:
        raise _too_large()
    taken: set[tuple[int, int]] = set()
    found: Grown = {}
    for number, line in enumerate(lines):
        found.update(_placed(number, line, len(lines), taken))
    found = _begun(found)
    count = 1 + max((column for _, column in found), default=-1)
    if not count:
        raise BadInput("table_empty")
    if len(lines) * count > MOST_CELLS:
        raise _too_large()
    return _made(_filled(found, len(lines), count), (len(lines), count), headers, widths)


def _too_large() -> BadInput:
    return BadInput("table_too_large", rows=str(MOST_ROWS), columns=str(MOST_COLUMNS), cells=str(MOST_CELLS))


def _placed(
    row: int, line: Sequence[GivenCell], rows: int, taken: set[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], GivenCell]]:
    """The cells of a row where they come to stand; what they cover is ``taken`` from then on."""
    column = 0
    for left, cell in zip(range(len(line) - 1, -1, -1), line, strict=True):
        while (row, column) in taken:
            column += 1
        wide = 1
        end = min(column + cell.columns, MOST_COLUMNS - left)
        while column + wide < end and (row, column + wide) not in taken:
            wide += 1
        high = max(1, min(cell.rows, rows - row))
        taken.update(product(range(row, row + high), range(column, column + wide)))
        if column >= MOST_COLUMNS or len(taken) > MOST_CELLS:
            raise _too_large()
        yield (row, column), replace(cell, columns=wide, rows=high)


def _filled(found: Grown, rows: int, columns: int) -> Grown:
    """The cells with an empty one at each place that none takes."""
    taken = {place for at, cell in found.items() for place in _area(at, cell)}
    free = (place for place in product(range(rows), range(columns)) if place not in taken)
    return {**found, **dict.fromkeys(free, GivenCell())}


def _area(at: tuple[int, int], cell: GivenCell) -> Iterator[tuple[int, int]]:
    return product(range(at[0], at[0] + cell.rows), range(at[1], at[1] + cell.columns))


def _begun(found: Grown) -> Grown:
    """The cells without the columns in which none begins: web pages ask for a hundred where a title fills the row."""
    begun = sorted({column for _, column in found})
    return {
        (row, begun.index(column)): replace(each, columns=sum(column <= one < column + each.columns for one in begun))
        for (row, column), each in found.items()
    }


def _made(found: Grown, size: tuple[int, int], headers: int, widths: Sequence[int]) -> GivenTable:
    known = (*widths, *(0 for _ in range(size[1])))
    places = sorted(found)
    cells = (
        Cell(f"r{row + 1}", f"c{column + 1}", each.columns, each.rows, each.align)
        for (row, column), each in ((place, found[place]) for place in places)
    )
    columns = tuple(Column(f"c{number + 1}", known[number]) for number in range(size[1]))
    rows = tuple(Row(f"r{number + 1}", number < headers) for number in range(size[0]))
    return GivenTable(Table(columns, rows, tuple(cells)), tuple(found[place].words for place in places))


def plain_table(lines: Sequence[Sequence[str]], headers: int = 0) -> GivenTable:
    """A table of texts without joined cells; shorter rows end in empty cells."""
    return given_table([[GivenCell(GivenText(text)) for text in line] for line in lines], headers)


def empty_table(rows: int, columns: int, headers: int = 0) -> GivenTable:
    """A table of so many empty rows and columns."""
    return plain_table([[""] * columns] * rows, headers)
