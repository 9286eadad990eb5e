"""The running text of a draft around the changes of a review: what goes, what comes, and who wants it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.model.elements import Element, Role
from core.model.review.changes import ChangeKind, ReviewState
from core.review.differences import MARK
from core.workflows.review.edits import IN_TEXT
from core.workflows.review.listing import short
from core.workflows.review.queue import UNDECIDED, ReviewItem, ReviewQueue, ReviewSide, ReviewThread, what_of

AROUND = 30
"""Paragraphs shown on either side of the one that is looked at."""


class PieceLook(StrEnum):
    """Text as it stands, struck out, put in, taken already, and remarks that are no text of the draft."""

    PLAIN = "plain"
    OLD = "old"
    NEW = "new"
    TAKEN = "taken"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class RunningPiece:
    """Text of one look; ``key`` is the item that it belongs to, ``who`` the person who wants it."""

    text: str
    look: PieceLook = PieceLook.PLAIN
    key: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class RunningParagraph:
    """One paragraph; ``depth`` is that of a heading, 0 for other text."""

    element_id: str
    depth: int
    is_cell: bool
    pieces: tuple[RunningPiece, ...]


@dataclass(frozen=True, slots=True)
class RunningText:
    """Paragraphs around one, and how many there are before and behind them."""

    paragraphs: tuple[RunningParagraph, ...]
    before: int
    behind: int

    def holds(self, element_id: str) -> bool:
        """Whether a paragraph is among them."""
        return any(each.element_id == element_id for each in self.paragraphs)


def running_text(queue: ReviewQueue, element_id: str, around: int = AROUND) -> RunningText:
    """The paragraphs of the draft around one, with the changes in them."""
    elements = queue.review.draft.elements
    place = next((number for number, each in enumerate(elements) if each.id == element_id), 0)
    start, end = max(place - around, 0), min(place + around + 1, len(elements))
    shown = {each.id for each in elements[start:end]}
    sides, threads = _by_element(queue, shown)
    found = (
        paragraph
        for each in elements[start:end]
        for paragraph in _paragraphs(each, sides.get(each.id, ()), threads.get(each.id, ()))
    )
    return RunningText(tuple(found), start, len(elements) - end)


Sides = dict[str, list[tuple[ReviewItem, ReviewSide]]]
Threads = dict[str, list[tuple[ReviewItem, ReviewThread]]]


def _by_element(queue: ReviewQueue, shown: set[str]) -> tuple[Sides, Threads]:
    sides: Sides = defaultdict(list)
    threads: Threads = defaultdict(list)
    for item in queue.items:
        for side in item.sides:
            if side.element_id in shown:
                sides[side.element_id].append((item, side))
        if item.thread is not None and item.thread.element_id in shown:
            threads[item.element_id].append((item, item.thread))
    return sides, threads


def _paragraphs(
    element: Element, sides: Sequence[tuple[ReviewItem, ReviewSide]], threads: Sequence[tuple[ReviewItem, ReviewThread]]
) -> Iterator[RunningParagraph]:
    """The paragraph itself, and those that somebody wants behind it."""
    inside = [(item, side) for item, side in sides if side.change.kind in IN_TEXT]
    whole = [(item, side) for item, side in sides if side.change.kind not in IN_TEXT and _is_told(side)]
    gone = next(((item, side) for item, side in whole if side.change.kind is ChangeKind.GONE), None)
    if gone is not None and not inside:
        pieces = [RunningPiece(element.text, PieceLook.OLD, gone[0].key, gone[1].people)]
    else:
        pieces = list(_merged(element.text, inside, threads))
    pieces += [_remark(item, side) for item, side in whole if side.change.kind is not ChangeKind.NEW]
    yield from _paragraph(element, pieces)
    yield from _new(whole)


def _new(whole: Iterable[tuple[ReviewItem, ReviewSide]]) -> Iterator[RunningParagraph]:
    """The paragraphs that somebody wants."""
    for item, side in whole:
        if side.change.kind is ChangeKind.NEW:
            made = RunningPiece(side.change.new, PieceLook.NEW, item.key, side.people)
            yield RunningParagraph("", 0, False, (made, _by(item, side)))


def _paragraph(element: Element, pieces: Sequence[RunningPiece]) -> Iterator[RunningParagraph]:
    """The paragraph with its pieces; of a table a remark that it stands there, none without text."""
    if element.table is not None:
        table = RunningPiece("〔表格〕", PieceLook.REMARK)
        yield RunningParagraph(element.id, 0, True, (table, *pieces))
    elif pieces:
        yield RunningParagraph(element.id, element.depth, element.role is Role.CELL, tuple(pieces))


def _is_told(side: ReviewSide) -> bool:
    """Whether a side is shown besides the text: one that was taken is in the text, one that was refused is not."""
    return side.state in UNDECIDED


def _remark(item: ReviewItem, side: ReviewSide) -> RunningPiece:
    """A change that is not of letters, in words."""
    change = side.change
    said = {
        ChangeKind.MOVE: f"移动{len(change.elements)}段",
        ChangeKind.JOIN: "与下一段并成一段",
        ChangeKind.GONE: "删去整段",
    }.get(
        change.kind
    ) or f"{what_of(change)}{f'：{short(change.new or change.old)}' if change.new or change.old else ''}"
    return RunningPiece(f"〔{side.people}：{said}〕", PieceLook.REMARK, item.key, side.people)


def _by(item: ReviewItem, side: ReviewSide) -> RunningPiece:
    said = f"{side.people}：已另改" if side.state is ReviewState.OVERTAKEN else side.people
    return RunningPiece(f"〔{said}〕", PieceLook.REMARK, item.key, side.people)


def _merged(
    text: str,
    sides: Iterable[tuple[ReviewItem, ReviewSide]],
    threads: Iterable[tuple[ReviewItem, ReviewThread]],
) -> Iterator[RunningPiece]:
    """A paragraph with the edits inside it and the comments at their places, from left to right."""
    notes = sorted(((thread.end, item, thread) for item, thread in threads), key=lambda each: each[0])
    cursor = 0
    for item, side in sorted(sides, key=lambda each: (each[1].start, each[1].end)):
        if side.state is ReviewState.REFUSED:
            continue
        while notes and notes[0][0] <= side.start:
            end, noted, thread = notes.pop(0)
            yield from _plain(text[cursor:end])
            yield _comment(noted, thread)
            cursor = max(cursor, end)
        yield from _plain(text[cursor : side.start])
        yield from _edited(text[max(cursor, side.start) : side.end], item, side)
        cursor = max(cursor, side.end)
    for end, noted, thread in notes:
        yield from _plain(text[cursor:end])
        yield _comment(noted, thread)
        cursor = max(cursor, end)
    yield from _plain(text[cursor:])


def _plain(text: str) -> Iterator[RunningPiece]:
    if text:
        yield RunningPiece(text)


def _edited(old: str, item: ReviewItem, side: ReviewSide) -> Iterator[RunningPiece]:
    """One edit: the old words, the new ones, and whose they are."""
    if side.state in (ReviewState.TAKEN, ReviewState.PART):
        yield RunningPiece(old, PieceLook.TAKEN, item.key, side.people)
        return
    if old:
        look = PieceLook.PLAIN if side.state is ReviewState.OVERTAKEN else PieceLook.OLD
        yield RunningPiece(old, look, item.key, side.people)
    if side.change.new and side.state is not ReviewState.OVERTAKEN:
        yield RunningPiece(side.change.new.replace(MARK, "↵"), PieceLook.NEW, item.key, side.people)
    yield _by(item, side)


def _comment(item: ReviewItem, thread: ReviewThread) -> RunningPiece:
    return RunningPiece(f"〔批注 {thread.who}〕", PieceLook.REMARK, item.key, thread.who)
