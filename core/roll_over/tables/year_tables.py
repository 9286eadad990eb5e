"""Tables whose heads name years: last year's values move under the earlier year, and this year's column opens.

One proposal for the whole table, and only where every step is sure: the newest year is that of the report, the years
follow one another, each value stands alone in its cell, and the columns of both years answer to one another.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain, pairwise, product
from zlib import crc32

from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.grid import PlacedTable, tables_of
from core.model.proposal import COPY, AddedLine, CellChange, CellFate, Proposal, RollRole
from core.model.spans import Place
from core.model.tables.cells import CellSort, squeezed
from core.model.tables.heads import Heads
from core.model.tables.view import ColumnSort, alike, view_of
from core.roll_over.context import Reason, RollContext, because
from core.roll_over.tables.opened_cells import OpenedCells, OpenLine
from core.roll_over.tables.year_lines import SCHOOL_YEAR, YearAxis, YearLine, with_next_years, years_named

MONTH = re.compile(r"\d{1,2}月份?|第?[一二三四]季度|[上下]半年")
SERIES = 3
"""So many years in a row are a series that grows; two are this year's report and the year before."""


CONTINUED = re.compile(r"[（(]?续表?\d*[）)]?$|续表|表[\d一二三四五六七八九十]+[（(]续[）)]")
"""The line above the rest of a table that goes on."""

_NO_CAPTIONS = (Role.CELL, Role.TITLE, Role.SUBTITLE, Role.HEADING)
_PAUSES = re.compile("[，。；：！？,;:]")
_BEHIND = re.compile("[（(][^（）()]*[）)]$")
"""What stands in brackets behind the name of a table, as its unit."""

MARKS = ("（待核）", "（待填）")
CAPTION = 40
"""Characters of a paragraph above that names the table."""


@dataclass(frozen=True, eq=False)
class _Turn:
    """One table turned to the new year."""

    axis: YearAxis
    context: RollContext
    facts: Mapping[str, Sequence[Fact]]
    captions: tuple[Element, ...] = ()
    """What names the table, the nearest last; of one that goes on under 续表 the caption of its beginning."""

    @cached_property
    def dated(self) -> tuple[YearLine, ...]:
        """The lines of years up to that of the report; plans of coming years stay, apart from ``coming``."""
        return tuple(line for line in self.axis.lines if 0 < line.year <= self.context.basis.year)

    @cached_property
    def coming(self) -> tuple[YearLine, ...]:
        """The lines of the year after that of the report which it has, too: 2025年计划 beside 2024年计划. They are its own now."""
        year = self.context.basis.year
        known = {line.rest for line in self.dated if line.year == year}
        return tuple(line for line in self.axis.lines if line.year == year + 1 and line.rest in known)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of the dated lines, in order."""
        return tuple(sorted({line.year for line in self.dated}))

    @cached_property
    def newest(self) -> tuple[YearLine, ...]:
        """The lines of the report's year; all of them where only the title names it."""
        if not self.dated and self.is_titled:
            return tuple(line for line in self.axis.lines if not line.is_computed and not line.year)
        return tuple(line for line in self.dated if line.year == self.context.basis.year)

    @cached_property
    def is_titled(self) -> bool:
        """Whether nothing but the title or the caption names a year, that of the report."""
        titles = self._titles
        years = {year for text in titles for year in years_named(text)}
        named = any(line.year for line in self.axis.lines)
        return years == {self.context.basis.year} and not named and not self.axis.is_row

    @property
    def _titles(self) -> list[str]:
        view = self.axis.view
        own = [view.text(row, 0) for row in range(view.titles)]
        return own or [each.text for each in self.captions]

    @property
    def is_of_single(self) -> bool:
        """Whether its rows are last year's projects or people, one by one, or each has a year and a name of its own."""
        are_named = self.axis.is_row and all(len(line.heads) > 1 for line in self.dated)
        if are_named and len(self.years) > 1 and not self.moving:
            return True
        return any(self.axis.view.words.single.search(squeezed(text)) for text in self._titles)

    @property
    def computed(self) -> tuple[YearLine, ...]:
        """Lines that are worked out from those of the years, or belong to the same year."""
        newest = {line.number for line in self.newest}
        return tuple(line for line in self.axis.lines if line.is_of_year and line.number not in newest)

    def earlier(self, line: YearLine) -> YearLine | None:
        """The line of the year before that says the same."""
        return next((one for one in self.dated if one.year == line.year - 1 and one.rest == line.rest), None)

    @property
    def moving(self) -> tuple[YearLine, ...]:
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
    def oldest(self) -> str:
        """The first of the years, as the head of a school year calls it."""
        names = (self.name(line) for line in self.dated if line.year == self.years[0])
        spans = (found for found in map(SCHOOL_YEAR.search, names) if found is not None)
        return next((f"{found.group()}学年" for found in spans), f"{self.years[0]}年")

    @property
    def is_series(self) -> bool:
        """Whether the table grows by a line each year."""
        return len(self.years) >= SERIES and len({line.rest for line in self.dated}) == 1

    @property
    def is_grown(self) -> bool:
        """Whether a series has the line of this year already."""
        return self.is_series and self.axis.has_added_line

    def unsettled(self, is_head: bool = False) -> Iterator[CellChange]:
        """The values, or the heads, of the years of a series that nobody has looked at."""
        heads = dict.fromkeys(chain.from_iterable(line.heads for line in self.dated))
        for cell in heads if is_head else self._cells_of(self.dated):
            if any(fact.state is FactState.CARRIED for fact in self._facts_of(cell)):
                for each in self.axis.view.cells[cell]:
                    yield CellChange(each.id, CellFate.SETTLED, each.content, each.content)

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

    def _cells_of(self, lines: Iterable[YearLine]) -> Iterator[int]:
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
    def open_lines(self) -> tuple[YearLine, ...]:
        """The lines whose values nobody has yet."""
        lines = dict.fromkeys((*self.dated, *self.newest, *self.coming))
        return tuple(line for line in lines if line.number not in self._taken)

    def _renewed_captions(self) -> Iterator[CellChange]:
        """The lines above that name the table, where they name no other years than the table has."""
        last = self.context.basis.year + bool(self.coming)
        above = self.axis.view.above
        for caption in (each for each in self.captions if each.text in above):  # that of 续表 goes with its beginning
            years = set(years_named(caption.content))
            is_own = years and years <= {last - 2, last - 1, last} and max(years) >= self.context.basis.year
            if is_own and self._is_caption(_BEHIND.sub("", squeezed(caption.content))):
                yield CellChange(caption.id, CellFate.HEAD, caption.content, self.renewed(caption.content))

    def _is_caption(self, text: str) -> bool:
        """Whether a line above names the table: by its last word, or because it is no part of a sentence."""
        return self.axis.view.words.captions.search(text) is not None or _PAUSES.search(text) is None

    def _moved(self, line: YearLine) -> Iterator[CellChange]:
        target = self.earlier(line)
        if target is None:
            return
        view = self.axis.view
        old, new = self.name(line), self.renewed(self.name(target))
        for place in self.axis.places:
            source = view.cells[self.axis.cell(line.number, place)][0]
            own = view.cells[self.axis.cell(target.number, place)][0]
            yield CellChange(own.id, CellFate.MOVED, own.content, source.content, source.id, old, new)

    def _opened(self, lines: Iterable[YearLine], copies: bool = False) -> Iterator[CellChange]:
        names = ((line, self.name(line)) for line in lines)
        opened = [OpenLine(line, old, self.renewed(old)) for line, old in names]
        for change in OpenedCells(self.axis, self.dated, self.facts).changes(opened):
            yield replace(change, element_id=f"{COPY}{change.element_id}") if copies else change

    def _heads(self, found: Iterable[Sequence[int]], copies: bool = False) -> Iterator[CellChange]:
        view = self.axis.view
        cells = chain.from_iterable(map(partial(alike, view), chain.from_iterable(found)))
        for cell in dict.fromkeys(cells):
            for element in view.cells[cell]:
                renewed = self.renewed(element.content)
                if renewed != element.content:
                    name = f"{COPY}{element.id}" if copies else element.id
                    yield CellChange(name, CellFate.HEAD, element.content, renewed)

    def renewed(self, text: str) -> str:
        """The text with the years of the table moved on; an older one that it is compared with stays."""
        last = self.context.basis.year + bool(self.coming)
        first = min((*self.years, last - 1))
        return with_next_years(text, first, last)

    def name(self, line: YearLine) -> str:
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
        if turn.is_grown:
            return self._older()
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
        return self._told(because("table_two", old=before, new=after, out=turn.oldest))

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

    def _older(self) -> Proposal | None:
        """The values of the years of a series that has its new line: to be settled together, once somebody has looked at them."""
        cells = tuple(self.turn.unsettled())
        if len(cells) < 2:
            return None
        element = self.turn.axis.view.placed.element_id
        first, last = (f"{self.turn.years[number]}年" for number in (0, -1))
        reason = because("table_older", old=first, new=last, count=str(len(cells)))
        words = self.turn.context.tables.reasons
        text = words["table_older_text"].format(old=first, new=last, count=len(cells))
        proposal = Proposal(f"{element}:table:older", RollRole.TABLE, Place(element), text, None, self._told(reason))
        heads = self.turn.unsettled(is_head=True)
        return replace(proposal, cells=(*cells, *heads), suggestion=words["table_older_done"])

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
    if fact.kind in (FactKind.DATE, FactKind.REFERENCE):
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
            axes = (YearAxis(view, context.basis.year, is_row) for is_row in (False, True))
            yield _likelier(*(_Turn(axis, context, facts, captions) for axis in axes))


def _likelier(columns: _Turn, rows: _Turn) -> _Turn:
    """The way in which a table names its years: along its rows where its columns name none.

    So, too, where rows of two years answer to one another, and a word in some head (当期结余) only looks like a year.
    """
    is_chance = not columns.moving and not all(line.year or line.is_of_year for line in columns.axis.lines)
    return rows if rows.dated and (not columns.dated or (rows.moving and is_chance)) else columns


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
    cells = set(chain.from_iterable(map(view.owners.__getitem__, (*range(view.head_rows), *view.repeats))))
    cells.update(chain.from_iterable(line.heads for line in (*turn.dated, *turn.computed)))
    for row, column in product(view.data_rows, view.head_columns):
        if view.sort(row, column) is CellSort.YEAR or MONTH.fullmatch(squeezed(view.text(row, column))):
            cells.add(view.owners[row][column])
    return (element.id for cell in cells for element in view.cells[cell])
