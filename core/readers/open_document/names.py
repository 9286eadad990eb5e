"""Names and lengths of OpenDocument."""

import re
from types import MappingProxyType

from core.package import Node

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = f"{{{_OASIS}office:1.0}}", f"{{{_OASIS}text:1.0}}", f"{{{_OASIS}table:1.0}}"
DRAW, STYLE = f"{{{_OASIS}drawing:1.0}}", f"{{{_OASIS}style:1.0}}"
FO, SVG = f"{{{_OASIS}xsl-fo-compatible:1.0}}", f"{{{_OASIS}svg-compatible:1.0}}"
LINK = "{http://www.w3.org/1999/xlink}href"
_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,9})?)(cm|mm|in|pt|pc|px)")
_TWIPS = MappingProxyType({"cm": 1440 / 2.54, "mm": 1440 / 25.4, "in": 1440.0, "pt": 20.0, "pc": 240.0, "px": 15.0})


def twips(text: str | None) -> int:
    """A length in twips; 0 for none."""
    found = _LENGTH.fullmatch(text or "")
    return round(float(found[1]) * _TWIPS[found[2]]) if found else 0


def number_of(node: Node, name: str, default: int = 1, most: int = 10_000) -> int:
    """An attribute that is a whole number from 1 to ``most``."""
    said = node.get(name) or ""
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() and len(said) < 9 else default
