"""Replacing characters in one paragraph while its facts and its heading keep their places."""

from collections.abc import Iterable
from dataclasses import replace

from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.spans import Span

CLOSING_MARKS = frozenset("。：:")


def spliced(element: Element, span: Span, text: str) -> Element:
    """The element with ``content[span]`` replaced; a heading grows or shrinks with what is typed inside it.

    What is typed behind a heading's closing mark is text, also when the text that stood there had been deleted.
    """
    content = element.content[: span.start] + text + element.content[span.end :]
    length = element.heading_length
    run_in = element.run_in or (span.start >= length > 0 and element.content[length - 1] in CLOSING_MARKS)
    if element.role is Role.HEADING and not run_in:
        length = len(content)
    elif span.start < length:
        length = span.start + len(text) + max(length - span.end, 0)
    return replace(element, content=content, heading_length=length, run_in=run_in and length < len(content))


def moved_facts(facts: Iterable[Fact], span: Span, text: str) -> tuple[Fact, ...]:
    """The facts of the element after the splice; a fact that is wholly replaced falls away.

    A fact that the splice touches inside keeps its start and takes the new length.
    """
    distance = len(text) - len(span)
    kept = []
    for fact in facts:
        if fact.end <= span.start:
            kept.append(fact)
        elif fact.start >= span.end:
            kept.append(replace(fact, start=fact.start + distance, end=fact.end + distance))
        elif fact.start <= span.start and span.end <= fact.end and fact.end + distance > fact.start:
            kept.append(replace(fact, end=fact.end + distance))
    return tuple(kept)


def narrowed(old: str, new: str) -> tuple[Span, str]:
    """The shortest replacement that turns ``old`` into ``new``: where, and by what."""
    limit = min(len(old), len(new))
    start = next((index for index in range(limit) if old[index] != new[index]), limit)
    tail = 0
    while tail < limit - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Span(start, len(old) - tail), new[start : len(new) - tail]
