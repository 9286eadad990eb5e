"""Painting over and under running text: facts as chips, rounded backgrounds beneath the letters, and dotted outlines around offered
values; ordinals before first lines, marks. None of it is part of the document.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from core.model.fact import FactState
from gui.editor.blocks import cell_of, formats_of, id_of
from gui.editor.formats import CELL, ELEMENT, FACT, INDENT, ORDINAL, STATE, Formats
from gui.editor.painting.lines import LaidOutLines
from gui.editor.painting.objects import HIGHEST, ObjectPainter, boxes_of
from gui.editor.painting.repaint import Repaint
from gui.editor.painting.underlines import TextMarks, WavyUnderline, spans_of
from gui.editor.paragraphs import Shown
from gui.editor.typing_format import fact_at
from gui.shell import theme
from gui.widgets.flash import Flash

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
"""Typed characters: their offset in the paragraph, their number, and the name of the fact that they extend."""

MANY = 500
"""Edited paragraphs of which it is quicker to forget all."""

NOTHING: tuple[float, tuple[Chip, ...]] = (-1.0, ())
"""What is known of a paragraph that has not been painted: it has no width."""


class Chips:
    """The chips of every paragraph as last painted, and its facts.

    An edited paragraph is searched again, unless it has only ``grown``.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, tuple[Chip, ...]]] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}

    def disturbed(self, block: QTextBlock, last: QTextBlock, grown: Grown | None = None) -> None:
        """The paragraphs from one to another were edited."""
        if block != last:
            self._forget(block, last)
            return
        name = id_of(block)
        self._known.pop(name, None)
        spans = self._spans.pop(name, None)
        moved = _moved(spans, *grown) if spans is not None and grown is not None else None
        if moved is not None:
            self._spans[name] = moved

    def _forget(self, block: QTextBlock, last: QTextBlock) -> None:
        """What is known of some paragraphs, or of all where that is as quick."""
        number, end = block.blockNumber(), last.blockNumber() if last.isValid() else MANY
        if end - number >= MANY:
            self._known.clear()
            self._spans.clear()
            return
        for _ in range(number, end + 1):
            name = id_of(block)
            self._known.pop(name, None)
            self._spans.pop(name, None)
            block = block.next()

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


REACH = 0.5
"""How far something may be painted above or below its line, as a share of the height of a character."""


class VisibleBlock:
    """A visible paragraph; ``area`` is relative to its top left."""

    def __init__(self, block: QTextBlock, rect: QRectF, seen: QRectF, reach: float) -> None:
        self.block, self.rect, self.layout, self.form = block, rect, block.layout(), block.blockFormat()
        self.name = self.form.property(ELEMENT) or ""
        self.cell = bool(self.form.property(CELL))
        self.place = self.rect.topLeft() if self.cell else self.layout.position()
        self.shift = self.place - self.layout.position()
        """What is added to Qt's place of a paragraph, which in a cell counts from the cell."""
        self.area = seen.translated(-self.place)
        self._reach = reach

    @cached_property
    def lines(self) -> LaidOutLines:
        """Its visible lines."""
        return LaidOutLines(self.layout, self.area.top() - self._reach, self.area.bottom() + self._reach)

    def find_lines(self) -> LaidOutLines:
        """``lines``, as a function for callers that may not need them."""
        return self.lines

    @property
    def has_ordinal(self) -> bool:
        """Whether its ordinal is painted."""
        if not self.form.hasProperty(ORDINAL) or not self.layout.lineCount():
            return False
        line = self.layout.lineAt(0)
        return line.y() <= self.area.bottom() and line.y() + line.height() >= self.area.top()


class Overlay:
    """Paints the chips, ordinals and marks of one text.

    ``marks`` are findings and ``offers`` values that may become facts; ``focused`` is the fact at the cursor, by the id
    in its format; ``flash`` marks ordinals that just changed.
    """

    def __init__(self, edit: QTextEdit, repaint: Repaint) -> None:
        self._edit, self._repaint = edit, repaint
        self.marks, self.offers = TextMarks(), TextMarks()
        self.chips, self._waves, self.pictures = Chips(), WavyUnderline(), ObjectPainter()
        self.open_fact: Callable[[str], Shown | None] = lambda _element_id: None
        """The open fact without characters that a cell holds, by the id of its paragraph."""
        self._number = 0
        """The paragraph found last: the next one painted is mostly near it."""
        self.flash = Flash(edit)
        self.flash.changed.connect(repaint.all)
        self.focused, self._ring = "", QTextCursor(edit.document())

    def show_focus(self) -> None:
        """Put a ring around the fact with the cursor."""
        focused = self._growing_fact() if self._edit.hasFocus() and not self._edit.isReadOnly() else ""
        if focused != self.focused:
            before, self._ring = self._ring, self._edit.textCursor()
            self.focused = focused
            self._repaint.blocks(before.block(), self._ring.block())

    def _growing_fact(self) -> str:
        """The fact that typed digits extend; the cursor may be at its edge."""
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            start = cursor.selectionStart()
            return fact_at(cursor, start) or fact_at(cursor, start - 1)
        before = "" if cursor.atBlockStart() else cursor.charFormat().property(FACT)  # that of the character before it
        return before or fact_at(cursor, cursor.position())

    def release_marks(self) -> None:
        """Locate all marks again when they are painted next: the text is or was rewritten."""
        self.marks.let_go()
        self.offers.let_go()

    def visible(self, formats: Formats, area: QRect) -> list[VisibleBlock]:
        """The visible paragraphs in ``area`` of the viewport."""
        seen = QRectF(area).translated(self._scrolled)
        above = formats.em * HIGHEST if self.pictures.is_used else 0
        has_grids = bool(self._edit.document().rootFrame().childFrames())
        if not has_grids:
            blocks = self._blocks(seen.top() - above, seen.bottom())
            return [VisibleBlock(block, QRectF(), seen, formats.em * REACH) for block in blocks]
        found = self._blocks_with_grids(seen.adjusted(0, -above, 0, 0), formats.em * REACH)
        return [VisibleBlock(block, rect, seen, formats.em * REACH) for block, rect in found]

    def paint_under(self, formats: Formats, visible: Sequence[VisibleBlock]) -> None:
        """Paint beneath the letters."""
        found = [ground for ground in self._grounds(formats, visible) if ground[1] or ground[2]]
        if not found:
            return
        painter = self._painter()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for each, chips, spans in found:
            painter.resetTransform()
            painter.translate(each.shift - self._scrolled)
            paint_chips(painter, each.layout.position(), chips, formats, self.focused)
            if spans:
                paint_outlines(painter, each.lines, spans, formats)
        painter.end()

    def _grounds(
        self, formats: Formats, visible: Sequence[VisibleBlock]
    ) -> Iterator[tuple[VisibleBlock, list[Chip], list[tuple[int, int]]]]:
        """The paragraphs with their visible chips, and the places of their offers."""
        for each in visible:
            chips = self.chips.in_block(each.block, formats.em, each.find_lines, each.name)
            chips = chips or self._empty_cell(each)
            seen = [chip for chip in chips if chip.area.intersects(each.area)]
            yield each, seen, list(spans_of(each.block, self.offers.in_block(each.block, each.name)))

    def _empty_cell(self, each: VisibleBlock) -> Sequence[Chip]:
        """The chip of an open fact that has no characters yet: it fills the cell, its unit included."""
        fact = self.open_fact(each.name) if each.cell else None
        area = QRectF(0, 0, each.rect.width(), each.rect.height())
        return (Chip(each.name, fact.state.value, area),) if fact is not None else ()

    def paint_over(self, formats: Formats, visible: Sequence[VisibleBlock]) -> None:
        """Paint beside and over the letters."""
        found = [(each, self.marks.in_block(each.block, each.name), each.has_ordinal) for each in visible]
        found = [each for each in found if any(each[1:])]
        if self.pictures.is_used:
            self._paint_objects(formats, visible)
        if not found:
            return
        painter = self._painter()
        for each, held, has_ordinal in found:
            painter.resetTransform()
            painter.translate(each.shift - self._scrolled)
            _paint_ordinal(painter, each, formats, has_ordinal and each.name in self.flash.ids)
            if held:
                self._waves.paint(painter, each.block, each.lines, held, formats.em)
        painter.end()

    def _paint_objects(self, formats: Formats, visible: Sequence[VisibleBlock]) -> None:
        """Paint pictures and other objects below the text of their paragraphs."""
        painter = self._painter()
        for each in visible:
            if objects := self.pictures.objects(each.name):
                self.pictures.paint(painter, self._area_of(each), objects, formats.em, each.cell)
                painter.save()
                painter.translate(each.place)
                self.pictures.paint_notes(painter, each.name, each.layout, formats.em)
                painter.restore()
        painter.end()

    def _area_of(self, each: VisibleBlock) -> QRectF:
        """The room of a paragraph's objects, with heights relative to the top of the text."""
        rect = self._edit.document().documentLayout().blockBoundingRect(each.block)
        rect.moveTop(rect.bottom() if each.block.text() else rect.top())
        return rect

    def picture_boxes(self, formats: Formats) -> Iterator[tuple[str, int, QRectF]]:
        """The visible objects: their element, their number there, and where they are in the viewport."""
        if not self.pictures.is_used:
            return
        for each in self.visible(formats, self._edit.viewport().rect()):
            objects = self.pictures.objects(each.name)
            boxes = boxes_of(self._area_of(each), objects, formats.em, each.cell) if objects else ()
            for number, box in enumerate(boxes):
                yield each.name, number, box.translated(-self._scrolled)

    @property
    def _scrolled(self) -> QPointF:
        return QPointF(self._edit.horizontalScrollBar().value(), self._edit.verticalScrollBar().value())

    def _painter(self) -> QPainter:
        """A painter with places relative to the top left of the text."""
        painter = QPainter(self._edit.viewport())
        painter.translate(-self._scrolled)
        return painter

    def _blocks(self, top: float, bottom: float) -> Iterator[QTextBlock]:
        """The paragraphs between two heights of the document.

        Asking Qt for the one at a point takes as long as painting a line; from the last one found it is a few steps.
        """
        document = self._edit.document()
        rect_of = document.documentLayout().blockBoundingRect
        block = document.findBlockByNumber(min(self._number, document.blockCount() - 1))
        rect = rect_of(block)
        while rect.top() > top and (other := block.previous()).isValid():
            block, rect = other, rect_of(other)
        while rect.bottom() < top and (other := block.next()).isValid():
            block, rect = other, rect_of(other)
        self._number = block.blockNumber()
        while rect.top() <= bottom:
            yield block
            block = block.next()
            if rect.bottom() > bottom or not block.isValid():
                return
            rect = rect_of(block)

    def _blocks_with_grids(self, seen: QRectF, reach: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The same with their areas where cells stand beside one another: from a paragraph above that is in no cell on."""
        rect_of = self._edit.document().documentLayout().blockBoundingRect
        around = seen.adjusted(-reach, 0, reach, 0)
        block = self._above(seen.top())
        self._number = block.blockNumber()
        while block.isValid():
            rect, is_cell = rect_of(block), bool(cell_of(block))
            if rect.top() > seen.bottom() and not is_cell:
                return
            if _is_within(rect, around, is_cell):
                yield block, rect
            block = block.next()

    def _above(self, top: float) -> QTextBlock:
        """The last paragraph in no cell that begins above a height; else the first of all."""
        document = self._edit.document()
        rect_of = document.documentLayout().blockBoundingRect
        block = document.findBlockByNumber(min(self._number, document.blockCount() - 1))
        while block.next().isValid() and rect_of(block).top() <= top:
            block = block.next()
        while block.previous().isValid() and (cell_of(block) or rect_of(block).top() > top):
            block = block.previous()
        return block


def _is_within(rect: QRectF, seen: QRectF, is_cell: bool) -> bool:
    """Whether a paragraph is seen; beside one in no cell there may be an ordinal."""
    if rect.bottom() < seen.top() or rect.top() > seen.bottom():
        return False
    return not is_cell or (rect.right() >= seen.left() and rect.left() <= seen.right())


def _paint_ordinal(painter: QPainter, visible: VisibleBlock, formats: Formats, is_new: bool) -> None:
    if not visible.has_ordinal:
        return
    form, layout = visible.form, visible.layout
    line = layout.lineAt(0)
    left = line.x() - form.textIndent() + float(form.property(INDENT) or 0)
    place, words = layout.position() + QPointF(left, line.y() + line.ascent()), form.property(ORDINAL)
    painter.setFont(formats.ordinal_font(form.headingLevel()))
    if is_new:
        size = painter.fontMetrics()
        area = QRectF(place.x(), place.y() - size.ascent(), size.horizontalAdvance(words), size.height())
        painter.fillRect(area, theme.colour("hit"))
    painter.setPen(theme.colour("text"))
    painter.drawText(place, words)
