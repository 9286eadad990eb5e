"""A missing mark between two clauses, where the words leave no doubt: 加大排查力度认真整改."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from core.checks.reporting import finding_at
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Span
from core.model.text import CLAUSE_ENDS, HAN_RANGE, WITHIN_CLAUSE

CLAUSE = re.compile(f"[^{CLAUSE_ENDS}]+")
NAMES = ("heads", "closers", "openers", "sums", "measures", "no_openers")
"""The lists of ``resources/words/joins.toml``, each described there."""


@dataclass(frozen=True, slots=True, eq=False)
class JoinTable:
    """Words by the part they play in a clause."""

    heads: tuple[str, ...]
    closers: tuple[str, ...]
    openers: tuple[str, ...]
    sums: tuple[str, ...]
    measures: tuple[str, ...]
    no_openers: tuple[str, ...]


def join_table(lists: Mapping[str, str]) -> JoinTable:
    """The table of lists whose words are set apart by white space; ValueError for a missing or empty list."""
    missing = [name for name in NAMES if not lists.get(name, "").split()]
    if missing:
        raise ValueError(missing)
    return JoinTable(*(tuple(lists[name].split()) for name in NAMES))


def check_joins(element: Element, table: JoinTable) -> Iterator[Finding]:
    """Missing marks of a paragraph; ``replacement`` has ， or 、 between the two words."""
    patterns = [one for one in _patterns(table) if one.near.search(element.content)]
    for clause in CLAUSE.finditer(element.content) if patterns else ():
        for match, mark in _joints(clause.group(), patterns):
            span = Span(match.start("one"), match.end("two")).moved(clause.start())
            yield finding_at(element, span, "mark_missing", f"{match['one']}{mark}{match['two']}")


class _Joint(NamedTuple):
    """Two words between which a mark is missing; a text without ``near`` has none."""

    near: re.Pattern[str]
    pattern: re.Pattern[str]
    mark: str


@lru_cache(maxsize=2)
def _patterns(table: JoinTable) -> tuple[_Joint, ...]:
    heads, closers, openers = map(_any, (table.heads, table.closers, table.openers))
    measures, sums = _any(table.measures), _any(table.sums)
    again = rf"(?!{_any(table.no_openers)})(?=[\u4e00-\u9fff“《]{{2}})"
    met = f"(?P<one>{closers})(?P<two>{openers}){again}"
    begun, two_han = "认真|切实|扎实|积极|大力", f"(?=[{HAN_RANGE}]{{2}})"
    return (
        _joint(f"{closers}{openers}", f"(?:^|(?<=[{HAN_RANGE}])){heads}{WITHIN_CLAUSE}{{2,30}}?{met}", "，"),
        _joint(f"”(?:{begun})", f"{heads}(?P<one>“[^”]+”)(?P<two>{begun}){two_han}", "，"),
        _joint(measures + sums, rf"(?<!第)(?:[0-9*×xXＸ]|[余多几])(?P<one>{measures})(?P<two>{sums})", "，"),
        _joint("更(?:趋|为)", f"更加(?P<one>[^，。；、的]{{2,6}})(?P<two>更趋|更为){two_han}", "、"),
    )


def _joint(near: str, pattern: str, mark: str) -> _Joint:
    return _Joint(re.compile(near), re.compile(pattern), mark)


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def _joints(clause: str, patterns: Iterable[_Joint]) -> Iterator[tuple[re.Match[str], str]]:
    for _, pattern, mark in patterns:
        for match in pattern.finditer(clause):
            yield match, mark
