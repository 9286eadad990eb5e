"""Sections of last year's documents that are like one that was not made from any: a press shows one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.model.draft import Draft
from core.workflows.last_year import Alike
from gui import theme
from gui.widgets.basics import button, label

TITLE = "往年材料里相近的部分（点一下看原文）："


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
        for one in found:
            self._column.addWidget(self._button(draft, one))
        self.setVisible(bool(found))

    def _button(self, draft: Draft, one: Alike) -> QWidget:
        name = f"{one.section.ordinal}{one.section.heading}"
        source = f"《{draft.basis[one.basis].name}》"
        words = name if len(draft.basis) == 1 else f"{name}　{source}"
        made = button(words, lambda: self.chosen.emit(one), "", f"{name}\n{source}，相近程度 {round(100 * one.score)}%")
        made.setAccessibleDescription(source)
        return made
