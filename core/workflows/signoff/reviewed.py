"""What the papers say of copies that came back: each change and comment with what became of it, and what is still open."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from core.model.change import number_of, numbered
from core.model.draft import Draft
from core.model.review.changes import ChangeKind, ReviewChange, ReviewComment, ReviewState, TableEdit
from core.model.review.decisions import ReviewDecision, ReviewVerdict
from core.model.review.redline import MARK
from core.model.text import SENTENCE_ENDS
from core.word.layouts.finishing import bookmark_key
from core.workflows.review.copies import CopyReview
from core.workflows.review.deciding import HANDLED
from core.workflows.review.listing import REASONS
from core.workflows.review.naming import PlaceNames, moved_words, quoted
from core.workflows.review.queue import what_of
from core.workflows.review.returned import Decisions, DraftReview, decisions_of
from core.workflows.review.taking import review_states
from core.workflows.signoff.opinions import Opinion, OpinionState
from core.workflows.signoff.sheet import OpenPoint

_STATES = MappingProxyType(
    {
        ReviewState.TAKEN: OpinionState.TAKEN,
        ReviewState.PART: OpinionState.PART,
        ReviewState.REFUSED: OpinionState.REFUSED,
    }
)
_MOVES = frozenset({TableEdit.ROW_MOVED, TableEdit.COLUMN_MOVED})
_VERDICTS = MappingProxyType({ReviewVerdict.ANSWERED: "已答复", ReviewVerdict.SETTLED: "已处理"})
_LONGEST, _BESIDE = 160, 40
"""Characters of the longest words quoted in a cell, and of those of a sentence on each side of a change."""


def opinions_of(review: DraftReview, silent: Sequence[str] = ()) -> tuple[Opinion, ...]:
    """A row for each change and comment of the copies, as they stand in the draft, then by person; behind them one for a copy
    without any, and for ``silent`` offices.
    """
    numbers = numbered(each.id for each in review.draft.elements)
    states = review_states(review)
    found = chain.from_iterable(_placed(copy, review, states, numbers) for copy in review.copies)
    rows = [each.opinion for each in sorted(found, key=attrgetter("place"))]  # of one place in the order of the copies
    nothing = (copy for copy in review.copies if not (copy.changes or copy.comments))
    names = (*(hand_of(copy) for copy in nothing), *silent)
    return (*rows, *(Opinion(name, state=OpinionState.NONE) for name in names))


@dataclass(frozen=True, slots=True)
class _Placed:
    """An opinion with the number of its element, whether it comes behind all that is in there, and the offset."""

    place: tuple[int, bool, int]
    opinion: Opinion


def _placed(
    copy: CopyReview, review: DraftReview, states: Mapping[str, ReviewState], numbers: Mapping[str, int]
) -> Iterator[_Placed]:
    """The opinions of a copy with their places in the draft."""
    places, decisions = _PlacesInDraft(copy, numbers), decisions_of(review.draft)
    names = PlaceNames(copy.base.draft.elements)
    for change in copy.changes:
        place = places.of(change.element_id or change.after), not change.element_id, change.start
        opinion = _opinion(copy, change, review, states[change.id])
        yield _Placed(place, replace(opinion, place=names.of_change(change)))
    for comment in copy.comments:
        if not comment.parent:
            opinion = replace(_said(copy, comment, decisions), place=names.of(comment.element_id))
            yield _Placed((places.of(comment.element_id), False, comment.start), opinion)


class _PlacesInDraft:
    """Where the elements of a copy's base stand in the draft; of one that is gone, the nearest before it."""

    def __init__(self, copy: CopyReview, numbers: Mapping[str, int]) -> None:
        self._found: dict[str, int] = {}
        place = -1
        for each in copy.base.draft.elements:
            place = numbers.get(each.id, place)
            self._found[each.id] = place

    def of(self, name: str) -> int:
        """The place of an element; before all others for what is none."""
        return self._found.get(name, -1)


def _opinion(copy: CopyReview, change: ReviewChange, review: DraftReview, state: ReviewState) -> Opinion:
    decision = decisions_of(review.draft).about(copy.kept, change.mark)
    same = review.compared.same_as.get(change.id, "")
    wording = f"改为{quoted(decision.wording)}" if decision is not None and decision.wording else ""
    parts = (wording, decision.reason if decision is not None else "")
    return Opinion(
        hand_of(copy, change.revision.author),
        copy.sections.get(change.element_id or change.after, ""),
        _around(copy, change),
        proposal(copy, change),
        _state_of(state, decision) or OpinionState.OPEN,
        "；".join(filter(None, parts)),
        "与另一份相同" if same else "后来另改过" if state is ReviewState.OVERTAKEN else "",
    )


def _state_of(state: ReviewState, decision: ReviewDecision | None) -> OpinionState | None:
    """What became of a change; None while it is open. What was made by hand may read otherwise than the copy."""
    by_hand = decision is not None and decision.reason == HANDLED
    return OpinionState.HANDLED if by_hand and state in _STATES else _STATES.get(state)


def _said(copy: CopyReview, comment: ReviewComment, decisions: Decisions) -> Opinion:
    """A comment with its replies; that it was answered or settled does not say that it was followed."""
    decision = decisions.about(copy.kept, comment.mark)
    replies = [f"（{hand_of(copy, each.author)}：{each.text}）" for each in copy.comments if each.parent == comment.key]
    is_settled = decision is not None or comment.is_done
    remark = _VERDICTS.get(decision.verdict, "") if decision is not None else "批注已解决" if comment.is_done else ""
    return Opinion(
        hand_of(copy, comment.author),
        copy.sections.get(comment.element_id, ""),
        _short(comment.quote),
        "".join((comment.text, *replies)),
        OpinionState.HANDLED if is_settled else OpinionState.OPEN,
        decision.reason if decision is not None else "",
        remark,
    )


def hand_of(copy: CopyReview, author: str = "") -> str:
    """The author of the words; if unknown, the name of the file."""
    return copy.hand(author) or Path(copy.kept.name).stem


def proposal(copy: CopyReview, change: ReviewChange) -> str:
    """What a change wants, as a sentence."""
    change = copy.whole(change)
    old, new = _short(change.old), _short(change.new)
    if change.kind is ChangeKind.REPLACE:
        return f"{quoted(old)}改为{quoted(new)}。"
    if change.kind is ChangeKind.INSERT:
        return f"增加{quoted(new)}。"
    if change.kind is ChangeKind.DELETE:
        return f"删去{quoted(old)}。"
    return _proposal_of_whole(copy, change)


def _proposal_of_whole(copy: CopyReview, change: ReviewChange) -> str:
    """The same for what is no edit inside a paragraph."""
    if change.kind is ChangeKind.MOVE or change.detail in _MOVES:
        return moved_words(change, copy.index.printed, copy.sections)
    old, new = _short(change.old), _short(change.new)
    words = (new or old).strip("¶ ").removesuffix("。")
    if change.kind is ChangeKind.PICTURE:
        return f"{what_of(change)}{words}。"
    return f"{what_of(change)}：{words}。" if words else f"{what_of(change)}。"


def _around(copy: CopyReview, change: ReviewChange) -> str:
    """The sentence of the printed text in which a change stands; of a long one what is near."""
    text = next((each.text for each in copy.base.printed if each.element_id == change.element_id), change.old)
    start = max((text.rfind(mark, 0, change.start) for mark in SENTENCE_ENDS), default=-1) + 1
    ends = [place + 1 for mark in SENTENCE_ENDS if (place := text.find(mark, max(change.end - 1, 0))) >= 0]
    end = min(ends, default=len(text))
    first, last = max(start, change.start - _BESIDE), min(end, change.end + _BESIDE)
    return _short(f"{'…' * (first > start)}{text[first:last]}{'…' * (last < end)}")


def _short(text: str) -> str:
    text = text.replace(MARK, "¶").replace("\n", " ").strip().replace("\t", "｜")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def open_points(review: DraftReview) -> tuple[OpenPoint, ...]:
    """Comments that nobody settled, conflicts that nobody decided, and what could not be placed."""
    return (*_open_comments(review), *_open_conflicts(review), *_unplaced(review))


def _open_comments(review: DraftReview) -> Iterator[OpenPoint]:
    decisions = decisions_of(review.draft)
    for copy in review.copies:
        names = PlaceNames(copy.base.draft.elements)
        for comment in copy.comments:
            if not comment.parent and not comment.is_done and decisions.about(copy.kept, comment.mark) is None:
                section = _where(copy.sections.get(comment.element_id, ""), names.of(comment.element_id))
                yield OpenPoint("批注", section, comment.text, hand_of(copy, comment.author))


def _where(section: str, place: str) -> str:
    return " ".join(filter(None, (section, place)))


def _open_conflicts(review: DraftReview) -> Iterator[OpenPoint]:
    states = review_states(review)
    known = {change.id: (copy, change) for copy in review.copies for change in copy.changes}
    for conflict in review.compared.conflicts:
        if states[conflict.one] is not ReviewState.CONFLICT:
            continue
        sides = [known[key] for key in (conflict.one, conflict.two)]
        who = "、".join(hand_of(copy, change.revision.author) for copy, change in sides)
        copy, change = sides[0]
        place = PlaceNames(copy.base.draft.elements).of_change(change)
        section = _where(copy.sections.get(change.element_id or change.after, ""), place)
        yield OpenPoint("说法不一", section, f"{REASONS[conflict.reason]}：{proposal(copy, change)}", who)


def _unplaced(review: DraftReview) -> Iterator[OpenPoint]:
    for copy in review.copies:
        if not copy.account.is_closed:
            yield OpenPoint(
                "未能归位", "", f"“{copy.name}”里有{copy.account.unplaced}个字没能归到某一处", hand_of(copy)
            )


Sides = tuple[Draft | None, Draft | None]
"""The two states of a draft that a paper compares, with their own decisions; None for what is none or has the present ones."""


def remarks_of(review: DraftReview, number: int = 0, sides: Sides = (None, None)) -> Mapping[str, tuple[str, ...]]:
    """Reasons, persons and comments for 说明 of 三栏对照表, by the bookmark of the paragraph in an exported file; of copy
    ``number`` alone, 0 for all that came between the two sides or were decided about between them.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for name, words in _said_of_elements(review, sides, number):
        found[name].append(words)
    return MappingProxyType(
        {_anchor(review.draft, name): tuple(words) for name, words in found.items() if name and name[0] != "#"}
    )


def _said_of_elements(review: DraftReview, sides: Sides, number: int) -> Iterator[tuple[str, str]]:
    decisions, states = decisions_of(review.draft), review_states(review)
    between = _Between(*map(_State.of, sides))
    for copy in (each for each in review.copies if number in (0, each.kept.number)):
        for change in copy.changes:
            decision = decisions.about(copy.kept, change.mark)
            state = _state_of(states[change.id], decision)
            if state is not None and between.is_decided(copy, change, decision):
                yield change.element_id, f"{hand_of(copy, change.revision.author)}（{state}{_reason_of(decision)}）"
        for comment in copy.comments if between.has_come(copy) else ():
            yield comment.element_id, f"{hand_of(copy, comment.author)}批注：{_short(comment.text)}"


def _reason_of(decision: ReviewDecision | None) -> str:
    return f"，{decision.reason}" if decision is not None and decision.reason else ""


@dataclass(frozen=True, slots=True)
class _State:
    """The decisions and copies of one state of a draft."""

    decisions: Decisions
    copies: frozenset[str]

    @classmethod
    def of(cls, side: Draft | None) -> "_State | None":
        """That of a draft."""
        return None if side is None else cls(decisions_of(side), frozenset(copy.id for copy in side.copies))


@dataclass(frozen=True, slots=True)
class _Between:
    """What came into a draft between two states of it; None for what is no state of it."""

    old: _State | None
    new: _State | None

    def has_come(self, copy: CopyReview) -> bool:
        """Whether a copy came between the two."""
        is_early = self.old is not None and copy.kept.id in self.old.copies
        return not is_early and (self.new is None or copy.kept.id in self.new.copies)

    def is_decided(self, copy: CopyReview, change: ReviewChange, decision: ReviewDecision | None) -> bool:
        """Whether a change was decided about between the two, or came between them where nobody had to."""
        if decision is None:
            return self.has_come(copy)
        is_early = self.old is not None and self.old.decisions.about(copy.kept, change.mark) is not None
        return not is_early and (self.new is None or self.new.decisions.about(copy.kept, change.mark) is not None)


def _anchor(draft: Draft, element_id: str) -> str:
    return f"_GW_{bookmark_key(draft.identity.key)}_{number_of(element_id)}"
