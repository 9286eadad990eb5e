"""Points inside a paragraph: …。一是修好道路。投工投劳…。二是办好学校。…"""

import re
from dataclasses import dataclass

from core.model.elements import Element
from core.model.spans import Span
from core.numbering import han_to_int
from core.parsing.lines import first_end

_MARKER = re.compile(
    r"(?:^|(?<=[。；：，,;:！？!?\s”）)])|(?<=其中|主要|重点|具体)(?=一))(?:(?P<n>[一二三四五六七八九十]{1,3})(?:是|要(?!素))|第(?P<m>[一二三四五六七八九十]{1,3})[，、,])"
)
_LIKELY = re.compile("[一二三四五六七八九十][是要，、,]")
"""Found ten times as quickly; without it there is no marker."""

_STOPS = "。；;！？!?"


@dataclass(frozen=True, slots=True)
class InlinePoint:
    """``marker`` is 一是, ``head`` the sentence that opens the point with its stop; spans in the element's text."""

    marker: Span
    head: Span


def inline_points(element: Element) -> tuple[InlinePoint, ...]:
    """The points of a paragraph in order: rows that start at one and have at least two members, or a lone opener.

    A paragraph that is itself a point (``二是…``) gives that point; the numbers inside it must count up.
    """
    text = element.text
    return tuple(_points(text)) if _LIKELY.search(text) else ()


def _points(text: str) -> list[InlinePoint]:
    kept: list[re.Match[str]] = []
    for row in _rows(list(_MARKER.finditer(text))):
        if len(row) > 1 or row[0].start() == len(text) - len(text.lstrip()):
            kept.extend(row)
    kept.sort(key=lambda match: match.start())
    points = []
    for position, match in enumerate(kept):
        limit = kept[position + 1].start() if position + 1 < len(kept) else len(text.rstrip())
        points.append(
            InlinePoint(Span(match.start(), match.end()), Span(match.end(), _head_end(text, match.end(), limit)))
        )
    return points


def _rows(markers: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    rows: list[list[re.Match[str]]] = []
    for marker in markers:
        number = han_to_int(marker.group("n") or marker.group("m"))
        if rows and number == _number(rows[-1][-1]) + 1:
            rows[-1].append(marker)
        elif number == 1 or not rows:
            rows.append([marker])
    return rows


def _number(marker: re.Match[str]) -> int:
    return han_to_int(marker.group("n") or marker.group("m")) or 0


def _head_end(text: str, start: int, limit: int) -> int:
    end = first_end(text[start:limit])
    if end >= 0:
        return start + end
    positions = [place for place in (text.find(stop, start, limit) for stop in _STOPS) if place >= 0]
    return min(positions) + 1 if positions else limit
