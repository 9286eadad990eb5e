"""单位名片: the list of cards at the left, the form of the chosen one at the right; edits are saved automatically."""

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
    """``closed``: return to the previous page; ``picked`` carries the card chosen for the draft."""

    closed = Signal()
    picked = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.name = self._used = ""
        self._saved = UnitCard("")
        self.cards, self.form, self.notice = CardList(runner), CardForm(), NoticeBar()
        self.title, self.kept = label("", "heading"), label("", "secondary")
        self.pick = button(PICK, self._on_pick, "primary")
        self.empty, self.emptiness, self.stack = QWidget(), label("", "hint", wrap=True), QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self._build()
        self.cards.chosen.connect(self._on_chosen)
        self.cards.made.connect(self.form.setFocus)
        self.cards.told.connect(self.notice.show_notice)
        self.cards.flush_wanted.connect(self.flush)
        self.form.edited.connect(self._on_edited)
        runner.run(division_names, on_done=self.form.offer, on_failed=lambda _error: None)  # completions are optional

    def begin(
        self, unit: str = "", used: str = "", sentence: str = "", *, picks: bool = False, makes: bool = False
    ) -> None:
        """Show the cards with ``used``, the draft's card, selected; new ones are for this unit.

        With ``picks`` one is to be chosen for a draft; with ``makes`` a new one is created at once.
        """
        self.flush()
        self.notice.hide()
        self.name, self._used = "", used
        self.pick.setVisible(picks)
        self.cards.begin(unit, used)
        self.cards.show_names(used)
        if sentence:
            self.notice.show_notice(sentence)
        (self.cards if self.cards.current else self._make).setFocus()
        if makes:
            self.cards.make()

    def take_place_of(self, page: "CardsPage") -> None:
        """Show the content of the page that this one replaces."""
        page.flush()
        self.begin(page.cards.unit, page._used, picks=not page.pick.isHidden())
        self.cards.show_names(page.cards.current)

    def flush(self) -> None:
        """Save pending edits at once."""
        self._pause.stop()
        card = self.form.card
        if self.name and card != self._saved:
            self.runner.attempt(self._save, self.name, card)

    def save(self) -> None:
        """``flush``, with a message."""
        self.flush()
        if self.name and self.form.card == self._saved:
            self.kept.setText(STORED)

    # Building

    def _build(self) -> None:
        self.cards.setProperty("look", "side")
        self.cards.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cards.setMinimumWidth(theme.length(180))
        self.form.setObjectName("page")
        self.stack.addWidget(scrolled(self.form))
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self.empty)
        column.setContentsMargins(*[theme.length(32)] * 4)
        column.setSpacing(theme.length(16))
        column.addWidget(self.emptiness)
        row = QHBoxLayout()
        self._make = button("新建名片", self.cards.make, "primary")
        row.addWidget(self._make)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        halves = QSplitter()
        halves.addWidget(self.cards)
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
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self.title)
        column.addWidget(self.notice)
        row.setContentsMargins(*[theme.length(10)] * 4)
        row.setSpacing(theme.length(8))
        row.addWidget(self.kept)
        row.addStretch(1)
        row.addWidget(back_button("返回(&B)", self._on_back, self))
        row.addWidget(self.pick)
        outer = QVBoxLayout(sheet)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self.stack, 1)
        outer.addWidget(foot)
        return sheet

    # Display

    def _on_chosen(self, name: str) -> None:
        self.flush()
        self.name = ""
        self.title.setText(name or "单位名片")
        self.kept.clear()
        self.pick.setEnabled(False)
        is_used = bool(name) and name == self._used
        self.pick.setText(GO_ON if is_used else PICK)
        self.pick.setToolTip(GO_ON_HINT if is_used else PICK_HINT)
        if name:
            done, failed = partial(self._on_loaded, name), partial(self._on_not_loaded, name)
            self.runner.run(load_card, name, on_done=done, on_failed=failed)
        else:
            self._show_nothing(NONE)

    def _on_loaded(self, name: str, result: Any) -> None:
        for notice in result.notices:
            self.notice.show_notice(sentence(notice), "warning")
        if name != self.cards.current:
            return
        if result.value is None:
            self.cards.show_names("")
            return
        self.form.show_card(result.value)
        self.name, self._saved = name, self.form.card
        self.stack.setCurrentIndex(0)
        self.pick.setEnabled(True)

    def _on_not_loaded(self, name: str, error: Any) -> None:
        if name == self.cards.current:
            self.notice.show_notice(sentence(error), "error")
            self._show_nothing(UNREADABLE)

    def _show_nothing(self, words: str) -> None:
        self.emptiness.setText(words)
        self.stack.setCurrentWidget(self.empty)

    # Actions

    def _on_edited(self) -> None:
        self.kept.clear()
        self._pause.start()

    def _save(self, name: str, card: UnitCard) -> None:
        save_edits(name, self._saved, card)
        self._saved = card
        self.kept.setText(KEPT)

    def _on_pick(self) -> None:
        self.flush()
        self.picked.emit(self.name)

    def _on_back(self) -> None:
        self.flush()
        self.closed.emit()

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Save pending edits when the page is left."""
        super().hideEvent(event)
        self.flush()
