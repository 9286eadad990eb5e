"""Taking changes of returned copies into the draft: each one ordinary step of its history.

A figure that a change replaces takes its value at every place of its field, with the reviewer as source.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.editing.text.paragraphs import TypedFact, TypedParagraph, take_over
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.review.changes import ChangeKind, ReviewChange, ReviewState
from core.model.spans import Place
from core.result import Notice
from core.review.carrying import Carried, carried
from core.review.differences import MARK
from core.workflows.drafting.session import Session
from core.workflows.review.returned import CopyReview, DraftReview

ALL = "全部无冲突"
"""In place of ids: every open change that contradicts no other copy."""

_TEXT = frozenset({ChangeKind.REPLACE, ChangeKind.INSERT, ChangeKind.DELETE, ChangeKind.SPLIT})


@dataclass(frozen=True, slots=True)
class Taking:
    """What became of the changes that were asked for: ids taken, and the others with the code of the reason."""

    taken: tuple[str, ...]
    left: tuple[tuple[str, str], ...]

    def notices(self) -> Iterator[Notice]:
        """How many were taken, and each one that was not with the reason."""
        yield Notice(
            "review_taken", count=len(self.taken), parameters=MappingProxyType({"count": str(len(self.taken))})
        )
        for key, code in self.left:
            yield Notice(code, parameters=MappingProxyType({"id": key}))


def wanted(review: DraftReview, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids of the changes asked for; ``ALL`` stands for those that nothing contradicts."""
    if ALL not in ids:
        return tuple(ids)
    doubtful = {key for conflict in review.compared.conflicts for key in (conflict.one, conflict.two)}
    changes = (change.id for copy in review.copies for change in copy.changes)
    return tuple(key for key in changes if key not in doubtful and key not in review.compared.same_as)


def take(session: Session, review: DraftReview, ids: Iterable[str]) -> Taking:
    """Take changes one by one, in the order given; each is undone by itself."""
    known = {change.id: (copy, change) for copy in review.copies for change in copy.changes}
    taken, left = [], []
    for key in ids:
        found = _edit(session.draft, *known[key]) if key in known else "review_unknown_change"
        if isinstance(found, str):
            left.append((key, found))
        else:
            session.do(found)
            taken.append(key)
    return Taking(tuple(taken), tuple(left))


def state_of(draft: Draft, copy: CopyReview, change: ReviewChange) -> ReviewState:
    """Whether the draft says already what a change wants, or was edited there otherwise."""
    element = _element(draft, change.element_id)
    is_done = False
    if change.kind is ChangeKind.GONE:
        is_done = element is None
    elif change.kind is ChangeKind.NEW:
        is_done = any(each.text.strip() == change.new.strip() for each in draft.elements)
    elif change.kind in _TEXT:
        return ReviewState.OVERTAKEN if element is None else _carried(element, copy, change).state
    return ReviewState.TAKEN if is_done else ReviewState.OPEN


def _element(draft: Draft, element_id: str) -> Element | None:
    return next((each for each in draft.elements if each.id == element_id), None)


def _carried(element: Element, copy: CopyReview, change: ReviewChange) -> Carried:
    printed = next((each.text for each in copy.base.printed if each.element_id == element.id), "")
    return carried((change.start, change.end), change.new, printed, element.text)


def _edit(draft: Draft, copy: CopyReview, change: ReviewChange) -> Change | str:
    """The edit that takes a change, or the code of the reason why it cannot be taken."""
    if change.kind is ChangeKind.NEW:
        return _new_paragraph(draft, change)
    element = _element(draft, change.element_id)
    if element is None:
        return "review_place_gone"
    if change.kind is ChangeKind.GONE:
        return _named(draft, take_over(draft, [element.id], []), change)
    if change.kind not in _TEXT:
        return "review_by_hand"
    place = _carried(element, copy, change)
    reason = _REASONS.get(place.state, "") or ("review_ordinal" if place.start < len(element.prefix) else "")
    return reason or _rewritten(draft, element, place, change)


_REASONS = MappingProxyType({ReviewState.TAKEN: "review_taken_already", ReviewState.OVERTAKEN: "review_edited_since"})


def _new_paragraph(draft: Draft, change: ReviewChange) -> Change | str:
    """A paragraph behind the one that the change names; not before the first one, which is the title's."""
    element = _element(draft, change.after)
    if element is None:
        return "review_place_gone"
    own = TypedParagraph(element.id, element.content, tuple(_typed(_facts_of(draft, element), (0, 0), "")))
    return _named(draft, take_over(draft, [element.id], [own, TypedParagraph("", change.new)]), change)


def _rewritten(draft: Draft, element: Element, place: Carried, change: ReviewChange) -> Change:
    """The edit inside one paragraph; its facts keep their places, one that is replaced as a whole takes the new value."""
    start, end = place.start - len(element.prefix), place.end - len(element.prefix)
    content = element.content[:start] + change.new + element.content[end:]
    facts = tuple(_typed(_facts_of(draft, element), (start, end), change.new))
    parts, offset = [], 0
    for number, text in enumerate(content.split(MARK)):
        own = (fact for fact in facts if offset <= fact.start and fact.end <= offset + len(text))
        moved = tuple(replace(fact, start=fact.start - offset, end=fact.end - offset) for fact in own)
        parts.append(TypedParagraph("" if number else element.id, text, moved))
        offset += len(text) + 1
    return _named(draft, take_over(draft, [element.id], parts), change)


def _facts_of(draft: Draft, element: Element) -> list[Fact]:
    return [fact for fact in draft.facts if fact.element_id == element.id]


def _typed(facts: Iterable[Fact], span: tuple[int, int], new: str) -> Iterator[TypedFact]:
    """Where the facts of a paragraph lie after ``span`` gave way to ``new``; one whose edge was cut is left out."""
    start, end = span
    grown = len(new) - (end - start)
    for fact in facts:
        if fact.end <= start:
            yield TypedFact(fact.id, fact.start, fact.end)
        elif fact.start >= end:
            yield TypedFact(fact.id, fact.start + grown, fact.end + grown)
        elif fact.start <= start and end <= fact.end and MARK not in new and fact.end + grown > fact.start:
            yield TypedFact(fact.id, fact.start, fact.end + grown)


def _named(draft: Draft, change: Change, taken: ReviewChange) -> Change:
    """The change as a step of its own name; values it sets have the reviewer as source."""
    who = " ".join(part for part in (taken.revision.author, taken.revision.date[:10]) if part) or "改稿"
    after = apply(draft, change)
    before = {fact.id: fact.text for fact in draft.facts}
    facts = tuple(
        replace(fact, source=f"{who} 改稿") if fact.text != before.get(fact.id, fact.text) else fact
        for fact in after.facts
    )
    return difference(draft, replace(after, facts=facts), Place(change.place.element_id), f"采纳：{who}")
