"""What stands on pages around the text: page numbers and running heads."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.readers.pages.values import PrintedLine

_OUTER = 0.12
"""The share of a page's height above and below in which they stand."""
_REPEATED, _FEWEST_PAGES = 0.4, 3
_NUMBER = re.compile(
    r"[\s·—–―－\-_~～〔\[（(|]*(?:第\s*)?(?:[0-9０-９]{1,4}|[ivxIVX]{1,7}|[一二三四五六七八九十百〇]{1,5}(?=\s*页))(?:\s*页)?"
    r"(?:[\s,，/／]*(?:共|of)?\s*[0-9０-９]{1,4}(?:\s*页)?)?[\s·—–―－\-_~～〕\]）)|]*"
)
_DIGITS = re.compile(r"[0-9０-９]+|\s+")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines without page numbers and running heads; the texts of running ``heads`` and ``feet``, ``numbers`` counted."""

    lines: tuple[PrintedLine, ...]
    heads: tuple[str, ...]
    feet: tuple[str, ...]
    numbers: int


def without_furniture(lines: Sequence[PrintedLine], heights: Sequence[float]) -> Furniture:
    """The text proper of all pages, whose ``heights`` are given by page."""
    edges = _edges(lines)
    outer = [line for line in lines if _is_outer(line, heights[line.page])]
    numbers = [line for line in outer if id(line) in edges and _NUMBER.fullmatch(line.text)]
    running = _running(outer, heights)
    dropped = {id(line) for group in (numbers, *running.values()) for line in group}
    rest = tuple(line for line in lines if id(line) not in dropped)
    return Furniture(rest, _told(running, True), _told(running, False), len(numbers))


def _told(running: Mapping[tuple[str, bool], Sequence[PrintedLine]], is_head: bool) -> tuple[str, ...]:
    """The words of running lines above or below, each as it stands first."""
    return tuple(group[0].text for (_, stands_above), group in running.items() if stands_above is is_head)


def _running(outer: Iterable[PrintedLine], heights: Sequence[float]) -> dict[tuple[str, bool], list[PrintedLine]]:
    """Lines that stand above or below on many pages, but for their digits the same; page numbers are none."""
    found: defaultdict[tuple[str, bool], list[PrintedLine]] = defaultdict(list)
    for line in outer:
        if not _NUMBER.fullmatch(line.text):
            found[_key(line, heights)].append(line)
    least = max(_FEWEST_PAGES, _REPEATED * len(heights))
    return {key: group for key, group in found.items() if len({line.page for line in group}) >= least}


def _is_outer(line: PrintedLine, height: float) -> bool:
    return line.baseline < _OUTER * height or line.baseline > (1 - _OUTER) * height


def _key(line: PrintedLine, heights: Sequence[float]) -> tuple[str, bool]:
    """The text without its digits, and whether it stands above."""
    return _DIGITS.sub("0", line.text), line.baseline < heights[line.page] / 2


def _edges(lines: Sequence[PrintedLine]) -> set[int]:
    """The two outermost lines at the top and at the bottom of each page."""
    by_page: defaultdict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    found: set[int] = set()
    for page in by_page.values():
        ordered = sorted(page, key=lambda each: each.baseline)
        found.update(map(id, (*ordered[:2], *ordered[-2:])))
    return found
