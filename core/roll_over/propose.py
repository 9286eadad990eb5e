"""All proposals for a report: each element is scanned once, and each span of it is judged at most once."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState, MaskKind
from core.model.proposal import Proposal, RollRole, Term
from core.model.spans import Place, Span
from core.model.text import MASK_SIGNS, WITHIN_PHRASE, sentence_before
from core.roll_over.certainty import with_certainty
from core.roll_over.context import PLAN, Occurrence, Reason, RollContext, Verdict, because, is_plan, last_month
from core.roll_over.dated_references import RollOverTables
from core.roll_over.narrated_years import narrated_years, reviews_last, told_of_past
from core.roll_over.numerals import TO, YEAR, Time, number_in, shifted, times, years_in
from core.roll_over.periods import (
    OWN_HALF,
    PlacedVerdict,
    ahead_verdict,
    ahead_words,
    is_ahead,
    is_widened,
    period_words,
    with_period,
)
from core.roll_over.placed_change import SentenceSetting
from core.roll_over.references import anniversaries, counted_meetings, dated_references, running_years, years_of_note
from core.roll_over.year_tables import table_proposals
from core.roll_over.years import (
    DUE,
    ask_verdict,
    hole_verdict,
    keep_verdict,
    number_verdict,
    paper_verdict,
    range_verdict,
    shift_verdict,
    year_verdict,
)

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
    """10月13日建队日, 12月4日国家宪法日: the same day every year."""
    right = occurrence.right.lstrip("是为“”（(")
    return (
        HOLIDAY.match(occurrence.right) is not None or context.tables.words["yearly_occasion"].match(right) is not None
    )


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


NAME = re.compile(r"《[^《》\n]{1,120}》")
AHEAD = re.compile(rf"{PLAN.pattern}|重点任务|下一步|下一年|明年|来年|下半年|举措")
NAMED_YEAR = re.compile(rf"(?<=[\u4e00-\u9fff]){YEAR}(?=[”’])|(?<=[（(]){YEAR}(?=[）)]》)")
PREFIX = re.compile(r"(?:19|20|二[〇○Ｏ零])[0-9]?$")
OPEN_YEAR = re.compile(r"[ 　]?年(?!级|制|龄|轻|货)")
UNDATED = MappingProxyType({"months": months_verdict, "day": day_verdict, "lone": month_verdict})
SHORT_RIGHT = re.compile("[底末初增同]|全年|上半年|工作|[1-9][0-9]?月|以来")
SHORT_LEFT = re.compile("(?:[比较与同从自到至在截由]|截至|截止)$")
SHORT_OPEN = re.compile("[，：（；]$")
TEXT = frozenset({Role.PREAMBLE, Role.BODY})
OPENING = 3
"""Paragraphs before the first heading in which the report says what it is about."""

TITLE_UNIT = re.compile(
    rf"(?!关于)[\u4e00-\u9fff{MASK_SIGNS}]{{4,24}}?(?=(?:关于)?{YEAR}|(?:年度|上?半年)?工作(?:总结|要点|计划|汇报|报告|情况))"
)
SIGNED = re.compile("[\u4e00-\u9fff]{4,24}")
SPAN_OF_YEARS = re.compile(r"(?:服务|工作|历时|为期|满|近|连续|第|约|超过|[、\d])$")


class ParagraphContext(NamedTuple):
    """Whether a paragraph is in a section about future work, whether it narrates events year by year, whether it opens
    the report, before its first heading, or stands right below a heading that names its year, and whether its section reviews
    the year before the report's own. ``past``: all of it is told of that year, as in a speech that looks back before it plans.
    """

    ahead: bool
    in_narrative: bool
    leads: bool
    reviews: bool = False
    past: bool = False

    @property
    def is_ahead(self) -> bool:
        """Whether it tells of future work, and not of the year before the report's own."""
        return self.ahead and not self.past


def propose(
    elements: Iterable[Element], facts: Iterable[Fact], basis: Term, now: Term, tables: RollOverTables
) -> tuple[Proposal, ...]:
    """What the text of a report about ``basis`` must say in a report about ``now``, in document order.

    Spans are judged by their surroundings; what does not change (今年, 上半年 of a half-year report) gives no proposal.
    ``facts`` are those of the elements: they distinguish figures and masks from years.
    """
    elements = tuple(elements)
    context = RollContext(basis, now, tables, _unit(elements))
    by_element = _by_element(facts)
    found: list[Proposal] = []
    ahead = is_plan(basis.kind)
    told = narrated_years(elements, basis.year)
    past = told_of_past(elements, basis.year)
    of_tables, heads = table_proposals(context, elements, by_element)
    opening, reviews, below = OPENING, False, False
    for element in elements:
        if element.role is Role.HEADING and element.depth <= 1:
            ahead, reviews = _about_future(context, element), reviews_last(element.heading, basis.year)
        opening = -1 if element.role in (Role.HEADING, Role.POINT) else opening - (element.role in TEXT)
        found += filter(None, [of_tables.get(element.id)])
        if element.role is not Role.NOISE and element.id not in heads:
            paragraph = ParagraphContext(ahead, element.id in told, opening >= 0 or below, reviews, element.id in past)
            found += _of_element(context, element, tuple(by_element.get(element.id, ())), paragraph)
            below = _names_own_year(context, element)
    return tuple(found)


def _unit(elements: Sequence[Element]) -> str:
    """What the title calls the unit before its year, or the name under the text; empty if neither is a name."""
    title = "".join(each.content.strip() for each in elements if each.role is Role.TITLE)
    found = TITLE_UNIT.match(title)
    signed = (each.content.strip() for each in elements if each.role is Role.SIGNATURE)
    return found.group() if found else next(filter(SIGNED.fullmatch, signed), "")


def _about_future(context: RollContext, heading: Element) -> bool:
    """Whether the section is about plans: by its words, or because its heading names the next year alone: 2026年工作重点."""
    told = years_in(heading.heading)
    names_next = bool(told) and min(told) == context.basis.year + 1
    return is_plan(context.basis.kind) or names_next or AHEAD.search(heading.heading) is not None


def _names_own_year(context: RollContext, element: Element) -> bool:
    """Whether it is a heading on a line of its own that names the year of the report or the next: 二、2023年工作打算."""
    if element.role is not Role.HEADING or element.run_in:
        return False
    return bool({context.basis.year, context.basis.year + 1} & {*years_in(element.heading)})


# An edit changes one paragraph; the figures of the others are cached.
def _by_element(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.element_id, []).append(fact)
    return found


@lru_cache(maxsize=1024)
def _of_element(
    context: RollContext, element: Element, facts: tuple[Fact, ...], paragraph: ParagraphContext
) -> tuple[Proposal, ...]:
    taken = bytearray(len(element.content))
    chosen = [item for item in _found(context, element, facts, paragraph) if _claim(taken, *item[:2])]
    chosen.sort(key=lambda item: item[0])
    written = tuple((fact.start, fact.end) for fact in facts if fact.state is FactState.UPDATED)
    timed = context.year_before if paragraph.past else context
    chosen = with_certainty(SentenceSetting(timed, element, paragraph.leads, paragraph.is_ahead, written), chosen)
    starts = [fact.start for fact in facts]
    return tuple(
        _proposal(element, item, _told(context.tables.reasons, item[2]), _fact_at(facts, starts, *item[:2]))
        for item in chosen
    )


def _claim(taken: bytearray, start: int, end: int) -> bool:
    if any(taken[start:end]):
        return False
    taken[start:end] = b"\x01" * (end - start)
    return True


def _found(
    context: RollContext, element: Element, facts: Sequence[Fact], paragraph: ParagraphContext
) -> Iterator[PlacedVerdict]:
    """All spans with verdicts in order of precedence: dated expressions before the years inside them."""
    text = element.content
    names = [match.span() for match in NAME.finditer(text)]
    yield from dated_references(context, text, paragraph.ahead, facts)
    yield from years_of_note(context, text, facts)
    yield from anniversaries(context, text)
    yield from running_years(context, text)
    yield from (item for item in counted_meetings(context, text) if _name_at(names, item[0]) < 0)
    occurrence = partial(_occurrence, element, paragraph, names)
    timed = context.year_before if paragraph.past else context
    yield from _times(timed, text, facts, occurrence)
    words = (*period_words(timed, text), *ahead_words(timed, text, paragraph.is_ahead))
    yield from (item for item in words if _name_at(names, item[0]) < 0)


def _occurrence(
    element: Element, paragraph: ParagraphContext, names: Sequence[tuple[int, int]], start: int, end: int
) -> Occurrence:
    return Occurrence(
        element,
        start,
        end,
        paragraph.is_ahead,
        _name_at(names, start),
        paragraph.in_narrative,
        paragraph.reviews and not paragraph.past,
    )


def _name_at(names: Sequence[tuple[int, int]], position: int) -> int:
    """Start of the document name (《…》) around a position; -1 outside of names."""
    return next((start for start, end in names if start < position < end), -1)


def _times(
    context: RollContext, text: str, facts: Sequence[Fact], occurrence: "partial[Occurrence]"
) -> Iterator[PlacedVerdict]:
    figures = [(fact.start, fact.end) for fact in facts if fact.kind is FactKind.FIGURE]
    starts = [start for start, _ in figures]
    for time in times(text):
        before = bisect_left(starts, time.end)
        if time.form == "short":
            verdict = _short(context, occurrence(time.start, time.end), time.years[0])
        elif before and time.start < figures[before - 1][1]:
            continue
        else:
            verdict = _verdict(context, occurrence(time.start, time.end), time)
        if verdict:
            yield time.start, time.end, verdict
    yield from _bare_years(context, facts, occurrence)
    yield from _holes(context, text, facts, occurrence)
    yield from _named_years(context, text)


def _verdict(context: RollContext, occurrence: Occurrence, time: Time) -> Verdict | None:
    if is_widened(context) and OWN_HALF.match(occurrence.right):
        return None  # 2022年下半年 is judged as a whole
    ahead = ahead_verdict(context, occurrence, time.years, time.form) if is_ahead(context, occurrence) else None
    verdict = ahead or _by_form(context, occurrence, time)
    return (
        ask_verdict(RollRole.HISTORY, because("event")) if _is_reviewed(context, occurrence, time, verdict) else verdict
    )


def _is_reviewed(context: RollContext, occurrence: Occurrence, time: Time, verdict: Verdict | None) -> bool:
    """Whether what would stay as history was done in the year under review, and so is last year's."""
    stays = verdict is not None and verdict.role is RollRole.HISTORY and verdict.replacement is not None
    return stays and occurrence.reviewed and context.basis.year - 1 in time.years


def _by_form(context: RollContext, occurrence: Occurrence, time: Time) -> Verdict | None:
    undated = UNDATED.get(time.form)
    if undated:
        return undated(context, occurrence)
    if time.form == "number":
        return number_verdict(context, occurrence)
    if time.form == "year":
        return with_period(context, occurrence, year_verdict(context, occurrence, time.years[0]))
    if time.form in ("range", "span"):
        return range_verdict(context, occurrence, time.years)
    return dated_verdict(context, occurrence, time.years[0], time.form == "month")


def _short(context: RollContext, occurrence: Occurrence, year: int) -> Verdict | None:
    """21年底: a year only if it is close to the report's own and not a duration."""
    if abs(year - context.basis.year) > 1 or SPAN_OF_YEARS.search(occurrence.left):
        return None
    if occurrence.text.endswith("度") or SHORT_RIGHT.match(occurrence.right) or SHORT_LEFT.search(occurrence.left):
        return year_verdict(context, occurrence, year)
    return _perhaps_short(context, occurrence, year)


def _perhaps_short(context: RollContext, occurrence: Occurrence, year: int) -> Verdict | None:
    """22年 at the start of a clause, which may also be a duration."""
    if not context.years or not (occurrence.opens or SHORT_OPEN.search(occurrence.left)):
        return None
    return ask_verdict(RollRole.REPORT_YEAR, because("perhaps_short", text=occurrence.text, year=year))


def _bare_years(
    context: RollContext, facts: Sequence[Fact], occurrence: "partial[Occurrence]"
) -> Iterator[PlacedVerdict]:
    """2022漆器大赛: years without 年 that fact recognition distinguished from figures."""
    for fact in facts:
        if fact.kind is FactKind.DATE and fact.subkind == "year" and not fact.unit:
            years = years_in(fact.text)
            verdict = year_verdict(context, occurrence(fact.start, fact.end), years[0]) if years else None
            if verdict:
                yield fact.start, fact.end, verdict


def _named_years(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """“书香原野2023”: the year at the end of a campaign's name."""
    for match in NAMED_YEAR.finditer(text) if context.years else ():
        if abs(years_in(match.group())[0] - context.basis.year) <= 1:
            yield *match.span(), ask_verdict(RollRole.EVENT, because("year_in_name"))


def _holes(
    context: RollContext, text: str, facts: Sequence[Fact], occurrence: "partial[Occurrence]"
) -> Iterator[PlacedVerdict]:
    for fact in facts:
        unit = OPEN_YEAR.match(text, fact.end)
        if fact.kind is FactKind.MASK and fact.subkind == MaskKind.YEAR and unit:
            prefix = PREFIX.search(text[: fact.start])
            start = prefix.start() if prefix else fact.start
            yield start, unit.end(), hole_verdict(context, occurrence(start, unit.end()))


def _told(reasons: Mapping[str, str], verdict: Verdict) -> str:
    """The reason as a sentence, which asks the user to look where a suggestion does."""
    told = reasons[verdict.reason.code].format(**dict(verdict.reason.fields))
    asks = verdict.suggestion is not None and reasons["checked"] not in told
    return told + reasons["check"] if asks else told


def _proposal(element: Element, item: PlacedVerdict, reason: str, fact_id: str) -> Proposal:
    start, end, verdict = item
    text = element.content[start:end]
    return Proposal(
        id=f"{element.id}:{start}:{crc32(text.encode()):08x}",
        role=verdict.role,
        place=Place(element.id, Span(start, end)),
        text=text,
        replacement=verdict.replacement,
        suggestion=verdict.suggestion,
        reason=reason,
        fact_id=fact_id,
        is_likely=verdict.is_likely,
    )


def _fact_at(facts: Sequence[Fact], starts: Sequence[int], start: int, end: int) -> str:
    """Id of the first fact that a place covers; empty for none."""
    index = max(bisect_left(starts, start) - 1, 0)
    return next((fact.id for fact in facts[index : index + 6] if fact.start < end and start < fact.end), "")
