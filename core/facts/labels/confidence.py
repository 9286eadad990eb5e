"""Whether a label can be trusted: what it borrows from other clauses is a thing, and nothing hangs at its ends.

A label that fails is replaced by the clause of its number, which is never wrong about what is counted.
"""

import re
from dataclasses import replace
from itertools import pairwise

from core.facts.clauses import BLANK, LIMIT, SPREAD, counts_list, run_over
from core.facts.earlier_labels import Label
from core.facts.labels.carried import HINTED, nearer_subject
from core.facts.labels.clause_told import clause_told
from core.facts.labels.coverage import adds, is_loose_member, leaves_out, measures_next
from core.facts.lexicon import Lexicon
from core.facts.phrases import Word, Words, is_noun, is_plain_thing, is_verb, thing_after, words_of
from core.facts.sides import PEOPLE, is_quantity, last_reach, left_text, right_text
from core.facts.slots import SlotPlace, clause_start
from core.model.text import CLAUSE_END, DIGIT_RANGE

OF_OTHER = re.compile("的[^，。；：、0-9的]{2,8}$")
NO_SUBJECT = re.compile("(?:与|跟|同|对|向|把|将)[^，。；：]{4,}$")
DENIED = re.compile("[不未](?![断少仅但限超低])")
BOUND_SIGNS = "在被所受待"
OPENS_AT = re.compile("(?:今年|全年|重点|已|先后)*在")
PAUSED = re.compile("[，、；。：（和与]")
OPENS = re.compile("(?:先后|已|共|连续|累计)*")
SELECTED = re.compile("选[择取定]|确定|[设建]立|开展")
FROM_NUMBER = re.compile(f"[由从][{DIGIT_RANGE}]+[万亿]?$")
ALL_TOGETHER = frozenset(("合计", "共计", "总计"))
OF_YEAR = re.compile(  # all that its clause says before the number
    "(?P<year>(?:去年|上年度?|前年)(?:同期)?)(?:也?(?:只有|仅?为|是|达到?))?"
)
REST_OF_YEAR = re.compile("(?P<at>[末底初]?)(?:同期)?(?:也?(?:只有|仅?为|是|达到?))?[约近]?")
YEAR_ENDS = re.compile("(?:同期)?(?:只有|仅?为|是|达到?)?$")
LEAST = 4  # characters of a borrowed piece that may be wrong


def confirmed(here: SlotPlace, previous: Label, label: Label) -> Label:
    """The label without what was left over at its ends, with its year where it is of another one; the clause where it cannot be trusted."""
    if not _is_to_be_looked_at(here, label.words):
        is_cut = _is_cut_clause(here, label.words) or is_loose_member(here, label.words)
        return replace(label, words=clause_told(here, previous, label.words)) if is_cut else label
    words = _without_next(here, _of_its_year(here, here.lexicon.left_over.sub("", label.words)))
    if nearer := _nearer_subject(here, words):
        return replace(label, words=f"{nearer}…{_own_clause(here)}", subject=nearer)
    words = _trusted(here, previous, words)
    return label if words == label.words else replace(label, words=words)


def _trusted(here: SlotPlace, previous: Label, words: str) -> str:
    """The label, or its clause where it is wrong, or leaves out what the clause tells."""
    is_wrong = _is_doubtful(here, previous, words) or measures_next(here, words) or _is_named_by_limit(here, words)
    if not is_wrong and not leaves_out(here, words):
        return words
    told = clause_told(here, previous, words)
    is_better = is_wrong or adds(here.lexicon, told.replace(f"{BLANK}{here.slot.unit}", BLANK), words)
    return told if told and is_better else words


def _is_cut_clause(here: SlotPlace, words: str) -> bool:
    """Whether a label that is its clause already leaves out words; ＿万元以上的村 behind another number leaves none out."""
    if not is_quantity(here.slot) or f"{BLANK}{here.slot.unit}" not in words or here.slot.subkind == "rank":
        return False
    is_next = last_reach(here.slots, here.index) > clause_start(here.text, here.slot.start)
    is_limit = is_next and LIMIT.match(here.text, here.slot.reach) is not None
    return leaves_out(here, words) and not (is_limit and "…" not in words)


def _is_to_be_looked_at(here: SlotPlace, words: str) -> bool:
    """Whether a label is one of words: no clause with its own blank already, and none of the members of a 分别."""
    if not is_quantity(here.slot) or (BLANK in words and not _has_foreign_blank(here, words)):
        return False
    start = clause_start(here.text, here.slot.start)
    if SPREAD.search(here.text, start, here.slot.start) or counts_list(here.text, here.slot):
        return False
    return run_over(here.lexicon, here.text, start, here.slots, here.index) is None


def _of_its_year(here: SlotPlace, words: str) -> str:
    """去年优良率 of 优良率达到55%，去年为51.7%: a number of another year alone in its clause is of the thing before it."""
    start = clause_start(here.text, here.slot.start)
    found, thing = OF_YEAR.fullmatch(here.text, start, here.slot.start), YEAR_ENDS.sub("", words)
    year = found["year"] if found else _year_told(here, start)
    return f"{year}{thing}" if year and thing and year not in thing else words


def _year_told(here: SlotPlace, start: int) -> str:
    """2021年末 of 2022年末存款98亿元，2021年末为90亿元: all that a clause says before its number."""
    date = next((one for one in here.slots[: here.index] if one.start == start), None)
    if date is None or date.subkind != "year" or date.reach > here.slot.start:
        return ""
    month = next((one for one in here.slots[: here.index] if one.start == date.reach and one.subkind == "month"), date)
    rest = REST_OF_YEAR.fullmatch(here.text, month.reach, here.slot.start)
    return here.text[start : rest.end("at")] if rest else ""


def _is_named_by_limit(here: SlotPlace, words: str) -> bool:
    """56人 of 消除56人以上大班额: how large the things are that are named behind it."""
    limit = LIMIT.match(here.text, here.slot.reach)
    return limit is not None and BLANK not in words and not CLAUSE_END.match(here.text[limit.end() :] or "，")


def _is_doubtful(here: SlotPlace, previous: Label, words: str) -> bool:
    told = words_of(here.lexicon, words)
    return bool(told) and (
        _is_empty(here.lexicon, told)
        or _begins_number(words)
        or _borrows_clause(here, previous, words)
        or _is_of_next(here)
        or _joins(here, words)
        or _loses_word(here, words)
        or _says_twice(here, words)
    )


def _nearer_subject(here: SlotPlace, words: str) -> str:
    """砖瓦企业 of 关停煤厂12家，砖瓦企业稳步退出，已关停4家: who stands between a number and the thing told from before it."""
    piece = _borrowed(here, words)
    told = nearer_subject(here) if len(piece) >= LEAST else ""
    is_plain = LEAST <= len(told) <= HINTED and is_plain_thing(here.lexicon, words_of(here.lexicon, told))
    is_other = is_plain and told[-2:] == piece[-2:] and told not in words and piece not in told
    return told if is_other else ""


def _own_clause(here: SlotPlace) -> str:
    start = clause_start(here.text, here.slot.start)
    left = re.sub("^(?:已经?|均|共)", "", here.text[start : here.slot.start])
    return f"{left}{BLANK}{here.slot.unit}"


def _without_next(here: SlotPlace, words: str) -> str:
    """村 for the 95 of 95个村已实现通邮72个: what is told with the number behind is not said of this one."""
    between = _up_to_next(here)
    thing = thing_after(here.lexicon, between) if between else ""
    is_thing = len(thing) > 1 and is_plain_thing(here.lexicon, words_of(here.lexicon, thing))
    return thing if is_thing and words.startswith(thing) else words


def _up_to_next(here: SlotPlace) -> str:
    """What stands between a count that opens its clause and the next one in the same clause; empty elsewhere."""
    following = next((one for one in here.slots[here.index + 1 :] if is_quantity(one)), here.slot)
    if here.slot.subkind != "count" or following.subkind != "count" or left_text(here)[0]:
        return ""
    between = here.text[here.slot.reach : following.start]
    return "" if PAUSED.search(between) else between


def _has_foreign_blank(here: SlotPlace, words: str) -> bool:
    """每＿公斤提高 for the 5元 of 每50公斤提高5元: the blank of the number before."""
    return here.slot.subkind == "money" and not words.endswith(BLANK) and f"{BLANK}{here.slot.unit}" not in words


def _says_twice(here: SlotPlace, words: str) -> bool:
    """上交财政上交, 出境人次由8300万, and a sum of all (合计27万元) that is told as the last of them."""
    left = here.text[clause_start(here.text, here.slot.start) : here.slot.start]
    if FROM_NUMBER.search(words) or left.rstrip("约") in ALL_TOGETHER:
        return True
    told = words_of(here.lexicon, words)
    is_act = len(told) > 2 and len(told[-1][0]) > 1 and is_verb(here.lexicon, told[-1])
    return is_act and told[0] == told[-1] and words not in here.text


def _is_empty(lexicon: Lexicon, told: Words) -> bool:
    """免费 of 免费为60名老人体检: nothing but adverbs."""
    return all(tag in ("d", "p", "c", "ad", "vd") or word in lexicon.manners for word, tag in told)


def _loses_word(here: SlotPlace, words: str) -> bool:
    """不正常 of 查处不正常运行设备的行为, 在 of 在教人员: a word without which the label says something else."""
    left = here.text[clause_start(here.text, here.slot.start) : here.slot.start]
    for found in DENIED.finditer(left):
        behind = left[found.end() :]
        if found.group() not in words and any(
            behind[place : place + 2] in words for place in range(len(behind[:4]) - 1)
        ):
            return True
    first = words_of(here.lexicon, words)[0][0]
    return len(first) == 1 and any(sign + words[:3] in left for sign in BOUND_SIGNS)


def _begins_number(words: str) -> bool:
    """1室 of 5部1室: the next number and not what is counted."""
    return re.match(f"[{DIGIT_RANGE}]+[^{DIGIT_RANGE}级届年周岁万亿]$", words) is not None


def _borrows_clause(here: SlotPlace, previous: Label, words: str) -> bool:
    """行动发挥有力 of 拆除行动发挥有力，…拆除23处: what is taken from a clause without a number is no thing."""
    piece = _borrowed(here, words)
    if "（" in piece:  # 前期项目（市级、县级）
        return True
    return bool(piece) and not _is_told(previous, piece) and _is_no_thing(here, piece)


def _is_no_thing(here: SlotPlace, piece: str) -> bool:
    """Whether borrowed words are nothing but verbs, or a verb with an object behind a noun."""
    told = words_of(here.lexicon, piece)
    if piece not in here.lexicon.openers and all(tag[:1] in "vda" for _, tag in told):  # 营造服务
        return True
    is_measure = here.lexicon.measured.search(told[0][0]) is not None  # 毛利率持续收窄
    return len(piece) >= LEAST and not is_measure and not _can_be_thing(here.lexicon, told)


def _is_told(previous: Label, piece: str) -> bool:
    """Whether a number before is told with the words."""
    told = (previous.words, previous.told, previous.subject, previous.measured)
    return any(piece.partition("…")[0][:LEAST] in one for one in (*told, *(each.words for each in previous.recent)))


def _borrowed(here: SlotPlace, words: str) -> str:
    """The beginning of a label that its own clause does not say."""
    start = clause_start(here.text, here.slot.start)
    found = CLAUSE_END.search(here.text, here.slot.reach)
    clause = here.text[start : found.start() if found else len(here.text)]
    end = next((place for place in range(len(words)) if words[place : place + 2] in clause), len(words))
    return words[:end].rstrip("·…")


def _can_be_thing(lexicon: Lexicon, words: Words) -> bool:
    """Whether words may be a thing or an activity with its thing: no verb with an object stands behind a noun."""
    return not any(is_noun(lexicon, one) and _acts(lexicon, other) for one, other in pairwise(words[:-1]))


def _acts(lexicon: Lexicon, word: Word) -> bool:
    idle = lexicon.activities | lexicon.objects | lexicon.torn
    return is_verb(lexicon, word) and len(word[0]) > 1 and word[0] not in idle


def _is_of_next(here: SlotPlace) -> bool:
    """68 of 拨付68人的资金93万元: the thing behind 的 is counted by the number behind it."""
    following = next((one for one in here.slots[here.index + 1 :] if is_quantity(one)), None)
    if (
        following is None
        or here.slot.unit not in PEOPLE | {"个", "家", "所"}
        or following.unit in ("%", here.slot.unit)
    ):
        return False
    return OF_OTHER.fullmatch(here.text, here.slot.reach, following.start) is not None


def _joins(here: SlotPlace, words: str) -> bool:
    """与商户100%签订, 在13个县选择乡镇: a number right behind with whom or where something is done."""
    start = clause_start(here.text, here.slot.start)
    if here.slot.unit == "次" and OPENS.fullmatch(here.text, start, here.slot.start) and (right := right_text(here)):
        return is_verb(here.lexicon, words_of(here.lexicon, right)[0])
    if OPENS_AT.fullmatch(here.text, start, here.slot.start):
        return is_verb(here.lexicon, words_of(here.lexicon, words)[-1]) or SELECTED.search(words) is not None
    is_share = here.slot.subkind == "percent" and here.text[here.slot.reach : here.slot.reach + 1] not in "，。；、的"
    return (
        is_share and NO_SUBJECT.match(here.text[start : here.slot.start].lstrip("一二三四五六七八九十是")) is not None
    )
