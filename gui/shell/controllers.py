"""The desks: all that the window leads to beside 开始, made together when first asked for.

The first frame does without; whoever opens one of them for the window is led back by it.
"""

from typing import NamedTuple

from gui.cards.controller import CardController
from gui.new_draft.controller import NewDraftController
from gui.session.draft_controller import DraftController
from gui.session.recovery_controller import RecoveryController
from gui.settings.auxiliary_pages import AuxiliaryPages
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner
from gui.start.recent_controller import RecentController
from gui.widgets.frame.notice_place import NoticePlace
from gui.widgets.frame.page_stack import PageStack


class Controllers(NamedTuple):
    """``draft`` is the work itself, ``rescue`` knows what of it is not stored yet, ``side`` holds 设置 and 帮助."""

    draft: DraftController
    cards: CardController
    new_draft: NewDraftController
    rescue: RecoveryController
    recent: RecentController
    side: AuxiliaryPages


def make_desks(runner: TaskRunner, suppliers: Services, pages: PageStack, notices: NoticePlace) -> Controllers:
    """Desks that know one another."""
    draft = DraftController(runner, suppliers, pages, notices)
    cards = CardController(runner, pages, draft)
    draft.cards_wanted.connect(cards.show)
    new_draft = NewDraftController(runner, suppliers, pages, draft, cards)
    rescue = RecoveryController(runner, suppliers, pages, notices, lambda: pages.currentWidget() is draft.page)
    draft.keeper_made.connect(rescue.watch)
    recent = RecentController(runner, suppliers, draft, notices)
    return Controllers(draft, cards, new_draft, rescue, recent, AuxiliaryPages(runner, pages))
