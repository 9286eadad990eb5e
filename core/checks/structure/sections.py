"""The structure of a report: empty and single sections, uneven headings, long sentences and paragraphs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from core.checks.reporting import finding_at
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.outline import back_start
from core.model.spans import Span
from core.model.text import CLAUSE_ENDS, WITHIN_SENTENCE

LONGEST_SENTENCE, LONGEST_PARAGRAPH = 160, 800
"""Characters from which a sentence or paragraph is hard to read."""

LONGEST_CHECKED = 20_000
"""Characters of a paragraph that are checked: more than a whole report has; what lies beyond costs seconds."""

FEW_SIBLINGS = 3
FAR = 2.2
"""Ratio to the median length of sibling headings from which a heading is reported."""

SHORT_HEADING = 8
SENTENCE = re.compile(f"{WITHIN_SENTENCE}+")
CLAUSE = re.compile(f"[^{CLAUSE_ENDS}]{{1,30}}")
QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|（[^（）]*）")


Children = Mapping[str, Sequence[Element]]


def check_structure(elements: Sequence[Element]) -> tuple[Finding, ...]:
    """Empty sections, single subsections and uneven headings, in document order."""
    body = elements[: back_start(elements)]
    children = _children(body)
    lone = (
        _finding(own[0], _whole(own[0]), "section_lone") for parent, own in children.items() if parent and len(own) == 1
    )
    found = [*_empty(body, children), *lone, *_clashing(children)]
    order = {element.id: number for number, element in enumerate(elements)}
    return tuple(sorted(found, key=lambda one: order[one.place.element_id]))


def check_lengths(element: Element) -> Iterator[Finding]:
    """Sentences and paragraphs that are too long."""
    if element.role not in (Role.PREAMBLE, Role.BODY, Role.POINT, Role.HEADING):
        return
    if len(element.body) > LONGEST_PARAGRAPH:
        yield _finding(element, _beginning(element), "paragraph_long", len(element.body))
    for match in SENTENCE.finditer(element.content):
        length = len(QUOTED.sub("", match.group()))
        if length > LONGEST_SENTENCE:
            yield _finding(element, Span(*match.span()), "sentence_long", length)


def check_reach(element: Element) -> Iterator[Finding]:
    """A paragraph of which only the beginning is checked."""
    if len(element.content) > LONGEST_CHECKED:
        limit = str(LONGEST_CHECKED)
        count = str(len(element.content))
        yield finding_at(element, _beginning(element), "paragraph_unchecked", count=count, limit=limit)


def within_reach(element: Element) -> Element:
    """The part of the paragraph that is checked; places in it are places in the whole."""
    if len(element.content) <= LONGEST_CHECKED:
        return element
    content = element.content[:LONGEST_CHECKED]
    return replace(element, content=content, heading_length=min(element.heading_length, LONGEST_CHECKED))


def _finding(element: Element, span: Span, code: str, count: int = 0) -> Finding:
    return finding_at(element, span, code, count=str(count), heading=element.heading)


def _beginning(element: Element) -> Span:
    """The first clause of the body text: underlining the whole paragraph would be distracting."""
    start = element.heading_length
    clause = CLAUSE.match(element.content, start)
    return Span(start, clause.end() if clause else start)


def _whole(element: Element) -> Span:
    return Span(0, element.heading_length or len(element.content))


def _empty(elements: Sequence[Element], children: Children) -> Iterator[Finding]:
    """Headings without content, unless most of their siblings have none either."""
    empty = {elements[number].id for number in range(len(elements)) if _is_empty(elements, number)}
    for siblings in children.values():
        bare = [element for element in siblings if element.id in empty]
        if len(bare) * 2 <= len(siblings):
            yield from (_finding(element, _whole(element), "section_empty") for element in bare)


def _is_empty(elements: Sequence[Element], number: int) -> bool:
    heading = elements[number]
    if heading.role is not Role.HEADING:
        return False
    following = elements[number + 1] if number + 1 < len(elements) else None
    if heading.run_in or heading.content.rstrip().endswith(("。", "；", "：")):
        return False
    return following is None or (following.role is Role.HEADING and following.depth <= heading.depth)


def _children(elements: Sequence[Element]) -> Children:
    """The headings directly under each heading, by its id; those of the first depth under no name."""
    above: list[Element] = []
    found: dict[str, list[Element]] = {}
    for element in elements:
        if element.role is Role.HEADING:
            above = [one for one in above if one.depth < element.depth]
            found.setdefault(above[-1].id if above else "", []).append(element)
            above.append(element)
    return found


def _clashing(children: Children) -> Iterator[Finding]:
    for siblings in children.values():
        if len(siblings) < FEW_SIBLINGS:
            continue
        lengths = [len(child.heading) for child in siblings]
        usual = median(lengths)
        for child, length in zip(siblings, lengths, strict=True):
            if max(length, usual) > SHORT_HEADING and not usual / FAR <= length <= usual * FAR:
                yield _finding(child, _whole(child), "heading_length", length)
