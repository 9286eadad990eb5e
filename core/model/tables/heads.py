"""What the heads of a table say about a cell: its label, its unit, whether it has to be filled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product

from core.model.tables.cells import CellSort, is_unit, squeezed, without_mark
from core.model.tables.view import ColumnSort, TableView, is_charge
from core.model.text import HAN_RANGE

_BRACKET = re.compile(r"[（(〔【\[](?P<inside>[^（）()]{1,12})[）)〕】\]]")
_UNIT_LINE = re.compile(
    rf"(?<![{HAN_RANGE}])(?:计量|数据|金额|计算)?单[ 　]*位[ 　]*[:：][ 　]*(?P<unit>[^，。；\s　]+(?:[、,，][^，。；\s　]+)*)"
)
_COMMAS = re.compile("[，,、：:]")
_LEAD = re.compile(
    r"^(?:其中[:：]?|#|[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、](?!\d))"
)
PERCENT_SIGNS = "%％‰"
_PART_LENGTH = 16
"""Characters of a head that a label takes over."""

_HELD = (CellSort.FIGURE, CellSort.BLANK, CellSort.YEAR, CellSort.NOTHING)


@dataclass(frozen=True, eq=False)
class Heads:
    """The heads of one table."""

    view: TableView

    def label(self, row: int, column: int) -> str:
        """Path of the row's head · path of the column's head."""
        place = (row, column)
        if place not in self._labels:
            parts = map(self.plain, (*self.of_row(row, column), *self.of_column(row, column)))
            self._labels[place] = "·".join(dict.fromkeys(filter(None, parts))) or self.plain(self.view.text(0, 0))
        return self._labels[place]

    @cached_property
    def _labels(self) -> dict[tuple[int, int], str]:
        """The labels asked for so far."""
        return {}

    @cached_property
    def _plain(self) -> dict[str, str]:
        """The heads shortened so far: a table has few of them and many cells."""
        return {}

    @cached_property
    def _units(self) -> dict[str, str]:
        """The units of the heads looked at so far."""
        return {}

    def of_column(self, row: int, column: int) -> tuple[str, ...]:
        """The heads of a column as seen from a row; none for a form, in which names stand beside their values."""
        view = self.view
        is_form = row < view.first_row or (view.columns[column] is not ColumnSort.FIGURE and self._is_form)
        return () if is_form else view.column_path(column)

    @cached_property
    def _is_form(self) -> bool:
        """Whether rows are joined each in its own way, as in forms where names and values take turns."""
        shapes = [tuple(self._first_places(row)) for row in range(self.view.size[0])]
        return max(map(shapes.count, set(shapes))) * 2 <= len(shapes) or self.view.head_rows == 0

    def _first_places(self, row: int) -> Iterator[int]:
        own = self.view.owners[row]
        return (column for column in range(len(own)) if column == 0 or own[column] != own[column - 1])

    def plain(self, head: str) -> str:
        """A head as a label has it: without unit, number and 其中, shortened."""
        if head not in self._plain:
            self._plain[head] = self._shortened(head)
        return self._plain[head]

    def _shortened(self, head: str) -> str:
        bare = _LEAD.sub("", self.without_unit(without_mark(squeezed(head)))).strip("：:、，,；;")
        return bare if len(bare) <= _PART_LENGTH else bare[: _PART_LENGTH - 1] + "…"

    def without_unit(self, head: str) -> str:
        """A head without the unit in brackets, behind a comma or as a sign at its end."""
        bare = _BRACKET.sub(lambda found: "" if is_unit(found["inside"], self.view.words) else found.group(), head)
        tail = _COMMAS.split(bare)[-1]
        if tail != bare and is_unit(tail, self.view.words):
            bare = bare[: -len(tail) - 1]
        return bare.rstrip(PERCENT_SIGNS) or bare

    def of_row(self, row: int, column: int) -> tuple[str, ...]:
        """The names of a row as seen from a column: the row of which a 其中 is part, then own names."""
        view = self.view
        if view.columns[column] is not ColumnSort.FIGURE or self._has_no_names(row):
            return self._named_left(row, column)
        cells = dict.fromkeys(view.owners[row][number] for number in view.name_columns if number < column)
        names = [view.texts[cell] for cell in cells if view.texts[cell].strip()]
        whole = self._whole_of(row)
        return (whole, *names) if whole else tuple(names or self._total_left(row, column))

    def _total_left(self, row: int, column: int) -> tuple[str, ...]:
        """合计 where it stands under 序号, as in a row that has no name."""
        found = self._named_left(row, column)
        return found if any(map(self.view.words.totals.search, map(squeezed, found))) else ()

    def _has_no_names(self, row: int) -> bool:
        """Whether no head says what the places of a row are."""
        return row < self.view.first_row or not self.view.head_rows or not self.view.head_columns

    def _named_left(self, row: int, column: int) -> tuple[str, ...]:
        """The nearest words to the left that are no unit, for forms in which heads and values take turns; those of 责任单位 only
        where there are no others."""
        view = self.view
        found = [number for number in range(column - 1, -1, -1) if self._is_name_of(row, number, column)]
        own = [number for number in found if not is_charge(view, number)] if view.head_rows else found
        return (view.text(row, (own or found)[0]),) if found else ()

    def _is_name_of(self, row: int, number: int, column: int) -> bool:
        """Whether the words at a place name another one of the row."""
        view = self.view
        is_name = view.sort(row, number) in (CellSort.TEXT, CellSort.YEAR)
        is_other = view.owners[row][number] != view.owners[row][column]
        return is_name and is_other and not is_unit(view.text(row, number), view.words)

    def _whole_of(self, row: int) -> str:
        """What a row that begins with 其中, or one indented, is a part of."""
        view = self.view
        if not self.is_part(row):
            return ""
        column = view.name_columns[-1]
        rows = (each for each in range(row - 1, view.head_rows - 1, -1) if each not in view.repeats)
        above = (each for each in rows if view.text(each, column).strip())
        whole = next((each for each in above if not self.is_part(each)), None)
        return "" if whole is None or view.is_whole(whole) else view.text(whole, column)

    def is_part(self, row: int) -> bool:
        """Whether a row is part of one above: 其中, or indented."""
        if not self.view.head_columns:
            return False
        text = self.view.text(row, self.view.name_columns[-1])
        is_indented = text[:1] in (" ", "　") and len(text.strip()) > 2 and "　" not in text.strip()
        return is_indented or self.view.words.parts.search(squeezed(text)) is not None

    def is_total(self, row: int) -> bool:
        """Whether a row adds up others."""
        names = (without_mark(squeezed(self.view.text(row, column))) for column in self.view.head_columns)
        return any(map(self.view.words.totals.search, names))

    def unit_at(self, row: int, column: int) -> str:
        """The unit of a figure by its heads, the unit column, the corner or the line above; empty where nothing says it."""
        names = self.of_row(row, column)
        own = [*filter(None, map(self.unit_in, chain(reversed(self.view.column_heads(column)), reversed(names))))]
        if unit := next((one for one in own if one in tuple(PERCENT_SIGNS)), "".join(own[:1])):
            return unit
        name = squeezed(self.view.column_name(column)) or squeezed("".join(names[-1:]))
        if self.view.words.percents.search(self.without_unit(name)):
            return "%"
        if unit := self._unit_beside(row):
            return "" if unit in self.view.words.nothing else unit
        return "" if self.view.words.counts.search(name) else self.common_unit

    def _unit_beside(self, row: int) -> str:
        """What the unit column says about a row; a dash there says that it has none, whatever stands above the table."""
        units = (n for n, sort in enumerate(self.view.columns) if sort is ColumnSort.UNIT)
        return next((squeezed(self.view.text(row, column)) for column in units), "")

    def unit_in(self, head: str) -> str:
        """The unit that a head names in brackets, behind a comma or at its end: 投资（万元）, 面积，亩, 增长%."""
        if head not in self._units:
            self._units[head] = self._named_unit(head)
        return self._units[head]

    def _named_unit(self, head: str) -> str:
        bare = without_mark(squeezed(head))
        for match in _BRACKET.finditer(bare):
            if is_unit(match["inside"], self.view.words):
                return match["inside"]
        tail = _COMMAS.split(bare)[-1]
        if tail != bare and is_unit(tail, self.view.words):
            return tail
        return bare[-1] if bare[-1:] in tuple(PERCENT_SIGNS) else ""

    @cached_property
    def common_unit(self) -> str:
        """The unit of the line above the table, of its title or of its corner, besides per cent; empty for none or several."""
        view = self.view
        heads = [view.text(row, column) for row in range(view.head_rows) for column in (0, view.size[1] - 1)]
        found = next(filter(None, map(_UNIT_LINE.search, (*heads, *reversed(view.above[-2:])))), None)
        if found is None:
            return self._corner_unit
        listed = re.split("[、,，]", found["unit"].strip("）)（("))
        units = [each for each in listed if is_unit(each, view.words) and each not in PERCENT_SIGNS]
        return units[0] if len(units) == 1 else ""

    @property
    def _corner_unit(self) -> str:
        """The unit in brackets in the upper left corner, which says it of all columns: 项目（万元）."""
        view = self.view
        if not view.head_rows:
            return ""
        corner = self.unit_in(view.text(view.head_rows - 1, 0)) or self.unit_in(view.text(view.first_row, 0))
        return "" if corner in PERCENT_SIGNS else corner

    @cached_property
    def open_places(self) -> tuple[tuple[int, int], ...]:
        """Empty cells that somebody has to fill: a name stands before them and half of their column holds figures."""
        columns = [n for n, sort in enumerate(self.view.columns) if sort is ColumnSort.FIGURE and self._is_filled(n)]
        rows = [row for row in self.view.data_rows if not self.is_total(row)]
        return tuple((row, column) for row in rows for column in columns if self._is_open(row, column))

    def _is_open(self, row: int, column: int) -> bool:
        is_first = self.view.origins[self.view.owners[row][column]] == (row, column)
        is_empty = self.view.sort(row, column) is CellSort.EMPTY
        return is_first and is_empty and self._is_named(row, column)

    def _is_named(self, row: int, column: int) -> bool:
        return any(name.strip() for name in self.of_row(row, column))

    def _is_filled(self, column: int) -> bool:
        """Whether at least half of the column holds figures, and its head adds nothing up."""
        values = self.view.values(column)
        held = sum(sort in _HELD for sort in values)
        return held * 2 >= len(values) and not self.view.words.totals.search(squeezed(self.view.column_name(column)))

    @cached_property
    def sparse_places(self) -> tuple[tuple[int, int], ...]:
        """The empty places of a form that has heads and little else; none for other tables."""
        view = self.view
        if not view.head_rows or self.open_places:
            return ()
        places = [
            (row, n)
            for row, n in product(view.data_rows, range(view.size[1]))
            if view.columns[n] is not ColumnSort.REMARK
        ]
        found = tuple(place for place in places if self._is_gap(*place))
        return found if len(found) > 3 and len(found) * 2 > len(places) else ()

    def _is_gap(self, row: int, column: int) -> bool:
        is_named = self.view.column_name(column) != "" or self._is_named(row, column)
        return is_named and self.view.sort(row, column) is CellSort.EMPTY
