"""What a mask hides, judged by the words left and right of it."""

import re
from functools import partial

from core.facts.measures import ANY_MASK, PERCENT_SIGN, Measures
from core.facts.slots import after, before
from core.facts.words import MEMBER, FactWords
from core.model.fact import MaskKind
from core.model.text import DIGIT_RANGE, HAN_RANGE, WITHIN_CLAUSE
from core.segment import tagged

ORDINAL_LEFT = re.compile(rf"第[ 　]?(?:[一二三四五六七八九十]*)$|届(?:{ANY_MASK}+|[一二三四五六七八九十])?中$|届$")
ORDINAL_RIGHT = re.compile(r"[ 　]?届|等奖|等功|号(?![召称角])|路(?:公交|车)|年级|级(?!台阶|联|别)")
ORDINAL_PAIRS = (
    (re.compile(r"届$"), re.compile(r"中|次(?:全会|会议)|全会")),
    (re.compile(r"中$"), re.compile(r"全?会")),
    (re.compile(r"党的(?:二?十)?$"), re.compile(r"大(?![力量])|全会")),
    (re.compile(r"[〕\]】][ 　]?第?$|〔\d+〕$|[字发]第?$"), re.compile(r"号")),
    (re.compile(r"[省市县区州旗]$"), re.compile(r"次(?:党代会|党的代表大会|代表大会|妇代会|团代会)")),
    (re.compile(r"(?:人大|政协|党代会|职代会|代表大会|常委会|全委会)[ 　]?$"), re.compile(r"[ 　]?次(?:全体)?会")),
    (re.compile(r"(?<![目当日此提先事会年之以生])前[ 　]?$"), re.compile(r"[ 　]?(?:名(?!单)|位|强|列(?!入)|甲)")),
    (
        re.compile(
            rf"(?:位居|位列|居|列|排名|排在|名列|跻身){WITHIN_CLAUSE}{{0,6}}(?<![跃上提下]升|前进|后退|下降|下滑|上移)$"
        ),
        re.compile(r"[ 　]?(?:位|名)(?:$|[，。；、次])"),
    ),
)
RANGE_RIGHT = re.compile(rf"[-－—–~～至到]{{1,2}}(?:{ANY_MASK}+|\d+)")
RATIO_RIGHT = re.compile(rf"[ ]?[:：∶][ ]?(?:{ANY_MASK}|\d)")
RATIO_LEFT = re.compile(rf"(?:{ANY_MASK}|\d)[ ]?[:：∶][ ]?$")
QUANTITY_RIGHT = re.compile(r"[ 　]?(?:以上|以下|以内|左右|$|[，。；、）)])")

PARTIAL_LEFT = re.compile(rf"[{DIGIT_RANGE}]$|(?:[^\s。；：，、0-9][{DIGIT_RANGE}]+|0)[.．]$")
PARTIAL_RIGHT = re.compile(rf"[.．]?[{DIGIT_RANGE}]")
OTHER_DIGITS = re.compile(rf"[.．]?[{DIGIT_RANGE}]+")

WIDE = 80  # characters left in which a list of members may begin
FULL_NAME = 3  # characters of most masked names
SPEECH = re.compile(r"重要(?:讲话|指示|批示|论述)")
VISITED = re.compile(rf"(?:视察|考察|调研|莅临|在|赴|到|对){WITHIN_CLAUSE}{{0,8}}$")
NAME_END = re.compile(r"[，。；、：:）)”  　（(\t]|等|$")
ANY_LIST = re.compile(rf"(?P<role>[{HAN_RANGE}]{{2,6}})[：:][ 　]*(?:{MEMBER}[、 　\t]+)*$")

Verdict = tuple[str, str, int]


def judge(text: str, start: int, end: int, words: FactWords) -> Verdict:
    """Kind of the mask at ``start``–``end``, the unit it carries, and where that unit ends."""
    left, right = before(text, start), after(text, end)
    for rule in (_percent, _ordinal, partial(year, words=words), month):
        verdict = rule(left, right)
        if verdict is not None:
            return verdict[0], verdict[1], end + verdict[2]
    if _honours_speech(left, right):
        return MaskKind.NAME, "", end
    if _is_person(text, start, end, (left, right), words):
        return MaskKind.PERSON, "", end
    if counted := _quantity(left, right, words):
        return counted[0], counted[1], end + counted[2]
    place = words.measures.place.match(right)
    return MaskKind.NAME, "", end + (len(place.group()) if place else 0)


def speaks_for_value(run: re.Match[str], measures: Measures) -> bool:
    """Whether the words beside a run can only stand beside a value: 区, 名, 年 after it or 第 before it."""
    text, start, end = run.string, run.start(), run.end()
    left, right = before(text, start), after(text, end)
    return bool(
        measures.place.match(right)
        or measures.counted.match(right)
        or left.endswith("第")
        or YEAR_RIGHT.match(right)
        or month(left, right)
        or _ratio(left, right)
        or _ordinal(left, right)
    )


def _percent(left: str, right: str) -> Verdict | None:
    if left.endswith("百分之"):
        return MaskKind.PERCENT, "", 0
    unit = PERCENT_SIGN.match(right, int(right[:1] in (" ", "　")))
    kind = MaskKind.PARTIAL_FIGURE if PARTIAL_LEFT.search(left) else MaskKind.PERCENT
    return (kind, unit.group(), unit.end()) if unit else None


def _ordinal(left: str, right: str) -> Verdict | None:
    ordinal = ORDINAL_LEFT.search(left) is not None and left[-1:] != "届"
    ordinal = ordinal or any(a.search(left) and b.match(right) for a, b in ORDINAL_PAIRS)
    by_right = ORDINAL_RIGHT.match(right)
    if not (ordinal or by_right):
        return None
    unit = re.match(r"[ 　]?([次届批期轮条章号季级位名])", right)
    return (MaskKind.ORDINAL, unit.group(1), unit.end()) if unit else (MaskKind.ORDINAL, "", 0)


def _quantity(left: str, right: str, words: FactWords) -> Verdict | None:
    return (
        _range(right, words.measures)
        or _ratio(left, right)
        or _figure(left, right, words)
        or by_grammar(left, right, words)
    )


def _range(right: str, measures: Measures) -> Verdict | None:
    """The first number of a masked range: XX～XX个."""
    other = RANGE_RIGHT.match(right)
    if other is None:
        return None
    counted = measures.counted.match(right, other.end())
    if counted is None:
        return None
    kind = MaskKind.PERCENT if PERCENT_SIGN.fullmatch(counted["unit"]) else MaskKind.FIGURE
    return kind, counted["magnitude"] + counted["more"] + counted["unit"], 0


def _ratio(left: str, right: str) -> Verdict | None:
    """The members of a masked ratio or score: XX:XX."""
    return (MaskKind.FIGURE, "", 0) if RATIO_RIGHT.match(right) or RATIO_LEFT.search(left) else None


def _figure(left: str, right: str, words: FactWords) -> Verdict | None:
    counted = words.measures.counted.match(right)
    partial = _hides_digits(left, right, counted is not None)
    kind = MaskKind.PARTIAL_FIGURE if partial else MaskKind.FIGURE
    if counted:
        return kind, counted["magnitude"] + counted["more"] + counted["unit"], counted.end()
    if partial:
        return _around_digits(right, words.measures)
    years = re.match(r"[ 　]?(?:周年|周岁)", right)
    if years:
        return kind, years.group().strip(), years.end()
    if words.numbered.search(left) or (words.amount_left.search(left) and QUANTITY_RIGHT.match(right)):
        return kind, "", 0
    return None


def _around_digits(right: str, measures: Measures) -> Verdict:
    """A partial figure whose other digits follow: 8**00|份 has its unit behind them."""
    digits = OTHER_DIGITS.match(right)
    counted = measures.counted.match(right, digits.end()) if digits else None
    unit = counted["magnitude"] + counted["more"] + counted["unit"] if counted else ""
    return MaskKind.PARTIAL_FIGURE, unit, counted.end() if counted else 0


def _hides_digits(left: str, right: str, counted: bool) -> bool:
    """Whether other digits of the same number stand beside the mask; ``7.**`` may be an item's number."""
    if left[-1:].isdigit() or PARTIAL_RIGHT.match(right):
        return True
    return counted and PARTIAL_LEFT.search(left) is not None


def _is_person(text: str, start: int, end: int, sides: tuple[str, str], words: FactWords) -> bool:
    """Whether the mask at ``start``–``end`` hides a person's name; ``sides`` are the characters beside it."""
    left, right = sides
    if left.endswith("《"):
        return False
    if any(pattern.match(right) for pattern in (words.several, words.together, words.titled)):
        return True
    if words.surname.search(left) and NAME_END.match(right):
        return True
    is_alone = not f"{left}{right}".strip() and not text.isspace()  # the speaker below a title, the signature
    return is_alone or _has_role(text, start, end, sides, words)


def _honours_speech(left: str, right: str) -> bool:
    """视察xx重要讲话: the masked word is the place that was visited, not the speaker."""
    return SPEECH.match(right) is not None and VISITED.search(left) is not None


def _has_role(text: str, start: int, end: int, sides: tuple[str, str], words: FactWords) -> bool:
    left, right = sides
    if words.measures.place.match(right) or words.measures.counted.match(right):
        return False
    full = end - start == FULL_NAME
    ends = NAME_END.match(right) is not None
    if words.introduced.search(left) or (ends and _is_listed(text, start, full, words)):
        return True
    return words.called.search(left) is not None and any((ends, full, _acts(right, words)))


def _is_listed(text: str, start: int, full: bool, words: FactWords) -> bool:
    """Behind a role and a colon; a mask as long as most names needs no known role (阅文：×××)."""
    first = max(0, start - WIDE)
    if words.listed.search(text, first, start):
        return True
    listed = ANY_LIST.search(text, first, start) if full else None
    return listed is not None and words.things.search(listed["role"]) is None


def _acts(right: str, words: FactWords) -> bool:
    """Whether a verb or preposition follows, as behind the name of who does it."""
    if words.honoured.match(right):
        return True
    told = tagged(right[:8])
    return bool(told) and told[0][1] in ("v", "p", "d", "vi", "vd")


YEAR_RIGHT = re.compile(r"[ 　]?年(?!级|制|龄|轻|货|画|均|薪|会|检|产|报)")
DATE_DIGITS = re.compile(r"(?:19|20)[0-9]?$")
YEAR_RANGE_RIGHT = re.compile(rf"[-－—–~～至](?:(?:19|20|{ANY_MASK})[0-9]?{ANY_MASK}*年)")
BRACKETED_LEFT = re.compile(r"[〔［\[](?:(?:19|20)\d?)?$|[（(](?:19|20)\d?$")  # of a document's number: 〔20××〕
BRACKETED_RIGHT = re.compile(r"[〕］\]）)]")
MONTH_RIGHT = re.compile(rf"[ 　]?月(?!球|亮|子|季|均|薪|例)|[-－—–~～至](?:\d{{1,2}}|{ANY_MASK}{{1,2}})月")
DAY_LEFT = re.compile(r"月[ 　]?\d?$|月\d{0,2}[日号]?[-－—–~～至]$")
DAY_RIGHT = re.compile(r"[ 　]?[日号](?!报)")

HOUR_LEFT = re.compile(r"[日号](?:[ 　]|上午|下午|晚上?|凌晨|中午)?$|[时点][-－—~～至到]$|[上下]午$")
HOUR_RIGHT = re.compile(r"[ 　]?[时点](?!间|候|期|刻|段|代|任|机|效|赞|评|位|击)")
MINUTE_LEFT = re.compile(r"[时点][ 　]?$")
MINUTE_RIGHT = re.compile(r"[ 　]?分(?![别局公管会校院店支部])")

# The date of an incident in its name: “X·29”专案, “5·XX”案.
EVENT_MONTH = re.compile(rf"[ ]?[·•．.・][ ]?(?:\d{{1,2}}|{ANY_MASK}{{1,2}})[”\"’」]")
EVENT_OPENS = re.compile(r"[“\"‘「]\d?$")
EVENT_DAY = re.compile(rf"[“\"‘「](?:\d{{1,2}}|{ANY_MASK}{{1,2}})[ ]?[·•．.・][ ]?\d?$")
EVENT_CLOSES = re.compile(r"[”\"’」]")


def year(left: str, right: str, words: FactWords) -> Verdict | None:
    """A year (X年), or a span of years (连续X年)."""
    found = YEAR_RIGHT.match(right)
    if BRACKETED_LEFT.search(left) and BRACKETED_RIGHT.match(right):
        return MaskKind.YEAR, "", 0
    if found is None:
        return (MaskKind.YEAR, "年", 0) if YEAR_RANGE_RIGHT.match(right) else None
    if DATE_DIGITS.search(left) or not (words.span_right.match(right) or words.span_left.search(left)):
        return MaskKind.YEAR, "年", found.end()
    return _digits(left), "年", found.end()


def month(left: str, right: str) -> Verdict | None:
    """A month, a day behind a month, an hour behind a day; month and day also in the name of an incident."""
    found = MONTH_RIGHT.match(right)
    if found is not None:
        return MaskKind.MONTH, "月", found.end() if found.group().strip() == "月" else 0
    day = DAY_RIGHT.match(right)
    if day is not None and DAY_LEFT.search(left):
        return _digits(left), day.group().strip(), day.end()
    return _clock(left, right) or _event(left, right)


def _clock(left: str, right: str) -> Verdict | None:
    for ahead, behind in ((HOUR_LEFT, HOUR_RIGHT), (MINUTE_LEFT, MINUTE_RIGHT)):
        found = behind.match(right) if ahead.search(left) else None
        if found:
            return _digits(left), found.group().strip(), found.end()
    return None


def _event(left: str, right: str) -> Verdict | None:
    if EVENT_OPENS.search(left) and EVENT_MONTH.match(right):
        return MaskKind.MONTH, "", 0
    if EVENT_DAY.search(left) and EVENT_CLOSES.match(right):
        return _digits(left), "", 0
    return None


def _digits(left: str) -> str:
    return MaskKind.PARTIAL_FIGURE if left[-1:].isdigit() else MaskKind.FIGURE


MAGNITUDE = re.compile(
    r"[ 　]?[余多]?(?P<unit>[十百千]?[万亿])[余多]?(?!达|科|州|家灯火|象|里|物|方|古|隆|华|向|众一心)"
)

# One character between a number and a pause is its measure word (升级到**管，) unless it ends the name of a place or body.
PAUSED = re.compile(rf"(?P<unit>[{HAN_RANGE}])(?=[，。；、]|提[高升]|增[加至长]|[升降]至|[升降]到|减少|下降|扩大)")
COUNTING = ("v", "n", "vn", "nz", "l", "j", "f", "i", "r", "t")
WORD = re.compile(rf"[{HAN_RANGE}]{{1,2}}(?=[，。；、])")


def by_grammar(left: str, right: str, words: FactWords) -> Verdict | None:
    """A quantity by a magnitude, by a measure word's tag, or by one character between the mask and a pause."""
    if right.startswith("路") and words.routes.search(left):
        return MaskKind.FIGURE, "路", 1
    if words.measures.place.match(right):
        return None
    unit = _magnitude(right) or _measure(right, words) or _paused(left, right, words)
    return (MaskKind.FIGURE, unit, len(unit)) if unit else None


def _magnitude(right: str) -> str:
    """万剂次 of ``**万剂次，``."""
    magnitude = MAGNITUDE.match(right)
    if magnitude is None:
        return ""
    word = WORD.match(right, magnitude.end())
    return magnitude["unit"] + (word.group() if word else "")


def _measure(right: str, words: FactWords) -> str:
    found = tagged("12" + right[:8])
    word, tag = found[1] if len(found) > 1 else ("", "")
    return word if tag == "q" and word[-1] not in words.bodies - {"家", "间"} else ""


def _paused(left: str, right: str, words: FactWords) -> str:
    paused = PAUSED.match(right)
    if paused is None or paused["unit"] in words.bodies:
        return ""
    found = tagged(left[-8:])
    return paused["unit"] if found and found[-1][1] in COUNTING else ""
