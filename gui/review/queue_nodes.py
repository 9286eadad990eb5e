"""The queue of a review as lines of a list: conflicts first, then by section, person or sort."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import partial
from types import MappingProxyType

from core.model.review.changes import ChangeKind, ReviewState
from core.workflows.review.listing import short
from core.workflows.review.queue import ReviewItem, ReviewQueue, ReviewSide, ReviewSort, what_of
from gui.review.people import colour_name
from gui.widgets.lists.result_model import Context, Node, RowLook, RowText


class Grouping(StrEnum):
    """How the queue is grouped."""

    SECTION = "按章节"
    PERSON = "按人"
    SORT = "按类别"


CONFLICTS, NO_SECTION = "说法不一", "标题和开头"
STATES: Mapping[ReviewState, tuple[str, str]] = MappingProxyType(
    {
        ReviewState.OPEN: ("", "text"),
        ReviewState.CONFLICT: ("", "finding_text"),
        ReviewState.OVERTAKEN: ("已另改：稿件的这一处后来改过", "empty_text"),
        ReviewState.TAKEN: ("✓ 已采纳", "updated_text"),
        ReviewState.PART: ("✓ 部分采纳", "updated_text"),
        ReviewState.REFUSED: ("✗ 不采纳", "secondary"),
    }
)
SETTLED = "✓ 已处理"


class _QueueNode(Node):
    """A line whose texts are those of its item."""

    is_of_value = True


def queue_nodes(queue: ReviewQueue, grouping: Grouping, is_open_only: bool) -> list[Node]:
    """The groups with their lines; each group says how many of its lines are open."""
    groups: dict[str, list[ReviewItem]] = {}
    for item in queue.items:
        if item.is_open or not is_open_only:
            groups.setdefault(_group(item, grouping), []).append(item)
    order = _order(groups, grouping)
    return [_group_node(title, groups[title], queue) for title in order]


def _group(item: ReviewItem, grouping: Grouping) -> str:
    if item.state is ReviewState.CONFLICT:
        return CONFLICTS
    if grouping is Grouping.PERSON:
        return "、".join(item.who)
    return str(item.sort) if grouping is Grouping.SORT else item.section or NO_SECTION


def _order(groups: Iterable[str], grouping: Grouping) -> list[str]:
    sorts = [CONFLICTS, *map(str, ReviewSort)]
    return sorted(groups, key=sorts.index) if grouping is Grouping.SORT else list(groups)


def _group_node(title: str, items: list[ReviewItem], queue: ReviewQueue) -> Node:
    waiting = sum(item.is_open for item in items)
    said = f"{title}（{waiting}处待定）" if waiting else f"{title}（{len(items)}处已定）"
    tone = "finding_text" if title == CONFLICTS else "text"
    rows = [_QueueNode(item.key, partial(_row, item, queue.people), (), item) for item in items]
    return Node(f"group {title}", RowText(RowLook.GROUP, said, tone=tone), ()).hold(rows)


def _row(item: ReviewItem, people: tuple[str, ...]) -> RowText:
    who = "、".join(item.who)
    if item.thread is not None:
        replies = f"{len(item.thread.replies)}条回复" if item.thread.replies else ""
        state = SETTLED if not item.is_open else ""
        note = " · ".join(filter(None, (state, item.thread.answer, replies)))
        quote = f"“{short(item.thread.comment.quote)}”" if item.thread.comment.quote else item.section
        words: Context | None = Context("", short(item.thread.comment.text), "")
        return RowText(
            RowLook.ROW, f"批注 {quote}", who, words, note, not item.is_open, mark_tone=colour_name(who, people)
        )
    state, tone = STATES[item.state]
    note = " · ".join(filter(None, (state, item.reason if item.is_open else item.sides[0].reason, _others(item))))
    title, words = _said(item.sides[0]) if len(item.sides) == 1 else _sides_said(item)
    return RowText(
        RowLook.ROW, title, who, words, note, not item.is_open, tone=tone, mark_tone=colour_name(who, people)
    )


def _others(item: ReviewItem) -> str:
    return f"{len(item.sides[0].who)}人同改" if len(item.sides) == 1 and len(item.sides[0].who) > 1 else ""


def _said(side: ReviewSide) -> tuple[str, Context | None]:
    change = side.change
    old, new = short(change.old), short(change.new)
    if change.kind is ChangeKind.REPLACE:
        return f"改 {old} → {new}", None
    if change.kind is ChangeKind.MOVE:
        return f"移动{len(change.elements)}段", Context("", old, "") if old else None
    return f"{what_of(change)} {new or old}", None


def _sides_said(item: ReviewItem) -> tuple[str, Context | None]:
    """Each side with its person."""
    wanted = "；".join(f"{side.people}：{_short_side(side)}" for side in item.sides)
    return f"说法不一 {short(item.sides[0].change.old)}", Context("", wanted, "")


def _short_side(side: ReviewSide) -> str:
    change = side.change
    return short(change.new) if change.new else {ChangeKind.MOVE: "移动"}.get(change.kind, what_of(change))
