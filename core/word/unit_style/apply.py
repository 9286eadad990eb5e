"""House styles applied to a layout: its styles, page setup, grid and footers change, its text does not."""

from core.word.unit_style.layout_parts import LayoutParts
from core.word.unit_style.layout_styles import ROLES, LayoutStyles
from core.word.unit_style.measure import GridMeasure, make_room, measure_of, set_characters, set_pitch, wanted
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
from core.word.unit_style.title_space import lines_after, lines_before, set_lines_after, set_lines_before


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
