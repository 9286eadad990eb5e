"""Set forms in which a number's label does not come from its own clause alone: 分别, 由A提高到B, 20万元以上的, 每村, 将…纳入."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from core.facts.clauses import (
    BLANK,
    COUNTED_SPREAD,
    EACH,
    LIMIT,
    MOST,
    SPREAD,
    Spread,
    compared,
    counts_list,
    is_bare_change,
    is_general,
    is_limit,
    is_lone_rate,
    limited_thing,
    members_of,
    run_over,
    spread_over,
    turned,
    whole_clause,
    with_subject,
)
from core.facts.describing import bound_label, capacity_of, size_label
from core.facts.earlier_labels import GAINED, SUM, Label, subjects, thing_told, told_in
from core.facts.labels.carried import HINTED, inherited, is_short_thing, sentence_before
from core.facts.labels.turns import paired, ranked
from core.facts.lexicon import Lexicon
from core.facts.measures import MAGNITUDES
from core.facts.phrases import (
    Words,
    activity_after,
    fitted,
    has_noun,
    is_noun,
    is_verb,
    joined,
    lead_off,
    length,
    thing_after,
    trimmed,
    without_verb,
    words_of,
)
from core.facts.sides import (
    AGES,
    MARKER,
    PEOPLE,
    cleaned,
    dateless,
    first_twin,
    is_quantity,
    last_reach,
    left_text,
    right_text,
)
from core.facts.slots import CONTEXT, Slot, SlotPlace, clause_start
from core.model.fact import FactKind, MaskKind
from core.model.text import CLAUSE_END

LEAST = 3  # characters of a thing without a verb that a lone verb behind it is told with
SHORT = 7  # characters of a thing that had better be told by what is done with it
AVERAGE = re.compile(r"(?:平均每[人户]|[人户亩日月年生村校床头班店]均|平均)$")
OTHERS = frozenset(("其余", "其他", "剩余", "另外"))
REST = re.compile(rf"其中|{'|'.join(sorted(OTHERS))}|{AVERAGE.pattern}")
EACH_GIVES = re.compile(r"每[户人亩村校家位名个件次头只吨所座处台辆](?=[^年月天][^，。；、]{0,6}$)")
HURT = re.compile(r"(?:造成|导致|致使?|、)$")
DISPOSED = re.compile(r"(?:将|把)(?P<thing>[^，。；：、]{2,10})")
KEPT_AT = re.compile(r"(?P<thing>[^，。；：、]{2,}?)(?:严格|一律|统一|均|都)*(?:按照?|以)")
FIRST_OR_LAST = re.compile("(?:[前后末]|倒数)$")
OF_DATE = re.compile(
    r"(?P<as>(?:是|为|相当于|达到?|恢复到?)(?P<base>[^，。；：、]{2,10}?)(?:同期|同月|全年)?的)[近约超逾]?$"
)
COUNTED_PEOPLE: Mapping[str, str] = MappingProxyType({"户": "户数", "人": "人口"})
LIMITS_THINGS = re.compile("及?以[上下内]的")  # 20万元以上的11个、50万元以上的4个
MADE_UP = frozenset(("组成", "构成"))
TIMES = frozenset(("倍", "成"))
SHARES = frozenset(("percent", MaskKind.PERCENT))
SUMMED = re.compile("(?P<sum>累计|总计)(?:均|各自|依次|分别)?$")


def _of_rest(here: SlotPlace, previous: Label) -> Label | None:
    """A number whose clause says only that it is a part or an average of what was told: 其中560人实现就业, 人均13.7小时."""
    slot = here.slot
    start = max(clause_start(here.text, slot.start), last_reach(here.slots, here.index))
    left = here.text[start : slot.start].strip("，、 ")
    if REST.fullmatch(left) is None or not _is_counted_before(here):
        return None
    whole = previous.subject if previous.is_done else previous.whole
    told = without_verb(here.lexicon, whole) or whole
    words = _rest_words(here.lexicon, left, right_text(here), told, slot) if is_short_thing(told) else ""
    return Label(words, "", told) if words else None


def _rest_words(lexicon: Lexicon, left: str, right: str, told: str, slot: Slot) -> str:
    if left in OTHERS:
        return left + (_other_thing(lexicon, right) or told)
    if left == "其中" and _begins_with_verb(lexicon, right):
        return fitted(lexicon, words_of(lexicon, told + right), MOST)
    is_average = AVERAGE.fullmatch(left) and not right and slot.unit not in AGES
    return left + told if is_average else ""


def _other_thing(lexicon: Lexicon, right: str) -> str:
    return "" if _begins_with_verb(lexicon, right) else thing_after(lexicon, right)


def _begins_with_verb(lexicon: Lexicon, text: str) -> bool:
    return bool(text) and words_of(lexicon, text)[0][1][:1] == "v"


def _is_counted_before(here: SlotPlace) -> bool:
    """Whether something was counted in the same unit before in the sentence."""
    unit = _of_persons(here.slot.unit)
    return any(_of_persons(one.unit) == unit for one in sentence_before(here))


def _of_persons(unit: str) -> str:
    """人 for 名 and 人次, any other unit without its magnitude."""
    unit = unit.lstrip(MAGNITUDES)
    return "人" if unit in ("名", "人次") else unit


def per_each(lexicon: Lexicon, text: str, slot: Slot, label: Label, previous: Label) -> Label:
    """每村 of 每村至少配备3名网格员: a number for each of them is no number of all."""
    each = EACH.match(text[clause_start(text, slot.start) : slot.start])
    if each is None:
        return _gives_each(lexicon, text, slot, label, previous) or _lone_each(lexicon, text, slot, label, previous)
    own, label = each["each"], _with_counted(lexicon, slot, label, previous)
    if own in label.words:
        return replace(label, words=label.words[label.words.index(own) :])
    if len(own) + len(label.words) > MOST:
        return label
    return replace(label, words=own + label.words.removeprefix(own.removeprefix("每")))


def _with_counted(lexicon: Lexicon, slot: Slot, label: Label, previous: Label) -> Label:
    """配备网格员 for the 配备 of 选聘网格员86名，每村至少配备1名."""
    is_same = bool(previous.verb) and slot.unit in [one.unit for one in previous.recent[-1:]]
    if not is_same or not is_verb(lexicon, words_of(lexicon, label.words)[-1]):
        return label
    return replace(label, words=label.words + thing_told(lexicon, previous))


def _gives_each(lexicon: Lexicon, text: str, slot: Slot, label: Label, previous: Label) -> Label | None:
    """每户给予产业补助, 每个幸福院补助: what is given to each."""
    start = clause_start(text, slot.start)
    gives = EACH_GIVES.match(text, start, slot.start)
    if gives is None or lexicon.each_does.fullmatch(text, start, slot.start):
        return None
    if "每" not in label.words:
        return replace(label, words=gives.group() + label.words)
    is_lone = label.words.startswith(gives.group()) and lexicon.rewards.match(label.words[2:]) is not None
    thing = _each_thing(lexicon, gives.group(), previous) if is_lone else ""
    return replace(label, words=gives.group() + thing + label.words[2:]) if is_lone else None


def _lone_each(lexicon: Lexicon, text: str, slot: Slot, label: Label, previous: Label) -> Label:
    """每村安排10个 behind 开发公益性岗位140个: each of them got what was counted before."""
    lone = lexicon.each_does.fullmatch(text, clause_start(text, slot.start), slot.start)
    if lone is None or not previous.words or thing_after(lexicon, text[slot.reach : slot.reach + CONTEXT]):
        return label
    counted = told_in(slot.unit, previous)
    told = without_verb(lexicon, counted) or counted or thing_told(lexicon, previous)
    return replace(label, words=lone.group() + told) if is_short_thing(told) else label


def _each_thing(lexicon: Lexicon, each: str, previous: Label) -> str:
    """幸福院 of 新建幸福院12个，每个补助10万元."""
    told = told_in(each[1:], previous)
    told = without_verb(lexicon, told) or told
    return told if is_short_thing(told) else ""


def of_form(here: SlotPlace, previous: Label) -> Label | None:
    """The label of a number in one of the set forms: 分别, 由A提高到B, 20万元以上的."""
    if counts_list(here.text, here.slot) and (counted := COUNTED_SPREAD.match(here.text, here.slot.reach)):
        return Label(counted["thing"], "", previous.subject, previous.recent)
    told = _spread(here, previous) or paired(here, previous) or ranked(here, previous) or _describing(here, previous)
    return told or _of_others(here, previous)


def _of_others(here: SlotPlace, previous: Label) -> Label | None:
    return (
        _multiple(here, previous)
        or _done(here)
        or _of_settlement(here, previous)
        or _limit(here, previous)
        or _of_rest(here, previous)
    )


def set_form(here: SlotPlace) -> Label | None:
    """The label of a number in a form that its own clause shows: 将…纳入, 每500亩, 造成11人死亡, 带动412户增收."""
    right = right_text(here)
    if not right:
        return None
    slot = here.slot
    if here.text.startswith("每", slot.start - 1) and slot.start:  # 每500亩配备1名: the 500 is told by its clause
        return Label(f"每{BLANK}{slot.unit}{right}"[:MOST])
    behind = words_of(here.lexicon, right)
    if behind[0][1][:1] != "v":
        return None
    return _clause_form(here, right, behind)


def _clause_form(here: SlotPlace, right: str, behind: Words) -> Label | None:
    """The label of a number whose activity, the words ``behind``, ends the clause."""
    told = _made_up(here, right) or _disposed(here, right) or _kept_at(here, right)
    return told or (_lone_activity(here, right) if len(behind) == 1 else None)


def _disposed(here: SlotPlace, right: str) -> Label | None:
    """将失信被执行人1203人次纳入名单: the object with what is done with it."""
    found = DISPOSED.fullmatch(left_text(here)[0])
    thing = joined(trimmed(here.lexicon, words_of(here.lexicon, found["thing"]))) if found else ""
    return (
        Label(thing + activity_after(here.lexicon, right, max(4, MOST - len(thing))), "", thing)
        if 0 < len(thing) <= HINTED
        else None
    )


def _made_up(here: SlotPlace, right: str) -> Label | None:
    """支委会组成 of 支委会由5人组成."""
    left = left_text(here)[0] if right in MADE_UP else ""
    lead = trimmed(here.lexicon, words_of(here.lexicon, left.removesuffix("由"))) if left.endswith("由") else []
    return Label(joined(lead) + right, "", joined(lead)) if lead and has_noun(here.lexicon, lead) else None


def _kept_at(here: SlotPlace, activity: str) -> Label | None:
    """上座率控制 of 上座率严格按照70%控制: what is kept at a share."""
    is_kept = here.slot.subkind in SHARES and activity in ("控制", "掌握", "征收")
    found = KEPT_AT.fullmatch(left_text(here)[0]) if is_kept else None
    thing = joined(trimmed(here.lexicon, words_of(here.lexicon, found["thing"]))) if found else ""
    return (
        Label(fitted(here.lexicon, words_of(here.lexicon, thing), MOST - len(activity)) + activity, "", thing)
        if thing
        else None
    )


def _lone_activity(here: SlotPlace, activity: str) -> Label | None:
    """造成11人死亡、38人受伤: what happened to them; 带动脱贫户412户1360人增收: the thing before the number with the verb."""
    left = left_text(here.at(first_twin(here.slots, here.index)))[0]
    if here.slot.unit in PEOPLE and HURT.search(left):
        return Label(activity, "", activity)
    lead = trimmed(here.lexicon, words_of(here.lexicon, lead_off(here.lexicon, left)))
    if len(lead) == 2 and lead[1][0] in here.lexicon.pivots and is_noun(here.lexicon, lead[0]):
        return Label(fitted(here.lexicon, lead, MOST - 2) + activity, lead[1][0], lead[0][0])  # “长跑”吸引8600人参加
    if activity in here.lexicon.activities or not _leads_things(here.lexicon, lead):
        return None
    return Label(fitted(here.lexicon, lead, MOST - 2) + activity, lead[0][0], joined(lead[1:]))


def _leads_things(lexicon: Lexicon, lead: Words) -> bool:
    """带动|脱贫户: a verb whose object does something itself."""
    return len(lead) > 1 and lead[0][0] in lexicon.pivots and length(lead) > LEAST


def is_part(here: SlotPlace) -> bool:
    """Whether the number's clause begins with 其中, stands behind 其中， or in a bracket behind a number: 水库10座（大型2座、小型8座）."""
    text, start = here.text, clause_start(here.text, here.slot.start)
    if text.startswith("其中", start) or text.endswith(("其中，", "其中：", "（其中"), 0, start):
        return True
    opened = text.rfind("（", 0, here.slot.start)
    is_inside = text.find("）", opened, here.slot.start) < 0 <= opened
    return is_inside and any(one.reach == opened and one.subkind == "count" for one in here.slots)


def done_of(here: SlotPlace) -> tuple[int, re.Match[str]] | None:
    """The place of the whole in 72项任务完成68项, where ``here`` is the 72 or the 68, and the words between the two."""
    numbers = [index for index, one in enumerate(here.slots) if is_quantity(one)]
    place = numbers.index(here.index)
    for first, second in pairwise(numbers[max(0, place - 1) : place + 2]):
        one, other = here.slots[first], here.slots[second]
        found = here.lexicon.settled.fullmatch(here.text, one.reach, other.start)
        is_last = other.reach == len(here.text) or here.text[other.reach] in "，。；、："
        if found and is_last and one.unit == other.unit and one.subkind not in SHARES:
            return first, found
    return None


def _done(here: SlotPlace) -> Label | None:
    """完成任务 of 72项任务完成68项."""
    pair = done_of(here)
    if pair is None or pair[0] == here.index:
        return None
    activity, thing = pair[1]["activity"], joined(trimmed(here.lexicon, words_of(here.lexicon, pair[1]["thing"])))
    return Label(activity + thing, activity, thing) if thing else None


def _of_settlement(here: SlotPlace, previous: Label) -> Label | None:
    """户数 and 人口 of 14个行政村，5230户18640人: households and people that nothing else is said of."""
    told = COUNTED_PEOPLE.get(here.slot.unit)
    if told is None or not previous.words or not _is_bare_clause(here):
        return None
    return Label(told, "", previous.subject) if _has_people(here.lexicon, previous.words) else None


def _is_bare_clause(here: SlotPlace) -> bool:
    """Whether a clause behind a comma is nothing but the number, or the two of 486户1932人."""
    first = here.slots[first_twin(here.slots, here.index)]
    start = clause_start(here.text, first.start)
    is_behind = here.text.startswith("，", max(0, start - 1))
    return is_behind and not here.text[start : first.start].strip(" 　共约有") and not right_text(here)


def _has_people(lexicon: Lexicon, words: str) -> bool:
    """Whether a label counts villages or the people in them; 走访自然村 counts visits."""
    if words in COUNTED_PEOPLE.values() or words.endswith("人口"):
        return True
    told = words_of(lexicon, words)
    is_activity = is_verb(lexicon, told[0]) and not told[0][0].endswith("辖")
    return not is_activity and words.endswith(tuple(lexicon.settlements))


def _limit(here: SlotPlace, previous: Label) -> Label | None:
    """收入20万元以上的村12个: the 20 is told by its clause with a blank, for it counts nothing."""
    slot = here.slot
    following = next((one for one in here.slots[here.index + 1 :] if is_quantity(one)), None)
    if slot.unit in AGES or following is None or not is_limit(here.text, slot, following.start):
        return None
    told = whole_clause(here.lexicon, here.text, slot, clause_start(here.text, slot.start), here.slots)
    told = _full_limit(told.removeprefix("其中").removesuffix("的"), previous)
    is_of_measure = told.startswith(BLANK) and is_part(here) and here.lexicon.measured.search(previous.subject)
    return Label(previous.subject + told if is_of_measure else told, "", previous.subject)


def _full_limit(told: str, previous: Label) -> str:
    """＿万元以上 with the thing that the limit before it said."""
    thing = limited_thing(subjects(previous)) if LIMIT.fullmatch(told[-2:]) else ""
    return f"{told}的{thing}" if thing else told


def _spread(here: SlotPlace, previous: Label) -> Label | None:
    """A、B分别增长x、y: each number with its own member; 分别 without members takes the subjects before it."""
    numbers = [one for one in here.slots if is_quantity(one)]
    place = numbers.index(here.slot)
    start = behind_dates(here, clause_start(here.text, here.slot.start))
    found = spread_over(here.lexicon, here.text, start, numbers, place) or _run_on(here, start, numbers, place)
    if found is None:
        return None
    predicate = turned(here.lexicon, here.text, numbers, place, found.rank) or _predicate(here, found)
    if turn := _turn(here.lexicon, here.text, numbers, place, found):
        found, predicate = turn
    summed = None if found.members else _of_sum(here, found, previous)
    return summed or _of_member(here, found, predicate, previous)


def _run_on(here: SlotPlace, start: int, numbers: Sequence[Slot], place: int) -> Spread | None:
    """A和B为x、y; a number that only limits things (20万元以上的) is in no such row."""
    if LIMITS_THINGS.match(here.text, here.slot.reach):
        return None
    return run_over(here.lexicon, here.text, start, numbers, place)


def behind_dates(here: SlotPlace, start: int) -> int:
    """Where a clause goes on behind the dates it begins with: 一季度用电量、用气量分别…, 2021年、2022年产值分别…"""
    for one in here.slots[: here.index]:
        joins = one.start >= start and not here.text[start : one.start].strip("、和")
        if joins and one.kind is FactKind.DATE:
            start = _end_of_year(here.text, one)
    return start


def _end_of_year(text: str, date: Slot) -> int:
    """Where a date ends with the 末 that belongs to it."""
    return date.reach + text.startswith(("末", "底", "初"), date.reach)


def _of_member(here: SlotPlace, found: Spread, predicate: str, previous: Label) -> Label | None:
    """The predicate with the member that the number belongs to; None where there are too few members."""
    own = "" if found.members else _said_before(here, found)
    if own and not _is_of_earlier(here, found, own):
        year = _own_year(here, found)  # 毕业班语数合格率分别为97%和95%: whose the numbers are is hidden in a word
        return Label(year + with_subject(here.lexicon, own, predicate), "", own)
    predicate = predicate or own
    members = _of_all(_members(here, found, previous), predicate)
    if len(members) < found.count:
        return None
    subject = joined(trimmed(here.lexicon, words_of(here.lexicon, members[found.rank])))
    words = with_subject(here.lexicon, subject, predicate) + predicate[-1:] * predicate.endswith("的")
    return Label(words, "", subject, previous.recent if not found.members else ())


def _of_all(members: list[str], measure: str) -> list[str]:
    """The members without the verb of what was added, for a measure of all: 建成站点12个、学校3所，总数分别达到36个、8所."""
    return [GAINED.sub("", member) for member in members] if SUM.search(measure) else members


def _of_sum(here: SlotPlace, found: Spread, previous: Label) -> Label | None:
    """累计项目 of 新签约项目5个、合同8份，累计分别达到20个、30份: the sums of all, not what came in addition."""
    sums = SUMMED.search(here.text, clause_start(here.text, here.slot.start), found.start)
    members = _members(here, found, previous) if sums else []
    if sums is None or len(members) < found.count:
        return None
    subject = joined(trimmed(here.lexicon, words_of(here.lexicon, GAINED.sub("", members[found.rank]))))
    return Label(sums["sum"] + subject, "", subject, previous.recent)


def _predicate(here: SlotPlace, found: Spread) -> str:
    """What is said of all members: without dates, but for the year that the numbers are multiples of."""
    raw = here.text[found.start : found.stop]
    if _is_multiple(here.slot) and OF_DATE.search(raw):
        return raw
    return lead_off(here.lexicon, cleaned(dateless(here.text, here.slots, found.start, found.stop)))


def _is_multiple(slot: Slot) -> bool:
    return slot.unit in TIMES or slot.subkind in SHARES or slot.subkind == "fraction"


def _multiple(here: SlotPlace, previous: Label) -> Label | None:
    """恢复到2019年的九成: the year is what the number is a multiple of, and stays."""
    slot = here.slot
    start = clause_start(here.text, slot.start)
    found = OF_DATE.search(here.text, start, slot.start) if _is_multiple(slot) else None
    if found is None:
        return None
    if not _is_base(here, found):
        return None
    own = joined(trimmed(here.lexicon, words_of(here.lexicon, cleaned(here.text[start : found.start()]))))
    subject = own or inherited(here, previous)
    return Label(with_subject(here.lexicon, subject, found["as"]) + "的", "", subject) if subject else None


def _is_base(here: SlotPlace, found: re.Match[str]) -> bool:
    """Whether a number is a multiple of a year's, or of anything but a plan: 为正常保有量的102%."""
    if here.slot.unit == "倍" or any(
        one.start == found.start("base") for one in here.slots if one.kind is FactKind.DATE
    ):
        return True
    is_share = here.slot.unit == "%" and found["as"].startswith(("为", "相当于"))
    return is_share and here.lexicon.of_goal.search(found["as"]) is None


def _said_before(here: SlotPlace, found: Spread) -> str:
    """建成率 of 建成率分别为100%和96%: what stands before 分别 where that is no list."""
    start = max(clause_start(here.text, here.slot.start), last_reach(here.slots, _first_of(here, found)))
    raw = SPREAD.sub("", dateless(here.text, here.slots, start, found.start))
    told = cleaned(MARKER.sub("", raw)).strip("，、")
    if here.lexicon.measured.search(told) and len(told) < SHORT:
        return told
    return joined(trimmed(here.lexicon, words_of(here.lexicon, lead_off(here.lexicon, told))))


def _first_of(here: SlotPlace, found: Spread) -> int:
    return next((place for place, one in enumerate(here.slots) if one.start >= found.stop), here.index)


def _is_of_earlier(here: SlotPlace, found: Spread, own: str) -> bool:
    """Whether words before 分别 only say what is told of the members in the clauses before: 建成率, 月人均补差, 均."""
    lexicon = here.lexicon
    if own.startswith("占") or is_general(lexicon, own) or is_lone_rate(lexicon, own) or is_bare_change(lexicon, own):
        return True
    is_listed = len(sentence_before(here.at(_first_of(here, found)))) >= found.count
    is_measure = is_listed and len(own) < SHORT and lexicon.measured.search(own) is not None
    return is_measure or not has_noun(lexicon, words_of(lexicon, own))


def _own_year(here: SlotPlace, found: Spread) -> str:
    """2022年 of 2021年、2022年产值分别为3亿元、4亿元: as many years in a row as there are numbers behind them; empty for any other."""
    stop = here.slots[_first_of(here, found)].start
    start = clause_start(here.text, stop)
    years = [one for one in here.slots if start <= one.start < stop and one.subkind == "year"]
    if len(years) != found.count:
        return ""
    return here.text[years[found.rank].start : _end_of_year(here.text, years[found.rank])]


def _turn(lexicon: Lexicon, text: str, numbers: Sequence[Slot], place: int, found: Spread) -> tuple[Spread, str] | None:
    """分别由A、B提高到C、D: the member that a number belongs to, and 提高前 or 提高到."""
    half = found.count // 2
    if found.count % 2 or text[found.start : found.start + 1] not in ("由", "从"):
        return None
    first = place - found.rank
    verb = lexicon.up_to.match(text, numbers[first + half - 1].reach)
    if verb is None or verb.end() > numbers[first + half].start:
        return None
    side = "前" if found.rank < half else "到"
    return replace(found, rank=found.rank % half, count=half), verb["verb"] + side


def _members(here: SlotPlace, found: Spread, previous: Label) -> list[str]:
    own = [cleaned(MARKER.sub("", member)) for member in found.members]
    before = sentence_before(here.at(_first_of(here, found)))
    return own or _earlier(here.lexicon, [one.words for one in previous.recent], (found.count, len(before)))


def _earlier(lexicon: Lexicon, recent: Sequence[str], counts: tuple[int, int]) -> list[str]:
    """The members that a 分别 without its own looks back to: the last subjects, or the last subject's where fewer numbers than
    it has stand before in the sentence."""
    count, before = counts
    members = members_of(lexicon, recent[-1]) if recent and before < count else []
    return members if len(members) == count else list(recent[-count:])


def _is_first_or_last(text: str, slot: Slot) -> bool:
    """Whether a number only says which of an order are meant: 排名后5位的站点."""
    is_of = slot.unit in ("位", "名") and text.startswith("的", slot.reach)
    return is_of and FIRST_OR_LAST.search(text[: slot.start]) is not None


def _describing(here: SlotPlace, previous: Label) -> Label | None:
    """A number that describes a thing: 60千瓦电站, 日处理2万吨, 标的额在50万元以下的案件."""
    slot, text, lexicon = here.slot, here.text, here.lexicon
    if _is_first_or_last(text, slot):
        return Label(
            whole_clause(lexicon, text, slot, clause_start(text, slot.start), here.slots), "", previous.subject
        )
    if words := bound_label(lexicon, text, slot):
        return Label(words, "", ("的" + words).rpartition("的")[2] * ("的" in words) or previous.subject)
    following = _next_quantity(here)
    if own := capacity_of(text[clause_start(text, slot.start) : slot.start], lexicon):
        return _capacity(here, previous, own, following)
    verb = previous.verb if previous.words.startswith(previous.verb) else ""
    found = size_label(lexicon, text, slot, following, verb)
    return Label(found[0], verb if found[0].startswith(verb) else "", found[1]) if found else None


def _next_quantity(here: SlotPlace) -> int:
    return next((one.start for one in here.slots[here.index + 1 :] if is_quantity(one)), len(here.text))


def _capacity(here: SlotPlace, previous: Label, own: str, stop: int) -> Label:
    """日处理＿吨的污水处理厂; 日处理生活垃圾 with its object; otherwise with whose it is: 二期工程日处理."""
    slot, text = here.slot, here.text
    link = "的" if text.startswith("的", slot.reach) else ""
    behind = text[slot.reach + len(link) : min(stop, slot.reach + CONTEXT)]
    thing = thing_after(here.lexicon, CLAUSE_END.split(behind)[0])
    if thing and (link or (behind == thing and stop < len(text))):
        return Label(f"{own}{BLANK}{slot.unit}{link}{thing}", "", thing)
    if thing:
        return Label(own + thing, "", thing)
    before = text[clause_start(text, slot.start) : slot.start].removesuffix(own)
    told = joined(trimmed(here.lexicon, words_of(here.lexicon, cleaned(before.rpartition("、")[2]))))
    subject = told or inherited(here, previous)
    return Label(with_subject(here.lexicon, subject, own), "", subject)


def of_comparison(lexicon: Lexicon, left: str) -> Label | None:
    """平均年龄较换届前下降: the subject stands before what it is compared with."""
    subject, predicate = compared(lexicon, left)
    told = joined(trimmed(lexicon, words_of(lexicon, subject)))
    return Label(told + predicate, "", told) if told else None
