"""The field that a value of the ledger is typed in: 62, and 万 behind it where that stays."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionFrame, QWidget

from core.model.fact import Fact
from gui.form.field_row import ValueEdit
from gui.form.fields import field_hint, scale_beside, unit_beside
from gui.ledger.model import RIGHT


class CellEdit(ValueEdit):
    """A field in a cell; undo goes to the draft's history, as in the form."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)


class ScaledEdit(CellEdit):
    """The scale that is kept stands beside what is typed, not in it, and goes as soon as it is not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fact: Fact | None = None
        self._scale = QLabel(self)
        self._scale.setProperty("look", "secondary")
        self._scale.setAlignment(RIGHT)
        self._scale.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(RIGHT)
        self.textChanged.connect(self._show_scale)

    @property
    def scale(self) -> str:
        """What stands behind the words typed."""
        return self._scale.text()

    def show_fact(self, fact: Fact) -> None:
        """Let last year's number show through, and its scale stand beside."""
        self._fact = fact
        self.setPlaceholderText(field_hint(fact))
        self._show_scale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scale stays at the right edge."""
        super().resizeEvent(event)
        self._place_scale()

    def _show_scale(self) -> None:
        if self._fact is not None:
            self._scale.setText(scale_beside(self._fact, self.text()))
            self.setAccessibleDescription(f"单位{unit_beside(self._fact, self.text())}")
            self._place_scale()

    def _place_scale(self) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        width = self._scale.sizeHint().width() if self.scale else 0
        self.setTextMargins(0, 0, width, 0)
        self._scale.setGeometry(QRect(room.right() + 1 - width, 0, width, self.height()))
