"""Styles that a layout uses but no longer contains, restored from the built-in layouts."""

import copy
from collections.abc import Collection, Iterator, Sequence
from types import MappingProxyType

from core.package import Node, W
from core.word.attributes import child_value

ID, VAL = W + "styleId", W + "val"
_STYLE, _REFERENCES = W + "style", ("basedOn", "next", "link")
_SHOWN = MappingProxyType({"Title": "公文标题", "Subtitle": "副标题行"})


class BuiltInStyles:
    """The styles of the built-in layouts; earlier ones in ``sheets`` take precedence."""

    def __init__(self, sheets: Sequence[Node]) -> None:
        styles = [node for sheet in sheets for node in sheet.iter(_STYLE)]
        self._by_name = {child_value(node, "name"): node for node in reversed(styles)}
        self._by_id = {node.get(ID) or "": node for node in reversed(styles)}

    def find(self, identifier: str) -> Node | None:
        """The style with this id, or with it as name (as in learned layouts)."""
        found = self._by_id.get(identifier)
        return self._by_name.get(identifier) if found is None else found

    def shown(self, identifier: str) -> str:
        """The name shown to users: 一级标题 for Heading1; the id itself if unknown."""
        found = self.find(identifier)
        if found is None:
            return identifier
        name = child_value(found, "name")
        return child_value(found, "aliases") or _SHOWN.get(name, name)

    def restore(self, sheet: Node, missing: Collection[str]) -> None:
        """Add the missing styles and the styles they are based on to the sheet; unknown ids are ignored."""
        for identifier in missing:
            node = self.find(identifier)
            if node is not None:
                self._put(sheet, node, identifier)

    def _put(self, sheet: Node, node: Node, identifier: str) -> None:
        made = copy.deepcopy(node)
        made.set(ID, identifier)
        sheet.append(made)  # before what it is based on, so that nothing goes in a circle
        for tag, other in list(_references(made)):
            found = self._same(sheet, other.get(VAL) or "", tag == "basedOn")
            if found:
                other.set(VAL, found)
            else:
                made.remove(other)

    def _same(self, sheet: Node, identifier: str, is_needed: bool) -> str:
        """The id in the sheet of a style of the built-in layouts; added if needed, else ""."""
        wanted = self._by_id[identifier]
        name = child_value(wanted, "name")
        found = next((style.get(ID) or "" for style in sheet.iter(_STYLE) if child_value(style, "name") == name), "")
        if not found and is_needed:
            self._put(sheet, wanted, identifier)
        return found or (identifier if is_needed else "")


def _references(style: Node) -> Iterator[tuple[str, Node]]:
    """The names and elements by which a style refers to other styles."""
    return ((tag, found) for tag in _REFERENCES for found in style.findall(W + tag))
