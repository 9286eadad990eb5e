"""The wheel scrolls a field's surroundings, and changes the field only while it has the focus."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _Guard(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep the wheel from a field without the focus."""
        box = self.parent()
        if event.type() != QEvent.Type.Wheel or (isinstance(box, QWidget) and _is_worked_in(box)):
            return False
        event.ignore()
        return True


def keep_wheel_from(box: QWidget) -> None:
    """Ignore the wheel over a combo or spin box without the focus."""
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    guard = _Guard(box)
    for part in (box, *box.findChildren(QWidget)):
        part.installEventFilter(guard)


def _is_worked_in(box: QWidget) -> bool:
    return box.hasFocus() or (box.focusWidget() is not None and box.focusWidget().hasFocus())
