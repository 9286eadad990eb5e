"""由A提高到B: 提高前 and 提高到 of one subject."""

import re
from collections.abc import Sequence

from core.facts.carried import inherited
from core.facts.clauses import FROM, from_to, needs_subject, with_subject
from core.facts.earlier_labels import Label
from core.facts.lexicon import Lexicon
from core.facts.phrases import thing_before, trimmed, words_of
from core.facts.sides import AGES, MARKER, cleaned, dateless, is_quantity, last_reach
from core.facts.slots import Slot, SlotPlace, clause_start
from core.model.text import CLAUSE_END

RANKED = re.compile(r"排名|位次|名次|排位$")


def paired(here: SlotPlace, previous: Label) -> Label | None:
    """由A提高到B: 提高前 and 提高到 of one subject."""
    slot = here.slot
    begin = max(clause_start(here.text, slot.start), last_reach(here.slots, here.index))
    raw = here.text[begin : slot.start]
    following = next((one for one in here.slots[here.index + 1 :] if is_quantity(one)), None)
    if verb := from_to(here.lexicon, here.text, raw, slot, following):
        subject = _whose(here, previous, _own_subject(here.lexicon, here.text, here.slots, begin, raw))
        if slot.subkind == "rank" and not RANKED.search(subject):
            subject = subject.removesuffix("中") + "位次"
        return Label(with_subject(here.lexicon, subject, verb + "前"), "", subject, (), verb)
    if previous.opened and previous.opened in raw and not CLAUSE_END.search(raw):
        return Label(with_subject(here.lexicon, previous.subject, previous.opened + "到"), "", previous.subject)
    return None


def _whose(here: SlotPlace, previous: Label, own: str) -> str:
    """The subject in the clause itself, with that of the clause before where it is a share or a lone measure."""
    if own and not needs_subject(here.lexicon, own, own, ""):
        return own
    return with_subject(here.lexicon, inherited(here, previous), own)


def _own_subject(lexicon: Lexicon, text: str, slots: Sequence[Slot], begin: int, raw: str) -> str:
    opening, place = FROM.fullmatch(raw), begin
    aged = next((one for one in slots if one.unit in AGES and one.reach == begin), None)
    begin = aged.start if aged else begin  # 35岁以下干部占比由…
    others = [one for one in slots if one != aged]
    stop = place + (opening.end("subject") if opening else 0)
    return thing_before(
        lexicon,
        trimmed(lexicon, words_of(lexicon, cleaned(MARKER.sub("", dateless(text, others, begin, stop)))))
        or [("", "x")],
    )
