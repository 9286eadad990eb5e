"""Marks over a running text that are no part of it: nothing of the document is touched."""

from bisect import bisect_left
from collections.abc import Iterable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from core.model.spans import Place, Span
from gui.editor.blocks import id_of, selection
from gui.editor.panel import TextPanel
from gui.shell import theme

At = tuple[QTextBlock, Span]
MOST = 400
"""Marks at once, those around what is in view; every one of them is moved along at every key."""


def mark_places(panel: TextPanel, places: Iterable[Place]) -> None:
    """Colour these places as far as the panel shows them, and nothing else."""
    found = _shown(panel, places)
    near = _around_view(panel, found) if len(found) > MOST else found
    panel.screen_text.catch_up(block for block, _ in near)
    if near or panel.extraSelections():
        panel.setExtraSelections([_mark(selection(block, span.start, span.end)) for block, span in near])


def _shown(panel: TextPanel, places: Iterable[Place]) -> list[At]:
    wanted: dict[str, list[Span]] = {}
    for place in places:
        wanted.setdefault(place.element_id, []).append(place.span)
    blocks = panel.screen_text.blocks() if wanted else ()
    return [(block, span) for block in blocks for span in wanted.get(id_of(block), ())]


def _around_view(panel: TextPanel, found: list[At]) -> list[At]:
    first = bisect_left(
        found, panel.cursorForPosition(QPoint(0, 0)).block().position(), key=lambda at: at[0].position()
    )
    start = max(min(first - MOST // 4, len(found) - MOST), 0)
    return found[start : start + MOST]


def _mark(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    mark.format.setBackground(theme.colour("hit"))
    mark.format.setForeground(theme.colour("text"))
    return mark
