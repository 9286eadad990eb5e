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
from core.model.quantities import split_unit
from core.model.scales import split_scale
from core.model.tables.cells import TableWords

LEAST_DIGITS = 3
"""Digits from which two equal figures are hardly equal by chance."""

LEAST_NAME = 4
"""Characters of a name by which a longer one is known: 地区生产总值 in 全县地区生产总值."""

_BESIDE = 3
"""Characters beside a value and its unit, as 约 or brackets."""

GROWTH_LABEL = "·增长"
_PERCENT = frozenset(("%", "％"))
_TAIL = re.compile("(?<=..)[量额数]$")

SCALE_WORDS = frozenset(("百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"))
YEAR = re.compile(r"((?:19|20)\d\d)年?度?(?:完成|实绩|实际|完成数|数)?")
NEWEST = 9999
"""The year of a cell whose head says 今年 or 本期."""


_COUNTED = (FactKind.FIGURE, FactKind.MASK)


@dataclass(frozen=True, slots=True)
class Twins:
    """A figure of the text and the cell with the same indicator.

    ``is_exact``: the names are equal but for words such as 完成; otherwise one contains the other. ``is_dated``: heads of
    the cell name its year. ``is_growth``: both say by how much the indicator has grown, which a table works out itself.
    """

    prose: Fact
    cell: Fact
    is_exact: bool
    is_dated: bool
    is_growth: bool = False

    @property
    def is_long(self) -> bool:
        """Whether last year's figure is the same in both places, and of three digits at least."""
        one, other = ((fact.prior, fact.unit) for fact in (self.prose, self.cell))
        return one == other and has_digits(self.prose.prior)

    @property
    def can_be_one(self) -> bool:
        """Whether the value of one place can stand at the other: 亿元 and 万元, and what a table works out, are only compared."""
        return self.prose.unit == self.cell.unit and not self.is_growth and (self.is_exact or self.is_long)

    @property
    def is_same(self) -> bool:
        """Whether both are one figure without a doubt, in a table that does not roll over."""
        is_named = bare_name(self.prose) == bare_name(self.cell).split("·")[0]
        return is_named and self.is_long and not self.is_dated and self.prose.text == self.cell.text


@dataclass(frozen=True, slots=True)
class _Named:
    """A fact with the name of its indicator and its year, 0 where no head names one."""

    fact: Fact
    name: str
    table: str = ""
    year: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """The name and the unit without its scale: what is in 亿元 here and in 万元 there is one thing."""
        return self.name, split_unit(self.fact.unit)[1]


def has_digits(text: str) -> bool:
    """Whether a figure is long enough to be told from others."""
    return sum(sign.isdigit() for sign in text) >= LEAST_DIGITS


def twins_of(elements: Iterable[Element], facts: Iterable[Fact], words: TableWords) -> tuple[Twins, ...]:
    """The indicators that stand once in the text and once in a table, in the order of the text.

    Facts of one field count once. Names that stand for several figures are left out, and so is what chapters say of the
    years to come.
    """
    elements = tuple(elements)
    homes = _tables(elements)
    if not any(homes.values()):
        return ()
    prose: list[_Named] = []
    cells: list[_Named] = []
    ahead = _ahead(elements, words)
    contents = {element.id: element.content for element in elements}
    for fact in map(in_full_unit, _first_places(facts)):
        table = homes.get(fact.element_id, "")
        if table:
            cells += _of_cell(fact, table, contents[fact.element_id], words)
        elif fact.kind in _COUNTED and fact.element_id not in ahead and len(name := _prose_name(fact, words)) > 1:
            prose.append(_Named(fact, name))
    return tuple(_pairs(prose, _newest(cells)))


def _ahead(elements: Iterable[Element], words: TableWords) -> frozenset[str]:
    """The paragraphs of chapters about what is to come."""
    found: set[str] = set()
    depth = 0
    for element in elements:
        if element.role is Role.HEADING and (not depth or element.depth <= depth):
            depth = max(element.depth, 1) if words.outlooks.search(element.heading or element.content) else 0
        if depth:
            found.add(element.id)
    return frozenset(found)


def _prose_name(fact: Fact, words: TableWords) -> str:
    """What a figure of a sentence is called: 水利投资 for 落实水利投资, 水利投资·增长 for 落实水利投资同比增长."""
    name = bare_name(fact)
    grown = words.grown.search(name) if fact.unit in _PERCENT else None
    return _core(name[: grown.start()], words) + GROWTH_LABEL if grown else _core(name, words)


def _core(name: str, words: TableWords) -> str:
    """The name without words that only say that it was reached, and without 量, 额 or 数 at its end."""
    while (found := words.doings.match(name)) is not None and found.end() < len(name) - 1:
        name = name[found.end() :]
    return _TAIL.sub("", name)


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
    if scale not in SCALE_WORDS or any(text and split_scale(text)[1] != scale for text in (fact.prior, fact.value)):
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


def _stands_alone(fact: Fact, length: int) -> bool:
    """Whether a cell is a value rather than a sentence with figures, such as a task: 完成清淤130公里."""
    return length <= len(fact.text) + len(fact.unit) + _BESIDE


def _of_cell(fact: Fact, table: str, content: str, words: TableWords) -> Iterator[_Named]:
    """The cell with its name; nothing when its heads say more than the name and that the value is the present one."""
    if fact.kind not in _COUNTED or not _stands_alone(fact, len(content)):
        return
    name, growth, others = _parted(fact, words)
    years = [_year_said(part, words) for part in others]
    if None not in years and len(name) > 1 and words.totals.search(name) is None:
        yield _Named(fact, _core(name, words) + growth, table, max(filter(None, years), default=0))


def _parted(fact: Fact, words: TableWords) -> tuple[str, str, list[str]]:
    """The name in the label of a cell, what is added to it where the cell tells growth, and its other heads."""
    name, *others = bare_name(fact).split("·")
    if others and fact.unit in _PERCENT and words.grown.fullmatch(others[-1]):
        return name, GROWTH_LABEL, others[:-1]
    return name, "", others


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
    exact = {cell.key: cell for cell in cells}
    counts = Counter(each.key for each in (*prose, *cells))
    for each in prose:
        cell = exact.get(each.key)
        if cell is not None and counts[each.key] == 2:
            yield Twins(each.fact, cell.fact, True, cell.year > 0, each.name.endswith(GROWTH_LABEL))
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
