"""The style sheet and the fonts of a document as WordprocessingML ([MS-DOC] 2.9.271, 2.9.258, 2.9.86)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from xml.sax.saxutils import escape

from core.readers.binary_word.container import DocFile
from core.readers.binary_word.look import paragraph_format, text_format
from core.readers.binary_word.properties import modifiers

STYLES, FONTS = 1, 15
PARAGRAPH, CHARACTER = 1, 2
NO_BASE = 0xFFF
MOST_STYLES = 4_096
DEEPEST = 32
NAME_IN_FONT = 40
_KINDS = MappingProxyType({PARAGRAPH: "paragraph", CHARACTER: "character"})


@dataclass(frozen=True, slots=True)
class DocStyle:
    """A style: its kind, the number of the one it is based on, and what it sets."""

    number: int
    name: str
    kind: int
    base: int
    paragraph: dict[int, bytes]
    text: dict[int, bytes]


class StyleSheet:
    """All styles of a document by their numbers."""

    def __init__(self, doc: DocFile) -> None:
        self.fonts = tuple(_fonts(doc.pair(FONTS)))
        self._styles = {style.number: style for style in _styles(doc.pair(STYLES))}

    def is_on(self, style: int, code: int) -> bool:
        """Whether a style or one it is based on switches a toggle property on."""
        for _ in range(DEEPEST):
            known = self._styles.get(style)
            if known is None:
                return False
            if code in known.text:
                return known.text[code][0] == 1
            style = known.base
        return False

    def xml(self) -> str:
        """The part ``styles``."""
        return "".join(map(self._style, self._styles.values()))

    def _style(self, style: DocStyle) -> str:
        name = escape(style.name, {'"': "&quot;"})
        kind = _KINDS[style.kind]
        default = ' w:default="1"' if style.number == 0 else ""
        base = f'<w:basedOn w:val="s{style.base}"/>' if style.base in self._styles else ""
        look = text_format(style.text, self.fonts, lambda code: self.is_on(style.base, code))
        place = f"<w:pPr>{paragraph_format(style.paragraph)}</w:pPr>" if style.kind == PARAGRAPH else ""
        head = f'<w:style w:type="{kind}" w:styleId="s{style.number}"{default}><w:name w:val="{name}"/>'
        return f"{head}{base}{place}<w:rPr>{look}</w:rPr></w:style>"


def _styles(data: bytes) -> Iterator[DocStyle]:
    if len(data) < 6:
        return
    place = 2 + struct.unpack_from("<H", data)[0]
    count, base_length = struct.unpack_from("<HH", data, 2)
    for number in range(min(count, MOST_STYLES)):
        if place + 2 > len(data):
            return
        length = struct.unpack_from("<H", data, place)[0]
        if length:
            style = _style(number, data[place + 2 : place + 2 + length], base_length)
            if style is not None:
                yield style
        place += 2 + length


def _style(number: int, data: bytes, base_length: int) -> DocStyle | None:
    """One style; None for those of tables and lists and for broken ones."""
    if len(data) < base_length + 2 or base_length < 10:
        return None
    kinds, sets = struct.unpack_from("<HH", data, 2)
    kind, base = kinds & 0xF, kinds >> 4
    if kind not in _KINDS:
        return None
    characters = struct.unpack_from("<H", data, base_length)[0]
    start = base_length + 2
    name = data[start : start + 2 * characters].decode("utf-16-le", "replace").partition("\0")[0]
    found = tuple(_sets(data, start + 2 * characters + 2, sets & 0xF))
    in_paragraph = found[0][2:] if kind == PARAGRAPH and found else b""
    in_text = found[1 if kind == PARAGRAPH else 0 :][:1]
    return DocStyle(number, name, kind, base, modifiers(in_paragraph), modifiers(b"".join(in_text)))


def _sets(data: bytes, place: int, count: int) -> Iterator[bytes]:
    """The lists of modifiers behind the name; each begins at an even offset."""
    for _ in range(count):
        place += place % 2
        if place + 2 > len(data):
            return
        length = struct.unpack_from("<H", data, place)[0]
        yield data[place + 2 : place + 2 + length]
        place += 2 + length


def _fonts(data: bytes) -> Iterator[str]:
    count = struct.unpack_from("<H", data)[0] if len(data) > 4 else 0
    place = 4
    for _ in range(count):
        if place >= len(data):
            return
        length = data[place] + 1
        name = data[place + NAME_IN_FONT : place + length].decode("utf-16-le", "replace")
        yield name.partition("\0")[0]
        place += length
