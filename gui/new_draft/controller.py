"""The form 新建稿件 in the window, and unsaved forms: those left before a draft was created."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.stores.unsaved_forms import NewDraftForm, UnsavedForms
from gui.cards.controller import CardController
from gui.session.draft_controller import DraftController
from gui.shell.router import Router
from gui.shell.tasks import TaskRunner

if TYPE_CHECKING:  # loaded with the first form, after the first frame
    from gui.new_draft.page import NewDraftPage
    from gui.new_draft.several import SeveralPage

KEPT = "上次没有建完，填好的还在这里。"
LEFT, LEFT_MANY = "上次没有建完的那一份还留着。", "没有建完的还有{count}份，都留着。"
OTHERS = "另外还有{count}份，也留着。"
FULL = "没有建完的已经有{count}份。请先建好这一份，或者看看别的，不要的去掉，再新建。"
PAUSE = 1000
"""Milliseconds that what was put in may be on the screen alone."""

MOST = 6
"""Forms that are left and kept; before one more is left, the user is asked."""

NAME, SEVERAL = "new_draft", "several"


class NewDraftController(QObject):
    """``cancelled``, ``files_requested`` and ``folder_requested`` are those of the form in front.

    A form left before a draft was created is shown again when the same kind is requested, and offered when another is.
    Nothing of it is discarded unless the user says so: it is stored on disk for the next window, from which ``restore``
    reads it. ``counted`` carries the number of unsaved forms.
    """

    counted = Signal(int)
    cancelled = Signal()
    files_requested = Signal()
    folder_requested = Signal()

    def __init__(self, runner: TaskRunner, router: Router, draft: DraftController, cards: CardController) -> None:
        super().__init__(router)
        self._runner, self._router = runner, router
        self._draft, self._cards = draft, cards
        self._left: list[NewDraftPage | NewDraftForm] = []
        self._store, self._is_restored = UnsavedForms(), False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._keep)
        router.connect_made(NAME, self._connect)
        router.connect_made(SEVERAL, self._connect_list)
        router.restyled.connect(self._on_restyled)

    @property
    def _page(self) -> Any:
        """The open form, if any."""
        return self._router.find(NAME)

    @property
    def is_in_front(self) -> bool:
        """Whether the form is in front."""
        return self._router.front == NAME

    def restore(self) -> None:
        """Read the forms left by windows that no longer run."""
        self._runner.run(self._store.take_over, on_done=self.take_over)

    def take_over(self, forms: Sequence[NewDraftForm]) -> None:
        """Take over the unsaved forms of another window."""
        self._left[:0] = forms
        self._is_restored = True
        self._keep()

    def close(self) -> None:
        """Store the forms for the next window."""
        if self._is_restored:
            self._store.note(self.unsaved)
            self._store.store()
        self._pause.stop()
        self._store.close()

    def resume(self) -> None:
        """Show the form left last."""
        page = self._page
        self._router.adopt(NAME, None)
        if page is not None:
            self._left.append(page)
        self._on_left_wanted()

    def list_files(self, paths: Sequence[Path]) -> None:
        """List the files and those in the folders, for the form if it is in front, else for a new draft."""
        request = self._page.request if self.is_in_front else None
        page = self._router.page(SEVERAL)
        page.begin(paths, request.kind if request and request.basis else "", request.year if request else 0)
        self._router.show_beside(SEVERAL)

    def _on_listed(self, paths: Sequence[Path], roles: Sequence[str]) -> None:
        if self._router.origin(SEVERAL) == NAME and self._page is not None:
            self._page.add_documents(paths, roles)
            self._show()
        else:
            self.begin("", paths, roles)

    def begin(self, kind: str, paths: Sequence[Path] = (), roles: Sequence[str] = ()) -> None:
        """Show the form for a kind, or for documents whose kind is still to be recognised, with what each is for."""
        page = self._page
        if page is None or not page.has_input or paths or kind not in ("", page.request.kind):
            self._start_new(kind, paths, roles)
        elif not self.is_in_front:
            page.show_notice(KEPT, [("重新开始", partial(self._start_new, kind))])
            self._show()

    def _start_new(self, kind: str, paths: Sequence[Path] = (), roles: Sequence[str] = ()) -> None:
        page = self._page
        if page is not None and page.has_input:
            if len(self._left_still()) >= MOST:
                self._ask(page, kind, paths)
                return
            self._left.append(page)
            self._router.make(NAME)
        self._router.page(NAME).begin(kind, paths, roles)
        self._offer_left()
        self._show()

    def _offer_left(self) -> None:
        count = len(self._left_still())
        wanted = ("接着填上次的", self._on_left_wanted)
        if count == 1:
            self._page.show_notice(LEFT, [wanted, ("不要了", self._on_left_given_up)])
        elif count:
            self._page.show_notice(LEFT_MANY.format(count=count), [wanted])

    def _ask(self, page: "NewDraftPage", kind: str, paths: Sequence[Path]) -> None:
        """There are too many unsaved forms to keep another one: ask what to do."""
        discard = "不要这一份，新建", partial(self._give_up_for, kind, paths)
        page.show_notice(FULL.format(count=len(self._left) + 1), [("看下一份", self._on_left_wanted), discard])
        self._show()

    def _give_up_for(self, kind: str, paths: Sequence[Path]) -> None:
        self._router.close(NAME)
        self._start_new(kind, paths)

    def _left_still(self) -> "list[NewDraftPage | NewDraftForm]":
        """The unsaved forms of which no draft was created meanwhile, the last one at the end."""
        is_open = [isinstance(page, NewDraftForm) or page.has_input for page in self._left]
        for page, is_kept in zip(self._left, is_open, strict=True):
            if not is_kept:
                self._forget(page)
        self._left = [page for page, is_kept in zip(self._left, is_open, strict=True) if is_kept]
        return self._left

    @property
    def unsaved(self) -> list[NewDraftForm]:
        """The unsaved forms and the one on the screen, as stored."""
        page = self._page
        pages = [*self._left_still(), *([page] if page is not None and page.has_input else [])]
        return [page if isinstance(page, NewDraftForm) else page.form for page in pages]

    def _keep(self) -> None:
        self._pause.stop()
        if self._is_restored:
            forms = self.unsaved
            self._store.note(forms)
            self._runner.run_needed(self._store.store)
            self.counted.emit(len(forms))

    def _on_left_wanted(self) -> None:
        """Show the form left last and put this one behind all others, so that all can be reached one by one."""
        if not self._left_still():
            return
        page, left = self._page, self._left.pop()
        if isinstance(left, NewDraftForm):
            self._router.make(NAME).take_up(left)
        else:
            self._router.adopt(NAME, left)
        if page is not None:
            self._left.insert(0, page)
        count = len(self._left_still())
        following = [("看下一份", self._on_left_wanted)] if count else []
        others = OTHERS.format(count=count) if count else ""
        self._page.show_notice(KEPT + others, [*following, ("不要这一份", self._on_given_up)])
        self._show()

    def _on_given_up(self) -> None:
        """This form was discarded: the next unsaved one is shown in its place, or an empty one."""
        page = self._page
        self._router.adopt(NAME, None)
        if self._left_still():
            self._on_left_wanted()
        else:
            self._start_new("")
        self._forget(page)

    def _on_left_given_up(self) -> None:
        for page in self._left_still():
            self._forget(page)
        self._left = []
        if self._page is not None:
            self._page.show_notice("")
        self._pause.start()

    def _show(self) -> None:
        self._router.show(NAME)
        self._pause.start()

    def _forget(self, page: "NewDraftPage | NewDraftForm | None") -> None:
        if page is not None and not isinstance(page, NewDraftForm):
            self._router.stack.discard(page)

    def add_documents(self, paths: Sequence[Path]) -> bool:
        """Add documents as a basis if the form is in front; False if it is not."""
        if not self.is_in_front:
            return False
        self._page.add_documents(paths)
        return True

    def _on_restyled(self) -> None:
        """Unsaved forms are stored as values, and built in the current style when they are shown again."""
        forms = [page if isinstance(page, NewDraftForm) else page.form for page in self._left_still()]
        for page in self._left:
            self._forget(page)
        self._left = [*forms]

    def _connect_list(self, page: "SeveralPage") -> None:
        page.chosen.connect(self._on_listed)
        page.cancelled.connect(self._on_list_left)

    def _on_list_left(self) -> None:
        if not self._router.go_back(SEVERAL):
            self.cancelled.emit()

    def _connect(self, page: "NewDraftPage") -> None:
        page.draft_made.connect(self._draft.create)
        page.edited.connect(self._pause.start)
        page.cancelled.connect(self._keep)
        page.cancelled.connect(self.cancelled)
        page.files_requested.connect(self.files_requested)
        page.folder_requested.connect(self.folder_requested)
        page.card_requested.connect(lambda unit: self._cards.show_for(unit, page.take_card))
