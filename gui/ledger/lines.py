"""The cells of a row of the ledger as text, with sort keys and searchable text."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from itertools import groupby
from types import MappingProxyType

from core.model.fact import FactState
from core.workflows.importing.listing import KIND_NAMES, STATE_NAMES
from core.workflows.yearly.ledger import Figures, LedgerRow, han_amount
from gui.form.fields import name_of

SAME = "持平"
TEXT_GROUP = "正文"
MOST_TABLES = 100_000
"""A table sorts behind the text of its section and before the next one."""

STATES = (FactState.EMPTY, FactState.CARRIED, FactState.UPDATED, FactState.CONFIRMED)
Key = float | str
NUMBER = re.compile(r"([0-9０-９]+(?:\.[0-9]+)?)([万亿]?)")
SIZES = MappingProxyType({"": 1, "万": 10**4, "亿": 10**8})


class LedgerColumn(IntEnum):
    """The columns in order, the most used first."""

    NAME = 0
    PRIOR = 1
    VALUE = 2
    UNIT = 3
    CHANGE = 4
    GROWTH = 5
    STATE = 6
    SECTION = 7
    PLACES = 8
    KEPT = 9
    SOURCE = 10
    NOTE = 11


TITLES = ("名称", "上年", "今年", "单位", "增减", "增减％", "状态", "章节", "处数", "沿用率", "来源", "备注")
HINTS: Mapping[LedgerColumn, str] = MappingProxyType(
    {
        LedgerColumn.VALUE: "双击或按 F2 修改，全稿一起改",
        LedgerColumn.CHANGE: "今年比上年。单位一样的才算；百分数按百分点",
        LedgerColumn.KEPT: "所在章节有多少文字和上年一字不差",
        LedgerColumn.PLACES: "同一个值在稿件里出现几处",
        LedgerColumn.SOURCE: "填报单位、日期和文件；自己填的，双击或按 F2 写上，例如：电话：王科",
        LedgerColumn.NOTE: "双击或按 F2 修改，只给自己看，不进 Word",
    }
)
NUMBERS = frozenset(
    {
        LedgerColumn.PRIOR,
        LedgerColumn.VALUE,
        LedgerColumn.CHANGE,
        LedgerColumn.GROWTH,
        LedgerColumn.PLACES,
        LedgerColumn.KEPT,
    }
)
TYPED = frozenset({LedgerColumn.VALUE, LedgerColumn.SOURCE, LedgerColumn.NOTE})


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A row as shown: a text and a sort key for each column; an empty key sorts after all others."""

    row: LedgerRow
    cells: tuple[str, ...]
    keys: tuple[Key | None, ...]
    found: str

    @property
    def state(self) -> FactState:
        """The state of the field."""
        return self.row.fact.state


def line_of(row: LedgerRow, section: str, number: int, rate: float | None) -> LedgerLine:
    """The texts and keys of a row in the section with this name and number, and that section's share of last year's
    text."""
    fact, figures = row.fact, row.figures
    name, state = name_of(fact), STATE_NAMES[fact.state]
    value = fact.text if fact.state is not FactState.EMPTY else ""
    home = " · ".join(filter(None, (section, row.table)))
    cells = (
        *(name, row.prior, value, fact.unit, change_text(figures), growth_text(figures), state, home),
        *(str(len(row.places)), "" if rate is None else f"{rate:.0%}".replace("%", "％"), fact.source, fact.note),
    )
    keys = (
        *(name, _number(row.prior), _number(value), fact.unit or None),
        *(_plain(figures, lambda figures: figures.change), _plain(figures, lambda figures: figures.growth)),
        *(
            STATES.index(fact.state),
            number + row.table_number / MOST_TABLES,
            len(row.places),
            rate,
            fact.source or None,
            fact.note or None,
        ),
    )
    kind = KIND_NAMES[fact.kind]
    return LedgerLine(row, cells, keys, "\n".join((name, row.prior, value, home, kind, fact.source, fact.note)).lower())


def _plain(figures: Figures | None, part: Callable[[Figures], Decimal | None]) -> float | None:
    worth = part(figures) if figures is not None else None
    return None if worth is None else float(worth)


def _number(text: str) -> Key | None:
    """The sort key of a value: its first number; text without one after all numbers, as spreadsheets do."""
    found = NUMBER.search(text.replace(",", ""))
    if found is not None:
        return float(found[1]) * SIZES[found[2]]
    worth = han_amount(text)
    return float(worth) if worth is not None else text or None


def change_text(figures: Figures | None, minus: str = "−") -> str:
    """The difference of a figure: +12, −3.5百分点, 约+200, 持平."""
    if figures is None:
        return ""
    about, points = "约" if figures.is_rough else "", "百分点" if figures.in_points else ""
    return f"{about}{signed(figures.change, minus)}{points}" if figures.change else f"{about}{SAME}"


def growth_text(figures: Figures | None, minus: str = "−") -> str:
    """The change in per cent of last year's, to one decimal."""
    growth = figures.growth if figures is not None else None
    return "" if growth is None else signed(round(growth, 1), minus) + "％"


def signed(number: Decimal, minus: str = "−") -> str:
    """A number with its sign, without trailing zeros."""
    sign = "+" if number > 0 else minus if number < 0 else ""
    return sign + number_text(abs(number))


def number_text(number: Decimal) -> str:
    """A number without exponent, with at most four decimals and no trailing zeros."""
    words = f"{number:.4f}"
    return words.rstrip("0").rstrip(".")


def group_heads(lines: Sequence[LedgerLine]) -> dict[int, str]:
    """The head of every run of rows of one table, or of the text between tables, by the number of its first row."""
    found, start = dict[int, str](), 0
    for number, own in groupby(lines, key=lambda line: line.row.table_number):
        group = list(own)
        waiting = sum(line.state.is_open for line in group)
        name = group[0].row.table if number else TEXT_GROUP
        found[start] = f"{name}　{len(group)}项" + (f"，未核{waiting}项" if waiting else "")
        start += len(group)
    return found


def shade_of(line: LedgerLine, column: LedgerColumn) -> str:
    """The colour of a cell: pale for last year's value; none for a rise or fall, which is neither good nor bad."""
    if column is LedgerColumn.VALUE and line.state is FactState.CARRIED:
        return "placeholder"
    return (
        "text"
        if column in (LedgerColumn.NAME, LedgerColumn.VALUE, LedgerColumn.CHANGE, LedgerColumn.NOTE)
        else "secondary"
    )


def cell_text(line: LedgerLine, column: LedgerColumn) -> str:
    """The tool tip of a cell: the whole name, or a text that does not fit."""
    places = len(line.row.places)
    if column in (LedgerColumn.SECTION, LedgerColumn.SOURCE, LedgerColumn.NOTE):
        return line.cells[column]
    if column is LedgerColumn.PLACES and places > 1:
        return f"全稿{places}处，填一次一起改"
    kind, state = KIND_NAMES[line.row.fact.kind], STATE_NAMES[line.state]
    return f"{line.cells[LedgerColumn.NAME]}\n{kind} · {state} · {line.cells[LedgerColumn.SECTION]}"
