"""Labels of names, dates and references: the value's nearest words around a blank, or what it is."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from core.facts.phrases import STOP_TAGS, Word, Words, joined, length, words_of
from core.facts.slots import Slot, clause_start
from core.model.fact import MaskKind

BLANK = "＿"
LEFT, RIGHT = 4, 6  # characters shown beside the blank
WHOLE = 14  # characters of a name behind the blank that is shown whole

# A report has one own place of each of these; villages, towns and firms are many and are told by their neighbours.
OWN_PLACES = frozenset(
    ("省", "市", "区", "县", "旗", "自治区", "自治州", "自治县", "自治旗", "新区", "高新区", "开发区")
)

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
MEETING = re.compile(r"[次届][^，。；、]{0,8}?会")
DIGITS = "0123456789０１２３４５６７８９"
DEADLINE = re.compile(r"截[至止]到?$")
HANGING = frozenset("vpdcu")  # tags of single characters that no label ends with
ROLE_LEFT = re.compile(r"(?P<role>[\u4e00-\u9fff]{2,8})[ 　]*[：:][^：:。；\n]{0,60}$")
FIELD = re.compile(r"[：:][ 　]*$")  # 职务：＿＿ of a form
LEFT_END = re.compile(r"[“”《》、（）()\s　，。；：！？·•’‘]")
RIGHT_END = re.compile(r"[“”《》、，。；：！？（）()\s　·•’‘]")


def surroundings(text: str, slots: Sequence[Slot], index: int) -> str:
    """The label of a value that is no quantity: 区名, ＿科技有限公司, 第＿次党代会, 年份（2022年）."""
    slot = slots[index]
    worded = WORDED.get(f"{slot.kind}:{slot.subkind}")
    if worded is not None:
        return _worded(worded, text, slot)
    if slot.subkind == MaskKind.NAME and text[slot.end : slot.reach] in OWN_PLACES:
        return text[slot.end : slot.reach] + "名"
    if field := _field(text, slots, index):
        return field
    label = HEADS.get(slot.subkind, "") + _shown(slot.subkind, _left(text, slots, index), _right(text, slots, index))
    return label.removesuffix("：")


def _shown(subkind: str, left: str, right: str) -> str:
    if subkind in (MaskKind.YEAR, MaskKind.MONTH):
        return _short(DATED.sub("", right)) or _near_left(left.rstrip(DIGITS))
    if subkind in (MaskKind.FIGURE, MaskKind.PARTIAL_FIGURE):
        return ""
    if subkind in (MaskKind.NAME, MaskKind.PERSON):
        return _around(left, right)
    counted, meeting = COUNTED_PLACE.search(left), MEETING.match(right)
    before = counted.group() if counted else _near_left(left)
    return before + BLANK + (meeting.group() if meeting else _short(right))


def _field(text: str, slots: Sequence[Slot], index: int) -> str:
    """The label of a blank that nothing but the word before a colon tells: 职务：＿＿, 出席：＿、＿."""
    slot = slots[index]
    role = _role(text, slots, index) if slot.subkind in (MaskKind.PERSON, MaskKind.NAME) else ""
    if slot.subkind == MaskKind.PERSON and role not in ("", "姓名"):
        return f"姓名（{role}）"
    return role if FIELD.search(text[: slot.start]) else ""


def _role(text: str, slots: Sequence[Slot], index: int) -> str:
    """What the persons listed behind a colon are: 出席：＿、＿. Nothing where the words beside the blank tell."""
    start = slots[index].start
    if _near_left(_left(text, slots, index)) or _short(_right(text, slots, index)):
        return ""
    found = ROLE_LEFT.search(text, max(0, start - 80), start)
    return found["role"] if found else ""


def _worded(pattern: str, text: str, slot: Slot) -> str:
    value = text[slot.start : slot.end]
    if slot.unit and slot.unit not in ("年", "年度") and slot.subkind == "period":
        value += slot.unit
    if slot.subkind == "date" and DEADLINE.search(text[max(0, slot.start - 3) : slot.start]):
        return "截止" + pattern.format(value)
    return pattern.format(value)


def _left(text: str, slots: Sequence[Slot], index: int) -> str:
    slot = slots[index]
    start = max(clause_start(text, slot.start), slots[index - 1].reach if index else 0, slot.start - 10)
    return text[start : slot.start]


def _right(text: str, slots: Sequence[Slot], index: int) -> str:
    slot = slots[index]
    stop = min(slots[index + 1].start if index + 1 < len(slots) else len(text), slot.end + 14)
    return text[slot.end : max(slot.end, stop)]


def _around(left: str, right: str) -> str:
    if left[-1:] in "“（《" and right[:1] in "”）》" and right:
        return f"{left[-1:]}{BLANK}{right[0]}{_short(right[1:])}"
    after = _short(right)
    enough = len(after) >= 2 and not after.startswith(("等", "和", "与", "各", "不", "乃", "发布"))
    before = "" if enough else _near_left(left)
    opened = "“" if left.endswith("“" + before) else ""
    closed = "”" if right.startswith(after + "”") else ""
    return f"{opened}{before}{BLANK}{after}{closed}"


def _near_left(text: str) -> str:
    words = words_of(LEFT_END.split(text)[-1])
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


def _short(text: str) -> str:
    """The next few words, ending before a function word once there is something to show."""
    taken: Words = []
    for word in words_of(RIGHT_END.split(text)[0]):
        if taken and _ends_phrase(word, taken):
            break
        taken.append(word)
    while len(taken) > 1 and len(taken[-1][0]) == 1 and taken[-1][1][:1] in HANGING:
        taken.pop()
    return joined(taken)[:WHOLE]
