"""Years of past events: foundings, narratives told date by date, the start of a growth.

Such years stay even if they are the report's own or the one before it; where that is uncertain the user decides.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from core.model.elements import Element, Role
from core.model.proposal import RollRole
from core.model.text import WITHIN_PHRASE, WITHIN_SENTENCE, sentence_before
from core.roll_over.context import Occurrence, RollContext, Verdict, because
from core.roll_over.numerals import YEAR, shifted, years_in

YEARS_END = 9999
"""After every year."""

FEWEST = 3
"""Years running on that make a course of events."""

GROWS = re.compile(rf"{WITHIN_SENTENCE}{{0,40}}?[到至]({YEAR})[ 　]?年")
GREW = re.compile(rf"(?:自|从|由)({YEAR})[ 　]?年{WITHIN_SENTENCE}*[到至]$")
COMPARED = re.compile("[比较]$")
CLAUSE_SIGNS = "，,；。"
FROM_LEFT = re.compile("(?:自|从|由)$")
OPENING_YEAR = re.compile(
    rf"[ 　]*(?:[—－-]{{1,2}}|[•·●◆■])?[ 　]*({YEAR})[ 　]?(?:年(?![\u4e00-\u9fff]{{2,4}}的)|[-./．][01]?\d)"
)
CLAUSE_YEAR = re.compile(rf"(?:^|[，。；：、\n])[ 　“（(]*({YEAR})[ 　]?年")

ROW = re.compile(rf"{YEAR}[ 　]?(?:年度?)?(?:[、和与及]{YEAR}[ 　]?(?:年度?)?)+")
WITHIN = re.compile(rf"{WITHIN_PHRASE}{{0,8}}")
COURSE = 40
"""Characters behind a year in which the name of a course begins and ends."""

NO_LINK = r"(?![\d，,、度末底以起来的和与至到及]|[—－-])"
SENTENCE = re.compile("[^。；\n]{1,400}")
SPREAD_YEAR = re.compile(rf"(?<![比较与同从由自])({YEAR})[ 　]?年(?![度末底以起]|同期)")
CHAINED = re.compile(rf"({YEAR})[ 　]?年{NO_LINK}")
CHAIN = re.compile(
    rf"(?<=[\u4e00-\u9fff”》）])(?<![自从由比较与同至到在和及])"
    rf"{YEAR}[ 　]?年{NO_LINK}(?P<begun>{WITHIN_PHRASE}{{0,6}}?(?:启动|立项|开工|动工|招标|列入|申报|纳入))?{WITHIN_PHRASE}{{1,40}}"
    rf"(?:[，、；][ 　]?(?:[并又再]?于|其中|剩余\d{{1,3}}\w于)?{YEAR}[ 　]?年{NO_LINK}{WITHIN_PHRASE}{{1,40}}){{1,9}}"
)
"""What was done with a thing in one year, and in the years after it; ``begun`` where it is a work that was begun."""

YEARLY = frozenset("届级")
"""What a year of graduates or pupils is called by: there is one every year."""

STATE = re.compile(r"年?[底末](?!前)[^，。；]{0,12}?\d")
"""2023年末常住人口11万人: what there was at the end of a year, which each report tells."""

LONGEST = 1500
"""Characters before a year in which the beginning of its sentence is looked for."""

REVIEWED = re.compile(rf"(?:(?P<year>{YEAR})年度?|去年|上年|过去的?一年)[^，。；]{{0,8}}回顾")
PAST = re.compile(rf"(?:(?P<year>{YEAR})年度?|去年|上年|过去的?一年)[^，。；]{{0,14}}(?:回顾|成效|成绩|进展|总结)")

NarratedYears = frozenset[str]


def past_verdict(context: RollContext, occurrence: Occurrence, year: int) -> Verdict | None:
    """Verdict for the year of a past event; None if it is none, or may be the report's own time."""
    distance = year - context.basis.year
    if occurrence.in_name:
        return None
    several = _of_several(context, occurrence, distance)
    if several is not None or occurrence.text[-1] in YEARLY:
        return several
    return _of_one(context, occurrence, distance)


def _of_several(context: RollContext, occurrence: Occurrence, distance: int) -> Verdict | None:
    """One of the years of a thing's course, or the next one in a row that goes on beyond it."""
    if abs(distance) <= 1 and _is_in_chain(occurrence, context.basis.year):
        return Verdict(RollRole.HISTORY, None, because("chain"))
    if distance > 0 and _is_in_long_row(context, occurrence):
        return Verdict(RollRole.PLAN, None, because("row"))
    return None


def _of_one(context: RollContext, occurrence: Occurrence, distance: int) -> Verdict | None:
    """Games called by their year, a founding, one of a course of events, something that happened."""
    if context.tables.occasions.match(occurrence.right):
        return Verdict(RollRole.HISTORY, occurrence.text, because("occasion"))
    if distance >= 0 and _names_course(context, occurrence):  # an older one is history anyway
        return Verdict(RollRole.HISTORY, None, because("once"))
    if distance > 0:
        return None
    words = context.tables.words
    if words["founded_left"].search(occurrence.left) or words["founded_of"].match(occurrence.right):
        return Verdict(RollRole.HISTORY, occurrence.text, because("founded"))
    return _in_course(context, occurrence, distance) or _happened(context, occurrence, distance)


def _in_course(context: RollContext, occurrence: Occurrence, distance: int) -> Verdict | None:
    is_counted = distance >= -1 and _is_counted(context, occurrence)
    return None if is_counted else _in_row(context, occurrence, distance)


def _names_course(context: RollContext, occurrence: Occurrence) -> bool:
    """2024年党纪学习教育期间: a course of the table, or a meeting, of about that very year stands right behind it."""
    text, end = occurrence.element.content, occurrence.end
    year = years_in(occurrence.text)[0]
    return any(
        dated.begins[0] <= year <= dated.ends[0] <= dated.begins[0] + 1 and WITHIN.fullmatch(text, end, end + start)
        for start, _, dated in context.tables.find(text[end : end + COURSE])
    )


def _ends_growth(context: RollContext, occurrence: Occurrence, distance: int) -> bool:
    """从2007年末的6万亿元增加到2012年末的17万亿元 in a report of 2013: a span of years that has ended."""
    grew = GREW.search(_before(occurrence))
    return distance == -1 and grew is not None and years_in(grew[1])[0] < context.basis.year - 2


def _happened(context: RollContext, occurrence: Occurrence, distance: int) -> Verdict | None:
    if distance or not context.tables.words["gained"].match(occurrence.right):
        return None
    return Verdict(RollRole.HISTORY, None, because("gained"))


def _in_row(context: RollContext, occurrence: Occurrence, distance: int) -> Verdict | None:
    """Verdict for a year among others: in a narrative, or the start of a growth towards a target year."""
    if _is_in_long_row(context, occurrence):
        return Verdict(RollRole.HISTORY, None, because("row"))
    if occurrence.in_narrative or context.tables.words["founded_before"].search(_before(occurrence)):
        why = "course"
    elif _is_start_of_plan(context, occurrence):
        why = "aim"
    elif _ends_growth(context, occurrence, distance):
        why = "growth"
    else:
        return None
    if distance < -1:
        return Verdict(RollRole.HISTORY, occurrence.text, because(f"{why}_kept"))
    return Verdict(RollRole.HISTORY, None, because(f"{why}_asked"), _likely_state(context, occurrence, why))


def _likely_state(context: RollContext, occurrence: Occurrence, why: str) -> str | None:
    is_state = why == "course" and STATE.match(occurrence.right) is not None
    return shifted(occurrence.text, context.years) if is_state else None


def _is_counted(context: RollContext, occurrence: Occurrence) -> bool:
    """协会成立于2011年，2025年新发展会员28家; 2023年招收新生912人，比2022年多74人: what is counted every year is no event of a course."""
    if COMPARED.search(occurrence.left):
        return True
    opens = not occurrence.left or occurrence.left[-1] in CLAUSE_SIGNS
    return opens and context.tables.words["measured"].match(occurrence.element.content, occurrence.end) is not None


def _is_in_long_row(context: RollContext, occurrence: Occurrence) -> bool:
    """2020年、2021年和2022年: were only the last two to move, one would stand there that was left out. A row that ends before
    the report and the year before it is history.
    """
    rows = _rows(occurrence.element.content)
    told = next((years for first, last, years in rows if first <= occurrence.start < last), ())
    base = context.basis.year
    return (
        bool(told)
        and base - 1 <= max(told)
        and (min(told) < base - 1 or (max(told) > base + 1 and min(told) <= base + 1))
    )


def _is_in_chain(occurrence: Occurrence, base: int) -> bool:
    """项目2020年立项、2021年招标、2022年上线: what became of one thing in the course of years."""
    text, start = occurrence.element.content, occurrence.start
    if occurrence.element.role is not Role.BODY and start < occurrence.element.heading_length:
        return False
    return any(first <= start < last for first, last in (*_chains(text), *_spreads(text, base)))


# Asked for every year of a paragraph.
@lru_cache(maxsize=64)
def _rows(text: str) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
    return tuple((*match.span(), years_in(match.group())) for match in ROW.finditer(text))


@lru_cache(maxsize=64)
def _chains(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in CHAIN.finditer(text) if _is_course(match))


@lru_cache(maxsize=64)
def _spreads(text: str, base: int) -> tuple[tuple[int, int], ...]:
    """The sentences that tell of the report's year, the one before and the next one: 2021年安排3万元，2022年4万元，其余列入2023年预算."""
    return tuple(
        match.span()
        for match in SENTENCE.finditer(text)
        if [years_in(year[1])[0] for year in SPREAD_YEAR.finditer(match.group())] == [base - 1, base, base + 1]
    )


def _is_course(chain: re.Match[str]) -> bool:
    years = [years_in(match[1])[0] for match in CHAINED.finditer(chain.group())]
    return years == sorted(set(years)) and (len(years) >= FEWEST or chain["begun"] is not None)


def _is_start_of_plan(context: RollContext, occurrence: Occurrence) -> bool:
    """由2022年的28%提高到2025年的35%: the starting year."""
    grows = GROWS.match(occurrence.element.content, occurrence.end) if FROM_LEFT.search(occurrence.left) else None
    return grows is not None and years_in(grows[1])[0] > context.basis.year


def _before(occurrence: Occurrence) -> str:
    text, start = occurrence.element.content, occurrence.start
    near = text[max(start - LONGEST, 0) : start]
    return sentence_before(near, len(near))


def narrated_years(elements: Iterable[Element], base: int = YEARS_END) -> NarratedYears:
    """Ids of paragraphs with a narrative: several years in order, within one paragraph or one paragraph per year.

    Paragraphs that mostly open with the year ``base`` of the report are its account, and those of later years its plans.
    """
    found: set[str] = set()
    run: list[tuple[int, str]] = []
    for element in elements:
        if _is_narrative(element):
            found.add(element.id)
        year = _opening_year(element)
        if run and year < run[-1][0]:
            found.update(_ids(run, base))
            run = []
        if year:
            run.append((year, element.id))
    return frozenset(found | set(_ids(run, base)))


def _opening_year(element: Element) -> int:
    """The year at the start of a paragraph; 0 for none and for a title."""
    opening = OPENING_YEAR.match(element.content) if element.role is not Role.TITLE else None
    return years_in(opening[1])[0] if opening else 0


def _ids(run: Sequence[tuple[int, str]], base: int) -> Iterator[str]:
    years = [year for year, _ in run if year <= base]
    if len(set(years)) >= FEWEST and 2 * years.count(base) <= len(years):
        yield from (element_id for _, element_id in run)


def _is_narrative(element: Element) -> bool:
    text = ROW.sub(lambda row: "\u3000" * len(row.group()), element.content)  # a row of years is no course of events
    years = [years_in(match[1])[0] for match in CLAUSE_YEAR.finditer(text)]
    return len(set(years)) >= FEWEST and years == sorted(years) and element.role is not Role.HEADING


def told_of_past(elements: Sequence[Element], base: int) -> frozenset[str]:
    """Ids of the paragraphs in sections whose heading looks back on the year before, or, naming none, that tell of it oftener than
    of the report's own."""
    return frozenset(element.id for section in _sections(elements) if _looks_back(section, base) for element in section)


def _looks_back(section: Sequence[Element], base: int) -> bool:
    review = PAST.search(section[0].heading) if section[0].role is Role.HEADING else None
    if review is None:
        return False
    if review["year"]:
        return years_in(review["year"]) == (base - 1,)
    text = "".join(element.content for element in section)
    return text.count(f"{base - 1}年") > text.count(f"{base}年")


def _sections(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """The paragraphs from one heading of the first level to the next."""
    section: list[Element] = []
    for element in elements:
        if element.role is Role.HEADING and element.depth <= 1 and section:
            yield section
            section = []
        section.append(element)
    if section:
        yield section


def reviews_last(heading: str, base: int) -> bool:
    """一、2024年工作回顾, 过去一年工作回顾 in a report of 2025."""
    found = REVIEWED.search(heading)
    return found is not None and (found["year"] is None or years_in(found["year"])[0] == base - 1)
