"""The places of a value that stands in several of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.fact import Fact
from gui import theme
from gui.widgets.basics import label

BEFORE, AFTER = 14, 30
MOST_SHOWN, SHARE = 4, 5
"""Most lines shown at once, and the part of the height they may take; the others are scrolled to."""

ROW_HEIGHT = 30


class LedgerPlaces(QWidget):
    """Hidden for a value with one place; ``fact_chosen`` carries the id of the place to go to in the text."""

    fact_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[str, str]] = []
        self._title = label("", "secondary", wrap=True)
        self._list = PlaceList()
        self._list.setAccessibleName("这个值的各处")
        self._list.itemActivated.connect(self._on_chosen)
        self._list.left.connect(lambda: self._on_chosen(self._list.currentItem()))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length(10), theme.length(6), theme.length(10), theme.length(4))
        column.setSpacing(theme.length(2))
        column.addWidget(self._title)
        column.addWidget(self._list)
        self.hide()

    def show_places(self, draft: Draft, facts: tuple[Fact, ...]) -> None:
        """The sentences around these facts."""
        self.setHidden(len(facts) < 2)
        contents = {element.id: element.content for element in draft.elements}
        shown = [(fact.id, _words(contents.get(fact.element_id, ""), fact)) for fact in facts]
        if len(facts) < 2 or shown == self._shown:
            return
        self._shown = shown
        self._title.setText(f"全稿{len(facts)}处，填一次一起改；双击到正文")
        self._list.clear()
        for fact_id, words in shown:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, fact_id)
            self._list.addItem(item)
        above = self.parentWidget()
        room = above.height() // SHARE // theme.length(ROW_HEIGHT) if above is not None else MOST_SHOWN
        lines = max(min(len(facts), MOST_SHOWN, room), 2)
        frame = 2 * self._list.frameWidth() + 2
        self._list.setMinimumHeight(theme.length(ROW_HEIGHT) + frame)
        self._list.setMaximumHeight(lines * theme.length(ROW_HEIGHT) + frame)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.fact_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class PlaceList(QListWidget):
    """``left`` follows Ctrl+Enter."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("places")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _words(content: str, fact: Fact) -> str:
    start = max(fact.start - BEFORE, 0)
    before = ("…" if start else "") + content[start : fact.start]
    return f"{before}【{content[fact.start : fact.end]}】{content[fact.end : fact.end + AFTER]}"
