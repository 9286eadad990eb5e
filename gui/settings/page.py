"""设置: every line of the table with its help, searched as it is typed; a change holds at once."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.stores.settings import SETTINGS, Value, export_settings, import_settings
from core.workflows.layouts.files import layout_names
from core.workflows.messages import sentence
from gui.settings.preferences import Preferences
from gui.settings.row import SettingRow
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label, scrolled
from gui.widgets.file_choice import choose_new_settings, choose_settings
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import WIDE, footer

FILE_NAME = "拟稿设置.json"
NOTHING = "没有找到这样的设置。换一个词试试，例如：颜色、字号、单位。"
RESET = "已经全部恢复默认，稿件没有改动。"
EXPORTED, IMPORTED = "设置已经导出到“{name}”。", "已经用上“{name}”里的设置。"
STORED = "已存好。"
WIDEST, NARROW = 920, 640
"""Of the page; narrower than the second, words and field do not stand side by side."""


class SettingsPage(QWidget):
    """``closed`` asks to go back to where one came from."""

    closed = Signal()

    def __init__(self, preferences: Preferences, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._preferences = preferences
        self._runner = runner
        self._rows = {setting.name: SettingRow(setting, layout_names) for setting in SETTINGS}
        self._groups: list[tuple[QLabel, QFrame, list[SettingRow]]] = []
        self._build()
        for name, row in self._rows.items():
            row.given.connect(partial(self._on_given, name))
        preferences.changed.connect(self._on_changed)
        QShortcut(QKeySequence("Ctrl+F"), self, self._search.setFocus)
        self._on_changed("")

    def take_place_of(self, page: "SettingsPage") -> None:
        """Show what another one shows, the keyboard in the same field."""
        self._search.setText(page._search.text())
        at_work = next((name for name, row in page._rows.items() if row.isAncestorOf(page.focusWidget() or page)), "")
        (self._rows[at_work].field if at_work else self._search).setFocus()

    def flush(self) -> None:
        """Take over what is typed."""
        for row in self._rows.values():
            row.flush()

    def save(self) -> None:
        """The same, keep it at once, and say so."""
        self.flush()
        if self._preferences.flush():
            self._notice.show_notice(STORED, "success")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the fields stand below their words."""
        super().resizeEvent(event)
        for row in self._rows.values():
            row.set_narrow(self.width() < theme.length(NARROW))

    # Building

    def _build(self) -> None:
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
        self._notice = NoticeBar()
        column.addWidget(self._notice)
        self._nothing = label(NOTHING, "hint", wrap=True)
        column.addWidget(self._nothing)
        for group in dict.fromkeys(setting.group for setting in SETTINGS):
            self._add_group(column, group)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(content), 1)
        outer.addWidget(self._footer())
        self.setFocusProxy(self._search)
        self._on_searched("")

    def _head(self) -> QHBoxLayout:
        self._search = QLineEdit()
        self._search.setPlaceholderText("找设置（Ctrl+F）")
        self._search.setAccessibleName("找设置")
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(theme.length(260))
        self._search.textChanged.connect(self._on_searched)
        row = QHBoxLayout()
        row.addWidget(label("设置", "headline"), 1)
        row.addWidget(self._search, 1)
        return row

    def _add_group(self, column: QVBoxLayout, group: str) -> None:
        title, card = label(group, "heading"), frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, theme.length(4), 1, theme.length(4))
        inside.setSpacing(0)
        rows = [row for row in self._rows.values() if row.setting.group == group]
        for row in rows:
            inside.addWidget(row)
        column.addWidget(title)
        column.addWidget(card)
        column.addSpacing(theme.length(6))
        self._groups.append((title, card, rows))

    def _footer(self) -> QWidget:
        trade = button("导入设置(&I)…", self._on_import), button("导出设置(&E)…", self._on_export)
        back = back_button("返回(&B)", self.closed.emit, self)
        return footer((button("全部恢复默认(&D)", self._on_reset),), (*trade, back), WIDE)

    # Answering

    def _on_given(self, name: str, value: Value) -> None:
        self._runner.attempt(self._preferences.change, name, value)
        self._rows[name].show_value(self._preferences.value(name))

    def _on_changed(self, name: str) -> None:
        for changed in [name] if name else self._rows:
            self._rows[changed].show_value(self._preferences.value(changed))

    def _on_searched(self, words: str) -> None:
        for title, card, rows in self._groups:
            for row in rows:
                row.setVisible(row.matches(words))
            found = any(row.matches(words) for row in rows)
            title.setVisible(found)
            card.setVisible(found)
        self._nothing.setHidden(any(not card.isHidden() for _title, card, _rows in self._groups))

    def _on_reset(self) -> None:
        before = self._preferences.settings
        self._preferences.reset()
        undo = [("撤销", partial(self._preferences.take_over, before))]  # the only way back: it stays
        self._notice.show_notice(RESET, "success", undo, leaves=False)

    def _on_export(self) -> None:
        self.flush()
        for path in choose_new_settings(self, FILE_NAME):
            told = partial(self._say, EXPORTED.format(name=path.name))
            self._runner.run(export_settings, self._preferences.settings, path, on_done=told, on_failed=self._on_failed)

    def _on_import(self) -> None:
        for path in choose_settings(self):
            told = partial(self._on_imported, path.name)
            self._runner.run(import_settings, path, on_done=told, on_failed=self._on_failed)

    def _on_imported(self, name: str, loaded: Any) -> None:
        before = self._preferences.settings
        self._preferences.take_over(loaded.settings)
        words = [IMPORTED.format(name=name), *map(sentence, loaded.notices)]
        undo = [("撤销", partial(self._preferences.take_over, before))]
        self._notice.show_notice("\n".join(words), "warning" if loaded.notices else "success", undo, leaves=False)

    def _say(self, words: str, _answer: Any) -> None:
        self._notice.show_notice(words, "success")

    def _on_failed(self, error: Any) -> None:
        self._notice.show_notice(sentence(error), "error")

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: what was typed is taken over."""
        super().hideEvent(event)
        self.flush()
