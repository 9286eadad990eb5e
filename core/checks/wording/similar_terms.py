"""Terms in quotation marks that one document writes in two ways, a character apart: “积分制管理” and “积分治管理”."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from core.checks.checked_text import checked
from core.checks.reporting import finding
from core.checks.spelling.look_alikes import Twins, may_be_confused
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Place, Span, common_edges
from core.model.text import HAN_RANGE

QUOTED = re.compile(f"“(?P<term>[{HAN_RANGE}]{{4,20}})”")
APART = re.compile(
    r"[一二三四五六七八九十百千两双首再上下前后东南西北左右内外大小新老旧国省市县区乡镇村甲乙丙丁不无未非]"
)
"""Characters that tell two things apart."""

LEAST_LACKING = 5
"""Characters of a term from which one may be missing in another."""


def check_similar_terms(elements: Sequence[Element], twins: Twins) -> Iterator[Finding]:
    """The rarer of two terms of a document that differ by one character; ``replacement`` is the usual one."""
    quoted: dict[str, list[Place]] = {}
    for _, terms in checked(elements).per_paragraph(_terms, QUOTED):
        for place, term in terms:
            quoted.setdefault(term, []).append(place)
    for one, two in _pairs(quoted):
        is_term_slip = (
            _one_is_other(one, two, twins) or _lacks_one(*sorted((one, two), key=len)) or _is_swapped(one, two)
        )
        if is_term_slip:
            # Whether one of the two is the usual form, so that the other can be mended.
            yield _finding(quoted, one, two, len(quoted[one]) != len(quoted[two]))


def _pairs(said: Iterable[str]) -> list[tuple[str, str]]:
    """The terms of about one length that begin or end alike in one character, as those with one slip do."""
    groups: dict[tuple[bool, str], list[str]] = {}
    for term in said:
        groups.setdefault((True, term[:1]), []).append(term)
        groups.setdefault((False, term[1:2] + term[-1:]), []).append(term)
    pairs = (pair for group in groups.values() for pair in combinations(group, 2))
    return list(dict.fromkeys((one, two) for one, two in pairs if abs(len(one) - len(two)) <= 1))


def _terms(element: Element, pattern: re.Pattern[str]) -> tuple[tuple[Place, str], ...]:
    found = pattern.finditer(element.content)
    return tuple((Place(element.id, Span(*match.span("term"))), match["term"]) for match in found)


def _one_is_other(one: str, two: str, twins: Twins) -> bool:
    """Whether the only character that differs is taken for the other one."""
    at, end, new_end = common_edges(one, two)
    lost, new = one[at:end], two[at:new_end]
    if len(lost) != 1 or len(new) != 1 or APART.search(lost + new):
        return False
    return may_be_confused(lost, new, twins)


def _lacks_one(shorter: str, longer: str) -> bool:
    """Whether one character inside the longer term is missing in the shorter."""
    at, end, new_end = common_edges(longer, shorter)
    if len(longer) < LEAST_LACKING or new_end != at or end - at != 1:
        return False
    return 0 < at < len(longer) - 1 and not APART.search(longer[at:end])


def _is_swapped(one: str, two: str) -> bool:
    at, end, new_end = common_edges(one, two)
    return len(one) == len(two) and end - at == 2 and one[at:end] == two[at:new_end][::-1]


def _finding(said: Mapping[str, list[Place]], one: str, two: str, is_sure: bool) -> Finding:
    usual, rare = sorted((one, two), key=lambda term: -len(said[term]))
    first, *more = said[rare]
    found = finding("term_near", first, rare, usual if is_sure else None, usual=usual)
    return replace(found, others=(*more, said[usual][0]))
