"""Pages turned sideways: landscape sections of their own in the rendered main part (GB/T 9704-2012, clause 8).

A landscape page is an upright one turned clockwise, so that in the bound document the head of what it shows is at the left.
The page number stays where the upright pages have it: the footer stands in a turned text box at the left edge.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from core.package import Node, R, W, parse_xml, serialise, xml_part
from core.word.attributes import measure

PREFIX = "landscape_"
"""Begins the names of turned footers and the ids of their relationships."""
FOOTER_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"

_P, _TABLE, _SECTION, _PROPERTIES = W + "p", W + "tbl", W + "sectPr", W + "pPr"
_EMU = 635
_LEAST_FOOTER = 400
_DRAWN = (W + "drawing", W + "pict", W + "object")
_GAP = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pPr><w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
)
_BOX = (
    '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>'
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"'
    ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    '<wp:docPr id="{number}" name="Page number {number}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
    "<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
    '<wps:bodyPr vert="vert" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr>'
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p></w:ftr>"
)

Lookup = Callable[[str], bytes]
"""The bytes of a footer by the id of its relationship; empty if there is none."""


@dataclass(frozen=True, slots=True)
class _Upright:
    """The measures of an upright page, in twips; ``left`` with the gutter."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int


@dataclass(slots=True)
class _Turner:
    """Turns parts of one main part; ``footers`` are the turned ones by the name of their part."""

    lookup: Lookup
    footers: dict[str, bytes] = field(default_factory=dict)

    def turned(self, section: Node) -> Node:
        """The properties of the landscape pages between upright ones with these properties."""
        page, made = _measures(section), _continued(section)
        if page.width >= page.height:
            return made
        _measures(made)
        _set(made.find(W + "pgSz"), w=page.height, h=page.width, orient="landscape")
        sides = {"top": page.left, "right": page.top, "bottom": page.right, "left": page.bottom}
        header, footer = min(page.header, max(page.left - 40, 0)), min(page.footer, max(page.right - 40, 0))
        _set(made.find(W + "pgMar"), **sides, header=header, footer=footer, gutter=0)
        for reference in made.iterchildren(W + "footerReference"):
            known = reference.get(R + "id") or ""
            name = f"word/{PREFIX}{known}.xml"
            if name not in self.footers:
                self._turn_footer(name, self.lookup(known), page)
            if name in self.footers:
                reference.set(R + "id", PREFIX + known)
        return made

    def _turn_footer(self, name: str, data: bytes, page: _Upright) -> None:
        root = parse_xml(data) if data else None
        if root is None or next(root.iter(*_DRAWN), None) is not None:  # no text box may stand in another
            return
        depth = max(page.bottom - page.footer, _LEAST_FOOTER)
        self.footers[name] = _BOX.format(
            x=page.footer * _EMU,
            y=page.left * _EMU,
            width=depth * _EMU,
            height=max(page.width - page.left - page.right, 1) * _EMU,
            number=9000 + len(self.footers),
            content="".join(map(serialise, root)),
        ).encode()


def with_landscape_pages(xml: bytes, numbers: frozenset[int], lookup: Lookup) -> tuple[bytes, dict[str, bytes]]:
    """The main part with landscape sections around the paragraphs of these elements, and the footers they need by name.

    Blocks must still be marks (``core.word.layouts.placing``).
    """
    root = parse_xml(xml)
    body = root.find(W + "body")
    if body is None:
        return xml, {}
    turner = _Turner(lookup)
    for part in list(_sections(body)):
        _turn(part, numbers, turner)
    return xml_part(root), turner.footers


def _sections(body: Node) -> Iterator[list[Node]]:
    """The blocks of each section; its properties stand in the last one, or are it."""
    own: list[Node] = []
    for node in body:
        own.append(node)
        if _section_of(node) is not None:
            yield own
            own = []


def _section_of(node: Node) -> Node | None:
    return node if node.tag == _SECTION else node.find(f"{_PROPERTIES}/{_SECTION}") if node.tag == _P else None


def _turn(blocks: list[Node], numbers: frozenset[int], turner: _Turner) -> None:
    section = _section_of(blocks[-1])
    assert section is not None
    groups = list(_groups(blocks, numbers))
    upright, sideways = deepcopy(section), turner.turned(section) if groups else section
    texts = [node for node in blocks if node.tag != _SECTION]
    position = 0
    for first, last in groups:
        if first > position:
            _end_section(texts[first - 1], deepcopy(upright))
            upright = _continued(upright)
        if last == len(texts) - 1:
            _replace(section, sideways)
            return
        _end_section(texts[last], deepcopy(sideways))
        upright, position = _continued(upright), last + 1
    if groups:
        _replace(section, upright)


def _groups(blocks: list[Node], numbers: frozenset[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of blocks that stand sideways; what shows nothing interrupts none."""
    first = last = -1
    for place, node in enumerate(blocks):
        shown = set(_numbers_of(node))
        if shown & numbers:
            first, last = place if first < 0 else first, place
        elif first >= 0 and (shown or node.tag == _TABLE):
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def _numbers_of(node: Node) -> Iterator[int]:
    """The numbers of the elements that a block shows."""
    for mark in node.iter(W + "bookmarkStart"):
        start, _, number = (mark.get(W + "name") or "").rpartition("_")
        if start.startswith("_GW_") and number.isdecimal():
            yield int(number)


def _end_section(node: Node, section: Node) -> None:
    """Let a section end with this block: in its own properties, or in a paragraph after it that takes no room."""
    if node.tag != _P or next(node.iter("gwb"), None) is not None or _section_of(node) is not None:
        gap = parse_xml(_GAP.encode())
        node.addnext(gap)
        node = gap
    properties = node.find(_PROPERTIES)
    if properties is None:
        properties = node.makeelement(_PROPERTIES)
        node.insert(0, properties)
    change = properties.find(W + "pPrChange")
    properties.insert(len(properties) if change is None else properties.index(change), section)


def _replace(section: Node, other: Node) -> None:
    section.getparent().replace(section, other)


def _continued(section: Node) -> Node:
    """The properties for later pages: a new page, no first page of their own, page numbers that go on."""
    made = deepcopy(section)
    for name in ("type", "titlePg"):
        for node in made.findall(W + name):
            made.remove(node)
    for node in made.iterchildren(W + "pgNumType"):
        node.attrib.pop(W + "start", None)
    return made


def _measures(section: Node) -> _Upright:
    """The measures of a section; size and margins are added where it has none."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is None:
        size = section.makeelement(W + "pgSz")
        section.append(size)
    if margins is None:
        margins = section.makeelement(W + "pgMar")
        size.addnext(margins)
    found = {
        name: round(abs(measure(margins.get(W + name), usual)))
        for name, usual in (("top", 1440), ("right", 1800), ("bottom", 1440), ("left", 1800), ("header", 851))
    }
    footer, gutter = (
        round(abs(measure(margins.get(W + name), usual))) for name, usual in (("footer", 992), ("gutter", 0))
    )
    width, height = round(measure(size.get(W + "w"), 11906)), round(measure(size.get(W + "h"), 16838))
    return _Upright(
        width, height, found["top"], found["right"], found["bottom"], found["left"] + gutter, found["header"], footer
    )


def _set(node: Node | None, **values: object) -> None:
    if node is not None:
        for name, value in values.items():
            node.set(W + name, str(value))
