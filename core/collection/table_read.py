"""A worksheet with a table of the draft, as ``table_write`` made it: the cells that were filled in, and rows that were added."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.collection.columns import MARK, check_of
from core.collection.given import Cell, given_in, text_of
from core.collection.table_write import CHECK, COLUMN, NEW, ROW, TABLE
from core.collection.values import AddedRow, FilledCell, Given

Marks = Mapping[str, int]
"""The number of each column by what the hidden first line says of it."""

Line = tuple[int, tuple[Cell, ...]]


def is_table(marks: Marks) -> bool:
    """Whether these are the marks of a table."""
    return {ROW, CHECK} <= marks.keys() and any(name.startswith(TABLE) for name in marks)


def cells_in(marks: Marks, lines: Iterable[Line]) -> Iterator[FilledCell]:
    """The cells to be filled in, also those left empty."""
    for line in lines:
        code = _at(line[1], marks[ROW])
        if not code.startswith(MARK) and code.count(".") > 1:
            yield from _cells_of(code, line, marks)


def _cells_of(code: str, line: Line, marks: Marks) -> Iterator[FilledCell]:
    number, cells = line
    columns = _columns(marks)
    check, *asked = _at(cells, marks[CHECK]).split(",")
    wanted = {int(each) for each in asked if each in map(str, range(len(columns)))}
    shown = (_at(cells, at) for index, (_, at) in enumerate(columns) if index not in wanted)
    key, _, place = code.partition(".")
    table, _, row = place.rpartition(".")
    is_same = check_of(code, *shown) == check
    for name, at in (columns[index] for index in sorted(wanted)):
        given = given_in(cells[at]) if _at(cells, at) else Given()
        yield FilledCell(number, key, (table, row, name), is_same, given)


def added_in(marks: Marks, lines: Iterable[Line], key: str) -> Iterator[AddedRow]:
    """The rows in the empty lines below the table; ``key`` is that of the draft."""
    columns, after = _columns(marks), ""
    table = next(name for name in marks if name.startswith(TABLE)).removeprefix(TABLE)
    for number, cells in lines:
        code = _at(cells, marks[ROW])
        if code != MARK + NEW:
            after = code.rpartition(".")[2] if code and not code.startswith(MARK) else after
            continue
        texts = tuple((name, text) for name, at in columns if (text := _at(cells, at)))
        if texts:
            yield AddedRow(number, key, table, after, texts)


def _columns(marks: Marks) -> Sequence[tuple[str, int]]:
    return [(name.removeprefix(COLUMN), at) for name, at in marks.items() if name.startswith(COLUMN)]


def _at(cells: tuple[Cell, ...], at: int) -> str:
    return text_of(cells[at]) if at < len(cells) else ""
