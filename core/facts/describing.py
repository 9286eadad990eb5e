"""Numbers that describe a thing instead of counting it: sizes (60千瓦电站), capacities (日处理2万吨), bounds, places in an order.

Their label is their clause with a blank, cut behind the thing: 建成＿千伏变电站, 标的额在＿万元以下的案件, 产值居全县第＿位.
"""

import re
from dataclasses import dataclass

from core.facts.clauses import BLANK, CONDITION_LEADS, MOST, trimmed_left
from core.facts.lexicon import Lexicon
from core.facts.phrases import (
    LONGEST,
    Words,
    fitted,
    governing_verb,
    has_noun,
    is_noun,
    is_verb,
    joined,
    lead_off,
    length,
    tail,
    thing_after,
    trimmed,
    words_of,
)
from core.facts.slots import CONTEXT, Slot, clause_start
from core.model.text import CLAUSE_END, DIGIT_RANGE, HAN_RANGE

LINK = re.compile(r"(?:装机?的?|[级型重长宽高深]的?|的)(?!量|积|度|耗)")
ONE_SIGN = frozenset("产供销售排发储运")
SAID = 10  # characters of what is said of a thing before its number
HOLDS = frozenset("装级型")
LISTED = re.compile(rf"、|[{DIGIT_RANGE}]+(?:年(?:度|期的)?(?![限内])|月份?(?!均)|日(?!均))?")
"""What a description may stand behind: the last member of a list, a number, a date: 2003年|投运的."""

CAPACITY = re.compile(
    rf"(?P<own>(?:(?<![{DIGIT_RANGE}今本当去上明全半每])[日年](?!限)|每[日天年月]|每小时)(?:均|可|能|最大|设计)*(?P<activity>[{HAN_RANGE}]{{1,4}}))$"
)
BOUND = re.compile(
    r"(?:在|超(?!市)过?|(?<![通经不])过|超出|低于|高于|(?<!不)少于|多于|大于|小于|不足|不到|不满|达到?|满|未达到?|控制在)$"
)
BOUNDED = re.compile(
    r"(?:（含）)?(?:及?以[上下内外])?(?:（含）)?(?:的|(?=(?:大?项目|企业|工程|村)(?:达到?|增至|有|共|约)*[0-9]))"
)
ORDER = re.compile(
    r"(?P<subject>.*?)(?P<place>(?:总体|综合|整体|继续|稳|并|跃|名)*(?:位?居|位?列|排名?|位于|名次|位次|跃升|上升|升|前移|下降|荣?获|取得)"
    r"[^，。；：]{0,8}第)$"
)


@dataclass(frozen=True, slots=True)
class Described:
    """The thing a number describes, with the word that links the two (的, 装; mostly nothing)."""

    link: str
    thing: str


def described(lexicon: Lexicon, text: str, slot: Slot, stop: int) -> Described | None:
    """What the number at ``slot`` describes; ``stop`` is where the next number begins, or the end of the text.

    It does where the thing is counted by the number behind it (3000平方米文化广场2处), where nothing is counted in such
    units (60千瓦电站, 5公斤装大米), and where 的 stands between (800平方米的服务中心).
    """
    if slot.unit not in lexicon.sizes:
        return None
    found = LINK.match(text, slot.reach)
    link = found.group() if found else ""
    behind = text[slot.reach + len(link) : min(stop, slot.reach + CONTEXT)]
    thing = thing_after(lexicon, CLAUSE_END.split(behind)[0])
    if not _is_whole(lexicon, behind, thing):
        return None
    is_counted = behind == thing and stop < len(text)
    return Described(link, thing) if is_counted or _is_kind(lexicon, slot, link) else None


def _is_whole(lexicon: Lexicon, behind: str, thing: str) -> bool:
    """Whether a thing stands behind the number that is not itself counted in its unit (300千瓦装机)."""
    return len(thing) > 1 and behind.startswith(thing) and lexicon.capacities.search(thing) is None


def _is_kind(lexicon: Lexicon, slot: Slot, link: str) -> bool:
    return slot.unit in lexicon.ratings or link[:1] in HOLDS or link == "的"


def is_attribute(lexicon: Lexicon, text: str, slot: Slot, stop: int) -> bool:
    """Whether the number belongs to the name of the thing counted at ``stop``: 110千伏 of 建成110千伏变电站2座."""
    found = described(lexicon, text, slot, stop)
    return (
        found is not None
        and text[slot.reach : stop] == found.link + found.thing
        and not _names_thing(lexicon, text, slot)
    )


def _names_thing(lexicon: Lexicon, text: str, slot: Slot) -> bool:
    """Whether the thing stands before the number already: 发放大米20吨, 日处理 is none."""
    left = re.split(rf"[、{DIGIT_RANGE}]", text[clause_start(text, slot.start) : slot.start])[-1]
    own = CAPACITY.search(left)
    left = left[: own.start()] if own else left
    words = trimmed(lexicon, words_of(lexicon, lead_off(lexicon, left)))
    return (
        bool(words)
        and words[-1][0] != "的"
        and not left.endswith("的")
        and any(tag[:1] in "njl" for word, tag in words if not is_verb(lexicon, (word, tag)))
        and not is_verb(lexicon, words[-1])
    )


def size_label(lexicon: Lexicon, text: str, slot: Slot, stop: int, verb: str) -> tuple[str, str] | None:
    """Label and thing of a size: 引进的＿千瓦光伏电站; ``verb`` is that of the list it goes on."""
    found = described(lexicon, text, slot, stop)
    if found is None or _names_thing(lexicon, text, slot):
        return None
    left = text[clause_start(text, slot.start) : slot.start]
    words = trimmed_left(words_of(lexicon, LISTED.split(left)[-1]))
    lead = joined(tail(lexicon, words, MOST - 6)) if words else verb * ("、" in left)
    return _cut(f"{lead}{BLANK}{slot.unit}{found.link}{found.thing}"), found.thing


def _cut(label: str) -> str:
    """The label without its lead where it is far too long."""
    return label if len(label) <= MOST + 4 else label[label.index(BLANK) :]


def capacity_of(left: str, lexicon: Lexicon) -> str:
    """日处理 at the end of the words before a number: what a works can do in a day or a year; empty for anything else."""
    found = CAPACITY.search(left)
    if found is None:
        return ""
    if lexicon.changes.fullmatch(found["activity"]):  # 较上一个三年增长
        return ""
    words = words_of(lexicon, found["activity"])
    is_activity = (
        found["activity"] in ONE_SIGN
        if len(found["activity"]) == 1
        else all(is_verb(lexicon, word) or word[1][:1] == "v" for word in words)
    )
    return found["own"] if is_activity else ""


def bound_label(lexicon: Lexicon, text: str, slot: Slot) -> str:
    """标的额在＿万元以下的案件: a number that only says which things are meant; empty for any other."""
    bounded = BOUNDED.match(text, slot.reach)
    left = text[clause_start(text, slot.start) : slot.start]
    left = CONDITION_LEADS.sub("", re.split(r"[、]", left)[-1])
    if bounded is None or not BOUND.search(left):
        return ""
    words = words_of(lexicon, left)
    if not (has_noun(lexicon, words) or BOUND.fullmatch(left)):
        return ""
    thing = thing_after(lexicon, CLAUSE_END.split(text[bounded.end() : bounded.end() + CONTEXT])[0])
    of = text[slot.reach : bounded.end()]
    own = joined(tail(lexicon, trimmed_left(words), MOST - 4))
    return f"{own}{BLANK}{slot.unit}{of}{thing}" if thing else f"{own}{BLANK}{slot.unit}{of.removesuffix('的')}"


def is_bounded(text: str, slot: Slot) -> bool:
    """Whether a number only says which of the things behind it are counted: 投资超过500万元的项目6个."""
    left = text[clause_start(text, slot.start) : slot.start]
    return BOUNDED.match(text, slot.reach) is not None and BOUND.search(left) is not None


def place_in_order(left: str) -> tuple[str, str] | None:
    """Subject and predicate of a rank: 产值|居全县第; None where the words say nothing of an order."""
    found = ORDER.fullmatch(left)
    return (found["subject"], found["place"]) if found else None


def related(lexicon: Lexicon, lead: Words, thing: str) -> str:
    """遗留的任务, 年度评比先进的班组: a thing with what is said of it before the number."""
    return _relative(lexicon, lead, thing) + thing


def _relative_verb(lexicon: Lexicon, lead: Words) -> str:
    """未完成的**项任务 → 未完成的 before 任务."""
    if not lead or not is_verb(lexicon, lead[-1]):
        return governing_verb(lexicon, lead)
    adverb = lead[-2][0] if len(lead) > 1 and lead[-2][1] == "d" else ""
    return adverb + lead[-1][0] + "的"


def _is_clause(lexicon: Lexicon, lead: Words) -> bool:
    """评比|先进, 列入|名单: what is said of a thing, though no verb ends it."""
    if len(lead) < 2 or length(lead) > SAID or any(tag == "x" for _, tag in lead):
        return False
    is_of_two = lead[-1][1] in ("a", "vn") or lead[-1][0] in lexicon.outcomes
    return is_of_two and not is_verb(lexicon, lead[-1])


def _relative(lexicon: Lexicon, lead: Words, thing: str) -> str:
    """晋升职员等级的**名干部 → 晋升职员等级的: a general thing is told by what was done with it, others by the verb."""
    if lead and (thing in lexicon.general or _is_clause(lexicon, lead)):
        return joined(tail(lexicon, lead, LONGEST - len(thing) - 1)) + "的"
    if len(lead) > 1 and is_verb(lexicon, lead[0]) and is_noun(lexicon, lead[-1]):  # 列入养老改革试点|的|街道
        return fitted(lexicon, lead, MOST - len(thing) - 1) + "的"
    return _relative_verb(lexicon, lead)
