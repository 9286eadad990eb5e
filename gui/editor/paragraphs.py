"""The paragraphs that running text shows, and their runs of one format; computed without Qt."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import compress, count, repeat
from operator import attrgetter, is_not, or_
from typing import NamedTuple

from core.model.blocks import CellPlace, Emphasis, KeptObject, Table
from core.model.bulk import from_columns
from core.model.change import IDS
from core.model.elements import Element, Role
from core.model.fact import Fact, FactState
from core.model.index import NONE, DraftIndex
from core.model.spans import common_edges
from core.model.structure.captions import captions_of


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A coloured span; offsets count code points."""

    id: str
    start: int
    end: int
    state: FactState


Shown = ShownFact | Fact
"""A fact that is shown as it stands in the draft, or a span that is made for the screen."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Everything that determines how one block is shown."""

    element_id: str
    role: Role
    ordinal: str
    content: str
    heading_length: int
    depth: int
    facts: tuple[Shown, ...]
    cell: CellPlace | None = None
    emphasis: tuple[Emphasis, ...] = ()
    objects: tuple[KeptObject, ...] = ()
    table: Table | None = None
    align: str = ""
    """How a caption or unit line is aligned: center or right; empty for all others."""

    is_landscape: bool = False
    """Whether a table or figure stands on a page turned sideways."""


TABLES = attrgetter("table")
_HEAD = tuple(map(attrgetter, ("id", "role", "ordinal", "content", "heading_length", "depth")))
_REST = tuple(map(attrgetter, ("cell", "emphasis", "objects", "table")))
_LANDSCAPE = attrgetter("landscape")

Facts = tuple[Fact, ...]
Made = tuple[Element, Facts, Paragraph]


class ParagraphCache:
    """The paragraphs of the last call; unchanged ones are the same objects again."""

    def __init__(self) -> None:
        self._elements: Sequence[Element] = ()
        self._facts: list[Facts] = []
        self._made: list[Paragraph] = []
        self._numbers: dict[str, int] = {}
        self._beside: dict[str, tuple[Paragraph, Paragraph]] = {}
        self.has_tables = False
        self._has_figures = False

    def of(
        self, index: DraftIndex, ids: Sequence[str] | None, touched: AbstractSet[str] | None = None
    ) -> tuple[Paragraph, ...]:
        """The paragraphs of the named elements, or of the whole draft, in order.

        ``touched`` are the ids that changed since the last call for the same elements; None if unknown.
        """
        elements = index.draft.elements if ids is None else tuple(index.elements[each] for each in ids)
        if touched is None or len(elements) != len(self._made):
            facts = list(map(index.facts.get, map(IDS, elements), repeat(NONE)))
            self._made, self._numbers = self._paragraphs(elements, facts), dict(zip(map(IDS, elements), count()))
            self._elements, self._facts = elements, facts
            self.has_tables = any(map(TABLES, self._made))
            self._has_figures = any(each.role is Role.FIGURE for each in elements)
            return self._aligned(elements)
        for each in self._numbers.keys() & touched:
            number = self._numbers[each]
            self._facts[number] = index.facts.get(each, NONE)
            self._made[number] = _paragraph_of(elements[number], self._facts[number])
        self._elements = elements
        return self._aligned(elements)

    def _aligned(self, elements: Sequence[Element]) -> tuple[Paragraph, ...]:
        """The paragraphs, captions and unit lines with their alignment; unchanged ones are the same objects again."""
        if not (self.has_tables or self._has_figures):
            return tuple(self._made)
        found, known, self._beside = self._made.copy(), self._beside, {}
        for name, align in captions_of(elements).items():
            number = self._numbers[name]
            plain, shown = known.get(name, (None, found[number]))
            if plain is not found[number] or shown.align != align:
                shown = replace(found[number], align=align)
            self._beside[name] = found[number], shown
            found[number] = shown
        return tuple(found)

    def _paragraphs(self, elements: Sequence[Element], facts: Sequence[Facts]) -> list[Paragraph]:
        """Compares whole lists first: examining each of thousands of paragraphs would slow typing."""
        made = self._made
        if len(elements) == len(made):
            others = map(or_, map(is_not, elements, self._elements), map(is_not, facts, self._facts))
            numbers = list(compress(count(), others))
            if all(elements[n].id == self._elements[n].id for n in numbers):
                fresh = made.copy()
                for n in numbers:
                    fresh[n] = _paragraph_of(elements[n], facts[n])
                return fresh
        head = _same(elements, self._elements, facts, self._facts)
        rest, old_rest = elements[head:][::-1], self._elements[head:][::-1]
        tail = _same(rest, old_rest, facts[head:][::-1], self._facts[head:][::-1])
        old, new = slice(head, len(made) - tail), slice(head, len(elements) - tail)
        triples = zip(self._elements[old], self._facts[old], made[old], strict=True)
        if not made:
            return _all_paragraphs(elements, facts)
        known = {each[0].id: each for each in triples}
        middle = zip(elements[new], facts[new], strict=True)
        fresh = [_reused(known.get(each.id), each, own) for each, own in middle]
        return [*made[:head], *fresh, *made[len(made) - tail :]]


def _same(
    elements: Sequence[Element], old: Sequence[Element], facts: Sequence[Facts], old_facts: Sequence[Facts]
) -> int:
    """How many elements at the beginning are the same objects with the same facts."""
    others = map(or_, map(is_not, elements, old), map(is_not, facts, old_facts))
    return next(compress(count(), others), min(len(elements), len(old)))


def _reused(old: Made | None, element: Element, facts: Facts) -> Paragraph:
    is_same = old is not None and old[0] is element and old[1] is facts
    return old[2] if old is not None and is_same else _paragraph_of(element, facts)


def _all_paragraphs(elements: Sequence[Element], facts: Iterable[Facts]) -> list[Paragraph]:
    """``_paragraph_of`` each of thousands of elements."""
    head, rest = ([map(of, elements) for of in part] for part in (_HEAD, _REST))
    return from_columns(Paragraph, len(elements), (*head, facts, *rest, repeat(""), map(_LANDSCAPE, elements)))


def _paragraph_of(element: Element, facts: Facts) -> Paragraph:
    return Paragraph(
        element.id,
        element.role,
        element.ordinal,
        element.content,
        element.heading_length,
        element.depth,
        facts,
        element.cell,
        element.emphasis,
        element.objects,
        element.table,
        is_landscape=element.landscape,
    )


Splice = tuple[int, int, int]
"""Characters from the first to the second number have made room for as many as the third says."""


class PieceLook(NamedTuple):
    """What determines the format of characters within one paragraph; outside facts there is no id."""

    in_heading: bool
    fact_id: str = ""
    state: FactState = FactState.CONFIRMED
    looks: tuple[str, ...] = ()


class Piece(NamedTuple):
    """A run of one look, in code points."""

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
    return list(_emphasised(found, paragraph.emphasis)) if paragraph.emphasis else found


def _emphasised(pieces: Iterable[Piece], emphasis: Sequence[Emphasis]) -> Iterator[Piece]:
    """The pieces cut where emphasis begins and ends."""
    for piece in pieces:
        at = piece.start
        for each in emphasis:
            start, stop = max(each.start, at), min(each.end, piece.end)
            if start >= stop:
                continue
            if start > at:
                yield piece._replace(start=at, end=start)
            yield Piece(start, stop, piece.look._replace(looks=each.looks))
            at = stop
        if at < piece.end:
            yield piece._replace(start=at)


def splice_of(old: str, new: str) -> Splice:
    """The span where two texts differ; as little as possible is rewritten, so that the cursor stays in place."""
    start, end, stop = common_edges(old, new)
    return start, end, stop - start


def is_beside(old: Paragraph, new: Paragraph, splice: Splice) -> bool:
    """Whether the typed text is in no fact, and facts and heading are otherwise unchanged."""
    start, end, length = splice
    shift = (start + length - end) * (old.heading_length > start)
    if old.emphasis or new.emphasis:
        return False
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
    """The pieces after some characters were replaced by others of this look."""
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
    """Adjacent runs of one look become one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].look == piece.look:
            piece = Piece(found.pop().start, *piece[1:])
        found.append(piece)
    return found
