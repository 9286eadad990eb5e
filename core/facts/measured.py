"""Changes, shares and lone measures, each with what it is of: 同比增长 → 产值同比增长, 参训率 → 村干部参训率."""

import re

from core.facts.clauses import (
    is_bare_change,
    is_general,
    is_lone_rate,
    measured_by,
    needs_subject,
    with_subject,
)
from core.facts.forms import SHARES, Label, inherited, sentence_before, with_recent
from core.facts.lexicon import Lexicon
from core.facts.phrases import Words, has_noun, is_verb, joined, lead_off, thing_after, without_verb, words_of
from core.facts.sides import AGES, last_reach, right_text
from core.facts.slots import Slot, SlotPlace, clause_start
from core.model.text import CLAUSE_END

TWO_SIGN_RATE = re.compile("(?:(?<=..)|^)..率$")
KEPT = re.compile("(?:控制|稳定|保持|维持)在")  # a rate that is kept is one of its own, not of what was counted


def of_measure(here: SlotPlace, previous: Label, own: tuple[str, Label]) -> Label | None:
    """A change, a share or a lone measure with what it is of; None for what says that itself."""
    left, label = own
    slot = here.slot
    thing = "" if slot.subkind in SHARES else thing_after(here.lexicon, right_text(here))
    if not needs_subject(here.lexicon, left, label.words, thing) and not (
        not thing and _is_rate_of_told(here, label.words)
    ):
        return None
    if left == "平均年龄" and _is_listed_before(here):
        return Label(left)  # 法官27名、书记员33名，平均年龄36岁: of all of them
    if not is_bare_change(here.lexicon, left):
        return _lone(here, own, previous, _measured_thing(here, previous, label.words))
    measured = previous.measured if sentence_before(here) else ""
    subject = _of_unit(here, previous) or measured or inherited(here, previous)
    if not subject:
        return None
    words = with_subject(here.lexicon, subject, _predicate(here.lexicon, slot, own))
    return Label(words, label.verb, previous.subject if subject == measured else subject, measured=measured)


def _is_rate_of_told(here: SlotPlace, words: str) -> bool:
    """Whether a lone rate (到课率) goes on from what was counted before in its sentence."""
    start = clause_start(here.text, here.slot.start)
    is_going_on = here.text[:start].endswith(("，", "、")) and bool(sentence_before(here))
    if KEPT.search(here.text, start, here.slot.start):
        return False
    return is_going_on and here.slot.subkind in SHARES and is_lone_rate(here.lexicon, words)


def _measured_thing(here: SlotPlace, previous: Label, measure: str) -> str:
    """What a lone measure is of; 完成投资 is of nothing where it opens its sentence or stands behind 惠及居民200户."""
    is_inside = here.text[: clause_start(here.text, here.slot.start)].endswith(("，", "：", "；"))
    if is_inside and not previous.words.startswith(tuple(here.lexicon.reaching)):
        return inherited(here, previous)
    return "" if measure in here.lexicon.clause_measures else inherited(here, previous)


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
    lexicon, slot = here.lexicon, here.slot
    label, is_measure = own[1], is_general(lexicon, own[1].words) or is_lone_rate(lexicon, own[1].words)
    subject = _with_noun(lexicon, subject, previous) if label.words.endswith("率") else subject
    subject = measured_by(lexicon, subject) if is_measure and slot.subkind not in SHARES else subject
    subject = _activity_of(lexicon, subject, label.words)
    if subject.endswith("率") and label.words.endswith("率"):  # 线索处置率98%，办结率92%; not 回复率100%，满意率99%
        subject = TWO_SIGN_RATE.sub("", subject) if is_lone_rate(lexicon, label.words) else ""
    if label.words.endswith("率") and len(subject) > 4 and words_of(lexicon, subject)[-1][0] in lexicon.torn:
        subject = joined(words_of(lexicon, subject)[:-1])  # 仲裁案件立案562件，结案率98%
    if not subject or label.words.startswith(subject):
        return None
    predicate = _predicate(lexicon, slot, own)
    words = with_subject(lexicon, _without_twin(lexicon, subject, predicate), predicate)
    recent = with_recent(previous, words, slot) if is_measure else ()
    return Label(words, label.verb, subject, recent, measured=words if is_measure else "")


def _with_noun(lexicon: Lexicon, subject: str, previous: Label) -> str:
    """The subject, or the last one before it that is a thing: 案件 for the 结案率 behind 受理案件6230件，审执结5986件."""
    is_each = subject.startswith("每") and len(subject) < 4  # 每次
    if not is_each and (
        has_noun(lexicon, words_of(lexicon, subject)) or (len(subject) > 2 and subject not in lexicon.torn)
    ):
        return subject
    told = (one for one, _ in reversed(previous.recent) if one != subject and has_noun(lexicon, words_of(lexicon, one)))
    return next(told, subject)


def _activity_of(lexicon: Lexicon, subject: str, measure: str) -> str:
    """What money or requests belong to: 重点项目 of 实施重点项目 and of 重点项目总投资; any other measure keeps its subject."""
    if measure not in lexicon.clause_measures:
        return subject
    subject = lexicon.lone_end.sub("", subject)
    first = words_of(lexicon, subject)[0][0] if subject else ""
    is_idle = first in lexicon.empty_verbs or first in lexicon.pivots or first in measure
    return (without_verb(lexicon, subject) if is_idle else "") or subject


def _without_twin(lexicon: Lexicon, subject: str, predicate: str) -> str:
    """安置房 of 交付安置房, which is told with 交付率, 医务人员 of 培训医务人员 with 参训率: no deed is said twice."""
    if not predicate.endswith("率") or len(subject) < 3:
        return subject
    stem, words = predicate[-3:-1], words_of(lexicon, subject)
    before, found, behind = subject.partition(stem)
    is_thing = has_noun(lexicon, words_of(lexicon, behind)) and not lexicon.measured.search(behind) if behind else False
    keeps = len(before) > 1 and (not is_thing or has_noun(lexicon, words_of(lexicon, before)))
    named = (before if keeps else behind) if found else subject
    if found and named in lexicon.newly:
        return ""  # 实际参保12.3万人，参保率97.6%
    first = words[0][0]
    is_idle = first in lexicon.empty_verbs or (len(first) == 2 and bool(set(first) & set(stem)))
    if not found and is_idle and is_deed_word(lexicon, words):
        named = joined(words[1:])
    return named if len(named) > 1 else subject


def is_deed_word(lexicon: Lexicon, words: Words) -> bool:
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
    before = [one.unit for one in sentence_before(here)]
    if before and sentence_before(here)[-1].subkind == "rank":
        return ""
    is_counted = slot.unit in before and slot.unit != before[-1] and slot.subkind not in SHARES
    if not is_counted or last_reach(here.slots, here.index) > clause_start(here.text, slot.start):
        return ""
    return next((subject for subject, unit in reversed(previous.recent) if unit == slot.unit), "")
