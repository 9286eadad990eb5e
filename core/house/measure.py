"""Line pitch and character pitch of a layout, and what in it is counted in lines and characters.

A layout built on a grid gives spaces as so many times the line pitch and indents as so many times the character pitch;
another pitch changes these together. Lengths in twips, type sizes in half points. Source: ECMA-376 part 1, 17.3.1.12
(indents), 17.3.1.33 (line spacing), 17.3.2.35 (character spacing).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import BadUse
from core.house.paper import Paper
from core.house.sheet import LEVELS, StyleSheet, own_number, properties
from core.house.style import HouseStyle
from core.house.tree import number, put
from core.ooxml import Node, W

USUAL_SIZE = 20
# Characters may be pressed together to nine tenths of their size; lines need their size.
TIGHTEST = 0.9
NEAR_INDENT, NEAR_SPACE = 2, 1
ROOM_ABOVE = 1.15
"""An exact line must be so many times as high as its type, or it cuts strokes off."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``pitch`` is the exact line pitch of the body, 0 where it has none; ``size`` in half points."""

    pitch: float
    size: float
    spacing: float

    @property
    def character(self) -> float:
        """From one character to the next."""
        return self.size * 10 + self.spacing


def measure_of(sheet: StyleSheet, paper: Paper | None) -> Measure:
    """What the body's style says."""
    body = sheet.role("body")
    line = sheet.amount(body, "pPr/spacing", "line")
    is_exact = sheet.effective(body, "pPr/spacing", "lineRule") == "exact"
    grid = paper.grid if paper else 0
    pitch = line if line and is_exact else grid
    size = sheet.amount(body, "rPr/sz", "val") or USUAL_SIZE
    return Measure(pitch, size, sheet.amount(body, "rPr/spacing", "val") or 0)


def wanted(old: Measure, paper: Paper | None, house: HouseStyle) -> Measure:
    """What the house style makes of it on this paper. Raises BadUse where so many characters or lines cannot stand."""
    size = old.size if house.body_size is None else house.body_size * 2
    pitch, spacing = old.pitch, old.spacing
    if house.pitch is not None:
        pitch = round(house.pitch * 20)
    if house.lines is not None and paper is not None:
        pitch = math.floor(paper.text_height / house.lines)
    if house.characters is not None and paper is not None:
        spacing = math.floor(paper.text_width / house.characters) - size * 10
        if spacing < (TIGHTEST - 1) * size * 10:
            room = f"{paper.text_width / 20:.0f}"
            raise BadUse("house_too_tight", characters=str(house.characters), size=f"{size / 2:g}", room=room)
    if 0 < pitch < size * 10 and (house.pitch or house.lines or house.body_size):
        raise BadUse("house_lines_tight", pitch=f"{pitch / 20:g}", size=f"{size / 2:g}")
    return Measure(pitch, size, spacing)


def set_pitch(sheet: StyleSheet, roots: Iterable[Node], old: float, new: int) -> None:
    """Exact lines of the new pitch wherever the old one stood, and spaces counted in lines."""
    for root in roots:
        for spacing in root.iter(W + "spacing"):
            _rescale(spacing, ("before", "after"), old / 2, new / 2, NEAR_SPACE)
            if spacing.get(W + "lineRule") == "exact" and number(spacing, "line") == old:
                spacing.set(W + "line", str(new))
    roles = [sheet.role(role) for role in ("body", *LEVELS)]
    for style in sheet.all():
        has_line = own_number(style, "pPr/spacing", "line") is not None
        if style is sheet.normal or (has_line and any(style is role for role in roles)):
            put(properties(style, "pPr"), "spacing", line=new, lineRule="exact")


def set_characters(sheet: StyleSheet, roots: Iterable[Node], old: Measure, new: Measure) -> None:
    """The character spacing of the body, and indents and tab stops counted in characters."""
    for style in sheet.texts():
        spacing = own_number(style, "rPr/spacing", "val")
        if style is sheet.normal or (spacing is not None and spacing == old.spacing != 0):
            put(properties(style, "rPr"), "spacing", val=round(new.spacing))
    for root in roots:
        for indent in root.iter(W + "ind"):
            _rescale(indent, ("left", "right", "start", "end", "firstLine", "hanging"), old.character, new.character)
        for tab in root.iter(W + "tab"):
            if tab.get(W + "val") in ("left", "start"):
                _rescale(tab, ("pos",), old.character, new.character)


def _rescale(element: Node, names: Iterable[str], old: float, new: float, near: float = NEAR_INDENT) -> None:
    """Whole multiples of the old unit become as many of the new one; what is none stays."""
    for name in names if old else ():
        value = number(element, name)
        if not value:
            continue
        times = round(value / old)
        rest = value - times * old
        if times and abs(rest) <= near:
            element.set(W + name, str(round(times * new + rest)))


def make_room(sheet: StyleSheet, style: Node | None) -> None:
    """Exact lines of their own for type that would not fit into the body's lines."""
    if style is None or style.get(W + "type") == "character":
        return
    size, line = sheet.amount(style, "rPr/sz", "val"), sheet.amount(style, "pPr/spacing", "line")
    if size and line and sheet.effective(style, "pPr/spacing", "lineRule") == "exact" and line < size * 10 * ROOM_ABOVE:
        put(properties(style, "pPr"), "spacing", line=math.ceil(size * 10 * ROOM_ABOVE), lineRule="exact")
