"""Verdicts for dates, months and spans of months."""

import re
from types import MappingProxyType

from core.model.elements import Role
from core.model.proposal import RollRole
from core.model.text import WITHIN_PHRASE
from core.roll_over.context import Occurrence, Reason, RollContext, Verdict, because, last_month
from core.roll_over.numerals import number_in, shifted
from core.roll_over.years import DUE, ask_verdict, keep_verdict, shift_verdict

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
REVIEW = because("dated")


def dated_verdict(context: RollContext, occurrence: Occurrence, year: int, is_month: bool) -> Verdict | None:
    """Verdict for a date that names its year."""
    if occurrence.element.role in DATED:
        return ask_verdict(RollRole.DAY, because("own_date"))
    distance = year - context.basis.year
    ends = _ended(context, occurrence, is_month) if distance == 0 else None
    if ends or not context.years:
        return ends
    if occurrence.in_name:
        return keep_verdict(occurrence, RollRole.NAMED_DOCUMENT, because("date_in_name"))
    return _recent(context, occurrence, is_month) if distance in (0, 1) else _distant(context, occurrence, distance)


def _ended(context: RollContext, occurrence: Occurrence, is_month: bool) -> Verdict | None:
    """The end of the old report's period, which differs in the new report."""
    if context.changes_time and _is_own_end(context, occurrence):
        return _own_end(context, occurrence)
    until = context.changes_period and is_month and UNTIL.search(occurrence.left) and DEADLINE.match(occurrence.right)
    return _moved_end(context, occurrence, True) if until else None


def _distant(context: RollContext, occurrence: Occurrence, distance: int) -> Verdict:
    if distance == 2:
        why = because("date_after_next")
        return Verdict(RollRole.PLAN, None, why, occurrence.text)
    if distance > 1:
        return keep_verdict(occurrence, RollRole.PLAN, because("far_date"))
    if distance < -1 or (distance == -1 and not _is_base(occurrence)):
        return keep_verdict(occurrence, RollRole.HISTORY, because("earlier_date"))
    return shift_verdict(context, occurrence, RollRole.BASE_YEAR, because("base_date"))


def _is_base(occurrence: Occurrence) -> bool:
    return bool(
        COMPARED.search(occurrence.left) or UNTIL.search(occurrence.left) or re.match("[底末]|同期", occurrence.right)
    )


def _recent(context: RollContext, occurrence: Occurrence, is_month: bool) -> Verdict:
    """A date in the report's own year or the next: deadlines shift, past events must be written anew."""
    until = UNTIL.search(occurrence.left) is not None
    if DUE.search(occurrence.left) or context.tables.words["begun_earlier"].search(occurrence.left):
        return ask_verdict(RollRole.DAY, REVIEW)
    if DEADLINE.match(occurrence.right) and (is_month or not until):
        return _moved_end(context, occurrence, until)
    if is_month and occurrence.ahead:
        return shift_verdict(context, occurrence, RollRole.REPORT_YEAR, because("planned_month"))
    return ask_verdict(RollRole.DAY, REVIEW)


def _moved_end(context: RollContext, occurrence: Occurrence, until: bool) -> Verdict:
    verdict = shift_verdict(context, occurrence, RollRole.REPORT_YEAR, because("deadline"))
    months = _months(occurrence.text.partition("年")[2])
    if not (until and context.changes_period and months[-1:] == (last_month(context.basis.period),)):
        return verdict
    year, mark, rest = str(verdict.replacement).partition("年")
    return Verdict(RollRole.PERIOD, year + mark + _with_month(rest, context), _turned(context))


def _is_own_end(context: RollContext, occurrence: Occurrence) -> bool:
    """截至6月30日 in a half-year report: the last day of the period covered."""
    month = last_month(context.basis.period)
    told = _months(occurrence.text.rpartition("年")[2]) == (month, LAST_DAYS.get(month, 0))
    return told and UNTIL.search(occurrence.left) is not None


def _own_end(context: RollContext, occurrence: Occurrence) -> Verdict:
    year, mark, _ = shifted(occurrence.text, context.years).rpartition("年")
    month = last_month(context.now.period)
    why = (
        _turned(context)
        if context.changes_period
        else because("until_year", old=context.basis.year, new=context.now.year)
    )
    return Verdict(RollRole.PERIOD, f"{year}{mark}{month}月{LAST_DAYS.get(month, 30)}{occurrence.text[-1]}", why)


def months_verdict(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    """Verdict for 1－7月: the report's own period is replaced, any other span is left to the user."""
    months = _months(occurrence.text)
    own, new = last_month(context.basis.period), last_month(context.now.period)
    if occurrence.in_name or len(months) != 2 or not context.changes_time:
        return None
    if months == (1, own):
        return _turned_end(context, occurrence.text)
    if months[0] == 1 and new:
        return ask_verdict(RollRole.RANGE, because("months_usual", period=context.now.period, month=new))
    return ask_verdict(RollRole.RANGE, because("months"))


def day_verdict(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    """Verdict for 7月26日 without a year; deadlines of plans and holidays give no proposal."""
    if occurrence.element.role in DATED:
        return ask_verdict(RollRole.DAY, because("own_date"))
    if occurrence.in_name or HOLIDAY.match(occurrence.right) or not context.changes_time:
        return None
    if UNTIL.search(occurrence.left):
        return _until(context, occurrence)
    return None if DEADLINE.match(occurrence.right) or occurrence.ahead else ask_verdict(RollRole.DAY, REVIEW)


def _until(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    if _is_own_end(context, occurrence):
        return _own_end(context, occurrence) if context.changes_period else None
    month = last_month(context.now.period)
    if context.changes_period:
        return Verdict(RollRole.PERIOD, f"{month}月底", because("until_usual", period=context.now.period, month=month))
    if month:
        return ask_verdict(RollRole.DAY, because("until_day_usual", period=context.now.period, month=month))
    return ask_verdict(RollRole.DAY, because("until_day"))


def month_verdict(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    """Verdict for 6月底 or 4月 without a year."""
    if occurrence.in_name or not context.changes_time:
        return None
    if _months(occurrence.text)[-1:] == (last_month(context.basis.period),) and END.match(occurrence.right):
        return _turned_end(context, occurrence.text)
    if UNTIL.search(occurrence.left):
        return _until_month(context)
    return None if occurrence.ahead or OPEN_END.match(occurrence.right) else ask_verdict(RollRole.DAY, because("month"))


def _turned_end(context: RollContext, text: str) -> Verdict | None:
    """The end of the report's own period; changes only if the period changes."""
    return Verdict(RollRole.PERIOD, _with_month(text, context), _turned(context)) if context.changes_period else None


def _until_month(context: RollContext) -> Verdict:
    month = last_month(context.now.period)
    if context.changes_period and month:
        return Verdict(RollRole.PERIOD, f"{month}月", because("until_usual", period=context.now.period, month=month))
    return ask_verdict(RollRole.DAY, because("until_month"))


def _months(text: str) -> tuple[int, ...]:
    return tuple(number_in(digits) for digits in MONTHS.findall(text))


def _with_month(text: str, context: RollContext) -> str:
    """The text with its last month replaced by the one in which the new period ends."""
    found = list(MONTHS.finditer(text))
    if not found:
        return text
    return text[: found[-1].start()] + str(last_month(context.now.period)) + text[found[-1].end() :]


def _turned(context: RollContext) -> Reason:
    return because("until_turned", old=context.basis.period, new=context.now.period)
