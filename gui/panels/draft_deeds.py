"""Keys of a draft's page, gathered: what each action of the table does there."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.actions import make_action
from gui.panels.draft_bars import ModeSwitch
from gui.panels.draft_middle import LEDGER
from gui.panels.find_bar import FindBar


def add_actions(page: QWidget, deeds: Mapping[str, Callable[[], object]], wanted: Sequence[str]) -> list[QAction]:
    """Actions of the page by their names in the table; those of the ``wanted`` names are given back."""
    made = {name: make_action(name, page, deed) for name, deed in deeds.items()}
    return [made[name] for name in wanted]


def add_find(page: QWidget, find: FindBar, switch: ModeSwitch) -> None:
    """The keys of 查找 and 替换 work on the whole page; in 台账 the key of 查找 is that of the table's own search."""
    deeds = {
        "find": lambda: find.begin(),
        "replace": lambda: find.begin(is_replacing=True),
        "next_hit": lambda: find.step(1),
        "previous_hit": lambda: find.step(-1),
    }
    (finding,) = add_actions(page, deeds, ("find",))
    switch.turned.connect(lambda number: finding.setEnabled(number != LEDGER))
