"""Findings underlined in running text: painted beneath the letters, never a format of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF, QTextBlock, QTextCursor

from core.model.finding import Severity
from gui import theme
from gui.panels.text_lines import Lines
from gui.panels.text_screen import CLEAN, TextScreen, id_of

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


def spans_of(block: QTextBlock, held: Iterable[Held]) -> Iterator[tuple[int, int]]:
    """Where marks stand in their paragraph, in Qt's units."""
    base = block.position()
    return ((at.selectionStart() - base, at.selectionEnd() - base) for at, _ in held)


class Waves:
    """Waves drawn once in each colour: to draw a curve takes a hundred times as long as to show its picture."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[str, float, float], QPixmap] = {}

    def paint(self, painter: QPainter, block: QTextBlock, lines: Lines, held: Sequence[Held], em: float) -> None:
        """Underline the marks of a paragraph as far as they stand on these lines."""
        place = lines.layout.position()
        for (start, end), (_, mark) in zip(spans_of(block, held), held, strict=True):
            for part in lines.parts(start, end):
                tile = self._tile(TONES[mark.severity], em, painter.device().devicePixelRatioF())
                height = tile.deviceIndependentSize().height()
                middle = part.foot + em * BELOW
                area = QRectF(part.left, middle - height / 2, part.right - part.left, height)
                painter.drawTiledPixmap(area.translated(place), tile)

    def _tile(self, tone: str, em: float, ratio: float) -> QPixmap:
        colour = theme.colour(tone)
        key = colour.name(), em, ratio
        if key not in self._tiles:
            self._tiles[key] = _wave(colour, em, ratio)
        return self._tiles[key]


def _wave(colour: QColor, em: float, ratio: float) -> QPixmap:
    """One wave, of whole pixels, or the next one would not join it."""
    half, middle, rise = max(round(em * WAVE * ratio), 1), em * ratio * (WAVE / 2 + PEN), em * ratio * WAVE / 2
    picture = QPixmap(2 * half, ceil(2 * middle))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, em * ratio * PEN))
    turns = [QPointF(half * n, middle + (rise if n % 2 else -rise)) for n in range(-1, 4)]
    painter.drawPolyline(QPolygonF(turns))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
