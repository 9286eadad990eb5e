"""Sections of last year's documents that are like one that was not made from any: a press shows one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.workflows.drafting.last_year import Alike
from gui.shell import theme
from gui.widgets.basics import label

TITLE = "往年材料里相近的章节（点一下看原文）："
SIDE, AIR = 16, 10


class AlikePanel(QWidget):
    """``chosen`` carries the section to show."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.length(4))
        self._shown: tuple[Alike, ...] = ()
        self.hide()

    def show_alike(self, draft: Draft, found: Sequence[Alike]) -> None:
        """Offer these sections; nothing is said where there are none."""
        if tuple(found) == self._shown:
            self.setVisible(bool(found))
            return
        self._shown = tuple(found)
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if found:
            self._column.addWidget(label(TITLE, "secondary", wrap=True))
        has_sources = len({one.basis for one in found}) > 1
        for one in found:
            self._column.addWidget(self._button(draft, one, has_sources))
        self.setVisible(bool(found))

    def _button(self, draft: Draft, one: Alike, has_source: bool) -> QWidget:
        name = f"{one.section.ordinal}{one.section.heading}"
        source = f"《{draft.basis[one.basis].name}》"
        made = _Offer([name, source] if has_source else [name])
        made.setToolTip(f"{name}\n{source}，相近程度 {round(100 * one.score)}%")
        made.setAccessibleDescription(source)
        made.clicked.connect(lambda _checked: self.chosen.emit(one))
        return made


class _Offer(QPushButton):
    """Lines that end in … where there is no room: a long heading must not take its width from the text at work."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self._lines = lines
        self.setAutoDefault(True)
        self.setAccessibleName(lines[0])
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines want some air as one does."""
        return super().sizeHint() + QSize(0, theme.length(AIR) * (len(self._lines) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of each line as there is room for."""
        super().resizeEvent(event)
        metrics, room = self.fontMetrics(), event.size().width() - 2 * theme.length(SIDE)
        self.setText("\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, room) for line in self._lines))
