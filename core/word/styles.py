"""Styles of a Word file resolved along ``basedOn``, for every part of the program that reads them (ECMA-376 part 1, 17.7).

Callers interpret the properties they need; which style elements apply, and in which order, is decided here only.
"""

from collections.abc import Iterator
from types import MappingProxyType

from core.package import Node, W
from core.word.attributes import child_value, is_on

LONGEST_CHAIN = 40
"""Styles followed along ``basedOn``; the rest of a longer chain is ignored."""

_THEME_SCRIPTS = MappingProxyType({"EastAsia": "ea", "HAnsi": "latin", "Ascii": "latin"})


class StyleResolver:
    """The styles of one ``w:styles`` element, indexed when the resolver is made.

    If several styles share an id, or several are the default of a type, the last one counts (17.7.4.17).
    """

    def __init__(self, root: Node | None) -> None:
        self.root = root
        self._by_id: dict[str, Node] = {}
        self._by_type: dict[tuple[str, str], Node] = {}
        self._default_ids: dict[str, str] = {}
        for style in () if root is None else root.iter(W + "style"):
            identifier, kind = style.get(W + "styleId") or "", style.get(W + "type") or "paragraph"
            self._by_id[identifier] = self._by_type[kind, identifier] = style
            if is_default(style):
                self._default_ids[kind] = identifier

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all styles in document order."""
        return tuple(self._by_id)

    @property
    def styles(self) -> tuple[Node, ...]:
        """All styles in document order, one for each id."""
        return tuple(self._by_id.values())

    @property
    def default_ids(self) -> tuple[str, ...]:
        """The ids of the default styles, one for each type that has one."""
        return tuple(self._default_ids.values())

    def find(self, identifier: str, kind: str = "") -> Node | None:
        """The style with this id; with ``kind`` (paragraph, character, table, numbering) only one of that type."""
        return self._by_type.get((kind, identifier)) if kind else self._by_id.get(identifier)

    def default_id(self, kind: str = "paragraph") -> str:
        """The id of the style used where none is named; "" if no style is marked as default."""
        return self._default_ids.get(kind, "")

    def chain(self, style: Node | None, kind: str = "") -> list[Node]:
        """The style and the styles it is based on, nearest first; a circular reference ends the chain."""
        found: list[Node] = []
        while style is not None and len(found) < LONGEST_CHAIN and style not in found:
            found.append(style)
            style = self.find(child_value(style, "basedOn"), kind)
        return found

    def chain_of(self, identifier: str, kind: str = "") -> list[Node]:
        """``chain`` of the style with this id; empty for an unknown one."""
        return self.chain(self.find(identifier, kind), kind)

    def document_defaults(self, name: str) -> Node | None:
        """The ``w:rPr`` or ``w:pPr`` of the document defaults (17.7.5)."""
        return None if self.root is None else self.root.find(f"{W}docDefaults/{W}{name}Default/{W}{name}")

    def properties(self, style: Node | None, name: str) -> Iterator[Node]:
        """The ``w:rPr`` or ``w:pPr`` elements that apply to a style, nearest first, document defaults last."""
        for each in (*(one.find(W + name) for one in self.chain(style)), self.document_defaults(name)):
            if each is not None:
                yield each


def is_default(style: Node) -> bool:
    """Whether the style is used by text of its type that names no style."""
    return is_on(style, W + "default", "")


def theme_fonts(root: Node | None) -> dict[str, str]:
    """Fonts of a theme part by the names that ``w:rFonts`` uses, such as minorEastAsia (17.18.96).

    A theme without an East Asian font uses the one it names for simplified Chinese.
    """
    fonts: dict[str, str] = {}
    if root is None:
        return fonts
    for size in ("major", "minor"):
        for group in root.iter(f"{{*}}{size}Font"):
            fonts |= {size + script: _theme_font(group, tag) for script, tag in _THEME_SCRIPTS.items()}
    return fonts


def _theme_font(group: Node, tag: str) -> str:
    font = group.find("{*}" + tag)
    name = "" if font is None else font.get("typeface") or ""
    if name or tag != "ea":
        return name
    return next((font.get("typeface") or "" for font in group.iter("{*}font") if font.get("script") == "Hans"), "")
