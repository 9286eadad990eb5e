"""How wide the columns of a table are on the screen: in the proportions of the table, but no figure is broken over lines.

A table whose figures do not fit is wider than the view, which then scrolls.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QTextDocument, QTextFormat, QTextFrame, QTextLength, QTextTable, QTextTableFormat

from core.model.blocks import Table
from gui.editor.blocks import one_edit
from gui.editor.grids import place_of
from gui.editor.paragraphs import Paragraph

NEEDS = QTextFormat.Property.UserProperty + 10
"""In the format of a grid: its part of the text, then the share of each column and the pixels that it needs.

Those of the first grid hold for all grids of a table.
"""

OWNER = QTextFormat.Property.UserProperty + 11
"""In the format of a grid: the id of the head of its table."""

PARTS = QTextLength.Type.PercentageLength
WHOLE = 99.0
"""Percent of the text that a table takes: Qt rounds each column up, and a pixel too many would make the view scroll."""

DIGIT = 0.56
"""Width of a digit, as a share of the height of a character."""

SPARE = 2 * DIGIT
"""Room for further digits in a column that becomes wider while its figures are typed, in heights of a character."""

LEAST, MOST, WORDS = 1.6, 9.0, 3.0
"""Least width that a column needs, and most, and most for words, in heights of a character."""

NOTHING: Mapping[str, Sequence[float]] = MappingProxyType({})
_UNBROKEN = re.compile(r"[0-9A-Za-z.,%+\-−—/:]+")


def needed_widths(table: Table, paragraphs: Iterable[Paragraph]) -> list[float]:
    """The width that the figures of each column need, in heights of a character; cells over several columns do not count."""
    numbers = {column.id: number for number, column in enumerate(table.columns)}
    single = {(cell.row, cell.column): numbers[cell.column] for cell in table.cells if cell.columns == 1}
    found = [LEAST] * len(table.columns)
    for each in paragraphs:
        number = single.get(place_of(each))
        if number is not None and each.content:
            found[number] = max(found[number], _needed(each.content))
    return found


def _needed(text: str) -> float:
    """The width of the longest figure, or of the first words."""
    if text.isascii() and text.isalnum():  # most cells of a large table
        return min(len(text) * DIGIT, MOST)
    runs = list(map(len, _UNBROKEN.findall(text)))
    words = len(text) - sum(runs) * (1 - DIGIT)
    return max(min(max(runs, default=0) * DIGIT, MOST), min(words, WORDS))


def shares_of(table: Table) -> list[float]:
    """The share of each column, adding up to 1; equal where the table does not say."""
    widths = [column.width for column in table.columns]
    total = sum(widths) if all(widths) else 0
    return [width / total if total else 1 / len(widths) for width in widths]


def lengths_of(shares: Sequence[float], needs: Sequence[float], room: float) -> list[float]:
    """The pixels of each column in this room; more of them where the columns need more, each at least what it needs."""
    if sum(needs) >= room:
        return list(needs)
    fixed: dict[int, float] = {}
    while True:
        free = sum(share for number, share in enumerate(shares) if number not in fixed)
        scale = (room - sum(fixed.values())) / max(free, 1e-9)
        found = [fixed.get(number, share * scale) for number, share in enumerate(shares)]
        short = {number: need for number, need in enumerate(needs) if need > found[number]}
        if not short:
            return found
        fixed |= short


def set_columns(
    form: QTextTableFormat, shares: Sequence[float], needs: Sequence[float], room: float, part: float = 1.0
) -> None:
    """Set the widths of the columns of a grid in so many pixels of text; without any, their shares alone.

    The grid takes a ``part`` of the text, more where its figures need more.
    """
    columns = (f"{share:.6f} {need:.1f}" for share, need in zip(shares, needs, strict=True))
    form.setProperty(NEEDS, ";".join((f"{part:.4f}", *columns)))
    inner = room * WHOLE * part / 100
    fits = room <= 0 or all(need <= share * inner for share, need in zip(shares, needs, strict=True))
    if fits:
        form.setWidth(QTextLength(PARTS, WHOLE * part))
        form.setColumnWidthConstraints([QTextLength(PARTS, 100 * share) for share in shares])
        return
    found = lengths_of(shares, needs, inner)
    form.setWidth(QTextLength(QTextLength.Type.FixedLength, sum(found)))
    form.setColumnWidthConstraints([QTextLength(QTextLength.Type.FixedLength, each) for each in found])


def room_in(document: QTextDocument) -> float:
    """The pixels between the margins of a text; 0 or less while it is not laid out."""
    form = document.rootFrame().frameFormat()
    return document.textWidth() - form.leftMargin() - form.rightMargin()


def fit_columns(document: QTextDocument, widened: Mapping[str, Sequence[float]] = NOTHING) -> None:
    """Set the columns of all grids for the present room; the document's text does not change.

    ``widened`` are the pixels that the columns of some tables need from now on, by the ids of their heads. Only grids whose
    columns become wider or narrower are laid out again, and the first one of a widened table.
    """
    room, firsts, changed = room_in(document), dict[str, QTextTableFormat](), []
    for grid in _grids(document.rootFrame()):
        old = QTextTableFormat(grid.format().toTableFormat())
        owner = str(old.property(OWNER))
        is_first = owner not in firsts
        if is_first:
            firsts[owner] = _fitted(old, room, widened.get(owner, ()))
        form = firsts[owner]
        if form != old if is_first else _lengths(form) != _lengths(old):
            old.setProperty(NEEDS, form.property(NEEDS))
            old.setWidth(form.width())
            old.setColumnWidthConstraints(form.columnWidthConstraints())
            changed.append((grid, old))
    if changed:
        with QSignalBlocker(document), one_edit(document):  # laid out once, not once for each grid
            for grid, fitted in changed:
                grid.setFormat(fitted)


def _fitted(old: QTextTableFormat, room: float, needs: Sequence[float]) -> QTextTableFormat:
    """The format of a grid in this room, with the needs that it has where none are given."""
    form = QTextTableFormat(old)
    part, *columns = str(form.property(NEEDS) or "").split(";")
    if columns:
        pairs = [column.split() for column in columns]
        wanted = needs or [float(need) for _, need in pairs]
        set_columns(form, [float(share) for share, _ in pairs], wanted, room, float(part))
    return form


def _lengths(form: QTextTableFormat) -> tuple[QTextLength, list[QTextLength]]:
    """What the layout of a grid depends on."""
    return form.width(), form.columnWidthConstraints()


def _grids(frame: QTextFrame) -> Iterable[QTextTable]:
    return (each for each in frame.childFrames() if isinstance(each, QTextTable))
