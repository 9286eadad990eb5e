"""单位名片: the cards at the left, at the right what the chosen one says; kept by itself while it is filled in."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.model.card import UnitCard
from core.stores.cards import load_card, save_edits
from core.workflows.importing.divisions import division_names
from core.workflows.messages import sentence
from gui.cards.form import CardForm
from gui.cards.list_panel import CardList
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label, scrolled
from gui.widgets.frame.notice_bar import NoticeBar

PAUSE = 600
"""Milliseconds from the last key to the disk."""

LIST_WIDTH, FORM_WIDTH = 236, 980
NONE = (
    "还没有单位名片。名片上写本单位、所在的省市县和领导、例行会议，做一次，以后每份稿件都能用："
    "“**区”“xx市”这样的空照着填，别处的人名地名一眼看出来。"
)
UNREADABLE = "这张名片现在打不开，原因写在上面。可以另选一张，或者新建。"
KEPT, STORED = "已自动保存", "已存好"
PICK, PICK_HINT = "用于这份稿件(&S)", "这份稿件就用这张名片"
GO_ON, GO_ON_HINT = "继续用这张(&S)", "回到稿件；以前选了不填的空，重新列在“年份更新”里"


class CardsPage(QWidget):
    """``closed`` asks to go back, ``picked`` carries the card that is wanted for the draft."""

    closed = Signal()
    picked = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._name = self._used = ""
        self._saved = UnitCard("")
        self._list, self._form, self._notice = CardList(runner), CardForm(), NoticeBar()
        self._title, self._kept = label("", "heading"), label("", "secondary")
        self._pick = button(PICK, self._on_pick, "primary")
        self._empty, self._emptiness, self._stack = QWidget(), label("", "hint", wrap=True), QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self._build()
        self._list.chosen.connect(self._on_chosen)
        self._list.made.connect(self._form.setFocus)
        self._list.told.connect(self._notice.show_notice)
        self._list.flush_wanted.connect(self.flush)
        self._form.edited.connect(self._on_edited)
        runner.run(division_names, on_done=self._form.offer, on_failed=lambda _error: None)  # the form works without

    def begin(
        self, unit: str = "", used: str = "", sentence: str = "", *, picks: bool = False, makes: bool = False
    ) -> None:
        """Show the cards, the one ``used`` for the draft chosen; new ones are for this unit.

        With ``picks`` one is to be chosen for a draft; with ``makes`` a new one is made at once.
        """
        self.flush()
        self._notice.hide()
        self._name, self._used = "", used
        self._pick.setVisible(picks)
        self._list.begin(unit, used)
        self._list.show_names(used)
        if sentence:
            self._notice.show_notice(sentence)
        (self._list if self._list.current else self._make).setFocus()
        if makes:
            self._list.make()

    def take_place_of(self, page: "CardsPage") -> None:
        """Show what another one shows."""
        page.flush()
        self.begin(page._list.unit, page._used, picks=not page._pick.isHidden())
        self._list.show_names(page._list.current)

    def flush(self) -> None:
        """Keep what was changed, at once."""
        self._pause.stop()
        card = self._form.card
        if self._name and card != self._saved:
            self._runner.attempt(self._save, self._name, card)

    def save(self) -> None:
        """The same, and say so."""
        self.flush()
        if self._name and self._form.card == self._saved:
            self._kept.setText(STORED)

    # Building

    def _build(self) -> None:
        self._list.setProperty("look", "side")
        self._list.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list.setMinimumWidth(theme.length(180))
        self._form.setObjectName("page")
        self._stack.addWidget(scrolled(self._form))
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self._empty)
        column.setContentsMargins(*[theme.length(32)] * 4)
        column.setSpacing(theme.length(16))
        column.addWidget(self._emptiness)
        row = QHBoxLayout()
        self._make = button("新建名片", self._list.make, "primary")
        row.addWidget(self._make)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        halves = QSplitter()
        halves.addWidget(self._list)
        halves.addWidget(self._sheet())
        halves.setChildrenCollapsible(False)
        halves.setStretchFactor(1, 1)
        halves.setSizes([theme.length(LIST_WIDTH), theme.length(FORM_WIDTH)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(halves)

    def _sheet(self) -> QWidget:
        sheet, head, foot = QWidget(), frame("bar"), frame("footer")
        column, row = QVBoxLayout(head), QHBoxLayout(foot)
        column.setContentsMargins(*[theme.length(10)] * 4)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self._title)
        column.addWidget(self._notice)
        row.setContentsMargins(*[theme.length(10)] * 4)
        row.setSpacing(theme.length(8))
        row.addWidget(self._kept)
        row.addStretch(1)
        row.addWidget(back_button("返回(&B)", self._on_back, self))
        row.addWidget(self._pick)
        outer = QVBoxLayout(sheet)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self._stack, 1)
        outer.addWidget(foot)
        return sheet

    # What is shown

    def _on_chosen(self, name: str) -> None:
        self.flush()
        self._name = ""
        self._title.setText(name or "单位名片")
        self._kept.clear()
        self._pick.setEnabled(False)
        is_used = bool(name) and name == self._used
        self._pick.setText(GO_ON if is_used else PICK)
        self._pick.setToolTip(GO_ON_HINT if is_used else PICK_HINT)
        if name:
            done, failed = partial(self._on_loaded, name), partial(self._on_not_loaded, name)
            self._runner.run(load_card, name, on_done=done, on_failed=failed)
        else:
            self._show_nothing(NONE)

    def _on_loaded(self, name: str, result: Any) -> None:
        for notice in result.notices:
            self._notice.show_notice(sentence(notice), "warning")
        if name != self._list.current:
            return
        if result.value is None:
            self._list.show_names("")
            return
        self._form.show_card(result.value)
        self._name, self._saved = name, self._form.card
        self._stack.setCurrentIndex(0)
        self._pick.setEnabled(True)

    def _on_not_loaded(self, name: str, error: Any) -> None:
        if name == self._list.current:
            self._notice.show_notice(sentence(error), "error")
            self._show_nothing(UNREADABLE)

    def _show_nothing(self, words: str) -> None:
        self._emptiness.setText(words)
        self._stack.setCurrentWidget(self._empty)

    # What is done

    def _on_edited(self) -> None:
        self._kept.clear()
        self._pause.start()

    def _save(self, name: str, card: UnitCard) -> None:
        save_edits(name, self._saved, card)
        self._saved = card
        self._kept.setText(KEPT)

    def _on_pick(self) -> None:
        self.flush()
        self.picked.emit(self._name)

    def _on_back(self) -> None:
        self.flush()
        self.closed.emit()

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """The page is left: what was changed is kept."""
        super().hideEvent(event)
        self.flush()
