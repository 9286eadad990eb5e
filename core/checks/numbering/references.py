"""References inside a document to parts and points that are not there: 详见第六部分, 如前文第（四）项."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from core.checks.checked_text import CheckedText, checked
from core.checks.reporting import finding_at
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.spans import Span
from core.numbering import find_ordinal, han_to_int

PART = re.compile(
    r"(?:(?:详见|参见|请见|见|如)(?:本(?:报告|文|方案|总结|要点))?|(?:前文|上文|下文|本报告|本文))"
    r"第(?P<n>[一二三四五六七八九十]{1,3}|[1-9][0-9]?)(?P<unit>部分|章)"
)
ITEM = re.compile(
    r"(?:前文|上文|下文|前述|本报告|本文|详见|参见)第?(?P<open>[（(])(?P<n>[一二三四五六七八九十]{1,3}|[1-9][0-9]?)[）)](?:项|点|条|部分|款)"
)
SHOWN = re.compile(
    r"(?:见|如|参照|参阅|根据)(?P<kind>[表图]) ?(?P<n>[1-9][0-9]?|[一二三四五六七八九十]{1,3})(?![0-9月日年.\-—－个项])"
)
CAPTION = re.compile(r"[\s　]*(?P<kind>[表图])[ 　]?(?P<n>[1-9][0-9]?|[一二三四五六七八九十]{1,3})(?![0-9])")
INLINE = re.compile(r"[（(](?P<n>[一二三四五六七八九十]{1,3}|[1-9][0-9]?)[）)]")


class _References(NamedTuple):
    """What one paragraph refers to; ``captions`` are what it names itself."""

    parts: tuple[re.Match[str], ...]
    items: tuple[re.Match[str], ...]
    shown: tuple[re.Match[str], ...]
    captions: frozenset[tuple[str, int]]


def check_references(elements: Sequence[Element]) -> tuple[Finding, ...]:
    """References to parts and bracketed points beyond the last one there is, in document order."""
    text = checked(elements)
    parts = sum(1 for one in text if one.role is Role.HEADING and one.depth == 1 and find_ordinal(one.prefix))
    found: list[Finding] = []
    for element, said in text.per_paragraph(_references_in):
        if parts:
            found += _beyond(element, said.parts, parts)
        found += _items(element, said.items, text)
    return (*found, *_shown(text))


def _references_in(element: Element) -> _References:
    text = element.content
    is_shown = "表" in text or "图" in text
    caption = CAPTION.match(element.text) if is_shown else None
    return _References(
        tuple(PART.finditer(text)),
        tuple(ITEM.finditer(text)),
        tuple(SHOWN.finditer(text) if is_shown else ()),
        frozenset([(caption["kind"], _number(caption["n"]))] if caption else ()),
    )


def _shown(text: CheckedText[Element]) -> Iterator[Finding]:
    """References to tables and pictures whose number no caption has; only a hint where nothing has a caption."""
    there = {caption for _, said in text.per_paragraph(_references_in) for caption in said.captions}
    kinds = dict(there)
    for element, said in text.per_paragraph(_references_in):
        for match in said.shown:
            if (match["kind"], _number(match["n"])) not in there:
                severity = Severity.WARNING if match["kind"] in kinds else Severity.HINT
                span = Span(match.start("kind"), match.end())
                yield replace(finding_at(element, span, "reference_shown"), severity=severity)


def _items(element: Element, items: Iterable[re.Match[str]], text: CheckedText[Element]) -> Iterator[Finding]:
    for match in items:
        is_han = not match["n"].isdigit()
        if not any(_has(one, _number(match["n"]), is_han) for one in text):
            yield finding_at(element, Span(*match.span()), "reference_item")


def _has(element: Element, number: int, is_han: bool) -> bool:
    """Whether a paragraph has that bracketed number, but not in a reference."""
    text = ITEM.sub("", element.text)
    return any(_number(m["n"]) == number and m["n"].isdigit() is not is_han for m in INLINE.finditer(text))


def _beyond(element: Element, parts: Iterable[re.Match[str]], count: int) -> Iterator[Finding]:
    for match in parts:
        if _number(match["n"]) > count:
            yield finding_at(element, Span(*match.span()), "reference_part", count=str(count))


def _number(digits: str) -> int:
    return int(digits) if digits.isdigit() else han_to_int(digits) or 0
