"""跳到: part of a heading or of a fact's name typed, Enter, and one is there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.draft.destinations import Destination, destinations, matching
from gui.session.draft_model import DraftModel
from gui.widgets.basics import label
from gui.widgets.frame.scrollable_column import fit_dialog

WIDTH, HEIGHT = 520, 380
NAME = "跳到章节或要素"
NONE = "没有这样的章节或要素，换几个字试试"
MOVES = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))


class GoTo(QDialog):
    """``place_chosen`` carries where a section begins, as an element with start and end; ``fact_chosen`` a fact."""

    place_chosen = Signal(str, int, int)
    fact_chosen = Signal(str)

    def __init__(self, model: DraftModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._all: tuple[Destination, ...] = ()
        self.setObjectName("sheet")
        self.setWindowTitle(NAME)
        self._typed = QLineEdit()
        self._typed.setPlaceholderText("标题或要素名称里的几个字，也可以打拼音首字母")
        self._typed.setAccessibleName(NAME)
        self._typed.textChanged.connect(self._show)
        self._list = QListWidget()
        self._list.setAccessibleName("可以去的地方")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _item: self._choose())
        self._none = label(NONE, "hint")
        column = QVBoxLayout(self)
        column.addWidget(self._typed)
        column.addWidget(self._none)
        column.addWidget(self._list, 1)
        fit_dialog(self, WIDTH, HEIGHT)

    def begin(self) -> None:
        """Ask where to go."""
        self._model.flush()
        self._all = destinations(self._model.draft, self._model.sections)
        self._typed.clear()
        self._show()
        self.open()
        self._typed.setFocus()

    def _show(self) -> None:
        self._list.clear()
        for found in matching(self._all, self._typed.text()):
            indent = "　" * found.depth if not self._typed.text() else ""
            item = QListWidgetItem(f"{indent}{found.name}" + (f"　·　{found.note}" if found.note else ""))
            item.setData(Qt.ItemDataRole.UserRole, found)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._none.setVisible(not self._list.count())

    def _choose(self) -> None:
        item: QListWidgetItem | None = self._list.currentItem()  # PySide6 does not say that there may be none
        if item is None:
            return
        found: Destination = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        if found.fact_id:
            self.fact_chosen.emit(found.fact_id)
        else:
            self.place_chosen.emit(found.element_id, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there; the arrows move in the list while the keyboard stays in the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() in MOVES:
            self._list.keyPressEvent(event)
        else:
            super().keyPressEvent(event)
