"""A missing mark between two clauses, where the words leave no doubt: 加大排查力度认真整改."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    patterns = _patterns(table)
    for clause in CLAUSE.finditer(element.content):
        for match, mark in _joints(clause.group(), patterns):
            span = Span(match.start("one"), match.end("two")).moved(clause.start())
            yield finding_at(element, span, "mark_missing", f"{match['one']}{mark}{match['two']}")


Patterns = tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=2)
def _patterns(table: JoinTable) -> Patterns:
    heads, closers, openers = map(_any, (table.heads, table.closers, table.openers))
    again = rf"(?!{_any(table.no_openers)})(?=[\u4e00-\u9fff“《]{{2}})"
    return (
        (
            re.compile(
                f"(?:^|(?<=[{HAN_RANGE}])){heads}{WITHIN_CLAUSE}{{2,30}}?(?P<one>{closers})(?P<two>{openers}){again}"
            ),
            "，",
        ),
        (re.compile(f"{heads}(?P<one>“[^”]+”)(?P<two>认真|切实|扎实|积极|大力)(?=[{HAN_RANGE}]{{2}})"), "，"),
        (
            re.compile(rf"(?<!第)(?:[0-9*×xXＸ]|[余多几])(?P<one>{_any(table.measures)})(?P<two>{_any(table.sums)})"),
            "，",
        ),
        (re.compile(f"更加(?P<one>[^，。；、的]{{2,6}})(?P<two>更趋|更为)(?=[{HAN_RANGE}]{{2}})"), "、"),
    )


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def _joints(clause: str, patterns: Patterns) -> Iterator[tuple[re.Match[str], str]]:
    for pattern, mark in patterns:
        for match in pattern.finditer(clause):
            yield match, mark
