"""What automatic numbers add to the look of a paragraph: the indents of their list (ECMA-376 part 1, 17.9.23)."""

import copy

from core.package import Node, W

_VAL, _INDENT, _NUMBER = W + "val", W + "ind", W + "numPr"
_LONGEST_CHAIN = 40


class ListIndents:
    """The lists and styles of one file."""

    def __init__(self, styles: Node, numbering: Node | None) -> None:
        self._styles = {node.get(W + "styleId") or "": node for node in styles.iter(W + "style")}
        self._usual = next(
            (key for key, node in self._styles.items() if node.get(W + "default") in ("1", "true", "on")), ""
        )
        self._levels: dict[tuple[str, str], Node] = {}
        if numbering is not None:
            self._index(numbering)

    def _index(self, numbering: Node) -> None:
        lists = {node.get(W + "abstractNumId"): node for node in numbering.iter(W + "abstractNum")}
        for number in numbering.iter(W + "num"):
            known = lists.get(_value(number, "abstractNumId"))
            for indent in () if known is None else known.iterfind(f"{W}lvl/{W}pPr/{_INDENT}"):
                level = indent.getparent().getparent().get(W + "ilvl")
                self._levels[number.get(W + "numId") or "", level or "0"] = indent

    def properties(self, paragraph: Node) -> Node | None:
        """The ``w:pPr``, with the indent of its list where it says none itself."""
        properties = paragraph.find(W + "pPr")
        indent = self._indent(paragraph) if self._levels else None
        if properties is None or indent is None:
            return properties
        own = properties.find(_INDENT)
        by_style = own is None and properties.find(_NUMBER) is None and self._found(paragraph, _INDENT) is not None
        if own is not None or by_style:
            return properties  # a style's own indent comes before that of the list it names
        properties = copy.deepcopy(properties)
        properties.append(copy.deepcopy(indent))
        return properties

    def _indent(self, paragraph: Node) -> Node | None:
        """The ``w:ind`` of the list the paragraph is in."""
        number = self._found(paragraph, _NUMBER)
        if number is None:
            return None
        return self._levels.get((_value(number, "numId"), _value(number, "ilvl") or "0"))

    def said(self, paragraph: Node, name: str) -> str:
        """The value of a property of the paragraph, its own or its style's; empty where nobody says anything."""
        found = self._found(paragraph, W + name)
        return "" if found is None else found.get(_VAL) or "1"

    def _found(self, paragraph: Node, tag: str) -> Node | None:
        """The nearest element that says something: in the paragraph, or along the styles it is based on."""
        own = paragraph.find(f"{W}pPr/{tag}")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        identifier = self._usual if style is None else style.get(_VAL) or ""
        for _ in range(_LONGEST_CHAIN):
            if own is not None or identifier not in self._styles:
                return own
            node = self._styles[identifier]
            own, identifier = node.find(f"{W}pPr/{tag}"), _value(node, "basedOn")
        return own


def _value(node: Node, name: str) -> str:
    found = node.find(W + name)
    return "" if found is None else found.get(_VAL) or ""
