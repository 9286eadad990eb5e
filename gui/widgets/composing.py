"""While the input method composes, the keys are its own: what it lets through does nothing to the draft behind it.

fcitx5 lets Ctrl+Z and its like through. The composition would go, and an edit that nobody meant would be undone with it.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
COMPOSED = "composed"


class ComposedKeys(QObject):
    """Hears what the widget with the keyboard hears, for as long as the window lives; others would be too many events."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        app = QGuiApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
            self._on_focus_changed(None, app.focusWidget())

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            now.installEventFilter(self)

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
