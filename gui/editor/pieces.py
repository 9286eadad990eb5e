"""A paragraph cut where its looks change: heading and body, facts and the text between them; known without asking Qt."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.model.fact import FactState
from core.model.spans import common_edges
from gui.editor.formats import Paragraph, Shown

Splice = tuple[int, int, int]
"""Characters from the first to the second number have made room for as many as the third says."""


class PieceLook(NamedTuple):
    """What decides the format of characters within one paragraph; outside facts there is no id."""

    in_heading: bool
    fact_id: str = ""
    state: FactState = FactState.CONFIRMED


class Piece(NamedTuple):
    """A stretch of one look, in code points."""

    start: int
    end: int
    look: PieceLook


def pieces_of(paragraph: Paragraph) -> list[Piece]:
    """The pieces of a paragraph from its start to its end."""
    length = paragraph.heading_length
    found: list[Piece] = []
    for begin, end, in_heading in ((0, length, True), (length, len(paragraph.content), False)):
        plain, at = PieceLook(in_heading), begin
        for fact in paragraph.facts:
            start, stop = max(fact.start, at), min(fact.end, end)
            if start >= stop:
                continue
            if start > at:
                found.append(Piece(at, start, plain))
            found.append(Piece(start, stop, PieceLook(in_heading, fact.id, fact.state)))
            at = stop
        if at < end:
            found.append(Piece(at, end, plain))
    return found


def splice_of(old: str, new: str) -> Splice:
    """Where two texts differ; as little as can be is written anew, so that the typist's cursor stays where it is."""
    start, end, stop = common_edges(old, new)
    return start, end, stop - start


def is_beside(old: Paragraph, new: Paragraph, splice: Splice) -> bool:
    """Whether what was written stands in no fact, and facts and heading are else what they were."""
    start, end, length = splice
    shift = (start + length - end) * (old.heading_length > start)
    if start < old.heading_length < end or new.heading_length != old.heading_length + shift:
        return False
    pairs = zip(old.facts, new.facts, strict=False)
    return len(old.facts) == len(new.facts) and all(_is_moved(a, b, splice) for a, b in pairs)


def _is_moved(old: Shown, new: Shown, splice: Splice) -> bool:
    start, end, length = splice
    shift = (start + length - end) * (old.start >= end)
    is_outside = old.end <= start or old.start >= end
    return is_outside and (old.id, old.state, old.start + shift, old.end + shift) == (
        new.id,
        new.state,
        new.start,
        new.end,
    )


def spliced(pieces: Iterable[Piece], splice: Splice, look: PieceLook) -> set[Piece]:
    """The pieces after other characters, of this look, have taken the place of some."""
    start, end, length = splice
    shift = start + length - end
    parts = list(pieces)
    left = [Piece(part.start, min(part.end, start), part.look) for part in parts if part.start < start]
    right = [Piece(max(part.start, end) + shift, part.end + shift, part.look) for part in parts if part.end > end]
    return set(_joined([*left, *([Piece(start, start + length, look)] if length else []), *right]))


def look_at(pieces: Iterable[Piece], place: int) -> PieceLook:
    """The look of the character there."""
    return next((piece.look for piece in pieces if piece.start <= place < piece.end), PieceLook(False))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one look are one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].look == piece.look:
            piece = Piece(found.pop().start, *piece[1:])
        found.append(piece)
    return found
