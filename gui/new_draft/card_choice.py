"""Which unit card a new draft gets: the one made for its unit, another one, none, or one that is yet to be made."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from core.stores.cards import card_names, fitting_card, load_card
from gui.shell.tasks import TaskRunner

NONE, NEW = "不用名片", "新建名片…"


class CardChoice(QComboBox):
    """``new_wanted`` asks for a card to be made; ``unit_known`` carries the unit of a card that was chosen by hand."""

    new_wanted = Signal()
    unit_known = Signal(str)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        self._is_given = False
        self._name = ""
        self.setToolTip("名片上的人名、地名和会议用来填空和核对；开始起草以后也可以换")
        self.activated.connect(self._on_activated)
        self._show("")

    @property
    def name(self) -> str:
        """The card that is chosen; empty for none."""
        return self._name

    def begin(self) -> None:
        """Nothing is chosen by hand yet."""
        self._is_given = False
        self._show("")

    def fit(self, unit: str) -> None:
        """Choose the card of a unit, unless one was chosen by hand."""
        if not self._is_given:
            self._show(fitting_card(unit))

    def take(self, name: str) -> None:
        """Choose this card, by hand."""
        self._is_given = True
        self._show(name)
        card = self._runner.attempt(load_card, name)
        if card is not None and card.value is not None:
            self.unit_known.emit(card.value.unit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows open the list: passing over the last line is not choosing it."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page."""
        event.ignore()

    def _show(self, name: str) -> None:
        with QSignalBlocker(self):
            self.clear()
            self.addItem(NONE, "")
            for other in card_names():
                self.addItem(other, other)
            self.insertSeparator(self.count())
            self.addItem(NEW)
            self.setCurrentIndex(max(self.findData(name), 0))
        self._name = str(self.currentData() or "")

    def _on_activated(self, index: int) -> None:
        if index == self.count() - 1:
            self.setCurrentIndex(max(self.findData(self._name), 0))
            self.new_wanted.emit()
        elif name := self.itemData(index):
            self.take(name)
        else:
            self._is_given, self._name = True, ""
