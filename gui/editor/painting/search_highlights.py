"""Search hits, highlighted over running text without changing the document."""

from bisect import bisect_left
from collections.abc import Iterable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from core.model.spans import Place, Span
from gui.editor.blocks import id_of, selection
from gui.editor.document_sync import DocumentSync
from gui.shell import theme

BlockSpan = tuple[QTextBlock, Span]
MOST = 400
"""Marks at once, those around what is in view; Qt moves every one of them along at every key."""


class SearchHighlights:
    """Highlights the hits in one text."""

    def __init__(self, edit: QTextEdit, sync: DocumentSync) -> None:
        self._edit, self._sync = edit, sync

    def show(self, places: Iterable[Place]) -> None:
        """Highlight these places as far as the text shows them, replacing former ones."""
        found = self._shown(places)
        near = self._around_view(found) if len(found) > MOST else found
        self._sync.flush_deferred(block for block, _ in near)
        if near or self._edit.extraSelections():
            self._edit.setExtraSelections([_mark(selection(block, span.start, span.end)) for block, span in near])

    def _shown(self, places: Iterable[Place]) -> list[BlockSpan]:
        wanted: dict[str, list[Span]] = {}
        for place in places:
            wanted.setdefault(place.element_id, []).append(place.span)
        blocks = self._sync.blocks() if wanted else ()
        return [(block, span) for block in blocks for span in wanted.get(id_of(block), ())]

    def _around_view(self, found: list[BlockSpan]) -> list[BlockSpan]:
        top = self._edit.cursorForPosition(QPoint(0, 0)).block().position()
        first = bisect_left(found, top, key=lambda at: at[0].position())
        start = max(min(first - MOST // 4, len(found) - MOST), 0)
        return found[start : start + MOST]


def _mark(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    mark.format.setBackground(theme.colour("hit"))
    mark.format.setForeground(theme.colour("text"))
    return mark
