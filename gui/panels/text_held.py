"""The field whose value the hand is wiping out, bit by bit, as it was before that began."""

from core.model.draft import Draft
from core.model.fact import Fact


class HeldField:
    """A clerk who wipes 48 out one figure after the other never meant 4: its other places get 48 back.

    ``places`` are those of the field, the one at the hand first; none while nothing is being wiped out.
    """

    def __init__(self) -> None:
        self.places: tuple[Fact, ...] = ()

    def follow(self, before: Draft, after: Draft, fact_id: str) -> None:
        """The draft was changed by the hand, which stands at the fact ``fact_id``."""
        self.keep(fact_id)
        old, new = self.places[0] if self.places else _fact(before, fact_id), _fact(after, fact_id)
        if not self.places and old is not None:
            self.places = (old, *_others(before, old))
        if old is None or new is None or len(new.text) >= len(old.text) or new.text not in old.text:
            self.places = ()

    def keep(self, fact_id: str) -> None:
        """The cursor stands at this fact now; at any other one the value is what it has become."""
        if self.places and self.places[0].id != fact_id:
            self.places = ()


def _fact(draft: Draft, fact_id: str) -> Fact | None:
    return next((fact for fact in draft.facts if fact.id == fact_id), None) if fact_id else None


def _others(draft: Draft, fact: Fact) -> tuple[Fact, ...]:
    return tuple(other for other in draft.facts if fact.group and other.group == fact.group and other.id != fact.id)
