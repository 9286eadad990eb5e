"""The automatic numbers of a document as the part ``numbering`` ([MS-DOC] 2.9.147, 2.9.150, 2.9.131, 2.9.133)."""

import struct
from collections.abc import Iterator
from xml.sax.saxutils import escape

from core.readers.binary_word.container import DocFile

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


def numbering_xml(doc: DocFile) -> str:
    """The part ``numbering``: one abstract list for each list, one number for each override, in their order."""
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
            text, place = _level(doc.table, place, depth)
            levels.append(text)
        parts.append(f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>')
    return "".join((*parts, *_overrides(doc.pair(OVERRIDES), known)))


def _level(table: bytes, place: int, depth: int) -> tuple[str, int]:
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
    return f'<w:lvl w:ilvl="{depth}">{"".join(parts)}</w:lvl>', words + 2 + 2 * length


def _overrides(data: bytes, known: dict[int, int]) -> Iterator[str]:
    count = min(struct.unpack_from("<I", data)[0], MOST_LISTS) if len(data) >= 4 else 0
    place = 4 + 16 * count
    for number in range(count):
        entry = data[4 + 16 * number : 20 + 16 * number]
        if len(entry) < 16:
            return
        changes = []
        place += 4  # the position of the first paragraph, which nobody needs
        for _ in range(entry[12]):
            change, place = _change(data, place)
            changes.append(change)
        base = known.get(struct.unpack_from("<i", entry)[0])
        if base is not None:
            text = f'<w:abstractNumId w:val="{base}"/>{"".join(changes)}'
            yield f'<w:num w:numId="{number + 1}">{text}</w:num>'


def _change(data: bytes, place: int) -> tuple[str, int]:
    """(``w:lvlOverride`` of a level that an override redefines, offset behind it)."""
    if place + 8 > len(data):
        return "", place
    start, flags = struct.unpack_from("<iI", data, place)
    place, depth = place + 8, flags & 0xF
    content = f'<w:startOverride w:val="{max(start, 0)}"/>' if flags & 0x10 else ""
    if flags & 0x20:
        content, place = _level(data, place, depth)
    return f'<w:lvlOverride w:ilvl="{depth}">{content}</w:lvlOverride>', place
