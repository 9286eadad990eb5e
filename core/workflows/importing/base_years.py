"""The year of each basis document: the evidence for it, whether the user has to be asked, and the answer."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from core.editing.plan_notes import noted, set_noted
from core.errors import BadUse
from core.model.change import Change, apply, difference
from core.model.draft import Basis, Draft
from core.model.elements import Role
from core.model.proposal import BaseYear, Proposal, Term, YearSign, YearSource
from core.model.spans import Place
from core.parsing.items import numbering_of
from core.parsing.kinds import recognise_kind
from core.result import Notice
from core.roll_over.base_year import expected_year, is_named_by_account
from core.roll_over.numerals import years_in
from core.roll_over.report_term import term_and_evidence
from core.workflows.importing.kind_cards import list_cards
from core.workflows.importing.kinds import kind_of_title
from core.workflows.importing.line_places import LinePlaces
from core.workflows.importing.reports import Report
from core.workflows.words import load_phrases

ANSWERS = "材料年份"
"""The particular that keeps of which year the basis documents are, as somebody said: numbers and years as JSON."""

FIRST = "请核定：先回答“{name}”写的是哪一年，这一处才有建议"
EXPECTED, LOOSE = "按稿件的年份推算", "文中提到"

MOST = 4
"""Years that are offered."""

SHOWN = 2
"""Places of a year that a message names."""

READINGS: Mapping[int, str] = MappingProxyType({-1: "（写上一年）", 0: "（写当年）", 1: "（写下一年）"})

SOURCES: Mapping[YearSource, str] = MappingProxyType(
    {
        YearSource.TITLE: "标题",
        YearSource.HEADING: "章节标题",
        YearSource.TEXT: "正文",
        YearSource.DATE: "成文日期",
        YearSource.FILE_NAME: "文件名",
    }
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible year of a basis document, with the places that mention it; no places for the year that is only
    expected."""

    year: int
    signs: tuple[YearSign, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class BasisYear:
    """The year of the basis document with this number.

    ``term`` has the year in use; ``is_open`` until the user has confirmed it, and no proposal is certain until then.
    ``answer`` is the user's answer, 0 for none yet. ``places`` are the paragraphs of the source, from 1, with the
    candidates.
    """

    number: int
    name: str
    term: Term
    expected: int
    answer: int
    is_open: bool
    candidates: tuple[Candidate, ...]
    places: tuple[int, ...]

    @property
    def evidence(self) -> str:
        """The candidates with their places, in one line."""
        return "；".join(f"{one.year}年（{one.evidence}）" for one in self.candidates)


@dataclass(frozen=True, slots=True)
class _Own:
    """What a document says about its own year, and the places of its elements."""

    name: str
    term: Term
    evidence: BaseYear
    places: LinePlaces


def basis_years(draft: Draft) -> tuple[BasisYear, ...]:
    """The years of all basis documents; the expected year where there is no evidence."""
    now = Term(draft.identity.kind, draft.identity.year, draft.identity.period)
    answers = _answers(draft)
    return tuple(
        _judged(number, _own_of(basis), now, answers.get(number, 0)) for number, basis in enumerate(draft.basis)
    )


def report_year(report: Report, now: Term, answer: int = 0) -> BasisYear:
    """The same for a file that is rolled over to the report term ``now``."""
    elements = report.document.elements
    own = _Own(report.name, *term_and_evidence(elements, report.document.kind or "", report.name), LinePlaces(elements))
    return _judged(0, own, now, answer)


def used_years(draft: Draft) -> tuple[BasisYear, ...]:
    """The years of the documents that the draft's text comes from."""
    used = {number for _, number, _ in draft.origins}
    return tuple(one for one in basis_years(draft) if one.number in used)


def asked_years(draft: Draft) -> tuple[BasisYear, ...]:
    """The years that the user has to confirm: the draft's own text depends on them."""
    return tuple(one for one in used_years(draft) if one.is_open)


def answer_year(draft: Draft, number: int, year: int) -> Change:
    """Store the year of a basis document in the draft; 0 removes the answer."""
    answers = {**_answers(draft), number: year}
    text = json.dumps({str(key): value for key, value in sorted(answers.items()) if value})
    return set_noted(draft, ANSWERS, text, _reason(year))


def _reason(year: int) -> str:
    return f"往年材料写的是{year}年" if year else "往年材料的年份重新判断"


def answer_asked(draft: Draft, year: int) -> Change:
    """The same for all open ones, or, if none is open, for those that the text comes from. BadUse if there are none."""
    numbers = [one.number for one in asked_years(draft)] or sorted({number for _, number, _ in draft.origins})
    if not numbers or not draft.basis:
        raise BadUse("base_year_no_basis")
    after = draft
    for number in numbers:
        after = apply(after, answer_year(after, number, year))
    return difference(draft, after, Place(""), _reason(year))


def held_back(draft: Draft, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals; those that depend on an unconfirmed year become questions."""
    open_years = {one.number: one for one in asked_years(draft)}
    if not open_years:
        return tuple(proposals)
    homes = {element_id: number for element_id, number, _ in draft.origins if number in open_years}
    return tuple(
        _held(each, open_years[homes[each.place.element_id]]) if each.place.element_id in homes else each
        for each in proposals
    )


def is_held(proposal: Proposal) -> bool:
    """Whether the proposal waits for an answer about its document's year; its reason says so."""
    before, _, after = FIRST.partition("{name}")
    return proposal.asks and proposal.reason.startswith(before) and proposal.reason.endswith(after)


def held(proposals: Iterable[Proposal], year: BasisYear) -> tuple[Proposal, ...]:
    """Turns all proposals of one document into questions."""
    return tuple(_held(each, year) for each in proposals) if year.is_open else tuple(proposals)


def year_notices(years: Iterable[BasisYear]) -> tuple[Notice, ...]:
    """Notices about open years: one per document with its candidates and their paragraphs."""
    return tuple(
        Notice(
            "base_year_open",
            0,
            {"name": one.name, "candidates": one.evidence},
            count=len(one.candidates),
            places=one.places,
        )
        for one in years
        if one.is_open
    )


def _held(proposal: Proposal, year: BasisYear) -> Proposal:
    return replace(proposal, replacement=None, suggestion=None, reason=FIRST.format(name=year.name))


def _of_session(own: _Own, expected: int, now: Term) -> _Own:
    """A report to a session that is expected to be of the year of that session."""
    if not expected or expected != own.evidence.session or is_named_by_account(now.kind):
        return own
    return replace(own, term=replace(own.term, year=expected), evidence=own.evidence.of_session)


def _judged(number: int, own: _Own, now: Term, answer: int) -> BasisYear:
    expected = expected_year(own.term, now)
    own = _of_session(own, expected, now)
    term = replace(own.term, year=answer or own.term.year or expected)
    is_open = not answer and expected != 0 and not own.evidence.is_sure(expected)
    places = sorted({own.places.line(sign.place.element_id) for sign in own.evidence.signs} - {0})
    return BasisYear(number, own.name, term, expected, answer, is_open, _candidates(own, expected), tuple(places))


def _candidates(own: _Own, expected: int) -> tuple[Candidate, ...]:
    """The candidates, likeliest first; the expected year is always included."""
    evidence = own.evidence
    first = [year for year in evidence.ranked if any(sign.years[:1] == (year,) for sign in evidence.signs)]
    found = list(dict.fromkeys((*first, *evidence.ranked, *evidence.loose)))[: MOST - 1]
    years = found if not expected or expected in found else [*found, expected]
    return tuple(_candidate(year, own, expected) for year in years)


def _candidate(year: int, own: _Own, expected: int) -> Candidate:
    signs = tuple(sign for sign in own.evidence.signs if year in sign.years)
    parts = [_evidence(sign, own.places) + _reading(sign, year) for sign in signs[:SHOWN]]
    if year == expected:
        parts.append(EXPECTED)
    return Candidate(year, signs, "、".join(parts) or LOOSE)


def _reading(sign: YearSign, year: int) -> str:
    """How an ambiguous expression is read as this year, so that no two candidates look the same."""
    written = years_in(sign.text)
    if len(sign.years) < 2 or not written:
        return ""
    return READINGS.get(year - written[0], "")


def _evidence(sign: YearSign, places: LinePlaces) -> str:
    line = places.line(sign.place.element_id)
    place = places.name(line) if line else ""
    return f"{place}{SOURCES[sign.source]}“{sign.text}”"


def _answers(draft: Draft) -> dict[int, int]:
    """The answers by the numbers of the basis documents; values that are no year of one are skipped."""
    try:
        found = json.loads(noted(draft, ANSWERS) or "{}")
    except (ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {int(key): year for key, year in pairs if key.isdecimal() and isinstance(year, int) and year > 0}


# A basis document never changes, and the proposals are computed again after every edit.
@lru_cache(maxsize=8)
def _own_of(basis: Basis) -> _Own:
    # The kind as recognition would determine it.
    titles = [element.content for element in basis.elements if element.role in (Role.TITLE, Role.SUBTITLE)]
    own = kind_of_title("".join(titles[:1]), list_cards())
    return _Own(
        basis.name,
        *term_and_evidence(
            basis.elements,
            own or recognise_kind(titles, basis.elements, numbering_of(basis.elements), load_phrases()) or "",
            basis.name,
        ),
        LinePlaces(basis.elements),
    )
