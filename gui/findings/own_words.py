"""自己的词表: the way to the clerk's own tables for 校对, and back from them."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from core.workflows.checking.own_words import make_own_words
from gui.collection.files import show_path
from gui.shell.tasks import TaskRunner

READY = "自己的词表已经备好"


class OwnWords(QObject):
    """Watches the panel that offers them: ``perhaps_changed`` follows when its window is active again afterwards.

    ``noted`` carries where they are, if the desktop cannot show them.
    """

    perhaps_changed = Signal()
    noted = Signal(str)

    def __init__(self, runner: TaskRunner, panel: QWidget) -> None:
        super().__init__(panel)
        self._runner, self._panel = runner, panel
        self._is_open = False
        panel.installEventFilter(self)

    def open(self) -> None:
        """Have the desktop show the folder of the tables, which are made if they are not there."""

        folder = self._runner.attempt(make_own_words)
        if folder is not None:
            self._is_open = True
            show_path(folder, self.noted.emit, READY)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another program's window was in front, perhaps to write into the tables."""
        if event.type() == QEvent.Type.ActivationChange and self._is_open and self._panel.isActiveWindow():
            self.perhaps_changed.emit()
        return super().eventFilter(watched, event)
