"""What a collection sheet asks: one sheet per department, one row per field in the order of the text.

Of tables of the draft a department gets the rows that name it, with the cells it fills in.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.collection.sheet_words import SheetWords
from core.collection.values import AskedField, EntryKind, SheetCell, SheetLine, SheetPlan, SheetRow, SheetTable
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState, MaskKind
from core.model.grid import tables_of
from core.model.outline import Section, fields, sections
from core.model.scales import scale_of_unit
from core.model.structure.captions import UNIT_LINE
from core.model.tables.cells import TableWords, squeezed
from core.model.tables.view import TableView, view_of
from core.model.text import DIGIT_RANGE, SENTENCE_END
from core.result import NO_PARAMETERS

_BETWEEN = re.compile(r"[、，,；;／/\n 　]+")
_LONGEST_CAPTION = 60


class AskedTables:
    """The tables of a draft whose cells can be asked for; none without ``words`` for their heads."""

    def __init__(self, draft: Draft, words: TableWords | None) -> None:
        self._facts = _by_cell(draft.facts)
        placed = tables_of(draft.elements) if words is not None else ()
        views = (view_of(each, draft.elements, words) for each in placed if words is not None)
        self._views = tuple(view for view in views if view is not None)
        self._rows: dict[str, tuple[TableView, int]] = {}
        for view in self._views:
            self._rows |= {element.id: (view, row) for row, element in _single(view) if self._is_one(element)}

    def _is_one(self, element: Element) -> bool:
        return len(self._facts.get(element.id, ())) == 1

    def charged(self, fact: Fact) -> tuple[str, ...]:
        """Who answers for the row of a fact; nobody outside of such tables, and where the row does not say."""
        found = self._rows.get(fact.element_id)
        if found is None:
            return ()
        view, row = found
        texts = (view.text(row, column) for column in _charge_columns(view))
        return tuple(dict.fromkeys(name for text in texts for name in units_in(text, view.words)))

    def holds(self, fact: Fact) -> bool:
        """Whether the fact is alone in its cell and below the heads of a table, so that the cell asks for it."""
        return fact.element_id in self._rows

    def tables(self, asked: Mapping[str, EntryKind], facts: Collection[Fact]) -> Iterator[SheetTable]:
        """The tables with cells for these facts, ``asked`` by id; of each the heads and the rows with such a cell."""
        chosen = {fact.element_id: fact for fact in facts if fact.id in asked and self.holds(fact)}
        for view in self._views:
            rows = {row for own, row in (self._rows[element_id] for element_id in chosen) if own is view}
            if rows:
                yield _table(view, rows, {element_id: _asked(fact, asked) for element_id, fact in chosen.items()})


def _charge_columns(view: TableView) -> list[int]:
    heads = ("".join(map(squeezed, view.column_heads(column))) for column in range(view.size[1]))
    return [column for column, head in enumerate(heads) if view.words.charges.search(head)]


def units_in(text: str, words: TableWords) -> tuple[str, ...]:
    """The departments that a cell names: 牵头：发改局，配合：财政局、统计局; 发改局牵头，财政局配合."""
    does = f"(?:{words.acts.pattern}){{1,2}}(?:单位|部门|科室|处室)?"
    lead, tail = rf"^(?:{does}[:：]|由(?=.*{does}$))", rf"(?<=..)(?:{does}|[（(]{does}[）)])$"
    names = (re.sub(tail, "", re.sub(lead, "", name)).strip("等。") for name in _BETWEEN.split(text.strip()))
    return tuple(name for name in names if name and name not in words.nothing)


def _asked(fact: Fact, asked: Mapping[str, EntryKind]) -> SheetCell:
    hint = f"{fact.label}；上年：{fact.prior}{fact.unit}" if fact.prior else fact.label
    known = fact.text if fact.state is FactState.CARRIED and fact.source else ""  # moved there from this year's column
    return SheetCell(known, fact_id=fact.id, entry=asked[fact.id], hint=hint)


def _by_cell(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.element_id, []).append(fact)
    return found


def _single(view: TableView) -> Iterator[tuple[int, Element]]:
    """The cells of one paragraph that begin below the heads, each with its row."""
    below = frozenset(view.data_rows)
    for (row, _), elements in zip(view.origins, view.cells, strict=True):
        if row in below and len(elements) == 1:
            yield row, elements[0]


def _table(view: TableView, rows: Collection[int], asked: Mapping[str, SheetCell]) -> SheetTable:
    shown = sorted({*rows, *_titles_of(view, rows)})
    table = view.placed.table
    return SheetTable(
        view.placed.element_id,
        _caption(view),
        tuple(column.id for column in table.columns),
        tuple(_head(view, row) for row in range(view.head_rows)),
        tuple(_line(view, row, asked if row in rows else {}) for row in shown),
    )


def _titles_of(view: TableView, rows: Collection[int]) -> Iterator[int]:
    """The titles that fill a row above some of these rows, nearest to each."""
    whole = [row for row in range(view.head_rows, view.size[0]) if view.is_whole(row)]
    for row in rows:
        yield from [each for each in whole if each < row][-1:]


def _caption(view: TableView) -> str:
    texts = [squeezed(text) for text in reversed(view.above)]
    short = [text for text in texts if len(text) <= _LONGEST_CAPTION and UNIT_LINE.fullmatch(text) is None]
    names = [text for text in short if text and not SENTENCE_END.match(text[-1])]
    return next((text for text in names if text.startswith("表")), "") or next(iter(names), "")


def _head(view: TableView, row: int) -> SheetLine:
    """A row of heads with its joins."""
    return SheetLine("", tuple(_head_cell(view, row, column) for column in range(view.size[1])))


def _head_cell(view: TableView, row: int, column: int) -> SheetCell | None:
    number = view.owners[row][column]
    if view.origins[number] != (row, column):
        return None
    cell = view.placed.table.cells[number]
    return SheetCell(view.text(row, column), cell.columns, min(cell.rows, view.head_rows - row))


def _line(view: TableView, row: int, asked: Mapping[str, SheetCell]) -> SheetLine:
    """A row below the heads; what is joined with rows above is said again."""
    cells: list[SheetCell | None] = []
    for column in range(view.size[1]):
        number = view.owners[row][column]
        if column and view.owners[row][column - 1] == number:
            cells.append(None)
            continue
        wide = view.owners[row].count(number)
        found = next((asked[each.id] for each in view.cells[number] if each.id in asked), None)
        is_begun = view.origins[number][0] == row
        cells.append(found if found is not None and is_begun else SheetCell(view.text(row, column), wide))
    return SheetLine(view.placed.table.rows[row].id, tuple(cells))


AROUND = 70
"""Characters of the sentence shown on either side of a value."""

LONGEST_REQUEST = 200
MOST_ROWS = 2000
"""Rows of one sheet; more go into further ones, since there is an end to what is read back of a file."""

COUNTS = frozenset(("count", "money", "percent", "duration"))
QUANTITIES = frozenset((MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE, MaskKind.PERCENT))
MASKED_COUNTS = QUANTITIES | {MaskKind.ORDINAL, MaskKind.YEAR, MaskKind.MONTH}
DAY = re.compile(r"\d{1,2}月\d{1,2}[日号]|\d{4}([-./])\d{1,2}\1\d{1,2}")
DIGITS = re.compile(f"[{DIGIT_RANGE}]+$")
EMPTY_MARKS = "【】[]（）() 　"


@dataclass(frozen=True, slots=True)
class CollectionOrder:
    """Which facts are asked for, and of whom.

    ``facts`` are ids picked by the user. Without them all open quantities are asked for, with ``is_whole`` the others
    too: years, periods and names are not asked of departments. ``sections`` are ids of headings, with everything under
    them (none: the whole draft); ``departments`` assigns a department by a fact's id or a heading's id, ordinal or
    words; the nearest one decides. Unassigned facts go to a sheet of their level-1 section. ``request`` is printed at
    the top of every sheet: deadline and recipient.
    """

    sections: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    departments: Mapping[str, str] = field(default_factory=lambda: NO_PARAMETERS)
    is_whole: bool = False
    request: str = ""


def plan_sheets(
    draft: Draft, order: CollectionOrder, words: SheetWords, table_words: TableWords | None = None
) -> tuple[SheetPlan, ...]:
    """One sheet per department, in order of first appearance; departments without facts get none.

    A department with more than ``MOST_ROWS`` rows gets several sheets. A row of a table that names who answers for it is
    asked of all of them, whatever department its section has; rows that name nobody come first.
    """
    tables = AskedTables(draft, table_words)
    paths = _paths(draft)
    elements = {element.id: element for element in draft.elements}
    near = _by_element(draft.facts)
    found: dict[str, list[SheetRow]] = {}
    charged: set[str] = set()
    for group in fields(draft.facts):
        fact = next(filter(tables.holds, group), group[0])
        path = paths[fact.element_id]
        if not _is_chosen(group, path, order):
            continue
        last = _last_years(fact, elements[fact.element_id], near[fact.element_id])
        row = _row(*last, _title(path, words), words)
        named = tables.charged(fact)
        charged.update(named)
        for name in named or (_department(group, path, order, words),):
            found.setdefault(name, []).append(row)
    plan = SheetPlan(draft.identity.key, _report(draft), "", (), " ".join(order.request.split())[:LONGEST_REQUEST])
    ordered = sorted(found.items(), key=lambda each: each[0] in charged)
    plans = (replace(plan, department=name, by_table=name in charged, rows=rows) for name, rows in _parts(ordered))
    return tuple(_with_tables(plan, draft, tables) for plan in plans)


def _with_tables(plan: SheetPlan, draft: Draft, tables: AskedTables) -> SheetPlan:
    """The plan with the tables in which some of its rows stand."""
    asked = {row.fact_id: row.entry for row in plan.rows}
    return replace(plan, tables=tuple(tables.tables(asked, draft.facts)))


def _report(draft: Draft) -> str:
    """The title of the report."""
    own = draft.identity
    return f"{own.unit}{own.dated_kind}" if own.kind and own.year else draft.title


def _parts(found: Sequence[tuple[str, list[SheetRow]]]) -> Iterator[tuple[str, tuple[SheetRow, ...]]]:
    """The departments with their rows, those of one with very many several times."""
    for name, rows in found:
        for first in range(0, len(rows), MOST_ROWS):
            yield name, tuple(rows[first : first + MOST_ROWS])


def asked_of(fact: Fact, element: Element, year: int) -> AskedField:
    """What the sheet's row asks for: the kind of the answer and the present text."""
    return AskedField(fact, _entry(fact), _lead(fact, element), year)


Path = tuple[Section, ...]


def _paths(draft: Draft) -> dict[str, Path]:
    """The headings above every element, the outermost first."""
    found: dict[str, Path] = {}
    path: Path = ()
    for section in sections(draft.elements):
        path = (*(above for above in path if above.depth < section.depth), section) if section.heading_id else ()
        found.update((element_id, path) for element_id in section.element_ids)
    return found


def _is_chosen(group: tuple[Fact, ...], path: Path, order: CollectionOrder) -> bool:
    if order.facts:
        return any(fact.id in order.facts for fact in group)
    if not (order.is_whole or group[0].state.is_open) or not _is_quantity(group[0]):
        return False
    return not order.sections or any(section.heading_id in order.sections for section in path)


def _is_quantity(fact: Fact) -> bool:
    return fact.kind is FactKind.FIGURE or (fact.kind is FactKind.MASK and fact.subkind in QUANTITIES)


def _department(group: tuple[Fact, ...], path: Path, order: CollectionOrder, words: SheetWords) -> str:
    keys = [fact.id for fact in group]
    for section in reversed(path):
        keys += [section.heading_id, section.heading, section.ordinal + section.heading, section.ordinal]
    own = next((order.departments[key].strip() for key in keys if order.departments.get(key, "").strip()), "")
    return own or (path[0].heading or path[0].ordinal if path else words.front)


def _title(path: Path, words: SheetWords) -> str:
    """The heading right above; that of what stands before the first one is in the words."""
    return path[-1].ordinal + path[-1].heading if path else words.front


def _by_element(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.element_id, []).append(fact)
    return found


def _last_years(fact: Fact, element: Element, near: Sequence[Fact]) -> tuple[Fact, Element]:
    """The fact and its paragraph with last year's values, undoing what was filled in meanwhile."""
    content, shift, own = element.content, 0, fact
    for other in near:
        prior = other.prior or other.text
        start = other.start + shift
        content = content[:start] + prior + content[start + len(other.text) :]
        if other.id == fact.id:
            own = replace(fact, start=start, end=start + len(prior), text=prior)
        shift += len(prior) - len(other.text)
    return own, element.with_content(content)


def _row(fact: Fact, element: Element, section: str, words: SheetWords) -> SheetRow:
    lead = _lead(fact, element)
    label = fact.label.removesuffix(f"（{fact.unit}）") if fact.unit else fact.label
    prior = fact.prior if fact.kind is not FactKind.MASK else lead + fact.prior if lead else ""
    hint = f"（{words.partial}）" if lead else ""
    scale = scale_of_unit(fact) if prior == fact.prior else ""
    unit, shown = scale + fact.unit, prior.removesuffix(scale).rstrip()
    return SheetRow(fact.id, section, label + hint, _context(fact, element, lead), unit, shown, _entry(fact))


def _entry(fact: Fact) -> EntryKind:
    if fact.kind is FactKind.DATE and fact.subkind == "date" and DAY.fullmatch(fact.prior):
        return EntryKind.DATE
    if fact.kind is FactKind.FIGURE and fact.subkind in COUNTS:
        return EntryKind.NUMBER
    return EntryKind.NUMBER if fact.kind is FactKind.MASK and fact.subkind in MASKED_COUNTS else EntryKind.TEXT


def _lead(fact: Fact, element: Element) -> str:
    if fact.kind is not FactKind.MASK or fact.subkind != MaskKind.PARTIAL_FIGURE:
        return ""
    digits = DIGITS.search(element.content, 0, fact.start)
    return digits.group() if digits else ""


def _context(fact: Fact, element: Element, lead: str) -> str:
    """The sentence with the value in 【】; long ones cut on either side."""
    content = element.content.rstrip() if element.role is not Role.HEADING else element.content
    start = fact.start - len(lead)
    first = max((match.end() for match in SENTENCE_END.finditer(content, 0, start)), default=0)
    match = SENTENCE_END.search(content, fact.end)
    last = match.end() if match else len(content)
    before, after = content[first:start].lstrip(), content[fact.end : last].rstrip()
    before = "…" + before[-AROUND:] if len(before) > AROUND else before
    after = after[:AROUND] + "…" if len(after) > AROUND else after
    return f"{before}【{lead + fact.text.strip(EMPTY_MARKS) or '　　'}】{after}"
