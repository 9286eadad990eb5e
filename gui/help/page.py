"""帮助: short pages with a search, and the list of all keys, generated from the table of actions."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QImage,
    QImageReader,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollBar,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.workflows.help import HelpPage as Text
from core.workflows.help import KeyGroup, about_page, fitting, help_pages, key_groups, picture
from gui.shell import theme
from gui.shell.actions import ACTIONS
from gui.widgets.basics import back_button, button, label
from gui.widgets.frame.page_stack import RestyledPage

# One page of the help: Markdown with pictures, loaded only from the program's own folder.

OBJECT = "\ufffc"
"""What stands for a picture in a paragraph."""

STEP = 40
"""Pixels of width that a picture is not set anew for."""

WELL_IN_VIEW = 0.8
"""Down to which part of the view a hit is seen without scrolling."""


class HelpView(QTextBrowser):
    """``wanted`` carries the name of the page that a link leads to."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source, self._words, self._width = "", "", 0
        self.setObjectName("help")
        self.setAccessibleName("帮助正文")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # pictures are scaled to it
        self.anchorClicked.connect(lambda url: self.wanted.emit(url.toString().partition(".md")[0]))

    def show_source(self, source: str, words: str = "") -> None:
        """Show this Markdown from its beginning, or from the first of these words, which are highlighted."""
        self._source, self._words = source, words
        self._set()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._show_first()

    def restyle(self) -> None:
        """Apply the current theme, keeping the scroll position."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self._set()
        bar.setValue(round(share * bar.maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the help folder, scaled to the width; anything else is refused."""
        url = name.toString() if isinstance(name, QUrl) else name
        path = picture(url)
        if path is None or kind != QTextDocument.ResourceType.ImageResource.value:
            return QImage()
        reader = QImageReader(str(path))
        size = reader.size()
        size.scale(QSize(self._room(), size.height()), Qt.AspectRatioMode.KeepAspectRatio)
        return reader.read().scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )

    def _room(self) -> int:
        return max(self.viewport().width() - 2 * theme.length(28), theme.length(120))

    def _set(self) -> None:
        self._width = self._room()
        document = self.document()
        document.clear()
        document.setDefaultFont(self._font())
        document.setDocumentMargin(theme.length(24))
        self.setMarkdown(self._source)
        self._space_lines()
        self._mark()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.length(15))
        return font

    def _space_lines(self) -> None:
        """Line spacing, except for pictures, which would get space below them."""
        block = self.document().begin()
        while block.isValid():
            if OBJECT not in block.text():
                look = block.blockFormat()
                look.setLineHeight(135, 1)  # percent
                QTextCursor(block).setBlockFormat(look)
            block = block.next()

    def _mark(self) -> None:
        look = QTextCharFormat()
        look.setBackground(theme.colour("empty"))
        look.setForeground(theme.colour("text"))
        marks = []
        for word in self._words.split():
            found = self.document().find(word)
            while not found.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = found, look
                marks.append(mark)
                found = self.document().find(word, found)
        self.setExtraSelections(marks)

    def _show_first(self) -> None:
        """Scroll no further than needed: the context of the first hit stays visible."""
        marks = [QTextCursor(mark.cursor) for mark in self.extraSelections()]
        if marks:
            first, height = self.cursorRect(min(marks, key=QTextCursor.selectionStart)), self.viewport().height()
            if first.bottom() > height * WELL_IN_VIEW:
                self.verticalScrollBar().setValue(first.top() - height // 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures fit the width."""
        super().resizeEvent(event)
        if abs(self._room() - self._width) > STEP and self._source:
            self._set()


KEYS_NAME, GUIDE = "keys", "guide"
KEYS_TITLE, OTHERS = "按键一览", "其他"
NAME = Qt.ItemDataRole.UserRole
NOTHING = "# 没有找到\n\n帮助里没有这些词。换一个说法试试，例如：要素、年份更新、版式、导出。"
LIST_WIDTH = 260


class HelpPage(RestyledPage):
    """``closed``: return to the previous page; ``guide_wanted`` requests the two-minute draft, ``selftest_wanted`` the
    self-test, ``update_wanted`` an update from a file."""

    closed = Signal()
    guide_wanted = Signal()
    selftest_wanted = Signal()
    update_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        keys = Text(KEYS_NAME, KEYS_TITLE, keys_page(key_groups()))
        self._texts = (*help_pages(), keys, about_page())
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
        self._left.setSpacing(theme.length(8))
        self._side.setFixedWidth(theme.length(LIST_WIDTH))
        self._row.setContentsMargins(*[theme.length(20)] * 4)
        self._row.setSpacing(theme.length(20))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """The list was filled before it had its style."""
        super().showEvent(event)
        self.contents.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys that the field of the search leaves turn the text."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step = QScrollBar.SliderAction.SliderPageStepAdd
            back = QScrollBar.SliderAction.SliderPageStepSub
            self.view.verticalScrollBar().triggerAction(step if event.key() == Qt.Key.Key_PageDown else back)
        else:
            super().keyPressEvent(event)

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
        looks = QHBoxLayout()
        looks.addWidget(button("自检(&T)…", self.selftest_wanted.emit, hint="看看这台电脑上都能用吗"), 1)
        looks.addWidget(button("从文件更新(&U)…", self.update_wanted.emit), 1)
        left.addLayout(looks)
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
    known = frozenset(name for group in groups for name in group.actions)
    rest = KeyGroup(OTHERS, tuple(name for name in ACTIONS if name not in known), ())
    for group in (*groups, rest):
        rows = _rows(group)
        if rows:
            yield from (f"## {group.title}", "", "| 按键 | 做什么 |", "|:--|:--|", *rows, "")


def _rows(group: KeyGroup) -> list[str]:
    actions = [ACTIONS[name] for name in group.actions if name in ACTIONS]
    pairs = [(one.shortcut.replace("Return", "Enter"), one.words.rstrip("…")) for one in actions if one.shortcut]
    return [f"| **{keys}** | {words} |" for keys, words in (*pairs, *group.keys)]
