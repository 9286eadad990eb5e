"""Stock wording (固定搭配) with a character missing, doubled, wrong or misplaced: 贯落实, 综合冶理, 实求事是.

What is left of such a phrase is no word, so a character that rarely is a word stands alone in it: 贯|落实.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from core.checks.checked_text import cut_words
from core.checks.reporting import finding_at
from core.checks.spelling.look_alikes import LookAlikeTable
from core.checks.spelling.missing_characters import SplitTable
from core.model.elements import Element
from core.model.finding import Finding, WordRow
from core.model.spans import Span
from core.model.text import HAN_RANGE

HAN = re.compile(f"[{HAN_RANGE}]+")
ROW = WordRow("固定搭配表")
LEAST = 4
"""Characters of a phrase that can be told by what is left of it."""

LEAST_OTHER = 5
"""Characters of a phrase from which a wrong character may be any other, not only one that sounds or looks like it."""

MOST_WORDS = 4
"""Words into which what is left of a phrase is cut."""

ANY = "*"
FAR = 12
"""Characters beside a place within which all of a phrase around it stands."""


@dataclass(frozen=True, slots=True, eq=False)
class StockTable:
    """``broken`` forms of the phrases, ``open`` ones with one character left open, and the characters of the other tables.

    ``heads`` and ``tails`` are the first and the last two characters of phrases and broken forms: what is a phrase but for one slip
    begins or ends so.
    ``strictly`` are the lonely characters that no phrase of everyday work has alone, either; ``makers`` make another word of the
    character before them: 网格员管理 is not 网格化管理. ``known`` are words that the dictionary has not.
    """

    broken: Mapping[str, str]
    open: Mapping[str, str]
    heads: frozenset[str]
    tails: frozenset[str]
    longest: int
    lonely: frozenset[str]
    strictly: frozenset[str]
    twins: Mapping[str, frozenset[str]]
    makers: frozenset[str]
    known: frozenset[str]


def stock_table(
    phrases: Iterable[str], alikes: LookAlikeTable, splits: SplitTable, office: Iterable[str]
) -> StockTable:
    """The phrases as a table; ``office`` are words that the dictionary has not, beside those of the splits."""
    long = frozenset(phrase for phrase in phrases if len(phrase) >= LEAST)
    broken = {form: phrase for phrase in sorted(long) for form in _broken(phrase) if form not in long}
    opened = {phrase[:at] + ANY + phrase[at + 1 :]: phrase for phrase in sorted(long) for at in range(len(phrase))}
    edges = (frozenset(form[:2] for form in (*long, *broken)), frozenset(form[-2:] for form in (*long, *broken)))
    longest, known = max(map(len, long), default=0) + 1, splits.known.union(office)
    return StockTable(broken, opened, *edges, longest, alikes.lonely, splits.lonely, alikes.twins, splits.makers, known)


def _broken(phrase: str) -> Iterator[str]:
    for at, sign in enumerate(phrase):
        yield phrase[:at] + phrase[at + 1 :]
        yield phrase[:at] + sign + phrase[at:]
    for at in range(len(phrase) - 1):
        yield phrase[:at] + phrase[at + 1] + phrase[at] + phrase[at + 2 :]


class UsualPhrases:
    """Wording of offices in which no single character or word is doubted: 监察监督, 因城施策."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = AhoCorasick(sorted(phrases))

    def holds(self, text: str, span: Span) -> bool:
        """Whether the place of the text lies inside one of the phrases."""
        first = max(0, span.start - FAR)
        around = text[first : span.end + FAR]
        hits = self._phrases.find_matches_as_indexes(around, overlapping=True)
        return any(start + first <= span.start and span.end <= end + first for _, start, end in hits)


class _SegmentedText(NamedTuple):
    """A text cut into words; ``starts`` are their offsets and the end of the text."""

    text: str
    words: Sequence[str]
    starts: list[int]


class _PhraseCandidate(NamedTuple):
    """A run of words that is a phrase but for one slip; the greater is the likelier."""

    is_whole: bool
    length: int
    phrase: str
    span: Span


def check_stock_wording(element: Element, table: StockTable) -> Iterator[Finding]:
    """Such phrases of one paragraph; ``replacement`` is the phrase as it should be."""
    words = cut_words(element.content)
    cut = _SegmentedText(element.content, words, list(accumulate(map(len, words), initial=0)))
    free = 0
    for number in [number for number, word in enumerate(words) if word in table.lonely]:
        # Whether the character is part of a word that the dictionary has not: 网|信 in 推进网信工作.
        pairs = ("".join(words[first : first + 2]) for first in (number - 1, number) if first >= 0)
        if not table.known.isdisjoint(pairs):
            continue
        found = max(_around(cut, number, table), default=None)
        if found is not None and found.span.start >= free:
            free = found.span.end
            yield replace(finding_at(element, found.span, "stock_near", found.phrase), row=ROW)


def _around(cut: _SegmentedText, number: int, table: StockTable) -> Iterator[_PhraseCandidate]:
    """Runs of words around a lonely character that are a phrase but for one slip."""
    for first, end in _runs(cut, number, table):
        phrase = _phrase(cut, first, end, table)
        if phrase:
            span = Span(cut.starts[first], cut.starts[end])
            yield _PhraseCandidate(not _is_cut_off(cut.text[span.start : span.end], phrase), len(phrase), phrase, span)


def _runs(cut: _SegmentedText, number: int, table: StockTable) -> Iterator[tuple[int, int]]:
    """The runs of words around a lonely character, by the first word and the end, that may be a phrase but for one slip."""
    text, starts = cut.text, cut.starts
    firsts = range(max(0, number - MOST_WORDS + 1), number + 1)
    lasts = range(number + 1, min(len(cut.words), number + MOST_WORDS) + 1)
    begun = [first for first in firsts if text[starts[first] : starts[first] + 2] in table.heads]
    ended = [last for last in lasts if text[starts[last] - 2 : starts[last]] in table.tails]
    edges = ((first, last) for first in firsts for last in (lasts if first in begun else ended))
    return (edge for edge in edges if _may_be_run(starts, *edge, table))


def _may_be_run(starts: Sequence[int], first: int, last: int, table: StockTable) -> bool:
    """Whether there are neither too few nor too many words and characters between two edges."""
    return 1 < last - first <= MOST_WORDS and LEAST - 1 <= starts[last] - starts[first] <= table.longest


def _is_cut_off(written: str, phrase: str) -> bool:
    """Whether the phrase lost its first or last character."""
    return written in (phrase[1:], phrase[:-1])


def _phrase(cut: _SegmentedText, first: int, end: int, table: StockTable) -> str:
    written = cut.text[cut.starts[first] : cut.starts[end]]
    phrase = table.broken.get(written, "")
    if not phrase:
        return _with_other_sign(cut, first, end, table)
    if _is_cut_off(written, phrase) and _is_joined(cut.words, first, end):
        return ""
    if len(written) == len(phrase) or not table.strictly.isdisjoint(cut.words[first:end]):
        return phrase
    return phrase if len(written) > len(phrase) and _is_before_mark(cut.words, end) else ""


def _is_joined(words: Sequence[str], first: int, end: int) -> bool:
    """Whether a single character stands beside the run: 各|层|党组织."""
    beside = [words[at] for at in (first - 1, end) if 0 <= at < len(words)]
    return any(len(word) == 1 and HAN.fullmatch(word) for word in beside)


def _is_before_mark(words: Sequence[str], end: int) -> bool:
    return end == len(words) or not HAN.fullmatch(words[end])


def _with_other_sign(cut: _SegmentedText, first: int, end: int, table: StockTable) -> str:
    """The phrase of which one character, a word by itself in the run, was written wrongly."""
    start, stop = cut.starts[first], cut.starts[end]
    for number in range(first, end):
        if len(cut.words[number]) == 1:
            at = cut.starts[number]
            phrase = table.open.get(f"{cut.text[start:at]}{ANY}{cut.text[at + 1 : stop]}", "")
            if phrase and _may_be_wrong(cut.words[number], at - start, phrase, table):
                return phrase
    return ""


def _may_be_wrong(sign: str, at: int, phrase: str, table: StockTable) -> bool:
    """Whether the character may stand for that of the phrase: one that is taken for it, any inside a long phrase."""
    if sign in table.makers:
        return phrase[at] in table.twins.get(sign, ())
    return (len(phrase) >= LEAST_OTHER and 0 < at < len(phrase) - 1) or phrase[at] in table.twins.get(sign, ())
