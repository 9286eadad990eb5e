"""审阅: the changes in returned copies as a queue, the draft around each, the base of its place; all decided are kept."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from core.errors import AppError
from core.model.draft import Draft
from core.workflows.drafting.session import Session
from core.workflows.messages import sentence
from core.workflows.review.arrivals import (
    Arrivals,
    gathered,
    is_of_one_base,
    is_unchanged,
    keep_arrivals,
    read_arrivals,
    read_kept,
)
from core.workflows.review.bases import owners_of
from core.workflows.review.copies import CopyReview
from core.workflows.review.queue import ReviewQueue, review_queue
from core.workflows.review.returned import DraftReview, waiting
from gui.history.papers import VersionPapers
from gui.review.deciding import ReviewDecider
from gui.review.people import OwnersForm
from gui.review.splitter import ReviewSplitter
from gui.shell import theme
from gui.shell.actions import make_action
from gui.shell.progress import ProgressToken
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import centred, footer, lay_out_sheet, page_column
from gui.widgets.stepping import redo_with_message, undo_with_message

READ, QUEUE, OWNED = "review/read", "review/queue", "review/owned"
OTHER_DRAFT = "review_other_draft"
MOST_OWNERS = 2
"""Other drafts that are offered at once."""
NOTHING, READING, OWNERS, SPLITTER = range(4)
LOW = 560
"""Pixels of height below which the lists need the room of a notice."""

BASES = frozenset(("review_base_version", "review_base_now"))
COPIES = "改稿 (*.docx *.docm *.doc *.wps *.rtf *.odt);;所有文件 (*)"
HEADING = "选择改回来的 Word 或 WPS 文件"
HELP = "这份稿件导出以后，别人改过的 Word 或 WPS 文件，有没有修订记录都可以，一次可以选几份，也可以直接拖进窗口。改稿收在稿件里，一处一处定，随时可以停。"
READ_ONLY = "这份稿件现在只能看，不能采纳修改。请先在别处关掉它，再重新打开。"
KNOWN = "以前收过的改稿没有重复收。"
TO_OWNER = "去“{draft}”收回"
NO_CHANGES = "“{name}”和送出去的那一版完全一样，没有修改，也没有批注。"
DONE = "改稿里的修改和批注都定了。要改主意，按 Ctrl+Z 一步步撤销。"


class NoticeRoom(QObject):
    """A notice keeps its room on a page while it is hidden, so that nothing under the mouse moves; not on a low page."""

    def __init__(self, notice: NoticeBar, page: QWidget) -> None:
        super().__init__(page)
        self._notice = notice
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has another size."""
        if isinstance(event, QResizeEvent):
            room = self._notice.sizePolicy()
            room.setRetainSizeWhenHidden(event.size().height() >= theme.length(LOW))
            self._notice.setSizePolicy(room)
        return super().eventFilter(watched, event)


class ReviewPage(QWidget):
    """``begin`` shows it for a draft, ``take_files`` reads copies; ``closed``: return to the draft. ``draft_wanted`` carries
    another draft and the files that came back of that."""

    closed = Signal()
    draft_wanted = Signal(object, list)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.session: Session | None = None
        self.queue: ReviewQueue | None = None
        self._copies: dict[str, CopyReview] = {}
        self._lost: set[str] = set()
        self._gathered: tuple[tuple[str, str], ...] = ()
        self._arrivals: Arrivals | None = None
        self._arrived: tuple[Path, ...] = ()
        """The files of those whose owners are not said yet."""
        self._stepped_from: ReviewQueue | None = None
        """The queue before an undo or a redo whose outcome is not shown yet."""
        self._watch = ProgressToken(self)
        self.notice, self.pages = NoticeBar(), QStackedWidget()
        self.owners, self.splitter = OwnersForm(), ReviewSplitter()
        self._working = label("", "heading", wrap=True)
        self.decider = ReviewDecider(runner, self.splitter, self)
        self._later = QTimer(self, interval=0, singleShot=True)  # once the screen shows what was decided
        self._later.timeout.connect(self.refresh)
        self._papers = VersionPapers(runner, self.notice.show_notice, self)
        NoticeRoom(self.notice, self)
        self._build()
        self._connect()

    # Public interface

    def begin(self, session: Session) -> None:
        """Show it for a draft, with the copies that the draft keeps."""
        self.notice.hide()
        if session is not self.session:
            self.session, self.queue, self._arrivals = session, None, None
            self.decider.work = None
            self._copies, self._lost, self._gathered = {}, set(), ()
        if session.read_only:
            self.notice.show_notice(READ_ONLY, "warning")
        if self._arrivals is None:
            self.refresh()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read these; without any, ask for files unless copies are here already."""
        if paths:
            self._read(tuple(paths))
        elif self.session is not None and not waiting(self.session.draft):
            self._on_choose()

    def take_place_of(self, page: "ReviewPage") -> None:
        """Show the draft of the page that this one replaces."""
        if page.session is not None:
            self.begin(page.session)

    def refresh(self) -> None:
        """Show how the copies stand with the draft as it is now."""
        if self.session is None:
            return
        who = tuple((copy.id, copy.who) for copy in waiting(self.session.draft) if copy.id not in self._lost)
        wanted = _wanted(self.session, [key for key, _ in who], self._copies)
        if any(key not in self._copies for key in wanted):
            self._show_reading("正在打开收到的改稿…")
            self.runner.run(
                read_kept, self.session.path, on_done=self._on_kept_read, on_failed=self._on_failed, key=READ
            )
        elif wanted:
            self._work_out([self._copies[key] for key in wanted], who)
        else:
            self.queue = None
            self._show(NOTHING)

    def write_opinions(self) -> None:
        """Write 征求意见采纳情况表 of the copies."""
        if self.queue is not None and self.session is not None:
            self._papers.write_opinions(self.queue.review, self.session)

    def offer_redlines(self) -> None:
        """Offer the pairs that a redline can compare: each copy, or the present draft, with the version sent out."""
        item = self.splitter.current
        if self.queue is not None and self.session is not None:
            number = item.copy if item is not None else 0
            menu = self._papers.copy_menu(self.queue.review, self.session, number)
            menu.popup(self._papers_made[-1].mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    # Building

    def _build(self) -> None:
        for page in (self._start(), self._waiting(), self.owners, self.splitter):
            self.pages.addWidget(page)
        content, column = page_column(12, 16, 8)
        column.addWidget(self.pages, 1)
        column.addWidget(self.notice)
        self.more = button("收回改稿(&O)…", self._on_choose)
        back = back_button("返回稿件(&B)", self._on_escape, self)
        hint = "每条意见采纳了没有、理由是什么，写成 Word 或 Excel 表格"
        opinions = button("采纳情况表(&Y)…", self.write_opinions, "", hint)
        hint = "一份改稿，或者现在的稿件，与发出去的那一版不同的地方，都写成 Word 修订，或者三栏对照表"
        self._papers_made = (opinions, button("花脸稿(&H)…", self.offer_redlines, "", hint))
        left = (self.more, *self.splitter.left_buttons, *self._papers_made)
        foot = footer(left, (back, *self.splitter.buttons), 16)
        lay_out_sheet(self, content, foot, is_scrolled=False)
        self._show(NOTHING)

    def _start(self) -> QWidget:
        self._choose = button("收回改稿(&O)…", self._on_choose, "primary")
        lines = (label(HEADING, "heading"), label(HELP, "secondary", wrap=True))
        return centred(frame("drop"), *lines, self._choose)

    def _waiting(self) -> QWidget:
        self.cancel_button = button("不读了(&X)", self._on_cancel)
        return centred(frame("card"), self._working, self.cancel_button)

    def _connect(self) -> None:
        self.decider.decided.connect(self._on_decided)
        self.decider.message_shown.connect(self.notice.show_notice)
        self.decider.bulk.finished.connect(self.refresh)
        self.owners.accepted.connect(self._on_owners)
        self.owners.dropped.connect(self._on_dropped)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(QKeySequence(keys), self, partial(self.splitter.step, step), context=context)
        for name, step_back in (("undo", undo_with_message), ("redo", redo_with_message)):
            make_action(name, self, partial(self._step, step_back)).setShortcutContext(context)

    def _show(self, state: int) -> None:
        self.pages.setCurrentIndex(state)
        for each in (self.more, *self._papers_made):
            each.setVisible(state == SPLITTER)
        self.splitter.show_buttons(state == SPLITTER)

    def _show_reading(self, words: str) -> None:
        self._working.setText(words)
        self._show(READING)
        self.cancel_button.setFocus()

    # Reading

    def _read(self, paths: tuple[Path, ...]) -> None:
        if self.session is None:
            return
        if self._arrivals is not None:
            paths = tuple(dict.fromkeys((*self._arrived, *paths)))
        self.decider.bulk.stop()
        self.runner.cancel(QUEUE)  # its answer would lead back to the splitter
        self._show_reading(f"正在读取{len(paths)}份改稿…")
        self._watch = ProgressToken(self)
        self._watch.progressed.connect(partial(self._on_progress, len(paths)))
        work = partial(read_arrivals, self.session.path, paths, datetime.now(), self._watch)
        self.runner.run(work, on_done=partial(self._on_read, paths), on_failed=self._on_failed, key=READ)

    def _on_progress(self, count: int, done: int) -> None:
        self._working.setText(f"正在读取第{done + 1}份，共{count}份（{done * 100 // count}%）…")

    def _on_read(self, paths: tuple[Path, ...], found: Arrivals) -> None:
        if self.session is None:
            return
        if others := _refused(paths, found, (OTHER_DRAFT,)):
            self.runner.run(owners_of, others, on_done=partial(self._offer_owners, others), key=OWNED)
        kept = {copy.id for copy in waiting(self.session.draft)}
        new = tuple(copy for copy in found.copies if copy.kept.id not in kept)
        self._copies.update((copy.kept.id, copy) for copy in found.copies if copy.kept.id in kept)
        self._tell(found, bool(new))
        if new:
            self._arrivals = Arrivals(new, found.told, found.refused, found.media)
            self._arrived = _of(paths, map(attrgetter("name"), new))
            self._show(OWNERS)
            self.owners.show_copies(self.session.draft, new)
        else:
            self.refresh()

    def _tell(self, found: Arrivals, is_new: bool) -> None:
        """Report refused files with the reason, and the notices about the others except those about their base version."""
        others = (notice for notice in found.told if notice.code not in BASES)
        words = [sentence(notice) for notice in (*found.refused, *others)]
        words += [KNOWN] if found.copies and not is_new else []
        if words:
            self.notice.show_notice("\n".join(words), "warning" if found.refused else "info")

    def _offer_owners(self, refused: Sequence[Path], owners: Mapping[Path, Path]) -> None:
        """Lead refused files to the drafts that they were exported from; one that names none goes along with the first."""
        drafts = tuple(dict.fromkeys(owners.values()))
        first = next(iter(drafts), None)
        files = {draft: [file for file in refused if owners.get(file, first) == draft] for draft in drafts}
        choices = [
            (TO_OWNER.format(draft=each.stem), partial(self.draft_wanted.emit, each, files[each])) for each in files
        ]
        if choices:
            self.notice.show_notice(self.notice.text, "warning", choices[:MOST_OWNERS])

    def _on_kept_read(self, found: Arrivals) -> None:
        if self.session is None:
            return
        self._copies.update((copy.kept.id, copy) for copy in found.copies)
        self._lost |= {copy.id for copy in waiting(self.session.draft)} - self._copies.keys()
        if found.refused:
            self.notice.show_notice("\n".join(map(sentence, found.refused)), "error")
        self.refresh()

    def _on_owners(self) -> None:
        """Store the copies in the draft under these names."""
        session, arrivals = self.session, self._arrivals
        if session is None or arrivals is None:
            return
        self._arrivals = None
        self._copies.update((copy.kept.id, copy) for copy in arrivals.copies)
        self.runner.attempt(keep_arrivals, session, arrivals, self.owners.owners)
        unchanged = [NO_CHANGES.format(name=copy.name) for copy in arrivals.copies if is_unchanged(copy)]
        if unchanged:
            self.notice.show_notice("\n".join(unchanged), "info")
        self.refresh()

    def _on_dropped(self) -> None:
        self._arrivals = None
        self.notice.hide()
        self.refresh()

    def _on_failed(self, error: AppError) -> None:
        self._show(NOTHING)
        self.notice.show_notice(sentence(error), "error")

    def _on_choose(self) -> None:
        folder = str(self.session.path.parent) if self.session is not None else ""
        paths, _filter = QFileDialog.getOpenFileNames(self, "收回改稿", folder, COPIES)
        if paths:
            self._read(tuple(map(Path, paths)))

    def _on_cancel(self) -> None:
        self._watch.stop()
        self.runner.cancel("review")
        self._show(SPLITTER if self.queue is not None else NOTHING)
        if self._arrivals is not None:
            self._show(OWNERS)
        elif self.session is not None and all(copy.id in self._copies for copy in waiting(self.session.draft)):
            self.refresh()

    # The queue

    def _work_out(self, copies: Sequence[CopyReview], who: tuple[tuple[str, str], ...]) -> None:
        """Recompute the state of all items in the background."""
        if self.session is None:
            return
        is_known = self.queue is not None and who == self._gathered and is_of_one_base(copies)
        known = self.queue.review if self.queue is not None and is_known else None
        self._gathered = who
        work = partial(_worked_out, self.session.draft, copies, known)
        self.runner.run(work, on_done=self._on_worked_out, on_failed=self._on_failed, key=QUEUE)

    def _on_worked_out(self, queue: ReviewQueue) -> None:
        is_first = self.pages.currentIndex() != SPLITTER
        before, self._stepped_from = self._stepped_from, None
        self._show_queue(queue, queue.changed_since(before) if before is not None else "")
        if is_first:
            self._show(SPLITTER)
            self.splitter.list.setFocus()

    def _show_queue(self, queue: ReviewQueue, current: str = "") -> None:
        if self.session is not None:
            self.queue = queue
            self.decider.work = (self.session, queue)
            self.splitter.show_queue(queue, current, not self.session.read_only)

    def _on_decided(self, queue: ReviewQueue, following: str) -> None:
        """Show it at once and go on to the next; the rest is worked out meanwhile."""
        self.notice.hide()
        self._show_queue(queue, following)
        self.splitter.list.setFocus()
        if not any(each.is_open for each in queue.items):
            self.notice.show_notice(DONE, "success", leaves=True)
        self._later.start()

    # Signals

    def _step(self, step: Any) -> None:
        """Undo or redo, with a message: the step may have nothing to do with this page."""
        if self.session is None or self.decider.bulk.is_running:
            return
        self.splitter.decision.offer_reason("")
        before = self.queue
        if words := step(self.session):
            self._stepped_from = before
            self.notice.show_notice(words, leaves=True)
            if self._arrivals is None:
                self.refresh()

    def _on_escape(self) -> None:
        if self.decider.bulk.is_running:
            self.decider.bulk.stop()
        else:
            if self.pages.currentIndex() == SPLITTER:
                self.splitter.list.setFocus()  # not on the button when the page comes back
            self.closed.emit()


def _wanted(session: Session, kept: list[str], read: Iterable[str]) -> list[str]:
    """The copies to be shown: those that the draft keeps; of a draft that cannot be written those that were read."""
    return kept or (list(read) if session.read_only else [])


def _refused(paths: Sequence[Path], found: Arrivals, codes: Collection[str]) -> tuple[Path, ...]:
    """The files that were refused for one of these reasons."""
    return _of(paths, (notice.parameters["name"] for notice in found.refused if notice.code in codes))


def _of(paths: Sequence[Path], names: Iterable[str]) -> tuple[Path, ...]:
    """The files of these names."""
    known = frozenset(names)
    return tuple(path for path in paths if path.name in known)


def _worked_out(draft: Draft, copies: Sequence[CopyReview], known: DraftReview | None) -> ReviewQueue:
    """The queue of these copies; ``known`` is what they say against one another, if that was compared before."""
    return review_queue(known or gathered(draft, copies), draft)
