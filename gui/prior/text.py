"""Last year's paragraphs and tables with what has changed since struck out; a double click or Enter takes over a value or sentence."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from core.model.elements import Element
from core.model.spans import Span
from gui.prior.writing import Pair, PairWriter, kept_in
from gui.shell import theme
from gui.widgets.rest_writer import RestWriter

_FIRST = itemgetter(0)

FIRST = 5
"""Lines of a long text that are written at once: comparing it took a moment already, and the next ones follow in another."""

MOST_REWRITTEN = 50
"""Paragraphs that are written each in its place; of more all are written anew."""


class PriorText(QTextEdit):
    """Read-only. ``taken`` carries the number of a paragraph and the offset in its text, in code points."""

    taken = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(readOnly=True, undoRedoEnabled=False)
        self._pairs: list[Pair] = []
        self._kept: list[int] = []
        self._total = 0
        self._look: tuple[object, ...] = ()
        self.rest = PairWriter(self.document())
        """What is not written yet."""
        self.rest_writer = RestWriter(self, self.rest)
        self.rest.unseen = self.rest_writer.unseen
        self.setObjectName("prior")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("往年材料")
        self.setAccessibleDescription("双击一句话或一个数，或把光标移到那里按 Enter，就写回稿件")
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    @property
    def is_busy(self) -> bool:
        """Whether this text or what goes before it is not all written yet."""
        return bool(self.rest) or self.rest_writer.goes_behind()

    def show_pairs(self, pairs: Sequence[Pair]) -> int:
        """Show last year's paragraphs, each compared with its present text; returns the percentage that is unchanged.

        Only paragraphs of which the comparison is another one are written, unless those or the look of all are new.
        """
        look = _look()
        is_known = look == self._look and list(map(_FIRST, pairs)) == list(map(_FIRST, self._pairs))
        others = [at for at, (one, two) in enumerate(zip(pairs, self._pairs, strict=is_known)) if one[1] != two[1]]
        if is_known and len(others) <= MOST_REWRITTEN:
            self._rewrite(pairs, others)
            self._pairs[:] = pairs  # equal ones, but places are known by their elements
        else:
            self._pairs, self._look = list(pairs), look
            self._kept = [kept_in(*pair) for pair in pairs]
            self._total = sum(len(element.text) for element, _ in pairs)
            self._show_anew()
        return self._percent

    def show_changed(self, pairs: Sequence[Pair], numbers: Sequence[int]) -> int:
        """The same where only the comparisons of these numbers are other ones."""
        if len(numbers) > MOST_REWRITTEN or len(pairs) != len(self._pairs) or _look() != self._look:
            return self.show_pairs(pairs)
        self._rewrite(pairs, numbers)
        return self._percent

    def _rewrite(self, pairs: Sequence[Pair], numbers: Iterable[int]) -> None:
        """Write some paragraphs anew in their blocks; those that are not written yet will be written as they are then."""
        for number in numbers:
            self._pairs[number] = pairs[number]
            self._kept[number] = kept_in(*pairs[number])
            self.rest.rewrite(number)

    @property
    def _percent(self) -> int:
        return 100 * sum(self._kept) // self._total if self._total else 100

    def _show_anew(self) -> None:
        """Write everything, of a long text at first what is in view."""
        bar = self.verticalScrollBar()
        at, position = bar.value(), self.textCursor().position()
        self.setUpdatesEnabled(False)
        self.clear()
        self.rest.begin(self._pairs, 0 if at else min(self.rest_writer.first_lines, FIRST))
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        bar.setValue(at)
        self.setUpdatesEnabled(True)
        self.rest_writer.start()

    def element(self, number: int) -> Element:
        """The paragraph of a number."""
        return self._pairs[number][0]

    def mark(self, place: tuple[Element, Span] | None) -> QTextCursor | None:
        """Highlight a single place; returns None if it is not shown here."""
        number = next((n for n, (element, _) in enumerate(self._pairs) if place and element is place[0]), -1)
        if place is None or number < 0:
            self.setExtraSelections([])
            return None
        text, span = place[0].text, place[1]
        block = self.rest.block_of(number)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + _wide(text[: span.start]))
        cursor.setPosition(block.position() + _wide(text[: span.end]), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format = theme.pointed_format()
        self.setExtraSelections([mark])
        return cursor

    def _take(self, cursor: QTextCursor) -> None:
        block = cursor.block()
        before = block.text().encode("utf-16-le")[: 2 * (cursor.position() - block.position())]
        if 0 <= block.userState() < len(self._pairs):
            self.taken.emit(block.userState(), len(before.decode("utf-16-le", "ignore")))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take over the sentence or the value under the mouse."""
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
        """Enter takes over the value or sentence at the cursor. Any key may go to a place that is not written yet."""
        self.rest.complete()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._take(self.textCursor())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """All of the text may be chosen there."""
        self.rest.complete()
        super().contextMenuEvent(event)


def _look() -> tuple[object, ...]:
    return theme.length(6), theme.colour("finding_text"), theme.colour("finding_soft"), theme.colour("dashes")


def _wide(text: str) -> int:
    """The length in Qt's UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
