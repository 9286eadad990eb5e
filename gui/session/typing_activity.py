"""Typing activity, queried by background work."""

from math import ceil
from time import monotonic, sleep

PAUSE_S = 0.2
"""Seconds after a key in which another is to be expected."""

STEP_S = 0.01
"""Seconds between two looks at the last key."""


class TypingActivity:
    """``touch`` is called at every key, in the window's thread; ``yield_to_ui`` in other threads."""

    def __init__(self) -> None:
        self._touched = float("-inf")

    def touch(self) -> None:
        """A key was pressed, or the cursor moved."""
        self._touched = monotonic()

    def left(self, pause: int) -> int:
        """Milliseconds until this much time has passed since the last key; 0 if it has."""
        return max(ceil(pause - 1000 * min(monotonic() - self._touched, pause)), 0)

    def yield_to_ui(self) -> None:
        """Wait until the user pauses typing."""
        while monotonic() < self._touched + PAUSE_S:
            sleep(STEP_S)
