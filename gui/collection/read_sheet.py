"""回收填报表: the content of filled sheets, shown before anything is accepted; the ticked rows become one edit of the draft."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.model.draft import Draft
from core.model.history import VersionReason
from core.workflows.drafting.session import Session
from core.workflows.drafting.versions import keep_before
from core.workflows.yearly.collected import ReadRow, Standing, read_rows
from core.workflows.yearly.collecting import Answer, accepted, read_answers
from gui.collection.files import choose_filled
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.files_page import FOUND, FilesPage, FilesTable, FilesWords
from gui.widgets.lists.grouped_model import Group, GroupedRow

TABLE = FilesTable(
    ("填报内容", "章节", "上年", "现在", "上报数", "单位", "填报单位", "说明"),
    (210, 140, 66, 66, 92, 52, 210),
    (2, 3, 4),
)
GROUPS = MappingProxyType(
    {
        Standing.UNREAD: ("读不了、或者不是这份稿件的表", "finding_text"),
        Standing.CONFLICT: ("几张表填的不一样，要哪个就勾哪个", "finding_text"),
        Standing.FILLED: ("稿件里已经有别的数，勾选才替换", "empty_text"),
        Standing.DOUBTFUL: ("请核对，没有问题再勾选", "empty_text"),
        Standing.REFUSED: ("无法采用", "finding_text"),
        Standing.READY: ("可以写入", "updated_text"),
        Standing.SAME: ("稿件里已经是这个数", "secondary"),
        Standing.EMPTY: ("发回的表里没有填", "secondary"),
    }
)
ODD = (Standing.CONFLICT, Standing.FILLED, Standing.DOUBTFUL)


def read_groups(rows: Iterable[ReadRow]) -> tuple[Group, ...]:
    """A group for every standing, in the order of the rows."""
    return tuple(_groups(rows))


def _groups(rows: Iterable[ReadRow]) -> Iterator[Group]:
    for standing, found in groupby(rows, key=lambda row: row.standing):
        title, tone = GROUPS[standing]
        shown = tuple(_row(row) for row in found)
        yield Group(f"{title}（{len(shown)}）", shown, standing is Standing.READY, tone)


def _row(row: ReadRow) -> GroupedRow:
    is_plain = row.standing in (Standing.READY, Standing.SAME)
    who = row.answer.source if row.answer is not None else row.file
    cells = (row.label or row.file, row.section, row.prior, row.now, given_text(row), row.unit, who)
    explanation = ready_remark(row) if is_plain else row.explanation
    can_tick = row.answer is not None and row.standing is not Standing.SAME
    return GroupedRow(key_of(row), (*cells, explanation), can_tick, row.field, explanation)


def ready_remark(row: ReadRow) -> str:
    """The remark beside a value that can be accepted unchanged."""
    return f"备注：{row.answer.note}" if row.answer is not None and row.answer.note else ""


def headline(rows: Sequence[ReadRow], files: int, chosen: int) -> str:
    """12项可以写入，3项要核对，1张表读不了: what needs action comes before the totals."""
    count = Counter(row.standing for row in rows)
    odd = sum(count[standing] for standing in ODD)
    parts = [f"{count[Standing.READY]}项可以写入", f"{odd}项要核对" if odd else ""]
    parts += [f"{count[Standing.REFUSED]}项无法采用" if count[Standing.REFUSED] else ""]
    parts += [f"{count[Standing.UNREAD]}张表读不了" if count[Standing.UNREAD] else ""]
    done = f"，{count[Standing.SAME]}项稿件里已经是" if count[Standing.SAME] else ""
    read = files - len({row.file for row in rows if row.standing is Standing.UNREAD})
    return f"{'，'.join(filter(None, parts))}。读了{read}份表{done}，已勾选{chosen}项。"


def given_text(row: ReadRow) -> str:
    """The cell's content, and the value to be written where it differs: 1200元 → 0.12."""
    taken = row.answer.value if row.answer is not None else row.given
    return row.given if taken == row.given else f"{row.given} → {taken}"


def key_of(row: ReadRow) -> str:
    """A key that identifies a row when the sheets are read again."""
    return "\n".join((row.file, str(row.line), row.field, row.label, row.given))


def ready_keys(rows: Sequence[ReadRow]) -> set[str]:
    """The rows that can be accepted without review."""
    return {key_of(row) for row in rows if row.standing is Standing.READY}


READ_ONLY = "这份稿件现在只能看，无法采用。请先在别处关掉它，再重新打开。"
WORDS = FilesWords(
    title="回收填报表",
    heading="选择填好发回的填报表",
    help="各科室发回的表一次可以选几份，也可以直接拖进窗口。先列出来看，勾选以后才写进稿件。",
    choose="选择填好的表(&O)…",
    reading="正在读取{count}份填报表…",
    rows="填报表里的上报数",
    afresh="不看这些表了，换别的表",
    take="写入所选{count}项(&S)",
    read_only=READ_ONLY,
)
TAKEN = "已写入{count}项，填报单位、日期和文件都记在台账的“来源”里。按 Ctrl+Z 可以整批撤销。"
NOT_TAKEN = "没有写入，稿件没有改动：稿件里已经是这些数。"


class ReadSheet(FilesPage):
    """Lists the values in filled sheets; the ticked ones become one edit. ``ledger_wanted``: to the ledger."""

    ledger_wanted = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        self._rows: dict[str, ReadRow] = {}
        super().__init__(runner, WORDS, TABLE, parent)

    def ask_for_files(self) -> list[Path]:
        """Filled sheets."""
        return choose_filled(self)

    def reading(self, session: Session, paths: tuple[Path, ...]) -> Callable[[], Any]:
        """Compare the content of the sheets with the draft."""
        return partial(rows_of, session.draft, paths)

    def take_in(self, found: Any) -> None:
        """Show the rows: existing ticks are kept, new rows that need no review are ticked."""
        before, chosen = set(self._rows), {row.key for row in self.table.chosen}
        self._rows = {key_of(row): row for row in found}
        self.table.show_groups(read_groups(found), chosen | (ready_keys(found) - before))
        self.show_state(FOUND)
        self.show_count()
        self.view.setFocus()

    def refresh(self) -> None:
        """Read the sheets again: what stands in the draft is part of every row."""
        self.read()

    def forget(self) -> None:
        """Drop the sheets that were read."""
        self._rows = {}

    def headline(self, chosen: int) -> str:
        """How many values are ready, and what needs a look."""
        return headline(tuple(self._rows.values()), len(self.paths), chosen)

    def detail_of(self, row: GroupedRow) -> str:
        """The full remark about the current row, and its place in the sheet."""
        found = self._rows.get(row.key)
        if found is None:
            return ""
        place = f"{found.file}第{found.line}行" if found.line else found.file
        return "：".join(part for part in (place, found.explanation) if part)

    def take(self) -> None:
        """Write the ticked values into the draft, each with its source, as one edit."""
        session, answers = self.session, self._chosen()
        if session is None or session.read_only or not answers:
            return
        change = self.runner.attempt(accepted, session.draft, answers)
        if change is None:
            return
        keep_before(session, VersionReason.IMPORT)
        is_done = session.do(change)
        words = TAKEN.format(count=len(answers)) if is_done else NOT_TAKEN
        self.read()
        self.notice.show_notice(words, "success" if is_done else "info", [("到台账里看(&L)", self.ledger_wanted.emit)])

    def _chosen(self) -> list[Answer]:
        found = (self._rows[row.key].answer for row in self.table.chosen)
        return [answer for answer in found if answer is not None]


def rows_of(draft: Draft, paths: Sequence[Path]) -> tuple[ReadRow, ...]:
    """Runs in the background: the content of the sheets compared with the draft."""
    return read_rows(draft, read_answers(draft, paths))
