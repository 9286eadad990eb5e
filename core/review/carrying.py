"""A change of the printed base carried to the draft as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.review.changes import ReviewState
from core.review.differences import Hunk, hunks


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a change lies in the text as it is now, and whether it can still be taken.

    OPEN: the characters stand there untouched; TAKEN: the text says already what the change wants; OVERTAKEN: somebody has
    edited the same characters otherwise. ``start`` and ``end`` are those of the characters now, with all that was put there.
    """

    start: int
    end: int
    state: ReviewState


def carried(span: tuple[int, int], new: str, printed: str, now: str) -> Carried:
    """Carry characters ``span`` of the printed text, which should become ``new``, to the text as it is now.

    >>> carried((2, 4), "丙", "甲乙完成。", "今年甲乙完成。")
    Carried(start=4, end=6, state=<ReviewState.OPEN: 'open'>)
    >>> carried((0, 4), "还需加强", "有待加强。", "亟待加强。")
    Carried(start=0, end=4, state=<ReviewState.OVERTAKEN: 'overtaken'>)
    """
    start, end = span
    differences = hunks(printed, now)
    near = [hunk for hunk in differences if hunk.start <= end and start <= hunk.end]
    shift = sum(len(hunk.new_text(now)) - (hunk.end - hunk.start) for hunk in differences if hunk.end <= start)
    if near:
        low, high = min(start, near[0].start), max(end, near[-1].end)
        now_there = _now(near, start, end)
        if now[slice(*now_there)] == f"{printed[low:start]}{new}{printed[end:high]}":
            return Carried(*now_there, ReviewState.TAKEN)
    sharing = [hunk for hunk in near if _shares(hunk, start, end)]
    if sharing:
        return Carried(*_now(sharing, start, end), ReviewState.OVERTAKEN)
    return Carried(start + shift, end + shift, ReviewState.OPEN)


def _now(near: Sequence[Hunk], start: int, end: int) -> tuple[int, int]:
    """Where characters of the printed text lie now, with all that edits beside or inside of them changed."""
    first, last = near[0], near[-1]
    return first.new_start - max(first.start - start, 0), last.new_end + max(end - last.end, 0)


def _shares(hunk: Hunk, start: int, end: int) -> bool:
    """Whether an edit made since and the change concern the same characters, or put something in at one point."""
    if start == end:
        return hunk.start <= start <= hunk.end if hunk.start == hunk.end else hunk.start < start < hunk.end
    if hunk.start == hunk.end:
        return start < hunk.start < end
    return hunk.start < end and start < hunk.end
