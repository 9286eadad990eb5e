"""Background work on a draft: soon after a change while the result is visible, else after a long pause in typing."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError
from core.model.draft import Draft
from gui.session.draft_model import DraftModel
from gui.session.typing_activity import TypingActivity
from gui.shell.tasks import TaskRunner

SOON, LATER = 350, 2500
"""Milliseconds from the last change to the work, while somebody looks at the answer and while nobody does."""


class DraftWork(QObject):
    """``changed`` is emitted when ``answer`` or ``error`` change; ``draft`` is the state that the answer is about.

    ``function`` is called with a draft in the background, one call at a time; it may pause while ``typing`` is active.
    """

    changed = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        model: DraftModel,
        function: Callable[[Draft], Any],
        typing: TypingActivity | None = None,
    ) -> None:
        super().__init__(model)
        self.typing = typing or TypingActivity()
        self._runner = runner
        self._model = model
        self._function = function
        self._is_watched = self._is_working = False
        self._asked: Draft | None = None
        self._come: tuple[Any, Any] | None = None
        self._answer_timer = QTimer(self, singleShot=True)
        self._answer_timer.timeout.connect(self._tell)
        self.pause = QTimer(self, singleShot=True)
        self.pause.timeout.connect(self._on_pause)
        self.answer: Any = None
        self.error: AppError | None = None
        self.draft: Draft | None = None
        model.changed.connect(lambda _change: self.pause.start(self.patience))
        self.pause.start(self.patience)

    @property
    def patience(self) -> int:
        """Milliseconds from the last change to the start of the work."""
        return SOON if self._is_watched else LATER

    @property
    def is_stale(self) -> bool:
        """Whether the answer is outdated."""
        return self._is_working or self.pause.isActive() or self.draft is not self._model.draft

    def watch(self, is_watched: bool) -> None:
        """The answer became visible or hidden."""
        self._is_watched = is_watched
        if self.pause.isActive():
            self.pause.start(self.patience)
        if is_watched and not self._is_working and self.draft is not self._model.draft:
            self.begin()

    def touch(self) -> None:
        """Something besides the draft has invalidated the answer, and that of running work, too."""
        self.draft = self._asked = None
        self.pause.start(self.patience)

    def postpone(self) -> None:
        """The user is typing: pending work and a finished answer wait until typing pauses.

        The timers check the time of the last key when they fire: restarting them at every key would slow typing down.
        """
        self.typing.touch()

    def _on_pause(self) -> None:
        left = self.typing.left(self.patience)
        if left:
            self.pause.start(left)
        else:
            self.begin()

    def begin(self) -> None:
        """Start the work on the present draft, unless it is running."""
        self.pause.stop()
        if self._is_working:
            return
        self._is_working, self._asked = True, self._model.draft
        self._runner.run(self._function, self._asked, on_done=self._on_done, on_failed=self._on_failed)

    def _on_done(self, answer: Any) -> None:
        self._arrive(answer, None)

    def _on_failed(self, error: AppError) -> None:
        self._arrive(self.answer, error)

    def _arrive(self, answer: Any, error: AppError | None) -> None:
        self._come = answer, error
        self._tell()

    def _tell(self) -> None:
        left = self.typing.left(SOON)
        if left:
            self._answer_timer.start(left)
        else:
            self._finish()

    def _finish(self) -> None:
        if self._come is None:
            return
        (self.answer, self.error), self._come = self._come, None
        self.draft, self._asked, self._is_working = self._asked, None, False
        if self.draft is not self._model.draft and not self.pause.isActive():
            self.pause.start(self.patience)
        self.changed.emit()
