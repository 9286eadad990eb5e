"""Garbage is looked for when nobody types."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from gui import collector


@pytest.fixture
def looks(qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Every look through everything, after the collector was calmed."""
    before, made = gc.get_threshold(), []
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "collect", lambda: made.append(1))
    collector.calm(qapp)
    yield made
    qapp.applicationStateChanged.disconnect(collector._on_state_changed)
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
