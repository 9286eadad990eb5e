"""要素台账 as a Qt table: one row per field."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.workflows.drafting.filling import is_rolled
from core.workflows.yearly.ledger import LedgerRow, LedgerSection
from gui.form.fields import field_text, is_said
from gui.ledger.lines import (
    HINTS,
    NUMBERS,
    TITLES,
    TYPED,
    LedgerColumn,
    LedgerLine,
    cell_text,
    group_heads,
    line_of,
    shade_of,
)
from gui.ledger.order import Sieve, arranged
from gui.shell import theme

LINE = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
EDITABLE = FIXED | Qt.ItemFlag.ItemIsEditable


class LedgerModel(QAbstractTableModel):
    """Rows of one state of the draft, filtered and sorted; ``show_ledger`` takes the next state.

    Rows keep their place while they are edited, as in a spreadsheet; ``refresh`` sorts and filters again. Nothing is
    edited here: ``value_edited``, ``source_edited`` and ``note_edited`` carry a fact's id and the typed text. (Sorting two thousand rows
    through a QSortFilterProxyModel takes a hundred times as long, since it compares two rows at a time through the
    model.)
    """

    value_edited = Signal(str, str)
    note_edited = Signal(str, str)
    source_edited = Signal(str, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.read_only = False
        self.lines: dict[str, LedgerLine] = {}
        self.shown: list[LedgerLine] = []
        self.sieve = Sieve()
        self._sorting = (-1, False)
        self._sections: dict[str, str] = {}
        self._rates: Mapping[str, float] = {}
        self._heads: tuple[list[LedgerLine], dict[int, str]] = [], {}

    def show_ledger(self, rows: Sequence[LedgerRow], sections: Iterable[LedgerSection]) -> None:
        """Show these rows, keeping the indexes of those that stay."""
        names = {section.key: section.ordinal + section.heading for section in sections}
        old = self.lines if names == self._sections else {}
        before = list(self.lines)
        self._sections = names
        self.lines = {line.row.key: line for line in self._made(rows, old)}
        if before == list(self.lines):
            self._take()
        else:
            self._move(arranged(self.lines.values(), self.sieve, *self._sorting))

    def show_rates(self, rates: Mapping[str, float]) -> None:
        """Show each section's share of last year's text; computed later than the rows."""
        if rates != self._rates:
            self._rates = rates
            self.lines = {line.row.key: line for line in self._made([one.row for one in self.lines.values()], {})}
            self._take()

    def sift(self, sieve: Sieve) -> None:
        """Set the filter."""
        if sieve != self.sieve:
            self.sieve = sieve
            self.refresh()

    def refresh(self) -> None:
        """Sort and filter the rows again."""
        lines = arranged(self.lines.values(), self.sieve, *self._sorting)
        if [line.row.key for line in lines] == [line.row.key for line in self.shown]:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        keys = [self.shown[index.row()].row.key for index in old]
        self.shown = lines
        rows = {line.row.key: number for number, line in enumerate(lines)}
        self.changePersistentIndexList(
            old,
            [
                self.index(rows[key], index.column()) if key in rows else QModelIndex()
                for key, index in zip(keys, old, strict=True)
            ],
        )
        self.layoutChanged.emit()

    @property
    def heads(self) -> dict[int, str]:
        """The heads of groups by their first row, while the rows stand in the draft's order and tables are among them."""
        if self._heads[0] is not self.shown:
            is_grouped = self._sorting[0] < 0 and any(line.row.table_number for line in self.shown)
            self._heads = self.shown, group_heads(self.shown) if is_grouped else {}
        return self._heads[1]

    def _made(self, rows: Iterable[LedgerRow], old: Mapping[str, LedgerLine]) -> list[LedgerLine]:
        """The rows as lines; unchanged ones are reused."""
        order = {key: number for number, key in enumerate(self._sections)}
        lines = []
        for row in rows:
            line = old.get(row.key)
            if line is None or line.row != row:
                name = self._sections.get(row.section, "")
                line = line_of(row, name, order.get(row.section, 0), self._rates.get(row.section))
            lines.append(line)
        return lines

    def _move(self, lines: list[LedgerLine]) -> None:
        """Remove and insert the rows between the common beginning and the common end."""
        before, after = [line.row.key for line in self.shown], [line.row.key for line in lines]
        most = min(len(before), len(after))
        start = next((n for n in range(most) if before[n] != after[n]), most)
        tail = next((n for n in range(most - start) if before[-1 - n] != after[-1 - n]), most - start)
        if start < len(before) - tail:
            self.beginRemoveRows(QModelIndex(), start, len(before) - tail - 1)
            self.shown = self.shown[:start] + self.shown[len(before) - tail :]
            self.endRemoveRows()
        if start < len(after) - tail:
            self.beginInsertRows(QModelIndex(), start, len(after) - tail - 1)
            self.shown = self.shown[:start] + lines[start : len(after) - tail] + self.shown[start:]
            self.endInsertRows()
        self._take()

    def _take(self) -> None:
        """Emit the changes of the rows shown."""
        lines = [self.lines[line.row.key] for line in self.shown]
        changed = [n for n, (old, new) in enumerate(zip(self.shown, lines, strict=True)) if old is not new]
        self.shown = lines
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(TITLES) - 1))

    def line(self, index: Index) -> LedgerLine | None:
        """The line at an index."""
        return self.shown[index.row()] if index.isValid() and index.row() < len(self.shown) else None

    def row_of(self, key: str) -> int:
        """The row of a field by its key; -1 if it is not shown."""
        return next((number for number, line in enumerate(self.shown) if line.row.key == key), -1)

    # Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Fields of the draft."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """As many as have titles."""
        return 0 if parent.isValid() else len(TITLES)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; without one, in the draft's order."""
        before, self._sorting = self.heads, (column, order == Qt.SortOrder.DescendingOrder)
        self._heads = [], {}
        self.refresh()
        if self.heads != before:  # also where no row has moved
            self.layoutChanged.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles, tool tips and alignment."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(TITLES):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return TITLES[section]
            case Qt.ItemDataRole.ToolTipRole:
                return HINTS.get(LedgerColumn(section))
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if section in NUMBERS else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell: text, alignment, colour and accessible text."""
        line, teller = self.line(index), TELLERS.get(role)
        return None if line is None or teller is None else teller(line, LedgerColumn(index.column()))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Emit typed text, unless it is unchanged."""
        line = self.line(index)
        if line is None or self.read_only or role != Qt.ItemDataRole.EditRole or index.column() not in TYPED:
            return False
        words = str(value).strip()
        is_value = index.column() == LedgerColumn.VALUE
        if is_said(line.row.fact, words) if is_value else words == self.data(index, role):
            return False
        signals = {
            LedgerColumn.VALUE: self.value_edited,
            LedgerColumn.SOURCE: self.source_edited,
            LedgerColumn.NOTE: self.note_edited,
        }
        signals[LedgerColumn(index.column())].emit(line.row.fact.id, words)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """This year's value, its source and the remark can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line = self.line(index)
        is_rolled_over = line is not None and index.column() == LedgerColumn.VALUE and is_rolled(line.row.fact)
        return EDITABLE if index.column() in TYPED and not self.read_only and not is_rolled_over else FIXED


def _typed(line: LedgerLine, column: LedgerColumn) -> str:
    """The initial text of an editor: for a value that of the form's field."""
    return field_text(line.row.fact) if column is LedgerColumn.VALUE else line.cells[column]


TELLERS: Mapping[int, Callable[[LedgerLine, LedgerColumn], Any]] = MappingProxyType(
    {
        Qt.ItemDataRole.DisplayRole: lambda line, column: line.cells[column],
        Qt.ItemDataRole.EditRole: _typed,
        Qt.ItemDataRole.TextAlignmentRole: lambda _line, column: RIGHT if column in NUMBERS else LEFT,
        Qt.ItemDataRole.ForegroundRole: lambda line, column: theme.colour(shade_of(line, column)),
        Qt.ItemDataRole.ToolTipRole: cell_text,
        Qt.ItemDataRole.AccessibleTextRole: lambda line, column: f"{TITLES[column]}，{line.cells[column] or '空'}",
        LINE: lambda line, _column: line,
    }
)
