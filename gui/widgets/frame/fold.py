"""A line that shows and hides the content below it, for what is seldom needed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.shell import theme
from gui.widgets.basics import button

SHUT, OPEN = "▸", "▾"


class Fold(QWidget):
    """``toggled`` carries whether the content is shown; initially hidden. The line is shortened where it lacks room, with
    its whole text as tool tip.
    """

    toggled = Signal(bool)

    def __init__(self, content: QWidget, hint: str) -> None:
        super().__init__()
        self._content = content
        self._words, self._hint = "", hint
        self.line = button("", lambda: None, "quiet", hint)
        self.line.setObjectName("fold")
        self.line.setCheckable(True)
        self.line.setMinimumWidth(1)  # or a long text would widen the page
        self.line.toggled.connect(self._on_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(6))
        column.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        content.hide()

    def show_words(self, words: str) -> None:
        """Set the line's text for hidden content."""
        self._words = words
        self.line.setAccessibleName(words)
        self._fit()

    def open(self, is_open: bool = True) -> None:
        """Show or hide the content."""
        self.line.setChecked(is_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the line to the new width."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The width is known now."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.line.fontMetrics()
        around = self.line.sizeHint().width() - metrics.horizontalAdvance(self.line.text())
        words = f"{OPEN if self.line.isChecked() else SHUT} {self._words}"
        room = self.width() - around
        fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room) if self.isVisible() else words
        if fitting != self.line.text():
            self.line.setText(fitting)
        self.line.setToolTip(self._words if fitting != words else self._hint)

    def _on_toggled(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self.show_words(self._words)
        self.toggled.emit(is_open)
