"""The parts of a draft page, found among its children as a screen reader finds them."""

from gui.draft.header_and_status import DraftStatus
from gui.draft.offer_bar import OfferBar
from gui.draft.page import ActionNotice, DraftPage
from gui.draft.views import DraftViews, SideTabs
from gui.form.panel import FormPanel
from gui.ledger.panel import LedgerPanel
from gui.outline.panel import OutlinePanel


def outline(page: DraftPage) -> OutlinePanel:
    """提纲, at the left."""
    return page.findChild(OutlinePanel)


def side(page: DraftPage) -> SideTabs:
    """The four tabs at the right."""
    return page.findChild(SideTabs)


def views(page: DraftPage) -> DraftViews:
    """What stands in the middle: 表单, 正文, 版面, 台账, 对照."""
    return page.findChild(DraftViews)


def form(page: DraftPage) -> FormPanel:
    """表单."""
    return page.findChild(FormPanel)


def ledger(page: DraftPage) -> LedgerPanel:
    """台账."""
    return page.findChild(LedgerPanel)


def notice(page: DraftPage) -> ActionNotice:
    """The sentence below the page."""
    return page.findChild(ActionNotice)


def offers(page: DraftPage) -> OfferBar:
    """What is offered after a paste."""
    return page.findChild(OfferBar)


def status(page: DraftPage) -> DraftStatus:
    """The line at the bottom."""
    return page.findChild(DraftStatus)
