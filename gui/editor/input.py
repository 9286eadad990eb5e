"""Keys, input methods and the mouse in the running text; bold and underlined words (Ctrl+B, Ctrl+U)."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit

from core.model.blocks import BOLD, DOTTED, UNDERLINED
from gui.editor.blocks import KEEP, cell_of, formats_of, id_of, looks_of, units_of
from gui.editor.cells import TableGuard
from gui.editor.clipboard import EditorClipboard
from gui.editor.document_sync import DocumentSync
from gui.editor.formats import HEADING, Formats, without_looks
from gui.editor.painting.repaint import Repaint
from gui.editor.position import Navigator
from gui.editor.typing_format import TypingFormat, split_paragraph, take_whole_facts

KEYS = MappingProxyType({QKeySequence.StandardKey.Bold: BOLD, QKeySequence.StandardKey.Underline: UNDERLINED})
REASONS = MappingProxyType({BOLD: "加粗", UNDERLINED: "下划线", DOTTED: "着重号"})
PLAIN_AGAIN = "清除格式"

Stretch = tuple[int, int, QTextCharFormat]


def look_asked_for(event: QKeyEvent) -> str:
    """The look that a key stands for; empty for none."""
    return next((look for key, look in KEYS.items() if event.matches(key)), "")


def toggle(cursor: QTextCursor, look: str, formats: Formats) -> bool:
    """Give the selected characters this look, or take it from them when all have it; False where none can have it.

    Headings look as their role says; they take no emphasis, but lose what a lead has brought along.
    """
    stretches = list(_selected(cursor))
    if not stretches:
        return False
    is_on = all(look in looks_of(form) for _, _, form in stretches)
    edit = QTextCursor(cursor.document())
    edit.beginEditBlock()
    for start, end, form in stretches:
        left = frozenset(looks_of(form)) - {look} if is_on else frozenset((*looks_of(form), look))
        edit.setPosition(start)
        edit.setPosition(end, KEEP)
        edit.setCharFormat(formats.emphasised(without_looks(form), tuple(sorted(left))))
    edit.endEditBlock()
    return True


def clear(cursor: QTextCursor) -> bool:
    """Take all emphasis from the selected characters; False where there is none. Values stay facts."""
    stretches = [each for each in _selected(cursor) if looks_of(each[2])]
    edit = QTextCursor(cursor.document())
    edit.beginEditBlock()
    for start, end, form in stretches:
        edit.setPosition(start)
        edit.setPosition(end, KEEP)
        edit.setCharFormat(without_looks(form))
    edit.endEditBlock()
    return bool(stretches)


def _selected(cursor: QTextCursor) -> Iterator[Stretch]:
    block: QTextBlock = cursor.document().findBlock(cursor.selectionStart())
    while block.isValid() and block.position() < cursor.selectionEnd():
        base = block.position()
        for start, end, form in formats_of(block):
            first, last = max(base + start, cursor.selectionStart()), min(base + end, cursor.selectionEnd())
            if first < last and (looks_of(form) or not form.property(HEADING)):
                yield first, last, form
        block = block.next()


PLAIN = Qt.KeyboardModifier.NoModifier
COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
CTRL_ON_KEYPAD = Qt.KeyboardModifier.ControlModifier | KEYPAD
REMOVING: Mapping[int, int] = MappingProxyType({Qt.Key.Key_Backspace: -1, Qt.Key.Key_Delete: 1})
STEPS: Mapping[int, int] = MappingProxyType({Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1})
MOVES: Mapping[int, bool] = MappingProxyType(
    {Qt.Key.Key_Left: True, Qt.Key.Key_Up: True, Qt.Key.Key_Right: False, Qt.Key.Key_Down: False}
)
"""Keys that move the cursor by a character or a line, and whether they move it back."""

PERCENT = frozenset("%％")
ENTER = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))
HISTORY = ((QKeySequence.StandardKey.Undo, -1), (QKeySequence.StandardKey.Redo, 1))


def _is_new_row(event: QKeyEvent) -> bool:
    """Whether a key asks for a new row of the table: Ctrl+Enter."""
    return event.key() in ENTER and event.modifiers() & COMMAND == Qt.KeyboardModifier.ControlModifier


class EditorInput(QObject):
    """Has what is typed go to the fact, heading or text it belongs to.

    ``step_requested`` says that Tab (1) or Shift+Tab (-1) asks for another open fact, ``confirm_requested`` that the
    selected fact is to be kept as it is, ``history_requested`` that the last edit is to be undone (-1) or made again
    (1); ``fact_touched`` names a fact that was clicked on; ``commit_requested`` carries the name of an edit that is done.
    """

    step_requested = Signal(int)
    confirm_requested = Signal(str)
    history_requested = Signal(int)
    fact_touched = Signal(str)
    commit_requested = Signal(str)

    def __init__(
        self, edit: QTextEdit, navigator: Navigator, typing: TypingFormat, repaint: Repaint, clipboard: EditorClipboard
    ) -> None:
        super().__init__(edit)
        edit.installEventFilter(self)
        self._edit, self._navigator, self._typing = edit, navigator, typing
        self._guard: TableGuard = clipboard.guard
        self._repaint, self._clipboard = repaint, clipboard
        self._sync: DocumentSync = navigator.sync

    # Keys

    def press(self, event: QKeyEvent, default: Callable[[QKeyEvent], None]) -> None:
        """A key; ``default`` is the handler of the text widget."""
        if not self._edit.isReadOnly() and self._handle(event):
            return
        if event.key() in REMOVING:
            with self._repaint.typing(self._edit.textCursor()):
                default(event)
        else:
            default(event)
            if event.matches(QKeySequence.StandardKey.MoveToEndOfDocument):
                self._navigator.leave_notes()
            if event.key() in MOVES:
                self._guard.skip_head(MOVES[event.key()])

    def _handle(self, event: QKeyEvent) -> bool:
        """Handle the keys that differ from an ordinary text field; False for all others."""
        text, modifiers = event.text(), event.modifiers()
        if text.isprintable() and text:
            if modifiers == PLAIN or not modifiers & COMMAND:
                self._type(text)
                return True
            if modifiers & (COMMAND | KEYPAD) == CTRL_ON_KEYPAD:
                event.ignore()  # Qt would type the character
                return True
        key = event.key()
        if key in STEPS:
            self._step(STEPS[key])
        elif key in ENTER:
            self._enter(_is_new_row(event))
        else:
            return self._handle_command(event)
        return True

    def _step(self, step: int) -> None:
        """To the next open fact; in a table without any to the next cell."""
        if not self._guard.step_cell(step):
            self.step_requested.emit(step)

    def _handle_command(self, event: QKeyEvent) -> bool:
        """Clipboard and history; False for keys of an ordinary text field."""
        if self._removes_across(event):
            return True
        if event.key() in REMOVING:  # a fact deleted now may get its new value next
            self._typing.about_to_remove(self._edit.textCursor(), REMOVING[event.key()])
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._clipboard.before_paste is not None and self._clipboard.before_paste(self._edit)
        if event.matches(QKeySequence.StandardKey.Copy):
            self._edit.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self._typing.about_to_remove(self._edit.textCursor())
            self._clipboard.cut()
        else:
            return self._step_history(event) or self._emphasise(event)
        return True

    def _emphasise(self, event: QKeyEvent) -> bool:
        """Bold and underlined words, as one edit."""
        look = look_asked_for(event)
        if look:
            self.emphasise(look)
        return bool(look)

    def emphasise(self, look: str) -> None:
        """Give the selection this look, or take it away, as one edit."""
        if toggle(self._edit.textCursor(), look, self._sync.formats):
            self.commit_requested.emit(REASONS[look])

    def clear_emphasis(self) -> None:
        """Take all emphasis from the selection, as one edit."""
        if clear(self._edit.textCursor()):
            self.commit_requested.emit(PLAIN_AGAIN)

    def add_actions(self, menu: QMenu) -> None:
        """Append the ways of emphasis for the selection."""
        if self._edit.isReadOnly() or not self._edit.textCursor().hasSelection():
            return
        looks = menu.addMenu("强调(&Y)")
        for look, words in ((BOLD, "加粗(&B)\tCtrl+B"), (UNDERLINED, "下划线(&U)\tCtrl+U"), (DOTTED, "着重号(&D)")):
            looks.addAction(words, partial(self.emphasise, look))
        looks.addSeparator()
        looks.addAction("清除格式(&C)", self.clear_emphasis)

    def _removes_across(self, event: QKeyEvent) -> bool:
        """Whether a key would delete over the edge of a cell; then it joins nothing, and a selection is emptied."""
        step = 1 if event.matches(QKeySequence.StandardKey.DeleteEndOfLine) else REMOVING.get(event.key(), 0)
        return step != 0 and (self._guard.would_join(step) or self._guard.delete_selection())

    def _step_history(self, event: QKeyEvent) -> bool:
        """Undo and redo belong to the draft, not to this text alone."""
        for key, step in HISTORY:
            if event.matches(key):
                self.history_requested.emit(step)
                return True
        return False

    def _type(self, text: str) -> None:
        """Insert typed text in its format."""
        self._guard.make_room()
        if self._guard.is_locked:
            return
        if self._steps_over(text):
            return
        self._to_open_value(text)
        cursor = self._edit.textCursor()
        form, retyping = self._typing.format_for(cursor, text), self._typing.is_retyping(cursor, text)
        with self._repaint.typing(cursor):
            cursor.insertText(text, form)
        self._edit.setTextCursor(cursor)
        self._typing.typed(cursor, retyping)
        self._navigator.show_beneath()  # the cursor itself is in view

    def _steps_over(self, text: str) -> bool:
        """A sign of percent, typed between a number and its sign: no second one, the cursor goes behind it."""
        cursor: QTextCursor = self._edit.textCursor()
        at, document = cursor.position(), self._edit.document()
        if cursor.hasSelection() or text not in PERCENT or document.characterAt(at) not in PERCENT:
            return False
        is_behind_number = document.characterAt(at - 1).isdigit()
        if is_behind_number:
            cursor.setPosition(at + 1)
            self._edit.setTextCursor(cursor)
        return is_behind_number

    def _to_open_value(self, text: str) -> None:
        """Behind the unit of a cell that waits for its value, a number is typed before the unit."""
        cursor: QTextCursor = self._edit.textCursor()
        block = cursor.block()
        if cursor.hasSelection() or not text[:1].isdigit() or not cell_of(block):
            return
        fact = self._sync.open_fact(id_of(block))
        if fact is not None and not any(map(str.isdigit, block.text())):  # otherwise it is being typed
            cursor.setPosition(block.position() + min(units_of(block.text())(fact.start), block.length() - 1))
            self._edit.setTextCursor(cursor)

    def _enter(self, is_new_row: bool = False) -> None:
        """Confirm a completely selected fact; otherwise start a new paragraph, or in a table a new row."""
        if is_new_row and self._guard.add_row():
            return
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            fact_id = self._navigator.fact
            if self._sync.place_of(fact_id) == (cursor.selectionStart(), cursor.selectionEnd()):
                self.confirm_requested.emit(fact_id)
                return
        if self._guard.delete_selection() or self._guard.is_locked:
            self._guard.leave_locked(self._sync.formats)
            return
        split_paragraph(cursor, self._sync.formats)
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key that is a shortcut of the window means something else here: Ctrl+Enter in a cell."""
        return _is_new_row(event) and bool(cell_of(self._edit.textCursor().block())) and not self._edit.isReadOnly()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A shortcut of the window that means something else here arrives as a key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self.claims(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    # Input methods

    def compose(self, event: QInputMethodEvent, default: Callable[[QInputMethodEvent], None]) -> None:
        """Handle a composition; committed text goes to its fact. ``default`` is the handler of the text widget."""
        text = event.commitString()
        if self._edit.isReadOnly():
            event.ignore()  # Qt would commit into it
            return
        if event.replacementLength():
            default(event)
            return
        if text or event.preeditString():
            self._make_room()
        if self._guard.is_locked:
            event.ignore()
            return
        cursor = self._edit.textCursor()
        with self._repaint.typing(cursor):
            if not text:
                default(event)
                return
            if not self._navigator.is_composing:
                self._to_open_value(text)
            cursor = self._edit.textCursor()
            form, retyping = self._typing.format_for(cursor, text), self._typing.is_retyping(cursor, text)
            default(event)
            self._set_format(form, text)
            self._typing.typed(self._edit.textCursor(), retyping)
            self._edit.ensureCursorVisible()

    def _make_room(self) -> None:
        """Delete the selection when a composition starts in its place."""
        self._guard.make_room()
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            self._typing.about_to_remove(cursor, for_text=True)

    def _set_format(self, form: QTextCharFormat, text: str) -> None:
        """Set the format of the characters just committed before the cursor."""
        cursor = self._edit.textCursor()
        end = cursor.position()
        cursor.setPosition(end - len(text.encode("utf-16-le")) // 2)
        cursor.setPosition(end, KEEP)
        if "\n" not in text and cursor.charFormat() != form:
            cursor.setCharFormat(form)

    # The mouse

    def release_mouse(self) -> None:
        """Report a clicked fact; a selection that ends inside a fact is extended to all of it."""
        cursor: QTextCursor = self._edit.textCursor()
        if take_whole_facts(cursor):
            self._edit.setTextCursor(cursor)
        if fact_id := self._navigator.fact:
            self.fact_touched.emit(fact_id)

    def select_at(self, point: QPoint) -> None:
        """Select the fact, or the word, under a point of the viewport."""
        fact_id = self._navigator.fact_under(point)
        place = self._sync.place_of(fact_id) if fact_id else self._navigator.word_under(point)
        if place is not None:
            self._navigator.select(*place)
