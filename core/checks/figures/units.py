"""Amounts of money for the same thing that differ in their unit alone: 350万元 and 350元, 150万元 and 1500000元."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from core.checks.figures.labels import COMMON, FILLED, MOST_PLACES
from core.checks.figures.passages import Figure, Passage, figure_finding
from core.cooperative import YieldToUi, cooperatively
from core.model.finding import Finding, Severity

UNITS = "figures_units"
MIXED, SCALED = "figures_units_mixed", "figures_units"
"""The sentences for equal amounts in two units, and for equal digits with two units."""

STEM = 4  # last characters of a label by which two amounts are of one thing
RATE = re.compile("每|均")
SIZE = re.compile(r"[十百千万亿]*元")
RATIOS = (1000, 10_000, 100_000_000)
Amount = tuple[Passage, Figure, str]


def check_units(found: Iterable[Sequence[Amount]], yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """Amounts with the same digits and another unit, and equal amounts in two units; ``found`` are those of each paragraph."""
    named: defaultdict[str, list[Amount]] = defaultdict(list)
    for told in chain.from_iterable(cooperatively(found, yield_to_ui)):
        named[told[2][-STEM:]].append(told)
    for places in cooperatively(named.values(), yield_to_ui):
        if 1 < len(places) <= MOST_PLACES:
            yield from _of_thing(places)


def amounts(passage: Passage) -> Iterator[Amount]:
    """The amounts of money of a sentence with what they are for."""
    for figure in passage.figures:
        lead = FILLED.sub("", figure.lead)
        if figure.unit == "元" and figure.counts and len(lead) >= STEM and not RATE.search(lead):
            yield passage, figure, lead


def _of_thing(places: Sequence[Amount]) -> Iterator[Finding]:
    for position, told in enumerate(places):
        for first in places[:position]:
            sentence = _difference(first, told)
            if sentence:
                yield _finding(first, told, sentence)
                break


def _difference(first: Amount, told: Amount) -> str:
    sizes = _sizes(first) | _sizes(told)
    if len(sizes) != 2:
        return ""
    small, great = sorted((first[1].amount, told[1].amount))
    if small == great:
        return MIXED
    likely = "元" in sizes or COMMON.fullmatch(told[2]) is None
    return SCALED if likely and small > 0 and great / small in RATIOS else ""


def _sizes(told: Amount) -> frozenset[str]:
    return frozenset(SIZE.findall(told[0].written(told[1])))


def _finding(first: Amount, told: Amount, sentence: str) -> Finding:
    before = first[0].written(first[1])
    found = figure_finding(UNITS, told[0], told[1], (first[1],), sentence=sentence, before=before)
    return replace(found, severity=Severity.HINT) if sentence == MIXED else found
