"""Columns that give way where the window is narrow or the type large: two cards, or the three panels of a draft."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSplitter, QWidget

from gui import theme

NARROW = 820
"""Width at usual type size, in pixels, below which two columns would cut headings short."""

HALVED = 760
"""The same for two halves."""

WIDTHS, SMALL_WIDTHS = (262, 620, 322), (210, 400, 200)
SMALL = 900
"""Width below which there is no room for three columns."""

UNIT = 1000
"""A length to tell two type sizes apart by."""

SHOWN_OR_HIDDEN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class Columns(QWidget):
    """``shares`` are the parts of the width that the two get; ``stacked`` tells that they stand below one another now."""

    stacked = Signal(bool)

    def __init__(self, left: QWidget, right: QWidget, shares: tuple[int, int]) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.length(16))
        self._row.addWidget(left, shares[0])
        self._row.addWidget(right, shares[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or below one another."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.length(NARROW)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        self.stacked.emit(is_narrow)


class Halves(QSplitter):
    """Two halves to be drawn wider and narrower, the second below the first where there is little room."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._both = first, second
        for half in self._both:
            self.addWidget(half)
        self.setChildrenCollapsible(False)

    def minimumSizeHint(self) -> QSize:
        """As wide as one of them: they go below one another before they are cut short."""
        least = [half.minimumSizeHint().expandedTo(half.minimumSize()) for half in self._both]
        height = sum(size.height() for size in least) + self.handleWidth()
        one = max(size.height() for size in least)
        return QSize(max(size.width() for size in least), height if self._is_upright else one)

    @property
    def _is_upright(self) -> bool:
        return self.orientation() is Qt.Orientation.Vertical

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or below one another."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.length(HALVED)
        if is_narrow != self._is_upright:
            self.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)
            self.updateGeometry()


class ThreeColumns(QSplitter):
    """Two sides and what stands between them, which gets all the room there is to gain."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._left, self._right = left, right
        self._is_small = False
        self._unit = theme.length(UNIT)
        self._wide: tuple[list[int], bool] | None = None  # the widths, and whether the right side was away
        right.installEventFilter(self)
        for side in (left, right):
            side.setProperty("look", "side")
            side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for number, widget in enumerate((left, middle, right)):
            self.addWidget(widget)
            self.setStretchFactor(number, int(number == 1))
            self.setCollapsible(number, number != 1)
        self.setSizes([theme.length(width) for width in WIDTHS])

    def take_place_of(self, columns: "ThreeColumns") -> None:
        """The widths of others at the same place, grown with the type, and the right side put away as there."""
        columns._grow()
        self._is_small = columns._is_small
        self._wide = columns._wide if columns._is_small else columns._measured()
        self._right.setHidden(columns._right.isHidden())
        self.setSizes(columns.sizes())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where there is little room, the right side takes that of the left one."""
        if event.type() in SHOWN_OR_HIDDEN:
            self._left.setVisible(not self._is_small or self._right.isHidden())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the middle comes first: the right side is put away until it is asked for."""
        self._grow()
        before = self._measured()
        super().resizeEvent(event)
        small = event.size().width() < theme.length(SMALL)
        if small == self._is_small:
            return
        self._is_small = small
        self._left.show()
        if small:
            if event.oldSize().width() >= theme.length(SMALL):  # else nobody has seen any widths yet
                self._wide = self._wide or before
            self._right.hide()
            self.setSizes([theme.length(width) for width in SMALL_WIDTHS])
        else:
            self._widen()

    def _widen(self) -> None:
        """There is room again: as wide as before, and what was put away stays away."""
        sizes, was_away = self._wide or ([0, 0, 0], False)
        self._wide = None
        self._right.setHidden(was_away)
        self.setSizes([old or theme.length(new) for old, new in zip(sizes, WIDTHS, strict=True)])

    def _grow(self) -> None:
        """As much wider or narrower as the type has become larger or smaller."""
        former, self._unit = self._unit, theme.length(UNIT)
        if former != self._unit:
            self.setSizes([size * self._unit // former for size in self.sizes()])
            if self._wide is not None:
                self._wide = [size * self._unit // former for size in self._wide[0]], self._wide[1]

    def _measured(self) -> tuple[list[int], bool]:
        return self.sizes(), self._right.isHidden()
