"""What a file printed, paragraph by paragraph, from the file as it was written."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.model.blocks import Table
from core.model.change import number_of
from core.model.elements import Element, Role
from core.model.grid import PlacedTable, tables_of
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyParagraph, ReturnedCopy
from core.review.views import FRAME

ROW = "r"
"""Begins the name of a table's row; the rows of all tables are counted through."""

CellIds = dict[tuple[int, int, int], list[str]]


def printed_from(copy: ReturnedCopy, elements: Sequence[Element]) -> tuple[PrintedParagraph, ...]:
    """The printed paragraphs of a file that was just written from these elements."""
    names = {str(number_of(element.id)): element.id for element in elements}
    anchored = {anchor.start.paragraph: anchor.name for anchor in copy.anchors if anchor.name in names}
    rows = {
        copy.paragraphs[anchor.start.paragraph].cell: int(anchor.name.removeprefix(ROW))
        for anchor in copy.anchors
        if anchor.name.startswith(ROW)
    }
    numbers = {(cell.table, cell.row): number for cell, number in rows.items() if cell is not None}
    ids = _cell_ids(numbers, elements)
    return with_figures(tuple(_paragraphs(copy, (names, anchored), numbers, ids)), elements)


def with_figures(printed: tuple[PrintedParagraph, ...], elements: Sequence[Element]) -> tuple[PrintedParagraph, ...]:
    """The paragraphs with the figures among them by name: they have no bookmark, but pictures, and keep their order."""
    figures = [each for each in elements if each.role is Role.FIGURE]
    found, place = list(printed), 0
    for index, each in enumerate(printed if figures else ()):
        own = _next_figure(each, figures, place) if _is_bare(each) else -1
        if own >= 0:
            found[index], place = replace(each, element_id=figures[own].id), own + 1
    return tuple(found)


def _is_bare(paragraph: PrintedParagraph) -> bool:
    """Whether a paragraph of no known element outside of tables has pictures only."""
    is_empty = not paragraph.text.strip() and paragraph.cell is None
    return is_empty and bool(paragraph.pictures) and paragraph.element_id.startswith(FRAME)


def _next_figure(paragraph: PrintedParagraph, figures: Sequence[Element], place: int) -> int:
    return next((at for at in range(place, len(figures)) if _has_pictures(figures[at], paragraph.pictures)), -1)


def _has_pictures(figure: Element, keys: Sequence[str]) -> bool:
    """Whether a figure shows pictures of these bytes; "" stands for one that is not known."""
    own = {part.media for each in figure.objects for part in each.parts}
    return all(key in own if key else True for key in keys)


def _paragraphs(
    copy: ReturnedCopy,
    named: tuple[Mapping[str, str], Mapping[int, str]],
    rows: Mapping[tuple[int, int], int],
    ids: CellIds,
) -> Iterator[PrintedParagraph]:
    names, anchored = named
    for index, paragraph in enumerate(copy.paragraphs):
        cell, name = paragraph.cell, anchored.get(index, "")
        own = names.get(name, f"{FRAME}{index}")
        if cell is not None and ids.get(cell[:3]):
            own = ids[cell[:3]].pop(0)
        row = rows.get((cell.table, cell.row), 0) if cell is not None else 0
        number = int(name) if name else 0
        yield PrintedParagraph(own, paragraph.text, number, cell, paragraph.pictures, row, looks_of(paragraph))


def looks_of(paragraph: CopyParagraph) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """The emphasis of a paragraph's own runs as spans of its text."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    offset = 0
    for piece in paragraph.pieces:
        end = offset + len(piece.text)
        if piece.looks and found and found[-1][1:] == (offset, piece.looks):
            found[-1] = (found[-1][0], end, piece.looks)
        elif piece.looks and end > offset:
            found.append((offset, end, piece.looks))
        offset = end
    return tuple(found)


def _cell_ids(numbers: Mapping[tuple[int, int], int], elements: Sequence[Element]) -> CellIds:
    """The ids of the paragraphs of every cell, by the cell's place in the file."""
    places = {number: place for place, number in numbers.items()}
    found: CellIds = defaultdict(list)
    first = 1
    for placed in tables_of(elements):
        for (row, column), own in _by_index(placed, elements):
            place = places.get(first + row)
            if place is not None:
                found[*place, column] = [element.id for element in own]
        first += len(placed.table.rows)
    return found


def _by_index(placed: PlacedTable, elements: Sequence[Element]) -> Iterator[tuple[tuple[int, int], list[Element]]]:
    """The paragraphs of each cell of a table by the indexes of its row and column."""
    rows, columns = _indexes(placed.table)
    for (row, column), own in placed.texts(elements).items():
        yield (rows[row], columns[column]), own


def _indexes(table: Table) -> tuple[dict[str, int], dict[str, int]]:
    rows = {row.id: number for number, row in enumerate(table.rows)}
    return rows, {column.id: number for number, column in enumerate(table.columns)}
