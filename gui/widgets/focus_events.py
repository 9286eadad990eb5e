"""An event filter on the widget with the focus, whichever that is."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget


class FocusEventFilter(QObject):
    """Filters these events as long as the window exists; filtering those of all widgets would be slow."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        app = QGuiApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
            self._on_focus_changed(None, app.focusWidget())

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            now.installEventFilter(self)
