"""Names of places and units that one document writes in two ways: 青禾县 and 青和县, 审批服务管理局 and 审批服务管局."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from core.checks.checked_text import checked
from core.checks.reporting import finding
from core.checks.spelling.look_alikes import Twins, may_be_confused
from core.checks.wording.similar_terms import APART
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Place, Span, common_edges
from core.model.text import HAN_RANGE
from core.segment import tagged

HAN_RUN = re.compile(rf"[{HAN_RANGE}]+\Z")
OF_PLACES, OF_UNITS = (3, 2), (6, 5, 4)
"""Characters before the ending that are compared; the longest first."""

NEVER_IN_NAMES = frozenset("的将和与及把")
PLACE_TAGS = frozenset({"ns", "nr", "nz", "nt", "x"})
"""What the tagger calls names and unknown words."""

GOVERNING = ("p", "c", "u", "r")
"""Tags of words that stand in no name, by their first letters: prepositions, conjunctions, particles, pronouns."""

LEADING = "d"
"""Tag of words that no name begins with: adverbs."""

BESIDE = 8
"""Characters beside a name that are read to see where its words begin."""

ALL = 6
"""Characters of a unit's name that are the same in another order by a slip only."""

JOINTS = frozenset("到在和与及对由从为等各赴向是使让给于把将的了区市县镇乡")
"""Characters that precede a name but are no part of it."""

LOOKED_AT = 5
"""Mentions of the usual name that are looked at."""

USUAL, USUAL_SHORT = 2, 3
"""Mentions that make a name the usual one; more are needed where it has two characters."""


@dataclass(frozen=True, slots=True)
class NameEndings:
    """What names of places and of units end with; ``pattern`` finds any of them."""

    places: frozenset[str]
    pattern: re.Pattern[str]


def name_endings(lists: Mapping[str, str]) -> NameEndings:
    """The lists ``compared_units`` and ``compared_places`` of ``names.toml``; ValueError for a missing or empty one."""
    units, places = (lists.get(name, "").split() for name in ("compared_units", "compared_places"))
    if not units or not places:
        raise ValueError("compared_places" if units else "compared_units")
    return NameEndings(frozenset(places), re.compile("|".join(map(re.escape, (*units, *places)))))


class _Name(NamedTuple):
    """The characters before the ending, the ending, and where they stand."""

    signs: str
    ending: str
    place: Place

    @property
    def text(self) -> str:
        """The name as written."""
        return self.signs + self.ending


Names = Mapping[tuple[str, str], Sequence[_Name]]


def check_similar_names(elements: Sequence[Element], endings: NameEndings, twins: Twins) -> Iterator[Finding]:
    """A name written once that is probably a misspelling of a frequent one, which is the ``replacement``."""
    names = _gathered(elements, endings)
    texts = {element.id: element.content for element in elements}
    near = _near_forms(names)
    reported: set[tuple[str, int]] = set()
    for said in names.values():
        name, end = said[0], (said[0].place.element_id, said[0].place.span.end)
        usual = _usual(name, near, twins) if len(said) == 1 and end not in reported else ""
        if usual and _are_names(texts, name, names[usual, name.ending], endings):
            reported.add(end)
            yield _finding(name, names[usual, name.ending])


def _are_names(texts: Mapping[str, str], name: _Name, usual: Sequence[_Name], endings: NameEndings) -> bool:
    """Whether what is written once and one mention of what is written often may be names, and not of two things in one list."""
    text = texts[name.place.element_id]
    if not _may_be_name(text, name, endings) or _side_by_side(text, name.text, usual[0].text):
        return False
    return any(_may_be_name(texts[one.place.element_id], one, endings) for one in usual[:LOOKED_AT])


def _may_be_name(text: str, name: _Name, endings: NameEndings) -> bool:
    """Whether what is written begins where a word does, has no word that governs others, and ends with no usual word: 农村, 城镇."""
    span = name.place.span
    if not NEVER_IN_NAMES.isdisjoint(name.signs):
        return False
    words = _words_from(text, span)
    tags = [tag for _, tag in words]
    if not _can_be_named_so(tags):
        return False
    is_usual = len(words[-1][0]) > len(name.ending) and tags[-1] not in PLACE_TAGS
    return not (is_usual and name.ending in endings.places)


def _can_be_named_so(tags: Sequence[str]) -> bool:
    """Whether words with such tags may be a name."""
    return bool(tags) and tags[0] != LEADING and not any(tag.startswith(GOVERNING) for tag in tags)


def _words_from(text: str, span: Span) -> Sequence[tuple[str, str]]:
    """The words with their tags that begin within a place, the last perhaps beyond its end; none where it begins inside a word."""
    first = max(0, span.start - BESIDE)
    words = tagged(text[first : span.end + BESIDE])
    starts = list(accumulate((len(word) for word, _ in words), initial=first))
    inside = [word for at, word in zip(starts, words, strict=False) if span.start <= at < span.end]
    return inside if span.start in starts else ()


def _usual(name: _Name, near: Mapping[tuple[str, str], Sequence[str]], twins: Twins) -> str:
    """The frequent name that this one misspells, or an empty string."""
    known = (usual for form in _open(name.signs) for usual in near.get((form, name.ending), ()))
    return next((usual for usual in known if _is_slip(name.signs, usual, twins)), "")


def _gathered(elements: Sequence[Element], endings: NameEndings) -> dict[tuple[str, str], list[_Name]]:
    names: dict[tuple[str, str], list[_Name]] = {}
    for _, found in checked(elements).per_paragraph(_names, endings):
        for name in found:
            names.setdefault(name[:2], []).append(name)
    return names


def _names(element: Element, endings: NameEndings) -> tuple[_Name, ...]:
    content = element.content
    found: list[_Name] = []
    for match in endings.pattern.finditer(content):
        signs = HAN_RUN.search(content, max(0, match.start() - ALL), match.start())
        if signs is not None and len(signs.group()) > 1:
            lengths = OF_PLACES if match.group() in endings.places else OF_UNITS
            found += _of_lengths(element, signs.group(), match, lengths)
    return tuple(found)


def _of_lengths(element: Element, signs: str, ending: re.Match[str], lengths: Iterable[int]) -> Iterator[_Name]:
    start, end = ending.span()
    for length in lengths:
        if len(signs) >= length:
            yield _Name(signs[-length:], ending.group(), Place(element.id, Span(start - length, end)))


def _near_forms(names: Names) -> dict[tuple[str, str], list[str]]:
    """The usual names by all forms that one slip leaves of them."""
    forms: dict[tuple[str, str], list[str]] = {}
    for (signs, ending), said in names.items():
        if len(said) >= (USUAL_SHORT if len(signs) == OF_PLACES[-1] else USUAL):
            for form in {*_open(signs), *_lacking(signs)}:
                forms.setdefault((form, ending), []).append(signs)
    return forms


def _open(signs: str) -> Iterator[str]:
    """The name with one character left open, as it stands, and its characters in no order."""
    first = 0 if len(signs) == OF_PLACES[-1] else 1
    yield from (f"{signs[:at]}*{signs[at + 1 :]}" for at in range(first, len(signs)))
    yield signs
    if len(signs) == ALL:
        yield "".join(sorted(signs)) + "?"


def _lacking(signs: str) -> Iterator[str]:
    """What is left of a unit's name when one character is missing."""
    if len(signs) > OF_UNITS[-1]:
        yield from (signs[:at] + signs[at + 1 :] for at in range(1, len(signs)) if not APART.search(signs[at]))


def _is_slip(written: str, usual: str, twins: Twins) -> bool:
    if len(written) < len(usual) or sorted(written) == sorted(usual):
        return written != usual
    at, end, new_end = common_edges(usual, written)
    lost, new = usual[at:end], written[at:new_end]
    if not len(lost) == len(new) == 1 or APART.search(lost + new) or (written[:-2] and written[0] in JOINTS):
        return False
    return may_be_confused(lost, new, twins)


def _side_by_side(text: str, one: str, two: str) -> bool:
    """Whether both stand in one list, as two things do."""
    if one not in text or two not in text:
        return False
    pairs = "|".join(f"{first}[、和与及][{HAN_RANGE}]{{0,4}}{second}" for first, second in ((one, two), (two, one)))
    return re.search(pairs, text) is not None


def _finding(name: _Name, usual: Sequence[_Name]) -> Finding:
    found = finding("name_near", name.place, name.text, usual[0].text, usual=usual[0].text)
    return replace(found, others=tuple(other.place for other in usual))
