"""After an edit, only what changed is painted: the lines that were typed in, the blocks that were written.

Qt would paint the whole paragraph, or everything where an edit reaches over several tables.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil, floor
from types import TracebackType

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion, QTextBlock, QTextBlockFormat, QTextCursor, QTextLayout, QTextLine
from PySide6.QtWidgets import QTextEdit

from gui.editor.blocks import cell_of
from gui.widgets.rest_writer import QUIET

REACH = 1 / 3
"""How far beyond its line something may be painted, as a share of the line's height; less than to the next line."""

PARTS, SMALL = 3, 0.6
"""Rectangles that are painted each by itself at most, and their share of the area around them at most."""

_Seen = tuple[tuple[int, int], int, QRectF]
"""How far the view is scrolled, how many paragraphs there are, the area of one: what moves others when it changes."""


class Repaint:
    """Decides what part of a text is painted again; queries Qt little, as this is done at every key."""

    def __init__(self, edit: QTextEdit) -> None:
        self._document, self._viewport = edit.document(), edit.viewport()
        self._bar, self._side = edit.verticalScrollBar(), edit.horizontalScrollBar()
        self._cursor = QTextCursor()
        self._is_all = False
        self._others: list[QTextBlock] = []
        self._seen: _Seen | None = None
        self._start = 0

    def all(self) -> None:
        """Paint everything."""
        self._is_all = True
        self._viewport.update()

    def blocks(self, *blocks: QTextBlock) -> None:
        """Paint these blocks."""
        if self._viewport.testAttribute(QUIET):
            self._others += blocks
        else:
            for block in filter(QTextBlock.isValid, blocks):
                self._paint(block, self._seen_at(block))

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
            self._seen = self._seen_at(block)
            self._hold()

    def __exit__(self, _kind: type[BaseException] | None, _fault: object, _trace: TracebackType | None) -> None:
        seen, self._seen = self._seen, None
        if seen is None:
            return
        block = self._cursor.block()
        now = self._seen_at(block)
        if self._let_go(now == seen or _is_grown(now, seen)):
            self._paint(block, seen, self._first(block.layout()).y(), now != seen)

    @contextmanager
    def writing(self, blocks: Sequence[QTextBlock]) -> Iterator[None]:
        """Around writing these blocks: nothing else is painted, unless it moved."""
        if self._viewport.testAttribute(QUIET):  # within typing, whose end decides
            self._is_all = True
            yield
            return
        before = list(map(self._seen_at, blocks))
        self._hold()
        try:
            yield
        finally:
            if self._let_go(before == list(map(self._seen_at, blocks))):
                for block, seen in zip(blocks, before, strict=True):
                    self._paint(block, seen)

    @contextmanager
    def writing_from(self, block: QTextBlock) -> Iterator[None]:
        """Around writing anew what stands from a block on: nothing above it is painted, unless it moved."""
        if self._viewport.testAttribute(QUIET):
            self._is_all = True
            yield
            return
        number, before = block.blockNumber(), self._seen_at(block)
        self._hold()
        try:
            yield
        finally:
            block = self._document.findBlockByNumber(number)
            now = self._seen_at(block)
            if self._let_go(now[0] == before[0] and now[2].topLeft() == before[2].topLeft()):
                self._paint(block, now, is_to_end=True)

    def _hold(self) -> None:
        """Paint nothing until ``_let_go``."""
        self._is_all, self._others = False, []
        self._viewport.setAttribute(QUIET, True)

    def _let_go(self, is_still: bool) -> bool:
        """Whether some blocks are all that has to be painted: nothing moved, and nobody asked for more than blocks."""
        self._viewport.setAttribute(QUIET, False)
        others, self._others = self._others, []
        if self._is_all or not is_still:
            self._viewport.update()
            return False
        self.blocks(*others)
        return True

    def _seen_at(self, block: QTextBlock) -> _Seen:
        area = self._document.documentLayout().blockBoundingRect(block)
        area.setHeight(_height(block, area.height()))
        return (self._bar.value(), self._side.value()), self._document.blockCount(), area

    def _first(self, layout: QTextLayout) -> QTextLine:
        """The first line that may have changed, with the cursor here now.

        If the line with the cursor begins where it did, everything above it is unchanged.
        """
        if self._start <= self._cursor.positionInBlock():
            line = layout.lineForTextPosition(self._start)
            if line.textStart() == self._start:
                return line
        return layout.lineAt(0)

    def _paint(self, block: QTextBlock, seen: _Seen, start: float = 0, is_to_end: bool = False) -> None:
        """Paint a block from a height in it on, across the view: ordinals stand beside it; of a row of cells only its cell.

        With everything below it, if that moved.
        """
        (down, across), _, area = seen
        reach = block.layout().lineAt(0).height() * REACH
        top = floor(area.top() + start - reach) - down
        strip = QRect(0, top, self._viewport.width(), ceil(area.bottom() + reach) - down - top)
        if is_to_end:
            strip.setBottom(self._viewport.height())
        elif cell_of(block):
            strip.setLeft(floor(area.left() - reach) - across)
            strip.setRight(ceil(area.right() + reach) - across)
        self._viewport.update(strip)


def areas_of(region: QRegion) -> list[QRect]:
    """The rectangles to paint: Qt would paint everything between a strip beside the view and one below it."""
    whole, parts = region.boundingRect(), list[QRect](region)  # type: ignore[call-overload]
    size = sum(part.width() * part.height() for part in parts)
    is_apart = 1 < len(parts) <= PARTS and size < SMALL * whole.width() * whole.height()
    return parts if is_apart else [whole]


def _height(block: QTextBlock, lines: float) -> float:
    """The height in which a block paints: pictures stand in its fixed line height, which Qt does not count, or below it."""
    form = block.blockFormat()
    is_fixed = form.lineHeightType() == QTextBlockFormat.LineHeightTypes.FixedHeight.value
    return max(lines, form.lineHeight() if is_fixed else 0.0) + form.bottomMargin()


def _is_grown(now: _Seen, before: _Seen) -> bool:
    """Whether nothing above a block moved, while its height became another one."""
    return now[:2] == before[:2] and now[2].topLeft() == before[2].topLeft() and now[2].width() == before[2].width()


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
