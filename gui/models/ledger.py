"""要素台账 as a Qt table: a row a field; the same rows sorted and sifted."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.model.fact import FactState
from core.workflows.ledger import Figures, LedgerRow, LedgerSection
from core.workflows.listing import KIND_NAMES, STATE_NAMES
from gui import theme
from gui.models.fields import name_of, shown_value

LINE = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()
SAME = "持平"
Index = QModelIndex | QPersistentModelIndex
Key = float | str
NUMBER = re.compile(r"([0-9０-９]+(?:\.[0-9]+)?)([万亿]?)")
SIZES = MappingProxyType({"": 1, "万": 10**4, "亿": 10**8})


class Column(IntEnum):
    """The columns in their order: what is looked at most stands first."""

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


TITLES = ("名称", "上年", "今年", "单位", "增减", "增减％", "状态", "部分", "处数", "沿用率", "来源", "备注")
HINTS: Mapping[Column, str] = MappingProxyType(
    {
        Column.VALUE: "双击或按 F2 修改，全稿一起改",
        Column.CHANGE: "今年比上年。单位一样的才算；百分数按百分点",
        Column.KEPT: "所在部分有多少文字和上年一字不差",
        Column.PLACES: "同一个值在稿里出现几处",
        Column.SOURCE: "谁在什么时候、用哪个文件报来的",
        Column.NOTE: "双击或按 F2 修改，只给自己看，不进 Word",
    }
)
NUMBERS = frozenset({Column.PRIOR, Column.VALUE, Column.CHANGE, Column.GROWTH, Column.PLACES, Column.KEPT})
TYPED = frozenset({Column.VALUE, Column.NOTE})
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown: a text and what it is sorted by for each column; an empty key stands behind all others."""

    row: LedgerRow
    cells: tuple[str, ...]
    keys: tuple[Key | None, ...]
    found: str

    @property
    def state(self) -> FactState:
        """The state of the field."""
        return self.row.fact.state


class LedgerModel(QAbstractTableModel):
    """Rows of one state of the draft; ``show_ledger`` takes the next one without losing hold of those that stay.

    Nothing is edited here: ``valued`` and ``noted`` carry a fact's id and the words typed.
    """

    valued = Signal(str, str)
    noted = Signal(str, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.read_only = False
        self.lines: list[Line] = []
        self._sections: dict[str, str] = {}
        self._rates: Mapping[str, float] = {}

    def show_ledger(self, rows: Sequence[LedgerRow], sections: Iterable[LedgerSection]) -> bool:
        """Show these rows; whether other rows are there now, and not only other words in them."""
        names = {section.key: section.ordinal + section.heading for section in sections}
        old = {line.row.key: line for line in self.lines} if names == self._sections else {}
        self._sections = names
        lines = self._lines(rows, old)
        before, after = [line.row.key for line in self.lines], [line.row.key for line in lines]
        if before != after:
            self._move(before, after, lines)
        self._take(lines)
        return before != after

    def show_rates(self, rates: Mapping[str, float]) -> None:
        """Show how much of each section is last year's; these come later than the rows."""
        if rates != self._rates:
            self._rates = rates
            self._take(self._lines([line.row for line in self.lines], {}))

    def _lines(self, rows: Iterable[LedgerRow], old: Mapping[str, Line]) -> list[Line]:
        """The rows as lines, those of before where nothing has changed."""
        order = {key: number for number, key in enumerate(self._sections)}
        lines = []
        for row in rows:
            line = old.get(row.key)
            if line is None or line.row != row:
                name = self._sections.get(row.section, "")
                line = line_of(row, name, order.get(row.section, 0), self._rates.get(row.section))
            lines.append(line)
        return lines

    def _move(self, before: list[str], after: list[str], lines: list[Line]) -> None:
        """Take out and put in whole stretches, from the end, so that what stays keeps its selection."""
        for what, start, end, first, last in reversed(SequenceMatcher(None, before, after, False).get_opcodes()):
            if what in ("delete", "replace"):
                self.beginRemoveRows(QModelIndex(), start, end - 1)
                del self.lines[start:end]
                self.endRemoveRows()
            if what in ("insert", "replace"):
                self.beginInsertRows(QModelIndex(), start, start + last - first - 1)
                self.lines[start:start] = lines[first:last]
                self.endInsertRows()

    def _take(self, lines: list[Line]) -> None:
        changed = [n for n, (old, new) in enumerate(zip(self.lines, lines, strict=True)) if old is not new]
        self.lines = lines
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(TITLES) - 1))

    def line(self, index: Index) -> Line | None:
        """The line at an index."""
        return self.lines[index.row()] if index.isValid() and index.row() < len(self.lines) else None

    # Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Fields of the draft."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """As many as have titles."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles, what they mean, and their sides."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(TITLES):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return TITLES[section]
            case Qt.ItemDataRole.ToolTipRole:
                return HINTS.get(Column(section))
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if section in NUMBERS else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell: its words, side and colour, and what screen readers say of it."""
        line, teller = self.line(index), TELLERS.get(role)
        return None if line is None or teller is None else teller(line, Column(index.column()))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Words were typed; what is the same as before is no edit."""
        line = self.line(index)
        if line is None or self.read_only or role != Qt.ItemDataRole.EditRole or index.column() not in TYPED:
            return False
        words = str(value).strip()
        if words == self.data(index, role):
            return False
        (self.valued if index.column() == Column.VALUE else self.noted).emit(line.row.fact.id, words)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """This year's value and the remark can be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in TYPED and not self.read_only else flags


def line_of(row: LedgerRow, section: str, number: int, rate: float | None) -> Line:
    """The texts and keys of a row in the section with this name and number, so much of which is last year's."""
    fact, figures = row.fact, row.figures
    name, state = name_of(fact), STATE_NAMES[fact.state]
    value = fact.text if fact.state is not FactState.EMPTY else ""
    cells = (
        *(name, row.prior, value, fact.unit, change_text(figures), growth_text(figures), state, section),
        *(str(len(row.places)), "" if rate is None else f"{rate:.0%}".replace("%", "％"), fact.source, fact.note),
    )
    keys = (
        *(name, _number(row.prior), _number(value), fact.unit or None),
        *(_plain(figures, lambda figures: figures.change), _plain(figures, lambda figures: figures.growth)),
        *(STATES.index(fact.state), number, len(row.places), rate, fact.source or None, fact.note or None),
    )
    kind = KIND_NAMES[fact.kind]
    return Line(row, cells, keys, "\n".join((name, row.prior, value, section, kind, fact.source, fact.note)).lower())


STATES = (FactState.EMPTY, FactState.CARRIED, FactState.UPDATED, FactState.CONFIRMED)


def _plain(figures: Figures | None, part: Callable[[Figures], Decimal | None]) -> float | None:
    worth = part(figures) if figures is not None else None
    return None if worth is None else float(worth)


def _number(text: str) -> Key | None:
    """What a value is sorted by: its first number, and text without one behind all numbers, as spreadsheets do."""
    found = NUMBER.search(text.replace(",", ""))
    return float(found[1]) * SIZES[found[2]] if found else text or None


def change_text(figures: Figures | None, minus: str = "−") -> str:
    """By how much a figure has changed: +12, −3.5百分点, 约+200, 持平."""
    if figures is None:
        return ""
    about, points = "约" if figures.is_rough else "", "百分点" if figures.in_points else ""
    return f"{about}{signed(figures.change, minus)}{points}" if figures.change else f"{about}{SAME}"


def growth_text(figures: Figures | None, minus: str = "−") -> str:
    """The change in per cent of last year's, to one decimal."""
    growth = figures.growth if figures is not None else None
    return "" if growth is None else signed(round(growth, 1), minus) + "％"


def signed(number: Decimal, minus: str = "−") -> str:
    """A number with its sign and no needless noughts."""
    sign = "+" if number > 0 else minus if number < 0 else ""
    return sign + number_text(abs(number))


def number_text(number: Decimal) -> str:
    """A number as one writes it: at most four decimals, no needless noughts, no exponent."""
    words = f"{number:.4f}"
    return words.rstrip("0").rstrip(".")


def _shade(line: Line, column: Column) -> str:
    """The colour of a cell: last year's value still standing is pale, a rise or fall has no colour of good or bad."""
    if column is Column.VALUE and line.state is FactState.CARRIED:
        return "placeholder"
    return "text" if column in (Column.NAME, Column.VALUE, Column.CHANGE, Column.NOTE) else "secondary"


def told(line: Line, column: Column) -> str:
    """The tool tip of a cell: the whole name, or what does not fit."""
    places = len(line.row.places)
    if column in (Column.SECTION, Column.SOURCE, Column.NOTE):
        return line.cells[column]
    if column is Column.PLACES and places > 1:
        return f"全稿{places}处，填一次一起改"
    kind, state = KIND_NAMES[line.row.fact.kind], STATE_NAMES[line.state]
    return f"{line.cells[Column.NAME]}\n{kind} · {state} · {line.cells[Column.SECTION]}"


def _typed(line: Line, column: Column) -> str:
    """What editing begins with."""
    return shown_value(line.row.fact) if column is Column.VALUE else line.cells[column]


TELLERS: Mapping[int, Callable[[Line, Column], Any]] = MappingProxyType(
    {
        Qt.ItemDataRole.DisplayRole: lambda line, column: line.cells[column],
        Qt.ItemDataRole.EditRole: _typed,
        Qt.ItemDataRole.TextAlignmentRole: lambda _line, column: RIGHT if column in NUMBERS else LEFT,
        Qt.ItemDataRole.ForegroundRole: lambda line, column: theme.colour(_shade(line, column)),
        Qt.ItemDataRole.ToolTipRole: told,
        Qt.ItemDataRole.AccessibleTextRole: lambda line, column: f"{TITLES[column]}，{line.cells[column] or '空'}",
        LINE: lambda line, _column: line,
    }
)
