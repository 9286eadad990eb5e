"""Where the changes of a returned copy belong in a draft as it is now."""

from collections.abc import Sequence
from itertools import chain

from core.model.change import numbered
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.review.changes import ChangeKind, ReviewChange
from core.model.review.decisions import ReviewVerdict, decision_id
from core.workflows.review.copies import CopyReview


class DraftPlaces:
    """The elements of a draft by their names, and the places behind which a copy puts something."""

    def __init__(self, draft: Draft, copy: CopyReview) -> None:
        self.draft, self.copy = draft, copy
        self.numbers = numbered(element.id for element in draft.elements)
        self.base = copy.index.base

    def element(self, element_id: str) -> Element | None:
        """An element of the draft as it is now."""
        place = self.numbers.get(element_id)
        return None if place is None else self.draft.elements[place]

    def anchor(self, elements: Sequence[Element], change: ReviewChange) -> int:
        """The index of the element behind which a change puts something; -1 if nothing is left of what stood before.

        What was divided off that element, or put behind it by earlier changes, stands there already. An element that is gone
        has given its place to the one before.
        """
        place = (self.before_move if change.kind is ChangeKind.MOVE else self.before_change)(elements, change)
        later = [
            each.new.strip() for each in self.copy.changes if each.order > change.order and each.after == change.after
        ]
        while place >= 0 and self.is_added(elements, place + 1) and elements[place + 1].text.strip() not in later:
            place += 1
        return place

    def before_change(self, elements: Sequence[Element], change: ReviewChange) -> int:
        """The index of the nearest element of the base, before the place that a change names, that is still there; -1: none."""
        places = numbered(each.id for each in elements)
        return next((places[name] for name in self._names_before(change.after) if name in places), -1)

    def before_move(self, elements: Sequence[Element], change: ReviewChange) -> int:
        """The index behind which a move leads; -1: to the beginning.

        That is the last element before it in the copy that stands where the copy has it already, so that several moves lead to
        the same order whichever is taken first.
        """
        order, waiting = self.copy.index.order, self._waiting()
        if change.elements[0] not in order:
            return self.before_change(elements, change)
        places = numbered(each.id for each in elements)
        names = reversed(order[: order.index(change.elements[0])])
        return next((places[name] for name in names if name in places and name not in waiting), -1)

    def _waiting(self) -> set[str]:
        """The elements of moves that were not taken."""
        taken = {each.id for each in self.draft.decisions if each.verdict is ReviewVerdict.TAKEN}
        kept = self.copy.kept.id
        moves = (each for each in self.copy.changes if each.kind is ChangeKind.MOVE)
        return set(chain.from_iterable(each.elements for each in moves if decision_id(kept, each.mark) not in taken))

    def _names_before(self, name: str) -> list[str]:
        """An element of the base and those before it, the nearest first."""
        ids = [each.element_id for each in self.copy.base.printed]
        return ids[ids.index(name) :: -1] if name in ids else [name]

    def before(self, name: str) -> Element | None:
        """A printed element, or the nearest before it that is not gone."""
        return next((found for each in self._names_before(name) if (found := self.element(each)) is not None), None)

    def is_added(self, elements: Sequence[Element], place: int) -> bool:
        """Whether the element at an index was made since the copy went out."""
        return place < len(elements) and elements[place].id not in self.base and elements[place].role is not Role.CELL


def end_of(elements: Sequence[Element], element_id: str) -> int:
    """The index behind an element, and behind its cells if it is a table or one of them."""
    place = [each.id for each in elements].index(element_id) + 1
    while place < len(elements) and elements[place].role is Role.CELL:
        place += 1
    return place


def is_figure(element: Element) -> bool:
    """Whether a picture or object stands alone in its paragraph: it goes where the paragraph before it goes."""
    return element.role is Role.FIGURE and not element.text.strip()


def end_with_figures(elements: Sequence[Element], element_id: str) -> int:
    """The index behind an element with its cells and the figures that go with it."""
    place = end_of(elements, element_id)
    while place < len(elements) and is_figure(elements[place]):
        place += 1
    return place
