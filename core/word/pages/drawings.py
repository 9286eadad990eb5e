"""The drawings in a run: straight lines, text boxes, pictures, groups of them.

In DrawingML (ECMA-376 part 1, 20.1, 20.2, 20.4) and in VML (part 4, 14.1 and 14.2), from the alternative that can be shown
(part 3, 7.6 mc:AlternateContent). Round corners are shown as square ones.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from core.package import MC, Node, R, V, W
from core.typesetting.values import Anchor, Block, Border, Drawing
from core.word.pages.drawing_context import (
    BESIDE,
    CANVAS,
    CHART,
    DIAGRAM,
    OBJECT,
    PICTURE,
    SHAPE,
    UPRIGHT,
    WORD_ART,
    DrawingContext,
    stroke,
)
from core.word.pages.geometry import PIXEL, A, attribute, emu, fill_colour, length, named_colour, part

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
_BESIDE = ("wrapSquare", "wrapTight", "wrapThrough")
_AROUND = ("wrapTopAndBottom", *_BESIDE)
_LEAVES_ROOM = 7400.0
"""A drawing narrower than this has an inch beside it in a usual type area, where Word sets text."""

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
ROOM_LINE = Border(10.0, colour="A6A6A6", style="dashed")
"""The frame around what pages do not show, in the line or between lines: its room is kept, so that pages end as in Word."""

_PARTS = frozenset((WPS + "wsp", PIC + "pic", WPG + "grpSp", WPG + "graphicFrame"))

DRAWN = frozenset((W + "drawing", W + "pict", W + "object", MC + "AlternateContent"))
"""Elements of a run that draw something."""

PNG, JPEG, GIF, BMP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", (b"GIF87a", b"GIF89a"), b"BM"
_DIB_HEAD = 40
"""Bytes of the head of a BMP file that gives its size in 32 bits each."""

LARGEST_PAGE_PICTURE = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
"""A picture of more is not unpacked by the window either (gui/preview/pictures.py)."""

_NO_FRAMES = frozenset((0xC4, 0xC8, 0xCC))
"""Markers of a JPEG file among those of frames that begin none (ITU-T T.81, table B.1)."""

O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix it has everywhere
W10 = "{urn:schemas-microsoft-com:office:word}"

_VML_OFF = frozenset(("f", "false", "0"))
_VML_OF_X = MappingProxyType(
    {"page": "page", "margin": "margin", "left-margin-area": "left_margin", "right-margin-area": "right_margin"}
)
_VML_OF_Y = MappingProxyType(
    {"page": "page", "margin": "margin", "top-margin-area": "top_margin", "bottom-margin-area": "bottom_margin"}
)
_VML_STYLES = MappingProxyType(
    {
        "thinThin": "double",
        "thickThin": "thickThinSmallGap",
        "thinThick": "thinThickSmallGap",
        "thickBetweenThin": "triple",
    }
)
_VML_DASHES = MappingProxyType({"solid": "", "dot": "dotted", "1 1": "dotted", "shortdot": "dotted"})
_VML_LINES, _VML_BOXES = ("_t20", "_t32"), ("_t1", "_t2", "_t202", "_t109")
_VML_USUAL_LINE = "0.75pt"
_VML_INSETS = ("0.1in", "0.05in", "0.1in", "0.05in")
_VML_UPRIGHT, _VML_CLEAR = ("0", "180", "-180"), ("0", "0%", "0f")
_VML_PASSED = frozenset((V + "shapetype",))


def drawings_of(node: Node, context: DrawingContext) -> tuple[Drawing, ...]:
    """The drawings of one element of ``DRAWN``; unsupported content is recorded in the context."""
    if node.tag == W + "drawing":
        return _drawings_in(node, context)
    return _best(node, context) if node.tag == MC + "AlternateContent" else _vml_drawings(node, context)


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
    """The bytes of a PNG, JPEG, GIF or BMP file within the limits of size and of pixels, else none."""
    is_usable = data.startswith((PNG, JPEG, *GIF, BMP)) and len(data) <= LARGEST_PAGE_PICTURE
    return data if is_usable and 0 < _pixels(data) <= MOST_PIXELS else b""


def _pixels(data: bytes) -> int:
    """How many pixels the head of a picture says that it has; 0 where it does not say."""
    if data.startswith(PNG):
        return int.from_bytes(data[16:20], "big") * int.from_bytes(data[20:24], "big")
    if data.startswith(GIF):
        return int.from_bytes(data[6:8], "little") * int.from_bytes(data[8:10], "little")
    if data.startswith(BMP):
        width, height = (int.from_bytes(data[at : at + 4], "little", signed=True) for at in (18, 22))
        return abs(width * height) if int.from_bytes(data[14:18], "little") >= _DIB_HEAD else 0
    return _jpeg_pixels(data)


def _jpeg_pixels(data: bytes) -> int:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAMES:
            return int.from_bytes(data[at + 5 : at + 7], "big") * int.from_bytes(data[at + 7 : at + 9], "big")
        at += 1 if marker == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0


# DrawingML


def _drawings_in(node: Node, context: DrawingContext) -> tuple[Drawing, ...]:
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
    return _room_of(frame, context) if drawing is None else _framed(frame, drawing, context)


def _room_of(frame: Node, context: DrawingContext) -> Drawing | None:
    """The room of what is not shown, where text gives it room; None for any other."""
    if frame.tag == WP + "anchor" and all(frame.find(WP + name) is None for name in _AROUND):
        return None
    drawing = _framed(frame, Drawing(0.0, 0.0, line=ROOM_LINE), context)
    return drawing if drawing.width and drawing.height else None


def _framed(frame: Node, drawing: Drawing, context: DrawingContext) -> Drawing:
    """The drawing in the size and at the place that its frame gives it."""
    extent = frame.find(WP + "extent")
    width, height = (0.0, 0.0) if extent is None else (emu(extent.get("cx")), emu(extent.get("cy")))
    width = 0.0 if drawing.fits and not drawing.width else max(width, 0.0)
    drawing = replace(drawing, width=width, height=max(height, 0.0), anchor=None)
    if frame.tag != WP + "anchor":
        return drawing
    _note_words_beside(frame, width, context)
    return _wrapped(replace(drawing, anchor=_anchor(frame)), frame)


def _note_words_beside(frame: Node, width: float, context: DrawingContext) -> None:
    if width < _LEAVES_ROOM and any(frame.find(WP + name) is not None for name in _BESIDE):
        context.note_unsupported(BESIDE)


def _is_room(drawing: Drawing) -> bool:
    """Whether only the room of a drawing is shown."""
    return drawing.line is ROOM_LINE


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
    """The drawing with the space it keeps free of text: a picture that text runs around has none beside it here, so that it hides
    no words."""
    around = _AROUND if drawing.picture or _is_room(drawing) else _AROUND[:1]
    if all(frame.find(WP + name) is None for name in around):
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


# VML


class _VmlScale(NamedTuple):
    """The coordinate system of a group: twips per unit across and down, and its origin."""

    across: float = PIXEL
    down: float = PIXEL
    x: float = 0.0
    y: float = 0.0


def _vml_drawings(node: Node, context: DrawingContext) -> tuple[Drawing, ...]:
    """The drawings of a ``w:pict`` or ``w:object``."""
    shapes = (shape for shape in node if shape.tag.startswith(V) and shape.tag not in _VML_PASSED)
    found = (_vml_shape(shape, context) for shape in shapes)
    drawings = tuple(drawing for drawing in found if drawing is not None)
    if node.tag == W + "object" and all(map(_is_room, drawings)):
        context.unsupported[:] = [OBJECT]
    return drawings


def _vml_shape(node: Node, context: DrawingContext) -> Drawing | None:
    style = _vml_style(node)
    if style.get("visibility") == "hidden":
        return None
    drawing = _with_vml_gaps(_vml_placed(node, style, _VmlScale()), node, style)
    is_anchored = style.get("position") == "absolute" or node.tag == V + "line"
    drawing = replace(drawing, anchor=_vml_anchor(drawing, style) if is_anchored else None)
    return _vml_content(node, context, drawing, 0) or _vml_room(drawing)


def _vml_room(drawing: Drawing) -> Drawing | None:
    """The room of what is not shown, as for DrawingML."""
    if not (drawing.width and drawing.height) or not (drawing.anchor is None or drawing.pushes):
        return None
    return replace(drawing, form="box", line=ROOM_LINE)


def _vml_part(node: Node, context: DrawingContext, scale: _VmlScale, depth: int) -> Drawing | None:
    """A shape in a group."""
    style = _vml_style(node)
    if style.get("visibility") == "hidden":
        return None
    return _vml_content(node, context, _vml_placed(node, style, scale), depth)


def _vml_content(node: Node, context: DrawingContext, drawing: Drawing, depth: int) -> Drawing | None:
    if node.tag == V + "group":
        return _vml_group(node, context, drawing, depth)
    return _vml_filled(node, context, drawing)


def _vml_filled(node: Node, context: DrawingContext, drawing: Drawing) -> Drawing | None:
    """A line, box or picture with its format."""
    image, text = node.find(V + "imagedata"), node.find(f"{V}textbox/{W}txbxContent")
    if image is not None:
        return _vml_pictured(image, context, replace(drawing, line=_vml_line(node, "f")))
    form = _vml_form(node)
    if form:
        drawing = replace(drawing, form=form, line=_vml_line(node, "t"), fill=_vml_fill(node) if form == "box" else "")
    else:
        context.note_unsupported(SHAPE if node.find(V + "textpath") is None else WORD_ART)
    if text is None:
        return drawing if form else None
    return _with_vml_text(node, context, drawing, context.blocks(text))


def _vml_pictured(image: Node, context: DrawingContext, drawing: Drawing) -> Drawing | None:
    picture = context.resources.picture(image.get(R + "id") or "")
    if not picture:
        context.note_unsupported(PICTURE)
        return None
    return replace(drawing, picture=picture)


def _vml_group(node: Node, context: DrawingContext, drawing: Drawing, depth: int) -> Drawing | None:
    if depth >= _DEEPEST:
        context.note_unsupported(SHAPE)
        return None
    corner, size = _vml_pair(node.get("coordorigin"), 0.0), _vml_pair(node.get("coordsize"), 1000.0)
    scale = _VmlScale(
        drawing.width / size[0] if size[0] else 1.0, drawing.height / size[1] if size[1] else 1.0, *corner
    )
    parts = (
        _vml_part(part, context, scale, depth + 1)
        for part in node
        if part.tag.startswith(V) and part.tag not in _VML_PASSED
    )
    return replace(drawing, parts=tuple(part for part in parts if part is not None))


def _vml_pair(text: str | None, usual: float) -> tuple[float, float]:
    """Two plain numbers."""
    one, _, other = (text or "").partition(",")
    return (length(one, 1.0), length(other, 1.0)) if text else (usual, usual)


def _vml_style(node: Node) -> Mapping[str, str]:
    """The properties in the ``style`` of a shape."""
    pairs = (entry.partition(":") for entry in (node.get("style") or "").split(";"))
    return {name.strip().lower(): text.strip() for name, _, text in pairs}


def _vml_placed(node: Node, style: Mapping[str, str], scale: _VmlScale) -> Drawing:
    """A drawing in the size of the shape, positioned relative to its anchor."""
    left = length(style.get("margin-left")) + (length(style.get("left"), scale.across) - scale.x * scale.across)
    top = length(style.get("margin-top")) + (length(style.get("top"), scale.down) - scale.y * scale.down)
    if node.tag == V + "line":
        (x, y), (x2, y2) = (_vml_point(node.get(name), scale) for name in ("from", "to"))
        anchor = Anchor(left + min(x, x2), top + min(y, y2))
        form = "rising" if (x2 - x) * (y2 - y) < 0 else "line"
        return Drawing(abs(x2 - x), abs(y2 - y), anchor, form=form)
    width, height = length(style.get("width"), scale.across), length(style.get("height"), scale.down)
    return Drawing(max(width, 0.0), max(height, 0.0), Anchor(left, top))


def _vml_point(text: str | None, scale: _VmlScale) -> tuple[float, float]:
    one, _, other = (text or "").partition(",")
    return length(one, scale.across), length(other, scale.down)


def _vml_anchor(drawing: Drawing, style: Mapping[str, str]) -> Anchor:
    place = drawing.anchor or Anchor()
    return Anchor(
        place.x,
        place.y,
        _VML_OF_X.get(style.get("mso-position-horizontal-relative", ""), "column"),
        _VML_OF_Y.get(style.get("mso-position-vertical-relative", ""), "paragraph"),
        _ALIGNED.get(style.get("mso-position-horizontal", ""), ""),
        _ALIGNED_DOWN.get(style.get("mso-position-vertical", ""), ""),
    )


def _with_vml_gaps(drawing: Drawing, node: Node, style: Mapping[str, str]) -> Drawing:
    """The drawing with the space it keeps free of text."""
    wrap = node.find(W10 + "wrap")
    if wrap is None or wrap.get("type") != "topAndBottom":
        return drawing
    gaps = (length(style.get("mso-wrap-distance-top")), length(style.get("mso-wrap-distance-bottom")))
    return replace(drawing, pushes=True, gaps=gaps)


def _is_plain_vml(node: Node, style: Mapping[str, str]) -> bool:
    """Whether the shape is not rotated, no word art and no horizontal rule."""
    return style.get("rotation", "0") in _VML_UPRIGHT and node.find(V + "textpath") is None and not node.get(O + "hr")


def _vml_form(node: Node) -> str:
    """The form of core.typesetting.values.Drawing; "" if it is not supported."""
    style = _vml_style(node)
    if not _is_plain_vml(node, style):
        return ""
    if node.tag == V + "line":
        return _vml_placed(node, style, _VmlScale()).form
    kind = attribute(node, "type")
    if kind.endswith(_VML_LINES) or node.get(O + "connectortype") == "straight":
        return "rising" if style.get("flip", "") in ("x", "y") else "line"
    is_box = node.tag in (V + "rect", V + "roundrect") or kind.endswith(_VML_BOXES)
    return "box" if is_box else ""


def _vml_line(node: Node, usual: str) -> Border | None:
    own = node.find(V + "stroke")
    if attribute(own, "on", attribute(node, "stroked", usual)) in _VML_OFF:
        return None
    thickness = length(attribute(own, "weight", attribute(node, "strokeweight", _VML_USUAL_LINE)))
    colour = named_colour(attribute(own, "color", attribute(node, "strokecolor")), "000000")
    dash = _VML_DASHES.get(attribute(own, "dashstyle", "solid").lower(), "dashed")
    return stroke(thickness, colour, dash or _VML_STYLES.get(attribute(own, "linestyle"), "single"))


def _vml_fill(node: Node) -> str:
    own = node.find(V + "fill")
    if attribute(own, "on", attribute(node, "filled", "t")) in _VML_OFF or attribute(own, "opacity", "1") in _VML_CLEAR:
        return ""
    return named_colour(attribute(own, "color", attribute(node, "fillcolor")), "FFFFFF")


def _with_vml_text(node: Node, context: DrawingContext, drawing: Drawing, blocks: tuple[Block, ...]) -> Drawing:
    """The box with its text (14.1.2.22)."""
    box = node.find(V + "textbox")
    style = _vml_style(box)
    if style.get("layout-flow", "horizontal") != "horizontal":
        context.note_unsupported(UPRIGHT)
        return drawing
    given = (box.get("inset") or "").split(",")
    left, top, right, bottom = (
        length(given[side]) if side < len(given) and given[side].strip() else length(usual)
        for side, usual in enumerate(_VML_INSETS)
    )
    fits = style.get("mso-fit-shape-to-text", "f") not in _VML_OFF
    is_open = _vml_style(node).get("mso-wrap-style") == "none" and fits
    width = 0.0 if is_open else max(drawing.width, 1.0)
    return replace(drawing, width=width, blocks=blocks, insets=(left, top, right, bottom), fits=fits)
