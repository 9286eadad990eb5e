"""The places of a value that stands in several of them."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.fact import Fact
from gui.shell import theme
from gui.widgets.basics import button

BEFORE, AFTER = 14, 30
MOST_SHOWN, SHARE = 4, 5
"""Most lines shown at once, and the part of the height they may take; the others are scrolled to."""

ROW_HEIGHT = 30
LEAST_ROOM = 2
"""Lines for which there must be room: below that the table needs it more, and they are listed when asked for."""

TOGGLE = "列出或收起这个值的各处"


class LedgerPlaces(QWidget):
    """Hidden for a value with one place; ``fact_chosen`` carries the id of the place to go to in the text."""

    fact_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[str, str]] = []
        self._above: QWidget | None = None
        self.title = button("", lambda: None, "quiet", TOGGLE)
        self.title.setCheckable(True)
        self.title.clicked.connect(self._on_toggled)
        self._wished: bool | None = None
        self.list = PlaceList()
        self.list.setAccessibleName("这个值的各处")
        self.list.itemActivated.connect(self._on_chosen)
        self.list.left.connect(lambda: self._on_chosen(self.list.currentItem()))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length(10), theme.length(6), theme.length(10), theme.length(4))
        column.setSpacing(theme.length(2))
        column.addWidget(self.title, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list)
        self.hide()

    def show_places(self, draft: Draft, facts: tuple[Fact, ...]) -> None:
        """The sentences around these facts."""
        if self._above is not self.parentWidget():
            self._above = self.parentWidget()
            if self._above is not None:
                self._above.installEventFilter(self)
        contents = {element.id: element.content for element in draft.elements}
        shown = [(fact.id, _words(contents.get(fact.element_id, ""), fact)) for fact in facts]
        if shown == self._shown:
            self._fit()
            return
        self._shown = shown
        self.list.clear()
        for fact_id, words in shown:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, fact_id)
            self.list.addItem(item)
        self._fit()

    def _fit(self) -> None:
        """Open where the table keeps enough rows beside it, unless somebody has opened or shut it."""
        above = self.parentWidget()
        room = above.height() // SHARE // theme.length(ROW_HEIGHT) if above is not None else MOST_SHOWN
        is_open = room >= LEAST_ROOM if self._wished is None else self._wished
        lines = max(min(len(self._shown), MOST_SHOWN, room), 2)
        frame = 2 * self.list.frameWidth() + 2
        self.list.setMinimumHeight(theme.length(ROW_HEIGHT) + frame)
        self.list.setMaximumHeight(lines * theme.length(ROW_HEIGHT) + frame)
        self.setVisible(len(self._shown) > 1 and (is_open or room >= LEAST_ROOM))
        self.list.setVisible(is_open)
        self.title.setChecked(is_open)
        hint_text = "填一次一起改；双击到正文" if is_open else "填一次一起改"
        self.title.setText(f"{'▾' if is_open else '▸'} 全稿{len(self._shown)}处，{hint_text}")

    @property
    def count(self) -> int:
        """How many there are of the value turned to; 0 where it is not to be listed."""
        return len(self._shown)

    def open_list(self) -> None:
        """List them even where there is little room."""
        self._on_toggled(True)

    def _on_toggled(self, is_open: bool) -> None:
        self._wished = is_open
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """More or less room."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

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
