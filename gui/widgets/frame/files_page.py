"""A page for files that come back: chosen or dropped, read in the background, listed with ticks, the ticked ones taken.

What is read and what taking means is up to the page that inherits it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.errors import AppError
from core.workflows.drafting.session import Session
from core.workflows.messages import sentence
from gui.shell import theme
from gui.shell.actions import make_action
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import centred, footer, lay_out_sheet, page_column
from gui.widgets.lists.grouped_model import GroupedModel, GroupedRow
from gui.widgets.lists.grouped_view import GroupedView
from gui.widgets.stepping import redo_with_message, undo_with_message

NOTHING, READING, FOUND = range(3)


@dataclass(frozen=True, slots=True)
class FilesWords:
    """The words of such a page; ``reading`` and ``take`` have a place for ``count``."""

    title: str
    heading: str
    help: str
    choose: str
    reading: str
    rows: str
    afresh: str
    take: str
    read_only: str


@dataclass(frozen=True, slots=True)
class FilesTable:
    """The columns of the list: titles, widths in pixels, and those with numbers."""

    titles: tuple[str, ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()


class FilesPage(QWidget):
    """``begin`` shows it for a draft, ``take_files`` reads files; ``closed``: return to the draft."""

    closed = Signal()

    def __init__(self, runner: TaskRunner, words: FilesWords, columns: FilesTable, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.runner, self.words = runner, words
        self.session: Session | None = None
        self.paths: dict[Path, None] = {}
        self.notice = NoticeBar()
        self.pages = QStackedWidget()
        self.table = GroupedModel(columns.titles, columns.numbers, self)
        self.view = GroupedView(self.table, words.rows, columns.widths)
        self.count = label("", "count", wrap=True)
        self.detail = label("", "secondary", wrap=True)
        self._working = label("", "heading", wrap=True)
        self._build()
        self._connect()

    # What differs from page to page

    def ask_for_files(self) -> list[Path]:
        """The files that the user chooses."""
        raise NotImplementedError

    def reading(self, session: Session, paths: tuple[Path, ...]) -> Callable[[], Any]:
        """What reads the files, to be called in the background."""
        raise NotImplementedError

    def take_in(self, found: Any) -> None:
        """The files are read: list what is in them."""
        raise NotImplementedError

    def refresh(self) -> None:
        """The draft has changed: show how what was read stands with it."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop what was read."""
        raise NotImplementedError

    def headline(self, chosen: int) -> str:
        """The line above the list, with so many rows ticked."""
        raise NotImplementedError

    def detail_of(self, row: GroupedRow) -> str:
        """The line below the list, about the current row."""
        raise NotImplementedError

    def take(self) -> None:
        """Write what is ticked into the draft."""
        raise NotImplementedError

    # Public interface

    def begin(self, session: Session) -> None:
        """Show it for a draft; files read for the same draft stay."""
        self.notice.hide()
        if session is not self.session:
            self.session, self.paths = session, {}
            self.forget()
            self.show_state(NOTHING)
        elif self.paths:
            self.refresh()
        if session.read_only:
            self.notice.show_notice(self.words.read_only, "warning")

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read these in addition to the listed ones; without any, ask for files."""
        if not paths:
            self._on_choose()
            return
        self.paths.update(dict.fromkeys(paths))
        self.read()

    def take_place_of(self, page: "FilesPage") -> None:
        """Read the files of the page that this one replaces."""
        if page.session is not None:
            self.begin(page.session)
        if page.paths:
            self.take_files(tuple(page.paths))

    def read(self) -> None:
        """Read all files again."""
        if self.session is None:
            return
        self._working.setText(self.words.reading.format(count=len(self.paths)))
        self.show_state(READING)
        self.cancel_button.setFocus()
        work = self.reading(self.session, tuple(self.paths))
        self.runner.run(work, on_done=self.take_in, on_failed=self._on_failed, key=self.words.title)

    def show_state(self, state: int) -> None:
        """Nothing chosen yet, reading, or the list."""
        self.pages.setCurrentIndex(state)
        for widget in (self._more, self._afresh, *self.more_buttons, self.take_button):
            widget.setVisible(state == FOUND)

    def show_count(self) -> None:
        """Show how many rows are ticked."""
        chosen = len(self.table.chosen)
        self.count.setText(self.headline(chosen))
        self.take_button.setText(self.words.take.format(count=chosen))
        self.take_button.setEnabled(bool(chosen) and self.session is not None and not self.session.read_only)

    def made_buttons(self) -> tuple[QPushButton, ...]:
        """Further buttons of the page, shown once files were read."""
        return ()

    # Building

    def _build(self) -> None:
        for page in (self._start(), self._waiting(), self._result()):
            self.pages.addWidget(page)
        content, column = page_column()
        column.addWidget(label(self.words.title, "headline"))
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self._more = button("再加几份(&O)…", self._on_choose)
        self.more_buttons = self.made_buttons()
        self._afresh = button("重新开始(&N)", self._on_afresh, hint=self.words.afresh)
        self.take_button = button(self.words.take.format(count=""), self.take, "primary")
        back = back_button("返回稿件(&B)", self.closed.emit, self)
        lay_out_sheet(
            self,
            content,
            footer((self._more, self._afresh, *self.more_buttons), (back, self.take_button)),
            is_scrolled=False,
        )
        self.show_state(NOTHING)

    def _start(self) -> QWidget:
        self._choose = button(self.words.choose, self._on_choose, "primary")
        lines = (label(self.words.heading, "heading"), label(self.words.help, "secondary", wrap=True))
        return centred(frame("drop"), *lines, self._choose)

    def _waiting(self) -> QWidget:
        self.cancel_button = button("不读了(&X)", self._on_cancel)
        return centred(frame("card"), self._working, self.cancel_button)

    def _result(self) -> QWidget:
        card = frame("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(*[theme.length(16)] * 4)
        column.setSpacing(theme.length(8))
        for widget in (self.count, self.view, self.detail):
            column.addWidget(widget)
        column.setStretchFactor(self.view, 1)
        self.detail.setMinimumHeight(theme.length(44))
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return card

    def _connect(self) -> None:
        self.table.ticked.connect(self.show_count)
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._show_detail())
        for name, step in (("undo", undo_with_message), ("redo", redo_with_message)):
            action = make_action(name, self, partial(self._step, step))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Signals

    def _show_detail(self) -> None:
        row = self.table.row(self.view.currentIndex())
        self.detail.setText(self.detail_of(row) if row is not None else "")

    def _step(self, step: Callable[[Session], str]) -> None:
        """Undo or redo, with a message: the step may have nothing to do with this page."""
        if self.session is not None and (words := step(self.session)):
            if self.paths:
                self.refresh()
            self.notice.show_notice(words, leaves=True)

    def _on_failed(self, error: AppError) -> None:
        self._on_afresh()
        self.notice.show_notice(sentence(error), "error")

    def _on_choose(self) -> None:
        paths = self.ask_for_files()
        if paths:
            self.take_files(paths)
        elif not self.paths:
            self._choose.setFocus()

    def _on_cancel(self) -> None:
        self.runner.cancel(self.words.title)
        self._on_afresh()

    def _on_afresh(self) -> None:
        self.paths = {}
        self.forget()
        self.table.show_groups(())
        self.show_state(NOTHING)
        self._choose.setFocus()
