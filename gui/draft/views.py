"""The views of a draft in the middle of its page: 表单, 正文, 版面, 台账, 对照."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.stores.positions import DraftPlace
from gui.coverage.panel import CoveragePanel
from gui.editor.panel import TextPanel
from gui.editor.position import TextPlace
from gui.form.field_row import FieldRow
from gui.form.panel import FormPanel
from gui.ledger.lines import LedgerColumn
from gui.ledger.panel import LedgerPanel
from gui.preview.draft_pages import PagesPanel
from gui.widgets.basics import frame
from gui.widgets.frame.scrollable_column import ScrollableColumn

# The scroll position and focus of each view of a draft, so that the same view can be restored.


def held_in_form(form: FormPanel) -> DraftPlace:
    """The field with the focus, or the cursor in the text; in both cases the scroll position of the text."""
    held, focus = held_in_text(form.text), form.focusWidget()
    if focus is form.text:
        return held
    row = focus.parentWidget() if focus is not None else None
    field = row.fact.id if isinstance(row, FieldRow) and row.fact is not None else ""
    return DraftPlace(field=field, seen=held.seen, below=held.below)


def held_in_text(text: TextPanel) -> DraftPlace:
    """The cursor and the scroll position."""
    place = text.navigator.place
    return DraftPlace(anchor=place.anchor, cursor=place.position, seen=place.seen, below=place.below)


def held_in_pages(pages: PagesPanel) -> DraftPlace:
    """The page at the upper edge, and the offset on it."""
    index, down = pages.seen_spot
    return DraftPlace(seen=(str(index), 0), below=-down)


def held_in_ledger(sheet: "LedgerSheet") -> DraftPlace:
    """The row and column with the focus, and the row at the upper edge."""
    line, top = sheet.table.line, sheet.rows.line(sheet.table.indexAt(QPoint(0, 0)))
    cursor = line.row.key if line is not None else "", max(sheet.table.currentIndex().column(), 0)
    return DraftPlace(cursor=cursor, seen=(top.row.key if top is not None else "", 0))


def held_in_plan(sheet: "CoverageSheet") -> DraftPlace:
    """The current task, and the line at the upper edge."""
    node = sheet.view.current
    key, top = sheet.bound_for or (node.value.task.key if node is not None and node.value else "", sheet.view.top)
    return DraftPlace(cursor=(key, 0), seen=(top, 0))


def in_text(place: DraftPlace) -> TextPlace:
    """The position in a running text."""
    return TextPlace(place.anchor, place.cursor, place.seen, place.below)


def go_to_page(pages: PagesPanel, place: DraftPlace) -> None:
    """Scroll to the page once there are pages."""
    index = place.seen[0]
    pages.take_place(int(index) if index.isdecimal() else 0, -place.below)


def go_to_row(sheet: "LedgerSheet", place: DraftPlace) -> None:
    """Select the row and scroll, if the rows still exist."""
    row, top = sheet.rows.row_of(place.cursor[0]), sheet.rows.row_of(place.seen[0])
    if row >= 0:
        sheet.table.turn_to(row, LedgerColumn(min(place.cursor[1], len(LedgerColumn) - 1)))
    if top >= 0:
        sheet.table.scrollTo(sheet.rows.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)


def go_to_task(sheet: "CoverageSheet", place: DraftPlace) -> None:
    """Select the task once the plan has been compared."""
    if sheet.view.current is None:
        sheet.bound_for = place.cursor[0], place.seen[0]
    else:
        sheet.view.turn_to(place.cursor[0])
        sheet.view.show_at_top(place.seen[0])


if TYPE_CHECKING:
    from gui.coverage.sheet import CoverageSheet
    from gui.ledger.sheet import LedgerSheet


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
                return held_in_form(self._form)
            case 1:
                return held_in_text(self._text)
            case 2:
                return held_in_pages(self.pages_panel)
            case 3:
                return held_in_ledger(self._ledger.sheet)
        return held_in_plan(self._coverage.sheet)

    def take_place(self, place: DraftPlace) -> None:
        """Restore a position in the current view, as far as the place still exists."""
        match self.currentIndex():
            case 0:
                self._form.take_place(in_text(place), place.field)
            case 1:
                self._text.take_place(in_text(place))
            case 2:
                go_to_page(self.pages_panel, place)
            case 3:
                go_to_row(self._ledger.sheet, place)
            case _:
                go_to_task(self._coverage.sheet, place)

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
