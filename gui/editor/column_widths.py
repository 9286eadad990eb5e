"""How wide the columns of a table are on the screen: in the proportions of the table, but no figure is broken over lines.

A table whose figures do not fit is wider than the view, which then scrolls.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QTextDocument, QTextFormat, QTextLength, QTextTable, QTextTableFormat

from core.model.blocks import Table
from gui.editor.blocks import one_edit
from gui.editor.grids import GridShape, place_of
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

STEP = 3
"""Grids that are laid out in one step while nobody types: each takes a millisecond, and the step two more."""

SPARE = 2 * DIGIT
"""Room for further digits in a column that becomes wider while its figures are typed, in heights of a character."""

LEAST, MOST, WORDS = 1.6, 9.0, 3.0
"""Least width that a column needs, and most, and most for words, in heights of a character."""

_UNBROKEN = re.compile(r"[0-9A-Za-z.,%+\-−—/:]+")


def needed_widths(shape: GridShape, paragraphs: Iterable[Paragraph]) -> list[float]:
    """The width that the figures of each column need, in heights of a character; cells over several columns do not count."""
    numbers = {column.id: number for number, column in enumerate(shape.table.columns)}
    found, longest = [LEAST] * len(numbers), [0] * len(numbers)
    for each in paragraphs:
        cell, text = shape.cells.get(place_of(each)), each.content
        if cell is None or cell.columns > 1:
            continue
        number = numbers[cell.column]
        if text.isascii() and text.isalnum():  # most cells of a large table
            longest[number] = max(longest[number], len(text))
        else:
            found[number] = max(found[number], _needed(text))
    return [max(need, min(length * DIGIT, MOST)) for need, length in zip(found, longest, strict=True)]


def _needed(text: str) -> float:
    """The width of the longest figure, or of the first words."""
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
    needs = [round(need, 1) for need in needs]
    columns = (f"{share:.6f} {need}" for share, need in zip(shares, needs, strict=True))
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


def fit_columns(document: QTextDocument) -> None:
    """Set the columns of all grids for the present room; the document's text does not change.

    Only grids whose columns become wider or narrower are laid out again.
    """
    room, firsts, changed = room_in(document), dict[str, QTextTableFormat](), []
    for grid in _grids(document):
        old = grid.format().toTableFormat()
        owner = str(old.property(OWNER))
        if owner not in firsts:
            firsts[owner] = _fitted(old, room)
        if _lengths(firsts[owner]) != _lengths(old):
            changed.append((grid, firsts[owner]))
    _set_widths(document, changed)


class LateColumns:
    """Brings the grids of tables whose columns need more room to their new widths: those in view together, all others bit by
    bit, since laying out a large table takes a third of a second.

    No grid may be seen before ``fit_between`` was called for its place, or tables would be seen with crooked columns.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._needs: dict[str, Sequence[float]] = {}
        self.untold: set[str] = set()
        """The tables, by the ids of their heads, of which no grid is wider yet."""
        self.crooked: set[str] = set()
        """The tables, by the ids of their heads, of which some grids are wider and others are not yet."""
        self._at = self._count = 0

    @property
    def is_late(self) -> bool:
        """Whether some grids are still as wide as before."""
        return bool(self._needs)

    def widen(self, needs: Mapping[str, Sequence[float]]) -> None:
        """The columns of some tables, by the ids of their heads, need these pixels from now on."""
        if needs:
            self._needs |= needs
            self.untold |= needs.keys()
            self._at = 0

    def forget(self, owner: str) -> None:
        """All grids of a table are written anew."""
        self._needs.pop(owner, None)
        self.untold.discard(owner)
        self.crooked.discard(owner)

    def fit_between(self, first: int, last: int) -> None:
        """Set the columns of the grids between two positions of the text, and of one more on either side."""
        grids = _grids(self._document)
        self._tell_first(grids)
        start = bisect_left(grids, first, key=QTextTable.lastPosition)
        self._fit(grids[max(start - 1, 0) : bisect_right(grids, last, key=QTextTable.firstPosition) + 1])

    def tell_beyond(self, first: int, last: int) -> None:
        """Set the columns of the first grids of tables that are not between two positions, where nobody sees them."""
        untold = self.untold.copy()
        self._tell_first(_grids(self._document), range(first, last + 1))
        self.crooked |= untold - self.untold

    def _tell_first(self, grids: Sequence[QTextTable], seen: range = range(0)) -> None:
        """Set the columns of the first grid of each table, in which those of all others are written, unless it is ``seen``."""
        untold, self.untold = self.untold, set()
        for owner in untold:
            head = next((each for each in grids if each.format().property(OWNER) == owner), None)
            if head is not None and head.firstPosition() < seen.stop and head.lastPosition() >= seen.start:
                self.untold.add(owner)
            elif head is not None:
                form = _fitted(head.format().toTableFormat(), self._room, self._needs[owner])
                _set_widths(self._document, [(head, form)])

    def fit_next(self) -> None:
        """Set the columns of some further grids."""
        grids = _grids(self._document)
        self._tell_first(grids)
        if len(grids) != self._count:
            self._at, self._count = 0, len(grids)
        self._fit(grids[self._at : self._at + STEP])
        self._at += STEP
        if self._at >= len(grids):
            self._needs, self.crooked = {}, set()

    @property
    def _room(self) -> float:
        return room_in(self._document)

    def _fit(self, grids: Iterable[QTextTable]) -> None:
        """Lay out those of these grids whose columns become wider or narrower."""
        forms, changed = dict[str, QTextTableFormat](), []
        for grid in grids:
            old = grid.format().toTableFormat()
            owner = str(old.property(OWNER))
            if owner in self._needs and owner not in forms:
                forms[owner] = _fitted(old, self._room, self._needs[owner])
            if owner in forms and _lengths(forms[owner]) != _lengths(old):
                changed.append((grid, forms[owner]))
        self.crooked |= forms.keys()
        _set_widths(self._document, changed)


def _set_widths(document: QTextDocument, changed: Sequence[tuple[QTextTable, QTextTableFormat]]) -> None:
    """Give grids the widths of these formats; they are laid out once, with everything between them."""
    if not changed:
        return
    with QSignalBlocker(document), one_edit(document):
        for grid, form in changed:
            own = QTextTableFormat(grid.format().toTableFormat())
            own.setProperty(NEEDS, form.property(NEEDS))
            own.setWidth(form.width())
            own.setColumnWidthConstraints(form.columnWidthConstraints())
            grid.setFormat(own)


def _fitted(old: QTextTableFormat, room: float, needs: Sequence[float] = ()) -> QTextTableFormat:
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


def _grids(document: QTextDocument) -> list[QTextTable]:
    """All grids in order."""
    return [each for each in document.rootFrame().childFrames() if isinstance(each, QTextTable)]
