"""What a draft remembers of its review: the copies themselves, and the decision about each change and comment.

Every decision is a step of the history, so that it can be undone, and is stored in the draft's file: closing loses nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.review.changes import ReviewChange, ReviewComment, ReviewState
from core.model.review.decisions import KeptCopy, ReviewDecision, ReviewVerdict, decision_id
from core.model.spans import Place
from core.workflows.drafting.session import Session
from core.workflows.review.bases import NOW
from core.workflows.review.copies import CopyReview
from core.workflows.review.returned import DraftReview, decisions_of
from core.workflows.review.sending import keep_base


def keep_copies(session: Session, review: DraftReview) -> bool:
    """Keep the files of a review in the draft, whole; False if it has them all.

    A later copy of the same version by the same person replaces the earlier one: what was decided about that stays.
    """
    draft = session.draft
    known = {copy.id: copy for copy in draft.copies}
    new = [_with_base(session, copy) for copy in review.copies if _is_other(known.get(copy.kept.id), copy.kept)]
    if not new:
        return False
    copies = {**known, **{copy.id: copy for copy in new}}
    after = replace(draft, copies=tuple(_replaced(copies[name], copies, new) for name in sorted(copies)))
    names = "、".join(copy.name for copy in new)
    place = Place(draft.elements[0].id if draft.elements else "")
    return session.do(replace(difference(draft, after, place, f"收到改稿：{names}"), media=review.media))


def _with_base(session: Session, copy: CopyReview) -> KeptCopy:
    """A copy as it is kept: one compared with the present draft needs that as a version, or it could not be read again."""
    if copy.kept.base > NOW:
        return copy.kept
    return replace(copy.kept, base=keep_base(session, copy.base.printed, copy.name))


def _is_other(own: KeptCopy | None, given: KeptCopy) -> bool:
    """Whether a copy is not kept yet, or is now said to be somebody else's."""
    return own is None or own.who != given.who


def _replaced(own: KeptCopy, copies: Mapping[str, KeptCopy], new: Sequence[KeptCopy]) -> KeptCopy:
    """The copy, with the later one that replaces it; anew for one that is now said to be somebody else's."""
    is_new = own in new
    others = copies.values() if is_new else new
    later = (copy.id for copy in others if own.is_another_of(copy) and own.number < copy.number)
    return replace(own, replaced_by=("" if is_new else own.replaced_by) or next(later, ""))


def decide(session: Session, change: Change, *decisions: ReviewDecision) -> bool:
    """Make a change as one step that records decisions as well, with the time of the session; False as ``Session.do``."""
    now = session.now().isoformat(timespec="seconds")
    made = tuple(replace(decision, time=now) for decision in decisions)
    ids = {decision.id for decision in made}
    old = tuple(each for each in session.draft.decisions if each.id in ids)
    before, after = replace(change.before, decisions=old), replace(change.after, decisions=made)
    return session.do(replace(change, before=before, after=after))


def decision_about(
    copy: KeptCopy, mark: str, verdict: ReviewVerdict, reason: str = "", wording: str = ""
) -> ReviewDecision:
    """A decision about a change or comment."""
    return ReviewDecision(decision_id(copy.id, mark), verdict, reason.strip(), wording)


def refuse(session: Session, review: DraftReview, reasons: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Refuse changes by their ids, each with a reason (may be empty), each as one step.

    Gives the ids that were not refused, with the code of the reason: unknown, or taken, so that the words stand in the draft.
    """
    keep_copies(session, review)
    known = {change.id: (copy, change) for copy in review.copies for change in copy.changes}
    left: list[tuple[str, str]] = []
    for key, reason in reasons.items():
        if key not in known:
            left.append((key, "review_unknown_change"))
            continue
        copy, change = known[key]
        if decisions_of(session.draft).state(copy.kept, change) in (ReviewState.TAKEN, ReviewState.PART):
            left.append((key, "review_undo_first"))
            continue
        decision = decision_about(copy.kept, change.mark, ReviewVerdict.REFUSED, reason)
        decide(session, _unedited(session.draft, change.element_id, f"不采纳：{who_of(change, copy)}"), decision)
    return tuple(left)


def give_reason(session: Session, review: DraftReview, keys: Collection[str], reason: str) -> bool:
    """Write, or correct, the reason of changes that were refused or taken in part, as one step; False if none was."""
    decisions, found = decisions_of(session.draft), list[tuple[str, ReviewDecision]]()
    for copy in review.copies:
        for change in copy.changes:
            known = decisions.about(copy.kept, change.mark) if change.id in keys else None
            if known is not None and known.verdict in WITH_REASON:
                found.append((change.element_id, replace(known, reason=reason.strip())))
    if not found:
        return False
    return decide(session, _unedited(session.draft, found[0][0], REASON_GIVEN), *(each for _, each in found))


WITH_REASON = frozenset({ReviewVerdict.REFUSED, ReviewVerdict.PART})
REASON_GIVEN, HANDLED = "补写理由", "已手工处理"


def take_by_hand(session: Session, review: DraftReview, key: str, verdict: ReviewVerdict = ReviewVerdict.TAKEN) -> bool:
    """Record a change as taken (in part) that the person made in the text; the draft stays as it is."""
    keep_copies(session, review)
    copy, change = next((copy, each) for copy in review.copies for each in copy.changes if each.id == key)
    edit = _unedited(session.draft, change.element_id, f"{HANDLED}：{who_of(change, copy)}")
    return decide(session, edit, decision_about(copy.kept, change.mark, verdict, HANDLED))


def settle(session: Session, review: DraftReview, comment: ReviewComment, answer: str = "") -> bool:
    """Mark a comment as settled, or as answered with these words."""
    keep_copies(session, review)
    kept = next(copy.kept for copy in review.copies if copy.kept.number == comment.copy)
    verdict = ReviewVerdict.ANSWERED if answer.strip() else ReviewVerdict.SETTLED
    decision = decision_about(kept, comment.mark, verdict, answer)
    return decide(session, _unedited(session.draft, comment.element_id, "批注已处理"), decision)


def _unedited(draft: Draft, element_id: str, reason: str) -> Change:
    return difference(draft, draft, Place(element_id), reason)


def who_of(change: ReviewChange, copy: CopyReview) -> str:
    """Who changed something, and when."""
    parts = (copy.hand(change.revision.author), change.revision.date[:10])
    return " ".join(part for part in parts if part) or "改稿"
