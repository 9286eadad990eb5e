"""Terms in quotation marks, document titles and abbreviations that one document writes in two forms."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from core.checks.checked_text import CheckedText, checked, paragraphs_with
from core.checks.reporting import finding_at
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span, common_edges
from core.similarity import edit_distance

QUOTED = re.compile(r"“(?P<term>[^“”]{2,30})”")
TITLE = re.compile(r"《(?P<term>[^《》]{4,60})》")
CALLED = re.compile(r"[（(](?:以下)?(?:统称|简称)(?:为|：|:)?[“‘]?(?P<term>[^”’）)]{2,20})[”’]?[）)]")
LOOSE = re.compile(r"[、·，,\s　—－-]")
FIGURES = re.compile(r"[0-9０-９一二三四五六七八九十*×xXＸ〔〕]+")
TRIAL = re.compile(r"[（(]试行[）)]")
LEAST_TITLE, LEAST_LONG_TITLE = 6, 10
"""Characters from which two titles that differ by one character, and by a word, are one title with a slip."""


class _TermForm(NamedTuple):
    element: Element
    span: Span
    text: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.element.id, self.span)


def check_terms(elements: Sequence[Element]) -> tuple[Finding, ...]:
    """Terms, titles and abbreviations with more than one form; each finding stands at the rarer one, the other beside it."""
    text = checked(elements)
    quoted, titles = _said(text, QUOTED), _said(text, TITLE)
    found = [
        *_loosely_equal(text.cooperatively(quoted), "term_two_forms"),
        *_marks_elsewhere(text, quoted),
        *_nearly_equal(titles),
        *_called_twice(_said(text, CALLED)),
    ]
    order = {element.id: number for number, element in enumerate(elements)}
    return tuple(sorted(found, key=lambda one: (order[one.place.element_id], one.place.span)))


def _said(text: CheckedText[Element], pattern: re.Pattern[str]) -> list[_TermForm]:
    return [said for _, found in text.per_paragraph(_terms_in, pattern) for said in found]


def _terms_in(element: Element, pattern: re.Pattern[str]) -> tuple[_TermForm, ...]:
    found = pattern.finditer(element.content)
    return tuple(_TermForm(element, Span(*match.span("term")), match["term"]) for match in found)


def _finding(code: str, rare: Sequence[_TermForm], usual: _TermForm, right: str | None) -> Finding:
    others = (*(said.place for said in rare[1:]), usual.place)
    first = rare[0]
    found = finding_at(first.element, first.span, code, right, text=first.text, usual=usual.text)
    return replace(found, others=others)


def _by_form(group: Sequence[_TermForm]) -> list[list[_TermForm]]:
    """What was said, gathered by form; the usual form first, of equally frequent ones the earlier."""
    forms: dict[str, list[_TermForm]] = {}
    for said in group:
        forms.setdefault(said.text, []).append(said)
    return sorted(forms.values(), key=len, reverse=True)


# Forms that differ by marks inside them


def _loosely_equal(said: Iterable[_TermForm], code: str) -> Iterator[Finding]:
    groups: dict[str, list[_TermForm]] = {}
    for one in said:
        groups.setdefault(LOOSE.sub("", one.text), []).append(one)
    for group in groups.values():
        usual, *rare = _by_form(group)
        yield from (_finding(code, form, usual[0], usual[0].text) for form in rare)


# Quotation marks that stand elsewhere: “第一议题”制度 and “第一议题制度”


def _marks_elsewhere(text: CheckedText[Element], quoted: Sequence[_TermForm]) -> Iterator[Finding]:
    counts = Counter(said.text for said in quoted)
    shorter = {said.text: said for said in reversed(quoted)}
    pairs = list(_cuts(text.cooperatively(quoted), shorter))
    there = paragraphs_with(text, (_parted(said.text, cut) for said, cut in pairs))
    for said, cut in pairs:
        inner, right = shorter[said.text[:cut]], _parted(said.text, cut)
        if right in there and counts[said.text] <= counts[inner.text]:
            whole = Span(said.span.start, min(said.span.end + 1, len(said.element.content)))
            yield _finding("term_marks", [said._replace(span=whole)], inner, right.removeprefix("“"))


def _cuts(quoted: Iterable[_TermForm], shorter: Container[str]) -> Iterator[tuple[_TermForm, int]]:
    """Terms that begin with another one, and where that ends."""
    for said in quoted:
        yield from ((said, cut) for cut in range(2, len(said.text) - 1) if said.text[:cut] in shorter)


def _parted(term: str, cut: int) -> str:
    return f"“{term[:cut]}”{term[cut:]}"


# Titles that differ by a character


def _nearly_equal(titles: Sequence[_TermForm]) -> Iterator[Finding]:
    forms = _by_form(titles)
    for usual, rare in combinations(forms, 2):
        one, two = usual[0].text, rare[0].text
        if _differ_by_a_slip(one, two):
            yield _finding("title_two_forms", rare, usual[0], one if len(usual) > len(rare) else None)
        elif TRIAL.sub("", one) == TRIAL.sub("", two):
            yield replace(_finding("title_two_words", rare, usual[0], None), severity=Severity.HINT)
        elif len(usual) > len(rare) == 1 and not _are_together(usual, rare[0]) and _differ_by_a_word(one, two):
            yield _finding("title_two_words", rare, usual[0], one)


def _are_together(usual: Iterable[_TermForm], rare: _TermForm) -> bool:
    """Whether one paragraph speaks of both, as of two documents."""
    return any(said.element is rare.element for said in usual)


def _differ_by_a_word(one: str, two: str) -> bool:
    """Whether a word of two characters was left out or put in, or stands for one of one character: 工作者 and 工作人员."""
    if min(len(one), len(two)) < LEAST_LONG_TITLE or FIGURES.findall(one) != FIGURES.findall(two):
        return False
    at, end, new_end = common_edges(one, two)
    lengths = sorted((end - at, new_end - at))
    return lengths in ([0, 2], [1, 2]) and at > 0 and end < len(one) - 1 and new_end < len(two) - 1


def _differ_by_a_slip(one: str, two: str) -> bool:
    """Whether one character was written wrongly, left out or added; numbers and years tell different documents apart."""
    if min(len(one), len(two)) < LEAST_TITLE or abs(len(one) - len(two)) > 1:
        return False
    if FIGURES.findall(one) != FIGURES.findall(two):
        return False
    return edit_distance(one, two, 1) == 1


# Abbreviations


def _called_twice(called: Sequence[_TermForm]) -> Iterator[Finding]:
    for _, group in sorted(_grouped(called).items()):
        first, *again = group
        yield from (_finding("term_called_twice", [one], first, None) for one in again)


def _grouped(called: Iterable[_TermForm]) -> dict[str, list[_TermForm]]:
    groups: dict[str, list[_TermForm]] = {}
    for one in called:
        groups.setdefault(one.text, []).append(one)
    return groups
