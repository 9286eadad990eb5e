"""How much of the draft is still last year's text: a thin bar under each line of the outline, and the total below it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.outline.reuse_model import Shares, share_text, shares_of
from gui.session.background_work import DraftWork
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import label

if TYPE_CHECKING:  # loaded with the checks, after the draft
    from core.workflows.checking.consistency import ReuseShare

THICK, SIDE = 3, 8
HINT = "和上年材料相比：一字未动的、只改了几处的、今年新写的文字各占多少"


def paint_share(painter: QPainter, room: QRect, share: "ReuseShare") -> None:
    """Paint the bar: unchanged, lightly changed, new, from left to right."""
    left, done = room.left(), 0
    for part, tone in ((share.unchanged, "edge"), (share.changed, "carried_line"), (share.new, "updated_line")):
        done += part
        right = room.left() + round(room.width() * done / share.total)
        if part:
            painter.fillRect(left, room.top(), max(right - left, 1), room.height(), theme.colour(tone))
        left = right


class ReuseFoot(QWidget):
    """The bar of the whole draft with its text; computes the shares. ``shares_computed`` carries those of all sections."""

    shares_computed = Signal(object)

    def __init__(self, runner: TaskRunner, model: DraftModel) -> None:
        super().__init__()
        self.work = DraftWork(runner, model, shares_of)
        self.work.changed.connect(self._on_answered)
        self._share: ReuseShare | None = None
        self.words = label("", "small")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length(SIDE), theme.length(4), theme.length(SIDE), theme.length(4))
        column.setSpacing(theme.length(6))
        column.addSpacing(theme.length(THICK))
        column.addWidget(self.words)
        self.hide()

    def _on_answered(self) -> None:
        shares: Shares = self.work.answer or {}
        self._share = shares.get("")
        words = f"全稿{share_text(self._share)}" if self._share is not None else ""
        self.setAccessibleName(words)
        self.setToolTip(f"{words}\n{HINT}")
        self.setHidden(self._share is None)
        self._fit()
        self.update()
        self.shares_computed.emit(shares)

    def _fit(self) -> None:
        """The text, shortened to the width."""
        whole = self.accessibleName()
        room = self.width() - 2 * theme.length(SIDE)
        fits = self.words.fontMetrics().horizontalAdvance(whole) <= room
        self.words.setText(whole if fits else whole.removeprefix("全稿").partition("，")[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar above the text."""
        super().paintEvent(event)
        if self._share is not None:
            place = self.words.geometry()
            painter = QPainter(self)
            room = QRect(place.left(), theme.length(4), place.width(), theme.length(THICK))
            paint_share(painter, room, self._share)
            painter.end()
