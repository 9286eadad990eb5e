"""After typing, only the lines that changed are painted, where Qt would paint the whole paragraph."""

from collections.abc import Iterator
from math import ceil, floor
from types import TracebackType

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextLayout, QTextLine
from PySide6.QtWidgets import QTextEdit

QUIET = Qt.WidgetAttribute.WA_UpdatesDisabled
REACH = 1 / 3
"""How far beyond its line something may be painted, as a share of the line's height; less than to the next line."""

_Seen = tuple[int, int, QRectF]
"""How far the view is scrolled, how many paragraphs there are, the area of one: what moves others when it changes."""


class Repaint:
    """Decides what part of a text is painted again; queries Qt little, as this is done at every key."""

    def __init__(self, edit: QTextEdit) -> None:
        self._document, self._viewport, self._bar = edit.document(), edit.viewport(), edit.verticalScrollBar()
        self._cursor = QTextCursor()
        self._is_all = False
        self._seen: _Seen | None = None
        self._start = 0

    def all(self) -> None:
        """Paint everything."""
        self._is_all = True
        self._viewport.update()

    def typing(self, cursor: QTextCursor) -> "Repaint":
        """A context manager around typing at this cursor, which moves with it."""
        self._cursor = cursor
        return self

    def __enter__(self) -> None:
        cursor = self._cursor
        block = cursor.block()
        line = block.layout().lineForTextPosition(cursor.positionInBlock())
        self._seen = None
        if line.isValid() and not cursor.hasSelection():
            self._start = line.textStart()
            self._seen, self._is_all = self._seen_at(block), False
            self._viewport.setAttribute(QUIET, True)

    def __exit__(self, _kind: type[BaseException] | None, _fault: object, _trace: TracebackType | None) -> None:
        seen, self._seen = self._seen, None
        if seen is None:
            return
        self._viewport.setAttribute(QUIET, False)
        block = self._cursor.block()
        if self._is_all or seen != self._seen_at(block):
            self._viewport.update()
        else:
            self._viewport.update(self._from(self._first(block.layout()), seen))

    def _seen_at(self, block: QTextBlock) -> _Seen:
        area = self._document.documentLayout().blockBoundingRect(block)
        return self._bar.value(), self._document.blockCount(), area

    def _first(self, layout: QTextLayout) -> QTextLine:
        """The first line that may have changed, with the cursor here now.

        If the line with the cursor begins where it did, everything above it is unchanged.
        """
        if self._start <= self._cursor.positionInBlock():
            line = layout.lineForTextPosition(self._start)
            if line.textStart() == self._start:
                return line
        return layout.lineAt(0)

    def _from(self, line: QTextLine, seen: _Seen) -> QRect:
        """The part of the viewport that shows a paragraph from a line on."""
        scrolled, _, area = seen
        reach = line.height() * REACH
        top = floor(area.top() + line.y() - reach) - scrolled
        return QRect(0, top, self._viewport.width(), ceil(area.bottom() + reach) - scrolled - top)


class ShapeCache:
    """Makes Qt keep the glyph shapes around the cursor, which it would compute again for layout, cursor and painting.

    Includes the next paragraph, whose first line is painted together with the last one of this.
    """

    def __init__(self) -> None:
        self._at = QTextCursor()

    def move_to(self, cursor: QTextCursor) -> None:
        """The cursor moved here."""
        for block in _around(self._at):
            block.layout().setCacheEnabled(False)
        for block in _around(cursor):
            block.layout().setCacheEnabled(True)
        self._at = QTextCursor(cursor)


def _around(cursor: QTextCursor) -> Iterator[QTextBlock]:
    block = cursor.block()
    for each in (block.previous(), block, block.next()):
        if each.isValid():
            yield each
