"""The sheet 新建稿件 in the window, made when first needed and anew when the look has changed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.stores.unsaved_forms import NewDraftForm, UnsavedForms
from gui.cards.controller import CardController
from gui.session.draft_controller import DraftController
from gui.shell import theme
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.page_stack import PageStack

if TYPE_CHECKING:  # made when first needed, which the first frame must not wait for
    from gui.new_draft.page import NewDraftPage

KEPT = "上次没有建完，填好的还在这里。"
LEFT, SEVERAL = "上次没有建完的那一份还留着。", "没有建完的还有{count}份，都留着。"
OTHERS = "另外还有{count}份，也留着。"
FULL = "没有建完的已经有{count}份。请先建好这一份，或者看看别的，不要的去掉，再新建。"
REST = 1000
"""Milliseconds that what was put in may be on the screen alone."""

MOST = 6
"""Sheets that are left and kept; who leaves one more is asked."""


class NewDraftController(QObject):
    """``shown`` tells that the sheet came to the front; ``cancelled`` and ``files_requested`` are the sheet's own.

    What was given and left before a draft was made of it is shown again when the same is asked for, and offered when
    another is. Nothing of it goes unless the clerk says so: it is kept on the disk for the next window, from which
    ``restore`` has what the last one left. ``counted`` tells how many there are.
    """

    shown = Signal()
    counted = Signal(int)
    cancelled = Signal()
    files_requested = Signal()

    def __init__(
        self, runner: TaskRunner, suppliers: Services, pages: PageStack, desk: DraftController, cards: CardController
    ) -> None:
        super().__init__(pages)
        self._runner, self._suppliers, self._pages = runner, suppliers, pages
        self._desk, self._cards = desk, cards
        self._page: NewDraftPage | None = None
        self._left: list[NewDraftPage | NewDraftForm] = []
        self._book, self._is_restored = UnsavedForms(), False
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._keep)
        self._look = theme.current()

    @property
    def is_in_front(self) -> bool:
        """Whether the sheet is what one sees."""
        return self._page is not None and self._pages.currentWidget() is self._page

    def restore(self) -> None:
        """Look for what was left by windows that are gone."""
        self._runner.run(self._book.take_over, on_done=self._on_restored)

    def close(self) -> None:
        """The window goes, and what is left is for the next one."""
        if self._is_restored:
            self._book.note(self._unmade())
            self._book.store()
        self._rest.stop()
        self._book.close()

    def resume(self) -> None:
        """Show the sheet that was left last."""
        page, self._page = self._page, None
        if page is not None:
            self._left.append(page)
        self._on_left_wanted()

    def begin(self, kind: str, paths: Sequence[Path] = ()) -> None:
        """Show the sheet for a kind, or for documents whose kind is yet to be seen."""
        page = self._page
        if page is None or not page.has_input or paths or kind not in ("", page.request.kind):
            self._begin_anew(kind, paths)
        elif not self.is_in_front:
            page.tell(KEPT, [("重新开始", partial(self._begin_anew, kind))])
            self._bring(page)

    def _begin_anew(self, kind: str, paths: Sequence[Path] = ()) -> None:
        page = self._page
        if page is not None and page.has_input:
            if len(self._left_still()) >= MOST:
                self._ask(page, kind, paths)
                return
            self._left.append(page)
            page = None
        elif self._look != theme.current():
            self._forget(page)
            page = None
        self._page, self._look = page or self._made_page(), theme.current()
        self._page.begin(kind, paths)
        self._offer_left(self._page)
        self._bring(self._page)

    def _offer_left(self, page: "NewDraftPage") -> None:
        count = len(self._left_still())
        wanted = ("接着填上次的", self._on_left_wanted)
        if count == 1:
            page.tell(LEFT, [wanted, ("不要了", self._on_left_given_up)])
        elif count:
            page.tell(SEVERAL.format(count=count), [wanted])

    def _ask(self, page: "NewDraftPage", kind: str, paths: Sequence[Path]) -> None:
        """There are too many to leave one more."""
        anew = "不要这一份，新建", partial(self._give_up_for, kind, paths)
        page.tell(FULL.format(count=len(self._left) + 1), [("看下一份", self._on_left_wanted), anew])
        self._bring(page)

    def _give_up_for(self, kind: str, paths: Sequence[Path]) -> None:
        self._forget(self._page)
        self._page = None
        self._begin_anew(kind, paths)

    def _left_still(self) -> "list[NewDraftPage | NewDraftForm]":
        """Those of which no draft has been made meanwhile, the one left last at the end."""
        for page in self._left:
            if not _is_unmade(page):
                self._forget(page)
        self._left = [page for page in self._left if _is_unmade(page)]
        return self._left

    def _unmade(self) -> list[NewDraftForm]:
        """All that is left and what is at hand, as it is kept."""
        pages = [*self._left_still(), *([self._page] if self._page is not None and self._page.has_input else [])]
        return [page if isinstance(page, NewDraftForm) else page.unmade for page in pages]

    def _on_restored(self, sheets: Sequence[NewDraftForm]) -> None:
        self._left[:0] = sheets
        self._is_restored = True
        self._keep()

    def _keep(self) -> None:
        self._rest.stop()
        if self._is_restored:
            sheets = self._unmade()
            self._book.note(sheets)
            self._runner.run_needed(self._book.store)
            self.counted.emit(len(sheets))

    def _taken_up(self, left: "NewDraftPage | NewDraftForm") -> "NewDraftPage":
        if not isinstance(left, NewDraftForm):
            return left
        page = self._made_page()
        page.take_up(left)
        return page

    def _on_left_wanted(self) -> None:
        """The sheet that was left last comes back, and this one is kept behind all others: one by one they can be seen."""
        if not self._left_still():
            return
        page, self._page = self._page, self._taken_up(self._left.pop())
        if page is not None:
            self._left.insert(0, page)
        count = len(self._left_still())
        following = [("看下一份", self._on_left_wanted)] if count else []
        others = OTHERS.format(count=count) if count else ""
        self._page.tell(KEPT + others, [*following, ("不要这一份", self._on_given_up)])
        self._bring(self._page)

    def _on_given_up(self) -> None:
        """Not this sheet: the next one that was left is shown in its place, or an empty one."""
        page, self._page = self._page, None
        if self._left_still():
            self._on_left_wanted()
        else:
            self._begin_anew("")
        self._forget(page)

    def _on_left_given_up(self) -> None:
        for page in self._left_still():
            self._forget(page)
        self._left = []
        if self._page is not None:
            self._page.tell("")
        self._rest.start()

    def _bring(self, page: "NewDraftPage") -> None:
        self._pages.setCurrentWidget(page)
        self._rest.start()
        self.shown.emit()

    def _forget(self, page: "NewDraftPage | NewDraftForm | None") -> None:
        if page is not None and not isinstance(page, NewDraftForm):
            self._pages.discard(page)

    def add_documents(self, paths: Sequence[Path]) -> bool:
        """Take documents as a basis if the sheet is in front; False if it is not."""
        if self._page is None or not self.is_in_front:
            return False
        self._page.add_documents(paths)
        return True

    def _made_page(self) -> "NewDraftPage":
        from gui.new_draft.page import NewDraftPage

        page = NewDraftPage(self._runner, self._suppliers.kinds().value, self._suppliers.clock().date())
        page.draft_made.connect(self._desk.create)
        page.edited.connect(self._rest.start)
        page.cancelled.connect(self._keep)
        page.cancelled.connect(self.cancelled)
        page.files_requested.connect(self.files_requested)
        page.card_requested.connect(lambda unit: self._cards.show_for(unit, page.take_card))
        self._pages.addWidget(page)
        return page


def _is_unmade(left: "NewDraftPage | NewDraftForm") -> bool:
    return isinstance(left, NewDraftForm) or left.has_input
