"""Nodes of the old file made fit for the new one: styles by name, pictures with their parts, no numbering of another file."""

import posixpath
from collections import Counter
from hashlib import sha256

from core.package import Node, Package, R, W
from core.word.redline.blocks import RedlineSide
from core.word.redline.editing import PackageEditor

_FOREIGN = frozenset(W + name for name in ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef"))
_STYLED = tuple(W + name for name in ("pStyle", "rStyle", "tblStyle"))
_OBJECTS = 50_000
"""Ids of drawings taken over begin here."""


class Adopter:
    """Takes nodes of the old file over into ``target``. ``left_out`` counts what could not be brought along."""

    def __init__(self, old: RedlineSide, new: RedlineSide, target: PackageEditor) -> None:
        self._old, self._target = old, target
        self._styles = StyleNames(old, new)
        numbering = [side.package.read(side.package.related(side.main, "numbering")) for side in (old, new)]
        self._keeps_numbers = numbering[0] == numbering[1]
        self._known: dict[str, str] = {}
        self._objects = _OBJECTS
        self.left_out: Counter[str] = Counter()

    def content(self, node: Node) -> Node | None:
        """A run or an object for the new file; None if nothing of it can be shown there."""
        for each in [each for each in node.iter("*") if each.tag in _FOREIGN]:
            each.getparent().remove(each)
            self.left_out["redline_notes_left_out"] += 1
        self._restyle(node)
        if not self._related(node):
            self.left_out["redline_objects_left_out"] += 1
            return None
        return node

    def properties(self, node: Node) -> Node:
        """The properties of a paragraph, without its section and without numbering of another file."""
        for name in ("sectPr", "pPrChange", *(() if self._keeps_numbers else ("numPr",))):
            for each in node.findall(W + name):
                node.remove(each)
        self._restyle(node)
        return node

    def table(self, node: Node) -> Node:
        """A table or a row."""
        self._restyle(node)
        return node

    def _restyle(self, node: Node) -> None:
        if self._styles.is_same:
            return
        for each in node.iter(*_STYLED):
            each.set(W + "val", self._styles.own(each.get(W + "val") or ""))

    def _related(self, node: Node) -> bool:
        """Bring along the parts that a node names; False if one of them names further parts or is missing."""
        for each in node.iter("*"):
            for key in [key for key in each.attrib if key.startswith(R) and each.get(key)]:
                own = self._relation(each.get(key))
                if not own:
                    return False
                each.set(key, own)
            if each.tag.endswith("}docPr"):
                self._objects += 1
                each.set("id", str(self._objects))
        return True

    def _relation(self, identifier: str) -> str:
        if identifier not in self._known:
            self._known[identifier] = self._copied(identifier)
        return self._known[identifier]

    def _copied(self, identifier: str) -> str:
        package = self._old.package
        found = package.relation(self._old.main, identifier)
        if found is None or package.relation_ids(found[1]) or not package.has(found[1]):
            return ""
        kind, source = found
        data = package.read(source)
        ending = posixpath.splitext(source)[1].lower() or ".bin"
        name = f"media/old_{sha256(data).hexdigest()[:20]}{ending}"
        return self._target.add(name, data, package.content_type(source) or "application/octet-stream", kind)


class StyleNames:
    """The style of the new file that has the same name as one of the old file."""

    def __init__(self, old: RedlineSide, new: RedlineSide) -> None:
        parts = [side.package.related(side.main, "styles") for side in (old, new)]
        self.is_same = old.package.read(parts[0]) == new.package.read(parts[1])
        self._own = {} if self.is_same else _by_name(new.package, parts[1])
        self._names = {} if self.is_same else {key: name for name, key in _by_name(old.package, parts[0]).items()}

    def own(self, identifier: str) -> str:
        """The id in the new file; the old one where no style has that name: Word takes the usual style then."""
        return self._own.get(self._names.get(identifier, ("", "")), identifier)


def _by_name(package: Package, part: str) -> dict[tuple[str, str], str]:
    """The ids of the styles by kind and name."""
    root = package.xml(part) if part else None
    found = {}
    for style in () if root is None else root.iterchildren(W + "style"):
        name = style.find(W + "name")
        key = "" if name is None else (name.get(W + "val") or "").lower()
        found[style.get(W + "type") or "", key] = style.get(W + "styleId") or ""
    return found
