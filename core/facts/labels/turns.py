"""由A提高到B: 提高前 and 提高到 of one subject."""

import re
from collections.abc import Sequence

from core.facts.clauses import DISPOSED_FROM, FROM, Turn, from_to, needs_subject, with_subject
from core.facts.earlier_labels import Label
from core.facts.labels.carried import inherited
from core.facts.lexicon import Lexicon
from core.facts.phrases import joined, thing_before, trimmed, words_of
from core.facts.sides import AGES, MARKER, cleaned, dateless, is_quantity, last_reach
from core.facts.slots import Slot, SlotPlace, clause_start
from core.model.text import CLAUSE_END

RESULT = re.compile(r"[为成][近约超逾]?$")
RANKED = re.compile(r"排名|位次|名次|排位$")


def paired(here: SlotPlace, previous: Label) -> Label | None:
    """由A提高到B: 提高前 and 提高到 of one subject."""
    slot = here.slot
    begin = max(clause_start(here.text, slot.start), last_reach(here.slots, here.index))
    raw = here.text[begin : slot.start]
    following = next((one for one in here.slots[here.index + 1 :] if is_quantity(one)), None)
    if turn := from_to(here.lexicon, here.text, raw, slot, following):
        subject = _whose(here, previous, _subject(here, turn, begin, raw))
        if slot.subkind == "rank" and not RANKED.search(subject):
            subject = subject.removesuffix("中") + "位次"
        return Label(with_subject(here.lexicon, subject, turn.verb + "前"), "", subject, (), turn.verb)
    if previous.opened and previous.opened in raw and not CLAUSE_END.search(raw):
        side = "后" if RESULT.search(raw) else "到"
        subject = previous.subject.removesuffix(previous.opened + "前")
        return Label(with_subject(here.lexicon, subject, previous.opened + side), "", subject)
    return None


def _subject(here: SlotPlace, turn: Turn, begin: int, raw: str) -> str:
    """内设机构 of 由14个内设机构整合为9个, or else what stands before 由."""
    thing = trimmed(here.lexicon, words_of(here.lexicon, turn.thing))
    if thing and thing[-1][1][:1] in "nj":
        return joined(thing)
    return _own_subject(here.lexicon, here.text, here.slots, begin, raw)


def _whose(here: SlotPlace, previous: Label, own: str) -> str:
    """The subject in the clause itself, with that of the clause before where it is a share or a lone measure."""
    if own and not needs_subject(here.lexicon, own, own, ""):
        return own
    return with_subject(here.lexicon, inherited(here, previous), own)


def _own_subject(lexicon: Lexicon, text: str, slots: Sequence[Slot], begin: int, raw: str) -> str:
    opening, place = FROM.fullmatch(raw) or DISPOSED_FROM.fullmatch(raw), begin
    aged = next((one for one in slots if one.unit in AGES and one.reach == begin), None)
    begin = aged.start if aged else begin  # 35岁以下干部占比由…
    others = [one for one in slots if one != aged]
    stop = place + (opening.end("subject") if opening else 0)
    return thing_before(
        lexicon,
        trimmed(lexicon, words_of(lexicon, cleaned(MARKER.sub("", dateless(text, others, begin, stop)))))
        or [("", "x")],
    )
