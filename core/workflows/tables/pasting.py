"""Tables that come into a draft from the clipboard, and the edits of their grids."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.editing.grids.given import Block, Filling, fill_cells, insert_blocks
from core.model.change import Change
from core.model.draft import Draft
from core.model.tables.given import GivenTable, empty_table
from core.model.text import without_invisible
from core.readers.tabs import tabbed_table
from core.readers.web_tables import blocks_in

__all__ = (
    "Block",
    "Filling",
    "GivenTable",
    "clipboard_blocks",
    "empty_table",
    "fill_cells",
    "insert_blocks",
    "insert_given",
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
        else:
            yield replace(block, texts=tuple(map(_plain, block.texts)))


def _plain(text: str) -> str:
    """The text without signs that no text holds; line breaks stay."""
    kept = (sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _UNASSIGNED)
    return without_invisible("".join(kept))


def insert_given(draft: Draft, element_id: str, given: GivenTable) -> Change:
    """Put one table behind a paragraph."""
    return insert_blocks(draft, element_id, [given], "插入表格")


def told_of(blocks: Sequence[Block]) -> str:
    """What was put in, for a message: 3行4列的表格."""
    tables = [block for block in blocks if not isinstance(block, str)]
    words = f"{len(tables)}张表格"
    if len(tables) == 1:
        rows, columns = tables[0].table.size
        words = f"{rows}行{columns}列的表格"
    prose = len(blocks) - len(tables)
    return f"{words}和{prose}段文字" if prose else words
