"""Cells of a table for the clipboard: as spreadsheets and word processors take them."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from core.workflows.tables.copying import CopiedPlace, cells_html, cells_text, copied_cells, spans_html


def cells_mime(places: Sequence[Sequence[CopiedPlace]]) -> QMimeData:
    """A rectangle of places; a single cell is words and no table."""
    data, table = QMimeData(), copied_cells(places)
    data.setText(cells_text(table) if len(table.texts) > 1 else table.texts[0])
    if len(table.texts) > 1:
        data.setHtml(cells_html(table))
    elif table.words[0].emphasis:
        data.setHtml(spans_html(table.words[0]))
    return data
