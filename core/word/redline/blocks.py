"""The body of a Word file as blocks that can be compared, and the nodes they stand for.

Revisions recorded before are accepted first, as a word processor does (ECMA-376 part 1, 17.13.5).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from core.errors import BadInput
from core.limits import check_length
from core.model.review.redline import MARK, RedlineBlock, RedlineRow
from core.package import Node, Package, W, drop, open_package, parse_xml, unwrap, xml_part
from core.word.attributes import P
from core.word.package_writer import write_package
from core.word.redline.inline import InlineReader, ObjectSigns

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


def all_accepted(data: bytes) -> tuple[bytes, int]:
    """A .docx file of one part with everything recorded in it accepted, and how many insertions, deletions and moves there were.

    Raises BadInput for what is no Word file.
    """
    parts = open_package(data)
    main = Package(data).related("", "officeDocument") or "word/document.xml"
    if main not in parts or not has_revisions(parts[main]):
        return data, 0
    root = parse_xml(parts[main])
    count = accept_all(root)
    return write_package({**parts, main: xml_part(root)}), count


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


TABLE, ROW, CELL, SECTION = W + "tbl", W + "tr", W + "tc", W + "sectPr"
_WRAPPED = frozenset({W + "sdt", W + "sdtContent", W + "customXml"})
_CLOSED = frozenset({W + "sdtPr", W + "sdtEndPr", W + "customXmlPr"})
_NAME = re.compile(r"_GW_\w+?_\d{1,9}")
_CELL_PARTS = frozenset({W + "tcPr", P, W + "bookmarkStart", W + "bookmarkEnd"})


@dataclass(slots=True)
class RedlineSide:
    """One of the two files: ``nodes`` are its paragraphs and tables, ``blocks`` what they say, in the same order.

    ``before`` are nodes between blocks (bookmarks), by the index of the block that follows. ``resolved`` counts the
    recorded revisions that were accepted while reading.
    """

    package: Package
    main: str
    root: Node
    body: Node
    reader: InlineReader
    resolved: int
    nodes: list[Node] = field(default_factory=list)
    blocks: list[RedlineBlock] = field(default_factory=list)
    before: dict[int, list[Node]] = field(default_factory=dict)
    section: Node | None = None
    _characters: int = 0

    def read(self) -> None:
        """Collect the blocks of the body."""
        self._collect(self.body)

    def _collect(self, container: Node) -> None:
        for node in container:
            if node.tag == P:
                self._add(node, RedlineBlock(self.reader.text(node), names_in(node)))
            elif node.tag == TABLE:
                self._add(node, RedlineBlock("", (), tuple(self._rows(node))))
            elif node.tag in _WRAPPED:
                self._collect(node)
            elif node.tag == SECTION:
                self.section = node
            elif node.tag not in _CLOSED:
                self.before.setdefault(len(self.nodes), []).append(node)

    def _add(self, node: Node, block: RedlineBlock) -> None:
        self.nodes.append(node)
        self.blocks.append(block)
        self._characters += len(block.text)
        check_length(self._characters, len(self.nodes))

    def _rows(self, table: Node) -> Iterator[RedlineRow]:
        for row in rows_of(table):
            cells = cells_of(row)
            texts = tuple(MARK.join(self.reader.text(each) for each in cell.iter(P)) for cell in cells)
            is_plain = all(child.tag in _CELL_PARTS for cell in cells for child in cell)
            self._characters += sum(map(len, texts))
            yield RedlineRow(texts, tuple(_shape(cell) for cell in cells), is_plain)


def names_in(paragraph: Node) -> tuple[str, ...]:
    """The names of our bookmarks that begin in a paragraph."""
    names = (node.get(W + "name") or "" for node in paragraph.iterchildren(W + "bookmarkStart"))
    return tuple(name for name in names if _NAME.fullmatch(name))


def rows_of(table: Node) -> list[Node]:
    """The rows of a table, not those of tables inside it."""
    return [row for row in table.iter(ROW) if next(row.iterancestors(TABLE)) is table]


def cells_of(row: Node) -> list[Node]:
    """The cells of a row, not those of tables inside it."""
    return [cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW)) is row]


def _shape(cell: Node) -> tuple[int, str]:
    """How many columns a cell covers, and whether it begins or continues one that goes over several rows."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return 1, ""
    span, merge = properties.find(W + "gridSpan"), properties.find(W + "vMerge")
    columns = span.get(W + "val", "") if span is not None else ""
    part = merge.get(W + "val", "continue") if merge is not None else ""
    return (int(columns) if columns.isdecimal() and columns.isascii() else 1), part


def read_side(data: bytes, signs: ObjectSigns) -> RedlineSide:
    """A file read for comparing, with its recorded revisions accepted. Raises BadInput as ``read_word`` does."""
    package = Package(data)
    main = package.related("", "officeDocument") or "word/document.xml"
    content = package.read(main)
    root = package.xml(main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise BadInput("word_no_document")
    resolved = accept_all(root) if has_revisions(content) else 0
    _unfold_fields(body)
    side = RedlineSide(package, main, root, body, InlineReader(package, main, signs), resolved)
    side.read()
    return side


def _unfold_fields(body: Node) -> None:
    """Write simple fields as complex ones, which revisions can stand around."""
    for node in list(body.iter(W + "fldSimple")):
        words = escape(node.get(W + "instr") or "", quote=False)
        parts = [_field_run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")]
        code = _field_run(f'<w:instrText xml:space="preserve">{words}</w:instrText>')
        content = [child for child in node if child.tag != W + "fldData"]
        parent, place = node.getparent(), node.getparent().index(node)
        parent[place : place + 1] = [parts[0], code, parts[1], *content, parts[2]]


def _field_run(inner: str) -> Node:
    return parse_xml(f'<w:r xmlns:w="{W[1:-1]}">{inner}</w:r>'.encode())
