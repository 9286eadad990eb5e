"""Lists of numbers that take their unit from the total before them: 共38个，其中27、9、2."""

import re
from collections.abc import Iterator, Sequence

from core.model.fact import Fact, FactKind

NUMBER = r"\d+(?:\.\d+)?"
LIST = re.compile(r"(?:其中|分别[为是有]|包括|[（(])(?P<list>[^。；！？\n）)]{1,120})")
# A number behind 分, 率 or 号 is none of the total's unit.
RUN = re.compile(
    rf"(?<![\d.,%/:：第分率岁号位价占长宽高重龄A-Za-z—－~+-])(?<!\d、)(?P<run>{NUMBER}(?:、{NUMBER})*)(?![\d.])(?=、\D|[，。；）)！\n]|$)"
)
EACH = re.compile(NUMBER)
YEAR = re.compile(r"(?:19|20)\d\d")
NEAR = 24  # characters within which the total stands before its list
STOP = re.compile("[。；！？\n]")
NO_COUNTS = frozenset(("percent", "range", "duration"))


def with_unitless(content: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a paragraph and, as further figures with the total's unit, the unitless numbers of its lists."""
    bare = list(_bare(content, facts))
    return sorted((*facts, *bare), key=lambda fact: fact.start) if bare else list(facts)


def _bare(content: str, facts: Sequence[Fact]) -> Iterator[Fact]:
    for listed in LIST.finditer(content):
        total = _total(content, facts, listed.start())
        if total is None:
            continue
        for run in RUN.finditer(content, listed.start("list"), listed.end("list") + 1):
            for number in EACH.finditer(content, *run.span("run")):
                if not (YEAR.fullmatch(number.group()) or _is_known(facts, *number.span())):
                    yield _fact(total, *number.span(), number.group())


def _total(content: str, facts: Sequence[Fact], place: int) -> Fact | None:
    """The counted figure that stands last before a place, near it and in its sentence."""
    near = [fact for fact in facts if place - NEAR <= fact.end <= place and _counts(fact)]
    if not near or STOP.search(content, near[-1].end, place):
        return None
    return near[-1]


def _counts(fact: Fact) -> bool:
    return fact.kind is FactKind.FIGURE and bool(fact.unit) and fact.subkind not in NO_COUNTS


def _is_known(facts: Sequence[Fact], start: int, end: int) -> bool:
    return any(fact.start < end and start < fact.end for fact in facts)


def _fact(total: Fact, start: int, end: int, text: str) -> Fact:
    """Such a number as a figure; it has no id, because it is none of the draft's facts."""
    return Fact("", FactKind.FIGURE, "count", total.element_id, start, end, text, unit=total.unit)
