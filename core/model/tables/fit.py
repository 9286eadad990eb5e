"""Whether a table fits a width on paper: figures on one line, and no cell one character wide."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from core.model.blocks import Table
from core.model.elements import Element

USUAL_WIDTH, USUAL_ACROSS = 8845, 12756
"""Twips of the type area of GB/T 9704-2012 clause 5.2 (156 mm by 225 mm), where a layout does not say its own."""


class TypeArea(NamedTuple):
    """The type area of a layout: its width on an upright page and ``across`` a landscape one, in twips."""

    width: int = USUAL_WIDTH
    across: int = USUAL_ACROSS


USUAL_AREA = TypeArea()

SIZES = (28, 24, 21)
"""Half points of text in tables: 四号, 小四, 五号."""

CELL_MARGINS = 2 * 108
MOST_LINES, LONGEST_FIGURE = 6, 12
_LEAST_SIGNS = 2
_FIGURE = re.compile(r"[-+−]?[0-9][0-9.,，]*[^0-9]{0,3}")
"""A figure with its unit, which is not broken over lines."""

CellTexts = Mapping[tuple[str, str], Sequence[Element]]
"""The paragraphs of each cell by the ids of row and column."""

Measure = Callable[[str], int]
"""The width of a text in characters."""

TextKind = tuple[int, bool]
"""The available width in twips, and whether the text is a figure."""


def column_widths(table: Table, text_width: int) -> list[int]:
    """The widths of the columns: the source's own, equal ones where it has none, narrowed to the type area."""
    found = [column.width for column in table.columns]
    known = [each for each in found if each] or [text_width // max(len(found), 1)]
    found = [each or sum(known) // len(known) for each in found]
    whole = sum(found)
    return found if whole <= text_width else [max(each * text_width // whole, 1) for each in found]


def part_of_area(table: Table, is_landscape: bool = False, area: TypeArea = USUAL_AREA) -> float:
    """The share of the type area that a table takes; all of it where the table does not say its width."""
    widths = [column.width for column in table.columns]
    return min(sum(widths) / max(area[is_landscape], 1), 1.0) if all(widths) else 1.0


def widest_texts(table: Table, texts: CellTexts, widths: Sequence[int], measure: Measure) -> dict[TextKind, int]:
    """The width in characters of the widest text of each kind, in columns of these widths."""
    widest: dict[TextKind, int] = {}
    columns = {column.id: number for number, column in enumerate(table.columns)}
    for cell in table.cells:
        first = columns[cell.column]
        room = widths[first] if cell.columns == 1 else sum(widths[first : first + cell.columns])
        for element in texts[cell.row, cell.column]:
            text = element.content
            length = len(text)
            kind = room - CELL_MARGINS, _is_figure(text)
            known = widest.get(kind, -1)
            if length > known:  # no text is wider than it is long
                widest[kind] = max(known, measure(text))
    return widest


def _is_figure(text: str) -> bool:
    return len(text) <= LONGEST_FIGURE and _FIGURE.fullmatch(text) is not None


def largest_size(widest: Mapping[TextKind, int], sizes: Sequence[int] = SIZES) -> int | None:
    """The first of these sizes in which all of it fits; None where it fits in none."""
    return next((size for size in sizes if fits(widest.items(), size)), None)


def fits(widest: Iterable[tuple[TextKind, int]], size: int) -> bool:
    """Whether texts fit in this size, in half points."""
    return all(
        count * 10 * size <= max(room, 10 * size) * (1 if is_figure else MOST_LINES)
        for (room, is_figure), count in widest
    )


def is_too_wide(table: Table, texts: CellTexts, text_width: int, measure: Measure) -> bool:
    """Whether a table does not fit into this width at the smallest size."""
    return largest_size(widest_texts(table, texts, column_widths(table, text_width), measure)) is None


def roomy_widths(table: Table, texts: CellTexts, text_width: int, measure: Measure) -> list[int]:
    """Widths of columns that fill the type area by what stands in them: first the figures, then the words.

    Cells over several columns ask for nothing.
    """
    wanted, least = _wishes(table, texts, measure)
    return _shared(wanted, least, text_width)


def fitted_widths(table: Table, texts: CellTexts, text_width: int, measure: Measure) -> list[int]:
    """The columns' own widths, or wider ones where words would break although the type area has room beside the table."""
    own = column_widths(table, text_width)
    if sum(own) >= text_width or not all(column.width for column in table.columns):
        return own
    wanted, least = _wishes(table, texts, measure)
    wider = [max(pair) for pair in zip(own, wanted, strict=True)]
    return wider if wider == own or sum(wider) <= text_width else _shared(wanted, least, text_width)


def _wishes(table: Table, texts: CellTexts, measure: Measure) -> tuple[list[int], list[int]]:
    """For each column the width that puts its texts on one line, and the least width that it needs."""
    least, wanted = dict.fromkeys(table.columns, 0), dict.fromkeys(table.columns, 0)
    columns = {column.id: column for column in table.columns}
    for cell in table.cells:
        for element in texts[cell.row, cell.column] if cell.columns == 1 else ():
            signs = max(measure(element.content), _LEAST_SIGNS)
            column = columns[cell.column]
            wanted[column] = max(wanted[column], _room(signs))
            least[column] = max(least[column], _room(signs if _is_figure(element.content) else _LEAST_SIGNS))
    return list(wanted.values()), list(least.values())


def _shared(wanted: Sequence[int], least: Sequence[int], text_width: int) -> list[int]:
    """The width divided as wanted, or else what is left beyond the least of each column."""
    whole, bare = sum(wanted), sum(least)
    if whole <= text_width or bare >= text_width:
        asked = wanted if whole <= text_width else least
        return [each * text_width // max(sum(asked), 1) for each in asked]
    share = (text_width - bare) / (whole - bare)
    return [int(floor + share * (wish - floor)) for floor, wish in zip(least, wanted, strict=True)]


def _room(signs: int) -> int:
    return signs * 10 * SIZES[0] + CELL_MARGINS
