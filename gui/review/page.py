"""收回改稿: the changes and comments of returned copies; the ticked ones become steps of the draft's history."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from core.model.history import VersionReason
from core.workflows.drafting.session import Session
from core.workflows.drafting.versions import keep_before
from core.workflows.messages import sentence
from core.workflows.review.deciding import keep_copies
from core.workflows.review.returned import DraftReview, read_returned
from core.workflows.review.rows import ReviewRow, ReviewStanding, review_rows
from core.workflows.review.taking import take
from gui.history.papers import VersionPapers
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button
from gui.widgets.frame.files_page import FOUND, FilesPage, FilesTable, FilesWords
from gui.widgets.lists.grouped_model import Group, GroupedRow

TABLE = FilesTable(("修改", "原来", "改为", "章节", "谁", "日期", "说明"), (112, 220, 240, 140, 84, 92, 180))
GROUPS = MappingProxyType(
    {
        ReviewStanding.CONFLICT: ("几份改稿说法不一，要哪个就勾哪个", "finding_text"),
        ReviewStanding.OVERTAKEN: ("稿件的这些地方后来又改过，请自己核定", "finding_text"),
        ReviewStanding.OPEN: ("可以采纳", "updated_text"),
        ReviewStanding.BY_HAND: ("图片、新表格和单元格，请在正文里做", "empty_text"),
        ReviewStanding.COMMENT: ("批注", "text"),
        ReviewStanding.SAME: ("与另一份改得一样", "secondary"),
        ReviewStanding.TAKEN: ("稿件里已经这样写了", "secondary"),
    }
)
CAN_TICK = frozenset({ReviewStanding.CONFLICT, ReviewStanding.OPEN})
COPIES = "改稿 (*.docx *.docm);;所有文件 (*)"
WORDS = FilesWords(
    title="收回改稿",
    heading="选择改回来的 Word 文件",
    help="这份稿件导出以后，别人改过的 Word 文件，有没有修订记录都可以，一次可以选几份，也可以直接拖进窗口。先列出来看，勾选以后才改稿件。",
    choose="选择改回来的文件(&O)…",
    reading="正在读取{count}份改稿…",
    rows="改稿里的修改和批注",
    afresh="不看这些改稿了，换别的",
    take="采纳所选{count}处(&S)",
    read_only="这份稿件现在只能看，不能采纳修改。请先在别处关掉它，再重新打开。",
)
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


class ReviewPage(FilesPage):
    """Lists the changes in copies of the draft; the ticked ones become steps of its history."""

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        self._review: DraftReview | None = None
        super().__init__(runner, WORDS, TABLE, parent)
        self._papers = VersionPapers(runner, self.notice.show_notice, self)

    def made_buttons(self) -> tuple[QPushButton, ...]:
        """The papers made of what came back."""
        hint = "每条意见采纳了没有、理由是什么，写成 Word 或 Excel 表格"
        opinions = button("采纳情况表(&Y)…", self.write_opinions, "", hint)
        hint = "改稿与发出去的那一版不同的地方，都写成 Word 修订；读了一份改稿时可用"
        self.redline_button = button("花脸稿(&H)…", self.write_redline, "", hint)
        return opinions, self.redline_button

    def write_opinions(self) -> None:
        """Write 征求意见采纳情况表 of the copies that were read."""
        if self._review is not None and self.session is not None:
            self._papers.write_opinions(self._review, self.session)

    def write_redline(self) -> None:
        """Write the one copy that was read with its differences from what went out as revisions."""
        if self._review is not None and self.session is not None and len(self._review.copies) == 1:
            self._papers.write_copy_redline(self._review, self.session)

    def ask_for_files(self) -> list[Path]:
        """Word files, beginning beside the draft."""
        folder = str(self.session.path.parent) if self.session is not None else ""
        paths, _filter = QFileDialog.getOpenFileNames(self, WORDS.title, folder, COPIES)
        return [Path(path) for path in paths]

    def reading(self, session: Session, paths: tuple[Path, ...]) -> Callable[[], Any]:
        """Compare the copies with the versions in the draft's file."""
        return partial(read_returned, session.path, paths, {}, datetime.now())

    def take_in(self, found: Any) -> None:
        """Keep the copies in the draft, list their changes, and tell what each copy was compared with."""
        self._review = found.value
        if self.session is not None and not self.session.read_only:
            self.runner.attempt(keep_copies, self.session, found.value)
        self.refresh()
        self.notice.show_notice("\n".join(map(sentence, found.notices)), "info")

    def refresh(self) -> None:
        """List the changes as they stand with the draft; ticks stay."""
        if self._review is None or self.session is None:
            return
        chosen = {row.key for row in self.table.chosen}
        self.table.show_groups(review_groups(review_rows(self._review, self.session.draft)), chosen)
        self.show_state(FOUND)
        self.redline_button.setEnabled(len(self._review.copies) == 1)
        self.show_count()
        self.view.setFocus()

    def forget(self) -> None:
        """Drop the copies that were read."""
        self._review = None

    def headline(self, chosen: int) -> str:
        """How many changes and comments each copy has."""
        copies = self._review.copies if self._review is not None else ()
        parts = [f"{len(copy.changes)}处修改、{len(copy.comments)}条批注：{copy.name}" for copy in copies]
        return f"{'；'.join(parts)}。已勾选{chosen}处。"

    def detail_of(self, row: GroupedRow) -> str:
        """The current row in full."""
        return "　".join(filter(None, row.cells))

    def take(self) -> None:
        """Take the ticked changes, each as one step of the history."""
        session, review = self.session, self._review
        keys = [row.key for row in self.table.chosen]
        if session is None or review is None or session.read_only or not keys:
            return
        keep_before(session, VersionReason.IMPORT)
        done = self.runner.attempt(take, session, review, keys)
        if done is not None:
            self._show_taken(len(done.taken), len(done.left))

    def _show_taken(self, taken: int, left: int) -> None:
        self.table.show_groups(())
        self.refresh()
        words = TAKEN.format(count=taken) + (LEFT.format(count=left) if left else "")
        self.notice.show_notice(words, "success" if taken else "info")
