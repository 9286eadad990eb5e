"""Work in the background: its answer is not told while the hand is at work."""

from types import SimpleNamespace
from typing import Any

import pytest

from gui.session import background_work as draft_work
from gui.session.background_work import DraftWork
from gui.session.draft_model import DraftModel
from tests.gui.workspace import make_session


@pytest.fixture
def work(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> DraftWork:
    """Work that is under way; ``runner.answer`` is what its end is told to."""
    monkeypatch.setattr(draft_work, "SOON", 5)
    runner = SimpleNamespace()
    runner.run = lambda _function, _draft, on_done, on_failed: vars(runner).update(answer=on_done, fail=on_failed)
    model = DraftModel(make_session())
    made = DraftWork(runner, model, len)
    made.model, made.runner = model, runner
    made.watch(True)
    return made


def test_an_answer_is_told_at_once_while_the_hand_rests(work: DraftWork, qtbot: Any) -> None:
    with qtbot.waitSignal(work.changed):
        work.runner.answer("见")
    assert (work.answer, work.is_stale) == ("见", False)


def test_an_answer_that_comes_while_the_hand_is_at_work_waits(work: DraftWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_work, "SOON", 60_000)  # however slow the machine is
    work.postpone()
    work.runner.answer("见")
    assert (work.answer, work.is_stale) == (None, True)


def test_it_is_told_when_the_hand_rests(work: DraftWork, qtbot: Any) -> None:
    work.postpone()
    with qtbot.waitSignal(work.changed, timeout=5000):
        work.runner.answer("见")
    assert (work.answer, work.is_stale) == ("见", False)


def test_a_hand_that_rests_before_the_answer_tells_nothing(work: DraftWork, qtbot: Any) -> None:
    work.postpone()
    with qtbot.assertNotEmitted(work.changed):
        qtbot.waitUntil(lambda: not work.typing.left(draft_work.SOON), timeout=5000)


def test_an_error_waits_too_and_leaves_the_last_answer(work: DraftWork, qtbot: Any) -> None:
    work.runner.answer("见")
    work.touch()
    work.watch(True)
    work.postpone()
    with qtbot.waitSignal(work.changed, timeout=5000):
        work.runner.fail("坏了")
    assert (work.answer, work.error) == ("见", "坏了")


def test_what_is_touched_during_the_work_is_worked_out_again(work: DraftWork) -> None:
    work.touch()
    work.begin()  # its time has come, but the work before is not done
    work.runner.answer("旧的")
    assert work.is_stale
