"""An OpenDocument text as a package of WordprocessingML; every element that is not known is searched for text."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from types import MappingProxyType

from core.errors import BadInput
from core.limits import check_cells, check_length
from core.package import Node, Package
from core.readers.open_document.lists import LEVELS, OUTLINE, OdtLists
from core.readers.open_document.looks import OdtStyles
from core.readers.open_document.names import DRAW, LINK, OFFICE, STYLE, SVG, TABLE, TEXT, number_of, twips
from core.readers.word_markup import (
    MarkupCell,
    MarkupRow,
    WordParts,
    paragraph,
    run,
    table,
    text_box,
    value,
    words,
)
from core.result import Notice, Result

_PICTURES = MappingProxyType({"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "emf": "emf", "wmf": "wmf"})
_PARAGRAPHS = (TEXT + "p", TEXT + "h")
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
_OTHERS = MappingProxyType({"spreadsheet": "format_spreadsheet", "presentation": "format_slides"})
_MOST_REPEATED = 1_000


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
            elif node.tag == DRAW + "frame":
                found.append(paragraph(self._frame(node)))
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
        """What tells a list from others; one that goes on counts as the one before it in its style."""
        self._made += 1
        if node.get(TEXT + "continue-numbering") == "true":
            return self._latest.setdefault(style, str(self._made))
        own = node.get("{http://www.w3.org/XML/1998/namespace}id") or str(self._made)
        key = self._latest[style] = node.get(TEXT + "continue-list") or own
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
        count = sum(number_of(each, TABLE + "number-columns-repeated") for each in node.iter(TABLE + "table-column"))
        return (1_000,) * min(count, 200)

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
