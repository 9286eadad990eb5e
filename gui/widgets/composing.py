"""While the input method composes, the keys are its own: what it lets through does nothing to the draft behind it.

fcitx5 lets Ctrl+Z and its like through. The composition would go, and an edit that nobody meant would be undone with it.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from gui.widgets.focus_events import FocusEventFilter

COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
COMPOSED = "composed"


class ComposedKeys(FocusEventFilter):
    """Knows where something is being composed, and takes commands from there."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A shortcut is asked for first: refused there, the key itself comes."""
        if isinstance(event, QInputMethodEvent):
            watched.setProperty(COMPOSED, bool(event.preeditString()))
        elif event.type() == QEvent.Type.FocusOut:
            watched.setProperty(COMPOSED, False)
        elif isinstance(event, QKeyEvent) and watched.property(COMPOSED):
            event.accept()
            return event.type() == QEvent.Type.ShortcutOverride or _is_command(event)
        return False


def is_composed_in() -> bool:
    """Whether the input method is at work in what has the keyboard, whatever it is."""
    focus = QApplication.focusWidget()
    return focus is not None and bool(focus.property(COMPOSED))


def _is_command(event: QKeyEvent) -> bool:
    is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return bool(event.modifiers() & COMMAND) or is_function or event.key() == Qt.Key.Key_Escape
