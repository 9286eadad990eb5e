"""Findings underlined in running text: painted beneath the letters, never a format of them."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF, QTextBlock, QTextCursor

from core.model.draft import Draft
from core.model.finding import Severity
from core.model.spans import Span
from gui.editor.blocks import LINE_BREAK, code_points, id_of, selection
from gui.editor.painting.lines import LaidOutLines
from gui.shell import theme
from gui.widgets.lists.result_model import followed_span

TONES = MappingProxyType({Severity.ERROR: "finding", Severity.WARNING: "empty_line", Severity.HINT: "carried_line"})
"""Colours of the theme by severity."""

WAVE = 0.13
"""Half a wave's length, as a share of the height of a character; it rises half as far."""

MOST = 300
"""Marks that are held at once; every one of them is moved along at every key."""

BELOW, PEN = 0.34, 1 / 13
"""How far beneath the foot of the letters the wave runs, under the line of a fact; and how thick it is."""


class TextMark(NamedTuple):
    """Characters ``start`` to ``end`` of an element's content at the time of the check, and the messages about them."""

    element_id: str
    start: int
    end: int
    severity: Severity
    message: str


Held = tuple[QTextCursor, TextMark]

MarkSource = Callable[[str], tuple[str, Sequence[TextMark]]]
"""Returns, for an element id, the content that was checked and the marks in it."""


def source_of(marks: Iterable[TextMark], draft: Draft) -> MarkSource:
    """The source of a few marks in a draft as it stands."""
    known: dict[str, list[TextMark]] = {}
    for mark in marks:
        known.setdefault(mark.element_id, []).append(mark)
    contents = {element.id: element.content for element in draft.elements if element.id in known} if known else {}
    return lambda element_id: (contents.get(element_id, ""), known.get(element_id, ()))


class TextMarks:
    """Marks in a document, each held by a cursor, so that Qt moves it with edits.

    A paragraph gets its marks when it becomes visible. Those of a paragraph unseen for long are released, and edits
    made meanwhile are detected by its text. The document is not changed: no composition is disturbed and no layout
    recomputed.
    """

    def __init__(self) -> None:
        self._source: MarkSource = _nothing
        self._moved: dict[str, tuple[str, list[tuple[Span, TextMark]]]] = {}
        self.held: list[Held] = []
        self._seen: set[str] = set()

    def show(self, source: MarkSource) -> None:
        """Mark what this source names, and nothing else."""
        self._source, self._moved = source, {}
        self.held, self._seen = [], set()

    def in_block(self, block: QTextBlock, name: str | None = None) -> Sequence[Held]:
        """The marks of a visible paragraph."""
        if (id_of(block) if name is None else name) not in self._seen:
            if len(self.held) > MOST:
                self.let_go()
            for each in (block, block.previous(), block.next()):  # a neighbour may become part of it while hidden
                self._hold(each, id_of(each))
        if not self.held:
            return ()
        first = bisect_left(self.held, block.position(), key=_start)
        return self.held[first : bisect_left(self.held, block.position() + block.length(), lo=first, key=_start)]

    def messages_at(self, block: QTextBlock, position: int) -> list[str]:
        """The messages of the marks at a position of the document."""
        held = self.in_block(block)
        found = (mark.message for at, mark in held if at.selectionStart() <= position < at.selectionEnd())
        return list(dict.fromkeys(found))

    def let_go(self) -> None:
        """Release the cursors, but remember the positions."""
        moved: dict[str, tuple[str, list[tuple[Span, TextMark]]]] = {}
        held = [(at.document().findBlock(at.selectionStart()), at, mark) for at, mark in self.held if at.hasSelection()]
        for block, at, mark in held:
            if key := id_of(block):
                text, base, points = block.text(), block.position(), code_points(block.text())
                span = Span(points(at.selectionStart() - base), points(at.selectionEnd() - base))
                moved.setdefault(key, (text, []))[1].append((span, mark))
        self._moved.update(moved)
        # new, so not identified by anything else
        self.held = [(at, mark) for block, at, mark in held if not id_of(block)]
        self._seen = set()

    def _hold(self, block: QTextBlock, element_id: str) -> None:
        if element_id in self._seen:
            return
        self._seen.add(element_id)
        content, marks = self._source(element_id)
        text = block.text()
        before, found = content.replace("\n", LINE_BREAK), [(Span(mark.start, mark.end), mark) for mark in marks]
        if before != text:
            before, found = self._moved.get(element_id, (before, found))
        for span, mark in found:
            place = followed_span(before, text, span)
            if place is not None:
                insort(self.held, (selection(block, place.start, place.end), mark), key=_start)


def _nothing(_element_id: str) -> tuple[str, Sequence[TextMark]]:
    return "", ()


def _start(held: Held) -> int:
    return held[0].selectionStart()


def spans_of(block: QTextBlock, held: Iterable[Held]) -> Iterator[tuple[int, int]]:
    """The positions of marks in their paragraph, in Qt's units."""
    base = block.position()
    return ((at.selectionStart() - base, at.selectionEnd() - base) for at, _ in held)


class WavyUnderline:
    """Waves drawn once in each colour: drawing a curve takes a hundred times as long as drawing its picture."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[str, float, float], QPixmap] = {}

    def paint(self, painter: QPainter, block: QTextBlock, lines: LaidOutLines, held: Sequence[Held], em: float) -> None:
        """Underline the marks of a paragraph as far as they are on these lines."""
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
    """One wave, in whole pixels, so that the next one joins it."""
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
