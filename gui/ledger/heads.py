"""What stays in view in the ledger: the heads of its groups, and the names while the table is scrolled to the right.

A group is a table of the draft, or the text between two of them. Its head is no row: it is painted in the first row of the
group, which is higher for it, so that rows, selection and copying know nothing of it.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gui.ledger.lines import TITLES, LedgerColumn
from gui.ledger.model import LedgerModel
from gui.shell import theme

ROW_HEIGHT, HEAD_HEIGHT, INDENT = 34, 30, 8
Index = QModelIndex | QPersistentModelIndex


def below_head(rect: QRect) -> QRect:
    """The part of a cell below the head of its group; all of it where there is none."""
    return rect.adjusted(0, max(rect.height() - theme.length(ROW_HEIGHT), 0), 0, 0)


class RowCells(QStyledItemDelegate):
    """Paints the cells of a row that begins a group below its head."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        option.rect = below_head(option.rect)
        super().paint(painter, option, index)


class GroupHeads(QObject):
    """Makes room for the heads in the rows of a view of the ledger, and paints them."""

    def __init__(self, view: QTableView, ledger: LedgerModel) -> None:
        super().__init__(view)
        self._view, self._ledger = view, ledger
        for signal in (ledger.layoutChanged, ledger.rowsInserted, ledger.rowsRemoved, ledger.dataChanged):
            signal.connect(lambda *_rows: self.fit())
        self.fit()

    def fit(self) -> None:
        """Give the rows that begin a group, and no others, room for a head."""
        heads = self._ledger.heads
        rows, plain = self._view.verticalHeader(), theme.length(ROW_HEIGHT)
        high = plain + theme.length(HEAD_HEIGHT)
        is_right = rows.length() == rows.count() * plain + len(heads) * (high - plain)
        self._view.viewport().update()
        if is_right and all(rows.sectionSize(row) == high for row in heads):
            return
        for row in range(rows.count()):  # Qt moves heights along with the rows
            height = high if row in heads else plain
            if rows.sectionSize(row) != height:
                rows.resizeSection(row, height)

    def paint(self) -> None:
        """Paint those in view over the rows."""
        heads, view = self._ledger.heads, self._view
        painter = QPainter(view.viewport())
        painter.setFont(_bold(view.font()))
        edge, height = theme.length(INDENT), theme.length(HEAD_HEIGHT)
        for row, words in heads.items():
            top = view.rowViewportPosition(row)
            band = QRect(0, top, view.viewport().width(), height)
            if not band.intersects(view.viewport().rect()):
                continue
            painter.fillRect(band, theme.colour("ground"))
            painter.setPen(theme.colour("secondary"))
            inner = band.adjusted(edge, 0, -edge, 0)
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


class FrozenNames(QTableView):
    """Covers the left edge of ``table`` when that is scrolled; shows the same rows and selection, and takes no keys."""

    def __init__(self, table: QTableView, ledger: LedgerModel) -> None:
        super().__init__(table)
        self._table = table
        self.setObjectName("ledger")
        self.setModel(ledger)
        self.setItemDelegate(RowCells(self))
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
        self._heads = GroupHeads(self, ledger)
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
        """Place it over the name column, with the same width."""
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the heads of groups over them."""
        super().paintEvent(event)
        self._heads.paint()
