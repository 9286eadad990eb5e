"""Text that one person deleted and inserted elsewhere is a move: WPS records moves so, and Word if set to.

Both readings of the copy stay the same; only what is a move is called so, with the edits made in it since.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, cycle, groupby, pairwise

from core.model.review.returned_copy import (
    NO_REVISION,
    CopyParagraph,
    CopyPiece,
    CopyPosition,
    ReturnedCopy,
    Revision,
    TextState,
)
from core.review.differences import hunks
from core.review.matching import match

LEAST_MOVED = 12
"""Characters of the shortest passage that is a move; what is shorter goes along with its neighbours only."""

LEAST_KEPT = 0.5
"""The share of a moved passage that must be kept."""

MOST_PAIRS = 10_000
"""Paragraphs struck out times those put in that are compared by likeness; of more only equal ones are the same."""

Pair = tuple[int, int]
Shifts = Mapping[int, Sequence[tuple[int, int]]]


def with_moves(copy: ReturnedCopy) -> ReturnedCopy:
    """A copy in which paragraphs struck out at one place and put in at another are moved away and moved here."""
    paragraphs = list(copy.paragraphs)
    pairs = _pairs(paragraphs)
    if not pairs:
        return copy
    shifts = {}
    for source, target in pairs:
        here = _moved_here(_text(paragraphs[source], TextState.DELETED), paragraphs[target])
        shifts[target] = here.shifts
        paragraphs[target] = replace(paragraphs[target], pieces=tuple(here.pieces))
        paragraphs[source] = _moved_away(paragraphs[source])
    for own, states in zip(zip(*pairs, strict=True), _OF_MARKS, strict=True):
        for index in sorted(own, reverse=True):
            _take_mark(paragraphs, index, states)
    return _shifted(replace(copy, paragraphs=tuple(paragraphs)), shifts)


_OF_MARKS = (TextState.DELETED, TextState.MOVED_AWAY), (TextState.INSERTED, TextState.MOVED_HERE)


def _moved_away(paragraph: CopyParagraph) -> CopyParagraph:
    pieces = paragraph.pieces
    away = {TextState.DELETED: TextState.MOVED_AWAY}
    return replace(paragraph, pieces=tuple(replace(each, state=away.get(each.state, each.state)) for each in pieces))


def _whole(paragraphs: Iterable[CopyParagraph], state: TextState) -> dict[int, str]:
    """The texts of the paragraphs that are wholly in one state, by index."""
    return {index: _text(each, state) for index, each in enumerate(paragraphs) if _is_whole(each, state)}


def _is_whole(paragraph: CopyParagraph, state: TextState) -> bool:
    """Whether all text of a paragraph outside of tables is in one state, apart from what was put in and struck out again."""
    if paragraph.cell is not None or not all(piece.state in (state, TextState.BOTH) for piece in paragraph.pieces):
        return False
    return bool(_text(paragraph, state).strip())


def _text(paragraph: CopyParagraph, state: TextState) -> str:
    return "".join(piece.text for piece in paragraph.pieces if piece.state is state)


def _hand(paragraph: CopyParagraph, state: TextState) -> Revision:
    """The first revision of that state in a paragraph."""
    return next((piece.revision for piece in paragraph.pieces if piece.state is state), NO_REVISION)


def _pairs(paragraphs: Sequence[CopyParagraph]) -> list[Pair]:
    """The paragraphs struck out with those put in that are the same ones; short ones beside another pair only."""
    old, made = _whole(paragraphs, TextState.DELETED), _whole(paragraphs, TextState.INSERTED)
    if len(old) * len(made) > MOST_PAIRS:
        old, made = _equal(old, made), _equal(made, old)
    kept = [0, *accumulate(map(_is_kept, paragraphs))]
    alike: dict[Pair, int] = {}
    for source, target in _matched(old, made):
        # at its own place a paragraph is written anew, not moved
        is_carried = kept[source] != kept[target] and _is_of_one_hand(paragraphs, source, target)
        if is_carried and is_mostly_kept(old[source], made[target]):
            alike[source, target] = len(old[source])
    return [*chain.from_iterable(run for run in _runs(sorted(alike)) if _size(run, alike) >= LEAST_MOVED)]


def _size(run: Iterable[Pair], alike: Mapping[Pair, int]) -> int:
    """The characters of pairs."""
    return sum(alike[pair] for pair in run)


def _equal(texts: Mapping[int, str], others: Mapping[int, str]) -> dict[int, str]:
    """Those of the texts that are among the others."""
    known = {*others.values()}
    return {index: text for index, text in texts.items() if text in known}


def _matched(old: Mapping[int, str], made: Mapping[int, str]) -> Iterator[Pair]:
    """The paragraphs of both sides that are most alike, one to one."""
    matching = match([*old.values()], [*made.values()], {})
    sources, targets = [*old], [*made]
    for own, (other, *others) in matching.found.items():
        if not others and len(matching.owners[other]) == 1:
            yield sources[own], targets[other]


def _is_kept(paragraph: CopyParagraph) -> bool:
    """Whether any words of a paragraph stayed."""
    return any(piece.state is TextState.KEPT and piece.text.strip() for piece in paragraph.pieces)


def is_mostly_kept(old: str, new: str) -> bool:
    """Whether enough of a moved passage is kept."""
    gone = sum(hunk.end - hunk.start for hunk in hunks(old, new))
    return len(old) - gone >= LEAST_KEPT * max(len(old), len(new))


def _is_of_one_hand(paragraphs: Sequence[CopyParagraph], source: int, target: int) -> bool:
    """Whether one person struck out the one and put in the other."""
    hands = _hand(paragraphs[source], TextState.DELETED), _hand(paragraphs[target], TextState.INSERTED)
    return hands[0].author == hands[1].author


def _runs(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Pairs that are neighbours on both sides, together."""
    for _, run in groupby(enumerate(pairs), lambda item: (item[1][0] - item[0], item[1][1] - item[0])):
        yield [pair for _, pair in run]


@dataclass(slots=True)
class _Arrival:
    """Writes the pieces of a paragraph that was moved here, with what was struck out of it on the way.

    ``shifts`` are the offsets at which that was put between the characters of the paragraph, and how many they are.
    """

    revision: Revision
    gone: dict[int, str]
    pieces: list[CopyPiece] = field(default_factory=list)
    shifts: list[tuple[int, int]] = field(default_factory=list)

    def strike(self, offset: int, place: int) -> None:
        """What was struck out before an offset of the text put in, which is at ``place`` of the whole paragraph."""
        text = self.gone.pop(offset, "")
        if text:
            self.pieces.append(CopyPiece(text, TextState.MOVED_DELETED, self.revision))
            self.shifts.append((place, len(text)))


def _moved_here(old: str, paragraph: CopyParagraph) -> _Arrival:
    """A paragraph put in as one that was moved, with what was edited in it."""
    new = _text(paragraph, TextState.INSERTED)
    found = hunks(old, new)
    edges = [0, *(edge for hunk in found for edge in (hunk.new_start, hunk.new_end)), len(new)]
    stretches = [*zip(pairwise(edges), cycle((TextState.MOVED_HERE, TextState.INSERTED)), strict=False)]
    made = _Arrival(
        _hand(paragraph, TextState.INSERTED), {hunk.new_start: old[hunk.start : hunk.end] for hunk in found}
    )
    offset = place = 0
    for piece in paragraph.pieces:
        end = offset + len(piece.text) * (piece.state is TextState.INSERTED)
        made.pieces += [piece] * (end == offset)
        for (first, last), state in stretches:
            low, high = max(first, offset), min(last, end)
            if low < high:
                made.strike(low, place + low - offset)
                made.pieces.append(replace(piece, text=new[low:high], state=state))
        offset, place = end, place + len(piece.text)
    made.strike(len(new), place)
    return made


def _take_mark(paragraphs: list[CopyParagraph], index: int, states: tuple[TextState, TextState]) -> None:
    """Let a moved paragraph have its own mark moved, where the one before it has the mark that was struck out or put in.

    ``states`` are that of such a mark and the one that it gets.
    """
    own, before = paragraphs[index], paragraphs[index - 1] if index else None
    if own.mark is TextState.KEPT and before is not None and before.mark is states[0] and before.cell is None:
        paragraphs[index - 1] = replace(before, mark=TextState.KEPT, revision=own.revision)
        own = replace(own, mark=before.mark, revision=before.revision)
    paragraphs[index] = replace(own, mark=states[1]) if own.mark is states[0] else own


def _shifted(copy: ReturnedCopy, shifts: Shifts) -> ReturnedCopy:
    """The copy with every place in moved paragraphs behind what was put between their characters."""
    return replace(
        copy,
        anchors=tuple(
            replace(each, start=_behind(each.start, shifts), end=_behind(each.end, shifts)) for each in copy.anchors
        ),
        comments=tuple(
            replace(each, start=each.start and _behind(each.start, shifts), end=each.end and _behind(each.end, shifts))
            for each in copy.comments
        ),
        notes=tuple(replace(each, mark=each.mark and _behind(each.mark, shifts)) for each in copy.notes),
    )


def _behind(place: CopyPosition, shifts: Shifts) -> CopyPosition:
    own = shifts.get(place.paragraph, ())
    return place._replace(offset=place.offset + sum(length for start, length in own if start < place.offset))
