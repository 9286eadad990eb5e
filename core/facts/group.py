"""Groups: facts that are one field share a key, so that filling one fills all of them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from core.facts.lexicon import Lexicon
from core.facts.surroundings import BLANK
from core.model.fact import Fact, FactKind, MaskKind

LEADER = re.compile(rf"{BLANK}(?:新时代|思想|总书记|视察|重要|关于|还将|将)")
OWN_FIELD = frozenset((MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE, MaskKind.PERCENT, MaskKind.YEAR, MaskKind.MONTH))
PERSON_HEAD, LISTED_HEAD = "姓名：", "姓名（"  # the members of a list are different persons
TELLING = 3  # characters a label needs beside its blank before equal labels mean one field
HAN_TO_DIGIT = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")


def group_of(lexicon: Lexicon, fact: Fact) -> str:
    """The key of the field a fact belongs to."""
    if fact.kind is FactKind.MASK:
        return _mask_group(lexicon, fact)
    if fact.kind is FactKind.FIGURE:
        return f"figure:{fact.text}:{fact.label}"
    if fact.kind is FactKind.DATE:
        return _date_group(fact)
    told = fact.label if fact.subkind in ("ordinal", "anniversary") else ""
    return f"{fact.subkind}:{fact.text}:{told}"


def _mask_group(lexicon: Lexicon, fact: Fact) -> str:
    if fact.subkind in OWN_FIELD:
        return f"mask:{fact.id}"
    if fact.subkind == MaskKind.PERSON and LEADER.search(fact.label):
        return f"person:{fact.text}"
    if fact.label.endswith("名") and fact.label.removesuffix("名") in lexicon.own_places:
        return f"place:{fact.label}"
    if len(fact.label.removeprefix(PERSON_HEAD).replace(BLANK, "")) < TELLING or fact.label.startswith(LISTED_HEAD):
        return f"mask:{fact.id}"
    return f"{fact.subkind}:{fact.label}"


def _date_group(fact: Fact) -> str:
    if fact.subkind == "year":
        return f"year:{fact.text.translate(HAN_TO_DIGIT)}"
    if fact.subkind == "month":
        return f"month:{fact.id}"
    return f"{fact.subkind}:{fact.text}"


def apart(facts: Iterable[Fact], fuller: Callable[[Fact], str]) -> list[Fact]:
    """The facts of one section with different labels wherever the fields differ.

    A label that another field has already gives way to the ``fuller`` one, and gets a number when that is not
    enough (``label·2``).
    """
    owners: dict[str, str] = {}
    ranks: Counter[str] = Counter()
    told: list[Fact] = []
    for fact in facts:
        label = fact.label
        if owners.setdefault(label, fact.group) != fact.group:
            label = _free_label(fact, fuller(fact), owners, ranks)
            owners[label] = fact.group
        told.append(fact if label == fact.label else replace(fact, label=label))
    return told


def _free_label(fact: Fact, label: str, owners: Mapping[str, str], ranks: Counter[str]) -> str:
    candidate = label
    while owners.get(candidate, fact.group) != fact.group:
        ranks[label] += 1  # remembered, or a thousand equal labels would be counted through again and again
        candidate = f"{label}·{ranks[label] + 1}"
    return candidate
