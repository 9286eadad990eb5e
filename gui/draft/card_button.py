"""The button in the head of a draft that says which unit card it has."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.model.draft import Draft
from core.model.particulars import CARD
from core.stores.cards import card_names
from core.workflows.drafting.unit_card import used_name
from gui.shell.actions import hint

NONE = "选单位名片"
LONGEST = 10


class DraftCard(QPushButton):
    """``wanted`` asks for the cards."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(NONE, parent)
        self.setAutoDefault(True)
        self.clicked.connect(lambda _checked: self.wanted.emit())
        self._named: str | None = None

    def show_card(self, draft: Draft, anew: bool = False) -> None:
        """Name the draft's card; the disk is asked only for another one, or ``anew``."""
        named = dict(draft.identity.particulars).get(CARD, "")
        if named == self._named and not anew:
            return
        self._named = named
        name = used_name(draft)
        is_there = name in card_names()
        self.setText(f"名片：{_short(name)}" if is_there else NONE)
        self.setToolTip(_told(name, is_there))
        self.setAccessibleName(f"单位名片：{name}" if is_there else NONE)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[:LONGEST]}…"


def _told(name: str, is_there: bool) -> str:
    if name and not is_there:
        return f"原来用的名片“{name}”已经不在了，点这里另选一张"
    return f"{hint('cards')}：{name}" if name else f"{hint('cards')}：填“**区”这样的空、核对人名地名都要用它"
