"""帮助: short pages, searched as it is typed, and all keys, made from the table of actions."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.workflows.help import HelpPage as Text
from core.workflows.help import KeyGroup, fitting, help_pages, key_groups
from gui.help.view import HelpView
from gui.shell import theme
from gui.shell.actions import ACTIONS
from gui.widgets.basics import back_button, button, label

KEYS_NAME, GUIDE = "keys", "guide"
KEYS_TITLE, OTHERS = "按键一览", "其他"
NAME = Qt.ItemDataRole.UserRole
NOTHING = "# 没有找到\n\n帮助里没有这些词。换一个说法试试，例如：要素、年份更新、版式、导出。"
LIST_WIDTH = 260


class HelpPage(QWidget):
    """``closed`` asks to go back; ``guide_wanted`` asks for the two-minute draft."""

    closed = Signal()
    guide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        keys = Text(KEYS_NAME, KEYS_TITLE, keys_page(key_groups()))
        self._texts = (*help_pages(), keys)
        self._list, self._view, self._search = QListWidget(), HelpView(), QLineEdit()
        self._build()
        self._list.currentItemChanged.connect(lambda _item, _before: self._show_current())
        self._view.wanted.connect(self._on_wanted)
        self._search.textChanged.connect(self._on_searched)
        self._search.returnPressed.connect(self._view.setFocus)
        QShortcut(QKeySequence("Ctrl+F"), self, self._search.setFocus)
        self._on_searched("")

    @property
    def name(self) -> str:
        """The page in view."""
        item = self._list.currentItem()
        return str(item.data(NAME)) if item is not None else ""

    def show_keys(self) -> None:
        """Turn to the page of keys."""
        self._on_wanted(KEYS_NAME)

    def take_place_of(self, page: "HelpPage") -> None:
        """Show what another one shows."""
        self._search.setText(page._search.text())
        self._turn_to(page.name)
        (self._search if page.focusWidget() is page._search else self._list).setFocus()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """The list was filled before it had its looks."""
        super().showEvent(event)
        self._list.doItemsLayout()

    def _build(self) -> None:
        self._search.setPlaceholderText("在帮助里找（Ctrl+F）")
        self._search.setAccessibleName("在帮助里找")
        self._search.setClearButtonEnabled(True)
        self._list.setAccessibleName("帮助目录")
        left = QVBoxLayout()
        left.setSpacing(theme.length(10))
        left.addWidget(label("帮助", "headline"))
        left.addWidget(self._search)
        left.addWidget(self._list, 1)
        left.addWidget(button("用样例走一遍（两分钟）", self.guide_wanted.emit))
        left.addWidget(back_button("返回(&B)", self.closed.emit, self))
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(theme.length(LIST_WIDTH))
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.length(20)] * 4)
        row.setSpacing(theme.length(20))
        row.addWidget(side)
        row.addWidget(self._view, 1)
        self.setFocusProxy(self._list)

    def _on_searched(self, words: str) -> None:
        """List the pages that hold the words, and keep the one in view if it does."""
        before = self.name
        self._list.blockSignals(True)
        self._list.clear()
        for text in fitting(self._texts, words):
            item = QListWidgetItem(text.title)
            item.setData(NAME, text.name)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._turn_to(before)

    def _on_wanted(self, name: str) -> None:
        """Follow a link: to the guide, or to a page, for which a search that has left it out is given up."""
        if name == GUIDE:
            self.guide_wanted.emit()
            return
        if self._item(name) is None and any(text.name == name for text in self._texts):
            self._search.clear()
        self._turn_to(name)

    def _turn_to(self, name: str) -> None:
        self._list.setCurrentItem(self._item(name) or self._list.item(0))
        self._show_current()

    def _item(self, name: str) -> QListWidgetItem | None:
        rows = (self._list.item(row) for row in range(self._list.count()))
        return next((item for item in rows if item.data(NAME) == name), None)

    def _show_current(self) -> None:
        text = next((text for text in self._texts if text.name == self.name), None)
        self._view.show_source(text.text if text else NOTHING, self._search.text())


def keys_page(groups: Sequence[KeyGroup]) -> str:
    """The page of keys in Markdown: every deed of the table that has a key, and the keys of the panels."""
    return "\n".join((f"# {KEYS_TITLE}", "", *_lines(groups)))


def _lines(groups: Sequence[KeyGroup]) -> Iterator[str]:
    known = frozenset(name for group in groups for name in group.deeds)
    rest = KeyGroup(OTHERS, tuple(name for name in ACTIONS if name not in known), ())
    for group in (*groups, rest):
        rows = _rows(group)
        if rows:
            yield from (f"## {group.title}", "", "| 按键 | 做什么 |", "|:--|:--|", *rows, "")


def _rows(group: KeyGroup) -> list[str]:
    deeds = [ACTIONS[name] for name in group.deeds if name in ACTIONS]
    told = [(deed.shortcut.replace("Return", "Enter"), deed.words.rstrip("…")) for deed in deeds if deed.shortcut]
    return [f"| **{keys}** | {words} |" for keys, words in (*told, *group.keys)]
