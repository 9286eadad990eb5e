"""Which year and period a report is about, told from its own text when nobody says it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from core.model.elements import Element, Role
from core.model.proposal import Term
from core.roll_over.numerals import YEAR, years_in
from core.roll_over.scene import FIRST_HALF, WHOLE, is_plan

BEGINNING = 3
"""Paragraphs of text that say what the report is about."""

TITLES = frozenset({Role.TITLE, Role.SUBTITLE})
NO_TEXT = TITLES | {Role.NOISE, Role.ISSUE_DATE, Role.SIGNATURE, Role.DOCUMENT_NUMBER}
PLANNED = re.compile(r"[^，。；]{0,16}?(?:计划|安排|打算|要点|思路|重点任务|部署|工作任务|目标)")
REPORTED = re.compile(
    r"[^，。；]{0,16}?(?:总结|汇报|情况|回顾|成效|以来|[1-9１-９]?\d?[－\-—至到~][0-9]{1,2}月|上半年|度)"
)
NO_REPORT = re.compile(
    rf"《[^《》\n]{{1,120}}》|{YEAR}年?[ 　]?[-－—–~～至到]{{1,2}}[ 　]?(?:{YEAR}年?|\d\d年)|[〔［\[（(]{YEAR}[〕］\]）)]"
    rf"|[到至]{YEAR}年|(?:自|从){YEAR}年|{YEAR}年(?:起|前|修[订正])|[比较]{YEAR}年"
)
SINCE = re.compile("[^，。；]{0,6}以来")
OWN = re.compile(rf"({YEAR})[ 　]?年(?!代|龄|级|远景|来)")
DATE = re.compile(rf"({YEAR})[ 　]?年[ 　]?(\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[ 　]?月")
HALF = re.compile(r"上半年|半年来|1[ 　]?月?[－\-—–~至到]{1,2}[ 　]?[67]月|截[至止][67]月")
UNTIL = re.compile(r"(?:截[至止]到?|1[ 　]?月?[－\-—–~～至到]{1,2}[ 　]?)(?:\d{4}年)?(1[0-2]|[1-9])月")
WHOLE_YEAR = re.compile(r"全年|一年来|年度")
HAN = "一二三四五六七八九十"


def term_of(elements: Sequence[Element], kind: str) -> Term:
    """Year and period of a report of this kind, from its title, its first paragraphs, its words and its date.

    The years of plans, laws, cited documents and history do not count. Year 0 and an empty period where nothing tells.
    """
    year = _by_title(elements, kind) or _by_text(elements, kind) or _by_date(elements, kind)
    return Term(kind, year, _period(elements, kind))


def _by_title(elements: Sequence[Element], kind: str) -> int:
    title = NO_REPORT.sub(lambda m: m.group() if m.group()[0] == "《" else "　", _joined(elements, TITLES))
    found = [(years_in(match.group())[0], title[match.end() :]) for match in OWN.finditer(title)]
    if not found:
        return next(iter(years_in(title)), 0)
    fitting = [year for year, rest in found if PLANNED.match(rest) and not REPORTED.match(rest)]
    return (fitting or [found[0][0]])[0] if is_plan(kind) else _told(found, fitting)


def _told(found: Sequence[tuple[int, str]], planned: Sequence[int]) -> int:
    """The year that a summary tells of, not the one it plans; a title that only plans is taken as it is."""
    told = [year for year, _ in found if year not in planned]
    return told[0] if told else found[0][0]


def _by_text(elements: Sequence[Element], kind: str) -> int:
    """The year with most weight: what opens the report counts more, what is planned in a summary counts for the year before."""
    weights: Counter[int] = Counter()
    told = list(_told_years(element for element in elements if element.role not in NO_TEXT))
    latest = max((year for _, year, _ in told), default=0)
    for weight, year, rest in told:
        if year == latest or not SINCE.match(rest):
            weights[_meant(year, rest, kind)] += weight
    return max(weights, key=lambda year: (weights[year], year)) if weights else 0


def _told_years(elements: Iterable[Element]) -> Iterator[tuple[int, int, str]]:
    """The weight of every year of the text, the year and the words behind it."""
    for index, element in enumerate(elements):
        for year, rest in _years(element.content):
            yield _weight(index, element), year, rest


def _weight(index: int, element: Element) -> int:
    if index < BEGINNING:
        return 6
    return 3 if element.role is Role.HEADING else 1


def _meant(year: int, rest: str, kind: str) -> int:
    """The report's year that a mention speaks for."""
    if not is_plan(kind) and PLANNED.match(rest) and not REPORTED.match(rest):
        return year - 1
    return year


def _years(text: str) -> Iterator[tuple[int, str]]:
    bare = NO_REPORT.sub("　", text)
    for match in OWN.finditer(bare):
        yield years_in(match.group())[0], bare[match.end() : match.end() + 30]


def _by_date(elements: Sequence[Element], kind: str) -> int:
    """The year of the date below it: a plan of December is for the next year, a summary of January for the last."""
    for element in reversed(elements):
        match = (
            DATE.search(element.content) if element.role in (Role.ISSUE_DATE, Role.SIGNATURE, Role.SUBTITLE) else None
        )
        if match:
            year, month = years_in(match[1])[0], _month(match[2])
            if is_plan(kind):
                return year + (month >= 11)
            return year - (month <= 3)
    return 0


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return 10 + HAN.index(text[1]) + 1 if len(text) == 2 else HAN.index(text) + 1


def _period(elements: Sequence[Element], kind: str) -> str:
    title = _joined(elements, TITLES)
    for told in (title, kind):
        if "半年" in told:
            return FIRST_HALF
        quarter = re.search(r"前三季度|[一二三四]季度", told)
        if quarter:
            return quarter.group()
    if is_plan(kind) or OWN.search(title):
        return WHOLE
    if "年度" in kind:
        return FIRST_HALF if _ends_early(elements) else WHOLE
    return _period_by_text(elements)


def _ends_early(elements: Sequence[Element]) -> bool:
    """Whether what a report without a title counts up to lies in summer: its kind was only guessed, perhaps wrongly."""
    months = [int(month) for element in elements for month in UNTIL.findall(element.content)]
    return bool(months) and all(5 <= month <= 8 for month in months)


def _period_by_text(elements: Sequence[Element]) -> str:
    text = "\n".join(element.content for element in elements)
    half = len(HALF.findall(text)) + 2 * ("下半年" in "".join(e.heading for e in elements))
    whole = len(WHOLE_YEAR.findall(text))
    return FIRST_HALF if half > whole else WHOLE if whole else ""


def _joined(elements: Sequence[Element], roles: frozenset[Role]) -> str:
    return "".join(element.content.strip() for element in elements if element.role in roles)
