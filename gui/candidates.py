"""Where the input method shows its candidates: at the cursor, also after the field was moved."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QTransform
from PySide6.QtWidgets import QApplication


def keep_candidates_at_cursor() -> None:
    """Have the input method told where the field stands whenever it is told where in the field the cursor is.

    Qt tells it when the field gets the keyboard and when the field itself is moved, not when what is around it
    scrolls or is laid out.
    """
    QGuiApplication.inputMethod().cursorRectangleChanged.connect(_tell_field)


def _tell_field() -> None:
    field = QApplication.focusWidget()
    if field is not None:
        place = field.mapTo(field.window(), QPoint())
        # tells the input method of the cursor anew where this is another place
        QGuiApplication.inputMethod().setInputItemTransform(QTransform.fromTranslate(place.x(), place.y()))
