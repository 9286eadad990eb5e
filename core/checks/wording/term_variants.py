"""Abbreviations: one name with two of them, and one used before it is introduced."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from core.checks.checked_text import checked
from core.checks.reporting import finding
from core.checks.wording.similar_terms import APART
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Place, Span, common_edges
from core.model.text import HAN_RANGE
from core.segment import dictionary_words

CALLED = re.compile(
    f"(?P<full>[{HAN_RANGE}]{{6,30}})[”》]?[（(](?:以下)?(?:统称|简称)(?:为|：|:)?[“‘]?(?P<short>[{HAN_RANGE}]{{2,20}})[”’]?[），,)]"
)
LEAST_FULL = 6
"""Characters at the end of two full names that show them to be one."""

LEAST_SHORT = 3
HEADINGS = frozenset((Role.TITLE, Role.SUBTITLE, Role.HEADING))


class _Called(NamedTuple):
    full: str
    short: str
    place: Place


def check_term_variants(elements: Sequence[Element]) -> Iterator[Finding]:
    """Abbreviations that are another's, or that nobody knows yet where they stand."""
    text = checked(elements)
    called = [one for _, found in text.per_paragraph(_explained) for one in found]
    for one, two in combinations(called, 2):
        if one.short != two.short and _is_same(one, two):
            yield replace(finding("term_called_two", two.place, two.short, usual=one.short), others=(one.place,))
    first = {one.short: one for one in reversed(called)}
    for one in first.values():
        yield from _used_before(text, one)


def _explained(element: Element) -> tuple[_Called, ...]:
    found = CALLED.finditer(element.content) if "称" in element.content else ()
    return tuple(
        _Called(match["full"], match["short"], Place(element.id, Span(*match.span("short")))) for match in found
    )


def _is_same(one: _Called, two: _Called) -> bool:
    """Whether both stand for one thing: 市 and 区 tell two units of one name apart."""
    if one.full[-LEAST_FULL:] != two.full[-LEAST_FULL:]:
        return False
    at, end, new_end = common_edges(one.short, two.short)
    return not APART.search(one.short[at:end] + two.short[at:new_end])


def _used_before(elements: Sequence[Element], called: _Called) -> Iterator[Finding]:
    if len(called.short) < LEAST_SHORT or called.short in called.full or _is_plain(called.short):
        return
    first = next((element for element in elements if _has(element, called)), None)
    if first is None:
        return
    at = first.content.find(called.short)
    place = Place(first.id, Span(at, at + len(called.short)))
    if place.element_id != called.place.element_id or place.span < called.place.span:
        yield replace(finding("term_called_late", place, called.short), others=(called.place,))


def _has(element: Element, called: _Called) -> bool:
    """Whether it has the abbreviation; headings may have it before it is explained."""
    return called.short in element.content and (element.role not in HEADINGS or element.id == called.place.element_id)


@lru_cache(maxsize=1024)
def _is_plain(short: str) -> bool:
    """Whether it is made of whole words, so that it may stand for anything: 领导小组."""
    return all(len(word) > 1 for word in dictionary_words(short))
