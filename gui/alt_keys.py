"""Alt with a letter is a command: where no button has it, nothing is typed. X11 hands it to fields as text."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
"""With Control it is AltGr on some systems, and that types."""


class AltKeys(QObject):
    """Hears the keys of whatever has the keyboard, for as long as the window lives; others would be too many events."""

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
        """Buttons have had their turn by the time the key arrives here."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        modifiers = event.modifiers()
        has_alt = bool(modifiers & Qt.KeyboardModifier.AltModifier) and not modifiers & OTHERS
        return has_alt and event.text().isprintable() and event.text() != ""
