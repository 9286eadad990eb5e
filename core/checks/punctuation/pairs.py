"""Quotation marks and brackets (GB/T 15834-2011, 4.8-4.9): unpaired, turned round, of two kinds."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from types import MappingProxyType

from core.checks.reporting import finding_at
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Span, common_edges
from core.model.text import SENTENCE_ENDS

QUOTES = MappingProxyType({"“": "”", "‘": "’"})
BRACKETS = MappingProxyType(
    {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "［": "］", "「": "」", "『": "』"}
)
OPEN = "quote_open"
ANY = MappingProxyType({opening: re.compile(f"[{opening}{closing}]") for opening, closing in QUOTES.items()})
ANY_BRACKET = re.compile("[" + re.escape("".join((*BRACKETS, *BRACKETS.values()))) + "]")
TITLE = "《"
BOUNDS = re.compile("[《》]")
TWINS = MappingProxyType({"（": "(", "(": "（", "）": ")", ")": "）"})
"""Full-width and half-width brackets stand for each other, though they should not be mixed."""

FULL = MappingProxyType({"(": "（", ")": "）"})
FOLLOWS_CLOSING = frozenset("。，、；：！？）》】")
"""What stands behind a closing quotation mark, never behind an opening one."""

CUT = re.compile("^[，。、；：！？和与及或]|[。；\n]|[，、：和与及或]$")
"""What stands between two quotations (四个意识”和“四个自信) but not in one."""

DEEPEST = 20
"""Brackets in brackets, or quotation marks, among which the partner of one is looked for."""

COUNTED = re.compile(r"(?:^|[\s。；：，、;:,])[0-9一二三四五六七八九十a-zA-Z]{1,3}\Z")
"""Before the lone bracket of 1）…；2）…"""


def check_pairs(element: Element) -> Iterator[Finding]:
    """Unpaired and reversed marks of one paragraph."""
    for opening, closing in QUOTES.items():
        yield from _quotes(element, (opening, closing))
    shut = {closing: opening for opening, closing in BRACKETS.items()}
    stack: list[int] = []
    text = element.content
    for match in ANY_BRACKET.finditer(text):
        at, sign = match.start(), match.group()
        if sign in BRACKETS:
            stack.append(at)
        else:
            yield from _closed(element, at, shut[sign], stack)
    for at in stack:
        yield _finding(element, at, "bracket_open", None, partner=BRACKETS[text[at]])


def without_continued(findings: Iterable[Finding], elements: Sequence[Element]) -> Iterator[Finding]:
    """The findings without opening quotation marks of several paragraphs, each of which begins with one and the last of which
    ends with a closing one (GB/T 15834-2011, 4.8.3.4).
    """
    found = list(findings)
    opened = {_opened_at(one) for one in found if one.code == OPEN}
    going_on = _going_on(opened, elements) if opened else ()
    yield from (one for one in found if one.code != OPEN or _opened_at(one) not in going_on)


def _opened_at(finding: Finding) -> tuple[str, str]:
    return finding.place.element_id, finding.text


def _going_on(opened: Set[tuple[str, str]], elements: Sequence[Element]) -> Set[tuple[str, str]]:
    """Of paragraphs and the marks that are ``opened`` in them those that the next paragraph goes on with, up to a closing one."""
    found: set[tuple[str, str]] = set()
    for one, two in reversed([*pairwise(elements)]):
        text = two.content.strip().rstrip(SENTENCE_ENDS)
        for mark in filter(text.startswith, QUOTES):
            is_closed = (two.id, mark) in found if (two.id, mark) in opened else text.endswith(QUOTES[mark])
            if is_closed and (one.id, mark) in opened:
                found.add((one.id, mark))
    return found


def _finding(element: Element, at: int, code: str, right: str | None, **parameters: str) -> Finding:
    return finding_at(element, Span(at, at + 1), code, right, mark=element.content[at : at + 1], **parameters)


# Quotation marks


def _quotes(element: Element, pair: tuple[str, str]) -> Iterator[Finding]:
    """Opening and closing marks must alternate: one out of turn is reversed or unpaired."""
    text, opened, reported = element.content, -1, -1
    places = list(map(re.Match.start, ANY[pair[0]].finditer(text)))
    for number, (at, behind) in enumerate(zip(places, [*places[1:], len(text)], strict=False)):
        if at <= reported:
            continue
        if opened < 0 and _are_swapped(text, places[number : number + DEEPEST], pair):
            reported = behind
            span = Span(at, behind + 1)
            yield finding_at(
                element,
                span,
                "quote_swapped",
                pair[0] + element.content[span.start : span.end][1:-1] + pair[1],
                opening=pair[0],
                closing=pair[1],
            )
            continue
        turn = _opening if text[at] == pair[0] else _closing
        wrong, opened = turn(element, at, text[behind : behind + 1], (opened, *pair))
        if wrong is not None:
            yield wrong
    if opened >= 0:
        yield _finding(element, opened, OPEN, None, partner=pair[1])


def _are_swapped(text: str, places: Sequence[int], pair: tuple[str, str]) -> bool:
    """Whether the first two marks stand in each other's place: ”一对一“, and the rest takes turns without them."""
    opening, closing = pair
    turns = common_edges("".join(text[at] for at in places), (closing + opening) * DEEPEST)[0]
    inside = text[places[0] + 1 : places[1]] if turns and turns % 2 == 0 else ""
    return inside != "" and not CUT.search(inside) and not _is_apostrophe(text, places[0])


Turn = tuple[Finding | None, int]
"""What is wrong with a mark, and where the quotation that is open now began; -1 while none is."""


def _opening(element: Element, at: int, following: str, state: tuple[int, str, str]) -> Turn:
    opened, opening, closing = state
    if opened < 0:
        return None, at
    if _ends_before(element.content, at) or following in (opening, ""):
        return _finding(element, at, "quote_reversed", closing, partner=closing), -1
    return _finding(element, opened, OPEN, None, partner=closing), at


def _closing(element: Element, at: int, following: str, state: tuple[int, str, str]) -> Turn:
    opened, opening, closing = state
    text = element.content
    if opened >= 0 or (closing == "’" and _is_apostrophe(text, at)):
        return None, -1
    if following == closing and not _ends_before(text, at):
        return _finding(element, at, "quote_reversed", opening, partner=opening), at
    return _finding(element, at, "quote_close", None, partner=opening), -1


def _ends_before(text: str, at: int) -> bool:
    """Whether what follows a closing mark shows that it is really one."""
    return text[at + 1 : at + 2] in FOLLOWS_CLOSING


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at - 1 : at].isascii() and text[at - 1 : at].isalpha()


# Brackets


def _paired(element: Element, span: Span, around: list[str]) -> Iterator[Finding]:
    """What is wrong with two brackets that belong together; ``around`` are those that are open round them."""
    opening, closing = element.content[span.start], element.content[span.end - 1]
    if opening == TITLE and TITLE in around:
        behind = BOUNDS.search(element.content, span.end)
        if behind is not None and behind.group() == BRACKETS[TITLE]:
            text = element.content[span.start : span.end]
            yield finding_at(element, span, "bracket_nested", f"〈{text[1:-1]}〉")
    if BRACKETS[opening] != closing:
        half = span.start if opening in FULL else span.end - 1
        right = FULL[element.content[half]]
        yield _finding(element, half, "bracket_mixed", right, partner=right)


def _closed(element: Element, at: int, opening: str, stack: list[int]) -> Iterator[Finding]:
    """A closing bracket: take its partner off the stack, or say what is wrong with it."""
    text = element.content
    openings = (opening, TWINS.get(opening, opening))
    last = next((place for place in reversed(stack[-DEEPEST:]) if text[place] in openings), None)
    if last is None:
        if not COUNTED.search(text, max(at - 4, 0), at):
            yield _finding(element, at, "bracket_close", None, partner=opening)
        return
    while stack[-1] != last:
        lone = stack.pop()
        yield _finding(element, lone, "bracket_open", None, partner=BRACKETS[text[lone]])
    partner = stack.pop()
    yield from _paired(element, Span(partner, at + 1), [text[place] for place in stack[-DEEPEST:]])
