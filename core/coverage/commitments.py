"""Promises (力争…XX名, 不少于…): the figures of a plan that a summary must answer."""

import re

from core.coverage.values import CoverWords
from core.model.fact import Fact, FactKind, MaskKind
from core.model.text import CLAUSE_END, WITHIN_PHRASE

PROMISED = frozenset(("count", "money", "percent", "range", "fraction"))
MASKED = frozenset((MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE, MaskKind.PERCENT))
CRITERION = re.compile(rf"(?:以上|以下|以内)的?{WITHIN_PHRASE}{{0,3}}(?=[村户镇乡企单家项])|(?:以上|以下)的")
PAUSE = re.compile(f"{CLAUSE_END.pattern}|基础上")
BEFORE = 14
"""Characters in front of a figure in which a word about the past takes the promise away."""


def is_promise(fact: Fact, content: str, words: CoverWords) -> bool:
    """Whether the figure is a target; spans of years, criteria and last year's figures are not."""
    counted = fact.kind is FactKind.FIGURE and fact.subkind in PROMISED
    if not counted and not (fact.kind is FactKind.MASK and fact.subkind in MASKED):
        return False
    lead = PAUSE.split(content[max(0, fact.start - BEFORE) : fact.start])[-1]
    if any(word in lead for word in words.past):
        return False
    share = fact.subkind in ("percent", MaskKind.PERCENT)
    return share or CRITERION.match(content, fact.end + len(fact.unit)) is None
