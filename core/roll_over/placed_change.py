"""A proposed change of a year with its paragraph, and what its sentence tells that decides whether it is certain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from core.model.elements import Element, Role
from core.model.proposal import RollRole
from core.model.text import DIGIT_RANGE, MASK_SIGNS, SENTENCE_ENDS
from core.roll_over.context import RollContext, Verdict, last_month
from core.roll_over.numerals import TO, YEAR
from core.roll_over.words import RollOverWords
from core.segment import tagged

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

RECORD = re.compile("以来的?(?:最|新|历史)")
FIRST_YEAR = re.compile(YEAR)
EVENT_TAGS = frozenset(("v", "nr", "nrt", "nz", "ng"))
NAME_TAGS = frozenset(("n", "nt", "j", "vn", "b"))
OFFICE_END = re.compile("[局厅庭所站院校馆部科室队处台园]$|中心$|大厅$|窗口$|支行$")
LONGEST_NAME = 12
"""What ends the name of a part of a unit that does the same work every year, and its signs at most."""

LEFT_OVER = re.compile(r"^[ 　]*(?:[底末]|[春夏秋冬]季(?=[，,])|第?[一二三四]季度)?[，, 　]*")
YEARS = re.compile(rf"{YEAR}[ 　]?年度?")
CLAUSES = re.compile("[，,；]")
PERCENT = ("%", "％", "‰")
DRAWN_UP = "drawn_up"
SCALE = re.compile(rf"(?<=[{DIGIT_RANGE}{MASK_SIGNS}])[万亿余多]{{1,2}}")
FIGURE_SIGN = re.compile(f"[{DIGIT_RANGE}{MASK_SIGNS}]")
DEADLINE = re.compile(rf"(?:[{DIGIT_RANGE}]{{1,2}}月[底中初]?份?|上半年|下半年|[一二三四]季度|年[底内])[之以]?前?")
STOPS = SENTENCE_ENDS.replace("；", "")
SENTENCE = re.compile(f"(?:[^{SENTENCE_ENDS}]|；(?={YEAR}))+[{STOPS}；]*")
"""A semicolon before a year ends no sentence: 2022年建6个；2023年建8个 belongs together."""

NTH = re.compile(
    rf"第[{DIGIT_RANGE}一二三四五六七八九十百{MASK_SIGNS}]{{1,4}}[届次个批期轮号名位卷册]|首[届次批个家例条座]"
)
SIGNS_OF_ONE = re.compile(
    rf"{NTH.pattern}|[“”《》〔〕]"
    rf"|[{DIGIT_RANGE}一二三四五六七八九十]{{1,3}}月|[{DIGIT_RANGE}]{{1,2}}[日号](?!均)|[{DIGIT_RANGE}一二两三四五六七八九十]轮(?!训)|[一二三四]季度|[年月日度期号]起|[底末初]?前(?![列提茅沿线景往来进])"
)
"""Counted sessions, names, months, days and deadlines, which belong to one thing unless they are the report's own period."""

QUARTER = re.compile(r"^[ 　]?(?:(?:前三|第?[一二三四])季度|[春夏秋冬]季(?=[，,]))")
"""A part or season of the year right behind it, which is no sign of one thing."""

NEW_PLACE = re.compile(
    "(?<![创更革])新[^，。；增入进生聘招]{0,5}(?:[楼馆院厂站校区园库桥路线港厅]|中心|系统|平台|机组|设备|基地|大楼)"
)
"""新大楼, 新污水处理厂: what tells of the first year of one thing, whatever is counted there."""

OWN_TIME = re.compile(rf"^{YEAR}[ 　]?年度?$|学年度?$|^\d\d年度?$")
OPENING = " 　“（("
LONGEST = 1500
"""Characters of a sentence that somebody can be thought to have read as one."""

WRITTEN_BEFORE = MappingProxyType({12: 2, 6: 1})
"""How many months before its end a report is written that covers a year or half a year."""


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


@dataclass(frozen=True)
class PlacedChange:
    """A proposed change with what decides whether it is certain; ``sentence`` is the span of its sentence."""

    setting: SentenceSetting
    start: int
    end: int
    verdict: Verdict
    sentence: tuple[int, int]

    @property
    def is_open(self) -> bool:
        """Whether it changes something that was not yet written anew."""
        return self.verdict.replacement not in (None, self.text) and self.setting.is_open(
            (self.start, self.end, self.verdict)
        )

    def as_question(self) -> Verdict:
        """The change as a question with the change as its suggestion; any other verdict as it is."""
        asked = replace(self.verdict, replacement=None, suggestion=self.verdict.replacement)
        return asked if self.is_open else self.verdict

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

    @cached_property
    def before(self) -> str:
        """The text of the sentence before the change."""
        return self.setting.text(max(self.sentence[0], self.start - LONGEST), self.start)

    @cached_property
    def after(self) -> str:
        """The text of the sentence after the change."""
        return self.setting.text(self.end, min(self.sentence[1], self.end + LONGEST))

    @property
    def words(self) -> RollOverWords:
        """The lists of words that decide."""
        return self.context.tables.words

    @property
    def opens(self) -> bool:
        """Whether it opens its sentence."""
        return not self.words["lead_in"].sub("", self.before).strip(OPENING)

    def happens_once(self, text: str) -> bool:
        """Whether the text tells of something that does not happen every year."""
        return self.tells_one(text, SIGNS_OF_ONE)

    def tells_one(self, text: str, signs: re.Pattern[str] = NTH) -> bool:
        """The same with other ``signs`` of one thing than the words that tell of it."""
        bare = self.words["plural"].sub("", _without_own_period(self.context, text))
        bare = self.words["counted_activities"].sub("", self.words.bare(bare))
        return self.words.tells_once(bare) or signs.search(bare) is not None

    def without_counted(self, text: str) -> str:
        """The text without activities of which several are counted: 建成卫生室168个."""
        return self.words["counted_stock"].sub("", self.words["plural"].sub("", self.words["usual"].sub("", text)))

    def has_kept_years(self, others: Sequence[PlacedVerdict]) -> bool:
        """Whether another time of the sentence stays as it is, other than in the name of a document or one since which something is
        the highest."""
        text = self.element.content
        return any(
            verdict.replacement == text[start:end] and not RECORD.match(text, end) and not _is_in_name(text, start)
            for start, end, verdict in others
            if verdict.role in TIMES
        )

    def beside(self, others: Sequence[PlacedVerdict]) -> list[Verdict]:
        """The other verdicts for its sentence."""
        return [verdict for start, _, verdict in others if start != self.start]

    def unasked(self, others: Sequence[PlacedVerdict]) -> str:
        """The text after the change in a section about plans, where months stay: without what is asked by itself, and without
        the deadlines of clauses behind the first."""
        text = self.after
        for start, end, verdict in others:
            if self.end <= start < self.end + len(text) and is_own_question(verdict):
                first, last = start - self.end, end - self.end
                if verdict.reason.code == DRAWN_UP:
                    first -= text[first - 1] in "“《"
                    last += len(CLAUSES.split(text[last:])[0])
                text = text[:first] + "\u3000" * (last - first) + text[last:]
        first_clause, *further = CLAUSES.split(text.lstrip("，, 　"))
        return first_clause + DEADLINE.sub("", "，".join(further))

    def tells_known(self, throughout: bool = False) -> bool:
        """Whether its clause, and the first one behind a comma after it, holds known words and figures alone.

        Ordinary nouns are known, too, where it counts something and all clauses of the sentence hold nothing else.
        ``throughout``: where it counts nothing, the other clauses are looked at in any case.
        """
        before, after = CLAUSES.split(self.before)[-1], LEFT_OVER.sub("", self.after)
        first, *others = CLAUSES.split(after)
        first = before + first
        counts = FIGURE_SIGN.search(first) is not None and self.words["costs"].search(first) is None
        if self.words.know(self._bare(first)):
            return counts or not throughout or all(map(self._is_general, others))
        return counts and all(map(self._is_known, (first, *others)))

    def tells_nothing_else(self) -> bool:
        """Whether all clauses that are left of its sentence hold known words and ordinary nouns alone, and not costs alone."""
        after = LEFT_OVER.sub("", self.after)
        clauses = CLAUSES.split(CLAUSES.split(self.before)[-1] + after)
        if all(self.words["costs"].search(clause) for clause in clauses):
            return False
        return all(map(self._is_known, clauses))

    def _is_known(self, clause: str) -> bool:
        """Whether a clause holds known words and ordinary nouns alone, or tells a rate that is worked out every year, or how many
        times work of every year was done, whatever its object is called, but not what it was done for (扑救山火出动人员86人次)."""
        bare = self._bare(clause)
        if NEW_PLACE.search(bare):
            return False
        if self.words.know(bare, with_nouns=True):
            return True
        found = self.words["every_year"].search(bare)
        if found is None:
            return False
        return found.group().endswith(PERCENT) or self.words.know(bare[: found.start()], with_nouns=True)

    def _is_general(self, clause: str) -> bool:
        """Whether a clause tells nothing that is not known, or something general."""
        return (
            self.words.know(self._bare(clause), with_nouns=True)
            or self.words["general_results"].search(clause) is not None
        )

    def tells_event(self, told: str) -> bool:
        """Whether a clause holds a verb, or what the tagger takes for a name, that no list knows: it may have happened but once."""
        return any(map(self._is_event, CLAUSES.split(told)))

    def _is_event(self, clause: str) -> bool:
        bare = self._bare(clause)
        if self.words.know(bare, with_nouns=True):
            return False
        words = tagged(self.words["slogans"].sub("\u3000", bare))
        return any(tag in EVENT_TAGS and not self.words.know(word, with_nouns=True) for word, tag in words)

    def tells_over(self, told: str) -> bool:
        """Whether a clause that counts nothing tells of what never happens again."""
        over = self.words["never_again"]
        return any(over.search(clause) and not FIGURE_SIGN.search(clause) for clause in CLAUSES.split(told))

    def is_of_every_year(self, clause: str) -> bool:
        """Whether a clause holds known words alone, or measures or sums up, with nothing unknown in it but nouns and no cause."""
        if self._is_known(clause):
            return True
        names = ("measured", "last_year", "keeps_to", "general_results")
        if self.words["occasion"].search(clause) or not any(self.words[name].search(clause) for name in names):
            return False
        return not self.tells_event(clause)

    def _bare(self, clause: str) -> str:
        """A clause without its years, the report's own unit and what is called by a name of every year."""
        clause = self.words["plural"].sub("\u3000", self.context.own_unit.sub("\u3000", clause))
        clause = clause[self._end_of_office(clause) :]
        bare = self.words["known_name"].sub("\u3000", self.words["usual"].sub("\u3000", clause))
        return self.words["unit"].sub("\u3000", SCALE.sub("\u3000", YEARS.sub("\u3000", bare)))

    def _end_of_office(self, clause: str) -> int:
        """Where the name of a part of the unit ends that opens the clause and does work of every year, whatever it is called: 客运站
        in 客运站接待旅客; 0 for none, and where the clause tells what there is in it."""
        end = found = 0
        for word, tag in tagged(clause[:LONGEST_NAME]):
            if tag not in NAME_TAGS:
                break
            end += len(word)
            found = end if len(word) > 1 and OFFICE_END.search(word) else found
        is_routine = found and self.words["routine"].match(clause, found)
        return found if is_routine and not self.happens_once(clause[:found]) else 0

    def is_plain(self, others: Sequence[PlacedVerdict]) -> bool:
        """Whether the sentence holds nothing that happens once and no year that stays as it is."""
        return not self.has_kept_years(others) and not self.happens_once(
            self.before + QUARTER.sub("", self.after, count=1)
        )


def is_own_question(verdict: Verdict) -> bool:
    """Whether it asks for what is no time of the sentence, so that its clause is looked at anyway."""
    return verdict.replacement is None and verdict.role in (
        RollRole.DATED_REFERENCE,
        RollRole.EVENT,
        RollRole.MEETING_NUMBER,
    )


def _is_in_name(text: str, start: int) -> bool:
    return text.rfind("《", 0, start) > text.rfind("》", 0, start)


def sentences(element: Element) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of a paragraph; a heading before its text is one by itself."""
    content, head = element.content, element.heading_length if element.run_in else 0
    spans = [span for match in SENTENCE.finditer(content, head) for span in _apart(content, *match.span())]
    return ((0, head), *spans) if head else tuple(spans)


def _apart(content: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence in two where its first year stands behind a semicolon: 办结149件；2023年新增12件."""
    first = content.find("年", start, end)
    cut = content.rfind("；", start, first) + 1 if first > 0 else 0
    return [(start, cut), (cut, end)] if cut > start and FIRST_YEAR.match(content, cut) else [(start, end)]


def _without_own_period(context: RollContext, text: str) -> str:
    """The text without the months of the report's own period: 1—6月 of a half-year report."""
    return own_months(context).sub("", text)


def own_months(context: RollContext) -> re.Pattern[str]:
    """The months of the report's own period as it writes them, up to the month in which it may be written: 1—11月."""
    last = last_month(context.basis.period)
    ends = "|".join(str(month) for month in range(last, max(last - WRITTEN_BEFORE.get(last, 0), 1) - 1, -1))
    return re.compile(rf"(?<!\d)1[ 　]?月?{TO}(?:{ends})[ 　]?月份?")
