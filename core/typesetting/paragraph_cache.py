"""Cache of results for paragraphs, tables and pages, valid until the objects change."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class TypesettingCache:
    """Results by the inputs they were computed from; entries that a run of ``lay_out`` did not use are dropped after it.

    Paragraphs and tables compare by identity, so an edited one misses the cache by itself.
    """

    def __init__(self) -> None:
        self._previous: dict[Hashable, Any] = {}
        self._current: dict[Hashable, Any] = {}
        self._this_page: dict[Hashable, Any] = {}

    def get_or_compute(self, key: Hashable, work: Callable[[], T]) -> T:
        """The cached result for ``key``, or the result of ``work``, which is then cached."""
        found: T | None = self.find(key)
        if found is None:
            found = work()
        self._this_page[key] = found
        return found

    def find(self, key: Hashable) -> Any:
        """The cached result for ``key``, or None."""
        for results in (self._previous, self._this_page, self._current):
            found = results.get(key)
            if found is not None:
                return found
        return None

    def keep(self, kept: Mapping[Hashable, Any]) -> None:
        """Store results as if they had been used in this run."""
        self._current.update(kept)

    def end_page(self) -> Mapping[Hashable, Any]:
        """Entries used since the previous call; starts a new set."""
        ended, self._this_page = self._this_page, {}
        self._current.update(ended)
        return ended

    def drop_unused(self) -> None:
        """End a run: keep only the entries it used."""
        self.end_page()
        self._previous, self._current = self._current, {}
