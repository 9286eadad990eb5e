"""Members of one enumeration are of one kind: 副局长×××、×××, X路、XX路公交."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.facts.slots import Slot
from core.model.fact import MaskKind

LINK = re.compile(r"(?:[（(][^（）()]{1,8}[）)])?[、和与及 　]{1,2}")
SHARED_WORD = re.compile(r"(?P<word>[\u4e00-\u9fff]{1,2})[、和与及]")


def alike(text: str, slots: Sequence[Slot]) -> list[Slot]:
    """The slots; a mask that nothing but its default calls a name takes the kind of the member beside it."""
    told = list(slots)
    for index in range(1, len(told)):
        told[index] = _like(text, told[index], told[index - 1], told[index - 1], told[index])
    for index in range(len(told) - 2, -1, -1):
        told[index] = _like(text, told[index], told[index + 1], told[index], told[index + 1])
    return told


def _like(text: str, slot: Slot, known: Slot, first: Slot, second: Slot) -> Slot:
    if slot.subkind != MaskKind.NAME:
        return slot
    if known.subkind == MaskKind.PERSON:
        same = _can_be_person(slot) and LINK.fullmatch(text, first.end, second.start) is not None
    else:
        same = known.subkind == MaskKind.ORDINAL and _share_a_word(text, first, second)
    return replace(slot, subkind=known.subkind, reach=slot.end) if same else slot


def _can_be_person(slot: Slot) -> bool:
    return slot.end - slot.start > 1 and slot.reach <= slot.end


def _share_a_word(text: str, first: Slot, second: Slot) -> bool:
    shared = SHARED_WORD.fullmatch(text, first.end, second.start)
    return shared is not None and text.startswith(shared["word"], second.end)
