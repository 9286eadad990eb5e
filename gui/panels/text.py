"""正文: running text that can be typed into, ordinals beside it, facts as coloured spans."""

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from core.workflows.editing import take_over
from gui import theme
from gui.models.drafts import DraftModel
from gui.models.outline import section_ids
from gui.panels.text_looks import run_of
from gui.panels.text_menu import text_menu
from gui.panels.text_ordinals import paint_ordinals
from gui.panels.text_screen import TextScreen, id_of
from gui.panels.text_typing import Hand, clip, fact_at, lines_of, split_paragraph

PAUSE = 300
"""Milliseconds without a key until what was typed is taken over."""

PATIENCE = 12
"""Pauses to wait for the new value of a fact that was wiped out, before it counts as deleted."""

COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
KEEP = QTextCursor.MoveMode.KeepAnchor


class TextPanel(QTextEdit):
    """The whole draft, or one section of it, as running text.

    A key press does nothing but type; what was typed is taken over when the hand pauses, or when ``flush`` asks for
    it. ``place_changed`` tells the element the cursor stands in, ``step_requested`` that Tab (1) or Shift+Tab (-1)
    asks for another open fact, ``confirm_requested`` that the selected fact is to be kept as it is.
    """

    place_changed = Signal(str)
    step_requested = Signal(int)
    confirm_requested = Signal(str)
    reset_requested = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: DraftModel | None = None
        self._key = ""
        self._screen = TextScreen(self.document())
        self._hand = Hand()
        self._rendering = self._dirty = self._stale = self._filled = False
        self._waited, self._block = 0, -1
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self.setAccessibleName(name)
        self.setObjectName("running")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self._dress()
        self.document().contentsChange.connect(self._on_contents_change)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    # What may be asked of it

    def show_section(self, model: DraftModel, key: str) -> None:
        """Show one section of the draft (see gui.models.outline for the keys), or with "" all of it."""
        if model is self._model and key == self._key:
            return
        self.flush()
        if self._model is not model:
            model.flush_requested.connect(self.flush)
            model.changed.connect(self._on_model_changed)
        self._model, self._key, self._filled = model, key, False
        self.setReadOnly(model.read_only)
        if self.isVisible():
            self._render()

    def flush(self) -> None:
        """Take over what was typed, a composition of the input method included."""
        if self._is_composing:
            QGuiApplication.inputMethod().commit()
        self._take_over()

    def show_fact(self, fact_id: str, select: bool = True) -> None:
        """Bring a fact into view; ``select`` puts the cursor on it as well."""
        place = self._screen.place_of(fact_id)
        if place is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], KEEP)
        if select:
            self.setTextCursor(cursor)
        self._reveal(cursor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(theme.colour("accent"))
        mark.format.setForeground(theme.colour("accent_text"))
        self.setExtraSelections([] if select else [mark])

    def show_element(self, element_id: str) -> None:
        """Put the cursor at the start of an element and bring it to the upper part of the view."""
        block = self._screen.find(element_id)
        if block is None or id_of(self.textCursor().block()) == element_id:
            return
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top - self.viewport().height() * 0.15))

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
        cursor = self.textCursor()
        return fact_at(cursor, cursor.selectionStart()) or fact_at(cursor, cursor.selectionStart() - 1)

    # Between screen and model

    @property
    def _is_composing(self) -> bool:
        return bool(self.textCursor().block().layout().preeditAreaText())

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        if not self._rendering:
            self._screen.mark(position, added)
            self._dirty, self._waited = True, 0
            self._pause.start()

    def _on_pause(self) -> None:
        self._waited += 1
        if self._is_composing or (self._waits_for_value and self._waited < PATIENCE):
            self._pause.start()
        else:
            self._take_over()

    @property
    def _waits_for_value(self) -> bool:
        return self.hasFocus() and self._hand.waits_at(self.textCursor().position())

    def _take_over(self) -> None:
        if not self._dirty or self._model is None or self._model.read_only or self._is_composing:
            return
        self._pause.stop()
        self._dirty = False
        typed = self._screen.typed()
        if typed is None:
            return
        if not self._model.take(take_over, typed.old_ids, typed.paragraphs):
            self._render()

    def _on_model_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._render()

    def _render(self) -> None:
        if self._model is None:
            return
        self._stale, self._rendering = False, True
        paragraphs = run_of(self._model.draft, section_ids(self._model.draft, self._key))
        if self._filled:
            block = self.textCursor().block()
            element_id, offset = id_of(block), self.textCursor().positionInBlock()
            self._screen.show(paragraphs)
            self._return_to(element_id, offset)
        else:
            self._filled = True
            self._screen.fill(paragraphs)
            self._hand.forget()
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self._rendering = False

    def _return_to(self, element_id: str, offset: int) -> None:
        """Put the cursor back where it stood when its paragraph was moved."""
        if not element_id or id_of(self.textCursor().block()) == element_id:
            return
        block = self._screen.find(element_id)
        if block is not None:
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(offset, block.length() - 1))
            self.setTextCursor(cursor)

    # Looks

    def _dress(self) -> None:
        """Take the theme's running font and spacing.

        The viewport fills its own ground: a see-through one would have every frame below it painted at each key.
        """
        self.document().setDefaultFont(theme.running_font())
        self.document().setDocumentMargin(theme.length(16))
        ground, viewport = QPalette(self.palette()), self.viewport()
        ground.setColor(QPalette.ColorRole.Base, theme.colour("card"))
        viewport.setPalette(ground)
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)

    def _reveal(self, cursor: QTextCursor) -> None:
        """Scroll so that a place stands with some text above and below it, and no further than needed."""
        rect, bar, height = self.cursorRect(cursor), self.verticalScrollBar(), self.viewport().height()
        margin = min(theme.length(48), height // 4)
        if rect.top() < margin:
            bar.setValue(bar.value() + rect.top() - margin)
        elif rect.bottom() > height - margin:
            bar.setValue(bar.value() + rect.bottom() - height + margin)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the ordinals beside it."""
        super().paintEvent(event)
        paint_ordinals(self, self._screen.looks, event.rect())

    def changeEvent(self, event: QEvent) -> None:
        """Another font size or colour scheme: everything is shown anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
            if self._filled:
                self.flush()
                self._filled = False
                if self.isVisible():
                    self._render()

    # The hand

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, with characters going to the fact they belong to."""
        if self.isReadOnly() or not self._handle(event):
            super().keyPressEvent(event)

    def _handle(self, event: QKeyEvent) -> bool:
        """Do what this panel does differently from any text field; False for everything else."""
        key, cursor = event.key(), self.textCursor()
        plain = not event.modifiers() & COMMAND
        if plain and event.text().isprintable() and event.text():
            return self._type(cursor, event.text())
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.step_requested.emit(1 if key == Qt.Key.Key_Tab else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(cursor)
            return True
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._hand.about_to_remove(cursor, -1 if key == Qt.Key.Key_Backspace else 1)
            return False
        if event.matches(QKeySequence.StandardKey.Cut):
            self._hand.about_to_remove(cursor)
            return False
        return self._step_history(event)

    def _step_history(self, event: QKeyEvent) -> bool:
        """Undo and redo belong to the draft, not to this text alone."""
        if self._model is None:
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            self._model.undo()
            return True
        if event.matches(QKeySequence.StandardKey.Redo):
            self._model.redo()
            return True
        return False

    def _type(self, cursor: QTextCursor, text: str) -> bool:
        """Insert typed text in the format it belongs to."""
        cursor.insertText(text, self._hand.format_for(cursor, text))
        self._hand.forget()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _enter(self, cursor: QTextCursor) -> None:
        """Confirm the fact that is selected as a whole; otherwise begin a new paragraph."""
        if cursor.hasSelection() and self._is_one_fact(cursor):
            self.confirm_requested.emit(self.fact)
            return
        split_paragraph(cursor, self._screen.looks)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _is_one_fact(self, cursor: QTextCursor) -> bool:
        place = self._screen.place_of(self.fact)
        return place == (cursor.selectionStart(), cursor.selectionEnd())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Compose; what is committed goes to the fact it belongs to."""
        cursor, text = self.textCursor(), event.commitString()
        starts = bool(text or event.preeditString() or event.replacementLength())
        if starts and cursor.hasSelection() and not self.isReadOnly():
            self._hand.about_to_remove(cursor)
        if not text or event.replacementLength() or self.isReadOnly():
            super().inputMethodEvent(event)
            return
        form = self._hand.format_for(cursor, text)
        super().inputMethodEvent(event)
        self._give_format(form, text)

    def _give_format(self, form: QTextCharFormat, text: str) -> None:
        """The characters just committed stand before the cursor."""
        cursor = self.textCursor()
        end = cursor.position()
        cursor.setPosition(end - len(text.encode("utf-16-le")) // 2)
        cursor.setPosition(end, KEEP)
        if "\n" not in text and cursor.charFormat() != form:
            cursor.setCharFormat(form)
        self._hand.forget()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy and cut."""
        return clip(self.textCursor())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop: plain text, a paragraph a line."""
        cursor = self.textCursor()
        for index, line in enumerate(lines_of(source)):
            if index:
                split_paragraph(cursor, self._screen.looks)
            cursor.insertText(line, self._hand.format_for(cursor, line))
            self._hand.forget()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a fact selects the fact."""
        super().mouseDoubleClickEvent(event)
        at = self.cursorForPosition(event.position().toPoint())
        fact_id = fact_at(at, at.position()) or fact_at(at, at.position() - 1)
        if fact_id:
            self.show_fact(fact_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Clipboard, and what can be done with the fact under the mouse."""
        if not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        text_menu(self).exec(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the text means the typing is done."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._hand.forget()
            self._take_over()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while out of sight."""
        super().showEvent(event)
        self._dress()
        if self._stale or not self._filled:
            self._render()

    def _on_cursor_moved(self) -> None:
        cursor = self.textCursor()
        self._hand.moved_to(cursor.position())
        number = cursor.blockNumber()
        if number != self._block and not self._rendering:
            self._block = number
            self.place_changed.emit(id_of(cursor.block()))
