"""Last year's paragraphs with what has changed since struck out; a double click or Enter takes something over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from core.model.elements import Element
from core.model.spans import Span
from core.workflows.drafting.editing import kept_spans
from gui.shell import theme

Pair = tuple[Element, str]


class PriorText(QTextEdit):
    """Nothing can be typed. ``taken`` carries the number of a paragraph and the offset in its text, in code points."""

    taken = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(readOnly=True, undoRedoEnabled=False)
        self._shown: tuple[Element, ...] = ()
        self.setObjectName("prior")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("往年材料")
        self.setAccessibleDescription("双击一句话或一个数，或把光标移到那里按 Enter，就写回稿件")
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_pairs(self, pairs: Sequence[Pair]) -> int:
        """Show last year's paragraphs, each with what became of it; how many percent are the same."""
        kept = total = 0
        bar = self.verticalScrollBar()
        at, position, self._shown = bar.value(), self.textCursor().position(), tuple(element for element, _ in pairs)
        self.setUpdatesEnabled(False)
        self.clear()
        cursor = self.textCursor()
        for number, (element, now) in enumerate(pairs):
            spans = _with_prefix(element, kept_spans(element.content, now))
            kept += sum(len(span) for span in spans)
            total += len(element.text)
            _write(cursor, element, spans, number == 0)
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        bar.setValue(at)
        self.setUpdatesEnabled(True)
        return 100 * kept // total if total else 100

    def element(self, number: int) -> Element:
        """The paragraph of a number."""
        return self._shown[number]

    def mark(self, place: tuple[Element, Span] | None) -> QTextCursor | None:
        """Colour a place, and no other; None if it is not shown here."""
        number = next((n for n, element in enumerate(self._shown) if place and element is place[0]), -1)
        if place is None or number < 0:
            self.setExtraSelections([])
            return None
        text, span = place[0].text, place[1]
        block = self.document().findBlockByNumber(number)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + _wide(text[: span.start]))
        cursor.setPosition(block.position() + _wide(text[: span.end]), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(theme.colour("accent"))
        mark.format.setForeground(theme.colour("accent_text"))
        self.setExtraSelections([mark])
        return cursor

    def _take(self, cursor: QTextCursor) -> None:
        block = cursor.block()
        before = block.text().encode("utf-16-le")[: 2 * (cursor.position() - block.position())]
        if block.blockNumber() < len(self._shown):
            self.taken.emit(block.blockNumber(), len(before.decode("utf-16-le", "ignore")))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The sentence or the value under the mouse is taken over."""
        super().mouseDoubleClickEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            cursor = self.cursorForPosition(event.position().toPoint())
            if (
                cursor.position()
                and self.cursorRect(cursor).left() > event.position().x()
                and not cursor.atBlockStart()
            ):
                cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            self._take(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes over what stands at the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._take(self.textCursor())
        else:
            super().keyPressEvent(event)


def _write(cursor: QTextCursor, element: Element, kept: tuple[Span, ...], first: bool) -> None:
    block, plain, gone = QTextBlockFormat(), QTextCharFormat(), QTextCharFormat()
    block.setLineHeight(130.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setBottomMargin(theme.length(6))
    gone.setFontStrikeOut(True)
    gone.setForeground(theme.colour("finding_text"))
    gone.setBackground(theme.colour("finding_soft"))
    if first:
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)
    at, text = 0, element.text.replace("\n", "\u2028")
    for span in (*kept, Span(len(text), len(text))):
        cursor.insertText(text[at : span.start], gone)
        cursor.insertText(text[span.start : span.end], plain)
        at = span.end


def _wide(text: str) -> int:
    """The length as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _with_prefix(element: Element, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans in the whole paragraph; an ordinal counts as kept, because it is computed."""
    shift = len(element.prefix)
    moved = tuple(span.moved(shift) for span in spans)
    return (Span(0, shift), *moved) if shift else moved
