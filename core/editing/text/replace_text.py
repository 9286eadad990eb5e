"""Replacing characters in one paragraph while its facts and its heading keep their places."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, groupby
from operator import attrgetter

from core.model.blocks import moved_emphasis, moved_objects
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.spans import Span, common_edges

HEADING_MARKS = frozenset("。：:")

Replacement = tuple[Span, str]
"""Characters that get another text."""


def with_text_replaced(element: Element, span: Span, text: str) -> Element:
    """The element with ``content[span]`` replaced; a heading grows or shrinks with edits inside it.

    Text typed after a heading's closing mark is body text, even if the former body had been deleted.
    """
    content = element.content[: span.start] + text + element.content[span.end :]
    length = element.heading_length
    run_in = element.run_in or (span.start >= length > 0 and element.content[length - 1] in HEADING_MARKS)
    if element.role is Role.HEADING and not run_in:
        length = len(content)
    elif span.start < length:
        length = span.start + len(text) + max(length - span.end, 0)
    return replace(
        element,
        content=content,
        heading_length=length,
        run_in=run_in and length < len(content),
        emphasis=moved_emphasis(element.emphasis, span, len(text)),
        objects=moved_objects(element.objects, span, len(text)),
    )


def moved_facts(facts: Iterable[Fact], span: Span, text: str) -> tuple[Fact, ...]:
    """The facts of the element after the replacement; a fact replaced completely is dropped.

    A fact edited inside keeps its start and gets the new length. One without characters, an empty cell, becomes what is
    written at its place.
    """
    return tuple(moved for fact in facts if (moved := _after(fact, span, text)) is not None)


def _after(fact: Fact, span: Span, text: str) -> Fact | None:
    distance = len(text) - len(span)
    if fact.start == fact.end and span.start <= fact.start <= span.end:
        return fact.at(span.start, span.start + len(text))
    if fact.end <= span.start:
        return fact
    if fact.start >= span.end:
        return _moved(fact, distance)
    is_inside = fact.start <= span.start and span.end <= fact.end and fact.end + distance > fact.start
    return fact.at(fact.start, fact.end + distance) if is_inside else None


def with_all_replaced(element: Element, pieces: Sequence[Replacement]) -> Element:
    """Apply several replacements, given in order and not overlapping."""
    if pieces and pieces[0][0].start >= element.heading_length:
        # One replacement equivalent to all of them.
        ends = [pieces[0][0].start, *(span.end for span, _ in pieces)]
        words = (element.content[end : span.start] + text for end, (span, text) in zip(ends, pieces, strict=False))
        pieces = [(Span(ends[0], ends[-1]), "".join(words))]
    for span, text in reversed(pieces):
        element = with_text_replaced(element, span, text)
    return element


def all_moved_facts(facts: Iterable[Fact], pieces: Sequence[Replacement]) -> tuple[Fact, ...]:
    """``moved_facts`` for several replacements, visiting each fact once."""
    starts, ends = [span.start for span, _ in pieces], [span.end for span, _ in pieces]
    distances = [*accumulate((len(text) - len(span) for span, text in pieces), initial=0)]
    kept: list[Fact] = []
    for fact in facts:
        first, last = _touching(fact, starts, ends)
        own: tuple[Fact, ...] = (fact,)
        for span, text in reversed(pieces[first:last]):
            own = moved_facts(own, span, text)
        kept += (_moved(left, distances[first]) for left in own) if distances[first] else own
    return tuple(kept)


def _touching(fact: Fact, starts: Sequence[int], ends: Sequence[int]) -> tuple[int, int]:
    """The replacements that a fact is edited by; one without characters also by those at its very place."""
    if fact.start == fact.end:
        first = bisect_left(ends, fact.start)
        return first, bisect_right(starts, fact.end, lo=first)
    first = bisect_right(ends, fact.start)
    return first, bisect_left(starts, fact.end, lo=first)


def facts_by_element(facts: Iterable[Fact]) -> dict[str, tuple[Fact, ...]]:
    """The facts of each paragraph that has any; the input is in document order."""
    return {key: tuple(own) for key, own in groupby(facts, key=attrgetter("element_id"))}


def rewritten(draft: Draft, pieces: Mapping[str, Sequence[Replacement]]) -> Draft:
    """The draft with parts of some paragraphs replaced; facts that are replaced completely are removed."""
    if not pieces:
        return draft
    elements = (with_all_replaced(each, pieces[each.id]) if each.id in pieces else each for each in draft.elements)
    own = facts_by_element(draft.facts)
    facts = (all_moved_facts(here, pieces[key]) if key in pieces else here for key, here in own.items())
    return replace(draft, elements=tuple(elements), facts=tuple(chain.from_iterable(facts)))


def _moved(fact: Fact, distance: int) -> Fact:
    return fact.at(fact.start + distance, fact.end + distance) if distance else fact


def narrowed(old: str, new: str) -> tuple[Span, str]:
    """The shortest replacement that turns ``old`` into ``new``: its span and its text."""
    start, end, other_end = common_edges(old, new)
    return Span(start, end), new[start:other_end]
