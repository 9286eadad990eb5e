"""Set phrases and the years: no longer current, not yet coined, five-year plans with other years than theirs."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from core.checks.checked_text import CheckedText, checked
from core.checks.punctuation.without_quotes import without_quotes
from core.checks.reporting import finding_at
from core.checks.wording.phrases import Phrase, PhraseTable
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Span

YEARS = re.compile(r"(?:19|20)\d\d(?=年)")
THEN = re.compile(r"(?:^|。)(?P<year>20\d\d)年(?:[上下]半年|全年|度|\d+月)?[，,](?P<rest>[^。]*)")
PLAN = re.compile(
    r"[“‘]?十(?P<number>[一二三四五六七八九])五[”’]?(?:规划|时期|期间|规划期)?[（(]"
    r"(?P<years>(?P<first>20\d\d)年?[—–－~～至到-]+(?P<last>20\d\d))年[）)]"
)
EDGE = re.compile(
    r"(?P<year>20\d\d)年[^。，；\d]{0,6}是[^。，；\d]{0,8}?[“‘]?十(?P<number>[一二三四五六七八九])五[”’]?"
    r"(?:规划|时期)?[^。，；\d]{0,4}?(?P<edge>开局|起步|收官|收尾)(?:之)?年"
)
DIGITS = " 一二三四五六七八九"
BEFORE_PLANS = 2001
"""The year in which “十五” began: each later plan, “十一五” the first, begins five years after the one before."""


def check_phrase_years(elements: Sequence[Element], table: PhraseTable) -> Iterator[Finding]:
    """Phrases that were current up to a year before the one in the document's title, or only since a later year."""
    year = _year(elements)
    old = {phrase.form: phrase for phrase in table.phrases if phrase.until and phrase.until < year}
    text = checked(elements)
    for element, said in text.per_paragraph(_said, table):
        for form, span in said:
            if form in old:
                yield replace(_outdated(old[form], element, span), row=old[form].row)
    for found in _too_early(text, table, year):
        yield replace(found, row=table.rows[dict(found.parameters)["text"]])


def of_its_time(findings: Iterable[Finding], elements: Sequence[Element], table: PhraseTable) -> Iterator[Finding]:
    """The slips, but for forms of phrases that were still right in the year of the document's title."""
    year = _year(elements)
    right = {phrase.form for phrase in table.phrases if year and phrase.wrong_until >= year}
    for one in findings:
        if one.code != "phrase_near" or dict(one.parameters).get("form") not in right:
            yield one


def _said(element: Element, table: PhraseTable) -> tuple[tuple[str, Span], ...]:
    """The set phrases of a paragraph with the place where each stands first."""
    bare = without_quotes(element.content)
    found: dict[str, Span] = {}
    for _, start, end in table.automaton.find_matches_as_indexes(bare.text, overlapping=True):
        if bare.text[start:end] in table.forms:
            found.setdefault(bare.text[start:end], bare.span(Span(start, end)))
    return tuple(found.items())


def _outdated(phrase: Phrase, element: Element, span: Span) -> Finding:
    code = "phrase_outdated_now" if phrase.now else "phrase_outdated"
    return finding_at(element, span, code, text=phrase.form, until=str(phrase.until), now=phrase.now)


def _year(elements: Iterable[Element]) -> int:
    """The latest year in the titles; 0 without one."""
    titles = (element.content for element in elements if element.role in (Role.TITLE, Role.SUBTITLE))
    return max((int(year) for title in titles for year in YEARS.findall(title)), default=0)


def _too_early(text: CheckedText[Element], table: PhraseTable, year: int) -> Iterator[Finding]:
    """A report of a year is written at the beginning of the next one."""
    coined = _coined(table.phrases)
    later = _later(coined, year + 1) if year else {}
    for element, said in text.per_paragraph(_said, table):
        yield from _early(element, said, year, later)
        for match in THEN.finditer(element.content):
            if not YEARS.search(match["rest"]):
                then = int(match["year"])
                rest = [one for one in said if match.start("rest") <= one[1].start < match.end()]
                new = {form: since for form, since in _later(coined, then).items() if form not in later}
                yield from _early(element, rest, then, new)


def _later(coined: dict[str, int], year: int) -> dict[str, int]:
    return {form: since for form, since in coined.items() if since > year}


def _coined(phrases: Iterable[Phrase]) -> dict[str, int]:
    """The first year of each phrase that has one; a phrase may have two rows."""
    years: dict[str, int] = {}
    for phrase in phrases:
        years[phrase.form] = min(phrase.since, years.get(phrase.form, phrase.since))
    return {form: since for form, since in years.items() if since}


def _early(
    element: Element, said: Iterable[tuple[str, Span]], year: int, coined: Mapping[str, int]
) -> Iterator[Finding]:
    for form, span in said:
        if form in coined:
            yield finding_at(element, span, "phrase_early", text=form, since=str(coined[form]), year=str(year))


def check_plan_years(element: Element) -> Iterator[Finding]:
    """Five-year plans with years that are another plan's: “十五五”（2025—2030年）."""
    text = element.content
    for match in PLAN.finditer(text) if "五" in text else ():
        first = _first_year(match["number"])
        if (int(match["first"]), int(match["last"])) != (first, first + 4):
            yield _plan(element, match, "years", f"{first}年至{first + 4}年")
    for match in EDGE.finditer(text) if "五" in text else ():
        due = _first_year(match["number"]) + (0 if match["edge"] in ("开局", "起步") else 4)
        if int(match["year"]) != due:
            yield _plan(element, match, "year", f"{match['edge']}之年是{due}年")


def _first_year(number: str) -> int:
    return BEFORE_PLANS + 5 * DIGITS.index(number)


def _plan(element: Element, match: re.Match[str], group: str, due: str) -> Finding:
    return finding_at(element, Span(*match.span(group)), "plan_years", text=f"十{match['number']}五", due=due)
