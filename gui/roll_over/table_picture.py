"""The proposal for a whole table as two small grids, before and after; Space leaves a value as it is."""

from collections.abc import Iterable
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QTabBar, QTableWidget, QTableWidgetItem, QWidget

from core.model.proposal import CellFate
from core.workflows.yearly.table_picture import Grid, PictureCell, TablePicture
from gui.shell import theme
from gui.widgets.basics import label

PICTURE_NAME = Qt.ItemDataRole.UserRole
ROW_HEIGHT, MOST_SHOWN, NARROWEST = 24, 7, 46
BEFORE, AFTER = "原来", "改后"
ADVICE = "改后的格子逐格可定：选中后按空格（或双击），这一格不改，再按一次恢复。"
LOST, MORE = "移出表外的：{values}。", "另有{count}没有列出，同样处理。"
MOST_LOST = 12
TWO_TABLES = 520
"""Width from which two tables are shown side by side, in pixels at the usual size."""


class _Cells(QTableWidget):
    """One of the two grids; ``toggled`` carries a cell to be left as it is, or not."""

    toggled = Signal(int, int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.length(ROW_HEIGHT))
        self.cellDoubleClicked.connect(self.toggled)

    def show_grid(self, grid: Grid, kept: frozenset[str]) -> None:
        """Fill the grid; values in ``kept`` stay as they are."""
        self.setRowCount(len(grid))
        self.setColumnCount(max(map(len, grid), default=0))
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                self.setItem(row, column, _item(cell, cell.element_id in kept and cell.element_id != ""))
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            self.setColumnWidth(column, max(self.columnWidth(column), theme.length(NARROWEST)))
        lines = min(self.rowCount(), MOST_SHOWN)
        self.setFixedHeight(lines * theme.length(ROW_HEIGHT) + theme.length(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space toggles the current cell."""
        if event.key() == Qt.Key.Key_Space and self.currentItem() is not None:
            self.toggled.emit(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)


def _item(cell: PictureCell, is_kept: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(cell.text)
    item.setData(PICTURE_NAME, cell.element_id)
    item.setToolTip(_tip(cell, is_kept))
    colour = _colour(cell, is_kept)
    if colour:
        item.setBackground(QColor(theme.colour(colour)))
    font = item.font()
    font.setStrikeOut(cell.is_lost or is_kept)
    item.setFont(font)
    return item


def _colour(cell: PictureCell, is_kept: bool) -> str:
    if is_kept or cell.fate is None or cell.fate is CellFate.HEAD:
        return ""
    return "empty" if cell.fate in (CellFate.OPENED, CellFate.CLEARED) else "carried"


def _tip(cell: PictureCell, is_kept: bool) -> str:
    if is_kept:
        return f"{cell.text}：这一格不改"
    return f"{cell.text}：移出表外" if cell.is_lost else cell.text


class TablePictureView(QWidget):
    """Shown below the list while a table is the current row. ``kept`` are the paragraphs whose values stay.

    Where two tables do not fit side by side, tabs choose one, and columns that stay as they are give way to the others.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kept: frozenset[str] = frozenset()
        self.before, self.after = _Cells(f"{BEFORE}的表"), _Cells(f"{AFTER}的表")
        self._told = label("", "secondary", wrap=True)
        self._picture: TablePicture | None = None
        self._key = ""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.length(6))
        self.tabs = QTabBar(expanding=False)
        self.tabs.setAccessibleName("看原来的表或改后的表")
        self.tabs.setFixedHeight(theme.length(28))
        self._names = [label(name, "secondary") for name in (BEFORE, AFTER)]
        for column, (name, cells) in enumerate(((BEFORE, self.before), (AFTER, self.after))):
            grid.addWidget(self._names[column], 0, column)
            grid.addWidget(cells, 1, column)
            self.tabs.addTab(name)
        grid.addWidget(self.tabs, 0, 0, 1, 2)
        grid.addWidget(self._told, 2, 0, 1, 2)
        self.tabs.setCurrentIndex(1)
        self.tabs.currentChanged.connect(self._fit)
        self.after.toggled.connect(self._on_toggled)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One table or two, as there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < theme.length(TWO_TABLES)
        self.tabs.setVisible(is_narrow)
        for number, (name, cells) in enumerate(zip(self._names, (self.before, self.after), strict=True)):
            name.setVisible(not is_narrow)
            cells.setVisible(not is_narrow or number == self.tabs.currentIndex())
        unchanged = self._unchanged() if is_narrow else frozenset[int]()
        for cells in (self.before, self.after):
            for column in range(cells.columnCount()):
                cells.setColumnHidden(column, column in unchanged)

    def _unchanged(self) -> frozenset[int]:
        """The columns behind the first in which nothing changes."""
        if self._picture is None:
            return frozenset()
        before, after = (list(zip_longest(*grid)) for grid in (self._picture.before, self._picture.after))
        pairs = zip(before, after, strict=False) if len(before) == len(after) else ()
        same = (number for number, pair in enumerate(pairs) if number and _words(pair[0]) == _words(pair[1]))
        return frozenset(same)

    def show_picture(self, picture: TablePicture | None, key: str = "") -> None:
        """Show the picture of the proposal ``key``, or nothing."""
        if key != self._key:
            self.kept = frozenset()
        self._picture, self._key = picture, key
        self.setHidden(picture is None)
        if picture is not None:
            self.before.show_grid(picture.before, frozenset())
            self.after.show_grid(picture.after, self.kept)
            self._told.setText(_told(picture))
            self._fit()

    def _on_toggled(self, row: int, column: int) -> None:
        item = self.after.item(row, column)
        name = item.data(PICTURE_NAME) if item is not None else ""
        if name:
            self.kept ^= {name}
            self.show_picture(self._picture, self._key)
            self.after.setCurrentCell(row, column)


def _words(cells: Iterable[PictureCell | None]) -> list[str]:
    return ["" if cell is None else cell.text for cell in cells]


def _told(picture: TablePicture) -> str:
    values = "、".join(picture.lost[:MOST_LOST]) + f"等{len(picture.lost)}个" * (len(picture.lost) > MOST_LOST)
    lost = LOST.format(values=values) if picture.lost else ""
    beyond = ((picture.more_rows, "行"), (picture.more_columns, "栏"))
    cut = "、".join(f"{count}{name}" for count, name in beyond if count)
    more = MORE.format(count=cut) if cut else ""
    return lost + more + ADVICE
