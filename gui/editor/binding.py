"""Keeps a section of the draft and the text on the screen in step: edits go to the model, changes come back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from core.model.change import IDS, Change
from core.model.fact import Fact
from core.model.index import DraftIndex
from core.model.tables.fit import USUAL_AREA
from core.workflows.drafting.editing import take_over_in
from core.workflows.drafting.restructuring import with_same_name, with_typed_attachments
from gui.editor.blocks import id_of
from gui.editor.document_sync import Typed
from gui.editor.grids import Partings
from gui.editor.painting.chips import Overlay
from gui.editor.painting.repaint import ShapeCache
from gui.editor.painting.width import finish_layout
from gui.editor.paragraphs import Paragraph, ParagraphCache
from gui.editor.position import Navigator
from gui.editor.typing_format import TypingFormat
from gui.outline.sections import touched_by
from gui.session.draft_model import DraftModel
from gui.widgets.rest_writer import QUIET, WAIT, RestWriter
from gui.widgets.typing_timer import TypingPause

PATIENCE = 2
"""Pauses to wait for the new value of a fact that was wiped out, before the gap is committed."""

COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
MODIFIERS = frozenset((Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_Shift))

TURNS = 3
"""Passes over newly visible blocks: writing one may shorten it and bring more blocks into view."""

TYPED = "输入"


class HeldValue:
    """The value of a field before it is deleted character by character.

    A user who deletes 48 digit by digit never meant 4: its other places get 48 back. ``places`` are those of the field,
    the one at the cursor first; none while nothing is being deleted.
    """

    def __init__(self) -> None:
        self.places: tuple[Fact, ...] = ()

    def follow(self, change: Change, index: DraftIndex, ids: Iterable[str], fact_id: str) -> None:
        """Record a change typed in the paragraphs ``ids``, with the cursor at the fact ``fact_id``."""
        self.keep(fact_id)
        if not fact_id:
            return
        old = self.places[0] if self.places else _named(change.before.facts, fact_id)
        new = _named(index.facts_in(ids), fact_id)
        if old is None or new is None or new.text == old.text or new.text not in old.text:
            self.places = ()
        elif not self.places:
            self.places = (old, *_others(old, change, index))

    def keep(self, fact_id: str) -> None:
        """The cursor is at this fact now; at any other one the value is final."""
        if self.places and self.places[0].id != fact_id:
            self.places = ()


def _others(fact: Fact, change: Change, index: DraftIndex) -> Iterator[Fact]:
    """The other places of its field before the change."""
    before = {each.id: each for each in change.before.facts}
    now = index.fields.get(fact.field, {})
    return (before.get(key, each) for key, each in now.items() if key != fact.id)


def _named(facts: Iterable[Fact], fact_id: str) -> Fact | None:
    return next((fact for fact in facts if fact.id == fact_id), None)


LEFT = 400
"""Milliseconds from leaving a table until its columns are narrowed."""


class DeferredBlocks:
    """Writes deferred blocks and the rest of a long text, and widens columns; ``may_write``: no typed text waits to be
    committed, so that text may move."""

    def __init__(self, edit: QTextEdit, navigator: Navigator, may_write: Callable[[], bool]) -> None:
        self._edit, self._navigator, self._sync = edit, navigator, navigator.sync
        self._may_write = may_write
        self._is_fitting = self._is_view_due = False
        self._timer = QTimer(edit, singleShot=True)
        self._timer.timeout.connect(self._on_turn)
        self.left_timer = QTimer(edit, singleShot=True, interval=LEFT)
        """Runs since the cursor came to another paragraph: its table may have been left."""
        self.left_timer.timeout.connect(self._on_left)
        self.rest = RestWriter(edit, self._sync.rest, may_write, self._start)
        self._sync.rest.unseen = self.rest.unseen

    def show_now(self) -> None:
        """Write what is in view and at the cursor; the rest follows while idle."""
        self.rest.start()
        self._start()
        if self._sync.columns.crooked:
            self.fit_view()
        for _ in range(TURNS):
            if self._sync.has_deferred:
                self._write(self._in_view())
        self.be_ready()

    def before_key(self, event: QKeyEvent) -> None:
        """Write what a key may change or reach: all of the text, unless it is a sign typed far from what is not written."""
        if self._sync.rest and event.modifiers() & COMMANDS and event.key() not in MODIFIERS:
            self._sync.rest.complete()
        self.be_ready()

    def be_ready(self, is_whole: bool = False) -> None:
        """Write what the next key may change: around the cursor, or the whole selection."""
        if not self.rest.has_screen_below(self._edit.cursorRect().bottom()):
            self._sync.rest.complete()
        if self._sync.has_deferred:
            self._write(self._at_cursor(is_whole))
            self._navigator.carry_composition()

    def fit_view(self) -> None:
        """Bring all grids in view to the widths of their columns, which may bring others into view."""
        if self._is_fitting or not self._sync.columns.is_late:
            return
        self._is_fitting, self._is_view_due = True, False
        seen = self._ends_of_view()
        for _ in range(TURNS):
            self._keep_in_place(partial(self._sync.columns.fit_between, *seen))
            before, seen = seen, self._ends_of_view()
            if seen == before:
                break
        self._is_fitting = False

    @property
    def _is_late(self) -> bool:
        return self._sync.has_deferred or self._sync.columns.is_late

    def _start(self) -> None:
        if self._is_late:
            self._timer.start(0)

    def _on_turn(self) -> None:
        if self._sync.columns.untold or self._is_view_due:
            self._fit_in_turns()
        elif not self._is_late:
            return
        elif not self._may_write():
            self._timer.start(WAIT)
            return
        elif self._sync.has_deferred:
            self._write(self._in_view())
            self._write(self._sync.deferred_blocks())
        else:
            self._keep_in_place(self._sync.columns.fit_next, is_in_view=False)
        if self._is_late:
            self._timer.start(0 if self._may_write() else WAIT)

    def _fit_in_turns(self) -> None:
        """The first grids of tables, if they are out of view, then those in view: both together would be one long step."""
        if self._is_view_due:
            self._is_view_due = False
            self.fit_view()
        else:
            tell = partial(self._sync.columns.tell_beyond, *self._ends_of_view())
            self._keep_in_place(tell, is_in_view=False)
            self._is_view_due = True

    def _on_left(self) -> None:
        if not self._may_write() or self._sync.rest:
            self.left_timer.start()
        elif self._sync.has_blocks:
            self._sync.narrow(self._sync.shown, id_of(self._edit.textCursor().block()))
            self._start()

    def _write(self, blocks: Iterator[QTextBlock]) -> None:
        self._keep_in_place(partial(self._sync.flush_deferred, list(blocks)))

    def _keep_in_place(self, write: Callable[[], None], is_in_view: bool = True) -> None:
        """Write something, keeping the line at the top of the view in place; nothing is painted for what is not in view."""
        edit, bar = self._edit, self._edit.verticalScrollBar()
        top = edit.cursorForPosition(QPoint(0, 0))
        below = edit.cursorRect(top).top()
        edit.viewport().setAttribute(QUIET, not is_in_view)
        try:
            write()
        finally:
            edit.viewport().setAttribute(QUIET, False)
        if edit.cursorRect(top).top() != below:
            bar.setValue(bar.value() + edit.cursorRect(top).top() - below)
            edit.viewport().update()

    def _ends_of_view(self) -> tuple[int, int]:
        """The positions of the first and the last character in view."""
        corner = self._edit.viewport().rect().bottomRight()
        first, last = map(self._edit.cursorForPosition, (QPoint(0, 0), corner))
        return first.position(), last.position()

    def _in_view(self) -> Iterator[QTextBlock]:
        block = self._edit.cursorForPosition(QPoint(0, 0)).block()
        last = self._edit.cursorForPosition(self._edit.viewport().rect().bottomRight()).blockNumber()
        while block.isValid() and block.blockNumber() <= last:
            yield block
            block = block.next()

    def _at_cursor(self, is_whole: bool) -> Iterator[QTextBlock]:
        """The paragraphs at both ends of the selection, and their neighbours, which a key may join to them."""
        cursor, find = self._edit.textCursor(), self._edit.document().findBlock
        first, last = find(cursor.selectionStart()), find(cursor.selectionEnd())
        if is_whole:
            while first != last:
                yield first
                first = first.next()
        for block in (first.previous(), first, first.next(), last.previous(), last, last.next()):
            if block.isValid():
                yield block


class SectionBinding(QObject):
    """Shows a section of a draft in a text field, and commits what is typed there.

    A key press changes only the document; typed text is committed when typing pauses (``pause``), after a limit when it
    does not, or by ``flush`` and ``commit``. ``has_typed``: something is not committed yet; ``restorable`` are facts
    that were cut or deleted and may return. ``place_changed`` names the element at the cursor; ``committed`` carries
    the draft before typed text became part of it, and the ids of the edited elements.
    """

    place_changed = Signal(str)
    committed = Signal(object, object)

    def __init__(self, edit: QTextEdit, navigator: Navigator, typing: TypingFormat, overlay: Overlay) -> None:
        super().__init__(edit)
        self._edit, self._navigator, self._typing, self._overlay = edit, navigator, typing, overlay
        self.model: DraftModel | None = None
        self.sync = navigator.sync
        overlay.pictures.objects = self.sync.objects_of
        overlay.pictures.shown = lambda: self.sync.shown
        overlay.open_fact = self.sync.open_fact
        self.deferred = DeferredBlocks(edit, navigator, self._may_move_text)
        self.restorable: tuple[Fact, ...] = ()
        self._key, self._cache, self._shapes, self._held = "", ParagraphCache(), ShapeCache(), HeldValue()
        self._partings = Partings(self.sync.shapes)
        self._touched: frozenset[str] | None = None
        self._is_rendering = self._is_committing = self.has_typed = self._is_stale = self._is_filled = False
        self._waited, self._at, self._room = 0, "", 0
        self.pause = TypingPause(lambda: navigator.is_composing, self, self._waits_for_value)
        self.pause.rested.connect(self._on_pause)
        self.pause.overdue.connect(self.commit)
        edit.document().contentsChange.connect(self._on_contents_change)
        edit.cursorPositionChanged.connect(self._on_cursor_moved)
        edit.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # Display

    @property
    def shows_text(self) -> bool:
        """Whether the text of the section is shown."""
        return self._is_filled and self._edit.isVisible()

    def show_section(self, model: DraftModel, key: str) -> None:
        """See TextPanel.show_section."""
        if model is self.model and key == self._key:
            return
        self.flush()
        if self.model is not model:
            model.flush_requested.connect(self.flush)
            model.area_changed.connect(self._on_area_changed)
            model.changed.connect(self._on_model_changed)
            model.changed.connect(self._overlay.flash.follow)
        self.model, self._key, self._is_filled, self._touched = model, key, False, None
        self._edit.setReadOnly(model.read_only)
        if self._edit.isVisible():
            self._render()

    def show_stale(self) -> None:
        """Show changes made while the text was hidden."""
        if self._is_stale or not self._is_filled:
            self._render()

    def keep_place(self) -> None:
        """Return to the present place when the text is shown next."""
        if self._is_filled:
            self._navigator.pending = self._navigator.place_now

    def _on_area_changed(self) -> None:
        """Show tables as wide as they are in the draft's layout."""
        if self.model is not None and self.sync.rest.is_other_area(self.model.type_area, self.sync.shown):
            self.flush()
            self.keep_place()
            self.show_anew()

    def show_anew(self) -> None:
        """Write everything in the current formats."""
        if self._is_filled:
            self._is_filled = False
            if self._edit.isVisible():
                self._render()

    def _on_model_changed(self, change: Change) -> None:
        self._is_stale = True
        is_known = change.after.order is None
        self._touched = self._touched | touched_by(change) if is_known and self._touched is not None else None
        if not self._is_committing:  # deleted words may have returned, or moved
            self._overlay.release_marks()
        if self._edit.isVisible():
            self._render()

    def _render(self) -> None:
        if self.model is None:
            return
        paragraphs = self._cache.of(self.model.index, self.model.ids_in(self._key), self._touched)
        paragraphs = self._partings.of(paragraphs) if self._cache.has_tables else paragraphs
        self._touched = frozenset()
        self._overlay.pictures.media = self.model.draft.media
        self._overlay.pictures.is_used = bool(self.model.draft.media)
        cursor = self._edit.textCursor()
        element_id, offset = id_of(cursor.block()), cursor.positionInBlock()
        was_rendering, self._is_rendering = self._is_rendering, True
        was_filled, self._is_filled = self._is_filled, False
        try:
            if was_filled:
                self._show(self.sync.rest.without(paragraphs))
            else:
                self._fill(paragraphs)
            self._navigator.return_to(element_id, offset)
            self._is_stale, self._is_filled = False, True
        finally:
            self._is_rendering = was_rendering
            if was_filled and not self._is_filled:  # recover from an error: rewrite everything once
                QTimer.singleShot(0, self, self._render)
        self._overlay.show_focus()
        self._navigator.go_to_pending()
        self.deferred.show_now()

    def _fill(self, paragraphs: Sequence[Paragraph]) -> None:
        """Write everything with the cursor at the start: with the cursor at the end Qt would lay out everything at
        once."""
        edit = self._edit
        self._overlay.release_marks()
        cursor = QTextCursor(edit.document())
        cursor.setKeepPositionOnInsert(True)
        edit.setTextCursor(cursor)
        area = USUAL_AREA if self.model is None else self.model.type_area
        writer = self.deferred.rest
        lines = writer.first_lines
        with writer.beginning() if self.sync.rest.is_long(paragraphs, lines) else nullcontext():
            self.sync.fill(paragraphs, area, lines)
        edit.setTextCursor(QTextCursor(edit.document()))
        edit.verticalScrollBar().setValue(0)
        self._typing.forget()

    def _show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show what changed; where grids did, write them anew and show the same place."""
        has_grids = self._cache.has_tables or self.sync.has_blocks
        change = self.sync.grid_change(paragraphs) if has_grids else None
        if change is None:
            finish_layout(self._edit.document())
            self.sync.show(paragraphs)
            self._navigator.carry_composition()
            return
        number = self._edit.textCursor().blockNumber()
        place = self._navigator.place_now
        self._overlay.release_marks()
        self._typing.forget()
        if not self.sync.rewrite(change, paragraphs):
            self._fill(paragraphs)
        self._edit.setTextCursor(QTextCursor(self._edit.document().findBlockByNumber(number)))
        self._navigator.go_to(place)

    def _on_scrolled(self) -> None:
        """Something else comes into view, and is painted next."""
        if not self._is_rendering:
            self.deferred.fit_view()

    # Typing

    def flush(self) -> None:
        """Commit typed text, a composition of the input method included."""
        if self._navigator.is_composing:
            QGuiApplication.inputMethod().commit()
        self.deferred.be_ready()
        self._commit(TYPED)

    def commit(self, reason: str = TYPED) -> None:
        """Commit the text on the screen as one edit of that name, unless a composition is running."""
        if not self._navigator.is_composing:
            self._commit(reason)

    def selection_cleared(self) -> None:
        """The last edit cleared the selection for text that is typed next; both are one step of the history."""
        self._room = self.model.step() if self.model is not None else 0

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        document = self._edit.document()
        block = last = document.findBlock(position)
        place = position - block.position()
        if place + added >= block.length():
            last = document.findBlock(position + added)
        self._typing.disturbed()
        self._overlay.chips.disturbed(block, last, None if removed else self._typing.grown(place, added))
        if not (self._is_rendering or self.sync.is_writing or self.sync.rest.is_writing):
            self.sync.mark(block, last)
            self.has_typed, self._waited = True, 0
            self.pause.touch()

    def _on_cursor_moved(self) -> None:
        cursor = self._edit.textCursor()
        self._typing.moved_to(cursor.position())
        if self._held.places and not self._typing.waits_at(cursor.position()):
            self._held.keep(self._navigator.fact)
        if not self._typing.is_amid:
            self._overlay.show_focus()
        at = id_of(cursor.block())
        if at != self._at and not self._is_rendering:
            self._at = at
            self._shapes.move_to(cursor)
            self.deferred.left_timer.start()
            self.place_changed.emit(at)

    def _on_pause(self) -> None:
        self._waited += 1
        if self._waits_for_value() and self._waited < PATIENCE:
            self.pause.wait()
        else:
            self.commit()

    def _waits_for_value(self) -> bool:
        """Whether a fact was cleared at the cursor and its new value is not typed yet."""
        return self._edit.hasFocus() and bool(self._typing.waits_at(self._edit.textCursor().position()))

    def _may_move_text(self) -> bool:
        return not (self.has_typed or self._navigator.is_composing or self._waits_for_value())

    def _commit(self, reason: str) -> None:
        """Stale text was hidden, so nobody typed there; a composition is no text yet."""
        model = self.model
        if model is None or model.read_only or not self.has_typed or self._is_stale:
            return
        self.pause.stop()
        self.has_typed = False
        typed = self.sync.typed(fact.id for fact in self.restorable)
        if typed is not None:
            self._edit_draft(model, typed, reason)

    def _edit_draft(self, model: DraftModel, typed: Typed, reason: str) -> None:
        before, restorable, held = model.draft, self.restorable, self._held.places
        self.restorable = self._emptied(model, typed)
        change = replace(take_over_in(model.index, typed.old_ids, typed.paragraphs, restorable, held), reason=reason)
        change = with_same_name(model.draft, with_typed_attachments(model.draft, change))
        self._is_committing = True
        try:
            is_taken = model.take(lambda _draft: change, continues=self._room == model.step() != 0)
        finally:
            self._is_committing = False
        if not is_taken:
            self._render()
            return
        new = frozenset(map(IDS, change.after.elements)).difference(map(IDS, change.before.elements))
        ids = new.union(typed.old_ids)
        self._held.follow(change, model.index, ids, self._navigator.fact)
        self.committed.emit(before, ids)

    def _emptied(self, model: DraftModel, typed: Typed) -> tuple[Fact, ...]:
        """The fact whose place under the cursor is empty: text typed there restores it."""
        waiting = self._typing.waits_at(self._edit.textCursor().position())
        facts = (*model.index.facts_in(typed.old_ids), *self.restorable) if waiting else ()
        return tuple(fact for fact in facts if fact.id == waiting)[:1]
