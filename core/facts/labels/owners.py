"""Whether a clause goes on about the clause before, and what that is about: 比上年增长, 提价幅度, ＿人受益."""

import re

from core.facts.clauses import BLANK, SUMMED_UP, is_bare_change, is_general
from core.facts.earlier_labels import Label, thing_told
from core.facts.forms import SHARES
from core.facts.labels.carried import IDLE, sentence_before
from core.facts.labels.sides_told import LIST_SIGN, OTHER, is_spread, sentence_told
from core.facts.labels.topics import object_before, object_of_clause
from core.facts.lexicon import Lexicon
from core.facts.phrases import (
    Word,
    Words,
    bare_activity,
    fitted,
    has_noun,
    is_noun,
    is_verb,
    is_verb_alone,
    joined,
    lead_off,
    leading_noun,
    length,
    thing_after,
    trimmed,
    words_of,
)
from core.facts.sides import PEOPLE
from core.facts.slots import SlotPlace, sentence_start

SUBJECT = 12  # characters of what is taken from the clause before
MEASURED = 18  # of what a change is of
TELLING = 4  # characters of verbs that tell by themselves: 减税降费
SUMS = frozenset(("合计", "共计", "总计"))
OPEN_UNITS = PEOPLE | {"个", "家"}
OF_SHARE = re.compile("(?:以[上下内]|左右)?[在由为是有]")


def lacks_subject(here: SlotPlace, left: str, right: str) -> bool:
    """Whether a clause goes on about the clause before: a bare change, a lone measure, no thing at all, ＿人 with a verb."""
    lexicon = here.lexicon
    told = lead_off(lexicon, left.partition(OTHER)[0])
    before = [word for word in words_of(lexicon, told) if word[0] not in lexicon.openers]
    if left in SUMS or _is_lone(lexicon, before, right):
        return left not in SUMS
    is_act = not right and bare_activity(lexicon, joined(before)) != ""
    return not is_act and _tells_nothing(here, before, words_of(lexicon, right))


def subject_before(here: SlotPlace, previous: Label, left: str) -> str:
    """What the clause before is about, or that clause itself, shortened in its middle, with a comma behind it.

    ``left`` is what the number's own clause says before it; a clause with a number is told only before a change.
    """
    start = sentence_start(here)
    clauses = sentence_told(here, start)
    if not clauses:
        return here.topic
    told = _of_change(here, clauses[-1]) if is_change(here.lexicon, lead_off(here.lexicon, left)) else ""
    told = told or (_told_before(here, previous, start) if sentence_before(here) else "")
    return told or _of_clauses(here, clauses, left) or here.topic


def is_change(lexicon: Lexicon, left: str) -> bool:
    """Whether words only say how something changed."""
    left = left.partition(OTHER)[0]
    return is_bare_change(lexicon, left) and lexicon.changes.search(left) is not None


def is_bare_sum(here: SlotPlace, left: str, right: str) -> bool:
    """Whether a clause tells nothing of a sum but who gives it: 中央财政拟投入."""
    told = words_of(here.lexicon, left + right) if here.slot.subkind == "money" and left + right else []
    is_paid = any(word in here.lexicon.payers for word, _ in told)
    return is_paid and all(word in here.lexicon.givers or tag[:1] in "dpcu" for word, tag in told)


def _is_lone(lexicon: Lexicon, before: Words, right: str) -> bool:
    """A change without its subject, how much of what somebody did (提价幅度), or 设置 without who."""
    if not before:
        return right in lexicon.bare_measures
    is_measure = before[-1][0] in lexicon.bare_measures and all(_is_act(lexicon, word) for word in before[:-1])
    return is_measure or is_change(lexicon, joined(before)) or joined(before) in lexicon.having


def _is_act(lexicon: Lexicon, word: Word) -> bool:
    return (is_verb(lexicon, word) or word[1] == "vn") and word[0] not in lexicon.objects


def _tells_nothing(here: SlotPlace, before: Words, behind: Words) -> bool:
    """Whether neither side names a thing, or a share or persons are told by a verb alone."""
    if not _has_name(here.lexicon, [*before, *behind]):
        return sum(len(word) for word, tag in (*before, *behind) if tag[:1] in "va") < TELLING
    if here.slot.subkind in SHARES and not before:
        return behind[0][1][:1] in "vpd" or OF_SHARE.match(joined(behind)) is not None
    is_open = here.slot.unit in OPEN_UNITS and not _has_name(here.lexicon, before)
    return is_open and _is_done(here.lexicon, behind)


def _is_done(lexicon: Lexicon, behind: Words) -> bool:
    is_act = bool(behind) and is_verb(lexicon, behind[0])
    return is_act and (len(behind) == 1 or not thing_after(lexicon, joined(behind)))


def _has_name(lexicon: Lexicon, words: Words) -> bool:
    return any(is_noun(lexicon, word) and word[1] != "f" and word[0] not in lexicon.leading for word in words)


def _of_change(here: SlotPlace, clause: str) -> str:
    """What a change is of: what the clause before counts, or else what it says something of."""
    lexicon = here.lexicon
    if OTHER in clause:
        return _measured_before(lexicon, clause)
    if is_spread(here) and LIST_SIGN.search(clause):
        return _list_of(lexicon, clause)
    return "" if IDLE.match(clause) else object_of_clause(lexicon, clause, MEASURED)


def _of_clauses(here: SlotPlace, clauses: list[str], left: str) -> str:
    """The subject of the nearest clause that has one, the object of the clauses before, or the nearest clause itself."""
    subjects = [_leading_thing(here.lexicon, clause) for clause in reversed(clauses)]
    told = next((one for one in subjects if one), "")
    if told:
        return fitted(here.lexicon, words_of(here.lexicon, told), SUBJECT)
    last = object_of_clause(here.lexicon, clauses[-1], MEASURED) if OTHER not in clauses[-1] else ""
    return last or object_before(here) or _nearest(here.lexicon, clauses, is_told=is_change(here.lexicon, left))


def _nearest(lexicon: Lexicon, clauses: list[str], is_told: bool) -> str:
    """The nearest clause, one with a number of its own only where ``is_told``."""
    whole = [clause for clause in clauses if is_told or OTHER not in clause]
    words = trimmed(lexicon, [*words_of(lexicon, whole[-1]), ("", "n")])[:-1] if whole else []
    return fitted(lexicon, words, SUBJECT) + "，" if words and has_noun(lexicon, words) else ""


def _idle(lexicon: Lexicon, clause: str) -> bool:
    return IDLE.match(clause) is not None and clause[:2] not in lexicon.standing


def _leading_thing(lexicon: Lexicon, clause: str) -> str:
    """The nouns a clause begins with, without what became of them: 养老保险制度 of 养老保险制度|不断完善."""
    told = "" if _idle(lexicon, clause) else _whole_noun(lexicon, clause.partition(OTHER)[0])
    words = words_of(lexicon, told) if not is_general(lexicon, told) else []
    stop = next((place for place in range(len(words), 0, -1) if not _befalls(lexicon, words[place - 1])), 0)
    return joined(words[:stop]) if length(words[:stop]) > 1 else ""


def _whole_noun(lexicon: Lexicon, clause: str) -> str:
    """农机具购置补贴 of 农机具购置补贴覆盖全县: a verb between two nouns, with another one behind them, belongs to the thing."""
    told = leading_noun(lexicon, clause)
    rest = words_of(lexicon, clause.partition(told)[2]) if told else []
    is_inside = len(rest) > 2 and is_verb(lexicon, rest[0]) and is_noun(lexicon, rest[1]) and is_verb(lexicon, rest[2])
    return told + joined(rest[:2]) if is_inside else told


def _befalls(lexicon: Lexicon, word: Word) -> bool:
    """不断完善, 投入使用: what became of a thing, which the segmenter takes for one word."""
    text, tag = word
    is_pair = len(text) == 4 and is_verb_alone(lexicon, text[:2]) and is_verb_alone(lexicon, text[2:])
    return tag[:1] in "ilzad" or is_pair


def _list_of(lexicon: Lexicon, clause: str) -> str:
    """化学需氧量、二氧化硫 of 化学需氧量、二氧化硫首次双下降."""
    words = trimmed(lexicon, words_of(lexicon, clause))
    stop = next((place for place, word in enumerate(words) if is_verb(lexicon, word) or word[1] == "d"), len(words))
    return fitted(lexicon, words[: stop or len(words)], MEASURED)


def _measured_before(lexicon: Lexicon, clause: str) -> str:
    """全国财政用于教育支出 of 全国财政用于教育支出五年累计2.4万亿元: what stands before the last number of a clause."""
    told = SUMMED_UP.sub("", lead_off(lexicon, clause[: clause.rfind(OTHER)]))
    words = trimmed(lexicon, words_of(lexicon, told)) if told and OTHER not in told else []
    is_thing = bool(words) and has_noun(lexicon, words) and not is_bare_change(lexicon, told)
    return fitted(lexicon, words, MEASURED) if is_thing else ""


def _told_before(here: SlotPlace, previous: Label, start: int) -> str:
    """What the numbers before in the sentence are about, where the sentence says it in these words."""
    sentence = here.text[start : here.slot.start]
    things = (previous.measured, previous.subject, thing_told(here.lexicon, previous))
    fitting = (one for one in things if len(one) > 1 and one in sentence and not set(one) & set(BLANK + "0123456789"))
    return next((one for one in fitting if _is_thing(here.lexicon, words_of(here.lexicon, one))), "")


def _is_thing(lexicon: Lexicon, words: Words) -> bool:
    return is_noun(lexicon, words[-1]) and not is_verb(lexicon, words[0]) and not words[-1][0].endswith("率")
