"""Facts as chips: rounded backgrounds painted beneath the letters, and dotted outlines around offered values."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextFormat

from core.model.fact import FactState
from gui.editor.blocks import formats_of, id_of
from gui.editor.formats import FACT, STATE, Formats
from gui.editor.painting.lines import LaidOutLines

ABOVE, BELOW, BESIDE = 0.97, 0.27, 0.05
"""How far a chip reaches over its letters, as shares of the height of a character; from the foot of the letters."""

ROUND = 0.25
"""The corners of a chip, as a share of the height of a character."""


class Chip(NamedTuple):
    """The part of a fact on one line; ``area`` is relative to the top left of its paragraph."""

    fact_id: str
    state: str
    area: QRectF


class Span(NamedTuple):
    """A fact in its paragraph, in Qt's units; ``size`` is the height of its letters, 0 for the usual one."""

    start: int
    end: int
    fact_id: str
    state: str
    size: float


Grown = tuple[int, int, str]
"""Where in a paragraph how many signs more were typed, and the name of the fact they belong to."""

NOTHING: tuple[float, tuple[Chip, ...]] = (-1.0, ())
"""What is known of a paragraph that has not been painted: it has no width."""


class Chips:
    """The chips of every paragraph as last painted, and its facts.

    An edited paragraph is searched again, unless it has only ``grown``.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, tuple[Chip, ...]]] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}

    def disturbed(self, block: QTextBlock, is_alone: bool, grown: Grown | None = None) -> None:
        """A paragraph was edited, or several from that one on."""
        if not is_alone:
            self._known.clear()
            self._spans.clear()
            return
        name = id_of(block)
        self._known.pop(name, None)
        spans = self._spans.pop(name, None)
        moved = _moved(spans, *grown) if spans is not None and grown is not None else None
        if moved is not None:
            self._spans[name] = moved

    def in_block(
        self, block: QTextBlock, em: float, seen: Callable[[], LaidOutLines] | None = None, name: str = ""
    ) -> Sequence[Chip]:
        """The chips of a laid-out paragraph; at least those on the lines ``seen``."""
        layout = block.layout()
        if not layout.lineCount():
            return ()
        width = layout.lineAt(0).width()
        key = "" if layout.preeditAreaText() else name or id_of(block)
        before, chips = self._known.get(key, NOTHING)
        if before == width:
            return chips
        spans = self._facts(block, key)
        if not spans:
            return ()
        lines = seen() if seen is not None else LaidOutLines(layout)
        found = tuple(_chips(spans, lines, em))
        if lines.is_whole:
            self._keep(key, width, found)
        return found

    def _keep(self, key: str, width: float, chips: tuple[Chip, ...]) -> None:
        if key:
            self._known[key] = width, chips

    def _facts(self, block: QTextBlock, key: str) -> tuple[Span, ...]:
        spans = self._spans.get(key)
        if spans is None:
            spans = tuple(_spans(block))
            if key:
                self._spans[key] = spans
        return spans


def paint_chips(painter: QPainter, place: QPointF, chips: Iterable[Chip], formats: Formats, focused: str) -> None:
    """Paint the chips of a paragraph at ``place``; the one with the cursor has a ring."""
    corner = formats.em * ROUND
    for chip in chips:
        pen, ground = formats.chips.get(chip.state) or formats.chips[FactState.CONFIRMED.value]
        painter.setPen(formats.ring if chip.fact_id == focused else pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip.area.translated(place), corner, corner)


def paint_outlines(painter: QPainter, lines: LaidOutLines, spans: Iterable[tuple[int, int]], formats: Formats) -> None:
    """Paint dotted outlines around characters of a paragraph, as far as they are on these lines."""
    place, corner = lines.layout.position(), formats.em * ROUND
    painter.setPen(formats.dots)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start, end in spans:
        for area in _areas(lines, start, end, formats.em):
            painter.drawRoundedRect(area.translated(place), corner, corner)


def _chips(spans: Iterable[Span], lines: LaidOutLines, em: float) -> Iterator[Chip]:
    for start, end, fact_id, state, size in spans:
        for area in _areas(lines, start, end, size or em):
            yield Chip(fact_id, state, area)


def _spans(block: QTextBlock) -> Iterator[Span]:
    """The facts of a paragraph; one with two formats, as across heading and text, is one."""
    for name, pieces in groupby(formats_of(block), lambda piece: piece[2].property(FACT) or ""):
        if name:
            own = list(pieces)
            form = own[0][2]
            size = form.property(QTextFormat.Property.FontPixelSize) or 0.0
            yield Span(own[0][0], own[-1][1], name, form.property(STATE) or "", size)


def _moved(spans: Iterable[Span], place: int, added: int, name: str) -> tuple[Span, ...] | None:
    """The facts after characters of the named fact, or of none, were typed; None if that is not certain."""
    found, is_missing = [], bool(name)
    for span in spans:
        if span.fact_id == name and span.start <= place <= span.end:
            span, is_missing = span._replace(end=span.end + added), False
        elif span.start >= place:
            span = span._replace(start=span.start + added, end=span.end + added)
        elif span.end > place:
            return None
        found.append(span)
    return None if is_missing else tuple(found)


def _areas(lines: LaidOutLines, start: int, end: int, em: float) -> Iterator[QRectF]:
    """The rectangle on every line with characters from ``start`` to ``end``."""
    for left, right, foot in lines.parts(start, end):
        yield QRectF(left - em * BESIDE, foot - em * ABOVE, right - left + 2 * em * BESIDE, em * (ABOVE + BELOW))
