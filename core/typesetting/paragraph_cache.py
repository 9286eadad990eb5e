"""What has been worked out for paragraphs, tables and pages and holds until they change."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class TypesettingCache:
    """Results by what they were worked out from; what one run of ``lay_out`` did not ask for is dropped after it.

    Paragraphs and tables are the same only as one object, so an edited one is worked out anew by itself.
    """

    def __init__(self) -> None:
        self._previous: dict[Hashable, Any] = {}
        self._current: dict[Hashable, Any] = {}
        self._this_page: dict[Hashable, Any] = {}

    def get_or_compute(self, key: Hashable, work: Callable[[], T]) -> T:
        """What was worked out for ``key`` before, or what ``work`` gives now."""
        found: T | None = self.find(key)
        if found is None:
            found = work()
        self._this_page[key] = found
        return found

    def find(self, key: Hashable) -> Any:
        """What is known for ``key``, or None."""
        for results in (self._previous, self._this_page, self._current):
            found = results.get(key)
            if found is not None:
                return found
        return None

    def keep(self, kept: Mapping[Hashable, Any]) -> None:
        """Hold these results as if they had been asked for."""
        self._current.update(kept)

    def end_page(self) -> Mapping[Hashable, Any]:
        """What was asked for since the last chapter ended."""
        ended, self._this_page = self._this_page, {}
        self._current.update(ended)
        return ended

    def drop_unused(self) -> None:
        """A run is over: keep what it asked for."""
        self.end_page()
        self._previous, self._current = self._current, {}
