"""The commonest names of WordprocessingML, and values of attributes, kept within what a word processor allows.

Source: ECMA-376 part 1, 17.17 and 17.18.
"""

import re
from types import MappingProxyType

from core.package import Node, W

MAIN_PART, STYLES_PART = "word/document.xml", "word/styles.xml"
"""Names of parts, as Word writes them."""

P, RUN, T, RPR, PPR = W + "p", W + "r", W + "t", W + "rPr", W + "pPr"
VAL = W + "val"
LARGEST = 31680.0
"""22 inches in twips, the largest length that Word accepts."""
_OFF = frozenset(("0", "false", "off", "none"))
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_MEASURE = re.compile(r"\s*(-?\d{1,9}(?:\.\d{1,6})?)(pt|in|cm|mm|pc|pi)?\s*", re.ASCII)
_TWIPS = MappingProxyType({"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0})


def value(node: Node | None, default: str = "") -> str:
    """The ``w:val`` of an element; ``default`` if the element or the attribute is missing or empty."""
    return default if node is None else node.get(VAL) or default


def child_value(node: Node | None, name: str) -> str:
    """The ``w:val`` of the first child with that local name; "" if there is none."""
    return "" if node is None else value(node.find(W + name))


def is_on(node: Node, attribute: str = VAL, default: str = "1") -> bool:
    """Whether an on/off property such as ``w:keepNext`` is on (17.17.4); ``default`` is used for a missing value."""
    given = node.get(attribute) or default
    return given != "" and given not in _OFF


def measure(text: str | None, default: float = 0.0, largest: float = LARGEST) -> float:
    """A length in twips; the text may name another unit.

    ``default`` is returned for missing or malformed text; the result is limited to ±``largest``.
    """
    found = _MEASURE.fullmatch(text or "")
    if not found:
        return default
    length = float(found[1]) * _TWIPS.get(found[2] or "", 1.0)
    return max(-largest, min(length, largest))


def colour(text: str | None) -> str:
    """A colour as RRGGBB; black for "auto" and for malformed values."""
    return text.upper() if text and _COLOUR.fullmatch(text) else "000000"
