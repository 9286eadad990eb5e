"""版面 of a draft: its pages, scrolled to the place of work."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.model.change import number_of
from core.model.finding import Finding
from core.model.tables.fit import TypeArea
from core.workflows.exporting.draft_pages import DraftSetter
from core.workflows.messages import sentence
from gui.export.fit_action import FIT, FitAction
from gui.preview.pages import PageModel
from gui.session.draft_model import DraftModel
from gui.session.typing_activity import TypingActivity
from gui.shell.doors import late
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_bar import NoticeBar

if TYPE_CHECKING:  # loaded with the layout engine, after the draft
    from gui.preview.view import PageView

Place = tuple[str, int]
Marks = tuple[tuple[int, int, int, str], ...]
VIEWING = "view_objects_not_shown"
NOTHING: tuple[object, object] = (), None
not_printed = late("core.workflows.exporting.unsupported:not_printed")
CATCH_UP = 120
"""Milliseconds after the cursor has come to rest until the pages follow it."""


class PageStatus(NamedTuple):
    """The current page, from 0, and the page count, None while there are none yet; whether both are outdated."""

    current: int | None
    pages: int | None
    is_stale: bool


class DraftPages(QObject):
    """The pages of one draft and the place they show.

    ``counted`` follows when the page count or the current page may have changed; ``place_chosen`` carries an element
    and an offset in its content, ``place_changed`` reports the place of work, ``marked`` that the underlines have
    changed, ``inspected`` that ``findings`` about the pages may have changed.
    """

    counted = Signal()
    place_chosen = Signal(str, int)
    place_changed = Signal()
    marked = Signal()
    inspected = Signal()

    def __init__(self, runner: TaskRunner, model: DraftModel) -> None:
        super().__init__(model)
        self._draft = model
        self._place = ("", 0)
        self._asked: Callable[[], Place] | None = None
        self._marks: Callable[[], Marks] = tuple
        self.rest = QTimer(self, singleShot=True, interval=CATCH_UP)
        self.rest.timeout.connect(self._on_rest)
        self.findings: tuple[Finding, ...] = ()
        self.left_out = ""
        """What the pages do not show, in words."""
        self._runner, self._looked = runner, NOTHING
        self._hand = TypingActivity()
        self.fit = FitAction(runner, lambda: model.draft, model.do, self)
        self.model = PageModel(runner, lambda: model.draft, DraftSetter(self._hand.yield_to_ui), self)
        self.model.changed.connect(self.counted)
        self.model.changed.connect(self._inspect)
        self.model.changed.connect(self._measure)
        model.changed.connect(lambda _change: self.model.touch())
        self.model.touch()

    def _inspect(self) -> None:
        """Check the position of 署名, once the pages are current."""
        pages = self.model.pages
        if pages is None or self.model.is_stale or self.model.error is not None:
            return
        from core.workflows.exporting.closing_page import closing_findings

        self.findings = closing_findings(self._draft.draft, pages)
        self.inspected.emit()

    def look(self) -> None:
        """Look for what the pages do not show; ``inspected`` follows where that is something else than before."""
        draft = self._draft.draft
        wanted = tuple(each.objects for each in draft.elements if each.objects), draft.identity
        if wanted != self._looked:
            self._looked = wanted
            self._runner.run(not_printed, draft, VIEWING, on_done=self._on_looked, key=VIEWING)

    def _on_looked(self, words: str) -> None:
        if words != self.left_out:
            self.left_out = words
            self.inspected.emit()

    def _measure(self) -> None:
        """Tell the draft the type area of its layout."""
        pages = self.model.pages.pages if self.model.pages is not None else ()
        sheet = next((each.sheet for each in pages if each.sheet.height >= each.sheet.width), None)
        if sheet is not None:
            self._draft.take_area(TypeArea(round(sheet.text_width), round(sheet.text_height)))

    def follow(self, place: Callable[[], Place]) -> None:
        """Set the place of work: an element and an offset in its content; read when typing pauses, so that no key waits
        for it."""
        self._asked = place
        self._hand.touch()
        self.rest.start()
        self.model.postpone()

    def follow_fact(self, fact_id: str) -> None:
        """Set the place of work to that of a fact."""
        fact = next((fact for fact in self._draft.draft.facts if fact.id == fact_id), None)
        if fact is not None:
            self.follow(lambda: (fact.element_id, fact.start))

    def set_marks(self, marks: Callable[[], Marks]) -> None:
        """Set the underlines, which are computed when pages are visible."""
        self._marks = marks
        self.marked.emit()

    @property
    def marks(self) -> Marks:
        """The underlines: number of the element, start and end in its text, colour."""
        return self._marks()

    def arrive(self) -> None:
        """Scroll to the place of work."""
        if self.rest.isActive():
            self._on_rest()

    @property
    def place(self) -> tuple[int, int]:
        """Number of the element at work and the offset in its text; 0 while there is none."""
        element_id, offset = self._place
        return number_of(element_id), offset + self._shift(element_id)

    @property
    def page_status(self) -> PageStatus:
        """The current page and the page count, for the line below the draft."""
        element_id, offset = self._place
        pages = self.model.pages
        count = len(pages.pages) if pages is not None else None
        return PageStatus(self.model.page_of(element_id, offset + self._shift(element_id)), count, self.model.is_stale)

    def choose(self, number: int, offset: int) -> None:
        """A click on a page, with the offset in the element's text."""
        element_id = f"e{number}"
        self.place_chosen.emit(element_id, max(offset - self._shift(element_id), 0))

    def _shift(self, element_id: str) -> int:
        """The difference between a character's offset in the text of an element and in its content."""
        found = next((element for element in self._draft.draft.elements if element.id == element_id), None)
        return len(found.prefix) if found is not None else 0

    def _on_rest(self) -> None:
        self.rest.stop()
        if self._asked is not None:
            self._place, self._asked = self._asked(), None
            self.place_changed.emit()
            self.counted.emit()


class PagesPanel(QWidget):
    """The pages as one view of the window; built when first shown, and idle while hidden."""

    def __init__(self, pages: DraftPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._view: PageView | None = None
        self._shown: object = None
        self._bound_for: tuple[int, int] | None = None
        self._refused = ""
        self.notice = NoticeBar()
        self.notice.dismissed.connect(self._on_dismissed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.notice)
        pages.model.changed.connect(self._on_changed)
        pages.place_changed.connect(self._on_place_changed)
        pages.marked.connect(self._on_marked)
        pages.inspected.connect(self._on_changed)

    @property
    def view(self) -> "PageView":
        """The view, built at first use."""
        if self._view is None:
            from gui.preview.view import PageView

            self._view = PageView()
            self._view.place_chosen.connect(self._pages.choose)
            self._column.addWidget(self._view, 1)
            self.setFocusProxy(self._view)
        return self._view

    @property
    def seen_spot(self) -> tuple[int, int]:
        """The position of the upper edge: a page, from 0, and the offset on it."""
        return self._bound_for or self.view.reel.seen_spot

    def take_place(self, index: int, down: int) -> None:
        """Scroll to such a position, once there are pages."""
        self._pages.arrive()
        self._bound_for = index, down
        self._go_on()

    def _go_on(self) -> None:
        if self._bound_for is not None and self._shown is not None:
            self.view.reel.show_spot(*self._bound_for)
            self._bound_for = None

    def _on_changed(self) -> None:
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        model = self._pages.model
        if model.pages is None:
            self.view.show_waiting()
        elif model.pages is not self._shown:
            self._shown = model.pages
            self.view.show_pages(model.pages)
            self._go_on()
        if model.error is not None:
            self.notice.show_notice(sentence(model.error), "warning")
        elif not model.is_stale:
            self._pages.look()
            self._show_findings()

    def _show_findings(self) -> None:
        """Show the findings about the pages, with the adjustment that helps, and what the pages do not show."""
        found = next(iter(self._pages.findings), None)
        words = "\n".join(filter(None, (found.message if found is not None else "", self._pages.left_out)))
        if words in ("", self._refused):
            self.notice.hide()
        elif self.notice.isHidden() or self.notice.text != words:
            self.notice.show_notice(words, "warning", [(FIT, self._pages.fit.begin)] if found is not None else [])

    def _on_dismissed(self) -> None:
        """A dismissed notice does not return at the next edit."""
        self._refused = self.notice.text

    def _on_place_changed(self) -> None:
        self._bound_for = None
        if self.isVisible():
            self.view.show_place(*self._pages.place)

    def _on_marked(self) -> None:
        if self.isVisible():
            from gui.preview.page_painter import Mark

            self.view.show_marks(Mark(*mark) for mark in self._pages.marks)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the current pages at the place of work."""
        super().showEvent(event)
        self._on_marked()
        self._pages.model.hurry()
        self._catch_up()
        self._pages.arrive()
        self._on_place_changed()
