"""Taking a sentence or value from last year's text into the draft, at the place it came from or belongs to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from core.editing.compare import WORD
from core.editing.text.paragraphs import TypedFact, TypedParagraph, take_over
from core.editing.text.values import field_of, part_with, reset, written
from core.model.blocks import Emphasis, cut_emphasis
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact, FactState
from core.model.spans import Place, Span
from core.model.text import SENTENCE
from core.similarity import similarity

ENOUGH = 0.5
"""How like two sentences have to be, from 0 to 1, for the one to be what the other has become."""

REASON = "采用往年原句"


@dataclass(frozen=True, slots=True)
class PriorSentence:
    """A sentence of last year's text: basis index, element, span, and the facts of the element."""

    basis: int
    element: Element
    span: Span
    facts: tuple[Fact, ...] = ()

    @property
    def text(self) -> str:
        """The sentence."""
        return self.element.content[self.span.start : self.span.end]


def sentence_at(content: str, offset: int) -> Span:
    """The sentence at an offset, the last one at the end; an empty span if there is none."""
    found = [span for span, _ in _sentences(content)]
    return next((span for span in found if offset < span.end), found[-1] if found else Span(0, 0))


def take_value(draft: Draft, fact_id: str) -> Change:
    """Write last year's value at every place of the field, confirmed; a mask becomes open. Raises BadUse for an unknown id."""
    facts = field_of(draft, fact_id)
    if facts[0].state is FactState.EMPTY or not any(sign.isalnum() for sign in facts[0].prior):
        return reset(draft, fact_id)
    part = part_with(draft, facts)
    after = written(part, {fact.id: fact.prior for fact in facts}, FactState.CONFIRMED)
    place = Place(facts[0].element_id, Span(facts[0].start, facts[0].end))
    return difference(part, after, place, "采用上年值")


def take_sentence(draft: Draft, source: PriorSentence, home: Sequence[str]) -> Change:
    """Write the sentence over its present version, or at its former position if it was left out.

    Values entered this year are kept. If the paragraph is gone, a new one is made in the section with the elements
    ``home``; without any there is no change.
    """
    if not source.text:
        return difference(draft, draft, Place(""), REASON)
    heirs = {there: own for own, number, there in draft.origins if number == source.basis}
    elements = {element.id: element for element in draft.elements}
    heir = elements.get(heirs.get(source.element.id, ""))
    if heir is not None:
        return _rewritten(draft, source, heir, _counterpart(source, heir))
    before = _before(draft, source, heirs, home)
    return _as_paragraph(draft, source, elements[before]) if before else difference(draft, draft, Place(""), REASON)


def _counterpart(source: PriorSentence, heir: Element) -> Span:
    """Span of the sentence's present version; an empty span at its position if hardly anything of it is left."""
    old, new = _sentences(source.element.content), _sentences(heir.content)
    number = next(n for n, (span, _) in enumerate(old) if span.end >= source.span.end)
    own = _nearest(old[number][1], number, new)
    if own is not None:
        return own
    before = (_nearest(text, n, new) for n, (_, text) in reversed(list(enumerate(old[:number]))))
    end = next((span.end for span in before if span is not None), 0)
    place = max(end, heir.heading_length)
    return Span(place, place)


def _nearest(text: str, number: int, others: Sequence[tuple[Span, str]]) -> Span | None:
    """The sentence most similar to a text; of several the one at about the same position in the paragraph."""
    likeness = [(_likeness(text, other), -abs(n - number), span) for n, (span, other) in enumerate(others)]
    best = max(likeness, default=(0.0, 0, Span(0, 0)))
    return best[2] if best[0] >= ENOUGH else None


def _likeness(first: str, second: str) -> float:
    if first == second:
        return 1.0
    return similarity(WORD.findall(first), WORD.findall(second))


def _sentences(content: str) -> list[tuple[Span, str]]:
    return [(Span(*match.span()), match.group()) for match in SENTENCE.finditer(content)]


def _rewritten(draft: Draft, source: PriorSentence, heir: Element, target: Span) -> Change:
    own = [fact for fact in draft.facts if fact.element_id == heir.id]
    inside = [fact for fact in own if target.start <= fact.start and fact.end <= target.end]
    text, facts, new = _with_present_values(draft, source, inside)
    amid = (TypedFact(fact.fact_id, fact.start + target.start, fact.end + target.start) for fact in facts)
    beside = _beside(own, target, len(text) - len(target))
    content = heir.content[: target.start] + text + heir.content[target.end :]
    places = tuple(sorted((*beside, *amid), key=lambda fact: fact.start))
    emphasis = (
        *cut_emphasis(heir.emphasis, 0, target.start),
        *cut_emphasis(_emphasis(source, text), 0, len(text), target.start),
        *cut_emphasis(heir.emphasis, target.end, len(heir.content), len(text) - len(target)),
    )
    typed = TypedParagraph(heir.id, content, places, emphasis=emphasis)
    change = take_over(draft, (heir.id,), (typed,), new)
    return replace(change, place=Place(heir.id, Span(target.start, target.start + len(text))), reason=REASON)


def _emphasis(source: PriorSentence, text: str) -> tuple[Emphasis, ...]:
    """The emphasis of the sentence where its characters are in ``text``, the same with this year's values."""
    return source.element.piece(source.span.start, source.span.end).with_content(text).emphasis


def _beside(facts: Sequence[Fact], target: Span, shift: int) -> Iterator[TypedFact]:
    """Facts before and after the replaced text; one that overlaps it partly is removed."""
    for fact in facts:
        if fact.end <= target.start:
            yield TypedFact(fact.id, fact.start, fact.end)
        elif fact.start >= target.end:
            yield TypedFact(fact.id, fact.start + shift, fact.end + shift)


def _with_present_values(
    draft: Draft, source: PriorSentence, inside: Sequence[Fact]
) -> tuple[str, list[TypedFact], tuple[Fact, ...]]:
    """The sentence with this year's values, the facts in it, and those of them that are new to the draft."""
    text, at, facts, new = "", source.span.start, [], []
    left = list(inside)
    facts_in = [fact for fact in source.facts if source.span.start <= fact.start and fact.end <= source.span.end]
    # New fact ids; one number is left free for a paragraph created with them.
    for fact, fresh in zip(facts_in, (f"f{number}" for number in count(draft.serial + 2)), strict=False):
        text += source.element.content[at : fact.start]
        known = next((mine for mine in left if mine.prior == fact.text), None)
        if known is None:
            known = replace(fact, id=fresh, group=f"taken:{fresh}", prior=fact.text, value=None)
            new.append(known)
        else:
            left.remove(known)
        facts.append(TypedFact(known.id, len(text), len(text) + len(known.text)))
        text, at = text + known.text, fact.end
    return text + source.element.content[at : source.span.end], facts, tuple(new)


def _before(draft: Draft, source: PriorSentence, heirs: dict[str, str], home: Sequence[str]) -> str:
    """The paragraph after which a new one is inserted: the successor of its predecessor last year, if it is in the
    section."""
    ids = [element.id for element in draft.basis[source.basis].elements]
    earlier = ids[: ids.index(source.element.id)] if source.element.id in ids else []
    found = (heirs[there] for there in reversed(earlier) if heirs.get(there) in home)
    return next(found, home[-1] if home else "")


def _as_paragraph(draft: Draft, source: PriorSentence, before: Element) -> Change:
    text, facts, new = _with_present_values(draft, source, ())
    kept = tuple(TypedFact(fact.id, fact.start, fact.end) for fact in draft.facts if fact.element_id == before.id)
    typed = (
        TypedParagraph(before.id, before.content, kept),
        TypedParagraph("", text, tuple(facts), emphasis=_emphasis(source, text)),
    )
    change = take_over(draft, (before.id,), typed, new)
    return replace(change, place=Place(f"e{draft.serial + 1}", Span(0, len(text))), reason=REASON)
