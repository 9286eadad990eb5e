"""Line edits: of a text that may be too long for them, and with a list of usual values."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QStyle, QStyleOptionFrame, QToolTip

from gui.shell import theme
from gui.widgets.basics import wrapped_tip

INNER = 2
"""Pixels that Qt leaves before and behind the text of a line edit."""


GAP = "…"
STAYS = frozenset((Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason))
"""Reasons for losing the focus after which it comes back: the cursor stays."""


class LongLine(QLineEdit):
    """A line edit that, while nobody types in it, shows … where its text goes on, and the whole text as tool tip."""

    @property
    def is_cut(self) -> bool:
        """Whether there is no room for the whole text."""
        return self.fontMetrics().horizontalAdvance(self.displayText()) > self._room.width()

    @property
    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return room.adjusted(INNER, 0, -INNER, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and a sign where it is cut."""
        super().paintEvent(event)
        if self.hasFocus() or not self.is_cut:
            return
        room, metrics = self._room, self.fontMetrics()
        shown = metrics.elidedText(self.displayText(), Qt.TextElideMode.ElideRight, room.width())
        room.setLeft(room.left() + metrics.horizontalAdvance(shown.removesuffix(GAP)))
        painter = QPainter(self)
        ground = "card" if self.property("box") == "none" else "field"
        painter.fillRect(room.adjusted(0, 0, INNER, 0), QColor(theme.colour(ground)))
        painter.setPen(QColor(theme.colour("text")))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, GAP)
        painter.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left for good, it shows its beginning."""
        super().focusOutEvent(event)
        if event.reason() not in STAYS and self.is_cut:
            self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        """The tool tip of a text that is cut is the text."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.is_cut:
            QToolTip.showText(event.globalPos(), wrapped_tip(self.displayText()), self)
            return True
        return super().event(event)


class ChoiceField(LongLine):
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
