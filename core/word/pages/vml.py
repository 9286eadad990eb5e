"""Drawings in VML (ECMA-376 part 4, 14.1 and 14.2): straight lines, text boxes, pictures, groups of them."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from core.package import Node, R, V, W
from core.typesetting.values import Anchor, Block, Border, Drawing
from core.word.pages.drawing_context import OBJECT, PICTURE, SHAPE, UPRIGHT, WORD_ART, DrawingContext, stroke
from core.word.pages.geometry import PIXEL, attribute, length, named_colour

O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix it has everywhere
W10 = "{urn:schemas-microsoft-com:office:word}"

_OFF = frozenset(("f", "false", "0"))
_RELATIVE_X = MappingProxyType(
    {"page": "page", "margin": "margin", "left-margin-area": "left_margin", "right-margin-area": "right_margin"}
)
_RELATIVE_Y = MappingProxyType(
    {"page": "page", "margin": "margin", "top-margin-area": "top_margin", "bottom-margin-area": "bottom_margin"}
)
_ALIGNED = MappingProxyType(
    {"left": "left", "inside": "inside", "center": "center", "right": "right", "outside": "outside"}
)
_ALIGNED_DOWN = MappingProxyType(
    {"top": "top", "inside": "top", "center": "center", "bottom": "bottom", "outside": "bottom"}
)
_STYLES = MappingProxyType(
    {
        "thinThin": "double",
        "thickThin": "thickThinSmallGap",
        "thinThick": "thinThickSmallGap",
        "thickBetweenThin": "triple",
    }
)
_DASHES = MappingProxyType({"solid": "", "dot": "dotted", "1 1": "dotted", "shortdot": "dotted"})
_LINES, _BOXES, _PICTURE = ("_t20", "_t32"), ("_t1", "_t2", "_t202", "_t109"), "_t75"
_USUAL_LINE = "0.75pt"
_INSETS = ("0.1in", "0.05in", "0.1in", "0.05in")
_DEEPEST = 4
_UPRIGHT, _CLEAR = ("0", "180", "-180"), ("0", "0%", "0f")


class _Scale(NamedTuple):
    """The coordinate system of a group: twips per unit across and down, and its origin."""

    across: float = PIXEL
    down: float = PIXEL
    x: float = 0.0
    y: float = 0.0


def read_vml(node: Node, context: DrawingContext) -> tuple[Drawing, ...]:
    """The drawings of a ``w:pict`` or ``w:object``."""
    found = [
        _shape(shape, context, _Scale(), 0) for shape in node if shape.tag.startswith(V) and shape.tag not in _PASSED
    ]
    drawings = tuple(drawing for drawing in found if drawing is not None)
    if node.tag == W + "object" and not drawings:
        context.unsupported[:] = [OBJECT]
    return drawings


def _shape(node: Node, context: DrawingContext, scale: _Scale, depth: int) -> Drawing | None:
    style = _style_of(node)
    if style.get("visibility") == "hidden":
        return None
    drawing = _placed(node, style, scale)
    if depth == 0:
        is_anchored = style.get("position") == "absolute" or node.tag == V + "line"
        drawing = replace(_wrapped(drawing, node, style), anchor=_anchor(drawing, style) if is_anchored else None)
    if node.tag == V + "group":
        return _group(node, context, drawing, depth)
    return _filled(node, context, drawing)


def _filled(node: Node, context: DrawingContext, drawing: Drawing) -> Drawing | None:
    """A line, box or picture with its format."""
    image, text = node.find(V + "imagedata"), node.find(f"{V}textbox/{W}txbxContent")
    if image is not None:
        return _pictured(image, context, replace(drawing, line=_line(node, "f")))
    form = _form(node)
    if form:
        drawing = replace(drawing, form=form, line=_line(node, "t"), fill=_fill(node) if form == "box" else "")
    else:
        context.note_unsupported(SHAPE if node.find(V + "textpath") is None else WORD_ART)
    if text is None:
        return drawing if form else None
    return _with_text(node, context, drawing, context.blocks(text))


def _pictured(image: Node, context: DrawingContext, drawing: Drawing) -> Drawing | None:
    picture = context.resources.picture(image.get(R + "id") or "")
    if not picture:
        context.note_unsupported(PICTURE)
        return None
    return replace(drawing, picture=picture)


def _group(node: Node, context: DrawingContext, drawing: Drawing, depth: int) -> Drawing | None:
    if depth >= _DEEPEST:
        context.note_unsupported(SHAPE)
        return None
    corner, size = _pair(node.get("coordorigin"), 0.0), _pair(node.get("coordsize"), 1000.0)
    scale = _Scale(drawing.width / size[0] if size[0] else 1.0, drawing.height / size[1] if size[1] else 1.0, *corner)
    parts = (
        _shape(part, context, scale, depth + 1) for part in node if part.tag.startswith(V) and part.tag not in _PASSED
    )
    return replace(drawing, parts=tuple(part for part in parts if part is not None))


def _pair(text: str | None, usual: float) -> tuple[float, float]:
    """Two plain numbers."""
    one, _, other = (text or "").partition(",")
    return (length(one, 1.0), length(other, 1.0)) if text else (usual, usual)


def _style_of(node: Node) -> Mapping[str, str]:
    """The properties in the ``style`` of a shape."""
    pairs = (entry.partition(":") for entry in (node.get("style") or "").split(";"))
    return {name.strip().lower(): text.strip() for name, _, text in pairs}


def _placed(node: Node, style: Mapping[str, str], scale: _Scale) -> Drawing:
    """A drawing in the size of the shape, positioned relative to its anchor."""
    left = length(style.get("margin-left")) + (length(style.get("left"), scale.across) - scale.x * scale.across)
    top = length(style.get("margin-top")) + (length(style.get("top"), scale.down) - scale.y * scale.down)
    if node.tag == V + "line":
        (x, y), (x2, y2) = (_point(node.get(name), scale) for name in ("from", "to"))
        anchor = Anchor(left + min(x, x2), top + min(y, y2))
        form = "rising" if (x2 - x) * (y2 - y) < 0 else "line"
        return Drawing(abs(x2 - x), abs(y2 - y), anchor, form=form)
    width, height = length(style.get("width"), scale.across), length(style.get("height"), scale.down)
    return Drawing(max(width, 0.0), max(height, 0.0), Anchor(left, top))


def _point(text: str | None, scale: _Scale) -> tuple[float, float]:
    one, _, other = (text or "").partition(",")
    return length(one, scale.across), length(other, scale.down)


def _anchor(drawing: Drawing, style: Mapping[str, str]) -> Anchor:
    place = drawing.anchor or Anchor()
    return Anchor(
        place.x,
        place.y,
        _RELATIVE_X.get(style.get("mso-position-horizontal-relative", ""), "column"),
        _RELATIVE_Y.get(style.get("mso-position-vertical-relative", ""), "paragraph"),
        _ALIGNED.get(style.get("mso-position-horizontal", ""), ""),
        _ALIGNED_DOWN.get(style.get("mso-position-vertical", ""), ""),
    )


def _wrapped(drawing: Drawing, node: Node, style: Mapping[str, str]) -> Drawing:
    """The drawing with the space it keeps free of text."""
    wrap = node.find(W10 + "wrap")
    if wrap is None or wrap.get("type") != "topAndBottom":
        return drawing
    gaps = (length(style.get("mso-wrap-distance-top")), length(style.get("mso-wrap-distance-bottom")))
    return replace(drawing, pushes=True, gaps=gaps)


def _is_plain(node: Node, style: Mapping[str, str]) -> bool:
    """Whether the shape is not rotated, no word art and no horizontal rule."""
    return style.get("rotation", "0") in _UPRIGHT and node.find(V + "textpath") is None and not node.get(O + "hr")


def _form(node: Node) -> str:
    """The form of core.typesetting.values.Drawing; "" if it is not supported."""
    style = _style_of(node)
    if not _is_plain(node, style):
        return ""
    if node.tag == V + "line":
        return _placed(node, style, _Scale()).form
    kind = attribute(node, "type")
    if kind.endswith(_LINES) or node.get(O + "connectortype") == "straight":
        return "rising" if style.get("flip", "") in ("x", "y") else "line"
    is_box = node.tag in (V + "rect", V + "roundrect") or kind.endswith(_BOXES)
    return "box" if is_box else ""


def _line(node: Node, usual: str) -> Border | None:
    own = node.find(V + "stroke")
    if attribute(own, "on", attribute(node, "stroked", usual)) in _OFF:
        return None
    thickness = length(attribute(own, "weight", attribute(node, "strokeweight", _USUAL_LINE)))
    colour = named_colour(attribute(own, "color", attribute(node, "strokecolor")), "000000")
    dash = _DASHES.get(attribute(own, "dashstyle", "solid").lower(), "dashed")
    return stroke(thickness, colour, dash or _STYLES.get(attribute(own, "linestyle"), "single"))


def _fill(node: Node) -> str:
    own = node.find(V + "fill")
    if attribute(own, "on", attribute(node, "filled", "t")) in _OFF or attribute(own, "opacity", "1") in _CLEAR:
        return ""
    return named_colour(attribute(own, "color", attribute(node, "fillcolor")), "FFFFFF")


def _with_text(node: Node, context: DrawingContext, drawing: Drawing, blocks: tuple[Block, ...]) -> Drawing:
    """The box with its text (14.1.2.22)."""
    box = node.find(V + "textbox")
    style = _style_of(box)
    if style.get("layout-flow", "horizontal") != "horizontal":
        context.note_unsupported(UPRIGHT)
        return drawing
    given = (box.get("inset") or "").split(",")
    left, top, right, bottom = (
        length(given[side]) if side < len(given) and given[side].strip() else length(usual)
        for side, usual in enumerate(_INSETS)
    )
    fits = style.get("mso-fit-shape-to-text", "f") not in _OFF
    is_open = _style_of(node).get("mso-wrap-style") == "none" and fits
    width = 0.0 if is_open else max(drawing.width, 1.0)
    return replace(drawing, width=width, blocks=blocks, insets=(left, top, right, bottom), fits=fits)


_PASSED = frozenset((V + "shapetype",))
