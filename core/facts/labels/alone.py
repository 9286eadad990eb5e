"""A label that says too little alone takes what the clause before is about in front: 宣讲·受众, 可疑案件·移送公安."""

import re

from core.facts.clauses import BLANK, is_lone_rate
from core.facts.earlier_labels import Label
from core.facts.forms import SHARES, is_part
from core.facts.labels.carried import sentence_before
from core.facts.labels.owners import subject_before
from core.facts.labels.sides_told import OTHER, own_left, sentence_told
from core.facts.labels.topics import thing_begun
from core.facts.lexicon import Lexicon
from core.facts.phrases import Words, fitted, has_noun, is_noun, is_verb, joined, length, trimmed, words_of
from core.facts.sides import is_quantity
from core.facts.slots import SlotPlace, clause_start, sentence_start
from core.model.text import CLAUSE_END

LONGEST = 8  # characters of a label that may say too little
LONGEST_VERB = 4  # of one that is nothing but what is done
LONGEST_OF_THING = 14  # of one that may have the thing in front with whose beginning its sentence opens
LONGEST_PART = 5  # of a part that does not say of what
ROOM = 14  # of what is put in front
SHORTEST = 2
IDLE = frozenset("dpcumqrfty")
JOIN = "·"
NO_THING = frozenset(f"{BLANK}{JOIN}…，0123456789")
RUN = re.compile("(?:实现)?连续＿年(?:增|丰|上升|下降|保持)")
RATE = re.compile("[率量]$")
LEAST_OF_RATE = 2  # words of a rate of what is done
HELD = re.compile("(?:[上中]?[荣共]?[获得有]*[特一二三四]?|的)$")
IDLE_CLAUSE = re.compile(
    "[为是]|[^，]*为[^，]{2,6}$|(?:认真|严格|深入|全面|扎实)*(?:执行|落实|贯彻|按照|根据|依据|对照|坚持|应用)|围绕“|“[^”]*、"
)
ASPECT = re.compile("在(?P<thing>.{2,10}?)(?:工作)?(?:方面|领域)")
CLOSED = re.compile("[^（]*?）")
OPEN_END = re.compile("^[自该此]|^全面$|[的在为对将与和及等是]$|(?<![集其高初心])中$|[上内下时]$")


def with_owner(here: SlotPlace, previous: Label, words: str) -> str:
    """The label with what the clause before is about, where it says too little without."""
    if not is_quantity(here.slot):
        return words
    if _is_of_heading(here, words):
        return here.topic + JOIN + words.removeprefix(here.topic)
    if _begun(here, words):
        return words
    told = _owner_lacked(here, previous, words)
    if told.endswith(words) and told != words:  # “挂案”集中清理 for 清理
        return told
    owner = _without_twin(told, words)
    return f"{owner}{JOIN}{words}" if owner and not _shares(owner, words) else words


def with_begun(here: SlotPlace, words: str) -> str:
    """西线索道·单向运力 of 西线索道2024年3月开工，单向运力2400人: with the thing with whose beginning the sentence opens."""
    thing = _begun(here, words) if is_quantity(here.slot) else ""
    return f"{thing}{JOIN}{words}" if thing else words


def _begun(here: SlotPlace, words: str) -> str:
    """The thing with whose beginning the sentence opens, before a label that says nothing of it."""
    thing = thing_begun(here) if len(words) <= LONGEST_OF_THING and JOIN not in words else ""
    return thing if thing and not _shares(thing, words) else ""


def owner_told(words: str, own: str) -> str:
    """What a label has in front of its ``own`` words; empty for nothing."""
    return words.removesuffix(JOIN + own) if words.endswith(JOIN + own) else ""


def _is_of_heading(here: SlotPlace, words: str) -> bool:
    """Whether a label begins with a heading that tells what is done (隐患治理), and not of which thing (滨河公园)."""
    is_glued = here.topic != "" and words.startswith(here.topic) and words != here.topic
    return (
        is_glued and here.topic not in here.text and not is_noun(here.lexicon, words_of(here.lexicon, here.topic)[-1])
    )


def _owner_lacked(here: SlotPlace, previous: Label, words: str) -> str:
    bare = _bare(here, words)
    if RUN.match(words):
        return previous.subject if previous.subject in here.text[sentence_start(here) : here.slot.start] else ""
    if len(bare) > LONGEST:
        return ""
    whole = _whole_of(here, previous, bare) if BLANK not in words else ""
    return whole or ("" if _is_sibling(here, words) else _of_activity(here, previous, bare))


def _of_activity(here: SlotPlace, previous: Label, bare: str) -> str:
    """What a label that says too little goes on about, and what the clause before is about one that is nothing but an act."""
    if says_too_little(here.lexicon, bare):
        told = _owner(here, previous) or previous.owner * bool(sentence_before(here))
        return told or _of_clause_before(here, previous)
    is_act = here.slot.subkind not in SHARES and _is_act_alone(here.lexicon, bare)
    return _of_clause_before(here, previous) if is_act or is_lone_rate(here.lexicon, bare) else ""


def _whole_of(here: SlotPlace, previous: Label, bare: str) -> str:
    """出口车流量 of 出口车流量2万辆，其中客车1万辆: what a part with a short name is of."""
    is_short = SHORTEST <= len(bare) <= LONGEST_PART and not set(bare) & NO_THING
    if not is_short or here.slot.subkind in SHARES or not is_part(here):
        return ""
    whole = _fitting(here, previous.whole) if BLANK not in previous.whole else ""
    return whole if whole and whole in here.text[sentence_start(here) : here.slot.start] else ""


def _is_act_alone(lexicon: Lexicon, bare: str) -> bool:
    """播出, 免费放行, 达成意向: nothing but what is done, or with a general word."""
    told = _telling(lexicon, bare) if SHORTEST <= len(bare) <= LONGEST_VERB and JOIN not in bare else []
    return (
        bool(told)
        and is_verb(lexicon, told[0])
        and all(is_verb(lexicon, word) or word[0] in lexicon.not_alone for word in told)
    )


def _of_clause_before(here: SlotPlace, previous: Label) -> str:
    """What the clause right before is about; nothing where it has a number of its own, or is only the basis of what is done."""
    told = sentence_told(here, sentence_start(here))
    if not told or OTHER in told[-1] or IDLE_CLAUSE.match(told[-1]):
        return ""
    return _owner(here, previous) or _shortened(here.lexicon, told[-1].replace("（）", ""))


def _shortened(lexicon: Lexicon, clause: str) -> str:
    """村级站作用不均衡 of a clause that names nothing that fits; 种子 of 在种子领域."""
    words = trimmed(lexicon, words_of(lexicon, clause))
    lead = next((place for place, word in enumerate(words) if word[0] not in lexicon.holding), 0)
    told = fitted(lexicon, words[lead:], ROOM) if words and has_noun(lexicon, words) else ""
    aspect = ASPECT.fullmatch(told)
    return aspect["thing"] if aspect else told


def _without_twin(owner: str, words: str) -> str:
    """技能大赛 of 技能大赛上获一等奖, for 二等奖: what the last member of a list and the one before it are of."""
    size = next((size for size in range(len(words)) if owner[-size - 1 :] != words[-size - 1 :]), len(words))
    return HELD.sub("", owner[:-size]) if size >= SHORTEST else owner


def _is_sibling(here: SlotPlace, words: str) -> bool:
    """留置 of 纪律处分32人，留置3人: what else was done with as many of the same unit, no part of the number before."""
    before = next((one for one in reversed(here.slots[: here.index]) if is_quantity(one)), None)
    if before is None or before.unit != here.slot.unit:
        return False
    is_listed = here.text.startswith("、", before.reach) and not says_too_little(here.lexicon, words)
    return is_listed or all(is_verb(here.lexicon, word) for word in words_of(here.lexicon, words))


def says_too_little(lexicon: Lexicon, words: str) -> bool:
    """Whether a label is nothing but a verb that goes on and a general word: 发放资料, 受众, 办理, 抢救成功率; not 走访企业."""
    if not SHORTEST <= len(words) <= LONGEST or JOIN in words:
        return False
    told = _telling(lexicon, words)
    rest = [word for word in told if word[0] not in lexicon.going_on]
    if not rest:
        return bool(told) and len(words) <= LONGEST_VERB
    return all(word in lexicon.not_alone for word, _ in _without_act(lexicon, rest))


def _telling(lexicon: Lexicon, words: str) -> Words:
    return [word for word in words_of(lexicon, words) if word[1][:1] not in IDLE and word[0] not in lexicon.untelling]


def _without_act(lexicon: Lexicon, words: Words) -> Words:
    """成功率 of 抢救成功率."""
    is_rate = len(words) == LEAST_OF_RATE and RATE.search(words[-1][0]) and is_verb(lexicon, words[0])
    return words[1:] if is_rate else words


def _bare(here: SlotPlace, words: str) -> str:
    """A clause with a blank without it and its unit."""
    return words.replace(f"{BLANK}{here.slot.unit}", "").replace(BLANK, "")


def _owner(here: SlotPlace, previous: Label) -> str:
    """What the clause before is about: where it has no number its subject or object, else what its number is told as."""
    start = clause_start(here.text, here.slot.start)
    sentence = sentence_start(here)
    before = [one for one in here.slots[: here.index] if is_quantity(one) and one.start >= sentence]
    if before and CLOSED.match(here.text, before[-1].reach, here.slot.start):
        return ""  # 规范经营2016处（其中城区1187处），立案42起
    is_next = bool(before) and not CLAUSE_END.search(here.text, before[-1].reach, max(before[-1].reach, start - 1))
    told = _of_numbers(here, previous, here.text[sentence : here.slot.start]) if is_next else ""
    return told or _fitting(here, subject_before(here, previous, own_left(here)).rstrip("，"))


def _of_numbers(here: SlotPlace, previous: Label, sentence: str) -> str:
    """What the nearest number before is told as that says enough."""
    things = (previous.words, previous.subject, *(one.subject for one in reversed(previous.recent)))
    fitting = (_fitting(here, one) for one in things if one[-SHORTEST:] in sentence)
    return next((one for one in fitting if one), "")


def _fitting(here: SlotPlace, told: str) -> str:
    """A thing or an activity without the verb that only leads up to it; empty for what says too little itself."""
    lexicon = here.lexicon
    if not told or OPEN_END.search(told) or set(told) & NO_THING:
        return ""
    words = trimmed(lexicon, words_of(lexicon, told))
    lead = max(
        (place for place, word in enumerate(words[:-1], 1) if word[0] in lexicon.empty_verbs | lexicon.holding),
        default=0,
    )
    is_named = SHORTEST <= length(words[lead:]) <= ROOM and _names(lexicon, words[lead:])
    return joined(words[lead:]) if is_named and not _is_lone_act(words) else ""


def _is_lone_act(words: Words) -> bool:
    """启动, but not 宣讲 of 开展宣讲."""
    return length(words) <= SHORTEST and words[-1][1][:1] == "v"


def _names(lexicon: Lexicon, words: Words) -> bool:
    """Whether words are a thing or an activity: nothing that begins with a preposition or 覆盖, no measure, no general word."""
    first, last = words[0], words[-1]
    if first[1][:1] in "pcdr" or first[0] in lexicon.reaching or _is_general(lexicon, joined(words)):
        return False
    return (is_noun(lexicon, last) and last[1] != "b") or joined(words) in lexicon.activities or last[1] in ("vn", "v")


def _is_general(lexicon: Lexicon, words: str) -> bool:
    is_general = says_too_little(lexicon, words) or words in lexicon.settlements
    return "到" in words or is_general or lexicon.measured.search(words) is not None


def _shares(one: str, other: str) -> bool:
    return any(one[place : place + 2] in other for place in range(len(one) - 1))
