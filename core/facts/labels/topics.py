"""What a clause is about that names nothing itself: the heading above it, or the object of the clauses before it.

``图书馆新馆建设。总建筑面积2万平方米`` → 图书馆新馆建设; ``对培训机构开展治理，注销18家`` → 培训机构.
"""

import re
from dataclasses import replace

from core.facts.clauses import is_general
from core.facts.earlier_labels import Label
from core.facts.lexicon import Lexicon
from core.facts.phrases import (
    Word,
    Words,
    has_noun,
    is_plain_thing,
    is_verb,
    is_verb_alone,
    joined,
    leading_noun,
    length,
    trimmed,
    words_of,
)
from core.facts.sides import MARKER, cleaned, is_quantity, is_time
from core.facts.slots import Slot, SlotPlace, clause_start, once_a_place, sentence_start
from core.model.text import CLAUSE_END, SENTENCE_END

LONGEST = 12  # characters of a topic that is told with a measure or an activity
LOOKED_BACK = 120  # characters
AIMED_AT = re.compile(
    r"(?:^|[，、])[^，。；：、]{0,4}?(?:针对|围绕|聚焦|(?<![应相面绝])对|将|把)(?P<thing>[^，。；：]{2,20})"
)
NTH = re.compile("^第.{1,4}?[期届次批]")
GOALS = frozenset(("目标", "任务", "计划", "指标"))
TOTAL = re.compile("(?:总投资|造价)$")
OWN_HEADING = 6  # characters within which a paragraph names its own heading
TITLE = re.compile("《(?P<name>[^《》（]{2,20})[^《》]*》")
PLACE = re.compile("^[^《》]{1,4}?[省市州县区旗]")
PLAN_END = re.compile("(?:建设|发展|总体|专项|五年|三年|行动|实施|工作)*(?:规划|计划|方案|纲要|行动|意见)$")
ASPECT = re.compile("(?:在|从)?(?P<thing>[^，。；：、]{2,10})(?:工作)?(?:方面|领域)，")
SINCE = re.compile("^(?:自从|自|从)?(?:[0-9]{4}年(?:[0-9]{1,2}月)?)?(?:首[例次个批])?(?=..)|以来$")
"""自首例器官捐献以来: what a time began with."""

BEGUN = range(2, 15)  # characters of a thing with whose beginning a sentence opens
LEAST = 3  # of them that are a thing whatever the tagger says
REST = 14  # characters behind the last date of a clause that only says what began
LAW = re.compile("^《|[^，]《|(?:法|条例|办法|规定)》?$|(?:执行|落实|贯彻|对标|[—－-])$")
OTHER_ACT = re.compile("[，；：](?:并|还|同时)?(?:开展|组织|举办|召开|承办|参加)")
BEFORE_DATE = re.compile("[自从于在]$")

GENERAL_TOPIC = re.compile("^(?:该|本|此)?(?:项目|工程)(?=.)")


def heading_topic(lexicon: Lexicon, heading: str) -> str:
    """What a heading names (滨河文化公园); empty where it is a sentence, too long or too general (基本情况)."""
    words = trimmed(lexicon, words_of(lexicon, cleaned(heading.strip(" 　。：、，“”"))))
    told = joined(words)
    if not 2 < len(told) <= LONGEST or lexicon.abstract.search(told) or CLAUSE_END.search(told):
        return ""
    return told if _names_thing(lexicon, words) else ""


def _names_thing(lexicon: Lexicon, words: Words) -> bool:
    """Whether words are a thing, or one with what is done to it: 高标准农田|建设."""
    first, last = words[0], words[-1]
    if is_verb(lexicon, first) or first[1][:1] in "dap":
        return False
    return is_plain_thing(lexicon, words) or (
        (last[1] in ("v", "vn") or last[0] in lexicon.activities) and is_plain_thing(lexicon, words[:-1])
    )


def named(here: SlotPlace, label: Label) -> Label:
    """滨河文化公园占地 for 项目占地 below the heading that names it."""
    found = GENERAL_TOPIC.match(label.words) if here.topic else None
    if found is None or not is_general(here.lexicon, label.words[found.end() :]):
        return label
    words = here.topic + label.words[found.end() :]
    return replace(label, words=words, subject=here.topic)


def of_bare(here: SlotPlace, previous: Label, label: Label) -> Label:
    """农户参保目标 of 推进农户参保，目标300户: a word that tells no thing goes on about the object of the clauses before it."""
    if not _is_bare(here.lexicon, label.words):
        return label
    low = max(0, here.slot.start - LOOKED_BACK)
    start = max([low, *(mark.end() for mark in SENTENCE_END.finditer(here.text, low, here.slot.start))])
    if not _has_number(here, start, here.slot.start):
        told = NTH.sub("", _object_in(here, start, clause_start(here.text, here.slot.start)))
    else:
        rest = previous.told.removeprefix(previous.subject)
        told = previous.subject if rest != previous.told and _is_bare(here.lexicon, rest) else _aspect(here, start)
    if not told or told in label.words:
        return label
    return replace(label, words=told.removesuffix(label.words) + label.words, subject=told)


def _aspect(here: SlotPlace, start: int) -> str:
    """药品 of 药品方面，检查药店96家，立案4起: what the sentence from ``start`` says it is about."""
    found = ASPECT.match(here.text, start, here.slot.start)
    return _fitting(here.lexicon, found["thing"]) if found else ""


def _is_bare(lexicon: Lexicon, told: str) -> bool:
    words = words_of(lexicon, told)
    return len(words) == 1 and (told in GOALS or words[0][1] in ("v", "vn"))


def project_of(here: SlotPlace, measure: str) -> str:
    """滨江路改造 for 总投资 and 累计完成投资 in a paragraph that begins with this heading, whatever was counted between;
    入库项目18个、总投资5.4亿元 is of what was counted."""
    is_own = bool(here.topic) and 0 <= here.text.find(here.topic) < OWN_HEADING and not _is_listed(here)
    is_money = here.slot.subkind == "money" and (measure in here.lexicon.clause_measures or TOTAL.search(measure))
    return here.topic if is_own and is_money else ""


def _is_listed(here: SlotPlace) -> bool:
    """Whether a count stands before it in the same list."""
    before = here.slots[here.index - 1] if here.index else None
    return before is not None and before.subkind == "count" and here.text.startswith("、", before.reach)


def object_before(here: SlotPlace) -> str:
    """The object of the clauses without numbers that open the sentence of a number, or of the whole sentence before."""
    low = max(0, here.slot.start - LOOKED_BACK)
    starts = [low, *(mark.end() for mark in SENTENCE_END.finditer(here.text, low, here.slot.start))]
    stop = _first_clause(here, starts[-1])
    if stop > starts[-1] or len(starts) == 1:
        return _object_in(here, starts[-1], stop) or _titled(here, starts[-1], stop)
    return _object_in(here, starts[-2], starts[-1]) if not _has_number(here, starts[-2], starts[-1]) else ""


def _titled(here: SlotPlace, start: int, stop: int) -> str:
    """海塘加固 of 落实《清河县海塘加固规划（2021—2030年）》: what a plan is for."""
    found = TITLE.search(here.text, start, stop)
    is_plan = found is not None and here.lexicon.plan_words.search(found[0]) is not None
    told = PLAN_END.sub("", PLACE.sub("", found["name"])) if found and is_plan else ""
    return told if 1 < len(told) <= LONGEST else ""


def object_between(here: SlotPlace, reach: int) -> str:
    """敬老院扩建 of 投入620万元，完成敬老院扩建，建筑面积…: the object of the clause before, which has no number."""
    clauses = CLAUSE_END.split(here.text[reach : clause_start(here.text, here.slot.start)])[1:-1]
    return _fitting(here.lexicon, _object(here.lexicon, clauses[-1])) if clauses else ""


def _first_clause(here: SlotPlace, start: int) -> int:
    """Where the first clause with a number begins in the sentence from ``start``."""
    first = next(one for one in here.slots if is_quantity(one) and one.start >= start)
    return max(start, clause_start(here.text, first.start))


def _has_number(here: SlotPlace, start: int, stop: int) -> bool:
    return any(is_quantity(one) and start <= one.start < stop for one in here.slots)


def _object_in(here: SlotPlace, start: int, stop: int) -> str:
    """What the last of these clauses with an object does something with."""
    text = here.text[start:stop]
    for aimed in reversed(list(AIMED_AT.finditer(text))):
        if told := _fitting(here.lexicon, leading_noun(here.lexicon, aimed["thing"])):
            return told
    for clause in reversed([SINCE.sub("", one) for one in CLAUSE_END.split(text) if one]):
        if told := object_of_clause(here.lexicon, clause):
            return told
    return ""


def object_of_clause(lexicon: Lexicon, clause: str, most: int = LONGEST) -> str:
    """What a clause without a number does something with, or else what it is about, in at most ``most`` characters; empty
    where that is too general."""
    return _fitting(lexicon, _object(lexicon, clause, most) or _beginning(lexicon, clause), most)


def _beginning(lexicon: Lexicon, clause: str) -> str:
    """生活垃圾 of 生活垃圾日产日清; no measure, which nothing is done with."""
    told = leading_noun(lexicon, cleaned(MARKER.sub("", clause)))
    return "" if lexicon.measured.search(told) else told


def _object(lexicon: Lexicon, clause: str, most: int = LONGEST) -> str:
    """校园食堂专项检查 of 组织开展校园食堂专项检查; nothing where the clause has no verb with an object."""
    words = trimmed(lexicon, words_of(lexicon, cleaned(MARKER.sub("", clause))))
    rests = (_up_to_adverb(words[place + 1 :]) for place, word in enumerate(words[:-1]) if _governs(lexicon, word))
    whole = (rest for rest in rests if not _governs(lexicon, rest[0]) and length(rest) <= most)
    return next((joined(rest) for rest in whole if any(tag[:1] in "nj" for _, tag in rest)), "")


def _up_to_adverb(words: Words) -> Words:
    """案件 of 案件|逐年|下降: what became of a thing is no part of it."""
    stop = next((place for place, word in enumerate(words) if place and word[1] == "d"), len(words))
    return words if words[stop - 1][1] == "x" else words[:stop]  # nothing that ends with 、


def _governs(lexicon: Lexicon, word: Word) -> bool:
    """Whether a word takes an object: 惩治, and 依法惩治, which the segmenter takes for one word."""
    if len(word[0]) == 4 and word[1] in ("i", "l"):
        return is_verb_alone(lexicon, word[0][2:])
    own = lexicon.activities | lexicon.lone_verbs
    return is_verb(lexicon, word) and len(word[0]) > 1 and word[0] not in own


def _fitting(lexicon: Lexicon, told: str, most: int = LONGEST) -> str:
    is_told = 1 < length([(told, "n")]) <= most and not lexicon.abstract.search(told) and "的" not in told
    return told if is_told else ""


@once_a_place
def thing_begun(here: SlotPlace) -> str:
    """The thing with whose beginning the sentence of a number opens, for numbers of its later clauses; empty for none.

    城镇燃气整治2023年8月启动以来, 县科技馆2013年6月开馆, 县内2个工作站2016年挂牌; no clause behind it begins another activity.
    """
    start = sentence_start(here)
    own, found = clause_start(here.text, here.slot.start), CLAUSE_END.search(here.text, start)
    if found is None or found.start() >= own or OTHER_ACT.search(here.text, found.start(), own):
        return ""
    first, last = _dates(here, start, found.start())
    if last is None or not 1 < found.start() - last.reach <= REST:
        return ""
    begin = max([start, *(one.reach for one in here.slots if start <= one.start < first)])
    return _thing_named(here.lexicon, BEFORE_DATE.sub("", MARKER.sub("", here.text[begin:first]).partition("（")[0]))


def _dates(here: SlotPlace, start: int, stop: int) -> tuple[int, Slot | None]:
    """Where the first date behind a thing begins in a clause, and the last one; None where something is counted behind it."""
    inside = [one for one in here.slots if start <= one.start < stop]
    behind = [one for one in inside if is_time(one) and here.text[start : one.start].strip(" 　")]
    if not behind or any(not is_time(one) for one in inside if one.start > behind[0].start):
        return 0, None
    return behind[0].start, behind[-1]


def _thing_named(lexicon: Lexicon, told: str) -> str:
    told = told.strip(" 　")
    words = trimmed(lexicon, words_of(lexicon, told)) if told else []
    fits = length(words) in BEGUN and joined(words) == told and LAW.search(told) is None
    return told if fits and _is_thing(lexicon, words) else ""


def _is_thing(lexicon: Lexicon, words: Words) -> bool:
    first, last = words[0], words[-1]
    is_act = is_verb(lexicon, first) or first[1][:1] in "pdrca" or is_verb(lexicon, last)
    is_short = length(words) < LEAST and last[1][:1] != "n"
    return not (is_act or is_short or _is_who(lexicon, words)) and has_noun(lexicon, words)


def _is_who(lexicon: Lexicon, words: Words) -> bool:
    """我局, 单位: whose report it is."""
    last = words[-1][0]
    return lexicon.organ.search(last) is not None or words[0][0][0] == "我" or last in lexicon.general
