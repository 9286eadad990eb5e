"""Drawings, embedded objects and formulas that stay in the draft as they are: their XML with the package parts it needs.

Nothing is opened or followed: parts are copied as bytes, external targets are never kept (ECMA-376 part 2, 9.3; part 1,
17.3.3.9 drawing, 17.3.3.19 object, 22.1 formulas).
"""

import copy
import posixpath
import re
from itertools import islice
from types import MappingProxyType

from core.model.blocks import LARGEST_MEDIA, LARGEST_PICTURE, KeptObject, KeptPart, media_key
from core.package import M, Node, Package, V, W, drop, serialise

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MOST_DEEP, MOST_OBJECTS, MOST_PARTS, MOST_NODES = 6, 5_000, 200, 50_000
"""Limits: parts of parts, objects of a file, parts and elements of one object."""

_DRAWN_KINDS = MappingProxyType(
    {"chart": "chart", "relIds": "diagram", "OLEObject": "object", "blip": "picture", "imagedata": "picture"}
)
_NOT_WHOLE = frozenset(("control", "txbxContent", "textpath", "txbx", "textbox"))
"""Controls run programs; the words of boxes are read as text, without which the box would be empty."""

_OF_PARTS = frozenset(_DRAWN_KINDS.values())
"""Kinds that are nothing without another part of the package."""

_LINKS = ("hlinkClick", "hlinkHover")
_NEWER = "http://schemas.microsoft.com/office/word/20"
"""Namespaces of properties that only newer programs of one maker read; a file may use them only where it says so."""

_FORMULA = (M + "oMath", M + "oMathPara")
_ALTERNATIVES = ("descr", "title", "alt", "{urn:schemas-microsoft-com:office:office}title", "name")
"""Attributes with the alternative text or name of a drawing (20.4.2.5 docPr; VML: part 4, 19.1.2.19), the best first."""

_EMU_PER_TWIP = 635
_EMU_OF = MappingProxyType({"pt": 12_700, "px": 9_525, "in": 914_400, "cm": 360_000, "mm": 36_000, "pc": 152_400})
_SIDE = re.compile(
    r"(?:^|;)\s*(?P<side>width|height)\s*:\s*(?P<number>\d{1,5}(?:\.\d{1,6})?)(?P<unit>pt|px|in|cm|mm|pc)"
)


class ObjectKeeper:
    """Takes objects out of one file; ``media`` are the bytes they need."""

    def __init__(self, package: Package, source: str) -> None:
        self._package, self._source = package, source
        self._known: dict[tuple[str, str], tuple[str, str, str] | None] = {}
        self._size = self._count = self._parts_left = 0
        self.media: dict[str, bytes] = {}

    def kept(self, node: Node) -> KeptObject | None:
        """The object that a drawing, embedded object or formula is; None for one that cannot be kept whole.

        Those are objects with linked or missing parts, controls, and what exceeds the limits.
        """
        if self._count >= MOST_OBJECTS or not _can_be_whole(node):
            return None
        clean = _portable(node)
        self._parts_left = MOST_PARTS
        parts = self._parts(clean, self._source, 0)
        if parts is None or (not parts and _kind(node) in _OF_PARTS):
            return None
        data = serialise(clean).encode("utf-8")
        self._count += 1
        return (
            None
            if not self._has_room(len(data))
            else KeptObject(0, _kind(node), self._store(data), parts, *_extent(node), _label(node))
        )

    def kept_note(self, kind: str, body: Node) -> KeptObject | None:
        """The mark of a ``footnote`` or ``endnote`` with this body; None beyond the limits."""
        self._count += 1
        data = serialise(body).encode("utf-8") if self._count <= MOST_OBJECTS else b""
        return KeptObject(0, kind, self._store(data)) if data and self._has_room(len(data)) else None

    def _has_room(self, size: int) -> bool:
        return size <= LARGEST_PICTURE and self._size + size <= LARGEST_MEDIA

    def _store(self, data: bytes) -> str:
        key = media_key(data)
        if key not in self.media:
            self._size += len(data)
            self.media[key] = data
        return key

    def _parts(self, node: Node, source: str, deep: int) -> tuple[KeptPart, ...] | None:
        """The parts that the relationship ids in an XML tree name, with theirs; None when one is missing or outside."""
        names = dict.fromkeys(value for each in node.iter() for key, value in each.attrib.items() if key.startswith(R))
        found = [self._part(name, source, deep) for name in names if name]
        return None if any(part is None for part in found) else tuple(part for part in found if part is not None)

    def _part(self, relation: str, source: str, deep: int) -> KeptPart | None:
        target = self._target(source, relation)
        self._parts_left -= 1
        if target is None or deep >= MOST_DEEP or self._parts_left < 0:
            return None
        kind, name, content_type = target
        data = self._package.read(name)
        if not data or not self._has_room(len(data)):
            return None
        inner = self._inner(name, deep)
        if inner is None:
            return None
        return KeptPart(relation, kind, posixpath.basename(name), content_type, self._store(data), inner)

    def _inner(self, name: str, deep: int) -> tuple[KeptPart, ...] | None:
        """The parts that a part refers to; None when it links to the outside, too."""
        relations = self._package.relation_ids(name)
        if any(is_external for _, is_external in relations):
            return None
        found: list[KeptPart] = []
        for relation, _ in relations:
            part = self._part(relation, name, deep + 1)
            if part is None:
                return None
            found.append(part)
        return tuple(found)

    def _target(self, source: str, relation: str) -> tuple[str, str, str] | None:
        key = source, relation
        if key not in self._known:
            found = self._package.relation(source, relation)
            self._known[key] = None if found is None else (*found, self._package.content_type(found[1]))
        return self._known[key]


def _can_be_whole(node: Node) -> bool:
    is_large = next(islice(node.iter(), MOST_NODES, None), None) is not None
    return len(node) > 0 and not is_large and _NOT_WHOLE.isdisjoint(_names(node))


def _names(node: Node) -> set[str]:
    return {each.tag.rpartition("}")[2] for each in node.iter() if isinstance(each.tag, str)}


def _kind(node: Node) -> str:
    if node.tag in _FORMULA:
        return "formula"
    names = _names(node)
    if "OLEObject" in names:
        return "object"
    return next((kind for name, kind in _DRAWN_KINDS.items() if name in names), "shape")


def _portable(node: Node) -> Node:
    """A copy without links and without properties that a file may only use where its root element allows it."""
    clean = copy.deepcopy(node)
    clean.tail = None
    drop(clean, ("{*}" + name for name in _LINKS))
    for each in clean.iter():
        for key in [key for key in each.attrib if key.startswith("{" + _NEWER)]:
            del each.attrib[key]
    for each in [each for each in clean.iterdescendants("*") if each.tag.startswith("{" + _NEWER)]:
        if not _is_shape(each):
            each.getparent().remove(each)
    return clean


def _is_shape(node: Node) -> bool:
    """Whether an element of a newer namespace is the content of a drawing (wps, wpg, wpc) and no mere property."""
    return node.tag.rpartition("}")[0].rpartition("/")[2] in (
        "wordprocessingShape",
        "wordprocessingGroup",
        "wordprocessingCanvas",
        "wordprocessingInk",
    )


def _extent(node: Node) -> tuple[int, int]:
    """Width and height in English Metric Units; 0 where the drawing does not give them."""
    extent = next(node.iter("{*}extent"), None)
    if extent is not None:
        return _whole(extent.get("cx")), _whole(extent.get("cy"))
    if node.get(W + "dxaOrig"):
        return _whole(node.get(W + "dxaOrig")) * _EMU_PER_TWIP, _whole(node.get(W + "dyaOrig")) * _EMU_PER_TWIP
    styles = (each.get("style") or "" for each in node.iter(V + "shape", V + "rect", V + "group"))
    return next(filter(any, map(_drawn_size, styles)), (0, 0))


def _drawn_size(style: str) -> tuple[int, int]:
    """The size in the style of a VML shape, such as ``width:120pt;height:2cm`` (ECMA-376 part 4, 19.1.2.19)."""
    found = {each["side"]: float(each["number"]) * _EMU_OF[each["unit"]] for each in _SIDE.finditer(style)}
    return round(found.get("width", 0)), round(found.get("height", 0))


def _whole(text: str | None) -> int:
    return min(int(text), 10**9) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0


def _label(node: Node) -> str:
    """The alternative text of a drawing, else its name."""
    if node.tag in _FORMULA:
        return "".join(each.text or "" for each in node.iter(M + "t"))[:200]
    named = (_named(each) for each in node.iter("{*}docPr", V + "shape", V + "imagedata"))
    return next(filter(None, named), "")


def _named(node: Node) -> str:
    """What a node says of its drawing; ``name`` only where nothing else stands."""
    words = next(filter(None, map(node.get, _ALTERNATIVES)), "")
    return " ".join(words.split())[:200]
