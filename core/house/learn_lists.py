"""What automatic numbers add to the look of a paragraph: the indents of their list (ECMA-376 part 1, 17.9.23)."""

import copy

from core.ooxml import Node, W

_VAL, _INDENT, _NUMBER = W + "val", W + "ind", W + "numPr"
_LONGEST_CHAIN = 40


class Lists:
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
            base = number.find(W + "abstractNumId")
            known = lists.get("" if base is None else base.get(_VAL))
            for level in () if known is None else known.iter(W + "lvl"):
                indent = level.find(f"{W}pPr/{_INDENT}")
                if indent is not None:
                    self._levels[number.get(W + "numId") or "", level.get(W + "ilvl") or "0"] = indent

    def properties(self, paragraph: Node) -> Node | None:
        """The ``w:pPr``, with the indent of its list where it says none itself."""
        properties = paragraph.find(W + "pPr")
        number = self._found(paragraph, _NUMBER) if self._levels else None
        if properties is None or number is None or properties.find(_INDENT) is not None:
            return properties
        if properties.find(_NUMBER) is None and self._found(paragraph, _INDENT) is not None:
            return properties  # what a style says itself comes before the list that it names
        identifier, level = (_value(number, name) for name in ("numId", "ilvl"))
        indent = self._levels.get((identifier, level or "0"))
        if indent is None:
            return properties
        properties = copy.deepcopy(properties)
        properties.append(copy.deepcopy(indent))
        return properties

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
