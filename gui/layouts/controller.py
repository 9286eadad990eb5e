"""The page of layouts in the window, made when first asked for; it leads back to where it was asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.shell.tasks import TaskRunner
from gui.widgets.frame.page_stack import PageStack

if TYPE_CHECKING:  # comes with the layout engine, which the first frame must not wait for
    from core.model.draft import Draft
    from gui.layouts.page import LayoutsPage

Wish = tuple[str, str, "Draft | None"]


class LayoutController(QObject):
    """``shown`` tells that the page came to the front."""

    shown = Signal()

    def __init__(self, runner: TaskRunner, pages: PageStack) -> None:
        super().__init__(pages)
        self._runner = runner
        self._pages = pages
        self._page: LayoutsPage | None = None
        self._back: Callable[[], object] = lambda: None
        self._wish: Wish = ("", "", None)

    def show(self, wish: Wish, back: Callable[[], object]) -> None:
        """Show the page for a unit, a layout and a draft; ``back`` leads to where one came from."""
        self._wish, self._back = wish, back
        page = self._layouts_page()
        page.begin(*wish)
        self._pages.setCurrentWidget(page)
        self.shown.emit()

    @property
    def is_in_front(self) -> bool:
        """Whether the page is what the window shows."""
        return self._page is not None and self._pages.currentWidget() is self._page

    def take_file(self, path: Path) -> bool:
        """Whether a file dropped on the window is taken to learn a layout from."""
        return self.is_in_front and self._page is not None and self._page.take_file(path)

    def flush(self) -> None:
        """Keep what was changed."""
        if self._page is not None:
            self._page.flush()

    def rescale(self) -> None:
        """Make the page anew: what it measured was for another type size."""
        page, was_in_front = self._page, self.is_in_front
        if page is not None:
            page.flush()
            self._page = None
            if was_in_front:
                self.show(self._wish, self._back)
            self._pages.discard(page)

    def _layouts_page(self) -> "LayoutsPage":
        if self._page is None:
            from gui.layouts.page import LayoutsPage

            self._page = LayoutsPage(self._runner)
            self._page.closed.connect(self._on_closed)
            self._pages.addWidget(self._page)
        return self._page

    def _on_closed(self) -> None:
        self.flush()
        self._back()
