"""Numbers and switches of WordprocessingML attributes, kept within what a word processor allows (ECMA-376 part 1, 17.18)."""

import re
from types import MappingProxyType

from core.package import Node, W

VAL = W + "val"
LARGEST = 31680.0
"""22 inches in twips, the longest length that Word takes."""
_OFF = frozenset(("0", "false", "off", "none"))
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_MEASURE = re.compile(r"\s*(-?\d{1,9}(?:\.\d{1,6})?)(pt|in|cm|mm|pc|pi)?\s*", re.ASCII)
_TWIPS = MappingProxyType({"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0})


def value(node: Node | None, default: str = "") -> str:
    """The ``w:val`` of an element; ``default`` where element or attribute is missing."""
    return default if node is None else node.get(VAL) or default


def is_on(node: Node) -> bool:
    """Whether a switch such as ``w:keepNext`` is on; without a value it is (17.17.4)."""
    return (node.get(VAL) or "1") not in _OFF


def measure(text: str | None, default: float = 0.0, largest: float = LARGEST) -> float:
    """A length, twips unless it names a unit; ``default`` for what is missing or no length, never beyond ``largest``."""
    found = _MEASURE.fullmatch(text or "")
    if not found:
        return default
    length = float(found[1]) * _TWIPS.get(found[2] or "", 1.0)
    return max(-largest, min(length, largest))


def colour(text: str | None) -> str:
    """RRGGBB; black for "auto" and for what is no colour."""
    return text.upper() if text and _COLOUR.fullmatch(text) else "000000"
