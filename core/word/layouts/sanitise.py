"""Removal of content that a layout of unknown origin must not bring into files: active fields and external parts.

Source: ECMA-376 part 1, 17.15 (settings), 17.16 (fields), part 2 (relationships). Elements are compared by local name,
as Word also reads Strict files.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.errors import BadInput
from core.package import Node, parse_xml, xml_part
from core.word.package_writer import CONTENT_TYPES

_RELATIONS, _TEXTS = re.compile(r"\.rels$"), re.compile(r"word/.*\.xml$")
_REACHING = frozenset(("mailMerge", "attachedTemplate", "subDoc", "altChunk", "OLEObject", "control", "ffData"))
"""Elements that load or run something by themselves."""

_LINK = "/hyperlink"
_ACTIVE = frozenset(
    (
        *("attachedTemplate", "oleObject", "package", "subDocument", "aFChunk", "control", "activeXControlBinary"),
        *("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars", "extensibility", "frame"),
    )
)
"""Types of relationships that run something or include another text, wherever they point."""

_PAINTED = frozenset(("blip", "imagedata", "fill", "stroke", "hlinkClick", "hlinkHover"))
"""Elements that remain valid without the part they refer to."""


@dataclass(frozen=True, slots=True)
class SanitisedParts:
    """The usable parts of a layout; ``fields`` are the names of flattened fields, ``outside`` counts removed relationships."""

    parts: dict[str, bytes]
    fields: tuple[str, ...] = ()
    outside: int = 0


def sanitise(parts: Mapping[str, bytes]) -> SanitisedParts:
    """The parts without content that loads or runs something. Broken parts are kept; they are reported elsewhere."""
    safe, names, outside, targets = dict(parts), list[str](), 0, set[str]()
    ids: dict[str, set[str]] = {}
    for name in filter(_RELATIONS.search, parts):
        found = _unsafe(parts[name])
        if found:
            owner = _owner(name)
            targets.update(_target(owner, relation) for relation in found)
            ids[owner] = {relation.get("Id") or "" for relation in found}
            safe[name] = _without(found[0].getparent(), found)
            outside += len(found)
    for name in filter(_TEXTS.match, parts):
        safe[name] = _sanitised_part(safe[name], ids.get(name, set()), names)
    _drop_parts(safe, targets)
    return SanitisedParts(safe, tuple(dict.fromkeys(names)), outside)


def _unsafe(data: bytes) -> list[Node]:
    """The relationships of a part that must be removed."""
    root = _tree(data)
    return [] if root is None else list(filter(_is_unsafe, root))


def _drop_parts(safe: dict[str, bytes], unwanted: set[str]) -> None:
    gone = {name for name in unwanted if safe.pop(name, None) is not None}
    if gone:
        safe[CONTENT_TYPES] = _without_types(safe.get(CONTENT_TYPES, b""), gone)


def _tree(data: bytes) -> Node | None:
    try:
        return parse_xml(data)
    except BadInput:
        return None


def _is_unsafe(relation: Node) -> bool:
    kind, target = "/" + (relation.get("Type") or "").rpartition("/")[2], relation.get("Target") or ""
    outside = (relation.get("TargetMode") or "").lower() == "external" or "//" in target or "\\" in target
    return kind[1:] in _ACTIVE or (outside and kind != _LINK)


def _owner(relations: str) -> str:
    """The part that a relationships part belongs to."""
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _target(owner: str, relation: Node) -> str:
    folder = posixpath.dirname(owner)
    return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")


def _without(root: Node, nodes: list[Node]) -> bytes:
    for node in nodes:
        node.getparent().remove(node)
    return xml_part(root)


def _without_types(data: bytes, gone: set[str]) -> bytes:
    root = _tree(data)
    if root is None:
        return data
    return _without(root, [node for node in root if (node.get("PartName") or "").lstrip("/") in gone])


def _sanitised_part(data: bytes, cut: set[str], names: list[str]) -> bytes:
    root = _tree(data)
    if root is None:
        return data
    reaching = [node for node in root.iter("*") if local_name(node) in _REACHING]
    for node in reaching:
        take_out(node)
    missing = list(_missing(root, cut))
    for node, attribute in missing:
        _cut_off(node, attribute)
    found = flatten(root)
    names += found
    return xml_part(root) if reaching or missing or found else data


def _cut_off(node: Node, attribute: str) -> None:
    """Remove an element that refers to a removed relationship, or only its reference."""
    if local_name(node) in _PAINTED:
        del node.attrib[attribute]
    else:
        take_out(node)


def _missing(root: Node, cut: set[str]) -> Iterator[tuple[Node, str]]:
    """The elements that refer to a removed relationship, with the attribute."""
    for node in root.iter("*") if cut else ():
        yield from ((node, name) for name, value in node.attrib.items() if "/relationships}" in name and value in cut)


_SWITCHES = r'(?:\s+\\\*\s+"?\w+"?|\s+\\#\s+"?[0#,.]+"?)*\s*'
_HARMLESS = re.compile(
    rf"\s*(?:(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION){_SWITCHES}|=[\d\s+*/().-]*{_SWITCHES})", re.IGNORECASE | re.ASCII
)
"""Page numbers and sums of them. DATE and TIME are excluded: the date must not change when the file is opened."""

LONGEST_CODE = 200
LONGEST_NAME = 20
_CODE_PARTS = frozenset(
    ("t", "instrText", "delInstrText", "tab", "br", "sym", "drawing", "pict", "object", "fldSimple")
)
_CODE_TEXTS = frozenset(("t", "instrText", "delInstrText"))


@dataclass(slots=True)
class _TextField:
    """A field being read: its ``marks`` (fldChar or fldSimple), and its ``code`` between begin and separator."""

    paragraph: Node | None
    marks: list[Node]
    code: str = ""
    coded: list[Node] = field(default_factory=list)
    shows: bool = False
    is_safe: bool = True

    @property
    def is_harmless(self) -> bool:
        """Whether the field may be kept."""
        return self.is_safe and len(self.code) <= LONGEST_CODE and _HARMLESS.fullmatch(self.code) is not None

    def add_code(self, text: Node) -> None:
        """Append a piece of the field code."""
        self.code += text.text or ""
        self.is_safe &= _paragraph(text) is self.paragraph

    @property
    def name(self) -> str:
        """The first word of the field code."""
        word = re.match(r"\s*(\w+|=)", self.code)
        return word.group(1).upper()[:LONGEST_NAME] if word else "?"

    def flatten(self) -> None:
        """Remove the field and keep its result."""
        for node in (*self.coded, *self.marks):
            if local_name(node) == "fldSimple" and node in self.marks:
                _unwrap(node)
            else:
                take_out(node)


def flatten(root: Node) -> list[str]:
    """Replace fields that must not be kept by their results; the field names in order."""
    fields = [*_simple_fields(root), *_torn_fields(root)]
    unsafe = [each for each in fields if not each.is_harmless]
    for each in unsafe:
        each.flatten()
    return [each.name for each in unsafe]


def _simple_fields(root: Node) -> Iterator["_TextField"]:
    """The fields written as one ``w:fldSimple`` element."""
    simple = [node for node in root.iter("*") if local_name(node) == "fldSimple"]
    return (_TextField(None, [node], _said(node, "instr")) for node in simple)


def _said(node: Node, attribute: str) -> str:
    """The value of an attribute, found by local name."""
    return next((value for name, value in node.attrib.items() if name.rpartition("}")[2] == attribute), "")


def _unwrap(node: Node) -> None:
    for child in list(node):
        node.addprevious(child)
    take_out(node)


def _torn_fields(root: Node) -> Iterator[_TextField]:
    """The fields written with ``w:fldChar``, inner fields first; unterminated ones last."""
    opened: list[_TextField] = []
    for node in list(root.iter("*")):
        name = local_name(node)
        if name == "fldChar":
            yield from _mark(node, opened)
        elif name in _CODE_PARTS:
            _note(node, opened)
    for each in opened:
        each.is_safe = False
        yield each


def _note(node: Node, opened: list[_TextField]) -> None:
    """Record an element that may be part of the code of open fields."""
    for each in [each for each in opened if not each.shows]:
        each.coded.append(node)
    if opened and not opened[-1].shows and local_name(node) in _CODE_TEXTS:
        opened[-1].add_code(node)


def _mark(node: Node, opened: list[_TextField]) -> Iterator[_TextField]:
    kind = _said(node, "fldCharType")
    if kind == "begin":
        opened.append(_TextField(_paragraph(node), [node]))
    elif not opened:
        return
    else:
        opened[-1].marks.append(node)
        opened[-1].is_safe &= _paragraph(node) is opened[-1].paragraph
        opened[-1].shows |= kind == "separate"
    if kind == "end":
        ended = opened.pop()
        if opened and not opened[-1].shows:
            opened[-1].code += "1" if ended.is_harmless else "?"
            opened[-1].coded += ended.marks
        yield ended


def _paragraph(node: Node) -> Node | None:
    return next((parent for parent in node.iterancestors() if local_name(parent) == "p"), None)


def take_out(node: Node) -> None:
    """Remove an element and runs that become empty; the elements around it are kept."""
    parent = node.getparent()
    if parent is None:
        return
    parent.remove(node)
    if local_name(parent) == "r" and all(local_name(child) == "rPr" for child in parent):
        take_out(parent)


def local_name(node: Node) -> str:
    """The name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]
