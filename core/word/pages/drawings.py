"""The drawings in a run, from the alternative that can be shown (ECMA-376 part 3, 7.6 mc:AlternateContent)."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from core.package import MC, Node, R, W
from core.typesetting.values import Anchor, Block, Border, Drawing
from core.word.pages.drawing_context import CANVAS, CHART, DIAGRAM, PICTURE, SHAPE, UPRIGHT, DrawingContext, stroke
from core.word.pages.geometry import A, attribute, emu, fill_colour, part
from core.word.pages.vml import read_vml

# Drawings in DrawingML (ECMA-376 part 1, 20.1, 20.2, 20.4): straight lines, text boxes, pictures, groups of them.
#
# Round corners are shown as square ones.

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"

_LINES = frozenset(("line", "straightConnector1"))
_BOXES = frozenset(("rect", "roundRect", "flowChartProcess", "snipRoundRect", "round2SameRect"))
_UNREAD = MappingProxyType({"chart": CHART, "diagram": DIAGRAM, "wordprocessingCanvas": CANVAS})
_OF_X = MappingProxyType(
    {
        "page": "page",
        "margin": "margin",
        "leftMargin": "left_margin",
        "rightMargin": "right_margin",
        "insideMargin": "left_margin",
        "outsideMargin": "right_margin",
    }
)
_OF_Y = MappingProxyType(
    {"page": "page", "margin": "margin", "topMargin": "top_margin", "bottomMargin": "bottom_margin"}
)
_ALIGNED = MappingProxyType(
    {"left": "left", "inside": "inside", "center": "center", "right": "right", "outside": "outside"}
)
_ALIGNED_DOWN = MappingProxyType(
    {"top": "top", "inside": "top", "center": "center", "bottom": "bottom", "outside": "bottom"}
)
_STYLES = MappingProxyType(
    {"dbl": "double", "thickThin": "thickThinSmallGap", "thinThick": "thinThickSmallGap", "tri": "triple"}
)
_DASHES = MappingProxyType({"dot": "dotted", "sysDot": "dotted", "solid": ""})
_USUAL_LINE = 15.0
_THEME_LINES = MappingProxyType({"1": 10.0, "2": 20.0, "3": 30.0})
"""Line widths by theme index (20.1.4.1.19), as in the common themes."""
_SIDE, _TOP = 144.0, 72.0
_HALF_TURN = 10_800_000
_CLOCKWISE = "vert"
_DIRECTIONS = ("horz", _CLOCKWISE)
_DEEPEST = 4


def read_drawing(node: Node, context: DrawingContext) -> tuple[Drawing, ...]:
    """The drawings of a ``w:drawing``."""
    frames = (frame for frame in node if frame.tag in (WP + "anchor", WP + "inline") and not _is_hidden(frame))
    found = (_drawing_of(frame, context) for frame in frames)
    return tuple(drawing for drawing in found if drawing is not None)


def _is_hidden(frame: Node) -> bool:
    return attribute(frame.find(WP + "docPr"), "hidden") in ("1", "true")


def _drawing_of(frame: Node, context: DrawingContext) -> Drawing | None:
    data = frame.find(f"{A}graphic/{A}graphicData")
    content = None if data is None else next(iter(data), None)
    drawing = None if content is None else _content(content, context, 0)
    if drawing is None:
        return None
    extent = frame.find(WP + "extent")
    width, height = (0.0, 0.0) if extent is None else (emu(extent.get("cx")), emu(extent.get("cy")))
    width = 0.0 if drawing.fits and not drawing.width else max(width, 0.0)
    drawing = replace(drawing, width=width, height=max(height, 0.0), anchor=None)
    return _wrapped(replace(drawing, anchor=_anchor(frame)), frame) if frame.tag == WP + "anchor" else drawing


def _anchor(frame: Node) -> Anchor:
    simple = frame.find(WP + "simplePos")
    if frame.get("simplePos") in ("1", "true") and simple is not None:
        return Anchor(emu(simple.get("x")), emu(simple.get("y")), "page", "page")
    across, down = frame.find(WP + "positionH"), frame.find(WP + "positionV")
    x, of_x, align_x = _position(across, _OF_X, "column")
    y, of_y, align_y = _position(down, _OF_Y, "paragraph")
    return Anchor(x, y, of_x, of_y, _ALIGNED.get(align_x, ""), _ALIGNED_DOWN.get(align_y, ""))


def _position(node: Node | None, known: Mapping[str, str], usual: str) -> tuple[float, str, str]:
    """Offset, reference and alignment."""
    if node is None:
        return 0.0, usual, ""
    align = (node.findtext(WP + "align") or "").strip()
    return emu((node.findtext(WP + "posOffset") or "").strip()), known.get(node.get("relativeFrom") or "", usual), align


def _wrapped(drawing: Drawing, frame: Node) -> Drawing:
    """The drawing with the space it keeps free of text."""
    if frame.find(WP + "wrapTopAndBottom") is None:
        return drawing
    return replace(drawing, pushes=True, gaps=(emu(frame.get("distT")), emu(frame.get("distB"))))


def _content(node: Node, context: DrawingContext, depth: int) -> Drawing | None:
    """A shape, picture or group in the size given by its own properties."""
    if node.tag == WPS + "wsp":
        return _shape(node, context)
    if node.tag == PIC + "pic":
        return _picture(node, context)
    if node.tag in (WPG + "wgp", WPG + "grpSp") and depth < _DEEPEST:
        return _group(node, context, depth)
    kind = node.tag.partition("}")[0].rpartition("/")[2]
    context.note_unsupported(_UNREAD.get(kind, SHAPE))
    return None


def _shape(node: Node, context: DrawingContext) -> Drawing | None:
    properties, style = node.find(WPS + "spPr"), node.find(WPS + "style")
    place = _place(properties)
    form = _form(properties, place)
    text = node.find(f"{WPS}txbx/{W}txbxContent")
    if not form:
        context.note_unsupported(SHAPE)
        if text is None:
            return None
    colours = context.resources.colours
    drawing = Drawing(place.width, place.height, Anchor(place.x, place.y))
    if form:
        fill = _fill(properties, style, colours) if form == "box" else ""
        drawing = replace(drawing, form=form, line=_line(properties, style, colours), fill=fill)
    return drawing if text is None else _with_text(drawing, node.find(WPS + "bodyPr"), context.blocks(text), context)


def _with_text(drawing: Drawing, body: Node | None, blocks: tuple[Block, ...], context: DrawingContext) -> Drawing:
    """The box with its text (20.1.2.1.1)."""
    given = {} if body is None else body.attrib
    direction = given.get("vert", "horz")
    if direction not in _DIRECTIONS:
        context.note_unsupported(UPRIGHT)
        return drawing
    usual = {"lIns": _SIDE, "tIns": _TOP, "rIns": _SIDE, "bIns": _TOP}
    left, top, right, bottom = (emu(given[name]) if name in given else inset for name, inset in usual.items())
    drawing = replace(drawing, blocks=blocks, insets=(left, top, right, bottom))
    if direction == _CLOCKWISE:
        return replace(drawing, sideways=True, at_foot=given.get("anchor") == "b")
    fits = part(body, A + "spAutoFit") is not None
    width = 0.0 if fits and given.get("wrap") == "none" else max(drawing.width, 1.0)
    return replace(drawing, width=width, fits=fits)


def _picture(node: Node, context: DrawingContext) -> Drawing | None:
    properties, blip = node.find(PIC + "spPr"), node.find(f"{PIC}blipFill/{A}blip")
    place = _place(properties)
    picture = b"" if blip is None else context.resources.picture(blip.get(R + "embed") or "")
    if not picture:
        context.note_unsupported(PICTURE)
        return None
    line = _line(properties, None, context.resources.colours)
    return Drawing(place.width, place.height, Anchor(place.x, place.y), line=line, picture=picture)


def _group(node: Node, context: DrawingContext, depth: int) -> Drawing:
    """A group; its parts use the coordinate system of the group (20.1.7.5)."""
    frame = node.find(f"{WPG}grpSpPr/{A}xfrm")
    place, inner = _within(frame, "off", "ext"), _within(frame, "chOff", "chExt")
    across = place.width / inner.width if inner.width else 1.0
    down = place.height / inner.height if inner.height else 1.0
    found = (_content(inside, context, depth + 1) for inside in node if inside.tag in _PARTS)
    parts = tuple(_scaled(each, inner, across, down) for each in found if each is not None)
    return Drawing(place.width, place.height, Anchor(place.x, place.y), parts=parts)


def _scaled(drawing: Drawing, inner: "_Transform", across: float, down: float) -> Drawing:
    anchor = drawing.anchor or Anchor()
    moved = Anchor((anchor.x - inner.x) * across, (anchor.y - inner.y) * down)
    parts = tuple(_scaled(each, _Transform(), across, down) for each in drawing.parts)
    return replace(drawing, width=drawing.width * across, height=drawing.height * down, anchor=moved, parts=parts)


class _Transform(NamedTuple):
    """Position and size of a shape in its group, rotation and flipping (``a:xfrm``)."""

    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    turn: int = 0
    is_flipped: bool = False


def _place(properties: Node | None) -> _Transform:
    frame = None if properties is None else properties.find(A + "xfrm")
    if frame is None:
        return _Transform()
    flips = [frame.get(name) in ("1", "true") for name in ("flipH", "flipV")]
    turned = frame.get("rot") or "0"
    turn = int(turned) if turned.lstrip("-").isdecimal() and len(turned) < 12 else 1
    return _within(frame, "off", "ext")._replace(turn=turn, is_flipped=flips[0] != flips[1])


def _within(frame: Node | None, corner: str, size: str) -> _Transform:
    if frame is None:
        return _Transform()
    off, ext = frame.find(A + corner), frame.find(A + size)
    x, y = (0.0, 0.0) if off is None else (emu(off.get("x")), emu(off.get("y")))
    width, height = (0.0, 0.0) if ext is None else (emu(ext.get("cx")), emu(ext.get("cy")))
    return _Transform(x, y, max(width, 0.0), max(height, 0.0))


def _form(properties: Node | None, place: _Transform) -> str:
    """The form of core.typesetting.values.Drawing; "" if it is not supported."""
    usual = "rect" if part(properties, A + "custGeom") is None else ""
    name = attribute(part(properties, A + "prstGeom"), "prst", usual)
    if place.turn % _HALF_TURN:
        return ""
    if name in _LINES:
        return "rising" if place.is_flipped else "line"
    return "box" if name in _BOXES else ""


def _line(properties: Node | None, style: Node | None, colours: Mapping[str, str]) -> Border | None:
    """The outline of a shape: its own, or that of its style (20.1.2.2.24)."""
    own, usual = part(properties, A + "ln"), part(style, A + "lnRef")
    index, solid = attribute(usual, "idx", "0"), part(own, A + "solidFill")
    if part(own, A + "noFill") is not None or (solid is None and index == "0"):
        return None
    colour = fill_colour(usual if solid is None else solid, colours)
    width = emu(attribute(own, "w")) or _THEME_LINES.get(index, _USUAL_LINE)
    return stroke(width, colour, _line_style(own))


def _line_style(line: Node | None) -> str:
    broken = _DASHES.get(attribute(part(line, A + "prstDash"), "val", "solid"), "dashed")
    return broken or _STYLES.get(attribute(line, "cmpd"), "single")


def _fill(properties: Node | None, style: Node | None, colours: Mapping[str, str]) -> str:
    """The fill colour of a shape, of a gradient the first one; "" for none."""
    if part(properties, A + "noFill") is not None:
        return ""
    solid, changing = part(properties, A + "solidFill"), part(properties, f"{A}gradFill/{A}gsLst/{A}gs")
    usual = part(style, A + "fillRef")
    given = changing if solid is None else solid
    if given is not None:
        return fill_colour(given, colours, "FFFFFF")
    return "" if attribute(usual, "idx", "0") == "0" else fill_colour(usual, colours, "FFFFFF")


_PARTS = frozenset((WPS + "wsp", PIC + "pic", WPG + "grpSp", WPG + "graphicFrame"))


DRAWN = frozenset((W + "drawing", W + "pict", W + "object", MC + "AlternateContent"))
"""Elements of a run that draw something."""

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
LARGEST_PAGE_PICTURE = 8 * 1024 * 1024


def drawings_of(node: Node, context: DrawingContext) -> tuple[Drawing, ...]:
    """The drawings of one element of ``DRAWN``; unsupported content is recorded in the context."""
    if node.tag == W + "drawing":
        return read_drawing(node, context)
    return _best(node, context) if node.tag == MC + "AlternateContent" else read_vml(node, context)


def _best(node: Node, context: DrawingContext) -> tuple[Drawing, ...]:
    """The first alternative that can be shown completely, else the first one."""
    found: tuple[Drawing, ...] = ()
    unsupported: list[str] | None = None
    for branch in node:
        trial = replace(context, unsupported=[])
        drawings = tuple(drawing for each in branch if each.tag in DRAWN for drawing in drawings_of(each, trial))
        if unsupported is None or (unsupported and not trial.unsupported):
            found, unsupported = drawings, trial.unsupported
    context.unsupported.extend(unsupported or ())
    return found


def usable_picture(data: bytes) -> bytes:
    """The bytes of a PNG or JPEG file within the size limit, else none."""
    return data if data.startswith((PNG, JPEG)) and len(data) <= LARGEST_PAGE_PICTURE else b""
