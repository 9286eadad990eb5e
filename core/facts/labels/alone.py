"""A label that says too little alone takes what the clause before is about in front: 宣讲·受众, 可疑案件·移送公安."""

import re

from core.facts.clauses import BLANK
from core.facts.earlier_labels import Label
from core.facts.labels.owners import subject_before
from core.facts.labels.sides_told import own_left
from core.facts.lexicon import Lexicon
from core.facts.phrases import Words, is_noun, is_verb, joined, length, trimmed, words_of
from core.facts.sides import is_quantity
from core.facts.slots import SlotPlace, clause_start
from core.model.text import CLAUSE_END, SENTENCE_END

LONGEST = 8  # characters of a label that may say too little
LONGEST_VERB = 4  # of one that is nothing but what is done
ROOM = 12  # of what is put in front
SHORTEST = 2
IDLE = frozenset("dpcumqrfty")
JOIN = "·"
NO_THING = frozenset(f"{BLANK}{JOIN}…，0123456789")
RATE = re.compile("[率量]$")
LEAST_OF_RATE = 2  # words of a rate of what is done
HELD = re.compile("(?:[上中]?[荣共]?[获得有]*[特一二三四]?|的)$")
OPEN_END = re.compile("[的在为对将与和及等是]$")


def with_owner(here: SlotPlace, previous: Label, words: str) -> str:
    """The label with what the clause before is about, where it says too little without."""
    if not is_quantity(here.slot) or not says_too_little(here.lexicon, _bare(here, words)):
        return words
    owner = "" if _is_sibling(here, words) else _owner(here, previous)
    owner = _without_twin(owner, words)
    return f"{owner}{JOIN}{words}" if owner and not _shares(owner, words) else words


def _without_twin(owner: str, words: str) -> str:
    """技能大赛 of 技能大赛上获一等奖, for 二等奖: what the last member of a list and the one before it are of."""
    size = next((size for size in range(len(words)) if owner[-size - 1 :] != words[-size - 1 :]), len(words))
    return HELD.sub("", owner[:-size]) if size >= SHORTEST else owner


def _is_sibling(here: SlotPlace, words: str) -> bool:
    """留置 of 纪律处分32人，留置3人: what else was done with as many of the same unit, no part of the number before."""
    before = next((one for one in reversed(here.slots[: here.index]) if is_quantity(one)), None)
    is_same = before is not None and before.unit == here.slot.unit
    return is_same and all(is_verb(here.lexicon, word) for word in words_of(here.lexicon, words))


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
    sentence = max([0, *(mark.end() for mark in SENTENCE_END.finditer(here.text, 0, here.slot.start))])
    before = [one for one in here.slots[: here.index] if is_quantity(one) and one.start >= sentence]
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
    words = words[lead:]
    return joined(words) if SHORTEST <= length(words) <= ROOM and _names(lexicon, words) else ""


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
