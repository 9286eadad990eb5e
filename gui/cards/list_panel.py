"""The list of unit cards and the actions on one."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from core.stores.cards import card_names, copy_card, new_card, remove_card, rename_card, restore_card
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button
from gui.widgets.lists.named_list import NameActions, NamedList, named_item

IN_USE = "本稿在用"
ACTIONS = NameActions(
    copy_card,
    rename_card,
    remove_card,
    restore_card,
    removed="名片“{name}”已移走，文件还留着。用它的稿件文字不变，只是暂时没有名片。",
    restored="名片“{name}”已经回来。",
    undo="撤销删除(&Z)",
)


class CardList(NamedList):
    """``made`` is emitted after ``chosen`` for a new card."""

    made = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, "单位名片", ACTIONS, parent)
        self.unit = self._used = ""
        self._copy = button("复制(&Y)", self._on_copy, hint="照这张再做一张")
        self._remove = button("删除(&D)", self._on_remove, hint="移走这张名片，可以撤销")
        self._column(button("新建(&N)", self.make, hint="再做一张名片"), self._copy, self._rename, self._remove)

    def begin(self, unit: str, used: str) -> None:
        """Set the unit of new cards and the draft's card."""
        self.unit, self._used = unit, used

    def make(self) -> None:
        """Create a card for the unit."""
        self.flush_wanted.emit()
        self._runner.run(new_card, self.unit, on_done=self._on_made, on_failed=self._on_refused)

    def _items(self, _current: str) -> list[QListWidgetItem]:
        return [_item(name, name == self._used) for name in card_names()]

    def _on_current(self) -> None:
        for widget in (self._copy, self._rename, self._remove):
            widget.setEnabled(bool(self.current))
        super()._on_current()

    def _on_made(self, name: Any) -> None:
        self.show_names(name)
        self.made.emit()

    def _on_renamed(self, old: str, new: Any) -> None:
        self._used = new if old == self._used else self._used
        super()._on_renamed(old, new)


def _item(name: str, is_used: bool) -> QListWidgetItem:
    spoken = f"{name}，{IN_USE}" if is_used else name
    return named_item(name, name, IN_USE if is_used else "", spoken, editable=True)
