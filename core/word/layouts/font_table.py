"""The fonts of a Word file: which ones its text is set in, and the table that names another for each.

A receiver without a font gets the one named in ``w:altName`` and no question. Source: ECMA-376 part 1, 17.8 (fonts),
17.3.2.26 (rFonts), 17.7.2 (how styles add up), 20.1.4.1.16-18 (fonts of the theme).
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from core.errors import BadInput
from core.package import Node, W, parse_xml, serialise

STYLES, DOCUMENT, THEME = "word/styles.xml", "word/document.xml", "word/theme/theme1.xml"
TABLE, RELATIONS, TYPES = "word/fontTable.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
SHOWN = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
LONGEST_NAME = 31
"""Characters; Word's own limit for the name of a font."""

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = b'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_NAMED = re.compile(rb'w:(?:ascii|hAnsi|eastAsia)="([^"]+)"')
_TYPEFACE = re.compile(rb'<a:(?:latin|ea|font script="Hans") typeface="([^"]+)"')
_SLOTS = ("eastAsia", "ascii")
_THEME_SLOTS = MappingProxyType({"eastAsia": "eastAsiaTheme", "ascii": "asciiTheme"})

Look = Mapping[str, str]


def with_alternatives(parts: Mapping[str, bytes], alternative: Callable[[str], str]) -> dict[str, bytes]:
    """The parts with a font table in which every font they name has another name beside it.

    ``alternative`` gives that name, empty for none. A name already given stays. Raises BadInput for broken relations.
    """
    result = dict(parts)
    wanted = {name: other for name in sorted(named_fonts(parts)) if (other := alternative(name)[:LONGEST_NAME])}
    if wanted:
        place = _table_of(result)
        result[place] = _HEAD + serialise(_completed(result.get(place, _EMPTY), wanted)).encode("utf-8")
    return result


def named_fonts(parts: Mapping[str, bytes]) -> set[str]:
    """All fonts that styles, text and theme name, whether anything is set in them or not."""
    found: set[bytes] = set()
    for name, data in parts.items():
        if name == STYLES or name == "word/numbering.xml" or SHOWN.fullmatch(name):
            found |= set(_NAMED.findall(data))
        elif name.startswith("word/theme/"):
            found |= set(_TYPEFACE.findall(data))
    return {html.unescape(name.decode("utf-8", "replace")) for name in found if b"+" not in name[:1]}


def _table_of(parts: dict[str, bytes]) -> str:
    """The name of the font table; a package without one gets the relation and the content type for it."""
    relations = parse_xml(parts.get(RELATIONS, _NO_RELATIONS))
    for relation in relations:
        if relation.get("Type", "").endswith("/fontTable"):
            place = posixpath.normpath(posixpath.join("/word", relation.get("Target", ""))).lstrip("/")
            if place in parts and relation.get("TargetMode") != "External":
                return place
            relations.remove(relation)  # it leads to nothing, or out of the package
    _declare(parts, relations)
    return TABLE


def _declare(parts: dict[str, bytes], relations: Node) -> None:
    used = {relation.get("Id") for relation in relations}
    free = next(name for number in range(1, len(used) + 2) if (name := f"rIdFonts{number}") not in used)
    names = relations.tag.removesuffix("Relationships")
    relations.append(
        relations.makeelement(names + "Relationship", {"Id": free, "Type": KIND, "Target": "fontTable.xml"})
    )
    parts[RELATIONS] = _HEAD + serialise(relations).encode("utf-8")
    types = parse_xml(parts[TYPES])
    if not any(entry.get("PartName", "").lower() == f"/{TABLE}".lower() for entry in types):
        names = types.tag.removesuffix("Types")
        entry = types.makeelement(names + "Override", {"PartName": f"/{TABLE}", "ContentType": CONTENT_TYPE})
        types.append(entry)
        parts[TYPES] = _HEAD + serialise(types).encode("utf-8")


def _completed(data: bytes, wanted: Mapping[str, str]) -> Node:
    """The table with these fonts and their other names; a broken one is made anew, as Word would refuse the file."""
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
    for tag, value in (("charset", charset), ("family", "auto"), ("pitch", "variable")):
        font.append(font.makeelement(W + tag, {W + "val": value}))
    return font


def fonts_in_use(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The fonts that text is really set in, most used first. Raises BadInput for a broken part."""
    counts: dict[str, int] = {}
    styles = _Styles(parts)
    for name in filter(SHOWN.fullmatch, parts):
        for look, length in _looks(parse_xml(parts[name]), styles):
            for slot in _SLOTS:
                counts[look.get(slot, "")] = counts.get(look.get(slot, ""), 0) + length
    return tuple(name for name in sorted(counts, key=lambda name: -counts[name]) if name)


def _looks(root: Node, styles: "_Styles") -> Iterator[tuple[Look, int]]:
    """The fonts of every run with text, and how long the text is."""
    for paragraph in root.iter(W + "p"):
        base = styles.look(_value(paragraph.find(f"{W}pPr/{W}pStyle")), styles.default)
        for run in paragraph.iterchildren(W + "r", W + "hyperlink", W + "fldSimple", W + "ins", W + "smartTag"):
            for inner in run.iter(W + "r"):
                length = sum(len(text.text or "") for text in inner.iterchildren(W + "t"))
                if length:
                    yield {**base, **_run_look(inner, styles)}, length


def _run_look(run: Node, styles: "_Styles") -> Look:
    look = styles.look(_value(run.find(f"{W}rPr/{W}rStyle")), {})
    return {**look, **styles.direct(run.find(f"{W}rPr/{W}rFonts"))}


class _Styles:
    """Fonts by style id, those of the styles they are based on included."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._theme = _theme_fonts(parts.get(THEME, b""))
        root = parse_xml(parts[STYLES])
        self._styles = {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}
        defaults = self.direct(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts"))
        usual = (s for s in self._styles.values() if s.get(W + "default") in ("1", "true", "on"))
        normal = next((s.get(W + "styleId", "") for s in usual if s.get(W + "type") == "paragraph"), "")
        self._defaults = defaults
        self.default = self.look(normal, defaults)

    def look(self, identifier: str, usual: Look) -> Look:
        """The fonts of a style on top of the document's defaults; ``usual`` for a style there is none of."""
        if identifier not in self._styles:
            return usual
        chain = list(self._chain(identifier))
        is_paragraph = chain[0].get(W + "type") != "character"
        result: dict[str, str] = dict(self._defaults) if is_paragraph else {}
        for style in reversed(chain):
            result.update(self.direct(style.find(f"{W}rPr/{W}rFonts")))
        return result

    def _chain(self, identifier: str) -> Iterator[Node]:
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            yield self._styles[identifier]
            identifier = _value(self._styles[identifier].find(W + "basedOn"))

    def direct(self, fonts: Node | None) -> Look:
        """What an rFonts element says; the theme goes before a name."""
        found: dict[str, str] = {}
        if fonts is None:
            return found
        for slot in _SLOTS:
            themed = self._theme.get(fonts.get(W + _THEME_SLOTS[slot], ""), "")
            name = themed or fonts.get(W + slot, "")
            if name:
                found[slot] = name
        return found


def _theme_fonts(data: bytes) -> dict[str, str]:
    """The theme's fonts by the names that rFonts uses: ``minorEastAsia`` and the like."""
    found: dict[str, str] = {}
    for size, part in _theme_parts(data):
        faces = {_local(face): face.get("typeface", "") for face in part if _local(face) in ("latin", "ea")}
        han = (face.get("typeface", "") for face in part if face.get("script") == "Hans")
        found[f"{size}EastAsia"] = faces.get("ea") or next(han, "")
        found[f"{size}HAnsi"] = found[f"{size}Ascii"] = faces.get("latin", "")
    return found


def _theme_parts(data: bytes) -> Iterator[tuple[str, Node]]:
    for element in parse_xml(data).iter() if data else ():
        if _local(element) in ("majorFont", "minorFont"):
            yield _local(element).removesuffix("Font"), element


def _local(element: Node) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: Node | None) -> str:
    return "" if element is None else element.get(W + "val", "")
