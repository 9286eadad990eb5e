"""The names of the ledger's rows, kept in sight while the table is scrolled to the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from gui.ledger.lines import TITLES, LedgerColumn


class FrozenNames(QTableView):
    """Lies over the left of ``table`` once that is scrolled; shows the same rows, chosen alike, and takes no keys."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.setObjectName("ledger")
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        for column in range(1, len(TITLES)):
            self.setColumnHidden(column, True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setAccessibleName("名称（一直看得见）")
        self._connect()
        self.hide()

    def _connect(self) -> None:
        own, other = self.verticalScrollBar(), self._table.verticalScrollBar()
        other.valueChanged.connect(own.setValue)
        own.valueChanged.connect(other.setValue)
        self._table.horizontalScrollBar().valueChanged.connect(lambda _value: self.follow())
        self._table.horizontalHeader().sectionResized.connect(lambda *_sizes: self.follow())
        self.horizontalHeader().sectionClicked.connect(self._sort)

    def follow(self) -> None:
        """Lie where the names would be, as wide as they are."""
        table = self._table
        width = min(table.columnWidth(LedgerColumn.NAME), table.viewport().width() // 2)
        titles = table.horizontalHeader()
        self.setColumnWidth(LedgerColumn.NAME, width)
        self.horizontalHeader().setFixedHeight(titles.height())
        self.setGeometry(titles.x() - 1, titles.y() - 1, width, titles.height() + table.viewport().height())
        self.setVisible(table.horizontalScrollBar().value() > 0)
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.raise_()

    def _sort(self, column: int) -> None:
        titles = self._table.horizontalHeader()
        is_same = titles.sortIndicatorSection() == column and titles.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if is_same else Qt.SortOrder.AscendingOrder
        titles.setSortIndicator(column, order)
