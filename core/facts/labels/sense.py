"""Labels that say nothing by themselves told with what they lack: 办结 → 信访件办结, 要求 → 课间延长至＿分钟的要求."""

import re
from dataclasses import replace

from core.facts.clauses import BLANK, MOST, is_bare_change, subject_of
from core.facts.earlier_labels import Label, thing_told, told_in
from core.facts.forms import COUNTED_PEOPLE
from core.facts.labels.carried import HINTED, is_short_thing, sentence_before
from core.facts.labels.clause_told import clause_told
from core.facts.labels.topics import object_before
from core.facts.lexicon import Lexicon
from core.facts.phrases import (
    WHOLLY,
    Words,
    fitted,
    has_noun,
    is_verb,
    joined,
    leading_noun,
    length,
    tail,
    trimmed,
    words_of,
)
from core.facts.sides import PEOPLE, dateless, left_text, right_text
from core.facts.slots import CONTEXT, Slot, SlotPlace
from core.model.text import CLAUSE_END

COUNTS_ACTS = frozenset("次场期轮批天晚课篇步时元")  # 督导86次: the activity itself is counted
DISPOSING = ("将", "把")
FOR = ("为", "给", "向")
SPENT_FOR = re.compile("用于|[为对给支帮]")
OF_PART = re.compile("(?<!以[上下内])的$")
OF_SHARE = re.compile("(?<=以[上下内])的占$|(?<=..)被[^被]{1,3}$")
OPEN_ASIDE = re.compile("（[^）]*$")
BEFORE_PASSIVE = re.compile("(?<=..)被.*")
SIDE = 10  # characters of a clause on either side of its blank
VERBAL = ("v", "vn", "vd", "vi", "d")
ENDS_OBJECT = re.compile(r"[，。；：！？\n、（）》]|$|和|与|及|的|了|等")
WITHIN = re.compile("(?:之|以)?内(?!容|部|设|外|销|生|陆|地|科)")
TIMES = frozenset(("天", "日", "小时", "分钟", "个月", "个工作日", "秒", "周"))


def made_sensible(here: SlotPlace, previous: Label, label: Label) -> Label:
    """The label, with what it is of where it is nothing but a verb, or its clause where it is nothing but a general word."""
    words = words_of(here.lexicon, label.words)
    if BLANK in label.words or not words:
        return _with_blank(here, previous, label)
    if found := _whole(here, previous, label, words):
        return replace(label, words=found, subject=label.subject or label.words * (BLANK in found))
    return _with_thing(here, previous, label, words) if _is_lone_verb(here, words) else label


def _with_blank(here: SlotPlace, previous: Label, label: Label) -> Label:
    """The label without what only led on to the next number; ＿人纳入供养 for the 12 of 将86人纳入低保、12人纳入供养."""
    right = right_text(here) if label.words == previous.words else ""
    return replace(label, words=f"{BLANK}{here.slot.unit}{right}" if right else OF_SHARE.sub("", label.words))


def _whole(here: SlotPlace, previous: Label, label: Label, words: Words) -> str:
    """A label that says what this one lacks: the clause, the rest of what was cut, or the thing of a part; empty for none."""
    if _is_general(here, words):
        return clause_told(here, previous) or label.words
    if label.words.endswith(DISPOSING):  # 将86人纳入低保
        return f"{label.words[-1]}{BLANK}{here.slot.unit}{right_text(here)}"
    if rest := _rest_of_cut(here, words) or _done_for(here, words):
        return label.words + rest
    return _of_some(here, previous, label) or _of_people(here, words) or _for_what(here, words)


def _for_what(here: SlotPlace, words: Words) -> str:
    """投入…配备装备 of 投入380万元为21个乡镇配备装备: what a sum is for that is told by nothing but a verb."""
    is_sum = here.slot.subkind == "money" and len(words) == 1 and len(words[0][0]) == 2
    if not is_sum or SPENT_FOR.match(here.text, here.slot.reach) is None:
        return ""
    act = _last_act(here.lexicon, words_of(here.lexicon, _to_end(here, here.slot.reach)), MOST - 3)
    return words[0][0] + act if act else ""


def _with_thing(here: SlotPlace, previous: Label, label: Label, words: Words) -> Label:
    told = _done_with(here, previous, words)
    return replace(label, words=told + label.words, subject=told, is_done=True) if told else label


def _is_general(here: SlotPlace, words: Words) -> bool:
    """Whether the clause tells more: 要求 of 课间延长至15分钟的要求, but not 4项指标, which are counted; 14天内实现….."""
    told, reach = words[0][0], here.slot.reach
    if _is_within(here) or (here.slot.unit in here.lexicon.sizes and words[-1][0].endswith("率")):  # 站点500米覆盖率
        return True
    return len(words) == 1 and told in here.lexicon.general_words and not here.text.startswith(told, reach)


def _is_within(here: SlotPlace) -> bool:
    """14天内实现…, 连续160天实现…, 发病率每10万人286例."""
    text, slot = here.text, here.slot
    if text.endswith("每", 0, slot.start):
        return not right_text(here)
    return slot.unit in TIMES and (WITHIN.match(text, slot.reach) is not None or text.endswith("连续", 0, slot.start))


def _of_part(here: SlotPlace, previous: Label) -> str:
    """列入规划的小型水库 of 加固小型水库12座，其中列入规划的7座完工: the thing of the whole behind what is said of a part."""
    left, thing = left_text(here)[0], _counted_thing(here, previous) if here.slot.subkind == "count" else ""
    own = words_of(here.lexicon, left.removeprefix("其中"))
    if not thing or not own or not _is_done(here):
        return ""
    if left.startswith("被") and not right_text(here):  # 信息被采用
        thing = BEFORE_PASSIVE.sub("", thing)
        return thing + fitted(here.lexicon, own, MOST - len(thing))
    thing = thing[thing.rfind("的") + 1 :]  # 集中供养的老人, 分散供养的
    return fitted(here.lexicon, own, MOST - len(thing)) + thing if OF_PART.search(left) else ""


def _of_some(here: SlotPlace, previous: Label, label: Label) -> str:
    """What a part of those counted before is called; empty for no part."""
    return _of_those(here, previous, label) or _of_part(here, previous)


def _of_those(here: SlotPlace, previous: Label, label: Label) -> str:
    """被判处重刑 of 审结案件5件47人，其中7人被判处重刑: what became of those who are told by nothing else."""
    right = right_text(here)
    is_bare = label.words.removesuffix("其中") == previous.words and left_text(here)[0].strip("，、") == "其中"
    words = words_of(here.lexicon, right) if right and is_bare else []
    return fitted(here.lexicon, words, MOST) if words and words[0][0] in ("被", "获", "受") else ""


def _is_done(here: SlotPlace) -> bool:
    """Whether what follows a number says nothing but what became of the things."""
    right = words_of(here.lexicon, right_text(here))
    return not right or right[0][1][:1] in "vd" or right[0][0] in WHOLLY


def _of_people(here: SlotPlace, words: Words) -> str:
    """惠及人口 of 惠及53个村4.2万人: people are not counted in villages."""
    told = COUNTED_PEOPLE.get(here.slot.unit, "")
    is_foreign = bool(told) and len(words) == 2 and words[1][0] in here.lexicon.settlements and not right_text(here)
    return words[0][0] + told if is_foreign and is_verb(here.lexicon, words[0]) else ""


def _rest_of_cut(here: SlotPlace, words: Words) -> str:
    """…值守 for the 志愿者实行 of 2854名志愿者实行24小时值守: a verb at the end of a label with the end of its object."""
    lexicon, place = here.lexicon, _cut_at(here, words)
    rest = trimmed(lexicon, words_of(lexicon, _to_end(here, place))) if place else []
    return "…" + joined(tail(lexicon, rest, max(4, MOST - length(words) - 1))) if rest else ""


def _cut_at(here: SlotPlace, words: Words) -> int:
    """Where the text goes on behind the verb that ends a label; 0 where it says no more, or no verb does."""
    lexicon, (verb, tag), reach = here.lexicon, words[-1], here.slot.reach
    if tag != "v" or len(words) < 2 or verb in lexicon.activities | lexicon.outcomes | lexicon.lone_verbs:
        return 0
    place = here.text.find(verb, reach, min(_clause_end(here), reach + length(words) + 2)) + len(verb)
    is_own = joined(words).endswith(here.text[reach:place].lstrip("的")) and place > reach
    return place if is_own and ENDS_OBJECT.match(here.text, place) is None else 0


def _done_for(here: SlotPlace, words: Words) -> str:
    """…发放生活费 for the 为孤儿 of 为86名孤儿、困境儿童发放生活费: what is done for the first of a list."""
    lexicon, told = here.lexicon, joined(words[1:])
    place = here.text.find(told, here.slot.reach, here.slot.reach + CONTEXT) if told else -1
    if words[0][0] not in FOR or place < 0 or any(is_verb(lexicon, word) for word in words):
        return ""
    return _last_act(lexicon, words_of(lexicon, _to_end(here, place + len(told))), MOST - len(told) - 1)


def _last_act(lexicon: Lexicon, words: Words, room: int) -> str:
    """The longest verb with its object at the end of words that fits."""
    for start, word in enumerate(words[:-1]):
        is_act = is_verb(lexicon, word) and word[0] not in lexicon.activities and has_noun(lexicon, words[start + 1 :])
        if is_act and length(words[start:]) < room:
            return f"…{joined(words[start:])}"
    return ""


def _clause_end(here: SlotPlace) -> int:
    stop = CLAUSE_END.search(here.text, here.slot.reach)
    return stop.start() if stop else len(here.text)


def _to_end(here: SlotPlace, start: int) -> str:
    """What stands from a place to the end of the clause, without dates and numbers."""
    return here.lexicon.numbers.sub("", dateless(here.text, here.slots, start, max(start, _clause_end(here))))


def _is_lone_verb(here: SlotPlace, words: Words) -> bool:
    """Whether a label is nothing but verbs, which tell what was counted of acts, persons and money only."""
    lexicon, told = here.lexicon, joined(words)
    if _is_told_by_verb(here.slot):
        return False
    idle = lexicon.objects | lexicon.lone_verbs
    is_verbal = all((tag in VERBAL or word in lexicon.newly) and word not in idle for word, tag in words)
    return is_verbal and told not in lexicon.clause_measures and not is_bare_change(lexicon, told)


def _is_told_by_verb(slot: Slot) -> bool:
    return slot.subkind not in ("count", "figure") or slot.unit in PEOPLE or slot.unit[-1:] in COUNTS_ACTS


def _done_with(here: SlotPlace, previous: Label, words: Words) -> str:
    """What an activity was done with: the things counted in its unit; for one verb what was done just before, else the
    object of the clauses before."""
    told = _counted_thing(here, previous)
    told = told or _done_before(here, previous) * _is_one_verb(here.lexicon, words)
    is_told = has_noun(here.lexicon, words_of(here.lexicon, told)) and BLANK not in told
    is_same = joined(words) in told or joined(words).endswith(told)
    return told if is_told and not is_same else ""


def _is_one_verb(lexicon: Lexicon, words: Words) -> bool:
    return sum(tag != "d" and word not in lexicon.newly for word, tag in words) == 1


def _counted_thing(here: SlotPlace, previous: Label) -> str:
    """The thing counted before in the sentence in the same unit."""
    lexicon, unit = here.lexicon, here.slot.unit
    before = [one.unit for one in sentence_before(here)]
    if unit not in before:
        return ""
    thing = thing_told(lexicon, previous) if before[-1] == unit else ""
    return _shortened(lexicon, thing or told_in(unit, previous))


def _shortened(lexicon: Lexicon, thing: str) -> str:
    """The thing without what was done with it, or its last words where it is long: 信访件 of 督察组交办信访件."""
    thing = subject_of(lexicon, thing) if thing else ""
    words = words_of(lexicon, leading_noun(lexicon, thing))
    noun = joined(words[: len(words) - (words[-1][0] in lexicon.newly)]) if words else ""
    rest = [word for word in words_of(lexicon, thing.removeprefix(noun)) if word[0] not in lexicon.newly]
    thing = thing if has_noun(lexicon, rest) else noun or thing
    return thing if is_short_thing(thing) or not thing else joined(tail(lexicon, words_of(lexicon, thing), HINTED))


def _done_before(here: SlotPlace, previous: Label) -> str:
    if sentence_before(here):
        return fitted(here.lexicon, words_of(here.lexicon, previous.told), HINTED) if previous.told else ""
    return object_before(here) or here.topic
