"""House styles applied to a layout: its styles, page setup, grid and footers change, its text does not."""

import copy
import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from core.errors import BadUse
from core.package import Node, W
from core.word.unit_style.layout_parts import LayoutParts
from core.word.unit_style.layout_styles import LEVELS, ROLES, LayoutStyles, own_number, properties
from core.word.unit_style.page_numbers import form_of, place_of, set_numbers, shows_on_first
from core.word.unit_style.page_setup import (
    TWIPS_PER_MM,
    PageGeometry,
    first_number,
    paper_of,
    set_first_number,
    set_grid,
    set_margins,
    widen,
)
from core.word.unit_style.style import BY_NAME, HouseStyle, Value, make_style
from core.word.unit_style.style_fonts import bold_of, digits_of, font_of, set_formats, size_of_role
from core.word.unit_style.tree import child, number, put

# Space around the title block in lines: above it as space before in the title's style, below it as blank paragraphs.
#
# Blank paragraphs are used below because the last line of the block (title or 副标题 lines) depends on the draft.

NEAR_LINE = 0.05


def lines_before(document: Node, sheet: LayoutStyles, pitch: float) -> int | None:
    """The blank lines above the title; None without a title or if they are no whole number."""
    title = sheet.role("title")
    if title is None or not pitch:
        return None
    times = (sheet.amount(title, "pPr/spacing", "before") or 0) / pitch
    whole = round(times)
    return whole + len(_blanks_above(document, title)) if abs(times - whole) < NEAR_LINE else None


def set_lines_before(document: Node, sheet: LayoutStyles, lines: int | None, pitch: float) -> None:
    """Set the blank lines above the title, with or without a letterhead there."""
    title = sheet.role("title")
    if title is None or lines is None:
        return
    for blank in _blanks_above(document, title):
        blank.getparent().remove(blank)
    put(properties(title, "pPr"), "spacing", before=round(lines * pitch), beforeLines=None, beforeAutospacing=None)


def _blanks_above(document: Node, title: Node) -> list[Node]:
    """The blank paragraphs directly above the title, ignoring tags."""
    paragraph = next((p for p in document.iter(W + "p") if _style(p) == title.get(W + "styleId")), None)
    found: list[Node] = []
    while paragraph is not None:
        paragraph = paragraph.getprevious()
        if paragraph is None or paragraph.tag != W + "p" or not (_is_blank(paragraph) or _is_control(paragraph)):
            break
        found += [paragraph] if _is_blank(paragraph) else []
    return found


def lines_after(document: Node, sheet: LayoutStyles) -> int | None:
    """The number of blank paragraphs below the title block; None without a title."""
    block = _below_title(document, sheet)
    return None if block is None else sum(_is_blank(paragraph) for paragraph in block)


def set_lines_after(document: Node, sheet: LayoutStyles, lines: int | None) -> None:
    """Set the number of blank paragraphs below the title block."""
    block = _below_title(document, sheet)
    if block is None or lines is None:
        return
    blank = [paragraph for paragraph in block if _is_blank(paragraph)]
    for paragraph in blank[lines:]:
        paragraph.getparent().remove(paragraph)
    if len(blank) < lines:
        last = blank[-1] if blank else _first_blank(block, sheet)
        for _ in range(lines - max(len(blank), 1)):
            last.addnext(copy.deepcopy(last))


def _below_title(document: Node, sheet: LayoutStyles) -> list[Node] | None:
    """The title, the paragraphs of its block, and blank lines and tags after them; None without a title."""
    title, body = sheet.role("title"), document.find(W + "body")
    if title is None or body is None:
        return None
    names = [style.get(W + "styleId") for style in (title, sheet.role("subtitle")) if style is not None]
    below = dropwhile(lambda paragraph: _style(paragraph) != names[0], body.findall(W + "p"))
    block = takewhile(lambda each: _style(each) in names or _is_blank(each) or _is_control(each), below)
    return list(block) or None


def _first_blank(block: list[Node], sheet: LayoutStyles) -> Node:
    """A new blank paragraph below the block, outside the statements around its lines."""
    written = [index for index, paragraph in enumerate(block) if not _is_control(paragraph)]
    last = written[-1]
    while last + 1 < len(block) and _text(block[last + 1]).lstrip("{｛%％-+ ").startswith(("end", "p end")):
        last += 1
    paragraph = block[last].makeelement(W + "p")
    body = _blank_style(sheet)
    if body is not None:
        look = paragraph.makeelement(W + "pPr")
        paragraph.append(look)
        child(look, "pStyle").set(W + "val", body.get(W + "styleId"))
    block[last].addnext(paragraph)
    return paragraph


def _blank_style(sheet: LayoutStyles) -> Node | None:
    blank = sheet.named("空行")
    return sheet.role("body") if blank is None else blank


def _style(paragraph: Node) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(W + "val") or ""


def _text(paragraph: Node) -> str:
    return "".join(text.text or "" for text in paragraph.iter(W + "t")).strip()


def _is_blank(paragraph: Node) -> bool:
    return not _text(paragraph) and all(
        paragraph.find(f".//{W}{tag}") is None for tag in ("drawing", "pict", "sectPr", "br")
    )


def _is_control(paragraph: Node) -> bool:
    text = _text(paragraph).replace("｛", "{").replace("％", "%")
    return text.startswith("{%") and text.endswith(("%}", "%｝"))


# Line pitch and character pitch of a layout, and lengths given as multiples of them.
#
# A layout on a grid has spaces of whole lines and indents of whole characters; a change of pitch scales them together.
# Lengths in twips, type sizes in half points. Source: ECMA-376 part 1, 17.3.1.12 (indents), 17.3.1.33 (line spacing),
# 17.3.2.35 (character spacing).

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


def apply_house_style(layout: bytes, house: HouseStyle) -> bytes:
    """The layout with the house style, as .docx bytes; the same bytes if the style sets nothing.

    Raises BadInput if it is no Word file, BadUse (``house_too_tight``, ``house_lines_tight``) if that many characters or
    lines do not fit.
    """
    if not house.given:
        return layout
    parts = LayoutParts(layout)
    sheet = LayoutStyles(parts.styles)
    _fit(parts, sheet, house)
    if house.first_number is not None:
        set_first_number(parts.document, house.first_number)
    set_numbers(parts, sheet, house)
    return parts.pack()


def _fit(parts: LayoutParts, sheet: LayoutStyles, house: HouseStyle) -> None:
    """Set page, formats, and line and character pitch, which depend on one another."""
    paper = paper_of(parts.document)
    old = measure_of(sheet, paper)
    set_margins(parts.document, house)
    wider = paper_of(parts.document)
    new = wanted(old, wider, house)
    set_formats(sheet, house)
    roots = [parts.styles, *parts.shown()]
    if new.pitch != old.pitch:
        set_pitch(sheet, roots, old.pitch, round(new.pitch))
        set_grid(parts.document, round(new.pitch))
    if new.character != old.character:
        set_characters(sheet, roots, old, new)
    if paper and wider:
        widen(roots, paper, wider)
    if new.pitch != old.pitch or any(name.endswith("_size") for name in house.given):
        make_room(sheet, map(sheet.role, ROLES))
    set_lines_before(parts.document, sheet, house.title_before, measure_of(sheet, wider).pitch)
    set_lines_after(parts.document, sheet, house.title_after)


def read_house_style(layout: bytes) -> HouseStyle:
    """The settings that the layout has now; None for those it does not set or sets in its own way. Raises BadInput."""
    parts = LayoutParts(layout)
    sheet = LayoutStyles(parts.styles)
    paper = paper_of(parts.document)
    measure = measure_of(sheet, paper)
    values: dict[str, Value | None] = {
        "digits": digits_of(sheet),
        "number_form": form_of(parts),
        "number_place": place_of(parts, sheet),
        "first_number": first_number(parts.document) or 1,
        "number_on_first": shows_on_first(parts),
        "title_before": lines_before(parts.document, sheet, measure.pitch),
        "title_after": lines_after(parts.document, sheet),
        **_measures(paper, measure),
    }
    for role in ROLES:
        values[f"{role}_font"] = font_of(sheet, role)
        values[f"{role}_size"] = size_of_role(sheet, role)
        if role != "body":
            values[f"{role}_bold"] = bold_of(sheet, role)
    return make_style(
        {name: value for name, value in values.items() if value is not None and BY_NAME[name].fits(value)}
    )


def _measures(paper: PageGeometry | None, measure: GridMeasure) -> dict[str, Value | None]:
    values: dict[str, Value | None] = {"pitch": round(measure.pitch / 20, 2) if measure.pitch else None}
    if paper is None:
        return values
    for side in ("top", "bottom", "left", "right"):
        values[side] = round(getattr(paper, side) / TWIPS_PER_MM, 1)
    if measure.character > 0:
        values["characters"] = int(paper.text_width // measure.character)
    if measure.pitch:
        values["lines"] = int(paper.text_height // measure.pitch)
    return values
