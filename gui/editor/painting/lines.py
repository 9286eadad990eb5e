"""The laid-out lines of running text, and the positions of characters on them."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QTextLayout, QTextLine

from gui.editor.painting.width import x_of


class Part(NamedTuple):
    """The part on one line, from ``left`` to ``right`` in its paragraph; ``foot`` is the baseline."""

    left: float
    right: float
    foot: float


class LaidOutLines:
    """The lines of a paragraph between two heights, counted from its top; else all of them.

    At every key a single line is painted: the other lines and their content are not examined then.
    """

    def __init__(self, layout: QTextLayout, top: float = float("-inf"), bottom: float = float("inf")) -> None:
        self.layout = layout
        self._composed, self._at = len(layout.preeditAreaText()), layout.preeditAreaPosition()
        self._lines = [
            (line, line.textStart(), line.textStart() + line.textLength()) for line in _between(layout, top, bottom)
        ]
        self.is_whole = len(self._lines) == layout.lineCount()

    def parts(self, start: int, end: int) -> Iterator[Part]:
        """The positions of characters of the text; a composition between them is included."""
        start += self._composed * (self._at <= start)
        end += self._composed * (self._at < end)
        if not self._lines or end <= self._lines[0][1] or start >= self._lines[-1][2]:
            return
        for line, line_start, line_end in self._lines:
            first, last = max(start, line_start), min(end, line_end)
            if first < last:
                left, right = sorted((x_of(line, first), x_of(line, last)))
                yield Part(left, right, line.y() + line.ascent())


def _between(layout: QTextLayout, top: float, bottom: float) -> Iterator[QTextLine]:
    numbers = range(layout.lineCount())
    first = bisect_right(numbers, top, key=lambda number: layout.lineAt(number).y()) - 1  # it may reach down to there
    for number in numbers[max(first, 0) :]:
        line = layout.lineAt(number)
        if line.y() > bottom:
            return
        yield line
