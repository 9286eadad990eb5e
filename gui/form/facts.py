"""The card of a section's fields: how many are open, and the room in which their rows scroll."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from core.model.fact import Fact
from core.model.outline import readiness
from gui.form.rows import FieldRows
from gui.shell import theme
from gui.widgets.basics import label, pill

NO_FACTS = "这一章节没有要素，直接在下面改文字。"


class FactsCard(QFrame):
    """``area`` has the rows, and scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._empty, self._carried = pill("", "empty"), pill("", "carried")
        self._none = label(NO_FACTS, "hint", wrap=True)
        title = QHBoxLayout()
        title.setSpacing(theme.length(8))
        for widget in (label("要素", "secondary"), self._empty, self._carried):
            title.addWidget(widget)
        title.addStretch(1)
        side = theme.length(16)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(side, theme.length(10), theme.length(8), theme.length(10))
        inner.setSpacing(theme.length(6))
        inner.addLayout(title)
        inner.addWidget(self._none)
        self.area = FieldRows()
        inner.addWidget(self.area)

    def show_counts(self, leaders: Sequence[Fact]) -> None:
        """How many of the fields are open, or that there are none."""
        ready = readiness(leaders)
        self._empty.setText(f"待填 {ready.empty}")
        self._carried.setText(f"待核 {ready.carried}")
        self._empty.setVisible(ready.empty > 0)
        self._carried.setVisible(ready.carried > 0)
        self._none.setVisible(not leaders)
        self.area.setVisible(bool(leaders))
