"""Which changes are certain: only those in one of a closed set of places where a year surely moves with the report.

A change is certain if its place is named here (title and heading, opening of the report, opening of a sentence about what is
done and counted every year, comparison with last year, date up to which the report counts, yearly session, the unit's own
yearly document, a cohort that leaves school), if the clause of an account in figures or of a plan holds
known words alone (list ``ordinary`` and those of work, units and indicators), if its sentence holds nothing that happens once,
and if every other year of the sentence is certain, too. Any other change becomes a question with the change as its suggestion: a question costs a
glance, a wrong year accepted with all others goes out unseen.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from core.model.elements import Role
from core.model.proposal import RollRole
from core.model.text import BLANK_SIGNS, DIGIT_RANGE, MASK_SIGNS, PHRASE_END, SENTENCE_END, WITHIN_CLAUSE
from core.roll_over.context import last_month
from core.roll_over.numerals import YEAR, years_in
from core.roll_over.own_year import (
    COMPARED_POINT,
    is_compared,
    is_compared_anyway,
    is_framed,
    is_grown,
    is_jubilee,
    names_own_year,
    tells_figure,
    tells_own_year,
)
from core.roll_over.placed_change import (
    LONGEST,
    OWN_TIME,
    TIMES,
    PlacedChange,
    PlacedVerdict,
    SentenceSetting,
    own_months,
    sentences,
)
from core.roll_over.suggestions import (
    CALLED,
    COMMA,
    FIGURE,
    asked,
    first_clause,
    is_gained,
    tells_once,
    without_misleading,
)

YEAR_OF_NOTE = re.compile("之年$|一年$")

COUNTS_ON = frozenset(("running_on", "in_a_row", "arranged", "elapsed", "elapsed_days", "elapsed_times", "holiday"))
AIMS = re.compile("以.+为")
FACING = re.compile("[，,]?面对[^，。；]{0,24}[，,]")
FIVE_YEARS = re.compile("“?十[一二三四五六]五”?(?:发展)?规划")

GUIDED = re.compile(r"[，,]?[^，。；]{0,12}在[^，。；]{2,16}(?:领导|指导|关心|支持)[^，。；]{0,20}下[，,]")
"""县水利局在县委、县政府的坚强领导和市局的指导下: who is told to have kept to what follows."""

ASKED_BESIDE = frozenset({RollRole.EVENT, RollRole.DATED_REFERENCE})
"""What a year is called by: asked with a reason of its own. No anniversary: the next year may have none."""

PERIOD_FIRST = re.compile(r"^[ 　]?(?:上半年|全年|前三季度)(?=[，,])")
OWN_PERIOD = re.compile(r"[ 　]?(?:以来|全年|上半年|前三季度)[，,]")
WHOLE_PERIOD = re.compile(r"[ 　]?(?:以来|全年)[，,]")
WHOLE_AIMS = re.compile(r"[ 　]?(?:全年|年度)(?:各项|主要|经济社会发展|预期|既定|工作){0,2}(?:目标|任务|指标)")
CLAUSES = re.compile("[，,]?(?:[^，。；]+[，；。]?){1,2}")
"""What a year is said to hold: two clauses after it."""

REPORTED_NOW = re.compile(f"(?:现将|现就){WITHIN_CLAUSE}{{0,24}}$|(?:我?汇报|报告|就|总结|回顾){WITHIN_CLAUSE}{{0,8}}$")
DEADLINE = re.compile(r"(?:年?[底末初]|上半年|下半年|[一二三四]季度)?[之以]?前")
PAPER = re.compile(r"(?:活动|工作|实施|总体)?方案(?=[（(\s]|$)")
"""What a paper is called at the end of its title, which says nothing of what it tells."""

PLANNED_NOW = re.compile("(?:对|部署|安排|谋划)$")
BRACKETS = f"（）(){BLANK_SIGNS}"
CLAUSE_ENDS = re.compile("[，,；]")
UNTIL_LEFT = re.compile("截[至止]到?$")
UP_TO_LEFT = re.compile("(?:^|[，；。])[ 　]?[到至]$")
DATED_END = re.compile(rf"{YEAR}[ 　]?年(?:[ 　]?(?P<month>\d{{1,2}})[ 　]?月(?:(?P<day>\d{{1,2}})[ 　]?日)?)?$")
INTENDED, INTENDED_LEFT = re.compile("[，,]?(?:计划|力争|确保|争取)"), re.compile("^[ 　]*(?:力争|确保|争取)$")
"""What shows that the next year is planned, whatever the section is about."""

FINISHED = re.compile(rf"完成(?![^，。；]{{0,12}}[{DIGIT_RANGE}{MASK_SIGNS}]|[^，。；]{{0,8}}(?:任务|目标|指标))")
"""Work that is done with, unless so much of it is done every year."""

LISTED = re.compile(
    "(?:工作|主要|重点){0,2}(?:目标|任务|计划|打算|安排|思路|举措|措施)?(?:是|为|如下)?[：:](?:[（(]?(?:[一1][）)、.．]|①)|一是)"
)
"""2025年计划：（1）…: a list of what is planned, whatever comes first."""

AIMED = re.compile(
    rf"(?:不[低少]于|达到?|控制在|增长|提高)[^，。；]{{0,6}}{FIGURE.pattern}|{FIGURE.pattern}[^，。；]{{0,12}}以[上内]"
)
SESSION_DAY = re.compile(rf"[{DIGIT_RANGE}]{{1,2}}月(?:[{DIGIT_RANGE}]{{1,2}}日|[底末])?前")
"""Until when a yearly session is to take place."""


YEAR_END, LAST_DAYS = 12, frozenset({"30", "31"})
RANKED = re.compile(rf"中?(?:位?列|排名?)[^，。；]{{0,8}}第[{DIGIT_RANGE}一二三四五六七八九十]{{1,3}}[位名]?")
NEAR = 10
"""Characters behind a year within which what is done every year stands."""

FAR_AHEAD = 20
"""Characters behind a year within which a noun that ends a title or heading stands, or a verb that opens what is told."""


def with_certainty(setting: SentenceSetting, items: Sequence[PlacedVerdict]) -> list[PlacedVerdict]:
    """The verdicts for one paragraph, with every change that is not certain as a question."""
    spans = sentences(setting.element)
    ends = [last for _, last in spans]
    apart = groupby(items, lambda item: bisect_right(ends, item[0]))
    return [item for number, inside in apart for item in _of_sentence(setting, spans[number], tuple(inside))]


def _of_sentence(
    setting: SentenceSetting, span: tuple[int, int], items: Sequence[PlacedVerdict]
) -> Iterator[PlacedVerdict]:
    """The same for one sentence; in one that is too long to be read nothing is certain."""
    placed = [PlacedChange(setting, *item, span) for item in items]
    changes = {each.start: each for each in placed if each.is_open}
    open_items = [item for item in items if setting.is_open(item)]
    if span[1] - span[0] > LONGEST:
        yield from ((each.start, each.end, each.as_question()) for each in placed)
        return
    doubtful = _doubtful(setting, changes, open_items)
    for each in placed:
        verdict = asked(each, open_items) if each.start in doubtful else each.verdict
        yield each.start, each.end, without_misleading(replace(each, verdict=verdict))


def _doubtful(
    setting: SentenceSetting, changes: Mapping[int, PlacedChange], items: Sequence[PlacedVerdict]
) -> set[int]:
    """Where the changes start that nothing makes certain, or that stand beside a question."""
    called = {start for start, change in changes.items() if _is_by_itself(change, items)}
    unearned = {start for start, change in changes.items() if start not in called and not is_earned(change, items)}
    beside = _beside_questions(setting, items, unearned) & changes.keys()
    return unearned | (beside - called)


def _is_by_itself(change: PlacedChange, items: Sequence[PlacedVerdict]) -> bool:
    """Whether it is certain whatever else its sentence asks for."""
    stands = (is_led, _leads_plan, _is_yearly_session, is_framed, is_jubilee, is_compared_anyway)
    return is_called(change, items) or any(is_certain(change) for is_certain in stands)


def _beside_questions(setting: SentenceSetting, items: Sequence[PlacedVerdict], doubtful: Container[int]) -> set[int]:
    """Where the times of a sentence start in which one is asked for; empty where none is."""
    if any(item[0] in doubtful or _is_asked_time(item, setting.element.content) for item in items):
        return {start for start, _, verdict in items if verdict.role in TIMES}
    return set()


def _is_asked_time(item: PlacedVerdict, text: str) -> bool:
    start, end, verdict = item
    is_note = verdict.role is RollRole.EVENT and YEAR_OF_NOTE.search(text[start:end]) is not None
    # 连续五年, a month: asked by itself, says nothing of the years beside it.
    counts_on = verdict.reason.code in COUNTS_ON
    return verdict.replacement is None and not counts_on and (verdict.role in TIMES or is_note)


def is_called(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2025年是“十四五”规划收官之年: the year opens the sentence, what it is called is asked by itself, and the sentence tells of
    nothing else that may happen but once."""
    near = change.context.basis.year, change.context.basis.year + 1
    if not (change.opens and OWN_TIME.search(change.text) and years_in(change.text)[-1] in near):
        return False
    asked = any(each.role in ASKED_BESIDE and each.replacement is None for each in change.beside(others))
    return asked and CALLED.match(change.after) is not None and _is_standing(change)


def _is_standing(change: PlacedChange) -> bool:
    """Whether what is said behind the clause of the year, but for what else it is called, is known and may come each year."""
    _, *rest = COMMA.split(change.after.lstrip("，,"))
    told = "，".join(clause for clause in rest if CALLED.match(clause) is None)
    return not change.happens_once(told) and change.words.know(told, with_nouns=True)


def is_earned(change: PlacedChange, items: Sequence[PlacedVerdict]) -> bool:
    """Whether the change stands in one of the places where a year surely moves."""
    role = change.verdict.role
    if role in (RollRole.PERIOD, RollRole.RELATIVE):
        return _is_period(change)
    if role is RollRole.ANNIVERSARY:
        return not change.happens_once(change.before + change.after.removeprefix("周年"))
    if role is RollRole.NAMED_DOCUMENT:
        return _is_own_document(change)
    others = [item for item in items if item[0] != change.start]
    if role is RollRole.MEETING_NUMBER:
        return not change.has_kept_years(others)
    return any(
        (
            _heads(change),
            _opens_report(change, others),
            _is_reported_now(change),
            _is_whole_period(change, others),
            is_compared(change),
            _is_yearly_session(change),
            _is_cohort(change),
            names_own_year(change, others),
            _opens_account(change, others),
            _opens_plan(change, others),
            is_grown(change, others),
            _ends_period(change),
            tells_own_year(change, others),
            tells_figure(change),
        )
    )


def _is_period(change: PlacedChange) -> bool:
    """上半年 becoming 全年 and the like: in headings, or where the sentence holds nothing that happens once."""
    if change.in_title or change.in_heading:
        return _heads(change) or not change.happens_once(change.before + change.after)
    if DATED_END.search(change.text):
        return _ends_period(change)
    return not change.happens_once(change.before + change.after)


def _heads(change: PlacedChange) -> bool:
    """青禾县2022年工作总结, 二、2023年工作打算: what the report or the section is called."""
    if not (change.in_title or change.in_heading):
        return False
    if change.in_title and change.element.content.strip(BRACKETS) == change.text:
        return True
    if change.element.role is Role.TITLE and change.verdict.role in (RollRole.REPORT_YEAR, RollRole.PLAN):
        return True
    return _is_named(change, PAPER.sub("", change.after)) if change.in_title else _is_named_plainly(change)


def _is_named_plainly(change: PlacedChange) -> bool:
    """A heading without an event: not 2022年白石水库垮坝应对情况."""
    told = change.before + change.after
    return _is_named(change, told) and not change.tells_event(change.words["report_nouns"].sub("\u3000", told))


def _is_named(change: PlacedChange, told: str) -> bool:
    found = change.words["report_nouns"].search(change.after)
    return found is not None and found.start() <= FAR_AHEAD and not change.happens_once(told)


def _opens_report(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2022年，在县委的坚强领导下，…: the opening of the whole report, whatever its sentence tells further on."""
    if not (change.setting.leads and change.opens and OWN_TIME.search(change.text)):
        return False
    after = PERIOD_FIRST.sub("", change.after, count=1)
    if _is_guided(change, after):
        return is_led(change) or change.is_plain(others)
    return OWN_PERIOD.match(change.after) is not None and change.is_plain(others)


def _is_guided(change: PlacedChange, after: str) -> bool:
    found = change.words["guidance"].search(after)
    if found is None or _may_lead_to_one(change, after):
        return False
    return not change.happens_once(after[: found.start()])


def is_led(change: PlacedChange) -> bool:
    """2022年，集团上下深入贯彻…: the first words of the report say what all the year was kept to."""
    if not (change.opens and OWN_TIME.search(change.text)) or _is_planned_once(change):
        return False
    after = PERIOD_FIRST.sub("", change.after, count=1)
    guided = GUIDED.match(after)
    if guided is None:
        return _is_kept_to(change, first_clause(FACING.sub("", after, count=1)))
    is_once = change.happens_once(guided.group() + first_clause(after[guided.end() :]))
    return not is_once and not any(
        is_gained(change, clause) for clause in CLAUSE_ENDS.split(SENTENCE_END.split(after)[0])
    )


def _is_kept_to(change: PlacedChange, first: str) -> bool:
    found = change.words["keeps_to"].search(first)
    if found is None or found.start() > FAR_AHEAD:
        return False
    aims = AIMS.match(found.group()) is not None
    if not (aims or change.setting.leads) or _may_lead_to_one(change, first):
        return False
    return not change.happens_once(first[: found.end() if aims else found.start()])


def _is_planned_once(change: PlacedChange) -> bool:
    """坚持高位推动，如期完成征迁: a sentence of plans with something that is to be done but once."""
    told = change.words.bare(change.without_counted(FIVE_YEARS.sub("", change.after)))
    return change.setting.ahead and change.words.tells_once(told)


def _may_lead_to_one(change: PlacedChange, told: str) -> bool:
    """统筹做好人大代表选举, 着力推动机场复航: how something is done, and not what all the year is kept to, with what may happen but once."""
    first = first_clause(told)
    if change.words["kept_all_year"].search(first):
        return False
    return change.tells_event(first) or change.happens_once(first)


def _is_whole_period(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2022年以来，…: the time the report covers opens a sentence, whatever was done in it; 2023年全年目标任务: a year's aims."""
    if not OWN_TIME.search(change.text) or change.has_kept_years(others):
        return False
    is_own = years_in(change.text)[-1] == change.context.basis.year
    period = change.context.basis.period
    if is_own and change.opens and (WHOLE_PERIOD.match(change.after) or _is_followed_by(change, period)):
        return not _is_done_once(change)
    aims = WHOLE_AIMS.match(change.after)
    return aims is not None and not change.happens_once(COMMA.split(change.before)[-1] + COMMA.split(change.after)[0])


def _is_done_once(change: PlacedChange) -> bool:
    """2022年全年，建成新馆: one of the first two clauses behind the period counts nothing, and tells of what never happens again;
    or the first does so by a verb that no list knows, and not of what the unit kept to.
    """
    told = CLAUSES.match(COMMA.split(change.after, maxsplit=1)[-1])
    first = first_clause(told.group()) if told else ""
    is_unknown = not FIGURE.search(first) and change.tells_event(first) and not is_led(change)
    return is_unknown or (told is not None and change.tells_over(told.group()))


def _is_followed_by(change: PlacedChange, period: str) -> bool:
    """2022年上半年，…: the report's own period, where it stays the same."""
    own = period and not change.context.changes_period
    return bool(own) and change.after.lstrip(BLANK_SIGNS).startswith((f"{period}，", f"{period},"))


def _is_reported_now(change: PlacedChange) -> bool:
    """现将2022年工作情况汇报如下, 并对2023年工作进行部署."""
    if not (REPORTED_NOW.search(change.before) or PLANNED_NOW.search(change.before)):
        return False
    found = change.words["report_nouns"].search(change.after)
    if found is None or change.words["named_once"].search(change.after[: found.end()]):
        return False
    return found.start() <= FAR_AHEAD and not change.happens_once(change.before + change.after)


def _opens_account(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2022年，受理案件120件; 2022年收入3亿元，同比增长5%: a sentence about what is counted, or compared, every year."""
    if not (change.opens and OWN_TIME.search(change.text)):
        return False
    near = CLAUSES.match(change.after)
    is_yearly = own_months(change.context).match(change.after) or (near is not None and _compares(change, near.group()))
    return bool(is_yearly) and change.is_plain(others)


def _compares(change: PlacedChange, text: str) -> bool:
    """Whether the text compares with the year before, in a sentence of nothing but what is told every year: not 老城隧道贯通，
    车流量同比增长12%."""
    pattern = rf"[比较同与]{YEAR}[ 　]?年度?{COMPARED_POINT}{WITHIN_CLAUSE}{{0,10}}?{change.words['compared'].pattern}"
    if change.words["last_year"].search(text) is None and re.search(pattern, text) is None:
        return False
    told = change.words["counted_activities"].sub("", change.after)
    return all(map(change.is_of_every_year, CLAUSE_ENDS.split(told)))


def _opens_plan(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2023年，我们将继续…: a sentence about what is intended for the whole year."""
    if FINISHED.search(change.after) or change.words["named_work"].search(change.after):
        return False
    if _is_planned(change):
        return _is_in_plan(change, others)
    found = change.words["intentions"].search(change.after) if change.opens and _looks_ahead(change) else None
    return found is not None and found.start() <= FAR_AHEAD and change.is_plain(others)


def _is_planned(change: PlacedChange) -> bool:
    """Whether it is the year of a plan, or a section about plans plans it, or its sentence does so for the next year."""
    intended = INTENDED.match(change.after) or INTENDED_LEFT.search(change.before)
    ahead = change.setting.ahead or (change.verdict.role is RollRole.PLAN and intended is not None)
    is_near = change.verdict.role in (RollRole.PLAN, RollRole.REPORT_YEAR)
    return ahead and is_near and OWN_TIME.search(change.text) is not None


def _is_in_plan(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2023年新建农田6000亩; 力争2023年合格率达到96%: at the start of a sentence, of a clause, or of what its verb is to do, unless
    something is to be done but once, or until a day."""
    told = change.without_counted(change.before * change.opens + change.unasked(others))
    known = _goes_on(change) or change.tells_known(throughout=True) or _is_aimed_at(change)
    if not known or DEADLINE.match(change.after) or change.happens_once(told):
        return False
    own = COMMA.split(change.before)[-1].strip(BLANK_SIGNS)
    begins = not own or change.words["is_prepared"].search(own) is not None
    return not change.has_kept_years(others) if change.opens else begins


def _goes_on(change: PlacedChange) -> bool:
    return change.words["goes_on"].match(change.after) is not None and not change.tells_event(change.after)


def _is_aimed_at(change: PlacedChange) -> bool:
    """2023年新增贷款不低于16亿元: how much or how well something is to be done."""
    clauses = CLAUSE_ENDS.split(change.after.lstrip("，,"))
    return change.opens and all(map(AIMED.search, clauses)) and not change.tells_event(change.after)


def _leads_plan(change: PlacedChange) -> bool:
    """2023年，我局将着力做好五项工作：…: what the plan opens with, whatever is listed after it."""
    if not (change.opens and OWN_TIME.search(change.text)):
        return False
    if years_in(change.text)[-1] - change.context.basis.year not in (0, 1):
        return False
    if listed := LISTED.match(change.after):
        return change.words["never_again"].search(first_clause(change.after[listed.end() :])) is None
    if aims := change.words["aims"].match(change.after):
        return not change.happens_once(first_clause(change.after[aims.end() :]))
    return change.setting.ahead and change.words["plan_lead"].match(change.after) is not None


def _looks_ahead(change: PlacedChange) -> bool:
    """Whether it is in a section about plans, or its sentence says so itself."""
    return change.setting.ahead or (
        change.verdict.role is RollRole.PLAN and change.words["will"].match(change.after) is not None
    )


def _ends_period(change: PlacedChange) -> bool:
    """截至2022年底，…: the last day or month of the time that the report covers."""
    dated = DATED_END.search(change.text) if _is_counted_until(change) else None
    if dated is None or change.happens_once(change.without_counted(change.after)):
        return False
    month = int(dated["month"] or YEAR_END)
    is_last = dated["day"] in LAST_DAYS if dated["day"] else _is_at_end(change, dated["month"])
    own = years_in(change.text)[0] == change.context.basis.year
    return own and is_last and month == last_month(change.context.basis.period)


def _is_at_end(change: PlacedChange, month: str | None) -> bool:
    """截至2022年底; 截至2022年6月，in a report of half a year."""
    ended = change.after.startswith(("底", "末", "年底", "年末"))
    return ended or (month is not None and COMMA.match(change.after) is not None)


def _is_counted_until(change: PlacedChange) -> bool:
    until = UNTIL_LEFT.search(change.before) or (UP_TO_LEFT.search(change.before) and not change.setting.ahead)
    return bool(until) and change.tells_known()


def _is_yearly_session(change: PlacedChange) -> bool:
    """2022年度考核, 2021年度民主生活会."""
    if not (OWN_TIME.search(change.text) or change.text.endswith("年度")):
        return False
    name, near = ("yearly_things", FAR_AHEAD) if change.text.endswith("度") else ("budgets", NEAR)
    found = change.words[name].search(change.after)
    if found is None or PHRASE_END.search(change.after[: found.end()]) or found.start() > near:
        return False
    before = change.words["making"].sub("", SESSION_DAY.sub("", PHRASE_END.split(change.before)[-1]))
    phrase = PHRASE_END.split(change.after)[0]
    is_gained = change.words["gained"].search(phrase, found.end()) is not None
    return not is_gained and not change.happens_once(before + RANKED.sub("", phrase))


def _is_cohort(change: PlacedChange) -> bool:
    """2022届高校毕业生, 2022年考入大学的学生: there is one every year."""
    if change.words["cohort"].match(change.after) and OWN_TIME.search(change.text):
        return years_in(change.text)[-1] == change.context.basis.year and not tells_once(change)
    if not change.text.endswith("届"):
        return False
    found = change.words["graduates_of"].match(change.after)
    return found is not None and not tells_once(change)


def _is_own_document(change: PlacedChange) -> bool:
    """制定《2022年工作要点》: a document that the unit makes every year."""
    name = re.match("[^《》]{0,30}(?=》)", change.after)
    unit = change.context.unit
    is_own = bool(unit) and change.before.endswith(f"《{unit}")
    if name is None or not (is_own or change.words["made_left"].search(change.before)):
        return False
    ends = re.search(change.words["yearly_documents"].pattern + "$", name.group())
    return ends is not None and not change.happens_once(name.group()[: ends.start()])
