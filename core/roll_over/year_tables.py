"""Tables whose heads name years: last year's values move under the earlier year, and this year's column opens.

One proposal for the whole table, and only where every step is sure: the newest year is that of the report, the years
follow one another, each value stands alone in its cell, and the columns of both years answer to one another.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise, product, repeat
from zlib import crc32

from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.grid import PlacedTable, tables_of
from core.model.proposal import COPY, AddedLine, CellChange, CellFate, Proposal, RollRole
from core.model.spans import Place
from core.model.tables.cells import CellSort, TableWords, is_bare_number, squeezed
from core.model.tables.formulas import Sheet
from core.model.tables.heads import PERCENT_SIGNS, Heads
from core.model.tables.view import ColumnSort, TableView, view_of
from core.roll_over.context import Reason, RollContext, because

YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.]*\d|号)")
YEAR_WORD = re.compile(r"(?:19|20)\d\d[ 　]*年?度?")
MONTH = re.compile(r"\d{1,2}月份?|第?[一二三四]季度|[上下]半年")
VALUES = (CellSort.FIGURE, CellSort.BLANK, CellSort.YEAR)
SERIES = 3
"""So many years in a row are a series that grows; two are this year's report and the year before."""

DONE, PLANNED = "done", "planned"
"""Names of what the lines of a year hold, whatever words their heads have."""

CONTINUED = re.compile(r"[（(]?续表?\d*[）)]?$|续表|表[\d一二三四五六七八九十]+[（(]续[）)]")
"""The line above the rest of a table that goes on."""

_NO_CAPTIONS = (Role.CELL, Role.TITLE, Role.SUBTITLE, Role.HEADING)
_PAUSES = re.compile("[，。；：！？,;:]")
MARKS = ("（待核）", "（待填）")
CAPTION = 40
"""Characters of a paragraph above that names the table."""


@dataclass(frozen=True, slots=True)
class _Line:
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
class _Axis:
    """A table seen along its columns, or along its rows where these name the years."""

    view: TableView
    basis: int
    is_row: bool = False

    @cached_property
    def lines(self) -> tuple[_Line, ...]:
        """All columns (or rows) of values."""
        found = [*_with_companions([*map(self._line, self._named)])]
        return tuple(_with_present(_in_one_way(found, self.view.words), self.basis))

    @cached_property
    def _worked_out(self) -> frozenset[int]:
        """The columns that their own figures or heads show to be worked out from others."""
        return frozenset() if self.is_row else frozenset(formula.column for formula in Sheet(self.view).known)

    @cached_property
    def _figures(self) -> tuple[int, ...]:
        return tuple(n for n, sort in enumerate(self.view.columns) if sort is ColumnSort.FIGURE)

    @property
    def places(self) -> tuple[int, ...]:
        """Where the values of a line stand in it."""
        return self._figures if self.is_row else self.view.data_rows

    def cell(self, line: int, place: int) -> int:
        """The number of the cell at a place of a line."""
        return self.view.owners[line][place] if self.is_row else self.view.owners[place][line]

    def _head_cells(self, number: int) -> tuple[int, ...]:
        if self.is_row:
            first = self._figures[0] if self._figures else 0
            names = (n for n in range(first) if self.view.columns[n] in (ColumnSort.TEXT, ColumnSort.YEAR))
            return tuple(dict.fromkeys(self.view.owners[number][n] for n in names))
        return tuple(
            dict.fromkeys(self.view.owners[row][number] for row in range(self.view.titles, self.view.head_rows))
        )

    def _line(self, number: int) -> _Line:
        cells = self._head_cells(number)
        texts = tuple(squeezed(self.view.texts[cell]) for cell in cells)
        is_computed = any(map(self.view.words.computed.search, texts)) or number in self._worked_out
        year = self._year_of(texts, number)
        is_of_year = is_computed or any(map(self._says_year_of_others, texts))
        rest = tuple(filter(None, map(self._without_year, texts)))
        return _Line(number, year, rest, cells, is_computed and not year, is_of_year and not year)

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
        return self.view.data_rows if self.is_row else self._figures

    def years_in(self, text: str) -> Iterator[int]:
        """The years that a head names, in digits or as 上年 and 本年."""
        yield from map(int, YEAR.findall(text))
        if self.view.words.last_years.search(text):
            yield self.basis - 1
        elif self.view.words.this_years.search(text):
            yield self.basis

    def _without_year(self, text: str) -> str:
        bare = YEAR_WORD.sub("", text)
        for pattern in (self.view.words.last_years, self.view.words.this_years):
            bare = pattern.sub("", bare)
        return bare

    def line_id(self, number: int) -> str:
        """The stable id of a row or column."""
        table = self.view.placed.table
        return table.rows[number].id if self.is_row else table.columns[number].id


def _with_companions(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Lines of one name that follow the lines of several years (2023年, 占比, 2024年, 占比) with the year that each follows."""
    owners: dict[int, _Line] = {}
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


def _in_one_way(lines: Iterable[_Line], words: TableWords) -> list[_Line]:
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


def _named_by(line: _Line, words: TableWords) -> tuple[str, ...]:
    """What a line says, its last word by its sort: done or planned."""
    *others, last = line.rest or ("",)
    if not last or words.present.search(last):
        return (*others, DONE)
    return (*others, PLANNED) if words.planned.search(last) else line.rest


def _with_present(lines: Sequence[_Line], basis: int) -> Iterator[_Line]:
    """Lines of which only last year's say their year (完成数, 上年同期): the one other of values beside each is this year's."""
    plain = [line for line in lines if not (line.year or line.is_of_year)]
    homes = Counter(map(_group, plain))
    names = _last_years(lines, basis)
    is_clear = homes == Counter(names.keys())
    for line in lines:
        yield replace(line, year=basis, rest=names[_group(line)]) if is_clear and line in plain else line


def _last_years(lines: Iterable[_Line], basis: int) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """What the lines of last year say, by the heads that they share with others; empty unless all years are that one."""
    dated = [line for line in lines if line.year]
    names = {_group(line): line.rest for line in dated}
    is_last = len(names) == len(dated) and all(line.year == basis - 1 for line in dated)
    return names if is_last else {}


def _group(line: _Line) -> tuple[str, ...]:
    """The heads of a line above its own."""
    return line.rest[:-1]


def _beside(line: _Line, owner: _Line) -> _Line:
    """A line with the year of the one that it follows."""
    return _Line(
        line.number, owner.year, (*owner.rest, *line.rest), (*owner.heads, *line.heads), False, is_of_year=False
    )


@dataclass(frozen=True, eq=False)
class _Turn:
    """One table turned to the new year."""

    axis: _Axis
    context: RollContext
    facts: Mapping[str, Sequence[Fact]]
    captions: tuple[Element, ...] = ()
    """What names the table, the nearest last; of one that goes on under 续表 the caption of its beginning."""

    @cached_property
    def dated(self) -> tuple[_Line, ...]:
        """The lines of years up to that of the report; plans of coming years stay, apart from ``coming``."""
        return tuple(line for line in self.axis.lines if 0 < line.year <= self.context.basis.year)

    @cached_property
    def coming(self) -> tuple[_Line, ...]:
        """The lines of the year after that of the report which it has, too: 2025年计划 beside 2024年计划. They are its own now."""
        year = self.context.basis.year
        known = {line.rest for line in self.dated if line.year == year}
        return tuple(line for line in self.axis.lines if line.year == year + 1 and line.rest in known)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of the dated lines, in order."""
        return tuple(sorted({line.year for line in self.dated}))

    @cached_property
    def newest(self) -> tuple[_Line, ...]:
        """The lines of the report's year; all of them where only the title names it."""
        if not self.dated and self.is_titled:
            return tuple(line for line in self.axis.lines if not line.is_computed and not line.year)
        return tuple(line for line in self.dated if line.year == self.context.basis.year)

    @cached_property
    def is_titled(self) -> bool:
        """Whether nothing but the title or the caption names a year, that of the report."""
        titles = self._titles
        years = {int(year) for text in titles for year in YEAR.findall(text)}
        named = any(line.year for line in self.axis.lines)
        return years == {self.context.basis.year} and not named and not self.axis.is_row

    @property
    def _titles(self) -> list[str]:
        view = self.axis.view
        own = [view.text(row, 0) for row in range(view.titles)]
        return own or [each.text for each in self.captions]

    @property
    def is_of_single(self) -> bool:
        """Whether its rows are last year's projects or people, one by one."""
        return any(self.axis.view.words.single.search(squeezed(text)) for text in self._titles)

    @property
    def computed(self) -> tuple[_Line, ...]:
        """Lines that are worked out from those of the years, or belong to the same year."""
        newest = {line.number for line in self.newest}
        return tuple(line for line in self.axis.lines if line.is_of_year and line.number not in newest)

    def earlier(self, line: _Line) -> _Line | None:
        """The line of the year before that says the same."""
        return next((one for one in self.dated if one.year == line.year - 1 and one.rest == line.rest), None)

    @property
    def moving(self) -> tuple[_Line, ...]:
        """The lines whose values have a line of the year before to go to."""
        return tuple(line for line in (*self.dated, *self.coming) if self.earlier(line) is not None)

    @cached_property
    def _taken(self) -> frozenset[int]:
        """The lines that take the values of the year after theirs."""
        return frozenset(one.number for line in self.moving if (one := self.earlier(line)) is not None)

    @cached_property
    def is_sure(self) -> bool:
        """Whether the whole table can be turned."""
        if self.context.years != 1 or not self.newest or not all(self.axis.view.cells):
            return False  # a line that somebody has added has cells that do not come from last year's document
        return self._years_follow() and self.is_untouched() and self._stand_alone()

    def _years_follow(self) -> bool:
        if not self.years:
            return self.is_titled
        keys = [(line.year, line.rest) for line in self.dated]
        steps = all(later - earlier == 1 for earlier, later in pairwise(self.years))
        return steps and self.years[-1] == self.context.basis.year and len(set(keys)) == len(keys)

    @property
    def is_series(self) -> bool:
        """Whether the table grows by a line each year."""
        return len(self.years) >= SERIES and len({line.rest for line in self.dated}) == 1

    def _stand_alone(self) -> bool:
        """Whether every value has a cell of one paragraph for itself."""
        view = self.axis.view
        lines = [line.number for line in chain(self.dated, self.newest, self.coming, self.computed)]
        for place in self.axis.places:
            cells = [self.axis.cell(line, place) for line in dict.fromkeys(lines)]
            if len(set(cells)) != len(cells) or any(len(view.cells[cell]) != 1 for cell in cells):
                return False
        return True

    def is_untouched(self) -> bool:
        """Whether the newest values are last year's as they came, and nobody has renewed a head."""
        everything = chain.from_iterable(map(self._facts_of, range(len(self.axis.view.cells))))
        if any(map(_is_rolled, everything)):
            return False
        figures = list(filter(_is_figure, chain.from_iterable(map(self._facts_of, self._cells_of(self.newest)))))
        return bool(figures) and all(fact.state is FactState.CARRIED and fact.text for fact in figures)

    def _facts_of(self, cell: int) -> Iterator[Fact]:
        for element in self.axis.view.cells[cell]:
            yield from self.facts.get(element.id, ())

    def _cells_of(self, lines: Iterable[_Line]) -> Iterator[int]:
        yield from dict.fromkeys(self.axis.cell(line.number, place) for line in lines for place in self.axis.places)

    def changes(self) -> Iterator[CellChange]:
        """All that changes: values moved to the year before, values opened, heads renewed."""
        if self.is_series:
            yield from self._opened(self.newest, copies=True)
            yield from self._heads([line.heads for line in self.newest], copies=True)
            yield from self._opened(self.computed)
            yield from self._heads([line.heads for line in self.computed])
            return
        for line in self.moving:
            yield from self._moved(line)
        yield from self._opened((*self.open_lines, *self.computed))
        titles = [(self.axis.view.owners[row][0],) for row in range(self.axis.view.titles)]
        turned = (*self.dated, *self.newest, *self.coming, *self.computed)
        yield from self._heads([*(line.heads for line in turned), *titles])
        yield from self._renewed_captions()

    @property
    def open_lines(self) -> tuple[_Line, ...]:
        """The lines whose values nobody has yet."""
        lines = dict.fromkeys((*self.dated, *self.newest, *self.coming))
        return tuple(line for line in lines if line.number not in self._taken)

    def _renewed_captions(self) -> Iterator[CellChange]:
        """The lines above that name the table, where they name no other years than the table has."""
        last = self.context.basis.year + bool(self.coming)
        above = self.axis.view.above
        for caption in (each for each in self.captions if each.text in above):  # that of 续表 goes with its beginning
            years = set(map(int, YEAR.findall(caption.content)))
            is_own = years and years <= {last - 2, last - 1, last} and max(years) >= self.context.basis.year
            if is_own and self._is_caption(squeezed(caption.content)):
                yield CellChange(caption.id, CellFate.HEAD, caption.content, self.renewed(caption.content))

    def _is_caption(self, text: str) -> bool:
        """Whether a line above names the table: by its last word, or because it is no part of a sentence."""
        return self.axis.view.words.captions.search(text) is not None or _PAUSES.search(text) is None

    def _moved(self, line: _Line) -> Iterator[CellChange]:
        target = self.earlier(line)
        if target is None:
            return
        view = self.axis.view
        old, new = self.name(line), self.renewed(self.name(target))
        for place in self.axis.places:
            source = view.cells[self.axis.cell(line.number, place)][0]
            own = view.cells[self.axis.cell(target.number, place)][0]
            yield CellChange(own.id, CellFate.MOVED, own.content, source.content, source.id, old, new)

    def _opened(self, lines: Iterable[_Line], copies: bool = False) -> Iterator[CellChange]:
        view = self.axis.view
        for line in lines:
            old = self.name(line)
            for cell in self._cells_of([line]):
                own = view.cells[cell][0]
                if view.sorts[cell] in VALUES or is_bare_number(own.content):
                    name = f"{COPY}{own.id}" if copies else own.id
                    yield CellChange(name, CellFate.OPENED, own.content, "", "", old, self.renewed(old))

    def _heads(self, found: Iterable[Sequence[int]], copies: bool = False) -> Iterator[CellChange]:
        view = self.axis.view
        for cell in dict.fromkeys(chain.from_iterable(found)):
            for element in view.cells[cell]:
                renewed = self.renewed(element.content)
                if renewed != element.content:
                    name = f"{COPY}{element.id}" if copies else element.id
                    yield CellChange(name, CellFate.HEAD, element.content, renewed)

    def renewed(self, text: str) -> str:
        """The text with the years of the table moved on; an older one that it is compared with stays."""
        last = self.context.basis.year + bool(self.coming)
        first = min((*self.years, last - 1))
        return YEAR.sub(lambda found: str(int(found[0]) + (first <= int(found[0]) <= last)), text)

    def name(self, line: _Line) -> str:
        """The head that names the year of a line, as a label has it."""
        heads = Heads(self.axis.view)
        texts = [self.axis.view.texts[cell] for cell in line.heads]
        usual = heads.plain(texts[-1]) if line.year and texts else ""
        return next((heads.plain(text) for text in texts if list(self.axis.years_in(squeezed(text)))), usual)


@dataclass(frozen=True, eq=False)
class _TurnProposal:
    """What is proposed for a table that is turned, with its pictures and its reason."""

    turn: _Turn

    def made(self) -> Proposal | None:
        """The proposal for the table; None where something is unsure."""
        turn = self.turn
        if turn.newest and (turn.context.changes_period or turn.is_of_single):
            return self._asked()
        if not turn.is_sure:
            return None
        cells = tuple(turn.changes())
        element = turn.axis.view.placed.element_id
        mark = f"{crc32(''.join(cell.before for cell in cells).encode()):08x}"
        text, replacement = self._pictures()
        made = Proposal(f"{element}:table:{mark}", RollRole.TABLE, Place(element), text, replacement, self._why())
        return replace(made, cells=cells, added=self._added() if turn.is_series else None)

    def _why(self) -> str:
        turn = self.turn
        before, after = self._shown()
        if turn.is_series:
            return self._told(because("table_series", new=after))
        if turn.coming:
            moved = turn.name(turn.coming[0])
            new = "、".join(dict.fromkeys(turn.renewed(turn.name(line)) for line in turn.open_lines))
            earlier = turn.earlier(turn.coming[0])
            return self._told(because("table_coming", old=moved, moved=turn.name(earlier) if earlier else "", new=new))
        if len(turn.years) < 2:
            return self._told(because("table_one", old=before, new=after))
        if not turn.moving:
            old = "、".join(dict.fromkeys(map(turn.name, turn.dated)))
            return self._told(because("table_unlike", old=old, new=turn.renewed(old)))
        return self._told(because("table_two", old=before, new=after, out=f"{turn.years[0]}年"))

    def _added(self) -> AddedLine:
        """This year's line, beside the newest one, on the side to which the years rise."""
        turn = self.turn
        newest = turn.newest[0].number
        oldest = next(line.number for line in turn.dated if line.year == turn.years[0])
        return AddedLine(turn.axis.line_id(newest), turn.axis.is_row, oldest > newest)

    def _asked(self) -> Proposal | None:
        turn = self.turn
        basis, now = turn.context.basis, turn.context.now
        is_of_basis = turn.is_titled or turn.years[-1:] == (basis.year,)
        if not is_of_basis or turn.context.years != 1 or not turn.is_untouched():
            return None
        old, new = f"{basis.year}年{basis.period}", f"{now.year}年{now.period}"
        single = because("table_single")
        reason = self._told(single if turn.is_of_single else because("table_period", old=old, new=new))
        element = turn.axis.view.placed.element_id
        text, _ = self._pictures()
        return Proposal(f"{element}:table:asked", RollRole.TABLE, Place(element), text, None, reason)

    def _told(self, reason: Reason) -> str:
        turn = self.turn
        return turn.context.tables.reasons[reason.code].format(**dict(reason.fields))

    def _shown(self) -> tuple[str, str]:
        """The newest year, or the words for it, before and after; that of values that move where some do."""
        turn = self.turn
        shown = next((line for line in turn.newest if turn.earlier(line) is not None), turn.newest[0])
        name = turn.name(shown) or f"{turn.context.basis.year}年"
        return name, turn.renewed(name)

    def _pictures(self) -> tuple[str, str]:
        """The heads of the years before and after: 2023年｜2024年 and 2024年（待核）｜2025年（待填）."""
        turn = self.turn
        opened = {line.number for line in turn.open_lines}
        lines = sorted({*turn.dated, *turn.newest, *turn.coming}, key=lambda line: line.number)
        usual = f"{turn.context.basis.year}年"
        names = dict.fromkeys((turn.name(line) or usual, line.number in opened) for line in lines)
        if turn.is_series:
            shown = [*(name for name, _ in names), f"{self._shown()[1]}（待填）"]
        else:
            shown = [turn.renewed(name) + MARKS[is_open] for name, is_open in names]
        return "｜".join(name for name, _ in names), "｜".join(shown)


def _is_rolled(fact: Fact) -> bool:
    """Whether a value was moved or opened by a roll-over, or a year was renewed."""
    if fact.kind is FactKind.DATE:
        return fact.state is FactState.UPDATED
    return fact.source != "" or (fact.kind is FactKind.FIGURE and fact.state is FactState.EMPTY)


def _is_figure(fact: Fact) -> bool:
    return fact.kind is FactKind.FIGURE


def table_proposals(
    context: RollContext, elements: Sequence[Element], facts: Mapping[str, Sequence[Fact]]
) -> tuple[Mapping[str, Proposal], frozenset[str]]:
    """The proposals of tables by the ids of their elements, and the heads that roll over with a table or not at all.

    A head of a table of figures never moves alone: last year's figures would stand under this year.
    """
    found: dict[str, Proposal] = {}
    heads: set[str] = set()
    if any(element.role is Role.TABLE for element in elements):
        for turn in _turns(context, elements, facts):
            heads.update(_heads_of(turn))
            if proposal := _TurnProposal(turn).made():
                found[proposal.place.element_id] = proposal
                heads.update(cell.element_id for cell in proposal.cells)
    return found, frozenset(heads)


def _turns(context: RollContext, elements: Sequence[Element], facts: Mapping[str, Sequence[Fact]]) -> Iterator[_Turn]:
    """The tables with figures, along their columns unless the rows name the years."""
    captions: tuple[Element, ...] = ()
    for placed in tables_of(elements):
        view = view_of(placed, elements, context.tables.tables)
        captions = _captions(placed, elements, captions)
        if view is not None and ColumnSort.FIGURE in view.columns:
            axes = (_Axis(view, context.basis.year, is_row) for is_row in (False, True))
            turns = [_Turn(axis, context, facts, captions) for axis in axes]
            yield next((turn for turn in turns if turn.dated), turns[0])


def _captions(placed: PlacedTable, elements: Sequence[Element], before: tuple[Element, ...]) -> tuple[Element, ...]:
    """The lines above a table that may name it; ``before`` are those of the table above, which 续表 continues."""
    near = elements[max(placed.start - 2, 0) : placed.start]
    own = tuple(
        each for each in near if each.role not in _NO_CAPTIONS and len(each.text) <= CAPTION and "。" not in each.text
    )
    return before if any(CONTINUED.match(squeezed(each.text)) for each in own) else own


def _heads_of(turn: _Turn) -> Iterator[str]:
    """The paragraphs of heads: those of columns, of rows that are years or months, and of the lines of the turn."""
    view = turn.axis.view
    cells = set(chain.from_iterable(view.owners[: view.head_rows]))
    cells.update(chain.from_iterable(line.heads for line in (*turn.dated, *turn.computed)))
    for row, column in product(view.data_rows, view.head_columns):
        if view.sort(row, column) is CellSort.YEAR or MONTH.fullmatch(squeezed(view.text(row, column))):
            cells.add(view.owners[row][column])
    return (element.id for cell in cells for element in view.cells[cell])
