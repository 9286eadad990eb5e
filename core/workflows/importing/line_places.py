"""How a person finds a paragraph of a report: 第12段, without counting the cells of tables, or 表2第3行."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from core.model.elements import Element
from core.model.grid import PlacedTable, tables_of
from core.result import Notice

SHOWN = 3
"""Places that a sentence names; of more of them it says 等."""


class LinePlaces:
    """The places of the paragraphs of a report by their line; ``lines`` are those of elements of a draft, by id."""

    def __init__(self, elements: Sequence[Element], lines: Mapping[str, int] | None = None) -> None:
        self._lines = lines if lines is not None else {element.id: element.line for element in elements}
        self._rows: dict[int, str] = {}
        self._tables: list[tuple[int, int]] = []
        for number, placed in enumerate(tables_of(elements), 1):
            self._add(number, placed, elements)

    def _add(self, number: int, placed: PlacedTable, elements: Sequence[Element]) -> None:
        own = [self._lines.get(each.id, 0) for each in elements[placed.start : placed.end]]
        self._tables.append((min(own), max(own)))
        self._rows.update(dict.fromkeys(range(min(own), max(own) + 1), f"表{number}"))
        rows = {row.id: count for count, row in enumerate(placed.table.rows, 1)}
        for place, cell in placed.cells(elements).items():
            self._rows.update((self._lines.get(each.id, 0), f"表{number}第{rows[place.row]}行") for each in cell)

    def line(self, element_id: str) -> int:
        """The line of an element; 0 where it has none."""
        return self._lines.get(element_id, 0)

    def name(self, line: int) -> str:
        """The place of one line."""
        return self._rows.get(line) or f"第{self._counted(line)}段"

    def names(self, lines: Iterable[int], most: int = 0) -> str:
        """The places of several lines: 第1—3、7段、表2第3行; of more than ``most`` the first, and 等."""
        every = sorted(set(lines))
        shown = every[: most or None]
        numbers = [self._counted(line) for line in shown if line not in self._rows]
        counted = "、".join(map(str, numbers)) if most else in_ranges(numbers)
        rows = dict.fromkeys(self._rows[line] for line in shown if line in self._rows)
        more = "等" if len(shown) < len(every) else ""
        return "、".join([f"第{counted}段{'' if rows else more}"] * bool(counted) + list(rows)) + more * bool(rows)

    def _counted(self, line: int) -> int:
        """The number of a paragraph among those that stand in no table."""
        return line - sum(end - start + 1 for start, end in self._tables if end < line)


def placed_notices(notices: Iterable[Notice], elements: Sequence[Element]) -> tuple[Notice, ...]:
    """The notices of an import with their places in words, for the window and the terminal."""
    found = LinePlaces(elements)
    return tuple(_placed(notice, found) if notice.places else notice for notice in notices)


def _placed(notice: Notice, places: LinePlaces) -> Notice:
    words = f"（{places.names(notice.places, SHOWN)}）"
    return replace(notice, parameters=MappingProxyType({"places": words, **notice.parameters}))


def in_ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, those that follow one another as a range.

    >>> in_ranges([1, 2, 3, 7])
    '1—3、7'
    """
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and ranges[-1][1] + 1 == number:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return "、".join(str(first) if first == last else f"{first}—{last}" for first, last in ranges)
