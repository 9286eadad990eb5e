"""要素台账: every field of a draft as one row, and the progress of its sections."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from core.checks.figures.values import base_unit, han_number, value_of
from core.checks.structure.reuse import reuse_shares
from core.editing.text.notes import confirm_all, set_note, set_source
from core.model.draft import Draft
from core.model.fact import Fact, FactKind, FactState
from core.model.grid import tables_of
from core.model.outline import Section, fields, sections
from core.model.structure.captions import beside_blocks

__all__ = (
    "Figures",
    "LedgerRow",
    "LedgerSection",
    "confirm_all",
    "han_amount",
    "ledger_rows",
    "ledger_sections",
    "reuse_rates",
    "set_note",
    "set_source",
)

MEASURED = frozenset({"count", "money", "percent", "figure"})
"""Subkinds of what grows or falls; an ordinal or an anniversary does not."""

REMEMBERED = 4096
HAN_NUMBER = re.compile("[零一二两三四五六七八九十百千万亿]+")


@dataclass(frozen=True, slots=True)
class Figures:
    """Last year's figure and this year's, in the row's unit: 1.2万 with the unit 元 is 12000, with 万元 1.2.

    ``is_rough`` means that one of them is approximate (10余); ``in_points`` that both are percentages, whose difference
    is in percentage points.
    """

    before: Decimal
    now: Decimal
    is_rough: bool = False
    in_points: bool = False

    @property
    def change(self) -> Decimal:
        """The difference; negative for a decrease."""
        return self.now - self.before

    @property
    def growth(self) -> Decimal | None:
        """The change in per cent of last year's figure; None for percentages and where last year's is zero."""
        return None if self.in_points or not self.before else self.change / abs(self.before) * 100


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One field: ``places`` are all its facts in document order, ``section`` the key (Section.key) of the first, or of its
    table.

    ``prior`` is last year's value, empty in a draft without basis documents; ``figures`` is set when both years have a
    figure and this year's has been confirmed or filled in. ``table`` names the table that a place stands in, and
    ``table_number`` counts it from 1; empty and 0 for none.
    """

    key: str
    places: tuple[Fact, ...]
    section: str
    prior: str
    figures: Figures | None
    table: str = ""
    table_number: int = 0

    @property
    def fact(self) -> Fact:
        """The first place, which represents the field."""
        return self.places[0]


@dataclass(frozen=True, slots=True)
class LedgerSection:
    """The number of fields in each state in a section with everything under it; ``own`` counts the section alone."""

    key: str
    ordinal: str
    heading: str
    depth: int
    parents: tuple[str, ...]
    counts: Mapping[FactState, int]
    own: int

    @property
    def total(self) -> int:
        """All fields."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """Fields that are confirmed or updated."""
        return sum(count for state, count in self.counts.items() if not state.is_open)


def ledger_rows(draft: Draft) -> tuple[LedgerRow, ...]:
    """The fields in order of first appearance; those of a table stand together where the table does."""
    home = {element_id: section.key for section in sections(draft.elements) for element_id in section.element_ids}
    tables = _tables(draft)
    groups: Sequence[tuple[Fact, ...]] = fields(draft.facts)
    if tables:
        order = {fact.id: number for number, fact in enumerate(draft.facts)}
        groups = sorted(groups, key=lambda places: order[_placed(places, tables).id])
    return tuple(_row(places, home, tables, bool(draft.basis)) for places in groups)


def _tables(draft: Draft) -> dict[str, tuple[int, str]]:
    """The number and the name of the table of each paragraph in a cell: its caption, or 表格2."""
    placed = tuple(tables_of(draft.elements))
    named = {each.block.id: each.caption for each in beside_blocks(draft.elements)} if placed else {}
    found: dict[str, tuple[int, str]] = {}
    for number, each in enumerate(placed, 1):
        caption = named.get(each.element_id)
        name = " ".join(caption.text.split()) if caption is not None else f"表格{number}"
        found.update((element.id, (number, name)) for element in draft.elements[each.start : each.end])
    return found


def _placed(places: Sequence[Fact], tables: Mapping[str, tuple[int, str]]) -> Fact:
    """The first place in a table, else the first."""
    return next((fact for fact in places if fact.element_id in tables), places[0])


def _row(
    places: tuple[Fact, ...], home: Mapping[str, str], tables: Mapping[str, tuple[int, str]], has_basis: bool
) -> LedgerRow:
    first, placed = places[0], _placed(places, tables)
    figures = _figures(first) if has_basis else None
    prior = first.prior if has_basis else ""
    number, name = tables.get(placed.element_id, (0, ""))
    section = home.get(placed.element_id, "")
    return LedgerRow(first.field, places, section, prior, figures, name, number)


def _figures(fact: Fact) -> Figures | None:
    """Both years' figures if they are comparable."""
    if fact.state.is_open or fact.kind not in (FactKind.FIGURE, FactKind.MASK) or fact.subkind not in MEASURED:
        return None
    return _compared(fact.prior, fact.text, fact.unit)


@lru_cache(REMEMBERED)
def _compared(prior: str, text: str, unit: str) -> Figures | None:
    """Two figures of a unit; None for a range, too, whose growth is not a single number."""
    before, now = value_of(prior, unit), value_of(text, unit)
    if before is None or now is None or before.last is not None or now.last is not None:
        return None
    size, name = base_unit(unit)
    rough = before.rough or now.rough
    return Figures(before.amount / size, now.amount / size, rough, name in ("%", "‰", "个百分点"))


def ledger_sections(draft: Draft) -> tuple[LedgerSection, ...]:
    """The sections in document order, including those without facts; a field in several sections counts in each."""
    found = sections(draft.elements)
    by_element: dict[str, list[Fact]] = {}
    for fact in draft.facts:
        by_element.setdefault(fact.element_id, []).append(fact)
    own = [[fact for each in section.element_ids for fact in by_element.get(each, ())] for section in found]
    return tuple(
        _section(section, above, own[number : _end(found, number)])
        for number, (section, above) in enumerate(zip(found, _parents(found), strict=True))
    )


def _section(section: Section, above: tuple[str, ...], facts: Sequence[Sequence[Fact]]) -> LedgerSection:
    states = [group[0].state for group in fields([fact for group in facts for fact in group])]
    counts = {state: states.count(state) for state in FactState}
    own = len(fields(facts[0]))
    return LedgerSection(section.key, section.ordinal, section.heading, section.depth, above, counts, own)


def _end(found: Sequence[Section], number: int) -> int:
    """The index after the last section under a section; 引言 and 落款 have none."""
    depth, end = found[number].depth, number + 1
    while depth and end < len(found) and found[end].depth > depth:
        end += 1
    return end


def _parents(found: Iterable[Section]) -> Iterator[tuple[str, ...]]:
    """The keys of the sections above each section, the outermost first."""
    above: list[Section] = []
    for section in found:
        above = [each for each in above if each.depth < section.depth]
        yield tuple(each.key for each in above if each.depth)
        above.append(section)


def reuse_rates(draft: Draft) -> dict[str, float]:
    """沿用率 of every section of a draft that was made from a basis document, 0 to 1, by Section.key."""
    return {share.key: share.rate for share in reuse_shares(draft) if share.total} if draft.basis else {}


def han_amount(text: str) -> int | None:
    """The number that the leading Han numerals mean: 四 and 四个 are 4, 十二 is 12; None for other words."""
    signs = HAN_NUMBER.match(text)
    return han_number(signs.group()) if signs else None
