"""The style sheet, the fonts and the automatic numbers of a document as parts of WordprocessingML.

Sources: [MS-DOC] 2.9.271, 2.9.258, 2.9.86 (styles, fonts), 2.9.147, 2.9.150, 2.9.131, 2.9.133 (lists).
"""

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from xml.sax.saxutils import escape

from core.readers.binary_word.container import DocFile
from core.readers.binary_word.markup import paragraph_format, text_format
from core.readers.binary_word.properties import modifiers
from core.readers.word_markup import properties

STYLES, FONTS = 1, 15
FONT = 0x4A4F
"""The font of what is not East Asian, bullets among them."""

PARAGRAPH, CHARACTER = 1, 2
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
        data = doc.pair(STYLES)
        self._base_length = struct.unpack_from("<H", data, 4)[0] if len(data) >= 6 else 0
        self._written = dict(_styles(data))
        self._known: dict[int, DocStyle | None] = {}

    def _found(self, number: int) -> DocStyle | None:
        """The style of a number, read on first use: a file has many styles and uses few."""
        if number not in self._known:
            data = self._written.get(number)
            self._known[number] = None if data is None else _style(number, data, self._base_length)
        return self._known[number]

    def is_on(self, style: int, code: int) -> bool:
        """Whether a style or one it is based on switches a toggle property on."""
        for _ in range(DEEPEST):
            known = self._found(style)
            if known is None:
                return False
            if code in known.text:
                return known.text[code][0] == 1
            style = known.base
        return False

    def xml(self, used: Collection[int]) -> str:
        """The part ``styles`` with the default one, those that are used, and what they are based on."""
        needed: set[int] = set()
        for number in (0, *used):
            while number not in needed and (style := self._found(number)) is not None:
                needed.add(number)
                number = style.base
        styles = filter(None, map(self._found, sorted(needed)))
        return "".join(map(self._style, styles))

    def _style(self, style: DocStyle) -> str:
        name = escape(style.name, {'"': "&quot;"})
        kind = _KINDS[style.kind]
        default = ' w:default="1"' if style.number == 0 else ""
        base = f'<w:basedOn w:val="s{style.base}"/>' if self._found(style.base) else ""
        look = text_format(style.text, self.fonts, lambda code: self.is_on(style.base, code))
        place = f"<w:pPr>{paragraph_format(style.paragraph)}</w:pPr>" if style.kind == PARAGRAPH else ""
        head = f'<w:style w:type="{kind}" w:styleId="s{style.number}"{default}><w:name w:val="{name}"/>'
        return f"{head}{base}{place}<w:rPr>{look}</w:rPr></w:style>"


def _styles(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The number of each style and its bytes."""
    if len(data) < 6:
        return
    place = 2 + struct.unpack_from("<H", data)[0]
    count = struct.unpack_from("<H", data, 2)[0]
    for number in range(min(count, MOST_STYLES)):
        if place + 2 > len(data):
            return
        length = struct.unpack_from("<H", data, place)[0]
        if length:
            yield number, data[place + 2 : place + 2 + length]
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


LISTS, OVERRIDES = 73, 74
MOST_LISTS, LEVELS = 4_096, 9
SIMPLE, LEGAL, NO_RESTART = 1, 4, 8
FORMS = (
    "decimal",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ordinal",
    "cardinalText",
    "ordinalText",
    "hex",
    "chicago",
    "ideographDigital",
    "japaneseCounting",
    "aiueo",
    "iroha",
    "decimalFullWidth",
    "decimalHalfWidth",
    "japaneseLegal",
    "japaneseDigitalTenThousand",
    "decimalEnclosedCircle",
    "decimalFullWidth2",
    "aiueoFullWidth",
    "irohaFullWidth",
    "decimalZero",
    "bullet",
    "ganada",
    "chosung",
    "decimalEnclosedFullstop",
    "decimalEnclosedParen",
    "decimalEnclosedCircleChinese",
    "ideographEnclosedCircle",
    "ideographTraditional",
    "ideographZodiac",
    "ideographZodiacTraditional",
    "taiwaneseCounting",
    "ideographLegalTraditional",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "chineseCounting",
    "chineseLegalSimplified",
    "chineseCountingThousand",
    "koreanDigital",
)


def numbering_xml(doc: DocFile, fonts: tuple[str, ...]) -> str:
    """The part ``numbering``: one abstract list for each list, one number for each override, in their order.

    ``fonts`` are those of the style sheet, which bullets need.
    """
    heads = doc.pair(LISTS)
    if len(heads) < 2:
        return ""
    count = min(struct.unpack_from("<H", heads)[0], MOST_LISTS)
    entries = [heads[2 + 28 * number : 30 + 28 * number] for number in range(count)]
    entries = [entry for entry in entries if len(entry) == 28]
    place = doc.start_of(LISTS) + 2 + 28 * len(entries)
    known: dict[int, int] = {}
    parts = []
    for number, entry in enumerate(entries):
        known[struct.unpack_from("<i", entry)[0]] = number
        levels = []
        for depth in range(1 if entry[26] & SIMPLE else LEVELS):
            text, place = _level(doc.table, place, depth, fonts)
            levels.append(text)
        parts.append(f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>')
    return "".join((*parts, *_overrides(doc.pair(OVERRIDES), known, fonts)))


def _level(table: bytes, place: int, depth: int, fonts: tuple[str, ...]) -> tuple[str, int]:
    """(``w:lvl`` of the level that begins at an offset of the table stream, offset behind it)."""
    start, form, flags = struct.unpack_from("<iBB", table, place)
    texts, paragraphs, restart = table[place + 24], table[place + 25], table[place + 26]
    words = place + 28 + texts + paragraphs
    length = struct.unpack_from("<H", table, words)[0]
    raw = table[words + 2 : words + 2 + 2 * length].decode("utf-16-le", "replace")
    shown = "".join(f"%{ord(sign) + 1}" if ord(sign) < LEVELS else sign for sign in raw)
    shown = escape("".join(sign for sign in shown if sign >= " "), {'"': "&quot;"})
    name = FORMS[form] if form < len(FORMS) else "none"
    parts = [f'<w:start w:val="{max(start, 0)}"/><w:numFmt w:val="{name}"/>']
    if flags & NO_RESTART:
        parts.append(f'<w:lvlRestart w:val="{min(restart, LEVELS)}"/>')
    if flags & LEGAL:
        parts.append("<w:isLgl/>")
    parts.append(f'<w:lvlText w:val="{shown}"/>')
    if name == "bullet":
        parts.append(_font(modifiers(table[place + 28 + paragraphs : words]), fonts))
    return f'<w:lvl w:ilvl="{depth}">{"".join(parts)}</w:lvl>', words + 2 + 2 * length


def _font(look: dict[int, bytes], fonts: tuple[str, ...]) -> str:
    """``w:rPr`` with the font that shows a bullet; nothing where none is said."""
    found = {code: operand for code, operand in look.items() if code == FONT}
    return properties("rPr", text_format(found, fonts, lambda _code: False))


def _overrides(data: bytes, known: dict[int, int], fonts: tuple[str, ...]) -> Iterator[str]:
    count = min(struct.unpack_from("<I", data)[0], MOST_LISTS) if len(data) >= 4 else 0
    place = 4 + 16 * count
    for number in range(count):
        entry = data[4 + 16 * number : 20 + 16 * number]
        if len(entry) < 16:
            return
        changes = []
        place += 4  # the position of the first paragraph, which nobody needs
        for _ in range(entry[12]):
            change, place = _change(data, place, fonts)
            changes.append(change)
        base = known.get(struct.unpack_from("<i", entry)[0])
        if base is not None:
            text = f'<w:abstractNumId w:val="{base}"/>{"".join(changes)}'
            yield f'<w:num w:numId="{number + 1}">{text}</w:num>'


def _change(data: bytes, place: int, fonts: tuple[str, ...]) -> tuple[str, int]:
    """(``w:lvlOverride`` of a level that an override redefines, offset behind it)."""
    if place + 8 > len(data):
        return "", place
    start, flags = struct.unpack_from("<iI", data, place)
    place, depth = place + 8, flags & 0xF
    content = f'<w:startOverride w:val="{max(start, 0)}"/>' if flags & 0x10 else ""
    if flags & 0x20:
        content, place = _level(data, place, depth, fonts)
    return f'<w:lvlOverride w:ilvl="{depth}">{content}</w:lvlOverride>', place
