"""正文: editable running text, with painted ordinals and facts as coloured spans."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QToolTip, QWidget

from core.model.fact import Fact, FactState
from core.model.finding import Severity
from core.workflows.drafting.filling import keep
from core.workflows.drafting.marking import is_free, mark_text, unmark
from gui.editor.binding import TYPED, SectionBinding
from gui.editor.clipboard import EditorClipboard
from gui.editor.document_sync import DocumentSync
from gui.editor.figures import FigureHandles, holds_picture
from gui.editor.formats import fact_of
from gui.editor.input import EditorInput
from gui.editor.painting.chips import Overlay
from gui.editor.painting.repaint import Repaint, areas_of
from gui.editor.painting.search_highlights import SearchHighlights
from gui.editor.painting.underlines import MarkSource, TextMark, source_of
from gui.editor.painting.width import TextColumn
from gui.editor.position import Navigator, Spot, TextPlace, chosen_place
from gui.editor.tables import ColumnHandles
from gui.editor.typing_format import TypingFormat, fact_at
from gui.form.fields import fact_tooltip
from gui.session.draft_model import DraftModel
from gui.widgets.basics import wrapped_tip
from gui.widgets.edit_menu import add_edits

OFFERED = "新输入的数，还不是要素。按 Ctrl+D 设为要素"


class FactChips(QObject):
    """The actions on the facts of one text, and their explanations.

    ``mark_requested`` requests that the offered value of this number become a fact, ``reset_requested`` last
    year's value.
    """

    mark_requested = Signal(int)
    reset_requested = Signal(str)

    def __init__(self, edit: QTextEdit, navigator: Navigator, binding: SectionBinding, overlay: Overlay) -> None:
        super().__init__(edit)
        self._edit, self._navigator, self._binding, self._overlay = edit, navigator, binding, overlay
        self._offered: list[TextMark] = []

    def show_marks(self, source: MarkSource) -> None:
        """Underline the findings that ``source`` names, and nothing else."""
        self._overlay.marks.show(source)
        self._edit.viewport().update()

    def show_offers(self, facts: Iterable[Fact]) -> None:
        """Outline these values of the draft as it stands, and no others."""
        self._offered = [TextMark(fact.element_id, fact.start, fact.end, Severity.HINT, OFFERED) for fact in facts]
        if self._binding.model is not None:
            ids = tuple({mark.element_id for mark in self._offered})
            self._overlay.offers.show(source_of(self._offered, self._binding.model.index.part(ids)))
        self._edit.viewport().update()

    def offered_here(self) -> int:
        """The number of the offered value at the cursor or selection, from 1; 0 for none."""
        cursor = self._edit.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        held = self._overlay.offers.in_block(cursor.block())
        here = (mark for at, mark in held if at.selectionStart() <= first <= last <= at.selectionEnd())
        return next((self._offered.index(mark) + 1 for mark in here), 0)

    def mark_chosen(self) -> bool:
        """Make a fact of the selected text; False where that cannot be."""
        self._binding.flush()
        place, model = chosen_place(self._edit.textCursor()), self._binding.model
        return place is not None and model is not None and model.do(mark_text, place)

    def keep(self, fact_id: str) -> None:
        """Confirm a fact; the cursor stays."""
        self._binding.flush()
        if self._binding.model is not None:
            self._binding.model.do(keep, fact_id)

    def make_plain(self, everywhere: bool = False) -> bool:
        """Make plain text of the fact at the cursor, at this place or at all places of its field."""
        self._binding.flush()
        fact_id, model = self._navigator.fact, self._binding.model
        return bool(fact_id) and model is not None and model.do(unmark, fact_id, everywhere)

    def tooltip_at(self, point: QPoint) -> str:
        """The findings and the fact under a point of the viewport, as text; empty for none."""
        cursor, position = self._navigator.character_under(point)
        block, model = cursor.block(), self._binding.model
        lines = self._overlay.marks.messages_at(block, position) + self._overlay.offers.messages_at(block, position)
        fact_id = fact_of(fact_at(cursor, position))
        if fact_id and model is not None:
            lines += [fact_tooltip(model.draft, fact) for fact in model.draft.facts if fact.id == fact_id]
        return "\n".join(lines)

    def menu(self) -> QMenu:
        """The context menu at the cursor: actions on its fact or the selection, then the clipboard."""
        menu, model = QMenu(self._edit), self._binding.model
        if not self._edit.isReadOnly() and model is not None:
            self._add_actions(menu, model)
        add_edits(menu, self._edit, self._edit.textCursor().hasSelection())
        return menu

    def _add_actions(self, menu: QMenu, model: DraftModel) -> None:
        fact_id, place = self._navigator.fact, chosen_place(self._edit.textCursor())
        fact = next((fact for fact in model.draft.facts if fact.id == fact_id), None)
        if fact is not None:
            self._add_fact_actions(menu, fact, sum(other.group == fact.group for other in model.draft.facts))
        elif place is not None and is_free(model.draft.facts, place):
            menu.addAction("设为要素(&M)", self.mark_chosen)
            menu.addSeparator()
        elif offered := self.offered_here():
            menu.addAction("设为要素(&M)", lambda: self.mark_requested.emit(offered))
            menu.addSeparator()

    def _add_fact_actions(self, menu: QMenu, fact: Fact, places: int) -> None:
        if fact.state is FactState.CARRIED:
            menu.addAction("确认沿用(&K)", lambda: self.keep(fact.id))
        if fact.prior:
            menu.addAction("恢复上年值(&R)", lambda: self.reset_requested.emit(fact.id))
        menu.addAction("改为普通文字(&W)", lambda: self.make_plain())
        if places > 1 and fact.group:
            menu.addAction(f"全稿{places}处都改为普通文字(&E)", lambda: self.make_plain(True))
        menu.addSeparator()


class TextPanel(QTextEdit):
    """The whole draft, or one section of it, as running text.

    The widget itself only receives Qt's events and passes them to its parts: ``sync`` writes paragraphs into the
    document and reads them back, ``binding`` keeps it in step with the draft, ``input`` handles keys, input methods and
    the mouse, ``navigator`` moves and scrolls, ``overlay`` paints everything that is no text, ``facts`` marks, explains
    and unmarks values, ``clipboard`` copies and pastes, ``highlights`` colours search hits, ``figures`` changes
    pictures, ``columns`` the widths of columns.

    ``place_changed`` names the element at the cursor; ``committed`` carries the draft before typed text became part of
    it, and the ids of the edited elements. The other signals are those of the parts.
    """

    place_changed = Signal(str)
    committed = Signal(object, object)
    step_requested = Signal(int)
    confirm_requested = Signal(str)
    reset_requested = Signal(str)
    history_requested = Signal(int)
    fact_touched = Signal(str)
    mark_requested = Signal(int)
    pasted = Signal(str)
    copied = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        typing, repaint = TypingFormat(), Repaint(self)
        self.sync = DocumentSync(self.document())
        self.sync.writing, self.sync.writing_from = repaint.writing, repaint.writing_from
        self.navigator = Navigator(self, self.sync)
        self.overlay = Overlay(self, repaint)
        self.binding = SectionBinding(self, self.navigator, typing, self.overlay)
        self.clipboard = EditorClipboard(self, self.binding, typing)
        self.input = EditorInput(self, self.navigator, typing, repaint, self.clipboard)
        self.facts = FactChips(self, self.navigator, self.binding, self.overlay)
        self.highlights = SearchHighlights(self, self.sync)
        self.figures = FigureHandles(self, self.binding, self.overlay)
        self.columns = ColumnHandles(self, self.binding)
        self._typing, self._column = typing, TextColumn(self)
        self.setAccessibleName(name)
        self.setObjectName("running")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self._column.apply_theme()
        self._pass_signals_on()

    def _pass_signals_on(self) -> None:
        self.binding.place_changed.connect(self.place_changed)
        self.binding.committed.connect(self.committed)
        self.input.step_requested.connect(self.step_requested)
        self.input.commit_requested.connect(self.binding.commit)
        self.input.history_requested.connect(self.history_requested)
        self.input.fact_touched.connect(self.fact_touched)
        self.input.confirm_requested.connect(self.confirm_requested)
        self.facts.reset_requested.connect(self.reset_requested)
        self.facts.mark_requested.connect(self.mark_requested)
        self.clipboard.pasted.connect(self.pasted)
        self.clipboard.copied.connect(self.copied)
        self.clipboard.guard.width_wanted.connect(self.columns.widen)
        self.clipboard.guard.table_width_wanted.connect(self.columns.widen_table)

    # Public interface

    @property
    def model(self) -> DraftModel | None:
        """The draft that is shown; None before the first one."""
        return self.binding.model

    @property
    def place_in_draft(self) -> Spot:
        """The element at the cursor and the offset in it, in code points."""
        return self.navigator.spot

    def show_section(self, model: DraftModel, key: str) -> None:
        """Show one section of the draft (see gui.outline.model for the keys), or with "" all of it."""
        self.binding.show_section(model, key)

    def flush(self) -> None:
        """Commit typed text, a composition of the input method included."""
        self.binding.flush()

    def commit(self, reason: str = TYPED) -> None:
        """Commit the text on the screen as one edit of that name, unless a composition is running."""
        self.binding.commit(reason)

    def show_fact(self, fact_id: str, select: bool = True) -> None:
        """Scroll to a fact; ``select`` puts the cursor on it as well."""
        self.navigator.show_fact(fact_id, select)

    def show_element(self, element_id: str, offset: int = -1, end: int = -1) -> None:
        """Scroll an element, or the ``offset`` (in code points) in it, to the upper part of the view.

        The cursor goes there; without an offset it stays if it is in the element already. With an ``end`` the range is
        selected. Nothing scrolls while the place is in view.
        """
        self.navigator.show_element(element_id, offset, end)

    def take_place(self, place: TextPlace) -> None:
        """Restore this place, now or when the text is shown."""
        if self.binding.shows_text:
            self.navigator.go_to(place)
        else:
            self.navigator.pending = place

    # Painting and size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chips, the text on them, ordinals beside it and marks beneath it."""
        formats = self.sync.formats
        for area in areas_of(event.region()):
            visible = self.overlay.visible(formats, area)
            self.overlay.paint_under(formats, visible)
            super().paintEvent(QPaintEvent(area))
            self.overlay.paint_over(formats, visible)
        self.figures.paint()
        self.columns.paint()

    def ensureCursorVisible(self) -> None:
        """Scroll to the line with the cursor, and what is painted beneath it."""
        super().ensureCursorVisible()
        self.navigator.show_beneath()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Limit the line length; the cursor's line stays in view, also while another view is shown."""
        height = self.verticalScrollBar().pageStep()  # the event is unaware of text that was hidden meanwhile
        was_seen = 0 <= self.cursorRect().top() < height
        super().resizeEvent(event)
        self._column.fit()
        if was_seen:
            self.ensureCursorVisible()

    def changeEvent(self, event: QEvent) -> None:
        """Another font size or colour scheme: show everything in new formats."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.flush()
            self.binding.keep_place()
            self._column.apply_theme()
            self.binding.show_anew()

    def showEvent(self, event: QShowEvent) -> None:
        """Update after changes made while hidden."""
        super().showEvent(event)
        self._column.apply_theme()
        self.binding.show_stale()

    # Keys and input methods

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Enable the input method for the current cell."""
        super().focusInEvent(event)
        self.overlay.show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the text ends typing: commit."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._typing.forget()
            self.commit()
        self.overlay.show_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert typed characters into their fact or text."""
        self.binding.deferred.before_key(event)
        self.input.press(event, super().keyPressEvent)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Handle a composition; committed text goes to its fact."""
        self.binding.deferred.be_ready()
        self.input.compose(event, super().inputMethodEvent)

    # Mouse, clipboard and menu

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Report a clicked fact; a selection that ends inside a fact is extended to all of it."""
        super().mouseReleaseEvent(event)
        self.input.release_mouse()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click selects the fact, or the word."""
        super().mouseDoubleClickEvent(event)
        self.input.select_at(event.position().toPoint())

    def viewportEvent(self, event: QEvent) -> bool:
        """The tool tip of the fact under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), wrapped_tip(self.facts.tooltip_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The clipboard, and actions on the fact under the mouse or the selection."""
        self.sync.rest.complete()
        if not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu(self) -> QMenu:
        """The menu at the cursor."""
        menu = self.facts.menu()
        self.input.add_actions(menu)
        self.figures.add_actions(menu)
        self.clipboard.guard.add_actions(menu)
        return menu

    def copy(self) -> None:
        """Copy the selection, with a message."""
        if self.textCursor().hasSelection():
            super().copy()
            self.clipboard.report_copy()

    def cut(self) -> None:
        """Cut the selection; a table keeps its grid."""
        self.clipboard.cut()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy, cut and drag: as text, and with the facts for this draft."""
        return self.clipboard.mime_data()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, and pictures."""
        return super().canInsertFromMimeData(source) or holds_picture(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop: one paragraph a line, with its facts; a picture."""
        if not self.figures.take(source):
            self.clipboard.insert(source)

    def dropEvent(self, event: QDropEvent) -> None:
        """Text dragged within the text is moved by one edit."""
        if event.source() is self.viewport():
            self.clipboard.guard.spare_next()
        if event.source() is self.viewport() and self.clipboard.guard.needs_care:
            event.setDropAction(Qt.DropAction.CopyAction)  # Qt would take the cells away with their text
        with self.clipboard.one_drop("移动" if event.source() is self.viewport() else "拖入"):
            super().dropEvent(event)
