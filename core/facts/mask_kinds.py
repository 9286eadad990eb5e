"""What a mask hides, judged by the words left and right of it."""

import re

from core.facts.measures import COUNTED, PERCENT_UNIT
from core.facts.slots import after, before
from core.model.fact import MaskKind

PLACE = re.compile(
    r"自治[区州县旗]|省(?![会级内外])|市(?![场民值容])|区(?!位|域|块|间|分|别)|县(?!级)|旗(?!下|帜|舰)|盟(?!友)|镇(?!静)"
    r"|乡(?!村|镇|亲|风|土|愁|情)|村(?!民|级|干)|街道|社区|开发区|高新区|新区|街(?=[，。、道办])|路(?=[，。、])|局(?=[，。、党])|委(?=[，。、书])"
)
ANY_MASK = r"[*＊xXｘＸ×_＿〇○◯□]"

ORDINAL_LEFT = re.compile(rf"第[ 　]?(?:[一二三四五六七八九十]*)$|届(?:{ANY_MASK}+|[一二三四五六七八九十])?中$|届$")
ORDINAL_RIGHT = re.compile(r"[ 　]?届|等奖|号(?:文件|令|公告|通知)")
ORDINAL_PAIRS = (
    (re.compile(r"届$"), re.compile(r"中|次(?:全会|会议)|全会")),
    (re.compile(r"中$"), re.compile(r"全?会")),
    (re.compile(r"党的(?:二?十)?$"), re.compile(r"大(?![力量])|全会")),
    (re.compile(r"[〕\]】][ 　]?第?$|〔\d+〕$|[字发]第?$"), re.compile(r"号")),
    (re.compile(r"[省市县区州旗]$"), re.compile(r"次(?:党代会|党的代表大会|代表大会|妇代会|团代会)")),
)
YEAR_RIGHT = re.compile(r"[ 　]?年(?!级|制|龄|轻|货|画|均|薪|会|检|产|报)")
SPAN_RIGHT = re.compile(
    r"[ 　]?年(?:以上|以下|之久|以内|之内|多|余|左右|内|来|行动|规划|计划|期|攻坚|任期|时间|工龄|党龄|不变|有期|制)"
)
SPAN_LEFT = re.compile(
    r"(?:近|约|连续|为期|历时|满|超过|不少于|不低于|至少|长达|每|前|后|未来|过去|今后|任期|期限|服务|工作|任职|从业|实施|[0-9一二三四五六七八九十]至)[了过满]?$"
)
DATE_DIGITS = re.compile(r"(?:19|20)[0-9]?$")
YEAR_RANGE_RIGHT = re.compile(rf"[-－—–~～至](?:(?:19|20|{ANY_MASK})[0-9]?{ANY_MASK}*年)")
MONTH_RIGHT = re.compile(rf"[ 　]?月(?!球|亮|子|季|均|薪|例)|[-－—–~～至](?:\d{{1,2}}|{ANY_MASK}{{1,2}})月")
DAY_LEFT = re.compile(r"月[ 　]?$|月\d{0,2}[日号]?[-－—–~～至]$")
DAY_RIGHT = re.compile(r"[ 　]?[日号](?!报)")

TITLES = (
    r"书记|省长|市长|区长|县长|镇长|乡长|局长|部长|厅长|处长|科长|主任|主席|院长|校长|所长|站长|队长|会长|秘书长|总经理|董事长"
    r"|同志|先生|女士|老师|教授|院士|博士"
)
PERSON_RIGHT = re.compile(
    rf"(?:新时代(?!文明|好)|思想|总书记|总理|(?:副|常务副)?(?:{TITLES})(?![办室们制级])|等?(?:领导|同志)"
    r"|还将|将(?:作|在|对|从|就|为|出席)|亲自|带队|指出|强调|主持|出席|批示|视察|重要(?:讲话|论述|指示|批示|思想)|同志)"
)
PERSON_LEFT = re.compile(
    rf"(?:{TITLES}|法定代表人|(?:联系|负责|主持|签发|汇报|述职|报告|发言|讲话)人|记者|通讯员)[ 　]*[：:]?[ 　]*$"
)
SPEECH = re.compile(r"重要(?:讲话|指示|批示|论述)")
VISITED = re.compile(r"(?:视察|考察|调研|莅临|在|赴|到|对)[^，。；]{0,8}$")
SURNAME = re.compile(
    r"(?:^|[，。；、：:（(“ 　\n])[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹喻苏潘葛范彭鲁韦马方任袁柳史唐薛雷贺倪汤罗郝安常傅齐康"
    r"伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪项祝董梁杜阮蓝闵贾江郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房解应丁邓洪包左石崔龚程陆翁曾]$"
)
NAME_END = re.compile(r"[，。；、：:）)”  　]|等|$")

RANGE_RIGHT = re.compile(rf"[-－—–~～至到]{{1,2}}(?:{ANY_MASK}+|\d+)")
QUANTITY_LEFT = re.compile(
    r"(?:达到?|超过?|突破|不少于|不低于|不超过|至少|累计|共计?|合计|总计|约|近|逾|增长|下降|提高|降低|减少|增加到?|增至|降至|为|占比|人数|数量|总数|数)[了至到]?$"
)
QUANTITY_RIGHT = re.compile(r"[ 　]?(?:以上|以下|以内|左右|$|[，。；、）)])")

Verdict = tuple[str, str, int]


def judge(text: str, start: int, end: int) -> Verdict:
    """Kind of the mask at ``start``–``end``, the unit it carries, and where that unit ends."""
    left, right = before(text, start), after(text, end)
    for rule in (_percent, _ordinal, _year, _month, _person, _range, _figure):
        verdict = rule(left, right)
        if verdict is not None:
            kind, unit, length = verdict
            return kind, unit, end + length
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
        or MONTH_RIGHT.match(right)
    )


def _percent(left: str, right: str) -> Verdict | None:
    if left.endswith("百分之"):
        return MaskKind.PERCENT, "", 0
    spaced = right[:1] in (" ", "　")
    unit = PERCENT_UNIT.match(right, int(spaced))
    return (MaskKind.PERCENT, unit.group(), unit.end()) if unit else None


def _ordinal(left: str, right: str) -> Verdict | None:
    ordinal = ORDINAL_LEFT.search(left) is not None and left[-1:] != "届"
    ordinal = ordinal or any(a.search(left) and b.match(right) for a, b in ORDINAL_PAIRS)
    by_right = ORDINAL_RIGHT.match(right)
    if not (ordinal or by_right):
        return None
    unit = re.match(r"[ 　]?([次届批期轮条章号季])", right)
    return (MaskKind.ORDINAL, unit.group(1), unit.end()) if unit else (MaskKind.ORDINAL, "", 0)


def _year(left: str, right: str) -> Verdict | None:
    year = YEAR_RIGHT.match(right)
    if year is None:
        return (MaskKind.YEAR, "年", 0) if YEAR_RANGE_RIGHT.match(right) else None
    if DATE_DIGITS.search(left) or not (SPAN_RIGHT.match(right) or SPAN_LEFT.search(left)):
        return MaskKind.YEAR, "年", year.end()
    return (MaskKind.PARTIAL_FIGURE if left[-1:].isdigit() else MaskKind.FIGURE), "年", year.end()


def _month(left: str, right: str) -> Verdict | None:
    month = MONTH_RIGHT.match(right)
    if month is not None:
        return MaskKind.MONTH, "月", month.end() if month.group().strip() == "月" else 0
    day = DAY_RIGHT.match(right)
    if day is not None and DAY_LEFT.search(left):
        return MaskKind.FIGURE, day.group().strip(), day.end()
    return None


def _person(left: str, right: str) -> Verdict | None:
    if SPEECH.match(right) and VISITED.search(left):
        return MaskKind.NAME, "", 0
    named = any(rule(left, right) for rule in (_is_named, _stands_alone, _follows_title))
    return (MaskKind.PERSON, "", 0) if named and not left.endswith("《") else None


def _is_named(left: str, right: str) -> bool:
    """A title or a deed behind it, or a surname before it."""
    return bool(PERSON_RIGHT.match(right) or (SURNAME.search(left) and NAME_END.match(right)))


def _stands_alone(left: str, right: str) -> bool:
    """A line of its own: the speaker below a title, the signature."""
    return not left.strip() and not right.strip()


def _follows_title(left: str, right: str) -> bool:
    return PERSON_LEFT.search(left) is not None and not (PLACE.match(right) or COUNTED.match(right))


def _range(left: str, right: str) -> Verdict | None:
    """The first number of a masked range: XX～XX个."""
    other = RANGE_RIGHT.match(right)
    if other is None:
        return None
    counted = COUNTED.match(right, other.end())
    if counted is None:
        return None
    kind = MaskKind.PERCENT if PERCENT_UNIT.fullmatch(counted["unit"]) else MaskKind.FIGURE
    return kind, counted["magnitude"] + counted["more"] + counted["unit"], 0


def _figure(left: str, right: str) -> Verdict | None:
    counted = COUNTED.match(right)
    partial = left[-1:].isdigit() or bool(re.match(r"[.．]?\d", right))
    kind = MaskKind.PARTIAL_FIGURE if partial else MaskKind.FIGURE
    if counted:
        return kind, counted["magnitude"] + counted["more"] + counted["unit"], counted.end()
    if partial:
        return kind, "", 0
    years = re.match(r"[ 　]?(?:周年|周岁)", right)
    if years:
        return kind, years.group().strip(), years.end()
    if QUANTITY_LEFT.search(left) and QUANTITY_RIGHT.match(right):
        return kind, "", 0
    return None
