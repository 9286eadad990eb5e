"""Styles of OpenDocument as properties of WordprocessingML (ISO/IEC 26300-1, 16, 20)."""

from collections.abc import Iterator
from types import MappingProxyType

from core.package import Node
from core.readers.open_document.names import FO, STYLE, SVG, TEXT, twips
from core.readers.word_markup import escaped, part, value

_ALIGNMENTS = MappingProxyType({"start": "left", "left": "left", "center": "center", "end": "right", "right": "right"})
_MOST_PARENTS = 30
_GRID = '<w:style w:type="table" w:styleId="grid"><w:name w:val="Table Grid"/></w:style>'


class OdtStyles:
    """All styles of a file: those with names become styles, automatic ones direct formatting."""

    def __init__(self, content: Node, styles: Node | None) -> None:
        roots = [root for root in (styles, content) if root is not None]
        self._fonts: dict[str, str] = {}
        self._known: dict[tuple[str, str], Node] = {}
        self._named: dict[Node, None] = {}
        for root in roots:
            faces = root.iter(STYLE + "font-face")
            self._fonts.update({_said(each, STYLE + "name"): _said(each, SVG + "font-family") for each in faces})
            for node in root.iter(STYLE + "style"):
                self._take(node)
        self._texts: dict[tuple[str, str], str] = {}

    def _take(self, node: Node) -> None:
        self._known[_said(node, STYLE + "family"), _said(node, STYLE + "name")] = node
        if node.getparent().tag.endswith("}styles"):
            self._named[node] = None

    def of_text(self, family: str, name: str | None) -> str:
        """The content of ``w:rPr`` that an automatic style of a ``text`` or ``paragraph`` gives."""
        key = family, name or ""
        if key not in self._texts:
            chain = [each for each in self._chain(*key) if family == "text" or each not in self._named]
            self._texts[key] = "".join(_distinct(self._runs(chain)))
        return self._texts[key]

    def of_paragraph(self, name: str | None) -> str:
        """The content of ``w:pPr`` of a paragraph."""
        chain = list(self._chain("paragraph", name or ""))
        named = next((each for each in chain if each in self._named), None)
        own = (_alignment(each) for each in chain if each not in self._named)
        style = "" if named is None else value("pStyle", _id(named))
        return style + next((found for found in own if found), "")

    def list_of(self, name: str | None) -> str:
        """The list style that a paragraph's style names."""
        chain = self._chain("paragraph", name or "")
        return next((found for each in chain if (found := each.get(STYLE + "list-style-name"))), "")

    def part(self) -> bytes:
        """The part ``styles``."""
        return part("styles", "".join(map(self._written, self._named)) + _GRID)

    def _written(self, node: Node) -> str:
        if node.get(STYLE + "family") != "paragraph":
            return ""
        title = value("name", node.get(STYLE + "display-name") or node.get(STYLE + "name") or "")
        parent = self._known.get(("paragraph", node.get(STYLE + "parent-style-name") or ""))
        based = "" if parent is None else value("basedOn", _id(parent))
        level = node.get(STYLE + "default-outline-level") or ""
        outline = value("outlineLvl", int(level) - 1) if level in tuple("123456789") else ""
        look = f"<w:pPr>{_alignment(node)}{outline}</w:pPr><w:rPr>{''.join(_distinct(self._runs([node])))}</w:rPr>"
        return f'<w:style w:type="paragraph" w:styleId="{_id(node)}">{title}{based}{look}</w:style>'

    def _chain(self, family: str, name: str) -> Iterator[Node]:
        for _ in range(_MOST_PARENTS):
            node = self._known.get((family, name))
            if node is None:
                return
            yield node
            name = node.get(STYLE + "parent-style-name") or ""

    def _runs(self, chain: list[Node]) -> Iterator[tuple[str, str]]:
        for style in chain:
            for node in style.iterchildren(STYLE + "text-properties"):
                yield from self._properties(node)

    def _properties(self, node: Node) -> Iterator[tuple[str, str]]:
        """(property, its element), the nearest style first."""
        font = _said(node, STYLE + "font-name-asian")
        name = escaped(self._fonts.get(font, font).strip("'\""))
        if name:
            yield "rFonts", f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}"/>'
        size = twips(node.get(STYLE + "font-size-asian")) or twips(node.get(FO + "font-size"))
        if size:
            yield "sz", value("sz", size // 10)
        for attribute, tag, off, on in _SWITCHES:
            said = node.get(attribute)
            if said:
                yield tag, value(tag, off if said in _OFF else on)
        yield from _places(node)


_OFF = ("normal", "none", "true", "transparent")
_SWITCHES = (
    (FO + "font-weight", "b", "0", "1"),
    (FO + "font-style", "i", "0", "1"),
    (STYLE + "text-underline-style", "u", "none", "single"),
    (STYLE + "text-line-through-style", "strike", "0", "1"),
    (STYLE + "text-emphasize", "em", "none", "dot"),
    (TEXT + "display", "vanish", "0", "1"),
)


def _places(node: Node) -> Iterator[tuple[str, str]]:
    colour, ground = _said(node, FO + "color"), _said(node, FO + "background-color")
    if len(colour) == _COLOUR:
        yield "color", value("color", colour[1:])
    if len(ground) == _COLOUR:
        yield "shd", f'<w:shd w:val="clear" w:fill="{escaped(ground[1:])}"/>'
    place = _said(node, STYLE + "text-position").partition(" ")[0]
    if place.strip("0%"):
        is_low = place.startswith(("sub", "-"))
        yield "vertAlign", value("vertAlign", "subscript" if is_low else "superscript")


_COLOUR = len("#000000")


def _said(node: Node, name: str) -> str:
    """An attribute; empty where it is missing."""
    return str(node.get(name, ""))


def _distinct(found: Iterator[tuple[str, str]]) -> tuple[str, ...]:
    """The first element of each property."""
    known: dict[str, str] = {}
    for name, element in found:
        known.setdefault(name, element)
    return tuple(known.values())


def _alignment(node: Node) -> str:
    said = (each.get(FO + "text-align") for each in node.iterchildren(STYLE + "paragraph-properties"))
    return next((value("jc", _ALIGNMENTS.get(each, "both")) for each in said if each), "")


def _id(node: Node) -> str:
    return escaped(f"p-{node.get(STYLE + 'name') or ''}")
