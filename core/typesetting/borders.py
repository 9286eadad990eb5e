"""Paragraph borders (ECMA-376 part 1, 17.3.1.24): neighbours with equal borders share one frame."""

from collections.abc import Mapping
from typing import NamedTuple

from core.typesetting.values import Block, Border, Paragraph, ParagraphShape, Rule


class BorderFrame(NamedTuple):
    """The border lines above and below one paragraph; None where there is none."""

    top: Border | None = None
    bottom: Border | None = None

    @property
    def above(self) -> float:
        """Height taken by the line above, twips."""
        return _room(self.top)

    @property
    def below(self) -> float:
        """Height taken by the line below, twips."""
        return _room(self.bottom)


class Rect(NamedTuple):
    """A rectangle on the paper: left, top, right and bottom edge in twips."""

    left: float
    top: float
    right: float
    bottom: float


BARE = BorderFrame()


def frame_of(paragraph: Paragraph, above: Block | None, below: Block | None) -> BorderFrame:
    """The border lines above and below a paragraph, given its neighbours."""
    borders = paragraph.shape.borders
    if not borders:
        return BARE
    top = borders.get("between" if _joins(paragraph, above) else "top")
    return BorderFrame(top, None if _joins(paragraph, below) else borders.get("bottom"))


def frame_rules(shape: ParagraphShape, frame: BorderFrame, text: Rect) -> list[Rule]:
    """The rules around a paragraph's text; ``text`` reaches from indent to indent."""
    if not shape.borders:
        return []
    left, right = shape.borders.get("left"), shape.borders.get("right")
    outer = Rect(text.left - _room(left), text.top - frame.above, text.right + _room(right), text.bottom + frame.below)
    rules = []
    if frame.top:
        y = outer.top + frame.top.thickness / 2
        rules.append(_rule(frame.top, (outer.left, y), (outer.right, y)))
    if frame.bottom:
        y = outer.bottom - frame.bottom.thickness / 2
        rules.append(_rule(frame.bottom, (outer.left, y), (outer.right, y)))
    for border, x in ((left, outer.left + _half(left)), (right, outer.right - _half(right))):
        if border:
            rules.append(_rule(border, (x, outer.top), (x, outer.bottom)))
    return rules


def filled(colour: str, box: Rect) -> list[Rule]:
    """The area of a colour, as a line as thick as the area is high; none without a colour."""
    middle = (box.top + box.bottom) / 2
    return [Rule(box.left, middle, box.right, middle, box.bottom - box.top, colour)] if colour else []


def cell_rules(borders: Mapping[str, Border], box: Rect) -> list[Rule]:
    """The ruled lines on the edges of a table cell."""
    edges = {
        "top": ((box.left, box.top), (box.right, box.top)),
        "bottom": ((box.left, box.bottom), (box.right, box.bottom)),
        "left": ((box.left, box.top), (box.left, box.bottom)),
        "right": ((box.right, box.top), (box.right, box.bottom)),
    }
    return [_rule(borders[side], *edges[side]) for side in edges if side in borders]


def _rule(border: Border, begin: tuple[float, float], end: tuple[float, float]) -> Rule:
    return Rule(*begin, *end, border.thickness, border.colour, border.style)


def _room(border: Border | None) -> float:
    return border.space + border.thickness if border else 0.0


def _half(border: Border | None) -> float:
    return border.thickness / 2 if border else 0.0


def _joins(paragraph: Paragraph, other: Block | None) -> bool:
    if not isinstance(other, Paragraph):
        return False
    ours, theirs = paragraph.shape, other.shape
    return ours.borders == theirs.borders and (ours.left, ours.right) == (theirs.left, theirs.right)
