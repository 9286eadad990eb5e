"""What has been worked out for paragraphs, tables and pages and holds until they change."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class TypesettingCache:
    """Results by what they were worked out from; what one run of ``lay_out`` did not ask for is dropped after it.

    Paragraphs and tables are the same only as one object, so an edited one is worked out anew by itself.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}
        self._fresh: dict[Hashable, Any] = {}
        self._chapter: dict[Hashable, Any] = {}

    def recall(self, key: Hashable, work: Callable[[], T]) -> T:
        """What was worked out for ``key`` before, or what ``work`` gives now."""
        found: T | None = self.find(key)
        if found is None:
            found = work()
        self._chapter[key] = found
        return found

    def find(self, key: Hashable) -> Any:
        """What is known for ``key``, or None."""
        for shelf in (self._known, self._chapter, self._fresh):
            found = shelf.get(key)
            if found is not None:
                return found
        return None

    def keep(self, kept: Mapping[Hashable, Any]) -> None:
        """Hold these results as if they had been asked for."""
        self._fresh.update(kept)

    def end_chapter(self) -> Mapping[Hashable, Any]:
        """What was asked for since the last chapter ended."""
        ended, self._chapter = self._chapter, {}
        self._fresh.update(ended)
        return ended

    def forget_unused(self) -> None:
        """A run is over: keep what it asked for."""
        self.end_chapter()
        self._known, self._fresh = self._fresh, {}
