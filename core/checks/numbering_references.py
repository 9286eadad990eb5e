"""References inside a document to parts and points that are not there: 详见第六部分, 如前文第（四）项."""

import re
from collections.abc import Iterator, Sequence

from core.checks.slips import Slip
from core.model.elements import Element, Role
from core.model.finding import Severity
from core.model.spans import Place, Span
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


def check_references(elements: Sequence[Element]) -> tuple[Slip, ...]:
    """References to parts and bracketed points beyond the last one there is, in document order."""
    parts = sum(1 for one in elements if one.role is Role.HEADING and one.depth == 1 and find_ordinal(one.prefix))
    found: list[Slip] = []
    for element in elements:
        if parts:
            found += _beyond(element, PART, parts, "reference_part")
        if ITEM.search(element.content):
            found += _items(element, elements)
    return (*found, *_shown(elements))


def _shown(elements: Sequence[Element]) -> Iterator[Slip]:
    """References to tables and pictures whose number no caption has; only a hint where nothing has a caption."""
    named = [element for element in elements if "表" in element.content or "图" in element.content]
    there = _captions(named)
    kinds = dict(there)
    for element in named:
        for match in SHOWN.finditer(element.content):
            if (match["kind"], _number(match["n"])) not in there:
                yield _not_shown(element, match, Severity.WARNING if match["kind"] in kinds else Severity.HINT)


def _captions(elements: Sequence[Element]) -> set[tuple[str, int]]:
    found = filter(None, (CAPTION.match(element.text) for element in elements))
    return {(match["kind"], _number(match["n"])) for match in found}


def _not_shown(element: Element, match: re.Match[str], severity: Severity) -> Slip:
    span = Span(match.start("kind"), match.end())
    text = element.content[span.start : span.end]
    return Slip("reference_shown", severity, Place(element.id, span), text, None, (("text", text),))


def _items(element: Element, elements: Sequence[Element]) -> Iterator[Slip]:
    for match in ITEM.finditer(element.content):
        is_han = not match["n"].isdigit()
        if not any(_has(one, _number(match["n"]), is_han) for one in elements):
            place = Place(element.id, Span(*match.span()))
            yield Slip("reference_item", Severity.ERROR, place, match.group(), None, (("text", match.group()),))


def _has(element: Element, number: int, is_han: bool) -> bool:
    """Whether a paragraph has that bracketed number, but not in a reference."""
    text = ITEM.sub("", element.text)
    return any(_number(m["n"]) == number and m["n"].isdigit() is not is_han for m in INLINE.finditer(text))


def _beyond(element: Element, pattern: re.Pattern[str], count: int, code: str) -> Iterator[Slip]:
    for match in pattern.finditer(element.content):
        if _number(match["n"]) > count:
            place = Place(element.id, Span(match.start(), match.end()))
            yield Slip(code, Severity.ERROR, place, match.group(), None, (("count", str(count)),))


def _number(digits: str) -> int:
    return int(digits) if digits.isdigit() else han_to_int(digits) or 0
