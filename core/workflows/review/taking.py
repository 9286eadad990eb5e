"""Taking changes of returned copies into the draft: each one ordinary step of its history that records the decision.

A figure that a change replaces takes its value at every place of its field, with the reviewer as source; numbers in new
words become facts of their own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType

from core.editing.text.paragraphs import retyped, take_over
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactState
from core.model.review.changes import ChangeKind, ReviewChange, ReviewState, TableEdit
from core.model.review.decisions import ReviewDecision, ReviewVerdict
from core.model.spans import Place, common_edges
from core.result import Notice
from core.review.carrying import Carried
from core.workflows.drafting.session import Session
from core.workflows.drafting.versions import OWN_NAMES
from core.workflows.review.blocks import EDITED, GONE_PLACE, TORN
from core.workflows.review.cells import is_line_edited
from core.workflows.review.copies import CopyReview
from core.workflows.review.deciding import (
    decide,
    decision_about,
    keep_copies,
    who_of,
)
from core.workflows.review.edits import IN_TEXT, Taker
from core.workflows.review.recognised import draft_within, facts_within
from core.workflows.review.returned import Decisions, DraftReview, decisions_of, replaced_copies

ALL = "全部无冲突"
"""In place of ids: every open change that contradicts no other copy."""

_SETTLED = frozenset({ReviewState.TAKEN, ReviewState.PART, ReviewState.REFUSED})


@dataclass(frozen=True, slots=True)
class Taking:
    """What became of the changes that were asked for: ids taken, and the others with the code of the reason.

    ``ended`` are facts whose place holds no value any more, by their labels; ``elsewhere`` counts the other places of the
    fields that were set.
    """

    taken: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    ended: tuple[str, ...] = ()
    elsewhere: int = 0

    def notices(self) -> Iterator[Notice]:
        """How many were taken, and each one that was not with the reason."""
        yield Notice(
            "review_taken", count=len(self.taken), parameters=MappingProxyType({"count": str(len(self.taken))})
        )
        if self.elsewhere:
            yield Notice(
                "review_fields", count=self.elsewhere, parameters=MappingProxyType({"count": str(self.elsewhere)})
            )
        for key, code in self.left:
            yield Notice(code, parameters=MappingProxyType({"id": key}))
        if self.ended:
            names = "、".join(dict.fromkeys(self.ended))
            yield Notice("review_facts_ended", parameters=MappingProxyType({"names": names}))


def wanted(review: DraftReview, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids of the changes asked for; ``ALL`` stands for those that nothing contradicts and nobody has decided about.

    Those of a copy whose base does not fit are to be looked at one by one.
    """
    if ALL not in ids:
        return tuple(ids)
    states, others = review_states(review), {*review.compared.same_as, *review.doubtful}
    return tuple(key for key, state in states.items() if state is ReviewState.OPEN and key not in others)


def take(session: Session, review: DraftReview, ids: Iterable[str]) -> Taking:
    """Take changes, each as one step; those of one copy and element from its end, so that one does not shift another."""
    keep_copies(session, review)
    known = {change.id: (copy, change) for copy in review.copies for change in copy.changes}
    asked = list(dict.fromkeys(ids))
    taken, left, ended, elsewhere, alike = [], list[tuple[str, str]](), list[str](), 0, set[str]()
    for key in asked:
        if key in alike:
            taken.append(key)
            continue
        found = _edit_or_beside(session.draft, review, known.get(key))
        if isinstance(found, str):
            left.append((key, found))
            continue
        copy, change = known[key]
        ended += _ended(found, change)
        elsewhere += _other_places(found) * (key in copy.values)
        made = _decisions_with(session.draft, review, found, key)
        if decide(session, found, *made.values()):
            taken.append(key)
            alike |= made.keys()
    return Taking(tuple(taken), tuple(left), tuple(ended), elsewhere)


def _decisions_with(draft: Draft, review: DraftReview, edit: Change, key: str) -> dict[str, ReviewDecision]:
    """The decisions that an edit which takes one change is, by id: about it, and about each other open change that the draft
    then says what it wants of, because it says the same or sets the same field to the same value.
    """
    alike = [(copy, change) for copy, change in _alike(review, key) if change.id != key]
    decisions, after = decisions_of(draft), apply(draft, edit) if alike else draft
    own = {each.id: (copy, each) for copy, each in alike if _says(Taker(after, copy), each, decisions)}
    every = {key: _known(review, key), **own}
    return {name: decision_about(copy.kept, each.mark, ReviewVerdict.TAKEN) for name, (copy, each) in every.items()}


def _alike(review: DraftReview, key: str) -> Iterator[tuple[CopyReview, ReviewChange]]:
    """The changes that say the same as one, or set its field to the same value."""
    value = next((copy.values[key] for copy in review.copies if key in copy.values), ())
    for copy in review.copies:
        alike = {each for each, other in copy.values.items() if other == value}
        same = (each for each in copy.changes if each.id in alike or review.compared.same_as.get(each.id) == key)
        yield from ((copy, each) for each in same)


def _says(taker: Taker, change: ReviewChange, decisions: Decisions) -> bool:
    """Whether a draft says what a change wants that nobody decided about."""
    is_open = decisions.state(taker.copy.kept, change) is None
    return is_open and _state(taker, change, decisions) is ReviewState.TAKEN


def _edit_or_beside(draft: Draft, review: DraftReview, known: tuple[CopyReview, ReviewChange] | None) -> Change | str:
    """The edit that takes a change; of an insertion at a point where another copy's was taken, the one behind that."""
    if known is None:
        return "review_unknown_change"
    found = _edit(draft, *known)
    if found != EDITED:
        return found
    return _beside_taken(draft, review, *known) or _instead_of_own(draft, review, *known) or EDITED


def _instead_of_own(draft: Draft, review: DraftReview, copy: CopyReview, change: ReviewChange) -> Change | None:
    """The edit that puts what a person wants now in the place of what was taken of an earlier copy; None for any other."""
    found = _own_taken(Taker(draft, copy), review, change)
    if found is None:
        return None
    element, place = found
    start, end = place.start - len(element.prefix), place.end - len(element.prefix)
    return _named(draft, Taker(draft, copy).rewritten(element, max(start, 0), end, change.new), change, copy)


def _own_taken(taker: Taker, review: DraftReview, change: ReviewChange) -> tuple[Element, Carried] | None:
    """Where the words stand that the same person wanted there in a copy that this one replaces, and that were taken."""
    decisions = decisions_of(taker.draft)
    for copy in replaced_copies(review, taker.copy) if change.kind in IN_TEXT else ():
        for each in (each for each in copy.changes if _is_at(each, change)):
            found = taker.located(each)
            if found and {found[1].state, decisions.state(copy.kept, each)} == {ReviewState.TAKEN}:
                return found
    return None


def _is_at(one: ReviewChange, two: ReviewChange) -> bool:
    return (one.element_id, one.start, one.end) == (two.element_id, two.start, two.end)


def _beside_taken(draft: Draft, review: DraftReview, copy: CopyReview, change: ReviewChange) -> Change | None:
    """The edit that puts an insertion behind that of another copy which was taken at the same point; None for any other."""
    own = put_in(change) if change.kind in IN_TEXT else change
    if own.old or not _has_taken_rival(draft, review, change.id):
        return None
    taker = Taker(draft, copy)
    found = taker.located(own)
    if found is None:
        return None
    element, place = found
    at = place.end - len(element.prefix)
    return _named(draft, taker.rewritten(element, at, at, own.new), change, copy)


def _has_taken_rival(draft: Draft, review: DraftReview, key: str) -> bool:
    """Whether another copy's words at the same point were taken."""
    pairs = ({each.one, each.two} for each in review.compared.conflicts if each.reason == "order")
    rivals = set(chain.from_iterable(pair for pair in pairs if key in pair)) - {key}
    decisions = decisions_of(draft)
    known = (_known(review, rival) for rival in rivals)
    return any(decisions.state(copy.kept, change) is ReviewState.TAKEN for copy, change in known)


def take_behind(session: Session, review: DraftReview, key: str, first: str) -> Taking:
    """Take two changes that put something in at one point, ``first`` before the other, each as one step."""
    (copy, change), (other, before) = _known(review, key), _known(review, first)
    place = Taker(session.draft, other).located(before) if before.kind in IN_TEXT else None
    one = take(session, review, (first,))
    if one.left:
        return one
    if place is None:
        return _both(one, take(session, review, (key,)))
    taker = Taker(session.draft, copy)
    element = taker.element(place[0].id)
    if element is None:
        return _both(one, Taking((), ((key, GONE_PLACE),)))
    words = put_in(before)
    at = place[1].start + words.start - before.start + len(words.new) - len(element.prefix)
    edit = _named(session.draft, taker.rewritten(element, at, at, put_in(change).new), change, copy)
    return _both(one, _decided(session, edit, copy, (change,)))


def _known(review: DraftReview, key: str) -> tuple[CopyReview, ReviewChange]:
    """A change by its id, with its copy."""
    return next((copy, change) for copy in review.copies for change in copy.changes if change.id == key)


def _decided(session: Session, edit: Change, copy: CopyReview, changes: Sequence[ReviewChange]) -> Taking:
    """Make an edit that takes all of these changes."""
    decisions = (decision_about(copy.kept, each.mark, ReviewVerdict.TAKEN) for each in changes)
    is_done = decide(session, edit, *decisions)
    return Taking(tuple(each.id for each in changes) if is_done else (), ())


def _both(one: Taking, two: Taking) -> Taking:
    return Taking(
        (*one.taken, *two.taken), (*one.left, *two.left), (*one.ended, *two.ended), one.elsewhere + two.elsewhere
    )


def put_in(change: ReviewChange) -> ReviewChange:
    """A change that takes nothing away as the insertion that it is, without the words that it repeats."""
    point = common_edges(change.old, change.new)[0]
    words = change.new[point : point + len(change.new) - len(change.old)]
    return replace(change, start=change.start + point, end=change.start + point, old="", new=words)


def take_as_rewrite(session: Session, review: DraftReview, key: str, element_id: str) -> Taking:
    """Take a new paragraph as other words for a printed one that is gone in the copy: both changes in one step."""
    keep_copies(session, review)
    copy, change = _known(review, key)
    taker = Taker(session.draft, copy)
    element, gone = taker.element(element_id), _gone_with(copy, element_id)
    if element is None or gone is None:
        return Taking((), ((key, GONE_PLACE),))
    if taker.carried(element, gone).state is ReviewState.OVERTAKEN:
        return Taking((), ((key, EDITED),))
    typed = retyped(session.draft, element, change.new.removeprefix(element.prefix))
    edit = _named(session.draft, take_over(session.draft, [element.id], [typed]), change, copy)
    return _decided(session, edit, copy, (change, gone))


def _gone_with(copy: CopyReview, element_id: str) -> ReviewChange | None:
    """The change that takes a paragraph out."""
    own = (each for each in copy.changes if each.kind is ChangeKind.GONE)
    return next((each for each in own if each.element_id == element_id), None)


def reword(session: Session, review: DraftReview, key: str, text: str, reason: str = "") -> bool:
    """Write words of one's own where a change is, which is then taken in part; False where its place is not there."""
    keep_copies(session, review)
    copy, change = _known(review, key)
    taker = Taker(session.draft, copy)
    element = taker.element(change.element_id)
    if element is None or change.kind not in IN_TEXT:
        return False
    place = taker.carried(element, replace(copy.whole(change), new=text))
    start, end = place.start - len(element.prefix), place.end - len(element.prefix)
    edit = taker.rewritten(element, max(start, 0), max(end, 0), text)
    decision = decision_about(copy.kept, change.mark, ReviewVerdict.PART, reason, text)
    edit = replace(edit, reason=f"部分采纳：{who_of(change, copy)}")
    return decide(session, edit, decision)


def review_states(review: DraftReview) -> dict[str, ReviewState]:
    """The state of every change: decided, said by the draft already, contradicted by an open one, or open."""
    decisions = decisions_of(review.draft)
    found: dict[str, ReviewState] = {}
    for copy in review.copies:
        taker = Taker(review.draft, copy)
        found.update((change.id, _state_beside_own(taker, review, change, decisions)) for change in copy.changes)
    for conflict in review.compared.conflicts:
        pair = conflict.one, conflict.two
        states = {found[key] for key in pair}
        if states <= _WAITING:
            found.update(dict.fromkeys(pair, ReviewState.CONFLICT))
        elif conflict.reason == "order" and states == _HALF_TAKEN:
            found[min(pair, key=lambda key: found[key] is ReviewState.TAKEN)] = ReviewState.CONFLICT
    return found


_WAITING = frozenset({ReviewState.OPEN, ReviewState.CONFLICT})


_HALF_TAKEN = frozenset({ReviewState.TAKEN, ReviewState.OVERTAKEN})
"""Of two insertions at one point one was taken: whether the other comes behind it is not decided yet."""


def _state_beside_own(taker: Taker, review: DraftReview, change: ReviewChange, decisions: Decisions) -> ReviewState:
    """The state of a change; open where only what the same person wanted before stands in its place."""
    state = _state(taker, change, decisions)
    if state is ReviewState.OVERTAKEN and _own_taken(taker, review, change) is not None:
        return ReviewState.OPEN
    return state


def _state(taker: Taker, change: ReviewChange, decisions: Decisions) -> ReviewState:
    """What was decided about a change, else whether the draft says already what it wants, or was edited there otherwise."""
    decided = decisions.state(taker.copy.kept, change)
    if decided is not None:
        return decided
    if change.kind in IN_TEXT:
        found = taker.located(change)
        return ReviewState.OVERTAKEN if found is None else found[1].state
    if change.kind is ChangeKind.PICTURE:
        return _PICTURES[taker.blocks.is_picture_done(change)]
    if _is_done(taker.draft, taker, change):
        return ReviewState.TAKEN
    return ReviewState.OVERTAKEN if _is_overtaken(taker, change) else ReviewState.OPEN


def _is_overtaken(taker: Taker, change: ReviewChange) -> bool:
    """Whether a paragraph, lines or cells that a change takes away or puts together were edited since."""
    element = taker.element(change.element_id) if change.kind is ChangeKind.GONE else None
    if element is not None:
        return taker.carried(element, change).state is ReviewState.OVERTAKEN
    if change.detail in TORN:
        return taker.blocks.is_torn_edited(change)
    return change.detail in _GOES and is_line_edited(taker.draft, taker.copy, change)


_PICTURES: Mapping[bool | None, ReviewState] = MappingProxyType(
    {True: ReviewState.TAKEN, False: ReviewState.OPEN, None: ReviewState.OVERTAKEN}
)


def _is_done(draft: Draft, taker: Taker, change: ReviewChange) -> bool:
    """Whether the draft is already as a change of whole paragraphs or lines wants it."""
    if change.kind is ChangeKind.GONE:
        return taker.element(change.element_id) is None
    if change.kind is ChangeKind.NEW:
        return taker.made(change) is not None
    if change.kind is ChangeKind.MOVE:
        return _is_moved(draft, taker.copy.index.base, [change.after, *change.elements])
    if change.kind is ChangeKind.NOTE:
        return taker.is_note_done(change)
    return _is_table_done(taker, change)


def _is_table_done(taker: Taker, change: ReviewChange) -> bool:
    """The same for a change of tables."""
    if change.detail == TableEdit.NEW:
        return taker.blocks.is_table_there(change)
    if change.detail in TORN:
        return taker.blocks.is_torn_done(change)
    return change.detail in _GOES and not any(taker.element(name) for name in change.elements)


def _is_moved(draft: Draft, base: Collection[str], wanted: Sequence[str]) -> bool:
    """Whether these elements follow one another with nothing of the base between them but cells."""
    names = [
        each.id for each in draft.elements if each.id in wanted or (each.id in base and each.role is not Role.CELL)
    ]
    start = names.index(wanted[0]) if wanted[0] in names else len(names)
    return names[start : start + len(wanted)] == list(wanted)


_GOES = frozenset({TableEdit.ROW_GONE, TableEdit.COLUMN_GONE, TableEdit.GONE})


def _edit(draft: Draft, copy: CopyReview, change: ReviewChange) -> Change | str:
    """The edit that takes a change, or the code of the reason why it cannot be taken."""
    state = decisions_of(draft).state(copy.kept, change)
    if state in _SETTLED and state is not ReviewState.REFUSED:
        return "review_taken_already"
    found = Taker(draft, copy).edit(change)
    if isinstance(found, str):
        return found
    return _named(draft, found, change, copy)


def _named(draft: Draft, edit: Change, change: ReviewChange, copy: CopyReview) -> Change:
    """The edit as a step of its own name; values it sets, and numbers in its words, have the reviewer as source."""
    source = source_of(change, copy)
    if edit.after.order is None:
        draft = draft_within(
            draft, {each.id for each in edit.after.elements} | {each.element_id for each in edit.after.facts}
        )
    after = apply(draft, edit)
    before = {fact.id: fact for fact in draft.facts}
    facts = tuple(
        replace(fact, source=source) if _has_other_value(fact, before.get(fact.id)) else fact for fact in after.facts
    )
    after = _with_new_facts(draft, replace(after, facts=facts), edit, source)
    place = Place(edit.place.element_id or change.element_id)
    return replace(difference(draft, after, place, f"采纳：{who_of(change, copy)}"), media=edit.media)


def _has_other_value(fact: Fact, before: Fact | None) -> bool:
    return before is not None and (fact.text, fact.unit) != (before.text, before.unit)


def source_of(change: ReviewChange, copy: CopyReview) -> str:
    """Where a value came from: who, on which version, when."""
    who, version = copy.hand(change.revision.author), copy.base.name
    on = version if version and version not in _OWN else "改稿"
    return " ".join(part for part in (who, on, change.revision.date[:10]) if part)


_OWN = frozenset(OWN_NAMES.values())


def _with_new_facts(draft: Draft, after: Draft, edit: Change, source: str) -> Draft:
    """With the numbers that the words put in hold as facts, 已更新 with a source."""
    old = {element.id: element.content for element in draft.elements}
    known: dict[str, list[Fact]] = defaultdict(list)
    for fact in after.facts:
        known[fact.element_id].append(fact)
    touched = {each.id for each in edit.after.elements if each.content != old.get(each.id, "")}
    found = facts_within(after.elements, touched)
    new = [fact for fact in found if _is_new(fact, known[fact.element_id], old.get(fact.element_id, ""))]
    if not new:
        return after
    made = tuple(_sourced(fact, f"f{number}", source) for number, fact in enumerate(new, after.serial + 1))
    place = {each.id: index for index, each in enumerate(after.elements)}
    facts = tuple(sorted((*after.facts, *made), key=lambda fact: (place[fact.element_id], fact.start)))
    return replace(after, facts=facts, serial=after.serial + len(made))


def _is_new(fact: Fact, known: Iterable[Fact], old: str) -> bool:
    """Whether a number stands at no known fact and did not stand in the paragraph before."""
    return fact.text not in old and not any(each.start < fact.end and fact.start < each.end for each in known)


def _sourced(fact: Fact, name: str, source: str) -> Fact:
    return replace(fact, id=name, group=name, state=FactState.UPDATED, source=source, value=fact.text, prior="")


def _other_places(edit: Change) -> int:
    """At how many places besides its own an edit gives a fact another value."""
    before = {fact.id: fact for fact in edit.before.facts}
    return max(sum(_has_other_value(fact, before.get(fact.id)) for fact in edit.after.facts) - 1, 0)


def _ended(edit: Change, change: ReviewChange) -> Iterator[str]:
    """The labels of facts in words that were rewritten and hold no value any more."""
    left = {fact.id for fact in edit.after.facts}
    if change.kind in IN_TEXT:
        yield from (fact.label or fact.text for fact in edit.before.facts if fact.id not in left)
