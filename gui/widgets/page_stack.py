"""The pages of the window, which hear when the type size has changed."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui import theme


class PageStack(QStackedWidget):
    """``rescaled`` follows another type size: what a page measured when it was made holds no longer."""

    rescaled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._scale = theme.current().scale

    def changeEvent(self, event: QEvent) -> None:
        """Another style sheet; pages are not to be made anew in the midst of its being handed round."""
        super().changeEvent(event)
        scale = theme.current().scale
        if event.type() == QEvent.Type.StyleChange and scale != self._scale:
            self._scale = scale
            QTimer.singleShot(0, self, self.rescaled.emit)

    def discard(self, page: QWidget) -> None:
        """A page that is not needed any more."""
        self.removeWidget(page)
        page.deleteLater()
