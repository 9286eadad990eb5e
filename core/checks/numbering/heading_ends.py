"""Punctuation at the end of titles and of headings on a line of their own, where none belongs."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.checks.reporting import finding
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span
from core.numbering import find_ordinal

LOOSE_ENDS = "。；;，,、：:"
LEADS = ("：", ":")
"""Marks that introduce the following text, common after headings such as 主要做法."""

BETWEEN = ("；", ";", "，", ",", "、")
"""Marks between the items of a list."""

INSIDE = "。；，"
"""Marks that show a line to be a numbered sentence rather than a heading."""

LONGEST = 20
NAMED = re.compile(
    r"^(?:.*\d{4}年|.*年度|关于|.*上半年).{2,30}(?:总结|报告|要点|通知|意见|方案|汇报|计划|请示|决定|纪要)[。；]$"
)


def check_ends(elements: Sequence[Element]) -> tuple[Finding, ...]:
    """Titles and headings that end with punctuation; where most of one depth do, one hint for all of them."""
    rows: dict[int, list[Element]] = {}
    run_in = Counter(one.depth for one in elements if one.role is Role.HEADING and one.run_in)
    for one, following in itertools.pairwise(elements):
        if _is_line(one, following):
            rows.setdefault(one.depth, []).append(one)
    found = [one for depth, row in rows.items() for one in _of_row(row, run_in[depth])]
    found += _numbered_lines(elements, rows)
    found += _listed(elements)
    return (*found, *(_finding(one, "title_end") for one in _title(elements) if _ends(one)))


def _listed(elements: Sequence[Element]) -> Iterator[Finding]:
    """Headings without text that end like items of a list, such as points that were made headings."""
    beside = zip(elements, (*elements[1:], None), strict=False)  # an empty text has no last line
    items = [one for one, following in beside if one.role is Role.HEADING and not _is_line(one, following)]
    items = [one for one in items if one.content.rstrip().endswith(BETWEEN) and _ends(one)]
    if items:
        yield _finding_for_all(items)


def _title(elements: Sequence[Element]) -> Sequence[Element]:
    """The last line of the title; one with a mark is read as the first paragraph."""
    titles = [one for one in elements if one.role is Role.TITLE]
    return titles[-1:] or [one for one in elements[:1] if len(elements) > 1 and NAMED.search(one.content.rstrip())]


def _is_line(one: Element, following: Element | None) -> bool:
    """Whether it is a heading on a line of its own with content under it."""
    if one.role is not Role.HEADING or one.run_in or not one.content.strip():
        return False
    return following is not None and (following.role is not Role.HEADING or following.depth > one.depth)


def _ends(one: Element) -> bool:
    words = one.content.rstrip()
    return words != "" and words[-1] in LOOSE_ENDS and not any(mark in words[:-1] for mark in INSIDE)


def _of_row(row: Sequence[Element], run_in: int) -> Iterator[Finding]:
    """Headings of one depth; ``run_in`` counts those followed by text in the same paragraph, which end with a mark."""
    ended = [one for one in row if _ends(one)]
    led = [one for one in ended if one.content.rstrip().endswith(LEADS)]
    if len(led) * 2 >= len(row):
        ended = [one for one in ended if one not in led]
    if ended and len(ended) + run_in > max(1, (len(row) + run_in) // 2):
        yield _finding_for_all(ended)
    else:
        yield from (_finding(one, "numbering_heading_end") for one in ended)


def _numbered_lines(elements: Sequence[Element], rows: dict[int, list[Element]]) -> Iterator[Finding]:
    """Short numbered lines over a text of their own that end with a mark while headings with such numbers do not."""
    clean = {_shape(one) for row in rows.values() for one in row if not _ends(one)}
    for one, following in itertools.pairwise(elements):
        if _is_numbered_line(one) and _is_plain(following) and _shape(one) in clean:
            yield _finding(one, "numbering_heading_end")


def _is_numbered_line(one: Element) -> bool:
    return one.role is Role.BODY and one.prefix != "" and len(one.content) <= LONGEST and _ends(one)


def _is_plain(one: Element) -> bool:
    return one.role is Role.BODY and not one.prefix


def _shape(one: Element) -> str:
    ordinal = find_ordinal(one.prefix)
    return ordinal.shape if ordinal and ordinal.level else ""


def _place(one: Element) -> Place:
    length = len(one.content.rstrip())
    return Place(one.id, Span(length - 1, length))


def _finding(one: Element, code: str) -> Finding:
    mark = one.content.rstrip()[-1]
    return finding(code, _place(one), mark, "", mark=mark)


def _finding_for_all(elements: Sequence[Element]) -> Finding:
    """One hint for headings that all end alike."""
    places = tuple(map(_place, elements[1:]))
    return replace(_finding(elements[0], "numbering_heading_end"), severity=Severity.HINT, others=places)
