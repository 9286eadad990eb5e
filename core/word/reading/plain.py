"""Tables whose cells hold nothing but plain text, as nearly all do, gone through once.

Whether anything unknown hides in a cell is seen only when all of it is looked at. What was seen then is kept, so that the
reader need not go through thousands of cells again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from core.package import Node, W

Piece: TypeAlias = tuple[str, Node]
"""Text, and the element that contains it."""

_ROW, _CELL, _OF_CELL = W + "tr", W + "tc", W + "tcPr"
_P, _PROPERTIES, _INSERTED = W + "p", W + "pPr", W + "ins"
_RUN, _LOOK, _TEXT = W + "r", W + "rPr", W + "t"
_OF_TABLE = frozenset((W + "tblPr", W + "tblGrid"))
_OF_ROW = frozenset((W + "trPr", W + "tblPrEx"))
_MARKS = frozenset((W + "proofErr", W + "bookmarkStart", W + "bookmarkEnd"))


@dataclass(slots=True)
class PlainParagraph:
    """A paragraph of plain runs: its ``w:pPr`` and its texts."""

    properties: Node | None
    pieces: list[Piece]


class CellContent(NamedTuple):
    """A ``w:tc`` with its ``w:tcPr`` and what else it holds."""

    node: Node
    properties: Node | None
    content: list[Node]


TableRows: TypeAlias = Iterable[tuple[Node, Iterable[CellContent]]]
"""Each ``w:tr`` with its cells."""


@dataclass(slots=True)
class PlainTables:
    """The plain tables of one file: their rows by table, the paragraphs of their cells."""

    rows: dict[Node, TableRows] = field(default_factory=dict)
    paragraphs: dict[Node, PlainParagraph] = field(default_factory=dict)

    def take(self, table: Node) -> bool:
        """Keep a table of a cleaned tree if it holds plain text only; returns whether it does."""
        found: dict[Node, PlainParagraph] = {}
        rows: list[tuple[Node, list[CellContent]]] = []
        for node in table:
            if node.tag == _ROW:
                cells = _plain_cells(node, found)
                if cells is None:
                    return False
                rows.append((node, cells))
            elif node.tag not in _OF_TABLE:
                return False
        self.rows[table] = rows
        self.paragraphs.update(found)
        return True


def content_of(cell: Node) -> CellContent:
    """The content of any ``w:tc``."""
    content = list(cell)
    return CellContent(cell, next((each for each in content if each.tag == _OF_CELL), None), content)


def _plain_cells(row: Node, found: dict[Node, PlainParagraph]) -> list[CellContent] | None:
    """The cells of a row if all are plain; their paragraphs are added to ``found``."""
    cells = []
    for node in row:
        if node.tag == _CELL:
            cell = _plain_cell(node, found)
            if cell is None:
                return None
            cells.append(cell)
        elif node.tag not in _OF_ROW:
            return None
    return cells


def _plain_cell(cell: Node, found: dict[Node, PlainParagraph]) -> CellContent | None:
    properties, content = None, []
    for node in cell:
        tag = node.tag
        if tag == _P:
            plain = _plain(node)
            if plain is None:
                return None
            found[node] = plain
            content.append(node)
        elif tag != _OF_CELL:
            return None
        elif properties is None:
            properties = node
    return CellContent(cell, properties, content)


def _plain(paragraph: Node) -> PlainParagraph | None:
    """The paragraph if it holds plain runs only, inserted ones too."""
    plain = PlainParagraph(None, [])
    for node in paragraph:
        if node.tag == _PROPERTIES:
            plain.properties = node if plain.properties is None else plain.properties
        elif not _take(node, plain.pieces):
            return None
    return plain


def _take(node: Node, pieces: list[Piece]) -> bool:
    """Add the texts of a child of a paragraph; returns whether it holds nothing else."""
    tag = node.tag
    if tag == _RUN:
        return _take_run(node, pieces)
    if tag == _INSERTED:
        return all(each.tag == _RUN and _take_run(each, pieces) for each in node)
    return tag in _MARKS and not len(node)


def _take_run(run: Node, pieces: list[Piece]) -> bool:
    """Add the texts of a run; returns whether it holds nothing else."""
    for node in run:
        tag = node.tag
        if tag == _TEXT and not len(node):
            if text := node.text:
                pieces.append((text, node))
        elif tag != _LOOK:
            return False
    return True
