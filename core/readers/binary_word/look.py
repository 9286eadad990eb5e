"""Properties of a document as elements of WordprocessingML (ECMA-376 part 1, 17.3.1, 17.3.2)."""

import struct
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape

DELETED, INSERTED, SPECIAL, HIDDEN = 0x0800, 0x0801, 0x0855, 0x083C
PICTURE, SYMBOL = 0x6A03, 0x6A09
IN_TABLE, ROW_END, DEPTH, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244C
LEVEL, LIST, OUTLINE = 0x260A, 0x460B, 0x2640
NO_OUTLINE = 9
SAME_AS_STYLE, UNLIKE_STYLE = 0x80, 0x81

_TOGGLES = ((0x0835, "b"), (0x0836, "i"), (0x0837, "strike"), (0x2A53, "dstrike"), (HIDDEN, "vanish"))
_RAISED = MappingProxyType({1: "superscript", 2: "subscript"})
_ALIGNMENTS = MappingProxyType({0: "left", 1: "center", 2: "right", 3: "both", 4: "distribute"})
_COLOURS = (
    "auto",
    "000000",
    "0000FF",
    "00FFFF",
    "00FF00",
    "FF00FF",
    "FF0000",
    "FFFF00",
    "FFFFFF",
    "00008B",
    "008B8B",
    "006400",
    "8B008B",
    "8B0000",
    "808000",
    "A9A9A9",
    "C0C0C0",
)
_HIGHLIGHTS = (
    "none",
    "black",
    "blue",
    "cyan",
    "green",
    "magenta",
    "red",
    "yellow",
    "white",
    "darkBlue",
    "darkCyan",
    "darkGreen",
    "darkMagenta",
    "darkRed",
    "darkYellow",
    "darkGray",
    "lightGray",
)

Modifiers = Mapping[int, bytes]
Toggled = Callable[[int], bool]


def text_format(found: Modifiers, fonts: tuple[str, ...], toggled: Toggled) -> str:
    """The content of ``w:rPr``; ``toggled`` says whether the style has a toggle property, for values relative to it."""
    if not found:
        return ""
    return "".join((_font(found, fonts), *_toggles(found, toggled), _colour(found), *_values(found)))


def _font(found: Modifiers, fonts: tuple[str, ...]) -> str:
    number = found.get(0x4A50, found.get(0x4A4F))
    if number is None or int.from_bytes(number, "little") >= len(fonts):
        return ""
    name = escape(fonts[int.from_bytes(number, "little")], {'"': "&quot;"})
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}"/>'


def _toggles(found: Modifiers, toggled: Toggled) -> Iterator[str]:
    for code, tag in _TOGGLES:
        value = found.get(code, b"\x80")[0]
        if value != SAME_AS_STYLE:
            is_on = not toggled(code) if value == UNLIKE_STYLE else bool(value)
            yield f"<w:{tag}/>" if is_on else f'<w:{tag} w:val="0"/>'


def _values(found: Modifiers) -> Iterator[str]:
    """Size, highlight, underlining, raised signs, dots, in the order of the schema."""
    if 0x4A43 in found:
        yield f'<w:sz w:val="{int.from_bytes(found[0x4A43], "little")}"/>'
    if 0 < _byte(found, 0x2A0C) < len(_HIGHLIGHTS):
        yield f'<w:highlight w:val="{_HIGHLIGHTS[_byte(found, 0x2A0C)]}"/>'
    if 0x2A3E in found:
        yield f'<w:u w:val="{"single" if _byte(found, 0x2A3E) else "none"}"/>'
    if _byte(found, 0x2A48) in _RAISED:
        yield f'<w:vertAlign w:val="{_RAISED[_byte(found, 0x2A48)]}"/>'
    if _byte(found, 0x2A34):
        yield '<w:em w:val="dot"/>'


def _byte(found: Modifiers, code: int) -> int:
    return found.get(code, b"\0")[0]


def _colour(found: Modifiers) -> str:
    if 0x6870 in found:
        red, green, blue, automatic = found[0x6870]
        return "" if automatic else f'<w:color w:val="{red:02X}{green:02X}{blue:02X}"/>'
    if 0x2A42 in found and 0 < found[0x2A42][0] < len(_COLOURS):
        return f'<w:color w:val="{_COLOURS[found[0x2A42][0]]}"/>'
    return ""


def paragraph_format(found: Modifiers) -> str:
    """The content of ``w:pPr`` but for the style, the mark's properties and the section."""
    parts = []
    if LIST in found:
        number = struct.unpack("<h", found[LIST])[0]
        level = found.get(LEVEL, b"\0")[0]
        parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{abs(number)}"/></w:numPr>')
    alignment = found.get(0x2461, found.get(0x2403))
    if alignment is not None and alignment[0] in _ALIGNMENTS:
        parts.append(f'<w:jc w:val="{_ALIGNMENTS[alignment[0]]}"/>')
    if OUTLINE in found and found[OUTLINE][0] <= NO_OUTLINE:
        parts.append(f'<w:outlineLvl w:val="{found[OUTLINE][0]}"/>')
    return "".join(parts)
