"""Facts as chips: rounded grounds painted beneath the letters, and dotted outlines around values that may become facts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextCharFormat, QTextFormat

from core.model.fact import FactState
from gui.panels.text_blocks import id_of, looks_of
from gui.panels.text_lines import Lines
from gui.panels.text_looks import FACT, STATE, Looks

ABOVE, BELOW, BESIDE = 0.97, 0.27, 0.05
"""How far a chip reaches over its letters, as shares of the height of a character; from the foot of the letters."""

ROUND = 0.25
"""The corners of a chip, as a share of the height of a character."""


class Chip(NamedTuple):
    """One line's part of a fact; ``area`` counts from the top left of its paragraph."""

    fact_id: str
    state: str
    area: QRectF


Span = tuple[int, int, QTextCharFormat]
"""Start and end in the paragraph in Qt's units, and the format of the fact there."""


NOTHING: tuple[float, tuple[Chip, ...]] = (-1.0, ())
"""What is known of a paragraph that has not been painted: it has no width."""


class Chips:
    """The chips of every paragraph as they were painted last; a paragraph that is touched is looked through anew."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, tuple[Chip, ...]]] = {}

    def disturbed(self, block: QTextBlock, is_alone: bool) -> None:
        """Something was typed into a paragraph, or into several from that one on."""
        if is_alone:
            self._known.pop(id_of(block), None)
        else:
            self._known.clear()

    def in_block(
        self, block: QTextBlock, em: float, seen: Callable[[], Lines] | None = None, name: str = ""
    ) -> Sequence[Chip]:
        """The chips of a paragraph that is laid out, whose element may be named; at least those on the lines ``seen``."""
        layout = block.layout()
        if not layout.lineCount():
            return ()
        width = layout.lineAt(0).width()
        key = "" if layout.preeditAreaText() else name or id_of(block)
        before, chips = self._known.get(key, NOTHING)
        if before == width:
            return chips
        lines = seen() if seen is not None else Lines(layout)
        found = tuple(_chips(block, lines, em))
        if key and lines.is_whole:
            self._known[key] = width, found
        return found


def paint_chips(painter: QPainter, place: QPointF, chips: Iterable[Chip], looks: Looks, focused: str) -> None:
    """Paint chips of a paragraph that stands at ``place``; the one in which the cursor stands has a ring."""
    corner = looks.em * ROUND
    for chip in chips:
        pen, ground = looks.chips.get(chip.state) or looks.chips[FactState.CONFIRMED.value]
        painter.setPen(looks.ring if chip.fact_id == focused else pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip.area.translated(place), corner, corner)


def paint_outlines(painter: QPainter, lines: Lines, spans: Iterable[tuple[int, int]], looks: Looks) -> None:
    """Paint dotted outlines around characters of a paragraph, as far as they stand on these lines."""
    place, corner = lines.layout.position(), looks.em * ROUND
    painter.setPen(looks.dots)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start, end in spans:
        for area in _areas(lines, start, end, looks.em):
            painter.drawRoundedRect(area.translated(place), corner, corner)


def _chips(block: QTextBlock, lines: Lines, em: float) -> Iterator[Chip]:
    for start, end, form in _spans(block, *lines.reach):
        size = form.property(QTextFormat.Property.FontPixelSize) or em
        for area in _areas(lines, start, end, size):
            yield Chip(form.property(FACT), form.property(STATE) or "", area)


def _spans(block: QTextBlock, first: int, last: int) -> Iterator[Span]:
    """The facts of a paragraph that reach into these characters; one that lies in two formats, as in heading and text, is one."""
    for name, pieces in groupby(looks_of(block, first, last), lambda piece: piece[2].property(FACT) or ""):
        if name:
            own = list(pieces)
            yield own[0][0], own[-1][1], own[0][2]


def _areas(lines: Lines, start: int, end: int, em: float) -> Iterator[QRectF]:
    """The rectangle of every line that holds something of the characters ``start`` to ``end``."""
    for left, right, foot in lines.parts(start, end):
        yield QRectF(left - em * BESIDE, foot - em * ABOVE, right - left + 2 * em * BESIDE, em * (ABOVE + BELOW))
