"""OpenDocument texts (.odt, .ott, .fodt inside a package) as packages of WordprocessingML (ISO/IEC 26300-1).

Styles become properties (16, 20), lists the part ``numbering`` (16.30, 19.880); every element that is not known is
searched for text.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from types import MappingProxyType

from core.errors import BadInput
from core.limits import check_cells, check_length
from core.package import Node, Package
from core.readers.word_markup import (
    GRID_STYLE,
    MarkupCell,
    MarkupRow,
    WordParts,
    escaped,
    paragraph,
    part,
    run,
    table,
    text_box,
    value,
    words,
)
from core.result import Notice, Result

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = f"{{{_OASIS}office:1.0}}", f"{{{_OASIS}text:1.0}}", f"{{{_OASIS}table:1.0}}"
DRAW, STYLE = f"{{{_OASIS}drawing:1.0}}", f"{{{_OASIS}style:1.0}}"
FO, SVG = f"{{{_OASIS}xsl-fo-compatible:1.0}}", f"{{{_OASIS}svg-compatible:1.0}}"
LINK = "{http://www.w3.org/1999/xlink}href"
_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,9})?)(cm|mm|in|pt|pc|px)")
_TWIPS = MappingProxyType({"cm": 1440 / 2.54, "mm": 1440 / 25.4, "in": 1440.0, "pt": 20.0, "pc": 240.0, "px": 15.0})


def twips(text: str | None) -> int:
    """A length in twips; 0 for none."""
    found = _LENGTH.fullmatch(text or "")
    return round(float(found[1]) * _TWIPS[found[2]]) if found else 0


def number_of(node: Node, name: str, default: int = 1, most: int = 10_000) -> int:
    """An attribute that is a whole number from 1 to ``most``."""
    said = node.get(name) or ""
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() and len(said) < 9 else default


_ALIGNMENTS = MappingProxyType({"start": "left", "left": "left", "center": "center", "end": "right", "right": "right"})
_MOST_PARENTS = 30


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

    def column_width(self, name: str | None) -> int:
        """The width of a column in twips."""
        node = self._known.get(("table-column", name or ""))
        said = () if node is None else (each.get(STYLE + "column-width") for each in node)
        return next(filter(None, map(twips, said)), _USUAL_WIDTH)

    def part(self) -> bytes:
        """The part ``styles``."""
        return part("styles", "".join(map(self._written, self._named)) + GRID_STYLE)

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
        if node.get(TEXT + "display"):
            yield "vanish", value("vanish", int(node.get(TEXT + "display") == "none"))
        yield from _places(node)


_OFF = ("normal", "none", "transparent")
_SWITCHES = (
    (FO + "font-weight", "b", "0", "1"),
    (FO + "font-style", "i", "0", "1"),
    (STYLE + "text-underline-style", "u", "none", "single"),
    (STYLE + "text-line-through-style", "strike", "0", "1"),
    (STYLE + "text-emphasize", "em", "none", "dot"),
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


LEVELS = 9
OUTLINE = "\0outline"
_FORMS = MappingProxyType(
    {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
)
_CHINESE = MappingProxyType(
    {
        "一": "chineseCountingThousand",
        "壹": "chineseLegalSimplified",
        "①": "decimalEnclosedCircle",
        "甲": "ideographTraditional",
        "子": "ideographZodiac",
        "１": "decimalFullWidth",
    }
)


@dataclass(slots=True)
class OdtLists:
    """The list styles of a file, and the numbers given to lists; each list counts by itself."""

    styles: dict[str, Node] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    _written: list[str] = field(default_factory=list)

    def take(self, root: Node | None) -> None:
        """Take the list styles of a part."""
        for outline in () if root is None else root.iter(TEXT + "outline-style"):
            self.styles[OUTLINE] = outline
        if root is not None:
            self.styles.update({each.get(STYLE + "name") or "": each for each in root.iter(TEXT + "list-style")})

    def number(self, style: str, key: str) -> int:
        """The number of the list with a key, which counts on if it is known."""
        if key not in self.numbers:
            number = self.numbers[key] = len(self.numbers) + 1
            node = self.styles.get(style)
            levels = "" if node is None else "".join(map(_level, node))
            self._written.append(f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>')
        return self.numbers[key]

    def has_level(self, style: str, level: int) -> bool:
        """Whether a style numbers a level (from 1) of the outline."""
        nodes = self.styles.get(style, ())
        return any(number_of(each, TEXT + "level") == level and each.get(STYLE + "num-format") for each in nodes)

    def part(self) -> bytes:
        """The part ``numbering``."""
        numbers = self.numbers.values()
        own = (f'<w:num w:numId="{each}">{value("abstractNumId", each)}</w:num>' for each in numbers)
        return part("numbering", "".join((*self._written, *own)))


def _level(node: Node) -> str:
    depth = number_of(node, TEXT + "level", most=LEVELS)
    head = value("start", number_of(node, TEXT + "start-value"))
    if not node.tag.endswith(("number", "outline-level-style")):
        return f'<w:lvl w:ilvl="{depth - 1}">{head}{value("numFmt", "bullet")}{value("lvlText", "•")}</w:lvl>'
    form, text = _shown(node, depth)
    return f'<w:lvl w:ilvl="{depth - 1}">{head}{value("numFmt", form)}{value("lvlText", text)}</w:lvl>'


def _shown(node: Node, depth: int) -> tuple[str, str]:
    """(number format, text of the level) as Word names them."""
    said = node.get(STYLE + "num-format") or ""
    before, behind = (node.get(STYLE + name) or "" for name in ("num-prefix", "num-suffix"))
    if not said:
        return "none", before + behind
    shown = number_of(node, TEXT + "display-levels", most=depth)
    places = ".".join(f"%{place}" for place in range(depth - shown + 1, depth + 1))
    return _FORMS.get(said, _CHINESE.get(said[:1], "decimal")), before + places + behind


_PICTURES = MappingProxyType({"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "emf": "emf", "wmf": "wmf"})
_PARAGRAPHS = (TEXT + "p", TEXT + "h")
_SHAPES = frozenset(
    DRAW + name
    for name in (
        *(
            "rect",
            "line",
            "polyline",
            "polygon",
            "regular-polygon",
            "path",
            "circle",
            "ellipse",
            "g",
            "caption",
            "measure",
        ),
        *("connector", "custom-shape", "page-thumbnail"),
    )
)
"""Drawings, of which the words are read."""

_UNREAD = frozenset(
    (
        *(
            TEXT + name
            for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "ruby-text")
        ),
        *(TEXT + name for name in ("note-citation", "table-of-content-source", "alphabetical-index-source")),
        OFFICE + "forms",
        OFFICE + "event-listeners",
        "{http://purl.org/dc/elements/1.1/}creator",
        "{http://purl.org/dc/elements/1.1/}date",
    )
)
_OTHERS = MappingProxyType({"spreadsheet": "format_no_word", "presentation": "format_slides"})
_MOST_REPEATED, _MOST_COLUMNS = 1_000, 200
_USUAL_WIDTH = 1_000


def transcribe(data: bytes) -> Result[bytes]:
    """The bytes of a .docx file with what an .odt file holds; a notice counts what is left out.

    BadInput ``package_…``, ``text_too_long``, and a code of its own for other OpenDocument files.
    """
    package = Package(data)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise BadInput("package_encrypted")
    content = package.xml("content.xml")
    if content is None:
        raise BadInput("format_odt")
    transcript = _Transcript(package, content)
    try:
        written = transcript.whole(_body(content))
    except RecursionError as problem:
        raise BadInput("package_too_deep") from problem
    count = transcript.lost
    return Result(written, (Notice("odt_drawings_left_out", 0, kind="picture", count=count),) if count else ())


def _body(content: Node) -> Node:
    """The text of a document; BadInput for other ones."""
    for each in content.iterfind(f"{OFFICE}body/*"):
        if each.tag == OFFICE + "text":
            return each
        raise BadInput(_OTHERS.get(each.tag.rpartition("}")[2], "format_odt"))
    raise BadInput("format_odt")


class _Transcript:
    """Writes one document; ``whole`` is called once."""

    def __init__(self, package: Package, content: Node) -> None:
        self._package = package
        self._heads = package.xml("styles.xml")
        self._styles = OdtStyles(content, self._heads)
        self._lists = OdtLists()
        self._lists.take(self._heads)
        self._lists.take(content)
        self._deleted = {
            region.get(TEXT + "id"): "".join("".join(each.itertext()) for each in deletion.iterchildren(*_PARAGRAPHS))
            for region in content.iter(TEXT + "changed-region")
            for deletion in region.iterchildren(TEXT + "deletion")
        }
        self._parts = WordParts()
        self._latest: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._count = self._made = self._cells_met = self.lost = 0
        self._inline: dict[str, Callable[[Node, str], str]] = {
            TEXT + "s": lambda node, look: run(" " * number_of(node, TEXT + "c"), look),
            TEXT + "tab": lambda _node, look: run("\t", look),
            TEXT + "line-break": lambda _node, look: run("\n", look),
            TEXT + "span": self._span,
            TEXT + "note": lambda node, _look: self._note(node),
            TEXT + "change": lambda node, _look: self._change(node),
            TEXT + "change-start": lambda _node, _look: '<w:ins w:id="0" w:author=""/>',
            OFFICE + "annotation": lambda node, _look: self._parts.note("comment", self._blocks(node)),
            DRAW + "frame": lambda node, _look: self._frame(node),
            **dict.fromkeys(_SHAPES, lambda node, _look: self._shape(node)),
        }

    def whole(self, body: Node) -> bytes:
        """The bytes of the package."""
        written = self._blocks(body)
        for kind in ("header", "footer"):
            for node in () if self._heads is None else self._heads.iter(STYLE + kind):
                self._parts.margin(kind, self._blocks(node))
        self._parts.add("styles", "styles.xml", self._styles.part())
        self._parts.add("numbering", "numbering.xml", self._lists.part())
        return self._parts.whole(written)

    # blocks

    def _blocks(self, container: Iterable[Node], numbered: str = "") -> str:
        """Paragraphs and tables; ``numbered`` is the number of the first paragraph."""
        found = []
        for node in container:
            if node.tag in _PARAGRAPHS:
                found.append(self._paragraph(node, numbered))
                numbered = ""
            elif node.tag == TEXT + "list":
                found.append(self._list(node, 0, "", ""))
            elif node.tag == TABLE + "table":
                found.append(self._table(node))
            elif node.tag == DRAW + "frame" or node.tag in _SHAPES:
                found.append(paragraph(self._inline[node.tag](node, "")))
            elif node.tag not in _UNREAD:
                found.append(self._blocks(node))
        return "".join(found)

    def _paragraph(self, node: Node, numbered: str = "") -> str:
        self._count += 1
        check_length(0, self._count)
        name = node.get(TEXT + "style-name")
        look = self._styles.of_paragraph(name)
        if node.tag == TEXT + "h":
            level = number_of(node, TEXT + "outline-level", most=LEVELS)
            look += value("outlineLvl", level - 1)
            is_counted = self._lists.has_level(OUTLINE, level) and not node.get(TEXT + "is-list-header")
            numbered = numbered or (self._number(OUTLINE, OUTLINE, level - 1) if is_counted else "")
        return paragraph(self._content(node, self._styles.of_text("paragraph", name)), look + numbered)

    def _number(self, style: str, key: str, level: int) -> str:
        number = self._lists.number(style, key)
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'

    def _list(self, node: Node, level: int, style: str, key: str) -> str:
        """A list; an inner one counts in the outer one's style unless it has its own."""
        own = node.get(TEXT + "style-name") or ""
        if not key or own not in ("", style):
            style = own or style
            key = self._key(node, style)
        found = []
        for item in node:
            numbered = self._number(style, key, min(level, LEVELS - 1)) if item.tag == TEXT + "list-item" else ""
            found.append(self._item(item, numbered, (level, style, key)))
        return "".join(found)

    def _key(self, node: Node, style: str) -> str:
        """What tells a list from others; one that goes on counts as the one before it, by name or in its style."""
        self._made += 1
        own = _said(node, "{http://www.w3.org/XML/1998/namespace}id") or str(self._made)
        before, key = _said(node, TEXT + "continue-list"), own
        if before:
            key = self._names.get(before, before)
        elif node.get(TEXT + "continue-numbering") == "true":
            key = self._latest.get(style, own)
        self._latest[style] = self._names[own] = key
        return key

    def _item(self, item: Node, numbered: str, place: tuple[int, str, str]) -> str:
        level, style, key = place
        found = []
        for node in item:
            if node.tag == TEXT + "list":
                found.append(self._list(node, level + 1, style, key))
            else:
                found.append(self._blocks((node,), numbered))
                numbered = ""
        return "".join(found)

    # tables

    def _table(self, node: Node) -> str:
        widths = self._widths(node)
        return table(self._rows(node, False), widths)

    def _widths(self, node: Node) -> tuple[int, ...]:
        """The widths of the columns of a table, not of those inside it."""
        columns = (
            each for each in node.iter(TABLE + "table-column") if next(each.iterancestors(TABLE + "table")) is node
        )
        widths = (
            [self._styles.column_width(each.get(TABLE + "style-name"))]
            * number_of(each, TABLE + "number-columns-repeated")
            for each in columns
        )
        return tuple(islice(chain.from_iterable(widths), _MOST_COLUMNS))

    def _rows(self, node: Node, is_header: bool) -> Iterator[MarkupRow]:
        for each in node:
            if each.tag == TABLE + "table-row":
                cells = tuple(chain.from_iterable(map(self._cells, each)))
                repeated = number_of(each, TABLE + "number-rows-repeated", most=_MOST_REPEATED)
                self._cells_met += len(cells) * repeated
                check_cells(self._cells_met)
                yield from [MarkupRow(cells, is_header)] * repeated
            elif each.tag != TABLE + "table-column":
                yield from self._rows(each, is_header or each.tag == TABLE + "table-header-rows")

    def _cells(self, node: Node) -> Iterator[MarkupCell]:
        if node.tag != TABLE + "table-cell":
            return
        columns = number_of(node, TABLE + "number-columns-spanned", most=_MOST_REPEATED)
        rows = number_of(node, TABLE + "number-rows-spanned", most=_MOST_REPEATED)
        repeated = number_of(node, TABLE + "number-columns-repeated", most=_MOST_REPEATED)
        yield from [MarkupCell(self._blocks(node), columns, rows)] * repeated

    # inside paragraphs

    def _content(self, node: Node, look: str) -> str:
        found = [run(_squeezed(node.text), look)]
        for each in node:
            if each.tag not in _UNREAD:
                known = self._inline.get(each.tag)
                found.append(self._content(each, look) if known is None else known(each, look))
            found.append(run(_squeezed(each.tail), look))
        return "".join(found)

    def _span(self, node: Node, look: str) -> str:
        return self._content(node, look + self._styles.of_text("text", node.get(TEXT + "style-name")))

    def _note(self, node: Node) -> str:
        kind = "endnote" if node.get(TEXT + "note-class") == "endnote" else "footnote"
        body = node.find(TEXT + "note-body")
        return "" if body is None else self._parts.note(kind, self._blocks(body))

    def _change(self, node: Node) -> str:
        gone = self._deleted.get(node.get(TEXT + "change-id"), "")
        return f'<w:del w:id="0" w:author=""><w:r>{words(gone, "delText")}</w:r></w:del>' if gone else ""

    def _shape(self, node: Node) -> str:
        """The words in a drawing as those of a box, and the pictures in it."""
        parts = (self._inline[each.tag](each, "") for each in node if each.tag == DRAW + "frame" or each.tag in _SHAPES)
        written = self._blocks(each for each in node if each.tag in _PARAGRAPHS or each.tag == TEXT + "list")
        is_group = node.tag == DRAW + "g"
        box = text_box(written) if "<w:t" in written else ""
        self.lost += not (box or is_group)
        return "".join((box, *parts))

    def _frame(self, node: Node) -> str:
        """A picture, or the words of a box."""
        boxes = "".join(text_box(self._blocks(each)) for each in node.iterchildren(DRAW + "text-box"))
        if boxes:
            return boxes
        for image in node.iterchildren(DRAW + "image"):
            name = posixpath.normpath(image.get(LINK) or "")
            ending = _PICTURES.get(name.rpartition(".")[2].lower())
            data = self._package.read(name) if ending else b""
            if ending and data:
                extent = twips(node.get(SVG + "width")), twips(node.get(SVG + "height"))
                return self._parts.picture(data, ending, extent)
        self.lost += 1
        return ""


_BLANKS = re.compile("[ \t\r\n]+")


def _squeezed(text: str | None) -> str:
    """White space of XML is one blank; more is written as elements."""
    return _BLANKS.sub(" ", text or "")
