"""What becomes of dates, months and spans of months."""

import re
from types import MappingProxyType

from core.model.elements import Role
from core.model.proposal import RollRole
from core.model.text import WITHIN_PHRASE
from core.roll_over.context import Occurrence, RollContext, Verdict, last_month
from core.roll_over.numerals import number_in, shifted
from core.roll_over.years import ask_verdict, keep_verdict, shift_verdict

DATED = frozenset({Role.ISSUE_DATE, Role.SIGNATURE, Role.SUBTITLE})
DEADLINE = re.compile(r"(?:[底末]?[之以]?前|底)")
OPEN_END = re.compile(f"{DEADLINE.pattern}|[起初]")
END = re.compile("[底末](?!前)")
UNTIL = re.compile(r"截[至止]到?(?:目前)?[（(]?$")
COMPARED = re.compile(r"(?:比|较|与|同)$")
HOLIDAY = re.compile(
    rf"[“”（(]{{0,2}}(?:全民|全国|国际|世界|国家|中国|建党|建军|国庆|五四){WITHIN_PHRASE}{{0,10}}[日节]"
)
LAST_DAYS = MappingProxyType({3: 31, 6: 30, 9: 30, 12: 31})
MONTHS = re.compile(r"[0-9０-９]{1,2}")
REVIEW = "去年的日期，今年的情况请核定"


def dated_verdict(scene: RollContext, spot: Occurrence, year: int, is_month: bool) -> Verdict | None:
    """What becomes of a date that names its year."""
    if spot.element.role in DATED:
        return ask_verdict(RollRole.DAY, "落款或题下的日期，按今年的填写")
    distance = year - scene.basis.year
    ends = _ended(scene, spot, is_month) if distance == 0 else None
    if ends or not scene.years:
        return ends
    if spot.in_name:
        return keep_verdict(spot, RollRole.NAMED_DOCUMENT, "文件名称里的日期，不变")
    return _recent(scene, spot, is_month) if distance in (0, 1) else _distant(scene, spot, distance)


def _ended(scene: RollContext, spot: Occurrence, is_month: bool) -> Verdict | None:
    """The end of the old report's time, which is another one in the new report."""
    if scene.moves and _is_own_end(scene, spot):
        return _own_end(scene, spot)
    until = scene.turns and is_month and UNTIL.search(spot.left) and DEADLINE.match(spot.right)
    return _moved_end(scene, spot, True) if until else None


def _distant(scene: RollContext, spot: Occurrence, distance: int) -> Verdict:
    if distance > 1:
        return keep_verdict(spot, RollRole.PLAN, "远期日期，不随报告年度变动")
    if distance < -1 or (distance == -1 and not _is_base(spot)):
        return keep_verdict(spot, RollRole.HISTORY, "报告年度以前的日期，不变；今年还写不写请核定")
    return shift_verdict(scene, spot, RollRole.BASE_YEAR, "上年的时点，随报告年度变动，请核对")


def _is_base(spot: Occurrence) -> bool:
    return bool(COMPARED.search(spot.left) or UNTIL.search(spot.left) or re.match("[底末]|同期", spot.right))


def _recent(scene: RollContext, spot: Occurrence, is_month: bool) -> Verdict:
    """A date in the report's own year or the next: deadlines move, what happened has to be told anew."""
    until = UNTIL.search(spot.left) is not None
    if DEADLINE.match(spot.right) and (is_month or not until):
        return _moved_end(scene, spot, until)
    if is_month and spot.ahead:
        return shift_verdict(scene, spot, RollRole.REPORT_YEAR, "年份随报告年度变动，月份请核对")
    return ask_verdict(RollRole.DAY, REVIEW)


def _moved_end(scene: RollContext, spot: Occurrence, until: bool) -> Verdict:
    verdict = shift_verdict(scene, spot, RollRole.REPORT_YEAR, "期限的年份随报告年度变动，月份请核对")
    months = _months(spot.text.partition("年")[2])
    if not (until and scene.turns and months[-1:] == (last_month(scene.basis.period),)):
        return verdict
    year, mark, rest = str(verdict.replacement).partition("年")
    return Verdict(RollRole.PERIOD, year + mark + _with_month(rest, scene), _turned(scene))


def _is_own_end(scene: RollContext, spot: Occurrence) -> bool:
    """截至6月30日 of a half-year report: the last day of the time it covers."""
    month = last_month(scene.basis.period)
    told = _months(spot.text.rpartition("年")[2]) == (month, LAST_DAYS.get(month, 0))
    return told and UNTIL.search(spot.left) is not None


def _own_end(scene: RollContext, spot: Occurrence) -> Verdict:
    year, mark, _ = shifted(spot.text, scene.years).rpartition("年")
    month = last_month(scene.now.period)
    why = _turned(scene) if scene.turns else f"截止时间：{scene.basis.year}年改为{scene.now.year}年"
    return Verdict(RollRole.PERIOD, f"{year}{mark}{month}月{LAST_DAYS.get(month, 30)}{spot.text[-1]}", why)


def months_verdict(scene: RollContext, spot: Occurrence) -> Verdict | None:
    """What becomes of 1－7月: the report's own period follows it, any other span is asked about."""
    months = _months(spot.text)
    own, new = last_month(scene.basis.period), last_month(scene.now.period)
    if spot.in_name or len(months) != 2 or not scene.moves:
        return None
    if months == (1, own):
        return _turned_end(scene, spot.text)
    usual = f"；{scene.now.period}一般是1－{new}月" if months[0] == 1 and new else ""
    return ask_verdict(RollRole.RANGE, f"去年统计的起止月份，今年的请核定{usual}")


def day_verdict(scene: RollContext, spot: Occurrence) -> Verdict | None:
    """What becomes of 7月26日 without a year; deadlines of plans and holidays stay silently."""
    if spot.element.role in DATED:
        return ask_verdict(RollRole.DAY, "落款或题下的日期，按今年的填写")
    if spot.in_name or HOLIDAY.match(spot.right) or not scene.moves:
        return None
    if UNTIL.search(spot.left):
        return _until(scene, spot)
    return None if DEADLINE.match(spot.right) or spot.ahead else ask_verdict(RollRole.DAY, REVIEW)


def _until(scene: RollContext, spot: Occurrence) -> Verdict | None:
    if _is_own_end(scene, spot):
        return _own_end(scene, spot) if scene.turns else None
    month = last_month(scene.now.period)
    if scene.turns:
        return Verdict(RollRole.PERIOD, f"{month}月底", f"{scene.now.period}一般统计到{month}月底，请核对")
    usual = f"；{scene.now.period}一般统计到{month}月底" if month else ""
    return ask_verdict(RollRole.DAY, f"去年统计到这一天，今年截至哪天请核定{usual}")


def month_verdict(scene: RollContext, spot: Occurrence) -> Verdict | None:
    """What becomes of 6月底 or 4月 without a year."""
    if spot.in_name or not scene.moves:
        return None
    if _months(spot.text)[-1:] == (last_month(scene.basis.period),) and END.match(spot.right):
        return _turned_end(scene, spot.text)
    if UNTIL.search(spot.left):
        return _until_month(scene)
    return (
        None if spot.ahead or OPEN_END.match(spot.right) else ask_verdict(RollRole.DAY, "去年的月份，今年的情况请核定")
    )


def _turned_end(scene: RollContext, text: str) -> Verdict | None:
    """The end of the report's own period, which only another period moves."""
    return Verdict(RollRole.PERIOD, _with_month(text, scene), _turned(scene)) if scene.turns else None


def _until_month(scene: RollContext) -> Verdict:
    month = last_month(scene.now.period)
    if scene.turns and month:
        return Verdict(RollRole.PERIOD, f"{month}月", f"{scene.now.period}一般统计到{month}月底，请核对")
    return ask_verdict(RollRole.DAY, "去年统计到这个月，今年截至几月请核定")


def _months(text: str) -> tuple[int, ...]:
    return tuple(number_in(digits) for digits in MONTHS.findall(text))


def _with_month(text: str, scene: RollContext) -> str:
    """The text with its last month replaced by the one in which the new period ends."""
    found = list(MONTHS.finditer(text))
    if not found:
        return text
    return text[: found[-1].start()] + str(last_month(scene.now.period)) + text[found[-1].end() :]


def _turned(scene: RollContext) -> str:
    return f"{scene.basis.period}改为{scene.now.period}，统计的截止时间跟着变"
