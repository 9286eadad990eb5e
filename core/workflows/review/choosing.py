"""Deciding about one thing of a review: one side of a contradiction, words of one's own, nothing of it."""

from core.model.change import difference
from core.model.review.decisions import ReviewVerdict
from core.model.spans import Place
from core.workflows.drafting.session import Session
from core.workflows.review.deciding import decision_about, refuse, who_of, with_decision
from core.workflows.review.edits import IN_TEXT
from core.workflows.review.queue import UNDECIDED, ReviewItem, ReviewSide
from core.workflows.review.returned import DraftReview
from core.workflows.review.taking import Taking, reword, take


def take_side(session: Session, review: DraftReview, item: ReviewItem, side: ReviewSide, reason: str = "") -> Taking:
    """Take one side; those that contradict it directly are refused, because the person chose between them."""
    taking = take(session, review, (side.key,))
    if taking.taken:
        _refuse(session, review, tuple(each for each in item.sides if each.key in side.rivals), reason)
    return taking


def refuse_item(session: Session, review: DraftReview, item: ReviewItem, reason: str = "") -> None:
    """Refuse all sides that nobody has decided about."""
    _refuse(session, review, item.sides, reason)


def _refuse(session: Session, review: DraftReview, sides: tuple[ReviewSide, ...], reason: str) -> None:
    refuse(session, review, {key: reason for side in sides if side.state in UNDECIDED for key in side.ids})


def can_reword(item: ReviewItem) -> bool:
    """Whether words of one's own can be written there: all sides are edits inside one paragraph that is still there."""
    places = {side.element_id for side in item.sides}
    return len(places) == 1 and "" not in places and all(side.change.kind in IN_TEXT for side in item.sides)


def write_otherwise(session: Session, review: DraftReview, item: ReviewItem, text: str, reason: str = "") -> bool:
    """Write words of one's own in place of the longest span that a side changes; every side is taken in part then."""
    widest = max(item.sides, key=lambda side: side.change.end - side.change.start)
    if not reword(session, review, widest.key, text, reason):
        return False
    known = {change.id: (copy, change) for copy in review.copies for change in copy.changes}
    for key in (key for side in item.sides for key in side.ids if key != widest.key):
        copy, change = known[key]
        decision = decision_about(copy.kept, change.mark, ReviewVerdict.PART, reason, text)
        step = difference(
            session.draft, session.draft, Place(item.element_id), f"部分采纳：{who_of(change, copy.kept)}"
        )
        session.do(with_decision(session.draft, step, decision))
    return True
