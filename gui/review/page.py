"""收回改稿: the changes and comments of returned copies; the ticked ones become steps of the draft's history."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from core.model.history import VersionReason
from core.workflows.drafting.session import Session
from core.workflows.drafting.versions import keep_before
from core.workflows.messages import sentence
from core.workflows.review.returned import DraftReview, read_returned
from core.workflows.review.rows import ReviewRow, ReviewStanding, review_rows
from core.workflows.review.taking import take
from gui.shell import theme
from gui.shell.actions import make_action
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import centred, footer, lay_out_sheet, page_column
from gui.widgets.lists.grouped_model import Group, GroupedModel, GroupedRow
from gui.widgets.lists.grouped_view import GroupedView

TITLES = ("修改", "原来", "改为", "章节", "谁", "日期", "说明")
GROUPS = MappingProxyType(
    {
        ReviewStanding.CONFLICT: ("几份改稿说法不一，要哪个就勾哪个", "finding_text"),
        ReviewStanding.OVERTAKEN: ("稿件的这些地方后来又改过，请自己核定", "finding_text"),
        ReviewStanding.OPEN: ("可以采纳", "updated_text"),
        ReviewStanding.BY_HAND: ("移动、并段，请在正文或提纲里做", "empty_text"),
        ReviewStanding.COMMENT: ("批注", "text"),
        ReviewStanding.SAME: ("与另一份改得一样", "secondary"),
        ReviewStanding.TAKEN: ("稿件里已经这样写了", "secondary"),
    }
)
CAN_TICK = frozenset({ReviewStanding.CONFLICT, ReviewStanding.OPEN})
KEY = "review/read"
WIDTHS = (112, 220, 240, 140, 84, 92, 180)
COPIES = "改稿 (*.docx *.docm);;所有文件 (*)"
NOTHING, READING, FOUND = range(3)
TAKE = "采纳所选{count}处(&S)"
HELP = "这份稿件导出以后，别人改过的 Word 文件，有没有修订记录都可以，一次可以选几份，也可以直接拖进窗口。先列出来看，勾选以后才改稿件。"
READ_ONLY = "这份稿件现在只能看，不能采纳修改。请先在别处关掉它，再重新打开。"
TAKEN = "已采纳{count}处，每处是历史里的一步，按 Ctrl+Z 可以一步步撤销。"
LEFT = "另有{count}处没有采纳，留在下面。"


def review_groups(rows: Iterable[ReviewRow]) -> tuple[Group, ...]:
    """A group for every standing, in the order of the rows."""
    return tuple(_groups(rows))


def _groups(rows: Iterable[ReviewRow]) -> Iterator[Group]:
    for standing, found in groupby(rows, key=lambda row: row.standing):
        title, tone = GROUPS[standing]
        shown = tuple(_row(number, row) for number, row in enumerate(found))
        yield Group(f"{title}（{len(shown)}）", shown, standing is ReviewStanding.OPEN, tone)


def _row(number: int, row: ReviewRow) -> GroupedRow:
    cells = (row.what, row.old, row.new, row.section, row.who, row.date, row.remark)
    can_tick = row.standing in CAN_TICK
    return GroupedRow(row.key or f"comment {number}", cells, can_tick, "", row.remark)


class ReviewPage(QWidget):
    """``begin`` shows it for a draft, ``take_files`` reads copies; ``closed``: return to the draft."""

    closed = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self._session: Session | None = None
        self._paths: dict[Path, None] = {}
        self._review: DraftReview | None = None
        self.notice = NoticeBar()
        self.pages = QStackedWidget()
        self.table = GroupedModel(TITLES, (), self)
        self.view = GroupedView(self.table, "改稿里的修改和批注", WIDTHS)
        self.count = label("", "count", wrap=True)
        self.detail = label("", "secondary", wrap=True)
        self._working = label("", "heading", wrap=True)
        self._build()
        self._connect()

    def begin(self, session: Session) -> None:
        """Show it for a draft; copies read for the same draft stay."""
        self.notice.hide()
        if session is not self._session:
            self._session, self._review, self._paths = session, None, {}
            self._show(NOTHING)
        else:
            self._list()
        if session.read_only:
            self.notice.show_notice(READ_ONLY, "warning")

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read these in addition to the listed ones; without any, ask for files."""
        if not paths:
            self._on_choose()
            return
        self._paths.update(dict.fromkeys(paths))
        self._read()

    def take_place_of(self, page: "ReviewPage") -> None:
        """Read the files of the page that this one replaces."""
        if page._session is not None:
            self.begin(page._session)
        if page._paths:
            self.take_files(tuple(page._paths))

    # Building

    def _build(self) -> None:
        for page in (self._start(), self._waiting(), self._result()):
            self.pages.addWidget(page)
        content, column = page_column()
        column.addWidget(label("收回改稿", "headline"))
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self._more = button("再加几份(&O)…", self._on_choose)
        self._afresh = button("重新开始(&N)", self._on_afresh, hint="不看这些改稿了，换别的")
        self.take_button = button(TAKE.format(count=""), self.take, "primary")
        back = back_button("返回稿件(&B)", self.closed.emit, self)
        lay_out_sheet(self, content, footer((self._more, self._afresh), (back, self.take_button)), is_scrolled=False)
        self._show(NOTHING)

    def _start(self) -> QWidget:
        self._choose = button("选择改回来的文件(&O)…", self._on_choose, "primary")
        words = (label("选择改回来的 Word 文件", "heading"), label(HELP, "secondary", wrap=True))
        return centred(frame("drop"), *words, self._choose)

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
        self.table.ticked.connect(self._show_count)
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._show_detail())
        for name in ("undo", "redo"):
            action = make_action(name, self, partial(self._step, name))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Reading

    def _read(self) -> None:
        if self._session is None:
            return
        self._working.setText(f"正在读取{len(self._paths)}份改稿…")
        self._show(READING)
        self.cancel_button.setFocus()
        path, files = self._session.path, tuple(self._paths)
        self.runner.run(read_returned, path, files, on_done=self._on_read, on_failed=self._on_failed, key=KEY)

    def _on_read(self, found: Any) -> None:
        self._review = found.value
        self._list()
        self.notice.show_notice("\n".join(map(sentence, found.notices)), "info")

    def _list(self) -> None:
        """List the changes as they stand with the draft; ticks stay."""
        if self._review is None or self._session is None:
            return
        chosen = {row.key for row in self.table.chosen}
        self.table.show_groups(review_groups(review_rows(self._review, self._session.draft)), chosen)
        self._show(FOUND)
        self._show_count()
        self.view.setFocus()

    def _on_failed(self, error: Any) -> None:
        self._on_afresh()
        self.notice.show_notice(sentence(error), "error")

    def _show(self, state: int) -> None:
        self.pages.setCurrentIndex(state)
        for widget in (self._more, self._afresh, self.take_button):
            widget.setVisible(state == FOUND)

    def _show_count(self) -> None:
        chosen = len(self.table.chosen)
        copies = self._review.copies if self._review is not None else ()
        parts = [f"{len(copy.changes)}处修改、{len(copy.comments)}条批注：{copy.name}" for copy in copies]
        self.count.setText(f"{'；'.join(parts)}。已勾选{chosen}处。")
        self.take_button.setText(TAKE.format(count=chosen))
        self.take_button.setEnabled(bool(chosen) and self._session is not None and not self._session.read_only)

    def _show_detail(self) -> None:
        """Show the current row in full."""
        row = self.table.row(self.view.currentIndex())
        self.detail.setText("　".join(filter(None, row.cells)) if row is not None else "")

    # Actions

    def take(self) -> None:
        """Take the ticked changes, each as one step of the history."""
        session, review = self._session, self._review
        keys = [row.key for row in self.table.chosen]
        if session is None or review is None or session.read_only or not keys:
            return
        keep_before(session, VersionReason.IMPORT)
        done = self.runner.attempt(take, session, review, keys)
        if done is not None:
            self._show_taken(len(done.taken), len(done.left))

    def _show_taken(self, taken: int, left: int) -> None:
        self.table.show_groups(())
        self._list()
        words = TAKEN.format(count=taken) + (LEFT.format(count=left) if left else "")
        self.notice.show_notice(words, "success" if taken else "info")

    def _step(self, step: str) -> None:
        if self._session is not None and getattr(self._session, step)():
            self.notice.hide()
            self._list()

    def _on_choose(self) -> None:
        folder = str(self._session.path.parent) if self._session is not None else ""
        paths, _filter = QFileDialog.getOpenFileNames(self, "收回改稿", folder, COPIES)
        if paths:
            self.take_files([Path(path) for path in paths])
        elif not self._paths:
            self._choose.setFocus()

    def _on_cancel(self) -> None:
        self.runner.cancel(KEY)
        self._on_afresh()

    def _on_afresh(self) -> None:
        self._paths, self._review = {}, None
        self.table.show_groups(())
        self._show(NOTHING)
        self._choose.setFocus()
