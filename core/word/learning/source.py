"""A finished Word file opened for learning: its parts, and its tree reduced to content and formatting."""

import re
from dataclasses import dataclass

from core.errors import BadInput
from core.package import MC, XML_SPACE, Node, Package, R, V, W, drop, parse_xml, unwrap

P, T, TAB, SECTION, BODY = W + "p", W + "t", W + "tab", W + "sectPr", W + "body"
_DELETED = (W + "del", W + "moveFrom", W + "moveFromRangeStart", W + "moveFromRangeEnd", W + "moveToRangeStart")
_CHANGES = tuple(
    W + name
    for name in ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange")
) + tuple(W + name for name in ("tblPrExChange", "numberingChange", "cellIns", "cellMerge", "moveToRangeEnd"))
_LEFT_OUT = tuple(
    W + name
    for name in ("rsid", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "permStart", "permEnd")
) + tuple(W + name for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "object", "control", "altChunk"))
_COMMENTS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"))
_NOTES = (W + "footnoteReference", W + "endnoteReference")
_OPENED = tuple(W + name for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "hyperlink"))
_REMOVED_MARKS = ((W + "trPr", W + "del"), (W + "tcPr", W + "cellDel"))
_TRACES = re.compile(r"(?:rsid\w*|paraId|textId|editId)$")
_DRAWN = (W + "drawing", W + "pict")
_DESCRIBED, _DESCRIPTIONS = ("docPr", "cNvPr"), ("descr", "title")


@dataclass(slots=True)
class LearningSource:
    """The file: ``package`` with the name of its ``main`` part, and the trees of main part, styles, theme and lists.

    ``paragraphs`` are all ``w:p`` of the main part in document order.
    """

    package: Package
    main: str
    root: Node
    styles: Node
    theme: Node | None
    numbering: Node | None
    paragraphs: tuple[Node, ...]

    @property
    def body(self) -> Node:
        """The ``w:body``."""
        return self.root.find(BODY)

    def plain_styles(self) -> Node:
        """The style sheet with the ``w`` prefix and made plain; the tree is modified."""
        styles = prefixed(self.styles)
        make_plain(styles)
        return styles


def open_source(data: bytes) -> LearningSource:
    """Open the file. Raises BadInput if it is not a Word file or has no text."""
    package = Package(data)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    if root is None or root.find(BODY) is None:
        raise BadInput("word_no_document")
    styles = _part(package, main, "styles")
    if styles is None:
        styles = parse_xml(_EMPTY_STYLES)
    root = prefixed(root)
    theme, numbering = (_part(package, main, kind) for kind in ("theme", "numbering"))
    return LearningSource(package, main, root, styles, theme, numbering, tuple(root.iter(P)))


def _part(package: Package, main: str, kind: str) -> Node | None:
    name = package.related(main, kind)
    return package.xml(name) if name else None


_EMPTY_STYLES = (
    b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
)


def prefixed(root: Node) -> Node:
    """The tree with the ``w`` prefix for its main namespace, as layouts require."""
    if root.prefix == "w":
        return root
    spaces = {prefix: space for prefix, space in root.nsmap.items() if prefix and space != W.strip("{}")}
    renamed = root.makeelement(root.tag, dict(root.attrib), {**spaces, "w": W.strip("{}")})
    renamed.extend(list(root))
    return renamed


def make_plain(root: Node) -> None:
    """Accept revisions; remove comments, notes, bookmarks, links, embedded objects and editing traces."""
    for holder, mark in _REMOVED_MARKS:
        for properties in [node for node in root.iter(holder) if node.find(mark) is not None]:
            _take_out(properties.getparent())
    drop(root, (*_DELETED, *_CHANGES, *_LEFT_OUT, *_COMMENTS, *_NOTES))
    for properties in root.iter(W + "rPr"):
        for mark in properties.findall(W + "ins") + properties.findall(W + "moveTo"):
            properties.remove(mark)
    unwrap(root, _OPENED)
    for node in root.iter("*"):
        _forget(node)


def _forget(node: Node) -> None:
    """Remove revision ids, and descriptions of pictures, which may contain file paths."""
    described = _DESCRIPTIONS if node.tag.rpartition("}")[2] in _DESCRIBED else ()
    for name in [name for name in node.attrib if name in described or _TRACES.search(name)]:
        del node.attrib[name]


def _take_out(node: Node) -> None:
    if node is not None and node.getparent() is not None:
        node.getparent().remove(node)


def drop_foreign_pictures(root: Node, known: frozenset[str]) -> int:
    """Remove drawings that need relationships other than ``known``; the number removed."""
    foreign = [
        next(node.iterancestors(MC + "AlternateContent"), node) for node in root.iter(*_DRAWN) if needed(node) - known
    ]
    for node in foreign:
        _take_out(node)
    return len(foreign)


def needed(root: Node) -> set[str]:
    """The ids of all relationships that the tree refers to."""
    return {value for node in root.iter("*") for name, value in node.attrib.items() if name.startswith(R) and value}


def texts_of(paragraph: Node) -> list[Node]:
    """The text and tab elements of this paragraph, not those of a text box inside it."""
    found = paragraph.iter(T, TAB)
    return [node for node in found if next(node.iterancestors(P)) is paragraph and node.getparent().tag == W + "r"]


def text_of(paragraph: Node) -> str:
    """The paragraph's own text."""
    return "".join(map(_text, texts_of(paragraph)))


def _text(node: Node) -> str:
    return "\t" if node.tag == TAB else node.text or ""


def replace_spans(paragraph: Node, spans: list[tuple[int, int, str]]) -> None:
    """Replace spans of the paragraph's own text, in order; new text goes into the run in which its span begins."""
    position, waiting = 0, list(spans)
    nodes = texts_of(paragraph)
    for node in nodes:
        text = _text(node)
        end = position + len(text)
        if node.tag == T:
            starting = [span for span in waiting if span[0] < end or (node is nodes[-1] and span[0] == end)]
            waiting = [span for span in waiting if span not in starting]
            node.text = _spliced(text, position, spans, starting)
            node.set(XML_SPACE, "preserve")
        position = end


def _spliced(text: str, begin: int, spans: list[tuple[int, int, str]], starting: list[tuple[int, int, str]]) -> str:
    """The text from offset ``begin`` of a paragraph without the spans, and with the replacements that begin in it."""
    pieces, position, end = [], begin, begin + len(text)
    for span in spans:
        first, last = (min(max(place, position), end) for place in span[:2])
        pieces += [text[position - begin : first - begin], span[2] if span in starting else ""]
        position = last
    return "".join((*pieces, text[position - begin :]))


def has_picture(node: Node) -> bool:
    """Whether a block contains a drawing."""
    return next(node.iter(*_DRAWN, V + "shape", V + "line", V + "rect"), None) is not None
