"""Returned copies as the command line shows them: JSON and lines of text."""

from collections.abc import Iterator
from itertools import chain
from types import MappingProxyType
from typing import Any

from core.model.review.changes import ChangeKind, ReviewChange, ReviewState
from core.review.differences import MARK
from core.review.flows import FRAME
from core.workflows.review.returned import CopyReview, DraftReview
from core.workflows.review.taking import state_of

KINDS = MappingProxyType(
    {
        ChangeKind.REPLACE: "改",
        ChangeKind.INSERT: "加",
        ChangeKind.DELETE: "删",
        ChangeKind.SPLIT: "分段",
        ChangeKind.JOIN: "并段",
        ChangeKind.MOVE: "移动",
        ChangeKind.NEW: "新段落",
        ChangeKind.GONE: "删去整段",
    }
)
REASONS = MappingProxyType(
    {
        "overlap": "同一处改法不同",
        "order": "同一处各加了文字，先后要定",
        "gone": "一方删去，另一方改了",
        "move": "移到了不同的地方",
        "join": "一方并段，另一方改了那里",
        "field": "同一项要素的值不同",
    }
)
_SHOWN = 40


def review_shape(review: DraftReview) -> dict[str, Any]:
    """The JSON of ``review`` (README, “命令行”)."""
    found = review.compared
    return {
        "base": [_base_shape(copy) for copy in review.copies],
        "changes": [*chain.from_iterable(_change_shapes(copy, review) for copy in review.copies)],
        "comments": [*chain.from_iterable(map(_comment_shapes, review.copies))],
        "conflicts": [{"changes": [each.one, each.two], "reason": each.reason} for each in found.conflicts],
        "accepted": tuple(copy.accepted for copy in review.copies),
        "rejected": tuple(copy.rejected for copy in review.copies),
    }


def _base_shape(copy: CopyReview) -> dict[str, Any]:
    return {"file": copy.name, "version": copy.base.version, "found": copy.base.found, "closed": copy.is_closed}


def _change_shapes(copy: CopyReview, review: DraftReview) -> Iterator[dict[str, Any]]:
    return (_change_shape(copy, change, review) for change in copy.changes)


def _change_shape(copy: CopyReview, change: ReviewChange, review: DraftReview) -> dict[str, Any]:
    in_conflict = [each for each in review.compared.conflicts if change.id in (each.one, each.two)]
    return {
        "id": change.id,
        "file": copy.name,
        "author": change.revision.author,
        "date": change.revision.date,
        "tracked": change.is_tracked,
        "kind": str(change.kind),
        "element": _element(change.element_id),
        "section": copy.sections.get(change.element_id or change.after, ""),
        "start": change.start,
        "end": change.end,
        "old": change.old,
        "new": change.new,
        "after": _element(change.after),
        "elements": list(change.elements),
        "facts": [fact.id for fact in copy.facts.get(change.id, ())],
        "conflict": bool(in_conflict),
        "same_as": review.compared.same_as.get(change.id, ""),
        "state": _state(copy, change, review, bool(in_conflict)),
    }


def _state(copy: CopyReview, change: ReviewChange, review: DraftReview, is_in_conflict: bool) -> str:
    """What the draft says of the change by now, else whether another copy contradicts it."""
    state = state_of(review.draft, copy, change)
    return str(ReviewState.CONFLICT if state is ReviewState.OPEN and is_in_conflict else state)


def _element(name: str) -> str:
    return "" if name.startswith(FRAME) else name


def _comment_shapes(copy: CopyReview) -> Iterator[dict[str, Any]]:
    for comment in copy.comments:
        yield {
            "file": copy.name,
            "element": _element(comment.element_id),
            "start": comment.start,
            "end": comment.end,
            "quote": comment.quote,
            "text": comment.text,
            "author": comment.author,
            "date": comment.date,
            "done": comment.is_done,
            "replies": [each.text for each in copy.comments if each.parent == comment.key],
            "reply_to": comment.parent,
        }


def review_text(review: DraftReview) -> str:
    """Every change and comment on a line of its own, copy by copy, then the conflicts."""
    return "\n".join(_lines(review))


def _lines(review: DraftReview) -> Iterator[str]:
    for copy in review.copies:
        yield from _copy_lines(copy, review)
    for conflict in review.compared.conflicts:
        yield f"要核定：{conflict.one}和{conflict.two}，{REASONS[conflict.reason]}"


def _copy_lines(copy: CopyReview, review: DraftReview) -> Iterator[str]:
    tracked = sum(change.is_tracked for change in copy.changes)
    yield f"{copy.name}：{len(copy.changes)}处修改（{tracked}处有修订记录），{len(copy.comments)}条批注"
    for change in copy.changes:
        same = review.compared.same_as.get(change.id, "")
        yield f"  {change.id}  {_said(change)}{f'（与{same}相同）' if same else ''}{_by(change)}"
    for comment in copy.comments:
        quote = f"“{short(comment.quote)}”" if comment.quote else ""
        yield f"  批注  {quote}{comment.author}：{short(comment.text)}{'（已解决）' if comment.is_done else ''}"


def _said(change: ReviewChange) -> str:
    old, new = short(change.old), short(change.new)
    body = {
        ChangeKind.REPLACE: f"“{old}”→“{new}”",
        ChangeKind.MOVE: f"移动{len(change.elements)}段",
    }.get(change.kind, f"“{new or old}”")
    return f"{KINDS[change.kind]}  {body}"


def _by(change: ReviewChange) -> str:
    if not change.revision.author:
        return "（没有修订记录）"
    sure = "" if change.is_tracked else "，可能"
    return f"（{change.revision.author} {change.revision.date[:10]}{sure}）"


def short(text: str) -> str:
    """The beginning of a text on one line; ends of paragraphs as ↵."""
    text = text.replace(MARK, "↵").replace("\n", " ")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
