"""This year's figure, last year's and the stated change, in any order: 来访120件，同比上升20%（去年同期100件）."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from core.checks.figures.changes import DOWN, UP, Move, contradicted, is_pair
from core.checks.figures.passages import Figure, FigureSentence
from core.model.finding import Finding

TIME = r"(?:去年|上年|今年|本年)(?:上半年|以来|全年|度)?(?:同期|同比)?"
WORDLESS = r"(?:由|从|为|是|有|仅|只有|达到?|增[加至]?到?|下?降[至到]?|减少到|提高到|→|[ 　])*"
LAST = re.compile(r"去年|上年")
THIS = re.compile(r"今年|本年")
BARE = re.compile(rf"{WORDLESS}(?:{TIME})?{WORDLESS}的?")
CHANGE = re.compile(
    rf"(?P<since>同比|[比较](?:去年|上年)(?:同期)?)?(?:共|净|又)?(?:(?P<up>{UP}|增幅|涨幅)|(?P<down>{DOWN}|降幅|减幅))[了约为达]?[ 　]?$"
)
FOREIGN = re.compile(r"环比|平均|每|其中")
LEAST = 2  # characters that two labels must have in common at their end


def check_last_year(passage: FigureSentence) -> Iterator[Finding]:
    """Stated changes that differ from the change between last year's and this year's figures."""
    for position in range(len(passage.figures) - 2):
        three = passage.figures[position : position + 3]
        move = next((made for order in permutations(three) if (made := _move(order, three))), None)
        if move is not None:
            yield from contradicted(passage, move)


def _move(order: Sequence[Figure], three: Sequence[Figure]) -> Move | None:
    before, after, change = order
    words = CHANGE.search(change.lead)
    if words is None or not (words["since"] or change is three[-1]) or not _fits(before, after, change):
        return None
    behind = three.index(before) > three.index(after)
    if _is_rise(order, three) or not _is_one_thing(before, after, behind):
        return None
    return Move(before, after, words["up"] is not None, change)


def _is_rise(order: Sequence[Figure], three: Sequence[Figure]) -> bool:
    """Whether ``check_changes`` covers it: 由80名增加到86名，增长7.5%, in this order and without 今年 before the second."""
    return tuple(order) == tuple(three) and not THIS.search(order[1].lead)


def _fits(before: Figure, after: Figure, change: Figure) -> bool:
    comparable = change.unit in ("%", after.unit) and change.counts and is_pair(before, after)
    return comparable and _is_last_year(before, after)


def _is_last_year(before: Figure, after: Figure) -> bool:
    is_named = LAST.search(before.lead) is not None and LAST.search(after.lead) is None
    return is_named and not FOREIGN.search(before.lead + after.lead)


def _is_one_thing(before: Figure, after: Figure, behind: bool) -> bool:
    """Whether both figures have the same label; the second of them may have none."""
    if behind:
        return BARE.fullmatch(before.lead) is not None
    said = _stem(after)
    return not said or (len(_stem(before)) >= LEAST and _stem(before)[-LEAST:] == said[-LEAST:])


def _stem(figure: Figure) -> str:
    """The label without words of time and of change."""
    lead = re.sub(TIME, "", figure.lead)
    return "" if BARE.fullmatch(lead) else re.sub(f"{WORDLESS}$", "", lead).strip()
