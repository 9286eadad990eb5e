"""The page of unit cards in the window; closing it returns to the page it was opened from."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gui.session.draft_controller import DraftController
from gui.shell.doors import late
from gui.shell.router import Router
from gui.shell.tasks import TaskRunner

if TYPE_CHECKING:  # loaded with the store, after the first frame
    from core.workflows.drafting.session import Session

Take = Callable[[str], object]
used_name = late("core.workflows.drafting.unit_card:used_name")
choose_card = late("core.workflows.drafting.unit_card:choose_card")


class CardController(QObject):
    """``show`` is for the draft in front, or for none; ``show_for`` for a draft that is yet to be created."""

    def __init__(self, runner: TaskRunner, router: Router, draft: DraftController) -> None:
        super().__init__(router)
        self._runner, self._router, self._draft = runner, router, draft
        self._take: Take = lambda _name: None
        router.connect_made("cards", self._connect)

    def show(self, sentence: str = "") -> None:
        """Show the cards with a sentence above them; from a draft, one can be picked for it."""
        front, session = self._router.front, self._draft.session
        if session is None or front != "draft":
            self._show({}, lambda _name: None)
        else:
            unit, used = session.draft.identity.unit, used_name(session.draft)
            options = {"unit": unit, "used": used, "sentence": sentence, "picks": not session.read_only}
            self._show(options, partial(self._choose, session))

    def show_for(self, unit: str, take: Take) -> None:
        """Create a card for a unit, or pick another one; ``take`` is called with its name, and the previous page
        returns."""
        self._show({"unit": unit, "picks": True, "makes": True}, take)

    def _show(self, options: dict[str, Any], take: Take) -> None:
        if self._router.front not in ("", "cards"):
            self._take = take
            self._router.page("cards").begin(**options)
            self._router.show_beside("cards")

    def _connect(self, page: Any) -> None:
        page.closed.connect(lambda: self._router.go_back("cards"))
        page.picked.connect(self._on_picked)

    def _choose(self, session: "Session", name: str) -> None:
        self._runner.attempt(lambda: session.do(choose_card(session.draft, name)))

    def _on_picked(self, name: str) -> None:
        self._take(name)
        self._router.go_back("cards")
