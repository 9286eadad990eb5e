"""帮助: short pages with a search, and the list of all keys, generated from the table of actions."""

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
from gui.widgets.frame.page_stack import RestyledPage

KEYS_NAME, GUIDE = "keys", "guide"
KEYS_TITLE, OTHERS = "按键一览", "其他"
NAME = Qt.ItemDataRole.UserRole
NOTHING = "# 没有找到\n\n帮助里没有这些词。换一个说法试试，例如：要素、年份更新、版式、导出。"
LIST_WIDTH = 260


class HelpPage(RestyledPage):
    """``closed``: return to the previous page; ``guide_wanted`` requests the two-minute draft."""

    closed = Signal()
    guide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        keys = Text(KEYS_NAME, KEYS_TITLE, keys_page(key_groups()))
        self._texts = (*help_pages(), keys)
        self.contents, self.view, self.search = QListWidget(), HelpView(), QLineEdit()
        self._build()
        self.contents.currentItemChanged.connect(lambda _item, _before: self._show_current())
        self.view.wanted.connect(self._on_wanted)
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self.view.setFocus)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        self._on_searched("")

    @property
    def name(self) -> str:
        """The current page."""
        item = self.contents.currentItem()
        return str(item.data(NAME)) if item is not None else ""

    def show_keys(self) -> None:
        """Show the page of keys."""
        self._on_wanted(KEYS_NAME)

    def restyle(self) -> None:
        """Apply the current theme."""
        self._measure()
        self.contents.doItemsLayout()
        self.view.restyle()

    def _measure(self) -> None:
        self._left.setSpacing(theme.length(10))
        self._side.setFixedWidth(theme.length(LIST_WIDTH))
        self._row.setContentsMargins(*[theme.length(20)] * 4)
        self._row.setSpacing(theme.length(20))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """The list was filled before it had its style."""
        super().showEvent(event)
        self.contents.doItemsLayout()

    def _build(self) -> None:
        self.search.setPlaceholderText("在帮助里找（Ctrl+F）")
        self.search.setAccessibleName("在帮助里找")
        self.search.setClearButtonEnabled(True)
        self.contents.setAccessibleName("帮助目录")
        self._left = left = QVBoxLayout()
        left.addWidget(label("帮助", "headline"))
        left.addWidget(self.search)
        left.addWidget(self.contents, 1)
        left.addWidget(button("用样例走一遍（两分钟）", self.guide_wanted.emit))
        left.addWidget(back_button("返回(&B)", self.closed.emit, self))
        self._side = QWidget()
        self._side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._side)
        self._row.addWidget(self.view, 1)
        self._measure()
        self.setFocusProxy(self.contents)

    def _on_searched(self, words: str) -> None:
        """List the pages that contain the words, and keep the current one if it does."""
        before = self.name
        self.contents.blockSignals(True)
        self.contents.clear()
        for text in fitting(self._texts, words):
            item = QListWidgetItem(text.title)
            item.setData(NAME, text.name)
            self.contents.addItem(item)
        self.contents.blockSignals(False)
        self._turn_to(before)

    def _on_wanted(self, name: str) -> None:
        """Follow a link to the guide or to a page; a search that excludes the page is cleared."""
        if name == GUIDE:
            self.guide_wanted.emit()
            return
        if self._item(name) is None and any(text.name == name for text in self._texts):
            self.search.clear()
        self._turn_to(name)

    def _turn_to(self, name: str) -> None:
        self.contents.setCurrentItem(self._item(name) or self.contents.item(0))
        self._show_current()

    def _item(self, name: str) -> QListWidgetItem | None:
        rows = (self.contents.item(row) for row in range(self.contents.count()))
        return next((item for item in rows if item.data(NAME) == name), None)

    def _show_current(self) -> None:
        text = next((text for text in self._texts if text.name == self.name), None)
        self.view.show_source(text.text if text else NOTHING, self.search.text())


def keys_page(groups: Sequence[KeyGroup]) -> str:
    """The page of keys in Markdown: every action of the table that has a key, and the keys of the panels."""
    return "\n".join((f"# {KEYS_TITLE}", "", *_lines(groups)))


def _lines(groups: Sequence[KeyGroup]) -> Iterator[str]:
    known = frozenset(name for group in groups for name in group.deeds)
    rest = KeyGroup(OTHERS, tuple(name for name in ACTIONS if name not in known), ())
    for group in (*groups, rest):
        rows = _rows(group)
        if rows:
            yield from (f"## {group.title}", "", "| 按键 | 做什么 |", "|:--|:--|", *rows, "")


def _rows(group: KeyGroup) -> list[str]:
    actions = [ACTIONS[name] for name in group.deeds if name in ACTIONS]
    pairs = [(one.shortcut.replace("Return", "Enter"), one.words.rstrip("…")) for one in actions if one.shortcut]
    return [f"| **{keys}** | {words} |" for keys, words in (*pairs, *group.keys)]
