"""Which changes are certain: only those in one of a closed set of places where a year surely moves with the report.

A change is certain if its place is named here (title and heading, opening of the report, opening of a sentence about what is
done and counted every year, comparison with last year, date up to which the report counts, yearly session, the unit's own
yearly document, a cohort that leaves school), if its sentence holds nothing that happens once, and if every other year of
the sentence is certain, too. Any other change becomes a question with the change as its suggestion: a question costs a
glance, a wrong year accepted with all others goes out unseen.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from core.model.elements import Element, Role
from core.model.proposal import RollRole
from core.model.text import BLANK_SIGNS, DIGIT_RANGE, MASK_SIGNS, PHRASE_END, SENTENCE_ENDS, WITHIN_CLAUSE
from core.roll_over.context import RollContext, Verdict, because, last_month
from core.roll_over.numerals import TO, YEAR, years_in
from core.roll_over.words import RollOverWords

PlacedVerdict = tuple[int, int, Verdict]
TITLES = frozenset({Role.TITLE, Role.SUBTITLE})
TIMES = frozenset(
    {
        RollRole.REPORT_YEAR,
        RollRole.BASE_YEAR,
        RollRole.PLAN,
        RollRole.HISTORY,
        RollRole.RANGE,
        RollRole.DAY,
        RollRole.ANNIVERSARY,
        RollRole.NAMED_DOCUMENT,
        RollRole.PERIOD,
        RollRole.RELATIVE,
    }
)
"""What moves together in one sentence: if one of them is asked for, all are."""

COUNTED_ON = frozenset({RollRole.PERIOD, RollRole.RELATIVE, RollRole.ANNIVERSARY})
"""What has but one likely new text, whatever its clause tells of."""

STOPS = SENTENCE_ENDS.replace("；", "")
SENTENCE = re.compile(f"(?:[^{SENTENCE_ENDS}]|；(?={YEAR}))+[{STOPS}；]*")
"""A semicolon before a year ends no sentence: 2022年建6个；2023年建8个 belongs together."""

YEAR_OF_NOTE = re.compile("之年$|一年$")
SIGNS_OF_ONE = re.compile(
    rf"第[{DIGIT_RANGE}一二三四五六七八九十百{MASK_SIGNS}]{{1,4}}[届次个批期轮号]|首[届次批个家例条座]|[“”《》〔〕]"
    rf"|[{DIGIT_RANGE}一二三四五六七八九十]{{1,3}}月|[{DIGIT_RANGE}]{{1,2}}[日号](?!均)|[一二三四]季度|[年月日度期号]起|[底末初]?前(?![列提茅沿线景往来进])"
)
"""Counted sessions, names, months, days and deadlines, which belong to one thing unless they are the report's own period."""

ONCE_ASKED = because("once")
OPENING = " 　“（("
LEAD = re.compile(r"[ 　]?(?:(?:以来|全年|上半年|前三季度)[，,]?|[，,])")
OWN_PERIOD = re.compile(r"[ 　]?(?:以来|全年|上半年|前三季度)[，,]")
WHOLE_PERIOD = re.compile(r"[ 　]?(?:以来|全年)[，,]")
WHOLE_AIMS = re.compile(r"[ 　]?(?:全年|年度)(?:各项|主要|经济社会发展|预期|既定|工作){0,2}(?:目标|任务|指标)")
CLAUSES = re.compile("[，,]?(?:[^，。；]+[，；。]?){1,2}")
"""What a year is said to hold: two clauses after it."""

REPORTED_NOW = re.compile(f"(?:现将|现就){WITHIN_CLAUSE}{{0,24}}$|(?:我?汇报|就|总结|回顾){WITHIN_CLAUSE}{{0,8}}$")
PLANNED_NOW = re.compile("(?:对|部署|安排|谋划)$")
COMMA = re.compile("[，,]")
COMPARED_LEFT = re.compile("[比较与同]$")
COMPARED_POINT = r"(?:同期|全年|上半年|[底末])?"
UNTIL_LEFT = re.compile("截[至止]到?$")
GROWN_LEFT = re.compile("[由从]$")
GROWN_RIGHT = re.compile(rf"的?[^，。；]{{0,14}}?[{DIGIT_RANGE}{MASK_SIGNS}][^，。；]{{0,10}}?[到至为](?!{YEAR})")
SCHOOLS = "(?:普通|全日制)?(?:高等学校|高校|大学|高职|中职|中专|本科|高中|初中|小学)?"
DATED_END = re.compile(rf"{YEAR}[ 　]?年(?:[ 　]?(?P<month>\d{{1,2}})[ 　]?月(?:(?P<day>\d{{1,2}})[ 　]?日)?)?$")
OWN_TIME = re.compile(rf"^{YEAR}[ 　]?年度?$|学年度?$|^\d\d年度?$")
FINISHED = re.compile(rf"完成(?![^，。；]{{0,12}}[{DIGIT_RANGE}{MASK_SIGNS}]|[^，。；]{{0,8}}(?:任务|目标|指标))")
"""Work that is done with, unless so much of it is done every year."""

YEAR_END, LAST_DAYS = 12, frozenset({"30", "31"})
FEW = 4
"""Characters between what is done and how often it was done."""

NEAR = 10
"""Characters behind a year within which what is done every year stands."""

FAR_AHEAD = 20
"""Characters behind a year within which a noun that ends a title or heading stands, or a verb that opens what is told."""


@dataclass(frozen=True, slots=True)
class SentenceSetting:
    """A paragraph with what decides about the changes in it. ``leads``: it opens the report; ``ahead``: its section is about
    future work; ``written``: spans that were already written anew and say nothing of last year.
    """

    context: RollContext
    element: Element
    leads: bool
    ahead: bool
    written: tuple[tuple[int, int], ...] = ()

    def text(self, first: int, last: int) -> str:
        """The text between two offsets, with blanks for what was written anew."""
        found = self.element.content[first:last]
        for start, end in self.written:
            start, end = max(start - first, 0), max(min(end, last) - first, 0)
            found = found[:start] + "\u3000" * len(found[start:end]) + found[end:] if start < end else found
        return found

    def is_open(self, item: PlacedVerdict) -> bool:
        """Whether a place was not yet written anew."""
        return not any(start < item[1] and item[0] < end for start, end in self.written)


@dataclass(frozen=True, slots=True)
class PlacedChange:
    """A proposed change with what decides whether it is certain."""

    setting: SentenceSetting
    start: int
    end: int
    verdict: Verdict

    @property
    def context(self) -> RollContext:
        """The terms of both reports and the tables."""
        return self.setting.context

    @property
    def element(self) -> Element:
        """Its paragraph."""
        return self.setting.element

    @property
    def text(self) -> str:
        """What would change."""
        return self.element.content[self.start : self.end]

    @property
    def in_title(self) -> bool:
        """Whether it is in a title."""
        return self.element.role in TITLES

    @property
    def in_heading(self) -> bool:
        """Whether it is in a heading, not in the text behind a run-in one."""
        return self.element.role is Role.HEADING and self.start < self.element.heading_length

    @property
    def before(self) -> str:
        """The text of the sentence before the change."""
        first, _ = self._sentence
        return self.setting.text(first, self.start)

    @property
    def after(self) -> str:
        """The text of the sentence after the change."""
        _, last = self._sentence
        return self.setting.text(self.end, last)

    @property
    def _sentence(self) -> tuple[int, int]:
        return next(span for span in sentences(self.element) if span[0] <= self.start < span[1])

    @property
    def words(self) -> RollOverWords:
        """The lists of words that decide."""
        return self.context.tables.words

    @property
    def opens(self) -> bool:
        """Whether it opens its sentence."""
        return not self.before.strip(OPENING)

    def happens_once(self, text: str) -> bool:
        """Whether the text tells of something that does not happen every year."""
        bare = self.words["usual"].sub("", _without_own_period(self.context, text))
        bare = self.words["counted_deeds"].sub("", bare)
        return self.words["one_off"].search(bare) is not None or SIGNS_OF_ONE.search(bare) is not None

    def has_kept_years(self, others: Sequence[PlacedVerdict]) -> bool:
        """Whether another time of the sentence stays as it is."""
        first, last = self._sentence
        text = self.element.content
        return any(
            verdict.replacement == text[start:end]
            for start, end, verdict in others
            if first <= start < last and verdict.role in TIMES
        )


def sentences(element: Element) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of a paragraph; a heading before its text is one by itself."""
    content, head = element.content, element.heading_length if element.run_in else 0
    spans = [match.span() for match in SENTENCE.finditer(content, head)]
    return ((0, head), *spans) if head else tuple(spans)


def _without_own_period(context: RollContext, text: str) -> str:
    """The text without the months of the report's own period: 1—6月 of a half-year report."""
    return _own_months(context).sub("", text)


def _own_months(context: RollContext) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)1[ 　]?月?{TO}{last_month(context.basis.period)}[ 　]?月份?")


def with_certainty(setting: SentenceSetting, items: Sequence[PlacedVerdict]) -> list[PlacedVerdict]:
    """The verdicts for one paragraph, with every change that is not certain as a question."""
    changes = {item[0]: PlacedChange(setting, *item) for item in items if _is_change(setting, item)}
    if not changes:
        return list(items)
    open_items = [item for item in items if setting.is_open(item)]
    doubtful = {start for start, change in changes.items() if not is_earned(change, open_items)}
    doubtful |= _beside_questions(setting, open_items, doubtful)
    return [
        (start, end, _asked(changes[start], open_items) if start in changes and start in doubtful else verdict)
        for start, end, verdict in items
    ]


def _is_change(setting: SentenceSetting, item: PlacedVerdict) -> bool:
    start, end, verdict = item
    return verdict.replacement not in (None, setting.element.content[start:end]) and setting.is_open(item)


def _beside_questions(setting: SentenceSetting, items: Sequence[PlacedVerdict], doubtful: Container[int]) -> set[int]:
    """Where the times of those sentences start in which one is asked for."""
    found: set[int] = set()
    for first, last in sentences(setting.element):
        inside = [item for item in items if first <= item[0] < last]
        if any(item[0] in doubtful or _is_asked_time(item, setting.element.content) for item in inside):
            found.update(start for start, _, verdict in inside if verdict.role in TIMES)
    return found


def _is_asked_time(item: PlacedVerdict, text: str) -> bool:
    start, end, verdict = item
    is_note = verdict.role is RollRole.EVENT and YEAR_OF_NOTE.search(text[start:end]) is not None
    return verdict.replacement is None and (verdict.role in TIMES or is_note)


def _asked(change: PlacedChange, others: Sequence[PlacedVerdict]) -> Verdict:
    """The change as a question; without a suggestion where its clause tells of something that happens once, or its sentence
    of earlier years as well, unless it is the year that the report is about.
    """
    verdict = change.verdict
    is_open = verdict.role in COUNTED_ON or not years_in(change.text) or _is_of_report(change)
    if not is_open and (_tells_once(change) or change.has_kept_years(others)):
        return replace(verdict, replacement=None, reason=ONCE_ASKED)
    return replace(verdict, replacement=None, suggestion=verdict.replacement)


def _is_of_report(change: PlacedChange) -> bool:
    """Whether the place is the report's own year whatever it tells of: in a title or heading, or at the start of a sentence
    that tells of nothing gained in that year."""
    if change.verdict.role is RollRole.NAMED_DOCUMENT or not OWN_TIME.search(change.text):
        return False
    if change.in_title or change.in_heading:
        return True
    told = LEAD.match(change.after) if change.opens else None
    return told is not None and change.words["gained"].search(COMMA.split(change.after[told.end() :])[0]) is None


def _tells_once(change: PlacedChange) -> bool:
    """Whether its clause, or the name it stands in, tells of something that happens once."""
    if change.verdict.role is RollRole.NAMED_DOCUMENT:
        told = change.after.partition("》")[0]
    else:
        told = f"{COMMA.split(change.before)[-1]}\u3000{COMMA.split(change.after.lstrip('，,'))[0]}"
    return change.words["one_off"].search(change.words["usual"].sub("", told)) is not None


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
    return any(
        (
            _heads(change),
            _opens_report(change, others),
            _is_reported_now(change),
            _is_whole_period(change, others),
            _opens_account(change, others),
            _opens_plan(change, others),
            _is_compared(change, others),
            _ends_period(change),
            _is_yearly_session(change),
            _is_cohort(change),
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
    if change.element.role is Role.TITLE and change.verdict.role in (RollRole.REPORT_YEAR, RollRole.PLAN):
        return True
    told = change.after if change.in_title else change.before + change.after
    found = change.words["report_nouns"].search(change.after)
    return found is not None and found.start() <= FAR_AHEAD and not change.happens_once(told)


def _opens_report(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2022年，在县委的坚强领导下，…: the opening of the whole report, whatever its sentence tells further on."""
    if not (change.setting.leads and change.opens and OWN_TIME.search(change.text)):
        return False
    found = change.words["guidance"].search(change.after)
    if found is not None and not change.happens_once(change.after[: found.start()]):
        return True
    return OWN_PERIOD.match(change.after) is not None and _is_plain(change, others)


def _is_whole_period(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2022年以来，…: the time the report covers opens a sentence, whatever was done in it; 2023年全年目标任务: a year's aims."""
    if not OWN_TIME.search(change.text) or change.has_kept_years(others):
        return False
    is_own = years_in(change.text)[-1] == change.context.basis.year
    if is_own and change.opens and WHOLE_PERIOD.match(change.after):
        return True
    aims = WHOLE_AIMS.match(change.after)
    return aims is not None and not change.happens_once(COMMA.split(change.before)[-1] + COMMA.split(change.after)[0])


def _is_reported_now(change: PlacedChange) -> bool:
    """现将2022年工作情况汇报如下, 并对2023年工作进行部署."""
    if not (REPORTED_NOW.search(change.before) or PLANNED_NOW.search(change.before)):
        return False
    found = change.words["report_nouns"].search(change.after)
    return found is not None and found.start() <= FAR_AHEAD and not change.happens_once(change.before + change.after)


def _is_plain(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """Whether the sentence holds nothing that happens once and no year that stays as it is."""
    return not change.has_kept_years(others) and not change.happens_once(change.before + change.after)


def _opens_account(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2022年，受理案件120件; 2022年收入3亿元，同比增长5%: a sentence about what is counted, or compared, every year."""
    if not (change.opens and OWN_TIME.search(change.text)):
        return False
    near = CLAUSES.match(change.after)
    is_yearly = _own_months(change.context).match(change.after) or (
        near is not None and (_is_routine(change, _first_clause(near.group())) or _compares(change, near.group()))
    )
    return bool(is_yearly) and _is_plain(change, others)


def _first_clause(text: str) -> str:
    """The first clause: what is counted further on may be part of something that happened once (组织搬迁，出动车辆30车次)."""
    return COMMA.split(text.lstrip("，,"))[0]


def _is_routine(change: PlacedChange, text: str) -> bool:
    """接待群众3000人次: work of every year with how often it was done."""
    words = change.words
    count = rf"(?!1[^{DIGIT_RANGE},.．])[{DIGIT_RANGE}{MASK_SIGNS},.．]{{1,12}}[万余多]{{0,2}}"
    pattern = rf"{words['routine'].pattern}[^，。；\d]{{0,{FEW}}}{count}{words['routine_units'].pattern}"
    return re.search(pattern, text) is not None


def _compares(change: PlacedChange, text: str) -> bool:
    """Whether the text compares with the year before."""
    pattern = rf"[比较同]{YEAR}[ 　]?年度?{COMPARED_POINT}{WITHIN_CLAUSE}{{0,10}}?{change.words['compared'].pattern}"
    return (change.words["last_year"].search(text) or re.search(pattern, text)) is not None


def _opens_plan(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2023年，我们将继续…: a sentence about what is intended for the whole year."""
    if not (change.setting.ahead and change.opens):
        return False
    if FINISHED.search(change.after):
        return False
    found = change.words["intentions"].search(change.after)
    return found is not None and found.start() <= FAR_AHEAD and _is_plain(change, others)


def _is_compared(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """比2021年增长5%, 由2021年的3亿元增加到4亿元: compared with the year before."""
    if COMPARED_LEFT.search(change.before):
        found = re.match(COMPARED_POINT + rf"{WITHIN_CLAUSE}{{0,10}}?{change.words['compared'].pattern}", change.after)
    else:
        found = GROWN_RIGHT.match(change.after) if GROWN_LEFT.search(change.before) else None
    return found is not None and not change.has_kept_years(others) and not change.happens_once(_comparison(change))


def _comparison(change: PlacedChange) -> str:
    """What a comparison with last year depends on: its own clause, the one it continues, and those that give its occasion (…后，
    受…影响，). What else the sentence tells of has no part in it.
    """
    *earlier, own = COMMA.split(change.before)
    continued = earlier[-1:] if not own[:-1].strip(BLANK_SIGNS) else []
    occasions = [clause for clause in earlier if change.words["occasion"].search(clause)]
    told = "，".join((*occasions, *continued, own))
    return f"{told}{change.text}{COMMA.split(change.after)[0]}"


def _ends_period(change: PlacedChange) -> bool:
    """截至2022年底，…: the last day or month of the time that the report covers."""
    dated = DATED_END.search(change.text) if UNTIL_LEFT.search(change.before) else None
    if dated is None or change.happens_once(change.after):
        return False
    is_end = change.after[:1] in ("底", "末")
    month = int(dated["month"] or YEAR_END)
    is_last = is_end if dated["day"] is None else dated["day"] in LAST_DAYS
    own = years_in(change.text)[0] == change.context.basis.year
    return own and is_last and month == last_month(change.context.basis.period)


def _is_yearly_session(change: PlacedChange) -> bool:
    """2022年度考核, 2021年度民主生活会."""
    if not OWN_TIME.search(change.text) or not change.text.endswith("度"):
        return False
    found = change.words["yearly_things"].search(change.after)
    if found is None or PHRASE_END.search(change.after[: found.end()]) or found.start() > NEAR:
        return False
    before = change.words["making"].sub("", PHRASE_END.split(change.before)[-1])
    return not change.happens_once(before + PHRASE_END.split(change.after)[0])


def _is_cohort(change: PlacedChange) -> bool:
    """2022届高校毕业生: there is one every year."""
    if not change.text.endswith("届"):
        return False
    pattern = SCHOOLS + change.words["graduates"].pattern
    return re.match(pattern, change.after) is not None and not change.happens_once(change.before + change.after)


def _is_own_document(change: PlacedChange) -> bool:
    """制定《2022年工作要点》: a document that the unit makes every year."""
    name = re.match("[^《》]{0,30}(?=》)", change.after)
    if name is None or not change.words["made_left"].search(change.before):
        return False
    ends = re.search(change.words["yearly_documents"].pattern + "$", name.group())
    return ends is not None and not change.happens_once(name.group()[: ends.start()])
