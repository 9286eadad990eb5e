"""The elements of a Word text by how they are treated (ECMA-376 part 1, 17; part 3, 10).

READ is text or contains text. SILENT is irrelevant for the text. CLOSED is not searched: properties, and content that is
reported as a whole. Every other element is unknown and reported.
"""

from collections.abc import Iterator

from lxml import etree

from core.package import MC, M, Node, W
from core.word.reading.plain import PlainTables


def _words(names: str) -> frozenset[str]:
    return frozenset(W + name for name in names.split())


READ = _words(
    "document body p r t tab ptab cr br noBreakHyphen sym tbl tr tc sdt sdtContent customXml smartTag hyperlink fldSimple "
    "fldChar instrText bdo dir ins moveTo ruby rubyBase footnotes footnote endnotes endnote txbxContent "
    "footnoteReference endnoteReference commentReference"
)
SILENT = _words(
    "proofErr bookmarkStart bookmarkEnd permStart permEnd commentRangeStart commentRangeEnd moveFromRangeStart "
    "moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart "
    "customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart "
    "customXmlMoveToRangeEnd lastRenderedPageBreak softHyphen annotationRef footnoteRef endnoteRef separator "
    "continuationSeparator delInstrText background"
)
CLOSED = _words(
    "pPr rPr tblPr tblPrEx trPr tcPr tblGrid sectPr sdtPr sdtEndPr smartTagPr customXmlPr rubyPr fldData ffData "
    "drawing pict object control altChunk subDoc del moveFrom rt"
) | {M + "oMath", M + "oMathPara"}
_KNOWN = READ | SILENT | {MC + name for name in ("AlternateContent", "Choice", "Fallback")}


def _counted(path: str, names: str) -> str:
    """The XPath condition that elements at ``path`` have other children; counting takes a third of testing each."""
    return f"count({path}/*) != {' + '.join(f'count({path}/w:{name})' for name in names.split())}"


_MORE_THAN_RUNS = " or ".join(
    (
        _counted(".", "r pPr ins proofErr bookmarkStart bookmarkEnd"),
        _counted("w:r", "rPr t"),
        f"w:ins and ({_counted('w:ins', 'r')} or {_counted('w:ins/w:r', 'rPr t')})",
        *(f"{leaf}/*" for leaf in ("w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:r/w:t", "w:ins/w:r/w:t")),
    )
)
_TO_SEARCH = etree.XPath(f"*[not(self::w:p) or {_MORE_THAN_RUNS}]", namespaces={"w": W[1:-1]})
"""The children of a body that may contain unknown elements; in C, since most of a file is plain runs of text."""

_BODY, _TABLE = W + "body", W + "tbl"


def unknown_elements(root: Node, plain: PlainTables) -> Iterator[Node]:
    """The unknown elements of a cleaned tree; their content is searched as well.

    ``plain`` takes the tables in which nothing but plain text was found.
    """
    waiting = [root]
    while waiting:
        for node in _open_children(waiting.pop()):
            tag = node.tag
            if tag not in _KNOWN:
                yield node
            if len(node) and not (tag == _TABLE and plain.take(node)):
                waiting.append(node)


def _open_children(parent: Node) -> list[Node]:
    children = _TO_SEARCH(parent) if parent.tag == _BODY else parent
    return [node for node in children if node.tag not in CLOSED]
