"""Paragraph properties (``w:pPr``, ECMA-376 part 1, 17.3.1) and the paragraph shapes they result in."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from core.package import Node, W
from core.typesetting.values import Border, Face, ParagraphShape, Tab
from core.word.attributes import LARGEST, VAL, colour, is_on, measure, value
from core.word.pages.run_properties import PropertyMap

FILLING_STYLE = "版记前空"
"""The style whose space before takes the rest of the last page (``fills`` of the paragraph shape)."""

BODY_LEVEL = 9
AUTO_SPACE = 280.0
USUAL_LINE = 240.0
MOST_CHARACTERS = 10_000.0
_EIGHTH, _POINT = 2.5, 20.0
_ALIGNMENTS = MappingProxyType(
    {"center": "center", "right": "right", "end": "right", "both": "both", "distribute": "distribute"}
)
_TABS = MappingProxyType({"center": "center", "right": "right", "end": "right", "decimal": "right"})
_LEADERS = MappingProxyType({"dot": ".", "hyphen": "-", "underscore": "_", "heavy": "_", "middleDot": "·"})
"""What fills the room before a tab stop (17.18.72)."""

_SIDES = MappingProxyType({"start": "left", "end": "right"})
_RULES = frozenset(("exact", "atLeast"))
_NO_LINE = frozenset(("nil", "none", ""))


def read_paragraph_properties(properties: Node | None) -> dict[str, Any]:
    """The properties of a ``w:pPr``; indents and spaces in their own units, as each unit is inherited separately."""
    said: dict[str, Any] = {}
    for node in () if properties is None else properties:
        reader = _READERS.get(node.tag)
        if reader is not None:
            said |= reader(node)
        elif node.tag == _TAB_STOPS:
            said["tabs"] = _tabs(node)
    return said


def merged(base: PropertyMap, said: PropertyMap) -> dict[str, Any]:
    """The properties with others on top; tab stops accumulate (17.3.1.38)."""
    result = {**base, **said}
    if "tabs" in base and "tabs" in said:
        result["tabs"] = {**base["tabs"], **said["tabs"]}
    return result


def shape_of(said: PropertyMap, style: str, face: Face, pitch: float) -> ParagraphShape:
    """The shape that all properties together give.

    ``face`` is that of the paragraph's first character, whose width is the unit of indents in characters (17.3.1.12);
    ``pitch`` is the unit of spaces in lines (17.3.1.33).
    """
    unit = (face.size * 20 + face.spacing) / 100
    level = int(said.get("outline", BODY_LEVEL))
    return ParagraphShape(
        style=style,
        left=_indent(said, "left", unit),
        right=_indent(said, "right", unit),
        first=_indent(said, "first", unit),
        before=_space(said, "before", pitch),
        after=_space(said, "after", pitch),
        line=said.get("line", USUAL_LINE),
        rule=said.get("rule", "auto"),
        align=said.get("align", "left"),
        outline=level + 1 if 0 <= level < BODY_LEVEL else 0,
        fills=style == FILLING_STYLE,
        spaced=said.get("spaced_letters", True) and said.get("spaced_digits", True),
        tabs=_stops(said.get("tabs", {})),
        borders=MappingProxyType({side: line for side, line in said.get("borders", {}).items() if line}),
        **{name: said.get(name, usual) for name, usual in _USUAL.items()},
    )


def border_of(node: Node | None) -> Border | None:
    """A border line (17.3.4); None if there is none."""
    style = value(node)
    if node is None or style in _NO_LINE:
        return None
    thickness = measure(node.get(W + "sz"), 4.0, 96.0) * _EIGHTH
    space = measure(node.get(W + "space"), 0.0, 31.0) * _POINT
    return Border(abs(thickness), abs(space), colour(node.get(W + "color")), style)


def borders_of(properties: Node | None) -> dict[str, Border | None]:
    """The border lines by side; None for a side explicitly without one."""
    found: dict[str, Border | None] = {}
    for node in () if properties is None else properties:
        side = node.tag.rpartition("}")[2]
        found[_SIDES.get(side, side)] = border_of(node)
    return found


def _indent(said: PropertyMap, side: str, unit: float) -> float:
    """An indent in twips; characters take precedence unless they are zero."""
    characters = said.get(f"{side}_characters", 0.0)
    return float(characters * unit if characters else said.get(side, 0.0))


def _space(said: PropertyMap, side: str, pitch: float) -> float:
    """A space in twips; automatic spacing takes precedence over lines, lines over twips."""
    if said.get(f"{side}_auto"):
        return AUTO_SPACE
    lines = said.get(f"{side}_lines", 0.0)
    return float(lines * pitch / 100 if lines else max(said.get(side, 0.0), 0.0))


def _stops(tabs: Mapping[float, Tab | None]) -> tuple[Tab, ...]:
    return tuple(tab for _, tab in sorted(tabs.items()) if tab is not None)


def _indents(node: Node) -> dict[str, Any]:
    """``w:ind``; hanging takes precedence over firstLine (17.3.1.12)."""
    said: dict[str, Any] = {}
    for key, (name, sign) in _INDENTS.items():
        given = node.get(key)
        if given is not None and not said.get(name):
            said[name] = sign * measure(given, 0.0, MOST_CHARACTERS if name.endswith("_characters") else LARGEST)
    return said


def _spaces(node: Node) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for key, attribute in node.attrib.items():
        name = _SPACES.get(key)
        if name:
            said[name] = measure(attribute, 0.0)
    for side in ("before", "after"):
        automatic = node.get(f"{W}{side}Autospacing")
        if automatic is not None:
            said[f"{side}_auto"] = automatic not in ("0", "false", "off")
    rule = node.get(W + "lineRule")
    if "line" in said:
        said["rule"] = rule if rule in _RULES else "auto"
        said["line"] = abs(said["line"]) or USUAL_LINE
    return said


def _tabs(node: Node) -> dict[float, Tab | None]:
    """The stops by position; None for a cleared one."""
    stops: dict[float, Tab | None] = {}
    for tab in node.iterchildren(W + "tab"):
        kind, place = value(tab, "left"), measure(tab.get(W + "pos"))
        leader = _LEADERS.get(tab.get(W + "leader") or "", "")
        if kind not in ("bar", "num"):
            stops[place] = None if kind == "clear" else Tab(place, _TABS.get(kind, "left"), leader)
    return stops


def _switch(name: str) -> Callable[[Node], dict[str, Any]]:
    return lambda node: {name: is_on(node)}


_INDENTS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        W + "left": ("left", 1),
        W + "start": ("left", 1),
        W + "leftChars": ("left_characters", 1),
        W + "startChars": ("left_characters", 1),
        W + "right": ("right", 1),
        W + "end": ("right", 1),
        W + "rightChars": ("right_characters", 1),
        W + "endChars": ("right_characters", 1),
        W + "hanging": ("first", -1),
        W + "firstLine": ("first", 1),
        W + "hangingChars": ("first_characters", -1),
        W + "firstLineChars": ("first_characters", 1),
    }
)
_SPACES = MappingProxyType(
    {
        W + "before": "before",
        W + "after": "after",
        W + "beforeLines": "before_lines",
        W + "afterLines": "after_lines",
        W + "line": "line",
    }
)
_TAB_STOPS = W + "tabs"
_READERS: Mapping[str, Callable[[Node], dict[str, Any]]] = MappingProxyType(
    {
        W + "ind": _indents,
        W + "spacing": _spaces,
        W + "jc": lambda node: {"align": _ALIGNMENTS.get(node.get(VAL) or "", "left")},
        W + "outlineLvl": lambda node: {"outline": measure(node.get(VAL), BODY_LEVEL)},
        W + "pBdr": lambda node: {"borders": borders_of(node)},
        W + "snapToGrid": _switch("snap"),
        W + "kinsoku": _switch("kinsoku"),
        W + "overflowPunct": _switch("hangs"),
        W + "autoSpaceDE": _switch("spaced_letters"),
        W + "autoSpaceDN": _switch("spaced_digits"),
        W + "widowControl": _switch("widow_control"),
        W + "keepNext": _switch("keep_next"),
        W + "keepLines": _switch("keep_lines"),
        W + "pageBreakBefore": _switch("page_break_before"),
        W + "contextualSpacing": _switch("contextual"),
    }
)
_USUAL = MappingProxyType(
    {
        "snap": True,
        "kinsoku": True,
        "hangs": True,
        "widow_control": True,
        "keep_next": False,
        "keep_lines": False,
        "page_break_before": False,
        "contextual": False,
    }
)
