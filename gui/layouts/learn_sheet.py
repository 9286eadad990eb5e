"""“用本单位文件作版式”: choose a finished file, look at what was learned from it, keep it as a layout."""

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.workflows.layouts.learning import Learned, change_learned, describe_page, keep_learned, learn_with_picture
from core.workflows.messages import sentence
from gui.layouts.learn_table import LearnTable
from gui.preview.view import PageView
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label, scrolled
from gui.widgets.file_choice import choose_model
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import centred, footer, lay_out_sheet, page_column

KEY, PICTURE_KEY = "learn/file", "learn/picture"
PAUSE = 400
"""Milliseconds from the last change to the new picture."""

FILTER = "Word 文件 (*.docx *.docm *.dotx *.dotm);;所有文件 (*)"
ENDING = "版式"
HAS_TAGS = "这份文件里本来就有标记，照原样作版式。"
WIDTHS = (560, 460)
NAME_WIDTH = 110
_ORDER, _VALUE = re.compile(r"\{%.*?%\}"), re.compile(r"\{\{\s*(.*?)\s*\}\}")
NOTHING, WORKING, FOUND = range(3)


class LearnSheet(QWidget):
    """``begin`` shows it; ``learned`` carries the name of the layout that was kept, ``closed`` asks to go back."""

    learned = Signal(str)
    closed = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._found: Learned | None = None
        self.name_field = QLineEdit()
        self.table = LearnTable()
        self.around = label("", "secondary", wrap=True)
        self.view = PageView()
        self.notice = NoticeBar()
        self.pages = QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self._build()
        self._show(NOTHING)

    def begin(self) -> None:
        """Ask for a file, or go on with the one that was being looked at when the sheet was left."""
        if self._found is None:
            self._forget()
        (self.name_field if self._found is not None else self.choose_button).setFocus()

    def take_file(self, path: Path) -> None:
        """Learn from this file."""
        self._forget()
        self.name_field.setText(f"{path.stem[:40]}{ENDING}")
        self._working.setText(f"正在看“{path.name}”…")
        self._show(WORKING)
        self.cancel_button.setFocus()
        self._runner.run(learn_with_picture, path, on_done=self._on_found, on_failed=self._on_failed, key=KEY)

    # Building

    def _build(self) -> None:
        self.pages.addWidget(self._start())
        self.pages.addWidget(self._waiting())
        self.pages.addWidget(self._result())
        content, column = page_column()
        column.addWidget(label("用本单位文件作版式", "headline"))
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        lay_out_sheet(self, content, self._footer(), is_scrolled=False)

    def _start(self) -> QWidget:
        card = frame("drop")
        words = label("选一份本单位发过的 Word 文件", "heading")
        hint = label(
            "纸张、红头、版记、页码和各级标题、正文的字体字号都照它来，只在今后导出时用，这份文件不改动。",
            "secondary",
            wrap=True,
        )
        self.choose_button = button("选文件(&O)…", self._on_choose, "primary")
        return centred(card, words, hint, self.choose_button)

    def _waiting(self) -> QWidget:
        card = frame("card")
        self._working = label("", "heading", wrap=True)
        self._working.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.cancel_button = button("不看了(&X)", self._on_cancel)
        return centred(card, self._working, self.cancel_button)

    def _result(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.length(10), 0)
        column.setSpacing(theme.length(10))
        column.addWidget(self.around)
        self._area = scrolled(self.table)
        column.addWidget(self._area, 1)
        column.addStretch(0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.view)
        split.setSizes([theme.length(width) for width in WIDTHS])
        self.table.changed.connect(self._pause.start)
        return split

    def _footer(self) -> QWidget:
        self._caption = label("版式名称(&N)")
        self._caption.setBuddy(self.name_field)
        self.name_field.setAccessibleName("版式名称")
        self.name_field.setMaxLength(60)
        self.name_field.returnPressed.connect(self._on_keep)
        self._other = button("换一份文件(&O)…", self._on_choose)
        self.keep_button = button("存为版式(&S)", self._on_keep, "primary")
        self.name_field.setMinimumWidth(theme.length(NAME_WIDTH))
        back = back_button("返回(&B)", self.leave, self)
        return footer((self._caption, self.name_field), (back, self._other, self.keep_button))

    # Showing

    def _forget(self) -> None:
        self._runner.cancel("learn")
        self._pause.stop()
        self._found = None
        self.notice.hide()
        self._show(NOTHING)

    def _show(self, state: int) -> None:
        self.pages.setCurrentIndex(state)
        for widget in (self._caption, self.name_field, self.keep_button, self._other):
            widget.setVisible(state == FOUND)

    def _on_found(self, answer: Any) -> None:
        result, pages = answer
        self._found = result.value
        self.table.show_roles(result.value.findings)
        self._area.setVisible(bool(result.value.findings))
        self.around.setText(_around(result.value) or HAS_TAGS)
        if pages is not None:
            self.view.show_pages(pages)
        self.view.setVisible(pages is not None)
        self._show(FOUND)
        if result.notices:
            self.notice.show_notice("\n".join(sentence(notice) for notice in result.notices))
        self.name_field.setFocus()
        self.name_field.selectAll()

    def _on_failed(self, error: Any) -> None:
        self._show(NOTHING)
        self.notice.show_notice(sentence(error), "error")
        self.choose_button.setFocus()

    # Answering

    def _on_choose(self) -> None:
        for path in choose_model(self, "用本单位文件作版式", FILTER):
            self.take_file(path)

    def _on_cancel(self) -> None:
        self._forget()
        self.choose_button.setFocus()

    def leave(self) -> None:
        """What was found, and the clerk said of it, stays for the next time."""
        if self._found is None:
            self._forget()
        self.closed.emit()

    def _on_pause(self) -> None:
        """Show the roles as the clerk wants them."""
        if self._found is not None and self._found.findings:
            self._runner.run(
                change_learned,
                self._found,
                self.table.wishes,
                on_done=self._on_changed,
                on_failed=self._on_not_kept,
                key=PICTURE_KEY,
            )

    def _on_changed(self, answer: Any) -> None:
        self.view.show_pages(answer[1])

    def _on_keep(self) -> None:
        if self._found is None:
            return
        self.keep_button.setEnabled(False)
        self._runner.run(
            _kept,
            self._found,
            self.table.wishes,
            self.name_field.text(),
            on_done=self._on_kept,
            on_failed=self._on_not_kept,
            key=KEY,
        )

    def _on_kept(self, name: str) -> None:
        self.keep_button.setEnabled(True)
        self._forget()
        self.learned.emit(name)

    def _on_not_kept(self, error: Any) -> None:
        self.keep_button.setEnabled(True)
        self.notice.show_notice(sentence(error), "error")
        self.name_field.setFocus()


def _kept(found: Learned, wishes: Any, name: str) -> str:
    """In the background: change what is to be changed and keep the layout."""
    return keep_learned(change_learned(found, wishes)[0] if wishes else found, name)


def _around(learned: Learned) -> str:
    """What stands around the text, in some lines."""
    page = describe_page(learned.page) if learned.page is not None else ""
    parts = (("页面", (page,)), ("红头", learned.head), ("版记", learned.foot), ("页眉页脚", learned.margins))
    return "\n".join(f"{name}：{'　'.join(map(_shown, lines))}" for name, lines in parts if any(lines))


def _shown(line: str) -> str:
    """A line of head or foot with its changing parts as clerks call them: 〔发文字号〕."""
    return _VALUE.sub(r"〔\1〕", _ORDER.sub("", line))
