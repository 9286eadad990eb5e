"""The field whose value the hand is wiping out, bit by bit, as it was before that began."""

from collections.abc import Iterable

from core.model.change import Change
from core.model.fact import Fact
from core.model.index import DraftIndex


class HeldField:
    """A clerk who wipes 48 out one figure after the other never meant 4: its other places get 48 back.

    ``places`` are those of the field, the one at the hand first; none while nothing is being wiped out.
    """

    def __init__(self) -> None:
        self.places: tuple[Fact, ...] = ()

    def follow(self, change: Change, index: DraftIndex, ids: Iterable[str], fact_id: str) -> None:
        """The hand made this change in the paragraphs ``ids``, and stands at the fact ``fact_id``."""
        self.keep(fact_id)
        if not fact_id:
            return
        old = self.places[0] if self.places else _fact(change.before.facts, fact_id)
        new = _fact(index.facts_in(ids), fact_id)
        if old is None or new is None or new.text == old.text or new.text not in old.text:
            self.places = ()
        elif not self.places:
            self.places = (old, *_others(old, change, index))

    def keep(self, fact_id: str) -> None:
        """The cursor stands at this fact now; at any other one the value is what it has become."""
        if self.places and self.places[0].id != fact_id:
            self.places = ()


def _fact(facts: Iterable[Fact], fact_id: str) -> Fact | None:
    return next((fact for fact in facts if fact.id == fact_id), None)


def _others(fact: Fact, change: Change, index: DraftIndex) -> tuple[Fact, ...]:
    """The other places of its field, as they were."""
    before = {each.id: each for each in change.before.facts}
    now = index.fields.get(fact.group, {}) if fact.group else {}
    return tuple(before.get(key, each) for key, each in now.items() if key != fact.id)
