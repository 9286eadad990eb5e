"""The running text of the draft around the change that is looked at: old words struck, new ones underlined, each with a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from core.workflows.review.queue import ReviewItem, ReviewQueue
from core.workflows.review.running import PieceLook, RunningParagraph, RunningPiece, RunningText, running_text
from gui.review.people import colour_name
from gui.shell import theme

MARGIN, INDENT, SMALL = 20, 2, 12


class RunningView(QTextEdit):
    """Read only. ``item_wanted`` carries the key of a change that was clicked, ``entered`` and ``refused`` are its keys."""

    item_wanted = Signal(str)
    entered = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reviewed")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("稿件和各人的修改")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(theme.length(MARGIN))
        self._queue: ReviewQueue | None = None
        self._shown: RunningText | None = None
        self._blocks: list[_Block] = []
        self._middle = ""

    def show_item(self, queue: ReviewQueue, item: ReviewItem | None) -> None:
        """Show the text around an item and mark it; what is shown already is not written again."""
        if item is None:
            self._queue, self._shown = None, None
            self.clear()
            return
        is_seen = self._shown is not None and self._shown.holds(item.element_id)
        if queue is not self._queue or not is_seen:
            is_anew = self._queue is None or self._queue.people != queue.people  # in other colours
            self._queue = queue
            self._write(self._around(queue, item, is_seen), is_anew)
        self._mark(item)

    def _around(self, queue: ReviewQueue, item: ReviewItem, is_seen: bool) -> RunningText:
        """The text around an item: that which is shown, as long as the item stands in it."""
        shown = running_text(queue, self._middle) if is_seen else None
        if shown is not None and shown.holds(item.element_id):
            return shown
        self._middle = item.element_id
        return running_text(queue, self._middle)

    def _write(self, shown: RunningText, is_anew: bool) -> None:
        """Write the paragraphs that are not there as they should be: between the first and the last that differ."""
        old = None if is_anew else self._shown
        if old is None or (old.before, old.behind) != (shown.before, shown.behind):
            self._write_all(shown)
        elif old.paragraphs != shown.paragraphs:
            head, tail = _same_edges(old.paragraphs, shown.paragraphs)
            if head and tail:
                self._write_between(shown, head, len(old.paragraphs) - tail, len(shown.paragraphs) - tail)
            else:
                self._write_all(shown)
        self._shown = shown

    def _write_all(self, shown: RunningText) -> None:
        self._blocks = []
        self.setUpdatesEnabled(False)
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if shown.before:
            self._note(cursor, f"前面还有{shown.before}段", True)
        for number, paragraph in enumerate(shown.paragraphs):
            self._blocks.append(self._paragraph(cursor, paragraph, not number and not shown.before))
        if shown.behind:
            self._note(cursor, f"后面还有{shown.behind}段", False)
        cursor.endEditBlock()
        self.setUpdatesEnabled(True)

    def _write_between(self, shown: RunningText, head: int, old_end: int, end: int) -> None:
        """Write the paragraphs ``head`` to ``end`` in place of those to ``old_end``; one stands before, one behind them."""
        cursor = self.textCursor()
        before, behind = self._blocks[head - 1], self._blocks[old_end:]
        gone = behind[0].start - before.end - 1
        cursor.beginEditBlock()
        cursor.setPosition(before.end)
        cursor.setPosition(behind[0].start - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        made = [self._paragraph(cursor, each, False) for each in shown.paragraphs[head:end]]
        cursor.endEditBlock()
        moved = cursor.position() - before.end - gone
        self._blocks[head:] = [*made, *(each.moved(moved) for each in behind)]

    def _note(self, cursor: QTextCursor, words: str, is_first: bool) -> None:
        if not is_first:
            cursor.insertBlock()
        look = QTextBlockFormat()
        look.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cursor.setBlockFormat(look)
        cursor.insertText(words, _small("secondary"))

    def _paragraph(self, cursor: QTextCursor, paragraph: RunningParagraph, is_first: bool) -> "_Block":
        look = QTextBlockFormat()
        size = theme.running_font().pixelSize() or theme.length(theme.RUNNING_SIZE)
        look.setTextIndent(0 if paragraph.is_cell else INDENT * size)
        look.setLeftMargin(INDENT * size if paragraph.is_cell else 0)
        look.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(look) if is_first else cursor.insertBlock(look)
        first, spans = cursor.position(), []
        for piece in paragraph.pieces:
            start = cursor.position()
            cursor.insertText(piece.text, self._look(piece, paragraph.depth))
            if piece.key:
                spans.append((piece.key, start, cursor.position()))
        return _Block(paragraph.element_id, first, cursor.position(), tuple(spans))

    def _look(self, piece: RunningPiece, depth: int) -> QTextCharFormat:
        if piece.look is PieceLook.REMARK:
            return _small(self._colour(piece.who) if piece.who else "secondary")
        look = QTextCharFormat()
        font = QFont(theme.running_font())
        font.setBold(bool(depth) and depth < 2)
        font.setStrikeOut(piece.look is PieceLook.OLD)
        font.setUnderline(piece.look is PieceLook.NEW)
        look.setFont(font)
        shade = self._colour(piece.who) if piece.look in (PieceLook.OLD, PieceLook.NEW) else "text"
        look.setForeground(theme.colour(shade))
        if piece.look is PieceLook.TAKEN:
            look.setBackground(theme.colour("updated"))
        return look

    def _colour(self, who: str) -> str:
        return colour_name(who, self._queue.people if self._queue is not None else ())

    def _mark(self, item: ReviewItem) -> None:
        """The item on the ground of what is looked at, in the middle of the view."""
        spans = [(start, end) for key, start, end in self._spans() if key == item.key]
        self.setExtraSelections([self._selection(start, end) for start, end in spans])
        here = next((each.start for each in self._blocks if each.element_id == item.element_id), 0)
        start = spans[0][0] if spans else here
        cursor = self.textCursor()
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        bar, place = self.verticalScrollBar(), self.cursorRect(cursor)
        bar.setValue(bar.value() + place.center().y() - self.viewport().height() // 3)

    def _spans(self) -> Iterator[tuple[str, int, int]]:
        """The key of each piece of a change and where it stands."""
        return (span for each in self._blocks for span in each.spans)

    def _selection(self, start: int, end: int) -> Any:
        found = QTextEdit.ExtraSelection()
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        found.cursor = cursor
        found.format.setBackground(theme.colour("hit"))
        return found

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a change selects it."""
        super().mouseReleaseEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        place = cursor.position()
        keys = [key for key, start, end in self._spans() if start <= place <= end]
        if keys and not self.textCursor().hasSelection():
            self.item_wanted.emit(keys[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete decide here as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.refused.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class _Block:
    """Where a paragraph stands in the document, and its pieces with a key."""

    element_id: str
    start: int
    end: int
    spans: tuple[tuple[str, int, int], ...]

    def moved(self, by: int) -> "_Block":
        """The same further behind."""
        if not by:
            return self
        spans = tuple((key, start + by, end + by) for key, start, end in self.spans)
        return _Block(self.element_id, self.start + by, self.end + by, spans)


def _same_edges(old: Sequence[RunningParagraph], new: Sequence[RunningParagraph]) -> tuple[int, int]:
    """How many paragraphs are the same at the beginning, and at the end of what is left."""
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    pairs = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    return head, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _small(shade: str) -> QTextCharFormat:
    look = QTextCharFormat()
    font = QFont(theme.running_font())
    font.setPixelSize(theme.length(SMALL))
    look.setFont(font)
    look.setForeground(theme.colour(shade))
    return look
