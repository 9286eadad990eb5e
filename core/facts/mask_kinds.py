"""What a mask hides, judged by the words left and right of it."""

import re

from core.facts.mask_grammar import by_grammar
from core.facts.mask_times import YEAR_RIGHT, month, year
from core.facts.measures import ANY_MASK, COUNTED, PERCENT_SIGN, PLACE
from core.facts.persons import honours_speech, is_person
from core.facts.slots import after, before
from core.model.fact import MaskKind

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
        re.compile(r"(?:位居|位列|居|列|排名|排在|名列|跻身)[^，。；]{0,6}(?<![跃上提下]升|前进|后退|下降|下滑|上移)$"),
        re.compile(r"[ 　]?(?:位|名)(?:$|[，。；、次])"),
    ),
)
RANGE_RIGHT = re.compile(rf"[-－—–~～至到]{{1,2}}(?:{ANY_MASK}+|\d+)")
RATIO_RIGHT = re.compile(rf"[ ]?[:：∶][ ]?(?:{ANY_MASK}|\d)")
RATIO_LEFT = re.compile(rf"(?:{ANY_MASK}|\d)[ ]?[:：∶][ ]?$")
QUANTITY_LEFT = re.compile(
    r"(?:达到?|超过?|突破|不少于|不低于|不超过|至少|累计|共计?|合计|总计|约|近|逾|增长|下降|提高|降低|减少|增加到?|增至|降至|为|占比|人数|数量|总数|数)[了至到]?$"
)
QUANTITY_RIGHT = re.compile(r"[ 　]?(?:以上|以下|以内|左右|$|[，。；、）)])")

PARTIAL_LEFT = re.compile(r"[0-9０-９]$|(?:[^\s。；：，、0-9][0-9０-９]+|0)[.．]$")
PARTIAL_RIGHT = re.compile(r"[.．]?[0-9０-９]")
OTHER_DIGITS = re.compile(r"[.．]?[0-9０-９]+")
NUMBERED = re.compile(r"(?:电话|手机|传真|号码|邮编|编号|金额|数量|人数|户数|面积|总数|合计|总计|小计)[：:][ 　]*$")

Verdict = tuple[str, str, int]


def judge(text: str, start: int, end: int) -> Verdict:
    """Kind of the mask at ``start``–``end``, the unit it carries, and where that unit ends."""
    left, right = before(text, start), after(text, end)
    for rule in (_percent, _ordinal, year, month):
        verdict = rule(left, right)
        if verdict is not None:
            return verdict[0], verdict[1], end + verdict[2]
    if honours_speech(left, right):
        return MaskKind.NAME, "", end
    if is_person(text, start, end, left, right):
        return MaskKind.PERSON, "", end
    for rule in (_range, _ratio, _figure, by_grammar):
        verdict = rule(left, right)
        if verdict is not None:
            return verdict[0], verdict[1], end + verdict[2]
    place = PLACE.match(right)
    return MaskKind.NAME, "", end + (len(place.group()) if place else 0)


def speaks_for_value(run: re.Match[str]) -> bool:
    """Whether the words beside a run can only stand beside a value: 区, 名, 年 after it or 第 before it."""
    text, start, end = run.string, run.start(), run.end()
    left, right = before(text, start), after(text, end)
    return bool(
        PLACE.match(right)
        or COUNTED.match(right)
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


def _range(left: str, right: str) -> Verdict | None:  # noqa: ARG001 - one of a row of rules with one signature
    """The first number of a masked range: XX～XX个."""
    other = RANGE_RIGHT.match(right)
    if other is None:
        return None
    counted = COUNTED.match(right, other.end())
    if counted is None:
        return None
    kind = MaskKind.PERCENT if PERCENT_SIGN.fullmatch(counted["unit"]) else MaskKind.FIGURE
    return kind, counted["magnitude"] + counted["more"] + counted["unit"], 0


def _ratio(left: str, right: str) -> Verdict | None:
    """The members of a masked ratio or score: XX:XX."""
    return (MaskKind.FIGURE, "", 0) if RATIO_RIGHT.match(right) or RATIO_LEFT.search(left) else None


def _figure(left: str, right: str) -> Verdict | None:
    counted = COUNTED.match(right)
    partial = _hides_digits(left, right, counted is not None)
    kind = MaskKind.PARTIAL_FIGURE if partial else MaskKind.FIGURE
    if counted:
        return kind, counted["magnitude"] + counted["more"] + counted["unit"], counted.end()
    if partial:
        return _around_digits(right)
    years = re.match(r"[ 　]?(?:周年|周岁)", right)
    if years:
        return kind, years.group().strip(), years.end()
    if NUMBERED.search(left) or (QUANTITY_LEFT.search(left) and QUANTITY_RIGHT.match(right)):
        return kind, "", 0
    return None


def _around_digits(right: str) -> Verdict:
    """A partial figure whose other digits follow: 8**00|份 has its unit behind them."""
    digits = OTHER_DIGITS.match(right)
    counted = COUNTED.match(right, digits.end()) if digits else None
    unit = counted["magnitude"] + counted["more"] + counted["unit"] if counted else ""
    return MaskKind.PARTIAL_FIGURE, unit, counted.end() if counted else 0


def _hides_digits(left: str, right: str, counted: bool) -> bool:
    """Whether other digits of the same number stand beside the mask; ``7.**`` may be an item's number."""
    if left[-1:].isdigit() or PARTIAL_RIGHT.match(right):
        return True
    return counted and PARTIAL_LEFT.search(left) is not None
