"""The columns (or rows) of a table's values with the year that the heads of each name, and what else they say."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat

from core.model.tables.cells import TableWords, squeezed, without_mark
from core.model.tables.formulas import Sheet
from core.model.tables.heads import PERCENT_SIGNS, Heads
from core.model.tables.view import ColumnSort, TableView, is_charge
from core.roll_over.numerals import TO

YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.]*\d|号)")
SCHOOL_YEAR = re.compile(rf"(?<!\d)(?P<first>(?:19|20)\d\d)(?:年?{TO})(?P<last>(?:19|20)\d\d)(?=[ 　]*学年)")
"""2023—2024学年: one year, called by its later one."""

_EITHER = re.compile(f"{SCHOOL_YEAR.pattern}|{YEAR.pattern}")
YEAR_WORD = re.compile(r"(?:19|20)\d\d[ 　]*年?度?")
DONE, PLANNED = "done", "planned"
"""Names of what the lines of a year hold, whatever words their heads have."""


def years_named(text: str) -> Iterator[int]:
    """The years that digits name, of a school year its later one."""
    return map(int, YEAR.findall(SCHOOL_YEAR.sub(_later, text)))


def _later(found: re.Match[str]) -> str:
    return found["last"] if int(found["last"]) - int(found["first"]) == 1 else found[0]


def with_next_years(text: str, first: int, last: int) -> str:
    """The text with the years between these two moved on by one, with both of a school year whose later one is between them."""

    def _next(found: re.Match[str]) -> str:
        years = {year: _later(found) if found["last"] else year for year in YEAR.findall(found[0])}
        moved = (year for year, told in years.items() if told.isdigit() and first <= int(told) <= last)
        return re.sub("|".join(moved) or "(?!)", lambda year: str(int(year[0]) + 1), found[0])

    return _EITHER.sub(_next, text)


@dataclass(frozen=True, slots=True)
class YearLine:
    """A column (or row) of values: the year that its heads name (0 for none or several), what else they say.

    ``is_of_year``: its values belong to the year of the others without saying so: 完成率, 全年目标.
    """

    number: int
    year: int
    rest: tuple[str, ...]
    heads: tuple[int, ...]
    is_computed: bool
    is_of_year: bool


@dataclass(frozen=True, eq=False)
class YearAxis:
    """A table seen along its columns, or along its rows where these name the years."""

    view: TableView
    basis: int
    is_row: bool = False

    @cached_property
    def lines(self) -> tuple[YearLine, ...]:
        """All columns (or rows) of values."""
        found = [*_with_companions([*map(self._line, self._named)])]
        return tuple(_with_present(_in_one_way(found, self.view.words), self.basis))

    @cached_property
    def _worked_out(self) -> frozenset[int]:
        """The columns (or rows) that their own figures or heads show to be worked out from others."""
        sheet = Sheet(self.view).turned if self.is_row else Sheet(self.view)
        if sheet is None:
            return frozenset()
        count = self.view.size[not self.is_row]
        ids = {self.line_id(number): number for number in range(count)}
        return frozenset(ids[sheet.view.placed.table.columns[formula.column].id] for formula in sheet.known)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Where a line says something of its year: of a row in its figures and in the words behind them."""
        if not self.is_row:
            return self.view.data_rows
        return tuple(sorted((*self.view.figure_columns, *filter(self._is_of_each_row, self._behind_figures))))

    @property
    def _behind_figures(self) -> Iterator[int]:
        """The columns right of the first figures that hold none."""
        for number in range(next(iter(self.view.figure_columns), self.view.size[1]), self.view.size[1]):
            if self.view.columns[number] not in (ColumnSort.FIGURE, ColumnSort.SERIAL, ColumnSort.UNIT):
                yield number

    def _is_of_each_row(self, column: int) -> bool:
        """Whether each row has words of its own in a column, which are of its year; who is in charge stays."""
        cells = [self.view.owners[row][column] for row in self.view.data_rows]
        return len(set(cells)) == len(cells) and not is_charge(self.view, column)

    def cell(self, line: int, place: int) -> int:
        """The number of the cell at a place of a line."""
        return self.view.owners[line][place] if self.is_row else self.view.owners[place][line]

    def _head_cells(self, number: int) -> tuple[int, ...]:
        if self.is_row:
            first = self.view.figure_columns[0] if self.view.figure_columns else 0
            names = (n for n in range(first) if self.view.columns[n] in (ColumnSort.TEXT, ColumnSort.YEAR))
            return tuple(dict.fromkeys(self.view.owners[number][n] for n in names))
        return tuple(
            dict.fromkeys(self.view.owners[row][number] for row in range(self.view.titles, self.view.head_rows))
        )

    def _line(self, number: int) -> YearLine:
        cells = self._head_cells(number)
        texts = tuple(squeezed(self.view.texts[cell]) for cell in cells)
        is_computed = any(map(self.view.words.computed.search, texts)) or number in self._worked_out
        year = self._year_of(texts, number)
        is_of_year = is_computed or any(map(self._says_year_of_others, texts))
        rest = tuple(filter(None, map(self._without_year, texts)))
        return YearLine(number, year, rest, cells, is_computed and not year, is_of_year and not year)

    def _says_year_of_others(self, text: str) -> bool:
        words = self.view.words
        heads = Heads(self.view)
        bare = heads.without_unit(text)
        is_percent = heads.unit_in(text) in tuple(PERCENT_SIGNS)
        is_one = is_percent or words.percents.search(bare) or words.of_the_year.search(bare)
        return bool(is_one) and words.ahead.search(text) is None

    def _year_of(self, texts: Sequence[str], number: int) -> int:
        """The one year that heads name; 0 for a comparison of years and for plans far ahead."""
        years = {year for text in texts for year in self.years_in(text)}
        is_one = len(years) == 1 and not any(map(self.view.words.ahead.search, texts))
        if not is_one or self._is_comparison(texts, number):
            return 0
        year = years.pop()
        is_start = year < self.basis and any(map(self.view.words.since.search, texts))
        return 0 if is_start else year

    def _is_comparison(self, texts: Iterable[str], number: int) -> bool:
        """Whether a computed column compares years rather than standing under one, as one has that another year has, too."""
        found = [text for text in texts if self.view.words.computed.search(text) and list(self.years_in(text))]
        return bool(found) and not any(map(self._stands_for_another, found, repeat(number)))

    def _stands_for_another(self, text: str, number: int) -> bool:
        """Whether another line has the same head for another year: 2024年占比, 2025年占比."""
        others = (self.view.texts[cell] for other in self._named if other != number for cell in self._head_cells(other))
        bare = self._without_year(text)
        return any(squeezed(one) != text and self._without_year(squeezed(one)) == bare for one in others)

    @property
    def _named(self) -> tuple[int, ...]:
        if self.is_row:
            return self.view.data_rows
        compared = (number for number in self._behind_figures if self._compares(number))
        return tuple(sorted((*self.view.figure_columns, *compared)))

    def _compares(self, column: int) -> bool:
        """Whether a column of words says what came of those of the years: 比上年 with 持平."""
        is_words = self.view.columns[column] is ColumnSort.TEXT
        return is_words and self.view.words.computed.search(squeezed(self.view.column_name(column))) is not None

    def years_in(self, text: str) -> Iterator[int]:
        """The years that a head names, in digits or as 上年 and 本年."""
        yield from years_named(text)
        if self.view.words.last_years.search(text):
            yield self.basis - 1
        elif self.view.words.this_years.search(text):
            yield self.basis

    @property
    def has_added_line(self) -> bool:
        """Whether a row or column was put in since: none of its cells comes from last year's document."""
        owners = self.view.owners if self.is_row else zip(*self.view.owners, strict=True)
        return any(not any(self.view.cells[cell] for cell in line) for line in owners)

    def _without_year(self, text: str) -> str:
        bare = YEAR_WORD.sub("", SCHOOL_YEAR.sub(_later, without_mark(text)))
        for pattern in (self.view.words.last_years, self.view.words.this_years):
            bare = pattern.sub("", bare)
        return bare

    def line_id(self, number: int) -> str:
        """The stable id of a row or column."""
        table = self.view.placed.table
        return table.rows[number].id if self.is_row else table.columns[number].id


def _with_companions(lines: Sequence[YearLine]) -> Iterator[YearLine]:
    """Lines of one name that follow the lines of several years (2023年, 占比, 2024年, 占比) with the year that each follows."""
    owners: dict[int, YearLine] = {}
    alike: dict[tuple[str, ...], list[int]] = {}
    last = None
    for line in lines:
        last = line if line.year else last
        if last is not None and not line.year:
            owners[line.number] = last
            alike.setdefault(line.rest, []).append(last.year)
    for line in lines:
        years = alike.get(line.rest, [])
        is_companion = line.number in owners and 1 < len(years) == len(set(years))
        yield _beside(line, owners[line.number]) if is_companion else line


def _in_one_way(lines: Iterable[YearLine], words: TableWords) -> list[YearLine]:
    """The lines of which the years have different words for what is done or planned (2023年实绩, 2024年完成) with one for each.

    Only where no year has two of them.
    """
    found = list(lines)
    sorts = [_named_by(line, words) for line in found]
    counts = Counter((line.year, sort) for line, sort in zip(found, sorts, strict=True))
    twice = {sort for (year, sort), count in counts.items() if year and count > 1}
    return [
        replace(line, rest=sort) if line.year and sort not in twice else line
        for line, sort in zip(found, sorts, strict=True)
    ]


def _named_by(line: YearLine, words: TableWords) -> tuple[str, ...]:
    """What a line says, its last word by its sort: done or planned."""
    *others, last = line.rest or ("",)
    if not last or words.present.search(last):
        return (*others, DONE)
    return (*others, PLANNED) if words.planned.search(last) else line.rest


def _with_present(lines: Sequence[YearLine], basis: int) -> Iterator[YearLine]:
    """Lines of which only last year's say their year (完成数, 上年同期): the one other of values beside each is this year's."""
    plain = [line for line in lines if not (line.year or line.is_of_year)]
    homes = Counter(map(_group, plain))
    names = _last_years(lines, basis)
    is_clear = homes == Counter(names.keys())
    for line in lines:
        yield replace(line, year=basis, rest=names[_group(line)]) if is_clear and line in plain else line


def _last_years(lines: Iterable[YearLine], basis: int) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """What the lines of last year say, by the heads that they share with others; empty unless all years are that one."""
    dated = [line for line in lines if line.year]
    names = {_group(line): line.rest for line in dated}
    is_last = len(names) == len(dated) and all(line.year == basis - 1 for line in dated)
    return names if is_last else {}


def _group(line: YearLine) -> tuple[str, ...]:
    """The heads of a line above its own."""
    return line.rest[:-1]


def _beside(line: YearLine, owner: YearLine) -> YearLine:
    """A line with the year of the one that it follows."""
    return YearLine(
        line.number, owner.year, (*owner.rest, *line.rest), (*owner.heads, *line.heads), False, is_of_year=False
    )
