"""What stands on either side of a number in its clause, told so that next year's document says the same.

Dates are left out as whole expressions, other numbers stand as 某 with their unit.
"""

import re
from collections.abc import Iterator, Sequence

from core.facts.clauses import LIMIT, SPREAD
from core.facts.lexicon import Lexicon
from core.facts.phrases import (
    FILLERS,
    JOINTS,
    Words,
    governing_verb,
    is_verb,
    joined,
    opening_verb,
    trimmed,
    words_of,
)
from core.facts.sides import (
    AGAINST,
    AGES,
    ASIDE,
    BASIS,
    LOCATED,
    MARKER,
    SPACES,
    TO_WHOM,
    is_of_holiday,
    is_quantity,
    is_time,
)
from core.facts.slots import AFTER_DATE, Slot, SlotPlace, clause_start, once_a_place
from core.model.fact import FactKind
from core.model.text import CLAUSE_END

OTHER = "某"  # stands for another number or a hidden name
LIST_SIGN = re.compile("、|(?<![惠普涉危波触顾])及|以及|和|(?<!参)与(?![0-9])")
BEFORE_DATE = re.compile("(?:截至|截止到?|自从?|从|由|在|于|(?<![降升增高加少大长])[到至]|力争)$")
BUILT_IN = re.compile("[始新改扩重]?[建成立办设]{1,2}于$")
OF_DATE = re.compile("(?P<done>[^，。；：、的]{2,6})的")
TURNS = re.compile("[^，。；：、]{1,2}[到至为成]")
RUN_OF_YEARS = re.compile("连续第?$")
FILLING = FILLERS | {"好"}
BRACKET_OR_END = re.compile(f"[（“《）”》]|{CLAUSE_END.pattern}")
NEAR = 3  # characters behind a number that tell nothing of it where nothing stands before it


@once_a_place
def own_left(here: SlotPlace, other: str = OTHER) -> str:
    """What stands before a number in its clause, or in its member of a list with the verb that all members share.

    Other numbers stand as ``other`` with their unit; an empty one leaves them out.
    """
    start = clause_start(here.text, here.slot.start)
    told = _member(here, start, other)
    if told is not None and (told or not (other and _is_open(here))):
        return told
    return _trimmed(here, LOCATED.sub("", _rendered(here, start, here.slot.start, other)))


@once_a_place
def own_right(here: SlotPlace, other: str = OTHER) -> str:
    """What stands behind a number up to the end of its clause, or of its member of a list."""
    told = BASIS.sub("", _rendered(here, here.slot.reach, _member_end(here), other))
    return "" if told[:1] in ("、", "和", "与") and not is_spread(here) else told


@once_a_place
def sentence_told(here: SlotPlace, start: int) -> list[str]:
    """The clauses from ``start`` to that of a number."""
    told = _rendered(here, start, clause_start(here.text, here.slot.start), OTHER)
    return [clause for clause in CLAUSE_END.split(told) if clause]


def is_spread(here: SlotPlace) -> bool:
    """Whether a number stands behind 分别."""
    return SPREAD.search(here.text, clause_start(here.text, here.slot.start), here.slot.start) is not None


@once_a_place
def number_behind(here: SlotPlace) -> Slot | None:
    """The next number of the same clause; None where there is none."""
    following = next((one for one in here.slots[here.index + 1 :] if is_quantity(one)), None)
    return following if following is not None and following.start < clause_end(here) else None


def list_signs(text: str, start: int, stop: int) -> list[re.Match[str]]:
    """The signs of a list between two places, those in brackets left out: 6个乡（镇、街道）文明实践所|和|1个村."""
    signs = LIST_SIGN.finditer(text, start, stop)
    return [one for one in signs if text.count("（", start, one.start()) == text.count("）", start, one.start())]


@once_a_place
def clause_end(here: SlotPlace) -> int:
    """Where the clause of a number ends: at a mark outside brackets, or where its bracket closes."""
    depth = 0
    for found in BRACKET_OR_END.finditer(here.text, here.slot.reach):
        sign = found.group()
        depth += (sign in "（“《") - (sign in "）”》")
        is_closed = depth < 0 and sign == "）"
        if is_closed or (depth <= 0 and CLAUSE_END.match(sign)):
            return found.start()
    return len(here.text)


def _is_open(here: SlotPlace) -> bool:
    """Whether nothing, or only a description (的), stands behind a number."""
    return here.text.startswith("的", here.slot.reach) or here.slot.reach == clause_end(here)


def _member_end(here: SlotPlace) -> int:
    stop, following = clause_end(here), number_behind(here)
    if following is None or is_spread(here):
        return stop
    signs = list_signs(here.text, here.slot.reach, following.start)
    is_needed = here.text.startswith("的", following.reach) or not own_left(here)
    near = here.slot.reach + NEAR if is_needed else here.slot.reach - 1
    return signs[-1].start() if signs and signs[-1].start() > near else stop


def _member_start(here: SlotPlace, before: Sequence[Slot]) -> int:
    """Where the member of a list begins that stands behind other numbers; 0 for none."""
    if signs := list_signs(here.text, before[-1].reach, here.slot.start):
        return signs[0].end()
    signs = list_signs(here.text, before[0].reach, here.slot.start)
    return next((sign.end() for sign in reversed(signs) if sign.group() == "、"), 0)


def _member(here: SlotPlace, start: int, other: str) -> str | None:
    """A member with the verb of its list, which begins at ``start``; None for what is no member behind other numbers."""
    before = [one for one in here.slots[: here.index] if one.start >= start and is_quantity(one)]
    begin = _member_start(here, before) if before and not is_spread(here) else 0
    if not begin:
        return None
    own = _rendered(here, begin, here.slot.start, other)
    words = words_of(here.lexicon, _rendered(here, start, before[0].start))
    return _shared_verb(here.lexicon, [word for word in words if word[0] not in FILLING], own) + own


def _shared_verb(lexicon: Lexicon, words: Words, own: str) -> str:
    """新建和改造 of 新建和改造公路38公里、电网线路26公里, 改造和新建 of 安排资金改造和新建卫生院8所、医院2所."""
    if own and is_verb(lexicon, words_of(lexicon, own)[0]):
        return ""
    lead = trimmed(lexicon, words)
    verbs = _run_of_verbs(lexicon, words[::-1])[::-1] or _run_of_verbs(lexicon, lead)
    told = joined(verbs) or opening_verb(lexicon, lead) or governing_verb(lexicon, lead) * (not own)
    return told if told not in lexicon.lone_verbs else ""


def _run_of_verbs(lexicon: Lexicon, words: Words) -> Words:
    """The verb that words begin with, and the one that is joined to it."""
    if not words or not _is_whole_verb(lexicon, words):
        return []
    is_joined = len(words) > 2 and words[1][0] in JOINTS | {"、"} and is_verb(lexicon, words[2])
    return words[:3] if is_joined else words[:1]


def _is_whole_verb(lexicon: Lexicon, words: Words) -> bool:
    return is_verb(lexicon, words[0]) and len(words[0][0]) > 1 and words[0][0] not in lexicon.objects


def _rendered(here: SlotPlace, start: int, stop: int, other: str = "") -> str:
    """The text between two places, dates left out as whole expressions, other numbers as ``other`` with their unit."""
    told = SPACES.sub("", MARKER.sub("", "".join(_pieces(here, start, stop, other))))
    return TO_WHOM.sub("", BASIS.sub("", ASIDE.sub("", told)))


def _pieces(here: SlotPlace, start: int, stop: int, other: str) -> Iterator[str]:
    for one in here.slots:
        told = _told(here, one, here.text[start : one.start], other) if start <= one.start < one.reach <= stop else None
        if told is not None:
            yield told
            start = min(stop, _behind(here, one, stop))
    yield here.text[start:stop]


def _told(here: SlotPlace, one: Slot, piece: str, other: str) -> str | None:
    """What stands before a value, with what stands for it; None for a value that stays as it is."""
    if one.subkind == "duration" and RUN_OF_YEARS.search(piece):
        return RUN_OF_YEARS.sub("", piece)
    if is_quantity(one):
        return None if _is_limit(here, one) else piece + f"{other}{one.unit}" * bool(other)
    if is_time(one):
        return None if _is_needed(here, one, piece) else BEFORE_DATE.sub("", BUILT_IN.sub("", piece))
    return piece + other if one.kind is FactKind.MASK else None


def _is_needed(here: SlotPlace, one: Slot, piece: str) -> bool:
    """2022年 of 较2022年多3件, and of 由2022年同期的9件增至17件: without it the words before it say nothing."""
    if AGAINST.search(piece):
        return True
    return piece.endswith(("由", "从")) and TURNS.search(here.text, one.reach, clause_end(here)) is not None


def _behind(here: SlotPlace, one: Slot, stop: int) -> int:
    if is_time(one):
        return _behind_date(here, one, stop)
    return one.reach if is_quantity(one) else one.end


def _is_limit(here: SlotPlace, one: Slot) -> bool:
    """80周岁 of 80周岁以上老人, 7天 of 春节假期7天: it names a kind of things, and stays."""
    limit = LIMIT.match(here.text, one.reach)
    is_term = one.unit == "年" and here.text.startswith("期", one.reach)  # 5年期利率
    is_of_kind = (
        one.unit in AGES or is_term or (limit is not None and not CLAUSE_END.match(here.text[limit.end() :] or "，"))
    )
    return (is_of_kind or is_of_holiday(here.text, one)) and one.kind is FactKind.FIGURE


def _behind_date(here: SlotPlace, date: Slot, stop: int) -> int:
    """Where a text goes on behind a date and all that belongs to it: 2019年|投运的|变电站, 2023—2024|学年."""
    if here.text.startswith("的", date.reach):
        return date.reach + 1
    rest = here.lexicon.date_rests.match(here.text, date.reach, stop)
    behind = AFTER_DATE.match(here.text[date.reach : stop])
    place = rest.end() if rest else date.reach + (behind.end() if behind else 0)
    of = OF_DATE.match(here.text, place, stop)
    is_done = of is not None and all(tag[:1] in "vd" for _, tag in words_of(here.lexicon, of["done"]))
    return of.end() if of is not None and is_done else place


def _trimmed(here: SlotPlace, left: str) -> str:
    """Without who did it, times and adverbs in front, and the name of a document."""
    words = words_of(here.lexicon, left) if left else []
    told = joined(trimmed(here.lexicon, [*words, ("", "n")])[:-1]) if words else ""
    title = told.rfind("》") + 1
    return told[title:] if 0 < title < len(told) - 3 and "”" not in told[title:] else told
