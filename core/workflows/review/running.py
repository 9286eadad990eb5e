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
from core.workflows.review.naming import PlaceNames
from core.workflows.review.queue import UNDECIDED, ReviewItem, ReviewQueue, ReviewSide, ReviewThread, what_of

CELL_EDGE, LINE_END = "　｜　", "↵"
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
    """One paragraph, or the cells of a row; ``depth`` is that of a heading, 0 for other text. One that somebody wants has no
    elements yet.
    """

    elements: tuple[str, ...]
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
        return any(element_id in each.elements for each in self.paragraphs)


def running_text(queue: ReviewQueue, element_id: str, around: int = AROUND) -> RunningText:
    """The paragraphs of the draft around one, with the changes in them; rows of tables are whole."""
    elements = queue.review.draft.elements
    place = next((number for number, each in enumerate(elements) if each.id == element_id), 0)
    start, last = (_edge(elements, place, step, around) for step in (-1, 1))
    start, end = _whole_rows(elements, start, min(last + 1, len(elements)))
    writer = _Writer(queue, _whole_tables(elements, start, end), {each.id for each in elements[start:end]})
    found = (paragraph for own in _rows(elements[start:end]) for paragraph in writer.paragraphs(own))
    return RunningText(tuple(found), start, len(elements) - end)


def _edge(elements: Sequence[Element], place: int, step: int, around: int) -> int:
    """The index so many paragraphs away, a row of a table counted as one."""
    while around and 0 <= place + step < len(elements):
        around -= not _is_of_row(elements[place], elements[place + step])
        place += step
    return place


def _whole_rows(elements: Sequence[Element], start: int, end: int) -> tuple[int, int]:
    """The edges moved so that no row of a table is cut."""
    while 0 < start < len(elements) and _is_of_row(elements[start - 1], elements[start]):
        start -= 1
    while 0 < end < len(elements) and _is_of_row(elements[end - 1], elements[end]):
        end += 1
    return start, end


def _whole_tables(elements: Sequence[Element], start: int, end: int) -> Sequence[Element]:
    """A stretch of the elements, longer where it begins or ends inside a table."""
    while start > 0 and elements[start].role is Role.CELL:
        start -= 1
    while 0 < end < len(elements) and elements[end].role is Role.CELL:
        end += 1
    return elements[start:end]


def _is_of_row(one: Element, two: Element) -> bool:
    return one.cell is not None and two.cell is not None and one.cell.row == two.cell.row


def _rows(elements: Iterable[Element]) -> Iterator[tuple[Element, ...]]:
    """The elements, those in the cells of one row together."""
    row: list[Element] = []
    for each in elements:
        if row and not _is_of_row(row[-1], each):
            yield tuple(row)
            row = []
        row.append(each)
    if row:
        yield tuple(row)


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


class _Writer:
    """Writes elements with their changes; the heads of a table are worked out once."""

    def __init__(self, queue: ReviewQueue, elements: Sequence[Element], shown: set[str]) -> None:
        self._sides, self._threads = _by_element(queue, shown)
        self._names = PlaceNames(elements)

    def paragraphs(self, own: Sequence[Element]) -> Iterator[RunningParagraph]:
        """The paragraph, or the cells of a row, and those that somebody wants behind it."""
        pieces = list(self._row(own)) if own[0].cell is not None else self._pieces(own[0])
        names = tuple(each.id for each in own)
        if own[0].table is not None:
            table = RunningPiece("〔表格〕", PieceLook.REMARK)
            yield RunningParagraph(names, 0, True, (table, *pieces))
        elif pieces:
            yield RunningParagraph(names, own[0].depth, own[0].role is Role.CELL, tuple(pieces))
        for each in own:
            yield from _new(self._whole(each))

    def _row(self, own: Sequence[Element]) -> Iterator[RunningPiece]:
        """The cells of a row, each with the head of its column before it."""
        cell = own[0].cell
        for number, each in enumerate(own):
            is_next = number and each.cell != cell
            if number:
                yield RunningPiece(CELL_EDGE if is_next else LINE_END, PieceLook.REMARK)
            head = self._names.cells(each.id).head_of(each) if is_next or not number else ""
            if head:
                yield RunningPiece(f"{head} ", PieceLook.REMARK)
            yield from self._pieces(each)
            cell = each.cell

    def _pieces(self, element: Element) -> list[RunningPiece]:
        """The words of one element with its changes."""
        sides, threads = self._sides.get(element.id, ()), self._threads.get(element.id, ())
        inside = [(item, side) for item, side in sides if side.change.kind in IN_TEXT]
        whole = self._whole(element)
        gone = next(((item, side) for item, side in whole if side.change.kind is ChangeKind.GONE), None)
        if gone is not None and not inside:
            pieces = [RunningPiece(element.text, PieceLook.OLD, gone[0].key, gone[1].people)]
        else:
            pieces = [_as_made(each, sides) for each in _merged(element.text, inside, threads)]
        return pieces + [_remark(item, side) for item, side in whole if side.change.kind is not ChangeKind.NEW]

    def _whole(self, element: Element) -> list[tuple[ReviewItem, ReviewSide]]:
        """The open changes that are none of letters."""
        sides = self._sides.get(element.id, ())
        return [(item, side) for item, side in sides if side.change.kind not in IN_TEXT and _is_told(side)]


def _new(whole: Iterable[tuple[ReviewItem, ReviewSide]]) -> Iterator[RunningParagraph]:
    """The paragraphs that somebody wants."""
    for item, side in whole:
        if side.change.kind is ChangeKind.NEW:
            made = RunningPiece(side.change.new, PieceLook.NEW, item.key, side.people)
            yield RunningParagraph((), 0, False, (made, _by(item, side)))


def _as_made(piece: RunningPiece, sides: Iterable[tuple[ReviewItem, ReviewSide]]) -> RunningPiece:
    """Text of a paragraph as it stands; of one that a taken change put in as whose it is."""
    for item, side in sides:
        is_made = side.change.kind is ChangeKind.NEW and side.end > 0 and side.state is ReviewState.TAKEN
        if is_made and piece == RunningPiece(piece.text):
            return RunningPiece(piece.text, PieceLook.TAKEN, item.key, side.people)
    return piece


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
