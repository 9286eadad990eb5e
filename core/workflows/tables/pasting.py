"""Tables that come into a draft from the clipboard, and the edits of their grids."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.editing.grids.given import Block, Filling, fill_cells, insert_blocks
from core.model.tables.given import GivenPicture, GivenTable, empty_table
from core.model.text import without_invisible
from core.readers.tabs import tabbed_table
from core.readers.web_tables import blocks_in

__all__ = (
    "Block",
    "Filling",
    "GivenPicture",
    "GivenTable",
    "clipboard_blocks",
    "empty_table",
    "fill_cells",
    "insert_blocks",
    "told_of",
)

_UNASSIGNED = frozenset(("Cc", "Cs", "Co", "Cn"))


def clipboard_blocks(html: str, text: str) -> tuple[Block, ...]:
    """The paragraphs and tables of a clipboard: from its HTML, else from text in columns made of tabs; empty without a table.

    BadInput ``table_too_large``.
    """
    blocks: Sequence[Block] = blocks_in(html)
    if not blocks:
        table = tabbed_table(text)
        blocks = [table] if table is not None else []
    return tuple(_cleaned(blocks))


def _cleaned(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, str):
            yield _plain(block)
        elif isinstance(block, GivenTable):
            yield replace(block, texts=tuple(map(_plain, block.texts)))
        else:
            yield block


def _plain(text: str) -> str:
    """The text without signs that no text holds; line breaks stay."""
    kept = (sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _UNASSIGNED)
    return without_invisible("".join(kept))


def told_of(blocks: Sequence[Block]) -> str:
    """What was put in, for a message: 3行4列的表格."""
    tables = [block for block in blocks if isinstance(block, GivenTable)]
    pictures = sum(isinstance(block, GivenPicture) for block in blocks)
    prose = sum(isinstance(block, str) for block in blocks)
    words = f"{len(tables)}张表格" if tables else ""
    if len(tables) == 1:
        rows, columns = tables[0].table.size
        words = f"{rows}行{columns}列的表格"
    parts = (words, f"{pictures}张图片" if pictures else "", f"{prose}段文字" if prose else "")
    return "和".join(filter(None, parts))
