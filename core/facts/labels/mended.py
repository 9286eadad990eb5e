"""Labels whose words lost a sign or a member of their clause: shares say of what, coordinations are whole, nothing hangs."""

import re

from core.facts.clauses import BLANK, SPREAD
from core.facts.earlier_labels import Label
from core.facts.labels.clause_told import clause_told
from core.facts.labels.sides_told import number_behind
from core.facts.lexicon import Lexicon
from core.facts.phrases import is_verb, joined, words_of
from core.facts.sides import is_quantity
from core.facts.slots import SlotPlace, clause_start
from core.model.fact import FactKind
from core.model.text import CLAUSE_END

ROOM = 20  # characters of a label with all members of a coordination
HEAD = 4  # characters of a label that are looked for in its clause
WHOLE = 10  # characters of the whole that a share is of
SHARE_OF = re.compile("占(?P<of>[^，。；：、占的]{1,8})的?[约近]?$")
POINTS = frozenset(("个百分点", "百分点"))
HOURS = frozenset(("小时", "分钟", "秒"))
NEW = re.compile("新[设增建开办][立办]?")
HAVING = re.compile("^.*[现共]有")
SPAN = "一二两三四五六七八九十"  # signs for the years that something took
TWICE = re.compile("^([^0-9]{2,}?)\\1")  # 监督监督抗诉
LISTED = "、"
SUM = "累计"
FOR = "为"


def mended(here: SlotPlace, previous: Label, words: str) -> str:
    """The label with what it lost."""
    if not is_quantity(here.slot):
        return words
    if here.slot.unit in HOURS and words.endswith("率"):
        return clause_told(here, previous, words) or words
    words = _with_sum(here, previous, _without_hanging(here, words))
    words = _as_member(here, previous, _of_share(here, previous, words))
    return _coordinated(here, _with_opening(here, _with_list_sign(here, _for_whom(here, words))))


def _for_whom(here: SlotPlace, words: str) -> str:
    """为群众办实事: without 为 they would do it."""
    left = _left(here)
    return FOR + words if left[:1] == FOR and len(words) >= HEAD and left[1:].startswith(words[:HEAD]) else words


def _with_sum(here: SlotPlace, previous: Label, words: str) -> str:
    """清淤渠道累计达到 of 清淤渠道2万米，2016年以来累计达到31万米: the sum of all is not what came in addition."""
    told = previous.words
    if not told or SUM not in _left(here) or here.slot.unit == "%" or SUM in words:
        return words
    if words != told and sorted(words) == sorted(told):  # 智能表更换 for 更换智能表
        return SUM + told
    return f"{told}{SUM}{words.removeprefix(told)}" if words.startswith(told) else words


def _left(here: SlotPlace) -> str:
    return here.text[clause_start(here.text, here.slot.start) : here.slot.start]


def _without_hanging(here: SlotPlace, words: str) -> str:
    """Without an empty bracket, and without 于 before a date that is left out: 踏勘|于4月19日|签订协议."""
    words = TWICE.sub(r"\1", words.replace("（）", ""))
    if found := re.search(f"[{SPAN}](?={re.escape(words[:3])})", _left(here)):  # 两年新增投资
        words = found.group() * words.startswith("年") + words
    for date in here.slots:
        sign = here.text[max(0, date.start - 3) : date.start]
        if date.kind is FactKind.DATE and len(sign) > 1 and sign.endswith("于") and sign in words:
            behind = words.partition(sign)[2]
            words = words if behind[:1].isdigit() else words.replace(sign, sign[:-1], 1)
    return words


def _of_share(here: SlotPlace, previous: Label, words: str) -> str:
    """儿科门诊占全年, 会员中农民工占, 车险保费占总保费比重下降."""
    if here.slot.unit in POINTS and "占" in previous.words:
        return _of_share_before(here, previous.words, words)
    if not words.endswith("占"):
        return words
    found = SHARE_OF.search(_left(here))
    told = words + found["of"] if found else _of_whole(here, previous.whole, words)
    is_of_sum = told.endswith("占") and "其中" in here.text[: here.slot.start] and "中" not in told
    return told + "总数" if is_of_sum else told


def _of_share_before(here: SlotPlace, share: str, words: str) -> str:
    change = here.lexicon.changed.search(words)
    is_told = "占" in words or BLANK in words + share
    return f"{share}比重{change.group()}" if change and not is_told else words


def _of_whole(here: SlotPlace, whole: str, words: str) -> str:
    whole = HAVING.sub("", whole)
    is_other = 1 < len(whole) <= WHOLE and BLANK not in whole and not set(whole) & set(words[:-1])
    return f"{whole}中{words}" if is_other and "其中" in here.text[: here.slot.start] else words


def _with_list_sign(here: SlotPlace, words: str) -> str:
    """“离职提取”等 of “离职提取”等2项: it is not the only one."""
    return words + "等" if words.endswith("”") and _left(here).endswith("等") else words


def _with_opening(here: SlotPlace, words: str) -> str:
    """新设试验区 of 新设7个试验区: what came in addition is not the sum of all."""
    left = _left(here)
    return left + words if NEW.fullmatch(left) and left not in words and BLANK not in words else words


def _coordinated(here: SlotPlace, words: str) -> str:
    """农民工、退役士兵培训: all members before a head that they share, where a label begins with the last one."""
    place = here.text.rfind(words[:HEAD], 0, here.slot.start) if BLANK not in words and len(words) >= HEAD else -1
    if place < 1 or here.text[place - 1] != LISTED or _is_shared(here, place):
        return words
    members = _without_verb(here.lexicon, here.text[clause_start(here.text, place) : place])
    return members + words if 1 < len(members) <= ROOM - len(words) and not CLAUSE_END.search(members) else words


def _is_shared(here: SlotPlace, place: int) -> bool:
    """Whether several numbers say something of the members before ``place``, or one of each."""
    start, own = clause_start(here.text, place), clause_start(here.text, here.slot.start)
    numbers = [one.start for one in here.slots if is_quantity(one) and one.start < here.slot.start]
    is_spread = SPREAD.search(here.text, start, here.slot.start) is not None
    return is_spread or number_behind(here) is not None or any(one >= own or start <= one < place for one in numbers)


def _as_member(here: SlotPlace, previous: Label, words: str) -> str:
    """原创 of 展览…引进5个、原创6个: each of two counted members by its own verb, with what both are of."""
    before = next((one for one in reversed(here.slots[: here.index]) if is_quantity(one)), here.slot)
    own = here.text[before.reach + 1 : here.slot.start]
    first = here.text[clause_start(here.text, before.start) : before.start].removeprefix("其中")
    is_member = here.text[before.reach : before.reach + 1] == LISTED and before.unit == here.slot.unit
    if not is_member or words != f"{first}{own}{BLANK}{here.slot.unit}" or not previous.words.endswith(first):
        return words
    of = previous.words[: -len(first)] or f"{previous.whole}·" * (BLANK not in previous.whole)
    return of + own


def _without_verb(lexicon: Lexicon, members: str) -> str:
    """农民工、 of 开展农民工、; empty where a member is an activity of its own: 排查隐患、."""
    told = words_of(lexicon, members)
    while len(told) > 1 and told[0][0] in lexicon.empty_verbs | lexicon.holding:
        told = told[1:]
    return "" if any(is_verb(lexicon, word) for word in told) else joined(told)
