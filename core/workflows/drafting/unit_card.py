"""The unit card of a draft: which card a draft refers to, and choosing another."""

from types import MappingProxyType

from core.editing.particulars import particulars_of, set_particulars
from core.model.card import UnitCard
from core.model.change import Change
from core.model.draft import Draft
from core.model.particulars import CARD, UNFILLED
from core.result import Result
from core.stores.cards import current_name, load_card


def card_of(draft: Draft) -> Result[UnitCard | None]:
    """The draft's card; None when the draft has none or its file is gone. Raises as ``load_card``."""
    return load_card(used_name(draft))


def used_name(draft: Draft) -> str:
    """The present name of the draft's card, after any renames; empty when the draft has none."""
    return current_name(particulars_of(draft).get(CARD, ""))


def choose_card(draft: Draft, name: str) -> Change:
    """Refer to another card by name; an empty name removes the reference. Proposals declined before are made again."""
    refused = {UNFILLED: ""} if particulars_of(draft).get(UNFILLED) else {}
    return set_particulars(draft, MappingProxyType({CARD: name, **refused}))
