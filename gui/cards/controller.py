"""The page of unit cards in the window, made when first asked for; it leads back to where it was asked for."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.session.draft_controller import DraftController
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.page_stack import PageStack

if TYPE_CHECKING:  # made when first needed, which the first frame must not wait for
    from core.workflows.drafting.session import Session
    from gui.cards.page import CardsPage, CardWish

Take = Callable[[str], object]


class CardController(QObject):
    """``show`` is for the draft that stands in front, or for nobody; ``show_for`` for a draft that is yet to be made."""

    def __init__(self, runner: TaskRunner, pages: PageStack, desk: DraftController) -> None:
        super().__init__(pages)
        self._runner, self._pages, self._desk = runner, pages, desk
        self._page: CardsPage | None = None
        self._wish: CardWish | None = None
        self._back: Callable[[], object] = lambda: None
        self._take: Take = lambda _name: None
        pages.rescaled.connect(self._on_rescaled)

    def show(self, told: str = "") -> None:
        """Show the cards with a sentence above them; at a draft one can be picked for it."""
        from core.workflows.drafting.unit_card import used_name
        from gui.cards.page import CardWish

        front, session = self._pages.currentWidget(), self._desk.session
        if front is None or front is self._page:
            return
        if session is None or front is not self._desk.page:
            self._show(CardWish(), partial(self._pages.setCurrentWidget, front), lambda _name: None)
            return
        draft = session.draft
        wish = CardWish(draft.identity.unit, used_name(draft), told, picks=not session.read_only)
        self._show(wish, self._desk.show_draft, partial(self._choose, session))

    def show_for(self, unit: str, take: Take) -> None:
        """Make a card for a unit, or pick another one; ``take`` gets its name and what stood in front comes back."""
        from gui.cards.page import CardWish

        front = self._pages.currentWidget()
        if front is not None and front is not self._page:
            self._show(CardWish(unit, picks=True, makes=True), partial(self._pages.setCurrentWidget, front), take)

    def _show(self, wish: "CardWish", back: Callable[[], object], take: Take) -> None:
        self._wish, self._back, self._take = wish, back, take
        page = self._cards_page()
        page.begin(wish)
        self._pages.setCurrentWidget(page)

    def _cards_page(self) -> "CardsPage":
        if self._page is None:
            from gui.cards.page import CardsPage

            self._page = CardsPage(self._runner)
            self._page.closed.connect(self._on_closed)
            self._page.picked.connect(self._on_picked)
            self._pages.addWidget(self._page)
        return self._page

    def _choose(self, session: "Session", name: str) -> None:
        from core.workflows.drafting.unit_card import choose_card

        self._runner.attempt(lambda: session.do(choose_card(session.draft, name)))

    def _on_picked(self, name: str) -> None:
        self._take(name)
        self._back()

    def _on_closed(self) -> None:
        self._back()

    def _on_rescaled(self) -> None:
        """Make the page anew: what it measured was for another type size."""
        page, wish = self._page, self._wish
        if page is not None and wish is not None:
            was_in_front = self._pages.currentWidget() is page
            page.flush()
            self._page = None
            if was_in_front:
                self._show(wish._replace(makes=False), self._back, self._take)
            self._pages.discard(page)
