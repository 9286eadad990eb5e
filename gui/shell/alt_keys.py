"""Alt with a letter is a command: where no button has it, nothing is typed. X11 hands it to fields as text."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from gui.widgets.focus_events import FocusEventFilter

OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
"""With Control it is AltGr on some systems, and that types."""


class AltKeys(FocusEventFilter):
    """Takes such keys from whatever has the keyboard."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Buttons have had their turn by the time the key arrives here."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        modifiers = event.modifiers()
        has_alt = bool(modifiers & Qt.KeyboardModifier.AltModifier) and not modifiers & OTHERS
        return has_alt and event.text().isprintable() and event.text() != ""
