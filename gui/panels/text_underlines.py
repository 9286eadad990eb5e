"""Findings underlined in running text: painted beneath the letters, never a format of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTextBlock, QTextCursor, QTextLayout, QTextLine

from core.model.finding import Severity
from gui import theme
from gui.panels.text_screen import CLEAN, TextScreen, id_of
from gui.panels.text_width import x_of

TONES = MappingProxyType({Severity.ERROR: "finding", Severity.WARNING: "empty_line", Severity.HINT: "carried_line"})
"""Colours of the theme by severity."""

WAVE = 0.13
"""Half a wave's length, as a share of the height of a character; it rises half as far."""

MOST = 500
"""Marks at once; every one of them is moved along at every key."""

BELOW, PEN = 0.34, 1 / 13
"""How far beneath the foot of the letters the wave runs, under the line of a fact; and how thick it is."""


class TextMark(NamedTuple):
    """Characters ``start`` to ``end`` of an element's content, as the draft stands, and what there is to say of them."""

    element_id: str
    start: int
    end: int
    severity: Severity
    message: str


Held = tuple[QTextCursor, TextMark]
Line = tuple[QTextLine, int, int]
"""A line with the characters it begins and ends at."""


class TextMarks:
    """Marks in a document, each held by a cursor, so that Qt moves it along with everything that is typed.

    Nothing of the document is changed: no composition is disturbed and no layout made anew.
    """

    def __init__(self) -> None:
        self._asked: tuple[TextMark, ...] = ()
        self._held: dict[str, list[Held]] = {}

    def show(self, marks: Iterable[TextMark], screen: TextScreen) -> None:
        """Mark these places and no others, in a text with very many of them the first ones."""
        self._asked = tuple(islice(marks, MOST))
        self.place(screen)

    def place(self, screen: TextScreen) -> None:
        """Find the places in a screen that was filled; in a paragraph just typed into they are told anew before long."""
        self._held = {}
        blocks = {id_of(block): block for block in screen.blocks()} if self._asked else {}
        for mark in self._asked:
            block = blocks.get(mark.element_id)
            if block is not None and block.userState() == CLEAN:
                self._held.setdefault(mark.element_id, []).append((screen.selection(block, mark.start, mark.end), mark))

    def in_block(self, block: QTextBlock) -> Sequence[Held]:
        """The marks of a paragraph."""
        return self._held.get(id_of(block), ()) if self._held else ()

    def told_at(self, block: QTextBlock, position: int) -> list[str]:
        """What there is to say of a character of the document."""
        held = self.in_block(block)
        found = (mark.message for at, mark in held if at.selectionStart() <= position < at.selectionEnd())
        return list(dict.fromkeys(found))


def paint_marks(painter: QPainter, block: QTextBlock, held: Iterable[Held], em: float, shift: int) -> None:
    """Underline the marks of a paragraph that is scrolled up by ``shift``."""
    layout = block.layout()
    lines = [_line(layout.lineAt(number)) for number in range(layout.lineCount())]
    above, last = layout.position() + QPointF(0, em * BELOW - shift), block.length() - 1 + _composed(layout)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for at, mark in held:
        start, end = (_laid_out(layout, place - block.position()) for place in (at.selectionStart(), at.selectionEnd()))
        painter.setPen(QPen(theme.colour(TONES[mark.severity]), em * PEN))
        for wave in _waves(lines, max(start, 0), min(end, last), em * WAVE):
            painter.drawPolyline(wave.translated(above))
    painter.restore()


def _line(line: QTextLine) -> Line:
    return line, line.textStart(), line.textStart() + line.textLength()


def _composed(layout: QTextLayout) -> int:
    return len(layout.preeditAreaText())


def _laid_out(layout: QTextLayout, place: int) -> int:
    """Where a character of the text stands on the lines, which hold what is being composed as well."""
    return place + _composed(layout) if 0 <= layout.preeditAreaPosition() <= place else place


def _waves(lines: Iterable[Line], start: int, end: int, step: float) -> Iterator[QPolygonF]:
    """A wave at the foot of each line that holds something of the characters ``start`` to ``end`` of the lines."""
    for line, line_start, line_end in lines:
        first, last = max(start, line_start), min(end, line_end)
        if first < last:
            left, right = x_of(line, first), x_of(line, last)
            count = max(round(abs(right - left) / step), 2)
            yield _wave(step, count).translated(min(left, right), line.y() + line.ascent())


# The same marks are painted at every key and every blink of the cursor.
@lru_cache(maxsize=256)
def _wave(step: float, count: int) -> QPolygonF:
    """That many half waves from left to right."""
    return QPolygonF([QPointF(step * number, step / 2 if number % 2 else -step / 2) for number in range(count + 1)])
