"""A list of the user's files by name: choose, copy, rename in place, remove and restore."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.workflows.messages import sentence
from gui.shell import theme
from gui.shell.actions import make_action
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, label
from gui.widgets.frame.notice_bar import Choice

LOOK = Qt.ItemDataRole.UserRole + 1
HEIGHT, TALL, SIDE = 34, 52, 10
Index = QModelIndex | QPersistentModelIndex


class TwoLineDelegate(QStyledItemDelegate):
    """The second line is the item's ``LOOK`` data."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for one line or two."""
        return QSize(0, theme.length(TALL if index.data(LOOK) else HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The style's background, the name, and the second line under it."""
        self.initStyleOption(option, index)
        about, option.text = str(index.data(LOOK) or ""), ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        is_heading = not index.flags() & Qt.ItemFlag.ItemIsEnabled
        side = theme.length(SIDE)
        area = option.rect.adjusted(side, 0, -side, 0)
        upper = QRect(area.left(), area.top(), area.width(), area.height() * 3 // 5) if about else area
        painter.save()
        _write(painter, upper, str(index.data() or ""), option, 12 if is_heading else 14)
        if about:
            lower = QRect(area.left(), upper.bottom() - theme.length(3), area.width(), area.height() * 2 // 5)
            _write(painter, lower, about, option, 12)
        painter.restore()


def _write(painter: QPainter, area: QRect, text: str, option: QStyleOptionViewItem, size: int) -> None:
    font = option.font
    font.setPixelSize(theme.length(size))
    painter.setFont(font)
    painter.setPen(theme.colour("text" if size > 12 else "secondary"))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


NAME = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class NameActions:
    """The file operations, functions for the background, and their messages.

    ``copy`` and ``rename`` return the new name, ``remove`` the new path of the file, ``restore`` the name of the
    restored file. ``removed`` and ``restored`` are sentences with ``{name}``, ``undo`` the text of the button that
    restores.
    """

    copy: Callable[[str], str]
    rename: Callable[[str, str], str]
    remove: Callable[[str], Path]
    restore: Callable[[Path, str], str]
    removed: str
    restored: str
    undo: str


class NamedList(QWidget):
    """``chosen`` carries a name, empty for none; ``message_shown`` a message, its tone and choices.

    ``renamed`` carries the old and the new name; ``flush_wanted`` requests that pending changes be saved.
    """

    chosen = Signal(str)
    message_shown = Signal(str, str, object)
    renamed = Signal(str, str)
    flush_wanted = Signal()

    def __init__(
        self, runner: TaskRunner, title: str, file_actions: NameActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._runner, self._title, self._file_actions = runner, title, file_actions
        self._list = QListWidget()
        self._list.setAccessibleName(title)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setItemDelegate(TwoLineDelegate(self._list))
        self._list.currentItemChanged.connect(lambda _now, _before: self._on_current())
        self._list.itemChanged.connect(self._on_edited)
        self._rename = button("改名(&M)", self._begin_renaming, hint="改名（F2）")
        make_action("rename", self._list, self._begin_renaming).setShortcutContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.setFocusProxy(self._list)

    @property
    def current(self) -> str:
        """The current name; empty for none."""
        item = self._list.currentItem()
        return "" if item is None else str(item.data(NAME) or "")

    def show_names(self, current: str) -> None:
        """Reload the list; select that name, or else the first."""
        with QSignalBlocker(self._list):
            self._list.clear()
            for item in self._items(current):
                self._list.addItem(item)
            items = [item for item in map(self._list.item, range(self._list.count())) if item.data(NAME)]
            chosen = next((item for item in items if item.data(NAME) == current), items[0] if items else None)
            if chosen is not None:
                self._list.setCurrentItem(chosen)
        self._on_current()

    # For subclasses

    def _items(self, current: str) -> list[QListWidgetItem]:
        """The items of the list; ``current`` is the name that will be selected."""
        raise NotImplementedError

    def _on_current(self) -> None:
        self.chosen.emit(self.current)

    def _column(self, *widgets: QWidget) -> QVBoxLayout:
        """The heading, the list, and buttons in pairs below it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)  # large type needs the room for text
        column.setSpacing(theme.length(8))
        column.addWidget(label(self._title, "heading"))
        column.addWidget(self._list, 1)
        grid = QGridLayout()
        grid.setSpacing(theme.length(6))
        for index, widget in enumerate(widgets):
            grid.addWidget(widget, index // 2, index % 2)
        column.addLayout(grid)
        return column

    # Actions

    def _on_copy(self) -> None:
        self.flush_wanted.emit()
        self._runner.run(self._file_actions.copy, self.current, on_done=self._on_copied, on_failed=self._on_refused)

    def _on_copied(self, name: Any) -> None:
        self.show_names(name)
        self._begin_renaming()

    def _begin_renaming(self) -> None:
        item = self._list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.flush_wanted.emit()
            self._list.editItem(item)

    def _on_edited(self, item: QListWidgetItem) -> None:
        old, new = str(item.data(NAME)), item.text()
        if old and new != old:
            done, failed = partial(self._on_renamed, old), partial(self._on_not_renamed, old)
            self._runner.run(self._file_actions.rename, old, new, on_done=done, on_failed=failed)

    def _on_renamed(self, old: str, new: Any) -> None:
        self.renamed.emit(old, new)
        self.show_names(new)
        self._list.setFocus()

    def _on_not_renamed(self, old: str, error: AppError) -> None:
        self.show_names(old)
        self._on_refused(error)

    def _on_remove(self) -> None:
        name = self.current
        self.flush_wanted.emit()
        done = partial(self._on_removed, name)
        self._runner.run(self._file_actions.remove, name, on_done=done, on_failed=self._on_refused)

    def _on_removed(self, name: str, path: Any) -> None:
        self.show_names("")
        back: list[Choice] = [(self._file_actions.undo, partial(self._restore, path, name))]
        self.message_shown.emit(self._file_actions.removed.format(name=name), "info", back)

    def _restore(self, path: Path, name: str) -> None:
        self._runner.run(self._file_actions.restore, path, name, on_done=self._on_restored, on_failed=self._on_refused)

    def _on_restored(self, name: Any) -> None:
        self.show_names(name)
        self.message_shown.emit(self._file_actions.restored.format(name=name), "success", [])

    def _on_refused(self, error: AppError) -> None:
        self.message_shown.emit(sentence(error), "error", [])


def named_item(name: str, shown: str, about: str, spoken: str, *, editable: bool) -> QListWidgetItem:
    """An item of the list: its text, a second line about it, and its accessible text."""
    item = QListWidgetItem(shown)
    item.setData(NAME, name)
    item.setData(LOOK, about)
    item.setToolTip(name)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    if editable:
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    return item
