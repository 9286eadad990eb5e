"""Where the input method shows its candidates: at the cursor, also after the field was moved."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QGuiApplication, QTransform
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class CandidatePlace(QObject):
    """Tells the input method where the field stands when what is around it is moved: scrolled, or laid out anew.

    Qt tells it only when the field gets the keyboard and when the field itself is moved.
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
        _tell_place(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something around the field was moved."""
        if event.type() == QEvent.Type.Move:
            _tell_place(QApplication.focusWidget())
        return super().eventFilter(watched, event)


def _tell_place(field: QWidget | None) -> None:
    if field is not None:
        place = field.mapTo(field.window(), QPoint())
        QGuiApplication.inputMethod().setInputItemTransform(QTransform.fromTranslate(place.x(), place.y()))
