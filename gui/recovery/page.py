"""找回稿件: all backups, a preview of their content, and restoring one into a new file."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.model.draft import Draft
from core.model.elements import Role
from core.workflows.drafting.session import read_stored
from core.workflows.messages import sentence, words
from core.workflows.names import DRAFT_ENDING
from core.workflows.recovery.backups import Backup, restore_backup
from core.workflows.recovery.pending_recovery import list_recoverable
from gui.editor.blocks import LINE_BREAK
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, label
from gui.widgets.file_choice import choose_new_draft
from gui.widgets.frame.columns import Halves
from gui.widgets.frame.flow import Flow
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.scrollable_column import ScrollableColumn

COLUMNS = ("稿件", "文件", "时间", "保留", "大小")
KINDS = MappingProxyType({"hour": "每小时", "day": "每天", "week": "每周"})
HINT = (
    "写稿时，拟稿自动留下副本：最近用过的二十四个小时各一份，再往前每天一份、每周一份。"
    "选一份看看内容；取回时另存成新稿件，现有的稿件不会被改动。"
)
NONE_YET = "还没有备份。打开一份稿件写上一会儿，这里就会有。"
READING = "正在读取……"
BROUGHT_BACK = re.compile(r"(?:（\d{4}-\d{4}取回）)+$")
BACKUP = Qt.ItemDataRole.UserRole
LEAST = 108
LIST_WIDTH, TEXT_WIDTH = 660, 460


class BackupsPage(QWidget):
    """``restored`` carries the new file and messages about it; ``closed``: return."""

    restored = Signal(object, list)
    closed = Signal()

    def __init__(self, runner: TaskRunner, folder: Callable[[], Path], clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.draft: Path | None = None
        self.runner = runner
        self._folder = folder
        self._clock = clock
        self.notice = NoticeBar()
        self.hint = label(HINT, "secondary", wrap=True)
        self.backups = _backup_list()
        self.backups.currentItemChanged.connect(lambda _item, _old: self._on_chosen())
        self.backups.itemActivated.connect(lambda _item, _column: self._on_restore())
        self.outline = QListWidget()
        self.outline.setAccessibleName("备份的提纲")
        self.outline.currentItemChanged.connect(lambda item, _old: self._on_heading(item))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName("备份的正文")
        self.text.setTabChangesFocus(True)
        self.restore = button("取回，另存为新稿件(&R)…", self._on_restore, "primary")
        self.restore.setEnabled(False)
        self._build()

    @property
    def chosen(self) -> Backup | None:
        """The selected backup."""
        item = self.backups.currentItem()
        return item.data(0, BACKUP) if item is not None else None

    def begin(self, draft: Path | None) -> None:
        """Show the present list, with the last backup of a draft file selected, if one is given."""
        self.draft = draft
        self.notice.hide()
        self.hint.setText(READING)
        self.runner.run(list_recoverable, on_done=self._on_listed, key="backups/list")
        self.backups.setFocus()

    def take_place_of(self, page: "BackupsPage") -> None:
        """Show the content of the page that this one replaces."""
        self.begin(page.draft)

    def _build(self) -> None:
        for part in (self.backups, self.outline, self.text):
            part.setMinimumHeight(theme.length(LEAST))
        preview = QSplitter(Qt.Orientation.Vertical)
        preview.addWidget(self.outline)
        preview.addWidget(self.text)
        preview.setStretchFactor(1, 2)
        halves = Halves(self.backups, preview)
        halves.setSizes([theme.length(LIST_WIDTH), theme.length(TEXT_WIDTH)])
        head = label("找回稿件", "headline"), back_button("返回(&B)", self.closed.emit, self), self.restore
        column = QVBoxLayout(self)
        side = theme.length(24)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.length(12))
        column.addLayout(Flow(head, theme.length(8), pushed=2))
        column.addWidget(self.hint)
        column.addWidget(self.notice)
        column.addWidget(ScrollableColumn(halves), 1)

    # The list

    def _on_listed(self, backups: Sequence[Backup]) -> None:
        self.hint.setText(HINT if backups else NONE_YET)
        now = self._clock()
        self.backups.clear()
        self.backups.addTopLevelItems([_item(backup, now) for backup in backups])
        origins = [str(backup.origin) for backup in backups]
        wanted = str(self.draft.absolute()) if self.draft is not None else ""
        if backups:
            index = origins.index(wanted) if wanted in origins else 0
            self.backups.setCurrentIndex(self.backups.model().index(index, 0))
        self._on_chosen()

    def _on_chosen(self) -> None:
        backup = self.chosen
        self.outline.clear()
        self.text.setPlainText(READING if backup is not None else "")
        self.restore.setEnabled(False)
        self.runner.cancel("backups/text")
        if backup is not None:
            read, failed = partial(self.show_backup, backup), self._on_unreadable
            self.runner.run(read_stored, backup.path, on_done=read, on_failed=failed, key="backups/text")

    # Preview

    def show_backup(self, backup: Backup, draft: Draft) -> None:
        """Show the content of a backup, if it is still the selected one."""
        if backup is not self.chosen:
            return
        self.text.setPlainText("\n".join(element.text.replace("\n", LINE_BREAK) for element in draft.elements))
        for index, element in enumerate(draft.elements):
            if element.role in (Role.HEADING, Role.TITLE):
                heading = element.heading or element.content
                item = QListWidgetItem("　" * max(element.depth - 1, 0) + element.prefix + heading)
                item.setData(BACKUP, index)
                self.outline.addItem(item)
        self.restore.setEnabled(True)

    def _on_unreadable(self, error: AppError) -> None:
        self.text.setPlainText(sentence(error))

    def _on_heading(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            block = self.text.document().findBlockByNumber(item.data(BACKUP))
            self.text.moveCursor(QTextCursor.MoveOperation.End)  # so that the heading is at the top afterwards
            self.text.setTextCursor(QTextCursor(block))

    # Restoring

    def _on_restore(self) -> None:
        backup = self.chosen
        if backup is None or not self.restore.isEnabled():
            return
        folder = self._folder()
        with suppress(OSError):  # the file dialog starts elsewhere then
            folder.mkdir(parents=True, exist_ok=True)
        proposal = folder / f"{BROUGHT_BACK.sub('', backup.origin.stem)}（{backup.time:%m%d-%H%M}取回）{DRAFT_ENDING}"
        for target in choose_new_draft(self, proposal, DRAFT_ENDING):
            done = partial(self._on_restored, backup)
            self.runner.run(restore_backup, backup.path, target, on_done=done, on_failed=self._on_refused)

    def _on_restored(self, backup: Backup, path: Path) -> None:
        time = f"{backup.time.month}月{backup.time.day}日{backup.time:%H:%M}"
        self.restored.emit(path, [words("backup_restored", time=time, name=path.name)])

    def _on_refused(self, error: AppError) -> None:
        self.notice.show_notice(sentence(error), "error")


def _backup_list() -> QTreeWidget:
    widget = QTreeWidget()
    widget.setAccessibleName("备份")
    widget.setObjectName("backups")
    widget.setRootIsDecorated(False)
    widget.setUniformRowHeights(True)
    widget.setHeaderLabels(COLUMNS)
    widget.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    header = widget.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for named in (0, 1):  # a long file name must not take the title's width
        header.setSectionResizeMode(named, QHeaderView.ResizeMode.Stretch)
    return widget


def _item(backup: Backup, now: datetime) -> QTreeWidgetItem:
    size = f"{max(backup.size // 1024, 1)} KB" if backup.size < 1024**2 else f"{backup.size / 1024**2:.1f} MB"
    cells = [backup.title, backup.origin.stem, backup_time_text(backup.time, now), KINDS[backup.kind], size]
    item = QTreeWidgetItem(cells)
    item.setData(0, BACKUP, backup)
    for column in (0, 1):
        item.setToolTip(column, "\n".join(filter(None, (backup.title, backup.unit, str(backup.origin)))))
    item.setTextAlignment(4, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def backup_time_text(time: datetime, now: datetime) -> str:
    """Day and time in words: 今天 09:41, 1月12日 08:00, 2022年12月20日 17:30."""
    days = (now.date() - time.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {time:%H:%M}"
    year = "" if time.year == now.year else f"{time.year}年"
    return f"{year}{time.month}月{time.day}日 {time:%H:%M}"
