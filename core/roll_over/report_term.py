"""Year and period of a report, recognised from its own text when the user does not give them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.elements import Element
from core.model.proposal import BaseYear, Term
from core.roll_over.base_year import OWN, TITLES, base_year, name_signs
from core.roll_over.context import FIRST_HALF, WHOLE, is_plan

HALF = re.compile(r"上半年|半年来|1[ 　]?月?[－\-—–~至到]{1,2}[ 　]?[67]月|截[至止][67]月")
UNTIL = re.compile(r"(?:截[至止]到?|1[ 　]?月?[－\-—–~～至到]{1,2}[ 　]?)(?:\d{4}年)?(1[0-2]|[1-9])月")
WHOLE_YEAR = re.compile(r"全年|一年来|年度")


def term_of(elements: Sequence[Element], kind: str, name: str = "") -> Term:
    """Year and period of a report of this kind, from its title, headings, wording, issue date and the name of its file.

    Year 0 and an empty period where nothing indicates them.
    """
    return term_and_evidence(elements, kind, name)[0]


def term_and_evidence(elements: Sequence[Element], kind: str, name: str = "") -> tuple[Term, BaseYear]:
    """``term_of`` with all evidence for the year."""
    period = _period(elements, kind)
    told = base_year(elements, kind, period)
    if not told.signs:
        told = replace(told, signs=name_signs(name, kind, period))
    return Term(kind, told.year, period), told


def _period(elements: Sequence[Element], kind: str) -> str:
    title = _title(elements)
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


def _title(elements: Sequence[Element]) -> str:
    return "".join(element.content.strip() for element in elements if element.role in TITLES)


def _ends_early(elements: Sequence[Element]) -> bool:
    """Whether the months counted up to lie in summer, for a report without a title whose kind was guessed."""
    months = [int(month) for element in elements for month in UNTIL.findall(element.content)]
    return bool(months) and all(5 <= month <= 8 for month in months)


def _period_by_text(elements: Sequence[Element]) -> str:
    text = "\n".join(element.content for element in elements)
    half = len(HALF.findall(text)) + 2 * ("下半年" in "".join(e.heading for e in elements))
    whole = len(WHOLE_YEAR.findall(text))
    return FIRST_HALF if half > whole else WHOLE if whole else ""
