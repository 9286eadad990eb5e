"""Room for a panel: where there is less than it needs, one moves it up and down, and the window need not grow for it."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from gui.shell import theme

SHARE = 0.92
SETTLING = 50
"""Milliseconds until what was just shown has its place."""

MARGIN, LEAST = 8, 96
"""Height that is asked for, whatever the panel needs."""


def fit_dialog(dialog: QWidget, width: int, height: int) -> None:
    """So large, grown with the type, but never larger than the screen with the frame that is drawn around it."""
    room = dialog.screen().availableSize() * SHARE
    dialog.resize(QSize(theme.length(width), theme.length(height)).boundedTo(room))


def is_mouse_down() -> bool:
    """Whether a button of the mouse is held."""
    return bool(QApplication.mouseButtons().value)


def bring_into_view(part: QWidget) -> None:
    """Move what it stands in so that it is seen, once it has its place."""
    room = part.parentWidget()
    while room is not None:
        if isinstance(room, ScrollableColumn):
            QTimer.singleShot(SETTLING, part, partial(room.bring, part))
        room = room.parentWidget()


class ScrollableColumn(QScrollArea):
    """As wide as the panel must be. Qt's own area would scroll before a list in it had given way.

    ``seen`` carries how high the part of the panel is that is seen at once.
    """

    seen = Signal(int)

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._held = _Held(panel)
        self._held.changed.connect(self.updateGeometry)
        self.setWidget(self._held)
        self._panel = panel
        app: Any = QApplication.instance()
        app.focusChanged.connect(self._on_focus_changed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on into the panel, which as a focus proxy would be given the area's own focus policy."""
        super().focusInEvent(event)
        self._panel.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window is higher or lower."""
        super().resizeEvent(event)
        self.seen.emit(self.viewport().height())

    def bring(self, part: QWidget) -> None:
        """Move so that a part is seen; of one that is high, half is enough."""
        place = QRect(part.mapTo(self.viewport(), QPoint(0, 0)), part.size())
        seen = place.intersected(self.viewport().rect()).height()
        if seen < min(place.height(), self.viewport().height() // 2):
            self.ensureWidgetVisible(part, 0, theme.length(MARGIN))

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard went there; under the mouse nothing is moved."""
        if new is not None and self._held.isAncestorOf(new) and not is_mouse_down():
            self.bring(new)

    def minimumSizeHint(self) -> QSize:
        """A few lines of it, and the bar to move it by."""
        least = self._held.minimumSizeHint()
        bar = self.verticalScrollBar()
        wide = bar.sizeHint().width() if bar.isVisible() else 0
        return QSize(least.width() + wide, min(least.height(), theme.length(LEAST)))

    def sizeHint(self) -> QSize:
        """As the panel would have it."""
        return self._held.sizeHint()


class _Held(QWidget):
    """As high as the panel must be at its width, not as it would like to be."""

    changed = Signal()

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._panel = panel
        panel.setParent(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Words that wrap need more height where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What it takes to show everything at this width."""
        layout = self._panel.layout()
        wrapped = layout.totalMinimumHeightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        return max(wrapped, self._panel.minimumSizeHint().height(), self._panel.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """What the panel says, whether it asks to be at least so large or was told so."""
        return self._panel.minimumSizeHint().expandedTo(self._panel.minimumSize())

    def sizeHint(self) -> QSize:
        """What the panel says."""
        return self._panel.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel takes all of it."""
        super().resizeEvent(event)
        self._panel.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """The panel needs more room, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self.changed.emit()
        return super().event(event)
