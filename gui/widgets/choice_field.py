"""A line edit with a list of usual values; anything else can be typed."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from gui.shell import theme


class ChoiceField(QLineEdit):
    """The list opens on request, with the arrow or the Down key, and never while typing."""

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__()
        self.menu = _Menu(self)
        for choice in choices:
            self.menu.addAction(choice).triggered.connect(lambda _checked=False, text=choice: self._take(text))
        arrow = self.addAction(theme.icon("chevron-down-grey"), QLineEdit.ActionPosition.TrailingPosition)
        arrow.setText("常用的填法")
        arrow.setToolTip("常用的填法（向下键）")
        arrow.triggered.connect(self.open_list)

    def open_list(self) -> None:
        """Show the usual values below the field."""
        self.menu.setMinimumWidth(self.width())
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def pass_on(self, forward: bool) -> None:
        """Move the focus to the next field or the previous one."""
        self.focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list."""
        if event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self.open_list()
        else:
            super().keyPressEvent(event)

    def _take(self, text: str) -> None:
        self.setText(text)
        self.textEdited.emit(text)
        self.setFocus()


class _Menu(QMenu):
    """Tab closes it and goes to the next field."""

    def __init__(self, field: ChoiceField) -> None:
        super().__init__(field)
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab is not one of the menu's own keys."""
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.close()
            self._field.pass_on(event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)
