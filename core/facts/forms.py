"""Set forms in which a number's label does not come from its own clause alone: 分别, 由A提高到B, 20万元以上的, 每村, 将…纳入."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.facts.clauses import (
    BLANK,
    CLAUSE,
    EACH,
    EACH_DOES,
    FROM,
    LIMIT,
    MEASURED,
    MOST,
    SENTENCE,
    SPREAD,
    UP_TO,
    Spread,
    compared,
    from_to,
    is_limit,
    limited_thing,
    members_of,
    needs_subject,
    run_over,
    spread_over,
    topic,
    whole_clause,
    with_subject,
)
from core.facts.measures import MAGNITUDES
from core.facts.phrases import (
    ACTIVITIES,
    PIVOTS,
    deed_after,
    fitted,
    is_verb,
    joined,
    lead_off,
    leading_noun,
    length,
    thing_after,
    thing_before,
    trimmed,
    without_verb,
    words_of,
)
from core.facts.sides import AGES, MARKER, PEOPLE, cleaned, first_twin, is_quantity, last_reach, left_text, right_text
from core.facts.slots import CONTEXT, Slot, clause_start
from core.model.fact import FactKind, MaskKind

LEAST = 3  # characters of a thing without a verb that a lone verb behind it is told with
SHORT = 7  # characters of a thing that had better be told by what is done with it
HINTED = 10  # characters of a thing that a lone verb behind it is told with
AVERAGE = re.compile(r"(?:平均每[人户]|[人户亩日月年生村校床头班店]均|平均)$")
OTHERS = frozenset(("其余", "其他", "剩余", "另外"))
REST = re.compile(rf"其中|{'|'.join(sorted(OTHERS))}|{AVERAGE.pattern}")
HURT = re.compile(r"(?:造成|导致|致使?|、)$")
DISPOSED = re.compile(r"(?:将|把)(?P<thing>[^，。；：、]{2,10})")
OF_DATE = re.compile(
    r"(?P<as>(?:是|为|相当于|达到?|恢复到?)(?P<base>[^，。；：、]{2,10}?)(?:同期|同月|全年)?的)[近约超逾]?$"
)
TIMES = frozenset(("倍", "成"))
SHARES = frozenset(("percent", MaskKind.PERCENT))
IDLE = re.compile(
    r"再?(?:创|居|位|排名?|列|名列|首次|按|扣除|剔除|其中|同比|较|比|在|达)"
)  # a clause that brings no new subject


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a label without the unit, and what the numbers behind it may go on from.

    ``verb`` is shared by a following 、-member, ``subject`` is what a bare change (增长) is of, ``recent`` the subjects
    so far in the paragraph with their units, latest last, ``opened`` the verb of a pair 由A提高到B whose A this is, ``told``
    the words of the last quantity, dates and names passed over, ``whole`` those of the last one that is no part (其中).
    """

    words: str = ""
    verb: str = ""
    subject: str = ""
    recent: tuple[tuple[str, str], ...] = ()
    opened: str = ""
    told: str = ""
    whole: str = ""


def _of_rest(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """A number whose clause says only that it is a part or an average of what was told: 其中560人实现就业, 人均13.7小时."""
    slot = slots[index]
    left = text[clause_start(text, slot.start) : slot.start].strip("，、 ")
    if REST.fullmatch(left) is None or not _is_counted_before(text, slots, index):
        return None
    told = without_verb(previous.whole) or previous.whole
    words = _rest_words(left, right_text(text, slots, index), told, slot) if is_short_thing(told) else ""
    return Label(words, "", told) if words else None


def _rest_words(left: str, right: str, told: str, slot: Slot) -> str:
    if left in OTHERS:
        return left + (thing_after(right) or told)
    if left == "其中" and _begins_with_verb(right):
        return fitted(words_of(told + right), MOST)
    is_average = AVERAGE.fullmatch(left) and not right and slot.unit not in AGES
    return left + told if is_average else ""


def is_short_thing(told: str) -> bool:
    """Whether words can stand in the label of another number."""
    return 0 < len(told) <= HINTED and BLANK not in told


def _begins_with_verb(text: str) -> bool:
    return bool(text) and words_of(text)[0][1][:1] == "v"


def _is_counted_before(text: str, slots: Sequence[Slot], index: int) -> bool:
    """Whether something was counted in the same unit before in the sentence."""
    unit = slots[index].unit.lstrip(MAGNITUDES)
    return any(one.unit.lstrip(MAGNITUDES) == unit for one in sentence_before(text, slots, index))


def per_each(text: str, slot: Slot, label: Label, previous: Label) -> Label:
    """每村 of 每村至少配备3名网格员: a number for each of them is no number of all."""
    each = EACH.match(text[clause_start(text, slot.start) : slot.start])
    if each and previous.verb and is_verb(words_of(label.words)[-1]):
        label = replace(label, words=label.words + thing_told(previous))
    if each and each["each"] in label.words:
        return replace(label, words=label.words[label.words.index(each["each"]) :])
    if each is None:
        return _lone_each(text, slot, label, previous)
    own = each["each"]
    if len(own) + len(label.words) > MOST:
        return label
    return replace(label, words=own + label.words.removeprefix(own.removeprefix("每")))


def _lone_each(text: str, slot: Slot, label: Label, previous: Label) -> Label:
    """每村安排10个 behind 开发公益性岗位140个: each of them got what was counted before."""
    lone = EACH_DOES.fullmatch(text, clause_start(text, slot.start), slot.start)
    if lone is None or not previous.words or thing_after(text[slot.reach : slot.reach + CONTEXT]):
        return label
    counted = told_in(slot.unit, previous)
    told = without_verb(counted) or counted or thing_told(previous)
    return replace(label, words=lone.group() + told) if is_short_thing(told) else label


def of_form(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """The label of a number in one of the set forms: 分别, 由A提高到B, 20万元以上的."""
    return (
        _spread(text, slots, index, previous)
        or _paired(text, slots, index, previous)
        or _multiple(text, slots, index, previous)
        or _limit(text, slots, index, previous)
        or _of_rest(text, slots, index, previous)
    )


def set_form(text: str, slots: Sequence[Slot], index: int) -> Label | None:
    """The label of a number in a form that its own clause shows: 将…纳入, 每500亩, 造成11人死亡, 带动412户增收."""
    right = right_text(text, slots, index)
    if not right:
        return None
    slot = slots[index]
    if text.startswith("每", slot.start - 1) and slot.start:  # 每500亩配备1名: the 500 is told by its clause
        return Label(f"每{BLANK}{slot.unit}{right}"[:MOST])
    behind = words_of(right)
    if behind[0][1][:1] != "v":
        return None
    return _disposed(text, slots, index, right) or (_lone_deed(text, slots, index, right) if len(behind) == 1 else None)


def _disposed(text: str, slots: Sequence[Slot], index: int, right: str) -> Label | None:
    """将失信被执行人1203人次纳入名单: the object with what is done with it."""
    found = DISPOSED.fullmatch(left_text(text, slots, index)[0])
    thing = joined(trimmed(words_of(found["thing"]))) if found else ""
    return Label(thing + deed_after(right, max(4, MOST - len(thing))), "", thing) if 0 < len(thing) <= HINTED else None


def _lone_deed(text: str, slots: Sequence[Slot], index: int, deed: str) -> Label | None:
    """造成11人死亡、38人受伤: what happened to them; 带动脱贫户412户1360人增收: the thing before the number with the verb."""
    left = left_text(text, slots, first_twin(slots, index))[0]
    if slots[index].unit in PEOPLE and HURT.search(left):
        return Label(deed, "", deed)
    lead = trimmed(words_of(lead_off(left)))
    if deed in ACTIVITIES or len(lead) < 2 or lead[0][0] not in PIVOTS or length(lead) <= LEAST:
        return None
    return Label(fitted(lead, MOST - 2) + deed, lead[0][0], joined(lead[1:]))


def is_part(text: str, slot: Slot) -> bool:
    """Whether the number's clause begins with 其中."""
    return text.startswith("其中", clause_start(text, slot.start))


def _limit(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """收入20万元以上的村12个: the 20 is told by its clause with a blank, for it counts nothing."""
    slot = slots[index]
    following = next((one for one in slots[index + 1 :] if is_quantity(one)), None)
    if slot.unit in AGES or following is None or not is_limit(text, slot, following.start):
        return None
    told = whole_clause(text, slot, clause_start(text, slot.start), slots)
    told = _full_limit(told.removeprefix("其中").removesuffix("的"), previous)
    is_of_measure = told.startswith(BLANK) and is_part(text, slot) and MEASURED.search(previous.subject)
    return Label(previous.subject + told if is_of_measure else told, "", previous.subject)


def _full_limit(told: str, previous: Label) -> str:
    """＿万元以上 with the thing that the limit before it said."""
    thing = limited_thing(subjects(previous)) if LIMIT.fullmatch(told[-2:]) else ""
    return f"{told}的{thing}" if thing else told


def subjects(previous: Label) -> list[str]:
    """What the clauses before were about, latest last."""
    return [subject for subject, _ in previous.recent]


def _spread(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """A、B分别增长x、y: each number with its own member; 分别 without members takes the subjects before it."""
    numbers = [one for one in slots if is_quantity(one)]
    place = numbers.index(slots[index])
    start = clause_start(text, slots[index].start)
    found = spread_over(text, start, numbers, place) or run_over(text, start, numbers, place)
    if found is None:
        return None
    predicate = _predicate(text, slots, index, found)
    if turn := _turn(text, numbers, place, found):
        found, predicate = turn
    predicate = predicate or _measure_before(text, slots, index, found)
    members = _members(found, previous)
    if len(members) < found.count:
        return None
    subject = joined(trimmed(words_of(members[found.rank])))
    words = with_subject(subject, predicate) + predicate[-1:] * predicate.endswith("的")
    return Label(words, "", subject, previous.recent if not found.members else ())


def _predicate(text: str, slots: Sequence[Slot], index: int, found: Spread) -> str:
    """What is said of all members: without dates, but for the year that the numbers are multiples of."""
    raw = text[found.start : found.stop]
    if _is_multiple(slots[index]) and OF_DATE.search(raw):
        return raw
    return lead_off(cleaned(_dateless(text, slots, found.start, found.stop)))


def _is_multiple(slot: Slot) -> bool:
    return slot.unit in TIMES or slot.subkind in SHARES or slot.subkind == "fraction"


def _multiple(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """恢复到2019年的九成: the year is what the number is a multiple of, and stays."""
    slot = slots[index]
    start = clause_start(text, slot.start)
    found = OF_DATE.search(text, start, slot.start) if _is_multiple(slot) else None
    if found is None:
        return None
    if not any(one.kind is FactKind.DATE and one.start == found.start("base") for one in slots[:index]):
        return None
    own = joined(trimmed(words_of(cleaned(text[start : found.start()]))))
    subject = own or inherited(text, slots, index, previous)
    return Label(with_subject(subject, found["as"]) + "的", "", subject) if subject else None


def _measure_before(text: str, slots: Sequence[Slot], index: int, found: Spread) -> str:
    """建成率 of 建成率分别为100%和96%, where the members stand in the clauses before."""
    own = "" if found.members else SPREAD.sub("", text[clause_start(text, slots[index].start) : found.start])
    return own if MEASURED.search(own) and len(own) < SHORT else ""


def _turn(text: str, numbers: Sequence[Slot], place: int, found: Spread) -> tuple[Spread, str] | None:
    """分别由A、B提高到C、D: the member that a number belongs to, and 提高前 or 提高到."""
    half = found.count // 2
    if found.count % 2 or text[found.start : found.start + 1] not in ("由", "从"):
        return None
    first = place - found.rank
    verb = UP_TO.match(text, numbers[first + half - 1].reach)
    if verb is None or verb.end() > numbers[first + half].start:
        return None
    side = "前" if found.rank < half else "到"
    return replace(found, rank=found.rank % half, count=half), verb["verb"] + side


def _members(found: Spread, previous: Label) -> list[str]:
    own = [cleaned(MARKER.sub("", member)) for member in found.members]
    return own or _earlier(subjects(previous), found.count)


def _earlier(recent: Sequence[str], count: int) -> list[str]:
    """The members that a 分别 without its own looks back to: the last subject's, or the last subjects."""
    members = members_of(recent[-1]) if recent else []
    return members if len(members) == count else list(recent[-count:])


def _dateless(text: str, slots: Sequence[Slot], start: int, stop: int) -> str:
    """The text between two places without the dates in it."""
    pieces: list[str] = []
    for other in slots:
        if start <= other.start and other.reach <= stop:
            pieces.append(text[start : other.start])
            start = other.reach
    return "".join((*pieces, text[start:stop]))


def _paired(text: str, slots: Sequence[Slot], index: int, previous: Label) -> Label | None:
    """由A提高到B: 提高前 and 提高到 of one subject."""
    slot = slots[index]
    begin = max(clause_start(text, slot.start), last_reach(slots, index))
    raw = text[begin : slot.start]
    following = next((one for one in slots[index + 1 :] if is_quantity(one)), None)
    if verb := from_to(text, raw, slot, following):
        subject = _whose(text, slots, index, previous, _own_subject(text, slots, begin, raw))
        return Label(with_subject(subject, verb + "前"), "", subject, (), verb)
    if previous.opened and previous.opened in raw and not CLAUSE.search(raw):
        return Label(with_subject(previous.subject, previous.opened + "到"), "", previous.subject)
    return None


def _whose(text: str, slots: Sequence[Slot], index: int, previous: Label, own: str) -> str:
    """The subject in the clause itself, with that of the clause before where it is a share or a lone measure."""
    if own and not needs_subject(own, own, ""):
        return own
    return with_subject(inherited(text, slots, index, previous), own)


def _own_subject(text: str, slots: Sequence[Slot], begin: int, raw: str) -> str:
    opening, place = FROM.fullmatch(raw), begin
    aged = next((one for one in slots if one.unit in AGES and one.reach == begin), None)
    begin = aged.start if aged else begin  # 35岁以下干部占比由…
    others = [one for one in slots if one != aged]
    stop = place + (opening.end("subject") if opening else 0)
    return thing_before(trimmed(words_of(cleaned(MARKER.sub("", _dateless(text, others, begin, stop))))) or [("", "x")])


def inherited(text: str, slots: Sequence[Slot], index: int, previous: Label) -> str:
    """What a clause without a subject of its own goes on about."""
    start = clause_start(text, slots[index].start)
    reach = last_reach(slots, index)
    if not reach:
        return topic(text, start)
    between = text[reach:start]
    nearer = _nearer(CLAUSE.split(between)[1:-1])
    if nearer or not SENTENCE.search(between):
        return nearer or previous.subject
    return topic(text, start) or previous.subject


def _nearer(clauses: Sequence[str]) -> str:
    """The subject of the last whole clause that brings one."""
    told = (leading_noun(clause) for clause in reversed(clauses) if not IDLE.match(clause))
    return next((noun for noun in told if noun), "")


def told_in(unit: str, previous: Label) -> str:
    """What was last counted in a unit."""
    return next((subject for subject, own in reversed(previous.recent) if own == unit), "")


def sentence_before(text: str, slots: Sequence[Slot], index: int) -> list[Slot]:
    """The numbers before in the same sentence."""
    stop = slots[index].start
    return [one for one in slots[:index] if is_quantity(one) and not SENTENCE.search(text, one.reach, stop)]


def thing_told(previous: Label) -> str:
    """The thing of the quantity before, without the verb that governs it."""
    if previous.verb and len(previous.words) - len(previous.verb) > 1 and previous.words.startswith(previous.verb):
        return previous.words.removeprefix(previous.verb)
    return without_verb(previous.words) or previous.words


def of_comparison(left: str) -> Label | None:
    """平均年龄较换届前下降: the subject stands before what it is compared with."""
    subject, predicate = compared(left)
    told = joined(trimmed(words_of(subject)))
    return Label(told + predicate, "", told) if told else None
