"""The only access to background work: a core function is called with plain arguments, its answer returns as a signal."""

import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Function = Callable[..., Any]
Handler = Callable[[Any], None]
Failure = Callable[[Any], None]
THREADS = 2
SWITCH_S = 0.0001
"""Seconds that a thread at work keeps the interpreter while the window waits for it; Python's own 5 ms are noticeable.

Shorter than what passes between two searches for words, which give the interpreter away and take it back at once: the
window would be woken by each, find it taken and begin to wait anew. With five times as long it waited up to 250 ms.
"""


class Task:
    """One running task; ``cancel`` drops its answer, and the work itself if it has not begun."""

    def __init__(self, function: Function, arguments: tuple[Any, ...], key: str, is_needed: bool = False) -> None:
        self.function = function
        self.arguments = arguments
        self.key = key
        self.is_needed = is_needed
        self.cancelled = False
        self.is_forgotten = False

    def cancel(self) -> None:
        """The answer is not wanted any more."""
        self.cancelled = True


def _work(task: Task, answered: Any) -> None:
    """Run one task in a thread of the pool; uses no widget."""
    value: Any = None
    error: Exception | None = None
    if not task.cancelled:
        try:
            value = task.function(*task.arguments)
        except Exception as caught:  # the outermost frame of the worker: every error is reported in the UI thread
            error = caught
    if not task.is_forgotten:  # an answer left in the queue would outlive the interpreter
        answered.emit(task, value, error)


class TaskRunner(QObject):
    """Runs core functions outside the UI thread and delivers their answers in it.

    Starting a task with a key invalidates every earlier task of that key: its answer is dropped. Answers for deleted
    widgets are dropped, too. An error of the ``expected`` class goes to ``on_failed``; anything else is a crash, goes
    to ``sys.excepthook`` like every other one, and ``on_failed`` receives an error with the code ``unknown``.
    """

    busy_changed = Signal(bool)
    failed = Signal(object)
    _answered = Signal(object, object, object)

    def __init__(self, expected: type[Exception], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._expected = expected
        self._pool: ThreadPoolExecutor | None = None
        self._is_closed = False
        self._tasks: dict[Task, tuple[Handler | None, Failure | None]] = {}
        self._answered.connect(self._on_answered)

    def run(
        self,
        function: Function,
        *arguments: Any,
        on_done: Handler | None = None,
        on_failed: Failure | None = None,
        key: str = "",
    ) -> Task:
        """Start ``function(*arguments)``; exactly one of the handlers is called, later and in the UI thread.

        Without ``on_failed`` an expected error is emitted by the signal ``failed``. After ``close`` nothing is started.
        """
        if key:
            self.cancel(key)
        return self._begin(Task(function, arguments, key), on_done, on_failed)

    def run_needed(self, function: Function, *arguments: Any) -> Task:
        """Start work that must be done even if the program is closed before there is a thread for it."""
        return self._begin(Task(function, arguments, "", is_needed=True))

    def _begin(self, task: Task, on_done: Handler | None = None, on_failed: Failure | None = None) -> Task:
        if self._is_closed:
            return task
        self._tasks[task] = (on_done, on_failed)
        if len(self._tasks) == 1:
            self.busy_changed.emit(True)
        self.threads().submit(_work, task, self._answered)
        return task

    def attempt(self, function: Function, *arguments: Any) -> Any:
        """Call something in this thread that may fail as expected; the error is emitted by the signal ``failed``."""
        try:
            return function(*arguments)
        except self._expected as error:
            self.failed.emit(error)

    def threads(self) -> "ThreadPoolExecutor":
        """The pool, created at first use, after the first frame.

        Python's own threads and not QRunnables, whose wrappers are freed in the worker.
        """
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            sys.setswitchinterval(SWITCH_S)
            self._pool = ThreadPoolExecutor(THREADS, "task")
        return self._pool

    def cancel(self, key: str) -> None:
        """Drop the answers of all tasks whose key is ``key`` or begins with ``key`` and a slash."""
        for task in self._tasks:
            if task.key == key or task.key.startswith(f"{key}/"):
                task.cancel()

    @property
    def is_busy(self) -> bool:
        """Whether any work is running."""
        return bool(self._tasks)

    def close(self) -> None:
        """Drop all answers, start only needed work, and wait for what runs, so that no thread outlives the program."""
        self._is_closed = True
        for task in self._tasks:
            task.is_forgotten = True
            if not task.is_needed:
                task.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True)
            self._pool = None
        self._tasks.clear()

    def _on_answered(self, task: Task, value: Any, error: Exception | None) -> None:
        on_done, on_failed = self._tasks.pop(task, (None, None))
        if not self._tasks:
            self.busy_changed.emit(False)
        if task.cancelled:
            return
        if error is None:
            _call(on_done, value)
        elif not isinstance(error, self._expected):
            sys.excepthook(type(error), error, error.__traceback__)
            _call(on_failed, self._expected("unknown"))
        elif on_failed:
            _call(on_failed, error)
        else:
            self.failed.emit(error)


def _call(handler: Callable[[Any], None] | None, answer: Any) -> None:
    owner = getattr(getattr(handler, "func", handler), "__self__", None)  # unwraps functools.partial
    if handler is None or (isinstance(owner, QObject) and not isValid(owner)):
        logging.getLogger(__name__).debug("nobody waits for this answer any more")
        return
    handler(answer)
