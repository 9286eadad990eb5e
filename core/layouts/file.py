"""A Word layout taken apart for rendering, and put together again as a finished file."""

import html
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NoReturn, Protocol

from core.errors import BadInput, BadTemplate
from core.layouts.archive import Gap, Packed, build, pack, with_gaps
from core.layouts.parts import NUMBERS, Prepared, prepare
from core.layouts.tags import END, NUMBER_END, SLOT, START
from core.ooxml import W, open_package, parse_xml, serialise

MAIN_PART = "word/document.xml"
STYLES_PART = "word/styles.xml"
CORE_PART = "docProps/core.xml"
APP_PART = "docProps/app.xml"
TYPES_PART = "[Content_Types].xml"

# Around a piece of text that is to be highlighted.
FACT_START, FACT_END = "\x13", "\x14"
HIGHLIGHT = '<w:highlight w:val="yellow"/>'
LONGEST_KEY = 24
QUICK = 1
LARGEST_LAYOUT = 20 * 1024 * 1024
INDENTED_STYLES = ("署名", "成文日期", "单独日期")
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SAFE_CONTROLS = "\t\n\r"
CONTROLS = bytes(code for code in range(32) if chr(code) not in SAFE_CONTROLS)
NOT_XML = ("\ufffe", "\uffff")

_RUN = re.compile(
    rf'<w:r>(<w:rPr>(?:<(?!/w:rPr>)[^>]*>|{SLOT})*</w:rPr>)<w:t xml:space="preserve">([^<]*{FACT_START}[^<]*)</w:t></w:r>'
)
_WRITTEN = re.compile(r"<w:t(?: [^>]*)?>[^<]*[^<\s][^<]*</w:t>|<w:drawing|<w:pict|<w:object")
_TEXT_START = '<w:t xml:space="preserve">'
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_APP = (
    XML_HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Nigao</Application></Properties>"
)
_CORE = (
    XML_HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>',
    "</dc:title><dc:creator>",
    "</dc:creator></cp:coreProperties>",
)


class Fields(dict[str, object]):
    """Named values of one paragraph or part, as a layout reads them: ``段.序号``."""

    def __html__(self) -> NoReturn:
        raise TypeError("a group of values is no text")


class Items(list[object]):
    """Values that a layout can loop over."""

    def __html__(self) -> NoReturn:
        raise TypeError("a list is no text")


class Renderable(Protocol):
    """A compiled template."""

    def render(self, values: Mapping[str, object]) -> str:
        """The text with its values."""

    def check(self, names: Collection[str], fields: Collection[str] | None = None) -> None:
        """Raises BadTemplate for unknown names."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a file needs beside its text.

    ``key`` goes into the bookmarks, ``indents`` maps a style's name to its left indent in twips.
    """

    key: str = ""
    title: str = ""
    creator: str = ""
    indents: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A layout before its tags are compiled: ``sources`` by part name."""

    fixed: tuple[Packed, ...]
    styles: Gap
    indented: tuple[tuple[str, bytes], ...]
    core: Gap | None
    sources: tuple[tuple[str, Prepared], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout compiled once: everything that stays the same is already compressed."""

    blueprint: Blueprint
    templates: tuple[tuple[str, Renderable], ...]

    def check(self, names: Collection[str], fields: Collection[str] | None = None) -> None:
        """Raises BadTemplate where the layout uses a name that nothing gives a value to."""
        for _, template in self.templates:
            template.check({*names, NUMBERS}, None if fields is None else {*fields, NUMBERS})

    def render(self, values: Mapping[str, object], particulars: Particulars | None = None) -> bytes:
        """The finished .docx. Values are plain text; FACT_START and FACT_END in them bound highlighted pieces.

        Control characters and others that XML cannot hold are left out. Raises BadTemplate.
        """
        particulars = particulars or Particulars()
        complete = {NUMBERS: Fields(), **values}
        for _, template in self.templates:
            template.check(complete.keys())
        parts = [*self.blueprint.fixed, self._styles(particulars)]
        if self.blueprint.core:
            parts.append(self.blueprint.core.fill(map(_property, (particulars.title, particulars.creator))))
        parts += [_finished(name, template.render(complete), particulars.key) for name, template in self.templates]
        return build(parts)

    def _styles(self, particulars: Particulars) -> Packed:
        values = [
            str(particulars.indents[name]).encode() if name in particulars.indents else usual
            for name, usual in self.blueprint.indented
        ]
        return self.blueprint.styles.fill(values)


def _property(text: str) -> bytes:
    return _clean(html.escape(" ".join(text.split()), quote=False)).translate(None, CONTROLS)


def _clean(text: str) -> bytes:
    if any(character in text for character in NOT_XML):
        text = text.translate(dict.fromkeys(map(ord, NOT_XML)))
    return text.encode("utf-8", "replace")


def _finished(name: str, xml: str, key: str) -> Packed:
    if FACT_START in xml:
        xml = _RUN.sub(_cut, xml)
    xml = _numbered(xml.replace(SLOT, ""), "".join(c for c in key if c.isascii() and c.isalnum())[:LONGEST_KEY])
    if "\r" in xml:
        xml = xml.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in xml:
        xml = xml.replace("\t", f"</w:t><w:tab/>{_TEXT_START}")
    xml = xml.replace("\n", f"</w:t><w:br/>{_TEXT_START}")
    return pack(name, (XML_HEAD.encode() + _clean(xml)).translate(None, CONTROLS), QUICK)


def _cut(found: re.Match[str]) -> str:
    """One run as several, those between the fact marks highlighted."""
    look, text = found.groups()
    runs = []
    for index, piece in enumerate(re.split(f"[{FACT_START}{FACT_END}]", text)):
        if piece:
            shown = look.replace(SLOT, HIGHLIGHT) if index % 2 else look
            runs.append(f"<w:r>{shown}{_TEXT_START}{piece}</w:t></w:r>")
    return "".join(runs)


def _numbered(xml: str, key: str) -> str:
    """Bookmarks around all paragraphs that show something, each with a number of its own."""
    head, *pieces = xml.split(START)
    parsed = [piece.partition(NUMBER_END) for piece in pieces]
    spare = max((int(number) for number, _, _ in parsed if number.isdecimal()), default=0)
    used: set[int] = set()
    result = [head]
    for number, _, rest in parsed:
        content, _, after = rest.partition(END)
        if not _WRITTEN.search(content):
            result += (content, after)
            continue
        wanted = int(number) if number.isdecimal() else 0
        if not wanted or wanted in used:
            wanted = spare = spare + 1
        used.add(wanted)
        mark = len(used)
        result.append(
            f'<w:bookmarkStart w:id="{mark}" w:name="_GW_{key}_{wanted}"/>{content}<w:bookmarkEnd w:id="{mark}"/>{after}'
        )
    return "".join(result)


def take_apart(data: bytes) -> Blueprint:
    """Read a layout. Raises BadTemplate for what is no Word file, and for broken tags or missing styles."""
    try:
        parts = open_package(data)
        if MAIN_PART not in parts or STYLES_PART not in parts:
            raise BadTemplate("template_not_word")
        if sum(map(len, parts.values())) > LARGEST_LAYOUT:
            raise BadTemplate("template_heavy")
        styles = parse_xml(parts.pop(STYLES_PART))
        sources = tuple((name, prepare(parse_xml(parts.pop(name)), name == MAIN_PART)) for name in _tagged(parts))
    except BadInput as problem:
        raise BadTemplate("template_not_word") from problem
    _check_styles(styles, sources)
    indented, gap = _with_indents(styles)
    core = with_gaps(CORE_PART, (piece.encode() for piece in _CORE)) if parts.pop(CORE_PART, None) else None
    return Blueprint(_fixed(parts), gap, indented, core, sources)


def _fixed(parts: dict[str, bytes]) -> tuple[Packed, ...]:
    """What every file of the layout has in common, without the name of whoever made the layout."""
    if APP_PART in parts:
        parts[APP_PART] = _APP.encode()
    parts[TYPES_PART] = parts.get(TYPES_PART, b"").replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    order = sorted(parts, key=lambda name: (name != TYPES_PART, not name.startswith("_rels")))
    return tuple(pack(name, parts[name], 9) for name in order)


def _tagged(parts: Mapping[str, bytes]) -> list[str]:
    """The main part, and headers and footers with tags in them."""
    names = [name for name in parts if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    return [MAIN_PART, *(name for name in names if re.search(rb"\{[{%#]|\xef\xbd\x9b", parts[name]))]


def _check_styles(styles: Any, sources: tuple[tuple[str, Prepared], ...]) -> None:
    known = {style.get(W + "styleId") for style in styles.iter(W + "style")}
    for _, prepared in sources:
        for style, text in prepared.styles:
            if style not in known:
                raise BadTemplate("template_missing_style", style=style, paragraph=text)


def _with_indents(styles: Any) -> tuple[tuple[tuple[str, bytes], ...], Gap]:
    """The style sheet with gaps for the indents that depend on the text, and what stood there."""
    indented: list[tuple[str, bytes]] = []
    for style in styles.iter(W + "style"):
        name, indent = style.find(W + "name"), style.find(f"{W}pPr/{W}ind")
        if name is None or indent is None or name.get(W + "val") not in INDENTED_STYLES or not indent.get(W + "left"):
            continue
        indented.append((name.get(W + "val"), indent.get(W + "left").encode()))
        indent.attrib.pop(W + "leftChars", None)
        indent.set(W + "left", _GAP)
    xml = XML_HEAD + serialise(styles)
    return tuple(indented), with_gaps(STYLES_PART, xml.encode("utf-8").split(_GAP.encode()))


_GAP = "GAP-OF-INDENT"
