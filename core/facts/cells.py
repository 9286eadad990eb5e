"""Values in tables: which cells hold them, and the label that each gets from the heads of its row and column."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, filterfalse, product
from operator import attrgetter
from types import MappingProxyType

from core.facts.measures import MONEY_UNIT, PERCENT_UNIT, Measures
from core.facts.slots import Slot
from core.facts.words import FactWords
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState, MaskKind
from core.model.grid import tables_of
from core.model.spans import Span
from core.model.tables.cells import CellSort, dates_in, is_bare_number, numbers_in, sort_of, squeezed, without_mark
from core.model.tables.heads import Heads
from core.model.tables.view import ColumnSort, TableView, view_of
from core.model.text import DIGIT_RANGE

_TO = re.compile(r"[ 　]?[-－—–~～至到]{1,2}[ 　]?")
_NO_FIGURES = frozenset((ColumnSort.SERIAL, ColumnSort.CODE, ColumnSort.UNIT))
_OF_A_CLASS = re.compile(rf"[ 　]*[{DIGIT_RANGE}]+[^，。；]{{1,6}}$")  # 36岁以上 names a row
_SCALE = re.compile(r"[ 　]?[余多]?[十百千]?[万亿]?[余多]?")
_ROUGHLY = re.compile("左右|上下|以[上下内]")
"""What stands behind a number without being its unit: 110左右."""

_TAIL = re.compile(
    rf"[ 　]?(?P<unit>[^{DIGIT_RANGE}\s　，。；、（）()/+\-－—–~～<>≤≥]{{1,8}}(?:/[^{DIGIT_RANGE}\s，。；、（）()]{{1,4}})?)"
)


_PART_OF_YEAR = re.compile(r"(1?[0-9]月)份?|第?([一二三四]季)度?|([上下]半年)")
_WHOLE_YEARS = (
    frozenset(f"{month}月" for month in range(1, 13)),
    frozenset(("一季", "二季", "三季", "四季")),
    frozenset(("上半年", "下半年")),
)
_BARE_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """Where a paragraph stands in a table."""

    view: TableView
    heads: Heads
    row: int
    column: int
    parts_of_year: Set[str] = frozenset()
    """What is the same next year as the names list a whole year: all months, quarters or halves."""

    @property
    def is_head(self) -> bool:
        """Whether the cell says what a column holds."""
        return self.view.first_row <= self.row < self.view.head_rows or self.row in self.view.repeats

    @property
    def holds(self) -> ColumnSort:
        """What the column holds; above the heads stand the lines of a form."""
        return ColumnSort.TEXT if self.row < self.view.first_row else self.view.columns[self.column]

    def _sort(self, content: str) -> CellSort:
        """What stands in the cell, or in a paragraph of it; the view knows it of whole cells."""
        cell = self.view.owners[self.row][self.column]
        return self.view.sorts[cell] if self.view.texts[cell] == content else sort_of(content, self.view.words)

    def slots(self, element: Element, found: Sequence[Slot], words: FactWords) -> list[Slot]:
        """The values of a paragraph, of which ``found`` are those that running text would have."""
        sort = self._sort(element.content)
        if kinds := self._kinds_of_name(element.content):
            return list(_of_kinds(found, kinds, len(without_mark(element.content))))
        if sort is CellSort.BLANK or not element.content.strip():
            return self._blanks(element.content, found, words)
        is_value = self._is_value(sort, element.content)
        if self._has_no_figures(CellSort.FIGURE if is_value else sort, element.content):
            return list(filterfalse(_is_figure, found))
        if is_value:
            return self._values(element.content, found, words)
        return self._beside_dates(element.content, found, words)

    def _kinds_of_name(self, content: str) -> tuple[FactKind, ...]:
        """What may be a fact in a cell that is a name; empty for all others."""
        if self._names_month(content):
            return (FactKind.MASK,)
        return (FactKind.DATE, FactKind.REFERENCE, FactKind.MASK) if self.is_head else ()

    def _names_month(self, content: str) -> bool:
        is_name = self.is_head or (self.column in self.view.head_columns and self.row >= self.view.first_row)
        return is_name and _part_of_year(content) in self.parts_of_year

    def plain_slots(self, content: str, words: FactWords) -> list[Slot]:
        """The value of a cell that is a bare number under a head, as ``slots`` finds it; empty for any other cell.

        Nearly all cells of large tables are such, and running text need not be looked for in them.
        """
        sort = self._sort(content) if _BARE_NUMBER.fullmatch(content) else CellSort.TEXT
        is_plain = sort in (CellSort.FIGURE, CellSort.YEAR) and self._is_value(sort, content)
        if not is_plain or self.is_head or self._has_no_figures(CellSort.FIGURE, content):
            return []
        return self._values(content, (), words) if self.heads.label(self.row, self.column) else []

    def _is_value(self, sort: CellSort, content: str) -> bool:
        """Whether the cell is a figure; a bare number such as 2023 or 2019.6 may count people."""
        is_perhaps = sort is CellSort.DATED and is_bare_number(content)
        return sort is CellSort.FIGURE or ((sort is CellSort.YEAR or is_perhaps) and self.holds is ColumnSort.FIGURE)

    def _has_no_figures(self, sort: CellSort, content: str) -> bool:
        """Whether numbers here are codes, ordinals, or part of what names the row (36岁以上)."""
        if self.holds in _NO_FIGURES or sort is CellSort.CODE:
            return True
        is_name = self.column in self.view.head_columns and self.holds is not ColumnSort.FIGURE
        return is_name and (sort is CellSort.FIGURE or _OF_A_CLASS.match(content) is not None)

    def _values(self, content: str, found: Sequence[Slot], words: FactWords) -> list[Slot]:
        """Masks and numbers of a cell that holds nothing else."""
        masked = [self._told(slot, words) for slot in found if slot.kind is FactKind.MASK]
        taken = [
            slot for slot in self._figures(content, words.measures) if not any(_overlap(slot, mask) for mask in masked)
        ]
        return sorted((*masked, *taken), key=attrgetter("start"))

    def _beside_dates(self, content: str, found: Sequence[Slot], words: FactWords) -> list[Slot]:
        """What a cell holds: where it has a date, every figure but the numbers of the date."""
        if self._sort(content) is not CellSort.DATED:
            return list(found)
        others = [slot for slot in found if not _is_figure(slot)]
        in_column = self._figures(content, words.measures) if self.holds is ColumnSort.FIGURE else found
        taken: list[Slot | Span] = [*others, *dates_in(content)]
        figures = [slot for slot in in_column if _is_figure(slot) and not any(_overlap(slot, each) for each in taken)]
        return sorted((*others, *figures), key=attrgetter("start"))

    def _blanks(self, content: str, found: Sequence[Slot], words: FactWords) -> list[Slot]:
        """A cell that consists of a mask, whatever signs it is made of."""
        masks = [slot for slot in found if slot.kind is FactKind.MASK]
        if not masks and content.strip():
            start, end = len(content) - len(content.lstrip()), len(content.rstrip())
            masks = [Slot(FactKind.MASK, MaskKind.NAME, start, end, "", end)]
        return [self._told(slot, words) for slot in masks]

    def _told(self, slot: Slot, words: FactWords) -> Slot:
        """A mask with the kind that the heads of its column say."""
        is_percent = slot.subkind == MaskKind.PERCENT
        kind = slot.subkind if is_percent else str(self.blank_kind(words, slot.subkind))
        return replace(slot, subkind=kind, unit=slot.unit or self._head_unit())

    def blank_kind(self, words: FactWords, usual: str = MaskKind.FIGURE) -> str:
        """What an empty cell or a mask stands for."""
        name = self.view.column_name(self.column)
        named = next((kind for pattern, kind in words.columns if pattern.search(squeezed(name))), None)
        if named is not None:
            return named
        if self.holds is ColumnSort.FIGURE:
            return MaskKind.PERCENT if self._head_unit() == "%" else MaskKind.FIGURE
        return usual

    def _head_unit(self) -> str:
        return self.heads.unit_at(self.row, self.column)

    def _figures(self, content: str, measures: Measures) -> Iterator[Slot]:
        """Every number of the cell; a range of two is one figure."""
        unit, content = self._head_unit(), without_mark(content)
        spans = list(numbers_in(content))
        position = 0
        while position < len(spans):
            start, end = spans[position].start, spans[position].end
            following = spans[position + 1] if position + 1 < len(spans) else None
            if following and _TO.fullmatch(content, end, following.start + (content[following.start] in "-－—–")):
                end, position = following.end, position + 1
            position += 1
            yield _figure(content, Span(start, end), unit, measures)

    def label(self, own: str, content: str) -> str:
        """The label by the heads, where the cell is no sentence that says it by ``own`` words."""
        is_sentence = self._sort(content) is CellSort.TEXT
        return own if is_sentence and own else self.heads.label(self.row, self.column) or own


def _figure(content: str, span: Span, head_unit: str, measures: Measures) -> Slot:
    """The number with the unit behind it, or with that of the heads."""
    end, unit, reach = _with_unit(content, span.end, measures)
    unit = unit or head_unit
    subkind = "percent" if PERCENT_UNIT.fullmatch(unit) else "money" if MONEY_UNIT.match(unit) else "count"
    return Slot(FactKind.FIGURE, subkind, span.start, end, unit, max(reach, end))


def _with_unit(content: str, end: int, measures: Measures) -> tuple[int, str, int]:
    """Where the number ends with what scales it, its unit in the cell, and where that ends."""
    space = int(content[end : end + 1] in (" ", "　"))
    if plain := measures.unit.match(content, end + space):
        return end, plain.group(), plain.end()
    if counted := measures.counted.match(content, end):
        scaled = end + len(content[end : counted.start("unit")].rstrip(" 　"))
        return scaled, counted["unit"], counted.end()
    tail = _TAIL.match(content, end)
    if tail is None:
        return end, "", end
    if _SCALE.fullmatch(tail.group()):
        return tail.end(), "", tail.end()
    if _ROUGHLY.fullmatch(tail["unit"]):
        return end, "", tail.end()
    return end, tail["unit"], tail.end()


def _of_kinds(found: Iterable[Slot], kinds: Sequence[FactKind], end: int) -> Iterator[Slot]:
    """The values of these kinds; behind ``end`` stands the mark of a note, as in 2024年**."""
    return (slot for slot in found if slot.kind in kinds and slot.end <= end)


def _is_figure(slot: Slot) -> bool:
    return slot.kind is FactKind.FIGURE


def _overlap(one: Slot, two: Slot | Span) -> bool:
    return one.start < two.end and two.start < one.end


def placed_cells(elements: Sequence[Element], words: FactWords) -> Mapping[str, PlacedCell]:
    """The place of every paragraph of a table, by its id."""
    found: dict[str, PlacedCell] = {}
    if not any(element.role is Role.TABLE for element in elements):
        return MappingProxyType(found)
    for placed in tables_of(elements):
        if view := view_of(placed, elements, words.tables):
            heads, parts = Heads(view), _whole_years(view)
            for own, (row, column) in zip(view.cells, view.origins, strict=True):
                cell = PlacedCell(view, heads, row, column, parts)
                found.update((element.id, cell) for element in own)
    return MappingProxyType(found)


def _whole_years(view: TableView) -> Set[str]:
    """The parts of a year of which the heads of the columns, or the names of the rows, have all."""
    heads = {
        _part_of_year(view.text(*place))
        for place in product(range(view.first_row, view.head_rows), range(view.size[1]))
    }
    rows = range(view.first_row, view.size[0])
    lists = [heads, *({_part_of_year(view.text(row, column)) for row in rows} for column in view.head_columns)]
    return frozenset(chain.from_iterable(year for year in _WHOLE_YEARS if any(year <= names for names in lists)))


def _part_of_year(text: str) -> str:
    """The month, quarter or half that a name is, as 1月 or 一季; empty for any other."""
    found = _PART_OF_YEAR.fullmatch(squeezed(text))
    return found[found.lastindex or 0] if found else ""


def open_cells(cells: Iterable[PlacedCell]) -> Mapping[str, str]:
    """Label by the id of the paragraph for every empty cell that has to be filled; a form of many counts as one."""
    found: dict[str, str] = {}
    for heads in dict.fromkeys(cell.heads for cell in cells):
        places = heads.sparse_places
        open_places = [*heads.open_places, *places[:1]]
        many = f"等{len(places)}格" if places else ""
        for row, column in open_places:
            for element in heads.view.elements(row, column)[:1]:  # none where only a part of the table is looked at
                found[element.id] = heads.label(row, column) + many
    return MappingProxyType(found)


def open_fact(element: Element, cell: PlacedCell, label: str, identifier: str, words: FactWords) -> Fact:
    """The fact of an empty cell: it has no characters until somebody fills it."""
    unit = cell.heads.unit_at(cell.row, cell.column) if cell.holds is ColumnSort.FIGURE else ""
    return Fact(
        id=identifier,
        kind=FactKind.MASK,
        subkind=str(cell.blank_kind(words, MaskKind.NAME)),
        element_id=element.id,
        start=0,
        end=len(element.content),
        text=element.content,
        unit=unit,
        label=f"{label}（{unit}）" if unit else label,
        group=f"mask:{identifier}",
        state=FactState.EMPTY,
        prior=element.content,
    )
