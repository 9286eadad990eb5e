"""The items to decide, one after another: changes in returned copies, conflicts as one item, comments with replies."""

import re
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import filterfalse
from types import MappingProxyType

from core.model.blocks import BOLD, DOTTED, ITALIC, LOWERED, RAISED, STRUCK, UNDERLINED
from core.model.change import numbered
from core.model.draft import Draft
from core.model.review.changes import ChangeKind, ReviewChange, ReviewComment, ReviewState, TableEdit
from core.review.carrying import carried
from core.review.differences import MARK
from core.review.pictures import PICTURE
from core.workflows.review.copies import CopyReview, Unsure
from core.workflows.review.deciding import HANDLED
from core.workflows.review.edits import IN_TEXT, Taker
from core.workflows.review.listing import KINDS, REASONS, TABLE_ACTIONS, comment_id
from core.workflows.review.naming import PlaceNames, owner_in
from core.workflows.review.returned import Decisions, DraftReview, decisions_of
from core.workflows.review.taking import review_states


class ReviewSort(StrEnum):
    """Sorts of changes, as somebody takes them in one go."""

    NUMBER = "数字"
    WORDS = "文字"
    PARAGRAPH = "段落"
    TABLE = "表格"
    LOOK = "格式和图片"
    COMMENT = "批注"


UNDECIDED = frozenset({ReviewState.OPEN, ReviewState.CONFLICT, ReviewState.OVERTAKEN})
_PRIORITY = (
    ReviewState.CONFLICT,
    ReviewState.OPEN,
    ReviewState.OVERTAKEN,
    ReviewState.PART,
    ReviewState.TAKEN,
    ReviewState.REFUSED,
)
"""An item is in the first of these states that a side of it is in: with an undecided side it is undecided."""

_NUMBER = re.compile(r"[+\-－]?[0-9０-９]+(?:[.．,，][0-9０-９]+)*[%％‰]?")
_SORTS = MappingProxyType(
    {
        ChangeKind.TABLE: ReviewSort.TABLE,
        ChangeKind.FORMAT: ReviewSort.LOOK,
        ChangeKind.PICTURE: ReviewSort.LOOK,
        ChangeKind.REPLACE: ReviewSort.WORDS,
        ChangeKind.INSERT: ReviewSort.WORDS,
        ChangeKind.DELETE: ReviewSort.WORDS,
    }
)
LOOK_WORDS = MappingProxyType(
    {
        BOLD: "加粗",
        ITALIC: "倾斜",
        UNDERLINED: "下划线",
        DOTTED: "着重号",
        RAISED: "上标",
        LOWERED: "下标",
        STRUCK: "删除线",
    }
)


@dataclass(frozen=True, slots=True)
class ReviewSide:
    """What one person wants, or several who want the same; ``ids`` are their changes, the first one to be taken.

    ``element_id`` and ``start``/``end`` are its place in the draft as it is now, "" where that is gone. ``unsure`` are the
    paragraphs that it may be other words for.
    """

    ids: tuple[str, ...]
    change: ReviewChange
    state: ReviewState
    who: tuple[str, ...]
    element_id: str
    start: int
    end: int
    reason: str = ""
    rivals: tuple[str, ...] = ()
    unsure: tuple[Unsure, ...] = ()

    @property
    def key(self) -> str:
        """The id of the change that is taken."""
        return self.ids[0]

    @property
    def people(self) -> str:
        """Who wants it."""
        return "、".join(self.who)


@dataclass(frozen=True, slots=True)
class ReviewThread:
    """A comment with its replies; ``element_id`` and ``end`` are its place in the draft as it is now.

    ``perhaps_answers`` is the comment that it may be a reply to.
    """

    comment: ReviewComment
    who: str
    replies: tuple[ReviewComment, ...]
    element_id: str
    end: int
    answer: str = ""
    perhaps_answers: ReviewComment | None = None


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing to decide: a side, several that contradict one another, or a thread.

    ``place`` orders items as they stand in the draft; ``reason`` is why the sides contradict. ``where`` names the cell or the
    note in what was sent, "" for other text.
    """

    key: str
    sort: ReviewSort
    state: ReviewState
    section: str
    place: int
    element_id: str
    sides: tuple[ReviewSide, ...] = ()
    thread: ReviewThread | None = None
    reason: str = ""
    where: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide about it."""
        return self.state in UNDECIDED

    @property
    def who(self) -> tuple[str, ...]:
        """All who have a part in it."""
        if self.thread is not None:
            return (self.thread.who,)
        return tuple(dict.fromkeys(name for side in self.sides for name in side.who))

    @property
    def copy(self) -> int:
        """The number of the copy that it, or its first side, stands in."""
        return self.thread.comment.copy if self.thread is not None else self.sides[0].change.copy

    @property
    def is_plain(self) -> bool:
        """Whether it may be taken together with others: open, and nobody says otherwise."""
        return self.state is ReviewState.OPEN and len(self.sides) == 1


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """The items of a review, conflicts first, then as they stand in the draft; ``people`` in the order of their copies."""

    review: DraftReview
    items: tuple[ReviewItem, ...]
    people: tuple[str, ...]

    @property
    def account(self) -> tuple[int, int, int, int, int]:
        """How many changes are taken, taken in part, refused, open and made by hand; together they are all that came, in each
        copy by itself.
        """
        states = Counter(_counted_as(side) for item in self.items for side in item.sides for _ in side.ids)
        taken, part, refused = (states[each] for each in (ReviewState.TAKEN, ReviewState.PART, ReviewState.REFUSED))
        return taken, part, refused, states.total() - taken - part - refused - states[HANDLED], states[HANDLED]

    def find(self, key: str) -> ReviewItem | None:
        """The item of a key."""
        return next((item for item in self.items if item.key == key), None)

    def changed_since(self, before: "ReviewQueue") -> str:
        """The key of the first item that another decision was made about, or none any more; "" for none."""
        states = {item.key: item.state for item in before.items}
        return next((item.key for item in self.items if states.get(item.key, item.state) is not item.state), "")

    def plain(self, who: str = "", sort: ReviewSort | None = None) -> tuple[str, ...]:
        """The ids of open changes that nobody contradicts and no doubtful base brought: of one person, of one sort."""
        found = (
            item.sides[0].key
            for item in self.items
            if item.is_plain and (not who or who in item.who) and sort in (None, item.sort)
        )
        return tuple(filterfalse(self.review.doubtful.__contains__, found))

    def decided(self, ids: Mapping[str, ReviewState]) -> "ReviewQueue":
        """The queue with states that were just decided, until everything is recomputed."""
        return replace(self, items=tuple(_decided(item, ids) for item in self.items))


def _counted_as(side: ReviewSide) -> str:
    return HANDLED if side.reason == HANDLED and side.state not in UNDECIDED else side.state


def _decided(item: ReviewItem, ids: Mapping[str, ReviewState]) -> ReviewItem:
    if item.key in ids and item.thread is not None:
        return replace(item, state=ids[item.key])
    if not any(side.key in ids for side in item.sides):
        return item
    sides = tuple(replace(side, state=ids.get(side.key, side.state)) for side in item.sides)
    return replace(item, sides=sides, state=_state_of(sides))


def _state_of(sides: Iterable[ReviewSide]) -> ReviewState:
    return min((side.state for side in sides), key=_PRIORITY.index)


def review_queue(review: DraftReview, draft: Draft) -> ReviewQueue:
    """The items of a review; ``draft`` is the draft as it is now."""
    review = replace(review, draft=draft)
    maker = _Maker(review)
    items = [*maker.items(), *maker.threads()]
    items.sort(key=lambda item: (item.state is not ReviewState.CONFLICT, item.place))
    return ReviewQueue(review, tuple(items), maker.people())


def owner_of(copy: CopyReview, author: str) -> str:
    """The author of the words; if unknown, who the name of the file tells, else that."""
    return copy.hand(author) or owner_in(copy.name) or copy.name.rsplit(".", 1)[0]


class _Maker:
    """Makes the items of one review."""

    def __init__(self, review: DraftReview) -> None:
        self._review = review
        self._states = review_states(review)
        self._decisions: Decisions = decisions_of(review.draft)
        self._takers = {copy.kept.number: Taker(review.draft, copy) for copy in review.copies}
        self._names = {copy.kept.number: PlaceNames(copy.base.draft.elements) for copy in review.copies}
        self._places = numbered(element.id for element in review.draft.elements)
        self._rivals: dict[str, list[str]] = {}
        self._reasons: dict[str, str] = {}
        for each in review.compared.conflicts:
            if self._is_over(each.one, each.two):
                continue
            self._rivals.setdefault(each.one, []).append(each.two)
            self._rivals.setdefault(each.two, []).append(each.one)
            self._reasons.setdefault(each.one, REASONS[each.reason])
            self._reasons.setdefault(each.two, REASONS[each.reason])
        self._same: dict[str, list[str]] = {}
        for key, first in review.compared.same_as.items():
            self._same.setdefault(first, []).append(key)

    def _is_over(self, *pair: str) -> bool:
        """Whether one of two that contradict each other is decided, so that the open one can be taken by itself: it was refused,
        or the other is about a version that came later.
        """
        states = {self._states[key] for key in pair}
        versions = {self._takers[self._order(key)[0]].copy.base.version for key in pair}
        is_half = not states.isdisjoint(UNDECIDED) and not states <= UNDECIDED
        return is_half and (ReviewState.REFUSED in states or len(versions) > 1)

    def people(self) -> tuple[str, ...]:
        """Everybody who changed or wrote something, in the order of the copies."""
        found = [owner_of(copy, change.revision.author) for copy in self._review.copies for change in copy.changes]
        found += [owner_of(copy, comment.author) for copy in self._review.copies for comment in copy.comments]
        return tuple(dict.fromkeys(found))

    def items(self) -> Iterator[ReviewItem]:
        """The changes, those that contradict one another as one item."""
        known = {change.id: (copy, change) for copy in self._review.copies for change in copy.changes}
        listed: set[str] = set(self._review.compared.same_as)
        for key in known:
            if key not in listed:
                group = self._against(key)
                listed.update(group)
                yield self._item([known[each] for each in group], known)

    def _against(self, key: str) -> list[str]:
        """A change and all that contradict it, directly or by one another."""
        found = [key]
        for each in found:
            found += [other for other in dict.fromkeys(self._rivals.get(each, ())) if other not in found]
        return sorted(found, key=self._order)

    def _order(self, key: str) -> tuple[int, ...]:
        return tuple(int(part) for part in key[1:].split("-"))

    def _item(
        self, own: list[tuple[CopyReview, ReviewChange]], known: Mapping[str, tuple[CopyReview, ReviewChange]]
    ) -> ReviewItem:
        sides = tuple(self._side(copy, change, known) for copy, change in own)
        copy, change = own[0]
        element_id = sides[0].element_id
        return ReviewItem(
            change.id,
            self._sort(copy, change),
            _state_of(sides),
            copy.sections.get(change.element_id or change.after, ""),
            self._places.get(element_id, -1),
            element_id,
            sides,
            reason=self._reasons.get(change.id, ""),
            where=self._names[copy.kept.number].of_change(change),
        )

    def _sort(self, copy: CopyReview, change: ReviewChange) -> ReviewSort:
        whole = copy.whole(change)
        if change.kind in IN_TEXT and (change.id in copy.values or _NUMBER.fullmatch(whole.new or whole.old)):
            return ReviewSort.NUMBER
        return _SORTS.get(change.kind, ReviewSort.PARAGRAPH)

    def _side(
        self, copy: CopyReview, change: ReviewChange, known: Mapping[str, tuple[CopyReview, ReviewChange]]
    ) -> ReviewSide:
        same = [known[key] for key in self._same.get(change.id, ()) if key in known]
        who = [owner_of(each, one.revision.author) for each, one in ((copy, change), *same)]
        element_id, start, end = self._located(copy, change)
        decision = self._decisions.about(copy.kept, change.mark)
        return ReviewSide(
            (change.id, *(one.id for _, one in same)),
            copy.whole(change),
            self._states[change.id],
            tuple(dict.fromkeys(who)),
            element_id,
            start,
            end,
            decision.reason if decision is not None else "",
            tuple(dict.fromkeys(self._rivals.get(change.id, ()))),
            tuple(each for each in copy.unsure if each.change == change.id),
        )

    def _located(self, copy: CopyReview, change: ReviewChange) -> tuple[str, int, int]:
        """Where a change lies in the draft now; of one whose place is gone the nearest paragraph before."""
        change, taker = copy.whole(change), self._takers[copy.kept.number]
        if change.kind in IN_TEXT and (found := taker.located(change)) is not None:
            return found[0].id, found[1].start, found[1].end
        if change.kind is ChangeKind.NEW and (made := taker.made(change)) is not None:
            return made.id, 0, len(made.text)
        name = change.element_id if change.element_id in self._places else change.after or change.element_id
        names = (name, *change.elements, *_before(copy, name))
        near = next((each for each in names if each in self._places), "")
        return near, 0, 0

    def threads(self) -> Iterator[ReviewItem]:
        """The comments that are no replies."""
        for copy in self._review.copies:
            for comment in copy.comments:
                if not comment.parent:
                    yield self._thread(copy, comment)

    def _thread(self, copy: CopyReview, comment: ReviewComment) -> ReviewItem:
        replies = tuple(each for each in copy.comments if each.parent == comment.key)
        decision = self._decisions.about(copy.kept, comment.mark)
        answer = decision.reason if decision is not None else ""
        near, end = self._place_of(copy, comment)
        asked = next((each for each in copy.comments if each.key == comment.likely_parent), None)
        thread = ReviewThread(comment, owner_of(copy, comment.author), replies, near, end, answer, asked)
        return ReviewItem(
            comment_id(comment),
            ReviewSort.COMMENT,
            ReviewState.TAKEN if decision is not None or comment.is_done else ReviewState.OPEN,
            copy.sections.get(comment.element_id, ""),
            self._places.get(near, -1),
            near,
            thread=thread,
            where=self._names[copy.kept.number].of(comment.element_id),
        )

    def _place_of(self, copy: CopyReview, comment: ReviewComment) -> tuple[str, int]:
        """The paragraph of a comment in the draft now, or the nearest one before it, and where its words end."""
        names = (comment.element_id, *_before(copy, comment.element_id))
        near = next((name for name in names if name in self._places), "")
        element = self._takers[copy.kept.number].element(near)
        if element is None:
            return near, 0
        printed = next((each.text for each in copy.base.printed if each.element_id == near), "")
        return near, carried((comment.end, comment.end), MARK, printed, element.text).end


def _before(copy: CopyReview, name: str) -> Iterator[str]:
    """The elements of the base before one, the nearest first."""
    ids = [each.element_id for each in copy.base.printed]
    return iter(ids[ids.index(name) :: -1] if name in ids else ())


def what_of(change: ReviewChange) -> str:
    """What a change does, in a word or two."""
    if change.kind is ChangeKind.TABLE:
        return TABLE_ACTIONS[TableEdit(change.detail)]
    if change.kind is ChangeKind.FORMAT:
        return "、".join(_look(action) for action in change.detail.split()) or KINDS[change.kind]
    if change.kind in (ChangeKind.PICTURE, ChangeKind.NOTE):
        return _action_with_block(change)
    return KINDS[change.kind]


def _action_with_block(change: ReviewChange) -> str:
    """The same for a picture, an object or a note that comes, goes or is another one."""
    count = "一张" if PICTURE in (change.new, change.old) else "一个"  # what it is are the words of the change
    name = {"endnote": "尾注", "footnote": "脚注"}.get(change.detail, count)
    if change.new:
        return f"换{name}" if change.old else f"加{name}"
    return f"删{name}"


@dataclass(frozen=True, slots=True)
class ShownPictures:
    """The pictures that a change takes away and puts in, as bytes; b"" for one that is not known."""

    old: tuple[bytes, ...] = ()
    new: tuple[bytes, ...] = ()


def pictures_of(review: DraftReview, change: ReviewChange) -> ShownPictures:
    """The pictures of a change: an exchanged one before and after, a new or a deleted one, those in a new line of a table."""
    copy = next(each for each in review.copies if each.kept.number == change.copy)
    known = ChainMap(*map(dict, (review.draft.media, copy.base.draft.media, copy.brought.media)))
    old, new = _keys_of(change) if change.kind is ChangeKind.PICTURE else ((), [key for _, key in change.pictures])
    return ShownPictures(*(tuple(known.get(key, b"") for key in keys) for keys in (old, new)))


def _keys_of(change: ReviewChange) -> tuple[Sequence[str], Sequence[str]]:
    """The pictures before and after a change of one."""
    return change.elements if change.old else (), (change.detail,) if change.new else ()


def _look(action: str) -> str:
    name = LOOK_WORDS.get(action[1:], action[1:])
    return name if action.startswith("+") else f"去掉{name}"
