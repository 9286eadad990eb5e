"""设置: every setting of the table with its help, and a search; changes apply at once."""

from collections.abc import Callable, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.model.finding import Ignored
from core.stores.settings import (
    CHOICE,
    FOLDER,
    LAYOUT,
    NUMBER,
    SETTINGS,
    SWITCH,
    TEXT,
    Setting,
    Settings,
    Value,
    export_settings,
    import_settings,
)
from core.stores.suppressed import suppress_again, suppressed_codes, unsuppress
from core.workflows.checking.finding_kinds import group_of, name_of
from core.workflows.layouts.files import layout_names
from core.workflows.messages import sentence
from gui.settings.preferences import Preferences
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, frame, label, leave_by_escape, scrolled
from gui.widgets.file_choice import choose_folder, choose_new_settings, choose_settings
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.page_stack import RestyledPage
from gui.widgets.frame.sheet_frame import WIDE, footer
from gui.widgets.wheel import keep_wheel_from

# One setting on the page: label, help, the field for its kind, and the button for its default.

FIELD_WIDTH = 280
ON = "开启"
BY_KIND, GONE = "按材料类型", "{name}（已不在）"
FROM_REPORTS, FROM_DOCUMENTS = "从往年材料里取", "“文档”"
EMPTY = MappingProxyType({TEXT: FROM_REPORTS, FOLDER: FROM_DOCUMENTS})
Given = Callable[[Value], None]
Show = Callable[[Value], None]
Layouts = Callable[[], Sequence[str]]


class SettingRow(QWidget):
    """``given`` carries a changed value; ``left`` carries nothing: fields commit when they are left."""

    given = Signal(object)

    def __init__(self, setting: Setting, layouts: Layouts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._value: Value = setting.default
        self.field, self._show = _made(setting, self._give, layouts)
        self._build()

    def show_value(self, value: Value) -> None:
        """Show the present value without emitting signals."""
        self._value = value
        self.field.blockSignals(True)
        self._show(value)
        self.field.blockSignals(False)
        self.back.setVisible(value != self.setting.default)

    def matches(self, words: str) -> bool:
        """Whether label, help or group contain all of these words."""
        said = f"{self.setting.label}{self.setting.help}{self.setting.group}".lower()
        said += "".join(words for _value, words in self.setting.choices)
        return all(word in said for word in words.lower().split())

    def flush(self) -> None:
        """Commit typed input."""
        if isinstance(self.field, QLineEdit):
            self._give(self.field.text().strip())
        elif isinstance(self.field, QSpinBox):
            self.field.interpretText()

    def _build(self) -> None:
        setting = self.setting
        self.field.setAccessibleName(setting.label)
        self.field.setAccessibleDescription(setting.help)
        name = label(setting.label, "name", wrap=True)
        name.setBuddy(self.field)
        words = QVBoxLayout()
        words.setSpacing(theme.length(2))
        words.addWidget(name)
        words.addWidget(_help(setting.help))
        fields = QHBoxLayout()
        fields.setSpacing(theme.length(6))
        fields.addWidget(self.field, 1)
        if setting.kind == FOLDER:
            choose = button("选择…", self._on_choose)
            choose.setAccessibleName(f"选择{setting.label}")
            fields.addWidget(choose)
        self.back = button("恢复默认", lambda: self.given.emit(setting.default), "quiet")
        self.back.setAccessibleName(f"{setting.label}恢复默认")
        room = self.back.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(room)
        right = QWidget()
        right.setLayout(fields)
        fields.addWidget(self.back)
        fields.setContentsMargins(0, 0, 0, 0)
        right.setFixedWidth(theme.length(FIELD_WIDTH))
        right.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.length(18), theme.length(10), theme.length(12), theme.length(10))
        self._row.addLayout(words, 1)
        self._row.addWidget(right, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Put the field below the label; beside it when not ``narrow``."""
        self._row.setDirection(QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.length(6 if narrow else 24))

    def _give(self, value: Value) -> None:
        if value != self._value:
            self.given.emit(value)

    def _on_choose(self) -> None:
        folder = choose_folder(self, self.setting.label, str(self._value))
        if folder:
            self.given.emit(folder)


def _help(text: str) -> QLabel:
    words = label(text, "secondary", wrap=True)
    words.setMinimumWidth(theme.length(120))
    return words


def _made(setting: Setting, given: Given, layouts: Layouts) -> tuple[QWidget, Show]:
    """The field for a setting's kind, and the function that shows a value in it."""
    if setting.kind == NUMBER:
        return _number(setting, given)
    if setting.kind == SWITCH:
        box = QCheckBox(ON)
        box.toggled.connect(given)
        return box, lambda value: box.setChecked(bool(value))
    if setting.kind in (CHOICE, LAYOUT):
        own = [(name, name) for name in layouts()] if setting.kind == LAYOUT else []
        return _choice(setting.choices or (("", BY_KIND), *own), given)
    line = QLineEdit()
    line.setMaxLength(200)
    line.setPlaceholderText(EMPTY[setting.kind])
    line.editingFinished.connect(lambda: given(line.text().strip()))
    return line, lambda value: line.setText(str(value))


def _number(setting: Setting, given: Given) -> tuple[QWidget, Show]:
    box, (least, most, step) = QSpinBox(), setting.bounds
    box.setRange(least, most)
    box.setSingleStep(step)
    box.setSuffix(f" {setting.unit}")
    box.setKeyboardTracking(False)
    for edit in box.findChildren(QLineEdit):
        edit.setTextMargins(theme.length(8), 0, 0, 0)
    box.valueChanged.connect(given)
    keep_wheel_from(box)
    return box, lambda value: box.setValue(int(value))


def _choice(choices: Sequence[tuple[str, str]], given: Given) -> tuple[QWidget, Show]:
    box = QComboBox()
    for value, words in choices:
        box.addItem(words, value)
    box.setMinimumContentsLength(4)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.activated.connect(lambda _index: given(box.currentData()))
    keep_wheel_from(box)

    def _show(value: Value) -> None:
        if box.findData(value) < 0:
            box.addItem(GONE.format(name=value), value)
        box.setCurrentIndex(box.findData(value))

    return box, _show


FILE_NAME = "拟稿设置.json"
NOTHING = "没有找到这样的设置。换一个词试试，例如：颜色、字号、单位。"
RESET = "已经全部恢复默认，稿件没有改动。"
EXPORTED, IMPORTED = "设置已经导出到“{name}”。", "已经用上“{name}”里的设置。"
STORED = "已存好。"
NEVER, TELL_AGAIN, TOLD_AGAIN = "永不提示的问题", "恢复提示", "“{name}”恢复提示，所有稿件都按这个来。"
WIDEST, NARROW = 920, 640
"""Of the page; narrower than the second, words and field do not stand side by side."""


class NeverList(QFrame):
    """The findings that are never told in any draft, each with a button; ``wanted`` carries the one to be told again."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme.length(18), theme.length(8), theme.length(12), theme.length(8))
        self._words = ""

    def show_notes(self, notes: Sequence[Ignored]) -> None:
        """Show these entries only."""
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for note in notes:
            self._rows.addWidget(self._row(note))
        self._words = "".join((NEVER, *map(name_of, notes))) if notes else ""

    def matches(self, words: str) -> bool:
        """Whether there are entries, and heading or entries contain all of these words."""
        return bool(self._words) and all(word in self._words for word in words.split())

    def _row(self, note: Ignored) -> QWidget:
        row, name = QWidget(), name_of(note)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(name, "name", wrap=True), 1)
        line.addWidget(label(group_of(note.code), "secondary"))
        back = button(TELL_AGAIN, partial(self.wanted.emit, note), "quiet")
        back.setAccessibleName(f"{name}{TELL_AGAIN}")
        line.addWidget(back)
        return row


class SettingsPage(RestyledPage):
    """``closed``: return to the previous page."""

    closed = Signal()

    def __init__(self, preferences: Preferences, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._preferences = preferences
        self._runner = runner
        self.notice = NoticeBar()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._build()
        leave_by_escape(self, self.closed.emit)
        preferences.changed.connect(self._on_changed)
        QShortcut(QKeySequence("Ctrl+F"), self, lambda: self.search.setFocus())

    def restyle(self) -> None:
        """Rebuild in the current theme, with the focus in the same field."""
        focus, words = self.focusWidget(), self.search.text()
        at_work = next((name for name, row in self.rows.items() if focus is not None and row.isAncestorOf(focus)), "")
        for old in self._parts:
            self._outer.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._build()
        self.search.setText(words)
        (self.rows[at_work].field if at_work else self.search).setFocus()

    def flush(self) -> None:
        """Commit typed input."""
        for row in self.rows.values():
            row.flush()

    def save(self) -> None:
        """``flush``, store at once, with a message."""
        self.flush()
        if self._preferences.flush():
            self.notice.show_notice(STORED, "success")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the fields are below their labels."""
        super().resizeEvent(event)
        self._set_narrow()

    def _set_narrow(self) -> None:
        for row in self.rows.values():
            row.set_narrow(self.width() < theme.length(NARROW))

    # Building

    def _build(self) -> None:
        self.rows = {setting.name: SettingRow(setting, layout_names) for setting in SETTINGS}
        for name, row in self.rows.items():
            row.given.connect(partial(self.change, name))
        self._groups: list[tuple[QLabel, QFrame, list[SettingRow]]] = []
        self._parts = scrolled(self._content()), self._footer()
        self._outer.addWidget(self._parts[0], 1)
        self._outer.addWidget(self.notice)  # in view however far down the page is
        self._outer.addWidget(self._parts[1])
        self.setFocusProxy(self.search)
        self._show_never()
        self._on_changed("")
        self._set_narrow()

    def _content(self) -> QWidget:
        content, inside, side = QWidget(), QWidget(), theme.length(44)
        content.setObjectName("page")
        inside.setMaximumWidth(theme.length(WIDEST))
        row = QHBoxLayout(content)
        row.setContentsMargins(side, theme.length(32), side, theme.length(24))
        row.addStretch(1)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(10))
        column.addLayout(self._head())
        self._nothing = label(NOTHING, "hint", wrap=True)
        column.addWidget(self._nothing)
        for group in dict.fromkeys(setting.group for setting in SETTINGS):
            self._add_group(column, group)
        self._never_title, self.never = label(NEVER, "heading"), NeverList()
        self.never.wanted.connect(self._on_told_again)
        column.addWidget(self._never_title)
        column.addWidget(self.never)
        column.addStretch(1)
        return content

    def _head(self) -> QHBoxLayout:
        self.search = QLineEdit()
        self.search.setPlaceholderText("找设置（Ctrl+F）")
        self.search.setAccessibleName("找设置")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(theme.length(260))
        self.search.textChanged.connect(self._on_searched)
        row = QHBoxLayout()
        row.addWidget(label("设置", "headline"), 1)
        row.addWidget(self.search, 1)
        return row

    def _add_group(self, column: QVBoxLayout, group: str) -> None:
        title, card = label(group, "heading"), frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, theme.length(4), 1, theme.length(4))
        inside.setSpacing(0)
        rows = [row for row in self.rows.values() if row.setting.group == group]
        for row in rows:
            inside.addWidget(row)
        column.addWidget(title)
        column.addWidget(card)
        column.addSpacing(theme.length(6))
        self._groups.append((title, card, rows))

    def _footer(self) -> QWidget:
        trade = button("导入设置(&I)…", self._on_import), button("导出设置(&E)…", self._on_export)
        back = button("返回(&B)", self.closed.emit, hint="返回（Esc）")
        return footer((button("全部恢复默认(&D)", self._on_reset),), (*trade, back), WIDE)

    # Signals

    def change(self, name: str, value: Value) -> None:
        """Apply a value, or show the present one again if it is not valid."""
        self._runner.attempt(self._preferences.change, name, value)
        self.rows[name].show_value(self._preferences.value(name))

    def _on_changed(self, name: str) -> None:
        for changed in [name] if name else self.rows:
            self.rows[changed].show_value(self._preferences.value(changed))

    def _on_searched(self, words: str) -> None:
        for title, card, rows in self._groups:
            for row in rows:
                row.setVisible(row.matches(words))
            found = any(row.matches(words) for row in rows)
            title.setVisible(found)
            card.setVisible(found)
        is_named = self.never.matches(words)
        self._never_title.setVisible(is_named)
        self.never.setVisible(is_named)
        self._nothing.setHidden(is_named or any(not card.isHidden() for _title, card, _rows in self._groups))

    def _show_never(self) -> None:
        self.never.show_notes(suppressed_codes())
        self._on_searched(self.search.text())

    def _on_told_again(self, note: Ignored) -> None:
        if self._runner.attempt(_told_again, note):
            self._show_never()
            words = TOLD_AGAIN.format(name=name_of(note))
            self.notice.show_notice(words, "success", [("撤销", partial(self._on_never_again, note))], leaves=False)

    def _on_never_again(self, note: Ignored) -> None:
        self.notice.hide()
        self._runner.attempt(suppress_again, note)
        self._show_never()

    def _on_reset(self) -> None:
        before = self._preferences.settings
        self._preferences.reset()
        self._offer_undo(before, RESET, "success")

    def _offer_undo(self, before: Settings, words: str, tone: str) -> None:
        """Report the change; the notice is the only undo, so it stays until it is used or closed."""
        self.notice.show_notice(words, tone, [("撤销", partial(self._take_back, before))], leaves=False)

    def _take_back(self, before: Settings) -> None:
        self.notice.hide()
        self._preferences.take_over(before)

    def _on_export(self) -> None:
        self.flush()
        for path in choose_new_settings(self, FILE_NAME):
            done = partial(self._say, EXPORTED.format(name=path.name))
            self._runner.run(export_settings, self._preferences.settings, path, on_done=done, on_failed=self._on_failed)

    def _on_import(self) -> None:
        for path in choose_settings(self):
            done = partial(self._on_imported, path.name)
            self._runner.run(import_settings, path, on_done=done, on_failed=self._on_failed)

    def _on_imported(self, name: str, loaded: Any) -> None:
        before = self._preferences.settings
        self._preferences.take_over(loaded.settings)
        words = [IMPORTED.format(name=name), *map(sentence, loaded.notices)]
        self._offer_undo(before, "\n".join(words), "warning" if loaded.notices else "success")

    def _say(self, words: str, _answer: Any) -> None:
        self.notice.show_notice(words, "success")

    def _on_failed(self, error: AppError) -> None:
        self.notice.show_notice(sentence(error), "error")

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """List what was never to be told again since."""
        super().showEvent(event)
        self._show_never()

    def hideEvent(self, event: QHideEvent) -> None:
        """Commit typed input when another page is shown."""
        super().hideEvent(event)
        self.flush()


def _told_again(note: Ignored) -> bool:
    unsuppress(note)
    return True
