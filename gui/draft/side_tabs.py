"""The tabs at the right of a draft: last year's text, 年份更新, findings, history."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from core.model.finding import Finding
from core.model.spans import Place
from gui.editor.painting.underlines import TONES, TextMark
from gui.editor.panel import TextPanel
from gui.findings.model import FoundPlaces, content_at, marks, next_place, titled
from gui.findings.panel import NONE_FOUND, FindingsPanel
from gui.history.panel import HistoryPanel
from gui.preview.draft_pages import DraftPages, Marks
from gui.prior.panel import PriorPanel
from gui.roll_over.panel import RollOverPanel
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import icon_button, pill
from gui.widgets.frame.scrollable_column import ScrollableColumn
from gui.widgets.lists.result_panel import ResultTreePanel

PRIOR, ROLL_OVER, FINDINGS, HISTORY = range(4)
NAMES = ("往年材料", "年份更新", "问题", "历史")
TABS = ("prior", "roll_over", "findings", "history")
"""What they are called where it is kept which of them was shown."""

BESIDE = "右栏"
STILL_AT_IT = "正在校对，请稍等片刻再按 F8。"
SIDE = QTabBar.ButtonPosition.RightSide
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
        self.roll_over = RollOverPanel(runner, model)
        self.findings = FindingsPanel(runner, model)
        self.history = HistoryPanel(model, runner=runner)
        self.history.message_shown.connect(self.message_shown)
        self.history.notice_raised.connect(lambda words: self.notice_raised.emit(words, []))
        self.history.paper_told.connect(self.notice_raised)
        for name, panel in zip(NAMES, (prior, self.roll_over, self.findings, self.history), strict=True):
            room = ScrollableColumn(panel)
            if isinstance(panel, ResultTreePanel):
                room.seen.connect(panel.view.fit)
            self.addTab(room, name)
        self.setDocumentMode(True)
        self.back = icon_button("x", "收起右栏，回到稿件（Ctrl+8）", self.hide)
        self.back.hide()
        self._no_back = QWidget(self, visible=False)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName(BESIDE)
        self._connect(self.roll_over, ROLL_OVER, "empty")
        self._connect(self.findings, FINDINGS, "finding")
        self.findings.counted.connect(self._on_found)
        self.findings.fit_wanted.connect(pages.fit.begin)
        pages.inspected.connect(lambda: self.findings.show_of_pages(pages.findings))
        self.findings.card_wanted.connect(self.cards_wanted)
        self.findings.explained.connect(self.explained)

    def _connect(self, panel: ResultTreePanel, number: int, tone: str) -> None:
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
        self.roll_over.work.touch()
        self.findings.work.touch()

    def postpone(self) -> None:
        """The user is typing: pending checks wait until typing pauses."""
        self.roll_over.work.postpone()
        self.findings.work.postpone()

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

    def _fit_counts(self) -> None:
        """Tab titles are never shortened; where the counts do not fit, the tool tips have them."""
        for has_pills in (True, False):
            if has_pills != self._has_pills:
                self._has_pills = has_pills
                for number, (count, tone) in self._counts.items():
                    self._show_pill(number, count if has_pills else 0, tone)
            if self.tabBar().sizeHint().width() <= self.width():
                break
        for number, (count, _tone) in self._counts.items():
            words = _tab_hint(number, count)
            self.setTabToolTip(number, "" if words == NAMES[number] else words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the counts to the new width."""
        super().resizeEvent(event)
        self._fit_counts()

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


def _marks_in(found: FoundPlaces, element_id: str) -> tuple[str, list[TextMark]]:
    """The underlines of a paragraph, each once, with its text when it was checked."""
    content, places = found.in_paragraph(element_id)
    underlined = (TextMark(element_id, at.start, at.end, one.severity, one.message) for at, one in places)
    return content, list(dict.fromkeys(underlined))


def _tab_hint(number: int, count: int) -> str:
    """A tab's tool tip."""
    return f"{NAMES[number]}，{count}处要看" if count else NAMES[number]
