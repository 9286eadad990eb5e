"""Dated references: meetings, plans and campaigns with their times, to find those that are out of date."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.model.tables.cells import TableWords, build_table_words
from core.model.text import HAN_DIGITS
from core.roll_over.scan import Scanner, scanner
from core.roll_over.words import RollOverWords, build_words

Month = tuple[int, int]
"""Year and month; a year alone begins with month 1 and ends with month 12."""

_TIME = re.compile(
    r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月)?(?P<to>[—－-](?:(?P<year2>\d{4})年(?:(?P<month2>\d{1,2})月)?)?)?"
)
_HAN = HAN_DIGITS + "十"
_SESSION = rf"[{_HAN}]{{1,3}}[中次](?:全会|会议)?"
ENUMERATED = scanner(_HAN, rf"(?:{_SESSION}[、和与及])+(?P<last>[{_HAN}]{{1,3}}[中次](?:全会|会议))")
STEM = 12
"""Characters before the enumerated sessions in which the name of their body stands: 二十届, 十四届全国人大."""

OPEN: Month = (9999, 12)
FOUNDED, OCCASIONS = "founded", "occasions"


@dataclass(frozen=True, slots=True)
class DatedReference:
    """One line of the table. ``ends`` is the last valid month; equal to ``begins`` for a single meeting, which is outdated as
    soon as the next of its ``series`` has taken place; OPEN while unknown.
    """

    name: str
    words: tuple[str, ...]
    series: str
    begins: Month
    ends: Month

    @property
    def is_span(self) -> bool:
        """Whether it lasts, as a five-year plan does."""
        return self.begins != self.ends


@dataclass(frozen=True, slots=True, eq=False)
class RollOverTables:
    """All dated references by the words that name them, and the founding years used for anniversaries.

    Compared by identity: cached proposals depend on the very tables they were made with.
    """

    by_word: Mapping[str, DatedReference]
    founded: Mapping[str, int]
    references: Scanner
    foundings: Scanner
    occasions: re.Pattern[str]
    words: RollOverWords
    reasons: Mapping[str, str]
    tables: TableWords

    def find(self, text: str) -> Iterator[tuple[int, int, DatedReference]]:
        """Start, end and reference of every mention, longest word first; of overlapping ones the first counts."""
        yield from self._enumerated(text)
        for match in self.references.find(text):
            yield match.start(), match.end(), self.by_word[match.group()]

    def _enumerated(self, text: str) -> Iterator[tuple[int, int, DatedReference]]:
        """Several sessions of one body count as the last of them: 二十届二中、三中全会."""
        for match in ENUMERATED.find(text):
            for start in range(max(0, match.start() - STEM), match.start()):
                named = self.by_word.get(text[start : match.start()] + match["last"])
                if named:
                    yield start, match.end(), named
                    break

    def since(self, dated: DatedReference, as_of: Month) -> tuple[DatedReference, ...]:
        """Later members of the same series up to ``as_of``, in order, without lasting ones that cover it."""
        start = max(dated.begins, (dated.ends[0], dated.ends[1] - 1)) if dated.ends != OPEN else dated.begins
        later = {
            other.name: other
            for other in self.by_word.values()
            if other.series == dated.series and start < other.begins <= as_of
        }
        return tuple(sorted(later.values(), key=lambda other: other.begins))

    def is_past(self, dated: DatedReference, as_of: Month) -> bool:
        """Whether it is outdated by then."""
        if dated.is_span:
            return dated.ends < as_of
        return bool(self.since(dated, as_of))


def build_tables(
    lists: Mapping[str, str],
    words: Mapping[str, str],
    reasons: Mapping[str, str],
    tables: Mapping[str, str],
    nouns: Iterable[str] = (),
) -> RollOverTables:
    """The tables of ``resources/words``: ``lists`` of dated references, one list a series and one reference a line, the
    ``words`` of roll_over.toml, the ``reasons`` of roll_over_reasons.toml, the words of ``tables`` and the ordinary ``nouns``.

    ``occasions`` are words alone. A line is a name, its time and other names, with spaces between: ``党的二十大 2022年10月— 二十大``. Lines that say
    no time are passed over, so that a slip of the clerk's costs one line.
    """
    rows = [
        row for series, lines in lists.items() if series not in (FOUNDED, OCCASIONS) for row in _rows(series, lines)
    ]
    by_word = {word: row for row in rows for word in row.words}
    founded = dict(_foundings(lists.get(FOUNDED, "")))
    return RollOverTables(
        MappingProxyType(by_word),
        MappingProxyType(founded),
        _any(by_word),
        _any(founded),
        _occasions(lists),
        build_words(words, nouns),
        reasons,
        build_table_words(tables),
    )


def _occasions(lists: Mapping[str, str]) -> re.Pattern[str]:
    """What takes place every few years and is called by its year and perhaps its town: 2008年北京奥运会."""
    words = lists.get(OCCASIONS, "").split()
    return re.compile(rf"[^，。；、《》]{{0,8}}?(?:{'|'.join(map(re.escape, words))})" if words else "(?!)")


def _any(words: Mapping[str, object]) -> Scanner:
    """A pattern for all words, longest first; 二十大 is not found in 二十大举措, nor 十九大 in 一百一十九大."""
    ordered = sorted(words, key=len, reverse=True)
    parts = [
        re.escape(word) + ("(?![小量力多片工行攻举任体项件会])" if word.endswith("大") else "") for word in ordered
    ]
    pattern = "(?<![一二三四五六七八九十百第])(?:" + "|".join(parts) + ")" if parts else "(?!)"
    return scanner([word[0] for word in ordered] or "-", pattern)


def _rows(series: str, lines: str) -> Iterator[DatedReference]:
    for line in lines.splitlines():
        name, *rest = line.split() or [""]
        time = _TIME.fullmatch(rest[0]) if rest else None
        if time:
            yield _row(series, (name, *rest[1:]), time)


def _row(series: str, words: tuple[str, ...], time: re.Match[str]) -> DatedReference:
    year = int(time["year"])
    begins = (year, int(time["month"] or 1))
    if time["to"] and time["year2"]:
        ends = (int(time["year2"]), int(time["month2"] or 12))
    elif time["to"]:
        ends = OPEN
    else:
        ends = begins if time["month"] else (year, 12)
    return DatedReference(words[0], tuple(_bare(word) for word in words), series, begins, ends)


def _bare(word: str) -> str:
    """A word without the quotation marks around it: “十四五” is also written without them."""
    return word[1:-1] if word[0] == "“" and word[-1] == "”" else word


def _foundings(lines: str) -> Iterator[tuple[str, int]]:
    for line in lines.splitlines():
        name, *rest = line.split() or [""]
        time = _TIME.fullmatch(rest[0]) if rest else None
        if time:
            yield from ((word, int(time["year"])) for word in (name, *rest[1:]))
