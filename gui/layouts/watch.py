"""Layouts come and go while the clerk is elsewhere: in the file manager, in Word."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from core.workflows.layouts.files import layout_names


class LayoutWatch(QObject):
    """``changed`` follows when a widget is looked at again and the layouts are not those that were listed."""

    changed = Signal()

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.listed: tuple[str, ...] = ()
        watched.installEventFilter(self)

    def names(self) -> tuple[str, ...]:
        """The layouts of now, which are to be listed."""
        self.listed = layout_names()
        return self.listed

    def look(self) -> None:
        """Tell if they are others by now."""
        if self.listed and layout_names() != self.listed:
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has come to the front."""
        if event.type() == QEvent.Type.ActivationChange and isinstance(watched, QWidget) and _is_looked_at(watched):
            self.look()
        return False


def _is_looked_at(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isActiveWindow()
