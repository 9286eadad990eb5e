"""Another program's window with one file to drag: ``python -m tests.gui.drag_source FILE X Y``."""

import sys

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Begins to drag as soon as the mouse is moved with a button down."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.setWindowTitle("nigao-drag-source")
        self._path = path

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mouse is moved with a button down: mouse tracking is off."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self._path)])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec()


def main() -> int:
    """Show the window at the place asked for until it is ended."""
    app = QApplication(sys.argv[:1])
    source = Source(sys.argv[1])
    source.setGeometry(int(sys.argv[2]), int(sys.argv[3]), 120, 40)
    source.show()
    source.raise_()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
