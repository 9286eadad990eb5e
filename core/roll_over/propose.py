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
from core.model.text import MASK_SIGNS
from core.roll_over.certainty import with_certainty
from core.roll_over.context import PLAN, Occurrence, RollContext, Verdict, because, is_plan
from core.roll_over.date_verdicts import dated_verdict, day_verdict, month_verdict, months_verdict
from core.roll_over.dated_references import RollOverTables
from core.roll_over.narrated_years import narrated_years, reviews_last, told_of_past
from core.roll_over.numerals import YEAR, Time, times, years_in
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
from core.roll_over.references import (
    anniversaries,
    counted_meetings,
    dated_references,
    holidays,
    unnumbered_sessions,
    years_of_note,
)
from core.roll_over.running_counts import running_counts
from core.roll_over.tables.year_tables import table_proposals
from core.roll_over.years import (
    ask_verdict,
    hole_verdict,
    number_verdict,
    range_verdict,
    year_verdict,
)

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
    yield from running_counts(context, text)
    yield from holidays(context, text)
    yield from unnumbered_sessions(context, text)
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
