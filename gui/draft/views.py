"""What the page of a draft shows: 表单, 正文, 版面, 台账 and 对照 in its middle, and the tabs at its right.

The tabs are last year's text, 年份更新, findings and history.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QTabBar, QTabWidget, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.fact import FactState
from core.model.finding import Finding
from core.model.spans import Place
from core.stores.positions import DraftPlace
from gui.coverage.panel import CoveragePanel
from gui.editor.painting.underlines import TONES, TextMark
from gui.editor.panel import TextPanel
from gui.editor.position import TextPlace
from gui.findings.model import FoundPlaces, content_at, marks, next_place, titled
from gui.findings.panel import NONE_FOUND, FindingsPanel
from gui.form.field_row import FieldRow
from gui.form.panel import FormPanel
from gui.history.panel import HistoryPanel
from gui.ledger.lines import LedgerColumn
from gui.ledger.panel import LedgerPanel
from gui.preview.draft_pages import DraftPages, Marks, PagesPanel
from gui.prior.panel import PriorPanel
from gui.roll_over.panel import RollOverPanel
from gui.session.background_work import LATER, DraftWork
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import frame, icon_button, pill
from gui.widgets.frame.scrollable_column import ScrollableColumn
from gui.widgets.late import Late, make_in_turn
from gui.widgets.lists.result_panel import ResultTreePanel

# The scroll position and focus of each view of a draft, so that the same view can be restored.


def held_in_form(form: FormPanel) -> DraftPlace:
    """The field with the focus, or the cursor in the text; in both cases the scroll position of the text."""
    held, focus = held_in_text(form.text), form.focusWidget()
    if focus is form.text:
        return held
    row = focus.parentWidget() if focus is not None else None
    field = row.fact.id if isinstance(row, FieldRow) and row.fact is not None else ""
    return DraftPlace(field=field, seen=held.seen, below=held.below)


def held_in_text(text: TextPanel) -> DraftPlace:
    """The cursor and the scroll position."""
    place = text.navigator.place
    return DraftPlace(anchor=place.anchor, cursor=place.position, seen=place.seen, below=place.below)


def held_in_pages(pages: PagesPanel) -> DraftPlace:
    """The page at the upper edge, and the offset on it."""
    index, down = pages.seen_spot
    return DraftPlace(seen=(str(index), 0), below=-down)


def held_in_ledger(sheet: "LedgerSheet") -> DraftPlace:
    """The row and column with the focus, and the row at the upper edge."""
    line, top = sheet.table.line, sheet.rows.line(sheet.table.indexAt(QPoint(0, 0)))
    cursor = line.row.key if line is not None else "", max(sheet.table.currentIndex().column(), 0)
    return DraftPlace(cursor=cursor, seen=(top.row.key if top is not None else "", 0))


def held_in_plan(sheet: "CoverageSheet") -> DraftPlace:
    """The current task, and the line at the upper edge."""
    node = sheet.view.current
    key, top = sheet.bound_for or (node.value.task.key if node is not None and node.value else "", sheet.view.top)
    return DraftPlace(cursor=(key, 0), seen=(top, 0))


def in_text(place: DraftPlace) -> TextPlace:
    """The position in a running text."""
    return TextPlace(place.anchor, place.cursor, place.seen, place.below)


def go_to_page(pages: PagesPanel, place: DraftPlace) -> None:
    """Scroll to the page once there are pages."""
    index = place.seen[0]
    pages.take_place(int(index) if index.isdecimal() else 0, -place.below)


def go_to_row(sheet: "LedgerSheet", place: DraftPlace) -> None:
    """Select the row and scroll, if the rows still exist."""
    row, top = sheet.rows.row_of(place.cursor[0]), sheet.rows.row_of(place.seen[0])
    if row >= 0:
        sheet.table.turn_to(row, LedgerColumn(min(place.cursor[1], len(LedgerColumn) - 1)))
    if top >= 0:
        sheet.table.scrollTo(sheet.rows.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)


def go_to_task(sheet: "CoverageSheet", place: DraftPlace) -> None:
    """Select the task once the plan has been compared."""
    if sheet.view.current is None:
        sheet.bound_for = place.cursor[0], place.seen[0]
    else:
        sheet.view.turn_to(place.cursor[0])
        sheet.view.show_at_top(place.seen[0])


if TYPE_CHECKING:
    from gui.coverage.sheet import CoverageSheet
    from gui.ledger.sheet import LedgerSheet


FORM, TEXT, PAGES, LEDGER, COVERAGE = range(5)
VIEWS = ("form", "text", "pages", "ledger", "plan")
"""What they are called where it is kept which of them was shown."""

UPPER = 0.15
"""Where in the view a place is scrolled to when the view is opened, as a share of its height."""


class DraftViews(QStackedWidget):
    """The views in a stack; ``currentIndex`` is the number of the current one."""

    def __init__(
        self, form: FormPanel, text: TextPanel, pages: PagesPanel, ledger: LedgerPanel, coverage: CoveragePanel
    ) -> None:
        super().__init__()
        self._form, self._text, self.pages_panel = form, text, pages
        self._ledger, self._coverage = ledger, coverage
        self._rooms = [
            (ScrollableColumn(), view) for view in (form, _card(text), _card(pages), ledger, _card(coverage))
        ]
        for room, _ in self._rooms:
            self.addWidget(room)

    def hold_panels(self) -> None:
        """Show the views, once the stack has its place."""
        for room, view in self._rooms:
            room.hold(view)

    @property
    def entry(self) -> QWidget:
        """The widget that gets the focus: the first open field of the section, the text, the pages, the table."""
        match self.currentIndex():
            case 0:
                return self._form.first_field
            case 1:
                return self._text
            case 2:
                return self.pages_panel.view
        return (self._ledger if self.currentIndex() == LEDGER else self._coverage).entry

    @property
    def place(self) -> tuple[str, int]:
        """The element and offset with the focus, in the text of the section or of the draft."""
        return self.text.place_in_draft

    @property
    def shared_place(self) -> tuple[str, int]:
        """The place of work as far as another view can show it; no element if the focus was not moved yet."""
        match self.currentIndex():
            case 0:
                return self._form.hand
            case 1:
                return self._text.place_in_draft
        return "", 0

    @property
    def text(self) -> TextPanel:
        """The running text of the section or of the draft."""
        return self._form.text if self.currentIndex() == FORM else self._text

    def show_place(self, element_id: str, offset: int = -1, end: int = -1) -> None:
        """Scroll to a place of the draft, up to its end if that is given; without an offset, to the element."""
        if self.currentIndex() == TEXT:
            self._text.show_element(element_id, offset, end)
        elif self.currentIndex() == FORM and offset >= 0:
            self._form.show_place(element_id, offset, end)

    def show_written(self, draft: Draft, element_ids: list[str]) -> None:
        """Focus the running text at paragraphs just written: their first 待填 value selected, else the cursor at the end.

        No more is selected: the next key would replace it.
        """
        first, last = (element_ids[0], 0), element_ids[-1]
        blank = next((f for f in draft.facts if f.element_id in element_ids and f.state is FactState.EMPTY), None)
        if blank is None:
            length = next((len(element.content) for element in draft.elements if element.id == last), 0)
            anchor = position = (last, length)
        else:
            anchor, position = (blank.element_id, blank.start), (blank.element_id, blank.end)
        below = round(self._text.viewport().height() * UPPER)
        self._text.setFocus()
        self._text.take_place(TextPlace(anchor, position, first, below))

    def show_change(self, element_id: str, offset: int) -> None:
        """Put the cursor at a change; no scrolling while it is in view."""
        if self.currentIndex() not in (FORM, TEXT):
            return
        if not self.isVisible():
            spot = element_id, offset
            self.text.take_place(TextPlace(spot, spot, spot, round(self.text.viewport().height() * UPPER)))
            return
        cursor = self.text.sync.cursor_at(element_id, offset)
        if cursor is None:
            return
        if self.currentIndex() == TEXT and not self.text.viewport().rect().contains(self.text.cursorRect(cursor)):
            self.text.show_element(element_id, offset)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()

    @property
    def held(self) -> DraftPlace:
        """The scroll position and focus of the current view."""
        view = self.currentIndex()
        return replace(self._held(view), view=VIEWS[view])

    def _held(self, view: int) -> DraftPlace:
        match view:
            case 0:
                return held_in_form(self._form)
            case 1:
                return held_in_text(self._text)
            case 2:
                return held_in_pages(self.pages_panel)
            case 3:
                return held_in_ledger(self._ledger.sheet)
        return held_in_plan(self._coverage.sheet)

    def take_place(self, place: DraftPlace) -> None:
        """Restore a position in the current view, as far as the place still exists."""
        match self.currentIndex():
            case 0:
                self._form.take_place(in_text(place), place.field)
            case 1:
                self._text.take_place(in_text(place))
            case 2:
                go_to_page(self.pages_panel, place)
            case 3:
                go_to_row(self._ledger.sheet, place)
            case _:
                go_to_task(self._coverage.sheet, place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to the current view."""
        super().focusInEvent(event)
        self.entry.setFocus(event.reason())


def _card(content: QWidget) -> QWidget:
    card = frame("card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(1, 6, 1, 6)
    inside.addWidget(content)
    return card


PRIOR, ROLL_OVER, FINDINGS, HISTORY = range(4)
NAMES = ("往年材料", "年份更新", "问题", "历史")
TABS = ("prior", "roll_over", "findings", "history")
"""What they are called where it is kept which of them was shown."""

BESIDE = "右栏"
STILL_AT_IT = "正在校对，请稍等片刻再按 F8。"
SIDE = QTabBar.ButtonPosition.RightSide
MAKE_AFTER = 1200
"""Milliseconds until panels are made that nobody asked for; they look through the draft when they would if made at once."""

PILL_GAP = 4
"""Pixels that Fusion puts between the name of a tab and what stands beside it."""


class SideTabs(QTabWidget):
    """Four tabs; 年份更新 and 问题 show their counts on the tab.

    ``place_chosen`` carries an element with start and end in its content, ``message_shown`` a message about an edit, ``notice_raised``
    another message with choices, ``explained`` one that disappears by itself, ``found`` the count of findings.
    """

    place_chosen = Signal(str, int, int)
    message_shown = Signal(str)
    notice_raised = Signal(str, list)
    explained = Signal(str)
    found = Signal(int)
    cards_wanted = Signal(str)

    def __init__(self, prior: PriorPanel, pages: DraftPages, runner: TaskRunner, model: DraftModel) -> None:
        super().__init__()
        self._pages, self._model = pages, model
        self._texts: tuple[TextPanel, ...] = ()
        self._stepped: tuple[tuple[str, int], Place] | None = None
        self._counts = {ROLL_OVER: (0, ""), FINDINGS: (0, "")}
        self._has_pills = True
        self._prior = prior
        self._rooms = [ScrollableColumn() for _ in NAMES]
        self._roll_over = Late(lambda: RollOverPanel(runner, model))
        self._findings = Late(lambda: FindingsPanel(runner, model))
        self.history = HistoryPanel(model, runner=runner)
        self.history.message_shown.connect(self.message_shown)
        self.history.notice_raised.connect(lambda words: self.notice_raised.emit(words, []))
        self.history.paper_told.connect(self.notice_raised)
        for name, room in zip(NAMES, self._rooms, strict=True):
            self.addTab(room, name)
        self.setDocumentMode(True)
        self.back = icon_button("x", "收起右栏，回到稿件（Ctrl+8）", self.hide)
        self.back.hide()
        self._no_back = QWidget(self, visible=False)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName(BESIDE)
        self._roll_over.then(lambda panel: self._connect(panel, ROLL_OVER, "empty"))
        self._findings.then(lambda panel: self._connect(panel, FINDINGS, "finding"))
        for late in (self._roll_over, self._findings):
            late.then(lambda panel: panel.work.pause.start(LATER - MAKE_AFTER))
        self._findings.then(lambda panel: panel.counted.connect(self._on_found))
        self._findings.then(lambda panel: panel.fit_wanted.connect(pages.fit.begin))
        self._findings.then(lambda panel: panel.card_wanted.connect(self.cards_wanted))
        self._findings.then(lambda panel: panel.explained.connect(self.explained))
        pages.inspected.connect(lambda: self._findings.then(lambda panel: panel.show_of_pages(pages.findings)))

    @property
    def roll_over(self) -> RollOverPanel:
        """年份更新, made when it is first asked for, or soon after the tabs."""
        return self._roll_over()

    @property
    def findings(self) -> FindingsPanel:
        """问题, made when it is first asked for, or soon after the tabs."""
        return self._findings()

    def hold_panels(self) -> None:
        """Show what the tabs hold, once they have their place."""
        self._rooms[PRIOR].hold(self._prior)
        self._rooms[HISTORY].hold(self.history)
        self._rooms[ROLL_OVER].hold_late(self._roll_over)
        self._rooms[FINDINGS].hold_late(self._findings)
        make_in_turn(self, (self._roll_over, self._findings), MAKE_AFTER, lambda: not self._prior.text.is_busy)

    def _connect(self, panel: ResultTreePanel, number: int, tone: str) -> None:
        self._rooms[number].seen.connect(panel.view.fit)
        panel.place_chosen.connect(self.place_chosen)
        panel.message_shown.connect(self.message_shown)
        panel.notice_raised.connect(self.notice_raised)
        panel.counted.connect(lambda count: self._show_count(number, count, tone))

    def show_back(self, is_shown: bool) -> None:
        """Offer the way back to the draft, where these tabs have taken its place."""
        self.setCornerWidget(self.back if is_shown else self._no_back)
        self.back.setVisible(is_shown)

    def touch(self) -> None:
        """The unit card may have changed: recompute everything."""
        for work in _works(self._roll_over, self._findings):
            work.touch()

    def postpone(self) -> None:
        """The user is typing: pending checks wait until typing pauses."""
        for work in _works(self._roll_over, self._findings):
            work.postpone()

    def mark_in(self, *texts: TextPanel) -> None:
        """Underline the findings in these texts."""
        self._texts = texts

    def step_finding(self, step: int, here: tuple[str, int]) -> None:
        """Show the next finding (1) or the previous one (-1), from an element and an offset in it."""
        self._model.flush()
        found = self.findings.first_places
        place = self._beyond(found, here, step) or next_place(found, self._model.draft, here, step)
        if place is None:
            self.explained.emit(STILL_AT_IT if self.findings.work.is_stale else NONE_FOUND)
            return
        self._stepped = here, place
        finding = next(finding for at, finding in found if at == place)
        self.findings.turn_to(finding)
        self.place_chosen.emit(place.element_id, place.span.start, place.span.end)
        if not self.findings.isVisible():
            self.explained.emit(f"{titled(finding, content_at(self._model.draft, finding))}：{finding.message}")

    def _beyond(self, found: Sequence[tuple[Place, Finding]], here: tuple[str, int], step: int) -> Place | None:
        """The place after the one shown last, if it still exists: several may begin at one character."""
        if self._stepped is None:
            return None
        before, last = self._stepped
        if here not in (before, (last.element_id, last.span.end)):
            return None
        places = list(dict.fromkeys(place for place, _ in found))
        return places[(places.index(last) + step) % len(places)] if last in places else None

    def mend(self, here: tuple[str, int]) -> None:
        """Apply the replacement proposed at a place of the text, or for the current line of the list."""
        self._model.flush()
        self.findings.mend(self._beside_list(here))

    def refuse(self, here: tuple[str, int]) -> None:
        """Refuse what is reported at a place of the text, or in the current line of the list."""
        self._model.flush()
        self.findings.refuse(self._beside_list(here))

    def _beside_list(self, here: tuple[str, int]) -> tuple[str, int] | None:
        return None if self.findings.view.hasFocus() else here

    @property
    def tab(self) -> str:
        """The current tab by its name in TABS."""
        return TABS[self.currentIndex()]

    def turn_to(self, tab: str) -> None:
        """Select a tab by name, if it exists."""
        if tab in TABS:
            self.setCurrentIndex(TABS.index(tab))

    def show_history(self) -> None:
        """Select the history."""
        self.show()
        self.setCurrentIndex(HISTORY)
        self.history.setFocus()

    def keep_version(self) -> None:
        """Ask for the name of a new version."""
        self.show_history()
        self.history.ask_to_keep()

    def show_roll_over(self) -> None:
        """Select 年份更新."""
        self.show()
        self.setCurrentIndex(ROLL_OVER)
        self.roll_over.setFocus()

    def show_findings(self) -> None:
        """Select the findings."""
        self.show()
        self.setCurrentIndex(FINDINGS)
        self.findings.setFocus()

    def roll_over_route(self) -> tuple[str, ...]:
        """The title of the tab of 年份更新 as shown now."""
        name = self.tabText(ROLL_OVER)
        return (BESIDE, name) if self.isHidden() else (name,)

    def _show_count(self, number: int, count: int, tone: str) -> None:
        if (count, tone) == self._counts[number]:
            return
        self._counts[number] = count, tone
        if self._has_pills:
            self._show_pill(number, count, tone)
        self._fit_counts()
        self.tabBar().setAccessibleTabName(number, _tab_hint(number, count))

    def _show_pill(self, number: int, count: int, tone: str) -> None:
        old = self.tabBar().tabButton(number, SIDE)
        mark = pill(str(count), tone) if count else None
        if mark is not None:
            mark.setObjectName("count")
            mark.setFixedHeight(theme.length(18))
        self.tabBar().setTabButton(number, SIDE, mark)
        if old is not None:
            old.hide()
            old.deleteLater()

    def _fit_counts(self, is_resized: bool = False) -> None:
        """Tab titles are never shortened; where the counts do not fit, the tool tips have them.

        Counts that had no room come back with another width only: tabs that move with every count are hard to hit.
        """
        if is_resized:
            self._set_pills(True)
        if self.tabBar().sizeHint().width() > self.width():
            self._set_pills(False)
        for number, (count, _tone) in self._counts.items():
            words = _tab_hint(number, count)
            self.setTabToolTip(number, "" if words == NAMES[number] else words)

    def _set_pills(self, are_shown: bool) -> None:
        if are_shown != self._has_pills:
            self._has_pills = are_shown
            for number, (count, tone) in self._counts.items():
                self._show_pill(number, count if are_shown else 0, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the counts to the new width."""
        super().resizeEvent(event)
        self._fit_counts(is_resized=True)

    def minimumSizeHint(self) -> QSize:
        """The width of the tab titles, so that they never need scrolling."""
        least = super().minimumSizeHint()
        bar = self.tabBar()
        pills = [bar.tabButton(number, SIDE) for number in self._counts] if self._has_pills else []
        names = bar.sizeHint().width() - sum(pill.sizeHint().width() + PILL_GAP for pill in pills if pill is not None)
        return least.expandedTo(QSize(names, 0))

    def _on_found(self, count: int) -> None:
        self._pages.set_marks(self._page_marks)
        source = partial(_marks_in, self.findings.found)
        for text in self._texts:
            text.facts.show_marks(source)
        self.found.emit(count)

    def _page_marks(self) -> Marks:
        tones = {severity: theme.paper_colour(tone).name() for severity, tone in TONES.items()}
        return marks(self.findings.found.now(self._model.draft), self._model.draft, tones.__getitem__)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to the current tab."""
        super().focusInEvent(event)
        self.currentWidget().setFocus(event.reason())


def _works(*panels: Late[ResultTreePanel]) -> Iterator[DraftWork]:
    """The work of those that are made; the others begin with the draft as it is when they are."""
    return (panel.made.work for panel in panels if panel.made is not None)


def _marks_in(found: FoundPlaces, element_id: str) -> tuple[str, list[TextMark]]:
    """The underlines of a paragraph, each once, with its text when it was checked."""
    content, places = found.in_paragraph(element_id)
    underlined = (TextMark(element_id, at.start, at.end, one.severity, one.message) for at, one in places)
    return content, list(dict.fromkeys(underlined))


def _tab_hint(number: int, count: int) -> str:
    """A tab's tool tip."""
    return f"{NAMES[number]}，{count}处要看" if count else NAMES[number]
