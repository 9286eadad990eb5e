"""The bars above and below a draft: what it is, what can be done with it, how far it is."""

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.outline import readiness
from gui import theme
from gui.actions import DEEDS, hint
from gui.models.drafts import DraftModel
from gui.panels.field_row import Elided
from gui.widgets.basics import button, label


class DraftHeader(QFrame):
    """Title, kind and basis at the left; undo, redo and export at the right."""

    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self._title, self._source = Elided("name"), Elided("small")
        self._undo, self._redo = _tool("undo"), _tool("redo")
        self._export = button(DEEDS["export"].words, self.export_requested.emit, "primary")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._source)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length(18), theme.length(7), theme.length(18), theme.length(7))
        row.setSpacing(theme.length(10))
        row.addLayout(words, 1)
        for widget in (self._undo, self._redo, self._export):
            row.addWidget(widget)

    def set_actions(self, undo: QAction, redo: QAction, export_hint: str) -> None:
        """The buttons do what the actions do."""
        self._undo.clicked.connect(undo.trigger)
        self._redo.clicked.connect(redo.trigger)
        self._export.setToolTip(export_hint)

    def show_draft(self, model: DraftModel) -> None:
        """Name the draft and its basis, and say whether there is something to undo."""
        draft = model.draft
        self._title.show_text(draft.title or "（还没有标题）")
        sources = "、".join(f"《{basis.name}》" for basis in draft.basis)
        self._source.show_text(" · ".join(p for p in (draft.identity.kind, f"依据{sources}" if sources else "") if p))
        self._undo.setEnabled(model.can_undo)
        self._redo.setEnabled(model.can_redo)


class DraftStatus(QFrame):
    """待填, 待核, length, and when the last edit reached the disk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "footer")
        self._empty, self._carried = _count("empty"), _count("carried")
        self._length, self._saved = label("", "secondary"), label("", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length(18), theme.length(7), theme.length(18), theme.length(7))
        row.setSpacing(theme.length(18))
        for widget in (self._empty, self._carried, self._length):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._saved)

    def show_draft(self, draft: Draft) -> None:
        """Count anew."""
        ready = readiness(draft.facts)
        self._empty.setText(f"● 待填 {ready.empty}")
        self._carried.setText(f"● 待核 {ready.carried}")
        length = sum(len("".join(element.text.split())) for element in draft.elements)
        self._length.setText(f"{length:,} 字".replace(",", "\u2009"))

    def show_saved(self, time: datetime) -> None:
        """An edit has been stored."""
        self._saved.setText(f"已自动保存 {time:%H:%M}")


def _count(tone: str) -> QLabel:
    widget = label("")
    widget.setProperty("tone", tone)
    return widget


def _tool(name: str) -> QToolButton:
    widget = QToolButton()
    side = theme.length(18)
    widget.setIcon(theme.icon(DEEDS[name].icon, size=18))
    widget.setIconSize(QSize(side, side))
    widget.setToolTip(hint(name))
    widget.setAccessibleName(DEEDS[name].words)
    widget.setProperty("look", "framed")
    widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return widget
