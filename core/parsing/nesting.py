"""Nesting: how deep each heading lies and whether ordinals run on through the document."""

from collections.abc import Sequence

from core.model.document import Numbering, NumberingMode
from core.model.elements import Element, Role
from core.numbering import find_ordinal

# 第一部分 and 第一章 stand above 一、 though both have the shape of level 1.
_ABOVE = ("部分", "编", "篇", "章")


def depths(ranks: Sequence[int]) -> tuple[int, ...]:
    """Nesting depth (from 1) of headings whose ranks are given in order: a smaller rank lies higher."""
    above: list[int] = []
    found = []
    for rank in ranks:
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        found.append(len(above))
    return tuple(found)


def rank_of(shape: str, level: int) -> int:
    """The rank of a shape for nesting; ten times the level, less for parts and chapters."""
    if level == 1 and shape.startswith("第"):
        return 5 + (_ABOVE.index(shape.strip()[2:].strip()) if shape.strip()[2:].strip() in _ABOVE else 0)
    return level * 10


def numbering_of(elements: Sequence[Element]) -> Numbering:
    """Whether the ordinals of a level go on across the parts above it; the highest such level is named."""
    for level in (2, 3, 4):
        if _runs_on(elements, level):
            return Numbering(NumberingMode.RUN_ON, level)
    return Numbering()


def _runs_on(elements: Sequence[Element], level: int) -> bool:
    on = again = last = 0
    crossed = False
    for element in elements:
        if element.role is not Role.HEADING:
            continue
        if element.level < level:
            crossed = True
        elif element.level == level:
            ordinal = find_ordinal(element.prefix)
            number = ordinal.number if ordinal else 0
            if crossed and last:
                on += number == last + 1
                again += number == 1
            last, crossed = number, False
    return on > again
