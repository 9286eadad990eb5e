"""“发现3处新数字”: offers to make facts of typed or pasted values; nothing happens unless the user accepts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from core.model.change import Change
from core.model.draft import Draft
from core.model.fact import Fact
from core.model.spans import Place, Span
from core.workflows.drafting.marking import is_free, mark_facts, new_values, rename_fields, renewed_labels
from core.workflows.drafting.restructuring import opening_heading
from gui.editor.panel import TextPanel
from gui.outline.sections import touched_by
from gui.session.draft_model import DraftModel
from gui.shell.actions import ACTIONS
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_bar import Choice, NoticeBar
from gui.widgets.input_methods import is_composed_in
from gui.widgets.lists.result_model import Follower

REST = 1200
"""Milliseconds without typing after which there is time to look at what was typed."""

NAMED = 4
"""Values that are named in the line; of more of them the first."""

AS_WORDS = "粘贴的文字以“{ordinal}”开头，现在是正文。"
NOTHING_CHOSEN = "先选中要设为要素的文字，再按 Ctrl+D。"
NOT_A_FACT = "光标不在要素上。"


class OfferBar(NoticeBar):
    """Offers to make facts of values just typed; dismissing it ignores these values from then on.

    It does not search or appear during a composition. ``message_shown`` carries a message about what was done.
    ``sections_wanted`` requests that the text pasted last, which begins with a heading, be converted to sections.
    """

    message_shown = Signal(str)
    hinted = Signal(str)
    sections_wanted = Signal(str)

    def __init__(
        self, model: DraftModel, runner: TaskRunner, texts: Sequence[TextPanel], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self.runner, self._texts = model, runner, tuple(texts)
        self._before: Draft | None = None
        self._ids: frozenset[str] = frozenset()
        self._offered: tuple[Fact, ...] = ()
        self._pasted = ""
        self._shown_state: tuple[tuple[Fact, ...], str] = (), ""
        self._seen = self._asked = model.draft  # the paragraphs of the offered values, as they were shown
        self.pause = QTimer(self, singleShot=True, interval=REST)
        self.pause.timeout.connect(self.look)
        self.setAccessibleName("新数字")
        self.setToolTip("设为要素的数，在表单和台账里也能改，明年用这份稿件作往年材料时会提醒核对。")
        for text in self._texts:
            text.committed.connect(self._on_committed)
            text.pasted.connect(self._on_pasted)
            text.mark_requested.connect(lambda number: self.accept(self._offered[number - 1 : number]))
        model.changed.connect(self._on_changed)

    @property
    def offered(self) -> tuple[Fact, ...]:
        """The offered values at their present places in the draft."""
        return self._offered

    @property
    def _is_composing(self) -> bool:
        return is_composed_in() or any(text.navigator.is_composing for text in self._texts)

    # Search

    def _on_committed(self, before: Draft, ids: frozenset[str]) -> None:
        self._before = self._before or before
        self._ids |= ids
        self.pause.start()

    def look(self) -> None:
        """Search the typed text in the background."""
        if self._is_composing:
            self.pause.start()
        elif self._before is None:
            self._ask()
        else:
            before, self._before = self._before, None
            ids, self._ids = self._ids, frozenset()
            self._asked = self._model.draft
            typed = before, self._asked, ids
            self.runner.run(new_values, *typed, on_done=self._on_found)
            self.runner.run(renewed_labels, *typed, on_done=lambda labels: self._rename(labels, typed))

    def _rename(self, labels: Mapping[str, str], typed: tuple[Draft, Draft, frozenset[str]]) -> None:
        """Give fields the names of the rewritten sentences, undone together with them; after a later edit look again."""
        before, asked, ids = typed
        if labels and self._model.draft is asked:
            self._model.take(rename_fields, labels, continues=True)
        elif labels:
            self._before, self._ids = before, self._ids | ids
            self.pause.start()

    def _on_found(self, found: tuple[Fact, ...]) -> None:
        moved = _followed((*self._offered, *found), self._asked, self._model.draft) if found else self._offered
        self._show(tuple(dict.fromkeys(moved)))

    def _on_changed(self, change: Change) -> None:
        """The offers move with the text; those that became facts or were edited are dropped."""
        had, self._pasted = self._pasted, ""
        ids = {fact.element_id for fact in self._offered}
        if had or change.after.order is not None or not ids.isdisjoint(touched_by(change)):
            self._show(_followed(self._offered, self._seen, self._model.index.part(tuple(ids))))

    def _on_pasted(self, text: str) -> None:
        """Until the next edit the paste can be repeated as sections."""
        self._pasted = text if opening_heading(text) else ""
        self._show(self._offered)

    # Actions

    def _show(self, offered: tuple[Fact, ...]) -> None:
        self._seen = self._model.index.part(tuple({fact.element_id for fact in offered}))
        if offered != self._offered:
            self._offered = offered
            for text in self._texts:
                text.facts.show_offers(offered)
        if not (offered or self._pasted):
            self.hide()
        elif self._is_composing:
            self.pause.start()
        else:
            self._ask()

    def _ask(self) -> None:
        offered, pasted = state = self._offered, self._pasted
        if any(state) and (self.isHidden() or self._shown_state != state):
            self._shown_state = state
            words, choices = "", list[Choice]()
            if pasted:
                words = AS_WORDS.format(ordinal=opening_heading(pasted))
                choices.append(("粘贴为章节", lambda: self.sections_wanted.emit(pasted)))
            if offered:
                named = "、".join(f"{fact.text}{fact.unit}" for fact in offered[:NAMED])
                words += f"发现{len(offered)}处新数字：{named}{'等' if len(offered) > NAMED else ''}。"
                choices.append((f"设为要素（{ACTIONS['make_fact'].shortcut}）", self.accept))
            self.show_notice(words, choices=choices)

    def accept(self, facts: Sequence[Fact] | None = None) -> None:
        """Make facts of all offered values, or of some."""
        chosen = tuple(self._offered if facts is None else facts)
        known = self._model.draft

        def _edit(draft: Draft) -> Change:
            return mark_facts(draft, _followed(chosen, known, draft))

        if chosen and self._model.do(_edit):
            self.message_shown.emit(f"{len(chosen)}处数字已设为要素。")

    def make_fact(self, text: TextPanel) -> None:
        """Make a fact of the selection, else of the offered value at the cursor, else of all offered values.

        The selection counts only while the text has the focus.
        """
        is_here = text.hasFocus()
        number = text.facts.offered_here() if is_here else 0
        if is_here and text.textCursor().hasSelection():
            if not text.facts.mark_chosen():
                self.hinted.emit(NOTHING_CHOSEN)
        elif self._offered:
            self.accept(self._offered[number - 1 : number] if number else None)
        else:
            self.hinted.emit(NOTHING_CHOSEN)

    def make_plain(self, text: TextPanel) -> None:
        """Make plain text of the fact at the cursor."""
        if not text.hasFocus() or not text.facts.make_plain():
            self.hinted.emit(NOT_A_FACT)

    def hideEvent(self, event: QHideEvent) -> None:
        """Dismissed: ignore these values."""
        super().hideEvent(event)
        if self.isHidden() and (self._offered or self._pasted):
            self._pasted = ""
            self._show(())


def _followed(facts: Sequence[Fact], before: Draft, now: Draft) -> tuple[Fact, ...]:
    """The values at their present places, without those that became facts or were edited."""
    follower, known = Follower(before, now), {element.id for element in now.elements}
    own = {key: tuple(held) for key, held in groupby(now.facts, key=attrgetter("element_id"))}
    found = []
    for fact in facts:
        place = follower.place(Place(fact.element_id, Span(fact.start, fact.end)))
        if place is not None and place.element_id in known and is_free(own.get(place.element_id, ()), place):
            found.append(replace(fact, start=place.span.start, end=place.span.end))
    return tuple(found)
