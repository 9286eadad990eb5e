"""The unit cards at hand, and what can be done with one."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.workflows.card_files import copy_card, new_card, remove_card, rename_card, restore_card
from core.workflows.cards import card_names
from core.workflows.wording import sentence
from gui import theme
from gui.actions import make_action
from gui.tasks import TaskRunner
from gui.widgets.basics import button, label
from gui.widgets.notice_bar import Choice
from gui.widgets.two_lines import LOOK, TwoLines

NAME = Qt.ItemDataRole.UserRole
IN_USE = "本稿在用"


class CardList(QWidget):
    """``chosen`` carries a card's name, empty for none; ``told`` a sentence, its tone, and choices as of a notice.

    ``made`` follows ``chosen`` for a card that is new; ``flush_wanted`` wants kept what was changed.
    """

    chosen = Signal(str)
    made = Signal()
    told = Signal(str, str, object)
    flush_wanted = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._unit = self._used = ""
        self._list = QListWidget()
        self._list.setAccessibleName("单位名片")
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setItemDelegate(TwoLines(self._list))
        self._list.currentItemChanged.connect(lambda _now, _before: self._on_current())
        self._list.itemChanged.connect(self._on_edited)
        self._copy = button("复制(&Y)", self._on_copy, hint="照这张再做一张")
        self._rename = button("改名(&M)", self._begin_renaming, hint="改名（F2）")
        self._remove = button("删除(&D)", self._on_remove, hint="移走这张名片，可以撤销")
        make_action("rename", self._list, self._begin_renaming).setShortcutContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.setFocusProxy(self._list)
        self._build()

    @property
    def current(self) -> str:
        """The name of the card that is chosen; empty if none is."""
        item = self._list.currentItem()
        return "" if item is None else str(item.data(NAME))

    def begin(self, unit: str, used: str) -> None:
        """New cards are for this unit; this one is the draft's."""
        self._unit, self._used = unit, used

    def show_cards(self, current: str) -> None:
        """List all cards anew; the one of that name is chosen, or else the first."""
        with QSignalBlocker(self._list):
            self._list.clear()
            for name in card_names():
                self._list.addItem(_item(name, name == self._used))
            names = [self._list.item(row).data(NAME) for row in range(self._list.count())]
            self._list.setCurrentRow(names.index(current) if current in names else 0)
        self._on_current()

    def make(self) -> None:
        """A new card for the unit."""
        self.flush_wanted.emit()
        self._runner.run(new_card, self._unit, on_done=self._on_made, on_failed=self._on_refused)

    # Building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.length(8)] * 4)
        column.setSpacing(theme.length(8))
        column.addWidget(label("单位名片", "heading"))
        column.addWidget(self._list, 1)
        grid = QGridLayout()
        grid.setSpacing(theme.length(6))
        new = button("新建(&N)", self.make, hint="再做一张名片")
        for index, widget in enumerate((new, self._copy, self._rename, self._remove)):
            grid.addWidget(widget, index // 2, index % 2)
        column.addLayout(grid)

    def _on_current(self) -> None:
        for widget in (self._copy, self._rename, self._remove):
            widget.setEnabled(bool(self.current))
        self.chosen.emit(self.current)

    # What can be done with a card

    def _on_made(self, name: Any) -> None:
        self.show_cards(name)
        self.made.emit()

    def _on_copy(self) -> None:
        self.flush_wanted.emit()
        self._runner.run(copy_card, self.current, on_done=self._on_copied, on_failed=self._on_refused)

    def _on_copied(self, name: Any) -> None:
        self.show_cards(name)
        self._begin_renaming()

    def _begin_renaming(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.flush_wanted.emit()
            self._list.editItem(item)

    def _on_edited(self, item: QListWidgetItem) -> None:
        old, new = str(item.data(NAME)), item.text()
        if new != old:
            self._runner.run(
                rename_card,
                old,
                new,
                on_done=partial(self._on_renamed, old),
                on_failed=partial(self._on_not_renamed, old),
            )

    def _on_renamed(self, old: str, new: Any) -> None:
        self._used = new if old == self._used else self._used
        self.show_cards(new)
        self._list.setFocus()

    def _on_not_renamed(self, old: str, error: Any) -> None:
        self.show_cards(old)
        self._on_refused(error)

    def _on_remove(self) -> None:
        name = self.current
        self.flush_wanted.emit()
        self._runner.run(remove_card, name, on_done=partial(self._on_removed, name), on_failed=self._on_refused)

    def _on_removed(self, name: str, path: Any) -> None:
        self.show_cards("")
        back: list[Choice] = [("撤销删除(&Z)", partial(self._restore, path, name))]
        self.told.emit(f"名片“{name}”已移走，文件还留着。用它的稿件文字不变，只是暂时没有名片。", "info", back)

    def _restore(self, path: Path, name: str) -> None:
        self._runner.run(restore_card, path, name, on_done=self._on_restored, on_failed=self._on_refused)

    def _on_restored(self, name: Any) -> None:
        self.show_cards(name)
        self.told.emit(f"名片“{name}”已经回来。", "success", [])

    def _on_refused(self, error: Any) -> None:
        self.told.emit(sentence(error), "error", [])


def _item(name: str, is_used: bool) -> QListWidgetItem:
    item = QListWidgetItem(name)
    item.setData(NAME, name)
    item.setData(LOOK, IN_USE if is_used else "")
    item.setToolTip(name)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}，{IN_USE}" if is_used else name)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    return item
