"""What is typed has the lines painted that are others than before, where Qt would paint the whole paragraph."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QTextEdit

QUIET = Qt.WidgetAttribute.WA_UpdatesDisabled
REACH = 0.4
"""How far beyond its line something may be painted, as a share of the line's height."""


class _Seen(NamedTuple):
    """All that would move other paragraphs when it changes."""

    scrolled: int
    block: int
    blocks: int
    lines: int
    top: float
    height: float


class Repaint:
    """Decides what of a text is painted anew."""

    def __init__(self, edit: QTextEdit) -> None:
        self._edit = edit
        self._is_all = False

    def all(self) -> None:
        """Paint everything anew."""
        self._is_all = True
        self._edit.viewport().update()

    @contextmanager
    def typing(self) -> Iterator[None]:
        """Something is typed meanwhile at the cursor."""
        edit, viewport = self._edit, self._edit.viewport()
        if edit.textCursor().hasSelection():
            yield
            return
        seen, starts = self._seen(), self._starts()
        line = self._line() if starts else 0
        self._is_all = False
        viewport.setAttribute(QUIET, True)
        try:
            yield
        finally:
            viewport.setAttribute(QUIET, False)
            if self._is_all or not seen.lines or seen != self._seen():
                viewport.update()
            else:
                viewport.update(self._from(min(line, self._line(), _common(starts, self._starts()) - 1)))

    def _seen(self) -> _Seen:
        block, document = self._edit.textCursor().block(), self._edit.document()
        area = document.documentLayout().blockBoundingRect(block)
        number, lines = block.blockNumber(), block.layout().lineCount()
        scrolled = self._edit.verticalScrollBar().value()
        return _Seen(scrolled, number, document.blockCount(), lines, area.top(), area.height())

    def _starts(self) -> list[int]:
        """Where the lines begin."""
        layout = self._edit.textCursor().block().layout()
        return [layout.lineAt(number).textStart() for number in range(layout.lineCount())]

    def _line(self) -> int:
        """The line the cursor stands on."""
        cursor = self._edit.textCursor()
        return cursor.block().layout().lineForTextPosition(cursor.positionInBlock()).lineNumber()

    def _from(self, number: int) -> QRect:
        """The part of the viewport that shows the paragraph at the cursor from a line on."""
        edit = self._edit
        layout, shift = edit.textCursor().block().layout(), edit.verticalScrollBar().value()
        first, last = layout.lineAt(max(number, 0)), layout.lineAt(layout.lineCount() - 1)
        reach, above = first.height() * REACH, layout.position().y() - shift
        top, bottom = above + first.y() - reach, above + last.y() + last.height() + reach
        return QRect(0, int(top), edit.viewport().width(), int(bottom - top) + 2)


def _common(old: list[int], new: list[int]) -> int:
    """How many lines begin where they began."""
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b), len(new))
