"""“用本单位文件作版式”: choose a finished file, review what was learned from it, save it as a layout."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.workflows.layouts.learning import (
    Learned,
    LearnedRole,
    RoleChange,
    change_learned,
    describe_page,
    describe_shape,
    keep_learned,
    learn_with_picture,
)
from core.workflows.layouts.style_trial import FONTS, SIZES, size_name, size_of
from core.workflows.messages import sentence, words
from gui.preview.view import PageView
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label, pill, scrolled
from gui.widgets.file_choice import choose_model
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import centred, footer, lay_out_sheet, page_column
from gui.widgets.wheel import keep_wheel_from

FONT_WIDTH, SIZE_WIDTH = 150, 82
LINES = "对齐、缩进、行距和例子"
COLUMNS = ("部位", "", "字体", "字号", "加粗", LINES)
GUESSED = "猜的"
EXAMPLE_LEAST = 90


class RoleRow:
    """The widgets of one role."""

    def __init__(self, role: LearnedRole) -> None:
        self.role = role
        self.name = label(role.name, "name")
        self.font = _font_box(role)
        box = QComboBox()
        box.setEditable(True)
        name = size_name(role.face.size)
        box.addItems([*([] if name in SIZES else [name]), *SIZES])
        box.setCurrentText(name)
        box.setAccessibleName(f"{role.name}字号")
        box.setMinimumWidth(theme.length(SIZE_WIDTH))
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        keep_wheel_from(box)
        self.size = box
        self.bold = QCheckBox()
        self.bold.setChecked(role.face.bold)
        self.bold.setAccessibleName(f"{role.name}加粗")
        self.lines = label(_lines_of(role), "secondary", wrap=True)
        self.lines.setMinimumWidth(theme.length(EXAMPLE_LEAST))
        self.mark = pill(GUESSED, "empty") if role.is_guessed else label("")
        reason = words(role.reason) if role.reason else f"看了{role.count}段"
        self.mark.setToolTip(reason)
        self.mark.setAccessibleDescription(reason)
        self.lines.setToolTip(reason)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """In the order of the columns."""
        return (self.name, self.mark, self.font, self.size, self.bold, self.lines)

    @property
    def wish(self) -> RoleChange | None:
        """The user's change of a role; None if nothing was changed or the size is no number."""
        size = size_of(self.size.currentText())
        face = self.role.face
        if size is None:
            return None
        wish = RoleChange(self.font.currentText().strip() or face.family, float(size), self.bold.isChecked())
        return None if wish == RoleChange(face.family, face.size, face.bold) else wish


class LearnTable(QWidget):
    """``changed`` is emitted when a role changes; ``wishes`` are all changes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._rows: list[RoleRow] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, theme.length(6), 0)
        self._grid.setHorizontalSpacing(theme.length(10))
        self._grid.setVerticalSpacing(theme.length(8))
        self._grid.setColumnStretch(COLUMNS.index(LINES), 1)

    def show_roles(self, roles: Iterable[LearnedRole]) -> None:
        """Roles found in the document first, then those without an example in it."""
        self._clear()
        listed = list(roles)
        found = [role for role in listed if role.count]
        for column, words_ in enumerate(COLUMNS):
            self._grid.addWidget(label(words_, "small"), 0, column)
        self._add_rows(found, 1)
        others = [role for role in listed if not role.count]
        if others:
            line = len(found) + 1
            self._grid.addWidget(label("这份文件里没有例子的（已补上）", "heading"), line, 0, 1, len(COLUMNS))
            self._add_rows(others, line + 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    @property
    def wishes(self) -> Mapping[str, RoleChange]:
        """The user's changes by role."""
        return {row.role.name: wish for row in self._rows if (wish := row.wish) is not None}

    def row(self, name: str) -> RoleRow:
        """The row of a role."""
        return next(row for row in self._rows if row.role.name == name)

    def _add_rows(self, roles: list[LearnedRole], first: int) -> None:
        for number, role in enumerate(roles, first):
            row = RoleRow(role)
            self._rows.append(row)
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignVCenter)
            row.font.currentTextChanged.connect(lambda _text: self.changed.emit())
            row.size.currentTextChanged.connect(lambda _text: self.changed.emit())
            row.bold.toggled.connect(lambda _is_on: self.changed.emit())

    def _clear(self) -> None:
        self._rows = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _lines_of(role: LearnedRole) -> str:
    shown = "" if role.is_lead else describe_shape(role.shape, role.face)
    reason = words(role.reason) if role.reason else ""
    example = f"“{role.example}”" if role.example else ""
    return "\n".join(part for part in (shown, example, reason) if part)


def _font_box(role: LearnedRole) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    fonts = [role.face.family, *(font for font in FONTS if font != role.face.family)]
    box.addItems(fonts)
    box.setAccessibleName(f"{role.name}字体")
    box.setMinimumWidth(theme.length(FONT_WIDTH))
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if role.face.latin != role.face.family:
        box.setToolTip(f"数字和字母用 {role.face.latin}")
    keep_wheel_from(box)
    return box


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
    """``begin`` shows it; ``learned`` carries the name of the saved layout, ``closed``: return."""

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
        """Ask for a file, or continue with the one that was open when the sheet was left."""
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

    # Display

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
        # Headers, footers and other content outside the text, in some lines.
        learned = result.value
        page = describe_page(learned.page) if learned.page is not None else ""
        parts = (("页面", (page,)), ("红头", learned.head), ("版记", learned.foot), ("页眉页脚", learned.margins))
        self.around.setText(
            "\n".join(f"{name}：{'　'.join(map(_shown, lines))}" for name, lines in parts if any(lines)) or HAS_TAGS
        )
        if pages is not None:
            self.view.show_pages(pages)
        self.view.setVisible(pages is not None)
        self._show(FOUND)
        if result.notices:
            self.notice.show_notice("\n".join(sentence(notice) for notice in result.notices))
        self.name_field.setFocus()
        self.name_field.selectAll()

    def _on_failed(self, error: AppError) -> None:
        self._show(NOTHING)
        self.notice.show_notice(sentence(error), "error")
        self.choose_button.setFocus()

    # Actions

    def _on_choose(self) -> None:
        for path in choose_model(self, "用本单位文件作版式", FILTER):
            self.take_file(path)

    def _on_cancel(self) -> None:
        self._forget()
        self.choose_button.setFocus()

    def leave(self) -> None:
        """Keep the result and the user's changes for the next time."""
        if self._found is None:
            self._forget()
        self.closed.emit()

    def _on_pause(self) -> None:
        """Show the roles with the user's changes."""
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

    def _on_not_kept(self, error: AppError) -> None:
        self.keep_button.setEnabled(True)
        self.notice.show_notice(sentence(error), "error")
        self.name_field.setFocus()


def _kept(found: Learned, wishes: Any, name: str) -> str:
    """Runs in the background: apply the changes and save the layout."""
    return keep_learned(change_learned(found, wishes)[0] if wishes else found, name)


def _shown(line: str) -> str:
    """A line of header or footer with its variable parts by their Chinese names: 〔发文字号〕."""
    return _VALUE.sub(r"〔\1〕", _ORDER.sub("", line))
