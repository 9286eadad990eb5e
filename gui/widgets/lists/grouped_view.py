"""The view of a grouped table: a group's title spans all columns, Space ticks the row from any cell."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from gui.shell import theme
from gui.widgets.lists.grouped_model import GroupedModel

WORDY, LAST = 110, 260
"""Columns of this width and more hold words; what the last column needs."""


class GroupedView(QTreeView):
    """``widths`` are those of all columns but the last in a small window; in a larger one columns of words become wider in
    proportion, unless the user has set them, and the last takes the rest.
    """

    def __init__(self, model: GroupedModel, name: str, widths: Sequence[int]) -> None:
        super().__init__()
        self.setObjectName("grouped")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.length(18))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._least = [theme.length(width) for width in widths]
        self._given = list(self._least)
        for column, width in enumerate(self._least):
            header.resizeSection(column, width)
        model.modelReset.connect(self._on_reset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The check state is in the first cell of a row."""
        here = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and here.isValid() and here.column():
            self.setCurrentIndex(here.siblingAtColumn(0))
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        share = self.viewport().width() / (sum(self._least) + theme.length(LAST))
        for column, (least, given) in enumerate(zip(self._least, self._given, strict=True)):
            if least >= theme.length(WORDY) and self.columnWidth(column) == given:
                self._given[column] = round(least * max(share, 1))
                self.setColumnWidth(column, self._given[column])

    def _on_reset(self) -> None:
        model = self.model()
        for number in range(model.rowCount()):
            self.setFirstColumnSpanned(number, QModelIndex(), True)
        self.expandAll()
        if model.rowCount():
            self.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
            self.scrollToTop()  # the group's title, too
