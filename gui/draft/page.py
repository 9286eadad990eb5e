"""起草: outline, form, text and pages of one draft, with last year's text at the right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.model.change import Change
from core.stores.positions import DraftPlace
from core.workflows.drafting.editing import reset
from core.workflows.drafting.session import Session
from gui.coverage.panel import CoveragePanel
from gui.draft.draft_actions import OpenFactKeys, add_actions, add_facts, add_find, add_go_to, add_structure
from gui.draft.header_and_status import DraftHeader, DraftStatus, ModeSwitch
from gui.draft.offer_bar import OfferBar
from gui.draft.views import COVERAGE, FORM, LEDGER, PAGES, TEXT, VIEWS, DraftViews, SideTabs
from gui.editor.panel import TextPanel
from gui.editor.position import TextPlace
from gui.find.bar import FindBar
from gui.form.panel import FormPanel
from gui.inserting.actions import InsertMenu
from gui.ledger.panel import LedgerPanel
from gui.outline.panel import OutlinePanel
from gui.outline.reuse import ReuseFoot
from gui.outline.sections import identity_changed, section_of
from gui.preview.draft_pages import DraftPages, PagesPanel
from gui.preview.pages import PageModelState
from gui.printing.action import PrintAction, PrintMatter
from gui.prior.panel import PriorPanel
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.actions import hint
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.columns import ColumnsState, ThreeColumns
from gui.widgets.frame.notice_bar import Choice, NoticeBar
from gui.widgets.frame.scrollable_column import ScrollableColumn

# The notice about the last action on a draft: an edit with an undo button, or another message without one.


MOVING = (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Resize)
LEAST_ROOM = 480
"""Pixels at the usual size that a notice needs beside the right column."""


class ActionNotice(NoticeBar):
    """``undo_requested`` undoes the edit in the notice; the next edit, an undo included, removes the notice.

    It floats over the status bar, so that nothing on the page moves under the mouse. It leaves the right column
    free, whose buttons are pressed one after the other: in one line it stands beside that column. In more lines it stands
    above the status bar, too, and leaves the buttons at the foot of the outline free where there is room.

    Until then it also names the tables, pictures and notes that the edit removed, even if another message follows.
    """

    undo_requested = Signal()

    def __init__(self, model: DraftModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._removed = model, ""
        self._beside: QWidget | None = None
        self._outline: QWidget | None = None
        model.changed.connect(self._on_changed)
        model.blocks_removed.connect(self._on_removed)

    def _on_changed(self) -> None:
        self._removed = ""
        self.hide()

    def _on_removed(self, what: str) -> None:
        self._removed = f"删除了{what}。按 Ctrl+Z 全部恢复。"
        self.show_notice(self._removed, "warning", [("撤销", self._take_back)], leaves=False)

    def float_over(self, page: QWidget, outline: QWidget, beside: QWidget) -> None:
        """Place the notice at the lower edge of a page: left of the column ``beside``, right of the outline if there is room."""
        self.setParent(page)
        self._outline, self._beside = outline, beside
        for watched in (page, beside, self):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place the notice again when the page or its text changes size."""
        if event.type() in MOVING and (watched is self) != (event.type() == QEvent.Type.Resize):
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        page = self.parentWidget()
        if page is None or self.isHidden():
            return
        edge, margin = theme.length(4), theme.length(12)
        line = max(map(self.fontMetrics().horizontalAdvance, self.text.splitlines()), default=0)
        beside = sum(each.sizeHint().width() + theme.length(8) for each in (*self.buttons, self.cross))
        wanted, end = line + beside + theme.length(72), self._room(page) - margin
        fits = wanted <= end - margin
        left = end - wanted if fits else self._start(page, end) + margin
        width = end - left
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry(left, page.height() - height - edge, width, height)
        self.raise_()

    def _start(self, page: QWidget, end: int) -> int:
        """Where a notice of several lines may begin: at the outline, or at the edge of a page too narrow for both."""
        column = self._outline
        right = 0 if column is None or not column.isVisible() else column.mapTo(page, column.rect().topRight()).x()
        return right if end - right >= theme.length(LEAST_ROOM) else 0

    def _room(self, page: QWidget) -> int:
        """Where the notice may end: at the right column, or at the edge of a page too narrow for both."""
        column = self._beside
        if column is None or not column.isVisible():
            return page.width()
        left = column.mapTo(page, QPoint(0, 0)).x()
        return left if left >= theme.length(LEAST_ROOM) else page.width()

    def show_edit(self, words: str, tone: str = "info") -> None:
        """Report the last edit."""
        self.show_notice(words + self._removed, tone, [("撤销", self._take_back)], leaves=not self._removed)

    def show_outcome(self, words: str, tone: str) -> None:
        """Report the outcome of an action on another page: with undo if it was an edit, else without."""
        if tone == "success":
            self.show_edit(words, tone)
        else:
            self.show_passing(words)

    def show_note(self, words: str, choices: Sequence[Choice] = ()) -> None:
        """Report something that is no edit of the draft, so without 撤销, which would undo an unrelated edit.

        A notice with ``choices`` reports finished work. Empty words remove the notice.
        """
        self.show_notice(words, choices=choices, leaves=bool(choices))
        self.setVisible(bool(words))

    def show_passing(self, words: str) -> None:
        """``show_note`` for a message that disappears by itself."""
        if self._removed:
            self.show_edit(words)
        else:
            self.show_notice(words, leaves=True)

    def _take_back(self) -> None:
        self._model.flush()
        if not self.isHidden():
            self.undo_requested.emit()


__all__ = ("COVERAGE", "FORM", "LEDGER", "PAGES", "TEXT", "DraftPage")


class DraftPageState(NamedTuple):
    """What a page shows, apart from its widgets, so that a page that replaces it can take it over."""

    place: DraftPlace
    text: TextPlace
    pages: PageModelState
    columns: ColumnsState


class DraftPage(QWidget):
    """The workspace of one session. ``export_requested`` requests the export sheet, after typed text was committed.

    ``sheets_to_send`` and ``sheets_to_read`` request collection sheets.
    """

    export_requested = Signal()
    cards_requested = Signal(str)
    compare_requested = Signal(object, int, int)
    sheets_to_send = Signal()
    sheets_to_read = Signal()
    _change: Change | None = None

    def __init__(self, session: Session, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.model = DraftModel(session, self)
        self.pages = DraftPages(runner, self.model)
        self._print = PrintAction(runner, self.pages.model, lambda: _printed(self), self)
        self._window: QWidget | None = None
        self.section = ""
        self.notice = ActionNotice(self.model)
        self.show_outcome = self.notice.show_outcome
        self.outline, self.form, self.prior = OutlinePanel(), FormPanel(), PriorPanel(runner)
        self.text = TextPanel("正文")
        self.text.binding.deferred.rest.goes_behind = lambda: self.prior.is_comparing
        self.prior.text.rest_writer.goes_behind = lambda: bool(self.text.sync.rest)
        self.find_bar = FindBar(self.model, runner, (self.text, self.form.text))
        self.offers = OfferBar(self.model, runner, (self.text, self.form.text))
        self.ledger = LedgerPanel(self.model, runner)
        self.ledger.sheets_to_send.connect(self.sheets_to_send)
        self.ledger.sheets_to_read.connect(self.sheets_to_read)
        self.coverage = CoveragePanel(self.model, runner, lambda: self.text.place_in_draft)
        self.coverage.place_turned.connect(lambda *place: self.pages.follow(lambda: place))
        self.views = DraftViews(self.form, self.text, PagesPanel(self.pages), self.ledger, self.coverage)
        self.reuse_foot = ReuseFoot(runner, self.model)
        self.side = SideTabs(self.prior, self.pages, runner, self.model)
        self.show_findings = self.side.show_findings
        self.roll_over_route = self.side.roll_over_route
        self.header, self.switch = DraftHeader(), ModeSwitch(("表单", "正文", "版面", "台账", "对照"))
        self.status = DraftStatus()
        self.status.length.watch(self.model, (self.text, self.form.text))
        self._build()
        self._connect()
        self._connect_actions()
        self._add_structure(runner)
        self.outline.show_model(self.model)
        self.outline.show_reuse(self.reuse_foot)
        self._order = tuple(self.model.sections)
        self._turn_to(self._order[0])
        self._refresh(True)

    # Building

    def _build(self) -> None:
        """From the outside to the inside: what gets a new parent is looked up in the style sheet again, with all it holds."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        work, room, middle = QWidget(), ScrollableColumn(), QWidget()
        self.columns = ThreeColumns(self.outline, work, self.side, self)
        self.columns.limit_left(lambda: self.outline.view.fitting_width)
        outer.addWidget(self.columns, 1)
        outer.addWidget(self.status)
        work_column = QVBoxLayout(work)
        work_column.setContentsMargins(0, 0, 0, 0)
        work_column.setSpacing(0)
        work_column.addWidget(room, 1)
        middle.setObjectName("page")
        room.hold(middle)
        column = QVBoxLayout(middle)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.switch)
        column.addWidget(self.find_bar)
        column.addWidget(self.views, 1)
        column.addWidget(self.offers)
        self.views.hold_panels()
        self.side.hold_panels()
        self.notice.float_over(self, self.outline, self.side)
        self.setFocusProxy(self.views)

    def _connect(self) -> None:
        self.model.changed.connect(self._on_changed)
        self.model.travelled.connect(self._show_change)
        self.model.history_changed.connect(lambda: self.header.show_history(self.model))
        self.outline.section_chosen.connect(self.show_section)
        self.outline.place_chosen.connect(self._on_place_chosen)
        self.pages.place_chosen.connect(self._on_page_place_chosen)
        self.pages.counted.connect(lambda: self.status.show_pages(*self.pages.page_status))
        for panel in (self.side, self.find_bar, self.coverage, self.prior):
            panel.place_chosen.connect(self._on_place_chosen)
            panel.message_shown.connect(self.notice.show_edit)
        self.side.notice_raised.connect(self.notice.show_note)
        self.coverage.notice_raised.connect(self.notice.show_note)
        self.coverage.passage_written.connect(self._on_passage_written)
        self.side.explained.connect(self.notice.show_passing)
        self.side.found.connect(self.status.show_findings)
        self.status.findings_wanted.connect(self.side.show_findings)
        self.outline.message_shown.connect(self.notice.show_edit)
        self.outline.notice_raised.connect(self.notice.show_note)
        self.outline.copied.connect(self.notice.show_passing)
        self.offers.message_shown.connect(self.notice.show_edit)
        self.offers.hinted.connect(self.notice.show_note)
        self.notice.undo_requested.connect(self.model.undo)
        self.outline.passed_on.connect(lambda: self.views.entry.setFocus(Qt.FocusReason.TabFocusReason))
        self._connect_columns()
        self.form.fact_wanted.connect(self.show_fact)
        self.form.fact_at_work.connect(self.prior.show_fact)
        self.form.fact_at_work.connect(self.pages.follow_fact)
        self.form.nothing_open.connect(lambda: self.status.show_done(self.model.draft))
        self._print.wanted.connect(self.model.flush)
        self._print.message_shown.connect(self.notice.show_note)
        self.header.export_requested.connect(self.model.flush)
        self.header.export_requested.connect(self.export_requested)
        self.header.cards_requested.connect(self.cards_requested)
        self.side.cards_wanted.connect(self.cards_requested)
        self.side.history.kept.connect(
            lambda name: self.notice.show_passing(f"已留存版本“{name}”。{self.status.caveat}")
        )
        self.side.history.compare_wanted.connect(lambda *both: self.compare_requested.emit(self.model, *both))

    def _connect_columns(self) -> None:
        QShortcut(QKeySequence("F6"), self, self._go_round)
        self.switch.turned.connect(self._on_turned)
        self.switch.entered.connect(self.columns.uncover)
        self.switch.entered.connect(lambda: self.views.entry.setFocus())
        self.columns.covered.connect(self.side.show_back)
        self.side.back.clicked.connect(lambda: self.views.entry.setFocus())
        self.switch.beside_toggled.connect(lambda: self.side.setVisible(self.side.isHidden()))

    def _connect_actions(self) -> None:
        self._steps = steps = OpenFactKeys(self.model, self.views, self.show_fact, self.status.show_done)
        for text in (self.text, self.form.text):
            text.fact_touched.connect(self.prior.show_fact)
            text.copied.connect(self.notice.show_passing)
            text.step_requested.connect(steps.step)
            text.confirm_requested.connect(steps.confirm)
            text.reset_requested.connect(lambda fact_id: self.model.do(reset, fact_id))
            text.history_requested.connect(lambda step: self.model.undo() if step < 0 else self.model.redo())
        self.status.open_wanted.connect(steps.show_next)
        self.text.place_changed.connect(self._on_place_changed)
        self.text.cursorPositionChanged.connect(lambda: self.pages.follow(lambda: self.text.place_in_draft))
        for work in (self.side, self.reuse_foot.work, self.coverage, self.prior):
            self.text.cursorPositionChanged.connect(work.postpone)
        self.side.mark_in(self.text, self.form.text)
        add_find(self, self.find_bar, self.views)
        add_facts(self, self.offers, self.views)
        go_to = add_go_to(self, self.model)
        go_to.place_chosen.connect(self._on_place_chosen)
        self.ledger.message_shown.connect(self.notice.show_passing)
        self.pages.fit.message_shown.connect(self.notice.show_edit)
        self.pages.fit.notice_raised.connect(self.notice.show_note)
        for facts in (go_to, self.ledger):
            facts.fact_chosen.connect(self.show_fact)
        self.ledger.place_chosen.connect(self._on_place_chosen)
        actions = {
            "next_finding": lambda: self.side.step_finding(1, self.views.place),
            "previous_finding": lambda: self.side.step_finding(-1, self.views.place),
            "mend_finding": lambda: self.side.mend(self.views.place),
            "ignore_finding": lambda: self.side.refuse(self.views.place),
            "undo": self.model.undo,
            "redo": self.model.redo,
            "print": self._print.begin,
            "keep_version": self.side.keep_version,
            "show_history": self.side.show_history,
            "show_roll_over": self.side.show_roll_over,
            "text_or_pages": lambda: self.show_tab(TEXT if self.views.currentIndex() == PAGES else PAGES),
        }
        made = add_actions(self, actions)
        self.header.set_actions(made["undo"], made["redo"], made["print"], hint("export"))

    def _add_structure(self, runner: TaskRunner) -> None:
        """The actions on sections, and what is put into the text."""
        structure = add_structure(self, self.model, runner, self.outline, self.views)
        structure.offer_in((self.text, self.form.text), self.offers.sections_wanted)
        structure.hold_place(lambda: self.place, self.take_place)
        self.insert = InsertMenu(self.model, runner, lambda: self.views.text, self)
        self.insert.open_below(self.switch.insert)
        self.insert.offer_for((self.text, self.form.text))
        self.insert.message_shown.connect(self.notice.show_edit)
        self.insert.notice_raised.connect(self.notice.show_note)
        self.insert.offered.connect(lambda words, name, do: self.notice.show_note(words, [(name, do)]))

    # Public interface

    def show_fact(self, fact_id: str) -> None:
        """Go to a fact: to its field in the form, or to its place in the text."""
        fact = next((fact for fact in self.model.draft.facts if fact.id == fact_id), None)
        if fact is None:
            return
        self._turn_to(section_of(self.model.sections, fact.element_id))
        self.pages.follow_fact(fact_id)
        if self.views.currentIndex() == FORM:
            self.form.show_fact(fact_id)
        else:
            self.switch.turn_to(TEXT)
            self.text.setFocus()
            self.text.show_fact(fact_id)
            self.prior.show_fact(fact_id)

    def show_tab(self, number: int) -> None:
        """Select the tab of the form (FORM), the running text (TEXT), the pages (PAGES), all facts (LEDGER) or the plan
        (COVERAGE)."""
        self.switch.turn_to(number)

    def show_ledger(self) -> None:
        """Select the ledger."""
        self.show_tab(LEDGER)

    def show_saved(self, time: datetime | None, is_asked: bool = False) -> None:
        """Show that all edits were stored, on request or not; without a time, that some were not."""
        self.status.show_saved(time, is_asked)

    def flush(self) -> None:
        """Commit everything typed; called before the session is closed."""
        self.model.flush()

    @property
    def place(self) -> DraftPlace:
        """The view shown and the position of the focus in it."""
        return replace(self.views.held, section=self.section, tab=self.side.tab)

    def take_place(self, place: DraftPlace) -> None:
        """Restore a view and position; where the place is gone, its section or else the beginning."""
        if place.view in VIEWS:
            self.show_tab(VIEWS.index(place.view))
        known = self.model.sections
        key = place.section if place.section in known else section_of(known, place.cursor[0])
        self.show_section(key or self._order[0])
        self.side.turn_to(place.tab)
        if self.views.currentIndex() != FORM:
            self.views.entry.setFocus()
        self.views.take_place(place)

    @property
    def state(self) -> DraftPageState:
        """The state for a page that replaces this one."""
        return DraftPageState(self.place, self.text.navigator.place, self.pages.model.state, self.columns.state)

    def take_state(self, state: DraftPageState) -> None:
        """Restore the state of the page that this one replaces."""
        self.pages.model.take_state(state.pages)
        self.columns.take_state(state.columns)
        self.text.take_place(state.text)
        self.take_place(state.place)

    def take_place_of(self, page: "DraftPage") -> None:
        """Restore the state of the page that this one replaces."""
        self.take_state(page.state)

    # Sections

    def _turn_to(self, key: str) -> None:
        self.section = key
        self.outline.select(key)
        self.status.length.show_section(key)
        self.prior.show_section(self.model, key)
        self.form.show_section(self.model, key)
        ids = self.model.sections[key].element_ids
        if ids:
            self.pages.follow(lambda: (ids[0], 0))

    def show_section(self, key: str) -> None:
        """Select a section and scroll to its beginning."""
        if key not in self.model.sections:
            return
        self._turn_to(key)
        ids = self.model.sections[key].element_ids
        if ids:
            self.views.show_place(ids[0])

    def _on_place_chosen(self, element_id: str, offset: int, end: int = -1) -> None:
        """Show a place without moving the focus. A place with an end is shown in running text."""
        if end >= 0 and self.views.currentIndex() in (LEDGER, COVERAGE):
            focus = self.focusWidget()
            self.switch.turn_to(TEXT)
            if focus is not None and not self.views.isAncestorOf(focus):
                focus.setFocus()
        key = section_of(self.model.sections, element_id)
        if key not in ("", self.section):
            self._turn_to(key)
        self.views.show_place(element_id, offset, end)
        self.pages.follow(lambda: (element_id, offset))

    def _on_passage_written(self, element_ids: list[str]) -> None:
        """Show paragraphs just written in the running text, the cursor at their first value to be filled."""
        self._turn_to(section_of(self.model.sections, element_ids[0]))
        self.switch.turn_to(TEXT)
        self.views.show_written(self.model.draft, element_ids)
        self.pages.follow(lambda: (element_ids[0], 0))

    def _on_page_place_chosen(self, element_id: str, offset: int) -> None:
        """A click on a page goes to the place in 正文."""
        self.switch.turn_to(TEXT)
        self._on_place_chosen(element_id, offset)
        self.text.setFocus()

    def _on_place_changed(self, element_id: str) -> None:
        key = section_of(self.model.sections, element_id)
        if key not in ("", self.section) and self.text.hasFocus():
            self._turn_to(key)

    def _on_turned(self, number: int) -> None:
        """The tab changed: show the same place in the new view."""
        self.model.flush()
        place = self.views.shared_place
        if self.views.currentIndex() == TEXT:
            self.form.lead_to(place)
        self.views.setCurrentIndex(number)
        self.switch.stand_back(self.columns.give_left(number == LEDGER))
        if number == TEXT:
            self.text.show_section(self.model, "")
            if section_of(self.model.sections, self.text.place_in_draft[0]) != self.section:
                self.show_section(self.section)
            if place[0]:
                self.text.show_element(*place)
        if number != FORM:
            self.views.entry.setFocus()

    # Actions

    def _go_round(self) -> None:
        """F6: move the focus from the outline to the form or text, to last year's text, and back."""
        panels = (self.outline, self.views, self.side)
        focus = self.focusWidget()
        here = next((n for n, panel in enumerate(panels) if focus is not None and panel.isAncestorOf(focus)), -1)
        ahead = ((here + step) % len(panels) for step in range(1, len(panels) + 1))
        target = next(number for number in ahead if not panels[number].isHidden())
        (self.outline, self.views.entry, self.side.currentWidget())[target].setFocus()

    def _on_changed(self, change: Change) -> None:
        self._change = change
        found = self.model.sections
        if self.section not in found:
            earlier = self._order[: self._order.index(self.section)]
            self._turn_to(next(key for key in reversed(earlier) if key in found))
        self._order = tuple(found)
        self._refresh(identity_changed(change))

    def _refresh(self, is_renamed: bool) -> None:
        if is_renamed:
            self.header.show_draft(self.model)
        self.status.show_ready(self.model.ready)

    def _show_change(self) -> None:
        """Show the place of an undone, redone or restored change."""
        if self._change is None:
            return
        element_id, offset = self.views.text.navigator.nearest_change(self._change)
        key = section_of(self.model.sections, element_id)
        if key not in ("", self.section):
            self._turn_to(key)
        self.views.show_change(element_id, offset)
        if element_id in self.model.sections and self._change.after.order is not None:
            self.views.show_place(element_id)  # a heading at the lower edge would show nothing of its section

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window, so that closing it commits typed text."""
        super().showEvent(event)
        self.header.show_history(self.model)  # the export sheet makes edits, too
        self.pages.model.touch()  # and the page of layouts changes layouts
        self.header.show_card(self.model.draft)
        self.side.touch()  # and the page of unit cards changes cards
        if self._window is None:
            self._window = self.window()
            self._window.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Commit typed text when another page is shown."""
        super().hideEvent(event)
        self.model.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is about to close: commit typed text."""
        if isinstance(event, QCloseEvent) and watched is self._window:
            self.model.flush()
        return super().eventFilter(watched, event)


def _printed(page: DraftPage) -> PrintMatter:
    return PrintMatter(page.model.draft, page.pages.page_status.current or 0, page.model.folder())
