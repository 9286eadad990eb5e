"""Garbage is looked for when nobody types, and never in the background."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from shiboken6 import delete

from gui.shell import collector
from gui.shell.collector import MANY, STILL, YOUNG, IdleCollector

ALL, NEW = 2, 1


@pytest.fixture
def looks(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Every look, by the oldest generation it takes in, after the collector was calmed."""
    was_on, made = gc.isenabled(), list[int]()
    monkeypatch.setattr(gc, "collect", lambda generation=ALL: made.append(generation))
    monkeypatch.setattr(collector, "SOON", 0)
    gc.enable()
    collector.calm(qapp)
    collector.calm(qapp)
    yield made
    delete(qapp.findChild(IdleCollector))
    (gc.enable if was_on else gc.disable)()


@pytest.fixture
def rest(qapp: Any, looks: list[int]) -> IdleCollector:
    return qapp.findChild(IdleCollector)


def pass_time(rest: IdleCollector, monkeypatch: pytest.MonkeyPatch, *made: int) -> None:
    """One look after the other, so much having been made before each."""
    for count in made:
        monkeypatch.setattr(gc, "get_count", lambda count=count: (count, 0, 0))
        rest.look()


def test_no_thread_of_the_background_looks_for_garbage(looks: list[int]) -> None:
    assert not gc.isenabled()


def test_nothing_old_is_looked_through_while_somebody_works(qapp: Any, looks: list[int]) -> None:
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not looks


def test_everything_is_looked_through_once_when_the_hand_is_elsewhere(qapp: Any, looks: list[int]) -> None:
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert looks == [ALL]


def test_what_was_made_just_now_is_looked_through(
    rest: IdleCollector, looks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_time(rest, monkeypatch, YOUNG, YOUNG + 1, MANY)
    assert looks == [NEW, NEW]


def test_what_background_work_made_is_old_at_once(
    rest: IdleCollector, looks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [[number] for number in range(MANY)]
    rest.look()
    assert (looks, gc.get_count()[0] < len(kept)) == ([], True)


@pytest.mark.parametrize(
    ("made", "times"),
    [
        ((YOUNG + 1, *[0] * STILL), 1),
        ((YOUNG + 1, *[0] * 3 * STILL), 1),
        ((YOUNG + 1, *[0] * (STILL - 1)), 0),
        ((*[0] * STILL, YOUNG + 1, *[0] * STILL), 2),
        ((*[0] * STILL, MANY + 1, *[0] * STILL), 2),
    ],
)
def test_a_minute_of_rest_after_work_is_used_once(
    rest: IdleCollector, looks: list[int], monkeypatch: pytest.MonkeyPatch, made: tuple[int, ...], times: int
) -> None:
    pass_time(rest, monkeypatch, *made)
    assert looks.count(ALL) == times


def test_what_a_closed_draft_leaves_goes_before_long(looks: list[int], qtbot: Any) -> None:
    collector.tidy()
    qtbot.waitUntil(lambda: looks == [ALL])


def test_nothing_is_looked_for_where_the_collector_works_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "isenabled", lambda: True)
    monkeypatch.setattr(collector.QTimer, "singleShot", lambda *_all: asked.append(1))
    collector.tidy()
    assert not asked
