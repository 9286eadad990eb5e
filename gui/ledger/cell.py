"""The editor of a value in the ledger: 62, with 万 after it where the scale is kept."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionFrame, QWidget

from core.model.fact import Fact
from gui.form.field_row import ValueEdit
from gui.form.fields import field_hint, scale_beside, unit_beside
from gui.ledger.model import RIGHT


class CellEdit(ValueEdit):
    """A field in a cell; undo applies to the draft's history, as in the form."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)


class ScaledEdit(CellEdit):
    """The kept scale is shown beside the typed text, not in it, and disappears when it is not kept."""

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
        """The scale beside the typed text."""
        return self._scale.text()

    def show_fact(self, fact: Fact) -> None:
        """Show last year's number as placeholder, and its scale beside it."""
        self._fact = fact
        self.setPlaceholderText(field_hint(fact))
        self._show_scale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scale at the right edge."""
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
