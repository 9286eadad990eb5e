"""Returned copies as the command line shows them: JSON and lines of text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import chain
from types import MappingProxyType
from typing import Any

from core.model.review.changes import ChangeKind, ReviewChange, ReviewComment, ReviewState, TableEdit
from core.result import Notice
from core.review.applying import applied
from core.review.differences import MARK
from core.review.views import FRAME
from core.workflows.messages import sentence
from core.workflows.review.copies import CopyReview
from core.workflows.review.returned import DraftReview, decisions_of
from core.workflows.review.taking import review_states

Shape = dict[str, Any]
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
        ChangeKind.TABLE: "表格",
        ChangeKind.FORMAT: "格式",
        ChangeKind.PICTURE: "图片、对象",
        ChangeKind.NOTE: "注释",
    }
)
TABLE_ACTIONS = MappingProxyType(
    {
        TableEdit.NEW: "新表格",
        TableEdit.GONE: "删去整张表",
        TableEdit.ROW_NEW: "加一行",
        TableEdit.ROW_GONE: "删一行",
        TableEdit.ROW_MOVED: "移动一行",
        TableEdit.COLUMN_NEW: "加一列",
        TableEdit.COLUMN_GONE: "删一列",
        TableEdit.COLUMN_MOVED: "移动一列",
        TableEdit.CELL_NEW: "拆分单元格",
        TableEdit.CELL_GONE: "合并单元格",
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


def review_shape(review: DraftReview, notices: Iterable[Notice] = ()) -> Shape:
    """The JSON of ``review`` (README, “命令行”)."""
    states = review_states(review)
    found = review.compared
    return {
        "base": _base_shape(review),
        "changes": [*chain.from_iterable(_change_shapes(copy, review, states) for copy in review.copies)],
        "comments": [*chain.from_iterable(_comment_shapes(copy, review) for copy in review.copies)],
        "conflicts": [{"changes": [each.one, each.two], "reason": each.reason} for each in found.conflicts],
        "accepted": _accepted(review),
        "rejected": list(review.copies[0].rejected) if review.copies else [],
        "unplaced": [*chain.from_iterable(map(_unplaced_shapes, review.copies))],
        "told": [_told_shape(notice) for notice in notices],
    }


def _base_shape(review: DraftReview) -> Shape:
    """The base of the first copy, and of each."""
    files = [
        {
            "file": copy.name,
            "version": copy.base.version,
            "found": copy.base.found,
            "who": copy.kept.who,
            "closed": copy.account.is_closed,
            "account": asdict(copy.account),
        }
        for copy in review.copies
    ]
    first = files[0] if files else {"version": 0, "found": ""}
    return {"version": first["version"], "found": first["found"], "files": files}


def _accepted(review: DraftReview) -> list[str]:
    """The paragraphs when all is taken: of one copy its own, of several of one base what they do without contradiction."""
    if len(review.copies) == 1:
        return list(review.copies[0].accepted)
    left_out = {key for conflict in review.compared.conflicts for key in (conflict.one, conflict.two)}
    left_out.update(review.compared.same_as)
    first = [copy for copy in review.copies if copy.base.version == review.copies[0].base.version]
    changes = (change for copy in first for change in copy.changes if change.id not in left_out)
    return list(applied(first[0].base.printed, changes)) if first else []


def _unplaced_shapes(copy: CopyReview) -> Iterator[Shape]:
    """What may stand elsewhere than it was put: each proposal by itself."""
    for each in copy.unsure:
        yield {
            "file": copy.name,
            "change": each.change,
            "text": each.text,
            "element": each.element_id,
            "share": each.share,
        }
    for comment in copy.comments:
        if not comment.element_id:
            yield {"file": copy.name, "comment": comment_id(comment), "text": comment.text, "element": "", "share": 0.0}


def _told_shape(notice: Notice) -> Shape:
    return {
        "code": notice.code,
        "file": notice.parameters.get("name", ""),
        "count": notice.count,
        "text": sentence(notice),
    }


def _change_shapes(copy: CopyReview, review: DraftReview, states: Mapping[str, ReviewState]) -> Iterator[Shape]:
    doubtful = {key for each in review.compared.conflicts for key in (each.one, each.two)}
    decisions = decisions_of(review.draft)
    for change in copy.changes:
        decision = decisions.about(copy.kept, change.mark)
        yield {
            **_change_shape(copy, change),
            "conflict": change.id in doubtful,
            "same_as": review.compared.same_as.get(change.id, ""),
            "state": str(states[change.id]),
            "reason": decision.reason if decision is not None else "",
        }


def _change_shape(copy: CopyReview, change: ReviewChange) -> Shape:
    return {
        "id": change.id,
        "file": copy.name,
        "author": change.revision.author,
        "date": change.revision.date,
        "tracked": change.is_tracked,
        "kind": str(change.kind),
        "detail": change.detail,
        "element": _element(change.element_id),
        "section": copy.sections.get(change.element_id or change.after, ""),
        "start": change.start,
        "end": change.end,
        "old": change.old,
        "new": change.new,
        "after": _element(change.after),
        "elements": list(change.elements),
        "facts": [fact.id for fact in copy.facts.get(change.id, ())],
    }


def _element(name: str) -> str:
    return "" if name.startswith(FRAME) else name


def comment_id(comment: ReviewComment) -> str:
    """The id of a comment: p2-7 is comment 7 in the file of copy 2."""
    return f"p{comment.copy}-{comment.key}"


def _comment_shapes(copy: CopyReview, review: DraftReview) -> Iterator[Shape]:
    decisions = decisions_of(review.draft)
    for comment in copy.comments:
        decision = decisions.about(copy.kept, comment.mark)
        yield {
            "id": comment_id(comment),
            "file": copy.name,
            "element": _element(comment.element_id),
            "start": comment.start,
            "end": comment.end,
            "quote": comment.quote.replace(MARK, "\n"),
            "spans": [
                {"element": _element(each.element_id), "start": each.start, "end": each.end} for each in comment.spans
            ],
            "text": comment.text,
            "author": comment.author,
            "date": comment.date,
            "done": comment.is_done,
            "replies": [each.text for each in copy.comments if each.parent == comment.key],
            "reply_to": comment.parent,
            "perhaps_reply_to": comment.likely_parent,
            "state": str(decision.verdict) if decision is not None else ReviewState.OPEN.value,
        }


def is_open(review: DraftReview) -> bool:
    """Whether anything is left to decide: a change, a conflict, a comment."""
    open_states = (ReviewState.OPEN, ReviewState.CONFLICT, ReviewState.OVERTAKEN)
    decisions = decisions_of(review.draft)
    return any(state in open_states for state in review_states(review).values()) or any(
        not comment.is_done and decisions.about(copy.kept, comment.mark) is None
        for copy in review.copies
        for comment in copy.comments
    )


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
        ChangeKind.PICTURE: f"“{old}”→“{new}”",
        ChangeKind.MOVE: f"移动{len(change.elements)}段",
        ChangeKind.TABLE: f"{TABLE_ACTIONS[TableEdit(change.detail)]}“{new or old}”"
        if change.kind is ChangeKind.TABLE
        else "",
        ChangeKind.FORMAT: f"“{old}”{change.detail}",
    }.get(change.kind, f"“{new or old}”")
    return f"{KINDS[change.kind]}  {body}"


def _by(change: ReviewChange) -> str:
    if not change.revision.author:
        return "（没有修订记录）"
    sure = "" if change.is_tracked else "，可能"
    return f"（{change.revision.author} {change.revision.date[:10]}{sure}）"


def short(text: str) -> str:
    """The beginning of a text on one line; ends of paragraphs as ↵, cells of a table parted by ｜."""
    text = text.replace(MARK, "↵").replace("\n", " ").replace("\t", "｜")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
