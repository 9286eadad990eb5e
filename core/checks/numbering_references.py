"""References inside a document to parts and attachments that are not there: 详见第六部分, 见附件3."""

import re
from collections.abc import Iterator, Sequence

from core.checks.slips import Slip
from core.model.elements import Element, Role
from core.model.finding import Severity
from core.model.spans import Place, Span
from core.numbering import find_ordinal, han_to_int

PART = re.compile(
    r"(?:详见|参见|请见|见|如)(?:本(?:报告|文|方案|总结|要点))?第(?P<n>[一二三四五六七八九十]{1,3}|[1-9][0-9]?)(?P<unit>部分|章)"
)
ATTACHMENT = re.compile(r"(?:详见|参见|请见|见)附件\s?(?P<n>[1-9][0-9]?|[一二三四五六七八九十]{1,3})(?![0-9])")
LISTED = re.compile(r"^\s*附件?[：:]\s*(?P<rest>.*)$")
ITEM = re.compile(r"(?:^|(?<=[\s。；：:]))(?P<n>[1-9][0-9]?)[.．、](?![0-9])")


def check_references(elements: Sequence[Element]) -> tuple[Slip, ...]:
    """References to parts beyond the last one and to attachments that the 附件说明 does not list, in document order.

    Attachments are checked only where the 附件说明 numbers them; its own numbers must count up from one.
    """
    parts = sum(1 for one in elements if one.role is Role.HEADING and one.depth == 1 and find_ordinal(one.prefix))
    listed = list(_listed(elements))
    found: list[Slip] = list(_out_of_order(listed))
    for element in elements:
        if parts:
            found += _beyond(element, PART, parts, "reference_part")
        if len(listed) > 1:
            found += _beyond(element, ATTACHMENT, len(listed), "reference_attachment")
    order = {element.id: number for number, element in enumerate(elements)}
    return tuple(sorted(found, key=lambda slip: (order[slip.place.element_id], slip.place.span)))


def _beyond(element: Element, pattern: re.Pattern[str], count: int, code: str) -> Iterator[Slip]:
    for match in pattern.finditer(element.content):
        if _number(match["n"]) > count:
            place = Place(element.id, Span(match.start(), match.end()))
            yield Slip(code, Severity.ERROR, place, match.group(), None, (("count", str(count)),))


def _number(digits: str) -> int:
    return int(digits) if digits.isdigit() else han_to_int(digits) or 0


Item = tuple[Element, Span, int]


def _listed(elements: Sequence[Element]) -> Iterator[Item]:
    """The numbers of the 附件说明: the paragraph that begins with 附件： and the numbered ones that follow it."""
    inside = False
    for element in elements:
        opened = LISTED.match(element.content)
        if opened is None and not (inside and ITEM.match(element.text.strip())):
            inside = False
            continue
        inside = True
        start = opened.start("rest") if opened else 0
        yield from _items(element, start)


def _items(element: Element, start: int) -> Iterator[Item]:
    text, before = element.text, len(element.prefix)
    for match in ITEM.finditer(text, start + before if start else 0):
        yield element, Span(max(match.start() - before, 0), max(match.end("n") - before, 0)), int(match["n"])


def _out_of_order(listed: Sequence[Item]) -> Iterator[Slip]:
    for due, (element, span, number) in enumerate(listed, 1):
        if number != due:
            told = (("due", str(due)), ("given", str(number)))
            yield Slip("attachment_order", Severity.ERROR, Place(element.id, span), str(number), str(due), told)
            return
