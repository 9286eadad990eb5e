"""Changes and comments of returned copies as rows of a table, in the groups in which a person decides about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from core.model.draft import Draft
from core.model.review.changes import ChangeKind, ReviewChange, ReviewState
from core.workflows.review.copies import CopyReview
from core.workflows.review.edits import IN_TEXT, is_by_hand
from core.workflows.review.listing import KINDS, REASONS, short
from core.workflows.review.returned import DraftReview
from core.workflows.review.taking import review_states


class ReviewStanding(StrEnum):
    """Where a change stands, in the order of the groups."""

    CONFLICT = "conflict"
    OVERTAKEN = "overtaken"
    OPEN = "open"
    BY_HAND = "by_hand"
    COMMENT = "comment"
    SAME = "same"
    TAKEN = "taken"


AROUND = 6
"""Characters shown on either side of a change."""

_SETTLED = frozenset({ReviewState.TAKEN, ReviewState.PART, ReviewState.REFUSED})


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One change or comment; ``key`` is the id of the change, "" for a comment."""

    key: str
    standing: ReviewStanding
    what: str
    old: str
    new: str
    section: str
    who: str
    date: str
    remark: str


def review_rows(review: DraftReview, draft: Draft) -> tuple[ReviewRow, ...]:
    """A row for each change and comment, by standing; ``draft`` is the draft as it is now."""
    states = review_states(replace(review, draft=draft))
    rows = (row for copy in review.copies for row in _rows_of(copy, review, states))
    order = tuple(ReviewStanding)
    return tuple(sorted(rows, key=lambda row: order.index(row.standing)))


def _rows_of(copy: CopyReview, review: DraftReview, states: Mapping[str, ReviewState]) -> Iterator[ReviewRow]:
    for change in copy.changes:
        standing = _standing(change, review, states[change.id])
        section = copy.sections.get(change.element_id or change.after, "")
        author = change.revision.author or copy.name
        who = author if change.is_tracked or not change.revision.author else f"{author}？"
        old, new = _both_sides(copy, change)
        remark = _remark(copy, change, review)
        yield ReviewRow(
            change.id, standing, KINDS[change.kind], old, new, section, who, change.revision.date[:10], remark
        )
    for comment in copy.comments:
        section = copy.sections.get(comment.element_id, "")
        state = "已解决" if comment.is_done else ""
        text, quote = short(comment.text), short(comment.quote)
        yield ReviewRow(
            "", ReviewStanding.COMMENT, "批注", quote, text, section, comment.author, comment.date[:10], state
        )


def _both_sides(copy: CopyReview, change: ReviewChange) -> tuple[str, str]:
    """What stands there and what it becomes, with a few words around a change inside a paragraph."""
    text = next((each.text for each in copy.base.printed if each.element_id == change.element_id), "")
    if change.kind is ChangeKind.MOVE:
        return short(text), f"移动{len(change.elements)}段"
    if change.kind not in IN_TEXT:
        return short(change.old), short(change.new)
    start, end = max(change.start - AROUND, 0), change.end + AROUND
    before, after = text[start : change.start], text[change.end : end]
    left, right = "…" * (start > 0), "…" * (end < len(text))
    return short(f"{left}{before}{change.old}{after}{right}"), short(f"{left}{before}{change.new}{after}{right}")


def _standing(change: ReviewChange, review: DraftReview, state: ReviewState) -> ReviewStanding:
    if state in _SETTLED:
        return ReviewStanding.TAKEN
    if state in (ReviewState.OVERTAKEN, ReviewState.CONFLICT):
        return ReviewStanding(state)
    if change.id in review.compared.same_as:
        return ReviewStanding.SAME
    return ReviewStanding.BY_HAND if is_by_hand(change) else ReviewStanding.OPEN


def _conflicts(change: ReviewChange, review: DraftReview) -> list[str]:
    """The reasons why other copies contradict a change."""
    return [REASONS[each.reason] for each in review.compared.conflicts if change.id in (each.one, each.two)]


def _remark(copy: CopyReview, change: ReviewChange, review: DraftReview) -> str:
    """The reasons of a conflict, the fact that is set, and whether the word processor recorded the change."""
    facts = "、".join(fact.label or fact.text for fact in copy.facts.get(change.id, ()))
    parts = list(dict.fromkeys(_conflicts(change, review)))
    parts += [f"要素：{facts}"] if facts else []
    parts += [] if change.is_tracked else ["没有修订记录"]
    return "；".join(parts)
