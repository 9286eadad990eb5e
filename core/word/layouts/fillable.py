"""Style properties that are filled in for each draft, and the line measure of a layout.

A layout opts out of a value by not setting the property in its style (for example alignment instead of an indent).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from core.model.tables.fit import USUAL_AREA, TypeArea
from core.package import Node, W
from core.word.attributes import child_value
from core.word.styles import StyleResolver

StyleValues: TypeAlias = Mapping[tuple[str, str], int]
"""Numbers by style name and property."""

LEFT, BEFORE, AFTER, LINE, SIZE, TAB = "left", "before", "after", "line", "size", "tab"
"""Left indent, space before and after, line height and position of the tab stop in twips; type size in half points."""

_PLACES: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        LEFT: ((f"{W}pPr/{W}ind", "left"),),
        BEFORE: ((f"{W}pPr/{W}spacing", "before"),),
        AFTER: ((f"{W}pPr/{W}spacing", "after"),),
        LINE: ((f"{W}pPr/{W}spacing", "line"),),
        SIZE: ((f"{W}rPr/{W}sz", "val"), (f"{W}rPr/{W}szCs", "val")),
        TAB: ((f"{W}pPr/{W}tabs/{W}tab", "pos"),),
    }
)
_MARK = (SIZE, LINE, BEFORE, AFTER)
SETTABLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "署名": (LEFT,),
        "成文日期": (LEFT,),
        "单独日期": (LEFT,),
        "发文机关标志": _MARK,
        "联合发文机关": _MARK,
        "信函机关标志": _MARK,
        "纪要标志": _MARK,
        "签发人": (LEFT,),
        "上行文发文字号": (TAB,),
        "版记前空": (BEFORE,),
    }
)
_MEASURED = ("Title", *SETTABLE)


@dataclass(frozen=True, slots=True)
class StyleSlot:
    """A number in the style sheet that may be filled in, with the layout's own value as ``default``."""

    style: str
    name: str
    default: int

    def value(self, settings: StyleValues) -> bytes:
        """The bytes to write into the slot."""
        return str(settings.get((self.style, self.name), self.default)).encode()


CAPTION_STYLE, HEAD_STYLE, CELL_STYLE, TABLE_NOTE_STYLE = TABLE_STYLES = ("表题", "表头", "表内文字", "表注")
"""Styles of captions, of head rows, of cells, and of what stands above or below a table besides: unit line, notes."""


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A style of tables: its id, its type size in half points and its alignment, as ``Cell.align``."""

    id: str
    size: int
    align: str = ""


@dataclass(frozen=True, slots=True)
class LineMeasure:
    """The ``width`` of the type area and the character pitch by style name (``characters``), in twips.

    Styles without a known pitch are missing; ``width`` is 0 if the layout does not define its page, as is the width
    ``across`` a landscape page. ``tables`` are those of TABLE_STYLES that the layout has.
    """

    width: int = 0
    characters: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    across: int = 0
    tables: Mapping[str, TableStyle] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def area(self) -> TypeArea:
        """The type area; the usual one where the layout does not define its page."""
        return TypeArea(self.width or USUAL_AREA.width, self.across or USUAL_AREA.across)


def cut_slots(styles: Node, gap: str) -> tuple[StyleSlot, ...]:
    """Replace every number that may be filled in by ``gap``; the slots in document order."""
    order = {node: number for number, node in enumerate(styles.iter())}
    found = sorted(_slots(styles), key=lambda each: (order[each[1]], list(each[1].attrib).index(each[2])))
    for _, node, attribute in found:
        node.attrib.pop(attribute + "Chars", None)
        node.set(attribute, gap)
    return tuple(spot for spot, _, _ in found)


def _slots(styles: Node) -> Iterator[tuple[StyleSlot, Node, str]]:
    for style in styles.iter(W + "style"):
        name = child_value(style, "name")
        for setting in SETTABLE.get(name, ()):
            for path, attribute in _PLACES[setting]:
                node = style.find(path)
                usual = None if node is None else node.get(W + attribute)
                if usual and usual.lstrip("-").isascii() and usual.lstrip("-").isdigit():
                    yield StyleSlot(name, setting, int(usual)), node, W + attribute


def line_measure(styles: Node, body: Node) -> LineMeasure:
    """The line measure of a layout with the style sheet ``styles`` and the main part ``body``."""
    resolver = StyleResolver(styles)
    wanted = {child_value(style, "name"): style for style in resolver.styles}
    tables = {name: _table_style(wanted[name], resolver) for name in TABLE_STYLES if name in wanted}
    pitches = {name: _pitch(style, resolver) for name, style in wanted.items() if name in _MEASURED}
    return LineMeasure(
        _room(body, "w", ("left", "right")),
        MappingProxyType({name: pitch for name, pitch in pitches.items() if pitch > 0}),
        _room(body, "h", ("top", "bottom")),
        MappingProxyType(tables),
    )


def _table_style(style: Node, resolver: StyleResolver) -> TableStyle:
    """The style with its own or inherited size and alignment."""
    sizes = _values(style, resolver, "rPr", "sz")
    aligned = _values(style, resolver, "pPr", "jc")
    return TableStyle(style.get(W + "styleId") or "", _whole(next(iter(sizes), "")), next(iter(aligned), ""))


def _values(style: Node, resolver: StyleResolver, part: str, tag: str) -> list[str]:
    """What a style says by a property, and what it would inherit."""
    found = (node for properties in resolver.properties(style, part) for node in properties.findall(W + tag))
    return [node.get(W + "val") or "" for node in found]


def _room(body: Node, side: str, edges: tuple[str, str]) -> int:
    """What two margins leave of a side of the page, in twips."""
    size = next(iter(body.iter(W + "pgSz")), None)
    margins = next(iter(body.iter(W + "pgMar")), None)
    if size is None or margins is None:
        return 0
    return max(_number(size, side) - sum(abs(_number(margins, edge)) for edge in edges), 0)


def _pitch(style: Node, resolver: StyleResolver) -> int:
    """The character pitch of a style in twips, from its own or inherited size and spacing; 0 if no size is given."""
    sizes = [_whole(size) for size in _values(style, resolver, "rPr", "sz")]
    spacings = [_whole(spacing) for spacing in _values(style, resolver, "rPr", "spacing")]
    return sizes[0] * 10 + (spacings or [0])[0] if sizes else 0


def _number(node: Node, attribute: str) -> int:
    return _whole(node.get(W + attribute) or "")


def _whole(text: str) -> int:
    try:
        return round(float(text))
    except (ValueError, OverflowError):
        return 0
