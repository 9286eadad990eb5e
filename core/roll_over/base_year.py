"""The year a report is about: all evidence with its place, and whether it agrees on the expected year."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from core.model.elements import Element, Role
from core.model.proposal import BaseYear, Term, YearSign, YearSource
from core.model.spans import Place, Span
from core.model.text import CROSS_SIGNS, HAN_DIGITS, SENTENCE_END, WITHIN_CLAUSE, sentence_before
from core.roll_over.context import WHOLE, is_plan, last_month
from core.roll_over.numerals import YEAR, years_in


class ReportManner(StrEnum):
    """How a report relates to its year: it plans it, sums it up, sums up a part of it, or reports on it during or after it."""

    PLAN = "plan"
    SUMMARY = "summary"
    PART = "part"
    REPORT = "report"


TITLES = frozenset({Role.TITLE, Role.SUBTITLE})
DATED = TITLES | {Role.ISSUE_DATE, Role.SIGNATURE}
NO_TEXT = DATED | {Role.NOISE, Role.DOCUMENT_NUMBER}
BEGINNING, ENDING, SHORT = 6, 4, 40
"""Paragraphs at both ends in which a date may stand by itself, and the most characters of such a paragraph."""

OPENING, DOUBLE = 3, 2
"""Paragraphs of text that say what the report is about, and how much more they weigh."""

LEAST, ENOUGH = 2, 3
"""Weight from which the text's own year counts, and from which it can gainsay a title."""

GAP = "[ 　]?"
OWN = re.compile(rf"({YEAR}){GAP}年(?!代|龄|级|远景|来)")
DATE = re.compile(
    rf"({YEAR}){GAP}年{GAP}(\d{{1,2}}|[一二三四五六七八九十]{{1,3}}){GAP}月(?:{GAP}[\d一二三四五六七八九十{CROSS_SIGNS}]{{1,3}}{GAP}[日号])?"
)
DAY_DATE = re.compile(
    rf"{YEAR}{GAP}年{GAP}[\d一二三四五六七八九十]{{1,3}}{GAP}月{GAP}[\d一二三四五六七八九十{CROSS_SIGNS}]{{1,3}}{GAP}[日号]"
)
STAMP = re.compile(r"\d{5,}|(?<!\d)\d{4}[-._]\d{1,2}(?:[-._]\d{1,2})?(?!\d)")
"""When a file was made, as its name says: 20250110, 2025-01-10, 2025.01."""

SESSION = re.compile(rf"{DAY_DATE.pattern}[^，。；]{{0,30}}(?:会议|大会|全会)上")
MONTH_ALONE = re.compile(rf"[（(]{GAP}{YEAR}{GAP}年{GAP}[\d一二三四五六七八九十]{{1,3}}{GAP}月{GAP}[）)]")
SPAN = re.compile(rf"{YEAR}(?:{GAP}年度?)?{GAP}[-－—–~～至到]{{1,2}}{GAP}(?:{YEAR}|\d\d(?=年))(?:{GAP}年度?)?")
NO_REPORT = re.compile(
    rf"《[^《》\n]{{1,120}}》|{SPAN.pattern}|[〔［\[(（]{YEAR}[〕］\]）)]"
    rf"|[到至]{YEAR}年|(?:自|从|由|[建成创设立办]于){YEAR}年|{YEAR}年(?:起|底|末|前|开始|修[订正])|[比较同]{YEAR}年"
    rf"|[高低多少大小快慢优好]于{YEAR}年|[与和跟]{YEAR}年度?(?:同期)?相比|{YEAR}年同期|由{YEAR}年[底末]?的"
)
PLANNED = re.compile(
    rf"{WITHIN_CLAUSE}{{0,16}}?(?:计划|安排|打算|要点|思路|重点|任务|部署|目标|总体要求|总要求|主攻方向|政策取向|草案)"
)
REPORTED = re.compile(
    rf"{WITHIN_CLAUSE}{{0,16}}?(?:总结|汇报|情况|回顾|成效|成绩|以来|[1-9１-９]?\d?[－\-—至到~][0-9]{{1,2}}月|上半年|度)"
)
OF_NAMED = re.compile(r"(?:规划|纲要|计划|方案|行动)[^，。]{0,4}$")
SEVERAL = re.compile("(?:近|过去)[两三四五几]年|[两三四五]年(?:来的?)?(?=工作)")
FAR = re.compile(f"{WITHIN_CLAUSE}{{0,6}}(?:奋斗目标|远景|愿景|规划)")
REVIEW = re.compile(rf"度?{WITHIN_CLAUSE}{{0,16}}?(?:总结|汇报|情况|回顾|成效|成绩|进展|的工作$|工作$)")
TO_DO = re.compile("(?:[做抓干办]好|推进|推动|谋划|部署|安排|布置|筹划)好?$")
"""扎实做好2025年工作: work that is yet to be done."""

MEETING = re.compile("(?:会议|大会|全会)上")
AT_MEETING = re.compile(rf"(?:这次|本次|今天){WITHIN_CLAUSE}{{0,24}}(?:会议|大会|全会)")
"""What shows that a report or speech was given at a meeting: its title, or its first words."""

SAID = re.compile("(?:对|就|及|和|与|并|谋划|部署|安排|研究)$")
SINCE = re.compile(f"{WITHIN_CLAUSE}{{0,6}}以来")
BESIDE = re.compile(r"今年|本年|全年|上半年")
ANCHORED = re.compile(rf"{GAP}(?:上半年|全年|以来|度(?!假)|[，,]|是|[1-9１-９]\d?{GAP}月?[－\-—至到~]+\d{{1,2}}月)")
OF_PLAN = re.compile(rf"是|[，,]|{WITHIN_CLAUSE}{{0,12}}?(?:总体要求|总要求|思路|目标|任务|要点|计划|重点|部署)")
WHOLE_YEAR = re.compile("度(?!以来)")
"""A whole year, which is none that a report on a part of a year is about: 2025年度考核."""

MONTH = re.compile(rf"{GAP}[\d一二三四五六七八九十]{{1,2}}月")
EARLY = MappingProxyType({ReportManner.PLAN: 6, ReportManner.PART: 3, ReportManner.SUMMARY: 3, ReportManner.REPORT: 3})
LATE = 11
"""The last of the months early in a year, in which a report is about the year before (a plan about its own), and the first
of those in which a plan is for the next year."""

HAN = HAN_DIGITS + "十"


def base_year(elements: Sequence[Element], kind: str, period: str) -> BaseYear:
    """All evidence for the year of a report, most reliable first; ``loose`` are years of the text that prove nothing alone.

    Years of plans, laws, cited documents and history do not count.
    """
    manner = _manner(elements, kind, period)
    titles, dates = tuple(_title_signs(elements, manner)), tuple(_date_signs(elements, manner))
    until = max((year for sign in (*titles, *dates) for year in sign.years), default=None)
    signs = (*titles, *_heading_signs(elements, manner), *_text_signs(elements, manner, until), *dates)
    return BaseYear(_settled(signs), _loose(elements), _session(elements))


def name_signs(name: str, kind: str, period: str) -> tuple[YearSign, ...]:
    """The year in the name of a report's file, read as a title: evidence for a report that says nothing of its year itself."""
    titles = (Element("", Role.TITLE, _blanked(STAMP, name)),)
    signs = _title_signs(titles, _manner(titles, kind, period))
    return tuple(replace(sign, source=YearSource.FILE_NAME, text=name) for sign in signs if sign.years)


def _session(elements: Sequence[Element]) -> int:
    """The year of the session for 政府工作报告 and the like: one heading reviews the year before, another plans this one."""
    found = list(_headed(elements))
    year = _session_year(elements)
    reviewed = {named.year for named in found if named.is_reviewed}
    planned = {named.year for named in found if named.is_planned}
    return year if reviewed == {year - 1} and planned == {year} else 0


class NamedYear(NamedTuple):
    """A year that a heading names, and whether it is looked back on or planned."""

    year: int
    is_reviewed: bool
    is_planned: bool


def _headed(elements: Iterable[Element]) -> Iterator[NamedYear]:
    """The years that the headings of parts name."""
    for each in elements:
        if each.role is Role.HEADING and each.depth <= 1:
            yield from (_named(each.heading, year) for year in OWN.finditer(each.heading))


def _named(heading: str, found: re.Match[str]) -> NamedYear:
    rest = heading[found.end() :]
    is_to_do = TO_DO.search(heading[: found.start()]) is not None and REVIEW.match(rest) is not None
    is_planned = PLANNED.match(rest) is not None or is_to_do
    is_reviewed = REVIEW.match(rest) is not None and not is_planned
    return NamedYear(years_in(found.group())[0], is_reviewed, is_planned and FAR.match(rest) is None)


def _session_year(elements: Sequence[Element]) -> int:
    """The year of ——2025年1月14日在…会议上, or of the day below the title of a speech at a meeting; 0 without, or with several years."""
    lines = [each.content for each in elements if each.role in DATED or _is_date(each)]
    years = {years_in(date.group())[0] for line in lines if (date := SESSION.search(line))}
    if not years and _is_given(elements):
        years = {years_in(date.group())[0] for line in lines if (date := DAY_DATE.search(line))}
    return years.pop() if len(years) == 1 else 0


def expected_year(basis: Term, now: Term) -> int:
    """The year that a report of kind and period ``basis`` has if one of ``now`` is made from it; 0 if unknown.

    This year's plan or half-year report becomes this year's summary; anything else is last year's.
    """
    if not now.year:
        return 0
    planned = is_plan(basis.kind) and not is_plan(now.kind)
    part = basis.period not in ("", WHOLE, now.period) and not is_plan(now.kind) and _is_later(basis, now)
    return now.year if planned or part else now.year - 1


def is_named_by_account(kind: str) -> bool:
    """Whether the year of a report of this kind is the one it gives account of: a yearly summary, not a report to a session."""
    return "总结" in kind


def _is_later(basis: Term, now: Term) -> bool:
    return last_month(now.period) > last_month(basis.period) > 0


def _manner(elements: Sequence[Element], kind: str, period: str) -> ReportManner:
    if is_plan(kind):
        return ReportManner.PLAN
    if 0 < last_month(period) < 12:
        return ReportManner.PART
    title = "".join(element.content for element in elements if element.role in TITLES)
    told = re.search("总结|汇报|报告|讲话", title)
    summing = told.group() == "总结" if told else "总结" in kind
    return ReportManner.SUMMARY if summing else ReportManner.REPORT


def _settled(signs: Sequence[YearSign]) -> tuple[YearSign, ...]:
    """The evidence without a weak year of the text that contradicts the title: a few passing mentions prove nothing."""
    titled = next((sign for sign in signs if sign.source is YearSource.TITLE and sign.years), None)
    if titled is None:
        return tuple(signs)
    is_dated = any(sign.source is YearSource.DATE and _agrees(sign, titled) for sign in signs)
    enough = ENOUGH * (
        3 if is_dated else 1
    )  # what the title says and the date of issue confirms needs many to be doubted
    return tuple(sign for sign in signs if _counts_beside(sign, titled, enough))


def _agrees(sign: YearSign, titled: YearSign) -> bool:
    return bool({*sign.years} & {*titled.years})


def _counts_beside(sign: YearSign, titled: YearSign, enough: int) -> bool:
    """Whether evidence says something beside the title: not a date within the school year of the title, after either term."""
    is_allowed = _agrees(sign, titled)
    if sign.source is YearSource.DATE:
        return not (is_allowed and _is_school_year(titled))
    return sign.source is not YearSource.TEXT or sign.weight >= enough or is_allowed


def _is_school_year(titled: YearSign) -> bool:
    return titled.years[0] == titled.years[-1] + 1


def _is_given(elements: Sequence[Element]) -> bool:
    """Whether a report is a speech given at a meeting."""
    title = "".join(each.content for each in elements if each.role in TITLES)
    opening = [each.content for each in elements if _is_text(each)][:OPENING]
    return MEETING.search(title) is not None or any(map(AT_MEETING.search, opening))


# Title


def _title_signs(elements: Sequence[Element], manner: ReportManner) -> Iterator[YearSign]:
    lines = [element for element in elements if element.role in TITLES]
    title = "\n".join(element.content for element in lines)
    found = _title_years(_blanked(MONTH_ALONE, _blanked(DAY_DATE, _blanked(SPAN, title))))
    span = SPAN.search(title)
    if found:
        start, year = _of_title(found, manner)
        years = (year, year + 1) if _plans_session(found, year, elements) else (year,)
        yield _sign(YearSource.TITLE, years, *_at(lines, start), 1)
        yield from _told_beside_plan(found, manner, lines)
    elif span and not OF_NAMED.search(title[: span.start()]):
        yield _sign(YearSource.TITLE, _of_school_year(title, span), *_at(lines, span.start()), 1)
    elif several := SEVERAL.search(title):
        yield _sign(YearSource.TITLE, (), *_at(lines, several.start()), 1)


def _plans_session(found: Sequence[tuple[int, int, str]], year: int, elements: Sequence[Element]) -> bool:
    """2024年预算执行情况和2025年预算草案的报告, given at a session of 2025: whether the title also plans the year of the session."""
    is_planned = any(other == year + 1 and PLANNED.match(rest) for _, other, rest in found)
    return is_planned and _session_year(elements) == year + 1


def _of_school_year(title: str, span: re.Match[str]) -> tuple[int, ...]:
    """The two years of 2022—2023学年, the later one first; empty for any other span, which has no single year."""
    years = years_in(span.group())
    is_one = title.startswith("学年", span.end()) and len(years) == 2 and years[1] - years[0] == 1
    return (years[1], years[0]) if is_one else ()


def _told_beside_plan(
    found: Sequence[tuple[int, int, str]], manner: ReportManner, lines: Sequence[Element]
) -> Iterator[YearSign]:
    """The year that the title of a plan also gives account of, 2025年工作要点暨2024年工作总结: the document may be either."""
    if manner is ReportManner.PLAN:
        for start, year, rest in found:
            if REVIEW.match(rest) and not PLANNED.match(rest):
                yield _sign(YearSource.TITLE, (year,), *_at(lines, start), 1)
                return


def _title_years(title: str) -> list[tuple[int, int, str]]:
    """Years of a title as (offset, year, text after it); a year without 年 counts only if it is the sole kind."""
    found = [(match.start(), years_in(match.group())[0], title[match.end() :]) for match in OWN.finditer(title)]
    bare = re.search(YEAR, title)
    return found or ([(bare.start(), years_in(bare.group())[0], "")] if bare else [])


def _of_title(found: Sequence[tuple[int, int, str]], manner: ReportManner) -> tuple[int, int]:
    """Offset and year of the one the title is about: the planned year of a plan, the reported year of a summary."""
    planned = [one for one in found if PLANNED.match(one[2]) and not REPORTED.match(one[2])]
    told = [one for one in found if one not in planned]
    chosen = (planned or found) if manner is ReportManner.PLAN else (told or found)
    return chosen[0][0], chosen[0][1]


def _at(lines: Sequence[Element], start: int) -> tuple[Element, int]:
    """Element and offset in it for an offset in the joined lines of the title."""
    for element in lines:
        if start <= len(element.content):
            return element, start
        start -= len(element.content) + 1
    return lines[-1], 0


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "　" * len(match.group()), text)


# Headings


def _heading_signs(elements: Sequence[Element], manner: ReportManner) -> Iterator[YearSign]:
    for element in elements:
        if element.role is Role.HEADING and element.depth <= 1:
            heading = _blanked(NO_REPORT, element.heading)
            for match in OWN.finditer(heading):
                years = _of_heading(_named(heading, match), manner)
                if years:
                    yield _sign(YearSource.HEADING, years, element, match.start(), 1)


def _of_heading(named: NamedYear, manner: ReportManner) -> tuple[int, ...]:
    """Base years implied by 2021年工作回顾 or 2022年工作安排; empty for any other heading."""
    year = named.year
    if named.is_reviewed:
        return {ReportManner.PLAN: (year + 1,), ReportManner.REPORT: (year, year + 1)}.get(manner, (year,))
    if named.is_planned:
        planned = {ReportManner.PLAN: (year,), ReportManner.SUMMARY: (year - 1,), ReportManner.REPORT: (year - 1, year)}
        return planned.get(manner, (year, year - 1))
    return ()


# Text


def _text_signs(elements: Sequence[Element], manner: ReportManner, until: int | None) -> Iterator[YearSign]:
    """The year with most weight beside 今年, 全年, 上半年 and at the start of sentences; none on a tie. ``until``: the last year that
    title and date know of.
    """
    weights: Counter[int] = Counter()
    first: dict[int, tuple[Element, int]] = {}
    for year, weight, element, start in _told_years(elements, manner, until):
        weights[year] += weight
        first.setdefault(year, (element, start))
    weights.pop(0, None)
    ranked = weights.most_common(2)
    if ranked and ranked[0][1] >= LEAST and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        year, weight = ranked[0]
        years = (year, year + 1) if manner is ReportManner.REPORT else (year,)
        yield _sign(YearSource.TEXT, years, *first[year], weight)


class YearMention(NamedTuple):
    """A year in a text with the text of its sentence before and after it."""

    year: int
    start: int
    left: str
    rest: str

    @property
    def opens(self) -> bool:
        """Whether it is at the start of its sentence."""
        return not self.left.strip(" 　“（(")


def _told_years(
    elements: Sequence[Element], manner: ReportManner, until: int | None
) -> Iterator[tuple[int, int, Element, int]]:
    """Every year that the text relates to its own time: report year meant, weight, element, offset."""
    told = [element for element in elements if _is_text(element)]
    latest = _latest(told, until)
    ahead = _ahead(elements) if manner in (ReportManner.SUMMARY, ReportManner.REPORT) else frozenset()
    for index, element in enumerate(told):
        weight = DOUBLE if index < OPENING else 1
        for mention in _mentions(element) if element.id not in ahead else ():
            if not _is_passed(mention, latest, manner):
                yield _meant(mention, manner), weight, element, mention.start


def _latest(told: Sequence[Element], until: int | None) -> int:
    """The last year of a text that title and date know of; 0 for none, and for one more than a year before theirs."""
    latest = max((year for year in _loose(told) if until is None or year <= until), default=0)
    return latest if until is None or latest >= until - 1 else 0


def _is_text(element: Element) -> bool:
    return element.role not in NO_TEXT and (element.run_in or element.role is not Role.HEADING)


def _is_passed(mention: YearMention, latest: int, manner: ReportManner) -> bool:
    """Whether it says nothing about the report's time: a single day, the start of something since an earlier year, in a report on
    a part of a year a whole one.
    """
    is_day = MONTH.match(mention.rest) is not None
    is_whole = manner is ReportManner.PART and WHOLE_YEAR.match(mention.rest) is not None
    return is_day or is_whole or (SINCE.match(mention.rest) is not None and mention.year != latest)


def _ahead(elements: Iterable[Element]) -> frozenset[str]:
    """Ids of the paragraphs in sections about future work."""
    found: set[str] = set()
    is_ahead = False
    for element in elements:
        if element.role is Role.HEADING and element.depth <= 1:
            is_ahead = PLANNED.match(element.heading) is not None and not REVIEW.match(element.heading)
        if is_ahead:
            found.add(element.id)
    return frozenset(found)


def _mentions(element: Element) -> Iterator[YearMention]:
    text = _blanked(NO_REPORT, element.content)
    for match in OWN.finditer(text):
        rest = SENTENCE_END.split(text[match.end() :])[0]
        yield YearMention(years_in(match.group())[0], match.start(), sentence_before(text, match.start()), rest)


def _meant(mention: YearMention, manner: ReportManner) -> int:
    """The report year implied by a mention; 0 for none."""
    year, rest = mention.year, mention.rest
    if manner is ReportManner.PLAN:
        return year * bool(mention.opens and OF_PLAN.match(rest))
    if not PLANNED.match(rest) or REPORTED.match(rest):
        return year * _is_told(mention)
    said = year if manner is ReportManner.PART else year - 1
    return said * bool(mention.opens or SAID.search(mention.left))


def _is_told(mention: YearMention) -> bool:
    """Whether the sentence reports on this year."""
    anchored = mention.opens and ANCHORED.match(mention.rest)
    return bool(anchored or REVIEW.match(mention.rest) or BESIDE.search(mention.left + mention.rest))


def _loose(elements: Iterable[Element]) -> tuple[int, ...]:
    """All years of the text, the most frequent first."""
    counted: Counter[int] = Counter()
    for element in elements:
        if element.role is not Role.NOISE:
            bare = _blanked(NO_REPORT, element.content)
            counted.update(years_in(match.group())[0] for match in OWN.finditer(bare))
    return tuple(year for year, _ in counted.most_common())


# Date of issue


def _date_signs(elements: Sequence[Element], manner: ReportManner) -> Iterator[YearSign]:
    """The issue date, interpreted by kind: a summary dated January is about last year, a plan dated December about the next."""
    for element in _dated(elements):
        match = DATE.search(element.content)
        if match:
            years = _of_date(years_in(match[1])[0], _month(match[2]), manner)
            yield _sign(YearSource.DATE, years, element, match.start(), 1)
            return


def _dated(elements: Sequence[Element]) -> Iterator[Element]:
    """Elements that may hold the issue date: after the text, below the title, alone at the beginning or the end."""
    titles = [element for element in elements if element.role in TITLES]
    yield from (element for element in reversed(elements) if element.role in (Role.ISSUE_DATE, Role.SIGNATURE))
    yield from (title for pattern in (DAY_DATE, MONTH_ALONE) for title in titles if pattern.search(title.content))
    yield from filter(_is_date, (*elements[:BEGINNING], *elements[-ENDING:]))


def _is_date(element: Element) -> bool:
    content = element.content
    return len(content) <= SHORT and "。" not in content and DAY_DATE.search(content) is not None


def _of_date(year: int, month: int, manner: ReportManner) -> tuple[int, ...]:
    """Base years that a date can mean: early in a year, in its middle, or in its last two months."""
    last, next_one = (year - 1,), (year + 1,)
    early, middle, late = {
        ReportManner.PLAN: ((year,), (year, year + 1), next_one),
        ReportManner.PART: ((year - 1, year), (year,), (year,)),
        ReportManner.SUMMARY: (last, (year - 1, year), (year,)),
        ReportManner.REPORT: ((year - 1, year), (year,), (year,)),
    }[manner]
    return early if month <= EARLY[manner] else late if month >= LATE else middle


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return 10 + HAN.index(text[1]) + 1 if len(text) == 2 and text[0] == "十" else HAN.index(text[0]) + 1


def _sign(source: YearSource, years: tuple[int, ...], element: Element, start: int, weight: int) -> YearSign:
    text = element.content[start : start + 18]
    if "（" not in text:  # The bracket before the year is not quoted, so neither is the one that closes it.
        text = text.rstrip("）")
    return YearSign(source, years, Place(element.id, Span(start, start + len(text))), text, weight)
