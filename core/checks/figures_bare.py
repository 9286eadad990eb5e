"""Numbers of a short list that leave their unit to the total: 共38个，其中27、9、2."""

import re
from collections.abc import Iterator, Sequence

from core.model.fact import Fact, FactKind

NUMBER = r"\d+(?:\.\d+)?"
LIST = re.compile(r"(?:其中|分别[为是有]|包括|[（(])(?P<list>[^。；！？\n）)]{1,120})")
RUN = re.compile(rf"(?<![\d.,%/第A-Za-z—－~-])(?P<run>{NUMBER}(?:、{NUMBER})*)(?![\d.])(?=、\D|[，。；）)！\n]|$)")
EACH = re.compile(NUMBER)
YEAR = re.compile(r"(?:19|20)\d\d")
NEAR = 24  # characters within which the total stands before its list
STOP = "。；！？\n"


def with_bare(content: str, facts: Sequence[Fact]) -> list[Fact]:
    """The figures of a paragraph with those of its lists that have no unit of their own, which get the total's."""
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
    before = [fact for fact in facts if fact.end <= place and fact.kind is FactKind.FIGURE and fact.unit]
    last = before[-1] if before else None
    if last is None or place - last.end > NEAR or any(sign in content[last.end : place] for sign in STOP):
        return None
    return None if last.subkind in ("percent", "range", "duration") else last


def _is_known(facts: Sequence[Fact], start: int, end: int) -> bool:
    return any(fact.start < end and start < fact.end for fact in facts)


def _fact(total: Fact, start: int, end: int, text: str) -> Fact:
    """Such a number as a figure; it has no id, because it is none of the draft's facts."""
    return Fact("", FactKind.FIGURE, "count", total.element_id, start, end, text, unit=total.unit)
