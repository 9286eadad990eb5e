"""Garbage is looked for when nobody types."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from shiboken6 import delete

from gui import collector


@pytest.fixture
def looks(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Every look through everything, after the collector was calmed."""
    before, made = gc.get_threshold(), []
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "collect", lambda: made.append(1))
    monkeypatch.setattr(collector, "SOON", 0)
    collector.calm(qapp)
    collector.calm(qapp)
    yield made
    delete(qapp.findChild(collector.Rest))
    gc.set_threshold(*before)


def test_nothing_old_is_looked_through_while_somebody_works(qapp: Any, looks: list[int]) -> None:
    assert gc.get_threshold()[2] == collector.NEVER
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not looks


def test_what_was_made_just_now_is_still_looked_through(looks: list[int]) -> None:
    assert (gc.isenabled(), *gc.get_threshold()[:2]) == (True, collector.YOUNG, collector.MIDDLE)


def test_everything_is_looked_through_when_the_hand_is_elsewhere(qapp: Any, looks: list[int]) -> None:
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert looks == [1]


def test_what_a_closed_draft_leaves_goes_before_long(looks: list[int], qtbot: Any) -> None:
    collector.tidy()
    qtbot.waitUntil(lambda: looks == [1])


def test_nothing_is_looked_for_where_the_collector_works_as_ever(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(collector.QTimer, "singleShot", lambda *_all: asked.append(1))
    collector.tidy()
    assert not asked


@pytest.mark.parametrize(
    ("made", "times"), [((0, 50, 51), 1), ((0, 50, 99, 150), 0), ((0, 50, 51, 52), 1), ((0, 1, 2), 0)]
)
def test_a_minute_of_rest_after_work_is_used_once(
    qapp: Any, looks: list[int], monkeypatch: pytest.MonkeyPatch, made: tuple[int, ...], times: int
) -> None:
    counts = iter(made)
    monkeypatch.setattr(collector, "_made", lambda: next(counts))
    rest = collector.Rest(qapp)
    for _ in made[1:]:
        rest.look()
    delete(rest)
    assert len(looks) == times
