"""The grammar of clauses with several numbers: whose number each is (分别), what a change is of, what a bare clause says.

Closed classes of words (verbs of change, adverbs of comparison) are grammar and stand here; open ones are data.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.facts.lexicon import Lexicon
from core.facts.phrases import (
    Words,
    fitted,
    governing_noun,
    has_noun,
    is_verb,
    joined,
    length,
    tail,
    thing_after,
    trimmed,
    words_of,
)
from core.facts.slots import AFTER_DATE, CONTEXT, Slot, SlotPlace, clause_start
from core.model.fact import FactKind, MaskKind
from core.model.text import CLAUSE_END, DIGIT_RANGE, HAN_RANGE, SENTENCE_END, WITHIN_CLAUSE
from core.numbering import han_to_int

BLANK = "＿"
CONDITION_LEADS = re.compile(r"^(?:其中|凡是?|对于?|如果?|若|按照?|将|把|为|给)+")
SENTENCE_LENGTH = 160  # characters back that a subject is looked for
BUILT_IN = f"[{HAN_RANGE}][建成立办设]于"  # 始建于1736年的文昌阁
UNTOLD = re.compile(
    f"{BUILT_IN}[0-9]{{4}}年的|(?:自|从)?[0-9]{{4}}年以来|(?:自|从)[0-9]{{4}}年(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?起|第[0-9一二三四五六七八九十百]{{1,4}}[届次期批]"
    "|(?<=..)在[^，。；：]{2,24}基础上$"
)
"""Times and ordinals in a clause that are no part of what it is about."""
MOST = 16  # characters of a label without its unit

SHARE = re.compile(r"(?:在[^，]{2,12}中)?所?占(?!地|用|领|有|据|道)")
PART = re.compile(rf"^其中[，、：]?(?P<own>{WITHIN_CLAUSE}*)$")

EARNED = re.compile(r"(?:户均|人均|亩均|每户|每人|每亩)增[收产]")  # says by itself what grew, and whose
EACH = re.compile(
    r"^(?:力争|确保|实现)?[为给向对]?(?P<each>每(?![年月周季天日])[^，。；：、]{1,6}?)(?:至少|最少|不少于|不低于|最多|不超过|不多于)"
)
REACHED = re.compile(r"(?<=..)(?:首次)?(?:突破|(?<!雷)达到?|超过?|完成|到达)$")
FROM = re.compile(
    r"(?P<subject>[^，。；：]*?)(?:从|由|自(?![来然主治身愿动行觉助查评给养筹建有由贸媒信我己]))(?P<at>[^，。；：]{0,18})$"
)
DISPOSED_FROM = re.compile(r"(?P<subject>[^，。；：]*?)(?:将|把)(?P<at>[^，。；：]{0,4})$")
TURNED = re.compile(rf"[{HAN_RANGE}]{{0,10}}?(?P<verb>[{HAN_RANGE}]{{2}})(?:至|到|为|成)")
HANGING = re.compile(
    r"(?:的|和|与|(?<![惠普涉危波触顾])及|对|从|由|在|于|把|将|(?<![棉绒毛])被|以|用于|成为|列入|纳入|包括|至少)$"
)
LOOSE_ENDS = frozenset("的较更最很和与及等将把被对在为以")
JOINT = re.compile(r"[、和与及]")
SO_FAR = re.compile(r"(?:分?别?均?(?:达到?|完成|实现|超过?|突破|约|近|共|为|是|至|到|了|有))+$")
OF = re.compile(r"(?:以上|以下|以内|左右)?的")
SPREAD = re.compile(r"(?:分别|依次|各自)")
NAMED = re.compile(r"的[^的]{2,6}$")  # a clause that only names a thing: 用于教育的投入
RANKS = frozenset("级类型档")
MEMBERS = re.compile(r"、|和|(?<!参)与|(?<![惠普涉危波触顾])及(?![格时早])|以及")
LIMIT = re.compile(r"及?以[上下内]")
SHARED_BY = re.compile("(?<=..)(?<![侵强霸挤])占$")  # 党员占31%，平均年龄36岁
SUMMED_UP = re.compile("(?<=..)(?:[两三四五六七八九十]年)?(?:累计|合计|共计)$")
RANKS_TO = re.compile(
    r"第(?P<first>[一二三四五六七八九十])[至到]第?(?P<last>[一二三四五六七八九十])(?P<rest>[^一二三四五六七八九十].*)"
)
RANKS_TO_TEN = "一二三四五六七八九十"
LIMITED = re.compile(rf"[{DIGIT_RANGE}某＿百千万亿]{WITHIN_CLAUSE}{{1,5}}以[上下内]的?(?P<thing>[^以，。；：]+)$")
COUNTED_ALL = re.compile(
    r"(?<=..)等?(?P<count>[两二三四五六七八九十]{1,2})(?:[项个类种大]|方面)"
    r"(?:(?:主要|重点|主导|支柱|传统|优势)?(?:产业|行业|领域|税种|产品|地区|板块|园区|群体|作物)的?)?(?P<measure>[^，。；：、]{0,6})$"
)
MEMBER_UNITS = frozenset("项个类种大")
COUNTED_SPREAD = re.compile("(?P<thing>[^，。；：、]{2,6}?)(?:同比|环比|均|全部|累计)*(?:分别|依次|各自)")
TARGET = re.compile(
    r"(?:已|约|共)*(?:完成|占|达到?|为|相当于|超额?过?)了?(?:全年|半年|季度|月度|年度|年初|既定|调整|[省市县区]级?|下达|确定|计划|预期|的)*"
    r"(?:目标|任务|计划|预算|序时进度)(?:任务|数)?的?"
)
APPROXIMATELY = frozenset("近约超逾")
ONE_SIGN_MEASURES = frozenset("量率")  # 用电、用气量
CHANGE_HEAD = re.compile("(?<=..)(?:增速|增幅|降幅|涨幅|增长率|占比|比重)$")
"""Said of every member of a list, measures or not: 产值、增加值、税收增速分别为…"""
DONE_THING = re.compile(r"[好成]事$")


def is_bare_change(lexicon: Lexicon, left: str) -> bool:
    """Whether the words before a number only say how something changed, not what: 同比增长, 比上年下降."""
    return bool(left) and lexicon.bare_change.fullmatch(left) is not None and EARNED.fullmatch(left) is None


def is_general(lexicon: Lexicon, words: str) -> bool:
    """Whether a label is a lone measure (总额, 占比) that says nothing without its subject."""
    return lexicon.general_change.fullmatch(words) is not None


def is_lone_rate(lexicon: Lexicon, words: str) -> bool:
    """Whether a label is the rate of an activity (参训率, 到课率) without whose; 失业率 says that itself."""
    found = lexicon.lone_rate.fullmatch(words)
    return found is not None and found["rate"] not in lexicon.own_rates


def with_subject(lexicon: Lexicon, subject: str, predicate: str) -> str:
    """``国内生产总值`` and ``增长`` as one label, the subject shortened where both are too long."""
    predicate = lexicon.against_nothing.sub("", SPREAD.sub("", predicate)).removesuffix("的").removesuffix("人均")
    if not subject or predicate.startswith(subject):
        return predicate
    shared = next((size for size in range(len(predicate), 1, -1) if subject.endswith(predicate[:size])), 0)
    predicate = predicate[shared:]
    return fitted(lexicon, words_of(lexicon, subject), max(9, MOST - len(predicate))) + predicate


def subject_of(lexicon: Lexicon, words: str) -> str:
    """What a label is about, for the clause behind it: 实现地区生产总值 → 地区生产总值."""
    told = words_of(lexicon, words)
    while len(told) > 1 and told[0][0] in lexicon.openers:
        told = told[1:]
    return lexicon.grew.sub("", REACHED.sub("", SUMMED_UP.sub("", SHARED_BY.sub("", joined(told)))))


def topic(lexicon: Lexicon, text: str, stop: int) -> str:
    """What the clauses before ``stop`` are about: the nearest one with a noun, in the same sentence or the one before."""
    for clause in _nearest(lexicon, text[max(0, stop - SENTENCE_LENGTH) : stop]):
        words = trimmed(lexicon, words_of(lexicon, clause))
        if length(words) <= MOST and NAMED.search(clause):
            return joined(words)
        if words and has_noun(lexicon, words) and (told := governing_noun(lexicon, words)):
            return REACHED.sub("", told)
    return ""


def _nearest(lexicon: Lexicon, text: str) -> list[str]:
    """The last four clauses without their numbers, nearest first, those left out that only name a target."""
    clauses = [
        lexicon.numbers.sub("", UNTOLD.sub("", lexicon.begun.sub(r"\g<thing>", clause)))
        for clause in CLAUSE_END.split(text)
        if clause.strip()
    ]
    told = [clause for clause in clauses if not TARGET.fullmatch(clause)]
    wholes = [clause for clause in told if not clause.startswith("其中")]
    return [*reversed((wholes or told)[-4:])]


def compared(lexicon: Lexicon, left: str) -> tuple[str, str]:
    """Subject and predicate of a change that is compared with something named: 平均年龄|较换届前下降; empty elsewhere."""
    found = lexicon.compared.fullmatch(left)
    if found is None:
        return "", ""
    predicate = found["against"] + found["change"]
    return found["subject"], predicate if len(found["subject"]) + len(predicate) <= MOST else found["change"]


def is_limit(text: str, slot: Slot, stop: int) -> bool:
    """Whether a number only says which things are counted behind it: 20 of 收入20万元以上的村12个."""
    return (
        LIMIT.match(text, slot.reach, stop) is not None and re.search(r"[，、；。：]", text[slot.reach : stop]) is None
    )


def limited_thing(recent: Sequence[str]) -> str:
    """What the last limit was of, for one that does not say it again: 10万元以上的村19个，20万元以上的11个."""
    return next((found["thing"] for told in reversed(recent) if (found := LIMITED.search(told))), "")


def measured_by(lexicon: Lexicon, subject: str) -> str:
    """The thing whose measure a subject is (粮食播种面积 → 粮食); nothing for a measure that stands by itself."""
    thing = lexicon.own_measure.sub("", subject)
    return "" if lexicon.measured.search(thing) else thing


def sentence_topic(lexicon: Lexicon, text: str, stop: int, room: int) -> str:
    """What the clause before ``stop`` is about, if it belongs to the same sentence and says it in ``room`` characters."""
    low = max(0, stop - SENTENCE_LENGTH)
    start = max((mark.end() for mark in SENTENCE_END.finditer(text, low, stop)), default=low)
    told = topic(lexicon, text[start:stop], stop - start)
    told = told.removesuffix("达到").removesuffix("达")
    return told if len(told) <= room else ""


def members_of(lexicon: Lexicon, text: str) -> list[str]:
    """The members of an enumeration, each with what they share: 城镇、农村人均收入 → 城镇人均收入, 农村人均收入."""
    text = re.sub(r"^其中|(?:(?<!平)均|都|也|同比|环比|累计|合计)$", "", text.strip())
    if ranks := RANKS_TO.fullmatch(text):
        first, last = (han_to_int(ranks[name]) or 0 for name in ("first", "last"))
        return [f"第{RANKS_TO_TEN[rank - 1]}{ranks['rest']}" for rank in range(first, last + 1)]
    parts = [part for part in MEMBERS.split(text) if part]
    return _told_members(lexicon, parts) if len(parts) > 1 else _of_pair(lexicon, text)


def _told_members(lexicon: Lexicon, parts: list[str]) -> list[str]:
    own, measure = _uncounted(lexicon, parts[-1], len(parts))
    parts = [*parts[:-1], own]
    return _measured(lexicon, parts, measure) or _numbered(parts) or _sharing(lexicon, parts)


def _measured(lexicon: Lexicon, parts: list[str], measure: str) -> list[str]:
    """The members with the measure of all of them; empty where there is none."""
    return [part if lexicon.measured.search(part) else part + measure for part in parts if measure]


def _uncounted(lexicon: Lexicon, last: str, count: int) -> tuple[str, str]:
    """财损数 of the last of four members 财损数四项指标: how many they are is said of all of them, and so is 产值 of 新材料三大产业产值."""
    found = COUNTED_ALL.search(last)
    if found is None or han_to_int(found["count"].replace("两", "二")) != count:
        return last, ""
    measure = found["measure"] if lexicon.measured.search(found["measure"]) else ""
    return last[: found.start()], measure


def _of_pair(lexicon: Lexicon, text: str) -> list[str]:
    for word, both in lexicon.pairs:
        place = text.find(word)
        if place >= 0 and text[place - 1 : place] != "第":  # 第三产业 holds no 三产
            return [text.replace(word, one, 1) for one in both]
    return []


def _numbered(parts: list[str]) -> list[str]:
    """第一、二、三产业增加值 → 第一产业增加值, 第二产业增加值, …"""
    last = re.fullmatch(r"第?[一二三四五六七八九十](?P<rest>[^一二三四五六七八九十].*)", parts[-1])
    if last is None or not all(re.fullmatch(r"第?[一二三四五六七八九十]", part) for part in parts[:-1]):
        return []
    return ["第" + part.removeprefix("第")[:1] + last["rest"] for part in parts]


def _sharing(lexicon: Lexicon, parts: list[str]) -> list[str]:
    """The last member's head belongs to those before that are no measure by themselves: 氮氧化物、二氧化硫排放量.

    Where the head begins is where what stands before it ends as the member before (建筑业、批发零售业|营业收入), or is
    about as long.
    """
    if told := _sharing_change(parts) or _sharing_sign(lexicon, parts):
        return told
    last = words_of(lexicon, parts[-1])
    head = _head_of(last, parts[-2])
    head = head if _is_shared(lexicon, head, parts[-2], joined(last)) else ""
    return [part if part.endswith(head) or lexicon.measured.search(part) else part + head for part in parts[:-1]] + [
        parts[-1]
    ]


def _sharing_sign(lexicon: Lexicon, parts: list[str]) -> list[str]:
    """进口时间, 出口时间 of 进、出口时间: members of one sign share all but the first sign of the last one's first word."""
    is_of_signs = all(len(part) == 1 for part in parts[:-1]) and len(words_of(lexicon, parts[-1])[0][0]) == 2
    return [part + parts[-1][1:] for part in parts[:-1]] + parts[-1:] if is_of_signs else []


def _head_of(last: Words, member: str) -> str:
    """What of the last member may be said of the member before it too."""
    if len(last) == 1 or joined(last)[len(member) :] in ONE_SIGN_MEASURES:
        return joined(last)[len(member) :]
    cuts = range(1, len(last) + 1)
    alike = [place for place in cuts[:-1] if last[place - 1][0][-1] == member[-1]]
    cut = alike[0] if alike else min(cuts, key=lambda place: abs(length(last[:place]) - len(member)))
    is_glued = cut == 1 and len(last[0][0]) == 2 * len(member)  # 城镇、农村居民收入
    return joined(last)[len(member) :] if is_glued else joined(last[cut:])


def _sharing_change(parts: list[str]) -> list[str]:
    """The members with the 增速 that only the last one has; empty where none or several have one."""
    found = [change for part in parts if (change := CHANGE_HEAD.search(part))]
    is_of_last = len(found) == 1 and found[0].string is parts[-1]
    return [part + found[0].group() for part in parts[:-1]] + parts[-1:] if is_of_last else []


def _is_shared(lexicon: Lexicon, head: str, member: str, last: str) -> bool:
    """Whether the head of the last member is a measure or what a rank is of, and the member has not said its own."""
    is_own = (len(head) < 2 and head not in ONE_SIGN_MEASURES) or member.endswith(last[-2:])
    is_measure = lexicon.measured.search(head) is not None or is_general(lexicon, head) or head in lexicon.general
    return not is_own and (is_measure or member[-1] in RANKS)


@dataclass(frozen=True, slots=True)
class Turn:
    """由A提高到B: the words before 由, the thing counted behind A, and the verb."""

    subject: str
    thing: str
    verb: str


@dataclass(frozen=True, slots=True)
class Spread:
    """A number behind 分别: the members before it, the span of the predicate, its rank among ``count`` numbers."""

    members: tuple[str, ...]
    start: int
    stop: int
    rank: int
    count: int


def spread_over(lexicon: Lexicon, text: str, start: int, places: Sequence[Slot], index: int) -> Spread | None:
    """Members before 分别 in the clause from ``start`` and the rank of ``places[index]`` behind it.

    The members are empty where the clause begins with 分别: they are those of the clause before.
    """
    slot = places[index]
    found = [
        one for one in SPREAD.finditer(text, start, slot.start) if not CLAUSE_END.search(text, one.end(), slot.start)
    ]
    if not found:
        return None
    mark = found[-1]
    first = next(number for number, one in enumerate(places) if one.start >= mark.end())
    count = first
    while count < len(places) and not CLAUSE_END.search(text, mark.end(), places[count].start):
        count += 1
    before = _list_before(text, start, places[:first], (mark.start(), count - first))
    return Spread(tuple(members_of(lexicon, before)), mark.end(), places[first].start, index - first, count - first)


def _list_before(text: str, start: int, places: Sequence[Slot], own: tuple[int, int]) -> str:
    """The text before 分别 behind the last number, or before the 3 of 3项指标分别; ``own``: where 分别 stands, the count behind it."""
    stop, count = own
    if places and counts_list(text, places[-1]) == count:
        places, stop = places[:-1], places[-1].start
    return text[max([start] + [one.reach for one in places]) : stop]


def counts_list(text: str, slot: Slot) -> int:
    """3 of 3项指标分别…: how many members the list before a number has; 0 where it says no such thing."""
    number = text[slot.start : slot.end]
    is_count = slot.unit in MEMBER_UNITS and number.isdecimal() and COUNTED_SPREAD.match(text, slot.reach)
    return int(number) if is_count and "、" in text[clause_start(text, slot.start) : slot.start] else 0


def turned(lexicon: Lexicon, text: str, places: Sequence[Slot], index: int, rank: int) -> str:
    """下降 for the last of 分别增长3%、5%和下降7%: a change said anew between the numbers; empty where none is.

    ``rank`` is that of ``places[index]`` among the numbers behind 分别.
    """
    for place in range(index, index - rank, -1):
        between = text[places[place - 1].reach : places[place].start].lstrip("、，和与及")
        if between and lexicon.changes.fullmatch(between):
            return between
    return ""


def run_over(lexicon: Lexicon, text: str, start: int, places: Sequence[Slot], index: int) -> Spread | None:
    """A和B为x、y without 分别: numbers with nothing but 、 or 和 between them, as many as the members before them."""
    first, last = _run(text, places, index)
    if first == last:
        return None
    before = max([start] + [one.reach for one in places[:first]])
    if is_bare_change(lexicon, text[before : places[first].start].lstrip("，")):
        return Spread((), before, places[first].start, index - first, last - first + 1)
    stop, end = _said(lexicon, text, before, places[first].start)
    members = members_of(lexicon, text[before:stop])
    if len(members) != last - first + 1:
        return None
    return Spread(tuple(members), stop, end, index - first, len(members))


def _said(lexicon: Lexicon, text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the predicate behind the members begins and ends: 达到 is not told, a change is told with each member."""
    if said := SO_FAR.search(text[start:stop]):
        return start + said.start(), start + said.start()
    said = lexicon.changed.search(text[start:stop])
    return (start + said.start() if said else stop), stop


def _run(text: str, places: Sequence[Slot], index: int) -> tuple[int, int]:
    """The first and the last of the numbers that stand joined to one another."""
    joints = [JOINT.fullmatch(text, one.reach, other.start) is not None for one, other in pairwise(places)]
    first = next((place for place in range(index, 0, -1) if not joints[place - 1]), 0)
    return first, next((place for place in range(index, len(joints)) if not joints[place]), len(joints))


def from_to(lexicon: Lexicon, text: str, left: str, slot: Slot, following: Slot | None) -> Turn | None:
    """The turn of ``由A提高到B`` where ``slot`` is A; None elsewhere."""
    if following is None or CLAUSE_END.search(text, slot.reach, following.start):
        return None
    between, opening = text[slot.reach : following.start], FROM.fullmatch(left)
    found = lexicon.up_to.match(between)
    if slot.unit == following.unit:
        opening = opening or DISPOSED_FROM.fullmatch(left)
        found = found or _any_turn(lexicon, between)
    return Turn(opening["subject"], between[: found.start("verb")], found["verb"]) if opening and found else None


def _any_turn(lexicon: Lexicon, between: str) -> re.Match[str] | None:
    """个网格撤销为: numbers in one unit with any verb between them that ends in 为 or 到."""
    found = TURNED.fullmatch(between)
    if found is None:
        return None
    is_told = words_of(lexicon, found["verb"])[-1][1][:1] == "v" or found["verb"].endswith("化")
    return found if is_told else None


def whole_clause(lexicon: Lexicon, text: str, slot: Slot, start: int, places: Sequence[Slot]) -> str:
    """The clause itself with a blank for the number, shortened on both sides at words: 服务＿年的干部职工."""
    stop = min(len(text), slot.reach + CONTEXT)
    end = CLAUSE_END.search(text, slot.reach, stop)
    stop = end.start() if end else stop
    behind = next((one.start for one in places if slot.reach <= one.start < stop), stop)
    before = max((one.reach for one in places if start <= one.reach <= slot.start), default=start)
    unit = text[slot.end : slot.reach].strip()
    dated = any(one.kind is FactKind.DATE and one.reach == before for one in places)
    lead = _own_lead(text[before : slot.start], dated)
    left = joined(tail(lexicon, trimmed_left(words_of(lexicon, lead)), MOST - 6))
    told, room = text[slot.reach : behind], MOST + 3 - len(left) - len(unit)
    right = _behind(lexicon, told, room) if left else REACHED.sub("", _first(words_of(lexicon, told), room))
    return f"{left}{BLANK}{unit}{right}"


def _own_lead(lead: str, dated: bool) -> str:
    """The words of a member of a list, ``dated`` if they stand behind a date: 8月|底竣工后."""
    lead = AFTER_DATE.sub("", lead) if dated else lead
    lead = lead[lead.rfind("、") + 1 :]
    return "" if lead in APPROXIMATELY else lead


def trimmed_left(words: Words) -> Words:
    """Without punctuation and function words in front."""
    while words and (words[0][1][:1] in "xwcpuy" or words[0][0] in "，、；：“”（）是"):
        words = words[1:]
    return words


def _behind(lexicon: Lexicon, text: str, room: int) -> str:
    """What follows a blank: a thing with 的 whole, anything else as far as it fits."""
    of = OF.match(text)
    thing = thing_after(lexicon, text[of.end() :]) if of else ""
    return of.group() + thing if of and thing and len(thing) <= room else _first(words_of(lexicon, text), room)


def _first(words: Words, room: int) -> str:
    taken: Words = []
    for word in words:
        if length(taken) + len(word[0]) > room or word[0] in "，、；：（“《）":
            break
        taken.append(word)
    while taken and (taken[-1][1][:1] in "pcdu" or taken[-1][0] in LOOSE_ENDS):
        taken.pop()
    return joined(taken)


MEETING = re.compile(r"(?:党的)?(?:第)?[^，。、；“”]{1,4}届[^，。、；“”]{1,4}中[^，。、；“”]{0,4}会")
LOOSE = re.compile(r"(?:^[的和与及、，]|(?<!不)(?:和|与|及|、|等|乃至)$)")
VISITED = re.compile(rf"{BLANK}(?:时|期间|后|的|并|重要|指示|讲话|$)")  # names nothing behind the blank
TOLD = 2  # characters a label of a name needs beside its blank


def name_shown(here: SlotPlace, label: str) -> str:
    """The label of a blank name or ordinal as the form shows it: whole quotations, more of the clause where it says little."""
    slot = here.slot
    if meeting := _meeting(here):
        return meeting
    told = LOOSE.sub("", label)
    bare = re.sub(rf"[{BLANK}“”《》（）]|姓名：", "", told)
    if len(bare) < TOLD or told != label or (told.endswith(BLANK) and len(bare) < 2 * TOLD):
        clause = whole_clause(here.lexicon, here.text, slot, clause_start(here.text, slot.start), here.slots)
        told = clause if len(clause) > len(told) else told if bare else label
    return _balanced(_with_verb(here.lexicon, told, here.text[clause_start(here.text, slot.start) : slot.start], slot))


def _with_verb(lexicon: Lexicon, label: str, left: str, slot: Slot) -> str:
    """视察＿时的重要讲话: the verb before a blank whose label begins with it, where the words behind it name nothing."""
    words = words_of(lexicon, left)
    if slot.subkind != MaskKind.NAME or not VISITED.match(label) or not words:
        return label
    return words[-1][0] + label if is_verb(lexicon, words[-1]) and len(words[-1][0]) > 1 else label


def _meeting(here: SlotPlace) -> str:
    """党的某届＿中全会: which of the numbers of a congress is asked for."""
    slot = here.slot
    found = [
        one
        for one in MEETING.finditer(here.text, max(0, slot.start - 12), slot.end + 12)
        if one.start() <= slot.start < one.end()
    ]
    if not found or slot.subkind != "ordinal":
        return ""
    told, place = "", found[0].start()
    for one in here.slots:
        if place <= one.start < found[0].end():
            told += here.text[place : one.start] + (BLANK if one == slot else "某")
            place = one.end
    return told + here.text[place : found[0].end()]


def _balanced(label: str) -> str:
    opened, closed = label.count("“"), label.count("”")
    if opened > closed:
        return label + "…”"
    return "“…" + label if closed > opened else label


def needs_subject(lexicon: Lexicon, left: str, words: str, thing: str) -> bool:
    """Whether a label goes on from the clause before: a bare change of no ``thing`` behind it, a share, a lone measure."""
    if thing:
        return False
    if (
        is_bare_change(lexicon, left)
        or is_general(lexicon, words)
        or words in lexicon.clause_measures
        or TARGET.fullmatch(left)
    ):
        return True
    return SHARE.match(lexicon.beginning_adverbs.sub("", left)) is not None


def is_sensible(lexicon: Lexicon, words: str, slot: Slot) -> bool:
    """Whether a label can stand without its sentence: a thing or an activity, whole quotations, nothing left hanging."""
    if len(words) < 2 or words.count("“") != words.count("”") or slot.subkind == "duration":
        return False
    return (HANGING.search(words) or DONE_THING.search(words)) is None and not is_bare_change(lexicon, words)
