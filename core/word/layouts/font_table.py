"""The fonts that a Word file uses, and its font table with a substitute for each of them.

Word uses the font named in ``w:altName`` without asking if a font is missing. Source: ECMA-376 part 1, 17.8 (fonts),
17.3.2.26 (rFonts), 17.7.2 (style hierarchy), 20.1.4.1.16-18 (theme fonts).
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from core.errors import BadInput
from core.package import Node, W, parse_xml, xml_part
from core.word.attributes import value
from core.word.package_writer import CONTENT_TYPES, NO_RELATIONSHIPS, add_content_type, add_relationship
from core.word.styles import StyleResolver, theme_fonts

STYLES, DOCUMENT, THEME = "word/styles.xml", "word/document.xml", "word/theme/theme1.xml"
TABLE, RELATIONS = "word/fontTable.xml", "word/_rels/document.xml.rels"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
SHOWN = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
LONGEST_NAME = 31
"""Characters; Word's own limit for the name of a font."""

_EMPTY = b'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_NAMED = re.compile(rb'w:(?:ascii|hAnsi|eastAsia)="([^"]+)"')
_TYPEFACE = re.compile(rb'<a:(?:latin|ea|font script="Hans") typeface="([^"]+)"')
_SLOTS = ("eastAsia", "ascii")
_THEME_SLOTS = MappingProxyType({"eastAsia": "eastAsiaTheme", "ascii": "asciiTheme"})

FontsBySlot = Mapping[str, str]


def with_alternatives(parts: Mapping[str, bytes], alternative: Callable[[str], str]) -> dict[str, bytes]:
    """The parts with a font table in which every font they name has a substitute.

    ``alternative`` returns the substitute, empty for none. Existing substitutes are kept. Raises BadInput for broken
    relationships.
    """
    result = dict(parts)
    wanted = {name: other for name in sorted(named_fonts(parts)) if (other := alternative(name)[:LONGEST_NAME])}
    if wanted:
        place = _table_of(result)
        result[place] = xml_part(_completed(result.get(place, _EMPTY), wanted))
    return result


def named_fonts(parts: Mapping[str, bytes]) -> set[str]:
    """All fonts that styles, text and theme name, whether any text uses them or not."""
    found: set[bytes] = set()
    for name, data in parts.items():
        if name == STYLES or name == "word/numbering.xml" or SHOWN.fullmatch(name):
            found |= set(_NAMED.findall(data))
        elif name.startswith("word/theme/"):
            found |= set(_TYPEFACE.findall(data))
    return {html.unescape(name.decode("utf-8", "replace")) for name in found if b"+" not in name[:1]}


def _table_of(parts: dict[str, bytes]) -> str:
    """The name of the font table part; its relationship and content type are added to a package without one."""
    relations = parse_xml(parts.get(RELATIONS, NO_RELATIONSHIPS))
    for relation in relations:
        if relation.get("Type", "").endswith("/fontTable"):
            place = posixpath.normpath(posixpath.join("/word", relation.get("Target", ""))).lstrip("/")
            if place in parts and relation.get("TargetMode") != "External":
                return place
            relations.remove(relation)  # it leads to nothing, or out of the package
    _declare(parts, relations)
    return TABLE


def _declare(parts: dict[str, bytes], relations: Node) -> None:
    types = parse_xml(parts[CONTENT_TYPES])
    add_relationship(relations, "rIdFonts", KIND, "fontTable.xml")
    add_content_type(types, TABLE, CONTENT_TYPE)
    parts[RELATIONS], parts[CONTENT_TYPES] = xml_part(relations), xml_part(types)


def _completed(data: bytes, wanted: Mapping[str, str]) -> Node:
    """The font table with substitutes for these fonts; a broken one is replaced, as Word would refuse the file."""
    try:
        table = parse_xml(data)
    except BadInput:
        table = parse_xml(_EMPTY)
    fonts = {font.get(W + "name"): font for font in table.iter(W + "font")}
    for name, other in wanted.items():
        font = fonts.get(name)
        if font is None:
            font = _font(table, name)
            table.append(font)
        if font.find(W + "altName") is None:
            font.insert(0, font.makeelement(W + "altName", {W + "val": other}))
    return table


def _font(table: Node, name: str) -> Node:
    font = table.makeelement(W + "font", {W + "name": name})
    charset = "00" if name.isascii() else "86"  # 86: GB 2312 (17.8.3.2)
    for tag, text in (("charset", charset), ("family", "auto"), ("pitch", "variable")):
        font.append(font.makeelement(W + tag, {W + "val": text}))
    return font


def fonts_in_use(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The fonts that text is set in, most used first. Raises BadInput for a broken part."""
    counts: dict[str, int] = {}
    styles = _StyleFonts(parts)
    for name in filter(SHOWN.fullmatch, parts):
        for fonts, length in _fonts_of_runs(parse_xml(parts[name]), styles):
            for slot in _SLOTS:
                counts[fonts.get(slot, "")] = counts.get(fonts.get(slot, ""), 0) + length
    return tuple(name for name in sorted(counts, key=lambda name: -counts[name]) if name)


def _fonts_of_runs(root: Node, styles: "_StyleFonts") -> Iterator[tuple[FontsBySlot, int]]:
    """The fonts of every run with text, and the length of the text."""
    for paragraph in root.iter(W + "p"):
        base = styles.fonts_of(value(paragraph.find(f"{W}pPr/{W}pStyle")), styles.default)
        for run in paragraph.iterchildren(W + "r", W + "hyperlink", W + "fldSimple", W + "ins", W + "smartTag"):
            for inner in run.iter(W + "r"):
                length = sum(len(text.text or "") for text in inner.iterchildren(W + "t"))
                if length:
                    yield {**base, **_run_fonts(inner, styles)}, length


def _run_fonts(run: Node, styles: "_StyleFonts") -> FontsBySlot:
    fonts = styles.fonts_of(value(run.find(f"{W}rPr/{W}rStyle")), {})
    return {**fonts, **styles.direct(run.find(f"{W}rPr/{W}rFonts"))}


class _StyleFonts:
    """Fonts by style id, including those inherited along ``basedOn``."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._theme = theme_fonts(parse_xml(parts[THEME]) if parts.get(THEME) else None)
        self._resolver = StyleResolver(parse_xml(parts[STYLES]))
        defaults = self._resolver.document_defaults("rPr")
        self._defaults = self.direct(None if defaults is None else defaults.find(W + "rFonts"))
        self.default = self.fonts_of(self._resolver.default_id(), self._defaults)

    def fonts_of(self, identifier: str, fallback: FontsBySlot) -> FontsBySlot:
        """The fonts of a style, of a paragraph style on top of the document defaults; ``fallback`` for an unknown id."""
        chain = self._resolver.chain_of(identifier)
        if not chain:
            return fallback
        is_paragraph = chain[0].get(W + "type") != "character"
        result: dict[str, str] = dict(self._defaults) if is_paragraph else {}
        for style in reversed(chain):
            result.update(self.direct(style.find(f"{W}rPr/{W}rFonts")))
        return result

    def direct(self, fonts: Node | None) -> FontsBySlot:
        """The fonts that an rFonts element names; a theme font takes precedence over a name."""
        found: dict[str, str] = {}
        if fonts is None:
            return found
        for slot in _SLOTS:
            themed = self._theme.get(fonts.get(W + _THEME_SLOTS[slot], ""), "")
            name = themed or fonts.get(W + slot, "")
            if name:
                found[slot] = name
        return found
