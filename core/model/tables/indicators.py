"""The same indicator in running text and in a table: which figure of a sentence and which cell count one thing.

Told by names: the label of the sentence is the head of the cell's row, and its other heads say only that the value is the
present one. A cell of an earlier year, of a plan or worked out from others is never one with a sentence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.scales import split_scale
from core.model.tables.cells import TableWords

LEAST_DIGITS = 3
"""Digits of a figure that is hardly the same as another one by chance."""

LEAST_NAME = 4
"""Characters of a name by which a longer one is known: 地区生产总值 in 全县地区生产总值."""

SCALES = frozenset(("百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"))
YEAR = re.compile(r"((?:19|20)\d\d)年?度?(?:完成|实绩|实际|完成数|数)?")
NEWEST = 9999
"""The year of a cell whose head says 今年 or 本期."""


@dataclass(frozen=True, slots=True)
class Twins:
    """A figure of the text and the cell with the same indicator.

    ``is_exact``: the names are equal; otherwise one contains the other. ``is_dated``: heads of the cell name its year.
    """

    prose: Fact
    cell: Fact
    is_exact: bool
    is_dated: bool

    @property
    def is_long(self) -> bool:
        """Whether last year's figure is the same in both places, and of three digits at least."""
        return self.prose.prior == self.cell.prior and has_digits(self.prose.prior)

    @property
    def is_same(self) -> bool:
        """Whether both are one figure without a doubt, in a table that does not roll over."""
        return self.is_exact and self.is_long and not self.is_dated and self.prose.text == self.cell.text


@dataclass(frozen=True, slots=True)
class _Named:
    """A fact with the name of its indicator and its year, 0 where no head names one."""

    fact: Fact
    name: str
    table: str = ""
    year: int = 0


def has_digits(text: str) -> bool:
    """Whether a figure is long enough to be told from others."""
    return sum(sign.isdigit() for sign in text) >= LEAST_DIGITS


def twins_of(elements: Iterable[Element], facts: Iterable[Fact], words: TableWords) -> tuple[Twins, ...]:
    """The indicators that stand once in the text and once in a table, in the order of the text.

    Facts of one field count once. Names that stand for several figures are left out.
    """
    homes = _tables(elements)
    if not any(homes.values()):
        return ()
    prose: list[_Named] = []
    cells: list[_Named] = []
    for fact in map(in_full_unit, _first_places(facts)):
        table = homes.get(fact.element_id, "")
        if table:
            cells += _of_cell(fact, table, words)
        elif fact.kind in (FactKind.FIGURE, FactKind.MASK) and len(name := bare_name(fact)) > 1:
            prose.append(_Named(fact, name))
    return tuple(_pairs(prose, _newest(cells)))


def bare_name(fact: Fact) -> str:
    """The label of a fact without its unit."""
    return fact.label.removesuffix(f"（{fact.unit}）") if fact.unit else fact.label


def in_full_unit(fact: Fact) -> Fact:
    """The fact with the scale of its value in the unit, as tables have it: 41.52万 of 吨 is 41.52 of 万吨.

    Unchanged where last year's value has another scale, or the value is more than a number.
    """
    if not fact.unit or fact.kind is not FactKind.FIGURE:
        return fact
    number, scale = split_scale(fact.text)
    if scale not in SCALES or any(text and split_scale(text)[1] != scale for text in (fact.prior, fact.value)):
        return fact
    cut = len(scale)
    unit = scale + fact.unit
    value = fact.value and fact.value[:-cut]
    moved = replace(fact, end=fact.end - cut, text=number, unit=unit, prior=fact.prior[:-cut], value=value)
    return replace(moved, label=f"{bare_name(fact)}（{unit}）")


def _tables(elements: Iterable[Element]) -> Mapping[str, str]:
    """The table of each paragraph; empty for running text."""
    found: dict[str, str] = {}
    table = ""
    for element in elements:
        table = element.id if element.role is Role.TABLE else table
        found[element.id] = table if element.cell is not None else ""
    return found


def _first_places(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, of a field with several places in the text only the first."""
    seen: set[tuple[str, str]] = set()
    for fact in facts:
        key = (fact.field, fact.label)
        if key not in seen:
            seen.add(key)
            yield fact


def _of_cell(fact: Fact, table: str, words: TableWords) -> Iterator[_Named]:
    """The cell with its name; nothing when its heads say more than the name and that the value is the present one."""
    if fact.kind not in (FactKind.FIGURE, FactKind.MASK):
        return
    name, *others = bare_name(fact).split("·")
    years = [_year_said(part, words) for part in others]
    if None not in years and len(name) > 1 and words.totals.search(name) is None:
        yield _Named(fact, name, table, max(filter(None, years), default=0))


def _year_said(head: str, words: TableWords) -> int | None:
    """The year that a head names, 0 when it says only that the value is the present one; None for anything else."""
    if (dated := YEAR.fullmatch(head)) is not None:
        return int(dated[1])
    if words.this_years.fullmatch(head):
        return NEWEST
    return 0 if words.present.fullmatch(head) else None


def _newest(cells: Iterable[_Named]) -> list[_Named]:
    """The cells without those of which the same table has a later year."""
    found = list(cells)
    years: dict[tuple[str, str], int] = {}
    for cell in found:
        key = (cell.table, cell.name)
        years[key] = max(years.get(key, 0), cell.year)
    return [cell for cell in found if cell.year == years[cell.table, cell.name]]


def _pairs(prose: list[_Named], cells: list[_Named]) -> Iterator[Twins]:
    exact = {(cell.name, cell.fact.unit): cell for cell in cells}
    counts = Counter((each.name, each.fact.unit) for each in (*prose, *cells))
    for each in prose:
        key = (each.name, each.fact.unit)
        cell = exact.get(key)
        if cell is not None and counts[key] == 2:
            yield Twins(each.fact, cell.fact, True, cell.year > 0)
        elif cell is None and (alike := _alike(each, cells)) is not None:
            yield Twins(each.fact, alike.fact, False, alike.year > 0)


def _alike(prose: _Named, cells: Iterable[_Named]) -> _Named | None:
    """The one cell with the same long figure of last year, whose name contains the other or is contained in it."""
    if not has_digits(prose.fact.prior):
        return None
    found = [
        cell
        for cell in cells
        if (cell.fact.unit, cell.fact.prior) == (prose.fact.unit, prose.fact.prior)
        and min(len(cell.name), len(prose.name)) >= LEAST_NAME
        and (cell.name in prose.name or prose.name in cell.name)
    ]
    return found[0] if len(found) == 1 else None
