"""Drawings on the page: position (ECMA-376 part 1, 20.4.2), outline, fill, picture and inner text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from core.typesetting.borders import Rect, filled
from core.typesetting.boxes import Anchored, Box, TextColumn, moved_anchored, stack
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.values import Drawing, PageSheet, PlacedLine, Rule, TextLine

SHARES = MappingProxyType({"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0})
"""Of the room beside a drawing, how much stands before it."""

ODD = MappingProxyType({"inside": "left", "outside": "right"})
EVEN = MappingProxyType({"inside": "right", "outside": "left"})

DEEPEST = 3
"""Boxes in boxes that are shown."""


class DrawingSurface(NamedTuple):
    """What drawings are placed on: the sheet, the layout cache, and whether the page is even (outer side is the left)."""

    sheet: PageSheet
    cache: TypesettingCache
    is_even: bool = False


class DrawnObjects(NamedTuple):
    """Lines and rules that drawings add to the page; ``bands`` are (top, bottom) strips that no other text may use."""

    lines: list[PlacedLine]
    rules: list[Rule]
    bands: list[tuple[float, float]]


def draw_anchored(anchored: Iterable[Anchored], surface: DrawingSurface, depth: int = 0) -> DrawnObjects:
    """Place the drawings of these paragraphs."""
    found = DrawnObjects([], [], [])
    for each in anchored:
        for drawing in each.paragraph.drawings:
            _draw(drawing, each, surface, (found, depth))
    return found


def _draw(drawing: Drawing, anchored: Anchored, surface: DrawingSurface, into: tuple[DrawnObjects, int]) -> None:
    found, _depth = into
    content, (width, height) = _content(drawing, surface)
    # Rectangle of the drawing on the paper; None if its position in the line is not shown.
    size = (width, height)
    anchor = drawing.anchor
    if anchor is None:
        corner = _in_line(drawing, anchored, size[1])
        box = None if corner is None else Rect(*corner, corner[0] + size[0], corner[1] + size[1])
    else:
        across, down = _across(surface.sheet, anchored), _down(surface.sheet, anchored)
        align = (EVEN if surface.is_even else ODD).get(anchor.align_x, anchor.align_x)
        left = _place(anchor.x, align, across.get(anchor.of_x, across["column"]), size[0])
        top = _place(anchor.y, anchor.align_y, down.get(anchor.of_y, down["paragraph"]), size[1])
        box = Rect(left, top, left + size[0], top + size[1])
    if box is None:
        return
    if drawing.pushes:
        found.bands.append((box.top - drawing.gaps[0], box.bottom + drawing.gaps[1]))
    _fill(drawing, content, box, surface, into)


def _fill(
    drawing: Drawing, content: Box | None, box: Rect, surface: DrawingSurface, into: tuple[DrawnObjects, int]
) -> None:
    """Draw an object whose position is known."""
    found, depth = into
    found.rules.extend(_rules(drawing, box))
    for part in drawing.parts:
        inside, (width, height) = _content(part, surface)
        left, top = (box.left + part.anchor.x, box.top + part.anchor.y) if part.anchor else box[:2]
        _fill(part, inside, Rect(left, top, left + width, top + height), surface, into)
    if content is None or depth >= DEEPEST:
        return
    if drawing.sideways:
        found.lines.extend(_sideways(drawing, content, box))
        return
    left, top = box.left + drawing.insets[0], box.top + drawing.insets[1]
    lines, rules = content.moved(left, top)
    inner = draw_anchored(moved_anchored(content.anchored, left, top), surface, depth + 1)
    found.lines.extend([*lines, *inner.lines])
    found.rules.extend([*rules, *inner.rules])


def _sideways(drawing: Drawing, content: Box, box: Rect) -> Iterator[PlacedLine]:
    """The lines of a turned box; its rules are not shown."""
    left, top, right, _ = drawing.insets
    head = box.left + left + content.height if drawing.at_foot else box.right - right
    for placed in content.lines:
        yield PlacedLine(head - placed.y, box.top + top + placed.x, placed.line, placed.paragraph, sideways=True)


def _content(drawing: Drawing, surface: DrawingSurface) -> tuple[Box | None, tuple[float, float]]:
    """The text inside the drawing and the size (width, height) that results."""
    width, height = drawing.width, drawing.height
    if not drawing.blocks:
        return None, (width, height)
    left, top, right, bottom = drawing.insets
    if drawing.fits and not width:
        inner = _filed(drawing, surface.sheet.text_width, surface)
        width = max((_reach(placed.line) for placed in inner.lines), default=0.0) + left + right
    if drawing.sideways:
        return _filed(drawing, max(height - top - bottom, 1.0), surface), (width, height)
    content = _filed(drawing, max(width - left - right, 1.0), surface)
    return content, (width, content.height + top + bottom if drawing.fits else height)


def _filed(drawing: Drawing, width: float, surface: DrawingSurface) -> Box:
    column = TextColumn(width, surface.sheet.pitch, surface.cache)
    return surface.cache.get_or_compute((drawing, *column[:2]), lambda: stack(drawing.blocks, column))


def _reach(line: TextLine) -> float:
    """How wide the text of a line is."""
    return sum(stretch.width for stretch in line.stretches)


def _across(sheet: PageSheet, anchored: Anchored) -> Mapping[str, tuple[float, float]]:
    """Horizontal reference areas for anchors: left edge and width."""
    return {
        "page": (0.0, sheet.width),
        "margin": (sheet.left, sheet.text_width),
        "column": (anchored.left, anchored.width),
        "left_margin": (0.0, sheet.left),
        "right_margin": (sheet.width - sheet.right, sheet.right),
    }


def _down(sheet: PageSheet, anchored: Anchored) -> Mapping[str, tuple[float, float]]:
    """Vertical reference areas for anchors: top edge and height."""
    return {
        "page": (0.0, sheet.height),
        "margin": (sheet.top, sheet.text_height),
        "paragraph": (anchored.top - anchored.above, anchored.broken.height),
        "top_margin": (0.0, sheet.top),
        "bottom_margin": (sheet.height - sheet.bottom, sheet.bottom),
    }


def _place(offset: float, align: str, room: tuple[float, float], size: float) -> float:
    begin, whole = room
    return begin + (whole - size) * SHARES[align] if align in SHARES else begin + offset


def _in_line(drawing: Drawing, anchored: Anchored, height: float) -> tuple[float, float] | None:
    """The upper left corner of a drawing in the line, which stands on the baseline."""
    broken = anchored.broken
    for line, left, top in zip(broken.lines, broken.lefts, broken.tops, strict=True):
        for stretch in line.stretches:
            if stretch.start <= drawing.place < stretch.start + len(stretch.text):
                return anchored.left + left + stretch.x, anchored.top + top + line.baseline - height
    return None


def _rules(drawing: Drawing, box: Rect) -> list[Rule]:
    """The fill, the picture and the lines of a drawing, in the order they are painted in."""
    found = filled(drawing.fill if drawing.form == "box" else "", box)
    if drawing.picture:
        found.append(Rule(*box, 0.0, picture=drawing.picture))
    line = drawing.line
    if line is not None:
        found += [Rule(*ends, line.thickness, line.colour, line.style) for ends in _ends(drawing.form, box)]
    return found


def _ends(form: str, box: Rect) -> Sequence[tuple[float, float, float, float]]:
    """From where to where the lines of a drawing run."""
    left, top, right, bottom = box
    if form == "line":
        return ((left, top, right, bottom),)
    if form == "rising":
        return ((left, bottom, right, top),)
    return (
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    )
