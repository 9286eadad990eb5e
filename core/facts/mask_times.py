"""Masked years, months and days, and masked spans of years."""

import re

from core.facts.measures import ANY_MASK
from core.model.fact import MaskKind

YEAR_RIGHT = re.compile(r"[ 　]?年(?!级|制|龄|轻|货|画|均|薪|会|检|产|报)")
SPAN_RIGHT = re.compile(
    r"[ 　]?年(?:以上|以下|之久|以内|之内|多|余|左右|内|来|行动|规划|计划|期|攻坚|任期|时间|工龄|党龄|不变|有期|制)"
)
SPAN_LEFT = re.compile(
    r"(?:近|约|连续|为期|历时|满|超过|不少于|不低于|至少|长达|每|前|后|未来|过去|今后|任期|期限|服务|工作|任职|从业|实施|徒刑|缓刑|学制|[试用聘刑租修保设同款效周工缓任]期[为限]?|[0-9一二三四五六七八九十]至)[了过满]?$"
)
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

Verdict = tuple[str, str, int]


def year(left: str, right: str) -> Verdict | None:
    """A year (X年), or a span of years (连续X年)."""
    found = YEAR_RIGHT.match(right)
    if BRACKETED_LEFT.search(left) and BRACKETED_RIGHT.match(right):
        return MaskKind.YEAR, "", 0
    if found is None:
        return (MaskKind.YEAR, "年", 0) if YEAR_RANGE_RIGHT.match(right) else None
    if DATE_DIGITS.search(left) or not (SPAN_RIGHT.match(right) or SPAN_LEFT.search(left)):
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
    for before, behind in ((HOUR_LEFT, HOUR_RIGHT), (MINUTE_LEFT, MINUTE_RIGHT)):
        found = behind.match(right) if before.search(left) else None
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
