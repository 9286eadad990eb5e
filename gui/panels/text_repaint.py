"""What is typed has the lines painted that are others than before, where Qt would paint the whole paragraph."""

from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLayout
from PySide6.QtWidgets import QTextEdit

QUIET = Qt.WidgetAttribute.WA_UpdatesDisabled
REACH = 0.4
"""How far beyond its line something may be painted, as a share of the line's height."""


class _Seen(NamedTuple):
    """All that would move other paragraphs when it changes."""

    scrolled: int
    blocks: int
    area: QRectF


class Repaint:
    """Decides what of a text is painted anew; Qt is asked for little, as this is done at every key."""

    def __init__(self, edit: QTextEdit) -> None:
        self._edit = edit
        self._viewport, self._bar = edit.viewport(), edit.verticalScrollBar()
        self._is_all = False
        self._seen: _Seen | None = None
        self._line = self._start = 0

    def all(self) -> None:
        """Paint everything anew."""
        self._is_all = True
        self._viewport.update()

    def typing(self) -> "Repaint":
        """For a ``with``: something is typed meanwhile at the cursor."""
        return self

    def __enter__(self) -> None:
        cursor = self._edit.textCursor()
        block = cursor.block()
        layout = block.layout()
        self._seen = None
        if cursor.hasSelection() or not layout.lineCount():
            return
        line = layout.lineForTextPosition(cursor.position() - block.position())
        self._line, self._start = line.lineNumber(), line.textStart()
        self._seen, self._is_all = self._seen_at(block), False
        self._viewport.setAttribute(QUIET, True)

    def __exit__(self, _kind: type[BaseException] | None, _fault: object, _trace: TracebackType | None) -> None:
        seen, self._seen = self._seen, None
        if seen is None:
            return
        self._viewport.setAttribute(QUIET, False)
        cursor = self._edit.textCursor()
        block = cursor.block()
        if self._is_all or seen != self._seen_at(block):
            self._viewport.update()
        else:
            layout = block.layout()
            line = layout.lineForTextPosition(cursor.position() - block.position()).lineNumber()
            self._viewport.update(self._from(layout, self._first(layout, line), seen))

    def _seen_at(self, block: QTextBlock) -> _Seen:
        document = self._edit.document()
        area = document.documentLayout().blockBoundingRect(block)
        return _Seen(self._bar.value(), document.blockCount(), area)

    def _first(self, layout: QTextLayout, line: int) -> int:
        """The first line that may be another, now that the cursor stands on this one.

        Where the line begins on which it stood before, all above it is as it was.
        """
        if not self._line <= line or layout.lineAt(self._line).textStart() != self._start:
            return 0
        return self._line

    def _from(self, layout: QTextLayout, number: int, seen: _Seen) -> QRect:
        """The part of the viewport that shows a paragraph from a line on."""
        line = layout.lineAt(number)
        reach = line.height() * REACH
        top = layout.position().y() + line.y() - reach - seen.scrolled
        bottom = seen.area.bottom() + reach - seen.scrolled
        return QRect(0, int(top), self._viewport.width(), int(bottom - top) + 2)
