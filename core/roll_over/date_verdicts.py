"""Verdicts for dates and months: ends of the report's period and deadlines move, days of one event are asked, yearly days stay."""

import re
from types import MappingProxyType

from core.model.elements import Role
from core.model.proposal import RollRole
from core.model.text import WITHIN_PHRASE, sentence_before
from core.roll_over.context import Occurrence, Reason, RollContext, Verdict, because, last_month
from core.roll_over.numerals import TO, YEAR, number_in, shifted
from core.roll_over.references import counted_meetings
from core.roll_over.years import DUE, ask_verdict, keep_verdict, paper_verdict, shift_verdict

DATED = frozenset({Role.ISSUE_DATE, Role.SIGNATURE, Role.SUBTITLE})
DEADLINE = re.compile(r"(?:[底末]?[之以]?前|[底末])")
OPEN_END = re.compile(f"{DEADLINE.pattern}|[起初]")
END = re.compile("[底末](?!前)")
RELATIVE_LEFT = re.compile("(?:去年|上年|今年)$")
YEAR_LEFT = re.compile(rf"{YEAR}[ 　]?年$")
SEASON_LEFT = re.compile(rf"(?:去|上)年\d{{1,2}}月份?{TO}(?:今|次)年$")
SEASON_RIGHT = re.compile(rf"份?{TO}(?:今|次)年\d{{1,2}}月")
UNTIL = re.compile(r"截[至止]到?(?:目前)?[（(]?$")
COMPARED = re.compile(r"(?:比|较|与|同)$")
HOLIDAY = re.compile(
    rf"[“”（(]{{0,2}}(?:全民|全国|国际|世界|国家|中国|建党|建军|国庆|五四){WITHIN_PHRASE}{{0,10}}[日节]"
)
LAST_DAYS = MappingProxyType({3: 31, 6: 30, 9: 30, 12: 31})
LONGEST, SHORTER = 31, 1
"""Days of the longest month, and how many the others have less; February is not looked at closely."""

CLAUSE_ENDS = re.compile("[，,。；：]")
LONGEST_CLAUSE = 200
"""Characters on either side of a month in which the ends of its clause are looked for."""

RANGE = re.compile(TO)
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
    if of_paper := paper_verdict(context, occurrence):
        return of_paper
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
    if (is_month or not until) and _is_end(context, occurrence, until):
        return _moved_end(context, occurrence, until)
    if is_month and occurrence.ahead:
        return shift_verdict(context, occurrence, RollRole.REPORT_YEAR, because("planned_month"))
    return ask_verdict(RollRole.DAY, REVIEW)


def _moved_end(context: RollContext, occurrence: Occurrence, until: bool) -> Verdict:
    why = because("until_year", old=context.basis.year, new=context.now.year) if until else because("deadline")
    verdict = shift_verdict(context, occurrence, RollRole.REPORT_YEAR, why)
    months = _months(occurrence.text.partition("年")[2])
    if not (until and context.changes_period and months[-1:] == (last_month(context.basis.period),)):
        return verdict
    year, mark, rest = str(verdict.replacement).partition("年")
    return Verdict(RollRole.PERIOD, year + mark + _with_month(rest, context), _turned(context))


def _is_end(context: RollContext, occurrence: Occurrence, until: bool) -> bool:
    return DEADLINE.match(occurrence.right) is not None or (until and _is_last_month(context, occurrence))


def _is_last_month(context: RollContext, occurrence: Occurrence) -> bool:
    """Whether a clause ends with the month that the report's own period ends with."""
    is_last = _months(occurrence.text.partition("年")[2])[-1:] == (last_month(context.basis.period),)
    return is_last and CLAUSE_ENDS.match(occurrence.right) is not None


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
    own = last_month(context.basis.period)
    if occurrence.in_name or len(months) != 2 or not context.changes_time:
        return None
    if months == (1, own):
        return _turned_end(context, occurrence.text)
    if months[0] != 1:
        return None if RELATIVE_LEFT.search(occurrence.left) else _season(context, occurrence)
    return _months_so_far(context)


def _season(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    """5月至8月: work of every year keeps its months; those of what was done but once are asked, unless the clause asks anyway."""
    text = occurrence.element.content
    told = sentence_before(text, occurrence.start) + re.split("[。；]", text[occurrence.end :])[0]
    told = context.tables.words.bare(told)
    if YEAR_LEFT.search(occurrence.left) and not occurrence.ahead:
        return ask_verdict(RollRole.RANGE, because("months"))
    if _is_arranged(context, occurrence):
        return ask_verdict(RollRole.RANGE, because("arranged"))
    if occurrence.ahead:
        return None
    is_asked = any(True for _ in counted_meetings(context, told))
    if is_asked or not context.tables.words.tells_once(told):
        return None
    return ask_verdict(RollRole.RANGE, because("months"))


def _is_arranged(context: RollContext, occurrence: Occurrence) -> bool:
    """Whether the clause tells of an inspection or meeting, whose months are fixed anew each year, or of what is planned but once."""
    is_planned_once = occurrence.ahead and _is_once(context, occurrence)
    return is_planned_once or context.tables.words["arranged"].search(_clause(occurrence)) is not None


def _is_once(context: RollContext, occurrence: Occurrence) -> bool:
    words = context.tables.words
    return words.tells_once(words.bare(_clause(occurrence)))


def _clause(occurrence: Occurrence) -> str:
    """The clause of a month, or the one behind the comma after it."""
    text = occurrence.element.content
    before = text[max(occurrence.start - LONGEST_CLAUSE, 0) : occurrence.start]
    after = text[occurrence.end : occurrence.end + LONGEST_CLAUSE].lstrip("，,份")
    return CLAUSE_ENDS.split(before)[-1] + CLAUSE_ENDS.split(after)[0]


def _months_so_far(context: RollContext) -> Verdict | None:
    """1—11月 of an annual report: written in the same month of the next year, unless the period changes."""
    if not context.changes_period:
        return None
    month = last_month(context.now.period)
    return ask_verdict(RollRole.RANGE, because("months_usual", period=context.now.period, month=month))


def day_verdict(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    """Verdict for 7月26日 without a year; holidays and ends of months give no proposal."""
    if occurrence.element.role in DATED:
        return ask_verdict(RollRole.DAY, because("own_date"))
    if occurrence.in_name or _is_yearly_day(context, occurrence) or not context.changes_time:
        return None
    if UNTIL.search(occurrence.left):
        return _until(context, occurrence)
    return _day(occurrence)


def _is_yearly_day(context: RollContext, occurrence: Occurrence) -> bool:
    """10月13日建队日, 12月4日国家宪法日: the same day every year; not 5月19日全国助残日, nor 10月1日至8日国庆假期."""
    right = occurrence.right.lstrip("是为“”（(")
    words = context.tables.words
    spans_holiday = RANGE.search(occurrence.text) and words["holiday_span"].match(right)
    if words["moving_day"].match(right) or spans_holiday:
        return False
    return HOLIDAY.match(occurrence.right) is not None or words["yearly_occasion"].match(right) is not None


def _day(occurrence: Occurrence) -> Verdict | None:
    if not (DEADLINE.match(occurrence.right) or occurrence.ahead):
        return ask_verdict(RollRole.DAY, REVIEW)
    return None if _ends_month(occurrence) else ask_verdict(RollRole.DAY, because("planned_day"))


def _ends_month(occurrence: Occurrence) -> bool:
    """12月31日前: the end of a month is as good a deadline this year."""
    months = _months(occurrence.text)
    return len(months) == 2 and months[1] >= LAST_DAYS.get(months[0], LONGEST) - SHORTER


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
        return _until_month(context, END.match(occurrence.right) is not None)
    if _is_season(context, occurrence):
        return None
    return _planned_month(context, occurrence) if occurrence.ahead else _told_month(occurrence)


def _told_month(occurrence: Occurrence) -> Verdict | None:
    return None if OPEN_END.match(occurrence.right) else ask_verdict(RollRole.DAY, because("month"))


def _planned_month(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    """3月召开会议, 明年4月完成搬迁: what is arranged anew, and what is planned but once; other deadlines stay."""
    stays = OPEN_END.match(occurrence.right) is not None or occurrence.left.endswith("年")
    is_of_next = occurrence.left.endswith(("明年", "后年")) and _is_once(context, occurrence)
    asks = is_of_next or (not stays and _is_arranged(context, occurrence))
    return ask_verdict(RollRole.DAY, because("arranged")) if asks else None


def _is_season(context: RollContext, occurrence: Occurrence) -> bool:
    """6月“安全生产月”期间, 去年10月至今年4月: the months of what comes every year."""
    if context.tables.words["yearly_occasion"].match(occurrence.right):
        return True
    return SEASON_RIGHT.match(occurrence.right) is not None or SEASON_LEFT.search(occurrence.left) is not None


def _turned_end(context: RollContext, text: str) -> Verdict | None:
    """The end of the report's own period; changes only if the period changes."""
    return Verdict(RollRole.PERIOD, _with_month(text, context), _turned(context)) if context.changes_period else None


def _until_month(context: RollContext, is_end: bool) -> Verdict | None:
    """截至10月底, the same end of a month in the next year; 截至10月, where nobody knows how far this year's report counts."""
    if is_end and not context.changes_period:
        return None
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
