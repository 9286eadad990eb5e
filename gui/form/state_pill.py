"""The pills of facts in 表单 as buttons: one by a field confirms last year's value, the counts above lead to what is open.

They take no focus: Tab goes from field to field.
"""

from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.model.fact import Fact, FactState
from core.model.outline import readiness
from core.workflows.importing.listing import STATE_NAMES
from gui.shell import theme
from gui.widgets.basics import restyle

CONFIRM = "确认沿用"
CONFIRM_HINT = "单击确认沿用“{value}”，和在格里按 Enter 一样"
GO_HINT = "到下一处{state}"
OPEN_NAMES = MappingProxyType({FactState.EMPTY: "待填", FactState.CARRIED: "待核"})


class StatePill(QPushButton):
    """The state of one fact; a click on 待核 asks to confirm it, as its words say under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._state: FactState | None = None
        self._can_confirm = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_state(self, fact: Fact, is_writable: bool) -> None:
        """Show a fact's state."""
        self._state, self._can_confirm = fact.state, is_writable and fact.state is FactState.CARRIED
        self.setText(CONFIRM if self._can_confirm and self.underMouse() else STATE_NAMES[fact.state])
        self.setToolTip(CONFIRM_HINT.format(value=fact.text) if self._can_confirm else "")
        self.setAccessibleName(CONFIRM if self._can_confirm else STATE_NAMES[fact.state])
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self._can_confirm)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._can_confirm else Qt.CursorShape.ArrowCursor)
        restyle(self, "pill", fact.state.value)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Say what a click does."""
        super().enterEvent(event)
        if self._can_confirm:
            self.setText(CONFIRM)

    def leaveEvent(self, event: QEvent) -> None:
        """Say the state again."""
        super().leaveEvent(event)
        if self._state is not None:
            self.setText(STATE_NAMES[self._state])


class OpenCounts(QWidget):
    """How many facts are 待填 and 待核; a click asks for the next one of that state."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length(8))
        self.pills: dict[FactState, QPushButton] = {}
        for state, name in OPEN_NAMES.items():
            pill = QPushButton()
            pill.setProperty("pill", state.value)
            pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            pill.setCursor(Qt.CursorShape.PointingHandCursor)
            pill.setToolTip(GO_HINT.format(state=name))
            pill.clicked.connect(lambda _checked, state=state: self.wanted.emit(state))
            self.pills[state] = pill
            row.addWidget(pill)

    def show_facts(self, leaders: Sequence[Fact]) -> None:
        """Count them."""
        ready = readiness(leaders)
        for state, count in ((FactState.EMPTY, ready.empty), (FactState.CARRIED, ready.carried)):
            self.pills[state].setText(f"{OPEN_NAMES[state]} {count}")
            self.pills[state].setVisible(count > 0)
