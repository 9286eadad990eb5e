"""回收填报表: the content of filled sheets, shown before anything is accepted; the ticked rows become one edit of the draft."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.history import VersionReason
from core.workflows.drafting.session import Session
from core.workflows.drafting.versions import keep_before
from core.workflows.messages import sentence
from core.workflows.yearly.collected import ReadRow, Standing, read_rows
from core.workflows.yearly.collecting import Answer, accepted, read_answers
from gui.collection.files import choose_filled
from gui.shell import theme
from gui.shell.actions import make_action
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import centred, footer, lay_out_sheet, page_column
from gui.widgets.lists.grouped_model import Group, GroupedModel, GroupedRow
from gui.widgets.lists.grouped_view import GroupedView

TITLES = ("填报内容", "章节", "上年", "现在", "上报数", "单位", "填报单位", "说明")
NUMBERS = (2, 3, 4)
GROUPS = MappingProxyType(
    {
        Standing.UNREAD: ("读不了、或者不是这份稿件的表", "finding_text"),
        Standing.CONFLICT: ("几张表填的不一样，要哪个就勾哪个", "finding_text"),
        Standing.FILLED: ("稿里已经有别的数，勾选才替换", "empty_text"),
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


KEY = "sheets/read"
WIDTHS = (210, 140, 66, 66, 92, 52, 210)
NOTHING, READING, FOUND = range(3)
TAKE = "写入所选{count}项(&S)"
HELP = "各科室发回的表一次可以选几份，也可以直接拖进窗口。先列出来看，勾选以后才写进稿件。"
READ_ONLY = "这份稿件现在只能看，无法采用。请先在别处关掉它，再重新打开。"
TAKEN = "已写入{count}项，填报单位、日期和文件都记在台账的“来源”里。按 Ctrl+Z 可以整批撤销。"
NOT_TAKEN = "没有写入，稿件没有改动：稿件里已经是这些数。"


class ReadSheet(QWidget):
    """``begin`` shows it for a draft, ``take_files`` reads sheets; ``closed``: return to the draft; ``ledger_wanted``:
    to the ledger."""

    closed = Signal()
    ledger_wanted = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self._session: Session | None = None
        self._paths: dict[Path, None] = {}
        self._rows: dict[str, ReadRow] = {}
        self.notice = NoticeBar()
        self.pages = QStackedWidget()
        self.table = GroupedModel(TITLES, NUMBERS, self)
        self.view = GroupedView(self.table, "填报表里的上报数", WIDTHS)
        self.count = label("", "count", wrap=True)
        self.detail = label("", "secondary", wrap=True)
        self._working = label("", "heading", wrap=True)
        self._build()
        self._connect()

    def begin(self, session: Session) -> None:
        """Show it for a draft; sheets read for the same draft stay."""
        self.notice.hide()
        if session is not self._session:
            self._session = session
            self._paths, self._rows = {}, {}
            self._show(NOTHING)
        elif self._paths:
            self._read()
        if session.read_only:
            self.notice.show_notice(READ_ONLY, "warning")

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read these in addition to the listed ones; without any, ask for files."""
        if not paths:
            self._on_choose()
            return
        self._paths.update(dict.fromkeys(paths))
        self._read()

    def take_place_of(self, sheet: "ReadSheet") -> None:
        """Read the files of the page that this one replaces."""
        if sheet._session is not None:
            self.begin(sheet._session)
        if sheet._paths:
            self.take_files(tuple(sheet._paths))

    # Building

    def _build(self) -> None:
        for page in (self._start(), self._waiting(), self._result()):
            self.pages.addWidget(page)
        content, column = page_column()
        column.addWidget(label("回收填报表", "headline"))
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self._more = button("再加几份(&O)…", self._on_choose)
        self._afresh = button("重新开始(&N)", self._on_afresh, hint="不看这些表了，换别的表")
        self.take_button = button(TAKE.format(count=""), self.take, "primary")
        back = back_button("返回稿件(&B)", self.closed.emit, self)
        lay_out_sheet(self, content, footer((self._more, self._afresh), (back, self.take_button)), is_scrolled=False)
        self._show(NOTHING)

    def _start(self) -> QWidget:
        self._choose = button("选择填好的表(&O)…", self._on_choose, "primary")
        return centred(
            frame("drop"), label("选择填好发回的填报表", "heading"), label(HELP, "secondary", wrap=True), self._choose
        )

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
        for name, step in (("undo", "undo"), ("redo", "redo")):
            action = make_action(name, self, partial(self._step, step))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Reading

    def _read(self) -> None:
        if self._session is None:
            return
        self._working.setText(f"正在读取{len(self._paths)}份填报表…")
        self._show(READING)
        self.cancel_button.setFocus()
        draft, paths = self._session.draft, tuple(self._paths)
        self.runner.run(rows_of, draft, paths, on_done=self._on_read, on_failed=self._on_failed, key=KEY)

    def _on_read(self, rows: Sequence[ReadRow]) -> None:
        """Keep existing ticks; new rows that need no review are ticked."""
        before, chosen = set(self._rows), {row.key for row in self.table.chosen}
        self._rows = {key_of(row): row for row in rows}
        self.table.show_groups(read_groups(rows), chosen | (ready_keys(rows) - before))
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
        self.count.setText(headline(tuple(self._rows.values()), len(self._paths), chosen))
        self.take_button.setText(TAKE.format(count=chosen))
        self.take_button.setEnabled(bool(chosen) and self._session is not None and not self._session.read_only)

    def _show_detail(self) -> None:
        """Show the full remark about the current row, and its place in the draft."""
        row = self.table.row(self.view.currentIndex())
        found = self._rows.get(row.key) if row is not None else None
        if found is None:
            self.detail.clear()
            return
        place = f"{found.file}第{found.line}行" if found.line else found.file
        self.detail.setText("：".join(part for part in (place, found.explanation) if part))

    # Actions

    def take(self) -> None:
        """Write the ticked values into the draft, each with its source, as one edit."""
        session, answers = self._session, self._chosen()
        if session is None or session.read_only or not answers:
            return
        change = self.runner.attempt(accepted, session.draft, answers)
        if change is None:
            return
        keep_before(session, VersionReason.IMPORT)
        is_done = session.do(change)
        words = TAKEN.format(count=len(answers)) if is_done else NOT_TAKEN
        self._read()
        self.notice.show_notice(words, "success" if is_done else "info", [("到台账里看(&L)", self.ledger_wanted.emit)])

    def _chosen(self) -> list[Answer]:
        found = (self._rows[row.key].answer for row in self.table.chosen)
        return [answer for answer in found if answer is not None]

    def _step(self, step: str) -> None:
        if self._session is not None and getattr(self._session, step)():
            self.notice.hide()
            if self._paths:
                self._read()

    def _on_choose(self) -> None:
        paths = choose_filled(self)
        if paths:
            self.take_files(paths)
        elif not self._paths:
            self._choose.setFocus()

    def _on_cancel(self) -> None:
        self.runner.cancel(KEY)
        self._on_afresh()

    def _on_afresh(self) -> None:
        self._paths, self._rows = {}, {}
        self.table.show_groups(())
        self._show(NOTHING)
        self._choose.setFocus()


def rows_of(draft: Draft, paths: Sequence[Path]) -> tuple[ReadRow, ...]:
    """Runs in the background: the content of the sheets compared with the draft."""
    return read_rows(draft, read_answers(draft, paths))
