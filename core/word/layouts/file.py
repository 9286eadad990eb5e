"""A Word layout taken apart for rendering, and the finished file built from its parts."""

import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import NoReturn, Protocol

from core.errors import BadInput, BadTemplate
from core.package import XML_DECLARATION, Node, W, open_package, parse_xml, xml_part
from core.word.attributes import MAIN_PART, STYLES_PART
from core.word.layouts.counted import NUMBERING_PART, PartNames, with_counted_numbers
from core.word.layouts.fillable import LineMeasure, StyleSlot, StyleValues, cut_slots, line_measure
from core.word.layouts.finishing import Finisher, bookmark_key, without_controls
from core.word.layouts.font_table import with_alternatives
from core.word.layouts.landscape import PREFIX, with_landscape_pages
from core.word.layouts.margins import MarginWords, with_margins
from core.word.layouts.naming import version_parts, with_names
from core.word.layouts.parts import NUMBERS, PreparedPart, prepare_part
from core.word.layouts.placing import NO_BLOCKS, RELATIONSHIPS_PART, PlacedBlocks, place_blocks
from core.word.layouts.sanitise import sanitise
from core.word.layouts.tags import fault
from core.word.package_writer import (
    CONTENT_TYPES,
    PackedPart,
    PartTemplate,
    build,
    pack,
    packed_parts,
    part_template,
    unpack,
)
from core.word.unit_style.tree import child

CORE_PART = "docProps/core.xml"
APP_PART = "docProps/app.xml"
SETTINGS_PART = "word/settings.xml"

_NAMES = PartNames(MAIN_PART, STYLES_PART, RELATIONSHIPS_PART)
_LISTINGS = frozenset((CONTENT_TYPES, RELATIONSHIPS_PART))
QUICK = 1
LARGEST_LAYOUT = 20 * 1024 * 1024
KEPT_STYLES = 4

_XML_TAG = re.compile(rb"<[^>]*>")
_TAG_START = re.compile(rb"\{[{%#]|\xef\xbd\x9b|\{\xef\xbc[\x83\x85]")
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_APP = (
    XML_DECLARATION + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Nigao</Application></Properties>"
)
_CORE = (
    XML_DECLARATION
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
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

    def render(self, values: Mapping[str, object]) -> Iterator[str]:
        """The rendered text in portions."""

    def check(self, names: Collection[str], fields: Collection[str] | None = None) -> None:
        """Raises BadTemplate for unknown names."""


@dataclass(frozen=True, slots=True)
class FileProperties:
    """What a file needs besides its text.

    ``key`` goes into the bookmarks, ``version`` names the draft's version in the file (0: none); ``settings`` are properties of styles that depend on the text;
    ``blocks`` stand for the marks of tables and objects in it, ``margins`` above and below the text of every page. Paragraphs
    that are no elements have bookmarks with numbers above ``serial``.
    """

    key: str = ""
    title: str = ""
    creator: str = ""
    settings: StyleValues = field(default_factory=lambda: MappingProxyType({}))
    blocks: PlacedBlocks = NO_BLOCKS
    margins: MarginWords = field(default_factory=MarginWords)
    version: int = 0
    serial: int = 0


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A layout before its tags are compiled.

    ``sources`` are the parts with tags by name; ``slots`` are the values missing in ``styles``, in order.
    """

    fixed: tuple[PackedPart, ...]
    styles: PartTemplate
    slots: tuple[StyleSlot, ...]
    measure: LineMeasure
    core: PartTemplate | None
    sources: tuple[tuple[str, PreparedPart], ...]


@dataclass(frozen=True, slots=True, eq=False)
class WordLayout:
    """A compiled layout; parts that never change are compressed in advance. Compared by identity."""

    blueprint: Blueprint
    templates: tuple[tuple[str, Renderable], ...]

    @property
    def measure(self) -> LineMeasure:
        """Width of the type area and character pitches."""
        return self.blueprint.measure

    @property
    def default(self) -> StyleValues:
        """The values of the style slots as the layout defines them."""
        return {(spot.style, spot.name): spot.default for spot in self.blueprint.slots}

    def check(self, names: Collection[str], fields: Collection[str] | None = None) -> None:
        """Raises BadTemplate if the layout uses a name that has no value."""
        for _, template in self.templates:
            template.check({*names, NUMBERS}, None if fields is None else {*fields, NUMBERS})

    def render(self, values: Mapping[str, object], particulars: FileProperties | None = None) -> bytes:
        """The finished .docx. Values are plain text; FACT_START and FACT_END in them enclose highlighted pieces.

        Characters that XML cannot hold are dropped. Raises BadTemplate.
        """
        particulars = particulars or FileProperties()
        return self.file(self.parts(values, particulars), particulars)

    def file(self, parts: Mapping[str, bytes], particulars: FileProperties) -> bytes:
        """The finished .docx of the result of ``parts``, with the style values of these properties."""
        names = [self.blueprint.styles.name, *(name for name, _ in self.templates)]
        parts = self._counted(parts, particulars.blocks.counted)
        changed = {name: data for name, data in parts.items() if name not in names}
        fixed = (part for part in self.blueprint.fixed if part.name not in changed)
        whole = [*packed_parts(changed, QUICK), *fixed, self.blueprint.styles.fill(self._settings(particulars))]
        if self.blueprint.core:
            whole.append(self.blueprint.core.fill(map(_property, (particulars.title, particulars.creator))))
        whole += [pack(name, parts[name], QUICK) for name, _ in self.templates]
        return build(whole)

    def _counted(self, parts: Mapping[str, bytes], numbers: Mapping[int, str]) -> Mapping[str, bytes]:
        """The parts with automatic numbers; pages show the same numbers as text."""
        if not numbers:
            return parts
        known = {NUMBERING_PART, *_LISTINGS}
        fixed = {each.name: unpack(each) for each in self.blueprint.fixed if each.name in known}
        return {**parts, **with_counted_numbers({**fixed, **parts}, _NAMES, numbers)}

    def parts(
        self, values: Mapping[str, object], particulars: FileProperties, finisher: Finisher | None = None
    ) -> dict[str, bytes]:
        """The parts that depend on the values, by name and uncompressed, as ``render`` writes them."""
        styles = self.blueprint.styles
        rendered = dict(self._rendered(values, particulars, finisher or Finisher()))
        changed = {**rendered, **self._added(rendered, particulars)}
        return {styles.name: styles.joined(self._settings(particulars)), **changed}

    def _added(self, rendered: Mapping[str, bytes], particulars: FileProperties) -> dict[str, bytes]:
        """The parts of objects, turned footers and the draft's words in headers and footers, and the lists that name them."""
        footers = {name: data for name, data in rendered.items() if name.startswith(f"word/{PREFIX}")}
        added = particulars.blocks.package_parts(self._listings(), footers)
        if not particulars.margins.is_empty:
            added |= with_margins(rendered, {**self.fixed_parts(), **added}, particulars.margins)
        if particulars.version:
            key = bookmark_key(particulars.key)
            added |= version_parts({**self.fixed_parts(), **added}, key, particulars.version)
        return added

    def _listings(self) -> dict[str, bytes]:
        """The lists of relationships and content types."""
        return {part.name: unpack(part) for part in self.blueprint.fixed if part.name in _LISTINGS}

    def fixed_parts(self) -> dict[str, bytes]:
        """All other parts, by name and uncompressed."""
        return {part.name: unpack(part) for part in self.blueprint.fixed}

    def _rendered(
        self, values: Mapping[str, object], particulars: FileProperties, finisher: Finisher
    ) -> list[tuple[str, bytes]]:
        complete = {NUMBERS: Fields(), **values}
        for _, template in self.templates:
            template.check(complete.keys())
        naming = particulars.key, particulars.serial
        finished = (
            (name, finisher.finish(name, template.render(complete), *naming)) for name, template in self.templates
        )
        done = dict(finished)
        if particulars.blocks.landscape:
            lookup = self._footers(done)
            done[MAIN_PART], turned = with_landscape_pages(done[MAIN_PART], particulars.blocks.landscape, lookup)
            done |= turned
        placed = place_blocks(done[MAIN_PART], particulars.blocks)
        done[MAIN_PART] = with_names(placed, bookmark_key(particulars.key).encode(), particulars.version)
        return list(done.items())

    def _footers(self, rendered: Mapping[str, bytes]) -> Callable[[str], bytes]:
        """The bytes of a header or footer by the id of its relationship."""
        fixed = {part.name: part for part in self.blueprint.fixed}
        relations = parse_xml(unpack(fixed[RELATIONSHIPS_PART])) if RELATIONSHIPS_PART in fixed else ()
        targets = {each.get("Id"): f"word/{each.get('Target')}" for each in relations}

        def _found(identifier: str) -> bytes:
            name = targets.get(identifier, "")
            return rendered.get(name) or (unpack(fixed[name]) if name in fixed else b"")

        return _found

    def _settings(self, particulars: FileProperties) -> list[bytes]:
        return [spot.value(particulars.settings) for spot in self.blueprint.slots]


def uses_style(parts: Mapping[str, bytes], name: str) -> bool:
    """Whether a paragraph in the result of ``WordLayout.parts`` uses the style with this name."""
    identifier = _style_id(parts[STYLES_PART], name)
    return identifier is not None and f'<w:pStyle w:val="{identifier}"'.encode() in parts[MAIN_PART]


@lru_cache(maxsize=KEPT_STYLES)  # the styles of a layout rarely change from export to export
def _style_id(styles: bytes, name: str) -> str | None:
    text = styles.decode("utf-8", "replace")
    named = re.search(rf'w:styleId="([^"]*)"(?:(?!w:styleId=).)*?<w:name w:val="{re.escape(name)}"', text, re.DOTALL)
    return named and named.group(1)


def _property(text: str) -> bytes:
    return without_controls(html.escape(" ".join(text.split()), quote=False))


def read_blueprint(data: bytes, alternative: Callable[[str], str] | None = None) -> Blueprint:
    """Read a layout. Raises BadTemplate for files other than Word files, broken tags and missing styles.

    Content that loads or runs something is removed (``core.word.layouts.sanitise``).

    ``alternative`` names a substitute for each font; the files made with the layout declare it.
    """
    try:
        parts = _with_short_lines(sanitise(layout_parts(data)).parts)
        if alternative:
            parts = with_alternatives(parts, alternative)
        styles = parse_xml(parts.pop(STYLES_PART))
        measure = line_measure(styles, parse_xml(parts[MAIN_PART]))
        sources = tuple(
            (name, prepare_part(parse_xml(parts.pop(name)), name == MAIN_PART)) for name in tagged_parts(parts)
        )
    except BadInput as problem:
        raise BadTemplate("template_not_word") from problem
    for _, prepared in sources:
        for missing in missing_styles(styles, prepared):
            raise missing
    slots, gap = _style_template(styles)
    core = part_template(CORE_PART, (piece.encode() for piece in _CORE)) if parts.pop(CORE_PART, None) else None
    return Blueprint(_fixed(parts), gap, slots, measure, core, sources)


def _with_short_lines(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with a setting by which a line that a break ends is not spread over the measure (17.15.3.20)."""
    if SETTINGS_PART not in parts:
        return parts
    settings = parse_xml(parts[SETTINGS_PART])
    child(child(settings, "compat"), "doNotExpandShiftReturn")
    return {**parts, SETTINGS_PART: xml_part(settings)}


def layout_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a layout by name. Raises BadTemplate or BadInput if it is none."""
    parts = open_package(data)
    if not {MAIN_PART, STYLES_PART, CONTENT_TYPES} <= parts.keys():
        raise BadTemplate("template_not_word")
    if sum(map(len, parts.values())) > LARGEST_LAYOUT:
        raise BadTemplate("template_heavy")
    return parts


def _fixed(parts: dict[str, bytes]) -> tuple[PackedPart, ...]:
    """The parts that all files of the layout share, without the name of the layout's author."""
    if APP_PART in parts:
        parts[APP_PART] = _APP.encode()
    parts[CONTENT_TYPES] = parts.get(CONTENT_TYPES, b"").replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    return packed_parts(parts, 9)


def tagged_parts(parts: Mapping[str, bytes]) -> list[str]:
    """The names of the main part and of the headers and footers that contain tags."""
    names = [name for name in parts if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    return [MAIN_PART, *(name for name in names if has_tags(parts[name]))]


def xml_parts(parts: Mapping[str, bytes]) -> list[str]:
    """The names of all parts that Word parses as XML; Word refuses a file in which one of them is broken."""
    return [name for name in parts if name.endswith((".xml", ".rels")) and not name.startswith("customXml/")]


def has_tags(part: bytes) -> bool:
    """Whether the text of a part contains tags, split into several runs or not."""
    return bool(_TAG_START.search(_XML_TAG.sub(b"", part)))


def missing_styles(styles: Node, prepared: PreparedPart) -> Iterator[BadTemplate]:
    """A fault for each paragraph that names a style the layout does not have."""
    known = {style.get(W + "styleId") for style in styles.iter(W + "style")}
    for style, text, number in prepared.styles:
        if style not in known:
            yield fault("template_missing_style", "", text, number, style=style)


def _style_template(styles: Node) -> tuple[tuple[StyleSlot, ...], PartTemplate]:
    """The style sheet with slots for values that depend on the text."""
    slots = cut_slots(styles, _GAP)
    return slots, part_template(STYLES_PART, xml_part(styles).split(_GAP.encode()))


_GAP = "GAP-OF-STYLE"
