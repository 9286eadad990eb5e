"""Points (一是…。二是…。) of a paragraph, alone or inside it: where each begins and its heading."""

from dataclasses import dataclass

from core.model.elements import Element, Role
from core.model.spans import Span
from core.parsing.inline_points import inline_points

HOLDERS = frozenset({Role.PREAMBLE, Role.HEADING, Role.POINT, Role.BODY})
STOPS = "。；;：:，,！!？? \u3000"


@dataclass(frozen=True, slots=True)
class Point:
    """``heading`` is the sentence that opens the point, without its stop; ``span`` is the whole point in the content."""

    ordinal: str
    heading: str
    span: Span


def points_of(element: Element) -> tuple[Point, ...]:
    """The points of a paragraph in order; a paragraph that is itself a point with another number gives that one."""
    if element.role not in HOLDERS:
        return ()
    found = inline_points(element)
    if not found:
        is_one = element.role is Role.POINT and element.ordinal
        whole = Span(0, len(element.content))
        return (Point(element.ordinal, element.heading or element.content, whole),) if is_one else ()
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
