"""The sections to ask about, and the department responsible for each."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from core.workflows.yearly.collecting import Askable
from core.workflows.yearly.departments import LONGEST_NAME
from core.workflows.yearly.ledger import LedgerSection
from gui.shell import theme

NAME, COUNT, DEPARTMENT = range(3)
TITLES = ("章节", "未核", "责任科室")
KEY = Qt.ItemDataRole.UserRole
COUNT_WIDTH, DEPARTMENT_WIDTH = 62, 150
UNSET = "双击或按 F2 填写"
Index = QModelIndex | QPersistentModelIndex


class SendSections(QTreeWidget):
    """``chosen`` is emitted when a tick changes; ``named`` carries a section's key and the department typed for it."""

    chosen = Signal()
    named = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self.items: dict[str, QTreeWidgetItem] = {}
        self.setObjectName("grouped")
        self.setAccessibleName("要填报的章节和责任科室")
        self.setHeaderLabels(TITLES)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.length(18))
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegateForColumn(DEPARTMENT, _DepartmentEdits(self))
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((COUNT, COUNT_WIDTH), (DEPARTMENT, DEPARTMENT_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, theme.length(width))
        self.itemChanged.connect(self._on_item_changed)
        self.itemDoubleClicked.connect(lambda item, _column: self.begin_naming(item))

    def show_sections(self, sections: Sequence[LedgerSection], rows: Iterable[Askable]) -> None:
        """Show the sections that have rows to ask for, ticked; those shown before keep their ticks."""
        left_out = {key for key, item in self.items.items() if item.checkState(NAME) is Qt.CheckState.Unchecked}
        by_key: dict[str, list[Askable]] = {}
        for row in rows:
            by_key.setdefault(row.section, []).append(row)
        wanted = {key for section in sections if section.key in by_key for key in (section.key, *section.parents)}
        with QSignalBlocker(self):
            self.clear()
            self.items = {}
            for section in sections:
                if section.key in wanted:
                    self._add(section, by_key.get(section.key, ()), section.key not in left_out)
            self.expandAll()
        if self.topLevelItemCount():
            self.setCurrentIndex(self.model().index(0, DEPARTMENT))

    def _add(self, section: LedgerSection, rows: Sequence[Askable], is_chosen: bool) -> None:
        item = QTreeWidgetItem([section.ordinal + section.heading, _counted(rows), ""])
        item.setData(NAME, KEY, section.key)
        item.setToolTip(NAME, section.ordinal + section.heading)
        item.setForeground(COUNT, theme.colour("secondary"))
        item.setCheckState(NAME, Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        above = next((self.items[key] for key in reversed(section.parents) if key in self.items), None)
        (above or self.invisibleRootItem()).addChild(item)
        self.items[section.key] = item

    def show_departments(self, departments: Mapping[str, str], known: Iterable[str]) -> None:
        """Show the departments, inherited ones in a faint colour; ``names`` are offered as completions."""
        self._names = sorted({*departments.values(), *known})
        with QSignalBlocker(self):
            for key, item in self.items.items():
                own = departments.get(key, "")
                shown = own or self.department_of(key, departments) or UNSET
                item.setText(DEPARTMENT, shown)
                item.setData(DEPARTMENT, KEY, own)
                item.setForeground(DEPARTMENT, theme.colour("text" if own else "placeholder"))
        self.viewport().update()

    def department_of(self, key: str, departments: Mapping[str, str]) -> str:
        """The department of a section, or of the nearest section above that has one."""
        item: QTreeWidgetItem | None = self.items.get(key)
        while item is not None:
            if own := departments.get(item.data(NAME, KEY), ""):
                return own
            item = item.parent()
        return ""

    @property
    def keys(self) -> frozenset[str]:
        """The ticked sections."""
        return frozenset(key for key, item in self.items.items() if item.checkState(NAME) is Qt.CheckState.Checked)

    @property
    def names(self) -> Sequence[str]:
        """The departments to choose from."""
        return self._names

    def begin_naming(self, item: QTreeWidgetItem | None = None) -> None:
        """Start editing the department of a section, by default the current one."""
        item = item or self.currentItem()
        if item is not None:
            self.setCurrentItem(item, DEPARTMENT)
            self.editItem(item, DEPARTMENT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Enter edit the department, Space ticks; the Enter that ends editing arrives here as well."""
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()
        elif event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin_naming()
        elif event.key() == Qt.Key.Key_Space and (item := self.currentItem()) is not None:
            is_on = item.checkState(NAME) is Qt.CheckState.Checked
            item.setCheckState(NAME, Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == NAME:
            with QSignalBlocker(self):
                _mark_below(item, item.checkState(NAME))
            self.viewport().update()
            self.chosen.emit()


class _DepartmentEdits(QStyledItemDelegate):
    """Editor for department names with completion."""

    def __init__(self, tree: SendSections) -> None:
        super().__init__(tree)
        self._tree = tree

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line with completion."""
        edit = QLineEdit(parent)
        edit.setMaxLength(LONGEST_NAME)
        edit.setAccessibleName(f"{index.sibling(index.row(), NAME).data()}的责任科室")
        completer = QCompleter(list(self._tree.names), edit)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        edit.setCompleter(completer)
        return edit

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The section's own department; an inherited one is not put into the editor."""
        if isinstance(editor, QLineEdit):
            editor.setText(index.data(KEY) or "")

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Emit the typed name if it differs."""
        words = editor.text().strip() if isinstance(editor, QLineEdit) else ""
        if words != (index.data(KEY) or ""):
            self._tree.named.emit(index.sibling(index.row(), NAME).data(KEY), words)


def _counted(rows: Sequence[Askable]) -> str:
    still_open = sum(row.is_open for row in rows)
    return f"{still_open}/{len(rows)}" if still_open < len(rows) else str(still_open or "")


def _mark_below(item: QTreeWidgetItem, state: Qt.CheckState) -> None:
    for number in range(item.childCount()):
        child = item.child(number)
        if child is not None:
            child.setCheckState(NAME, state)
            _mark_below(child, state)
