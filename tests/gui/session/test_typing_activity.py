"""What works in the background waits while somebody types."""

import pytest

from gui.session import typing_activity as hand_module
from gui.session.typing_activity import TypingActivity


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The naps that were taken, on a clock that only they move."""
    naps: list[float] = []
    monkeypatch.setattr(hand_module, "monotonic", lambda: sum(naps))
    monkeypatch.setattr(hand_module, "sleep", naps.append)
    return naps


def test_nobody_is_waited_for_who_does_not_type(waited: list[float]) -> None:
    TypingActivity().yield_to_ui()
    assert not waited


def test_work_goes_on_when_the_hand_rests(waited: list[float]) -> None:
    hand = TypingActivity()
    hand.touch()
    hand.yield_to_ui()
    assert sum(waited) == pytest.approx(hand_module.PAUSE_S, abs=hand_module.STEP_S)


def test_another_key_is_waited_for_anew(waited: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    hand = TypingActivity()
    hand.touch()
    monkeypatch.setattr(hand_module, "sleep", lambda nap: waited.append(nap) or (len(waited) == 5 and hand.touch()))
    hand.yield_to_ui()
    assert sum(waited) == pytest.approx(hand_module.PAUSE_S + 5 * hand_module.STEP_S, abs=hand_module.STEP_S)


def test_what_is_left_of_a_pause_is_counted_from_the_last_key(waited: list[float]) -> None:
    hand = TypingActivity()
    hand.touch()
    waited.append(0.1)
    assert (hand.left(250), hand.left(100), TypingActivity().left(250)) == (150, 0, 0)
