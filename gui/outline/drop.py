"""Where sections land that are dropped between two lines of the outline, or on one: before which heading, how deep."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from gui.outline.sections import FRONT, SectionEntry

DEEPEST = 4


class Landing(NamedTuple):
    """The heading to stand before ("" for behind the last part) and the depth there."""

    before: str
    depth: int


def with_those_below(lines: Sequence[SectionEntry], keys: Collection[str]) -> frozenset[str]:
    """The sections and everything under them."""
    found: set[str] = set()
    limit = 0
    for line in lines:
        if limit and line.depth > limit:
            found.add(line.key)
        else:
            limit = line.depth if line.key in keys else 0
            found |= {line.key} & set(keys)
    return frozenset(found)


def landing(lines: Sequence[SectionEntry], moved: Collection[str], gap: int, depth: int) -> Landing | None:
    """Where ``moved`` sections go that are dropped into the gap before ``lines[gap]`` with a wish for a depth.

    The depth is as wished as far as the lines around allow: one below the line above at most, and never higher than the
    next one, which would else come under what is dropped. None where they would not fit into the four levels.
    """
    gap = max(gap, int(lines[0].key == FRONT))
    gone = with_those_below(lines, moved)
    highest = max(_first_depth(lines[gap:], gone), 1)
    lowest = max(_first_depth(lines[:gap][::-1], gone) + 1, highest)
    lowest = min(lowest, DEEPEST - _height(lines, moved))
    if lowest < highest:
        return None
    here = lines[gap] if gap < len(lines) else None
    before = here.key if here is not None and here.depth else ""
    return Landing(before, min(max(depth, highest), lowest))


def _first_depth(lines: Sequence[SectionEntry], gone: Collection[str]) -> int:
    """The depth of the first line that stays; 0 if there is none."""
    return next((line.depth for line in lines if line.key not in gone), 0)


def landing_on(lines: Sequence[SectionEntry], moved: Collection[str], key: str) -> Landing | None:
    """Where they go when dropped on a section: under it, behind what is there. None on themselves and on no section."""
    place = next((number for number, line in enumerate(lines) if line.key == key), None)
    if place is None or not lines[place].depth or key in with_those_below(lines, moved):
        return None
    depth = lines[place].depth
    gap = next((n for n in range(place + 1, len(lines)) if lines[n].depth <= depth), len(lines))
    return landing(lines, moved, gap, depth + 1) if depth + 1 + _height(lines, moved) <= DEEPEST else None


def _height(lines: Sequence[SectionEntry], moved: Collection[str]) -> int:
    """How many levels stand below the uppermost of what is moved."""
    deepest = top = 0
    for line in lines:
        if top and line.depth > top:
            deepest = max(deepest, line.depth - top)
        else:
            top = line.depth if line.key in moved else 0
    return deepest
