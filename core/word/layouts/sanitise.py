"""What a layout of unknown origin must not bring into files: fields that fetch or run something, and parts from outside.

Source: ECMA-376 part 1, 17.15 (settings), part 2 (relationships); names are told by their local part, for Word reads
Strict files, too.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.errors import BadInput
from core.package import Node, parse_xml, xml_part
from core.word.layouts.sanitise_fields import flatten, local_name, take_out
from core.word.package_writer import CONTENT_TYPES

_RELATIONS, _TEXTS = re.compile(r"\.rels$"), re.compile(r"word/.*\.xml$")
_REACHING = frozenset(("mailMerge", "attachedTemplate", "subDoc", "altChunk", "OLEObject", "control", "ffData"))
"""Elements that reach for something or run it by themselves."""

_LINK = "/hyperlink"
_ACTIVE = frozenset(
    (
        *("attachedTemplate", "oleObject", "package", "subDocument", "aFChunk", "control", "activeXControlBinary"),
        *("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars", "extensibility", "frame"),
    )
)
"""Kinds of relationships that run something, or bring in a text of its own, wherever they lead."""

_PAINTED = frozenset(("blip", "imagedata", "fill", "stroke", "hlinkClick", "hlinkHover"))
"""Elements that may stand without what they refer to."""


@dataclass(frozen=True, slots=True)
class SanitisedParts:
    """The parts of a layout that may be used; ``fields`` names what was made plain text, ``outside`` counts what was cut."""

    parts: dict[str, bytes]
    fields: tuple[str, ...] = ()
    outside: int = 0


def sanitise(parts: Mapping[str, bytes]) -> SanitisedParts:
    """The parts without what fetches or runs something. Broken parts stay as they are: they are told elsewhere."""
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
    """The relationships of a part that must not stay."""
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
    """The part that a part of relationships belongs to."""
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
    """Take out what refers to a relationship that was cut, or only its reference."""
    if local_name(node) in _PAINTED:
        del node.attrib[attribute]
    else:
        take_out(node)


def _missing(root: Node, cut: set[str]) -> Iterator[tuple[Node, str]]:
    """The elements that refer to a relationship that was cut, with the attribute."""
    for node in root.iter("*") if cut else ():
        yield from ((node, name) for name, value in node.attrib.items() if "/relationships}" in name and value in cut)
