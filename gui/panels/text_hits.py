"""Marks over a running text that are no part of it: nothing of the document is touched."""

from collections.abc import Iterable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from core.model.spans import Place, Span
from gui import theme
from gui.panels.text import TextPanel
from gui.panels.text_screen import id_of

MOST = 1000
"""Marks at once; every one of them is moved along at every key."""


def mark_places(panel: TextPanel, places: Iterable[Place]) -> None:
    """Colour these places as far as the panel shows them, and nothing else."""
    wanted: dict[str, list[Span]] = {}
    for place in places:
        wanted.setdefault(place.element_id, []).append(place.span)
    marks: list[QTextEdit.ExtraSelection] = []
    for block in panel.screen_text.blocks() if wanted else ():
        for span in wanted.get(id_of(block), ())[: MOST - len(marks)]:
            marks.append(_mark(panel.screen_text.selection(block, span.start, span.end)))
    if marks or panel.extraSelections():
        panel.setExtraSelections(marks)


def _mark(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    mark.format.setBackground(theme.colour("hit"))
    mark.format.setForeground(theme.colour("text"))
    return mark
