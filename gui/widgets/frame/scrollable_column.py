"""A column that scrolls if its panel needs more height than there is, so that the window need not grow."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from gui.shell import theme
from gui.widgets.late import Late

SHARE = 0.92
SETTLING = 50
"""Milliseconds until what was just shown has its place."""

MARGIN, LEAST = 8, 96
"""Height that is asked for, whatever the panel needs."""


def fit_dialog(dialog: QWidget, width: int, height: int) -> None:
    """Size a dialog, scaled with the type, but never larger than the screen with the window frame."""
    room = dialog.screen().availableSize() * SHARE
    dialog.resize(QSize(theme.length(width), theme.length(height)).boundedTo(room))


def is_mouse_down() -> bool:
    """Whether a mouse button is pressed."""
    return bool(QApplication.mouseButtons().value)


def bring_into_view(part: QWidget) -> None:
    """Scroll a widget into view, once it has its place."""
    room = part.parentWidget()
    while room is not None:
        if isinstance(room, ScrollableColumn):
            QTimer.singleShot(SETTLING, part, partial(room.bring, part))
        room = room.parentWidget()


class ScrollableColumn(QScrollArea):
    """As wide as the panel's minimum. Qt's own area would scroll before a list in it had shrunk.

    ``seen`` carries the visible height of the panel. A panel with many widgets is held once the area has its own place: each
    change of parent costs a look through the style sheet for all of them.
    """

    seen = Signal(int)

    def __init__(self, panel: QWidget | None = None) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._late: Late[QWidget] | None = None
        self._held = _Held()
        self._held.changed.connect(self.updateGeometry)
        self.setWidget(self._held)
        if panel is not None:
            self.hold(panel)
        app: Any = QApplication.instance()
        app.focusChanged.connect(self._on_focus_changed)

    def hold(self, panel: QWidget) -> None:
        """Show this panel."""
        self._held.hold(panel)

    def hold_late(self, panel: Late[QWidget]) -> None:
        """Show this panel once it is made, which the first look at this column causes."""
        self._late = panel
        panel.then(self._on_made)

    def _on_made(self, panel: QWidget) -> None:
        self.hold(panel)
        panel.show()
        self.seen.emit(self.viewport().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Make a panel that is not made yet."""
        if self._late is not None:
            self._late()
        super().showEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to the panel; a focus proxy would impose the area's own focus policy."""
        super().focusInEvent(event)
        self._held.panel.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window's height changed."""
        super().resizeEvent(event)
        self.seen.emit(self.viewport().height())

    def bring(self, part: QWidget) -> None:
        """Scroll a part into view; of a high one, half is enough."""
        place = QRect(part.mapTo(self.viewport(), QPoint(0, 0)), part.size())
        seen = place.intersected(self.viewport().rect()).height()
        if seen < min(place.height(), self.viewport().height() // 2):
            self.ensureWidgetVisible(part, 0, theme.length(MARGIN))

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Scroll to the widget that got the focus, except by a mouse press."""
        if new is not None and self._held.isAncestorOf(new) and not is_mouse_down():
            self.bring(new)

    def minimumSizeHint(self) -> QSize:
        """A few lines, and the scroll bar."""
        least = self._held.minimumSizeHint()
        bar = self.verticalScrollBar()
        wide = bar.sizeHint().width() if bar.isVisible() else 0
        return QSize(least.width() + wide, min(least.height(), theme.length(LEAST)))

    def sizeHint(self) -> QSize:
        """The panel's size hint."""
        return self._held.sizeHint()


class _Held(QWidget):
    """Gives the panel its minimum height for its width, not its preferred one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.panel = QWidget(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hold(self, panel: QWidget) -> None:
        """Show this panel instead of nothing."""
        self.panel.deleteLater()
        self.panel = panel
        panel.setParent(self)
        panel.setGeometry(self.rect())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Wrapped texts need more height where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that shows everything at this width."""
        layout = self.panel.layout()
        wrapped = layout.totalMinimumHeightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        return max(wrapped, self.panel.minimumSizeHint().height(), self.panel.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """The panel's minimum, requested or set."""
        return self.panel.minimumSizeHint().expandedTo(self.panel.minimumSize())

    def sizeHint(self) -> QSize:
        """The panel's size hint."""
        return self.panel.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel fills it."""
        super().resizeEvent(event)
        self.panel.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """The panel's minimum changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self.changed.emit()
        return super().event(event)
