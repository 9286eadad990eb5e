"""The elements of a Word text by how they are treated (ECMA-376 part 1, 17; part 3, 10).

READ is text or contains text. SILENT is irrelevant for the text. CLOSED is not searched: properties, and content that is
reported as a whole. Every other element is unknown and reported.
"""

from collections.abc import Iterator

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


def unknown_elements(root: Node) -> Iterator[Node]:
    """The unknown elements of a cleaned tree; their content is searched as well."""
    waiting = [root]
    while waiting:
        for node in waiting.pop():
            tag = node.tag
            if tag in CLOSED:
                continue
            if tag not in _KNOWN:
                yield node
            if len(node):
                waiting.append(node)
