"""Keyboard and input methods: position of the candidate window, and Alt with a letter, which is a command and types
nothing."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTransform
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.widgets.focus_events import FocusEventFilter

OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
"""With Control it is AltGr on some systems, and that types."""


class AltKeys(FocusEventFilter):
    """Drops Alt with a letter where no button has that key: X11 delivers it to fields as text."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Buttons have handled the key before it arrives here."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        modifiers = event.modifiers()
        has_alt = bool(modifiers & Qt.KeyboardModifier.AltModifier) and not modifiers & OTHERS
        return has_alt and event.text().isprintable() and event.text() != ""


class CandidatePlace(QObject):
    """Reports the field's position to the input method when its surroundings move: by scrolling or layout changes.

    Qt reports it only when the field gets the focus and when the field itself is moved.
    """

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._around: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, QApplication.focusWidget())

    def _on_focus_changed(self, _old: QWidget | None, field: QWidget | None) -> None:
        for widget in self._around:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._around = []
        around = field.parentWidget() if field is not None and not field.isWindow() else None
        while around is not None and not around.isWindow():
            around.installEventFilter(self)
            self._around.append(around)
            around = around.parentWidget()
        _report_place(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something around the field was moved."""
        if event.type() == QEvent.Type.Move:
            _report_place(QApplication.focusWidget())
        return super().eventFilter(watched, event)


def _report_place(field: QWidget | None) -> None:
    if field is not None:
        place = field.mapTo(field.window(), QPoint())
        QGuiApplication.inputMethod().setInputItemTransform(QTransform.fromTranslate(place.x(), place.y()))
