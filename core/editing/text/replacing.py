"""Replacing search hits as one edit, with the effect on each hit and on the facts involved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from core.editing.compare import word_edits
from core.editing.text.one_line import one_line
from core.editing.text.replace_text import Replacement, facts_by_element, rewritten
from core.editing.text.search import Hit
from core.editing.text.values import written
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.fact import Fact, FactState
from core.model.spans import Place, Span


@dataclass(frozen=True, slots=True)
class HitEdit:
    """Characters of an element to be replaced; ``fact`` is the fact whose value contains them, if any."""

    span: Span
    text: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class ReplacementOutcome:
    """Effect of replacing one hit.

    ``changed`` are facts that get another value at every place of their field; ``removed`` are deleted with the text. A hit
    that ``splits_fact`` starts or ends inside a fact and is left alone. No ``pieces``: it already reads so.
    """

    hit: Hit
    pieces: tuple[HitEdit, ...] = ()
    removed: tuple[Fact, ...] = ()
    splits_fact: bool = False

    @property
    def changed(self) -> tuple[Fact, ...]:
        """The facts whose value changes."""
        return tuple(piece.fact for piece in self.pieces if piece.fact is not None)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that get another value: hits in one field are replaced together or not at all."""
        return frozenset(fact.field for fact in self.changed)


def outcomes(draft: Draft, hits: Iterable[Hit], new: str) -> tuple[ReplacementOutcome, ...]:
    """Effects of writing ``new`` for each hit; outdated hits are skipped. Raises BadUse for text that cannot be stored."""
    new = one_line(new)
    contents = {element.id: element.content for element in draft.elements}
    facts = facts_by_element(draft.facts)
    standing = ((hit, contents.get(hit.place.element_id, "")) for hit in hits)
    return tuple(
        ReplacementOutcome(hit)
        if _is_done(hit, new, content)
        else _outcome(hit, new, facts.get(hit.place.element_id, ()))
        for hit, content in standing
        if _stands(hit, content)
    )


def replace_hits(draft: Draft, hits: Sequence[Hit], new: str) -> Change:
    """Write ``new`` for each hit, as one edit.

    Inside a fact the value changes (state 已更新) at every place of its field. A fact is removed if the replaced words
    contain all of it; a hit that overlaps one only partly is left alone.
    """
    return replace_outcomes(draft, outcomes(draft, hits, new), new)


def replace_outcomes(draft: Draft, found: Sequence[ReplacementOutcome], new: str) -> Change:
    """``replace_hits`` for outcomes computed on this very draft."""
    removed = {fact.id for outcome in found for fact in outcome.removed}
    values = _values([piece for outcome in found for piece in outcome.pieces], draft.facts)
    after = rewritten(draft, _pieces_by_element(found, values))
    if any(values.values()):
        texts = {fact.id: text for fact in after.facts if fact.id not in removed if (text := values.get(fact.field))}
        after = written(after, texts, FactState.UPDATED)
    place = next((outcome.hit.place for outcome in found if outcome.pieces), Place(""))
    return difference(draft, after, place, _reason(found, new))


def _reason(found: Sequence[ReplacementOutcome], new: str) -> str:
    old = next((outcome.hit.text for outcome in found if outcome.pieces), "")
    return f"“{old}”改为“{new}”" if new else f"删去“{old}”"


def _stands(hit: Hit, content: str) -> bool:
    return content[hit.place.span.start : hit.place.span.end] == hit.text


def _is_done(hit: Hit, new: str, content: str) -> bool:
    """Whether the hit is already part of the replacement: 新区 in 高新区, to be 高新区."""
    start, at = hit.place.span.start, new.find(hit.text)
    while at >= 0:
        if start >= at and content.startswith(new, start - at):
            return True
        at = new.find(hit.text, at + 1)
    return False


def _outcome(hit: Hit, new: str, facts: Sequence[Fact]) -> ReplacementOutcome:
    span = hit.place.span
    near = _touched(facts, span)
    home = _holder(near, span)
    if home is None:
        return _across(hit, new, near) if near else ReplacementOutcome(hit, (HitEdit(span, new),))
    is_wiped_out = not new and len(span) == home.end - home.start
    return (
        ReplacementOutcome(hit, (HitEdit(span, new),), (home,))
        if is_wiped_out
        else ReplacementOutcome(hit, (HitEdit(span, new, home),))
    )


def _across(hit: Hit, new: str, near: Sequence[Fact]) -> ReplacementOutcome:
    """A hit that contains facts among other words: only the differing words are replaced, so that facts in it may stay."""
    pieces, removed = [], []
    for span, text, is_one_word in word_edits(hit.text, new, hit.place.span.start):
        touched = _touched(near, span)
        home = _holder(touched, span) if is_one_word else None
        pieces.append(HitEdit(span, text, home))
        removed += [fact for fact in touched if fact is not home]
        splits_fact = any(fact.start < span.start or span.end < fact.end for fact in _touched(removed, span))
        if splits_fact:
            return ReplacementOutcome(hit, splits_fact=True)
    return ReplacementOutcome(hit, tuple(pieces), tuple(removed))


def _touched(facts: Iterable[Fact], span: Span) -> list[Fact]:
    return [fact for fact in facts if fact.start < span.end and span.start < fact.end]


def _holder(facts: Iterable[Fact], span: Span) -> Fact | None:
    return next((fact for fact in facts if fact.start <= span.start and span.end <= fact.end), None)


def _values(pieces: Iterable[HitEdit], facts: Sequence[Fact]) -> dict[str, str]:
    """New value of each field; the edit at its first place applies to all."""
    own: dict[str, list[HitEdit]] = {}
    for piece in pieces:
        if piece.fact is not None:
            own.setdefault(piece.fact.id, []).append(piece)
    values: dict[str, str] = {}
    for fact in facts:
        if fact.id in own:
            values.setdefault(fact.field, _rewritten(fact, own[fact.id]))
    return values


def _rewritten(fact: Fact, pieces: Iterable[HitEdit]) -> str:
    text = fact.text
    for piece in sorted(pieces, key=lambda piece: piece.span, reverse=True):
        text = text[: piece.span.start - fact.start] + piece.text + text[piece.span.end - fact.start :]
    return text


def _pieces_by_element(found: Iterable[ReplacementOutcome], values: Mapping[str, str]) -> dict[str, list[Replacement]]:
    """The replacements outside facts, in order; a fact whose value is deleted is removed like other words."""
    by_element: dict[str, set[Replacement]] = {}
    for outcome in found:
        own = by_element.setdefault(outcome.hit.place.element_id, set())
        for piece in outcome.pieces:
            if piece.fact is None:
                own.add((piece.span, piece.text))
            elif not values[piece.fact.field]:
                own.add((Span(piece.fact.start, piece.fact.end), ""))
    return {key: sorted(own, key=itemgetter(0)) for key, own in by_element.items() if own}
