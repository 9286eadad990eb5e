"""The page model: set in the background, one setting at a time, stale until the last change is in."""

from collections.abc import Iterator
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication

from core.errors import AppError, BadTemplate
from core.model.draft import Draft
from gui.preview import pages as module
from gui.preview.pages import PageModel
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft


class StandIn:
    """A setter that can be held up; its pages say how often it was asked."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.free = Event()
        self.free.set()
        self.fails = False
        self.asked = 0

    def yield_to_ui(self) -> None:
        """Nobody types; it is counted how often that was asked."""
        self.asked += 1

    def set(self, draft: Draft) -> Any:
        """One page per element."""
        self.drafts.append(draft)
        self.free.wait(20)
        if self.fails:
            raise BadTemplate("template_too_large")
        return SimpleNamespace(pages=[_page(n, 0) for n in range(1, len(draft.elements) + 1)])


def _page(number: int, start: int) -> Any:
    paragraph = SimpleNamespace(number=number, skipped=0)
    return SimpleNamespace(lines=[SimpleNamespace(paragraph=paragraph, line=SimpleNamespace(start=start))])


class Workspace:
    """A model, its setter and the draft it sets."""

    def __init__(self, runner: TaskRunner) -> None:
        self.setter, self.draft = StandIn(), make_draft("title |总结\nbody |好。")
        self.model = PageModel(runner, lambda: self.draft, self.setter)
        self.told: list[bool] = []
        self.model.changed.connect(lambda: self.told.append(self.model.is_stale))

    def show(self, pages: Any) -> None:
        """Have these set."""
        self.setter.set = lambda _draft: pages  # type: ignore[method-assign]
        self.model.take(module.laid_out(self.setter, self.draft))


@pytest.fixture
def workspace(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """With hardly a pause."""
    monkeypatch.setattr(module, "SHORTEST_PAUSE", 10)
    runner = TaskRunner(AppError)
    made = Workspace(runner)
    yield made
    made.setter.free.set()
    made.model.pause.stop()
    runner.close()


def test_nothing_is_set_before_somebody_asks(workspace: Workspace) -> None:
    assert (workspace.setter.drafts, workspace.model.pages, workspace.model.is_stale) == ([], None, True)


def test_a_draft_that_is_let_be_is_set(workspace: Workspace, qtbot: Any) -> None:
    workspace.model.touch()
    qtbot.waitUntil(lambda: not workspace.model.is_stale)
    assert len(workspace.model.pages.pages) == 2


def test_changes_that_follow_quickly_are_set_once(workspace: Workspace, qtbot: Any) -> None:
    for _ in range(5):
        workspace.model.touch()
    qtbot.waitUntil(lambda: not workspace.model.is_stale)
    assert len(workspace.setter.drafts) == 1


def test_a_hand_at_work_is_let_be(workspace: Workspace, qtbot: Any) -> None:
    workspace.model.pause.setInterval(200)
    workspace.model.touch()
    until = QDeadlineTimer(300)
    while not until.hasExpired():
        workspace.model.postpone()
        QApplication.processEvents()
    assert workspace.setter.drafts == []
    qtbot.waitUntil(lambda: not workspace.model.is_stale)


def test_a_hand_that_changes_nothing_has_nothing_set(workspace: Workspace) -> None:
    workspace.model.postpone()
    assert not workspace.model.pause.isActive()


def test_who_looks_need_not_wait_for_the_pause(workspace: Workspace, qtbot: Any) -> None:
    workspace.model.pause.setInterval(100_000)
    workspace.model.hurry()
    qtbot.waitUntil(lambda: not workspace.model.is_stale)
    assert workspace.model.pages is not None


def test_pages_of_now_are_not_set_again(workspace: Workspace, qtbot: Any) -> None:
    workspace.model.hurry()
    qtbot.waitUntil(lambda: not workspace.model.is_stale)
    workspace.model.hurry()
    assert len(workspace.setter.drafts) == 1


def test_a_change_meanwhile_is_set_after_it(workspace: Workspace, qtbot: Any) -> None:
    workspace.setter.free.clear()
    workspace.model.hurry()
    qtbot.waitUntil(lambda: len(workspace.setter.drafts) == 1)
    workspace.draft = make_draft("title |总结")
    workspace.model.touch()
    workspace.model.hurry()
    assert len(workspace.setter.drafts) == 1
    workspace.setter.free.set()
    qtbot.waitUntil(lambda: not workspace.model.is_stale)
    assert len(workspace.model.pages.pages) == 1


def test_a_change_is_told_once(workspace: Workspace, qtbot: Any) -> None:
    workspace.model.hurry()
    qtbot.waitUntil(lambda: not workspace.model.is_stale)
    workspace.told.clear()
    workspace.model.touch()
    workspace.model.touch()
    assert workspace.told == [True]


def test_a_layout_that_cannot_be_used_is_told_and_the_pages_stay(workspace: Workspace, qtbot: Any) -> None:
    workspace.model.hurry()
    qtbot.waitUntil(lambda: not workspace.model.is_stale)
    workspace.setter.fails = True
    workspace.model.touch()
    qtbot.waitUntil(lambda: workspace.model.error is not None)
    assert (workspace.model.error.code, len(workspace.model.pages.pages)) == ("template_too_large", 2)


def test_once_it_can_be_set_again_the_error_is_gone(workspace: Workspace, qtbot: Any) -> None:
    workspace.setter.fails = True
    workspace.model.hurry()
    qtbot.waitUntil(lambda: workspace.model.error is not None)
    workspace.setter.fails = False
    workspace.model.touch()
    qtbot.waitUntil(lambda: not workspace.model.is_stale)
    assert workspace.model.error is None


def test_long_settings_are_made_less_often(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> None:
    times = iter((0.0, 0.5))
    monkeypatch.setattr(module, "perf_counter", lambda: next(times))
    workspace.model.hurry()
    qtbot.waitUntil(lambda: not workspace.model.is_stale)
    assert workspace.model.pause.interval() == 1500


@pytest.mark.parametrize(("offset", "page"), [(0, 0), (9, 0), (10, 1), (99, 1)])
def test_a_place_is_found_on_its_page(workspace: Workspace, offset: int, page: int) -> None:
    workspace.show(SimpleNamespace(pages=[_page(7, 0), _page(7, 10)]))
    assert workspace.model.page_of("e7", offset) == page


def test_a_place_before_the_first_shown_character_is_on_its_first_page(workspace: Workspace) -> None:
    workspace.show(SimpleNamespace(pages=[_page(1, 0), _page(7, 5)]))
    assert workspace.model.page_of("e7", 0) == 1


def test_what_no_page_shows_has_no_page(workspace: Workspace) -> None:
    workspace.show(SimpleNamespace(pages=[_page(1, 0)]))
    assert workspace.model.page_of("e8") is None


def test_looking_where_lines_stand_gives_way_before_each_page(workspace: Workspace) -> None:
    workspace.show(SimpleNamespace(pages=[_page(1, 0), _page(2, 0)]))
    assert workspace.setter.asked == 2
