"""Sections of a Word file: page size, grid, headers and footers (ECMA-376 part 1, 17.6 and 17.10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.package import Node, R, W
from core.typesetting.values import PageSheet
from core.word.attributes import is_on, measure, value

A4_WIDTH, A4_HEIGHT = 11906.0, 16838.0
SMALLEST_PAGE = 1440.0
SMALLEST_TEXT = 1440.0
MARGIN, SIDE_MARGIN = 1440.0, 1800.0
HEADER, FOOTER = 851.0, 992.0
LARGEST_PITCH = 3168.0
PLAIN_LINE = 240.0
LARGEST_NUMBER = 32767.0
_GRIDS = frozenset(("lines", "linesAndChars", "snapToChars"))
_CHARACTER_GRIDS = frozenset(("linesAndChars", "snapToChars"))
CHARACTER_UNITS = 4096 / 20
"""Units of w:charSpace per twip; it is given in 4096ths of a point."""
LARGEST_MORE = 4096 * 100.0
_STARTS = MappingProxyType({"continuous": "continuous", "evenPage": "even_page", "oddPage": "odd_page"})


@dataclass(frozen=True, slots=True)
class Grid:
    """The unit of spaces given in lines (17.3.1.33), and the width added to every character, both in twips."""

    pitch: float = PLAIN_LINE
    more: float = 0.0


@dataclass(frozen=True, slots=True)
class SectionProperties:
    """The content of a ``w:sectPr``; ``headers`` and ``footers`` are relationship ids by kind (default, even, first)."""

    sheet: PageSheet
    headers: Mapping[str, str]
    footers: Mapping[str, str]
    has_first: bool
    starts: str
    first_number: int | None


@dataclass(frozen=True, slots=True)
class PageSettings:
    """Page-related settings of ``settings.xml``; ``edge_at_indent``: tables are indented by their edge, not their text."""

    has_even: bool = False
    edge_at_indent: bool = False


FIRST_MODE_BY_EDGE = 15.0


def page_settings(root: Node | None) -> PageSettings:
    """The settings of a file; defaults if it has none."""
    if root is None:
        return PageSettings()
    even = root.find(W + "evenAndOddHeaders")
    modes = [node for node in root.iter(W + "compatSetting") if node.get(W + "name") == "compatibilityMode"]
    mode = max((measure(value(node)) for node in modes), default=0.0)
    return PageSettings(even is not None and is_on(even), mode >= FIRST_MODE_BY_EDGE)


def section_properties(properties: Node | None) -> SectionProperties:
    """The section of a ``w:sectPr``; A4 with default margins without one."""
    nothing: Mapping[str, str] = MappingProxyType({})
    if properties is None:
        sheet = PageSheet(A4_WIDTH, A4_HEIGHT, MARGIN, SIDE_MARGIN, MARGIN, SIDE_MARGIN, HEADER, FOOTER)
        return SectionProperties(sheet, nothing, nothing, False, "next_page", None)
    first, numbers = properties.find(W + "titlePg"), properties.find(W + "pgNumType")
    start = measure(None if numbers is None else numbers.get(W + "start"), -1.0, LARGEST_NUMBER)
    return SectionProperties(
        _sheet(properties),
        _references(properties, "headerReference"),
        _references(properties, "footerReference"),
        first is not None and is_on(first),
        _STARTS.get(value(properties.find(W + "type")), "next_page"),
        None if start < 0 else int(start),
    )


def grid_of(properties: Node | None) -> Grid:
    """The effect of a section's grid on its paragraphs (17.6.5)."""
    if properties is None:
        return Grid()
    grid = properties.find(W + "docGrid")
    more = 0.0
    if grid is not None and grid.get(W + "type") in _CHARACTER_GRIDS:
        more = measure(grid.get(W + "charSpace"), 0.0, LARGEST_MORE) / CHARACTER_UNITS
    return Grid(_pitch(properties) or PLAIN_LINE, more)


def _sheet(properties: Node) -> PageSheet:
    size, margins = properties.find(W + "pgSz"), properties.find(W + "pgMar")
    width, height = _length(size, "w", A4_WIDTH), _length(size, "h", A4_HEIGHT)
    width, height = max(width, SMALLEST_PAGE), max(height, SMALLEST_PAGE)
    left = abs(_length(margins, "left", SIDE_MARGIN)) + abs(_length(margins, "gutter", 0.0))
    right = abs(_length(margins, "right", SIDE_MARGIN))
    top, bottom = abs(_length(margins, "top", MARGIN)), abs(_length(margins, "bottom", MARGIN))
    left, right = _within(left, right, width)
    top, bottom = _within(top, bottom, height)
    header, footer = _length(margins, "header", HEADER), _length(margins, "footer", FOOTER)
    return PageSheet(width, height, top, right, bottom, left, abs(header), abs(footer), _pitch(properties))


def _length(node: Node | None, name: str, default: float) -> float:
    return default if node is None else measure(node.get(W + name), default)


def _within(one: float, other: float, whole: float) -> tuple[float, float]:
    """Two margins, reduced proportionally if they leave no room for text."""
    most = whole - SMALLEST_TEXT
    return (one, other) if one + other <= most else (most * one / (one + other), most * other / (one + other))


def _pitch(properties: Node) -> float:
    grid = properties.find(W + "docGrid")
    if grid is None or (grid.get(W + "type") or "") not in _GRIDS:
        return 0.0
    return max(measure(grid.get(W + "linePitch"), 0.0, LARGEST_PITCH), 0.0)


def _references(properties: Node, name: str) -> Mapping[str, str]:
    found = properties.iterchildren(W + name)
    return MappingProxyType({node.get(W + "type") or "default": node.get(R + "id") or "" for node in found})
