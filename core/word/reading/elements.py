"""The elements of a Word text by how they are treated (ECMA-376 part 1, 17; part 3, 10).

READ is text or contains text. SILENT is irrelevant for the text. CLOSED is not searched: properties, and content that is
reported as a whole. Every other element is unknown and reported.
"""

from collections.abc import Callable, Iterator

from lxml import etree

from core.package import MC, M, Node, W


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


def _other_than(names: str) -> str:
    """The XPath of the children with none of these names."""
    return f"*[not({' or '.join(f'self::w:{name}' for name in names.split())})]"


def _counted(path: str, names: str) -> str:
    """The XPath condition that elements at ``path`` have other children; among many children counting takes a third."""
    return f"count({path}/*) != {' + '.join(f'count({path}/w:{name})' for name in names.split())}"


def _tested(path: str, names: str) -> str:
    """The same condition for few children at the end of a long path, which is followed once."""
    return f"{path}/{_other_than(names)}"


def _inside(path: str, has_more: Callable[[str, str], str]) -> str:
    """The XPath condition that paragraphs at ``path`` hold more than runs of text that nothing can hide in."""
    leaves = ("w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:r/w:t", "w:ins/w:r/w:t")
    return " or ".join(
        (
            has_more(path, "r pPr ins proofErr bookmarkStart bookmarkEnd"),
            has_more(f"{path}/w:r", "rPr t"),
            f"{path}/w:ins and ({has_more(f'{path}/w:ins', 'r')} or {has_more(f'{path}/w:ins/w:r', 'rPr t')})",
            *(f"{path}/{leaf}/*" for leaf in leaves),
        )
    )


_CELL = "w:tr/w:tc/"
_IN_TABLE = " or ".join(
    (
        _other_than("tr tblPr tblGrid"),
        f"w:tr/{_other_than('tc trPr tblPrEx')}",
        f"{_CELL}{_other_than('p tcPr')}",
        _inside(f"{_CELL}w:p", _tested),
    )
)
_TO_SEARCH = etree.XPath(
    f"*[not(self::w:p or self::w:tbl) or self::w:p[{_inside('.', _counted)}] or self::w:tbl[{_IN_TABLE}]]",
    namespaces={"w": W[1:-1]},
)
"""The children of a body that may contain unknown elements; in C, since most of a file is plain runs of text."""

_BODY = W + "body"


def unknown_elements(root: Node) -> Iterator[Node]:
    """The unknown elements of a cleaned tree; their content is searched as well."""
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        for node in _TO_SEARCH(parent) if parent.tag == _BODY else parent:
            tag = node.tag
            if tag in CLOSED:
                continue
            if tag not in _KNOWN:
                yield node
            if len(node):
                waiting.append(node)
