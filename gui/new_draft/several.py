"""选择往年材料: the files of a folder, or many at once, listed with what each is; the ticked ones start a draft."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.model.draft import BasisRole
from core.workflows.importing.folder import FileSummary, FoundFile, FoundReports, different_reports
from core.workflows.importing.isolated import Recognised, ReportReader
from core.workflows.messages import sentence
from core.workflows.yearly.bases import proposed_roles, summary_of
from gui.new_draft.basis import RoleChoice
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label
from gui.widgets.frame.flow import Flow
from gui.widgets.frame.sheet_frame import footer, lay_out_sheet, page_column

TITLES, WIDTHS = ("文件", "材料类型", "年份", "单位", "题目", "用途"), (230, 120, 64, 140, 200, 90)
NAME, KIND, YEAR, UNIT, TITLE, ROLE = range(6)
SUMMARY = Qt.ItemDataRole.UserRole
PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
KEY = "several"
LOOKING, READING = "正在找文件夹里的材料…", "正在读取第{number}份，共{count}份"
COUNTED = "共{count}份，读出{read}份{failed}；已勾选{chosen}份。"
FAILED, SCANNED = "，{count}份读不出", "，{count}份是扫描件"
WAITING, NO_KIND, SCAN = "还没有读", "没有认出", "扫描件"
NOTHING = "这里没有能读的材料。请换一个文件夹，或直接选择文件。"
HINT = "空格键勾选或取消；点列名排序。用途：起草用的带入提纲和文字，今年要点用来逐项对照，备查的放在旁边看。"
TAKE = "用所选{count}份起草(&S)"


class SeveralPage(QWidget):
    """``begin`` lists files; ``chosen`` carries the paths of the ticked ones and their roles, those for drafting first.

    Files are read one after the other; whatever happens to one, the next is read. ``kind`` and ``year`` are those of the
    draft; ``is_touched``: the user has ticked something.
    """

    chosen = Signal(list, list)
    cancelled = Signal()

    def __init__(self, runner: TaskRunner, reader: ReportReader, today: date) -> None:
        super().__init__()
        self._runner, self._reader, self._this_year = runner, reader.beside(), today.year
        self.kind, self.year = "", today.year
        self._waiting: list[QTreeWidgetItem] = []
        self.is_touched = False
        self.list = self._made_list()
        self.role = RoleChoice("所选文件的用途")
        self._count, self._skipped = label("", "count", wrap=True), label("", "secondary", wrap=True)
        self._detail = label(HINT, "secondary", wrap=True)
        self._build()
        self._connect()

    def begin(self, paths: Sequence[Path], kind: str = "", year: int = 0) -> None:
        """List these files, and those in these folders, for a draft of a kind and year if they are known."""
        self._stop()
        self.kind, self.year, self.is_touched = kind, year or self._this_year, False
        self.list.clear()
        self._skipped.setText(LOOKING)
        self._runner.run(different_reports, tuple(paths), on_done=self._on_found, key=KEY)
        self._show_state()

    def take_place_of(self, page: "SeveralPage") -> None:
        """Show the list of the page that this one replaces; what was not read yet is read here."""
        items = page.items
        self.kind, self.year, self.is_touched = page.kind, page.year, page.is_touched
        self._skipped.setText(page.skipped)
        self._add([item.data(NAME, SUMMARY) for item in items])
        for own, item in zip(self.items, items, strict=True):
            if _can_tick(item):
                own.setText(ROLE, item.text(ROLE))
                own.setCheckState(NAME, item.checkState(NAME))
        self._waiting = [item for item in self.items if not _is_read(item)]
        self._read_next()

    @property
    def items(self) -> list[QTreeWidgetItem]:
        """The rows from top to bottom."""
        found = (self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    @property
    def skipped(self) -> str:
        """The messages about files that are not listed."""
        return self._skipped.text()

    # Building

    def _made_list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setColumnCount(len(TITLES))
        made.setHeaderLabels(list(TITLES))
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        made.setAccessibleName("文件夹里的材料")
        for column, width in enumerate(WIDTHS):
            made.setColumnWidth(column, theme.length(width))
        made.header().setStretchLastSection(False)
        made.header().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        made.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        made.setSortingEnabled(True)
        return made

    def _build(self) -> None:
        content, column = page_column()
        column.addWidget(label("选择往年材料", "headline"))
        card = frame("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*[theme.length(16)] * 4)
        inner.setSpacing(theme.length(8))
        words = QLabel("用途(&U)")
        words.setBuddy(self.role)
        roles = QWidget()
        roles.setLayout(Flow((words, self.role), theme.length(8)))
        for widget in (self._count, self._skipped, self.list, self._detail, roles):
            inner.addWidget(widget)
        inner.setStretchFactor(self.list, 1)
        self._detail.setMinimumHeight(theme.length(44))
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(card, 1)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setFixedWidth(theme.length(180))
        self._progress.setAccessibleName("读取进度")
        self._progress_words = label("", "secondary")
        self._cancel = button("停止读取(&X)", self._on_cancel, "quiet")
        self._take = button(TAKE.format(count=""), self._on_take, "primary")
        back = back_button("返回(&B)", self._on_back, self)
        left = (self._progress, self._progress_words, self._cancel)
        lay_out_sheet(self, content, footer(left, (back, self._take)), is_scrolled=False)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.itemSelectionChanged.connect(self._show_current)
        self.role.activated.connect(self._on_role_chosen)

    # Reading

    def _on_found(self, found: FoundReports) -> None:
        self._skipped.setText("".join(map(sentence, found.notices)) if found.files else NOTHING)
        self._skipped.setVisible(bool(self.skipped))
        self._add([FileSummary(file) for file in found.files])
        self._waiting = self.items
        self._read_next()
        self.list.setFocus()

    def _add(self, files: Sequence[FileSummary]) -> None:
        with QSignalBlocker(self.list):
            self.list.setSortingEnabled(False)  # rows must not move while they are filled
            for each in files:
                item = QTreeWidgetItem(self.list)
                item.setCheckState(NAME, Qt.CheckState.Unchecked)
                _fill(item, each)
            for first in self.items[:1]:
                self.list.setCurrentItem(first)
        self._show_state()

    def _read_next(self) -> None:
        self._show_state()
        if not self._waiting:
            self._finish()
            return
        file: FoundFile = self._waiting[0].data(NAME, SUMMARY).file
        answered = partial(self._on_read, file)
        self._runner.run(self._reader.read, file.path, on_done=answered, on_failed=answered, key=KEY)

    def _on_read(self, file: FoundFile, found: Recognised | AppError) -> None:
        item = self._waiting.pop(0)
        with QSignalBlocker(self.list):
            _fill(item, summary_of(file, found))
        if item is self.list.currentItem():
            self._show_current()
        self._read_next()

    def _finish(self) -> None:
        """All are read: propose some, unless the user has chosen already."""
        self.list.setSortingEnabled(True)
        if not self.is_touched:
            read = [item.data(NAME, SUMMARY) for item in self.items if _is_read(item)]
            self._propose(proposed_roles(read, self.kind, self.year))
        self._show_current()

    def _propose(self, roles: Mapping[Path, BasisRole]) -> None:
        with QSignalBlocker(self.list):
            for item in filter(_can_tick, self.items):
                role = roles.get(item.data(NAME, SUMMARY).file.path)
                item.setCheckState(NAME, Qt.CheckState.Unchecked if role is None else Qt.CheckState.Checked)
                item.setText(ROLE, role or BasisRole.ASIDE)
        self._show_state()

    def _stop(self) -> None:
        self._runner.cancel(KEY)
        if self._waiting:
            self._reader.stop()
        self._waiting = []

    # Display

    def _show_state(self) -> None:
        items, left = self.items, len(self._waiting)
        for widget in (self._progress, self._progress_words, self._cancel):
            widget.setVisible(bool(left))
        self._progress.setRange(0, len(items))
        self._progress.setValue(len(items) - left)
        self._progress_words.setText(READING.format(number=len(items) - left + 1, count=len(items)))
        failed = sum(bool(item.data(NAME, SUMMARY).problem) for item in items)
        scans = sum(item.data(NAME, SUMMARY).is_scan for item in items)
        read, chosen = sum(map(_is_read, items)) - failed - scans, len(self._ticked)
        failures = FAILED.format(count=failed) if failed else ""
        failures += SCANNED.format(count=scans) if scans else ""
        self._count.setText(
            COUNTED.format(count=len(items), read=read, failed=failures, chosen=chosen) if items else ""
        )
        self._take.setText(TAKE.format(count=chosen))
        self._take.setEnabled(bool(chosen) and not left)

    @property
    def _ticked(self) -> list[QTreeWidgetItem]:
        return [item for item in self.items if item.checkState(NAME) is Qt.CheckState.Checked]

    def _show_current(self) -> None:
        """Show the details of the current row, and its role."""
        item = self.list.currentItem()
        rows = list(filter(_can_tick, self.list.selectedItems()))
        self.role.setEnabled(bool(rows))
        if item is not None and _is_read(item):
            summary: FileSummary = item.data(NAME, SUMMARY)
            self._detail.setText(f"{summary.file.name}：{summary.problem or summary.title or '没有写题目'}\n{HINT}")
            self.role.setCurrentText(item.text(ROLE))

    # Signals

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == NAME:
            self.is_touched = True
            self._give_role(item)
            self._show_state()

    def _give_role(self, item: QTreeWidgetItem) -> None:
        """A file that is ticked while none is for drafting is for it, or the plan if it is one."""
        others = {row.text(ROLE) for row in self._ticked}
        if item not in self._ticked or BasisRole.DRAFTING in others or item.text(ROLE) != BasisRole.ASIDE:
            return
        summary: FileSummary = item.data(NAME, SUMMARY)
        role = proposed_roles([summary], self.kind, self.year).get(summary.file.path, BasisRole.DRAFTING)
        if role not in others:
            with QSignalBlocker(self.list):
                item.setText(ROLE, role)
            self._show_current()

    def _on_role_chosen(self) -> None:
        """Give the selected rows this role and tick them; there is one plan only."""
        role, self.is_touched = self.role.currentText(), True
        rows = list(filter(_can_tick, self.list.selectedItems()))
        with QSignalBlocker(self.list):
            for other in self.items if role == BasisRole.PLAN else ():
                if other.text(ROLE) == BasisRole.PLAN:
                    other.setText(ROLE, BasisRole.ASIDE)
            for row in rows[:1] if role == BasisRole.PLAN else rows:
                row.setText(ROLE, role)
                row.setCheckState(NAME, Qt.CheckState.Checked)
        self._show_state()

    def _on_cancel(self) -> None:
        """Stop in the middle of a file; what was read can be chosen."""
        self._stop()
        self._read_next()

    def _on_take(self) -> None:
        order = [role.value for role in BasisRole]
        rows = sorted(self._ticked, key=lambda item: order.index(item.text(ROLE)))
        paths = [item.data(NAME, SUMMARY).file.path for item in rows]
        self.chosen.emit(paths, [item.text(ROLE) for item in rows])

    def _on_back(self) -> None:
        self._stop()
        self.cancelled.emit()


def _is_read(item: QTreeWidgetItem) -> bool:
    return item.text(TITLE) != WAITING


def _can_tick(item: QTreeWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)


def _year(summary: FileSummary) -> str:
    return str(summary.year or "")


def _kind(summary: FileSummary) -> str:
    return SCAN if summary.is_scan else summary.kind or NO_KIND


def _fill(item: QTreeWidgetItem, summary: FileSummary) -> None:
    """Show a summary: what was recognised, or why not; what cannot be read cannot be ticked."""
    what = summary.problem or summary.title
    texts = [summary.file.name, summary.kind, _year(summary), summary.unit, what]
    if not item.text(NAME) and not any(texts[1:]):
        texts[TITLE] = WAITING
    for column, text in enumerate(texts):
        item.setText(column, text)
        item.setToolTip(column, text)
    item.setData(NAME, SUMMARY, summary)
    item.setFlags(PLAIN)
    if summary.problem:
        item.setData(NAME, Qt.ItemDataRole.CheckStateRole, None)
        item.setForeground(TITLE, theme.colour("finding_text"))
    elif _is_read(item):
        item.setFlags(PLAIN | Qt.ItemFlag.ItemIsUserCheckable)
        item.setText(ROLE, BasisRole.ASIDE)
        item.setText(KIND, _kind(summary))
