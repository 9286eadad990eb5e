"""The two-minute draft: a strip above the pages that shows the next step and detects when it is done. It never blocks
the work."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.workflows.drafting.guide import Seen, guide_words, make_sample, step_of
from core.workflows.recovery.trash import Trashed, bring_back, can_bring_back, move_to_trash
from gui.collection.files import show_path
from gui.session.draft_controller import DraftController
from gui.settings.preferences import prefer
from gui.shell.router import Router
from gui.shell.tasks import TaskRunner
from gui.start.trash import into_trash
from gui.widgets.frame.notice_bar import Choice, NoticeBar
from gui.widgets.frame.notice_place import NoticePlace

LOOK_AGAIN = 500
"""Milliseconds between two looks at how far one has come."""

SETTING = "guide"
ROLL_OVER = "{roll_over}"
"""Where the steps speak of the tab that has its name from the room there is."""

OPEN_FOLDER, DELETE = "打开样例所在文件夹", "删除样例"
DELETED = "样例和练习稿已移到回收站。导出的文件还在原处。"
FROM_TRASH = "要找回，请在回收站里还原。"
NOT_LEFT = "练习稿还有改动没有存上，没有删除。存好以后再试。"

Take = Callable[[Sequence[Path]], None]


class Guide(QObject):
    """``draft`` has the open draft, ``router`` the page in front, ``take`` opens files; ``home_wanted`` requests 开始.

    ``step`` is the step shown, counted from 0; -1 while the guide is off.
    """

    home_wanted = Signal()

    def __init__(
        self, runner: TaskRunner, draft: DraftController, router: Router, place: NoticePlace, take: Take
    ) -> None:
        super().__init__(place)
        self._runner, self._draft, self._router = runner, draft, router
        self._take = take
        draft.exported.connect(self._on_exported)
        self.bar = NoticeBar()
        self.bar.setAccessibleName("引导")
        self.bar.dismissed.connect(self.skip)
        place.add(self.bar)
        self.words = guide_words()
        self.sample: Path | None = None
        self.step, self._shown = -1, ""
        self.has_file = False
        self._asked_on = ""
        router.stack.currentChanged.connect(self._on_turned)
        self.timer = QTimer(self, interval=LOOK_AGAIN)
        self.timer.timeout.connect(self.look)

    def offer(self) -> None:
        """Offer to start, on the start page alone: not to somebody who opened a file, and gone when the user goes elsewhere."""
        self._asked_on = "start"
        choices = [("走一遍（两分钟）", self.begin), ("不用了", self.skip)]
        self.bar.show_notice(self.words.offer, "info", choices)
        self._on_turned()

    def begin(self) -> None:
        """Start, or restart, with the first step."""
        self._asked_on = ""
        prefer(SETTING, False)
        sample = self._runner.attempt(make_sample, datetime.now().year)
        if sample is not None:
            self.sample, self.step, self._shown, self.has_file = sample, -1, "", False
            self.bar.show()
            self.timer.start()
            self.look()

    def skip(self) -> None:
        """End the guide; it can be restarted from the help."""
        prefer(SETTING, False)
        self._asked_on = ""
        self.timer.stop()
        self.step = -1
        self.bar.hide()

    def _on_turned(self) -> None:
        if self._asked_on:
            self.bar.setVisible(self._router.front == self._asked_on)

    def _on_exported(self) -> None:
        self.has_file = self.sample is not None and self._seen(self.sample.stem).draft is not None

    def look(self) -> None:
        """Show the next step, if it changed; while the user's own draft is open the guide waits at its step."""
        sample = self.sample
        if sample is None:
            return
        seen = self._seen(sample.stem)
        is_away = self.step > 0 and self._draft.session is not None and seen == Seen()
        self.bar.setHidden(is_away and self._router.front != "start")
        if is_away:
            return
        self.step = step_of(seen)
        words = self.sentence
        if words != self._shown:
            self._shown = words
            self.show(sample)

    def _seen(self, name: str) -> Seen:
        """The page in front, and the open draft if it was made from the sample."""
        session, form = self._draft.session, None
        if self._router.front == "new_draft":
            form = self._router.page("new_draft").request
        has_sheet = form is not None and any(report.name == name for report in form.basis)
        if session is None or all(basis.name != name for basis in session.draft.basis):
            return Seen(has_sheet)
        return Seen(has_sheet, session.draft, self.has_file)

    def show(self, sample: Path) -> None:
        """Show the step, or the end."""
        steps = self.words.steps
        if self.step == len(steps):
            self.timer.stop()
            ends: list[Choice] = [
                (OPEN_FOLDER, partial(self._show_folder, sample)),
                (DELETE, partial(self._delete, sample)),
                ("好", self.skip),
            ]
            self.bar.show_notice(self._shown, "success", ends, leaves=False)
            return
        choices: list[Any] = [("打开样例", partial(self._take, [sample]))] if not self.step else []
        self.bar.show_notice(self._shown, "info", [*choices, ("退出引导", self.skip)])

    def _show_folder(self, sample: Path) -> None:
        show_path(sample.parent, lambda words: self.bar.show_notice(words, "warning"), "样例在这个文件夹里")

    def _delete(self, sample: Path) -> None:
        """Move the sample and its draft to the trash; they can be restored while the notice is shown."""
        practice = self._draft.path if self._seen(sample.stem).draft is not None else None
        self.home_wanted.emit()
        if practice is not None and not self._draft.leave():
            self.bar.show_notice(NOT_LEFT, "warning")
            return
        moved: Any = self._runner.attempt(
            move_to_trash, [path for path in (sample, practice) if path is not None], into_trash
        )
        if moved is None:
            return
        self.skip()
        can_restore = can_bring_back(moved)
        back: list[Choice] = [("撤销", partial(self._take_back, moved))] if can_restore else []
        self.bar.show_notice(DELETED if can_restore else DELETED + FROM_TRASH, "success", back)
        self.home_wanted.emit()  # one draft less in its list

    def _take_back(self, moved: Sequence[Trashed]) -> None:
        self.bar.hide()
        self._runner.attempt(bring_back, moved)
        self.home_wanted.emit()

    @property
    def sentence(self) -> str:
        """The instruction of the step, with the names shown on the screen."""
        steps = self.words.steps
        if self.step == len(steps):
            return self.words.finished
        step, page = steps[self.step], self._draft.page
        route = "，再点".join(f"“{name}”" for name in page.roll_over_route()) if page is not None else ""
        return f"第{self.step + 1}步，共{len(steps)}步　{step.title}：{step.words.replace(ROLL_OVER, route)}"
