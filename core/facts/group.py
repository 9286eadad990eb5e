"""Groups: facts that are one field share a key, so that filling one fills all of them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from core.facts.label import BLANK
from core.model.fact import Fact, FactKind, MaskKind

# A report has one own place of each of these; villages, towns and firms are many.
OWN_PLACES = frozenset(("省名", "市名", "区名", "县名", "旗名", "州名", "自治区名", "自治州名", "自治县名", "新区名", "高新区名"))
LEADER = re.compile(rf"{BLANK}(?:新时代|思想|总书记|视察|重要|关于|还将|将)")
COUNTED_ON_ITS_OWN = frozenset((MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE, MaskKind.PERCENT, MaskKind.YEAR, MaskKind.MONTH))
FULL_WIDTH = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")


def group_of(fact: Fact) -> str:
    """The key of the field a fact belongs to."""
    if fact.kind is FactKind.MASK:
        return _mask_group(fact)
    if fact.kind is FactKind.FIGURE:
        return f"figure:{fact.text}:{fact.label}"
    if fact.kind is FactKind.DATE:
        return _date_group(fact)
    return f"{fact.subkind}:{fact.text}:{fact.label if fact.subkind in ('ordinal', 'anniversary') else ''}"


def _mask_group(fact: Fact) -> str:
    if fact.subkind in COUNTED_ON_ITS_OWN:
        return f"mask:{fact.id}"
    if fact.subkind == MaskKind.PERSON and LEADER.search(fact.label):
        return f"person:{fact.text}"
    if fact.label in OWN_PLACES:
        return f"place:{fact.label}"
    return f"{fact.subkind}:{fact.label}"


def _date_group(fact: Fact) -> str:
    if fact.subkind == "year":
        return f"year:{fact.text.translate(FULL_WIDTH)}"
    if fact.subkind == "month":
        return f"month:{fact.id}"
    return f"{fact.subkind}:{fact.text}"


def apart(facts: Iterable[Fact]) -> list[Fact]:
    """The facts of one section with labels that differ wherever the fields differ: the second becomes ``label·2``."""
    seen: dict[str, list[str]] = defaultdict(list)
    told: list[Fact] = []
    for fact in facts:
        groups = seen[fact.label]
        if fact.group not in groups:
            groups.append(fact.group)
        rank = groups.index(fact.group)
        told.append(replace(fact, label=f"{fact.label}·{rank + 1}") if rank else fact)
    return told
