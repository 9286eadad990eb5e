"""正文: running text that can be typed into, ordinals beside it, facts as coloured spans."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QPalette,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from core.model.change import IDS, Change
from core.model.fact import Fact
from core.workflows.drafting.editing import take_over_in
from gui.editor.blocks import id_of
from gui.editor.document_sync import Typed
from gui.editor.facts import FactEdit
from gui.editor.formats import Paragraph
from gui.editor.held_value import HeldField
from gui.editor.painting.width import finish_layout, keep_readable, wear
from gui.editor.paragraph_cache import Run
from gui.editor.position import TextPlace, carry_composition, go_to_place, place_in_text
from gui.outline.sections import touched_by
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.widgets.typing_timer import TypingPause

PATIENCE = 2
"""Pauses to wait for the new value of a fact that was wiped out, before the gap is taken over."""

WELL_IN_VIEW = 0.8
"""Down to which part of its height the view may grow shorter without hiding a place."""

KEEP = QTextCursor.MoveMode.KeepAnchor


class TextPanel(FactEdit):
    """The whole draft, or one section of it, as running text.

    A key press does nothing but type; what was typed is taken over when the hand pauses, before long when it does not,
    or when ``flush`` asks for it. ``place_changed`` tells the element the cursor stands in, ``handed_in`` the draft as
    it was before what was typed became part of it, and the elements that were typed in.
    """

    place_changed = Signal(str)
    handed_in = Signal(object, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._run = "", Run()
        self._touched: frozenset[str] | None = None
        self._rendering = self._making = self._dirty = self._stale = self._filled = False
        self._waited, self._at = 0, ""
        self._held = HeldField()
        self.late.may_write = lambda: not (self._dirty or self.is_composing or self._waits_for_value)
        self.bound_for: TextPlace | None = None
        self._pause = TypingPause(lambda: self.is_composing, self, lambda: self._waits_for_value)
        self._pause.rested.connect(self._on_pause)
        self._pause.overdue.connect(self.hand_in)
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
        """Show one section of the draft (see gui.outline.model for the keys), or with "" all of it."""
        if model is self._model and key == self._key:
            return
        self.flush()
        if self._model is not model:
            model.flush_requested.connect(self.flush)
            model.changed.connect(self._on_model_changed)
            model.changed.connect(self._over.flash.follow)
        self._model, self._key, self._filled, self._touched = model, key, False, None
        self.setReadOnly(model.read_only)
        if self.isVisible():
            self._render()

    def flush(self) -> None:
        """Take over what was typed, a composition of the input method included."""
        if self.is_composing:
            QGuiApplication.inputMethod().commit()
        self.late.be_ready()
        self._take_over("输入")

    def hand_in(self, reason: str = "输入") -> None:
        """Take over what stands on the screen, as one edit of that name, unless something is being composed."""
        if not self.is_composing:
            self._take_over(reason)

    def show_fact(self, fact_id: str, select: bool = True) -> None:
        """Bring a fact into view; ``select`` puts the cursor on it as well."""
        place = self.screen_text.place_of(fact_id)
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

    def show_element(self, element_id: str, offset: int = -1, end: int = -1) -> None:
        """Bring an element, or the ``offset`` (in code points) in it, to the upper part of the view.

        The cursor goes there; without an offset it stays if it is in the element already. With an ``end`` what stands
        between is selected. Nothing scrolls for either while it is in view.
        """
        stays = offset < 0 and id_of(self.textCursor().block()) == element_id
        cursor = self.textCursor() if stays else self.screen_text.cursor_at(element_id, max(offset, 0))
        if cursor is None:
            return
        behind = self.screen_text.cursor_at(element_id, end) if end > offset else None
        if behind is not None:
            cursor.setPosition(behind.position(), KEEP)
            stays = True
        self.setTextCursor(cursor)
        if not (stays and _is_well_in_view(self, cursor)):
            bar, top = self.verticalScrollBar(), self.cursorRect(cursor).top()
            bar.setValue(bar.value() + round(top - self.viewport().height() * 0.15))

    def take_place(self, place: TextPlace) -> None:
        """Show this place, now or as soon as the text is seen."""
        if self._filled and self.isVisible():
            go_to_place(self, self.screen_text, place)
        else:
            self.bound_for = place

    # Between screen and model

    @property
    def is_composing(self) -> bool:
        """Whether the input method is at work here."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        document = self.document()
        block = last = document.findBlock(position)
        place = position - block.position()
        if place + added >= block.length():
            last = document.findBlock(position + added)
        self.hand.disturbed()
        self._over.disturbed(block, block is last, None if removed else self.hand.grown(place, added))
        if not (self._rendering or self.screen_text.is_writing):
            self.screen_text.mark(block, last)
            self._dirty, self._waited = True, 0
            self._pause.touch()

    def _on_pause(self) -> None:
        self._waited += 1
        if self._waits_for_value and self._waited < PATIENCE:
            self._pause.wait()
        else:
            self.hand_in()

    @property
    def _waits_for_value(self) -> bool:
        return self.hasFocus() and bool(self.hand.waits_at(self.textCursor().position()))

    def _take_over(self, reason: str) -> None:
        """What is stale was out of sight, so nobody typed there; what is being composed is no text yet."""
        model = self._model
        if model is None or model.read_only or not self._dirty or self._stale:
            return
        self._pause.stop()
        self._dirty = False
        typed = self.screen_text.typed(fact.id for fact in self._wiped)
        if typed is not None:
            self._make(model, typed, reason)

    def _make(self, model: DraftModel, typed: Typed, reason: str) -> None:
        before, wiped, held = model.draft, self._wiped, self._held.places
        self._wiped = self._about_to_go(model, typed)

        change = replace(take_over_in(model.index, typed.old_ids, typed.paragraphs, wiped, held), reason=reason)
        self._making = True
        try:
            is_taken = model.take(lambda _draft: change)
        finally:
            self._making = False
        if not is_taken:
            self._render()
            return
        new = frozenset(map(IDS, change.after.elements)).difference(map(IDS, change.before.elements))
        ids = new.union(typed.old_ids)
        self._held.follow(change, model.index, ids, self.fact)
        self.handed_in.emit(before, ids)

    def _about_to_go(self, model: DraftModel, typed: Typed) -> tuple[Fact, ...]:
        """The fact whose place is empty under the cursor: what is typed there next gives it back."""
        waiting = self.hand.waits_at(self.textCursor().position())
        facts = (*model.index.facts_in(typed.old_ids), *self._wiped) if waiting else ()
        return tuple(fact for fact in facts if fact.id == waiting)[:1]

    def _on_model_changed(self, change: Change) -> None:
        self._stale = True
        is_known = change.after.order is None
        self._touched = self._touched | touched_by(change) if is_known and self._touched is not None else None
        if not self._making:  # words that were gone may be back, or stand elsewhere
            self.marks.let_go()
            self.offers.let_go()
        if self.isVisible():
            self._render()

    def _render(self) -> None:
        if self._model is None:
            return
        paragraphs = self._run.of(self._model.index, self._model.ids_in(self._key), self._touched)
        self._touched = frozenset()
        block = self.textCursor().block()
        element_id, offset = id_of(block), self.textCursor().positionInBlock()
        was_rendering, self._rendering = self._rendering, True
        was_filled, self._filled = self._filled, False
        try:
            (_show if was_filled else _fill)(self, paragraphs)
            self._return_to(element_id, offset)
            self._stale, self._filled = False, True
        finally:
            self._rendering = was_rendering
            if was_filled and not self._filled:  # a fault, after which one may work on: once more, all anew
                QTimer.singleShot(0, self, self._render)
        self.show_focus()
        place, self.bound_for = self.bound_for, None
        if place is not None:
            go_to_place(self, self.screen_text, place)
        self.late.show_now()

    def _return_to(self, element_id: str, offset: int) -> None:
        """Put the cursor back where it stood when its paragraph was moved."""
        if not element_id or id_of(self.textCursor().block()) == element_id:
            return
        block = self.screen_text.find(element_id)
        if block is not None:
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(offset, block.length() - 1))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    # Looks

    def _dress(self) -> None:
        """Take the theme's running font and spacing.

        The viewport fills its own ground: a see-through one would have every frame below it painted at each key.
        """
        was_rendering, self._rendering = self._rendering, True
        wear(self.document(), theme.running_font(), theme.length(16))
        keep_readable(self)
        self._rendering = was_rendering
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

    def changeEvent(self, event: QEvent) -> None:
        """Another font size or colour scheme: everything is shown anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.flush()
            if self._filled:
                self.bound_for = place_in_text(self)
            self._dress()
            if self._filled:
                self._filled = False
                if self.isVisible():
                    self._render()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the text means the typing is done."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hand.forget()
            self.hand_in()
        self.show_focus()

    def viewportEvent(self, event: QEvent) -> bool:
        """A fact under the mouse says what it is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while out of sight."""
        super().showEvent(event)
        self._dress()
        if self._stale or not self._filled:
            self._render()

    def _on_cursor_moved(self) -> None:
        cursor = self.textCursor()
        self.hand.moved_to(cursor.position())
        if self._held.places and not self.hand.waits_at(cursor.position()):
            self._held.keep(self.fact)
        if not self.hand.is_amid:
            self.show_focus()
        at = id_of(cursor.block())
        if at != self._at and not self._rendering:
            self._at = at
            self.shaped.move_to(cursor)
            self.place_changed.emit(at)


def _is_well_in_view(panel: TextPanel, cursor: QTextCursor) -> bool:
    rect = panel.cursorRect(cursor)
    return 0 <= rect.top() <= rect.bottom() <= panel.viewport().height() * WELL_IN_VIEW


def _show(panel: TextPanel, paragraphs: Sequence[Paragraph]) -> None:
    """What is other than before."""
    finish_layout(panel.document())
    panel.screen_text.show(paragraphs)
    carry_composition(panel)


def _fill(panel: TextPanel, paragraphs: Sequence[Paragraph]) -> None:
    """All anew, the cursor at the start: if it went along to the end, Qt would lay out everything at once."""
    panel.marks.let_go()
    panel.offers.let_go()
    cursor = QTextCursor(panel.document())
    cursor.setKeepPositionOnInsert(True)
    panel.setTextCursor(cursor)
    panel.screen_text.fill(paragraphs)
    panel.setTextCursor(QTextCursor(panel.document()))
    panel.verticalScrollBar().setValue(0)
    panel.hand.forget()
