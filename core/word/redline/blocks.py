"""The body of a Word file as blocks that can be compared, and the nodes they stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.errors import BadInput
from core.limits import check_length
from core.model.review.redline import MARK, RedlineBlock, RedlineRow
from core.package import Node, Package, W, parse_xml
from core.word.redline.inline import InlineReader, ObjectSigns, P
from core.word.redline.resolving import accept_all, has_revisions

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
        words = (node.get(W + "instr") or "").replace("&", "&amp;").replace("<", "&lt;")
        parts = [_field_run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")]
        code = _field_run(f'<w:instrText xml:space="preserve">{words}</w:instrText>')
        content = [child for child in node if child.tag != W + "fldData"]
        parent, place = node.getparent(), node.getparent().index(node)
        parent[place : place + 1] = [parts[0], code, parts[1], *content, parts[2]]


def _field_run(inner: str) -> Node:
    return parse_xml(f'<w:r xmlns:w="{W[1:-1]}">{inner}</w:r>'.encode())
