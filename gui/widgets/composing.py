"""While an input method composes, keys belong to it: those that it lets through must not affect the draft.

fcitx5 lets Ctrl+Z and similar keys through. The composition would be lost, and an unrelated edit undone with it.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from gui.widgets.focus_events import FocusEventFilter

COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
COMPOSED = "composed"


class ComposedKeys(FocusEventFilter):
    """Detects a composition, and blocks commands from its widget."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt sends a shortcut override first: if it is accepted here, the key itself follows."""
        if isinstance(event, QInputMethodEvent):
            watched.setProperty(COMPOSED, bool(event.preeditString()))
        elif event.type() == QEvent.Type.FocusOut:
            watched.setProperty(COMPOSED, False)
        elif isinstance(event, QKeyEvent) and watched.property(COMPOSED):
            event.accept()
            return event.type() == QEvent.Type.ShortcutOverride or _is_command(event)
        return False


def is_composed_in() -> bool:
    """Whether the input method is composing in the widget with the focus."""
    focus = QApplication.focusWidget()
    return focus is not None and bool(focus.property(COMPOSED))


def _is_command(event: QKeyEvent) -> bool:
    is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return bool(event.modifiers() & COMMAND) or is_function or event.key() == Qt.Key.Key_Escape
