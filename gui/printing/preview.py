"""打印预览: the pages as they go to the printer, painted as they come into view, however many there are."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from core.workflows.exporting.pages import Pages
from gui.preview.reel import Fit
from gui.preview.view import PageView
from gui.shell.actions import hint, make_action
from gui.widgets.basics import button
from gui.widgets.frame.scrollable_column import fit_dialog
from gui.widgets.frame.sheet_frame import footer

SIZE = (900, 940)
"""Whole pages can be read; a smaller screen makes the window smaller."""


class PrintPreview(QDialog):
    """Accepted when the clerk goes on to the printer; begins at the page of that index."""

    def __init__(self, pages: Pages, title: str, first: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印预览 - {title}")
        self._first = first
        self.view = PageView()
        self.view.reel.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.view.show_pages(pages)
        self.view.reel.set_fit(Fit.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._footer())
        make_action("print", self, self.accept)
        fit_dialog(self, *SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the pages have a size."""
        super().showEvent(event)
        self.view.reel.go_to(self._first)

    def _footer(self) -> QWidget:
        printing = button("打印(&P)…", self.accept, "primary", hint("print"))
        printing.setDefault(True)
        return footer((), (button("返回(&B)", self.reject), printing), side=10)
