"""How wide the columns of the ledger are: no figure is cut off, one without a value takes no room, the names have the rest."""

from collections.abc import Collection, Iterable

from PySide6.QtWidgets import QTableView

from gui.ledger.lines import LedgerColumn, LedgerLine
from gui.shell import theme

FIGURES = (LedgerColumn.PRIOR, LedgerColumn.VALUE, LedgerColumn.CHANGE, LedgerColumn.GROWTH)
BESIDE, WIDEST = 24, 140
"""Room around a figure in its cell, and the width that a column grows no further than."""

NAME_WIDTH = 140
LASTING = frozenset({LedgerColumn.NAME, LedgerColumn.VALUE, LedgerColumn.STATE})
"""Columns that are shown whatever stands in them."""


def widen(table: QTableView, lines: Iterable[LedgerLine]) -> None:
    """Let the columns of figures grow with these lines: half a figure is another one."""
    table.ensurePolished()  # one that was never shown does not know its type yet
    shown, metrics = list(lines), table.fontMetrics()
    before = [table.columnWidth(column) for column in FIGURES]
    for column, width in zip(FIGURES, before, strict=True):
        figures = (line.cells[column] for line in shown if isinstance(line.keys[column], float))
        longest = max(figures, key=_breadth, default="")
        needed = metrics.horizontalAdvance(longest) + theme.length(BESIDE)
        table.setColumnWidth(column, max(width, min(needed, theme.length(WIDEST))))
    if before != [table.columnWidth(column) for column in FIGURES]:
        share_out(table)


def hide_empty(table: QTableView, lines: Collection[LedgerLine], kept: Collection[int]) -> None:
    """Show a column as soon as a line has a value in it; hide the others, but those that are kept."""
    hidden = {column for column in frozenset(LedgerColumn) - LASTING if lines and column not in kept}
    hidden -= {column for column in hidden if any(line.cells[column] for line in lines)}
    changed = [column for column in LedgerColumn if table.isColumnHidden(column) != (column in hidden)]
    for column in changed:
        table.setColumnHidden(column, column in hidden)
    if changed:
        share_out(table)


def share_out(table: QTableView) -> None:
    """Give the names the room that is left."""
    others = sum(table.columnWidth(column) for column in LedgerColumn if column is not LedgerColumn.NAME)
    table.setColumnWidth(LedgerColumn.NAME, max(theme.length(NAME_WIDTH), table.viewport().width() - others))


def _breadth(text: str) -> int:
    """How wide a text is, quickly: as many figures as bytes, for a Han sign is as wide as two."""
    return len(text.encode("gbk", "replace"))
