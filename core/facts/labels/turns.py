"""Where a number was and is: 提高前 and 提高到 of 由A提高到B, and places in an order (居全县第3位)."""

import re
from collections.abc import Sequence

from core.facts.clauses import BLANK, DISPOSED_FROM, FROM, MOST, Turn, from_to, is_general, needs_subject, with_subject
from core.facts.describing import place_in_order
from core.facts.earlier_labels import Label, subjects
from core.facts.labels.carried import inherited
from core.facts.lexicon import Lexicon
from core.facts.phrases import fitted, joined, thing_before, trimmed, words_of
from core.facts.sides import AGES, MARKER, cleaned, dateless, is_quantity, last_reach
from core.facts.slots import Slot, SlotPlace, clause_start
from core.model.text import CLAUSE_END

RESULT = re.compile(r"[为成][近约超逾]?$")
AREA = re.compile(r"在.*|(?:在?[全本我])?[国省市县区乡镇州旗内]{1,2}")
TRIALS = ("试点", "示范", "创建", "改革")
PLANNED = frozenset(("将", "拟", "要", "已"))
RANKED = re.compile(r"排名|位次|名次|排位$")


def paired(here: SlotPlace, previous: Label) -> Label | None:
    """由A提高到B: 提高前 and 提高到 of one subject."""
    slot = here.slot
    begin = max(clause_start(here.text, slot.start), last_reach(here.slots, here.index))
    raw = here.text[begin : slot.start]
    following = next((one for one in here.slots[here.index + 1 :] if is_quantity(one)), None)
    if turn := from_to(here.lexicon, here.text, raw, slot, following):
        subject = _of_rank(slot, _whose(here, previous, _subject(here, turn, begin, raw)))
        verb = here.lexicon.whole_changes.get(turn.verb, turn.verb)
        return Label(with_subject(here.lexicon, subject, verb + "前"), "", subject, (), turn.verb)
    return _turned_to(here.lexicon, previous, raw)


def _turned_to(lexicon: Lexicon, previous: Label, raw: str) -> Label | None:
    """整合后 or 提高到 for the B of a turn whose A was told before; ``raw`` is what stands between the two."""
    if not previous.opened or previous.opened not in raw or CLAUSE_END.search(raw):
        return None
    side = "后" if RESULT.search(raw) else "到"
    subject = previous.subject.removesuffix(previous.opened + "前")
    verb = lexicon.whole_changes.get(previous.opened, previous.opened)
    return Label(with_subject(lexicon, subject, verb + side), "", subject)


def _of_rank(slot: Slot, subject: str) -> str:
    is_rank = slot.subkind == "rank" and not RANKED.search(subject)
    return subject.removesuffix("中") + "位次" if is_rank else subject


def _subject(here: SlotPlace, turn: Turn, begin: int, raw: str) -> str:
    """内设机构 of 由14个内设机构整合为9个, or else what stands before 由."""
    thing = trimmed(here.lexicon, words_of(here.lexicon, turn.thing))
    own = _own_subject(here.lexicon, here.text, here.slots, begin, raw)
    if thing and thing[-1][1][:1] in "nj":
        is_trial = own.endswith(TRIALS) and len(own) + len(joined(thing)) < MOST - len(turn.verb)
        return own * is_trial + joined(thing)  # “阳光厨房”试点|食堂
    return own


def _whose(here: SlotPlace, previous: Label, own: str) -> str:
    """The subject in the clause itself, with that of the clause before where it is a share or a lone measure."""
    own = "" if own in PLANNED else own  # …的投入，将由10亿元增加到15亿元
    if own and not needs_subject(here.lexicon, own, own, ""):
        return own
    return with_subject(here.lexicon, inherited(here, previous), own)


def _own_subject(lexicon: Lexicon, text: str, slots: Sequence[Slot], begin: int, raw: str) -> str:
    opening, place = FROM.fullmatch(raw) or DISPOSED_FROM.fullmatch(raw), begin
    aged = next((one for one in slots if one.unit in lexicon.sizes | AGES and one.reach == begin), None)
    begin = aged.start if aged else begin  # 35岁以下干部占比由…
    others = [one for one in slots if one != aged]
    stop = place + (opening.end("subject") if opening else 0)
    return thing_before(
        lexicon,
        trimmed(lexicon, words_of(lexicon, cleaned(MARKER.sub("", dateless(text, others, begin, stop)))))
        or [("", "x")],
    )


def ranked(here: SlotPlace, previous: Label) -> Label | None:
    """居全县第3位: the place in an order, with what has it; of 第2、第4和第1名 each with its own subject."""
    if here.slot.subkind != "rank":
        return None
    first, last = _run_of_ranks(here)
    own, place = _own_place(here, first)
    told = dict(enumerate(subjects(previous)[first - last - 1 :], first)) if last > first else {}
    subject = _with_whose(here, previous, own) or told.get(here.index) or _ranked_before(here, previous, place)
    words = (
        fitted(here.lexicon, words_of(here.lexicon, subject), max(6, MOST - len(place))) if subject else ""
    ) + place
    recent = previous.recent if last > first else ()
    return Label(f"{words}{BLANK}{here.slot.unit}", "", subject or previous.subject, recent)


def _ranked_before(here: SlotPlace, previous: Label, place: str) -> str:
    """What a clause without a subject says the place of; nothing where it opens its sentence with among whom."""
    start = clause_start(here.text, here.slot.start)
    is_opening = here.text.startswith("在", start) and here.text[:start].endswith("。") and "中" in place
    return "" if is_opening else previous.measured or inherited(here, previous)


def _own_place(here: SlotPlace, first: int) -> tuple[str, str]:
    """Subject and predicate of the clause of a rank: 满意度|居全市第; where it names only an area, no subject."""
    slots, text = here.slots, here.text
    start = max(clause_start(text, slots[first].start), last_reach(slots, first))
    left = cleaned(MARKER.sub("", dateless(text, slots[:first], start, slots[first].start)).lstrip("、，"))
    own, place = place_in_order(left) or (left.removesuffix("第"), "第")
    if AREA.fullmatch(own):
        return "", own.removeprefix("在") + place
    return joined(trimmed(here.lexicon, words_of(here.lexicon, own))), place


def _run_of_ranks(here: SlotPlace) -> tuple[int, int]:
    first = last = here.index
    while first and _are_ranks(here, first - 1):
        first -= 1
    while last + 1 < len(here.slots) and _are_ranks(here, last):
        last += 1
    return first, last


def _are_ranks(here: SlotPlace, index: int) -> bool:
    """Whether a rank and the next one stand in one list: 第2、第4."""
    one, other = here.slots[index : index + 2]
    return one.subkind == other.subkind == "rank" and here.text[one.reach : other.start] in (
        "、第",
        "和第",
        "与第",
        "及第",
    )


def _with_whose(here: SlotPlace, previous: Label, own: str) -> str:
    """吞吐量增幅 of 吞吐量86万吨，增幅居全省第2位."""
    is_lone = bool(own) and is_general(here.lexicon, own)
    return with_subject(here.lexicon, inherited(here, previous), own) if is_lone else own
