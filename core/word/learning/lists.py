"""Indents that automatic numbering adds to a paragraph (ECMA-376 part 1, 17.9.23)."""

import copy

from core.package import Node, W
from core.word.attributes import child_value, value
from core.word.styles import StyleResolver

_INDENT, _NUMBER = W + "ind", W + "numPr"


class ListIndents:
    """The list levels and styles of one file."""

    def __init__(self, styles: Node, numbering: Node | None) -> None:
        self._resolver = StyleResolver(styles)
        self._levels: dict[tuple[str, str], Node] = {}
        if numbering is not None:
            self._index(numbering)

    def _index(self, numbering: Node) -> None:
        lists = {node.get(W + "abstractNumId"): node for node in numbering.iter(W + "abstractNum")}
        for number in numbering.iter(W + "num"):
            known = lists.get(child_value(number, "abstractNumId"))
            for indent in () if known is None else known.iterfind(f"{W}lvl/{W}pPr/{_INDENT}"):
                level = indent.getparent().getparent().get(W + "ilvl")
                self._levels[number.get(W + "numId") or "", level or "0"] = indent

    def properties(self, paragraph: Node) -> Node | None:
        """The paragraph's ``w:pPr``, with the indent of its list added if neither it nor its style has one."""
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
        """The ``w:ind`` of the list level of the paragraph."""
        number = self._found(paragraph, _NUMBER)
        if number is None:
            return None
        return self._levels.get((child_value(number, "numId"), child_value(number, "ilvl") or "0"))

    def said(self, paragraph: Node, name: str) -> str:
        """The value of a property of the paragraph or, failing that, of its styles; "" if none sets it."""
        found = self._found(paragraph, W + name)
        return "" if found is None else value(found, "1")

    def _found(self, paragraph: Node, tag: str) -> Node | None:
        """The first such element in the paragraph and along the styles it is based on."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        identifier = self._resolver.default_id() if style is None else value(style)
        found = (node.find(f"{W}pPr/{tag}") for node in (paragraph, *self._resolver.chain_of(identifier)))
        return next((node for node in found if node is not None), None)
