"""What stands at the right of a draft: last year's text, or this year's pages."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QTabWidget

from gui.panels.draft_pages import PagesPanel
from gui.panels.prior import PriorPanel


class BesidePanel(QTabWidget):
    """Two tabs: 往年原文 and 版面."""

    def __init__(self, prior: PriorPanel, pages: PagesPanel) -> None:
        super().__init__()
        self.addTab(prior, "往年原文")
        self.addTab(pages, "版面")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName("右栏")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on into what is shown."""
        super().focusInEvent(event)
        self.currentWidget().setFocus(event.reason())
