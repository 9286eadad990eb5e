"""Verdicts for a year: by its distance from the report's own year, and by its surroundings."""

import re

from core.model.elements import Role
from core.model.proposal import RollRole
from core.model.text import WITHIN_CLAUSE, WITHIN_PHRASE
from core.numbering import han_to_int
from core.roll_over.context import Occurrence, Reason, RollContext, Verdict, because, is_plan, last_month
from core.roll_over.narrated_years import YEARLY, past_verdict
from core.roll_over.numerals import TO, YEAR, shifted, years_in

HEADS = frozenset({Role.TITLE, Role.SUBTITLE, Role.HEADING})

NUMBERED_NOTE = re.compile(r"第[0-9０-９]{1,4}号[）)]")
NUMBERED = re.compile(r"第?(?:[0-9０-９]{1,4}|[一二三四五六七八九十]{1,3})号(?:文|令|公告|决定|通报|通知|函|件|纪要)")
YEARLY_NUMBER = re.compile(r"[^，。；《\d]{1,8}(?:一|1)号文件")
EDITION = re.compile(r"[）)]?年?(?:新)?(?:修[正订改]|版|颁布|公布|施行)")

ISSUED_NOTE = re.compile("[^（）()]{0,12}(?:印发|转发|发布|公布|颁布|出台|施行|修[订正]|通过|批准)[）)]")
"""《…意见》（2023年国办转发）: when a document was issued."""

COMPARED_LEFT = re.compile(r"(?:比|较|与|同|从|由|对比|总结|回顾)(?:上年|去年)?[（(]?$")
COMPARED_RIGHT = re.compile(
    rf"(?:同期|相比|{WITHIN_CLAUSE}{{0,6}}(?:增长|增加|提高|提升|下降|减少|持平|上升|翻))|[底末](?!前)|[、和与及](?:19|20)\d\d"
)
SINCE_RIGHT = re.compile(
    rf"(?:{WITHIN_CLAUSE}{{0,8}}以来|(?:{WITHIN_CLAUSE}{{0,4}}(?:学期|季度?|半年))?起|开始|以后|之后|后)"
)
SINCE_LAST = re.compile("以来(?!的)")
SINCE_LEFT = re.compile(r"(?:自从?|从)$")
EARLIER_RIGHT = re.compile(r"(?:以前|之前|前)")
MILESTONE = re.compile(r"(?<!截)(?<!截至)[到至]$")
GROWN_TO = re.compile("(?:增|长|加|升|降|高|大|落|少|扩)[到至]$")
STATE_RIGHT = re.compile("[底末](?!前)")
TARGET = re.compile(rf"[到至]{WITHIN_CLAUSE}{{0,4}}$")
NUMBER_BEHIND = re.compile(rf"[^《》]{{0,100}}》[（(][^（）()《》]{{0,14}}[〔［\[(（]{YEAR}")
NUMBERED_NAME = re.compile(r"(?P<open>《)(?P<name>[^《》]{2,60})》[（(][^（）()《》]{0,14}$")
REQUIRES = re.compile("[）)](?:文件)?(?:的?有关|的?相关)?(?:的?要求|的?通知|精神)")
MONTHS_BEHIND = re.compile(rf"[ 　]?(\d{{1,2}})(?:[ 　]?月份?)?{TO}(\d{{1,2}})[ 　]?月")
NTH_BEHIND = re.compile(rf"{WITHIN_PHRASE}{{0,8}}?第[\d一二三四五六七八九十百]{{1,4}}届")
HELD_BEHIND = re.compile("举办|召开|举行|开展|承办|主办|组织|迎来")
CLOSES = re.compile(rf"{WITHIN_CLAUSE}{{0,16}}(?:收官(?!之年)|期满|届满|到期(?![^，。；]))")
DUE = re.compile("(?:将|预计|预期|计划|拟|可望|有望)[于在到]?$|定于$")
TO_COME = re.compile("(?:即|均|预计)?(?:可(?!持续|再生)|将|有望)")
ONE_OFF = re.compile(
    rf"(?:{WITHIN_PHRASE}{{0,6}}?(?:换届|机构改革|行政区划调整)|{WITHIN_PHRASE}{{0,8}}?(?:巡察|巡视|督察)反馈)"
)
SUBJECT = re.compile(r"[\u4e00-\u9fff”》）](?<![，。；：在于从自到至中和及与、年])$")
JUBILEE = re.compile(rf"[，,]?是{WITHIN_CLAUSE}{{0,24}}周年")
PLAN_SPAN = re.compile(f"{WITHIN_CLAUSE}{{0,10}}(?:规划|纲要|行动)")
PLAN_BEFORE = re.compile("(?:规划|纲要|行动|计划|方案|工程)[（(]$")
"""“十三五”教育规划（2016—2020年）."""
FULL_YEARS = re.compile(r"(?:满|在党|从[教医警军])(?P<n>[1-9]\d?|[一二三四五六七八九十]{1,3})年")
AROUND = 200
"""Characters on either side of a year in which it may be said how many years have passed."""

BASED = re.compile(
    r"(?:[^，。；《》“”\d]{1,8}\d[^，。；《》“”]{1,10}的|的)?基础上(?:再|又|进一步|继续|[，,压提增降减翻上])"
)
"""在2023年基础上压减5%, 在2023年培训86人的基础上，…: what is reckoned from the year before."""

SUMMED = re.compile(rf"(?:年|期间|间)?[，,]?{WITHIN_CLAUSE}{{0,12}}?(?:共|累计|年均|合计|平均)")
MILESTONE_YEARS = 5
YEAR_END = 12
QUARTER = 2
"""How many months behind its first one a quarter ends."""


def year_verdict(context: RollContext, occurrence: Occurrence, year: int) -> Verdict | None:
    """Verdict for a year that stands alone; None if both reports are of the same year."""
    if not context.years:
        return None
    return (
        _of_document(context, occurrence, year)
        or past_verdict(context, occurrence, year)
        or (_falling_due(context, occurrence) if year < context.basis.year else None)
        or _by_distance(context, occurrence, year)
    )


def _of_document(context: RollContext, occurrence: Occurrence, year: int) -> Verdict | None:
    """Verdict for the year of a law, of a numbered document or in a document's name; None for any other."""
    if _is_issued(occurrence):
        return keep_verdict(occurrence, RollRole.NAMED_DOCUMENT, because("law"))
    if NUMBERED.match(occurrence.right) or NUMBERED_NOTE.match(occurrence.right):
        return keep_verdict(occurrence, RollRole.NAMED_DOCUMENT, because("numbered"))
    if occurrence.in_name:
        return _named(context, occurrence, year)
    if YEARLY_NUMBER.match(occurrence.right):
        is_own = year == context.basis.year and occurrence.right.startswith("中央")
        likely = shifted(occurrence.text, context.years) if is_own else None
        return Verdict(RollRole.NAMED_DOCUMENT, None, because("first_document"), likely)
    return None


def _is_issued(occurrence: Occurrence) -> bool:
    """2018年修正, 《…意见》（2023年国办转发）: the year of a law or of a document issued by others."""
    is_note = occurrence.left.endswith(("》（", "》(")) and ISSUED_NOTE.match(occurrence.right) is not None
    return is_note or EDITION.match(occurrence.right) is not None


def paper_verdict(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    """Verdict for a date in a document's name, or on which a law took effect: 2024年3月1日起施行的《…条例》, 《…法》（2024年3月1日起施行）; None for any
    other."""
    if occurrence.in_name:
        return keep_verdict(occurrence, RollRole.NAMED_DOCUMENT, because("date_in_name"))
    words = context.tables.words
    is_in_force = words["statute"].search(occurrence.left) and words["in_force"].match(occurrence.right)
    is_of_law = is_in_force or words["takes_effect"].match(occurrence.right)
    return keep_verdict(occurrence, RollRole.NAMED_DOCUMENT, because("law")) if is_of_law else None


def _by_distance(context: RollContext, occurrence: Occurrence, year: int) -> Verdict:
    distance = year - context.basis.year
    if distance < -1:
        return _long_past(context, occurrence, distance)
    if distance > 1 or _is_milestone(occurrence, year, distance):
        return _target(context, occurrence, year)
    return (_base, _own, _next)[distance + 1](context, occurrence)


def _long_past(context: RollContext, occurrence: Occurrence, distance: int) -> Verdict:
    if distance == -2 and _is_of_review(context, occurrence):
        likely = shifted(occurrence.text, context.years) if occurrence.reviewed else None
        return Verdict(RollRole.BASE_YEAR, None, because("reviewed_base"), likely)
    if occurrence.text[-1] in YEARLY:
        return shift_verdict(context, occurrence, RollRole.BASE_YEAR, because("cohort"))
    return keep_verdict(occurrence, RollRole.HISTORY, because("history"))


def _is_reached(context: RollContext, occurrence: Occurrence) -> bool:
    """任职满十年的交流，2015年任职的…: so many years as the text says have passed."""
    text, start, end = occurrence.element.content, occurrence.start, occurrence.end
    passed = context.basis.year - years_in(occurrence.text)[-1]
    return any(
        han_to_int(found["n"]) == passed or found["n"] == str(passed)
        for found in FULL_YEARS.finditer(text, max(start - AROUND, 0), end + AROUND)
    )


def _falling_due(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    """偿还2019年到期债券, 开放1994年形成的满三十年档案: what falls due moves on year by year; None for any other year."""
    falls = context.tables.words["falls_due"].match(occurrence.right) or _is_reached(context, occurrence)
    if occurrence.in_name or not falls:
        return None
    return Verdict(RollRole.RANGE, None, because("window"), shifted(occurrence.text, context.years))


def _is_of_review(context: RollContext, occurrence: Occurrence) -> bool:
    """Whether it may be the comparison year of a review of last year: 2022年…，比2021年 in a report of 2023."""
    if occurrence.reviewed and occurrence.text.endswith("度"):
        return True
    grows = re.search("[由从]$", occurrence.left) is not None
    if grows and not (occurrence.reviewed or context.basis.year - 1 in years_in(occurrence.element.content)):
        return False
    return (grows or re.search("[比较]$", occurrence.left) is not None) and not SINCE_RIGHT.match(occurrence.right)


def _is_milestone(occurrence: Occurrence, year: int, distance: int) -> bool:
    """到2025年: the end of a five-year plan, even if it is near; not 增加到2025年的8亿元 in the report of that year."""
    if distance == 0 and GROWN_TO.search(occurrence.left) and occurrence.right.startswith("的"):
        return False
    return year % 5 == 0 and distance >= 0 and MILESTONE.search(occurrence.left) is not None


def keep_verdict(occurrence: Occurrence, role: RollRole, reason: Reason) -> Verdict:
    """Keep the text as it is."""
    return Verdict(role, occurrence.text, reason)


def ask_verdict(role: RollRole, reason: Reason) -> Verdict:
    """Leave the decision to the user."""
    return Verdict(role, None, reason)


def shift_verdict(context: RollContext, occurrence: Occurrence, role: RollRole, reason: Reason) -> Verdict:
    """Shift the years in the text along with the report."""
    return Verdict(role, shifted(occurrence.text, context.years), reason)


def _named(context: RollContext, occurrence: Occurrence, year: int) -> Verdict:
    """A year in 《…》: the unit's own yearly document shifts; a cited or past one does not by itself."""
    role = RollRole.NAMED_DOCUMENT
    left = occurrence.element.content[max(0, occurrence.name_start - 12) : occurrence.name_start + 1]
    if abs(year - context.basis.year) > 1:
        return keep_verdict(occurrence, role, because("named"))
    if NUMBER_BEHIND.match(occurrence.element.content, occurrence.end):
        return ask_verdict(role, because("cited_numbered", year=year))
    if context.tables.words["issued_name"].search(left):
        return keep_verdict(occurrence, role, because("issued"))
    if context.tables.words["making_name"].search(left):
        return shift_verdict(context, occurrence, role, because("made_yearly"))
    if context.tables.words["citing_name"].search(left) or year != context.basis.year:
        return _cited(context, occurrence, year)
    return shift_verdict(context, occurrence, role, because("yearly_document"))


def _cited(context: RollContext, occurrence: Occurrence, year: int) -> Verdict:
    """根据《青禾县2022年安全生产工作要点》: the unit's own yearly document shifts; another's is asked, the next one at hand if it is one
    that comes every year."""
    role, text = RollRole.NAMED_DOCUMENT, occurrence.element.content
    name = text[occurrence.name_start + 1 : text.find("》", occurrence.end)]
    is_yearly = context.tables.words["yearly_name"].search(name) is not None and year == context.basis.year
    if is_yearly and context.unit and name.startswith(context.unit):
        return shift_verdict(context, occurrence, role, because("yearly_document"))
    why = because("cited", year=year)
    return Verdict(role, None, why, shifted(occurrence.text, context.years) if is_yearly else None)


def _target(context: RollContext, occurrence: Occurrence, year: int) -> Verdict:
    if year > context.now.year:
        is_next = year == context.now.year + 1 and not JUBILEE.match(occurrence.right)
        if is_next and not TARGET.search(occurrence.left):
            return ask_verdict(RollRole.PLAN, because("next_already", year=year))
        return keep_verdict(occurrence, RollRole.PLAN, because("far_target"))
    is_told = year - context.basis.year == occurrence.ahead
    is_end = is_told and STATE_RIGHT.match(occurrence.right) is not None
    likely = shifted(occurrence.text, context.years) if is_end else None
    return Verdict(RollRole.PLAN, None, because("target_reached", year=year), likely)


def _begins_something(occurrence: Occurrence) -> bool:
    """自2015年起: from when on something has held, or is to hold."""
    return SINCE_RIGHT.match(occurrence.right) is not None and not occurrence.right.startswith("以来")


def _own(context: RollContext, occurrence: Occurrence) -> Verdict:
    if _begins_something(occurrence):
        return ask_verdict(RollRole.HISTORY, because("begun"))
    if not occurrence.ahead and _is_own_event(context, occurrence):
        return ask_verdict(RollRole.HISTORY, because("event"))
    if CLOSES.match(occurrence.right):
        return _closing()
    return shift_verdict(
        context, occurrence, RollRole.REPORT_YEAR, because("report_year", old=context.basis.year, new=context.now.year)
    )


def _is_own_event(context: RollContext, occurrence: Occurrence) -> bool:
    """2022年3月至5月 or 2022年第九届…: one thing that took place, not the time the report covers (2022年1—6月)."""
    months = MONTHS_BEHIND.match(occurrence.right)
    if months and months[1].lstrip("0") != "1":
        return int(months[2]) != last_month(context.basis.period) or int(months[2]) - int(months[1]) != QUARTER
    if ONE_OFF.match(occurrence.right) or (
        SUBJECT.search(occurrence.left) and context.tables.words["done_once"].match(occurrence.right)
    ):
        return True
    nth = NTH_BEHIND.match(occurrence.right)
    return nth is not None and HELD_BEHIND.search(nth.group()) is None


def _closing() -> Verdict:
    return ask_verdict(RollRole.PLAN, because("closes"))


def _is_due(occurrence: Occurrence) -> bool:
    return DUE.search(occurrence.left) is not None or TO_COME.match(occurrence.right) is not None


def _next(context: RollContext, occurrence: Occurrence) -> Verdict:
    if _begins_something(occurrence):
        return ask_verdict(RollRole.PLAN, because("begun"))
    if CLOSES.match(occurrence.right):
        return _closing()
    if not occurrence.ahead and _is_due(occurrence):
        return ask_verdict(RollRole.PLAN, because("due"))
    if MILESTONE.search(occurrence.left) and occurrence.right[:1] not in "底末":
        return ask_verdict(RollRole.PLAN, because("near_target"))
    return shift_verdict(
        context, occurrence, RollRole.PLAN, because("next_year", old=context.basis.year + 1, new=context.now.year + 1)
    )


def _base(context: RollContext, occurrence: Occurrence) -> Verdict:
    base = RollRole.BASE_YEAR
    if SINCE_RIGHT.match(occurrence.right) or (
        SINCE_LEFT.search(occurrence.left) and not _is_compared(context, occurrence)
    ):
        return _since(context, occurrence)
    if _is_compared(context, occurrence) or _heads(occurrence):
        return shift_verdict(
            context, occurrence, base, because("last_year", old=context.basis.year - 1, new=context.now.year - 1)
        )
    if EARLIER_RIGHT.match(occurrence.right):
        return ask_verdict(base, because("before", year=context.basis.year - 1))
    return _year_before(context, occurrence)


def _year_before(context: RollContext, occurrence: Occurrence) -> Verdict:
    """What happened in the year before stays, unless something is planned about it: 2024年排在末位的3个村."""
    if not occurrence.ahead and context.tables.words["happened"].match(occurrence.right):
        return keep_verdict(occurrence, RollRole.HISTORY, because("happened"))
    base = RollRole.BASE_YEAR
    if BASED.match(occurrence.right):
        return shift_verdict(
            context, occurrence, base, because("last_year", old=context.basis.year - 1, new=context.now.year - 1)
        )
    why = because("year_before", new=context.now.year - 1)
    is_settled = context.tables.words["settled_of"].match(occurrence.right) is not None
    return Verdict(base, None, why, occurrence.text if is_settled else shifted(occurrence.text, context.years))


def _since(context: RollContext, occurrence: Occurrence) -> Verdict:
    """From when on something has held; 2022年以来 by itself may be the time since the year before, of any report, and 2022年底以来
    the winter before any plan."""
    is_last = SINCE_LAST.match(occurrence.right) is not None or occurrence.right.startswith(("底", "末"))
    if is_last and not SINCE_LEFT.search(occurrence.left):
        why = because("since_last", year=context.basis.year - 1)
        return Verdict(RollRole.BASE_YEAR, None, why, shifted(occurrence.text, context.years))
    return keep_verdict(occurrence, RollRole.HISTORY, because("since"))


def _is_compared(context: RollContext, occurrence: Occurrence) -> bool:
    if occurrence.text.endswith(("年度", "学年", "届", "级")) or _follows_comparison(context, occurrence):
        return True
    return COMPARED_RIGHT.match(occurrence.right) is not None


def _follows_comparison(context: RollContext, occurrence: Occurrence) -> bool:
    left = COMPARED_LEFT, context.tables.words["higher_than"]
    return any(pattern.search(occurrence.left) for pattern in left)


def _heads(occurrence: Occurrence) -> bool:
    """Whether the year opens a sentence about it, or stands in a title or heading."""
    is_heading = occurrence.element.role in HEADS and occurrence.start < max(occurrence.element.heading_length, 1)
    return is_heading or occurrence.element.role is Role.TITLE or (occurrence.opens and occurrence.right[:1] in "，,")


def range_verdict(context: RollContext, occurrence: Occurrence, years: tuple[int, ...]) -> Verdict | None:
    """Verdict for a span of years: only two consecutive years that include the report's own shift."""
    first, last = years[0], years[-1]
    if _is_summed(context, occurrence, last):
        return Verdict(RollRole.RANGE, None, because("summed"), shifted(occurrence.text, context.years))
    if _has_run_out(context, occurrence, last) and last - first > 1:
        return ask_verdict(RollRole.RANGE, because("span_over", last=last))
    if not context.years:
        return None
    return (
        _newly_begun(context, occurrence, first, last)
        or _falling_due(context, occurrence)
        or _span_verdict(context, occurrence, years)
    )


def _has_run_out(context: RollContext, occurrence: Occurrence, last: int) -> bool:
    """Whether a span has ended by the new report, or by the year that its plans are for, and had not before the old one; a
    document that was carried out until then is asked for a year longer.
    """
    tells_next = occurrence.ahead and not is_plan(context.basis.kind) and last_month(context.now.period) == YEAR_END
    ends = context.now.year + tells_next
    return ends > last >= context.basis.year - occurrence.in_name


def _newly_begun(context: RollContext, occurrence: Occurrence, first: int, last: int) -> Verdict | None:
    """实施精益管理行动（2026—2028年） in the plans of 2025: begun by now. The span of a five-year plan stays."""
    if not (occurrence.ahead and first == context.basis.year + 1 and last - first > 1):
        return None
    if last % MILESTONE_YEARS == 0 and last - first == MILESTONE_YEARS - 1:
        return keep_verdict(occurrence, RollRole.RANGE, because("planned_span"))
    return Verdict(RollRole.RANGE, None, because("new_span"))


def _span_verdict(context: RollContext, occurrence: Occurrence, years: tuple[int, ...]) -> Verdict:
    is_plan_span = PLAN_SPAN.match(occurrence.right) is not None
    is_short = years[-1] - years[0] == 1 and not occurrence.in_name
    if is_short and not is_plan_span:
        return _two_years(context, occurrence, years)
    if (is_short and context.basis.year in years) or _is_made(context, occurrence, years[0]):
        return Verdict(RollRole.RANGE, None, because("span_of_one"), shifted(occurrence.text, context.years))
    return _just_over(context, occurrence, years[-1]) or keep_verdict(
        occurrence, RollRole.RANGE, because("planned_span")
    )


def _just_over(context: RollContext, occurrence: Occurrence, last: int) -> Verdict | None:
    """审计2021年至2023年补助资金: a span that ended the year before the report, in no name and of no plan."""
    is_planned = occurrence.in_name or PLAN_SPAN.match(occurrence.right) or PLAN_BEFORE.search(occurrence.left)
    if is_planned or last != context.basis.year - 1:
        return None
    return ask_verdict(RollRole.RANGE, because("span_over", last=last))


def _is_summed(context: RollContext, occurrence: Occurrence, last: int) -> bool:
    """2021年至2023年，我院共受理…: some years up to now are counted together."""
    if occurrence.in_name or not 0 <= context.basis.year - last <= 1:
        return False
    return occurrence.opens and SUMMED.match(occurrence.element.content, occurrence.end) is not None


def _is_made(context: RollContext, occurrence: Occurrence, first: int) -> bool:
    """Whether it is in the name of a document that is still to be drawn up, for years from the next one on."""
    if not occurrence.in_name or first != context.basis.year + 1:
        return False
    left = occurrence.element.content[max(0, occurrence.name_start - 12) : occurrence.name_start + 1]
    return context.tables.words["making_name"].search(left) is not None


def _two_years(context: RollContext, occurrence: Occurrence, years: tuple[int, ...]) -> Verdict:
    """Two years running on, of every report or of one thing."""
    first = years[0]
    if context.basis.year in years and context.tables.words["span_of_one"].search(occurrence.left):
        return ask_verdict(RollRole.RANGE, because("span_of_one"))
    if context.basis.year in years or first == context.basis.year + 1:
        return shift_verdict(context, occurrence, RollRole.RANGE, because("two_years"))
    if years[-1] == context.basis.year - 1:
        return _two_years_ended(context, occurrence)
    return keep_verdict(occurrence, RollRole.RANGE, because("earlier_span"))


def _two_years_ended(context: RollContext, occurrence: Occurrence) -> Verdict:
    """Two years that ended before the report's own: last school year; before a plan perhaps what is done every two years."""
    old, new = occurrence.text, shifted(occurrence.text, context.years)
    if old.endswith(("学年", "学年度")):
        return Verdict(RollRole.BASE_YEAR, new, because("last_school_year", old=old, new=new))
    if is_plan(context.basis.kind):
        return Verdict(RollRole.RANGE, None, because("span_of_one"), new)
    return keep_verdict(occurrence, RollRole.RANGE, because("earlier_span"))


def number_verdict(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    """A document number: that of an existing document stays, the report's own is assigned anew."""
    if occurrence.element.role is Role.DOCUMENT_NUMBER:
        return ask_verdict(RollRole.NAMED_DOCUMENT, because("own_number"))
    if not context.years:
        return None
    if _is_answered(context, occurrence):
        return ask_verdict(RollRole.NAMED_DOCUMENT, because("answered"))
    return keep_verdict(occurrence, RollRole.NAMED_DOCUMENT, because("other_number"))


def _is_answered(context: RollContext, occurrence: Occurrence) -> bool:
    """按照《关于报送2025年上半年情况的通知》（〔2025〕18号）要求: the request of last year that the report answers."""
    text = occurrence.element.content
    name = NUMBERED_NAME.search(text, max(occurrence.start - AROUND, 0), occurrence.start)
    if name is None or context.basis.year not in years_in(occurrence.text):
        return False
    cites = context.tables.words["citing_name"].search(text, name.start("open") - AROUND, name.end("open")) is not None
    return cites and (context.basis.year in years_in(name["name"]) or REQUIRES.match(text, occurrence.end) is not None)


def hole_verdict(context: RollContext, occurrence: Occurrence) -> Verdict:
    """A masked year: this year if the sentence is about the report's own year, else the user decides."""
    year, role = context.now.year, RollRole.REPORT_YEAR
    if _follows_comparison(context, occurrence):
        return Verdict(RollRole.BASE_YEAR, f"{year - 1}年", because("open_base", year=year - 1))
    is_own = (
        _heads(occurrence)
        or occurrence.opens
        or occurrence.left[-1:] in "，,："
        or re.match("度|以来|工作|上半年|全年|[，,]", occurrence.right)
    )
    if is_own:
        return Verdict(role, f"{year}年", because("open_year", year=year))
    return ask_verdict(role, because("open"))
