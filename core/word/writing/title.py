"""Line breaks of long titles: at word boundaries, in the shape of a trapezium or rhombus (clause 7.3.1)."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, pairwise

from core.typesetting.standard import width

MOST_LINES_WEIGHED = 4
MOST_PLACES_WEIGHED = 40
SHORTEST_LAST_LINE = 4
SHORTEST_QUOTED = 4
COST_OF_A_LINE = 5
_OPENING = "（《「『【〔“‘〈("
_NOT_FIRST = frozenset("。，、；：？！）》」』】〕”’〉)…—·％%的地得和与及暨等之")
_NOT_LAST = frozenset("、和与及暨对在为把被向于将") | frozenset(_OPENING)
_CLOSING = "）》」』】〕”’〉)"
_STICKS_TO_NEXT = re.compile(r"[A-Za-z0-9０-９*＊xX×_＿〇○□]")
_ENDS_WELL = re.compile(r"(?:的|关于.{2,}|[省市区县州盟旗乡镇部委局办会院厅处司社校厂团组]|上半年|下半年|年度)$")
_TOGETHER = re.compile(
    r"[\d*xX×]{1,4}年(?:度|上半年|下半年|第.季度)?|(?:上半年|下半年|第.季度|年度)?(?:工作|情况|思路|重点){0,2}(?:总结|要点|汇报|报告|计划|安排|方案|讲话|通知|意见|决定|办法)"
)


def break_title(words: Sequence[str], limit: int) -> tuple[str, ...]:
    """The title's lines; no word is broken, and no line exceeds ``limit`` characters unless a word does.

    ``words`` joined are the title, as are the lines. Titles of more than four lines are filled line by line.
    """
    title = "".join(words)
    if width(title) <= limit:
        return (title,)
    places = _places(title, words)
    most = MOST_LINES_WEIGHED if len(places) <= MOST_PLACES_WEIGHED else 0
    fewest = -(-width(title) // limit)
    fitting: list[tuple[str, ...]] = []
    for count in range(fewest, min(fewest + 1, most) + 1):
        fitting += [lines for lines in _candidates(title, places, count) if max(map(width, lines)) <= limit]
    if fitting:
        return min(fitting, key=lambda lines: _cost(lines) + COST_OF_A_LINE * len(lines))
    return tuple(_filled(title, places, limit))


def _places(title: str, words: Sequence[str]) -> list[int]:
    """Offsets between words at which a line may end."""
    boundaries = {place for place in accumulate(map(len, words)) if 0 < place < len(title)}
    for found in _TOGETHER.finditer(title):
        boundaries.difference_update(range(found.start() + 1, found.end()))
    begun = frozenset(_OPENING)
    return [
        place
        for place in sorted(boundaries)
        if _may_break(title[place - 1], title[place])
        and begun.isdisjoint(title[max(place - SHORTEST_QUOTED, 0) : place])
    ]


def _may_break(before: str, after: str) -> bool:
    return not (after in _NOT_FIRST or before in _NOT_LAST or _STICKS_TO_NEXT.match(before))


def _candidates(title: str, places: Sequence[int], count: int) -> Iterator[tuple[str, ...]]:
    for chosen in combinations(places, count - 1):
        edges = (0, *chosen, len(title))
        yield tuple(title[start:end] for start, end in pairwise(edges))


def _cost(lines: tuple[str, ...]) -> float:
    """Lower for lines of similar but unequal length, no narrow middle line, and breaks at pauses."""
    lengths = [width(line) for line in lines]
    mean = sum(lengths) / len(lengths)
    uneven = sum((length - mean) ** 2 for length in lengths) / mean
    waist = sum(max(0, min(a, c) - b + 1) for a, b, c in zip(lengths, lengths[1:], lengths[2:], strict=False))
    block = 1.0 if len(set(lengths)) == 1 else 0.0
    pauses = sum(1 for line in lines[:-1] if _ENDS_WELL.search(line))
    torn = sum(1 for depth in accumulate(map(_opened, lines[:-1])) if depth > 0)
    stub = 4.0 if lengths[-1] < SHORTEST_LAST_LINE else 0.0
    return uneven + 4 * waist + block + 6 * torn + stub - 3 * pauses


def _opened(line: str) -> int:
    return sum((character in _OPENING) - (character in _CLOSING) for character in line)


def _filled(title: str, places: Sequence[int], limit: int) -> Iterator[str]:
    """Lines filled one by one; a stretch without a break opportunity is left to the word processor."""
    start, last = 0, 0
    for place in (*places, len(title)):
        if last > start and width(title[start:place]) > limit:
            yield title[start:last]
            start = last
        last = place
    yield title[start:]
