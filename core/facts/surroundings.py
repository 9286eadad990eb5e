"""Labels of names, dates and references: the value's nearest words around a blank, or what it is."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from core.facts.lexicon import Lexicon
from core.facts.phrases import STOP_TAGS, Word, Words, joined, length, words_of
from core.facts.slots import SlotPlace, clause_start
from core.model.fact import MaskKind
from core.model.text import HAN_RANGE, PHRASE_END, WITHIN_PHRASE

BLANK = "＿"
LEFT, RIGHT = 4, 6  # characters shown beside the blank
WHOLE = 14  # characters of a name behind the blank that is shown whole


AROUND = 16
"""Characters beside a span of years in which a word says that it is that of a plan."""

SPANNED = "起止年份（{0}）"

WORDED: Mapping[str, str] = MappingProxyType(
    {
        "date:year": "年份（{0}年）",
        "date:month": "月份（{0}月）",
        "date:date": "日期（{0}）",
        "date:period": "时段（{0}）",
        "date:relative": "年份用语（{0}）",
        "reference:congress": "会议届次（{0}）",
        "reference:five_year_plan": "五年规划（{0}）",
        "reference:plan": "规划年份（{0}）",
        "reference:document": "版本年份（{0}）",
        "reference:document_number": "文号（{0}）",
    }
)
HEADS: Mapping[str, str] = MappingProxyType(
    {
        MaskKind.YEAR: "年份：",
        MaskKind.MONTH: "月份：",
        MaskKind.PERSON: "姓名：",
        MaskKind.FIGURE: "日期",
        MaskKind.PARTIAL_FIGURE: "日期",
    }
)
DATED = re.compile(r"^[ 　]?[年月度份]+(?:\d{1,2}[日号])?(?:以来|以前|之前|底前?|[末初的起至到])*")
COUNTED_PLACE = re.compile(r"[省市区县州旗镇乡]?第$|党的$")
MEETING = re.compile(rf"[次届](?:{WITHIN_PHRASE}{{0,8}}?会|{WITHIN_PHRASE}{{9,16}}?会(?=[，。；]|$))")
QUOTED_NAME = re.compile("[届次个]“[^“”]{1,8}”")
DIGITS = "0123456789０１２３４５６７８９"
DEADLINE = re.compile(r"截[至止]到?$")
HANGING = frozenset("vpdcu")  # tags of single characters that no label ends with
ROLE_LEFT = re.compile(rf"(?P<role>[{HAN_RANGE}]{{2,8}})[ 　]*[：:][^：:。；\n]{{0,60}}$")
FIELD = re.compile(r"[：:][ 　]*$")  # 职务：＿＿ of a form
LEFT_END = re.compile(r"[“”《》、（）()\s　，。；：！？·•’‘]")
RIGHT_END = re.compile(r"[“”《》、，。；：！？（）()\s　·•’‘]")


def surroundings(here: SlotPlace) -> str:
    """The label of a value that is no quantity: 区名, ＿科技有限公司, 第＿次党代会, 年份（2022年）."""
    slot = here.slot
    worded = WORDED.get(f"{slot.kind}:{slot.subkind}")
    if worded is not None:
        return _worded(here, worded)
    if slot.subkind == MaskKind.NAME and here.text[slot.end : slot.reach] in here.lexicon.own_places:
        return here.text[slot.end : slot.reach] + "名"
    if field := _field(here):
        return field
    label = HEADS.get(slot.subkind, "") + _shown(here.lexicon, slot.subkind, _left(here), _right(here))
    return label.removesuffix("：")


def _shown(lexicon: Lexicon, subkind: str, left: str, right: str) -> str:
    if subkind in (MaskKind.YEAR, MaskKind.MONTH):
        return _short(lexicon, DATED.sub("", right)) or _near_left(lexicon, left.rstrip(DIGITS))
    if subkind in (MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE):
        return ""
    if subkind in (MaskKind.NAME, MaskKind.PERSON):
        return _around(lexicon, left, right)
    if quoted := QUOTED_NAME.match(right):  # 第＿届“云山杯”创新大赛
        right_name = quoted.group() + _short(lexicon, right[quoted.end() :])
        return _ordinal_lead(lexicon, left) + BLANK + right_name
    meeting = MEETING.match(right)
    return _ordinal_lead(lexicon, left) + BLANK + (meeting.group() if meeting else _short(lexicon, right))


def _ordinal_lead(lexicon: Lexicon, left: str) -> str:
    counted = COUNTED_PLACE.search(left)
    return counted.group() if counted else _near_left(lexicon, left)


def _field(here: SlotPlace) -> str:
    """The label of a blank that nothing but the word before a colon tells: 职务：＿＿, 出席：＿、＿."""
    slot = here.slot
    role = _role(here) if slot.subkind in (MaskKind.PERSON, MaskKind.NAME) else ""
    role = _post(here) or role
    if slot.subkind == MaskKind.PERSON and role not in ("", "姓名"):
        return f"姓名（{role}）"
    return role if FIELD.search(here.text[: slot.start]) else ""


def _post(here: SlotPlace) -> str:
    """县委书记 of 县委书记＿带头讲党课: whose name is asked for."""
    if here.slot.subkind != MaskKind.PERSON:
        return ""
    words = words_of(here.lexicon, LEFT_END.split(_left(here))[-1])
    while words and words[0][1][:1] in "pcdvu":
        words = words[1:]
    told = joined(words)
    return told if here.lexicon.posts.search(told) else ""


def _role(here: SlotPlace) -> str:
    """What the persons listed behind a colon are: 出席：＿、＿. Nothing where the words beside the blank tell."""
    start = here.slot.start
    if _near_left(here.lexicon, _left(here)) or _short(here.lexicon, _right(here)):
        return ""
    found = ROLE_LEFT.search(here.text, max(0, start - 80), start)
    return found["role"] if found else ""


def _worded(here: SlotPlace, pattern: str) -> str:
    text, slot = here.text, here.slot
    value = text[slot.start : slot.end]
    if slot.subkind == "plan" and not _is_of_plan(here):
        return SPANNED.format(value)
    if slot.unit and slot.unit not in ("年", "年度") and slot.subkind == "period":
        value += slot.unit
    if slot.subkind == "date" and DEADLINE.search(text[max(0, slot.start - 3) : slot.start]):
        return "截止" + pattern.format(value)
    return pattern.format(value)


def _is_of_plan(here: SlotPlace) -> bool:
    """Whether a span of years stands beside a word for a plan: 2021—2025年规划, but not 2021—2025年供水量."""
    before = PHRASE_END.split(here.text[max(0, here.slot.start - AROUND) : here.slot.start])[-1]
    behind = PHRASE_END.split(here.text[here.slot.end : here.slot.end + AROUND])[0]
    return here.lexicon.plan_words.search(f"{before}，{behind}") is not None


def _left(here: SlotPlace) -> str:
    slot = here.slot
    start = max(
        clause_start(here.text, slot.start), here.slots[here.index - 1].reach if here.index else 0, slot.start - 10
    )
    return here.text[start : slot.start]


def _right(here: SlotPlace) -> str:
    slot = here.slot
    stop = min(here.slots[here.index + 1].start if here.index + 1 < len(here.slots) else len(here.text), slot.end + 14)
    return here.text[slot.end : max(slot.end, stop)]


def _around(lexicon: Lexicon, left: str, right: str) -> str:
    if left[-1:] in "“（《" and right[:1] in "”）》" and right:
        return f"{left[-1:]}{BLANK}{right[0]}{_short(lexicon, right[1:])}"
    after = _short(lexicon, right)
    enough = len(after) >= 2 and not after.startswith(("等", "和", "与", "各", "不", "乃", "发布"))
    before = "" if enough else _near_left(lexicon, left)
    opened = "“" if left.endswith("“" + before) else ""
    closed = "”" if right.startswith(after + "”") else ""
    return f"{opened}{before}{BLANK}{after}{closed}"


def _near_left(lexicon: Lexicon, text: str) -> str:
    words = words_of(lexicon, LEFT_END.split(text)[-1])
    taken: Words = []
    for word in reversed(words):
        if taken and length(taken) + len(word[0]) > LEFT:
            break
        taken.insert(0, word)
    if all(tag in ("p", "c", "d") for _, tag in taken):
        return ""
    return joined(taken)[-LEFT:]


def _ends_phrase(word: Word, taken: Words) -> bool:
    size = length(taken)
    ends = word[1][:1] in STOP_TAGS or (word[1] == "v" and size >= LEFT)
    goes_on = word[1][:1] == taken[-1][1][:1] == "n"  # 中国特色|社会主义
    return (size >= 2 and ends) or size + len(word[0]) > (WHOLE if goes_on else RIGHT + 2)


def _short(lexicon: Lexicon, text: str) -> str:
    """The next few words, ending before a function word once there is something to show."""
    taken: Words = []
    for word in words_of(lexicon, RIGHT_END.split(text)[0]):
        if taken and _ends_phrase(word, taken):
            break
        taken.append(word)
    while len(taken) > 1 and len(taken[-1][0]) == 1 and taken[-1][1][:1] in HANGING:
        taken.pop()
    return joined(taken)[:WHOLE]
