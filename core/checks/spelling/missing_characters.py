"""Characters left over by segmentation: one of a word is missing or wrong, and the rest of the draft shows which.

实用人才拔培育工作 is cut into 实用人才|拔|培育: 拔 rarely is a word by itself, and the draft elsewhere has 选拔培育.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

from core.checks.checked_text import checked, cut_words, paragraphs_with
from core.checks.reporting import finding_at
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Span
from core.model.text import HAN_RANGE

HAN = re.compile(f"[{HAN_RANGE}]+")
QUOTED_ROW = re.compile(r"(?:“[^“”]{2,12}”[、，]?){4,}")
QUOTED = re.compile(r"“([^“”]+)”")
BESIDE = 2
"""Characters of a neighbouring word that the word must have beside it elsewhere, too."""

MISSING = "sign_missing"
NAMES = ("suffixes", "makers", "alone", "known", "redoubled")
"""The lists of ``resources/words/splits.toml``, each described there."""


@dataclass(frozen=True, slots=True, eq=False)
class SplitTable:
    """``lonely`` are characters that are words of a text by mistake only; ``known`` words the dictionary does not have.

    ``parts`` are all that stand in longer words four times of five.

    ``suffixes`` stand behind many names, ``makers`` make another word of the one before them, ``redoubled`` are verbs
    that may be said twice before what they do: 谈谈心.
    """

    parts: frozenset[str]
    lonely: frozenset[str]
    known: frozenset[str]
    suffixes: frozenset[str]
    makers: frozenset[str]
    redoubled: frozenset[str]


def split_table(signs: str, lists: Mapping[str, str]) -> SplitTable:
    """The table of all characters that hardly stand alone and lists of what need not be doubted; ValueError if one is missing."""
    missing = [name for name in NAMES if not lists.get(name, "").split()]
    if missing or not signs:
        raise ValueError(missing)
    fine = frozenset("".join((lists["suffixes"] + lists["alone"]).split()))
    suffixes, makers, redoubled = (
        frozenset("".join(lists[name].split())) for name in ("suffixes", "makers", "redoubled")
    )
    parts = frozenset(signs)
    return SplitTable(parts, parts - fine, frozenset(lists["known"].split()), suffixes, makers, redoubled)


class _Odd(NamedTuple):
    """One or two single characters left over at a place, and what stands beside them of the words there."""

    element: Element
    start: int
    signs: tuple[str, ...]
    left: str
    right: str


class _LeftOver(NamedTuple):
    """What is left of an element cut into words: those of two characters, and the odd characters, one and two at each place."""

    pairs: frozenset[str]
    odd: tuple[tuple[_Odd, ...], ...]


Words = Mapping[str, set[str]]
There = Mapping[str, Sequence[Element]]


def check_missing_characters(elements: Sequence[Element], table: SplitTable) -> tuple[Finding, ...]:
    """Words with a character missing or wrong that are written rightly elsewhere in the same text."""
    text = checked(elements)
    cuts = [cut for _, cut in text.per_paragraph(_cut, table)]
    places = list(chain.from_iterable(cut.odd for cut in cuts))
    signs = frozenset(chain.from_iterable(odd.signs for odd in chain.from_iterable(places)))
    own = _words_by_sign(text.cooperatively(cuts), signs)
    asked = (_asked(odd, own) for odd in chain.from_iterable(text.cooperatively(places)))
    there = paragraphs_with(text, chain.from_iterable(asked))
    findings = chain.from_iterable(_findings(place, own, there) for place in text.cooperatively(places))
    return (*findings, *chain.from_iterable(found for _, found in text.per_paragraph(_short_terms)))


def _cut(element: Element, table: SplitTable) -> _LeftOver:
    words = cut_words(element.content)
    starts = tuple(accumulate(map(len, words[:-1]), initial=0))
    lonely = (at for at, word in enumerate(words) if len(word) == 1 and word in table.lonely)
    odd = (tuple(_odd(element, words, starts, at, table)) for at in lonely)
    return _LeftOver(frozenset(word for word in words if len(word) == 2), tuple(place for place in odd if place))


def _odd(element: Element, words: Sequence[str], starts: Sequence[int], at: int, table: SplitTable) -> Iterator[_Odd]:
    for length in (1, 2):
        signs = tuple(words[at : at + length])
        left, right = _neighbour(words, at - 1)[-BESIDE:], _neighbour(words, at + length)[:BESIDE]
        is_odd = (
            len(signs) == length and all(sign in table.lonely for sign in signs) and "".join(signs) not in table.known
        )
        if is_odd and max(len(left), len(right)) >= BESIDE:
            yield _Odd(element, starts[at], signs, left, right)


def _neighbour(words: Sequence[str], at: int) -> str:
    """The word at a place if it is one of Han characters; empty beside a mark and at the edges."""
    word = words[at] if 0 <= at < len(words) else ""
    return word if HAN.fullmatch(word) else ""


def _words_by_sign(cuts: Iterable[_LeftOver], signs: frozenset[str]) -> Words:
    """The words of two characters that the text has, by each of these characters in them."""
    words: set[str] = set()
    for cut in cuts:
        words |= cut.pairs
    found: dict[str, set[str]] = {}
    for word in words:
        for sign in word:
            if sign in signs:
                found.setdefault(sign, set()).add(word)
    return found


def _asked(odd: _Odd, own: Words) -> Iterator[str]:
    """What must be found in the text to tell what is meant."""
    yield from (words for word in _fitting(odd, own) for words in _beside(odd, word))


def _findings(place: Sequence[_Odd], own: Words, there: There) -> Iterator[Finding]:
    for odd in place:
        found = {word for word in _fitting(odd, own) if any(words in there for words in _beside(odd, word))}
        word = found.pop() if len(found) == 1 else ""
        if word:
            # A hint: none of 44 such places in published reports was a slip, so nothing here is sure by itself.
            signs = "".join(odd.signs)
            code = MISSING if len(signs) == 1 else "sign_wrong"
            yield finding_at(odd.element, Span(odd.start, odd.start + len(signs)), code, word)
            return


def _fitting(odd: _Odd, own: Words) -> set[str]:
    """Words that have the character, or keep one of two at its place."""
    if len(odd.signs) == 1:
        return own.get(odd.signs[0], set()) if min(len(odd.left), len(odd.right)) >= BESIDE else set()
    first, second = odd.signs
    return {word for word in own.get(first, ()) if word[0] == first} | {
        word for word in own.get(second, ()) if word[1] == second
    }


def _beside(odd: _Odd, word: str) -> Iterator[str]:
    if len(odd.right) == BESIDE:
        yield word + odd.right
    if len(odd.left) == BESIDE:
        yield odd.left + word


# A term of a row that is one character shorter than all others: “融合共建”“强基固本”“提质”


def _short_terms(element: Element) -> tuple[Finding, ...]:
    return tuple(_shorter(element))


def _shorter(element: Element) -> Iterator[Finding]:
    for row in QUOTED_ROW.finditer(element.content):
        terms = list(QUOTED.finditer(row.group()))
        lengths = {len(term[1]) for term in terms}
        shorter = [term for term in terms if len(term[1]) == min(lengths)]
        if len(lengths) == 2 and max(lengths) - min(lengths) == 1 and len(shorter) == 1:
            span = Span(*shorter[0].span(1)).moved(row.start())
            yield finding_at(element, span, "term_short", count=str(max(lengths)))
