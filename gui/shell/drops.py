"""Files dropped anywhere on a window, whatever widget lies under the mouse."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.workflows.messages import words
from gui.widgets.basics import label

VEIL_WORDS = "松开鼠标：往年材料用来起草（“对照”里作今年要点），拟稿的稿件直接打开，填好的填报表收进稿件"
DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
NO_DRAG = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)
"""None of these comes while something is dragged: the other program has ended without a word."""


class FileDrops(QObject):
    """Watches the native window, so that text fields below never take a file for text to insert.

    What is not a file (text dragged inside the window) passes through untouched. The window must have been shown.
    """

    dropped = Signal(list)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._veil = Veil(window)
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Accept files, and nothing else."""
        kind = event.type()
        if kind in DRAGS and isinstance(event, QDragEnterEvent | QDragMoveEvent):
            return self._over(event)
        if kind == QEvent.Type.DragLeave or kind in NO_DRAG:
            self._veil.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        return False

    def _over(self, event: QDragEnterEvent | QDragMoveEvent) -> bool:
        if not files_in(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._veil.cover()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        files = files_in(event.mimeData())
        self._veil.hide()
        if not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(files)
        return True


def files_in(data: QMimeData) -> list[Path]:
    """The local files that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def left_out(drafts: Sequence[Path], reports: Sequence[Path]) -> list[str]:
    """Which of the files that came together are not opened, in sentences."""
    found = (("drafts_not_opened", drafts), ("reports_not_taken", reports))
    return [words(code, names="、".join(path.name for path in paths)) for code, paths in found if paths]


class Veil(QFrame):
    """Lies over the window while files are held over it and says what letting go will do."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._below = window
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.addWidget(label(VEIL_WORDS, "headline", wrap=True))
        self.hide()

    def cover(self) -> None:
        """Lie over the whole window."""
        if not self.isVisible():
            self.setGeometry(self._below.rect())
            self.show()
            self.raise_()
