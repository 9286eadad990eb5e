"""Lengths and colours of drawings in twips and RRGGBB.

Source: ECMA-376 part 1, 20.1.10.16 and 20.1.2.3; part 4, 14.1.2 and 14.1.3.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from core.package import Node
from core.word.attributes import LARGEST

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 635.0
"""English metric units per twip."""
PIXEL = 15.0

_NUMBER = re.compile(r"-?\d{1,12}", re.ASCII)
_LENGTH = re.compile(r"\s*(-?\d{0,9}(?:\.\d{1,9})?)\s*(pt|in|cm|mm|pc|px|emu)?\s*", re.ASCII)
_UNITS = MappingProxyType(
    {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "px": PIXEL, "emu": 1 / EMU}
)
_HEX = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")
_NAMES = MappingProxyType(
    {
        "red": "FF0000",
        "black": "000000",
        "white": "FFFFFF",
        "blue": "0000FF",
        "green": "008000",
        "yellow": "FFFF00",
        "gray": "808080",
        "silver": "C0C0C0",
        "maroon": "800000",
        "navy": "000080",
        "window": "FFFFFF",
    }
)
_SLOTS = MappingProxyType({"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"})
USUAL_COLOURS: Mapping[str, str] = MappingProxyType({"dk1": "000000", "lt1": "FFFFFF"})


def emu(text: str | None) -> float:
    """A length in English metric units as twips; 0 for malformed text."""
    return _within(int(text) / EMU) if text and _NUMBER.fullmatch(text) else 0.0


def length(text: str | None, unit: float = PIXEL) -> float:
    """A VML length as twips; ``unit`` twips each if it names no unit, 0 for malformed text."""
    found = _LENGTH.fullmatch(text or "")
    if not found or found[1] in ("", "-"):
        return 0.0
    return _within(float(found[1]) * _UNITS.get(found[2] or "", unit))


def _within(twips: float) -> float:
    return max(-LARGEST, min(twips, LARGEST))


def named_colour(text: str | None, usual: str) -> str:
    """A VML colour such as ``red``, ``#f00`` or ``#ff0000 [3212]``; ``usual`` for malformed text."""
    written = (text or "").strip()
    found = _HEX.match(written)
    if not found:
        return _NAMES.get(written.partition(" ")[0].lower(), usual)
    digits = found[1].upper()
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def theme_colours(root: Node | None) -> Mapping[str, str]:
    """The colours of a theme by name, such as accent1."""
    scheme = None if root is None else root.find(f".//{A}clrScheme")
    colours = dict(USUAL_COLOURS)
    for slot in () if scheme is None else scheme:
        for given in slot:
            colours[slot.tag.rpartition("}")[2]] = named_colour(given.get("lastClr") or given.get("val"), "000000")
    return colours


def attribute(node: Node | None, name: str, usual: str = "") -> str:
    """An attribute; ``usual`` if it or its element is missing or empty."""
    return usual if node is None else node.get(name) or usual


def part(node: Node | None, path: str) -> Node | None:
    """The element at a path; None for a missing node."""
    return None if node is None else node.find(path)


def fill_colour(node: Node | None, colours: Mapping[str, str], usual: str = "000000") -> str:
    """The colour in an ``a:solidFill`` or another element that contains one."""
    for given in () if node is None else node:
        if given.tag == A + "srgbClr":
            return named_colour(given.get("val"), usual)
        if given.tag == A + "sysClr":
            return named_colour(given.get("lastClr"), usual)
        if given.tag == A + "schemeClr":
            name = given.get("val") or ""
            return colours.get(_SLOTS.get(name, name), usual)
        if given.tag == A + "prstClr":
            return named_colour(given.get("val"), usual)
    return usual
