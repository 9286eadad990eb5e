"""A layout with a unit's house style: its styles, page setup, grid and footers changed, its text left alone."""

from core.house.style import HouseStyle


def with_house(layout: bytes, house: HouseStyle) -> bytes:
    """The layout with the house style, as .docx bytes; the same bytes where the style asks for nothing.

    Raises BadInput for what is no Word file, BadUse (``house_too_tight``) where so many characters or lines cannot stand.
    """
    return layout
