"""Attachments (GB/T 9704-2012, 7.3.4 and 7.3.7): the 附件说明, what stands at the head of each, and references to them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.checks.reporting import finding, finding_at
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Place, Span
from core.numbering import han_to_int

REFERENCE = re.compile(
    r"(?:详见|参见|请见|见|按照|按|填写|填报)附件\s?(?P<n>[1-9][0-9]?|[一二三四五六七八九十]{1,3}(?![届次]))?(?![0-9])"
)
LISTED = re.compile(r"^\s*附件?[：:]\s*(?P<rest>.*)$")
ITEM = re.compile(r"(?:^|(?<=[\s。；：:]))(?P<n>[1-9][0-9]?)[.．、](?![0-9](?![0-9]{3}年))")
HEAD = re.compile(r"附件\s?(?P<n>[1-9][0-9]?|[一二三四五六七八九十]{1,2})?\s*[：:]?")
MARKS = "。；，、;,"
_HEADS = frozenset({Role.ATTACHMENT, Role.ATTACHMENT_MARK})
UNLIKE = re.compile(r"[\s《》“”\"]|（[^（）]*）$")
"""What is ignored when names are compared."""

TITLE_LINES, LONGEST_TITLE = 3, 80


@dataclass(frozen=True, slots=True)
class _Item:
    """An attachment of the 附件说明; number 0 for the only one. ``span`` is that of its number, ``name`` that of its name."""

    element: Element
    span: Span
    number: int
    name: Span

    @property
    def title(self) -> str:
        """What the attachment is called."""
        return self.element.content[self.name.start : self.name.end]


@dataclass(frozen=True, slots=True)
class _Head:
    """The paragraph 附件1 that opens an attachment, and the paragraphs after it."""

    element: Element
    number: int
    following: Sequence[Element]


def check_attachments(elements: Sequence[Element]) -> tuple[Finding, ...]:
    """Attachments whose numbers, names or references differ between 附件说明, text and heads, in document order."""
    listed, heads = list(_listed(elements)), list(_heads(elements))
    found = [*_of_list(listed), *_of_heads(heads, listed), *_references(elements, listed, heads)]
    order = {element.id: number for number, element in enumerate(elements)}
    return tuple(sorted(found, key=lambda one: (order[one.place.element_id], one.place.span)))


# What is there


def _listed(elements: Sequence[Element]) -> Iterator[_Item]:
    """The 附件说明: the paragraph that begins with 附件： and the numbered ones that follow it."""
    inside = False
    for element in elements:
        opened = LISTED.match(element.content)
        if opened is None and not (inside and ITEM.match(element.text.strip())):
            inside = False
            continue
        inside = True
        yield from _items(element, opened.start("rest") if opened else 0)


def _items(element: Element, start: int) -> Iterator[_Item]:
    text, before = element.text, len(element.prefix)
    numbers = list(ITEM.finditer(text, start + before if start else 0))
    if not numbers and start < len(element.content):
        yield _Item(element, Span(start, start), 0, Span(start, len(element.content.rstrip())))
    ends = [*(match.start() for match in numbers[1:]), len(text)]
    for match, end in zip(numbers, ends, strict=False):
        name = text[match.end() : end]
        first = match.end() + len(name) - len(name.lstrip()) - before
        span = Span(max(match.start() - before, 0), max(match.end() - before, 0))
        yield _Item(element, span, int(match["n"]), Span(max(first, 0), max(first, 0) + len(name.strip())))


def _heads(elements: Sequence[Element]) -> Iterator[_Head]:
    for place, element in enumerate(elements):
        match = HEAD.fullmatch(element.content.strip()) if element.role in _HEADS else None
        if match is not None and not LISTED.match(element.content):
            yield _Head(element, _number(match["n"]), elements[place + 1 : place + 1 + TITLE_LINES])


def _number(digits: str | None) -> int:
    return 0 if not digits else int(digits) if digits.isdigit() else han_to_int(digits) or 0


# What is wrong


def _of_list(listed: Sequence[_Item]) -> Iterator[Finding]:
    wrong = next(((due, one) for due, one in enumerate(listed, 1) if one.number not in (0, due)), None)
    if wrong is not None:
        yield _order(*wrong)
    elif len(listed) == 1 and len(listed[0].span):
        yield finding_at(listed[0].element, listed[0].span, "attachment_single", "")
    on_line = Counter(one.element.id for one in listed)
    yield from (found for one in listed if on_line[one.element.id] == 1 for found in _name_end(one))


def _name_end(one: _Item) -> Iterator[Finding]:
    if one.title and one.title[-1] in MARKS:
        yield finding_at(one.element, Span(one.name.end - 1, one.name.end), "attachment_end", "")


def _order(due: int, one: _Item) -> Finding:
    place = Place(one.element.id, Span(one.span.start, one.span.start + len(str(one.number))))
    return finding("attachment_order", place, str(one.number), str(due), due=str(due), given=str(one.number))


def _of_heads(heads: Sequence[_Head], listed: Sequence[_Item]) -> Iterator[Finding]:
    numbered = [head for head in heads if head.number]
    for due, head in enumerate(numbered, 1):
        if head.number != due:
            whole = Span(0, len(head.element.content))
            yield finding_at(head.element, whole, "attachment_head", f"附件{due}", due=f"附件{due}")
            return
    yield from _unlisted(numbered, listed)
    names = {max(one.number, 1): one for one in listed}
    for head in heads:
        item = names.get(max(head.number, 1))
        if item is not None and head.following:
            yield from _named(head, item)


def _unlisted(numbered: Sequence[_Head], listed: Sequence[_Item]) -> Iterator[Finding]:
    """The first attachment behind those that the 附件说明 names, if it names any."""
    beyond = next((head for head in numbered if head.number > len(listed)), None)
    if listed and beyond is not None:
        whole = Span(0, len(beyond.element.content))
        yield finding_at(beyond.element, whole, "attachment_unlisted", count=str(len(listed)))


def _named(head: _Head, item: _Item) -> Iterator[Finding]:
    """The title below the head, on one line or several, against its name in the 附件说明."""
    name, said = _bare(item.title.rstrip(MARKS)), ""
    for line in head.following:
        said += _bare(line.content)
        if said == name or not name:
            return
    first = head.following[0]
    if len(first.content) <= LONGEST_TITLE and not first.content.rstrip().endswith(("。", "：")):
        yield finding_at(first, Span(0, len(first.content)), "attachment_name", name=item.title)


def _bare(text: str) -> str:
    return UNLIKE.sub("", text.strip())


def _references(elements: Sequence[Element], listed: Sequence[_Item], heads: Sequence[_Head]) -> Iterator[Finding]:
    """References to attachments that do not exist; only hints where there are none at all, since a copy may lack them."""
    count = max([len(listed), *(head.number or 1 for head in heads)], default=0)
    for element in elements:
        if "附件" in element.content and element.role not in _HEADS:
            yield from _referred(element, count)


def _referred(element: Element, count: int) -> Iterator[Finding]:
    for match in REFERENCE.finditer(element.content):
        span = Span(*match.span())
        if not count:
            yield finding_at(element, span, "reference_nothing")
        elif _number(match["n"]) > count:
            yield finding_at(element, span, "reference_attachment", count=str(count))
