"""The sheet 新建稿件 in the window, made when first needed and anew when the look has changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui import theme
from gui.card_desk import CardDesk
from gui.draft_desk import DraftDesk
from gui.suppliers import Suppliers
from gui.tasks import TaskRunner
from gui.widgets.page_stack import PageStack

if TYPE_CHECKING:  # made when first needed, which the first frame must not wait for
    from gui.pages.new_draft import NewDraftPage


class NewDraftDesk(QObject):
    """``shown`` tells that the sheet came to the front; ``cancelled`` and ``files_requested`` are the sheet's own."""

    shown = Signal()
    cancelled = Signal()
    files_requested = Signal()

    def __init__(
        self, runner: TaskRunner, suppliers: Suppliers, pages: PageStack, desk: DraftDesk, cards: CardDesk
    ) -> None:
        super().__init__(pages)
        self._runner, self._suppliers, self._pages = runner, suppliers, pages
        self._desk, self._cards = desk, cards
        self._page: NewDraftPage | None = None
        self._look = theme.current()

    @property
    def is_in_front(self) -> bool:
        """Whether the sheet is what one sees."""
        return self._page is not None and self._pages.currentWidget() is self._page

    def begin(self, kind: str, paths: Sequence[Path] = ()) -> None:
        """Show the sheet for a kind, or for documents whose kind is yet to be seen."""
        if self._page is not None and self._look != theme.current():
            self._pages.discard(self._page)
            self._page = None
        if self._page is None:
            self._page, self._look = self._made_page(), theme.current()
        self._page.begin(kind, paths)
        self._pages.setCurrentWidget(self._page)
        self.shown.emit()

    def add_documents(self, paths: Sequence[Path]) -> bool:
        """Take documents as a basis if the sheet is in front; False if it is not."""
        if self._page is None or not self.is_in_front:
            return False
        self._page.add_documents(paths)
        return True

    def _made_page(self) -> "NewDraftPage":
        from gui.pages.new_draft import NewDraftPage

        page = NewDraftPage(self._runner, self._suppliers.kinds().value, self._suppliers.clock().date())
        page.draft_made.connect(self._desk.create)
        page.cancelled.connect(self.cancelled)
        page.files_requested.connect(self.files_requested)
        page.card_requested.connect(lambda unit: self._cards.show_for(unit, page.take_card))
        self._pages.addWidget(page)
        return page
