"""Tables in HTML as Excel, WPS, Word and browsers put it on the clipboard, with the paragraphs around them.

Structure and emphasis are read: rows, cells, spans, alignment, line breaks, bold or struck-out words, and raised and lowered
digits, without which 10³ is 103. Scripts, links and pictures are not followed.
"""

import re
from collections.abc import Iterator
from itertools import chain, filterfalse, repeat, takewhile
from types import MappingProxyType
from typing import Any

from lxml import etree

from core.errors import BadInput
from core.model.tables.given import SOFT_BREAK, GivenCell, GivenTable, GivenText, given_table, joined_texts
from core.package import Node
from core.readers.web_looks import NO_LOOKS, Classes, Looks, Piece, classes_of, looks_in, words_of

LARGEST = 8 * 1024 * 1024
"""Characters of HTML that are looked at; Excel writes some 150 for a cell."""

SKIPPED = frozenset({"head", "style", "script", "title", "template", "noscript", "svg", "object", "select", "button"})
BREAKS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "tr",
        "td",
        "th",
        "table",
    }
    | {"blockquote", "section", "article", "header", "footer", "hr", "pre", "center", "caption", "form"}
)
"""Elements of HTML whose text nobody sees, and those that begin on a line of their own."""

_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right|justify)", re.IGNORECASE)
_OF_NUMBERS = ("x:num", "sdval")
"""Attributes by which spreadsheets mark numbers, which they show on the right unless something else is said."""

_NUMBER = re.compile(r"\s*(\d{1,9})")
_ALIGNS = MappingProxyType({"left": "left", "center": "center", "right": "right", "justify": "both"})
TWIPS_PER_PIXEL = 15

Block = GivenText | GivenTable


def blocks_in(html: str) -> tuple[Block, ...]:
    """The paragraphs and tables of a page in order; empty when it holds no table.

    A table of one cell, or with tables inside, is a frame: what it holds are ordinary blocks. BadInput for a table that is
    too large, and ``clipboard_too_large`` for a page with tables that is longer than LARGEST.
    """
    if _CELL.search(html) is None:
        return ()
    if len(html) > LARGEST:
        raise BadInput("clipboard_too_large", size=str(LARGEST // 1024**2))
    root = _root(html)
    found = () if root is None else tuple(_Blocks(classes_of(root)).of(root))
    return found if any(isinstance(block, GivenTable) for block in found) else ()


def paragraphs_in(html: str) -> tuple[GivenText, ...]:
    """The paragraphs of a page in order, those of cells among them; none of a page longer than LARGEST or that cannot be
    read."""
    root = _root(html) if len(html) <= LARGEST else None
    return () if root is None else tuple(_paragraphs(root, classes_of(root)))


def _paragraphs(node: Node, classes: Classes) -> Iterator[GivenText]:
    return (each for each in _Paragraphs(classes).of(node) if isinstance(each, GivenText))


def _root(html: str) -> Node | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(html.encode("utf-8", "ignore"), parser)
    except (etree.LxmlError, ValueError):
        return None


class _Blocks:
    """Goes through a page; words wait in ``_words`` until a paragraph ends. ``looks`` are those of what is around it."""

    _parts_tables = True

    def __init__(self, classes: Classes, looks: Looks = NO_LOOKS) -> None:
        self._classes = classes
        self._words: list[Piece] = []
        self._looks: list[Looks] = [looks]

    def of(self, root: Node) -> Iterator[Block]:
        """The blocks of a node and everything in it."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            if event == "start":
                yield from self._begun(node, walk)
            else:
                yield from self._break(node)
                self._looks.pop()
                self._take((node.tail or "") if node is not root else "")
        yield from self._paragraph()

    def _begun(self, node: Node, walk: Any) -> Iterator[Block]:
        """What comes before the content of a node; of a table all of it, of what is not shown nothing."""
        yield from self._break(node)
        is_table = self._parts_tables and node.tag == "table" and not _is_frame(node)
        self._looks.append(looks_in(node, self._looks[-1], self._classes))
        if is_table or _is_skipped(node):
            walk.skip_subtree()
        else:
            self._take(node.text or "")
        if is_table and not _is_skipped(node):
            yield from _table(node, self._classes)

    def _take(self, text: str) -> None:
        if text:
            self._words.append(Piece(text, self._looks[-1]))

    def _break(self, node: Node) -> Iterator[GivenText]:
        if node.tag in BREAKS:
            yield from self._paragraph()

    def _paragraph(self) -> Iterator[GivenText]:
        words, self._words = words_of(self._words), []
        if words.text:
            yield words


class _Paragraphs(_Blocks):
    """The same with the cells of tables as paragraphs."""

    _parts_tables = False


class _CellWords(_Paragraphs):
    """The paragraphs of a cell; a line break stays in its paragraph."""

    def _begun(self, node: Node, walk: Any) -> Iterator[Block]:
        if node.tag == "br":
            self._take(SOFT_BREAK)
        yield from super()._begun(node, walk)

    def _break(self, node: Node) -> Iterator[GivenText]:
        if node.tag != "br":
            yield from super()._break(node)


def _is_skipped(node: Node) -> bool:
    return node.tag in SKIPPED or _HIDDEN.search(node.get("style", "")) is not None


def _is_frame(table: Node) -> bool:
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return sum(1 for _ in zip(table.iterdescendants("td", "th"), range(2), strict=False)) < 2


def _table(table: Node, classes: Classes) -> Iterator[Block]:
    captions = (_Blocks(classes).of(caption) for caption in table.iterdescendants("caption"))
    yield from chain.from_iterable(captions)
    rows = [row for row in filterfalse(_is_skipped, table.iterdescendants("tr")) if len(row) or _is_covered(row)]
    lines = [list(filterfalse(_is_skipped, row.iterchildren("td", "th"))) for row in rows]
    headers = sum(1 for _ in takewhile(_is_head, zip(rows, lines, strict=True)))
    cells = [list(map(_cell, line, repeat(classes))) for line in lines]
    yield given_table(cells, headers if headers < len(rows) else 0, _widths(table))


def _is_covered(row: Node) -> bool:
    """Whether a row without cells is one that cells above it may reach into."""
    return any(_count(cell, "rowspan") > 1 for cell in row.itersiblings("tr", preceding=True) for cell in cell)


def _is_head(line: tuple[Node, list[Node]]) -> bool:
    row, cells = line
    return row.getparent().tag == "thead" or (bool(cells) and all(cell.tag == "th" for cell in cells))


def _cell(node: Node, classes: Classes) -> GivenCell:
    inner = next(node.iterchildren("p", "div", "center"), node)
    is_number = any(name in node.attrib for name in _OF_NUMBERS)
    align = _said(node) or _said(inner) or _by_class(node, classes) or _said(node.getparent()) or "right" * is_number
    words = joined_texts([each for each in _CellWords(classes).of(node) if isinstance(each, GivenText)])
    spans = _count(node, "colspan"), _count(node, "rowspan")
    return GivenCell(words, *spans, align)


def _by_class(node: Node, classes: Classes) -> str:
    """The alignment that the class of a cell says, as spreadsheets tell it."""
    found = _ALIGN.search(classes.get(node.get("class", ""), ""))
    return _ALIGNS[found[1].lower()] if found else ""


def _said(node: Node) -> str:
    """The alignment that an element says itself."""
    style = _ALIGN.search(node.get("style", ""))
    return _ALIGNS.get((style[1] if style else node.get("align") or "").lower(), "")


def _count(node: Node, name: str) -> int:
    """A span; 0, which reaches to the end of the table, as the largest."""
    match = _NUMBER.match(node.get(name, "1"))
    count = int(match[1]) if match else 1
    return count or 10**9 * (name == "rowspan") or 1


def _widths(table: Node) -> tuple[int, ...]:
    """The widths of the columns where every one is told, in twips, by themselves or by a group of them."""
    found: list[int] = []
    for column in table.iterdescendants("col", "colgroup"):
        if column.tag == "colgroup" and (len(column) or "width" not in column.attrib):
            continue
        width = _NUMBER.match(column.get("width", ""))
        found += [int(width[1]) * TWIPS_PER_PIXEL if width else 0] * min(_count(column, "span"), 200)
    return tuple(found) if all(found) else ()
