"""Line pitch and character pitch of a layout, and lengths given as multiples of them.

A layout on a grid has spaces of whole lines and indents of whole characters; a change of pitch scales them together.
Lengths in twips, type sizes in half points. Source: ECMA-376 part 1, 17.3.1.12 (indents), 17.3.1.33 (line spacing),
17.3.2.35 (character spacing).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import BadUse
from core.package import Node, W
from core.word.unit_style.layout_styles import LEVELS, LayoutStyles, own_number, properties
from core.word.unit_style.page_setup import PageGeometry
from core.word.unit_style.style import HouseStyle
from core.word.unit_style.tree import number, put

USUAL_SIZE = 20
# Characters may be pressed together to nine tenths of their size; lines need their size.
TIGHTEST = 0.9
NEAR_INDENT, NEAR_SPACE = 2, 1
INDENTS = ("left", "right", "start", "end", "firstLine", "hanging")
ROOM_ABOVE = 1.15
"""Smallest exact line height as a multiple of the type size; below it strokes are cut off."""


@dataclass(frozen=True, slots=True)
class GridMeasure:
    """``pitch`` is the exact line pitch of the body, 0 if it has none; ``size`` in half points."""

    pitch: float
    size: float
    spacing: float

    @property
    def character(self) -> float:
        """The character pitch in twips."""
        return self.size * 10 + self.spacing


def measure_of(sheet: LayoutStyles, paper: PageGeometry | None) -> GridMeasure:
    """The measure of the body's style."""
    body = sheet.role("body")
    line = sheet.amount(body, "pPr/spacing", "line")
    is_exact = sheet.effective(body, "pPr/spacing", "lineRule") == "exact"
    grid = paper.grid if paper else 0
    pitch = line if line and is_exact else grid
    size = sheet.amount(body, "rPr/sz", "val") or USUAL_SIZE
    return GridMeasure(pitch, size, sheet.amount(body, "rPr/spacing", "val") or 0)


def wanted(old: GridMeasure, paper: PageGeometry | None, house: HouseStyle) -> GridMeasure:
    """The measure that the house style asks for on this page. Raises BadUse if characters or lines do not fit."""
    size = old.size if house.body_size is None else house.body_size * 2
    pitch, spacing = _pitch(old, paper, house), old.spacing
    if house.characters is not None and paper is not None:
        spacing = math.floor(paper.text_width / house.characters) - size * 10
        if spacing < (TIGHTEST - 1) * size * 10:
            room = f"{paper.text_width / 20:.0f}"
            raise BadUse("house_too_tight", characters=str(house.characters), size=f"{size / 2:g}", room=room)
    least = math.ceil(size * 10 * ROOM_ABOVE)
    if 0 < pitch < least and (pitch, size) != (old.pitch, old.size):
        raise BadUse("house_lines_tight", pitch=f"{pitch / 20:g}", size=f"{size / 2:g}", least=f"{least / 20:g}")
    return GridMeasure(pitch, size, spacing)


def _pitch(old: GridMeasure, paper: PageGeometry | None, house: HouseStyle) -> float:
    if house.lines is not None and paper is not None:
        return math.floor(paper.text_height / house.lines)
    return old.pitch if house.pitch is None else round(house.pitch * 20)


def set_pitch(sheet: LayoutStyles, roots: Iterable[Node], old: float, new: int) -> None:
    """Replace exact lines of the old pitch by the new one, and scale spaces of whole or half lines."""
    for spacing in (element for root in roots for element in root.iter(W + "spacing")):
        _rescale(spacing, ("before", "after"), old / 2, new / 2, NEAR_SPACE)
        if spacing.get(W + "lineRule") == "exact" and number(spacing, "line") == old:
            spacing.set(W + "line", str(new))
    for style in _body(sheet):
        put(properties(style, "pPr"), "spacing", line=new, lineRule="exact")


def _body(sheet: LayoutStyles) -> list[Node]:
    """The default style, and those of body and levels with lines of their own."""
    found = [style for style in map(sheet.role, ("body", *LEVELS)) if style is not None]
    own = [style for style in found if own_number(style, "pPr/spacing", "line") is not None]
    return own if sheet.normal is None else [sheet.normal, *own]


def set_characters(sheet: LayoutStyles, roots: Iterable[Node], old: GridMeasure, new: GridMeasure) -> None:
    """Set the character spacing of the body, and scale indents and tab stops of whole characters."""
    for style in sheet.texts():
        if style is sheet.normal or (own_number(style, "rPr/spacing", "val") or 0) == old.spacing != 0:
            put(properties(style, "rPr"), "spacing", val=round(new.spacing))
    for root in roots:
        for element in root.iter(W + "ind", W + "tab"):
            _rescale(element, _counted(element), old.character, new.character)


def _counted(element: Node) -> tuple[str, ...]:
    """The attributes of an indent or tab stop that may count characters from the left."""
    if element.tag == W + "ind":
        return INDENTS
    return ("pos",) if element.get(W + "val") in ("left", "start") else ()


def _rescale(element: Node, names: Iterable[str], old: float, new: float, near: float = NEAR_INDENT) -> None:
    """Multiples of the old unit become the same multiples of the new one; other lengths are kept."""
    for name in names if old else ():
        value = number(element, name)
        if not value:
            continue
        times = round(value / old)
        rest = value - times * old
        if times and abs(rest) <= near:
            element.set(W + name, str(round(times * new + rest)))


def make_room(sheet: LayoutStyles, styles: Iterable[Node | None]) -> None:
    """Give styles with larger type exact lines of their own if it does not fit the body's lines."""
    for style in (found for found in styles if found is not None):
        size, line = sheet.amount(style, "rPr/sz", "val"), sheet.amount(style, "pPr/spacing", "line")
        is_exact = sheet.effective(style, "pPr/spacing", "lineRule") == "exact"
        if size and line and is_exact and line < size * 10 * ROOM_ABOVE:
            put(properties(style, "pPr"), "spacing", line=math.ceil(size * 10 * ROOM_ABOVE), lineRule="exact")
