"""The learned layout as a file: the text lines of a built-in layout, and only the parts it uses, without its authors.

Before it is kept the user may change font, size and bold of a role.
"""

import copy
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.errors import BadTemplate
from core.package import OFFICE, XML_DECLARATION, Node, W, open_package, parse_xml, xml_part
from core.typesetting.values import Face
from core.word.attributes import STYLES_PART
from core.word.layouts.tags import find_tags
from core.word.learning.source import (
    SECTION,
    LearningSource,
    P,
    T,
    drop_foreign_pictures,
    make_plain,
    needed,
    prefixed,
    text_of,
)
from core.word.learning.styles import run_properties
from core.word.learning.values import Learned, LearnedRole
from core.word.package_writer import write_package

FILLER = "版记前空"
"""The style of the paragraph that grows until the imprint reaches the end of the page."""
_BLANKS = "正文段落"
_TITLE = re.compile(r"(?<![.\w])标题(?!\w)")
_TITLE_TAG, _PARAGRAPHS = "标题", "各段"
_NUMBER = '== "发文字号"'
_USES = (W + "pStyle", W + "rStyle")


class TextLines:
    """The text lines of a built-in layout."""

    def __init__(self, root: Node, styles: Node) -> None:
        self._names: dict[str, str] = {}
        self._characters: set[str] = set()
        for style in styles.iter(W + "style"):
            name = style.find(W + "name")
            self._names[style.get(W + "styleId") or ""] = "" if name is None else name.get(W + "val") or ""
            if style.get(W + "type") == "character":
                self._characters.add(self._names[style.get(W + "styleId") or ""])
        self._blocks = [block for block in root.find(W + "body") if block.tag != SECTION]
        start, end = _text_lines(self._blocks)
        self._lines = self._blocks[start:end]

    def styles(self, has_foot: bool) -> dict[str, bool]:
        """The names of the styles that the lines use, and whether each is a character style."""
        names = [self._names.get(use.get(W + "val") or "", "") for line in self._lines for use in line.iter(*_USES)]
        if has_foot and FILLER in self._names.values():
            names.append(FILLER)
        levels = [f"heading {level}" for level in range(1, 5)]
        return {name: name in self._characters for name in dict.fromkeys([*names, _BLANKS, *levels]) if name}

    def lines(self, ids: dict[str, str], blanks: Sequence[Node], numbered: bool) -> list[Node]:
        """The lines with the layout's own styles, and the blank lines below the title.

        ``numbered``: the document number stands in the letterhead, so the text does not print it.
        """
        lines = [copy.deepcopy(line) for line in self._lines]
        if numbered:
            lines = _without_number(lines)
        start = next(index for index, line in enumerate(lines) if _loops(line))
        head = _without_blanks(lines[:start])
        for line in lines:
            for use in line.iter(*_USES):
                name = self._names.get(use.get(W + "val") or "", "")
                use.set(W + "val", ids.get(name, ids[_BLANKS]))
        return [*head, *blanks, *lines[start:]]

    def attach_drawings(self, lines: Sequence[Node], drawn: Sequence[Node]) -> int:
        """Attach drawings to the title line; the number attached."""
        title = next((line for line in lines if _codes(line) == _TITLE_TAG), None)
        if title is None:
            return 0
        for run in drawn:
            kept = copy.deepcopy(run)
            for text in list(kept.iter(T)):
                if next(text.iterancestors(W + "txbxContent"), None) is None:
                    text.getparent().remove(text)
            title.insert(1, kept)
        return len(drawn)

    def filler(self, ids: dict[str, str]) -> list[Node]:
        """The paragraph above the imprint; none if the built-in layout has none."""
        return [self._blank(ids[FILLER])] if FILLER in ids else []

    def _blank(self, style: str) -> Node:
        paragraph = self._lines[0].makeelement(P)
        properties = paragraph.makeelement(W + "pPr")
        properties.append(paragraph.makeelement(W + "pStyle", {W + "val": style}))
        paragraph.append(properties)
        return paragraph


def _text_lines(blocks: list[Node]) -> tuple[int, int]:
    """The range from the first line that uses the title to the end of the loop over all paragraphs."""
    start = next((index for index, block in enumerate(blocks) if _TITLE.search(_codes(block))), -1)
    loop = next((index for index, block in enumerate(blocks) if _loops(block)), -1)
    depth = 0
    for index in range(loop, len(blocks)) if 0 <= start <= loop else ():
        depth += _deeper(blocks[index])
        if not depth:
            return start, index + 1
    raise BadTemplate("template_not_word")


def _deeper(block: Node) -> int:
    """The number of statements a block opens minus the number it closes."""
    words = [tag.word for tag in find_tags(text_of(block))] if block.tag == P else []
    return sum(map(words.count, ("for", "if"))) - sum(map(words.count, ("endfor", "endif")))


def _without_number(lines: list[Node]) -> list[Node]:
    """The lines without the branch that prints the document number (its line and the one below)."""
    place = next((index for index, line in enumerate(lines) if _NUMBER in _codes(line)), -1)
    return lines if place < 0 else [*lines[:place], *lines[place + 2 :]]


def _codes(block: Node) -> str:
    return " ".join(tag.code for tag in find_tags(text_of(block))) if block.tag == P else ""


def _loops(block: Node) -> bool:
    """Whether the block opens the loop over all paragraphs."""
    return block.tag == P and any(
        tag.word == "for" and tag.code.split()[-1] == _PARAGRAPHS for tag in find_tags(text_of(block))
    )


def _without_blanks(lines: list[Node]) -> list[Node]:
    """The lines without blank paragraphs and without conditions that became empty."""
    kept: list[Node] = []
    for line in lines:
        words = [tag.word for tag in find_tags(text_of(line))]
        if not text_of(line).strip():
            continue
        if words == ["endif"] and kept and [tag.word for tag in find_tags(text_of(kept[-1]))] == ["if"]:
            kept.pop()
            continue
        kept.append(line)
    return kept


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


_RUN, _INDENT = W + "rPr", f"{W}pPr/{W}ind"


@dataclass(frozen=True, slots=True)
class RoleChange:
    """The wanted format of a role: ``size`` in points."""

    font: str
    size: float
    bold: bool


def with_changes(learned: Learned, wishes: Mapping[str, RoleChange]) -> Learned:
    """The layout with these roles changed; a changed role no longer counts as a guess."""
    roles = tuple(_wished(role, wishes.get(role.name)) for role in learned.findings)
    changed = {role.style: role for role, before in zip(roles, learned.findings, strict=True) if role != before}
    if not changed:
        return learned
    parts = open_package(learned.layout)
    styles = parse_xml(parts[STYLES_PART])
    for style in styles.iter(W + "style"):
        name = style.find(W + "name")
        if name is not None and name.get(W + "val") in changed:
            _write(style, changed[name.get(W + "val")])
    parts[STYLES_PART] = xml_part(styles)
    return replace(learned, layout=write_package(parts, 9), findings=roles)


def _wished(role: LearnedRole, wish: RoleChange | None) -> LearnedRole:
    if wish is None or wish == RoleChange(role.face.family, role.face.size, role.face.bold):
        return role
    latin = wish.font if role.face.latin == role.face.family else role.face.latin
    face = replace(role.face, family=wish.font, latin=latin, size=wish.size, bold=wish.bold)
    first = role.shape.first * _unit(face) / _unit(role.face)
    return replace(role, face=face, shape=replace(role.shape, first=first), reason="")


def _unit(face: Face) -> float:
    return face.size * 20 + face.spacing


def _write(style: Node, role: LearnedRole) -> None:
    properties = parse_xml(f'<w:rPr xmlns:w="{W.strip("{}")}">{run_properties(role.face)}</w:rPr>'.encode())
    style.replace(style.find(_RUN), properties)
    indent = style.find(_INDENT)
    if indent is not None and indent.get(W + "firstLineChars", "0") != "0":
        indent.set(W + "firstLine", f"{role.shape.first:.0f}")
