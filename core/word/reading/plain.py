"""Tables whose cells hold nothing but plain text, as nearly all do, gone through once.

Whether anything unknown hides in a cell is seen only when all of it is looked at. What was seen then is kept, so that the
reader need not go through thousands of cells again.
"""

from dataclasses import dataclass
from typing import TypeAlias

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


def plain_paragraphs(table: Node) -> dict[Node, PlainParagraph]:
    """The paragraphs of a table of a cleaned tree that holds plain text only; none of any other table."""
    found: dict[Node, PlainParagraph] = {}
    return found if all(_is_plain_row(each, found) for each in table) else {}


def _is_plain_row(node: Node, found: dict[Node, PlainParagraph]) -> bool:
    """Whether a child of a table is a row of plain cells, or properties; its paragraphs are added to ``found``."""
    if node.tag != _ROW:
        return node.tag in _OF_TABLE
    return all(_is_plain_cell(each, found) if each.tag == _CELL else each.tag in _OF_ROW for each in node)


def _is_plain_cell(cell: Node, found: dict[Node, PlainParagraph]) -> bool:
    for node in cell:
        tag = node.tag
        if tag == _P:
            plain = _plain(node)
            if plain is None:
                return False
            found[node] = plain
        elif tag != _OF_CELL:
            return False
    return True


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
