"""Amounts of money with one label that differ only in the unit: 350万元 and 350元, 150万元 and 1500000元."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from core.checks.figures.labels import COMMON, FILLED, MOST_PLACES
from core.checks.figures.passages import Figure, FigureSentence, figure_finding
from core.cooperative import YieldToUi, cooperatively
from core.model.finding import Finding, Severity

UNITS = "figures_units"
MIXED, SCALED = "figures_units_mixed", "figures_units"
"""The sentences for equal amounts in two units, and for equal digits with two units."""

STEM = 4  # last characters of a label by which two amounts are of one thing
RATE = re.compile("每|均")
SIZE = re.compile(r"[十百千万亿]*元")
RATIOS = (1000, 10_000, 100_000_000)


class MoneyAmount(NamedTuple):
    """An amount of money in its sentence; ``label`` are the words that say what it is for."""

    sentence: FigureSentence
    figure: Figure
    label: str


def check_units(found: Iterable[Sequence[MoneyAmount]], yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """Equal digits with two units, and equal amounts in two units; ``found`` has the amounts of each paragraph."""
    named: defaultdict[str, list[MoneyAmount]] = defaultdict(list)
    for amount in chain.from_iterable(cooperatively(found, yield_to_ui)):
        named[amount.label[-STEM:]].append(amount)
    for places in cooperatively(named.values(), yield_to_ui):
        if 1 < len(places) <= MOST_PLACES:
            yield from _of_thing(places)


def amounts(passage: FigureSentence) -> Iterator[MoneyAmount]:
    """The amounts of money of a sentence with their labels."""
    for figure in passage.figures:
        lead = FILLED.sub("", figure.lead)
        if figure.unit == "元" and figure.counts and len(lead) >= STEM and not RATE.search(lead):
            yield MoneyAmount(passage, figure, lead)


def _of_thing(places: Sequence[MoneyAmount]) -> Iterator[Finding]:
    for position, amount in enumerate(places):
        for first in places[:position]:
            sentence = _difference(first, amount)
            if sentence:
                yield _finding(first, amount, sentence)
                break


def _difference(first: MoneyAmount, amount: MoneyAmount) -> str:
    sizes = _sizes(first) | _sizes(amount)
    if len(sizes) != 2:
        return ""
    small, great = sorted((first.figure.amount, amount.figure.amount))
    if small == great:
        return MIXED
    likely = "元" in sizes or COMMON.fullmatch(amount.label) is None
    return SCALED if likely and small > 0 and great / small in RATIOS else ""


def _sizes(amount: MoneyAmount) -> frozenset[str]:
    return frozenset(SIZE.findall(amount.sentence.written(amount.figure)))


def _finding(first: MoneyAmount, amount: MoneyAmount, sentence: str) -> Finding:
    before = first.sentence.written(first.figure)
    found = figure_finding(UNITS, amount.sentence, amount.figure, (first.figure,), sentence=sentence, before=before)
    return replace(found, severity=Severity.HINT) if sentence == MIXED else found
