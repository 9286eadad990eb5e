"""The hand in the running text: keys, input methods and mouse."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from gui.editor.blocks import id_of
from gui.editor.deferred_blocks import LateText
from gui.editor.document_sync import DocumentSync
from gui.editor.formats import FACT, fact_of
from gui.editor.painting.overlay import Overlay
from gui.editor.painting.repaint import Repaint, ShapeCache
from gui.editor.painting.underlines import Source, TextMarks
from gui.editor.painting.width import PaddedTextEdit, keep_readable
from gui.editor.position import character_under, word_under
from gui.editor.typing_format import TypingFormat, fact_at, split_paragraph, take_whole_facts

PLAIN = Qt.KeyboardModifier.NoModifier
COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
CTRL_ON_KEYPAD = Qt.KeyboardModifier.ControlModifier | KEYPAD
REMOVING: Mapping[int, int] = MappingProxyType({Qt.Key.Key_Backspace: -1, Qt.Key.Key_Delete: 1})
HISTORY = ((QKeySequence.StandardKey.Undo, -1), (QKeySequence.StandardKey.Redo, 1))
KEEP = QTextCursor.MoveMode.KeepAnchor


class TypingEdit(PaddedTextEdit):
    """A text field that knows facts and ordinals, and no draft.

    ``step_requested`` tells that Tab (1) or Shift+Tab (-1) asks for another open fact, ``confirm_requested`` that the
    selected fact is to be kept as it is, ``reset_requested`` that last year's value is to come back,
    ``history_requested`` that the last edit is to be undone (-1) or made again (1); ``fact_touched`` names a fact that
    was clicked on.
    """

    step_requested = Signal(int)
    confirm_requested = Signal(str)
    reset_requested = Signal(str)
    history_requested = Signal(int)
    fact_touched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.screen_text = DocumentSync(self.document())
        self.late = LateText(self, self.screen_text)
        self.hand = TypingFormat()
        self.marks, self.offers = TextMarks(), TextMarks()
        self._over = Overlay(self, self.marks, self.offers)
        self.repaint_text, self.shaped = Repaint(self), ShapeCache()
        self._over.flash.changed.connect(self.repaint_text.all)
        self._deeds: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Tab: lambda: self.step_requested.emit(1),
            Qt.Key.Key_Backtab: lambda: self.step_requested.emit(-1),
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
        }

    @property
    def place(self) -> str:
        """The id of the element the cursor stands in; empty in a paragraph that is new."""
        return id_of(self.textCursor().block())

    @property
    def place_in_draft(self) -> tuple[str, int]:
        """The element the cursor stands in and the offset there, in code points."""
        cursor = self.textCursor()
        block, end = cursor.block(), cursor.positionInBlock()
        wide = block.text().encode("utf-16-le")[: 2 * end]
        return id_of(block), len(wide.decode("utf-16-le", "ignore"))

    @property
    def fact(self) -> str:
        """The id of the fact at the cursor or under the selection; empty for none."""
        return fact_of(self._fact_name())

    def _fact_name(self) -> str:
        cursor = self.textCursor()
        return fact_at(cursor, cursor.selectionStart()) or fact_at(cursor, cursor.selectionStart() - 1)

    def show_marks(self, source: Source) -> None:
        """Underline what this one tells, and nothing else."""
        self.marks.show(source)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chips, the text on them, the ordinals beside it and the marks beneath it."""
        looks = self.screen_text.looks
        sights = self._over.in_sight(looks, event.rect())
        self._over.paint_under(looks, sights)
        super().paintEvent(event)
        self._over.paint(looks, sights)

    def _growing_fact(self) -> str:
        """The fact that figures typed now belong to; the cursor may stand at its edge."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return self._fact_name()
        before = "" if cursor.atBlockStart() else cursor.charFormat().property(FACT)  # that of the sign before it
        return before or fact_at(cursor, cursor.position())

    def show_focus(self) -> None:
        """Put a ring around the fact in which the keyboard is."""
        focused = self._growing_fact() if self.hasFocus() and not self.isReadOnly() else ""
        if focused != self._over.focused:
            self._over.focused = focused
            self.repaint_text.all()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is here now."""
        super().focusInEvent(event)
        self.show_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines do not grow without end, and the one that is typed in stays in view, also while another view is shown."""
        height = self.verticalScrollBar().pageStep()  # the event knows none of a text that was hidden meanwhile
        was_seen = 0 <= self.cursorRect().top() < height
        super().resizeEvent(event)
        keep_readable(self)
        if was_seen:
            self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, with characters going to the fact they belong to."""
        self.late.be_ready()
        if not self.isReadOnly() and self._handle(event):
            return
        if event.key() in REMOVING:
            with self.repaint_text.typing(self.textCursor()):
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _handle(self, event: QKeyEvent) -> bool:
        """Do what this panel does differently from any text field; False for everything else."""
        text, modifiers = event.text(), event.modifiers()
        if text.isprintable() and text:
            if modifiers == PLAIN or not modifiers & COMMAND:
                self._type(text)
                return True
            if modifiers & (COMMAND | KEYPAD) == CTRL_ON_KEYPAD:
                event.ignore()  # Qt would type the sign
                return True
        deed = self._deeds.get(event.key())
        if deed is not None:
            deed()
        return deed is not None or self._do(event)

    def _do(self, event: QKeyEvent) -> bool:
        """Do what a key means that types nothing; False for what any text field does at it."""
        if event.key() in REMOVING:  # a fact that is wiped out now may get its new value next
            self.hand.about_to_remove(self.textCursor(), REMOVING[event.key()])
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.hand.about_to_remove(self.textCursor())
        return self._step_history(event)

    def _step_history(self, event: QKeyEvent) -> bool:
        """Undo and redo belong to the draft, not to this text alone."""
        for key, step in HISTORY:
            if event.matches(key):
                self.history_requested.emit(step)
                return True
        return False

    def _type(self, text: str) -> None:
        """Insert typed text in the format it belongs to."""
        cursor = self.textCursor()
        form, retyping = self.hand.format_for(cursor, text), self.hand.is_retyping(cursor, text)
        with self.repaint_text.typing(cursor):
            cursor.insertText(text, form)
        self.setTextCursor(cursor)
        self.hand.typed(cursor, retyping)
        self.show_room()  # the cursor itself is in view

    def _enter(self) -> None:
        """Confirm the fact that is selected as a whole; otherwise begin a new paragraph."""
        cursor = self.textCursor()
        if cursor.hasSelection() and self._is_one_fact(cursor):
            self.confirm_requested.emit(self.fact)
            return
        split_paragraph(cursor, self.screen_text.looks)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _is_one_fact(self, cursor: QTextCursor) -> bool:
        place = self.screen_text.place_of(self.fact)
        return place == (cursor.selectionStart(), cursor.selectionEnd())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Compose; what is committed goes to the fact it belongs to."""
        self.late.be_ready()
        text = event.commitString()
        if self.isReadOnly():
            event.ignore()  # Qt would commit into it
            return
        if event.replacementLength():
            super().inputMethodEvent(event)
            return
        cursor = self.textCursor()
        if cursor.hasSelection() and (text or event.preeditString()):
            self.hand.about_to_remove(cursor, for_text=True)
        with self.repaint_text.typing(cursor):
            if text:
                self._commit(event, text)
            else:
                super().inputMethodEvent(event)

    def _commit(self, event: QInputMethodEvent, text: str) -> None:
        cursor = self.textCursor()
        form, retyping = self.hand.format_for(cursor, text), self.hand.is_retyping(cursor, text)
        super().inputMethodEvent(event)
        self._give_format(form, text)
        self.hand.typed(self.textCursor(), retyping)
        self.ensureCursorVisible()

    def _give_format(self, form: QTextCharFormat, text: str) -> None:
        """The characters just committed stand before the cursor."""
        cursor = self.textCursor()
        end = cursor.position()
        cursor.setPosition(end - len(text.encode("utf-16-le")) // 2)
        cursor.setPosition(end, KEEP)
        if "\n" not in text and cursor.charFormat() != form:
            cursor.setCharFormat(form)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which fact was clicked on; a selection drawn into a fact takes all of it."""
        super().mouseReleaseEvent(event)
        cursor = self.textCursor()
        if take_whole_facts(cursor):
            self.setTextCursor(cursor)
        if fact_id := self.fact:
            self.fact_touched.emit(fact_id)

    def fact_under(self, place: QPoint) -> str:
        """The id of the fact under a point of the viewport; empty for none."""
        cursor, position = character_under(self, place)
        return fact_of(fact_at(cursor, position))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click selects the fact, or the word."""
        super().mouseDoubleClickEvent(event)
        point, at = event.position().toPoint(), self.textCursor()
        fact_id = self.fact_under(point)
        place = self.screen_text.place_of(fact_id) if fact_id else word_under(self, point)
        if place is not None:
            at.setPosition(place[0])
            at.setPosition(place[1], KEEP)
            self.setTextCursor(at)
