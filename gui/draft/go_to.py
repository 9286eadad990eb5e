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
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("标题或要素名称里的几个字，也可以打拼音首字母")
        self.typed.setAccessibleName(NAME)
        self.typed.textChanged.connect(self._show)
        self.found = QListWidget()
        self.found.setAccessibleName("可以去的地方")
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.itemClicked.connect(lambda _item: self._choose())
        self.none = label(NONE, "hint")
        column = QVBoxLayout(self)
        column.addWidget(self.typed)
        column.addWidget(self.none)
        column.addWidget(self.found, 1)
        fit_dialog(self, WIDTH, HEIGHT)

    def begin(self) -> None:
        """Ask where to go."""
        self._model.flush()
        self._all = destinations(self._model.draft, self._model.sections)
        self.typed.clear()
        self._show()
        self.open()
        self.typed.setFocus()

    def _show(self) -> None:
        self.found.clear()
        for found in matching(self._all, self.typed.text()):
            indent = "　" * found.depth if not self.typed.text() else ""
            item = QListWidgetItem(f"{indent}{found.name}" + (f"　·　{found.note}" if found.note else ""))
            item.setData(Qt.ItemDataRole.UserRole, found)
            self.found.addItem(item)
        self.found.setCurrentRow(0)
        self.none.setVisible(not self.found.count())

    def _choose(self) -> None:
        item: QListWidgetItem | None = self.found.currentItem()  # PySide6 does not say that there may be none
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
            self.found.keyPressEvent(event)
        else:
            super().keyPressEvent(event)
