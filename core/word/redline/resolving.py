"""All recorded revisions of a part accepted, as a word processor does (ECMA-376 part 1, 17.13.5)."""

from core.package import Node, W, drop, unwrap

_P, _PPR, _RPR, _ROW, _CELL, _TABLE = W + "p", W + "pPr", W + "rPr", W + "tr", W + "tc", W + "tbl"
_GONE, _PUT = (W + "del", W + "moveFrom"), (W + "ins", W + "moveTo")
_CHANGES = tuple(
    W + name
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange"),
        *("tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
    )
)
_RANGES = tuple(
    W + name + edge
    for name in (
        *("moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange", "customXmlMoveFromRange"),
        "customXmlMoveToRange",
    )
    for edge in ("Start", "End")
)
_SIGNS = tuple(f"<w:{name} ".encode() for name in ("ins", "del", "moveFrom", "moveTo"))
_CHANGED = b"Change "


def has_revisions(data: bytes) -> bool:
    """Whether the XML of a part may hold revisions, judged by the prefix that all programs use."""
    return any(sign in data for sign in _SIGNS) or _CHANGED in data


def accept_all(root: Node) -> int:
    """Accept everything recorded in a part; how many insertions, deletions and moves there were."""
    count = sum(1 for _ in root.iter(*_GONE, *_PUT))
    _rows(root)
    _marks(root)
    drop(root, (*_GONE, *_CHANGES, *_RANGES))
    unwrap(root, _PUT)
    return count


def _rows(root: Node) -> None:
    """Take out rows that were struck out, and tables without rows."""
    for row in list(root.iter(_ROW)):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            row.getparent().remove(row)
    for table in [table for table in root.iter(_TABLE) if next(table.iter(_ROW), None) is None]:
        table.getparent().remove(table)
    for mark in list(root.iter(W + "ins", W + "del")):
        if mark.getparent().tag == W + "trPr":
            mark.getparent().remove(mark)


def _marks(root: Node) -> None:
    """Join paragraphs whose mark was struck out or moved away with the next one, whose properties stay."""
    for paragraph in list(root.iter(_P)):
        properties = paragraph.find(_PPR)
        look = None if properties is None else properties.find(_RPR)
        if look is None:
            continue
        is_gone = any(look.find(tag) is not None for tag in _GONE)
        for tag in (*_GONE, *_PUT):
            for mark in look.findall(tag):
                look.remove(mark)
        if is_gone:
            _join(paragraph, properties)


def _join(paragraph: Node, properties: Node) -> None:
    """Put the content of a paragraph before that of the next one; one that nothing follows stays if it shows anything."""
    following = next(paragraph.itersiblings(_P, _TABLE, W + "sectPr"), None)
    if following is not None and following.tag == _P:
        own = following.find(_PPR)
        place = 0 if own is None else following.index(own) + 1
        content = [node for node in paragraph if node is not properties]
        following[place:place] = content
        paragraph.getparent().remove(paragraph)
    elif not _shows(paragraph) and _is_spare(paragraph):
        paragraph.getparent().remove(paragraph)


def _shows(paragraph: Node) -> bool:
    """Whether a paragraph has a run that stays."""
    return any(
        all(each.tag not in _GONE for each in run.iterancestors()) for run in paragraph.iter(W + "r", W + "drawing")
    )


def _is_spare(paragraph: Node) -> bool:
    """Whether a cell or the body has another paragraph: a cell must end with one."""
    return paragraph.getparent().tag != _CELL or paragraph.getnext() is not None
