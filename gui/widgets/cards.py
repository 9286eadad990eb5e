"""Cards that are buttons, and a grid with as many columns as fit."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.shell import theme
from gui.widgets.basics import icon_button

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QContextMenuEvent, QResizeEvent


MenuActions = Sequence[tuple[str, Callable[[], object]]]
"""What a menu offers, in its order; one without words parts those above from those below."""


class CardButton(QPushButton):
    """A push button with other widgets in a column; as tall as they need."""

    def __init__(self, name: str, parts: Sequence[QWidget], on_clicked: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(name)
        self.setAutoDefault(True)  # Enter presses it, not only Space
        self._column = column = QVBoxLayout(self)
        side = theme.length(18)
        column.setContentsMargins(side, theme.length(16), side, theme.length(14))
        column.setSpacing(theme.length(7))
        for part in parts:
            column.addWidget(part)
        column.insertStretch(len(parts) - 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.clicked.connect(lambda _checked: on_clicked())
        self._make_actions: Callable[[], MenuActions] | None = None

    def offer(self, name: str, make_actions: "Callable[[], MenuActions]") -> None:
        """Add a menu of actions: on the right mouse button, the menu key, and a button in the corner."""
        self._make_actions = make_actions
        self._more = icon_button("ellipsis", f"更多：{name}", self._open_below)
        side = theme.length(28)
        self._more.setFixedSize(side, side)
        self._more.setParent(self)
        self._more.show()
        self._place_more()

    def menu(self) -> QtWidgets.QMenu:
        """A new menu of the actions."""
        menu = QtWidgets.QMenu(self)
        for words, slot in self._make_actions() if self._make_actions is not None else ():
            if words:
                menu.addAction(words, slot)
            else:
                menu.addSeparator()
        return menu

    def contextMenuEvent(self, event: "QContextMenuEvent") -> None:
        """The right mouse button, or the menu key."""
        if self._make_actions is not None:
            self._open(event.globalPos())

    def _open_below(self) -> None:
        self._open(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _open(self, place: "QPoint") -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _place_more(self) -> None:
        if self._make_actions is not None:
            gap = theme.length(8)
            self._more.move(self.width() - self._more.width() - gap, gap)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Keep the button in the corner."""
        super().resizeEvent(event)
        self._place_more()

    def sizeHint(self) -> QSize:
        """The size of the parts."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """May be narrower than the hint, because texts wrap."""
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped texts."""
        return self._column.totalHeightForWidth(width)


class CardGrid(QWidget):
    """Cards of equal width in rows; ``smallest`` is the width in pixels below which a column is removed."""

    def __init__(self, smallest: int, most: int) -> None:
        super().__init__()
        self._smallest = theme.length(smallest)
        self._most = most
        self._columns = 0
        self._cards: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.length(16))

    def minimumSizeHint(self) -> QSize:
        """One column: columns are removed before anything has to scroll sideways."""
        return QSize(self._smallest, self._grid.minimumSize().height())

    def set_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards in place of the former ones."""
        for old in self._cards:
            self._grid.removeWidget(old)
            old.deleteLater()
        self._cards = list(cards)
        self._place(self._fitting(self.width()))

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        columns = self._fitting(event.size().width())
        if columns != self._columns:
            self._place(columns)

    def _fitting(self, width: int) -> int:
        spacing = self._grid.spacing()
        return max(1, min(self._most, (width + spacing) // (self._smallest + spacing)))

    def _place(self, columns: int) -> None:
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // columns, index % columns)
        self._columns = columns
