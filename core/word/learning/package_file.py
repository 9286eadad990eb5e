"""The learned layout as a file: only the parts it uses, under standard names, without its authors."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.package import XML_DECLARATION, Node, W, xml_part
from core.word.learning.source import LearningSource, drop_foreign_pictures, make_plain, needed, prefixed
from core.word.package_writer import write_package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = MappingProxyType(
    {
        "document": f"{_WORD}.document.main+xml",
        "styles": f"{_WORD}.styles+xml",
        "settings": f"{_WORD}.settings+xml",
        "fontTable": f"{_WORD}.fontTable+xml",
        "numbering": f"{_WORD}.numbering+xml",
        "header": f"{_WORD}.header+xml",
        "footer": f"{_WORD}.footer+xml",
        "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    }
)
_PICTURES = MappingProxyType(
    {
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "bmp": "image/bmp",
        "emf": "image/x-emf",
        "wmf": "image/x-wmf",
        "tif": "image/tiff",
        "tiff": "image/tiff",
    }
)
_ONCE = ("settings", "fontTable", "numbering", "theme")
_KEPT_SETTINGS = frozenset(
    W + name
    for name in (
        *("zoom", "mirrorMargins", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop"),
        *("defaultTabStop", "evenAndOddHeaders", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing"),
        *("displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery", "characterSpacingControl"),
        *("noLineBreaksAfter", "noLineBreaksBefore", "strictFirstAndLastChars", "compat", "themeFontLang"),
        *("clrSchemeMapping", "decimalSymbol", "listSeparator", "autoHyphenation"),
    )
)
_EMBEDDED = tuple(W + name for name in ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"))


@dataclass(frozen=True, slots=True)
class InternalRelation:
    """A relationship of the source to a part of the same package."""

    identifier: str
    kind: str
    target: str


def relations(source: LearningSource, part: str) -> dict[str, InternalRelation]:
    """The internal relationships of a part by id; external targets are left out."""
    folder, name = posixpath.split(part)
    root = source.package.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    made = [_relation(node, folder) for node in (() if root is None else root) if node.get("TargetMode") != "External"]
    return {each.identifier: each for each in made if source.package.has(each.target)}


def _relation(node: Node, folder: str) -> InternalRelation:
    target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/")
    return InternalRelation(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target)


class LearnedPackage:
    """Collects the parts of the new file."""

    def __init__(self, source: LearningSource) -> None:
        self._source = source
        self._parts: dict[str, bytes] = {}
        self._media: dict[str, str] = {}
        self.dropped = 0

    def write(self, styles: Node, margins: Mapping[str, Node]) -> bytes:
        """The finished file: the source's main tree, ``styles``, and headers and footers by relationship id."""
        source = self._source
        known = relations(source, source.main)
        made = [InternalRelation("rIdStyles", "styles", "styles.xml"), *self._once(known.values())]
        self._parts["word/styles.xml"] = xml_part(styles)
        used = needed(source.root)
        for number, identifier in enumerate(sorted(set(margins) & used), 1):
            relation = known[identifier]
            name = f"{relation.kind}{number}.xml"
            self._margin(name, relation.target, margins[identifier])
            made.append(InternalRelation(identifier, relation.kind, name))
        made += self._pictures(source.root, known)
        self._parts["word/document.xml"] = xml_part(source.root)
        self._parts["word/_rels/document.xml.rels"] = _relations(made)
        return self._packed()

    def _once(self, known: Iterable[InternalRelation]) -> list[InternalRelation]:
        made: dict[str, InternalRelation] = {}
        for relation in known:
            root = self._source.package.xml(relation.target) if relation.kind in _ONCE else None
            if root is None or relation.kind in made:
                continue
            folder = "theme/" if relation.kind == "theme" else ""
            name = f"{folder}{relation.kind}.xml"
            self._parts[f"word/{name}"] = xml_part(
                _CLEANERS[relation.kind](root) if relation.kind in _CLEANERS else root
            )
            made[relation.kind] = InternalRelation(f"rId{relation.kind.capitalize()}", relation.kind, name)
        return list(made.values())

    def _margin(self, name: str, original: str, root: Node) -> None:
        kept = self._pictures(root, relations(self._source, original))
        self._parts[f"word/{name}"] = xml_part(root)
        if kept:
            self._parts[f"word/_rels/{name}.rels"] = _relations(kept)

    def _pictures(self, root: Node, known: Mapping[str, InternalRelation]) -> list[InternalRelation]:
        """The relationships of the pictures in a tree; their parts are copied."""
        pictures = {key: found for key, found in known.items() if found.kind == "image" and _ending(found) in _PICTURES}
        allowed = frozenset((*pictures, *(key for key, found in known.items() if found.kind in ("header", "footer"))))
        self.dropped += drop_foreign_pictures(root, allowed)
        used = needed(root)
        return [InternalRelation(key, "image", self._medium(found)) for key, found in pictures.items() if key in used]

    def _medium(self, relation: InternalRelation) -> str:
        if relation.target not in self._media:
            name = f"media/image{len(self._media) + 1}.{_ending(relation)}"
            self._media[relation.target] = name
            self._parts[f"word/{name}"] = self._source.package.read(relation.target)
        return self._media[relation.target]

    def _packed(self) -> bytes:
        self._parts["docProps/core.xml"] = _CORE.encode()
        self._parts["docProps/app.xml"] = _APP.encode()
        self._parts["_rels/.rels"] = _ROOT.encode()
        parts = {"[Content_Types].xml": _content_types(self._parts), **self._parts}
        return write_package(parts, 9)


def read_margins(source: LearningSource) -> dict[str, Node]:
    """The plain trees of all headers and footers by relationship id."""
    margins = {}
    for identifier, relation in relations(source, source.main).items():
        if relation.kind in ("header", "footer"):
            root = source.package.xml(relation.target)
            if root is not None:
                margins[identifier] = prefixed(root)
                make_plain(margins[identifier])
    return margins


def _ending(relation: InternalRelation) -> str:
    return relation.target.rpartition(".")[2].lower()


def _plain(root: Node) -> Node:
    root = prefixed(root)
    make_plain(root)
    return root


def _settings(root: Node) -> Node:
    """Settings that affect layout only; no editors, protection, template path or mail merge data."""
    root = prefixed(root)
    for child in list(root):
        if child.tag not in _KEPT_SETTINGS:
            root.remove(child)
    return root


def _fonts(root: Node) -> Node:
    for child in list(root.iter(*_EMBEDDED)):
        child.getparent().remove(child)
    return root


def _theme(root: Node) -> Node:
    """The theme without picture fills, which would need further parts."""
    for node in [node for node in root.iter("*") if node.tag.endswith("}blipFill")]:
        fill = node.makeelement(node.tag.replace("blipFill", "noFill"))
        node.getparent().replace(node, fill)
    return root


_CLEANERS = MappingProxyType({"settings": _settings, "numbering": _plain, "fontTable": _fonts, "theme": _theme})


def _relations(made: Iterable[InternalRelation]) -> bytes:
    items = "".join(
        f'<Relationship Id="{item.identifier}" Type="{OFFICE}/{item.kind}" Target="{item.target}"/>' for item in made
    )
    return f'{XML_DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'.encode()


def _content_types(parts: Iterable[str]) -> bytes:
    endings = sorted({name.rpartition(".")[2] for name in parts if name.startswith("word/media/")})
    defaults = "".join(f'<Default Extension="{ending}" ContentType="{_PICTURES[ending]}"/>' for ending in endings)
    overrides = []
    for name in parts:
        kind = re.sub(r"\d+$", "", posixpath.basename(name).removesuffix(".xml"))
        if name.startswith("word/") and name.endswith(".xml") and kind in _TYPES:
            overrides.append(f'<Override PartName="/{name}" ContentType="{_TYPES[kind]}"/>')
    return (
        f'{XML_DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{defaults}{"".join(overrides)}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    ).encode()


_CORE = (
    f'{XML_DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>版式</dc:title></cp:coreProperties>'
)
_APP = (
    f'{XML_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Nigao</Application></Properties>"
)
_ROOT = (
    f'{XML_DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>'
)
