"""The desks: all that the window leads to beside 开始, made together when first asked for.

The first frame does without; whoever opens one of them for the window is led back by it.
"""

from typing import NamedTuple

from gui.card_desk import CardDesk
from gui.draft_desk import DraftDesk
from gui.new_draft_desk import NewDraftDesk
from gui.recent_desk import RecentDesk
from gui.rescue_desk import RescueDesk
from gui.side_desk import SideDesk
from gui.suppliers import Suppliers
from gui.tasks import TaskRunner
from gui.widgets.notice_place import NoticePlace
from gui.widgets.page_stack import PageStack


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
