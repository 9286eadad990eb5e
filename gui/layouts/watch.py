"""Detects layouts added, removed or changed by other programs: the file manager, Word."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from core.workflows.layouts.files import layout_names


class LayoutWatch(QObject):
    """``changed`` is emitted when a widget is shown or activated again and the layouts differ from those listed."""

    changed = Signal()

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.listed: tuple[str, ...] = ()
        watched.installEventFilter(self)

    def names(self) -> tuple[str, ...]:
        """The present layouts, which are about to be listed."""
        self.listed = layout_names()
        return self.listed

    def look(self) -> None:
        """Emit ``changed`` if they differ."""
        if self.listed and layout_names() != self.listed:
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window was activated."""
        if event.type() == QEvent.Type.ActivationChange and isinstance(watched, QWidget) and _is_looked_at(watched):
            self.look()
        return False


def _is_looked_at(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isActiveWindow()
