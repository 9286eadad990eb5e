"""Points (一是…。二是…。) of a paragraph, alone or inside it: where each begins and its heading."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.elements import Element, Role
from core.model.spans import Span
from core.numbering import is_article
from core.parsing.inline_points import InlinePoint, inline_points
from core.parsing.lines import first_end

HOLDERS = frozenset({Role.PREAMBLE, Role.HEADING, Role.POINT, Role.BODY})
STOPS = "。；;：:，,！!？? \u3000"


@dataclass(frozen=True, slots=True)
class Point:
    """``heading`` is the sentence that opens the point, without its stop; ``span`` is the whole point in the content."""

    ordinal: str
    heading: str
    span: Span


def points_of(element: Element) -> tuple[Point, ...]:
    """The points of a paragraph in order; a paragraph that is itself a point with another number gives that one, and an
    article of rules without a heading (第三条　…) is one, whatever stands inside it.
    """
    if element.role not in HOLDERS:
        return ()
    whole = Span(0, len(element.content))
    if is_article(element.ordinal) and element.role is not Role.HEADING:
        return (Point(element.ordinal, _first_sentence(element.content), whole),)
    found = inline_points(element)
    if not found:
        is_one = element.role is Role.POINT and element.ordinal
        return (Point(element.ordinal, element.heading or element.content, whole),) if is_one else ()
    return _points_in(element, found)


def _points_in(element: Element, found: Sequence[InlinePoint]) -> tuple[Point, ...]:
    shift, text = len(element.prefix), element.text
    starts = [max(point.marker.start - shift, 0) for point in found]
    ends = [*starts[1:], len(element.content)][: len(starts)]
    return tuple(
        Point(
            text[point.marker.start : point.marker.end].rstrip(STOPS + "、"),
            text[point.head.start : point.head.end].strip(STOPS),
            Span(start, end),
        )
        for point, start, end in zip(found, starts, ends, strict=True)
    )


def _first_sentence(text: str) -> str:
    end = first_end(text)
    return text[: end if end > 0 else len(text)].strip(STOPS)
