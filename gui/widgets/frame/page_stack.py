"""The pages of the window, which are notified when colours or type sizes change."""

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import delete

from gui.shell import theme


class PageStack(QStackedWidget):
    """``rescaled`` follows a change of theme: measures and colours computed by a page are outdated."""

    rescaled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._look = theme.current()
        self._empty = QWidget(self)
        self._empty.hide()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """The minimum of the page in front, not of hidden ones."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """A new style sheet; pages must not be recreated while Qt distributes it."""
        super().changeEvent(event)
        look = theme.current()
        if event.type() == QEvent.Type.StyleChange and look != self._look:
            self._look = look
            QTimer.singleShot(0, self, self.rescaled.emit)

    def discard(self, page: QWidget) -> None:
        """Delete a page later."""
        self.removeWidget(page)
        page.deleteLater()

    def discard_now(self, page: QWidget) -> None:
        """Delete a page at once, with an empty page in front instead; not to be called while the page handles an event."""
        if page is self.currentWidget():
            self.addWidget(self._empty)
            self.setCurrentWidget(self._empty)
        self.removeWidget(page)
        delete(page)


class RestyledPage(QWidget):
    """A page that restyles itself: ``restyle`` is called after a change of theme, once the style sheet is distributed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()

    def changeEvent(self, event: QEvent) -> None:
        """A new style sheet; nothing must be rebuilt while Qt distributes it."""
        super().changeEvent(event)
        look = theme.current()
        if event.type() == QEvent.Type.StyleChange and look != self._look:
            self._look = look
            QTimer.singleShot(0, self, self.restyle)

    def restyle(self) -> None:
        """Apply the current theme."""
        raise NotImplementedError


def framed(rail: QWidget, notices: QWidget, pages: QWidget) -> QWidget:
    """The rail at the left, at the right the pages with the notices above them."""
    body = QVBoxLayout()
    body.setSpacing(0)
    body.addWidget(notices)
    body.addWidget(pages, 1)
    frame = QWidget()
    frame.setObjectName("page")
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(rail)
    row.addLayout(body, 1)
    return frame
