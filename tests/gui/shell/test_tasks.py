"""Background work comes back into the UI thread, or not at all."""

import sys
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject

from core.errors import AppError, BadInput
from gui.shell.tasks import THREADS, TaskRunner


class Gate:
    """A function that waits until the test lets it go on."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.begun = threading.Event()

    def __call__(self, value: str) -> str:
        self.begun.set()
        self.opened.wait(5)
        return value


def refuse() -> None:
    raise BadInput("file_empty", name="旧稿.txt")


def break_down() -> None:
    raise ZeroDivisionError


def idle(runner: TaskRunner, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_an_answer_arrives_in_the_ui_thread(runner: TaskRunner, qtbot: Any) -> None:
    seen: list[Any] = []
    runner.run(sum, (1, 2), on_done=lambda value: seen.append((value, threading.current_thread())))
    idle(runner, qtbot)
    assert seen == [(3, threading.main_thread())]


def test_the_work_itself_runs_elsewhere(runner: TaskRunner, qtbot: Any) -> None:
    seen: list[Any] = []
    runner.run(threading.get_ident, on_done=seen.append)
    idle(runner, qtbot)
    assert seen != [threading.get_ident()]


def test_a_later_task_of_the_same_key_makes_the_earlier_one_stale(runner: TaskRunner, qtbot: Any) -> None:
    gate, seen = Gate(), list[str]()
    runner.run(gate, "stale", on_done=seen.append, key="outline")
    gate.begun.wait(5)
    runner.run(str, "fresh", on_done=seen.append, key="outline")
    gate.opened.set()
    idle(runner, qtbot)
    assert seen == ["fresh"]


@pytest.mark.parametrize(
    ("key", "cancelled", "answers"),
    [
        ("basis/a", "basis/a", []),
        ("basis/a", "basis", []),
        ("basis/a", "basis/b", ["x"]),
        ("basisb", "basis", ["x"]),
    ],
)
def test_cancelling_by_key(runner: TaskRunner, qtbot: Any, key: str, cancelled: str, answers: list[str]) -> None:
    gate, seen = Gate(), list[str]()
    runner.run(gate, "x", on_done=seen.append, key=key)
    runner.cancel(cancelled)
    gate.opened.set()
    idle(runner, qtbot)
    assert seen == answers


def test_an_expected_error_goes_to_its_handler(runner: TaskRunner, qtbot: Any) -> None:
    seen: list[Any] = []
    runner.run(refuse, on_failed=seen.append)
    idle(runner, qtbot)
    assert [error.code for error in seen] == ["file_empty"]


def test_an_expected_error_without_a_handler_is_told_by_signal(runner: TaskRunner, qtbot: Any) -> None:
    with qtbot.waitSignal(runner.failed) as told:
        runner.run(refuse)
    assert told.args[0].code == "file_empty"


def test_an_unexpected_error_is_a_crash_and_the_handler_hears_of_it(
    runner: TaskRunner, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes, failures = list[Any](), list[Any]()
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: crashes.append(kind))
    runner.run(break_down, on_failed=failures.append)
    idle(runner, qtbot)
    assert crashes == [ZeroDivisionError]
    assert [error.code for error in failures] == ["unknown"]


class Page(QObject):
    """A receiver that may be gone by the time the answer comes."""

    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self._seen = seen

    def on_done(self, value: str) -> None:
        """Note the answer."""
        self._seen.append(value)


@pytest.mark.parametrize(("is_gone", "answers"), [(True, []), (False, ["x"])])
def test_answers_for_what_is_gone_are_dropped(
    runner: TaskRunner, qtbot: Any, is_gone: bool, answers: list[str]
) -> None:
    gate, seen = Gate(), list[str]()
    page = Page(seen)
    runner.run(gate, "x", on_done=page.on_done)
    if is_gone:
        with qtbot.waitSignal(page.destroyed):
            page.deleteLater()
    gate.opened.set()
    idle(runner, qtbot)
    assert seen == answers


def test_busy_is_told_once_at_the_beginning_and_once_at_the_end(runner: TaskRunner, qtbot: Any) -> None:
    told: list[bool] = []
    runner.busy_changed.connect(told.append)
    runner.run(str, "a")
    runner.run(str, "b")
    idle(runner, qtbot)
    assert told == [True, False]


def test_closing_waits_for_what_runs_and_drops_its_answer(qtbot: Any) -> None:
    runner, gate, seen = TaskRunner(AppError), Gate(), list[str]()
    runner.run(gate, "late", on_done=seen.append)
    gate.begun.wait(5)
    threading.Timer(0.05, gate.opened.set).start()
    runner.close()
    assert gate.opened.is_set()
    assert seen == []


def test_what_is_needed_is_done_at_the_end_even_if_no_thread_was_free(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner, gates, done = TaskRunner(AppError), [Gate() for _ in range(THREADS)], list[str]()
    for gate in gates:
        runner.run(gate, "1")
        gate.begun.wait(5)
    runner.run_needed(done.append, "2")
    runner.run(done.append, "3")
    shutdown = runner.threads().shutdown

    def opened(**how: bool) -> None:
        for gate in gates:
            gate.opened.set()
        shutdown(**how)

    monkeypatch.setattr(runner.threads(), "shutdown", opened)
    runner.close()
    assert done == ["2"]


def test_what_fails_as_expected_in_this_thread_is_told(runner: TaskRunner, qtbot: Any) -> None:
    with qtbot.waitSignal(runner.failed) as failed:
        runner.attempt(refuse)
    assert failed.args[0].code == "file_empty"


def test_what_succeeds_in_this_thread_gives_its_value(runner: TaskRunner) -> None:
    assert runner.attempt(sum, (1, 2)) == 3


def test_after_the_end_nothing_is_begun(runner: TaskRunner) -> None:
    runner.close()
    runner.run(sum, (1, 2))
    assert not runner.is_busy
