"""The scroll position and focus of each view of a draft, so that the same view can be restored."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractItemView

from core.stores.positions import DraftPlace
from gui.editor.panel import TextPanel
from gui.editor.position import TextPlace
from gui.form.field_row import FieldRow
from gui.form.panel import FormPanel
from gui.ledger.lines import LedgerColumn
from gui.preview.draft_pages import PagesPanel

if TYPE_CHECKING:  # not needed when a draft opens
    from gui.coverage.sheet import CoverageSheet
    from gui.ledger.sheet import LedgerSheet


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
