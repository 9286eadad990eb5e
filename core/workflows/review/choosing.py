"""Deciding about one thing of a review: one side of a contradiction, words of one's own, nothing of it."""

from collections.abc import Collection, Iterator

from core.model.change import difference
from core.model.review.changes import ChangeKind, ReviewChange, ReviewState
from core.model.review.decisions import ReviewVerdict
from core.model.spans import Place
from core.review.differences import MARK
from core.workflows.drafting.session import Session
from core.workflows.review.copies import CopyReview
from core.workflows.review.deciding import decide, decision_about, refuse, take_by_hand, who_of
from core.workflows.review.edits import IN_TEXT
from core.workflows.review.listing import REASONS
from core.workflows.review.queue import UNDECIDED, ReviewItem, ReviewSide
from core.workflows.review.returned import DraftReview
from core.workflows.review.taking import Taking, reword, take, take_behind

PAIR = 2
"""More than two have no order that one button could name."""


def take_side(session: Session, review: DraftReview, item: ReviewItem, side: ReviewSide, reason: str = "") -> Taking:
    """Take one side; those that contradict it directly are refused, because the person chose between them."""
    taking = take(session, review, (side.key,))
    if taking.taken:
        _refuse(session, review, tuple(each for each in item.sides if each.key in side.rivals), reason)
    return taking


def is_for_hands(item: ReviewItem) -> bool:
    """Whether the user may have made the change by hand: it has no words, its words were edited since, or people disagree."""
    if not item.is_open or not item.sides:
        return False
    side = item.sides[0]
    is_of_blocks = side.change.kind in (ChangeKind.PICTURE, ChangeKind.TABLE, ChangeKind.NOTE)
    return len(item.sides) > 1 or is_of_blocks or side.state is ReviewState.OVERTAKEN


def handle(session: Session, review: DraftReview, item: ReviewItem) -> bool:
    """Record that the user made the change by hand; of people who disagree each is taken in part."""
    keys = [key for side in item.sides if side.state in UNDECIDED for key in side.ids]
    verdict = ReviewVerdict.PART if len(item.sides) > 1 else ReviewVerdict.TAKEN
    done = [take_by_hand(session, review, key, verdict) for key in keys]
    return all(done)


def can_take_both(item: ReviewItem) -> bool:
    """Whether two people put something in at one point, so that both can stand there, one behind the other."""
    is_pair = item.reason == REASONS["order"] and len(item.sides) == PAIR
    return is_pair and all(side.state in UNDECIDED and MARK not in side.change.new for side in item.sides)


def take_both(session: Session, review: DraftReview, item: ReviewItem, first: ReviewSide) -> Taking:
    """Take both sides, this one before the other."""
    (other,) = (side for side in item.sides if side.key != first.key)
    if (
        first.change.kind is ChangeKind.TABLE
    ):  # a line is put in directly behind another: what comes later stands before
        return take_behind(session, review, first.key, other.key)
    return take_behind(session, review, other.key, first.key)


def refuse_item(session: Session, review: DraftReview, item: ReviewItem, reason: str = "") -> None:
    """Refuse all sides that nobody has decided about."""
    _refuse(session, review, item.sides, reason)


def _refuse(session: Session, review: DraftReview, sides: tuple[ReviewSide, ...], reason: str) -> None:
    refuse(session, review, {key: reason for side in sides if side.state in UNDECIDED for key in side.ids})


def can_reword(item: ReviewItem) -> bool:
    """Whether words of one's own can be written there: all sides are edits inside one paragraph that is still there."""
    places = {side.element_id for side in item.sides}
    return len(places) == 1 and "" not in places and all(side.change.kind in IN_TEXT for side in item.sides)


def _width(side: ReviewSide) -> int:
    return side.change.end - side.change.start


def write_otherwise(session: Session, review: DraftReview, item: ReviewItem, text: str, reason: str = "") -> bool:
    """Write words of one's own in place of the longest span that a side changes; every side that nobody had decided about is
    taken in part then."""
    sides = [side for side in item.sides if side.state in UNDECIDED] or item.sides
    widest = max(sides, key=_width)
    if not reword(session, review, widest.key, text, reason):
        return False
    keys = {key for side in sides for key in side.ids} - {widest.key}
    for copy, change in _with_copies(review, keys):
        decision = decision_about(copy.kept, change.mark, ReviewVerdict.PART, reason, text)
        step = difference(session.draft, session.draft, Place(item.element_id), f"部分采纳：{who_of(change, copy)}")
        decide(session, step, decision)
    return True


def _with_copies(review: DraftReview, keys: Collection[str]) -> Iterator[tuple[CopyReview, ReviewChange]]:
    """The changes of these ids with their copies."""
    for copy in review.copies:
        yield from ((copy, change) for change in copy.changes if change.id in keys)
