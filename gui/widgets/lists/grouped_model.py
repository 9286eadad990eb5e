"""A grouped table as a Qt tree: a line per group, below it rows with several cells, some of which can be ticked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gui.shell import theme
from gui.widgets.basics import wrapped_tip

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
USUAL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
GROUP = 0
"""The internal id of groups; rows have the number of their group, counted from 1."""


@dataclass(frozen=True, slots=True)
class GroupedRow:
    """``cells`` by column; of rows with the same ``rival`` at most one is ticked."""

    key: str
    cells: tuple[str, ...]
    can_tick: bool = False
    rival: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """``can_tick``: all its rows may be ticked at once; ``tone`` is the colour of its title."""

    title: str
    rows: tuple[GroupedRow, ...]
    can_tick: bool = False
    tone: str = "text"


class GroupedModel(QAbstractItemModel):
    """``ticked`` is emitted when ticks change; nothing else can be changed here."""

    ticked = Signal()

    def __init__(self, titles: Sequence[str], numbers: Iterable[int] = (), parent: Any = None) -> None:
        super().__init__(parent)
        self._titles, self._numbers = tuple(titles), frozenset(numbers)
        self.groups: tuple[Group, ...] = ()
        self._chosen: set[str] = set()

    def show_groups(self, groups: Iterable[Group], chosen: Iterable[str] = ()) -> None:
        """Show these, with the rows of these keys ticked."""
        self.beginResetModel()
        self.groups, self._chosen = tuple(groups), set(chosen)
        self.endResetModel()

    @property
    def chosen(self) -> list[GroupedRow]:
        """The ticked rows, from top to bottom."""
        return [row for group in self.groups for row in group.rows if row.can_tick and row.key in self._chosen]

    def row(self, index: Index) -> GroupedRow | None:
        """The row at an index; None for a group."""
        if not index.isValid() or index.internalId() == GROUP:
            return None
        return self.groups[index.internalId() - 1].rows[index.row()]

    def tick(self, rows: Iterable[GroupedRow], is_on: bool) -> None:
        """Tick or untick rows; ticking unticks rivals."""
        rivals = {row.rival: row.key for row in self.chosen if row.rival}
        for row in rows:
            self._chosen.discard(rivals.get(row.rival, "") if is_on else row.key)
            if is_on and row.can_tick:
                self._chosen.add(row.key)
                rivals.update({row.rival: row.key} if row.rival else {})
        for number in range(len(self.groups)):
            group = self.index(number, 0)
            self.dataChanged.emit(group, group)
            self.dataChanged.emit(self.index(0, 0, group), self.index(len(self.groups[number].rows) - 1, 0, group))
        self.ticked.emit()

    # Qt

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """The index of a group or of a row in one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else GROUP)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """The group of a row."""
        number = index.internalId() if index.isValid() else GROUP
        return QModelIndex() if number == GROUP else self.createIndex(number - 1, 0, GROUP)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Groups, or rows of a group."""
        if not parent.isValid():
            return len(self.groups)
        is_group = parent.internalId() == GROUP and parent.column() == 0
        return len(self.groups[parent.row()].rows) if is_group else 0

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """As many as have titles."""
        return len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles and their sides."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._titles):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in self._numbers else LEFT
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, its check state, and its accessible text."""
        if not index.isValid():
            return None
        row = self.row(index)
        if row is None:
            return self._of_group(self.groups[index.row()], role) if index.column() == 0 else None
        return self._of_row(row, index.column(), role)

    def _of_row(self, row: GroupedRow, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column in self._numbers else LEFT
        if role == Qt.ItemDataRole.CheckStateRole:
            return _mark(row.key in self._chosen) if row.can_tick and column == 0 else None
        teller = TELLERS.get(role)
        return teller(row, row.cells[column], self._titles[column]) if teller else None

    def _of_group(self, group: Group, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return group.title
            case Qt.ItemDataRole.ForegroundRole:
                return theme.colour(group.tone)
            case Qt.ItemDataRole.CheckStateRole if group.can_tick:
                marked = {row.key in self._chosen for row in group.rows if row.can_tick}
                return Qt.CheckState.PartiallyChecked if len(marked) > 1 else _mark(marked == {True})
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set or remove a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        row = self.row(index)
        self.tick([row] if row else self.groups[index.row()].rows, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first cell has the check state."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        owner = self.row(index) or self.groups[index.row()]
        return USUAL | Qt.ItemFlag.ItemIsUserCheckable if owner.can_tick and index.column() == 0 else USUAL


def _mark(is_on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked


TELLERS: Mapping[int, Callable[[GroupedRow, str, str], str]] = MappingProxyType(
    {
        Qt.ItemDataRole.DisplayRole: lambda _row, cell, _title: cell,
        Qt.ItemDataRole.ToolTipRole: lambda row, cell, _title: wrapped_tip(row.hint or cell),
        Qt.ItemDataRole.AccessibleTextRole: lambda _row, cell, title: f"{title}，{cell or '空'}",
    }
)
