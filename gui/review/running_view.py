"""The running text of the draft around the change that is looked at: old words struck, new ones underlined, each with a name."""

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
        self._spans: dict[str, list[tuple[int, int]]] = {}
        self._starts: dict[str, int] = {}

    def show_item(self, queue: ReviewQueue, item: ReviewItem | None) -> None:
        """Show the text around an item and mark it; what is shown already is not written again."""
        if item is None:
            self._queue, self._shown = None, None
            self.clear()
            return
        if queue is not self._queue or self._shown is None or not self._shown.holds(item.element_id):
            self._queue = queue
            self._write(running_text(queue, item.element_id))
        self._mark(item)

    def _write(self, shown: RunningText) -> None:
        self._shown = shown
        self._spans, self._starts = {}, {}
        self.setUpdatesEnabled(False)
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if shown.before:
            self._note(cursor, f"前面还有{shown.before}段", True)
        for number, paragraph in enumerate(shown.paragraphs):
            self._paragraph(cursor, paragraph, not number and not shown.before)
        if shown.behind:
            self._note(cursor, f"后面还有{shown.behind}段", False)
        cursor.endEditBlock()
        self.setUpdatesEnabled(True)

    def _note(self, cursor: QTextCursor, words: str, is_first: bool) -> None:
        if not is_first:
            cursor.insertBlock()
        look = QTextBlockFormat()
        look.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cursor.setBlockFormat(look)
        cursor.insertText(words, _small("secondary"))

    def _paragraph(self, cursor: QTextCursor, paragraph: RunningParagraph, is_first: bool) -> None:
        look = QTextBlockFormat()
        size = theme.running_font().pixelSize() or theme.length(theme.RUNNING_SIZE)
        look.setTextIndent(0 if paragraph.is_cell else INDENT * size)
        look.setLeftMargin(INDENT * size if paragraph.is_cell else 0)
        look.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(look) if is_first else cursor.insertBlock(look)
        self._starts.setdefault(paragraph.element_id, cursor.position())
        for piece in paragraph.pieces:
            start = cursor.position()
            cursor.insertText(piece.text, self._look(piece, paragraph.depth))
            if piece.key:
                self._spans.setdefault(piece.key, []).append((start, cursor.position()))

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
        spans = self._spans.get(item.key, [])
        self.setExtraSelections([self._selection(start, end) for start, end in spans])
        start = spans[0][0] if spans else self._starts.get(item.element_id, 0)
        cursor = self.textCursor()
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        bar, place = self.verticalScrollBar(), self.cursorRect(cursor)
        bar.setValue(bar.value() + place.center().y() - self.viewport().height() // 3)

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
        keys = [key for key, spans in self._spans.items() if any(start <= place <= end for start, end in spans)]
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


def _small(shade: str) -> QTextCharFormat:
    look = QTextCharFormat()
    font = QFont(theme.running_font())
    font.setPixelSize(theme.length(SMALL))
    look.setFont(font)
    look.setForeground(theme.colour(shade))
    return look
