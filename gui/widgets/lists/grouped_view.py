"""The view of a grouped table: a group's title spans all columns, Space ticks the row from any cell."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from gui.shell import theme
from gui.widgets.lists.grouped_model import GroupedModel


class GroupedView(QTreeView):
    """``widths`` are those of all columns but the last, which takes the rest."""

    def __init__(self, model: GroupedModel, name: str, widths: Sequence[int]) -> None:
        super().__init__()
        self.setObjectName("grouped")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setIndentation(theme.length(18))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(widths):
            header.resizeSection(column, theme.length(width))
        model.modelReset.connect(self._on_reset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The check state is in the first cell of a row."""
        here = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and here.isValid() and here.column():
            self.setCurrentIndex(here.siblingAtColumn(0))
        super().keyPressEvent(event)

    def _on_reset(self) -> None:
        model = self.model()
        for number in range(model.rowCount()):
            self.setFirstColumnSpanned(number, QModelIndex(), True)
        self.expandAll()
        if model.rowCount():
            self.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
            self.scrollToTop()  # the group's title, too
