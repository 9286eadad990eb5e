"""The edits of one unit: recorded and unrecorded ones together, in offsets of the printed text.

Recorded ones come in offsets of the copy's text with all edits refused and moves accepted.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.model.review.returned_copy import NO_REVISION, CopyParagraph, CopyPiece, Revision, TextState
from core.review.differences import MARK, Hunk, hunks, joined_at, joined_by_chance, rewritten
from core.review.matching import folded


@dataclass(frozen=True, slots=True)
class TrackedEdit:
    """Characters ``start`` to ``end`` of the placed text give way to ``new``; ``revision`` is by whom."""

    start: int
    end: int
    new: str
    revision: Revision


def tracked_edits(paragraphs: Sequence[CopyParagraph], is_last_marked: bool = False) -> tuple[TrackedEdit, ...]:
    """The edits inside neighbouring paragraphs of a copy, their marks written as ``MARK``.

    Deletions and insertions that touch are one edit if one person made them, in either order. The last mark counts only
    with ``is_last_marked``. Text that one hand put in and another struck out is no edit.
    """
    if len(paragraphs) == 1 and not is_last_marked and all(map(_is_kept, paragraphs[0].pieces)):
        return ()
    found: list[TrackedEdit] = []
    for edit in _edits(paragraphs, is_last_marked):
        last = found[-1] if found else None
        if last is not None and _goes_on(last, edit):
            later = max(last.revision, edit.revision, key=lambda revision: revision.date)
            found[-1] = replace(last, end=edit.end, new=last.new + edit.new, revision=later)
        else:
            found.append(edit)
    return tuple(found)


def _is_kept(piece: CopyPiece) -> bool:
    return piece.state is TextState.KEPT


def _edits(paragraphs: Sequence[CopyParagraph], is_last_marked: bool) -> Iterator[TrackedEdit]:
    """Every changed piece by itself."""
    offset = 0
    for piece in _pieces(paragraphs, is_last_marked):
        length = len(piece.text) if piece.state.is_placed else 0
        if piece.state.is_placed and not piece.state.is_final:
            yield TrackedEdit(offset, offset + length, "", piece.revision)
        elif piece.state.is_final and not piece.state.is_placed:
            yield TrackedEdit(offset, offset, piece.text, piece.revision)
        offset += length


def _pieces(paragraphs: Sequence[CopyParagraph], is_last_marked: bool) -> Iterator[CopyPiece]:
    for number, paragraph in enumerate(paragraphs, start=1):
        yield from paragraph.pieces
        if number < len(paragraphs) or is_last_marked:
            yield CopyPiece(MARK, paragraph.mark, paragraph.revision)


def _goes_on(last: TrackedEdit, edit: TrackedEdit) -> bool:
    """Whether two edits are one: by the same person, touching; a new paragraph does not go on in the next one."""
    if last.new.endswith(MARK) and last.start == last.end and edit.start < edit.end:
        return False
    return last.end == edit.start and last.revision.author == edit.revision.author


@dataclass(frozen=True, slots=True)
class UnitEdit:
    """Characters ``start`` to ``end`` of the unit's printed text became ``new``.

    Not ``is_tracked``: somebody edited without recording, at least in part; ``revision`` is then a guess.
    """

    start: int
    end: int
    new: str
    revision: Revision
    is_tracked: bool


@dataclass(frozen=True, slots=True)
class UnitEdits:
    """All edits of a unit in order; ``noise`` are white space and widths of marks typed otherwise, in characters."""

    edits: tuple[UnitEdit, ...]
    noise: int = 0


class Alignment:
    """Translates offsets of the text with all recorded edits refused into offsets of the printed text."""

    def __init__(self, differences: Sequence[Hunk]) -> None:
        self._differences = differences
        self._starts = [each.new_start for each in differences]

    def start(self, offset: int) -> int:
        """Where an edit that begins at ``offset`` begins: behind what was left out there."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return offset
        hunk = self._differences[place]
        return hunk.start if offset < hunk.new_end else hunk.end + offset - hunk.new_end

    def end(self, offset: int) -> int:
        """Where an edit that ends at ``offset`` ends: before what was left out there."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and self._starts[place] == offset:
            hunk = self._differences[place]
            return hunk.start
        if place < 0:
            return offset
        hunk = self._differences[place]
        return hunk.end if offset <= hunk.new_end else hunk.end + offset - hunk.new_end


def unit_edits(printed: str, shown: str, stream: Sequence[CopyParagraph]) -> UnitEdits:
    """The edits that make the printed text of a unit the final text of ``stream``, whose refused text is ``shown``."""
    differences = _as_read(printed, shown)
    recorded = tracked_edits(stream)
    if not differences:
        own = [UnitEdit(each.start, each.end, each.new, each.revision, True) for each in recorded]
        return UnitEdits(tuple(_settled(own, printed)))
    alignment = Alignment(differences)
    found, noise = [], 0
    for group in _groups(differences, recorded):
        if not group.differences:
            found += [_recorded(edit, alignment) for edit in group.edits]
        elif group.is_noise(printed, shown):
            noise += len(group.differences[0].new_text(shown))
        else:
            found.append(_mixed(group, alignment, shown))
    return UnitEdits(tuple(_settled(found, printed)), noise)


def _as_read(printed: str, shown: str) -> Sequence[Hunk]:
    """The differences of two texts as a reader sees them: a rewritten clause is one, and where less than half of the text
    stayed, the few words that it shares with the new one by chance between two longer changes are part of one change.
    """
    differences = hunks(printed, shown)
    kept = len(printed) - sum(each.end - each.start for each in differences)
    found = differences if 2 * kept >= len(printed) else joined_by_chance(differences, printed)
    return joined_at(found, {*rewritten(found, printed, shown)})


def _settled(edits: Sequence[UnitEdit], printed: str) -> Iterator[UnitEdit]:
    """Edits that touch are one if both take the end of a paragraph away, if one does and the other puts one in, or if both
    put something in at one place, where their order matters.
    """
    found: list[UnitEdit] = []
    for edit in edits:
        last = found[-1] if found else None
        if last is not None and last.end == edit.start and _moves_mark(last, edit, printed):
            is_tracked = last.is_tracked and edit.is_tracked
            found[-1] = UnitEdit(last.start, edit.end, last.new + edit.new, edit.revision, is_tracked)
        else:
            found.append(edit)
    return (edit for edit in found if edit.new != printed[edit.start : edit.end])


def _moves_mark(one: UnitEdit, two: UnitEdit, printed: str) -> bool:
    takes = [MARK in printed[each.start : each.end] for each in (one, two)]
    are_insertions = one.start == two.end
    return all(takes) or ((any(takes) or are_insertions) and MARK in one.new + two.new)


def _recorded(edit: TrackedEdit, alignment: Alignment) -> UnitEdit:
    start = alignment.start(edit.start)
    end = start if edit.end == edit.start else alignment.end(edit.end)
    return UnitEdit(start, end, edit.new, edit.revision, True)


@dataclass(frozen=True, slots=True)
class _Group:
    """Unrecorded differences and recorded edits that touch the same characters."""

    differences: tuple[Hunk, ...] = ()
    edits: tuple[TrackedEdit, ...] = ()
    reach: int = -1

    @property
    def low(self) -> int:
        """Where it begins in the copy's text."""
        return min((*(each.new_start for each in self.differences), *(each.start for each in self.edits)))

    @property
    def high(self) -> int:
        """Where it ends in the copy's text."""
        return max((*(each.new_end for each in self.differences), *(each.end for each in self.edits)))

    def joined(self, item: Hunk | TrackedEdit) -> "_Group":
        """With one more; ``reach`` is the farthest end."""
        if isinstance(item, Hunk):
            return _Group((*self.differences, item), self.edits, max(self.reach, item.new_end))
        return _Group(self.differences, (*self.edits, item), max(self.reach, item.end))

    def is_noise(self, printed: str, shown: str) -> bool:
        """Whether it is nothing but white space or the width of marks, unrecorded."""
        old = "".join(printed[each.start : each.end] for each in self.differences)
        new = "".join(each.new_text(shown) for each in self.differences)
        return not self.edits and MARK not in old + new and folded(old) == folded(new)

    def final_text(self, shown: str) -> str:
        """Its part of the copy's text with the recorded edits made."""
        parts, offset = [], self.low
        for edit in self.edits:
            parts += [shown[offset : edit.start], edit.new]
            offset = edit.end
        return "".join((*parts, shown[offset : self.high]))


def _mixed(group: _Group, alignment: Alignment, shown: str) -> UnitEdit:
    """One edit out of unrecorded and recorded ones that touch the same characters."""
    first, last = group.differences[0], group.differences[-1]
    start = first.start if first.new_start == group.low else alignment.start(group.low)
    end = last.end if last.new_end == group.high else alignment.end(group.high)
    revision = group.edits[0].revision if group.edits else NO_REVISION
    return UnitEdit(start, end, group.final_text(shown), revision, False)


def _groups(differences: Sequence[Hunk], edits: Sequence[TrackedEdit]) -> Iterator[_Group]:
    """Differences and recorded edits in order, those together that share characters of the copy's text."""
    placed = [((each.new_start, each.new_end, 0), each) for each in differences]
    items: list[tuple[tuple[int, int, int], Hunk | TrackedEdit]] = [*placed]
    items += [((each.start, each.end, 1), each) for each in edits]
    group = _Group()
    for (start, _, _), item in sorted(items, key=lambda each: each[0]):
        if 0 <= group.reach <= start:
            yield group
            group = _Group()
        group = group.joined(item)
    if group.reach >= 0:
        yield group
