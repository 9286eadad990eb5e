"""Run properties (``w:rPr``, ECMA-376 part 1, 17.3.2) and the character formats they result in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeAlias

from core.model.text import unraised
from core.package import Node, W
from core.typesetting.values import Face
from core.word.attributes import VAL, colour, is_on, measure, value

PropertyMap: TypeAlias = Mapping[str, Any]
NOTHING: PropertyMap = MappingProxyType({})
TOGGLES = ("bold", "italic")
"""Properties that a character style toggles relative to the paragraph style (17.7.3)."""

USUAL_FAMILY, USUAL_LATIN, USUAL_SIZE = "宋体", "Times New Roman", 10.0
LARGEST_SIZE = 1638.0
MOST_SCALE = 600
SMALL = 0.65
"""The size of raised and lowered text as a share of the size that the run says (17.3.2.42), as Word draws it."""

RISES: Mapping[str, float] = MappingProxyType({"superscript": 0.33, "subscript": -0.14})
"""How far such text stands above the base line, as a share of the same size."""


@dataclass(frozen=True, slots=True)
class RunFormat:
    """The format of a run; ``wide`` and ``is_open`` as in core.typesetting.values."""

    face: Face
    is_open: bool = False
    wide: bool = False
    hidden: bool = False

    def of(self, text: str) -> "RunFormat":
        """The format for a text: one that its characters raise (¹, the number of a note) is not raised once more."""
        if not self.face.rise or unraised(text) == text:
            return self
        return replace(self, face=replace(self.face, size=round(self.face.size / SMALL, 2), rise=0.0))


def read_run_properties(properties: Node | None, fonts: Mapping[str, str]) -> dict[str, Any]:
    """The properties of a ``w:rPr`` by the names used in core.typesetting.values."""
    said: dict[str, Any] = {}
    for node in () if properties is None else properties:
        if node.tag == _FONTS:
            said |= _fonts(node, fonts)
        elif (reader := _READERS.get(node.tag)) is not None:
            said |= reader(node)
    return said


def with_character_style(base: PropertyMap, said: PropertyMap) -> dict[str, Any]:
    """The properties of a paragraph style with those of a character style on top."""
    result = {**base, **said}
    for name in TOGGLES:
        if name in said:
            result[name] = bool(base.get(name)) != said[name]
    return result


def run_format(said: PropertyMap, more: float = 0.0) -> RunFormat:
    """The format that all properties together give; the grid widens characters by ``more`` twips.

    Quotes, dashes and dots are wide if the run says so or if both fonts are the same.
    """
    family = said.get("family") or USUAL_FAMILY
    latin = said.get("latin") or said.get("latin_high") or USUAL_LATIN
    size, rise = said.get("size", USUAL_SIZE), said.get("rise", 0.0)
    face = Face(
        family,
        latin,
        size * SMALL if rise else size,
        bold=said.get("bold", False),
        italic=said.get("italic", False),
        underline=said.get("underline", False),
        struck=said.get("struck", False),
        colour=said.get("colour", "000000"),
        spacing=said.get("spacing", 0.0) + more,
        scale=said.get("scale", 100),
        rise=rise * size,
        dotted=said.get("dotted", False),
    )
    wide = said.get("hint", False) or family == latin
    return RunFormat(face, said.get("is_open", False), wide, said.get("hidden", False))


def _fonts(node: Node, fonts: Mapping[str, str]) -> dict[str, Any]:
    """``w:rFonts`` (17.3.2.26); a theme font takes precedence over a name."""
    said: dict[str, Any] = {}
    for name, attribute in (("family", "eastAsia"), ("latin", "ascii"), ("latin_high", "hAnsi")):
        font = fonts.get(node.get(f"{W}{attribute}Theme") or "") or node.get(W + attribute)
        if font:
            said[name] = font
    hint = node.get(W + "hint")
    if hint:
        said["hint"] = hint == "eastAsia"
    return said


def _size(node: Node) -> dict[str, Any]:
    halves = measure(node.get(VAL), 0.0, LARGEST_SIZE * 2)
    return {"size": halves / 2} if halves >= 1 else {}


def _colour(node: Node) -> dict[str, Any]:
    return {"colour": colour(node.get(VAL))}


def _scale(node: Node) -> dict[str, Any]:
    percent = measure(value(node).removesuffix("%"), 100.0, MOST_SCALE)
    return {"scale": int(percent) if percent >= 1 else 100}


def _switch(name: str) -> Callable[[Node], dict[str, Any]]:
    return lambda node: {name: is_on(node)}


_FONTS = W + "rFonts"
_READERS: Mapping[str, Callable[[Node], dict[str, Any]]] = MappingProxyType(
    {
        W + "sz": _size,
        W + "b": _switch("bold"),
        W + "i": _switch("italic"),
        W + "strike": _switch("struck"),
        W + "vanish": _switch("hidden"),
        W + "snapToGrid": _switch("snap"),
        W + "u": lambda node: {"underline": value(node, "single") != "none"},
        W + "color": _colour,
        W + "spacing": lambda node: {"spacing": measure(node.get(VAL))},
        W + "w": _scale,
        W + "em": lambda node: {"dotted": value(node, "none") != "none"},
        W + "vertAlign": lambda node: {"rise": RISES.get(value(node), 0.0)},
        W + "highlight": lambda node: {"is_open": value(node) == "yellow"},
    }
)
