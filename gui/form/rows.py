"""The fields of a section: the card with their counts, and their rows, of which only the visible ones are widgets."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.model.fact import Fact
from core.model.outline import readiness
from gui.form.field_row import FieldRow, name_room, row_height
from gui.form.fields import differences
from gui.shell import theme
from gui.widgets.basics import label, pill

NO_FACTS = "这一章节没有要素，直接在下面改文字。"

BEYOND = 2
"""Rows that are made above and below those in view."""

MARGIN = 6
"""Room between the rows and the scroll bar."""


class FieldRows(QScrollArea):
    """All rows have the same height, so that positions are known before rows are created.

    A row scrolled out of view is reused for another field, unless it has the focus. ``make`` creates a row,
    ``show_row`` makes a row show the field of that number.
    """

    def __init__(self) -> None:
        super().__init__()
        self.make: Callable[[], FieldRow] = FieldRow
        self.show_row: Callable[[FieldRow, int], None] = lambda _row, _number: None
        self._column = QWidget()
        self._column.setObjectName("fields")
        self._count, self._is_narrow = 0, False
        self._names: Sequence[str] = ()
        self._differences: Mapping[str, tuple[int, ...]] = {}
        self._name_width = 0
        self._shown: dict[int, FieldRow] = {}
        self._free: list[FieldRow] = []
        self.setWidget(self._column)
        self.setObjectName("fields")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("要素")

    @property
    def rows(self) -> tuple[FieldRow, ...]:
        """The existing rows, from first to last."""
        return tuple(self._shown[number] for number in sorted(self._shown))

    def row(self, number: int) -> FieldRow:
        """The row of a field, created if it is not visible; it stays as long as it has the focus."""
        if number not in self._shown:
            self._take(number)
        return self._shown[number]

    def number_of(self, row: FieldRow) -> int:
        """The number of the field that a row shows; -1 for none."""
        return next((number for number, other in self._shown.items() if other is row), -1)

    def show_fields(self, names: Sequence[str]) -> None:
        """Set the names of the fields; visible rows are updated."""
        if names != self._names:
            self._count, self._names, self._differences = len(names), names, differences(names)
        self._fit()
        for number, row in tuple(self._shown.items()):
            self._show(row, number)

    def set_narrow(self, is_narrow: bool) -> None:
        """Rows with the label above the value."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for row in (*self._shown.values(), *self._free):
                row.set_narrow(is_narrow)
            self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Create and reuse rows for the visible range."""
        super().scrollContentsBy(dx, dy)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt the rows to the width, and their number to the height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make room for all rows; they are placed again when their height or width changed."""
        self._column.resize(self.viewport().width(), max(self._count * row_height(self._is_narrow), 1))
        self._name_width = self._needed()
        for number, row in self._shown.items():
            self._put(row, number)
        self._fill()

    def _fill(self) -> None:
        wanted = self._in_view()
        focused = self._column.focusWidget()
        for number, row in tuple(self._shown.items()):
            if number >= self._count or (number not in wanted and row.edit is not focused):
                self._free.append(self._shown.pop(number))
        for number in wanted:
            if number not in self._shown:
                self._take(number)
        for row in tuple(self._free):  # a row with the focus passes it on
            row.hide()

    def _needed(self) -> int:
        """Width in pixels of the longest name, limited by the room there is."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        return min(longest + 1, name_room(self._column.width() - theme.length(MARGIN)))

    def _in_view(self) -> range:
        height, top = row_height(self._is_narrow), -self._column.y()
        last = (top + self.viewport().height()) // height
        return range(max(top // height - BEYOND, 0), min(last + 1 + BEYOND, self._count))

    def _take(self, number: int) -> None:
        row = self._free.pop() if self._free else self._made()
        self._shown[number] = row
        self._put(row, number)
        self._show(row, number)
        row.show()

    def _show(self, row: FieldRow, number: int) -> None:
        self.show_row(row, number)
        row.name.keep(self._differences[self._names[number]])

    def _made(self) -> FieldRow:
        row = self.make()
        row.setParent(self._column)
        row.set_narrow(self._is_narrow)
        return row

    def _put(self, row: FieldRow, number: int) -> None:
        height = row_height(self._is_narrow)
        row.set_name_width(self._name_width)
        row.setGeometry(0, number * height, self._column.width() - theme.length(MARGIN), height)


class FactsCard(QFrame):
    """``area`` contains the rows, and scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._empty, self._carried = pill("", "empty"), pill("", "carried")
        self._none = label(NO_FACTS, "hint", wrap=True)
        title = QHBoxLayout()
        title.setSpacing(theme.length(8))
        for widget in (label("要素", "secondary"), self._empty, self._carried):
            title.addWidget(widget)
        title.addStretch(1)
        side = theme.length(16)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(side, theme.length(10), theme.length(8), theme.length(10))
        inner.setSpacing(theme.length(6))
        inner.addLayout(title)
        inner.addWidget(self._none)
        self.area = FieldRows()
        inner.addWidget(self.area)

    def show_counts(self, leaders: Sequence[Fact]) -> None:
        """Show how many fields are open, or that there are none."""
        ready = readiness(leaders)
        self._empty.setText(f"待填 {ready.empty}")
        self._carried.setText(f"待核 {ready.carried}")
        self._empty.setVisible(ready.empty > 0)
        self._carried.setVisible(ready.carried > 0)
        self._none.setVisible(not leaders)
        self.area.setVisible(bool(leaders))
