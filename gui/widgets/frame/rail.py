"""The narrow bar at the left that switches pages."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.shell import theme
from gui.shell.actions import ACTIONS, hint

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent


class Rail(QFrame):
    """One checkable button per page, named as in the table of actions (``go_start``)."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._upper = 0
        self.restyle()

    def changeEvent(self, event: "QEvent") -> None:
        """Recolour the icons."""
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange and theme.current() != self._look:
            self.restyle()

    def restyle(self) -> None:
        """Apply the current theme."""
        self._look = theme.current()
        side = theme.length(8)
        self._column.setContentsMargins(side, theme.length(14), side, theme.length(14))
        self._column.setSpacing(theme.length(6))
        for name, button in self._buttons.items():
            _give_icon(button, name)

    def add(self, name: str, at_bottom: bool = False) -> None:
        """Add a page's button, below the others or at the bottom of the rail; known ones stay."""
        if name in self._buttons:
            return
        button = QToolButton()
        _give_icon(button, name)
        button.setText(ACTIONS[name].words)
        button.setToolTip(hint(name))
        button.setAccessibleName(ACTIONS[name].words)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setCheckable(True)
        button.clicked.connect(lambda _checked: self.chosen.emit(name))
        self._group.addButton(button)
        self._buttons[name] = button
        place = self._column.count() if at_bottom else self._upper
        self._upper += not at_bottom
        self._column.insertWidget(place, button)

    def remove(self, name: str) -> None:
        """Remove a page's button."""
        button = self._buttons.pop(name, None)
        if button is not None:
            self._upper -= self._column.indexOf(button) < self._upper
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()

    def show_current(self, name: str) -> None:
        """Mark the page in front; an unknown name marks none."""
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == name)
        self._group.setExclusive(True)


def _give_icon(button: QToolButton, name: str) -> None:
    side = theme.length(20)
    button.setIcon(theme.icon(ACTIONS[name].icon))
    button.setIconSize(QSize(side, side))
