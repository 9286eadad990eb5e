"""Changes, shares and lone measures, each with what it is of: 同比增长 → 产值同比增长, 参训率 → 村干部参训率."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.facts.clauses import (
    BLANK,
    MOST,
    is_bare_change,
    is_general,
    is_lone_rate,
    measured_by,
    needs_subject,
    with_subject,
)
from core.facts.earlier_labels import GAINED, SUM, Label, Told, subjects, told_in, with_recent
from core.facts.forms import SHARES, is_part
from core.facts.labels.carried import inherited, is_short_thing, sentence_before
from core.facts.labels.topics import object_between, project_of
from core.facts.lexicon import Lexicon
from core.facts.measures import MAGNITUDES
from core.facts.phrases import (
    NEGATIONS,
    Words,
    activity_after,
    has_noun,
    is_plain_thing,
    is_verb,
    joined,
    lead_off,
    opening_verb,
    thing_after,
    without_verb,
    words_of,
)
from core.facts.sides import AGES, is_quantity, last_reach, left_text, opened_list, right_text
from core.facts.slots import Slot, SlotPlace, clause_start
from core.model.text import CLAUSE_END

ALREADY = re.compile("^(?:已经?|均已?|都已?|全部)")
AMONG = re.compile("(?P<whole>[^，。；：、]{2,8})中，?有?")
GROSS = re.compile("(?<=..)(?:毛|净|总|平均)$")  # 毛入园率
TWO_SIGN_RATE = re.compile("(?:(?<=..)|^)..率$")
RATE = re.compile("率[^，]{0,4}$")
SPENT = "投入资金"
KEPT = re.compile("(?:控制|稳定|保持|维持)在")  # a rate that is kept is one of its own, not of what was counted


def of_whole(here: SlotPlace, previous: Label, label: Label) -> Label:
    """引进博士 of 引进人才46人，其中博士5人: what was done with the whole was done with its parts."""
    if not is_part(here) or not _is_counted_part(here, label.words):
        return label
    if here.lexicon.lone_end.search(previous.whole):  # 新建农田总投资960万元，其中中央资金720万元
        return label
    verb = opening_verb(here.lexicon, words_of(here.lexicon, previous.whole))
    fits = bool(verb) and verb not in here.lexicon.openers and len(verb) + len(label.words) <= MOST
    return replace(label, words=verb + label.words) if fits else label


def _is_counted_part(here: SlotPlace, words: str) -> bool:
    """Whether words name a thing that is counted as the whole before 其中 is."""
    slot, lexicon = here.slot, here.lexicon
    if slot.subkind in SHARES or _unit_of_whole(here) != slot.unit.lstrip(MAGNITUDES) or BLANK in words:
        return False
    is_measure = is_general(lexicon, words) or lexicon.measured.search(words)
    return not is_measure and is_plain_thing(lexicon, words_of(lexicon, words))


def _unit_of_whole(here: SlotPlace) -> str:
    """The unit of the last number before the clause that is no change."""
    start = clause_start(here.text, here.slot.start)
    before = (one.unit for one in reversed(here.slots[: here.index]) if one.reach <= start and is_quantity(one))
    return next((unit for unit in before if unit not in ("%", "个百分点", "倍")), "").lstrip(MAGNITUDES)


def of_these(here: SlotPlace, previous: Label) -> Label | None:
    """镇街中完成任务 of 20个镇街中有17个完成任务, 指标居全市前三 of 考核指标21项，18项居全市前三: those that were counted."""
    told = _these(here, previous)
    if not is_short_thing(told):
        return None
    right = ALREADY.sub("", right_text(here))
    if not right or words_of(here.lexicon, right)[0][0] not in here.lexicon.predicates:
        return None
    room = MOST - len(told)
    activity = right if len(right) <= room else activity_after(here.lexicon, right, room)
    return Label(told + activity, "", told.removesuffix("中")) if activity else None


def of_list(here: SlotPlace) -> Label | None:
    """整治占道经营等 of 整治占道经营、违规广告等1260处: a list without a name of its kind before a number that ends its clause."""
    if not here.text.startswith("等", here.slot.start - 1):
        return None
    left, is_shared = left_text(here)
    told = "" if is_shared or right_text(here) else opened_list(left)
    return Label(told) if told else None


def _these(here: SlotPlace, previous: Label) -> str:
    """镇街中 of 镇街中有, or what was last counted in the same unit where the clause begins with the number."""
    start = clause_start(here.text, here.slot.start)
    before = here.text[max(start, last_reach(here.slots, here.index)) : here.slot.start]
    if among := AMONG.fullmatch(before):
        return among["whole"] + "中"
    if before.strip("有共已其中") or not sentence_before(here):
        return ""
    counted = told_in(here.slot.unit, previous)
    return without_verb(here.lexicon, counted) or counted


def of_measure(here: SlotPlace, previous: Label, own: tuple[str, Label]) -> Label | None:
    """A change, a share or a lone measure with what it is of; None for what says that itself."""
    left, label = own
    if not _is_of_told(here, own):
        return None
    if left == "平均年龄" and _is_listed_before(here):
        return Label(left)  # 法官27名、书记员33名，平均年龄36岁: of all of them
    if is_bare_change(here.lexicon, left):
        return _changed(here, previous, own)
    return _lone(here, own, previous, _measured_thing(here, previous, label.words))


def _changed(here: SlotPlace, previous: Label, own: tuple[str, Label]) -> Label | None:
    """粮食产量增长 for a bare 增长; 合格率提高 behind a measure with whose it is."""
    label = own[1]
    measured = previous.measured if sentence_before(here) else ""
    subject = _of_unit(here, previous) or measured or inherited(here, previous)
    if not subject:
        return None
    words = with_subject(here.lexicon, subject, _predicate(here.lexicon, here.slot, own))
    return Label(words, label.verb, previous.subject if subject == measured else subject, measured=measured)


def _is_of_told(here: SlotPlace, own: tuple[str, Label]) -> bool:
    """Whether a label lacks what it is of."""
    left, label = own
    if here.slot.subkind == "duration":  # 连续18年
        return False
    thing = "" if here.slot.subkind in SHARES else thing_after(here.lexicon, right_text(here))
    if needs_subject(here.lexicon, left, label.words, thing):
        return True
    return not thing and _is_rate_of_told(here, label.words)


def _is_rate_of_told(here: SlotPlace, words: str) -> bool:
    """Whether a lone rate (到课率) goes on from what was counted before in its sentence."""
    start = clause_start(here.text, here.slot.start)
    is_going_on = here.text[:start].endswith(("，", "、")) and bool(sentence_before(here))
    if KEPT.search(here.text, start, here.slot.start):
        return False
    return is_going_on and here.slot.subkind in SHARES and is_lone_rate(here.lexicon, words)


def _measured_thing(here: SlotPlace, previous: Label, measure: str) -> str:
    """What a lone measure is of; 完成投资 is of nothing where it opens its sentence or stands behind 惠及居民200户."""
    is_inside = here.text[: clause_start(here.text, here.slot.start)].endswith(_marks_before(measure))
    if _is_of_all(here, measure):
        return here.topic
    if is_inside and not previous.words.startswith(tuple(here.lexicon.reaching)):
        return _not_of_money(here, previous, measure) or _built(here, measure) or inherited(here, previous)
    return "" if measure in here.lexicon.clause_measures else inherited(here, previous)


def _marks_before(measure: str) -> tuple[str, ...]:
    """The marks behind which a measure goes on; what is planned behind a ； is of nothing before it."""
    return ("，", "：") if measure.startswith("计划") else ("，", "：", "；")


def _is_of_all(here: SlotPlace, measure: str) -> bool:
    """Whether money was spent on several things together: 新建站点4个，改造学校3所，投入资金…."""
    return measure == SPENT and len({one.unit for one in sentence_before(here)}) > 1


def _built(here: SlotPlace, measure: str) -> str:
    """敬老院扩建 for the 建筑面积 of 完成敬老院扩建，建筑面积2800平方米."""
    reach = last_reach(here.slots, here.index)
    is_size = reach > 0 and here.slot.unit in here.lexicon.sizes and here.lexicon.own_measure.fullmatch(measure)
    return object_between(here, reach) if is_size else ""


def _not_of_money(here: SlotPlace, previous: Label, measure: str) -> str:
    """走私案件 for the 移送率 of 查获走私案件36件，案值420万元，移送率9%: a sum is not handed over, unless it is a fund."""
    before = sentence_before(here)
    if not before or before[-1].subkind != "money" or not is_lone_rate(here.lexicon, measure):
        return ""
    is_fund = here.lexicon.funds.search(previous.subject) is not None and "案" not in measure
    is_of_sum = is_fund or measure[-3:-1] in previous.told
    return "" if is_of_sum else _first_counted(before, previous)


def _first_counted(before: Sequence[Slot], previous: Label) -> str:
    """What the first of the numbers before was of that counts something."""
    first = next((one.unit for one in before if one.subkind == "count"), "")
    told = [one.subject for one in previous.recent[-len(before) :] if one.unit == first]
    return told[0] if told else ""


def _is_listed_before(here: SlotPlace) -> bool:
    """Whether the numbers before stand in a list whose last member is not what the clause is about."""
    before = sentence_before(here)
    return (
        len(before) > 1
        and here.text[before[-2].reach] == "、"
        and not CLAUSE_END.search(here.text, before[-2].reach, before[-1].start)
    )


def _lone(here: SlotPlace, own: tuple[str, Label], previous: Label, subject: str) -> Label | None:
    """A lone measure (办结率, 占) of a subject; a number of things is not measured by another measure."""
    lexicon, slot, label = here.lexicon, here.slot, own[1]
    is_measure = is_general(lexicon, label.words) or is_lone_rate(lexicon, label.words)
    subject = _of_measure(here, previous, subject) if is_measure else subject
    subject = project_of(here, label.words) or _activity_of(lexicon, subject, label.words)
    subject = subject * _takes_money(here, subject, label.words)
    if RATE.search(label.words):
        subject = _of_rate(lexicon, _own_noun(here, previous, subject, label.words), label.words)
    if not subject or label.words.startswith(subject):
        return None
    predicate = _predicate(lexicon, slot, own)
    words = with_subject(lexicon, _without_twin(lexicon, subject, predicate), predicate)
    return (
        _of_lone(words, subject, own[1], with_recent(previous, Told(words, slot.unit, words)))
        if is_measure | (slot.subkind == "money")
        else Label(words, label.verb, subject)
    )


def _takes_money(here: SlotPlace, subject: str, measure: str) -> bool:
    """Whether a sum may be told with a subject: not with an activity that names no thing, as in 临时查封23家，罚款142万元."""
    is_sum = here.slot.subkind == "money" and measure in here.lexicon.clause_measures
    return not is_sum or any(tag[:1] in "nj" for _, tag in words_of(here.lexicon, subject))


def _of_measure(here: SlotPlace, previous: Label, subject: str) -> str:
    """The thing that a measure is of; that of the whole sentence behind 涉及面积36平方米，总投资1亿元."""
    if here.slot.subkind in SHARES:
        return subject
    thing = measured_by(here.lexicon, subject)
    if thing in here.lexicon.reaching:
        return _first_subject(here, previous)
    before = sentence_before(here)
    is_counted = bool(before) and before[-1].subkind == "count" and before[-1].unit not in here.lexicon.sizes
    return thing or subject * is_counted  # 办理股权质押融资24笔，金额2.3亿元


def _first_subject(here: SlotPlace, previous: Label) -> str:
    """What the first number of the sentence was about."""
    told = subjects(previous)[-len(sentence_before(here)) :]
    return told[0] if told else ""


def _own_noun(here: SlotPlace, previous: Label, subject: str, rate: str) -> str:
    """The subject of a rate as a thing; nothing where that is a foreign one."""
    told = _with_noun(here.lexicon, subject, previous)
    return "" if is_lone_rate(here.lexicon, rate) and _is_foreign(here, previous, told) else told


def _is_foreign(here: SlotPlace, previous: Label, subject: str) -> bool:
    """Whether a clause with words of its own stands between a rate and the subject carried to it.

    60岁以上老人占20%；接单3万单，投诉28单，投诉率0.1%: the rate is of the complaints, not of old people; better bare than wrong.
    """
    stem = here.text[clause_start(here.text, here.slot.start) : here.slot.start].partition("率")[0][-2:]
    is_of_last = bool(stem) and stem in previous.told and previous.told[:1] not in NEGATIONS
    return is_of_last and bool(subject) and not any(pair in previous.told for pair in map("".join, pairwise(subject)))


def _of_lone(words: str, subject: str, label: Label, recent: tuple[Told, ...]) -> Label:
    return Label(words, label.verb, subject, recent, measured=words)


def _of_rate(lexicon: Lexicon, subject: str, rate: str) -> str:
    """问题线索 for the 办结率 behind 问题线索处置率98%, nothing behind 回复率100%; 仲裁案件 behind 仲裁案件立案562件."""
    subject = lexicon.lone_end.sub("", subject)
    if subject.endswith("比") or rate.startswith("不"):
        return ""  # 存贷比74%，不良率1.2%; 批捕246人，不捕180人，不捕率42%
    if subject.endswith("率"):
        subject = GROSS.sub("", TWO_SIGN_RATE.sub("", subject)) if is_lone_rate(lexicon, rate) else ""
    words = words_of(lexicon, subject)
    return joined(words[:-1]) if len(subject) > 4 and words[-1][0] in lexicon.torn else subject


def _with_noun(lexicon: Lexicon, subject: str, previous: Label) -> str:
    """The subject, or the last one before it that is a thing: 案件 for the 结案率 behind 受理案件6230件，审执结5986件."""
    is_each = subject.startswith("每") and len(subject) < 4  # 每次
    if not is_each and (
        has_noun(lexicon, words_of(lexicon, subject)) or (len(subject) > 2 and subject not in lexicon.torn)
    ):
        return subject
    told = (one for one in reversed(subjects(previous)) if one != subject and has_noun(lexicon, words_of(lexicon, one)))
    return next(told, subject)


def _activity_of(lexicon: Lexicon, subject: str, measure: str) -> str:
    """What money or requests belong to: 重点项目 of 实施重点项目 and of 重点项目总投资; any other measure keeps its subject."""
    if SUM.search(measure):
        return GAINED.sub("", subject)
    if measure not in lexicon.clause_measures:
        return subject
    subject = lexicon.lone_end.sub("", subject)
    first = words_of(lexicon, subject)[0][0] if subject else ""
    is_idle = first in lexicon.empty_verbs or first in lexicon.pivots or first in measure
    return (without_verb(lexicon, subject) if is_idle else "") or subject


def _without_twin(lexicon: Lexicon, subject: str, predicate: str) -> str:
    """安置房 of 交付安置房, which is told with 交付率, 医务人员 of 培训医务人员 with 参训率: no activity is said twice."""
    if not predicate.endswith("率") or len(subject) < 3:
        return subject
    stem, words = predicate[-3:-1], words_of(lexicon, subject)
    rest = joined(words[1:]) if _is_idle(lexicon, words, stem) else subject
    named = _beside(lexicon, subject, stem) if stem in subject else rest
    if named != subject and _says_nothing(lexicon, named):
        return ""
    return named if len(named) > 1 else subject


def _says_nothing(lexicon: Lexicon, named: str) -> bool:
    """实际 of 实际参保12万人，参保率97%, 调解 of 调解结案352件，结案率96%."""
    return named in lexicon.newly or not has_noun(lexicon, words_of(lexicon, named))


def _is_idle(lexicon: Lexicon, words: Words, stem: str) -> bool:
    """Whether the verb of a subject says no more than the rate: 开展, or 培训 beside 参训率."""
    first = words[0][0]
    is_alike = len(first) == 2 and bool(set(first) & set(stem))
    return (first in lexicon.empty_verbs or is_alike) and is_activity_word(lexicon, words)


def _beside(lexicon: Lexicon, subject: str, stem: str) -> str:
    """What stands before the stem of a rate in its subject, or behind it where only that is a thing."""
    before, _, behind = subject.partition(stem)
    is_thing = has_noun(lexicon, words_of(lexicon, behind)) and lexicon.measured.search(behind) is None
    keeps = len(before) > 1 and (not is_thing or has_noun(lexicon, words_of(lexicon, before)))
    return before if keeps else behind


def is_activity_word(lexicon: Lexicon, words: Words) -> bool:
    """Whether a phrase begins with a verb and goes on with its thing."""
    return len(words) > 1 and (words[0][1][:1] == "v" or is_verb(lexicon, words[0]))


def _predicate(lexicon: Lexicon, slot: Slot, own: tuple[str, Label]) -> str:
    left, label = own
    if slot.unit in AGES and not lexicon.changes.search(left):
        return "平均年龄" if left.startswith("平均") else "年龄"
    is_measure = is_general(lexicon, label.words) or is_lone_rate(lexicon, label.words)
    predicate = label.words if is_measure else left
    return lead_off(lexicon, predicate) or predicate


def _of_unit(here: SlotPlace, previous: Label) -> str:
    """What a change counted in things is of: 火灾3起，过火面积4公顷，同比减少5起 goes on about the fires."""
    slot = here.slot
    before = [one.unit if one.subkind != "rank" else "" for one in sentence_before(here)]
    is_counted = slot.unit in before and slot.unit != before[-1] and slot.subkind not in SHARES
    if not is_counted or last_reach(here.slots, here.index) > clause_start(here.text, slot.start):
        return ""
    return told_in(slot.unit, previous)
