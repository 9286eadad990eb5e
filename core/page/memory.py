"""What has been worked out for a paragraph or table and holds until it changes."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """Results by what they were worked out from; what one run of ``lay_out`` did not ask for is dropped after it.

    Paragraphs and tables are the same only as one object, so an edited one is worked out anew by itself.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}
        self._fresh: dict[Hashable, Any] = {}

    def recall(self, key: Hashable, work: Callable[[], T]) -> T:
        """What was worked out for ``key`` before, or what ``work`` gives now."""
        known: T | None = self._fresh.get(key)
        if known is None:
            known = self._known.get(key)
            if known is None:
                known = work()
            self._fresh[key] = known
        return known

    def forget_unused(self) -> None:
        """A run is over: keep what it asked for."""
        self._known, self._fresh = self._fresh, {}
