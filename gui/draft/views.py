"""The views of a draft in the middle of its page: 表单, 正文, 版面, 台账, 对照."""

from dataclasses import replace

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.stores.positions import DraftPlace
from gui.coverage.panel import CoveragePanel
from gui.draft import position as draft_place
from gui.editor.panel import TextPanel
from gui.editor.position import TextPlace
from gui.form.panel import FormPanel
from gui.ledger.panel import LedgerPanel
from gui.preview.draft_pages import PagesPanel
from gui.widgets.basics import frame
from gui.widgets.frame.scrollable_column import ScrollableColumn

FORM, TEXT, PAGES, LEDGER, COVERAGE = range(5)
VIEWS = ("form", "text", "pages", "ledger", "plan")
"""What they are called where it is kept which of them was shown."""

UPPER = 0.15
"""How far down a place stands that is to be seen as soon as the view is."""


class DraftViews(QStackedWidget):
    """The views in a stack; ``currentIndex`` is the number of the current one."""

    def __init__(
        self, form: FormPanel, text: TextPanel, pages: PagesPanel, ledger: LedgerPanel, coverage: CoveragePanel
    ) -> None:
        super().__init__()
        self._form, self._text, self.pages_panel = form, text, pages
        self._ledger, self._coverage = ledger, coverage
        for view in (form, _card(text), _card(pages), ledger, _card(coverage)):
            self.addWidget(ScrollableColumn(view))

    @property
    def entry(self) -> QWidget:
        """The widget that gets the focus: the first open field of the section, the text, the pages, the table."""
        match self.currentIndex():
            case 0:
                return self._form.first_field
            case 1:
                return self._text
            case 2:
                return self.pages_panel.view
        return (self._ledger if self.currentIndex() == LEDGER else self._coverage).entry

    @property
    def place(self) -> tuple[str, int]:
        """The element and offset with the focus, in the text of the section or of the draft."""
        return self.text.place_in_draft

    @property
    def shared_place(self) -> tuple[str, int]:
        """The place of work as far as another view can show it; no element if the focus was not moved yet."""
        match self.currentIndex():
            case 0:
                return self._form.hand
            case 1:
                return self._text.place_in_draft
        return "", 0

    @property
    def text(self) -> TextPanel:
        """The running text of the section or of the draft."""
        return self._form.text if self.currentIndex() == FORM else self._text

    def show_place(self, element_id: str, offset: int = -1, end: int = -1) -> None:
        """Scroll to a place of the draft, up to its end if that is given; without an offset, to the element."""
        if self.currentIndex() == TEXT:
            self._text.show_element(element_id, offset, end)
        elif self.currentIndex() == FORM and offset >= 0:
            self._form.show_place(element_id, offset, end)

    def select(self, draft: Draft, element_ids: list[str]) -> None:
        """Select consecutive paragraphs in the running text and focus it."""
        first, last = (element_ids[0], 0), element_ids[-1]
        length = next((len(element.content) for element in draft.elements if element.id == last), 0)
        below = round(self._text.viewport().height() * UPPER)
        self._text.setFocus()
        self._text.take_place(TextPlace(first, (last, length), first, below))

    def show_change(self, element_id: str, offset: int) -> None:
        """Put the cursor at a change; no scrolling while it is in view."""
        if self.currentIndex() not in (FORM, TEXT):
            return
        if not self.isVisible():
            spot = element_id, offset
            self.text.take_place(TextPlace(spot, spot, spot, round(self.text.viewport().height() * UPPER)))
            return
        cursor = self.text.sync.cursor_at(element_id, offset)
        if cursor is None:
            return
        if self.currentIndex() == TEXT and not self.text.viewport().rect().contains(self.text.cursorRect(cursor)):
            self.text.show_element(element_id, offset)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()

    @property
    def held(self) -> DraftPlace:
        """The scroll position and focus of the current view."""
        view = self.currentIndex()
        return replace(self._held(view), view=VIEWS[view])

    def _held(self, view: int) -> DraftPlace:
        match view:
            case 0:
                return draft_place.held_in_form(self._form)
            case 1:
                return draft_place.held_in_text(self._text)
            case 2:
                return draft_place.held_in_pages(self.pages_panel)
            case 3:
                return draft_place.held_in_ledger(self._ledger.sheet)
        return draft_place.held_in_plan(self._coverage.sheet)

    def take_place(self, place: DraftPlace) -> None:
        """Restore a position in the current view, as far as the place still exists."""
        match self.currentIndex():
            case 0:
                self._form.take_place(draft_place.in_text(place), place.field)
            case 1:
                self._text.take_place(draft_place.in_text(place))
            case 2:
                draft_place.go_to_page(self.pages_panel, place)
            case 3:
                draft_place.go_to_row(self._ledger.sheet, place)
            case _:
                draft_place.go_to_task(self._coverage.sheet, place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to the current view."""
        super().focusInEvent(event)
        self.entry.setFocus(event.reason())


def _card(content: QWidget) -> QWidget:
    card = frame("card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(1, 6, 1, 6)
    inside.addWidget(content)
    return card
