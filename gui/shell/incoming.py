"""Files that come to the window, dropped on it or named when it starts: what each is, and where it goes."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.workflows.messages import words
from core.workflows.names import DRAFT_ENDING
from gui.collection.controller import may_be_copy
from gui.new_draft.controller import NewDraftController
from gui.session.draft_controller import DraftController
from gui.shell.doors import late
from gui.shell.router import OF_DRAFT
from gui.widgets.basics import label

if TYPE_CHECKING:
    from core.workflows.importing.isolated import ReportReader
    from gui.shell.main_window import MainWindow
    from gui.widgets.frame.notice_bar import Choice


CARD_WORDS = "松开鼠标：作为稿件“{draft}”的改稿（或者填好的填报表）收回"
REVIEW_WORDS = "松开鼠标：作为这份稿件的改稿收回，进“审阅”；填好的填报表收进稿件"
VEIL_WORDS = "松开鼠标：往年材料用来起草（“对照”里作今年要点），拟稿的稿件直接打开，改回来的稿件进“审阅”，填好的填报表收进稿件，图片放进正文（落在图上就换图）"
DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
NO_DRAG = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)
"""None of these comes while something is dragged: the other program has ended without a word."""


class FileDrops(QObject):
    """Filters the native window's events, so that text fields do not insert a dropped file as text.

    Other drags (text inside the window) pass unchanged. The window must have been shown. ``dropped`` carries the files and the
    point of the screen, ``words_at`` says what dropping at one does.
    """

    dropped = Signal(list, QPoint)

    def __init__(self, window: QWidget, words_at: Callable[[QPoint], str]) -> None:
        super().__init__(window)
        self._window, self._words_at = window, words_at
        self._veil = Veil(window)
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Accept files, and nothing else."""
        kind = event.type()
        if kind in DRAGS and isinstance(event, QDragEnterEvent | QDragMoveEvent):
            return self._over(event)
        if kind == QEvent.Type.DragLeave or kind in NO_DRAG:
            self._veil.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        return False

    def _over(self, event: QDragEnterEvent | QDragMoveEvent) -> bool:
        if not files_in(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._veil.cover(self._words_at(self._point(event)))
        return True

    def _drop(self, event: QDropEvent) -> bool:
        files = files_in(event.mimeData())
        self._veil.hide()
        if not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(files, self._point(event))
        return True

    def _point(self, event: QDropEvent) -> QPoint:
        return self._window.mapToGlobal(event.position().toPoint())


def files_in(data: QMimeData) -> list[Path]:
    """The local files of a drag."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def left_out(drafts: Sequence[Path], reports: Sequence[Path]) -> list[str]:
    """Sentences about dropped files that are not opened."""
    found = (("drafts_not_opened", drafts), ("reports_not_taken", reports))
    return [words(code, names="、".join(path.name for path in paths)) for code, paths in found if paths]


def _names(paths: Sequence[Path]) -> str:
    """The first of many names."""
    return "、".join(path.name for path in paths[:SHOWN]) + ("等" if len(paths) > SHOWN else "")


class Veil(QFrame):
    """A frame around the window during a drag, with a band that says what dropping will do; the pages can be seen below."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._below = window
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = label("", "headline", wrap=True)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._words)
        self.hide()

    def cover(self, words: str) -> None:
        """Cover the whole window."""
        self._words.setText(words)
        if not self.isVisible():
            self.setGeometry(self._below.rect())
            self.show()
            self.raise_()


ASKED = "“{names}”怎么用？是这份稿件的改稿就收回审阅，也可以放进往年材料，或者用来新建稿件。原文件不会改动。"
CAME_BACK = "“{names}”是从稿件“{draft}”导出的文件，不是新材料。要收回那份稿件里审阅吗？"
SHOWN = 3
MANY = 4
"""Files dropped at once that are listed before a draft is made of them."""


class Incoming(QObject):
    """Leads files to the page that is for them; asks where they may be several things."""

    def __init__(
        self,
        window: "MainWindow",
        draft: DraftController,
        new_draft: NewDraftController,
        reader: "Callable[[], ReportReader]",
    ) -> None:
        super().__init__(window)
        self._window, self._router = window, window.router
        self._draft, self._new_draft, self._reader = draft, new_draft, reader
        draft.collecting.draft_wanted.connect(self.open_with)

    def watch(self) -> None:
        """Enable dropping files; the window must have been shown."""
        FileDrops(self._window, self._drop_words).dropped.connect(self._on_dropped)

    def take(self, paths: Sequence[Path]) -> None:
        """Open a draft among the files; the others go to a page in front that waits for such files, or start a new
        draft."""
        drafts = [path for path in paths if path.suffix.lower() == DRAFT_ENDING]
        reports = [path for path in paths if path not in drafts]
        if drafts:
            self._open(drafts, reports)
        elif any(map(os.path.isdir, reports)):
            self._new_draft.list_files(reports)
        elif reports and (self._new_draft.is_in_front or not self._draft.take_files(reports)):
            self._find_drafts(reports)

    def _drop_words(self, point: QPoint) -> str:
        """What dropping files at a point of the screen does."""
        card = self._card_at(point)
        if card is not None:
            return CARD_WORDS.format(draft=card.stem)
        return REVIEW_WORDS if self._router.front == "review" else VEIL_WORDS

    def _card_at(self, point: QPoint) -> Path | None:
        """The draft whose card is at a point of the screen."""
        card: Path | None = self._window.start.draft_at(point) if self._router.front == "start" else None
        return card

    def _on_dropped(self, paths: Sequence[Path], point: QPoint) -> None:
        """On the card of a draft: files that came back of it."""
        card = self._card_at(point)
        if card is None or any(path.suffix.lower() == DRAFT_ENDING or os.path.isdir(path) for path in paths):
            self.take(paths)
        else:
            self.open_with(card, paths)

    def open_with(self, draft: Path, paths: Sequence[Path]) -> None:
        """Open a draft with files that came back of it."""
        self._window.notices.hush()
        self._draft.collecting.expect(draft, paths)
        self._window.open_draft(draft)

    def _open(self, drafts: Sequence[Path], reports: Sequence[Path]) -> None:
        """Open the first draft; files that came back of it lead on to 审阅."""
        self._find_owners(reports, drafts[:1], partial(self._on_own_found, drafts, reports))

    def _on_own_found(self, drafts: Sequence[Path], reports: Sequence[Path], owners: Mapping[Path, Path]) -> None:
        is_own = drafts[0] in owners.values()
        if is_own:
            self._draft.collecting.expect(drafts[0], reports)
        self._window.open_draft(drafts[0], left_out(drafts[1:], () if is_own else reports))

    def _find_drafts(self, reports: Sequence[Path]) -> None:
        """Files that were exported from a recent draft lead there; others start a new draft."""
        self._find_owners(reports, (), partial(self._on_drafts_found, reports))

    def _find_owners(
        self, reports: Sequence[Path], beside: Sequence[Path], done: Callable[[Mapping[Path, Path]], None]
    ) -> None:
        """Find the draft that each of these was exported from."""
        files = tuple(filter(may_be_copy, reports))
        if files:
            find = late("core.workflows.review.bases:owners_of")
            self._window.runner.run(find, files, tuple(beside), on_done=done, key="copies")
        else:
            done({})

    def _on_drafts_found(self, reports: Sequence[Path], owners: Mapping[Path, Path]) -> None:
        if self._new_draft.is_in_front:
            self._add_documents([path for path in reports if path not in owners])
            reports = tuple(owners)
        owner = next(iter(owners.values()), None)
        if owner is None:
            self._begin(reports)
        elif self._new_draft.is_in_front or self._is_draft_in_front:
            self._ask_about_copies(reports, owner)
        else:
            self.open_with(owner, reports)

    @property
    def _is_draft_in_front(self) -> bool:
        return self._router.rail(self._router.front) in OF_DRAFT

    def _ask_about_copies(self, files: Sequence[Path], draft: Path) -> None:
        """Files of another draft, on a page where they may be material as well."""
        choices: list[Choice] = [("去那份稿件收回(&E)", partial(self.open_with, draft, files)), *self._uses(files)]
        self._window.notices.tell(CAME_BACK.format(names=_names(files), draft=draft.stem), "info", choices)

    def _begin(self, reports: Sequence[Path]) -> None:
        """What the user says where a draft is in front, else a new draft with these."""
        if not self._is_draft_in_front:
            if reports:
                self._start(reports)
            return
        take_back: Choice = ("收回改稿、审阅(&E)", partial(self._read_copies, reports))
        choices = [*([take_back] if any(map(may_be_copy, reports)) else []), *self._uses(reports)]
        self._window.notices.tell(ASKED.format(names=_names(reports)), "info", choices)

    def _uses(self, reports: Sequence[Path]) -> "list[Choice]":
        """What reports can be used for on the page in front, as choices."""
        if self._new_draft.is_in_front:
            return [("在这里用作往年材料(&W)", partial(self._add_documents, reports))]
        return [
            ("放进往年材料(&W)", partial(self.add_bases, reports)),
            ("新建稿件(&N)", partial(self._start, reports)),
        ]

    def _add_documents(self, reports: Sequence[Path]) -> None:
        self._window.notices.hush()
        if reports:
            self._new_draft.add_documents(reports)

    def _read_copies(self, reports: Sequence[Path]) -> None:
        self._window.notices.hush()
        self._draft.collecting.read_copies(reports)

    def _start(self, reports: Sequence[Path]) -> None:
        """A new draft with these; many are listed first, so that the user can choose."""
        self._window.notices.hush()
        if len(reports) < MANY:
            self._window.begin_draft("", reports)
        else:
            self._new_draft.list_files(reports)

    def add_bases(self, paths: Sequence[Path]) -> None:
        """Store reports in the open draft."""
        self._window.notices.hush()
        if paths and self._draft.show_draft():
            page = self._draft.page
            page.side.setCurrentIndex(0)
            page.side.show()
            page.prior.bases.add(paths, self._reader())
