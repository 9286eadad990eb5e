"""Page setup of a layout: margins, line grid, title page, first page number, and elements aligned to the type area.

Lengths in twips. Source: ECMA-376 part 1, 17.6 (sections); GB/T 9704-2012, 5.2 (type area) and 7.5 (page number).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.package import Node, W
from core.word.attributes import is_on
from core.word.unit_style.style import HouseStyle
from core.word.unit_style.tree import child, number, put

TWIPS_PER_MM = 1440 / 25.4
SIDES = ("top", "bottom", "left", "right")
LEAST_EDGE = 284
NEAR = 40


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Page size and margins of the first section; ``grid`` is its line pitch, 0 for none."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    grid: float = 0

    @property
    def text_width(self) -> float:
        """Width of the type area."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height of the type area."""
        return self.height - self.top - self.bottom


def sections(document: Node) -> list[Node]:
    """The section properties in document order."""
    return list(document.iter(W + "sectPr"))


def paper_of(document: Node) -> PageGeometry | None:
    """The page geometry of the first section that defines one; None if no section does."""
    for section in sections(document):
        size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
        width, height = number(size, "w"), number(size, "h")
        sides = [number(margins, side) for side in SIDES]
        if width and height and None not in sides:
            top, bottom, left, right = (abs(side or 0) for side in sides)
            return PageGeometry(width, height, top, bottom, left, right, _grid(section))
    return None


def _grid(section: Node) -> float:
    grid = section.find(W + "docGrid")
    snaps = grid is not None and grid.get(W + "type") in ("lines", "linesAndChars", "snapToChars")
    return (number(grid, "linePitch") or 0) if snaps else 0


def set_margins(document: Node, house: HouseStyle) -> None:
    """Set the margins of all portrait sections; the footer keeps its distance from the type area."""
    wanted = {side: round(value * TWIPS_PER_MM) for side in SIDES if (value := getattr(house, side)) is not None}
    for section in sections(document):
        size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
        if margins is not None and (number(size, "w") or 0) <= (number(size, "h") or 0):
            _move_edges(margins, wanted)
            put(section, "pgMar", **wanted)


def _move_edges(margins: Node, wanted: Mapping[str, int]) -> None:
    """Move header and footer with the type area, within the page."""
    header, footer, bottom = (number(margins, name) for name in ("header", "footer", "bottom"))
    if footer is not None and bottom is not None:
        shifted = footer + wanted.get("bottom", abs(bottom)) - abs(bottom)
        margins.set(W + "footer", str(round(max(shifted, min(footer, LEAST_EDGE)))))
    if header is not None:
        margins.set(W + "header", str(round(min(header, wanted.get("top", header)))))


def set_grid(document: Node, pitch: int) -> None:
    """Set a line grid of that pitch; characters are spaced by styles, which all office programs treat alike."""
    for section in sections(document):
        put(section, "docGrid", type="lines", linePitch=pitch, charSpace=None)


def leading(document: Node) -> list[Node]:
    """The sections that may contain the first page: those in conditions, and the first unconditional one."""
    found = sections(document)
    sure = next((index for index, section in enumerate(found) if not _is_conditional(section)), len(found))
    return found[: sure + 1]


def _is_conditional(section: Node) -> bool:
    """Whether the section break stands between two tags, as before an imprint on a separate page."""
    paragraph = next(section.iterancestors(W + "p"), None)
    beside = (None, None) if paragraph is None else (paragraph.getprevious(), paragraph.getnext())
    return all(
        other is not None and "{%" in "".join(text.text or "" for text in other.iter(W + "t")) for other in beside
    )


def first_number(document: Node) -> int | None:
    """The number of the first page; None if it is not set."""
    for section in leading(document)[:1]:
        found = number(section.find(W + "pgNumType"), "start")
        return None if found is None else int(found)
    return None


def set_first_number(document: Node, value: int) -> None:
    """Set the number of the first page."""
    for section in leading(document):
        put(section, "pgNumType", start=value)


def has_title_page(section: Node) -> bool:
    """Whether the section's first page has its own header and footer."""
    found = section.find(W + "titlePg")
    return found is not None and is_on(found)


def set_title_page(section: Node) -> None:
    """Give the section's first page its own header and footer."""
    put(section, "titlePg", val=None)


def widen(roots: Iterable[Node], before: PageGeometry, after: PageGeometry) -> None:
    """Adapt tables as wide as the type area, and tab stops measured from its right edge, to a new geometry.

    Rules that extend beyond the type area on both sides keep their position on the page.
    """
    old, new = before.text_width, after.text_width
    for root in roots if (before.left, before.right) != (after.left, after.right) else ():
        for rule in root.iter(W + "pBdr"):
            _keep_on_paper(rule.getparent().find(W + "ind"), before, after)
        for table in root.iter(W + "tbl"):
            _stretch(table, old, new)
        for tab in root.iter(W + "tab"):
            _move(tab, new - old)


def _keep_on_paper(indent: Node | None, before: PageGeometry, after: PageGeometry) -> None:
    left, right = number(indent, "left") or 0, number(indent, "right") or 0
    if indent is not None and left < 0 and right < 0:
        indent.set(W + "left", str(round(left + before.left - after.left)))
        indent.set(W + "right", str(round(right + before.right - after.right)))


def _move(tab: Node, shift: float) -> None:
    place, side = number(tab, "pos"), tab.get(W + "val")
    if place is not None and side in ("right", "end", "center"):
        tab.set(W + "pos", str(round(place + (shift / 2 if side == "center" else shift))))


def _stretch(table: Node, old: float, new: float) -> None:
    """Scale a table that is as wide as the old type area."""
    columns = list(table.findall(f"{W}tblGrid/{W}gridCol"))
    total = sum(number(column, "w") or 0 for column in columns)
    if not total or abs(total - old) > NEAR:
        return
    for element in [*columns, *_widths(table)]:
        width = number(element, "w")
        if width is not None:
            element.set(W + "w", str(round(width * new / total)))


def _widths(table: Node) -> Iterator[Node]:
    """Widths in twips of the table and of its cells."""
    for element in table.iter(W + "tblW", W + "tcW"):
        if element.get(W + "type") == "dxa" and next(element.iterancestors(W + "tbl")) is table:
            yield element


def even_pages_differ(settings: Node | None) -> bool:
    """Whether even pages have their own headers and footers."""
    found = None if settings is None else settings.find(W + "evenAndOddHeaders")
    return found is not None and is_on(found)


def let_even_pages_differ(settings: Node) -> None:
    """Give even pages their own headers and footers."""
    child(settings, "evenAndOddHeaders").attrib.pop(W + "val", None)
