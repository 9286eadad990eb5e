"""Blocks of the running text: their element, and the facts in their formats."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from core.model.blocks import CellPlace, Emphasis
from gui.editor.formats import BETWEEN, CELL, ELEMENT, FACT, LOOKS, ROLE

CLEAN, DIRTY = 0, 1
"""User states of blocks; one that Qt made while somebody typed has -1 and counts as dirty."""

LINE_BREAK = "\u2028"
WIDE = "\uffff"
"""The last character that Qt counts as one; any above it are two."""

KEEP = QTextCursor.MoveMode.KeepAnchor


def blocks_of(document: QTextDocument) -> Iterator[QTextBlock]:
    """All blocks in order."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def id_of(block: QTextBlock) -> str:
    """The id of the element shown by a block; empty for a new paragraph."""
    return block.blockFormat().property(ELEMENT) or ""


def role_of(block: QTextBlock) -> str:
    """The role of the element of a block that belongs to a table or is a figure; empty for any other."""
    return block.blockFormat().property(ROLE) or ""


def cell_of(block: QTextBlock) -> str:
    """The cell that a block stands in, as ``formats.cell_name`` writes it; empty outside of tables."""
    return block.blockFormat().property(CELL) or ""


def cell_place(block: QTextBlock) -> CellPlace | None:
    """The same as a place in its table."""
    row, _, column = cell_of(block).partition(BETWEEN)
    return CellPlace(row, column) if column else None


def facts_in(block: QTextBlock) -> Iterator[tuple[int, int, str]]:
    """The facts of a block by the ids in its formats: start and end, in Qt's units, and the id."""
    held: tuple[int, int, str] | None = None
    for start, end, name in _fragments(block):
        if held is not None and held[2] == name:
            held = held[0], end, name
            continue
        if held is not None:
            yield held
        held = (start, end, name) if name else None
    if held is not None:
        yield held


def _fragments(block: QTextBlock) -> Iterator[tuple[int, int, str]]:
    """Runs of one format: start and end in the block, in Qt's units, and the fact's id."""
    step = block.begin()
    while not step.atEnd():
        fragment = step.fragment()
        start = fragment.position() - block.position()
        yield start, start + fragment.length(), fragment.charFormat().property(FACT) or ""
        step += 1


def emphasis_of(block: QTextBlock) -> Iterator[Emphasis]:
    """The emphasis of a block's characters, in code points; neighbours of one look are one."""
    points = code_points(block.text())
    for looks, pieces in groupby(formats_of(block), lambda piece: looks_of(piece[2])):
        own = list(pieces)
        if looks:
            yield Emphasis(points(own[0][0]), points(own[-1][1]), looks)


def looks_of(form: QTextCharFormat) -> tuple[str, ...]:
    """The emphasis that a format says."""
    looks = form.property(LOOKS)
    return tuple(looks.split(BETWEEN)) if looks else ()


def formats_of(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """The runs of one format: start and end in the block, in Qt's units, and the format.

    Read from fragments, each of which returns a copy of its format: those of ``textFormats`` belong to a list that may
    be deleted.
    """
    found = []
    step, base = block.begin(), block.position()
    while not step.atEnd():
        fragment = step.fragment()
        start = fragment.position() - base
        found.append((start, start + fragment.length(), fragment.charFormat()))
        step += 1
    return found


def units_of(text: str) -> Callable[[int], int]:
    """From code points to Qt's UTF-16 units."""
    if not text or max(text) <= WIDE:
        return int
    return lambda count: len(text[:count].encode("utf-16-le")) // 2


def code_points(text: str) -> Callable[[int], int]:
    """From Qt's UTF-16 units to code points."""
    if not text or max(text) <= WIDE:
        return int
    wide = text.encode("utf-16-le")
    return lambda count: len(wide[: 2 * count].decode("utf-16-le", "ignore"))


def selection(block: QTextBlock, start: int, end: int) -> QTextCursor:
    """A cursor that selects these code points of a block."""
    units, last = units_of(block.text()), block.length() - 1
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + min(units(start), last))
    cursor.setPosition(block.position() + min(units(end), last), KEEP)
    return cursor


@contextmanager
def one_edit(document: QTextDocument) -> Iterator[None]:
    """All edits inside are laid out together, from the first change to the last."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    try:
        yield
    finally:
        cursor.endEditBlock()
