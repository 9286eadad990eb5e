"""Columns that adapt to narrow windows and large type: two cards, or the three panels of a draft."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSplitter, QWidget

from gui.shell import theme

NARROW = 820
"""Width at usual type size, in pixels, below which two columns would cut headings short."""

HALVED = 760
"""The same for two halves."""

TOTAL, LEFT, RIGHT = 1286, 446, 292
"""Widths of all three columns in a window 1366 wide, of the outline, which shows headings of 25 signs whole, and of the
right side.
"""

LEFT_LEAST = 300
"""Width of the outline of short headings: what stands below them has one line."""

LEFT_LESS, RIGHT_LESS, LEFT_MORE, RIGHT_MORE = 0.6, 0.1, 0.14, 0.2
"""What the sides give of a pixel that there is less, and take of one more; the middle has the rest."""

SMALL_WIDTHS = (210, 400, 200)
SMALL = 900
"""Width below which there is no room for three columns."""

UNIT = 1000
"""A length to tell two type sizes apart by."""

SHOWN_OR_HIDDEN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


def widths(total: int, need: int | None = None) -> tuple[int, int, int]:
    """The widths of the outline, the middle and the right side for a total width in pixels, at the present type size.

    The outline takes no more than its headings ``need``, in pixels.
    """
    scale = theme.length(UNIT) / UNIT
    away = total / scale - TOTAL
    left = LEFT + away * (LEFT_MORE if away > 0 else LEFT_LESS)
    if need is not None:
        left = min(left, max(need / scale, LEFT_LEAST))
    right = RIGHT + away * (RIGHT_MORE if away > 0 else RIGHT_LESS)
    return round(left * scale), total - round(left * scale) - round(right * scale), round(right * scale)


class Columns(QWidget):
    """``shares`` are the proportions of the two columns; ``stacked`` tells whether they are one above the other now."""

    stacked = Signal(bool)

    def __init__(self, left: QWidget, right: QWidget, shares: tuple[int, int]) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.length(16))
        self._row.addWidget(left, shares[0])
        self._row.addWidget(right, shares[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or stacked."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.length(NARROW)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        self.stacked.emit(is_narrow)


class Halves(QSplitter):
    """Two halves with a movable divider, stacked where there is little room."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._both = first, second
        for half in self._both:
            self.addWidget(half)
        self.setChildrenCollapsible(False)

    def minimumSizeHint(self) -> QSize:
        """The width of one of them: they are stacked before they are cut."""
        least = [half.minimumSizeHint().expandedTo(half.minimumSize()) for half in self._both]
        height = sum(size.height() for size in least) + self.handleWidth()
        one = max(size.height() for size in least)
        return QSize(max(size.width() for size in least), height if self._is_upright else one)

    @property
    def _is_upright(self) -> bool:
        return self.orientation() is Qt.Orientation.Vertical

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or stacked."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.length(HALVED)
        if is_narrow != self._is_upright:
            self.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)
            self.updateGeometry()


Widths = tuple[list[int], bool]
"""Of the three columns, and whether the right side is away."""


class ColumnsState(NamedTuple):
    """Widths at the type size at which UNIT has ``unit`` pixels; ``wide`` are those for a wider window."""

    unit: int
    is_small: bool
    is_drawn: bool
    wide: Widths | None
    sizes: Widths


class ThreeColumns(QSplitter):
    """Two sides and the middle: fitted to the window until the user moves a divider.

    ``covered``: the right side has taken the place of the middle, because there is no room for both, or has given it back.
    """

    covered = Signal(bool)

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._left, self._middle, self._right = left, middle, right
        self._is_small = self._is_drawn = self._is_covered = False
        self._is_left_given = False
        self.splitterMoved.connect(self._on_drawn)
        self._unit = theme.length(UNIT)
        self._wide: Widths | None = None
        self._need: Callable[[], int | None] = lambda: None
        right.installEventFilter(self)
        for side in (left, right):
            side.setProperty("look", "side")
            side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for number, widget in enumerate((left, middle, right)):
            self.addWidget(widget)
            self.setStretchFactor(number, int(number == 1))
            self.setCollapsible(number, number != 1)
        self.setSizes(widths(theme.length(TOTAL)))

    def minimumSizeHint(self) -> QSize:
        """The width of the middle with the left side, or of the right one: the others are hidden before a small window
        would have to grow.
        """
        left, middle, right = self._least
        return QSize(max(left + middle + self.handleWidth(), right), super().minimumSizeHint().height())

    @property
    def _least(self) -> tuple[int, ...]:
        """The least widths of the three."""
        three = (self._left, self._middle, self._right)
        return tuple(one.minimumSizeHint().expandedTo(one.minimumSize()).width() for one in three)

    def limit_left(self, need: Callable[[], int | None]) -> None:
        """Ask for the width that the left side needs when the window gets another width, so that what is typed moves nothing."""
        self._need = need

    def uncover(self) -> None:
        """Hide the right side where it has taken the place of the middle."""
        if self._is_covered:
            self._right.hide()

    def give_left(self, is_given: bool) -> int:
        """Hide the left side in favour of the middle, or show it again; how far the middle begins before its usual place."""
        width = self.sizes()[0]
        if is_given != self._is_left_given:
            self._is_left_given = is_given
            self._show_left()
        return width + self.handleWidth() if is_given and width and self._left.isHidden() else 0

    @property
    def state(self) -> ColumnsState:
        """The widths, for a replacement at the same place."""
        wide = self._wide if self._is_small else self._measured()
        return ColumnsState(self._unit, self._is_small, self._is_drawn, wide, self._measured())

    def take_state(self, state: ColumnsState) -> None:
        """Take over the widths of a predecessor, scaled with the type size, and whether the right side is hidden."""
        sizes, is_away = _grown(state.sizes, state.unit, self._unit)
        self._is_small, self._is_drawn = state.is_small, state.is_drawn
        self._wide = _grown(state.wide, state.unit, self._unit) if state.wide is not None else None
        self._right.setHidden(is_away)
        self.setSizes(sizes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where there is little room, the right side takes that of the left one."""
        if event.type() in SHOWN_OR_HIDDEN:
            self._show_left()
        return super().eventFilter(watched, event)

    def _show_left(self) -> None:
        has_room = not self._is_small or self._right.isHidden()
        self._left.setVisible(has_room and not self._is_left_given)
        self._show_middle()

    def _show_middle(self) -> None:
        """Without width only where the right side is shown and both do not fit; not hidden, so that its keys work."""
        is_asked = self._is_small and self.isVisible() and not self._right.isHidden()
        is_covered = is_asked and sum(self._least[1:]) + self.handleWidth() > self.width()
        if is_covered == self._is_covered:
            return
        self._is_covered = is_covered
        self.setCollapsible(1, is_covered)
        if self._is_small:
            self.setSizes([0, 0, self.width()] if is_covered else [theme.length(width) for width in SMALL_WIDTHS])
        self.covered.emit(is_covered)

    def showEvent(self, event: QShowEvent) -> None:
        """The width is known now."""
        super().showEvent(event)
        self._show_middle()

    def _on_drawn(self) -> None:
        self._is_drawn = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the middle comes first: the right side is hidden until requested."""
        self._grow()
        before = self._measured()
        super().resizeEvent(event)
        small = event.size().width() < theme.length(SMALL)
        if small == self._is_small:
            self._show_middle()
            if not (small or self._is_drawn):
                self.setSizes(widths(event.size().width(), self._need()))
            return
        self._is_small = small
        self._left.setHidden(self._is_left_given)
        if small:
            if event.oldSize().width() >= theme.length(SMALL):  # otherwise no widths were shown yet
                self._wide = self._wide or before
            self._right.hide()
            self.setSizes([theme.length(width) for width in SMALL_WIDTHS])
        else:
            self._widen()
        self._show_middle()

    def _widen(self) -> None:
        """There is room again: restore the former widths; what the user has hidden stays hidden."""
        sizes, was_away = self._wide or ([0, 0, 0], False)
        self._wide = None
        self._right.setHidden(was_away)
        usual = widths(self.width(), self._need())
        self.setSizes([old or new for old, new in zip(sizes, usual, strict=True)] if self._is_drawn else usual)

    def _grow(self) -> None:
        """Scale the widths with the type size."""
        former, self._unit = self._unit, theme.length(UNIT)
        if former != self._unit:
            self.setSizes(_grown(self._measured(), former, self._unit)[0])
            if self._wide is not None:
                self._wide = _grown(self._wide, former, self._unit)

    def _measured(self) -> Widths:
        return self.sizes(), self._right.isHidden()


def _grown(measured: Widths, former: int, unit: int) -> Widths:
    """The widths at another type size."""
    return [size * unit // former for size in measured[0]], measured[1]
