"""Terms written with and without quotation marks, and what they name written in two forms: “金种子”培育计划 and 培养计划."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from core.checks.checked_text import checked, paragraphs_with
from core.checks.reporting import finding
from core.checks.wording.phrases import is_one_sign_off
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Place, Span
from core.model.text import HAN_RANGE
from core.segment import dictionary_words

QUOTED = re.compile(f"“(?P<term>[^“”，。；：]{{2,20}})”(?P<thing>[{HAN_RANGE}]{{0,8}})")
INSIDE = re.compile(r"“[^“”]*”|《[^《》]*》")
HAN = re.compile(f"[{HAN_RANGE}]+")
MARKS = re.compile(r"[+＋]")
FEW_THINGS = 2
"""Mentions of a term of which the next that is named in its own way is a slip."""

LEAST_BARE, LEAST_NAME, LEAST_NEXT, LEAST_THING = 3, 5, 2, 4
"""Characters of a term that is reported where it stands bare before what it names, of one that is reported anywhere, of what follows
it, and of a thing that is reported by one character."""


ThingPattern = re.Pattern[str]
"""A thing that a term names, with what stands before it."""


class _QuotedTerm(NamedTuple):
    term: str
    thing: str
    span: Span
    element_id: str

    @property
    def place(self) -> Place:
        """Where the term stands, without its marks."""
        return Place(self.element_id, self.span)


def thing_pattern(things: Iterable[str]) -> ThingPattern:
    """The pattern of such things; ValueError if there are none."""
    words = "|".join(map(re.escape, things))
    if not words:
        raise ValueError(words)
    return re.compile(f"[{HAN_RANGE}]{{0,4}}?(?:{words})")


def check_unnamed_terms(elements: Sequence[Element], thing: ThingPattern) -> Iterator[Finding]:
    """The rarer of two ways to write a term; ``replacement`` is the usual one."""
    text = checked(elements)
    said = [one for _, found in text.per_paragraph(_quoted) for one in found]
    by_term: dict[str, list[_QuotedTerm]] = {}
    for one in said:
        by_term.setdefault(one.term, []).append(one)
    there = paragraphs_with(text, (term for term, quoted in by_term.items() if len(quoted) > 1 and _may_be_bare(term)))
    for term, quoted in text.cooperatively(by_term.items()):
        yield from _bare(there.get(term, ()), term, quoted)
        if len(quoted) > FEW_THINGS:
            yield from _things(quoted, thing)
    yield from _with_mark(said)


def _quoted(element: Element) -> tuple[_QuotedTerm, ...]:
    found = QUOTED.finditer(element.content)
    return tuple(_QuotedTerm(match["term"], match["thing"], Span(*match.span("term")), element.id) for match in found)


# Quoted here and bare there


def _may_be_bare(term: str) -> bool:
    return len(term) >= LEAST_BARE and HAN.fullmatch(term) is not None


def _bare(elements: Sequence[Element], term: str, quoted: Sequence[_QuotedTerm]) -> Iterator[Finding]:
    things = {one.thing[:LEAST_NEXT] for one in quoted if len(one.thing) >= LEAST_NEXT}
    places = list(_places(elements, term, things))
    if 0 < len(places) < len(quoted):
        others = (*places[1:], quoted[0].place)
        yield replace(finding("term_bare", places[0], term, f"“{term}”"), others=others)


def _places(elements: Sequence[Element], term: str, things: Set[str]) -> Iterator[Place]:
    """Where the term stands bare: a made-up name anywhere, any other before one of the things it names."""
    for element in elements:
        for span in _bare_in(element.content, term):
            if element.content[span.end : span.end + LEAST_NEXT] in things or _is_a_name(term):
                yield Place(element.id, span)


def _bare_in(content: str, term: str) -> list[Span]:
    at = content.find(term)
    if at < 0:
        return []
    inside = [match.span() for match in INSIDE.finditer(content)]
    found = []
    while at >= 0:
        if not any(start < at < end for start, end in inside):
            found.append(Span(at, at + len(term)))
        at = content.find(term, at + len(term))
    return found


@lru_cache(maxsize=1024)
def _is_a_name(term: str) -> bool:
    """Whether the words leave single characters, as those of a made-up name do and those of plain speech do not."""
    return len(term) >= LEAST_NAME and any(len(word) == 1 for word in dictionary_words(term))


# What a term names


def _things(quoted: Sequence[_QuotedTerm], thing: ThingPattern) -> Iterator[Finding]:
    things: dict[str, list[_QuotedTerm]] = {}
    for one in quoted:
        match = thing.match(one.thing)
        if match is not None:
            things.setdefault(match.group(), []).append(one)
    for pair in combinations(things, 2):
        usual, rare = sorted(pair, key=lambda name: -len(things[name]))
        if len(things[rare]) == 1 < len(things[usual]) and _is_thing_slip(rare, usual):
            said = things[rare][0]
            first = things[usual][0]
            place = Place(said.element_id, Span(said.span.end + 1, said.span.end + 1 + len(rare)))
            yield replace(finding("term_named", place, rare, usual, term=said.term, usual=usual), others=(first.place,))


def _is_thing_slip(rare: str, usual: str) -> bool:
    return len(usual) == len(rare) >= LEAST_THING and is_one_sign_off(rare, usual)


# “红盟+”平台 and “红盟”平台


def _with_mark(said: Sequence[_QuotedTerm]) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[_QuotedTerm]] = {}
    for one in said:
        if len(one.thing) >= LEAST_NEXT:
            groups.setdefault((MARKS.sub("", one.term), one.thing[:LEAST_NEXT]), []).append(one)
    for group in groups.values():
        marked = [one for one in group if MARKS.search(one.term)]
        plain = [one for one in group if not MARKS.search(one.term)]
        rare, usual = sorted((marked, plain), key=len)
        if 0 < len(rare) < len(usual):
            yield _marked(rare, usual[0])


def _marked(rare: Sequence[_QuotedTerm], usual: _QuotedTerm) -> Finding:
    first, *more = rare
    found = finding("term_two_forms", first.place, first.term, usual.term, usual=usual.term)
    return replace(found, others=(*(one.place for one in more), usual.place))
