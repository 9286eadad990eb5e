"""Facts in the running text as chips: offers, marking and unmarking, tool tips and menu."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QTextEdit

from core.model.fact import Fact
from core.model.finding import Severity
from core.workflows.drafting.marking import is_free, mark_text, unmark
from gui.editor.binding import SectionBinding
from gui.editor.formats import fact_of
from gui.editor.painting.overlay import Overlay
from gui.editor.painting.underlines import Source, TextMark, source_of
from gui.editor.position import Navigator, chosen_place
from gui.editor.typing_format import fact_at
from gui.form.fields import fact_tooltip
from gui.session.draft_model import DraftModel
from gui.widgets.edit_menu import add_edits

OFFERED = "新输入的数，还不是要素。按 Ctrl+D 设为要素"


class FactChips(QObject):
    """The actions on the facts of one text, and their explanations.

    ``mark_requested`` requests that the offered value of this number become a fact, ``confirm_requested`` that a fact
    be confirmed, ``reset_requested`` last year's value.
    """

    mark_requested = Signal(int)
    confirm_requested = Signal(str)
    reset_requested = Signal(str)

    def __init__(self, edit: QTextEdit, navigator: Navigator, binding: SectionBinding, overlay: Overlay) -> None:
        super().__init__(edit)
        self._edit, self._navigator, self._binding, self._overlay = edit, navigator, binding, overlay
        self._offered: list[TextMark] = []

    def show_marks(self, source: Source) -> None:
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
        menu.addAction("沿用此值(&K)", lambda: self.confirm_requested.emit(fact.id))
        if fact.prior:
            menu.addAction("恢复上年值(&R)", lambda: self.reset_requested.emit(fact.id))
        menu.addAction("改为普通文字(&W)", lambda: self.make_plain())
        if places > 1 and fact.group:
            menu.addAction(f"全稿{places}处都改为普通文字(&E)", lambda: self.make_plain(True))
        menu.addSeparator()
