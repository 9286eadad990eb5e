"""The desks: all that the window leads to beside 开始, made together when first asked for.

The first frame does without; whoever opens one of them for the window is led back by it.
"""

from typing import NamedTuple

from gui.cards.controller import CardDesk
from gui.new_draft.controller import NewDraftDesk
from gui.session.draft_controller import DraftDesk
from gui.session.recovery_controller import RescueDesk
from gui.settings.auxiliary_pages import SideDesk
from gui.shell.services import Suppliers
from gui.shell.tasks import TaskRunner
from gui.start.recent_controller import RecentDesk
from gui.widgets.frame.notice_place import NoticePlace
from gui.widgets.frame.page_stack import PageStack


class Desks(NamedTuple):
    """``draft`` is the work itself, ``rescue`` knows what of it is not stored yet, ``side`` holds 设置 and 帮助."""

    draft: DraftDesk
    cards: CardDesk
    new_draft: NewDraftDesk
    rescue: RescueDesk
    recent: RecentDesk
    side: SideDesk


def make_desks(runner: TaskRunner, suppliers: Suppliers, pages: PageStack, notices: NoticePlace) -> Desks:
    """Desks that know one another."""
    draft = DraftDesk(runner, suppliers, pages, notices)
    cards = CardDesk(runner, pages, draft)
    draft.cards_wanted.connect(cards.show)
    new_draft = NewDraftDesk(runner, suppliers, pages, draft, cards)
    rescue = RescueDesk(runner, suppliers, pages, notices, lambda: pages.currentWidget() is draft.page)
    draft.keeper_made.connect(rescue.watch)
    recent = RecentDesk(runner, suppliers, draft, notices)
    return Desks(draft, cards, new_draft, rescue, recent, SideDesk(runner, pages))
