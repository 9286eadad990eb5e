"""Cells and values on the clipboard: as spreadsheets and word processors take them, and as this program knows them."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from core.model.draft import Draft
from core.workflows.drafting.clips import clip_of
from core.workflows.tables.copying import CopiedPlace, cells_html, cells_text, copied_cells, plain_words, spans_html
from core.workflows.tables.pasting import GivenValues, values_in, values_of_clip

FACTS_CLIP = "application/x-nigao-facts"
"""Form for Nigao itself: text and tables with the facts, for the draft that they belong to."""


def cells_mime(places: Sequence[Sequence[CopiedPlace]], draft: Draft | None) -> QMimeData:
    """A rectangle of places of a draft; a single cell is words and no table."""
    data, table = QMimeData(), copied_cells(places)
    data.setText(cells_text(table) if len(table.texts) > 1 else plain_words(table.texts[0]))
    if len(table.texts) > 1:
        data.setHtml(cells_html(table))
    elif table.words[0].emphasis:
        data.setHtml(spans_html(table.words[0]))
    if draft is not None:
        blocks = [table] if len(table.words) > 1 else table.words[0].paragraphs
        data.setData(FACTS_CLIP, clip_of(draft, blocks))
    return data


def clipboard_values(draft: Draft | None = None) -> GivenValues | None:
    """The values on the clipboard, those of the draft with the state of each; BadInput for a table that is too large."""
    return values_of(QGuiApplication.clipboard().mimeData() or QMimeData(), draft)  # None while it is empty somewhere


def values_of(data: QMimeData, draft: Draft | None = None) -> GivenValues | None:
    """The same of what is pasted or dropped."""
    if draft is not None and data.hasFormat(FACTS_CLIP):
        own = values_of_clip(draft, bytes(data.data(FACTS_CLIP).data()))
        if own is not None:
            return own
    return values_in(data.html() if data.hasHtml() else "", data.text())
