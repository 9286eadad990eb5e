"""Points inside running text: 一是…三是 without 二是, （1）…（3） without （2）."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from core.checks.checked_text import checked
from core.checks.reporting import finding
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Place, Span
from core.numbering import find_ordinal, han_to_int, write_ordinal

MARKER = re.compile(
    r"(?:^|(?<=[。；：，,;:！？!?\s”）)]))(?P<lead>[第其]?)(?P<n>[一二三四五六七八九十]{1,3})(?P<tail>是|要(?!素|道)|(?=[，,]|、(?![一二三四五六七八九十第其])))"
)
INLINE = re.compile(
    r"(?:^|(?<=[：；。，:;]))(?:（(?:[1-9]\d?|[一二三四五六七八九十]{1,3})）|[1-9]\d?[)）](?!\d)|[①-⑳])(?![。；，、])"
)
PAUSED = re.compile(
    r"(?:^|(?<=[。；：\s]))(?:[第其][一二三四五六七八九十]|首先|其次|再次|最后)、(?![第其一二三四五六七八九十再最])"
)
HAN_POINT, ANY_POINT = re.compile("[一二三四五六七八九十先次后][是要、，,]"), re.compile("[）)①-⑳]")
"""What a text with a point has; it is quicker to look for."""

OTHER_START = re.compile(r"首先|其一|一方面|第一")
BREAKS = frozenset({Role.HEADING, Role.ATTACHMENT, Role.ATTACHMENT_MARK, Role.TITLE})


class _Marker(NamedTuple):
    element: Element
    start: int
    end: int
    number: int
    shape: str

    def written(self, number: int) -> str:
        """The marker with another number."""
        return write_ordinal(number, self.shape)

    def finding(self, code: str, right: str | None, **parameters: str) -> Finding:
        """A finding at the marker; one that opens its paragraph stands in the prefix, before the content."""
        content = self.element.text
        before = len(self.element.prefix)
        span = Span(max(self.start - before, 0), max(self.end - before, 0))
        text = content[self.start : self.end]
        return finding(code, Place(self.element.id, span), text, right, **parameters)


class _Points(NamedTuple):
    """The findings and markers of one paragraph; ``is_begun``: it begins a row in another way (首先, 其一)."""

    findings: tuple[Finding, ...]
    markers: tuple[_Marker, ...]
    is_begun: bool


def check_points(elements: Sequence[Element]) -> tuple[Finding, ...]:
    """Rows of points (一是, 一要, 第一，) whose numbers jump, repeat or do not begin at one; section by section.

    Bracketed numbers make a row in their paragraph only, and only where they begin at one: others are references.
    """
    text = checked(elements)
    paragraphs = list(text.per_paragraph(_points))
    found = [one for _, points in paragraphs for one in points.findings]
    opened = _before(paragraphs)
    for section in _sections(text.cooperatively(paragraphs)):
        markers = [marker for points in section for marker in points.markers]
        found += _section(section, markers, opened)
        opened |= {marker.shape: marker.number for marker in markers if not marker.start}
    return tuple(found)


def _before(paragraphs: Sequence[tuple[Element, _Points]]) -> dict[str, int]:
    """What comes before a text that is one point alone: it is taken from between others."""
    markers = paragraphs[0][1].markers if len(paragraphs) == 1 else ()
    return {one.shape: one.number - 1 for one in markers if not one.start and len(markers) == 1}


def _section(section: Sequence[_Points], markers: Sequence[_Marker], opened: Mapping[str, int]) -> Iterator[Finding]:
    """``opened``: the last number that opened a paragraph in the sections before, by its shape."""
    is_begun = any(points.is_begun for points in section)
    for shape in dict.fromkeys(marker.shape for marker in markers):
        row = [marker for marker in markers if marker.shape == shape]
        yield from _rows(row, is_begun or _goes_on(row[0], opened))


def _goes_on(marker: _Marker, opened: Mapping[str, int]) -> bool:
    """Whether it opens its paragraph, as the number before it did above the headings between them."""
    return not marker.start and marker.number > 1 and opened.get(marker.shape) == marker.number - 1


def _points(element: Element) -> _Points:
    has_han = HAN_POINT.search(element.text) is not None
    inline = _inline(element) if ANY_POINT.search(element.content) else ()
    findings = (*inline, *(_paused(element) if has_han else ()))
    markers = tuple(_markers(element)) if has_han else ()
    return _Points(findings, markers, OTHER_START.search(element.content) is not None)


def _inline(element: Element) -> Iterator[Finding]:
    rows: dict[str, list[_Marker]] = {}
    before = len(element.prefix)
    for match in INLINE.finditer(element.content):
        ordinal = find_ordinal(match.group())
        if ordinal is not None:
            marker = _Marker(element, before + match.start(), before + match.end(), ordinal.number, ordinal.shape)
            rows.setdefault(marker.shape, []).append(marker)
    for row in rows.values():
        if row[0].number == 1:
            yield from _rows(row, False)


def _paused(element: Element) -> Iterator[Finding]:
    """第一、 and 首先、: behind words that count stands a comma (GB/T 15834-2011, 4.4.3.3)."""
    for match in PAUSED.finditer(element.text):
        right = match.group()[:-1] + "，"
        yield _Marker(element, *match.span(), 0, "").finding("mark_after_number", right, written=right)


def _sections(paragraphs: Iterable[tuple[Element, _Points]]) -> Iterator[list[_Points]]:
    section: list[_Points] = []
    for element, points in paragraphs:
        if element.role in BREAKS and section:
            yield section
            section = []
        section.append(points)
    if section:
        yield section


def _markers(element: Element) -> Iterator[_Marker]:
    for match in MARKER.finditer(element.text):
        number = han_to_int(match["n"])
        if number and bool(match["lead"]) != bool(match["tail"]):
            shape = f"{match['lead']}一{match['tail']}"
            yield _Marker(element, match.start(), match.end(), number, shape)


def _rows(markers: Sequence[_Marker], is_begun: bool) -> Iterator[Finding]:
    last: _Marker | None = None
    for place, marker in enumerate(markers):
        due = last.number + 1 if last else 1
        if marker.number not in (1, due) and not (last is None and is_begun):
            following = markers[place + 1].number if place + 1 < len(markers) else None
            yield _wrong(marker, last, due, following)
            if following == due + 1:
                marker = marker._replace(number=due)
        last = marker


def _wrong(marker: _Marker, last: _Marker | None, due: int, following: int | None) -> Finding:
    right = marker.written(due) if following in (None, 1, due + 1) and last else None
    if last is None:
        return marker.finding("points_first", None, given=marker.written(marker.number), due=marker.written(1))
    code = "points_repeat" if marker.number == last.number else "points_gap"
    given = {"before": last.written(last.number), "given": marker.written(marker.number), "due": marker.written(due)}
    return marker.finding(code, right, **given)
